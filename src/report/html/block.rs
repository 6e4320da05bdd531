//! A root cause, with all that it reddens.

use super::anchors::Anchors;
use super::compared::compared;
use super::exchange::{Exchange, Exchanges};
use super::line::Line;
use crate::case::{Check, Finding, Judgement, Lane, RootCause, root_causes_of_lane};
use crate::report::digest::{Row, command, excerpt, visible};
use crate::spec::{Clause, Ledger};

/// Findings with one root cause, as the page shows them.
#[derive(Debug)]
pub(super) struct Block<'a> {
    pub(super) anchor: String,
    /// `fail`, `known`, `note`, `changed`.
    pub(super) word: &'static str,
    pub(super) id: String,
    pub(super) clause: Option<&'a Clause>,
    /// `MUST · model`
    pub(super) standing: String,
    pub(super) sent: String,
    pub(super) wanted: String,
    pub(super) got: String,
    pub(super) context: Vec<Line>,
    /// What failed in the same cases as a consequence.
    pub(super) then: Vec<String>,
    /// The command that shows it again.
    pub(super) again: String,
    pub(super) compared: Vec<Line>,
    pub(super) exchanges: &'a [Exchange],
    /// Every case that has it.
    pub(super) cases: Vec<Member<'a>>,
}

/// A case of a root cause.
#[derive(Debug)]
pub(super) struct Member<'a> {
    pub(super) id: &'a str,
    pub(super) sent: String,
    pub(super) got: String,
}

/// What blocks are made from.
pub(super) struct Source<'a, 'b> {
    /// The target, from 0.
    pub(super) target: usize,
    pub(super) rows: &'a [&'a Row],
    pub(super) exchanges: &'a Exchanges,
    /// The flags of a command line that shows a finding again.
    pub(super) again: &'b [String],
}

/// The root causes of a lane, and notes in `anchors` where each case is told of.
pub(super) fn blocks<'a>(
    source: &Source<'a, '_>,
    lane: Lane,
    judgement: Judgement,
    anchors: &mut Anchors,
) -> Vec<Block<'a>> {
    let word = match (lane, judgement) {
        (Lane::Snapshot, Judgement::Fail) => "changed",
        (_, Judgement::Fail) => "fail",
        (_, Judgement::Known) => "known",
        (_, Judgement::Note) => "note",
    };
    let groups = root_causes_of_lane(source.rows, judgement, lane);
    let numbered = groups.iter().enumerate();
    numbered
        .map(|(nth, group)| {
            let anchor = format!("t{}-{word}-{}", source.target + 1, nth + 1);
            for row in &group.cases {
                anchors.put(source.target, &row.id, &anchor);
            }
            block(source, group, word, anchor)
        })
        .collect()
}

fn block<'a>(
    source: &Source<'a, '_>,
    group: &RootCause<'a, Row>,
    word: &'static str,
    anchor: String,
) -> Block<'a> {
    let root = group.root;
    let clause = root.clause.as_ref();
    let exchanges = source.exchanges.of(source.target, &root.case);
    // The answer that the finding speaks of; a finding names none, so it is known by what came.
    let meant = exchanges.iter().find(|one| one.short == root.got);
    let asks_for_an_answer = matches!(root.check, Check::Status | Check::Code | Check::Envelope);
    let meant = meant.or(exchanges.last()).filter(|_| asks_for_an_answer);
    Block {
        anchor,
        word,
        id: root.id().to_string(),
        clause: clause.and_then(|clause| Ledger::compiled_in().get(clause)),
        standing: match root.lane {
            Lane::Clause => format!("{} · {}", root.level, root.provenance),
            Lane::Snapshot => "snapshot".to_owned(),
        },
        sent: excerpt(&root.sent),
        wanted: excerpt(&root.wanted),
        got: excerpt(&root.got),
        context: root
            .remarks()
            .iter()
            .map(|line| Line::marked(line))
            .collect(),
        then: group
            .then
            .iter()
            .map(|(finding, count)| then(finding, *count, group))
            .collect(),
        again: visible(&command(root, source.again)),
        compared: meant.map_or_else(Vec::new, |one| compared(&root.wanted, one)),
        exchanges,
        cases: group.cases.iter().map(|row| member(row, root)).collect(),
    }
}

fn then(finding: &Finding, count: usize, group: &RootCause<'_, Row>) -> String {
    let many = if group.cases.len() > 1 {
        format!(" (in {count})")
    } else {
        String::new()
    };
    excerpt(&format!(
        ":{} wanted {}, got {}{many}",
        finding.check, finding.wanted, finding.got
    ))
}

/// The case's own finding of that kind.
fn member<'a>(row: &'a Row, root: &Finding) -> Member<'a> {
    let alike = |finding: &&Finding| finding.check == root.check && finding.lane == root.lane;
    let own = row.judged(root.judgement).find(alike);
    Member {
        id: row.id.as_str(),
        sent: own.map_or_else(String::new, |own| excerpt(&own.sent)),
        got: own.map_or_else(String::new, |own| excerpt(&own.got)),
    }
}
