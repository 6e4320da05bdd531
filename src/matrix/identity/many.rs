//! Many users: each change hits its own user and no other, whatever passwords they share. The witness asks every user of
//! a case after it.

use crate::case::{Caller, Case, CaseBuilder, Expect, Request, Subject};
use crate::matrix::shapes::accepted;
use crate::spec::{ClauseId, Model, answers};

const SECTION: &str = "identity/many";

/// Passwords by letter: what the users have first, a letter each, and then who changes which to which; `!` is refused.
const STORIES: [(&str, &str, &[&str]); 15] = [
    ("different-first-changes", "ab", &["0ac"]),
    ("different-other-s-password", "ab", &["0bc!"]),
    ("different-other-s-former", "ab", &["0ac", "1ad!"]),
    ("different-other-s-new", "ab", &["0ac", "1cd!"]),
    ("different-interleaved", "ab", &["0ac", "1bd", "0ce", "1df"]),
    ("same-first-changes", "aa", &["0ab"]),
    ("same-second-changes", "aa", &["1ab"]),
    ("same-interleaved", "aa", &["0ab", "1ac", "0bd", "1ce"]),
    ("same-to-the-same", "aa", &["0ab", "1ab"]),
    ("same-retired-for-one", "aa", &["0ab", "0ac!"]),
    ("same-new-for-one", "aa", &["0ab", "1bc!"]),
    ("to-other-s-password", "ab", &["0ab", "0bc"]),
    ("to-other-s-former", "ab", &["0ac", "1ba"]),
    ("exchanged", "ab", &["0ac", "1ba", "0cb"]),
    ("passed-round", "abc", &["0ad", "1ba", "2cb", "0dc"]),
];

/// Every story.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    STORIES
        .into_iter()
        .map(|(name, first, changes)| {
            let case = CaseBuilder::new(SECTION, name);
            let password = |letter: char| case.fresh(&letter.to_string());
            let mut letters = first.chars().map(password);
            let lane = letters.next();
            let users: Vec<Subject> = std::iter::once(Subject::Lane)
                .chain(letters.map(Subject::made))
                .collect();
            let told = case.clone().about(users);
            let told = match lane {
                Some(lane) => told.starting_with(lane),
                None => told,
            };
            changes
                .iter()
                .filter_map(|change| read(&case, change))
                .fold(told, |told, (request, expect)| told.sends(request, expect))
                .build()
        })
        .collect()
}

fn read(case: &CaseBuilder, change: &str) -> Option<(Request, Expect)> {
    let mut letters = change.chars();
    let user = letters.next()?.to_digit(10)? as usize;
    let [old, new] =
        [letters.next()?, letters.next()?].map(|letter| case.fresh(&letter.to_string()));
    let expect = match letters.next() {
        Some(_) => Expect::refused(ClauseId::of("Operation.caller"), &answers::WRONG_PASSWORD),
        None => accepted("Operation.caller"),
    };
    Some((Request::change(old, new).by(Caller::User(user)), expect))
}
