//! The account's password policy.

use super::Administrator;
use crate::spec::AccountPolicy;
use crate::target::call::Call;
use crate::target::failed::CallFailed;

impl Administrator {
    /// `GetAccountPasswordPolicy`; none where none is set.
    pub async fn get_account_password_policy(&self) -> Result<Option<AccountPolicy>, CallFailed> {
        match self.call(Call::iam("GetAccountPasswordPolicy")).await {
            // The length is in every policy: an answer without it is about something else.
            Ok(reply) => reply
                .text("MinimumPasswordLength")
                .map(|_| Some(policy(|name| reply.optional(name)))),
            Err(failed) if failed.is_no_such_entity() => Ok(None),
            Err(failed) => Err(failed),
        }
    }

    /// `UpdateAccountPasswordPolicy`, every parameter given.
    pub async fn update_account_password_policy(
        &self,
        policy: &AccountPolicy,
    ) -> Result<(), CallFailed> {
        self.update_policy(policy_parameters(policy)).await
    }

    /// `UpdateAccountPasswordPolicy`, without the parameters that have their default.
    pub async fn update_account_password_policy_tersely(
        &self,
        policy: &AccountPolicy,
    ) -> Result<(), CallFailed> {
        let defaults = policy_parameters(&AccountPolicy::RELAXED);
        let mut telling = policy_parameters(policy);
        telling.retain(|parameter| !defaults.contains(parameter));
        self.update_policy(telling).await
    }

    async fn update_policy(
        &self,
        parameters: Vec<(&'static str, String)>,
    ) -> Result<(), CallFailed> {
        let call = Call::iam("UpdateAccountPasswordPolicy");
        let with =
            |call: Call<'static>, (name, value): (&'static str, String)| call.with(name, value);
        let call = parameters.into_iter().fold(call, with);
        self.call(call).await.map(drop)
    }

    /// `DeleteAccountPasswordPolicy`; that none is set is as good.
    pub async fn delete_account_password_policy(&self) -> Result<(), CallFailed> {
        match self.call(Call::iam("DeleteAccountPasswordPolicy")).await {
            Err(failed) if !failed.is_no_such_entity() => Err(failed),
            _ => Ok(()),
        }
    }
}

/// A policy as the parameters that set it.
pub fn policy_parameters(policy: &AccountPolicy) -> Vec<(&'static str, String)> {
    let mut parameters = vec![
        ("MinimumPasswordLength", policy.minimum_length.to_string()),
        ("RequireUppercaseCharacters", policy.upper.to_string()),
        ("RequireLowercaseCharacters", policy.lower.to_string()),
        ("RequireNumbers", policy.number.to_string()),
        ("RequireSymbols", policy.symbol.to_string()),
        ("AllowUsersToChangePassword", policy.allow_users.to_string()),
        ("HardExpiry", policy.hard_expiry.to_string()),
    ];
    let number = |name, value: Option<usize>| Some((name, value?.to_string()));
    parameters.extend(number("MaxPasswordAge", policy.max_age));
    parameters.extend(number("PasswordReusePrevention", policy.reuse_prevention));
    parameters
}

/// A policy from its parameters, or from the elements of the same names. What is missing, empty or no number has its
/// default; zero, which is no legal value, stands for none.
pub(in crate::target) fn policy(get: impl Fn(&str) -> Option<String>) -> AccountPolicy {
    let flag = |name| get(name).is_some_and(|value| value.eq_ignore_ascii_case("true"));
    let number = |name| get(name)?.parse().ok().filter(|number: &usize| *number > 0);
    AccountPolicy {
        minimum_length: number("MinimumPasswordLength")
            .unwrap_or(AccountPolicy::RELAXED.minimum_length),
        upper: flag("RequireUppercaseCharacters"),
        lower: flag("RequireLowercaseCharacters"),
        number: flag("RequireNumbers"),
        symbol: flag("RequireSymbols"),
        allow_users: flag("AllowUsersToChangePassword"),
        max_age: number("MaxPasswordAge"),
        reuse_prevention: number("PasswordReusePrevention"),
        hard_expiry: flag("HardExpiry"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::collections::BTreeMap;

    const STRICT: AccountPolicy = AccountPolicy {
        minimum_length: 14,
        upper: true,
        lower: true,
        number: true,
        symbol: true,
        allow_users: true,
        max_age: Some(90),
        reuse_prevention: Some(24),
        hard_expiry: true,
    };

    #[test]
    fn a_policy_comes_back_from_its_parameters() {
        for expected in [STRICT, AccountPolicy::RELAXED] {
            let written: BTreeMap<_, _> = policy_parameters(&expected).into_iter().collect();
            assert_eq!(policy(|name| written.get(name).cloned()), expected);
        }
    }

    #[test]
    fn numbers_that_are_not_set_are_not_sent() {
        let names: Vec<_> = policy_parameters(&AccountPolicy::RELAXED)
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert!(!names.contains(&"MaxPasswordAge") && !names.contains(&"PasswordReusePrevention"));
    }

    #[test]
    fn an_answer_that_says_nothing_is_the_default_policy() {
        assert_eq!(policy(|_| None), AccountPolicy::RELAXED);
        let zero = |name: &str| (name == "MaxPasswordAge").then(|| "0".to_owned());
        assert_eq!(policy(zero).max_age, None);
    }
}
