//! The process's surroundings as a value, so that nothing else asks the process and tests need not touch it.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::error::SetupError;
use super::sources::Sources;

const WORTH_KEEPING: [&str; 2] = ["AWS_", "PWSPEC_"];
const HOMES: [&str; 2] = ["HOME", "USERPROFILE"];
const STATE: &str = "XDG_STATE_HOME";

/// Environment variables, and what else the operating system says of this process. Debug shows the names only.
#[derive(Clone, Default)]
pub struct Environment {
    variables: BTreeMap<String, String>,
    temporary: PathBuf,
}

impl Environment {
    /// The process's own. A variable that is no text counts as unset.
    pub fn of_process() -> Self {
        let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        };
        let mut environment = Self::of(std::env::vars_os().filter_map(text));
        environment.temporary = std::env::temp_dir();
        environment
    }

    /// The process's own, as a target with sources of its own sees it.
    ///
    /// # Errors
    /// A source that is not set.
    pub fn of_process_for(sources: &Sources) -> Result<Self, SetupError> {
        Self::of_process().with(sources, |name| std::env::var(name).ok())
    }

    /// What a source holds stands in the place of the usual variable. What belongs to that one is not mixed with it: the
    /// session token of other keys.
    fn with(
        mut self,
        sources: &Sources,
        get: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, SetupError> {
        for usual in sources.replaced() {
            self.variables.remove(usual);
        }
        for (usual, variable) in sources.pairs() {
            let value = get(variable).filter(|value| !value.is_empty());
            let value = value.ok_or_else(|| SetupError::NoSource {
                usual: usual.to_owned(),
                variable: variable.to_owned(),
            })?;
            self.variables.insert(usual.to_owned(), value);
        }
        Ok(self)
    }

    /// These variables, and nothing else.
    pub fn of<N, V>(variables: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<String>,
        V: Into<String>,
    {
        let variables = variables
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()))
            .filter(|(name, _)| is_known(name))
            .collect();
        Self {
            variables,
            temporary: PathBuf::new(),
        }
    }

    /// A variable's value; an empty one counts as unset.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// The user's own directory.
    pub fn home(&self) -> Option<PathBuf> {
        HOMES
            .iter()
            .find_map(|name| self.get(name))
            .map(PathBuf::from)
    }

    /// A path that a variable names, with a leading `~/` as the user's own directory.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        let named = Path::new(self.get(name)?);
        Some(match (named.strip_prefix("~"), self.home()) {
            (Ok(rest), Some(home)) => home.join(rest),
            _ => named.to_owned(),
        })
    }

    /// Where state that outlives a run belongs: the user's state directory, or the one for temporary files.
    pub fn state_directory(&self) -> PathBuf {
        self.path(STATE)
            .or_else(|| self.home().map(|home| home.join(".local").join("state")))
            .unwrap_or_else(|| self.temporary.clone())
            .join("pwspec")
    }

    /// A file's text; none if there is no such file.
    ///
    /// # Errors
    /// Whatever else keeps it from being read, bytes that are no UTF-8 among it.
    pub fn read(&self, path: &Path) -> io::Result<Option<String>> {
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn is_known(name: &str) -> bool {
    WORTH_KEEPING.iter().any(|prefix| name.starts_with(prefix))
        || HOMES.contains(&name)
        || name == STATE
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.variables.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_variable_counts_as_unset() {
        let environment = Environment::of([("AWS_PROFILE", ""), ("AWS_REGION", "eu-north-1")]);
        assert_eq!(environment.get("AWS_PROFILE"), None);
        assert_eq!(environment.get("AWS_REGION"), Some("eu-north-1"));
    }

    #[test]
    fn debug_shows_no_value_and_keeps_nothing_foreign() {
        let environment = Environment::of([
            ("AWS_SECRET_ACCESS_KEY", "sesame"),
            ("MAIL_PASSWORD", "hush"),
        ]);
        assert_eq!(format!("{environment:?}"), r#"{"AWS_SECRET_ACCESS_KEY"}"#);
    }

    #[test]
    fn a_source_stands_in_the_place_of_the_usual_variable_and_of_what_belongs_to_it() {
        let mut sources = Sources::default();
        sources.read("AWS_ACCESS_KEY_ID", "LAB_KEY");
        sources.read("AWS_SECRET_ACCESS_KEY", "LAB_SECRET");
        let surroundings = Environment::of([
            ("AWS_ACCESS_KEY_ID", "other"),
            ("AWS_SESSION_TOKEN", "of the other"),
            ("AWS_REGION", "eu-north-1"),
        ]);
        let lab = |name: &str| Some(format!("of {name}"));
        let environment = surroundings.clone().with(&sources, lab).unwrap();
        assert_eq!(environment.get("AWS_ACCESS_KEY_ID"), Some("of LAB_KEY"));
        assert_eq!(environment.get("AWS_SESSION_TOKEN"), None);
        assert_eq!(environment.get("AWS_REGION"), Some("eu-north-1"));
        let error = surroundings.with(&sources, |_| Some(String::new()));
        let error = error.unwrap_err().to_string();
        assert!(
            error.starts_with("take AWS_ACCESS_KEY_ID from LAB_KEY: it is not set"),
            "{error}"
        );
    }

    #[test]
    fn a_tilde_is_the_home_directory() {
        let environment =
            Environment::of([("HOME", "/home/ada"), ("AWS_CONFIG_FILE", "~/aws/config")]);
        assert_eq!(
            environment.path("AWS_CONFIG_FILE"),
            Some(PathBuf::from("/home/ada/aws/config"))
        );
    }

    #[test]
    fn state_goes_to_the_state_directory_if_there_is_one() {
        let named = Environment::of([("HOME", "/home/ada"), ("XDG_STATE_HOME", "/state")]);
        assert_eq!(named.state_directory(), PathBuf::from("/state/pwspec"));
        let usual = Environment::of([("HOME", "/home/ada")]);
        assert_eq!(
            usual.state_directory(),
            PathBuf::from("/home/ada/.local/state/pwspec")
        );
    }

    #[test]
    fn a_file_that_is_absent_is_none_and_one_that_cannot_be_read_is_an_error() {
        let directory = tempfile::tempdir().unwrap();
        let environment = Environment::default();
        assert!(matches!(
            environment.read(&directory.path().join("absent")),
            Ok(None)
        ));
        assert!(environment.read(directory.path()).is_err());
    }
}
