//! The whole document.

use std::collections::BTreeSet;
use std::io;

use serde_json::json;
use serde_sarif::sarif::{Run, Sarif, Tool, ToolComponent};

use super::invocation::invocation;
use super::result::result;
use super::rule::rule;
use crate::case::Finding;
use crate::report::digest::Told;
use crate::spec::ClauseId;

/// Where the schema of the format is published.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

/// Results of a run that GitHub takes; it refuses a file with more.
const RESULTS: usize = 25_000;

/// A finding, and where it was found.
pub(super) struct Found<'a> {
    /// The target's address.
    pub(super) target: &'a str,
    /// Whether there are others.
    pub(super) among_several: bool,
    /// What it is.
    pub(super) finding: &'a Finding,
    /// The flags with which it is seen again.
    pub(super) again: Vec<String>,
}

/// One run, whatever the number of targets.
pub(in crate::report) fn sarif(told: &Told, again: &[String]) -> io::Result<String> {
    within(RESULTS, told, again)
}

/// The document with so many results at most.
pub(super) fn within(room: usize, told: &Told, again: &[String]) -> io::Result<String> {
    let mut found = found(told, again);
    // What fails the run first: it is the last to be left out.
    found.sort_by_key(|found| found.finding.judgement);
    let left_out = found.len().saturating_sub(room);
    found.truncate(room);
    // The snapshot lane has no clause, and a rule of its own.
    let cited: BTreeSet<Option<&ClauseId>> = found
        .iter()
        .map(|found| found.finding.clause.as_ref())
        .collect();
    let place = |clause: Option<&ClauseId>| cited.iter().position(|cited| *cited == clause);
    let results: Vec<_> = found
        .iter()
        .map(|found| result(found, place(found.finding.clause.as_ref())))
        .collect();
    let version = env!("CARGO_PKG_VERSION");
    let driver = ToolComponent::builder()
        .name("pwspec")
        .version(version)
        .semantic_version(version)
        .information_uri(env!("CARGO_PKG_REPOSITORY"))
        .rules(cited.iter().map(|clause| rule(*clause)).collect::<Vec<_>>())
        .build();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .invocations(vec![invocation(told, left_out)])
        .results(results)
        .build();
    let log = Sarif::builder()
        .schema(SCHEMA)
        .version(json!("2.1.0"))
        .runs(vec![run])
        .build();
    Ok(serde_json::to_string_pretty(&log)? + "\n")
}

/// Every finding: target by target, in the order of the matrix.
fn found<'a>(told: &'a Told, again: &[String]) -> Vec<Found<'a>> {
    let targets = told.started.as_ref().map_or(0, |run| run.targets.len());
    let mut found = Vec::new();
    for target in 0..targets {
        let again = told.again(target, again);
        for row in told.of(target) {
            found.extend(row.findings.iter().map(|finding| Found {
                target: told.name(target),
                among_several: told.has_several_targets(),
                finding,
                again: again.clone(),
            }));
        }
    }
    found
}
