//! The whole exit contract.

/// How a run ends, by what it found. Several at once: the most severe wins, in the order of [`Exit::severity`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Exit {
    /// All as expected, known failures included.
    Ok = 0,
    /// A finding that no baseline entry covers.
    Findings = 1,
    /// Usage, or an unreadable or unwritable file named on the command line.
    Usage = 2,
    /// Could not be judged: unreachable, gone for good, set-up refused, ChangePassword not implemented.
    NotJudged = 3,
    /// A filter that matches no case.
    NoSuchCase = 4,
    /// The baseline is stale, expired, or matches nothing.
    Stale = 5,
    /// Something could not be put back: password, policy, users.
    LeftBehind = 6,
    /// An internal error: a case in `error`, a report that could not be written at the end.
    Internal = 70,
}

impl Exit {
    /// Every exit.
    pub const ALL: [Self; 8] = [
        Self::Ok,
        Self::Findings,
        Self::Usage,
        Self::NotJudged,
        Self::NoSuchCase,
        Self::Stale,
        Self::LeftBehind,
        Self::Internal,
    ];

    /// The process's exit code.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The exit of that code; of a code that is none, the internal error.
    pub fn of(code: u8) -> Self {
        Self::ALL
            .into_iter()
            .find(|exit| exit.code() == code)
            .unwrap_or(Self::Internal)
    }

    /// When it is, as the manual says it.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Ok => "all as expected, known failures included",
            Self::Findings => "a finding that no baseline entry covers",
            Self::Usage => "usage, or an unreadable or unwritable file named on the command line",
            Self::NotJudged => "could not be judged: unreachable, set-up refused, not implemented",
            Self::NoSuchCase => "a filter that matches no case",
            Self::Stale => "the baseline is stale, expired, or matches nothing",
            Self::LeftBehind => "something could not be put back: password, policy, users",
            Self::Internal => {
                "an internal error: a case in error, a report that could not be written"
            }
        }
    }

    /// 70 > 6 > 3 > 1 > 5 > 0; usage and filters end a run before it starts.
    const fn severity(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Stale => 1,
            Self::Findings => 2,
            Self::NotJudged => 3,
            Self::LeftBehind => 4,
            Self::Internal => 5,
            Self::NoSuchCase => 6,
            Self::Usage => 7,
        }
    }

    /// The more severe of two.
    pub fn and(self, other: Self) -> Self {
        if other.severity() > self.severity() {
            other
        } else {
            self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Exit;

    #[test]
    fn the_most_severe_exit_wins() {
        let order = [
            Exit::Internal,
            Exit::LeftBehind,
            Exit::NotJudged,
            Exit::Findings,
            Exit::Stale,
            Exit::Ok,
        ];
        for pair in order.windows(2) {
            assert_eq!(pair[0].and(pair[1]), pair[0]);
            assert_eq!(pair[1].and(pair[0]), pair[0]);
        }
    }
}
