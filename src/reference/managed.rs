//! The managed policies that this account knows.

use std::sync::LazyLock;

use super::statement::Policy;

/// A managed policy.
pub struct Managed {
    /// Its name.
    pub name: &'static str,
    /// Its ARN.
    pub arn: &'static str,
    /// What it says.
    pub policy: Policy,
}

/// Full rights.
pub const ADMINISTRATOR_ACCESS: &str = "arn:aws:iam::aws:policy/AdministratorAccess";

const DOCUMENTS: [(&str, &str, &str); 3] = [
    (
        "AdministratorAccess",
        ADMINISTRATOR_ACCESS,
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#,
    ),
    (
        "IAMFullAccess",
        "arn:aws:iam::aws:policy/IAMFullAccess",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*"}]}"#,
    ),
    (
        "IAMUserChangePassword",
        "arn:aws:iam::aws:policy/IAMUserChangePassword",
        r#"{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":"iam:ChangePassword","Resource":"arn:aws:iam::*:user/${aws:username}"},
            {"Effect":"Allow","Action":"iam:GetAccountPasswordPolicy","Resource":"*"}]}"#,
    ),
];

static KNOWN: LazyLock<Vec<Managed>> = LazyLock::new(|| {
    let managed = |(name, arn, document)| {
        Policy::identity(document)
            .ok()
            .map(|policy| Managed { name, arn, policy })
    };
    DOCUMENTS.into_iter().filter_map(managed).collect()
});

/// The managed policy of an ARN.
pub fn find(arn: &str) -> Option<&'static Managed> {
    KNOWN.iter().find(|managed| managed.arn == arn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_is_a_policy() {
        for (_, arn, _) in DOCUMENTS {
            assert!(find(arn).is_some(), "{arn}");
        }
    }
}
