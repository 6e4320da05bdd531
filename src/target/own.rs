//! Own mode: the user who signs is the one whose password is changed.

use super::environment::Environment;
use super::error::SetupError;
use super::lane::LaneUser;
use super::target::Target;
use crate::case::Permission;
use crate::password::{Recipe, Secret};

/// Stands for a name that the endpoint does not tell its user.
const UNTOLD: &str = "(untold)";

/// The user whose keys sign, with the password of `PWSPEC_CURRENT_PASSWORD`. What the endpoint does not tell it of
/// itself stays unknown.
///
/// # Errors
/// No password was given, or nobody answers.
pub async fn own_user(target: &Target, environment: &Environment) -> Result<LaneUser, SetupError> {
    let given = environment.get("PWSPEC_CURRENT_PASSWORD");
    let password = given.ok_or(SetupError::NoCurrentPassword)?;
    target.reach().await?;
    let user = target.administrator();
    let arn = match user.get_caller_identity().await {
        Ok(identity) => Some(identity.arn),
        Err(_) => user.get_own_user().await.ok().and_then(|own| own.arn),
    };
    let (path, name) = arn
        .as_deref()
        .and_then(path_and_name)
        .unwrap_or(("/", UNTOLD));
    Ok(LaneUser {
        name: name.to_owned(),
        path: path.to_owned(),
        permission: Permission::default(),
        keys: target.keys().clone(),
        second: None,
        password: Some(Secret::new(Recipe::current(), password.as_bytes().to_vec())),
        arn,
    })
}

/// `arn:aws:iam::123456789012:user/division/ada` is `/division/` and `ada`.
fn path_and_name(arn: &str) -> Option<(&str, &str)> {
    let (_, resource) = arn.rsplit_once(':')?;
    let with_path = resource.strip_prefix("user")?;
    let name = with_path.rfind('/')? + 1;
    Some(with_path.split_at(name)).filter(|(_, name)| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_and_name_are_in_the_arn() {
        for (arn, expected) in [
            ("arn:aws:iam::1:user/ada", Some(("/", "ada"))),
            ("arn:aws:iam::1:user/a/b/ada", Some(("/a/b/", "ada"))),
            ("arn:aws:iam::1:root", None),
            ("arn:aws:iam::1:user/", None),
            ("arn:aws:sts::1:assumed-role/r/ada", None),
            ("", None),
        ] {
            assert_eq!(path_and_name(arn), expected, "{arn}");
        }
    }
}
