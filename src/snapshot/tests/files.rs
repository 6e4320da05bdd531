//! What stands in a file.

use std::fs;

use proptest::prelude::*;

use super::samples::{answered, closed, everything, id, refusal, step, success};
use crate::snapshot::imprint::answers;
use crate::snapshot::section::{Section, labels};
use crate::wire::NoAnswer;

/// A file with everything in it.
fn file(whole: bool) -> String {
    let mut section = Section {
        whole,
        ..Section::default()
    };
    for (name, steps) in everything() {
        let came = answers(&steps, false);
        section.cases.insert(id(name), came);
    }
    section.render("s")
}

#[test]
fn a_section_is_a_line_a_case_and_a_legend() {
    insta::assert_snapshot!(file(true));
}

#[test]
fn insta_reads_the_file_and_writes_the_same_bytes() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("s.snap");
    for whole in [true, false] {
        let ours = file(whole);
        fs::write(&path, &ours).unwrap();
        let snapshot = insta::Snapshot::from_file(&path).unwrap();
        assert_eq!(snapshot.metadata().expression(), Some("s"));
        snapshot.save(&path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), ours);
    }
}

#[test]
fn a_connection_that_is_torn_down_and_one_that_ends_are_the_same() {
    let of = |failure| answers(&[step(Err(failure))], false);
    assert_eq!(of(NoAnswer::Reset), of(closed()));
    assert_eq!(labels(&of(closed())), "no answer (closed)");
}

#[test]
fn where_a_password_was_told_no_body_is_kept() {
    let steps = [
        refusal("hunter2hunter2", "hunter2hunter2", "id-000001"),
        success("id-000002"),
    ];
    let shown = format!("{:?}", answers(&steps, true));
    assert!(shown.contains("400 (withheld)"), "{shown}");
    assert!(
        !shown.contains("hunter2") && !shown.contains("Response"),
        "{shown}"
    );
}

#[test]
fn a_broken_file_says_where_and_why() {
    let of = |text: &str| {
        let malformed = Section::parse(&format!("---\n---\n{text}")).unwrap_err();
        (malformed.line, malformed.reason)
    };
    assert_eq!(of("<<<<<<< HEAD\n").1, "no case stands first");
    assert_eq!(
        of("s/a  200\ns/a  200\n"),
        (4, "the case stands there twice")
    );
    assert_eq!(
        of("s/a\n").1,
        "no answer, or one that stands not in the legend"
    );
    assert_eq!(
        of("s/a  200 A~00000000\n").1,
        "no answer, or one that stands not in the legend"
    );
    assert_eq!(
        of("s/a  200 A~00000000\n\n200 A~00000000\n  <a/>\n"),
        (5, "the text is not the one of this label")
    );
    for text in ["", "s/a  200\n", "---\nsource: x\n"] {
        assert_eq!(Section::parse(text).unwrap_err().line, 1);
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read(came in prop::collection::vec((100_u16..600, "\\PC{0,40}", body()), 1..6)) {
        let steps: Vec<_> = came
            .iter()
            .map(|(status, kind, body)| answered(*status, kind, body))
            .collect();
        let mut section = Section::default();
        section.cases.insert(id("s/a"), answers(&steps, false));
        prop_assert_eq!(Section::parse(&section.render("s")), Ok(section));
    }

    #[test]
    fn reading_is_total(text in "(---\n)?[ -~\n]{0,20}(---\n)?(\\PC|[\n ~-]){0,200}") {
        let _ = Section::parse(&text);
    }
}

/// Bodies: XML around any text, and any text.
fn body() -> impl Strategy<Value = String> {
    let text = "(\\PC|[\r\n\t ]){0,40}";
    prop_oneof![
        text.prop_map(|text| text),
        text.prop_map(|text| {
            let text = crate::wire::xml::escape_text(&text);
            format!("<E><Error><Code>{text}</Code></Error> <RequestId>{text}</RequestId></E>")
        }),
    ]
}
