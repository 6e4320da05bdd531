//! A finding in plain lines, and the command line that shows it again.

use super::text::excerpt;
use crate::case::{FUZZ, Finding, Judgement, Lane, is_within};
use crate::report::ShellWord;
use crate::spec::Ledger;

/// The fact: what came, and what was wanted.
pub(in crate::report) fn fact(finding: &Finding) -> String {
    format!(
        "got {}, wanted {}",
        excerpt(&finding.got),
        excerpt(&finding.wanted)
    )
}

/// The fact first, then the clause, the check, what was sent, and how to see it again; a line each.
pub(in crate::report) fn plain(finding: &Finding, again: &[String]) -> String {
    let mut lines = vec![fact(finding)];
    if let Some(clause) = &finding.clause {
        let known_as = format!("({clause}, {}, {})", finding.level, finding.provenance);
        let says = says(finding);
        let gap = if says.is_empty() { "" } else { " " };
        lines.push(format!("{says}{gap}{known_as}"));
    }
    lines.push(format!("check: {}", finding.id()));
    lines.push(format!("sent: {}", excerpt(&finding.sent)));
    lines.extend(finding.remarks().iter().map(|line| excerpt(line)));
    lines.push(format!("again: {}", command(finding, again)));
    lines.join("\n")
}

/// The clause in our own words; nothing in the snapshot lane.
pub(in crate::report) fn says(finding: &Finding) -> &'static str {
    let clause = finding.clause.as_ref();
    clause
        .and_then(|clause| Ledger::compiled_in().get(clause))
        .map_or("", |clause| &clause.says)
}

/// The command line that shows the finding again, as a shell reads it.
pub(in crate::report) fn command(finding: &Finding, again: &[String]) -> String {
    command_words(finding, again)
        .map(|word| ShellWord(word).to_string())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Its words: a replay says whether a failure still is one; what fails no case, and what was recorded otherwise, takes a run.
/// The flags are those of [`super::Told::again`].
pub(in crate::report) fn command_words<'a>(
    finding: &'a Finding,
    again: &'a [String],
) -> impl Iterator<Item = &'a str> {
    // Notes are shown only to those who ask for them.
    let verbose = (finding.judgement == Judgement::Note).then_some("-v");
    // What stands in no matrix is in a file.
    let is_made = is_within(finding.case.as_str(), FUZZ);
    let what = if is_made {
        "FILE"
    } else {
        finding.case.as_str()
    };
    let command = match (finding.lane, finding.judgement) {
        _ if is_made => "replay",
        (Lane::Clause, Judgement::Fail | Judgement::Known) => "replay",
        (Lane::Clause, Judgement::Note) | (Lane::Snapshot, _) => "run",
    };
    ["pwspec", command]
        .into_iter()
        .chain(again.iter().map(String::as_str))
        .chain(verbose)
        .chain([what])
}
