//! Flags that are documented exist.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::{pwspec, text as output_of};
use crate::text;

/// Where command lines are shown.
const SHOWN: [&str; 7] = [
    "README.md",
    "CONTRIBUTING.md",
    "docs/ci.md",
    "docs/reports.md",
    "docs/scale.md",
    "action.yml",
    ".github/workflows/ci.yml",
];

/// The flags of each command line in a text, with its command: `pwspec COMMAND --flag …` up to the end of the line or of the code.
fn command_lines(text: &str) -> Vec<(String, BTreeSet<String>)> {
    let joined = text.replace("\\\n", " ");
    let mut found = Vec::new();
    for line in joined.lines() {
        for rest in line.split("pwspec ").skip(1) {
            let end = rest.find(['`', '#', ';']).unwrap_or(rest.len());
            let words: Vec<&str> = rest[..end].split_whitespace().collect();
            let is_flag = |word: &&&str| word.starts_with("--") && word.len() > 2;
            let flags: BTreeSet<String> = words
                .iter()
                .filter(is_flag)
                .map(|word| {
                    word.split('=')
                        .next()
                        .unwrap()
                        .trim_end_matches([',', '.', ':', ')', ']', '…'])
                        .to_owned()
                })
                .collect();
            let command = words.first().copied().unwrap_or_default();
            found.push((command.to_owned(), flags));
        }
    }
    found
}

#[test]
fn every_flag_of_a_command_line_that_is_shown_is_a_flag_of_that_command() {
    let help =
        |arguments: &[&str]| output_of(&pwspec().args(arguments).arg("--help").output().unwrap()).0;
    let mut helps = BTreeMap::new();
    let mut seen = 0;
    for name in SHOWN {
        for (command, flags) in command_lines(&text(name)) {
            let known = helps
                .entry(command.clone())
                .or_insert_with(|| match command.as_str() {
                    "baseline" => help(&["baseline", "check"]) + &help(&["baseline", "update"]),
                    command => help(&[command]),
                });
            // A line that names no command is no command line, or one of run.
            let known = if known.is_empty() {
                &help(&["run"])
            } else {
                &*known
            };
            for flag in &flags {
                let is_there = known
                    .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
                    .any(|word| word == flag);
                assert!(is_there, "{name}: pwspec {command} has no {flag}");
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen}");
}
