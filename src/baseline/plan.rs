//! What is to change in a baseline so that it says what a run saw.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::Bearing;
use super::fold::fold_cases;
use super::judge::Seen;
use super::stale::Stale;
use super::{BaselineJudge, Day, Entry, Folded, Tried, fold};
use crate::case::{Check, CheckId, CheckPattern, Finding, Judgement, Lane, Verdict};
use crate::spec::Level;

/// What is to change.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Entries to remove, by their place.
    pub(super) gone: Vec<usize>,
    /// Entries whose every check fails in another way now, and in one.
    pub(super) moved: Vec<(usize, String)>,
    /// Entries to add, sorted by check.
    pub(super) added: Vec<New>,
    /// What breaks a MUST and has no reason.
    pub(super) left_out: Vec<Folded>,
}

/// An entry to add.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct New {
    pub(super) check: String,
    pub(super) observed: String,
    pub(super) why: Why,
}

/// What people have said of a failure.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Why {
    pub(super) reason: Option<String>,
    pub(super) tracking: Option<String>,
    pub(super) expires: Option<Day>,
}

impl Why {
    fn of(entry: &Entry) -> Self {
        Self {
            reason: entry.reason.clone(),
            tracking: entry.tracking.clone(),
            expires: entry.expires,
        }
    }
}

/// What becomes of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fate {
    Stays,
    Moves(String),
    Goes,
}

/// Failures alike but for the case: the question (none for each), the answer, and what was said of them.
type Alike = (Option<Check>, String, Why);

/// Finds out what is to change. The judge has taken note of the cases.
pub(super) fn plan(judge: &BaselineJudge, tried: &[Tried<'_>], reason: Option<&str>) -> Plan {
    let entries = &judge.baseline.entries;
    let fates: Vec<Fate> = entries
        .iter()
        .zip(&judge.seen)
        .map(|(entry, seen)| fate(judge, entry, seen, tried))
        .collect();
    let mut wanted: BTreeMap<Alike, BTreeSet<String>> = BTreeMap::new();
    let mut heirs: BTreeMap<CheckId, Why> = BTreeMap::new();
    for (entry, _) in entries
        .iter()
        .zip(&fates)
        .filter(|(_, fate)| **fate == Fate::Goes)
    {
        let why = Why::of(entry);
        for finding in tried.iter().flat_map(|case| entry.named(case)) {
            heirs.entry(finding.id()).or_insert_with(|| why.clone());
        }
        let check = entry.pattern.as_ref().and_then(CheckPattern::check);
        let kept = untold(judge, entry, tried);
        if !kept.is_empty() {
            let alike = (check, entry.observed.clone(), why);
            wanted.entry(alike).or_default().extend(kept);
        }
    }
    let is_covered = |finding: &Finding| {
        entries.iter().zip(&fates).any(|(entry, fate)| match fate {
            Fate::Stays => entry.pins(finding),
            Fate::Moves(to) => *to == finding.got && entry.selects(finding),
            Fate::Goes => false,
        })
    };
    let mut left_out = Vec::new();
    for finding in tried
        .iter()
        .flat_map(failures)
        .filter(|finding| !is_covered(finding))
    {
        let given = || reason.map(str::to_owned);
        let why = match heirs.get(&finding.id()) {
            Some(why) => why.clone(),
            None if finding.level == Level::Must && reason.is_none() => {
                left_out.push((finding.id(), finding.got.clone()));
                continue;
            }
            None => Why {
                reason: given(),
                ..Why::default()
            },
        };
        let alike = (Some(finding.check), finding.got.clone(), why);
        let cases = wanted.entry(alike).or_default();
        cases.insert(finding.case.to_string());
    }
    let places = |is: &dyn Fn(&Fate) -> bool| -> Vec<usize> {
        (0..fates.len()).filter(|at| is(&fates[*at])).collect()
    };
    Plan {
        gone: places(&|fate| *fate == Fate::Goes),
        moved: fates
            .iter()
            .enumerate()
            .filter_map(|(at, fate)| match fate {
                Fate::Moves(to) => Some((at, to.clone())),
                Fate::Stays | Fate::Goes => None,
            })
            .collect(),
        added: added(wanted, &judge.ids),
        left_out: fold(left_out, &judge.ids),
    }
}

/// What fails the run, and may be excused.
pub(super) fn failures<'a>(tried: &Tried<'a>) -> impl Iterator<Item = &'a Finding> + use<'a> {
    let counts = tried.verdict != Verdict::Error;
    let findings = tried.findings.iter().filter(move |_| counts);
    findings.filter(|finding| finding.lane == Lane::Clause && finding.judgement == Judgement::Fail)
}

fn fate(judge: &BaselineJudge, entry: &Entry, seen: &Seen, tried: &[Tried<'_>]) -> Fate {
    if !matches!(judge.standing(entry, seen), None | Some(Stale::Expired(_))) {
        return Fate::Goes;
    }
    let bearing = |case: &Tried<'_>| entry.bearing(case);
    let otherwise: Vec<&Tried<'_>> = tried
        .iter()
        .filter(|case| bearing(case) == Some(Bearing::Otherwise))
        .collect();
    if tried
        .iter()
        .any(|case| bearing(case) == Some(Bearing::AsObserved))
    {
        return Fate::Stays;
    }
    let news = otherwise.iter().flat_map(|case| failures(case));
    let answers: BTreeSet<&str> = news
        .filter(|finding| entry.selects(finding) && judge.excuses(finding).is_none())
        .map(|finding| finding.got.as_str())
        .collect();
    let speaks_of = judge.ids.iter().filter(|id| entry.selects_case(id)).count();
    match answers.first() {
        None => Fate::Stays,
        Some(answer) if answers.len() == 1 && otherwise.len() == speaks_of => {
            Fate::Moves((*answer).to_owned())
        }
        Some(_) => Fate::Goes,
    }
}

/// The cases of the entry of which the run says nothing.
fn untold(judge: &BaselineJudge, entry: &Entry, tried: &[Tried<'_>]) -> Vec<String> {
    let told: BTreeSet<&str> = tried
        .iter()
        .filter(|case| !matches!(entry.bearing(case), None | Some(Bearing::Untold)))
        .map(|case| case.id.as_str())
        .collect();
    let of_entry = judge.ids.iter().filter(|id| entry.selects_case(id));
    of_entry
        .filter(|id| !told.contains(id.as_str()))
        .cloned()
        .collect()
}

fn added(wanted: BTreeMap<Alike, BTreeSet<String>>, ids: &[String]) -> Vec<New> {
    let mut added: Vec<New> = wanted
        .into_iter()
        .flat_map(|((check, observed, why), cases)| {
            let word = check.map_or("*", Check::word);
            let new = move |case: String| New {
                check: format!("{case}:{word}"),
                observed: observed.clone(),
                why: why.clone(),
            };
            fold_cases(&cases, ids).into_iter().map(new)
        })
        .collect();
    added.sort();
    // An heir may say what an entry that stays says.
    added.dedup_by(|a, b| (&a.check, &a.observed) == (&b.check, &b.observed));
    added
}
