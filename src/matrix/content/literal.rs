//! Every literal of the catalogue, which some layer would take for more than text, is a password like any other.

use crate::case::{Case, CaseBuilder};
use crate::matrix::shapes::{accepted, legal};
use crate::password::{Recipe, literals};
use crate::spec::{Model, Parameter};

const SECTION: &str = "content/literal";

/// Each set as the new password, and each in force as the old one.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let of = |name: &'static str, parameter: Parameter| {
        let case = CaseBuilder::new(SECTION, format!("{name}-as-{}", parameter.word()));
        let expect = accepted("Password.exact");
        legal(case, parameter, Recipe::text(name), expect).build()
    };
    literals()
        .iter()
        .flat_map(|literal| Parameter::BOTH.map(|parameter| of(literal.name, parameter)))
        .collect()
}
