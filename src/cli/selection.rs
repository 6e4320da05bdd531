//! Which cases of the matrix are tried.

use std::collections::BTreeSet;

use clap::Args;

use super::quick::fewest;
use crate::case::{Case, GENERATED, IdPattern, is_within, nearest};
use crate::fuzz::Generator;
use crate::matrix;

/// What always runs first, and may be asked for alone.
pub(super) use crate::runner::PREFLIGHT;
use crate::spec::Model;

/// The cases asked for.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Cases")]
pub(super) struct SelectionArgs {
    /// Cases by id: `*` is one component, `**` many, a prefix the whole subtree
    #[arg(value_name = "FILTER")]
    filters: Vec<IdPattern>,
    /// Only this section, or those below it
    #[arg(long, value_name = "S")]
    section: Option<String>,
    /// The fewest cases that touch every clause
    #[arg(long)]
    quick: bool,
}

/// Nothing is selected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SelectionError {
    /// A filter matches no case.
    #[error("find a case that matches {filter}{} (pwspec list prints them all)", perhaps(.nearest))]
    NoCase {
        /// As given.
        filter: String,
        /// What may have been meant.
        nearest: Vec<String>,
    },
    /// There is no such section.
    #[error("find the section {section}{} (pwspec list prints every case with its section)", perhaps(.nearest))]
    NoSection {
        /// As given.
        section: String,
        /// What may have been meant.
        nearest: Vec<String>,
    },
    /// There is no such fault or variant.
    #[error("find a fault or variant named {name}{}", perhaps(.nearest))]
    NoFault {
        /// As given.
        name: String,
        /// What may have been meant.
        nearest: Vec<String>,
    },
    /// Every filter matches something, but nothing of the section.
    #[error("find a case that matches a filter within the section {0}")]
    Disjoint(String),
}

/// The end of an error's text: what may have been meant.
pub(super) fn perhaps(nearest: &[String]) -> String {
    if nearest.is_empty() {
        String::new()
    } else {
        format!("; did you mean {}?", nearest.join(" or "))
    }
}

impl SelectionArgs {
    /// Whether every case is selected.
    pub(super) fn takes_all(&self) -> bool {
        self.filters.is_empty() && self.section.is_none() && !self.quick
    }

    /// The cases that are selected, in their order. Every filter must match one.
    pub(super) fn choose(&self, cases: Vec<Case>) -> Result<Vec<Case>, SelectionError> {
        self.choose_beside(cases, false)
    }

    /// The same, and the generated cases that are asked for by their ids. `generated`: whether there are such beside, of
    /// which a filter may speak.
    pub(super) fn choose_widely(
        &self,
        model: &Model,
        generated: bool,
    ) -> Result<Vec<Case>, SelectionError> {
        let mut cases = matrix::cases(model);
        let named = self.filters.iter();
        cases.extend(named.filter_map(|filter| Generator::find(model, filter.text())));
        self.choose_beside(cases, generated)
    }

    fn choose_beside(
        &self,
        mut cases: Vec<Case>,
        generated: bool,
    ) -> Result<Vec<Case>, SelectionError> {
        let unmatched =
            |filter: &&IdPattern| !cases.iter().any(|case| filter.selects(case.id.as_str()));
        let elsewhere = |filter: &IdPattern| {
            filter.text() == PREFLIGHT || generated && filter.text() == GENERATED
        };
        if let Some(filter) = self
            .filters
            .iter()
            .filter(|filter| !elsewhere(filter))
            .find(unmatched)
        {
            return Err(no_case(filter.text(), &cases));
        }
        if let Some(section) = &self.section {
            if !cases.iter().any(|case| is_within(case.section, section)) {
                return Err(no_section(section, &cases));
            }
            cases.retain(|case| is_within(case.section, section));
        }
        if !self.filters.is_empty() {
            cases.retain(|case| {
                self.filters
                    .iter()
                    .any(|filter| filter.selects(case.id.as_str()))
            });
        }
        if let (true, Some(section)) = (cases.is_empty(), &self.section) {
            return Err(SelectionError::Disjoint(section.clone()));
        }
        Ok(if self.quick { fewest(cases) } else { cases })
    }
}

/// The case of that id, of the matrix or generated.
///
/// # Errors
/// There is none, and these are the nearest.
pub(super) fn any_case(id: &str, model: &Model) -> Result<Case, SelectionError> {
    match Generator::find(model, id) {
        Some(case) => Ok(case),
        None => one_case(id, matrix::cases(model)),
    }
}

/// The case of that id among these.
///
/// # Errors
/// There is none, and these are the nearest.
pub(super) fn one_case(id: &str, cases: Vec<Case>) -> Result<Case, SelectionError> {
    match cases.iter().position(|case| case.id.as_str() == id) {
        Some(at) => cases.into_iter().nth(at).ok_or_else(|| no_case(id, &[])),
        None => Err(no_case(id, &cases)),
    }
}

fn no_case(filter: &str, cases: &[Case]) -> SelectionError {
    let commands = super::command::names();
    let mut known: BTreeSet<&str> = commands.iter().map(String::as_str).collect();
    for case in cases {
        let id = case.id.as_str();
        known.extend(id.match_indices('/').map(|(end, _)| &id[..end]).chain([id]));
    }
    let plain = filter.replace(['*', '?'], "");
    let nearest = nearest(plain.trim_matches('/'), known)
        .into_iter()
        .map(str::to_owned)
        .collect();
    SelectionError::NoCase {
        filter: filter.to_owned(),
        nearest,
    }
}

fn no_section(section: &str, cases: &[Case]) -> SelectionError {
    let known: BTreeSet<&str> = cases.iter().map(|case| case.section).collect();
    let nearest = nearest(section, known)
        .into_iter()
        .map(str::to_owned)
        .collect();
    SelectionError::NoSection {
        section: section.to_owned(),
        nearest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{CaseBuilder, Expect, Request};
    use crate::password::Recipe;
    use crate::spec::ClauseId;

    fn case(section: &'static str, name: &str, clauses: &[&'static str]) -> Case {
        let change = Request::change(Recipe::current(), Recipe::ascii(12));
        let builder = CaseBuilder::new(section, name);
        let [first, others @ ..] = clauses else {
            panic!("no clause")
        };
        let builder = builder.sends(change, Expect::accepted(ClauseId::of(first)));
        others
            .iter()
            .fold(builder, |builder, clause| {
                builder.touching(ClauseId::of(clause))
            })
            .build()
    }

    fn cases() -> Vec<Case> {
        vec![
            case("new-password/length", "1-ascii", &["A"]),
            case("new-password/length", "2-ascii", &["A", "B"]),
            case("new-password/charset", "tab", &["B"]),
            case("spelling", "plus", &["C"]),
            case("spelling", "star", &["C"]),
        ]
    }

    fn chosen(filters: &[&str], section: Option<&str>, quick: bool) -> Result<Vec<String>, String> {
        let filters = filters
            .iter()
            .map(|filter| filter.parse().unwrap())
            .collect();
        let args = SelectionArgs {
            filters,
            section: section.map(str::to_owned),
            quick,
        };
        let ids = |cases: Vec<Case>| cases.iter().map(|case| case.id.to_string()).collect();
        args.choose(cases())
            .map(ids)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn without_a_filter_every_case_is_chosen() {
        assert_eq!(chosen(&[], None, false).unwrap().len(), 5);
    }

    #[test]
    fn a_case_is_chosen_once_however_many_filters_match_it() {
        assert_eq!(
            chosen(&["spelling", "**/plus"], None, false).unwrap(),
            ["spelling/plus", "spelling/star"]
        );
    }

    #[test]
    fn a_section_narrows_what_the_filters_choose() {
        assert_eq!(
            chosen(&["**/*a*"], Some("new-password"), false)
                .unwrap()
                .len(),
            3
        );
        assert_eq!(
            chosen(&[], Some("new-password/charset"), false).unwrap(),
            ["new-password/charset/tab"]
        );
        let error = chosen(&["spelling"], Some("new-password"), false).unwrap_err();
        assert_eq!(
            error,
            "find a case that matches a filter within the section new-password"
        );
    }

    #[test]
    fn every_filter_must_match_a_case() {
        assert_eq!(
            chosen(&["spelling", "new-pasword/length"], None, false).unwrap_err(),
            "find a case that matches new-pasword/length; did you mean new-password/length or \
             new-password/length/1-ascii or new-password/length/2-ascii? (pwspec list prints them all)"
        );
    }

    #[test]
    fn a_command_may_have_been_meant() {
        assert!(
            chosen(&["lst"], None, false)
                .unwrap_err()
                .contains("did you mean list?")
        );
    }

    #[test]
    fn a_section_that_is_not_there_is_met_with_the_nearest() {
        let error = chosen(&[], Some("speling"), false).unwrap_err();
        assert!(
            error.starts_with("find the section speling; did you mean spelling?"),
            "{error}"
        );
    }

    #[test]
    fn the_preflight_may_be_asked_for_alone() {
        assert_eq!(chosen(&["preflight"], None, false).unwrap(), [""; 0]);
    }

    #[test]
    fn a_quick_run_touches_every_clause_with_few_cases() {
        assert_eq!(
            chosen(&[], None, true).unwrap(),
            ["new-password/length/2-ascii", "spelling/plus"]
        );
    }
}
