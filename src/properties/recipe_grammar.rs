//! A second reading of recipes: the grammar as regular expressions, near misses taken away from the inside out.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::password::literal;

/// What stands for a near miss that was taken away, and for the empty recipe within one.
const DONE: &str = "current";

struct Grammar {
    flat: Regex,
    inner: Regex,
    number: Regex,
    seed: Regex,
    scalar: Regex,
    hex: Regex,
    once: Regex,
    text: Regex,
}

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    let regex = |text: &str| Regex::new(text).expect("the grammar is one");
    let unit = "(?:ascii|latin1|mixed|lower|upper|digit|symbol|letters|current|username|U\\+[0-9A-Fa-f]{4,6}\
        |bytes:(?:[0-9A-Fa-f]{2})+|(?:seed|salted):[0-9A-Fa-f]{1,16}/[0-9]+|text:[0-9A-Za-z-]*)";
    let part = format!("{unit}(?:\\*[0-9]+)?");
    let recipe = format!("(?:empty|{part}(?:\\+{part})*)");
    let near = "(?:(?:case|replace|drop|take|bytes|swap|skip)@[0-9]+|lower|upper|reverse|double)";
    Grammar {
        flat: regex(&format!("\\A{recipe}\\z")),
        inner: regex(&format!("{near}\\({recipe}\\)")),
        number: regex(r"([*@/])0*([0-9]+)"),
        seed: regex(r"(seed|salted):0*([0-9A-Fa-f]+)"),
        scalar: regex(r"U\+([0-9A-Fa-f]{4,6})"),
        hex: regex(r"bytes:[0-9A-Fa-f]+"),
        once: regex(r"\*1([+)]|\z)"),
        text: regex(r"text:([0-9A-Za-z-]*)"),
    }
});

/// Whether the grammar has it, and all that it names exists: no count of 0, no number too large, no text unknown.
pub(super) fn admits(text: &str) -> bool {
    let grammar = &*GRAMMAR;
    let mut flat = text.to_owned();
    let mut depth = 0;
    while !grammar.flat.is_match(&flat) {
        // All of a level at once: a unit of the next one stands where each stood.
        let next = grammar.inner.replace_all(&flat, DONE).into_owned();
        if next == flat {
            return false;
        }
        flat = next;
        depth += 1;
    }
    depth <= 16 && names_what_there_is(text)
}

fn names_what_there_is(text: &str) -> bool {
    let grammar = &*GRAMMAR;
    let number = |found: Captures<'_>| {
        let count = found[2].parse::<usize>();
        count.is_ok_and(|count| count > 0 || &found[1] == "@")
    };
    let scalar = |found: Captures<'_>| {
        u32::from_str_radix(&found[1], 16).is_ok_and(|value| char::from_u32(value).is_some())
    };
    grammar.number.captures_iter(text).all(number)
        && grammar.scalar.captures_iter(text).all(scalar)
        && grammar
            .text
            .captures_iter(text)
            .all(|found| literal(&found[1]).is_some())
}

/// The text as it is printed: numbers without leading zeros, hex digits in their case, no `*1`.
pub(super) fn printed(text: &str) -> String {
    let grammar = &*GRAMMAR;
    let text = grammar.number.replace_all(text, "$1$2");
    let text = grammar.seed.replace_all(&text, |found: &Captures<'_>| {
        format!("{}:{}", &found[1], found[2].to_ascii_lowercase())
    });
    let text = grammar.scalar.replace_all(&text, |found: &Captures<'_>| {
        format!(
            "U+{:0>4}",
            found[1].trim_start_matches('0').to_ascii_uppercase()
        )
    });
    let text = grammar
        .hex
        .replace_all(&text, |found: &Captures<'_>| found[0].to_ascii_lowercase());
    grammar.once.replace_all(&text, "$1").into_owned()
}
