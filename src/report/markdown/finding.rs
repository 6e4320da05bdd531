//! A root cause: the fact first, then how to see it again.

use std::fmt::Write as _;

use super::escape::{block, code, plain};
use crate::case::{Finding, Lane};
use crate::report::digest::{Group, command, plural, says, summed_up};

/// Consequences that are told; the others are counted.
const CONSEQUENCES: usize = 4;

/// The block of a root cause, with its heading.
pub(super) fn whole(group: &Group<'_>, again: &[String]) -> String {
    let root = group.root;
    let mut out = format!(
        "### {} — {}\n\n",
        code(&root.id().to_string()),
        known_as(root)
    );
    if let Some(clause) = &root.clause {
        let _ = writeln!(out, "{} ({})\n", plain(says(root)), code(clause.as_str()));
    }
    let _ = writeln!(out, "- sent {}", code(&root.sent));
    let _ = writeln!(out, "- wanted {}", code(&root.wanted));
    let _ = writeln!(out, "- got {}", code(&root.got));
    for line in root.remarks() {
        let _ = writeln!(out, "  - {}", code(&line));
    }
    consequences(&mut out, group);
    let others = others(group);
    if !others.is_empty() {
        let ids = summed_up(others.iter().copied());
        let _ = writeln!(out, "- also {} more: {}", others.len(), code(&ids));
    }
    let _ = write!(out, "\n{}\n", block("sh", &command(root, again)));
    out
}

/// The same in one line, for what does not fail the run.
pub(super) fn line(group: &Group<'_>) -> String {
    let root = group.root;
    let more = match others(group).len() {
        0 => String::new(),
        more => format!(", and in {}", plural(more, "other case")),
    };
    let known = root.known.as_ref();
    let why = known.and_then(|known| known.reason.as_deref());
    let why = why.map_or_else(String::new, |why| format!(": {}", plain(why)));
    format!(
        "- {} ({}): got {}, wanted {}{more}{why}\n",
        code(&root.id().to_string()),
        known_as(root),
        code(&root.got),
        code(&root.wanted)
    )
}

fn known_as(finding: &Finding) -> String {
    match finding.lane {
        Lane::Clause => format!("{} · {}", finding.level, finding.provenance),
        Lane::Snapshot => "snapshot".to_owned(),
    }
}

fn others<'a>(group: &Group<'a>) -> Vec<(&'a str, &'a str)> {
    group
        .cases
        .iter()
        .filter(|row| row.id != group.root.case)
        .map(|row| (row.section.as_str(), row.id.as_str()))
        .collect()
}

fn consequences(out: &mut String, group: &Group<'_>) {
    for (finding, count) in group.then.iter().take(CONSEQUENCES) {
        let many = if group.cases.len() > 1 {
            format!(" (in {count})")
        } else {
            String::new()
        };
        let _ = writeln!(
            out,
            "- then {}: wanted {}, got {}{many}",
            code(&format!(":{}", finding.check)),
            code(&finding.wanted),
            code(&finding.got)
        );
    }
    if group.then.len() > CONSEQUENCES {
        let more = group.then.len() - CONSEQUENCES;
        let _ = writeln!(out, "- and {more} more of its checks");
    }
}
