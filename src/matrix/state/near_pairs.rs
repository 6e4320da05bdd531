//! Pairs of passwords that differ in one thing only.

use crate::password::{Near, Recipe};

/// Two legal passwords.
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) one: Recipe,
    pub(super) other: Recipe,
}

/// Texts in the midst of a password: a name, and two texts.
const INNER: [(&str, &str, &str); 34] = [
    // Letters and their cases.
    ("case-ascii", "k", "K"),
    ("case-e-acute", "é", "É"),
    ("case-thorn", "þ", "Þ"),
    // Base letters, ligatures, letters for other letters (collations, normalisation, transliteration).
    ("fold-e-acute", "é", "e"),
    ("fold-a-ring", "å", "a"),
    ("fold-o-slash", "ø", "o"),
    ("fold-n-tilde", "ñ", "n"),
    ("fold-c-cedilla", "ç", "c"),
    ("fold-y-diaeresis", "ÿ", "y"),
    ("fold-two-accents", "è", "é"),
    ("fold-sharp-s", "ß", "ss"),
    ("fold-ae", "æ", "ae"),
    ("fold-u-umlaut", "ü", "ue"),
    ("fold-thorn", "þ", "th"),
    ("compatible-feminine", "ª", "a"),
    ("compatible-masculine", "º", "o"),
    ("compatible-two", "²", "2"),
    ("compatible-one", "¹", "1"),
    ("compatible-quarter", "¼", "1/4"),
    // What a conversion to ASCII makes of it: nothing, a question mark, seven bits, a letter that looks alike.
    ("lossy-dropped", "é", ""),
    ("lossy-question-mark", "é", "?"),
    ("lossy-seven-bits", "é", "i"),
    ("alike-acute", "´", "'"),
    ("alike-times", "×", "x"),
    ("alike-bar", "¦", "|"),
    ("mojibake", "é", "Ã©"),
    // Blanks, line ends, and what cannot be seen.
    ("blank-no-break", "\u{a0}", " "),
    ("blank-soft-hyphen", "\u{ad}", ""),
    ("blank-delete", "\u{7f}", ""),
    ("blank-next-line", "\u{85}", "\n"),
    ("blank-run", " ", "  "),
    ("blank-tab", " ", "\t"),
    ("line-crlf-lf", "\r\n", "\n"),
    ("line-cr-lf", "\r", "\n"),
];

/// Blanks that trimming takes away.
const BLANKS: [(&str, &str); 6] = [
    ("space", " "),
    ("tab", "\t"),
    ("line-feed", "\n"),
    ("crlf", "\r\n"),
    ("no-break-space", "\u{a0}"),
    ("next-line", "\u{85}"),
];

/// Characters, or bytes, after which something cuts: DES crypt, LAN Manager, bcrypt (of 55 and of 72 bytes), the block
/// of a hash, columns of 32, 64 and 100 characters, the last character there can be.
const CUTS: [usize; 9] = [8, 14, 32, 55, 64, 72, 100, 126, 127];

/// Every pair.
pub(super) fn pairs() -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut add = |name: String, one: Recipe, other: Recipe| pairs.push(Pair { name, one, other });
    for (word, at) in [("first", 0), ("middle", 12), ("last", 23)] {
        let one = seeded(word, 24);
        let other = one.clone().near(Near::Replace(at));
        add(format!("position-{word}"), one, other);
    }
    for length in CUTS {
        let same = Recipe::ascii(length);
        add(
            format!("past-{length}"),
            same.clone().then(text("x")),
            same.then(text("y")),
        );
    }
    // Two bytes a character: the same places counted in bytes, and beyond 128 of them.
    for length in [36, 64, 127] {
        let same = Recipe::latin1(length);
        add(
            format!("past-{length}-latin1"),
            same.clone().then(text("ý")),
            same.then(text("ÿ")),
        );
    }
    for length in [64, 72, 127] {
        let (one, other) = (Recipe::ascii(length), Recipe::ascii(length + 1));
        add(format!("longer-than-{length}"), one, other);
    }
    for (word, one, other) in INNER {
        let around = |inner| {
            seeded(word, 10)
                .then(text(inner))
                .then(seeded(&format!("{word}-end"), 10))
        };
        add(word.to_owned(), around(one), around(other));
    }
    for (word, blank) in BLANKS {
        let plain = seeded(word, 20);
        add(
            format!("leading-{word}"),
            plain.clone(),
            text(blank).then(plain.clone()),
        );
        add(
            format!("trailing-{word}"),
            plain.clone(),
            plain.then(text(blank)),
        );
    }
    let blanks = |character, count| Recipe::scalars(character, count);
    add("only-spaces".to_owned(), blanks(' ', 8), blanks(' ', 9));
    add("only-tabs".to_owned(), blanks('\t', 8), blanks(' ', 8));
    // Loosely typed languages compare both as the number zero.
    add("numbers".to_owned(), text("0e12345678"), text("0e87654321"));
    add(
        "numbers-leading-zero".to_owned(),
        text("0012345678"),
        text("12345678"),
    );
    pairs
}

fn seeded(word: &str, length: usize) -> Recipe {
    Recipe::seeded(&["state/near", word], length)
}

/// The text as it is.
fn text(text: &str) -> Recipe {
    text.chars().fold(Recipe::empty(), |recipe, character| {
        recipe.then(Recipe::scalar(character))
    })
}
