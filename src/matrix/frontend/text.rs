//! Bytes that are no UTF-8 are no characters of the pattern, and are taken for nothing else: as a new password they are
//! refused, and as an old one though what they might be taken for is in force.

use super::parts::{around, change};
use crate::case::{Case, CaseBuilder, Expect};
use crate::matrix::shapes::with_value;
use crate::password::Recipe;
use crate::spec::{Model, Parameter, answers};

const SECTION: &str = "frontend/text";

/// Bytes, and what some decoder takes them for: another charset, an over-long form, a question mark, nothing.
const BYTES: [(&str, &[u8], &str); 22] = [
    ("beyond-unicode", b"\xf4\x90\x80\x80", "?"),
    ("cesu-pair", b"\xed\xa0\xbd\xed\xb8\x80", "??"),
    ("continuation", b"\x80", "\u{80}"),
    ("cp1252-quote", b"\x92", "'"),
    ("f5", b"\xf5\x80\x80\x80", "?"),
    ("fe", b"\xfe", "\u{fe}"),
    ("ff", b"\xff", "\u{ff}"),
    ("five-bytes", b"\xf8\x88\x80\x80\x80", ""),
    ("latin1-e9", b"\xe9", "\u{e9}"),
    ("overlong-a", b"\xc1\x81", "A"),
    ("overlong-nul", b"\xc0\x80", ""),
    ("overlong-slash", b"\xc0\xaf", "/"),
    ("overlong-3-nul", b"\xe0\x80\x80", "?"),
    ("overlong-3-e9", b"\xe0\x83\xa9", "\u{e9}"),
    ("overlong-4-e9", b"\xf0\x80\x83\xa9", "\u{e9}"),
    ("six-bytes", b"\xfc\x84\x80\x80\x80\x80", ""),
    ("surrogate-high", b"\xed\xa0\x80", "?"),
    ("surrogate-low", b"\xed\xbf\xbf", ""),
    ("truncated-2", b"\xc3", "\u{c3}"),
    ("truncated-3", b"\xe2\x82", "?"),
    ("truncated-4", b"\xf0\x9f\x98", "?"),
    ("utf16-mark", b"\xff\xfe", ""),
];

/// Sequences that a decoder has still in hand when the value ends.
const UNFINISHED: [(&str, &[u8]); 3] = [("2", b"\xc3"), ("3", b"\xe2\x82"), ("4", b"\xf0\x9f\x98")];

/// Escaped within a value and at its end, unescaped in a body, in a query, and whole values in UTF-16.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let mut cases = Vec::new();
    for parameter in Parameter::BOTH {
        cases.extend(BYTES.map(|(word, bytes, meant)| within(parameter, word, bytes, meant)));
        cases.extend(UNFINISHED.map(|(word, bytes)| at_the_end(parameter, word, bytes)));
        for (word, bytes) in [("e9", b"\xe9"), ("ff", b"\xff")] {
            let case = case(parameter, &format!("unescaped-{word}"));
            let param = around(parameter, bytes, case.fresh("value"), b"");
            let request = change(&case).replacing(parameter.name(), param);
            cases.push(case.sends(request, no_text(parameter)).build());
        }
        let get = case(parameter, "latin1-e9-get");
        let value = get.fresh("value").then(Recipe::bytes(b"\xe9"));
        let request = with_value(&get, parameter, value).get();
        cases.push(get.sends(request, no_text(parameter)).build());
        for (word, write) in [
            ("utf16-le", u16::to_le_bytes as fn(u16) -> [u8; 2]),
            ("utf16-be", u16::to_be_bytes),
        ] {
            cases.push(utf16(parameter, word, write));
        }
    }
    cases.push(cut());
    cases.push(byte_order_mark());
    cases
}

fn case(parameter: Parameter, word: &str) -> CaseBuilder {
    CaseBuilder::new(SECTION, format!("{}-{word}", parameter.word()))
}

fn no_text(parameter: Parameter) -> Expect {
    Expect::refused(parameter.clause("text"), &answers::NOT_UTF8)
}

/// The value for the parameter; as an old password, with what it might be taken for in force.
fn taken_for(case: CaseBuilder, parameter: Parameter, value: Recipe, meant: Recipe) -> Case {
    let request = with_value(&case, parameter, value);
    let case = match parameter {
        Parameter::Old => case.starting_with(meant),
        Parameter::New => case,
    };
    case.sends(request, no_text(parameter)).build()
}

fn within(parameter: Parameter, word: &str, bytes: &[u8], meant: &str) -> Case {
    let case = case(parameter, word);
    let around = |text: &[u8]| {
        let half = |side| Recipe::seeded(&[SECTION, word, side], 8);
        half("a").then(Recipe::bytes(text)).then(half("b"))
    };
    taken_for(case, parameter, around(bytes), around(meant.as_bytes()))
}

fn at_the_end(parameter: Parameter, word: &str, bytes: &[u8]) -> Case {
    let case = case(parameter, &format!("unfinished-{word}"));
    let good = || Recipe::seeded(&[SECTION, "unfinished", word], 16);
    let value = good().then(Recipe::bytes(bytes));
    taken_for(case, parameter, value, good())
}

fn utf16(parameter: Parameter, word: &str, write: fn(u16) -> [u8; 2]) -> Case {
    const TEXT: &str = "Abc-12345-\u{e9}\u{c5}";
    let bytes: Vec<u8> = TEXT.encode_utf16().flat_map(write).collect();
    let meant = Recipe::bytes(TEXT.as_bytes());
    taken_for(
        case(parameter, word),
        parameter,
        Recipe::bytes(&bytes),
        meant,
    )
}

/// A database that takes no ill-formed text cuts it there.
fn cut() -> Case {
    let case = case(Parameter::Old, "cut");
    let good = || Recipe::seeded(&[SECTION, "cut"], 12);
    let value = good().then(Recipe::bytes(b"\xff")).then(case.fresh("rest"));
    taken_for(case, Parameter::Old, value, good())
}

/// A mark before the value is a character, and one that the pattern rejects.
fn byte_order_mark() -> Case {
    let case = case(Parameter::Old, "byte-order-mark");
    let good = || Recipe::seeded(&[SECTION, "mark"], 16);
    let request = with_value(
        &case,
        Parameter::Old,
        Recipe::scalar('\u{feff}').then(good()),
    );
    let clause = Parameter::Old.clause("pattern.refuses");
    case.starting_with(good())
        .sends(request, Expect::refused(clause, &answers::VALIDATION))
        .build()
}
