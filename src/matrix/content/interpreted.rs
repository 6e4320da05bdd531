//! A password and what some layer makes of it are two passwords. The one is in force and the other is offered: a layer
//! that interprets both on the way in would take the password itself, and shows only here.

use crate::case::{Case, CaseBuilder, Request};
use crate::matrix::shapes::not_the_same;
use crate::password::Recipe;
use crate::spec::{AccountPolicy, Model};
use crate::wire::sigv4::sha256_hex;

const SECTION: &str = "content/interpreted";

/// A literal of the catalogue, and what some layer makes of it: unescaped, cut, computed, matched.
const INTERPRETED: &[(&str, &str)] = &[
    ("backslash-control", "Ab1tnrb-"),
    ("backslash-doubled", r"Ab1\cd\\-"),
    ("backslash-hex", "Ab1-A\u{e9}"),
    ("backslash-nul", "Ab1-"),
    ("backslash-trailing", "Abc-123"),
    ("backslash-unicode", "Ab1-A\u{e9}"),
    ("base64-padded", "Password-42"),
    ("entity-decimal", "Ab1-A\u{e9}"),
    ("entity-hex", "Ab1-A\u{e9}"),
    ("entity-named", "Ab1-&<\u{e9}"),
    ("form-ampersand", "Ab1-"),
    ("form-equals", "Ab1"),
    ("form-plus", "Ab1 cd  -"),
    ("form-semicolon", "Ab1"),
    ("format-percent", "Ab1-(null)0%n%08x"),
    ("html-comment", "Ab1"),
    ("html-tag", "Ab1-cd"),
    ("json-string", "Abc-123"),
    ("latin1-bom", "Abc-123"),
    ("latin1-mojibake", "Ab1-\u{e9}\u{e8}\u{fc}"),
    ("line-continued", "Abc-123de"),
    ("number-hex", "2147483647"),
    ("number-scientific", "Infinity"),
    ("only-digits-leading-zeros", "001234"),
    ("only-digits-long", "9007199254740992"),
    ("only-json-array", "[1,2,3]"),
    ("only-sha256-hex", "test"),
    ("path-parent", "Ab1-cd"),
    ("percent-escape", "Ab1-AB\u{e9}"),
    ("percent-nul", "Ab1-"),
    ("regex-meta", "Ab1-xyzcde"),
    ("shell-command", "Ab1"),
    ("shell-variable", "Ab1-"),
    ("sql-drop", "Ab1"),
    ("sql-like-percent", "Ab1xcdy-"),
    ("sql-like-underscore", "Ab1xcdyz-"),
    ("sql-quote-doubled", "Ab1'cd'-"),
    ("template-el", "Ab-4949"),
    ("template-erb", "49Ab-"),
    ("template-jinja", "49"),
    ("yaml-comment", "Ab1-"),
    ("yaml-tag", "Ab1"),
];

/// Each pair both ways round; what is too short for any policy is offered only.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let mut cases = Vec::new();
    for &(name, meaning) in INTERPRETED {
        let other = || Recipe::bytes(meaning.as_bytes());
        let in_force = pair(&format!("{name}-in-force"), Recipe::text(name), other());
        cases.push(in_force);
        if meaning.chars().count() >= AccountPolicy::RELAXED.minimum_length {
            let offered = pair(&format!("{name}-offered"), other(), Recipe::text(name));
            cases.push(offered);
        }
    }
    // Loose comparison takes both for a number, and the number is zero.
    let [zero, other_zero] = ["0e462097", "0e830400"].map(|text| Recipe::bytes(text.as_bytes()));
    cases.push(pair("number-zero", zero, other_zero));
    let hash = Recipe::bytes(sha256_hex(b"U79}kgds4?").as_bytes());
    cases.push(pair("hash-offered", Recipe::text("sample-old"), hash));
    cases
}

fn pair(name: &str, in_force: Recipe, offered: Recipe) -> Case {
    let case = CaseBuilder::new(SECTION, name);
    let request = Request::change(offered, case.fresh("new"));
    case.starting_with(in_force)
        .sends(request, not_the_same())
        .build()
}
