//! From bytes to values: split, then decoded, once, as UTF-8; by POST and by GET. Each case has nothing else about it.

use super::shapes::accepted;
use crate::case::{Case, CaseBuilder, Expect, Request};
use crate::password::Recipe;
use crate::spec::{ClauseId, Model, Parameter, answers};
use crate::wire::{Escape, Hex, Space, Spelling};

const SECTION: &str = "form";

/// What is in force is offered in a spelling, or a text that a wrong reading makes of it.
pub(super) fn cases(_model: &Model) -> Vec<Case> {
    let get = CaseBuilder::new(SECTION, "get");
    let request = Request::change(Recipe::current(), get.fresh("new")).get();
    let plus = Spelling {
        space: Space::Plus,
        ..Spelling::STANDARD
    };
    let lower = Spelling {
        escape: Escape::All,
        hex: Hex::Lower,
        space: Space::Percent,
    };
    vec![
        get.sends(request, accepted("Operation.get")).build(),
        not_utf8(),
        spelled("plus-is-a-space", b"Abc-12 34-xyz", plus, "Form.plus"),
        other(
            "plus-escaped-is-a-plus",
            b"Abc-12+34-xyz",
            b"Abc-12 34-xyz",
            "Form.plus",
        ),
        spelled("hex-lower", b"Jklmno-Jklmno", lower, "Form.hex-case"),
        other(
            "decoded-once",
            b"Abc-%41-12345",
            b"Abc-A-12345",
            "Form.decode-once",
        ),
        split_first(),
    ]
}

/// A byte of Latin-1.
fn not_utf8() -> Case {
    let case = CaseBuilder::new(SECTION, "latin1-is-no-utf8");
    let new = case.fresh("new").then(Recipe::bytes(b"\xe9"));
    let request = Request::change(Recipe::current(), new);
    let clause = Parameter::New.clause("text");
    let case = case.touching(ClauseId::of("Form.utf8"));
    case.sends(request, Expect::refused(clause, &answers::NOT_UTF8))
        .build()
}

/// The password in force, in a spelling.
fn spelled(name: &str, in_force: &[u8], spelling: Spelling, clause: &'static str) -> Case {
    let case = CaseBuilder::new(SECTION, name);
    let request = Request::change(Recipe::current(), case.fresh("new")).spelled(spelling);
    case.starting_with(Recipe::bytes(in_force))
        .sends(request, accepted(clause))
        .build()
}

/// Another text than the one in force.
fn other(name: &str, in_force: &[u8], offered: &[u8], clause: &'static str) -> Case {
    let case = CaseBuilder::new(SECTION, name);
    let request = Request::change(Recipe::bytes(offered), case.fresh("new"));
    let expect = Expect::refused(ClauseId::of(clause), &answers::WRONG_PASSWORD);
    case.starting_with(Recipe::bytes(in_force))
        .sends(request, expect)
        .build()
}

/// What stands before the escaped ampersand is too short for any account policy.
fn split_first() -> Case {
    let case = CaseBuilder::new(SECTION, "split-first");
    let request = Request::change(Recipe::current(), Recipe::bytes(b"A&bc-12345"));
    case.sends(request, accepted("Form.decode-once")).build()
}
