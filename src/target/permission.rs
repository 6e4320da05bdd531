//! What lets a user change its password, as policies.

use serde_json::json;

use crate::case::Permission;

/// The inline policy that allows.
const ALLOWS: &str = "pwspec-allows";
/// The inline policy that denies.
const DENIES: &str = "pwspec-denies";

/// Whom a permission is for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grantee<'a> {
    pub(super) name: &'a str,
    /// `/` or `/division/unit/`
    pub(super) path: &'a str,
    /// As the endpoint told it, if it did.
    pub(super) arn: Option<&'a str>,
}

impl Grantee<'_> {
    fn partition(self) -> String {
        let told = self.arn.and_then(|arn| arn.split(':').nth(1));
        told.filter(|partition| !partition.is_empty())
            .unwrap_or("aws")
            .to_owned()
    }

    fn own_arn(self) -> String {
        match self.arn {
            Some(arn) => arn.to_owned(),
            None => format!("arn:aws:iam::*:user{}{}", self.path, self.name),
        }
    }
}

/// The inline policies by name.
pub(super) fn inline(permission: Permission, of: Grantee<'_>) -> Vec<(&'static str, String)> {
    let change = |effect, resource: &str| statement(effect, "iam:ChangePassword", resource);
    match permission {
        Permission::Inline | Permission::OwnArn => vec![(ALLOWS, change("Allow", &of.own_arn()))],
        // A variable holds the name without the path, which the resource needs.
        Permission::InlineVariable => {
            let resource = format!(
                "arn:{}:iam::*:user{}${{aws:username}}",
                of.partition(),
                of.path
            );
            vec![(ALLOWS, change("Allow", &resource))]
        }
        Permission::Elsewhere => {
            let other = format!("{}-other", of.own_arn());
            vec![(ALLOWS, change("Allow", &other))]
        }
        Permission::Broad => vec![(ALLOWS, statement("Allow", "*", "*"))],
        Permission::Denied => vec![
            (ALLOWS, change("Allow", "*")),
            (DENIES, change("Deny", "*")),
        ],
        Permission::Managed | Permission::AccountPolicyOnly | Permission::None => Vec::new(),
    }
}

/// The same for a user of this name and path, of whom no endpoint has told the ARN.
pub fn inline_policies(
    permission: Permission,
    name: &str,
    path: &str,
) -> Vec<(&'static str, String)> {
    let arn = None;
    inline(permission, Grantee { name, path, arn })
}

/// The managed policy's ARN.
pub(super) fn attached(permission: Permission, of: Grantee<'_>) -> Option<String> {
    (permission == Permission::Managed).then(|| {
        format!(
            "arn:{}:iam::aws:policy/IAMUserChangePassword",
            of.partition()
        )
    })
}

/// A policy of one statement.
pub(super) fn statement(effect: &str, action: &str, resource: &str) -> String {
    json!({
        "Version": "2012-10-17",
        "Statement": [{ "Effect": effect, "Action": action, "Resource": resource }],
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADA: Grantee<'_> = Grantee {
        name: "ada",
        path: "/lab/",
        arn: Some("arn:aws-cn:iam::123456789012:user/lab/ada"),
    };

    fn one(permission: Permission, of: Grantee<'_>) -> String {
        let policies = inline(permission, of);
        assert_eq!(policies.len(), 1);
        policies[0].1.clone()
    }

    #[test]
    fn an_inline_policy_is_on_the_arn_that_the_endpoint_told() {
        assert_eq!(
            one(Permission::Inline, ADA),
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:ChangePassword","Resource":"arn:aws-cn:iam::123456789012:user/lab/ada"}]}"#
        );
        let untold = one(Permission::Inline, Grantee { arn: None, ..ADA });
        assert!(
            untold.contains("\"arn:aws:iam::*:user/lab/ada\""),
            "{untold}"
        );
    }

    #[test]
    fn a_variable_stands_behind_the_path() {
        let policy = one(Permission::InlineVariable, ADA);
        assert!(
            policy.contains("\"arn:aws-cn:iam::*:user/lab/${aws:username}\""),
            "{policy}"
        );
    }

    #[test]
    fn a_denial_stands_beside_what_it_denies() {
        let policies = inline(Permission::Denied, ADA);
        let effects: Vec<_> = policies
            .iter()
            .map(|(_, text)| text.contains("Deny"))
            .collect();
        assert_eq!(effects, [false, true]);
        assert_ne!(policies[0].0, policies[1].0);
    }

    #[test]
    fn only_the_managed_permission_attaches_a_policy() {
        assert_eq!(
            attached(Permission::Managed, ADA).as_deref(),
            Some("arn:aws-cn:iam::aws:policy/IAMUserChangePassword")
        );
        assert_eq!(attached(Permission::Inline, ADA), None);
        assert!(inline(Permission::Managed, ADA).is_empty());
    }
}
