//! Texts that are baselines, and texts that are none.

use proptest::prelude::*;

use super::super::{Baseline, Day};
use super::samples::{entry, file};

fn refused(text: &str) -> String {
    Baseline::parse(text).unwrap_err().to_string()
}

#[test]
fn every_key_of_an_entry_is_read() {
    let text = file(
        "[[known]]\ncheck = \"a/*-x:status\" # a pattern\nobserved = \"400 X\"\nreason = \"counts bytes\"\n\
         tracking = \"https://example.org/1\"\nexpires = 2027-03-31\n",
    );
    let baseline = Baseline::parse(&text).unwrap();
    assert_eq!(baseline.target(), "t");
    let [entry] = baseline.entries() else {
        panic!("{baseline:?}")
    };
    assert_eq!(
        (entry.check.as_str(), entry.observed.as_str(), entry.line),
        ("a/*-x:status", "400 X", 3)
    );
    assert_eq!(entry.reason.as_deref(), Some("counts bytes"));
    assert_eq!(entry.tracking.as_deref(), Some("https://example.org/1"));
    assert_eq!(entry.expires, Day::new(2027, 3, 31));
}

#[test]
fn a_baseline_without_entries_is_one() {
    assert_eq!(Baseline::parse(&file("")).unwrap().entries().len(), 0);
}

#[test]
fn what_is_no_toml_is_refused_with_its_line() {
    let error = refused("version = 1\ntarget = \"t\n");
    assert!(error.starts_with("line 2: it is not TOML: "), "{error}");
    assert!(!error.contains('\n'), "{error}");
}

#[test]
fn an_unknown_key_is_refused_with_the_nearest() {
    assert_eq!(
        refused(&file(
            "[[known]]\ncheck = \"a:status\"\nobserverd = \"400\"\n"
        )),
        "line 5: an entry has no key \"observerd\": did you mean observed?"
    );
    assert_eq!(
        refused(&file("xyz = 1\n")),
        "line 3: a baseline has no key \"xyz\": there are version, target, known"
    );
}

#[test]
fn another_version_is_refused_with_the_one_that_is_read() {
    let error = "line 1: version is 2: this pwspec reads version = 1";
    assert_eq!(refused("version = 2\ntarget = \"t\"\n"), error);
    let error = "line 1: version is no number: this pwspec reads version = 1";
    assert_eq!(refused("version = \"1\"\ntarget = \"t\"\n"), error);
    assert!(refused("target = \"t\"\n").contains("write version = 1"));
}

#[test]
fn what_is_missing_empty_or_of_another_kind_is_named() {
    for (text, error) in [
        (
            "[[known]]\nobserved = \"400\"\n",
            "line 3: an entry needs its check: write check = \"…\"",
        ),
        (
            "[[known]]\ncheck = \"a:status\"\n",
            "line 3: an entry needs its observed: write observed = \"…\"",
        ),
        ("[[known]]\ncheck = \"\"\n", "line 4: check is empty"),
        (
            "[[known]]\ncheck = 1\n",
            "line 4: check is no text: write check = \"…\"",
        ),
        (
            "known = []\n",
            "line 3: known is a list of tables: write [[known]] above each",
        ),
    ] {
        assert_eq!(refused(&file(text)), error);
    }
    assert!(refused("version = 1\n").contains("a baseline needs its target"));
    let date = format!("{}expires = \"2027-03-31\"\n", entry("a:status", "400"));
    assert!(
        refused(&file(&date)).starts_with("line 7: expires is no date: write expires = 2027-03-31")
    );
}

#[test]
fn a_check_that_cannot_be_read_is_refused() {
    let error = refused(&file(&entry("a/1-x", "400")));
    assert!(
        error.starts_with("line 5: check cannot be read: \"a/1-x\" names no check"),
        "{error}"
    );
    assert!(
        refused(&file(&entry("a/[:status", "400"))).starts_with("line 5: check cannot be read")
    );
}

#[test]
fn a_drift_from_recorded_answers_cannot_be_known() {
    let error = refused(&file(&entry("a:snapshot", "another")));
    assert!(error.contains("--update-snapshots"), "{error}");
}

#[test]
fn the_same_twice_is_refused_and_two_answers_of_one_check_are_not() {
    let twice = [entry("a:status", "400"), entry("a:status", "400")].concat();
    let error = refused(&file(&twice));
    assert_eq!(
        error,
        "line 8: a:status stands on line 4 already, with the same observed: remove one"
    );
    let two = [entry("a:status", "400"), entry("a:status", "500")].concat();
    assert_eq!(Baseline::parse(&file(&two)).unwrap().entries().len(), 2);
}

proptest! {
    #[test]
    fn any_text_is_a_baseline_or_an_error(text in "(version = 1\n|target = |\\[\\[known\\]\\]\n|check = |\"a:status\"\n|\"[a*{/:]{0,4}\"\n|observed = |expires = |2027-0[0-9]-3[0-9]\n|.{0,3}|\n){0,12}") {
        if let Err(error) = Baseline::parse(&text) {
            prop_assert!(error.line <= 1 + text.matches('\n').count());
        }
    }
}
