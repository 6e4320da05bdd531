use super::read::column;
use crate::case::{Check, Judgement, Verdict};
use crate::snapshot::RecordedAnswers;

const HEAD: &str = r#"{"v":1,"type":"run","pwspec":"0.1.0","targets":["http://127.0.0.1:1"],"cases":1,"seed":7,"date":"2026-11-24T16:09:00Z","whole":false}"#;
const CASE: &str = r#"{"v":1,"type":"case","target":"t","id":"a/b","section":"a","verdict":"fail","ms":1.5,"asked":["status C.x","later C.y"]}"#;
const FINDING: &str = r#"{"v":1,"type":"finding","target":"t","case":"a/b","check":"a/b:status","lane":"clause","clause":"C.x","level":"SHOULD","provenance":"docs","verdict":"fail","wanted":"w","got":"g","sent":"s"}"#;
const LATER: &str = r#"{"v":1,"type":"later","x":{}}"#;
const END: &str = r#"{"v":1,"type":"summary","target":"t","pass":0,"fail":1,"known":0,"blocked":0,"error":0,"notes":0,"stale":[],"exchanges":4,"elapsed_ms":9,"exit":1}"#;

fn read(lines: &[&str]) -> Result<crate::runner::Column, (usize, String)> {
    let nothing = tempfile::tempdir().unwrap();
    let answers = RecordedAnswers::read(nothing.path()).unwrap();
    column(&lines.join("\n"), &answers, "recorded:x")
}

#[test]
fn a_recording_is_read_back_and_what_is_new_is_passed_over() {
    let column = read(&[HEAD, CASE, FINDING, LATER, END]).unwrap();
    assert_eq!(
        column.origin,
        "recorded on 2026-11-24T16:09:00Z from http://127.0.0.1:1 by pwspec 0.1.0"
    );
    let kept = &column.cases[&"a/b".parse().unwrap()];
    assert_eq!(kept.result.verdict, Verdict::Fail);
    assert_eq!(kept.result.asked.len(), 1);
    let finding = &kept.result.findings[0];
    assert_eq!(
        (finding.check, finding.judgement, finding.got.as_str()),
        (Check::Status, Judgement::Fail, "g")
    );
}

#[test]
fn what_is_no_recording_is_met_with_the_line() {
    let refused = |lines: &[&str]| read(lines).unwrap_err();
    assert_eq!(refused(&[CASE]).1, "no head stands first");
    assert_eq!(refused(&[HEAD, FINDING]).0, 2);
    assert_eq!(refused(&[HEAD, "no json"]).0, 2);
    assert_eq!(
        refused(&[HEAD, CASE]),
        (2, "the recording ends before it is whole".to_owned())
    );
    assert_eq!(refused(&[]).0, 0);
    let unknown = FINDING.replace("a/b:status", "a/b:statsu");
    assert_eq!(
        refused(&[HEAD, CASE, &unknown]),
        (3, "a/b:statsu names no check".to_owned())
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_a_recording_or_an_error(text in "\\PC{0,80}") {
        let _ = read(&[HEAD, &text]);
    }
}
