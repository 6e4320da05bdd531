//! What may be shown of an exchange, and how.

use crate::case::Check;
use crate::runner::CaseResult;
use crate::wire::Answer;
use crate::wire::xml::{XmlLimits, canonical, parse};

/// Why headers and bodies are not shown: they are shown only where no password is known to be in them.
pub(in crate::report) fn withheld(case: &CaseResult) -> Option<&'static str> {
    if case
        .findings
        .iter()
        .any(|finding| finding.check == Check::Leak)
    {
        Some("withheld: a password is in one of the answers")
    } else if case.asked.iter().all(|(check, _)| *check != Check::Leak) {
        Some("withheld: nobody has looked for passwords in it")
    } else {
        None
    }
}

/// The body as canonical XML if it is XML, else as it is.
pub(in crate::report) fn readable(answer: &Answer) -> String {
    parse(&answer.body, answer.charset(), &XmlLimits::default()).map_or_else(
        |_| String::from_utf8_lossy(&answer.body).into_owned(),
        |root| canonical(&root),
    )
}
