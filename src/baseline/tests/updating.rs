//! What becomes of a file.

use super::super::{Update, Updated};
use super::samples::{Sample, entry, failed, file, judge, passed};
use crate::case::Verdict;
use crate::spec::Level;

fn update(text: &str, cases: &[Sample], reason: Option<&str>) -> Updated {
    let tried: Vec<_> = cases.iter().map(Sample::tried).collect();
    let update = Update {
        text: Some(text),
        target: "t",
        reason,
    };
    update.with(judge(text), &tried).unwrap()
}

/// The checks of a text, in its order.
fn checks(text: &str) -> Vec<&str> {
    let lines = text
        .lines()
        .filter_map(|line| line.strip_prefix("check = "));
    lines.map(|check| check.trim_matches('"')).collect()
}

fn shoulds(case: Sample) -> Sample {
    case.with(|finding| finding.level = Level::Should)
}

#[test]
fn a_new_file_says_what_it_is_and_is_sorted() {
    let cases = [failed("b/z", "400 X"), failed("a/1-x", "500 \"Y\"")];
    let tried: Vec<_> = cases.iter().map(Sample::tried).collect();
    let update = Update {
        text: None,
        target: "http://127.0.0.1:4607",
        reason: Some("counts bytes"),
    };
    let updated = update.with(judge(&file("")), &tried).unwrap();
    insta::assert_snapshot!(updated.text, @r#"
    # The known failures of a target. Another wrong answer is a new failure, and what passes is stale.
    # `pwspec baseline update` adds, changes and removes entries; comments, order and reasons are kept.
    version = 1
    target = "http://127.0.0.1:4607"

    [[known]]
    check = "a/1-x:status"
    observed = '500 "Y"'
    reason = "counts bytes"

    [[known]]
    check = "b/z:status"
    observed = "400 X"
    reason = "counts bytes"
    "#);
    let again = super::super::Baseline::parse(&updated.text).unwrap();
    assert_eq!(again.entries().len(), 2);
}

#[test]
fn comments_order_and_reasons_stay() {
    let text = "# ours\nversion = 1 # the format\ntarget = \"t\"\n\n# z first, on purpose\n[[known]]\ncheck = \"b/z:status\" # z\nobserved = \"400 X\" # not Y\nreason = \"old\"\n\n# this one is fixed\n[[known]]\ncheck = \"a/2-x:status\"\nobserved = \"400 X\"\n\n# the rest\n[[known]]\ncheck = \"a/3-x:status\"\nobserved = \"400 X\"\nexpires = 2027-03-31\n# the end\n";
    let cases = [
        failed("b/z", "400 Y"),
        passed("a/2-x"),
        failed("a/3-x", "400 X"),
        failed("a/1-x", "500"),
    ];
    let updated = update(text, &cases, Some("new"));
    insta::assert_snapshot!(updated.text, @r#"
    # ours
    version = 1 # the format
    target = "t"

    [[known]]
    check = "a/1-x:status"
    observed = "500"
    reason = "new"

    # z first, on purpose
    [[known]]
    check = "b/z:status" # z
    observed = "400 Y" # not Y
    reason = "old"

    # the rest
    [[known]]
    check = "a/3-x:status"
    observed = "400 X"
    expires = 2027-03-31
    # the end
    "#);
    assert_eq!((updated.added, updated.changed, updated.removed), (1, 1, 1));
    let changes: Vec<&str> = updated
        .diff
        .lines()
        .filter(|line| line.starts_with(['-', '+']))
        .collect();
    insta::assert_snapshot!(changes.join("\n"), @r#"
    +[[known]]
    +check = "a/1-x:status"
    +observed = "500"
    +reason = "new"
    +
    -observed = "400 X" # not Y
    +observed = "400 Y" # not Y
    -
    -# this one is fixed
    -[[known]]
    -check = "a/2-x:status"
    -observed = "400 X"
    "#);
}

#[test]
fn a_text_that_says_what_the_run_saw_stays_as_it_is() {
    let text = file(&entry("a/1-x:status", "400 X"));
    let updated = update(&text, &[failed("a/1-x", "400 X"), passed("b/z")], None);
    assert_eq!(
        (updated.text.as_str(), updated.diff.as_str()),
        (text.as_str(), "")
    );
}

#[test]
fn what_breaks_a_must_is_not_added_without_a_reason() {
    let cases = [failed("a/1-x", "400 X"), shoulds(failed("b/z", "400 X"))];
    let updated = update(&file(""), &cases, None);
    assert_eq!(checks(&updated.text), ["b/z:status"]);
    let [left_out] = updated.left_out.as_slice() else {
        panic!("{updated:?}")
    };
    assert_eq!(
        (left_out.check.as_str(), left_out.observed.as_str()),
        ("a/1-x:status", "400 X")
    );
}

#[test]
fn what_the_harness_could_not_do_is_not_added_and_removes_nothing() {
    let text = file(&entry("a/1-x:status", "400 X"));
    let cases = [
        failed("a/1-y", "500").turned(Verdict::Error),
        passed("a/1-x").turned(Verdict::Error),
    ];
    assert_eq!(update(&text, &cases, Some("new")).text, text);
}

#[test]
fn cases_that_fail_alike_become_a_pattern() {
    let cases = ["a/1-x", "a/2-x", "a/3-x"].map(|id| failed(id, "400 X"));
    assert_eq!(
        checks(&update(&file(""), &cases, Some("new")).text),
        ["a/*-x:status"]
    );
    let cases = ["a/1-x", "a/2-x"].map(|id| failed(id, "400 X"));
    let text = update(&file(""), &cases, Some("new")).text;
    assert_eq!(checks(&text), ["a/1-x:status", "a/2-x:status"]);
}

#[test]
fn a_pattern_of_which_a_case_passes_hands_its_reason_on_to_those_that_fail_or_were_not_tried() {
    let said =
        "reason = \"counts bytes\"\ntracking = \"https://example.org/1\"\nexpires = 2027-03-31\n";
    let text = file(&format!("{}{said}", entry("a/*-x:status", "400 X")));
    let updated = update(&text, &[failed("a/1-x", "400 X"), passed("a/2-x")], None);
    assert_eq!(checks(&updated.text), ["a/1-x:status", "a/3-x:status"]);
    assert_eq!(updated.text.matches(said).count(), 2, "{}", updated.text);
    assert!(updated.left_out.is_empty());
}

#[test]
fn a_pattern_whose_every_case_fails_in_another_way_moves_and_otherwise_it_is_split() {
    let text = file(&entry("a/*-x:status", "400 X"));
    let moved = ["a/1-x", "a/2-x", "a/3-x"].map(|id| failed(id, "400 Y"));
    let updated = update(&text, &moved, None);
    assert_eq!(
        (updated.changed, checks(&updated.text)),
        (1, vec!["a/*-x:status"])
    );
    let split = [
        failed("a/1-x", "400 Y"),
        failed("a/2-x", "500"),
        failed("a/3-x", "500"),
    ];
    let updated = update(&text, &split, None);
    let expected = ["a/1-x:status", "a/2-x:status", "a/3-x:status"];
    assert_eq!(
        (updated.removed, checks(&updated.text)),
        (1, expected.to_vec())
    );
    // What fails as observed stays, and what fails otherwise beside it is new.
    let beside = [failed("a/1-x", "400 Y"), failed("a/2-x", "400 X")];
    let updated = update(&text, &beside, Some("new"));
    assert_eq!(checks(&updated.text), ["a/*-x:status", "a/1-x:status"]);
}

#[test]
fn what_matches_nothing_goes_and_what_has_expired_stays() {
    let expired = format!("{}expires = 2020-01-01\n", entry("a/1-x:status", "400 X"));
    let text = file(
        &[
            entry("a/9-x:status", "400 X"),
            entry("b/z:statsu", "400 X"),
            expired,
        ]
        .concat(),
    );
    let updated = update(&text, &[failed("a/1-x", "400 X")], Some("new"));
    assert_eq!(
        (updated.removed, checks(&updated.text)),
        (2, vec!["a/1-x:status"])
    );
}

#[test]
fn an_update_twice_is_an_update_once() {
    let text = file(&entry("a/*-x:status", "400 X"));
    let cases = [
        failed("a/1-x", "400 Y"),
        passed("a/2-x"),
        failed("a/1-y", "500"),
        failed("b/z", "500"),
    ];
    let once = update(&text, &cases, Some("new")).text;
    assert_eq!(update(&once, &cases, Some("another")).text, once);
}
