//! Which cases of the matrix are tried.

use std::collections::BTreeSet;

use clap::Args;

use super::filter::{Filter, is_within};
use super::quick::fewest;
use super::suggest::nearest;
use crate::case::Case;

/// What always runs first, and may be asked for alone.
const PREFLIGHT: &str = "preflight";

/// The cases asked for.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Cases")]
pub(super) struct SelectionArgs {
    /// Cases by id: `*` is one component, `**` many, a prefix the whole subtree
    #[arg(value_name = "FILTER")]
    filters: Vec<Filter>,
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
    /// Every filter matches something, but nothing of the section.
    #[error("find a case that matches a filter within the section {0}")]
    Disjoint(String),
}

fn perhaps(nearest: &[String]) -> String {
    if nearest.is_empty() { String::new() } else { format!("; did you mean {}?", nearest.join(" or ")) }
}

impl SelectionArgs {
    /// The cases that are selected, in their order. Every filter must match one.
    pub(super) fn choose(&self, mut cases: Vec<Case>) -> Result<Vec<Case>, SelectionError> {
        let unmatched = |filter: &&Filter| !cases.iter().any(|case| filter.selects(case.id.as_str()));
        if let Some(filter) = self.filters.iter().filter(|filter| filter.text() != PREFLIGHT).find(unmatched) {
            return Err(no_case(filter, &cases));
        }
        if let Some(section) = &self.section {
            if !cases.iter().any(|case| is_within(case.section, section)) {
                return Err(no_section(section, &cases));
            }
            cases.retain(|case| is_within(case.section, section));
        }
        if !self.filters.is_empty() {
            cases.retain(|case| self.filters.iter().any(|filter| filter.selects(case.id.as_str())));
        }
        if let (true, Some(section)) = (cases.is_empty(), &self.section) {
            return Err(SelectionError::Disjoint(section.clone()));
        }
        Ok(if self.quick { fewest(cases) } else { cases })
    }
}

fn no_case(filter: &Filter, cases: &[Case]) -> SelectionError {
    let mut known = BTreeSet::from(super::command::names());
    for case in cases {
        let id = case.id.as_str();
        known.extend(id.match_indices('/').map(|(end, _)| &id[..end]).chain([id]));
    }
    let plain = filter.text().replace(['*', '?'], "");
    let nearest = nearest(plain.trim_matches('/'), known).into_iter().map(str::to_owned).collect();
    SelectionError::NoCase { filter: filter.text().to_owned(), nearest }
}

fn no_section(section: &str, cases: &[Case]) -> SelectionError {
    let known: BTreeSet<&str> = cases.iter().map(|case| case.section).collect();
    let nearest = nearest(section, known).into_iter().map(str::to_owned).collect();
    SelectionError::NoSection { section: section.to_owned(), nearest }
}
