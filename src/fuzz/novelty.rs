//! What a sequence showed, as far as it may be new: how the endpoint answered, and which clauses the oracle asked about.

use std::collections::HashSet;
use std::time::Duration;

use crate::case::{StepRecord, shape};
use crate::oracle::Observed;
use crate::runner::CaseResult;
use crate::wire::xml::Envelope;

/// Characters of a message that make a difference.
const MESSAGE: usize = 120;
/// Times that tell classes of answers apart. Coarse, so that a busy machine makes nothing new.
const CLASSES: [Duration; 3] = [
    Duration::from_secs(1),
    Duration::from_secs(3),
    Duration::from_secs(8),
];

/// What has been seen.
#[derive(Debug, Default)]
pub(super) struct Novelty {
    seen: HashSet<String>,
}

impl Novelty {
    /// Takes note of what became of a sequence; whether anything of it is new. What is sent at once comes in no stable order,
    /// and so makes nothing new.
    pub(super) fn take(&mut self, result: &CaseResult) -> bool {
        let answers = result
            .steps
            .iter()
            .filter(|step| !step.unordered)
            .map(signature);
        let asked = result
            .asked
            .iter()
            .map(|(check, clause)| format!("{check} {clause}"));
        let mut is_new = false;
        for feature in answers.chain(asked) {
            is_new |= self.seen.insert(feature);
        }
        is_new
    }

    /// How much has been seen.
    pub(super) fn count(&self) -> usize {
        self.seen.len()
    }
}

/// Status, code, message with values replaced, content type, class of time.
fn signature(step: &StepRecord) -> String {
    let answer = match &step.answer {
        Ok(answer) => answer,
        Err(failure) => return format!("no answer ({})", failure.short()),
    };
    let observed = Observed::of(&step.answer);
    let message = match &observed.envelope {
        Ok(Envelope::Error(error)) => error.message.as_deref().unwrap_or_default(),
        Ok(Envelope::Success(_)) | Err(_) => "",
    };
    let kind = answer.header("content-type").unwrap_or_default();
    let class = CLASSES
        .iter()
        .filter(|limit| answer.took >= **limit)
        .count();
    format!(
        "{} {} {kind} {class}",
        observed.short,
        outline(message, step)
    )
}

/// A message but for what varies: names, numbers, whatever stands between quotes.
fn outline(message: &str, step: &StepRecord) -> String {
    let mut message = message.to_owned();
    for (kind, text) in step.volatile.iter().filter(|(_, text)| !text.is_empty()) {
        message = message.replace(text.as_str(), kind);
    }
    let unquoted: Vec<&str> = message.split(['\'', '"']).step_by(2).collect();
    shape(&unquoted.join("''")).chars().take(MESSAGE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Request;
    use crate::wire::{Answer, NoAnswer};

    fn step(answer: Result<Answer, NoAnswer>) -> StepRecord {
        StepRecord {
            sent: String::new(),
            request: Request::with(Vec::new()),
            answer,
            unordered: false,
            volatile: vec![("user-name", "pwspec-1-lane".to_owned())],
        }
    }

    fn refused(code: &str, message: &str, took: u64) -> String {
        let body = format!(
            "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>\
             <RequestId>r</RequestId></ErrorResponse>"
        );
        signature(&step(Ok(Answer {
            status: 400,
            headers: vec![("content-type".to_owned(), b"text/xml".to_vec())],
            body: body.into_bytes(),
            took: Duration::from_millis(took),
        })))
    }

    #[test]
    fn names_numbers_and_what_is_quoted_make_nothing_new() {
        let one = refused("ValidationError", "2 errors: pwspec-1-lane at 'x'", 1);
        assert_eq!(
            one,
            refused("ValidationError", "17 errors: pwspec-1-lane at 'yy'", 900)
        );
        assert_eq!(
            one,
            "400 ValidationError  errors: user-name at '' text/xml 0"
        );
    }

    #[test]
    fn another_code_another_message_and_another_time_are_new() {
        let one = refused("ValidationError", "too short", 1);
        for other in [
            refused("AccessDenied", "too short", 1),
            refused("ValidationError", "too long", 1),
            refused("ValidationError", "too short", 2_000),
        ] {
            assert_ne!(one, other);
        }
        assert_eq!(signature(&step(Err(NoAnswer::Reset))), "no answer (reset)");
    }
}
