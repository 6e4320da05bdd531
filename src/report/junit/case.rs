//! A case as a test case.

use quick_junit::{NonSuccessKind, Property, TestCase, TestCaseStatus};

use crate::case::{Finding, Judgement, Known, Verdict};
use crate::report::digest::{Row, excerpt, fact, plain, visible, why_blocked};

/// The test case of that class.
pub(super) fn case(row: &Row, class: &str, again: &[String]) -> TestCase {
    let mut case = TestCase::new(row.id.as_str(), status(row, again));
    case.set_classname(visible(class)).set_time(row.elapsed);
    if let Some(root) = row.findings.first() {
        properties(&mut case, root);
    }
    let aside = aside(row, again);
    if !aside.is_empty() {
        case.set_system_out(aside.join("\n\n"));
    }
    case
}

fn status(row: &Row, again: &[String]) -> TestCaseStatus {
    match row.verdict {
        Verdict::Pass => TestCaseStatus::success(),
        Verdict::Fail => of_findings(
            TestCaseStatus::non_success(NonSuccessKind::Failure),
            row,
            Judgement::Fail,
            again,
        ),
        Verdict::Known => of_findings(TestCaseStatus::skipped(), row, Judgement::Known, again),
        Verdict::Blocked => {
            let mut status = TestCaseStatus::skipped();
            let reason = why_blocked(row).unwrap_or_default();
            status
                .set_type("blocked")
                .set_message(format!("blocked: {}", visible(&reason)));
            status
        }
        Verdict::Error => {
            let reason = row.error.as_deref().unwrap_or("judge the case");
            failed_to(reason)
        }
    }
}

/// What the harness could not do.
pub(super) fn failed_to(what: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status
        .set_type("error")
        .set_message(format!("failed to {}", visible(what)))
        .set_description("this is a fault of pwspec or of its surroundings, not of the endpoint");
    status
}

/// The first of the findings in short, and all of them in full.
fn of_findings(
    mut status: TestCaseStatus,
    row: &Row,
    judgement: Judgement,
    again: &[String],
) -> TestCaseStatus {
    let Some(root) = row.judged(judgement).next() else {
        return status;
    };
    let known = match &root.known {
        Some(Known {
            reason: Some(reason),
            ..
        }) => format!("known: {}; ", excerpt(reason)),
        Some(_) => "known: ".to_owned(),
        None => String::new(),
    };
    let every: Vec<String> = row
        .judged(judgement)
        .map(|finding| plain(finding, again))
        .collect();
    status
        .set_type(cause(root))
        .set_message(format!("{known}{}", fact(root)))
        .set_description(every.join("\n\n"));
    status
}

/// The clause, or that an answer has changed.
fn cause(finding: &Finding) -> &str {
    finding
        .clause
        .as_ref()
        .map_or("snapshot", |clause| clause.as_str())
}

fn properties(case: &mut TestCase, root: &Finding) {
    case.add_property(Property::new("check", root.check.word()));
    if let Some(clause) = &root.clause {
        case.add_property(Property::new("clause", clause.as_str()));
        case.add_property(Property::new("level", root.level.to_string()));
        case.add_property(Property::new("provenance", root.provenance.to_string()));
    }
    for (name, text) in [
        ("sent", &root.sent),
        ("wanted", &root.wanted),
        ("got", &root.got),
    ] {
        case.add_property(Property::new(name, excerpt(text)));
    }
    let known = root.known.iter();
    for (name, text) in
        known.flat_map(|known| [("reason", &known.reason), ("tracking", &known.tracking)])
    {
        if let Some(text) = text {
            case.add_property(Property::new(name, excerpt(text)));
        }
    }
}

/// What decides nothing: notes, what is known in a case that fails otherwise, what was not witnessed.
fn aside(row: &Row, again: &[String]) -> Vec<String> {
    let decided = |finding: &&Finding| match finding.judgement {
        Judgement::Fail => true,
        Judgement::Known => row.verdict == Verdict::Known,
        Judgement::Note => false,
    };
    let told = |finding: &Finding| {
        let word = match finding.judgement {
            Judgement::Note => "note",
            Judgement::Known | Judgement::Fail => "known",
        };
        format!("{word}: {}", plain(finding, again))
    };
    let unwitnessed = row
        .unwitnessed
        .iter()
        .map(|why| format!("state not witnessed: {}", visible(why)));
    row.findings
        .iter()
        .filter(|finding| !decided(finding))
        .map(told)
        .chain(unwitnessed)
        .collect()
}
