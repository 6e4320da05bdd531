//! A finding as a result.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use serde_sarif::sarif::{
    ArtifactLocation, Location, LogicalLocation, Message, PhysicalLocation, PropertyBag, Region,
    Result, ResultLevel, Suppression,
};
use sha2::{Digest, Sha256};

use super::report::Found;
use super::rule::{SNAPSHOT, gravity};
use crate::case::{Finding, Judgement, Known};
use crate::report::digest::{excerpt, plain, visible};
use crate::spec::Ledger;

/// The clause ledger, relative to the root of the repository.
const LEDGER: &str = "fixtures/clauses.toml";

/// The result of that finding, under the rule of that number.
pub(super) fn result(found: &Found<'_>, rule: Option<usize>) -> Result {
    let finding = found.finding;
    let id = finding
        .clause
        .as_ref()
        .map_or(SNAPSHOT, |clause| clause.as_str());
    let level = match finding.judgement {
        Judgement::Note => ResultLevel::Note,
        Judgement::Fail | Judgement::Known => gravity(finding.level),
    };
    let mut result = Result::builder()
        .rule_id(id)
        .level(level)
        .message(Message::from(plain(finding, &found.again).as_str()))
        .locations(vec![location(found)])
        .partial_fingerprints(fingerprints(found))
        .properties(properties(found))
        .build();
    result.rule_index = rule.and_then(|rule| i64::try_from(rule).ok());
    if finding.judgement == Judgement::Known {
        let known = finding.known.clone().unwrap_or_default();
        result.suppressions = Some(vec![suppression(&known)]);
    }
    result
}

/// The baseline has it, and says why, and where it is being worked on.
fn suppression(known: &Known) -> Suppression {
    let said: Vec<String> = [&known.reason, &known.tracking]
        .into_iter()
        .flatten()
        .map(|text| excerpt(text))
        .collect();
    let why = match said.as_slice() {
        [] => "it stands in the baseline".to_owned(),
        said => said.join(" — "),
    };
    Suppression::builder()
        .kind(json!("external"))
        .status(json!("accepted"))
        .justification(why)
        .build()
}

/// The row of the ledger, and the case.
fn location(found: &Found<'_>) -> Location {
    let clause = found.finding.clause.as_ref();
    let line = clause.and_then(Ledger::line).unwrap_or(1);
    let artifact = ArtifactLocation::builder().uri(LEDGER).build();
    let mut region = Region::builder().build();
    region.start_line = i64::try_from(line).ok();
    let physical = PhysicalLocation::builder()
        .artifact_location(artifact)
        .region(region)
        .build();
    let case = found.finding.case.as_str();
    let full = if found.among_several {
        format!("{} {case}", visible(found.target))
    } else {
        case.to_owned()
    };
    let logical = LogicalLocation::builder()
        .name(case)
        .fully_qualified_name(full)
        .kind("case")
        .build();
    Location::builder()
        .physical_location(physical)
        .logical_locations(vec![logical])
        .build()
}

/// Of the check and what came; and of the target where there are several, which must not be taken for one. GitHub reads the
/// second name alone, and wants a number behind a colon.
fn fingerprints(found: &Found<'_>) -> BTreeMap<String, String> {
    let mut hash = Sha256::new();
    let target = if found.among_several {
        found.target
    } else {
        ""
    };
    for part in [&found.finding.id().to_string(), &found.finding.got, target] {
        hash.update(part);
        hash.update([0]);
    }
    let hash: String = hash.finalize()[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    [
        ("primaryLocationLineHash".to_owned(), format!("{hash}:1")),
        ("pwspec/v1".to_owned(), hash),
    ]
    .into()
}

fn properties(found: &Found<'_>) -> PropertyBag {
    let Finding {
        check,
        lane,
        judgement,
        wanted,
        got,
        sent,
        ..
    } = found.finding;
    let mut more: BTreeMap<String, Value> = [
        ("target", json!(visible(found.target))),
        ("check", json!(check.word())),
        ("lane", json!(lane)),
        ("verdict", json!(judgement)),
        ("wanted", json!(excerpt(wanted))),
        ("got", json!(excerpt(got))),
        ("sent", json!(excerpt(sent))),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    if found.finding.clause.is_some() {
        more.insert("level".to_owned(), json!(found.finding.level));
        more.insert("provenance".to_owned(), json!(found.finding.provenance));
    }
    PropertyBag {
        tags: None,
        additional_properties: more,
    }
}
