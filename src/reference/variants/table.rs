//! The table of variants.

use super::{answers, checks, front_end, headers, pace, policy, refusals, xml};
use crate::reference::seams::Seams;

/// A legitimate peculiarity.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// Words with hyphens.
    pub name: &'static str,
    /// What is peculiar: completes "An endpoint that …".
    pub sentence: &'static str,
    /// Makes the endpoint so.
    pub apply: fn(&mut Seams),
}

/// All variants, in the order of the rooms that they change.
pub fn variants() -> impl Iterator<Item = &'static Variant> + Clone {
    GROUPS.iter().flat_map(|group| group.iter())
}

/// The variant of that name.
pub fn variant(name: &str) -> Option<&'static Variant> {
    variants().find(|variant| variant.name == name)
}

static GROUPS: [&[Variant]; 8] = [
    xml::VARIANTS,
    answers::VARIANTS,
    headers::VARIANTS,
    refusals::VARIANTS,
    checks::VARIANTS,
    policy::VARIANTS,
    front_end::VARIANTS,
    pace::VARIANTS,
];

/// Rows of a table of variants.
macro_rules! table {
    ($($name:literal, $sentence:literal, $apply:expr;)*) => {
        pub(super) static VARIANTS: &[$crate::reference::variants::Variant] = &[$(
            $crate::reference::variants::Variant { name: $name, sentence: $sentence, apply: $apply }
        ),*];
    };
}
pub(super) use table;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_variant_is_found_by_a_name_of_its_own_in_hyphened_words() {
        let mut seen = HashSet::new();
        for one in variants() {
            assert!(seen.insert(one.name), "{} stands twice", one.name);
            assert!(
                one.name.split('-').all(|word| !word.is_empty()
                    && word
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())),
                "{}",
                one.name
            );
            assert_eq!(
                variant(one.name).map(|found| found.sentence),
                Some(one.sentence)
            );
        }
        assert!(seen.len() >= 24, "{}", seen.len());
        assert!(variant("no-such-variant").is_none());
    }
}
