//! Carries changes out in the text, where comments, order and reasons stay.

use toml_edit::{ArrayOfTables, Date, Datetime, DocumentMut, Item, Table, Value, value};

use super::parse::VERSION;
use super::plan::{New, Plan};
use super::{BaselineError, Day};
use crate::tables::TableError;

/// How a new file begins.
const HEAD: &str = "# The known failures of a target. Another wrong answer is a new failure, and what passes is stale.
# `pwspec baseline update` adds, changes and removes entries; comments, order and reasons are kept.
";

/// The text with the changes.
pub(super) fn edit(text: Option<&str>, target: &str, plan: &Plan) -> Result<String, BaselineError> {
    let mut document = match text {
        Some(text) => text
            .parse::<DocumentMut>()
            .map_err(|error| TableError::at(text, error.span(), error.message()))?,
        None => fresh(target),
    };
    let known = document
        .entry("known")
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    if let Some(tables) = known.as_array_of_tables_mut() {
        for (at, observed) in &plan.moved {
            if let Some(Item::Value(old)) = tables
                .get_mut(*at)
                .and_then(|table| table.get_mut("observed"))
            {
                let decor = old.decor().clone();
                *old = Value::from(observed.as_str());
                *old.decor_mut() = decor;
            }
        }
        for at in plan.gone.iter().rev() {
            tables.remove(*at);
        }
        for new in &plan.added {
            let is_after = |table: &Table| {
                table.get("check").and_then(Item::as_str) > Some(new.check.as_str())
            };
            let at = tables.iter().position(is_after).unwrap_or(tables.len());
            tables.insert(at, table(new));
        }
    }
    Ok(document.to_string())
}

fn fresh(target: &str) -> DocumentMut {
    let mut document = DocumentMut::new();
    document.insert("version", value(VERSION));
    document.insert("target", value(target));
    if let Some(mut key) = document.key_mut("version") {
        key.leaf_decor_mut().set_prefix(HEAD);
    }
    document
}

fn table(new: &New) -> Table {
    let mut table = Table::new();
    table.insert("check", value(new.check.as_str()));
    table.insert("observed", value(new.observed.as_str()));
    let texts = [("reason", &new.why.reason), ("tracking", &new.why.tracking)];
    for (key, text) in texts
        .into_iter()
        .filter_map(|(key, text)| Some((key, text.as_ref()?)))
    {
        table.insert(key, value(text.as_str()));
    }
    if let Some(day) = new.why.expires {
        table.insert("expires", value(date(day)));
    }
    table
}

fn date(day: Day) -> Datetime {
    let (year, month, day) = day.parts();
    Datetime {
        date: Some(Date { year, month, day }),
        time: None,
        offset: None,
    }
}
