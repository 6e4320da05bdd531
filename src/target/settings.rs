//! What holds, of flags, environment and profile.

use std::path::PathBuf;

use super::credentials;
use super::environment::Environment;
use super::error::SetupError;
use super::options::TargetOptions;
use super::profile::Profile;
use crate::wire::sigv4::Keys;

/// The region of the scope where nobody names one: IAM is global.
const REGION: &str = "us-east-1";

/// The endpoint that flags, environment or profile name; none for the embedded one. As with AWS's own tools what is
/// said for IAM comes before what is said for every service, and variables before the profile.
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html>
///
/// # Errors
/// A file that cannot be read, or a profile that was asked for and is not there.
pub fn endpoint_url(
    options: &TargetOptions,
    environment: &Environment,
) -> Result<Option<String>, SetupError> {
    if options.endpoint_url.is_some() {
        return Ok(options.endpoint_url.clone());
    }
    let profile = Profile::find(options.profile.as_deref(), environment)?;
    Ok(configured_url(environment, &profile).map(str::to_owned))
}

fn configured_url<'a>(environment: &'a Environment, profile: &'a Profile) -> Option<&'a str> {
    let ignored = environment
        .get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
        .or_else(|| profile.get("ignore_configured_endpoint_urls"))
        .is_some_and(|value| value.eq_ignore_ascii_case("true"));
    if ignored {
        return None;
    }
    environment
        .get("AWS_ENDPOINT_URL_IAM")
        .or_else(|| environment.get("AWS_ENDPOINT_URL"))
        .or_else(|| profile.of_iam("endpoint_url"))
        .or_else(|| profile.get("endpoint_url"))
}

/// What a target is made of.
pub(super) struct Settings {
    pub(super) endpoint_url: String,
    pub(super) region: String,
    pub(super) ca_bundle: Option<PathBuf>,
    pub(super) keys: Option<Keys>,
    pub(super) root: Option<Keys>,
}

impl Settings {
    /// Looks everything up.
    pub(super) fn find(
        options: &TargetOptions,
        environment: &Environment,
    ) -> Result<Self, SetupError> {
        // An endpoint of the program's own is the same whatever surrounds it.
        let nothing = Environment::default();
        let (environment, profile) = match options.keys {
            Some(_) => (&nothing, Profile::default()),
            None => (
                environment,
                Profile::find(options.profile.as_deref(), environment)?,
            ),
        };
        let endpoint_url = options
            .endpoint_url
            .as_deref()
            .or_else(|| configured_url(environment, &profile))
            .ok_or(SetupError::NoEndpoint)?
            .to_owned();
        let region = options
            .region
            .as_deref()
            .or_else(|| environment.get("AWS_REGION"))
            .or_else(|| environment.get("AWS_DEFAULT_REGION"))
            .or_else(|| profile.get("region"))
            .unwrap_or(REGION)
            .to_owned();
        let ca_bundle = options
            .ca_bundle
            .clone()
            .or_else(|| environment.path("AWS_CA_BUNDLE"))
            .or_else(|| profile.get("ca_bundle").map(PathBuf::from));
        let keys = match &options.keys {
            Some(keys) => Some(keys.clone()),
            None => credentials::find(options.profile.is_some(), environment, &profile)?,
        };
        let root = match &options.root {
            Some(root) => Some(root.clone()),
            None => credentials::root(environment)?,
        };
        Ok(Self {
            endpoint_url,
            region,
            ca_bundle,
            keys,
            root,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::target::testing::Home;

    fn flag(url: &str) -> TargetOptions {
        TargetOptions {
            endpoint_url: Some(url.to_owned()),
            ..TargetOptions::default()
        }
    }

    #[test]
    fn an_endpoint_for_iam_comes_before_one_for_all_and_the_flag_before_both() {
        let everywhere = [
            ("AWS_ENDPOINT_URL_IAM", "http://iam.variable"),
            ("AWS_ENDPOINT_URL", "http://variable"),
        ];
        let config = "[default]\nservices = s\nendpoint_url = http://profile\n[services s]\niam =\n  endpoint_url = http://iam.profile\n";
        let plain = "[default]\nendpoint_url = http://profile\n";
        let found = |options: &TargetOptions, config, variables: &[(&str, &str)]| {
            let home = Home::with(config, "");
            endpoint_url(options, &home.environment(variables.iter().copied())).unwrap()
        };
        let none = TargetOptions::default();
        assert_eq!(
            found(&flag("http://flag"), config, &everywhere).as_deref(),
            Some("http://flag")
        );
        assert_eq!(
            found(&none, config, &everywhere).as_deref(),
            Some("http://iam.variable")
        );
        assert_eq!(
            found(&none, config, &everywhere[1..]).as_deref(),
            Some("http://variable")
        );
        assert_eq!(
            found(&none, config, &[]).as_deref(),
            Some("http://iam.profile")
        );
        assert_eq!(found(&none, plain, &[]).as_deref(), Some("http://profile"));
        assert_eq!(found(&none, "", &[]), None);
    }

    #[test]
    fn configured_endpoints_can_be_ignored_but_not_the_flag() {
        let environment = Environment::of([
            ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"),
            ("AWS_ENDPOINT_URL", "http://variable"),
        ]);
        assert_eq!(
            endpoint_url(&TargetOptions::default(), &environment).unwrap(),
            None
        );
        assert_eq!(
            endpoint_url(&flag("http://flag"), &environment)
                .unwrap()
                .as_deref(),
            Some("http://flag")
        );
    }

    #[test]
    fn the_region_is_the_flag_s_the_variable_s_the_profile_s_or_the_usual_one() {
        let region = |region: Option<&str>, config, variables: &[(&str, &str)]| {
            let options = TargetOptions {
                region: region.map(str::to_owned),
                ..flag("http://127.0.0.1:1")
            };
            let home = Home::with(config, "");
            let environment = home.environment(variables.iter().copied());
            Settings::find(&options, &environment).unwrap().region
        };
        let config = "[default]\nregion = profile-1\n";
        let both = [
            ("AWS_REGION", "variable-1"),
            ("AWS_DEFAULT_REGION", "default-1"),
        ];
        assert_eq!(region(Some("flag-1"), config, &both), "flag-1");
        assert_eq!(region(None, config, &both), "variable-1");
        assert_eq!(region(None, config, &both[1..]), "default-1");
        assert_eq!(region(None, config, &[]), "profile-1");
        assert_eq!(region(None, "", &[]), "us-east-1");
    }

    #[test]
    fn an_endpoint_of_the_program_s_own_is_the_same_whatever_surrounds_it() {
        let options = TargetOptions {
            profile: Some("absent".to_owned()),
            keys: Some(Keys::new("AKIAOWN", "x", None)),
            ..flag("http://127.0.0.1:1")
        };
        let home = Home::with("no configuration", "");
        let environment =
            home.environment([("AWS_REGION", "variable-1"), ("AWS_CA_BUNDLE", "absent")]);
        let settings = Settings::find(&options, &environment).unwrap();
        assert_eq!(settings.region, "us-east-1");
        assert_eq!(settings.ca_bundle, None);
    }

    #[test]
    fn without_any_endpoint_there_is_nothing_to_connect_to() {
        let found = Settings::find(&TargetOptions::default(), &Environment::default());
        assert!(matches!(found, Err(SetupError::NoEndpoint)));
    }
}
