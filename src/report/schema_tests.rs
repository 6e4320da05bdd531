//! Every line of the machine-readable report is held against its published schema.

use jsonschema::Validator;
use serde_json::Value;

use super::samples::*;
use super::selftest_samples;
use super::{Ndjson, NdjsonSelftest, Reporter};
use crate::runner::{Event, RunStarted, Share};

static SCHEMA: &str = include_str!("../../fixtures/events.schema.json");

/// The schema with its objects closed, as it is not for readers: what the program writes must be described.
fn schema() -> Value {
    let mut schema: Value = serde_json::from_str(SCHEMA).unwrap();
    for kind in schema["$defs"].as_object_mut().unwrap().values_mut() {
        if kind["type"] == "object" {
            kind["additionalProperties"] = false.into();
        }
    }
    schema
}

fn judge() -> Validator {
    jsonschema::validator_for(&schema()).unwrap()
}

fn lines(events: &[Event]) -> String {
    let mut out = Vec::new();
    let mut ndjson = Ndjson::new(&mut out);
    for event in events {
        ndjson.on(event).unwrap();
    }
    ndjson.finish().unwrap();
    String::from_utf8(out).unwrap()
}

/// A selftest of every kind of line, with every field that is sometimes left out.
fn selftest_lines() -> String {
    let mut out = Vec::new();
    let mut ndjson = NdjsonSelftest::new(&mut out);
    selftest_samples::tell(&mut |event| ndjson.on(event).unwrap());
    ndjson.finish(Some(&selftest_samples::all_wrong())).unwrap();
    let mut out = String::from_utf8(out).unwrap();
    out.push_str(&selftest_samples::not_green_line());
    out
}

/// Every kind of line.
fn written() -> String {
    lines(&everything()) + &lines(&on_two_targets()) + &lines(&a_part()) + &selftest_lines()
}

/// The same run, as the second of four.
fn a_part() -> Vec<Event> {
    let share = Share {
        partition: "hash:2/4".parse().unwrap(),
        cases: 60,
        matrix: "0123456789abcdef".to_owned(),
        embedded: false,
        flags: vec!["--strict".to_owned()],
        baseline: true,
    };
    let part = |event| match event {
        Event::Started(run) => Event::Started(RunStarted {
            share: Some(share.clone()),
            ..run
        }),
        event => event,
    };
    everything().into_iter().map(part).collect()
}

#[test]
fn a_part_says_of_which_run_it_is_and_what_was_asked() {
    let lines = lines(&a_part());
    let told: Vec<&str> = lines
        .lines()
        .filter(|line| line.contains("\"type\":\"run\"") || line.contains("\"block\""))
        .collect();
    let told = told
        .join("\n")
        .replace(env!("CARGO_PKG_VERSION"), "VERSION");
    insta::assert_snapshot!(told);
}

#[test]
fn where_two_targets_differ_stands_behind_their_summaries() {
    let lines = lines(&on_two_targets());
    let (_, end) = lines.rsplit_once("\"exit\":1}\n").unwrap();
    insta::assert_snapshot!(end);
}

#[test]
fn a_selftest_as_programs_read_it() {
    insta::assert_snapshot!(selftest_lines().replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn a_run_as_programs_read_it() {
    // The version is the one thing that may change.
    insta::assert_snapshot!(lines(&everything()).replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn every_line_is_as_the_schema_says() {
    let judge = judge();
    for line in written().lines() {
        let value = serde_json::from_str(line).unwrap();
        if let Err(error) = judge.validate(&value) {
            panic!("{error}: {line}");
        }
    }
}

#[test]
fn the_schema_describes_no_field_that_is_never_written() {
    let written: Vec<Value> = written()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for (name, kind) in schema()["$defs"].as_object().unwrap() {
        for field in kind["properties"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(field, _)| field)
        {
            let has = |line: &Value| line["type"] == name.as_str() && line.get(field).is_some();
            assert!(written.iter().any(has), "{name}.{field}");
        }
    }
}

#[test]
fn a_line_with_a_field_too_many_or_too_few_breaks_the_schema() {
    let judge = judge();
    let fits = |line: &str| judge.is_valid(&serde_json::from_str(line).unwrap());
    assert!(fits(r#"{"v":1,"type":"remark","target":"t","text":"x"}"#));
    assert!(!fits(r#"{"v":1,"type":"remark","target":"t"}"#));
    assert!(!fits(
        r#"{"v":1,"type":"remark","target":"t","text":"x","more":1}"#
    ));
    assert!(!fits(r#"{"v":2,"type":"remark","target":"t","text":"x"}"#));
}

#[test]
fn a_run_in_which_everything_happened_has_every_kind_of_line() {
    let lines = lines(&everything());
    for kind in ["run", "remark", "case", "finding", "summary"] {
        assert!(lines.contains(&format!("\"type\":\"{kind}\"")), "{kind}");
    }
    for verdict in ["pass", "fail", "known", "blocked", "error", "note"] {
        let verdict = format!("\"verdict\":\"{verdict}\"");
        assert!(lines.contains(&verdict), "{verdict}");
    }
}
