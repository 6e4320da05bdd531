//! Every line of the machine-readable report is held against its published schema.

use serde_json::{Map, Value};

use super::samples::*;
use super::{Ndjson, Reporter};
use crate::case::{Check, Finding, Lane};
use crate::runner::{Event, Summary};

static SCHEMA: &str = include_str!("../../fixtures/events.schema.json");

/// What is wrong with a value, by the words of JSON Schema that ours uses; any other word is an error, so that none is
/// passed over. Objects are closed: what the program writes must be described.
struct Schema(Value);

impl Schema {
    fn judge(&self, schema: &Value, value: &Value) -> Result<(), String> {
        for (word, rule) in schema.as_object().ok_or("a schema is an object")? {
            match (word.as_str(), rule, value) {
                ("$schema" | "$defs" | "title" | "description", _, _) => {}
                ("$ref", Value::String(path), _) => self.judge(self.referred(path)?, value)?,
                ("const", wanted, _) if value == wanted => {}
                ("enum", Value::Array(wanted), _) if wanted.contains(value) => {}
                ("type", Value::String(kind), _) if is_of(kind, value) => {}
                ("minimum", Value::Number(least), Value::Number(number))
                    if number.as_f64() >= least.as_f64() => {}
                ("required", Value::Array(names), Value::Object(fields)) => has_all(names, fields)?,
                ("properties", Value::Object(known), Value::Object(fields)) => {
                    self.fields(known, fields)?
                }
                ("items", rule, Value::Array(items)) => {
                    items.iter().try_for_each(|item| self.judge(rule, item))?
                }
                ("oneOf", Value::Array(ways), _) => {
                    let fits = ways
                        .iter()
                        .filter(|way| self.judge(way, value).is_ok())
                        .count();
                    if fits != 1 {
                        return Err(format!("{value} is {fits} of the events"));
                    }
                }
                _ => return Err(format!("{value} breaks {word} {rule}")),
            }
        }
        Ok(())
    }

    fn referred(&self, path: &str) -> Result<&Value, String> {
        self.0
            .pointer(path.trim_start_matches('#'))
            .ok_or(format!("{path} refers to nothing"))
    }

    fn fields(
        &self,
        known: &Map<String, Value>,
        fields: &Map<String, Value>,
    ) -> Result<(), String> {
        fields.iter().try_for_each(|(name, value)| {
            self.judge(
                known.get(name).ok_or(format!("{name} is not described"))?,
                value,
            )
        })
    }
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        _ => false,
    }
}

fn has_all(names: &[Value], fields: &Map<String, Value>) -> Result<(), String> {
    let missing = names
        .iter()
        .find(|name| !name.as_str().is_some_and(|name| fields.contains_key(name)));
    missing.map_or(Ok(()), |name| Err(format!("{name} is missing")))
}

fn schema() -> Schema {
    Schema(serde_json::from_str(SCHEMA).unwrap())
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

/// A run of every kind of line, with every field that is sometimes left out.
fn everything() -> Vec<Event> {
    let mut events = eventful();
    let mut drift = failed(40, "envelope/success", &[Check::Snapshot]);
    drift.findings[0] = Finding {
        lane: Lane::Snapshot,
        clause: None,
        ..drift.findings[0].clone()
    };
    events.insert(3, told(drift));
    if let Some(Event::Summary(Summary {
        stale, left_behind, ..
    })) = events.last_mut()
    {
        stale.push("a/b:status".to_owned());
        left_behind.push("the user pwspec-0".to_owned());
    }
    events
}

#[test]
fn a_run_as_programs_read_it() {
    // The version is the one thing that may change.
    insta::assert_snapshot!(lines(&everything()).replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn every_line_is_as_the_schema_says() {
    let schema = schema();
    for line in lines(&everything()).lines() {
        let value = serde_json::from_str(line).unwrap();
        schema.judge(&schema.0, &value).unwrap();
    }
}

#[test]
fn the_schema_describes_no_field_that_is_never_written() {
    let written: Vec<Value> = lines(&everything())
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for (name, kind) in schema().0["$defs"].as_object().unwrap() {
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
    let schema = schema();
    let judge = |line: &str| schema.judge(&schema.0, &serde_json::from_str(line).unwrap());
    assert!(judge(r#"{"v":1,"type":"remark","target":"t","text":"x"}"#).is_ok());
    assert!(judge(r#"{"v":1,"type":"remark","target":"t"}"#).is_err());
    assert!(judge(r#"{"v":1,"type":"remark","target":"t","text":"x","more":1}"#).is_err());
    assert!(judge(r#"{"v":2,"type":"remark","target":"t","text":"x"}"#).is_err());
}
