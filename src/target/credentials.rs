//! Whose keys sign: those of the environment, or of a profile.
//! <https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html>

use super::environment::Environment;
use super::error::SetupError;
use super::profile::Profile;
use crate::wire::sigv4::Keys;

/// Settings by which a profile gets its credentials elsewhere.
const ELSEWHERE: [&str; 7] = [
    "credential_process",
    "role_arn",
    "source_profile",
    "credential_source",
    "sso_session",
    "sso_start_url",
    "web_identity_token_file",
];

/// The keys that sign. As with AWS's own tools a profile named by flag comes before the variables, and the variables
/// come before any other profile.
///
/// # Errors
/// Half of a key, or a profile that gets its credentials elsewhere.
pub fn find(
    asked_by_flag: bool,
    environment: &Environment,
    profile: &Profile,
) -> Result<Option<Keys>, SetupError> {
    if asked_by_flag {
        return of_profile(profile);
    }
    match of_environment(environment)? {
        Some(keys) => Ok(Some(keys)),
        None => of_profile(profile),
    }
}

/// The root user's keys, which come from the environment only.
///
/// # Errors
/// Half of a key.
pub fn root(environment: &Environment) -> Result<Option<Keys>, SetupError> {
    let names = ["PWSPEC_ROOT_ACCESS_KEY_ID", "PWSPEC_ROOT_SECRET_ACCESS_KEY"];
    whole(
        names,
        |name| environment.get(name),
        None,
        || "the environment".to_owned(),
    )
}

fn of_environment(environment: &Environment) -> Result<Option<Keys>, SetupError> {
    let names = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
    let token = environment.get("AWS_SESSION_TOKEN");
    whole(
        names,
        |name| environment.get(name),
        token,
        || "the environment".to_owned(),
    )
}

fn of_profile(profile: &Profile) -> Result<Option<Keys>, SetupError> {
    let names = ["aws_access_key_id", "aws_secret_access_key"];
    let token = profile.get("aws_session_token");
    let keys = whole(
        names,
        |name| profile.get(name),
        token,
        || format!("the profile {}", profile.name()),
    )?;
    // A profile with a role and a key means the role.
    let elsewhere = ELSEWHERE
        .into_iter()
        .find(|setting| profile.get(setting).is_some());
    match elsewhere {
        Some(setting) => Err(SetupError::UnsupportedProfile {
            profile: profile.name().to_owned(),
            setting,
        }),
        None => Ok(keys),
    }
}

fn whole<'a>(
    [access, secret]: [&'static str; 2],
    get: impl Fn(&str) -> Option<&'a str>,
    token: Option<&str>,
    origin: impl Fn() -> String,
) -> Result<Option<Keys>, SetupError> {
    let half = |has, lacks| SetupError::HalfKey {
        origin: origin(),
        has,
        lacks,
    };
    match (get(access), get(secret)) {
        (Some(id), Some(value)) => Ok(Some(Keys::new(id, value, token.map(str::to_owned)))),
        (Some(_), None) => Err(half(access, secret)),
        (None, Some(_)) => Err(half(secret, access)),
        (None, None) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::target::testing::Home;

    const VARIABLES: [(&str, &str); 3] = [
        ("AWS_ACCESS_KEY_ID", "AKIAVARIABLE"),
        ("AWS_SECRET_ACCESS_KEY", "of-the-variable"),
        ("AWS_SESSION_TOKEN", "token"),
    ];
    const FILE: &str = "[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = of-the-default\n\
                        [lab]\naws_access_key_id = AKIALAB\naws_secret_access_key = of-the-lab\n";

    fn found(
        home: &Home,
        flag: Option<&str>,
        variables: &[(&str, &str)],
    ) -> Result<Option<Keys>, SetupError> {
        let environment = home.environment(variables.iter().copied());
        let profile = Profile::find(flag, &environment)?;
        find(flag.is_some(), &environment, &profile)
    }

    fn key(flag: Option<&str>, variables: &[(&str, &str)]) -> Option<String> {
        let keys = found(&Home::with("", FILE), flag, variables).unwrap()?;
        Some(format!("{} {}", keys.access, keys.expose_secret()))
    }

    #[test]
    fn a_profile_by_flag_comes_before_variables_and_these_before_any_other_profile() {
        let named = [("AWS_PROFILE", "lab")];
        let both: Vec<_> = VARIABLES.into_iter().chain(named).collect();
        assert_eq!(
            key(Some("lab"), &VARIABLES).as_deref(),
            Some("AKIALAB of-the-lab")
        );
        assert_eq!(
            key(None, &both).as_deref(),
            Some("AKIAVARIABLE of-the-variable")
        );
        assert_eq!(key(None, &named).as_deref(), Some("AKIALAB of-the-lab"));
        assert_eq!(
            key(None, &[]).as_deref(),
            Some("AKIADEFAULT of-the-default")
        );
    }

    #[test]
    fn the_session_token_belongs_to_the_keys_beside_it() {
        let home = Home::with("", FILE);
        let keys = found(&home, None, &VARIABLES).unwrap().unwrap();
        assert_eq!(keys.token.as_deref(), Some("token"));
        let keys = found(&home, Some("lab"), &VARIABLES).unwrap().unwrap();
        assert_eq!(keys.token, None);
    }

    #[test]
    fn half_of_a_key_is_an_error_that_shows_no_secret() {
        let home = Home::with("", "[default]\naws_secret_access_key = sesame\n");
        let error = found(&home, None, &VARIABLES[..1]).unwrap_err().to_string();
        assert_eq!(
            error,
            "take credentials from the environment: AWS_ACCESS_KEY_ID is set but AWS_SECRET_ACCESS_KEY is not"
        );
        let error = found(&home, None, &[]).unwrap_err().to_string();
        assert_eq!(
            error,
            "take credentials from the profile default: aws_secret_access_key is set but aws_access_key_id is not"
        );
    }

    #[test]
    fn a_profile_that_gets_its_credentials_elsewhere_is_refused_with_what_is_supported() {
        for setting in ELSEWHERE {
            let home = Home::with(&format!("[default]\n{setting} = x\n"), "");
            let error = found(&home, None, &[]).unwrap_err().to_string();
            assert!(
                error.contains(&format!("default: {setting} is not supported")),
                "{error}"
            );
            assert!(error.contains("AWS_SESSION_TOKEN"), "{error}");
        }
    }

    #[test]
    fn root_keys_come_from_their_own_variables_only() {
        assert!(root(&Environment::of(VARIABLES)).unwrap().is_none());
        let environment = Environment::of([
            ("PWSPEC_ROOT_ACCESS_KEY_ID", "AKIAROOT"),
            ("PWSPEC_ROOT_SECRET_ACCESS_KEY", "of-the-root"),
        ]);
        assert_eq!(root(&environment).unwrap().unwrap().access, "AKIAROOT");
    }
}
