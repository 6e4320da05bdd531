use proptest::prelude::*;

use super::*;
use crate::password::{Near, count_classes, literals};

fn make(recipe: &str) -> Result<Vec<u8>, ForgeError> {
    let recipe = recipe
        .parse()
        .unwrap_or_else(|error| panic!("{recipe}: {error}"));
    let current = Secret::new(Recipe::current(), "Pä55-wörd".into());
    Forge::plain()
        .make(&recipe, Some(&current))
        .map(|secret| secret.expose().to_vec())
}

fn text(recipe: &str) -> String {
    String::from_utf8(make(recipe).expect(recipe)).expect(recipe)
}

#[test]
fn values_are_the_same_for_ever() {
    for (recipe, value) in [
        ("empty", ""),
        ("ascii*12", "Aa0-Bb1_Cc2-"),
        ("latin1*3", "¡¢£"),
        ("mixed*8", "A¡a¢0£-¤"),
        ("letters*3", "aAb"),
        ("U+00FF*3", "ÿÿÿ"),
        ("ascii*2+U+0100+ascii*2", "AaĀAa"),
        ("bytes:4142*2", "ABAB"),
        ("text:sample-old", "U79}kgds4?"),
        ("U+0020+current*2", " Pä55-wördPä55-wörd"),
        ("seed:7f3a/12", "jX1-zlH613BY"),
        ("seed:7f3a/4", "jX1-"),
        ("seed:0/1", "l"),
        ("salted:7f3a/12", "abHo_Z7dKN6F"),
    ] {
        assert_eq!(text(recipe), value, "{recipe}");
    }
}

#[test]
fn the_user_s_name_is_that_of_the_user_who_was_named() {
    let recipe = Recipe::user_name().then(Recipe::scalar('!'));
    let made = Forge::plain().for_user("alice").make(&recipe, None);
    assert_eq!(
        made.map(|secret| secret.expose().to_vec()),
        Ok(b"alice!".to_vec())
    );
    assert_eq!(make("username"), Err(ForgeError::NoUserName));
}

#[test]
fn near_misses_are_what_their_names_say() {
    for (recipe, value) in [
        ("case@0(current)", "pä55-wörd"),
        ("case@1(current)", "PÄ55-wörd"),
        ("case@2(current)", "Pä55-Wörd"),
        ("case@8(current)", "Pä55-wörD"),
        ("case@0(digit*3)", "012"),
        ("case@0(U+00FF+U+00DF+U+00B5)", "ÿßµ"),
        ("replace@0(current)", "Qä55-wörd"),
        ("replace@1(current)", "Pa55-wörd"),
        ("replace@3(current)", "Pä56-wörd"),
        ("replace@4(current)", "Pä55=wörd"),
        ("replace@99(current)", "Pä55-wöre"),
        ("replace@0(U+007A)", "a"),
        ("drop@1(current)", "P55-wörd"),
        ("drop@99(current)", "Pä55-wör"),
        ("take@2(current)", "Pä"),
        ("take@99(current)", "Pä55-wörd"),
        ("bytes@3(current)", "Pä"),
        ("lower(current)", "pä55-wörd"),
        ("upper(current)", "PÄ55-WÖRD"),
        ("reverse(current)", "dröw-55äP"),
        ("swap@0(current)", "äP55-wörd"),
        ("swap@2(current)", "Pä5-5wörd"),
        ("swap@8(current)", "äP55-wörd"),
        ("double(U+0041+U+0042)", "ABAB"),
        ("skip@2(current)", "55-wörd"),
        ("skip@99(current)", ""),
        ("upper(take@2(current))", "PÄ"),
        ("drop@0(empty)", ""),
    ] {
        assert_eq!(text(recipe), value, "{recipe}");
    }
    assert_eq!(make("bytes@2(current)"), Ok(vec![b'P', 0xc3]));
}

#[test]
fn near_misses_of_characters_need_characters() {
    assert_eq!(
        make("case@0(bytes:ff)"),
        Err(ForgeError::NotText {
            near: Near::Case(0)
        })
    );
    assert_eq!(make("double(bytes:ff)"), Ok(vec![0xff, 0xff]));
}

#[test]
fn the_password_in_force_must_be_known_where_it_is_used() {
    let unknown = Forge::plain().make(&Recipe::current().near(Near::Upper), None);
    assert_eq!(unknown, Err(ForgeError::NoCurrent));
}

#[test]
fn a_value_of_more_than_twenty_million_bytes_is_refused_before_it_is_built() {
    for recipe in [
        "ascii*20000001",
        "latin1*10000001",
        "seed:1/20000001",
        "U+0041*18446744073709551615",
        "double(U+0041*10000000)",
        "bytes@0(U+0041*15000000)+bytes@0(U+0041*15000000)",
    ] {
        assert_eq!(
            make(recipe),
            Err(ForgeError::TooLong { limit: 20_000_000 }),
            "{recipe}"
        );
    }
    assert_eq!(
        make("U+0041*20000000").map(|value| value.len()),
        Ok(20_000_000)
    );
    assert_eq!(make("empty"), make("take@0(ascii)*18446744073709551615"));
}

#[test]
fn the_salt_changes_salted_parts_only_and_is_not_shown() {
    let salted = Forge::with_salt([0xab; 16]);
    let value = |forge: &Forge, recipe: &Recipe| {
        forge
            .make(recipe, None)
            .map(|secret| secret.expose().to_vec())
    };
    let (seed, salt) = (Recipe::seeded(&["a"], 32), Recipe::salted(&["a"], 32));
    assert_eq!(value(&salted, &seed), value(&Forge::plain(), &seed));
    assert_ne!(value(&salted, &salt), value(&Forge::plain(), &salt));
    assert_eq!(value(&salted, &salt), value(&salted, &salt));
    assert_eq!(format!("{salted:?}"), "Forge { .. }");
}

#[test]
fn every_literal_is_forged_as_it_stands() {
    for literal in literals() {
        assert_eq!(text(&format!("text:{}", literal.name)), literal.value);
    }
}

fn differing_near_miss() -> impl Strategy<Value = Near> {
    let at = 0..200_usize;
    prop_oneof![
        at.clone().prop_map(Near::Case),
        at.clone().prop_map(Near::Replace),
        at.clone().prop_map(Near::Drop),
        at.prop_map(Near::Swap),
        (0..4_usize).prop_map(Near::Take),
        (0..4_usize).prop_map(Near::Bytes),
        (1..200_usize).prop_map(Near::Skip),
        proptest::sample::select(vec![Near::Lower, Near::Upper, Near::Reverse, Near::Double]),
    ]
}

proptest! {
    #[test]
    fn a_near_miss_always_differs_from_a_mixed_original(seed: u64, length in 4..129_usize, near in differing_near_miss()) {
        let original = text(&format!("seed:{seed:x}/{length}"));
        prop_assert_ne!(text(&format!("{near}(seed:{seed:x}/{length})")), original);
    }

    #[test]
    fn a_seed_builds_a_conformant_value_each_time_the_same(seed: u64, length in 4..129_usize) {
        let recipe = format!("seed:{seed:x}/{length}");
        let value = make(&recipe).expect("a seed builds a value");
        prop_assert_eq!(count_classes(&value), 4);
        prop_assert_eq!(value.len(), length);
        prop_assert_eq!(make(&recipe), Ok(value));
    }
}
