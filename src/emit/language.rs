//! What a script is written in.

/// What a script is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// POSIX shell with curl, 7.75 or later.
    Curl,
    /// POSIX shell with the AWS command line.
    AwsCli,
    /// Python with boto3.
    Boto3,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::Curl, Self::AwsCli, Self::Boto3];

    /// As it stands on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::AwsCli => "aws-cli",
            Self::Boto3 => "boto3",
        }
    }
}
