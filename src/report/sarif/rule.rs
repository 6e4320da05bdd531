//! A clause as a rule.

use std::collections::BTreeMap;

use serde_json::json;
use serde_sarif::sarif::{
    MultiformatMessageString, PropertyBag, ReportingConfiguration, ReportingDescriptor, ResultLevel,
};

use crate::spec::{Clause, ClauseId, Ledger, Level, Provenance};

/// The rule of the snapshot lane.
pub(super) const SNAPSHOT: &str = "snapshot";

/// The rule of that clause; without one, that of the recorded answers.
pub(super) fn rule(clause: Option<&ClauseId>) -> ReportingDescriptor {
    match clause.map(|id| (id, Ledger::compiled_in().get(id))) {
        Some((_, Some(clause))) => of_ledger(clause),
        // Only a broken build has findings of clauses that are not in its ledger.
        Some((id, None)) => descriptor(id.as_str(), id.as_str(), "", ResultLevel::Error),
        None => descriptor(
            SNAPSHOT,
            "an answer is the one that was recorded",
            "The answers of a target are held against those recorded of it: this says that something has changed, not that \
             it is wrong.",
            ResultLevel::Error,
        ),
    }
}

fn of_ledger(clause: &Clause) -> ReportingDescriptor {
    let Clause {
        says,
        stands,
        level,
        provenance,
        ..
    } = clause;
    let help = format!(
        "{says}. Where it stands: {stands}. Level: {level}. How it is known: {provenance}."
    );
    // GitHub's words: how grave, and how likely that it is right.
    let severity = match level {
        Level::Must => "error",
        Level::Should => "warning",
        Level::May => "recommendation",
    };
    let precision = match provenance {
        Provenance::Model => "very-high",
        Provenance::Docs | Provenance::Recorded => "high",
        Provenance::Sibling => "medium",
        Provenance::Inferred => "low",
    };
    let properties = PropertyBag {
        tags: Some(vec![level.to_string(), provenance.to_string()]),
        additional_properties: BTreeMap::from([
            ("precision".to_owned(), json!(precision)),
            ("problem.severity".to_owned(), json!(severity)),
        ]),
    };
    ReportingDescriptor {
        properties: Some(properties),
        ..descriptor(clause.id.as_str(), says, &help, gravity(*level))
    }
}

fn descriptor(id: &str, short: &str, help: &str, level: ResultLevel) -> ReportingDescriptor {
    let text = |text: &str| MultiformatMessageString::builder().text(text).build();
    let configuration = ReportingConfiguration::builder()
        .level(json!(level))
        .build();
    ReportingDescriptor::builder()
        .id(id)
        .short_description(text(short))
        .full_description(text(short))
        .help(text(help))
        .default_configuration(configuration)
        .build()
}

/// How grave it is to depart from a clause of that level.
pub(super) fn gravity(level: Level) -> ResultLevel {
    match level {
        Level::Must => ResultLevel::Error,
        Level::Should => ResultLevel::Warning,
        Level::May => ResultLevel::Note,
    }
}
