//! Profiles of the shared configuration and credentials files.
//! <https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html>

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::environment::Environment;
use super::error::SetupError;
use super::ini::{self, Settings};

/// The profile that holds when none is asked for.
const DEFAULT: &str = "default";

/// One profile's settings, of both files.
#[derive(Default)]
pub struct Profile {
    name: String,
    settings: Settings,
    /// The services section that it names.
    services: Settings,
}

impl Profile {
    /// The profile of this name, else of `AWS_PROFILE`, else the default one, which may be absent. The credentials
    /// file comes before the configuration file.
    ///
    /// # Errors
    /// A file that cannot be read, or a profile that was asked for and is in neither file.
    pub fn find(asked: Option<&str>, environment: &Environment) -> Result<Self, SetupError> {
        let asked = asked.or_else(|| environment.get("AWS_PROFILE"));
        let mut config = read("AWS_CONFIG_FILE", "config", environment)?;
        let mut profiles = profiles_of(&mut config);
        for (name, settings) in read("AWS_SHARED_CREDENTIALS_FILE", "credentials", environment)? {
            profiles.entry(name).or_default().extend(settings);
        }
        let name = asked.unwrap_or(DEFAULT);
        let settings = match (profiles.remove(name), asked) {
            (Some(settings), _) => settings,
            (None, None) => Settings::new(),
            (None, Some(_)) => {
                return Err(SetupError::NoSuchProfile {
                    name: name.to_owned(),
                    known: profiles.into_keys().collect(),
                });
            }
        };
        let services = settings
            .get("services")
            .and_then(|services| config.remove(&format!("services {services}")))
            .unwrap_or_default();
        Ok(Self {
            name: name.to_owned(),
            settings,
            services,
        })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A setting; an empty one counts as absent.
    pub fn get(&self, name: &str) -> Option<&str> {
        filled(self.settings.get(name))
    }

    /// A setting for the service `iam` of the services section that the profile names.
    pub fn of_iam(&self, name: &str) -> Option<&str> {
        filled(self.services.get(&format!("iam.{name}")))
    }
}

fn filled(value: Option<&String>) -> Option<&str> {
    value.map(String::as_str).filter(|value| !value.is_empty())
}

/// Moves the profiles out of a configuration file: `[profile x]`, and `[default]` with or without the word.
fn profiles_of(config: &mut BTreeMap<String, Settings>) -> BTreeMap<String, Settings> {
    let mut profiles = BTreeMap::new();
    profiles.extend(config.remove_entry(DEFAULT));
    for (section, settings) in config.iter_mut() {
        if let Some(name) = section.strip_prefix("profile ") {
            let name = name.trim_matches(['"', '\'']);
            profiles.insert(name.to_owned(), std::mem::take(settings));
        }
    }
    profiles
}

fn read(
    variable: &str,
    usual: &str,
    environment: &Environment,
) -> Result<BTreeMap<String, Settings>, SetupError> {
    let usual = || Some(environment.home()?.join(".aws").join(usual));
    let Some(path) = environment.path(variable).or_else(usual) else {
        return Ok(BTreeMap::new());
    };
    match environment.read(&path) {
        Ok(text) => parse(path, &text.unwrap_or_default()),
        Err(source) => Err(SetupError::UnreadableFile { path, source }),
    }
}

fn parse(path: PathBuf, text: &str) -> Result<BTreeMap<String, Settings>, SetupError> {
    ini::parse(text).map_err(|malformed| SetupError::MalformedFile {
        path,
        line: malformed.line,
        problem: malformed.problem,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::target::testing::Home;

    #[test]
    fn the_credentials_file_comes_before_the_configuration_file() {
        let home = Home::with(
            "[profile lab]\nregion = eu-north-1\naws_access_key_id = OLD\n",
            "[lab]\naws_access_key_id = NEW\n",
        );
        let profile = Profile::find(Some("lab"), &home.environment([])).unwrap();
        assert_eq!(profile.name(), "lab");
        assert_eq!(profile.get("region"), Some("eu-north-1"));
        assert_eq!(profile.get("aws_access_key_id"), Some("NEW"));
    }

    #[test]
    fn the_variable_names_the_profile_unless_the_flag_does() {
        let home = Home::with("[profile a]\nregion = a\n[profile b]\nregion = b\n", "");
        let environment = home.environment([("AWS_PROFILE", "a")]);
        let region = |asked| Profile::find(asked, &environment).unwrap();
        assert_eq!(region(None).get("region"), Some("a"));
        assert_eq!(region(Some("b")).get("region"), Some("b"));
    }

    #[test]
    fn absent_files_are_no_error_unless_a_profile_is_asked_for() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().to_str().unwrap();
        let environment = Environment::of([("HOME", path)]);
        assert_eq!(
            Profile::find(None, &environment).unwrap().get("region"),
            None
        );
        assert!(Profile::find(Some("lab"), &environment).is_err());
    }

    #[test]
    fn a_profile_that_is_not_there_is_told_with_those_that_are() {
        let home = Home::with("[default]\n[profile lab]\n[services local]\n", "[root]\n");
        let Err(error) = Profile::find(Some("lap"), &home.environment([])) else {
            panic!("found a profile that is not there");
        };
        assert_eq!(
            error.to_string(),
            "find the profile lap (there are default, lab, root; see --profile and AWS_PROFILE)"
        );
    }

    #[test]
    fn a_malformed_file_is_named_with_its_line() {
        let home = Home::with("", "[default]\naws_access_key_id\n");
        let Err(error) = Profile::find(None, &home.environment([])) else {
            panic!("read a malformed file");
        };
        let text = error.to_string();
        assert!(text.starts_with("read line 2 of "), "{text}");
        assert!(text.contains("credentials: neither [section]"), "{text}");
    }

    #[test]
    fn a_services_section_is_read_through_the_profile_that_names_it() {
        let home = Home::with(
            "[default]\nservices = local\n[services local]\niam =\n  endpoint_url = http://127.0.0.1:1\n",
            "",
        );
        let profile = Profile::find(None, &home.environment([])).unwrap();
        assert_eq!(profile.of_iam("endpoint_url"), Some("http://127.0.0.1:1"));
        assert_eq!(profile.get("endpoint_url"), None);
    }
}
