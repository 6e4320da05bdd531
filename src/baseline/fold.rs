//! Many equal failures as few patterns, by one rule.
//!
//! Of the checks that fail alike (one question, one wrong answer), those of all cases that a pattern selects in the whole
//! matrix become that pattern, if there are at least three; what is left stands for itself. The patterns that are tried, in
//! this order: everything below the first words of an id (`new-password/**`, then `new-password/length/**`), everything
//! that ends alike beside it (`new-password/length/*-latin1`), everything that begins alike (`new-password/length/65-*`);
//! what is left side by side is named together (`new-password/length/{65,66,67}-latin1`).
//! So a pattern never speaks of a case that passes, was blocked or was not tried.

use std::collections::{BTreeMap, BTreeSet};

use super::among::name_together;
use crate::case::CheckId;

/// Cases that make a pattern.
pub(super) const FEWEST: usize = 3;

/// A check, or a pattern over checks, and the one wrong answer of all of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Folded {
    /// As a baseline names it.
    pub check: String,
    /// The wrong answer.
    pub observed: String,
}

/// Folds failures, sorted by check. `ids` are those of every case there is.
pub fn fold(failures: impl IntoIterator<Item = (CheckId, String)>, ids: &[String]) -> Vec<Folded> {
    let mut alike: BTreeMap<(String, &str), BTreeSet<String>> = BTreeMap::new();
    for (id, observed) in failures {
        let key = (observed, id.check.word());
        alike.entry(key).or_default().insert(id.case.to_string());
    }
    let mut folded: Vec<Folded> = alike
        .iter()
        .flat_map(|((observed, word), cases)| {
            fold_cases(cases, ids).into_iter().map(move |case| Folded {
                check: format!("{case}:{word}"),
                observed: observed.clone(),
            })
        })
        .collect();
    folded.sort();
    folded
}

/// The patterns and ids that select these cases and no others.
pub(super) fn fold_cases(cases: &BTreeSet<String>, ids: &[String]) -> Vec<String> {
    let mut left: BTreeSet<&str> = cases.iter().map(String::as_str).collect();
    let (mut folded, mut begun) = (Vec::new(), Vec::new());
    let depth = left.iter().map(|id| id.matches('/').count()).max();
    let beginnings = (1..=depth.unwrap_or(0)).map(Shape::Below);
    for shape in beginnings.chain([Shape::EndsAlike, Shape::BeginsAlike]) {
        let tried: BTreeSet<Common<'_>> = left.iter().filter_map(|id| shape.of(id)).collect();
        for common in tried {
            let selected: Vec<&str> = ids
                .iter()
                .map(String::as_str)
                .filter(|id| common.selects(id))
                .collect();
            let news = selected.iter().any(|id| left.contains(id));
            if news && selected.len() >= FEWEST && selected.iter().all(|id| cases.contains(*id)) {
                left.retain(|id| !common.selects(id));
                match common {
                    Common::BeginsAlike(..) => begun.push(common.pattern()),
                    _ => folded.push(common.pattern()),
                }
            }
        }
    }
    left.extend(begun.iter().map(String::as_str));
    folded.extend(name_together(left));
    folded
}

/// What cases may have in common.
#[derive(Clone, Copy)]
enum Shape {
    /// So many first words.
    Below(usize),
    /// All words but the last, and the end of that.
    EndsAlike,
    /// All words but the last, and the beginning of that.
    BeginsAlike,
}

/// What some cases have in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Common<'a> {
    Below(&'a str),
    EndsAlike(&'a str, &'a str),
    BeginsAlike(&'a str, &'a str),
}

impl Shape {
    fn of<'a>(self, id: &'a str) -> Option<Common<'a>> {
        match self {
            Self::Below(words) => {
                let (end, _) = id.match_indices('/').nth(words - 1)?;
                Some(Common::Below(&id[..end]))
            }
            Self::EndsAlike => {
                let (parent, last) = id.rsplit_once('/')?;
                Some(Common::EndsAlike(parent, last.rsplit_once('-')?.1))
            }
            Self::BeginsAlike => {
                let (parent, last) = id.rsplit_once('/')?;
                Some(Common::BeginsAlike(parent, last.split_once('-')?.0))
            }
        }
    }
}

impl Common<'_> {
    /// Whether the pattern selects the case; a test holds it against the pattern.
    fn selects(self, id: &str) -> bool {
        let last_word = |parent: &str| {
            let rest = id.strip_prefix(parent)?.strip_prefix('/')?;
            (!rest.contains('/')).then_some(rest)
        };
        match self {
            Self::Below(parent) => id
                .strip_prefix(parent)
                .is_some_and(|rest| rest.starts_with('/')),
            Self::EndsAlike(parent, end) => last_word(parent)
                .and_then(|word| word.strip_suffix(end))
                .is_some_and(|word| word.ends_with('-')),
            Self::BeginsAlike(parent, begin) => last_word(parent)
                .and_then(|word| word.strip_prefix(begin))
                .is_some_and(|word| word.starts_with('-')),
        }
    }

    fn pattern(self) -> String {
        match self {
            Self::Below(parent) => format!("{parent}/**"),
            Self::EndsAlike(parent, end) => format!("{parent}/*-{end}"),
            Self::BeginsAlike(parent, begin) => format!("{parent}/{begin}-*"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::case::IdPattern;

    fn folded(cases: &[&str], others: &[&str]) -> Vec<String> {
        let cases: BTreeSet<String> = cases.iter().map(|id| (*id).to_owned()).collect();
        let ids: Vec<String> = others
            .iter()
            .map(|id| (*id).to_owned())
            .chain(cases.clone())
            .collect();
        fold_cases(&cases, &ids)
    }

    #[test]
    fn a_whole_subtree_is_one_pattern_and_the_widest_is_taken() {
        assert_eq!(folded(&["a/b/x", "a/b/y", "a/c/z"], &["d/e"]), ["a/**"]);
        assert_eq!(folded(&["a/b/x", "a/b/y", "a/b/z"], &["a/c"]), ["a/b/**"]);
    }

    #[test]
    fn what_ends_or_begins_alike_is_one_pattern() {
        assert_eq!(folded(&["a/1-x", "a/2-x", "a/3-x"], &["a/1-y"]), ["a/*-x"]);
        assert_eq!(folded(&["a/1-x", "a/1-y", "a/1-z"], &["a/2-x"]), ["a/1-*"]);
    }

    #[test]
    fn a_case_that_does_not_fail_alike_keeps_the_others_apart() {
        let cases = ["a/65-x", "a/66-x"];
        assert_eq!(folded(&cases, &["a/1-x"]), cases);
        assert_eq!(folded(&["a/x", "a/y"], &[]), ["a/x", "a/y"]);
    }

    #[test]
    fn what_is_left_side_by_side_is_named_together() {
        let others = ["a/1-x", "a/1-y", "a/z"];
        assert_eq!(
            folded(&["a/65-x", "a/66-x", "a/67-x"], &others),
            ["a/{65,66,67}-x"]
        );
        assert_eq!(
            folded(&["a/65-x", "a/66-y", "a/b"], &others),
            ["a/{65-x,66-y,b}"]
        );
    }

    proptest! {
        #[test]
        fn what_is_folded_selects_the_failing_cases_and_no_other(
            ids in prop::collection::btree_set("([ab]/){1,2}[12](-[xy]){0,2}", 1..20),
            failing in any::<prop::sample::Index>(),
        ) {
            let ids: Vec<String> = ids.into_iter().collect();
            let cases: BTreeSet<String> = ids.iter().take(1 + failing.index(ids.len())).cloned().collect();
            let folded: Vec<IdPattern> =
                fold_cases(&cases, &ids).iter().map(|text| text.parse().unwrap()).collect();
            for id in &ids {
                let selected = folded.iter().any(|pattern| pattern.selects(id));
                prop_assert_eq!(selected, cases.contains(id), "{}", id);
            }
        }
    }
}
