//! Where a target's secrets come from, if not from the usual variables. Names of variables, never values.

use std::collections::BTreeMap;

/// The variables that hold what is secret of a target, by what belongs together.
const GROUPS: [&[&str]; 3] = [
    &[
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
    ],
    &["PWSPEC_ROOT_ACCESS_KEY_ID", "PWSPEC_ROOT_SECRET_ACCESS_KEY"],
    &["PWSPEC_CURRENT_PASSWORD"],
];

/// By the usual variable, the one that is read in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources(BTreeMap<String, String>);

impl Sources {
    /// The variables that may have another in their place.
    pub fn usual() -> impl Iterator<Item = &'static str> {
        GROUPS.into_iter().flatten().copied()
    }

    /// Reads that variable in place of the usual one.
    pub fn read(&mut self, usual: &str, variable: &str) {
        self.0.insert(usual.to_owned(), variable.to_owned());
    }

    /// Whether the keys that sign come from variables of their own.
    pub fn has_keys(&self) -> bool {
        self.0.contains_key(GROUPS[0][0])
    }

    /// The half that is missing of a key whose other half is named.
    pub fn missing_half(&self) -> Option<&'static str> {
        let halves = GROUPS.into_iter().filter_map(|group| group.get(..2));
        halves
            .filter(|half| half.iter().any(|name| self.0.contains_key(*name)))
            .flatten()
            .copied()
            .find(|name| !self.0.contains_key(*name))
    }

    /// What belongs to something named, and would be read of the surroundings otherwise.
    pub(super) fn replaced(&self) -> impl Iterator<Item = &'static str> {
        let named = |group: &&[&str]| group.iter().any(|name| self.0.contains_key(*name));
        GROUPS.into_iter().filter(named).flatten().copied()
    }

    /// The usual variables, each with the one in its place.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.0.iter();
        pairs.map(|(usual, variable)| (usual.as_str(), variable.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(names: &[&str]) -> Sources {
        let mut sources = Sources::default();
        for name in names {
            sources.read(name, "X");
        }
        sources
    }

    #[test]
    fn a_key_is_named_whole() {
        assert_eq!(of(&[]).missing_half(), None);
        assert_eq!(
            of(&["AWS_ACCESS_KEY_ID"]).missing_half(),
            Some("AWS_SECRET_ACCESS_KEY")
        );
        assert_eq!(
            of(&["AWS_SESSION_TOKEN", "AWS_SECRET_ACCESS_KEY"]).missing_half(),
            Some("AWS_ACCESS_KEY_ID")
        );
        assert_eq!(of(&["PWSPEC_CURRENT_PASSWORD"]).missing_half(), None);
        assert_eq!(
            of(&["PWSPEC_ROOT_SECRET_ACCESS_KEY"]).missing_half(),
            Some("PWSPEC_ROOT_ACCESS_KEY_ID")
        );
    }
}
