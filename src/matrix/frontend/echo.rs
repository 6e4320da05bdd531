//! An answer may repeat what was sent, and must be well-formed all the same: characters that XML escapes or cannot hold,
//! and line ends that would end a header, in every place that an answer may echo.

use super::parts::{change, in_front, missing, unknown_action, wrong_version};
use crate::case::{Case, CaseBuilder, Expect, INJECTED, Param, Request};
use crate::spec::{ClauseId, Model, Parameter, answers};

const SECTION: &str = "frontend/echo";

/// What is sent, escaped as a form wants it.
const TEXTS: [(&str, &str); 14] = [
    ("ampersand", "%26"),
    ("astral", "%F0%9F%98%80"),
    ("c1-controls", "%C2%85%C2%9B"),
    ("cdata-end", "%5D%5D%3E"),
    ("cdata-start", "%3C%21%5BCDATA%5B"),
    ("comment", "--%3E%3C%21--"),
    ("control", "%01%08%0B%1F%7F"),
    ("entity", "%26nosuch%3B"),
    ("format", "%25s%25n%7B0%7D%24%7Bx%7D"),
    ("markup", "%3Cb+c%3D%22d%22%3E%26amp%3B%27%3C/b%3E"),
    ("noncharacter", "%EF%BF%BE%EF%BF%BF"),
    ("nul", "%00"),
    ("not-utf8", "%FF%ED%A0%80"),
    ("white-space", "%09%0A%0D%20"),
];

/// Those that differ most, for places that few answers echo.
const FEW: [&str; 4] = ["control", "markup", "not-utf8", "noncharacter"];

/// In the action, the version, unknown parameters, the user's name, the path, a header.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let mut cases = Vec::new();
    let smuggled = format!("x%0D%0A{INJECTED}:%201%0D%0A%0D%0Ax");
    let long = "x".repeat(10_000);
    let more = [("header", smuggled.as_str()), ("long", long.as_str())];
    for (word, text) in TEXTS.into_iter().chain(more) {
        cases.push(named("action", "Action", word, text, unknown_action()));
        cases.push(named("version", "Version", word, text, wrong_version()));
    }
    for (word, text) in TEXTS.into_iter().filter(|(word, _)| FEW.contains(word)) {
        cases.push(beside(
            &format!("parameter-name-{word}"),
            &format!("{text}=1"),
            word,
        ));
        cases.push(beside(
            &format!("parameter-value-{word}"),
            &format!("Extra={text}"),
            word,
        ));
        cases.push(beside(
            &format!("user-name-{word}"),
            &format!("UserName={text}"),
            word,
        ));
        cases.push(in_path(word, &text.replace('+', "%20")));
    }
    cases.push(in_path("header", &smuggled));
    let case = CaseBuilder::new(SECTION, "headers-markup");
    let mut request = change(&case).without("NewPassword");
    for name in ["User-Agent", "Referer", "X-Pwspec-Echo"] {
        let markup = "<b c=\"d\">&amp;'</b>]]>";
        request.headers.push((name.to_owned(), markup.to_owned()));
    }
    let expect = Expect::refused(Parameter::New.clause("required"), &answers::MISSING);
    cases.push(case.sends(request, expect).build());
    cases
}

/// Bytes that are no UTF-8 may be refused for that as well.
fn or_not_text(expect: Expect, word: &str) -> Expect {
    match word {
        "not-utf8" => expect.or(&answers::NOT_UTF8),
        _ => expect,
    }
}

fn named(place: &str, name: &str, word: &str, text: &str, expect: Expect) -> Case {
    let case = in_front(SECTION, format!("{place}-{word}"));
    let param = Param::Verbatim(format!("{name}={text}").into_bytes());
    let request = change(&case).replacing(name, param);
    case.touching(ClauseId::of("Envelope.well-formed"))
        .sends(request, or_not_text(expect, word))
        .build()
}

/// Beside a fault that is refused with an envelope.
fn beside(name: &str, piece: &str, word: &str) -> Case {
    let case = CaseBuilder::new(SECTION, name);
    let request = change(&case)
        .without("NewPassword")
        .and(Param::Verbatim(piece.as_bytes().to_vec()));
    let expect = match word {
        // What no parser may take for text is no parameter that could be ignored.
        "not-utf8" => Expect::refused(Parameter::New.clause("required"), &answers::MISSING),
        _ => missing(Parameter::New),
    };
    case.touching(ClauseId::of("Envelope.well-formed"))
        .sends(request, or_not_text(expect, word))
        .build()
}

fn in_path(word: &str, text: &str) -> Case {
    let case = in_front(SECTION, format!("path-{word}"));
    let mut request: Request = change(&case);
    request.path = format!("/{text}");
    let clause = ClauseId::of("FrontEnd.path");
    let expect = Expect::refused(clause, &answers::NOT_SERVED);
    case.sends(request, expect).build()
}
