//! The table of faults.

use super::{
    charset, codes, comparison, connection, content_type, crash, dates, envelope, form, front_end,
    identity, keys, leak, length, names, old_password, pattern, permission, policy, profile, race,
    request_id, required, reuse, signature, store, symbols, text, transport, types, unsigned, xml,
};
use crate::reference::seams::Seams;

/// A departure from the specification: first-order, realistic, and caught by the checks that it names.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// Words with hyphens.
    pub name: &'static str,
    /// What is wrong: completes "An endpoint that …".
    pub sentence: &'static str,
    /// The clause it breaks, by its id in the ledger. The first finding is of this clause.
    pub breaks: &'static str,
    /// The checks that catch it, by pattern (`new-password/length/*-latin1:status`): each pattern sees red at least once.
    pub caught_by: &'static [&'static str],
    /// Checks that may see red as well, as a consequence of the same fault. Every other is a wrong blame.
    pub also: &'static [&'static str],
    /// Makes the endpoint so.
    pub apply: fn(&mut Seams),
}

/// All faults, in the order of the rooms that they change.
pub fn faults() -> impl Iterator<Item = &'static Fault> + Clone {
    GROUPS.iter().flat_map(|group| group.iter())
}

/// The fault of that name.
pub fn fault(name: &str) -> Option<&'static Fault> {
    faults().find(|fault| fault.name == name)
}

static GROUPS: &[&[Fault]] = &[
    form::FAULTS,
    names::FAULTS,
    text::FAULTS,
    length::FAULTS,
    pattern::FAULTS,
    charset::FAULTS,
    required::FAULTS,
    comparison::FAULTS,
    old_password::FAULTS,
    store::FAULTS,
    race::FAULTS,
    identity::FAULTS,
    profile::FAULTS,
    permission::FAULTS,
    policy::FAULTS,
    symbols::FAULTS,
    reuse::FAULTS,
    keys::FAULTS,
    signature::FAULTS,
    unsigned::FAULTS,
    dates::FAULTS,
    codes::FAULTS,
    types::FAULTS,
    envelope::FAULTS,
    content_type::FAULTS,
    request_id::FAULTS,
    xml::FAULTS,
    leak::FAULTS,
    front_end::FAULTS,
    crash::FAULTS,
    transport::FAULTS,
    connection::FAULTS,
];

/// Rows of a table of faults.
macro_rules! table {
    ($($name:literal, $sentence:literal,
        breaks $breaks:literal,
        caught by [$($check:literal),+ $(,)?],
        $(also [$($also:literal),+ $(,)?],)?
        |$seams:ident| $apply:expr;)*) => {
        pub(super) static FAULTS: &[$crate::reference::faults::Fault] = &[$(
            $crate::reference::faults::Fault {
                name: $name,
                sentence: $sentence,
                breaks: $breaks,
                caught_by: &[$($check),+],
                also: &[$($($also),+)?],
                apply: |$seams| $apply,
            }
        ),*];
    };
}
pub(super) use table;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_fault_is_found_by_a_name_of_its_own_in_hyphened_words() {
        let mut seen = HashSet::new();
        for one in faults() {
            assert!(seen.insert(one.name), "{} stands twice", one.name);
            let is_word = |word: &str| {
                !word.is_empty()
                    && word
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            };
            assert!(one.name.split('-').all(is_word), "{}", one.name);
            assert_eq!(
                fault(one.name).map(|found| found.sentence),
                Some(one.sentence)
            );
        }
        assert!(fault("no-such-fault").is_none());
    }
}
