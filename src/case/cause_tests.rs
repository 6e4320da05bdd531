use super::*;
use crate::spec::{Level, Provenance};

struct Row {
    id: CaseId,
    section: String,
    findings: Vec<Finding>,
}

impl Judged for Row {
    fn id(&self) -> &CaseId {
        &self.id
    }

    fn section(&self) -> &str {
        &self.section
    }

    fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// A case of the section with one failure of that check.
fn row(section: usize, check: Check, clause: &'static str, wanted: &str, got: &str) -> Row {
    let section = format!("section-{section}");
    let id: CaseId = format!("{section}/some/case").parse().unwrap();
    let finding = Finding {
        case: id.clone(),
        check,
        lane: Lane::Clause,
        clause: Some(ClauseId::of(clause)),
        level: Level::Must,
        provenance: Provenance::Docs,
        judgement: Judgement::Fail,
        wanted: wanted.to_owned(),
        got: got.to_owned(),
        sent: String::new(),
        context: Vec::new(),
        known: None,
    };
    Row {
        id,
        section,
        findings: vec![finding],
    }
}

fn blocks(rows: &[Row]) -> Vec<usize> {
    let rows: Vec<&Row> = rows.iter().collect();
    let causes = root_causes(&rows, Judgement::Fail);
    causes.iter().map(|cause| cause.cases.len()).collect()
}

#[test]
fn answers_that_break_off_alike_are_one_block_once_many_sections_have_them() {
    let broken = |section| {
        row(
            section,
            Check::Answer,
            "Answer.http",
            "an answer",
            "40 bytes",
        )
    };
    let few: Vec<Row> = (0..5).map(broken).collect();
    assert_eq!(blocks(&few), [1, 1, 1, 1, 1]);
    let many: Vec<Row> = (0..6).map(broken).collect();
    assert_eq!(blocks(&many), [6]);
    let apart = |section| {
        let got = if section % 2 == 0 {
            "a reset"
        } else {
            "nothing"
        };
        row(section, Check::Answer, "Answer.http", "an answer", got)
    };
    assert_eq!(blocks(&(0..12).map(apart).collect::<Vec<_>>()), [6, 6]);
}

#[test]
fn what_goes_wrong_with_accounts_stays_a_matter_of_each_section() {
    let changed = |section| row(section, Check::State, "ChangePassword.accepts", "a", "b");
    assert_eq!(blocks(&(0..8).map(changed).collect::<Vec<_>>()).len(), 8);
}

#[test]
fn a_get_that_is_not_served_is_one_block_whatever_else_was_wanted_of_it() {
    let refused = |section: usize| {
        let wanted = format!("{} Something", 400 + section);
        row(
            section,
            Check::Status,
            "Operation.get",
            &wanted,
            "405 (empty body)",
        )
    };
    assert_eq!(blocks(&(0..6).map(refused).collect::<Vec<_>>()), [6]);
}

#[test]
fn a_clause_of_one_constraint_is_one_block_wherever_it_shows() {
    let long = |section| {
        row(
            section,
            Check::Status,
            "NewPassword.length.max",
            "200",
            "400 X",
        )
    };
    assert_eq!(blocks(&(0..2).map(long).collect::<Vec<_>>()), [2]);
    let other = |section| row(section, Check::Status, "OldPassword.match", "200", "400 X");
    assert_eq!(blocks(&(0..2).map(other).collect::<Vec<_>>()), [1, 1]);
}
