//! UpdateAccountPasswordPolicy, GetAccountPasswordPolicy, DeleteAccountPasswordPolicy.

use crate::reference::document::{Node, branch, flag, leaf};
use crate::reference::errors::{NO_SUCH_ENTITY, Refusal};
use crate::reference::limits::{
    MAX_PASSWORD_AGE, MINIMUM_PASSWORD_LENGTH, PASSWORD_REUSE_PREVENTION,
};
use crate::reference::password_policy::PasswordPolicy;
use crate::reference::turn::{Answered, Turn};

/// Sets the policy. No partial update: what is left out goes back to its default.
pub fn update(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let omitted = (turn.seams.administer.omitted)(turn.account);
    let length = members.number("MinimumPasswordLength", MINIMUM_PASSWORD_LENGTH);
    let mut required = |name, omitted| members.flag(name).unwrap_or(omitted);
    let policy = PasswordPolicy {
        minimum_length: length.unwrap_or(omitted.minimum_length),
        require_symbols: required("RequireSymbols", omitted.require_symbols),
        require_numbers: required("RequireNumbers", omitted.require_numbers),
        require_uppercase: required("RequireUppercaseCharacters", omitted.require_uppercase),
        require_lowercase: required("RequireLowercaseCharacters", omitted.require_lowercase),
        users_may_change: required("AllowUsersToChangePassword", omitted.users_may_change),
        hard_expiry: required("HardExpiry", omitted.hard_expiry),
        max_age: members
            .number("MaxPasswordAge", MAX_PASSWORD_AGE)
            .or(omitted.max_age),
        reuse_prevention: members
            .number("PasswordReusePrevention", PASSWORD_REUSE_PREVENTION)
            .or(omitted.reuse_prevention),
    };
    members.finish()?;
    turn.permit_any("iam:UpdateAccountPasswordPolicy")?;
    (turn.seams.administer.policy_set)(turn.account, Some(policy));
    Ok(None)
}

/// Shows the policy.
pub fn get(turn: &mut Turn<'_>) -> Answered {
    turn.permit_any("iam:GetAccountPasswordPolicy")?;
    let policy = turn.account.password_policy.ok_or_else(|| none(turn))?;
    Ok(Some(vec![branch("PasswordPolicy", describe(&policy))]))
}

/// Goes back to the default.
pub fn delete(turn: &mut Turn<'_>) -> Answered {
    turn.permit_any("iam:DeleteAccountPasswordPolicy")?;
    if turn.account.password_policy.is_none() {
        return Err(none(turn));
    }
    (turn.seams.administer.policy_set)(turn.account, None);
    Ok(None)
}

fn describe(policy: &PasswordPolicy) -> Vec<Node> {
    let mut shown = vec![
        leaf("MinimumPasswordLength", policy.minimum_length.to_string()),
        flag("RequireSymbols", policy.require_symbols),
        flag("RequireNumbers", policy.require_numbers),
        flag("RequireUppercaseCharacters", policy.require_uppercase),
        flag("RequireLowercaseCharacters", policy.require_lowercase),
        flag("AllowUsersToChangePassword", policy.users_may_change),
        flag("ExpirePasswords", policy.max_age.is_some()),
        flag("HardExpiry", policy.hard_expiry),
    ];
    shown.extend(
        policy
            .max_age
            .map(|days| leaf("MaxPasswordAge", days.to_string())),
    );
    let reuse = policy
        .reuse_prevention
        .map(|n| leaf("PasswordReusePrevention", n.to_string()));
    shown.extend(reuse);
    shown
}

fn none(turn: &Turn<'_>) -> Refusal {
    let id = &turn.account.id;
    let message = format!("The Password Policy with domain name {id} cannot be found.");
    Refusal::new(NO_SUCH_ENTITY, message)
}
