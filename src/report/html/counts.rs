//! The verdict on a target, in a sentence and in numbers.

use crate::case::{Judgement, Lane, Verdict};
use crate::exit::Exit;
use crate::report::digest::{Row, cases, plural};
use crate::runner::Summary;

/// The numbers of a target; none before it is done.
#[derive(Debug)]
pub(super) struct Counts {
    /// `pass`, `fail` and so on, with the class of each.
    pub(super) columns: [(usize, &'static str, &'static str); 6],
    pub(super) exchanges: usize,
    pub(super) elapsed: String,
    pub(super) exit: u8,
    pub(super) meaning: &'static str,
}

impl Counts {
    /// Of the summary.
    pub(super) fn of(summary: &Summary) -> Self {
        Self {
            columns: [
                (summary.pass, "pass", "p"),
                (summary.fail, "fail", "f"),
                (summary.known, "known", "k"),
                (summary.blocked, "blocked", "b"),
                (summary.error, "error", "e"),
                (summary.notes, "notes", "n"),
            ],
            exchanges: summary.exchanges,
            elapsed: format!("{:.1} s", summary.elapsed.as_secs_f64()),
            exit: summary.exit,
            meaning: Exit::of(summary.exit).sentence(),
        }
    }
}

/// The verdict in a sentence. `causes`: root causes of departures.
pub(super) fn sentence(rows: &[&Row], summary: Option<&Summary>, causes: usize) -> String {
    let Some(summary) = summary else {
        return "The run ended before it was whole.".to_owned();
    };
    let with = |verdict| cases(rows.iter().filter(move |row| row.verdict == verdict));
    let failing = |lane: Lane| {
        let fails = move |row: &&&Row| row.judged(Judgement::Fail).any(|one| one.lane == lane);
        cases(rows.iter().filter(fails))
    };
    let (departing, changed) = (failing(Lane::Clause), failing(Lane::Snapshot));
    let every = cases(rows);
    let all = plural(every, "case");
    let mut parts = Vec::new();
    if departing > 0 {
        let verb = if departing == 1 { "departs" } else { "depart" };
        parts.push(format!(
            "{departing} of {all} {verb} from the specification, by {}",
            plural(causes, "root cause")
        ));
    } else if Exit::of(summary.exit) == Exit::NotJudged {
        parts.push("What was asked for could not be judged".to_owned());
    } else if with(Verdict::Pass) == every {
        parts.push(match every {
            1 => "The case is answered as the specification says".to_owned(),
            many => format!("All {many} cases are answered as the specification says"),
        });
    } else {
        parts.push(format!("No new departure in {all}"));
    }
    let mut add = |count: usize, words: &str| {
        if count > 0 {
            parts.push(format!("{count} {words}"));
        }
    };
    add(changed, "differ from the recorded answer");
    add(with(Verdict::Known), "known from the baseline");
    add(with(Verdict::Blocked), "could not be tried");
    add(with(Verdict::Error), "in error");
    format!("{}.", parts.join("; "))
}

/// The verdict on all targets in a sentence: each has a sentence, and is good or not.
pub(super) fn headline<'a>(targets: impl Iterator<Item = (&'a str, bool)>) -> String {
    let targets: Vec<(&str, bool)> = targets.collect();
    let bad = targets.iter().filter(|(_, is_good)| !is_good).count();
    match (targets.as_slice(), bad) {
        ([], _) => "The run ended before it began.".to_owned(),
        ([(sentence, _)], _) => (*sentence).to_owned(),
        (all, 0) => format!("All {} targets answer as is expected of them.", all.len()),
        (all, bad) => format!(
            "{bad} of {} targets answer otherwise than is expected.",
            all.len()
        ),
    }
}
