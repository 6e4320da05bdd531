//! RequireUppercaseCharacters, RequireLowercaseCharacters, RequireNumbers, RequireSymbols: each asks for one character of
//! its class, anywhere. The classes are ASCII.

use super::shapes::{
    STRICT, change_to, conformant, members, of_class, of_classes, others, rule, violates,
};
use crate::case::{Case, CaseBuilder};
use crate::password::Recipe;
use crate::spec::{AccountPolicy, Class, Model};

const SECTION: &str = "policy/classes";

/// Each class alone, all together.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let mut cases: Vec<Case> = Class::ALL.into_iter().flat_map(alone).collect();
    cases.extend(together());
    cases
}

fn asking_for(class: Class, name: &str) -> CaseBuilder {
    CaseBuilder::new(SECTION, format!("{}-{name}", class.word()))
        .under(AccountPolicy::RELAXED.requiring(class))
}

fn alone(class: Class) -> Vec<Case> {
    let missed = || of_classes(others(class), 4);
    let ends: Vec<Recipe> = members(class)
        .next()
        .into_iter()
        .chain(members(class).next_back())
        .map(Recipe::scalar)
        .collect();
    let mut cases = vec![
        change_to(asking_for(class, "missed"), missed(), violates(rule(class))),
        change_to(asking_for(class, "only"), of_class(class, 8), conformant()),
    ];
    if let [first, last] = ends.as_slice() {
        let at_the_start = first.clone().then(missed());
        let at_the_end = missed().then(last.clone());
        cases.push(change_to(
            asking_for(class, "first-at-the-start"),
            at_the_start,
            conformant(),
        ));
        cases.push(change_to(
            asking_for(class, "last-at-the-end"),
            at_the_end,
            conformant(),
        ));
    }
    if let Some(near) = beside(class) {
        let new = near
            .chars()
            .map(Recipe::scalar)
            .fold(missed(), Recipe::then);
        cases.push(change_to(
            asking_for(class, "neighbours"),
            new,
            violates(rule(class)),
        ));
    }
    for &like in beyond_ascii(class) {
        let case = asking_for(class, &format!("u+{:04x}", u32::from(like)));
        let new = missed().then(Recipe::scalars(like, 4));
        cases.push(change_to(case, new, violates("Policy.ascii-classes")));
    }
    cases
}

/// What stands beside the class in ASCII: a range too wide takes it in. What stands beside the symbols, their section tries.
fn beside(class: Class) -> Option<&'static str> {
    match class {
        Class::Upper => Some("@[\\]^_`"),
        Class::Lower => Some("[\\]^_`{"),
        Class::Number => Some("/:"),
        Class::Symbol => None,
    }
}

/// What Unicode, or some library, takes for the class: letters of that case, and what has it; digits, superscripts,
/// fractions. Symbols have their own section.
fn beyond_ascii(class: Class) -> &'static [char] {
    match class {
        Class::Upper => &['\u{c0}', '\u{c9}', '\u{de}'],
        Class::Lower => &['\u{aa}', '\u{b5}', '\u{df}', '\u{e9}', '\u{ff}'],
        Class::Number => &['\u{b2}', '\u{b9}', '\u{bc}'],
        Class::Symbol => &[],
    }
}

/// All four asked for, and a length as well.
fn together() -> Vec<Case> {
    let all = |name: &str| CaseBuilder::new(SECTION, format!("all-{name}")).under(STRICT);
    let one_of_each = || of_classes(Class::ALL, 1);
    let blanks = || Recipe::scalars(' ', STRICT.minimum_length - Class::ALL.len());
    let mut cases = vec![
        change_to(
            all("once-at-the-start"),
            one_of_each().then(blanks()),
            conformant(),
        ),
        change_to(
            all("once-at-the-end"),
            blanks().then(one_of_each()),
            conformant(),
        ),
        change_to(
            all("too-short"),
            Recipe::ascii(STRICT.minimum_length - 1),
            violates("Policy.minimum-length"),
        ),
    ];
    // Where lines end, a dot of many a pattern language stops.
    for (name, end) in [
        ("behind-line-feed", '\n'),
        ("behind-carriage-return", '\r'),
        ("behind-next-line", '\u{85}'),
    ] {
        let new = Recipe::scalar(end).then(Recipe::ascii(STRICT.minimum_length));
        cases.push(change_to(all(name), new, conformant()));
    }
    cases.extend(Class::ALL.into_iter().map(|class| {
        let name = format!("but-{}", class.word());
        change_to(
            all(&name),
            of_classes(others(class), 5),
            violates(rule(class)),
        )
    }));
    cases
}
