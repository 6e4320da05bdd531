//! Patterns over case ids: `*` is one component, `**` many, a plain prefix the whole subtree.

use std::str::FromStr;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// A pattern over case ids.
#[derive(Clone, Debug)]
pub struct IdPattern {
    text: String,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    /// An id, or the beginning of ids.
    Subtree,
    Pattern(GlobSet),
}

/// Text that is no pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct IdPatternError(String);

impl IdPattern {
    /// As it was given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the case is selected.
    pub fn selects(&self, id: &str) -> bool {
        match &self.kind {
            Kind::Pattern(pattern) => pattern.is_match(id),
            Kind::Subtree => is_within(id, &self.text),
        }
    }
}

/// Whether the id is the prefix, or begins with it as whole components.
pub fn is_within(id: &str, prefix: &str) -> bool {
    id.strip_prefix(prefix.trim_end_matches('/'))
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl FromStr for IdPattern {
    type Err = IdPatternError;

    fn from_str(text: &str) -> Result<Self, IdPatternError> {
        if text.trim_matches('/').is_empty() {
            return Err(IdPatternError(
                "an empty filter selects nothing; ** selects all".to_owned(),
            ));
        }
        let kind = if text.contains(['*', '?', '[', '{', '\\']) {
            // A matcher of one glob panics where it is too deep or too large; a set of one says so.
            let glob = GlobBuilder::new(text).literal_separator(true).build();
            let set = glob.and_then(|glob| GlobSetBuilder::new().add(glob).build());
            Kind::Pattern(set.map_err(|error| IdPatternError(error.kind().to_string()))?)
        } else {
            Kind::Subtree
        };
        Ok(Self {
            text: text.to_owned(),
            kind,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn selects(filter: &str, id: &str) -> bool {
        filter.parse::<IdPattern>().unwrap().selects(id)
    }

    #[test]
    fn a_star_is_one_component_and_two_are_many() {
        assert!(selects(
            "new-password/*/129-latin1",
            "new-password/length/129-latin1"
        ));
        assert!(selects(
            "new-password/length/*-latin1",
            "new-password/length/129-latin1"
        ));
        assert!(!selects("new-password/*", "new-password/length/129-latin1"));
        assert!(selects("new-password/**", "new-password/length/129-latin1"));
        assert!(selects("**/129-latin1", "new-password/length/129-latin1"));
    }

    #[test]
    fn a_prefix_selects_whole_components_only() {
        assert!(selects(
            "new-password/length",
            "new-password/length/129-latin1"
        ));
        assert!(selects(
            "new-password/length/",
            "new-password/length/129-latin1"
        ));
        assert!(!selects(
            "new-password/len",
            "new-password/length/129-latin1"
        ));
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        assert!("a/[".parse::<IdPattern>().is_err());
        assert!("".parse::<IdPattern>().is_err());
        assert!("/".parse::<IdPattern>().is_err());
        let deep = format!("{}a{}", "{".repeat(1000), "}".repeat(1000));
        assert!(deep.parse::<IdPattern>().is_err());
    }

    fn id() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("[a-z0-9_.+-]{0,4}[a-z0-9][a-z0-9_.+-]{0,3}", 1..5)
    }

    proptest! {
        #[test]
        fn every_id_selects_itself_and_every_beginning_selects_it(words in id(), cut in 1usize..5) {
            let id = words.join("/");
            prop_assert!(selects(&id, &id));
            prop_assert!(selects(&words[..cut.min(words.len())].join("/"), &id));
            prop_assert!(selects("**", &id));
        }

        #[test]
        fn a_star_stands_for_any_one_component(words in id(), nth in 0usize..5) {
            let id = words.join("/");
            let mut starred = words.clone();
            let nth = nth.min(words.len() - 1);
            starred[nth] = "*".to_owned();
            prop_assert!(selects(&starred.join("/"), &id));
            starred.insert(nth, "*".to_owned());
            prop_assert!(!selects(&starred.join("/"), &id));
        }

        #[test]
        fn two_stars_stand_for_everything_below(words in id()) {
            let id = words.join("/");
            let (pattern, below) = (format!("{id}/**"), format!("{id}/x/y"));
            prop_assert!(selects(&pattern, &below));
            prop_assert!(!selects(&pattern, &id));
        }

        #[test]
        fn any_text_is_a_filter_or_an_error(text in ".{0,20}", id in "[a-z/*]{0,12}") {
            if let Ok(filter) = text.parse::<IdPattern>() {
                filter.selects(&id);
            }
        }
    }
}
