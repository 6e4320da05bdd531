//! What was wanted against what came, as canonical XML. What a clause leaves free (a message, a request id) is no difference.

use similar::{ChangeTag, TextDiff};

use super::exchange::Exchange;
use super::line::Line;
use crate::spec::Model;

/// Elements whose text is free, and what stands for it.
const FREE: [&str; 2] = ["Message", "RequestId"];
const ANY: &str = "…";

/// The difference, where an envelope was wanted and some body came: `wanted` is `200 ChangePasswordResponse`, or refusals like
/// `400 ValidationError` with ` or ` between them.
pub(super) fn compared(wanted: &str, exchange: &Exchange) -> Vec<Line> {
    let Some((status, _)) = exchange.short.split_once(' ') else {
        return Vec::new();
    };
    let Some(wanted) = document(wanted, status) else {
        return Vec::new();
    };
    if exchange.withheld.is_some() || exchange.body.is_empty() {
        return Vec::new();
    }
    let came: Vec<&str> = [status]
        .into_iter()
        .chain(exchange.body.iter().map(String::as_str))
        .collect();
    let plain: Vec<String> = came.iter().map(|line| freed(line)).collect();
    let plain: Vec<&str> = plain.iter().map(String::as_str).collect();
    let wanted: Vec<&str> = wanted.lines().collect();
    let difference = TextDiff::from_slices(&wanted, &plain);
    let line = |change: similar::Change<&str>| {
        // Of what is free the text that came is shown.
        let came = change.new_index().and_then(|at| came.get(at));
        match change.tag() {
            ChangeTag::Delete => Line::wanted(change.value()),
            ChangeTag::Insert => Line::came(came.unwrap_or(&change.value())),
            ChangeTag::Equal => Line::both(came.unwrap_or(&change.value())),
        }
    };
    difference.iter_all_changes().map(line).collect()
}

/// The wanted answer; of several the one with the status that came, or else the first.
fn document(wanted: &str, status: &str) -> Option<String> {
    let ways: Vec<(&str, &str)> = wanted
        .split(" or ")
        .filter_map(|way| way.split_once(' '))
        .filter(|(status, name)| is_status(status) && is_name(name))
        .collect();
    let same = ways.iter().find(|(wanted, _)| *wanted == status);
    let (status, name) = *same.or(ways.first())?;
    let namespace = &Model::compiled_in().ok()?.namespace;
    Some(match status.as_bytes().first()? {
        b'2' => format!(
            "{status}\n<{name} xmlns=\"{namespace}\">\n  <ResponseMetadata>\n    <RequestId>{ANY}</RequestId>\n  \
             </ResponseMetadata>\n</{name}>"
        ),
        first => {
            let side = if *first == b'5' { "Receiver" } else { "Sender" };
            format!(
                "{status}\n<ErrorResponse xmlns=\"{namespace}\">\n  <Error>\n    <Type>{side}</Type>\n    <Code>{name}</Code>\n    \
                 <Message>{ANY}</Message>\n  </Error>\n  <RequestId>{ANY}</RequestId>\n</ErrorResponse>"
            )
        }
    })
}

fn is_status(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_name(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The line of a canonical text, its text elided where it is free.
fn freed(line: &str) -> String {
    let free = |name: &&&str| line.trim_start().starts_with(&format!("<{name}>"));
    match FREE.iter().find(free) {
        Some(name) if line.ends_with(&format!("</{name}>")) => {
            let indent = line.len() - line.trim_start().len();
            format!("{}<{name}>{ANY}</{name}>", &line[..indent])
        }
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exchange(short: &str, body: &str) -> Exchange {
        Exchange {
            head: String::new(),
            bytes: Vec::new(),
            manner: Vec::new(),
            short: short.to_owned(),
            came: String::new(),
            withheld: None,
            headers: Vec::new(),
            body: body.lines().map(str::to_owned).collect(),
        }
    }

    fn shown(wanted: &str, exchange: &Exchange) -> Vec<String> {
        let lines = compared(wanted, exchange).into_iter();
        lines
            .map(|line| format!("{}{}", line.mark, line.text))
            .collect()
    }

    const REFUSAL: &str = "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n  <Error>\n    <Type>Sender</Type>\n    \
                           <Code>Odd</Code>\n    <Message>no & no</Message>\n  </Error>\n  <RequestId>1</RequestId>\n</ErrorResponse>";

    #[test]
    fn what_is_free_is_no_difference_and_is_shown_as_it_came() {
        let lines = shown("400 ValidationError", &exchange("400 Odd", REFUSAL));
        let differing: Vec<&String> = lines.iter().filter(|line| !line.starts_with(' ')).collect();
        assert_eq!(
            differing,
            ["-    <Code>ValidationError</Code>", "+    <Code>Odd</Code>"]
        );
        assert!(
            lines.contains(&"     <Message>no & no</Message>".to_owned()),
            "{lines:?}"
        );
    }

    #[test]
    fn of_several_wanted_answers_that_with_the_same_status_is_compared() {
        let wanted = "403 AccessDenied or 404 NoSuchEntity";
        let lines = shown(wanted, &exchange("404 Odd", REFUSAL));
        assert!(lines.contains(&" 404".to_owned()), "{lines:?}");
        let lines = shown(wanted, &exchange("400 Odd", REFUSAL));
        assert_eq!(lines[..2], ["-403", "+400"]);
    }

    #[test]
    fn a_success_has_its_own_envelope() {
        let lines = shown("200 ChangePasswordResponse", &exchange("400 Odd", REFUSAL));
        let root = "-<ChangePasswordResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">";
        assert!(lines.iter().any(|line| line == root), "{lines:?}");
    }

    #[test]
    fn where_no_envelope_was_wanted_or_nothing_may_be_shown_nothing_is_compared() {
        for wanted in ["any 4xx", "in force: the old password", "an ErrorResponse"] {
            assert_eq!(compared(wanted, &exchange("400 Odd", REFUSAL)), []);
        }
        let hidden = Exchange {
            withheld: Some("why"),
            ..exchange("400 Odd", REFUSAL)
        };
        assert_eq!(compared("400 ValidationError", &hidden), []);
    }
}
