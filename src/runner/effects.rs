//! What an administrator's call does to what is known of a user. The calls themselves are the target's.

use crate::case::{Account, Admin};
use crate::password::{Forge, ForgeError};

/// Applies the call to the accounts of a case.
pub(super) fn apply(
    admin: &Admin,
    accounts: &mut [&mut Account],
    forge: &Forge,
) -> Result<(), ForgeError> {
    let Some(account) = admin.user().and_then(|user| accounts.get_mut(user)) else {
        return Ok(());
    };
    match admin {
        Admin::Reset { password, .. } | Admin::CreateProfile { password, .. } => {
            account.reset(Some(forge.make(password, None)?));
        }
        Admin::DeleteProfile { .. } => account.reset(None),
        Admin::DeleteUser { .. } => {
            account.reset(None);
            account.exists = false;
        }
        Admin::RecreateUser { password, .. } => {
            let first = forge.make(password, None)?;
            let again = Account::new(account.user_name.clone(), Some(first), account.permission);
            **account = Account {
                has_path: account.has_path,
                ..again
            };
        }
        Admin::Permit { permission, .. } => account.permission = *permission,
        Admin::SecondKey { .. }
        | Admin::DeactivateKey { .. }
        | Admin::DeleteKey { .. }
        | Admin::Policy(_)
        | Admin::TersePolicy(_) => {}
    }
    Ok(())
}
