//! What a run says of entries: a row of the table each.

use super::samples::{Sample, entry, failed, file, judge, passed};
use crate::case::{Judgement, Lane, Verdict};

/// What is stale after these cases.
fn stale(text: &str, cases: &[Sample]) -> Vec<String> {
    let mut judge = judge(text);
    cases.iter().for_each(|case| judge.note(&case.tried()));
    judge.stale()
}

fn one(check: &str) -> String {
    file(&entry(check, "400 X"))
}

#[test]
fn what_fails_as_observed_is_excused_and_another_wrong_answer_is_not() {
    let judge = judge(&one("a/1-x:status"));
    assert!(judge.excuses(failed("a/1-x", "400 X").finding()).is_some());
    assert!(judge.excuses(failed("a/1-x", "400 Y").finding()).is_none());
    assert!(judge.excuses(failed("a/2-x", "400 X").finding()).is_none());
}

#[test]
fn what_fails_in_whatever_way_is_not_stale() {
    for got in ["400 X", "400 Y"] {
        assert_eq!(
            stale(&one("a/1-x:status"), &[failed("a/1-x", got)]),
            [""; 0]
        );
    }
}

#[test]
fn what_passes_is_stale() {
    let told = stale(&one("a/1-x:status"), &[passed("a/1-x")]);
    assert_eq!(told, ["a/1-x:status passes now (line 4)"]);
}

#[test]
fn a_question_that_a_case_as_it_must_be_does_not_raise_passes() {
    let told = stale(&one("a/1-x:code"), &[passed("a/1-x")]);
    assert_eq!(told, ["a/1-x:code passes now (line 4)"]);
    assert_eq!(
        stale(&one("a/1-x:code"), &[failed("a/1-x", "500")]),
        [""; 0]
    );
}

#[test]
fn what_was_blocked_erred_or_was_not_selected_says_nothing() {
    for verdict in [Verdict::Blocked, Verdict::Error] {
        let cases = [passed("a/1-x").turned(verdict)];
        assert_eq!(stale(&one("a/1-x:status"), &cases), [""; 0]);
    }
    assert_eq!(stale(&one("a/1-x:status"), &[passed("b/z")]), [""; 0]);
}

#[test]
fn a_pattern_is_stale_as_soon_as_one_of_its_cases_passes() {
    let fails = || failed("a/1-x", "400 X");
    assert_eq!(
        stale(&one("a/*-x:status"), &[fails(), failed("a/2-x", "400 X")]),
        [""; 0]
    );
    let told = stale(
        &one("a/*-x:status"),
        &[fails(), passed("a/3-x"), passed("a/2-x")],
    );
    assert_eq!(told, ["a/*-x:status passes now in a/2-x, a/3-x (line 4)"]);
    // A case that does not raise the question does not answer it.
    assert_eq!(
        stale(&one("**:code"), &[passed("a/1-x"), passed("b/z")]),
        [""; 0]
    );
}

#[test]
fn what_matches_nothing_is_told_with_what_may_have_been_meant() {
    assert_eq!(
        stale(&one("a/1-w:status"), &[]),
        ["a/1-w:status matches no case: did you mean a/1-x? (line 4)"]
    );
    let told = stale(&one("a/1-x:statsu"), &[]);
    assert!(
        told[0].starts_with(
            "a/1-x:statsu names no check: there is no check \"statsu\"; there are answer"
        ),
        "{told:?}"
    );
}

#[test]
fn an_entry_holds_on_its_last_day_and_excuses_after_it_but_is_told() {
    let until = |day: &str| {
        file(&format!(
            "{}expires = {day}\n",
            entry("a/1-x:status", "400 X")
        ))
    };
    let fails = || [failed("a/1-x", "400 X")];
    assert_eq!(stale(&until("2026-06-01"), &fails()), [""; 0]);
    let over = until("2026-05-31");
    assert_eq!(
        stale(&over, &fails()),
        ["a/1-x:status expired on 2026-05-31 (line 4)"]
    );
    assert!(judge(&over).excuses(fails()[0].finding()).is_some());
    // Whether its case was selected does not matter to a date.
    assert_eq!(stale(&over, &[]).len(), 1);
}

#[test]
fn notes_and_drifts_are_not_excused_and_a_note_is_not_stale() {
    let judge = judge(&one("**:*"));
    let note = failed("a/1-x", "400 X").with(|finding| finding.judgement = Judgement::Note);
    let drift = failed("a/1-x", "400 X").with(|finding| finding.lane = Lane::Snapshot);
    assert!(judge.excuses(note.finding()).is_none());
    assert!(judge.excuses(drift.finding()).is_none());
    assert_eq!(
        stale(&one("a/1-x:status"), &[note.turned(Verdict::Pass)]),
        [""; 0]
    );
}
