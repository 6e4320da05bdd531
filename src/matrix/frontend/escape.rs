//! A malformed escape is refused, or taken literally; it is never repaired, dropped or made something else.

use super::parts::{around, change, in_front, unknown_action, wrong_version};
use crate::case::{Case, CaseBuilder, Expect, Param, Request};
use crate::matrix::shapes::not_the_same;
use crate::password::Recipe;
use crate::spec::{ClauseId, Model, Parameter, answers};

const SECTION: &str = "frontend/escape";
/// Characters that need no escape and are no hex digits at either end.
const LEFT: &[u8] = b"zYxWvUt";
const RIGHT: &[u8] = b"sZyXwVu";
/// Others, around the escapes of old passwords: what one case leaves in force must not be what a decoder makes of the next.
const OLD_LEFT: &[u8] = b"tVuXwZy";
const OLD_RIGHT: &[u8] = b"uWyTzVs";

/// The escape, and what a careless decoder makes of it.
const ESCAPES: [(&str, &str, &str); 7] = [
    ("no-digits", "%", ""),
    ("one-digit", "%4", "\u{4}"),
    ("no-hex", "%G1", "G1"),
    ("second-no-hex", "%1G", "\u{1}"),
    ("unicode", "%u00e9", "\u{e9}"),
    ("doubled", "%%41", "A"),
    ("signed", "%-1", "\u{ff}"),
];

/// At each place of both values, in names, in the action and the version.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let mut cases = Vec::new();
    for (word, escape, repaired) in ESCAPES {
        for (place, left, right) in [
            ("first", &b""[..], RIGHT),
            ("within", LEFT, RIGHT),
            ("last", LEFT, b""),
        ] {
            let new = [left, escape.as_bytes(), right];
            let case = CaseBuilder::new(SECTION, format!("new-password-{word}-{place}"));
            cases.push(literal_or_refused(case, new, |request| request));
        }
        let case = CaseBuilder::new(SECTION, format!("new-password-{word}-get"));
        cases.push(literal_or_refused(
            case,
            [LEFT, escape.as_bytes(), RIGHT],
            Request::get,
        ));
        cases.push(repaired_is_in_force(word, escape, repaired));
    }
    cases.extend(elsewhere());
    cases
}

fn open() -> Expect {
    let clause = ClauseId::of("FrontEnd.malformed-escape");
    Expect::open(clause, &answers::MALFORMED_ESCAPE)
}

fn literal_or_refused(
    case: CaseBuilder,
    [left, escape, right]: [&[u8]; 3],
    finish: fn(Request) -> Request,
) -> Case {
    let (before, text, after) = match left {
        b"" => (escape, right, &b""[..]),
        _ => (&b""[..], left, &[escape, right].concat()[..]),
    };
    let param = around(Parameter::New, before, Recipe::bytes(text), after);
    let request = change(&case).replacing("NewPassword", param);
    case.sends(finish(request), open()).build()
}

/// The old password with its escape repaired is in force: what was sent is another text, however it is read.
fn repaired_is_in_force(word: &str, escape: &str, repaired: &str) -> Case {
    let case = CaseBuilder::new(SECTION, format!("old-password-{word}"));
    let in_force = match repaired {
        // No password may hold it; what is left when it is dropped.
        "\u{1}" | "\u{4}" => "",
        other => other,
    };
    let start = [OLD_LEFT, in_force.as_bytes(), OLD_RIGHT].concat();
    let after = [escape.as_bytes(), OLD_RIGHT].concat();
    let param = around(Parameter::Old, b"", Recipe::bytes(OLD_LEFT), &after);
    let request = change(&case).replacing("OldPassword", param);
    let expect = not_the_same().or(&answers::MALFORMED_ESCAPE);
    case.starting_with(Recipe::bytes(&start))
        .sends(request, expect)
        .build()
}

fn elsewhere() -> [Case; 4] {
    let with = |case: CaseBuilder, name: &str, bytes: &[u8], expect: Expect| {
        let request = change(&case).replacing(name, Param::Verbatim(bytes.to_vec()));
        case.sends(request, expect.or(&answers::MALFORMED_ESCAPE))
            .build()
    };
    let required = Expect::refused(Parameter::New.clause("required"), &answers::MISSING);
    let unknown = CaseBuilder::new(SECTION, "unknown-parameter");
    let request = change(&unknown).and(Param::Verbatim(b"Extra=%".to_vec()));
    [
        with(
            in_front(SECTION, "action"),
            "Action",
            b"Action=ChangePassword%",
            unknown_action(),
        ),
        with(
            in_front(SECTION, "version"),
            "Version",
            b"Version=2010-05-08%",
            wrong_version(),
        ),
        with(
            CaseBuilder::new(SECTION, "name"),
            "NewPassword",
            b"NewPassword%=Abc-12345-xyz",
            required,
        ),
        unknown.sends(request, open()).build(),
    ]
}
