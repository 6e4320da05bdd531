//! The right signature is right whatever it covers: awkward characters in the canonical query, headers in any case.

use std::time::Duration;

use super::shapes::change;
use crate::case::{Case, CaseBuilder, Expect, HeaderCase, Param, Request, Sign, Transport};
use crate::password::Recipe;
use crate::spec::{ClauseId, Model};

const SECTION: &str = "auth/canonical";

/// What a presigned URL is tried with: what each language's encoder leaves, writes otherwise, or encodes twice.
const PRESIGNED: [char; 9] = [' ', '+', '%', '~', '*', '/', '=', '&', '\u{e9}'];

/// Characters in a signed query, its order, and signed headers.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    let awkward = model.admitted().filter(|character| {
        !character.is_ascii_alphanumeric()
            && (character.is_ascii()
                || matches!(character, '\u{80}' | '\u{a0}' | '\u{e9}' | '\u{ff}'))
    });
    let mut cases: Vec<Case> = awkward
        .map(|character| holding("get", character, Sign::Header))
        .collect();
    cases.extend(PRESIGNED.map(|character| {
        let expires = Duration::from_secs(60);
        holding("presigned", character, Sign::Query { expires })
    }));
    cases.push(order());
    cases.push(unknown());
    cases.extend(header_values());
    cases.extend(header_names());
    cases
}

fn served(case: CaseBuilder, request: Request, clause: &'static str) -> Case {
    case.sends(request, Expect::accepted(ClauseId::of(clause)))
        .build()
}

/// A GET whose new password holds the character first, in the midst and last.
fn holding(method: &str, character: char, sign: Sign) -> Case {
    let case = CaseBuilder::new(SECTION, format!("{method}-u+{:04x}", character as u32));
    let one = || Recipe::scalar(character);
    let value = one()
        .then(case.fresh("a"))
        .then(one())
        .then(case.fresh("b"))
        .then(one());
    let request = Request::change(Recipe::current(), value).get().signed(sign);
    served(case, request, "Auth.sigv4")
}

/// The canonical query is sorted, whatever order the wire has.
fn order() -> Case {
    let case = CaseBuilder::new(SECTION, "get-reversed");
    let mut request = change(&case).get();
    request.params.reverse();
    served(case, request, "Auth.sigv4")
}

/// It is sorted by the code points of the encoded names, not as a dictionary is, nor by letters without their escapes.
fn unknown() -> Case {
    let case = CaseBuilder::new(SECTION, "get-unknown-names");
    let names = ["a", "Z", "\u{e9}", "A.b", "A-b", "A"];
    let request = names
        .into_iter()
        .fold(change(&case).get(), |request, name| {
            request.and(Param::pair(name, "1"))
        });
    served(case, request, "FrontEnd.unknown-parameter")
}

/// Blanks of a signed header's value are made one, the values of one name stand together, and none is none.
fn header_values() -> Vec<Case> {
    let of = |name: &str, values: &[&str]| {
        let case = CaseBuilder::new(SECTION, name);
        let mut request = change(&case);
        request.headers = values
            .iter()
            .map(|value| ("X-Pwspec-Signed".to_owned(), (*value).to_owned()))
            .collect();
        served(case, request, "Auth.sigv4")
    };
    vec![
        of("header-blanks", &["  a  b   c "]),
        of("header-twice", &["b", "a"]),
        of("header-empty", &[""]),
    ]
}

fn header_names() -> Vec<Case> {
    [
        ("header-names-upper", HeaderCase::Upper),
        ("header-names-lower", HeaderCase::Lower),
        ("header-names-mixed", HeaderCase::Mixed),
    ]
    .into_iter()
    .map(|(name, spelling)| {
        let case = CaseBuilder::new(SECTION, name);
        let mut request = change(&case);
        request.transport = Transport::HeaderNames(spelling);
        served(case, request, "Auth.header-case")
    })
    .collect()
}
