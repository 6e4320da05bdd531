//! What an administrator does: to a user, or to the account policy.

use super::{Dice, Palette, password};
use crate::case::{Admin, Permission, PolicyNeed};
use crate::spec::{AccountPolicy, Class, Model};

/// Every way to permit, and not to.
const PERMISSIONS: [Permission; 9] = [
    Permission::Inline,
    Permission::OwnArn,
    Permission::InlineVariable,
    Permission::Managed,
    Permission::Broad,
    Permission::AccountPolicyOnly,
    Permission::None,
    Permission::Elsewhere,
    Permission::Denied,
];

/// Any call. Whether it can be made when its turn comes is the sieve's to say.
pub(super) fn any(dice: &mut Dice, palette: &Palette) -> Admin {
    let user = dice.below(palette.users);
    if palette.policies && dice.one_in(3) {
        return match policy(dice, &palette.model) {
            PolicyNeed::Exactly(policy) if dice.one_in(4) => Admin::TersePolicy(policy),
            need => Admin::Policy(need),
        };
    }
    let password = password::known(dice);
    match dice.weigh(&[
        (6, 0),
        (9, 1),
        (3, 2),
        (3, 3),
        (1, 4),
        (1, 5),
        (1, 6),
        (3, 7),
        (6, 8),
    ]) {
        0 => Admin::Reset { user, password },
        1 => Admin::CreateProfile { user, password },
        2 => Admin::DeleteProfile { user },
        3 => Admin::SecondKey { user },
        4 => Admin::DeactivateKey { user },
        5 => Admin::DeleteKey { user },
        6 => Admin::DeleteUser { user },
        7 => Admin::RecreateUser { user, password },
        _ => Admin::Permit {
            user,
            permission: permission(dice),
        },
    }
}

/// One that permits as often as one that does not.
pub(super) fn permission(dice: &mut Dice) -> Permission {
    dice.pick(&PERMISSIONS)
}

/// None, the most permissive one, or any.
pub(super) fn policy(dice: &mut Dice, model: &Model) -> PolicyNeed {
    match dice.below(6) {
        0 => return PolicyNeed::Unset,
        1 => return PolicyNeed::Any,
        _ => {}
    }
    let lengths = &model.policy.minimum_length;
    let minimum_length = match dice.below(8) {
        0 if dice.one_in(3) => lengths.max,
        1 => lengths.min + 1,
        2 => 12,
        3 => 24,
        4 if dice.one_in(2) => 25,
        _ => lengths.min,
    };
    let mut policy = AccountPolicy {
        minimum_length,
        allow_users: dice.one_in(2),
        max_age: dice
            .one_in(4)
            .then(|| dice.pick(&[model.policy.max_age.min, model.policy.max_age.max])),
        reuse_prevention: dice.one_in(2).then(|| dice.pick(&[1, 2, 3, 5, 24])),
        hard_expiry: dice.one_in(6),
        ..AccountPolicy::RELAXED
    };
    for class in Class::ALL {
        if dice.one_in(3) {
            policy = policy.requiring(class);
        }
    }
    PolicyNeed::Exactly(policy)
}
