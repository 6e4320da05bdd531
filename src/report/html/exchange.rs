//! The exchanges of the cases that are told of, as far as they may be shown.

use std::collections::HashMap;

use crate::case::{CaseId, GENERATED, is_within};
use crate::oracle::Observed;
use crate::report::digest::{excerpt, manner, parameters, readable, withheld};
use crate::runner::{CaseResult, StepRecord};
use crate::wire::Answer;

/// Lines of a body that are kept.
const LINES: usize = 60;

/// Cases beyond which those of generated ones are not kept.
const MOST: usize = 4_000;

/// By target and case.
#[derive(Debug, Default)]
pub(super) struct Exchanges(HashMap<(usize, CaseId), Vec<Exchange>>);

/// A request, and what came of it.
#[derive(Debug)]
pub(super) struct Exchange {
    /// `POST /`
    pub(super) head: String,
    /// The parameters as they stand on the wire, a piece a line.
    pub(super) bytes: Vec<Vec<Span>>,
    /// What else is not as any client has it.
    pub(super) manner: Vec<String>,
    /// In a few words: `400 PasswordPolicyViolation`.
    pub(super) short: String,
    /// How large, how late; or why nothing came.
    pub(super) came: String,
    /// Why no more is shown.
    pub(super) withheld: Option<&'static str>,
    pub(super) headers: Vec<String>,
    /// Canonical XML, or the text as it came.
    pub(super) body: Vec<String>,
}

/// Bytes of a request, or what stands for those of a password: `‹latin1*129›`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) is_recipe: bool,
}

impl Exchanges {
    /// Keeps the exchanges of a case in which something was found.
    pub(super) fn note(&mut self, case: &CaseResult) {
        let is_full = is_within(&case.section, GENERATED) && self.0.len() >= MOST;
        if is_full || case.findings.is_empty() && case.error.is_none() {
            return;
        }
        let withheld = withheld(case);
        let exchanges = case.steps.iter().map(|step| Exchange::of(step, withheld));
        self.0
            .insert((case.target, case.id.clone()), exchanges.collect());
    }

    /// Those of the case, in order.
    pub(super) fn of(&self, target: usize, case: &CaseId) -> &[Exchange] {
        self.0
            .get(&(target, case.clone()))
            .map_or(&[], Vec::as_slice)
    }
}

impl Exchange {
    fn of(step: &StepRecord, withheld: Option<&'static str>) -> Self {
        let mut exchange = Self {
            head: excerpt(&format!("{} {}", step.request.method, step.request.path)),
            bytes: parameters(&step.request)
                .iter()
                .map(|piece| spans(piece))
                .collect(),
            manner: manner(&step.request)
                .iter()
                .map(|text| excerpt(text))
                .collect(),
            short: excerpt(&Observed::of(&step.answer).short),
            came: String::new(),
            withheld,
            headers: Vec::new(),
            body: Vec::new(),
        };
        match &step.answer {
            Ok(answer) => exchange.answered(answer),
            Err(none) => {
                exchange.came = excerpt(&none.to_string());
                exchange.withheld = None;
            }
        }
        exchange
    }

    fn answered(&mut self, answer: &Answer) {
        let took = answer.took.as_secs_f64() * 1000.0;
        self.came = format!("{} bytes in {took:.1} ms", answer.body.len());
        if self.withheld.is_some() {
            return;
        }
        let header = |(name, value): &(String, Vec<u8>)| {
            excerpt(&format!("{name}: {}", String::from_utf8_lossy(value)))
        };
        self.headers = answer.headers.iter().map(header).collect();
        let text = readable(answer);
        let mut lines = text.lines();
        self.body = lines.by_ref().take(LINES).map(excerpt).collect();
        match lines.count() {
            0 => {}
            more => self.body.push(format!("… ({more} lines more)")),
        }
    }
}

/// The piece, parted before and after each recipe.
fn spans(piece: &str) -> Vec<Span> {
    let shown = excerpt(piece);
    let parts = shown.split_inclusive('›').flat_map(|part| {
        let at = if part.ends_with('›') {
            part.find('‹').unwrap_or(part.len())
        } else {
            part.len()
        };
        let (bytes, recipe) = part.split_at(at);
        [(bytes, false), (recipe, true)]
    });
    parts
        .filter(|(text, _)| !text.is_empty())
        .map(|(text, is_recipe)| Span {
            text: text.to_owned(),
            is_recipe,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_stands_apart_from_the_bytes_around_it() {
        let spans = spans("NewPassword=a‹current›%20&");
        let parts: Vec<(&str, bool)> = spans
            .iter()
            .map(|span| (span.text.as_str(), span.is_recipe))
            .collect();
        assert_eq!(
            parts,
            [
                ("NewPassword=a", false),
                ("‹current›", true),
                ("%20&", false)
            ]
        );
    }
}
