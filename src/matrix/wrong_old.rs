//! A wrong old password is refused whatever the difference, and nothing changes.

use super::shapes::{not_the_same, wrong_password};
use crate::case::{Case, CaseBuilder, Expect, Request};
use crate::password::{Near, Recipe};
use crate::spec::Model;

const SECTION: &str = "wrong-old";
/// Characters of the password that the near misses are made from.
const LENGTH: usize = 24;

/// A name, what stands within the password in force, and what is offered in its place. The pairs of `state/near` are many more.
const INNER: [(&str, &str, &str); 4] = [
    ("spaces-for-one", " ", "  "),
    ("line-feed-for-line-end", "\r\n", "\n"),
    ("letter-for-compatible", "\u{aa}", "a"),
    ("letter-for-accented", "\u{e9}", "e"),
];

/// Near misses of the password in force, one a case.
pub(super) fn cases(_model: &Model) -> Vec<Case> {
    let near = |near: Near| Recipe::current().near(near);
    let and = |character: char| Recipe::current().then(Recipe::scalar(character));
    let before = |character: char| Recipe::scalar(character).then(Recipe::current());
    let mut cases = vec![
        case(
            "another",
            Recipe::seeded(&[SECTION, "another"], LENGTH),
            wrong_password(),
        ),
        case("lower-case", near(Near::Lower), not_the_same()),
        case("upper-case", near(Near::Upper), not_the_same()),
        case("reversed", near(Near::Reverse), not_the_same()),
        case("twice", near(Near::Double), not_the_same()),
        case("space-after", and(' '), not_the_same()),
        case("space-before", before(' '), not_the_same()),
        case("tab-after", and('\t'), not_the_same()),
        case("line-feed-after", and('\n'), not_the_same()),
        case("line-feed-before", before('\n'), not_the_same()),
        case("carriage-return-after", and('\r'), not_the_same()),
        case("no-break-space-after", and('\u{a0}'), not_the_same()),
        case("soft-hyphen-after", and('\u{ad}'), not_the_same()),
        case("letter-after", and('a'), not_the_same()),
        case("letter-before", before('a'), not_the_same()),
    ];
    for (word, in_force, offered) in INNER {
        let around = |inner: &str| {
            let half = |side| Recipe::seeded(&[SECTION, word, side], LENGTH / 2);
            half("a")
                .then(Recipe::bytes(inner.as_bytes()))
                .then(half("b"))
        };
        let case = CaseBuilder::new(SECTION, word);
        let request = Request::change(around(offered), case.fresh("new"));
        let case = case.starting_with(around(in_force));
        cases.push(case.sends(request, not_the_same()).build());
    }
    for place in 0..LENGTH {
        cases.push(case(
            &format!("replaced-at-{place}"),
            near(Near::Replace(place)),
            not_the_same(),
        ));
        cases.push(case(
            &format!("dropped-at-{place}"),
            near(Near::Drop(place)),
            not_the_same(),
        ));
    }
    // Neighbours in other order are the same text where both are equal: the seed has no such pair.
    for place in [0, LENGTH / 2, LENGTH - 2] {
        cases.push(case(
            &format!("swapped-at-{place}"),
            near(Near::Swap(place)),
            not_the_same(),
        ));
        cases.push(case(
            &format!("case-at-{place}"),
            near(Near::Case(place)),
            not_the_same(),
        ));
    }
    for kept in [1, 8, 16, LENGTH - 1] {
        cases.push(case(
            &format!("first-{kept}"),
            near(Near::Take(kept)),
            not_the_same(),
        ));
        cases.push(case(
            &format!("without-first-{}", LENGTH - kept),
            near(Near::Skip(LENGTH - kept)),
            not_the_same(),
        ));
    }
    cases
}

fn case(name: &str, old: Recipe, expect: Expect) -> Case {
    let case = CaseBuilder::new(SECTION, name);
    let start = Recipe::seeded(&[SECTION, name, "start"], LENGTH);
    let request = Request::change(old, case.fresh("new"));
    case.starting_with(start).sends(request, expect).build()
}
