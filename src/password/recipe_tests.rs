use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::password::{Forge, names, near};

fn near_miss() -> impl Strategy<Value = Near> {
    let numbered = (select(near::NUMBERED.to_vec()), 0..300_usize)
        .prop_map(|((_, near), number)| near(number));
    prop_oneof![
        numbered,
        select(near::PLAIN.to_vec()).prop_map(|(_, near)| near)
    ]
}

fn recipe() -> impl Strategy<Value = Recipe> {
    let unit = prop_oneof![
        select(Cycle::ALL.to_vec()).prop_map(Unit::Cycle),
        any::<char>().prop_map(Unit::Scalar),
        vec(any::<u8>(), 1..9).prop_map(Unit::Bytes),
        (any::<u64>(), any::<bool>(), 1..300_usize).prop_map(|(seed, salted, length)| {
            Unit::Drawn {
                seed,
                salted,
                length,
            }
        }),
        select(names().collect::<Vec<_>>()).prop_map(Unit::Text),
        Just(Unit::Current),
        Just(Unit::UserName),
    ];
    let parts = |unit: BoxedStrategy<Unit>| {
        let part = (unit, prop_oneof![Just(1_usize), 1..300_usize]);
        vec(part.prop_map(|(unit, count)| Part { unit, count }), 0..4).prop_map(Recipe)
    };
    parts(unit.boxed()).prop_recursive(3, 12, 3, move |inner| {
        parts(
            (near_miss(), inner)
                .prop_map(|(near, recipe)| Unit::Near(near, recipe))
                .boxed(),
        )
    })
}

fn parsed(text: &str) -> Recipe {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn refused(text: &str) -> String {
    text.parse::<Recipe>().expect_err(text).to_string()
}

#[test]
fn recipes_are_written_as_the_grammar_says() {
    let recipe = |text: &str, recipe: Recipe| {
        assert_eq!(
            (recipe.to_string(), parsed(text)),
            (text.to_owned(), recipe)
        )
    };
    recipe("empty", Recipe::empty());
    recipe("U+00FF*128", Recipe::scalars('\u{ff}', 128));
    recipe(
        "ascii*63+U+0100+ascii*64",
        Recipe::ascii(63)
            .then(Recipe::scalar('\u{100}'))
            .then(Recipe::ascii(64)),
    );
    recipe("U+10FFFF", Recipe::scalar('\u{10ffff}'));
    recipe("bytes:ff00", Recipe::bytes(&[0xff, 0]));
    recipe(
        "U+0020+current",
        Recipe::scalar(' ').then(Recipe::current()),
    );
    recipe("case@0(current)", Recipe::current().near(Near::Case(0)));
    recipe("double(take@3(mixed*8+latin1))", {
        Recipe::mixed(8)
            .then(Recipe::latin1(1))
            .near(Near::Take(3))
            .near(Near::Double)
    });
    recipe(
        "bytes@3(bytes:ff)",
        Recipe::bytes(&[0xff]).near(Near::Bytes(3)),
    );
    recipe("lower(lower*3)+letters*2", {
        Recipe::class(Class::Lower, 3)
            .near(Near::Lower)
            .then(Recipe::letters(2))
    });
    recipe("upper(empty)", Recipe::empty().near(Near::Upper));
    recipe("text:sample-old", Recipe::text("sample-old"));
    recipe("username", Recipe::user_name());
}

#[test]
fn nothing_of_nothing_is_the_empty_password() {
    for nothing in [
        Recipe::ascii(0),
        Recipe::scalars('a', 0),
        Recipe::bytes(&[]),
        Recipe::seeded(&["a"], 0),
    ] {
        assert_eq!(nothing, Recipe::empty());
    }
    assert_eq!(Recipe::ascii(1).then(Recipe::empty()), Recipe::ascii(1));
}

#[test]
fn other_spellings_of_a_recipe_are_understood() {
    assert_eq!(parsed("ascii*1"), Recipe::ascii(1));
    assert_eq!(parsed("U+00ff"), parsed("U+0000FF"));
    assert_eq!(parsed("bytes:FF"), parsed("bytes:ff"));
    assert_eq!(parsed("seed:007F/8"), parsed("seed:7f/8"));
}

#[test]
fn what_is_no_recipe_is_refused_where_it_goes_wrong() {
    for (text, message) in [
        ("", "at byte 0, a unit is expected (ascii, latin1, mixed,"),
        ("ascii+", "at byte 6, a unit is expected"),
        ("ascii+nonsense*3", "at byte 6, a unit is expected"),
        ("ascii*0", "at byte 6, a count of at least 1 is expected"),
        (
            "ascii*99999999999999999999",
            "at byte 6, a whole number is expected",
        ),
        ("ascii 12", "at byte 5, `+`, `*` or the end is expected"),
        ("ascii*3*4", "at byte 7, `+`, `*` or the end is expected"),
        ("empty*3", "at byte 0, a unit is expected"),
        (
            "U+0FF",
            "at byte 2, four to six hex digits of a Unicode scalar value are expected",
        ),
        ("U+D800", "at byte 2, four to six hex digits"),
        ("U+110000", "at byte 2, four to six hex digits"),
        ("bytes:f", "at byte 6, two hex digits a byte are expected"),
        (
            "seed:/3",
            "at byte 5, one to sixteen hex digits of a seed are expected",
        ),
        ("seed:7f", "at byte 7, `/` and a length are expected"),
        ("seed:7f/0", "at byte 8, a count of at least 1 is expected"),
        (
            "text:sample",
            "at byte 5, the name of a literal is expected (regex-meta, regex-replacement, sample-new, sample-old …)",
        ),
        ("case(current)", "at byte 0, a unit is expected"),
        ("case@(current)", "at byte 5, a whole number is expected"),
        ("case@1current", "at byte 6, `(` and a recipe are expected"),
        ("case@1(current", "at byte 14, `+`, `*` or `)` is expected"),
    ] {
        let refused = refused(text);
        assert!(
            refused.starts_with(&format!("not a recipe: {message}")),
            "{text:?}: {refused}"
        );
    }
}

#[test]
fn a_refusal_never_repeats_what_was_typed() {
    for text in [
        "Hunter2-is-secret",
        "text:Hunter2",
        "case@1(Hunter2)",
        "ascii+Hunter2",
    ] {
        assert!(!refused(text).contains("Hunter2"));
    }
}

#[test]
fn near_misses_nest_sixteen_deep_and_no_deeper() {
    let nested = |depth: usize| format!("{}current{}", "upper(".repeat(depth), ")".repeat(depth));
    assert_eq!(parsed(&nested(16)).to_string(), nested(16));
    assert!(refused(&nested(17)).contains("nested more than 16 deep"));
    assert!(refused(&nested(1_000_000)).contains("nested more than 16 deep"));
}

proptest! {
    #[test]
    fn every_recipe_is_read_back_from_its_text(recipe in recipe()) {
        prop_assert_eq!(recipe.to_string().parse(), Ok(recipe));
    }

    #[test]
    fn any_text_is_a_recipe_or_refused_within_the_text(text in "\\PC{0,40}") {
        if let Err(error) = text.parse::<Recipe>() {
            prop_assert!(error.at <= text.len());
        }
    }

    #[test]
    fn whatever_is_read_from_the_words_of_the_grammar_is_read_back_and_forged(
        words in vec(select(vec![
            "ascii", "lower", "U+00FF", "bytes:ff", "seed:7/9", "text:sample-old", "current", "empty", "case@3", "take@2",
            "double", "(", ")", "+", "*", "12", "0",
        ]), 1..12),
    ) {
        if let Ok(recipe) = words.concat().parse::<Recipe>() {
            prop_assert_eq!(recipe.to_string().parse::<Recipe>(), Ok(recipe.clone()));
            let _either = Forge::plain().make(&recipe, None);
        }
    }
}
