//! Where several targets differ: a line a way, a column a target.

use std::fmt::Write as _;

use super::escape::{cell, code, plain};
use crate::report::digest::{Row, Told, plural, summed_up, ways};

/// So many ways are told; the others are counted.
const TOLD: usize = 20;

/// The ways in which the targets differ; nothing of one target.
pub(super) fn differences(out: &mut String, told: &Told, rows: &[Vec<&Row>]) {
    if rows.len() < 2 {
        return;
    }
    let every = rows.concat();
    let ways = ways(&every, rows.len());
    out.push_str("## Where the targets differ\n\n");
    if ways.is_empty() {
        out.push_str("They do not.\n\n");
        return;
    }
    let names: Vec<String> = (0..rows.len())
        .map(|target| cell(&code(told.name(target))))
        .collect();
    let _ = writeln!(out, "| cases | {} |", names.join(" | "));
    let _ = writeln!(out, "|---|{}", "---|".repeat(names.len()));
    for way in ways.iter().take(TOLD) {
        let ids = code(&summed_up(way.cases.iter().copied()));
        let words: Vec<String> = way.words.iter().map(|word| cell(&plain(word))).collect();
        let cases = plural(way.cases.len(), "case");
        let _ = writeln!(out, "| {cases}: {} | {} |", cell(&ids), words.join(" | "));
    }
    if ways.len() > TOLD {
        let _ = writeln!(out, "\n… and {} more ways.", ways.len() - TOLD);
    }
    out.push('\n');
}
