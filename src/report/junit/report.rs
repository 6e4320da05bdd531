//! The whole document.

use std::io;
use std::time::Duration;

use quick_junit::{NonSuccessKind, Property, Report, TestCase, TestCaseStatus, TestSuite};

use super::case::{case, failed_to};
use crate::report::digest::{Row, Told, sections, visible};

/// A suite for every section of every target, and one for the run on it.
pub(in crate::report) fn junit(told: &Told, again: &[String]) -> io::Result<String> {
    let mut report = Report::new("pwspec");
    let targets = told.started.as_ref().map_or(0, |run| run.targets.len());
    for target in 0..targets {
        let again = told.again(target, again);
        let named = |part: &str| {
            if told.has_several_targets() {
                format!("{} {part}", told.name(target))
            } else {
                part.to_owned()
            }
        };
        for (section, rows) in sections(&told.of(target)) {
            report.add_test_suite(suite(&named(section), &rows, &again));
        }
        report.add_test_suite(run(&named("run"), told, target));
    }
    report.set_time(told.summaries.iter().map(|summary| summary.elapsed).sum());
    report.to_string().map_err(io::Error::other)
}

fn suite(name: &str, rows: &[&Row], again: &[String]) -> TestSuite {
    let mut suite = TestSuite::new(visible(name));
    suite.set_time(rows.iter().map(|row| row.elapsed).sum());
    suite.add_test_cases(rows.iter().map(|row| case(row, name, again)));
    suite
}

/// What concerns the run and no case of it. Without a complaint the suite has no test case.
fn run(name: &str, told: &Told, target: usize) -> TestSuite {
    let mut suite = TestSuite::new(visible(name));
    suite.add_property(Property::new("pwspec", env!("CARGO_PKG_VERSION")));
    suite.add_property(Property::new("target", visible(told.name(target))));
    if let Some(started) = &told.started {
        suite.add_property(Property::new("seed", started.seed.to_string()));
    }
    let complaint = |what: &str, status| {
        let mut case = TestCase::new(visible(what), status);
        case.set_classname(visible(name)).set_time(Duration::ZERO);
        case
    };
    match told
        .summaries
        .iter()
        .find(|summary| summary.target == target)
    {
        None => {
            suite.add_test_case(complaint("summary", failed_to("bring the run to its end")));
        }
        Some(summary) => {
            suite.add_property(Property::new("exit", summary.exit.to_string()));
            suite.set_time(summary.elapsed);
            for entry in &summary.stale {
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                status
                    .set_type("stale")
                    .set_message("stale in the baseline");
                suite.add_test_case(complaint(entry, status));
            }
            for thing in &summary.left_behind {
                suite.add_test_case(complaint(
                    thing,
                    failed_to("put it back: pwspec clean, with the flags of this run"),
                ));
            }
        }
    }
    let remarks: Vec<String> = told
        .remarks
        .iter()
        .filter(|remark| remark.target == target)
        .map(|remark| visible(&remark.text))
        .collect();
    if !remarks.is_empty() {
        suite.set_system_out(remarks.join("\n"));
    }
    suite
}
