//! Characters above U+00FF that share bytes with a legal one, fold or normalise to one, look like one, or are dropped:
//! refused as new passwords, and as old ones though what they would become is in force.

use crate::case::{Case, CaseBuilder, Expect};
use crate::matrix::charset::ABOVE;
use crate::matrix::shapes::with_value;
use crate::password::Recipe;
use crate::spec::{Model, Parameter, answers};

const SECTION: &str = "content/lookalike";

/// What is sent, and what some layer makes of it.
const PAIRS: &[(&str, &str)] = &[
    // The low byte, or the low sixteen bits.
    ("\u{10a}", "\n"),
    ("\u{120}", " "),
    ("\u{121}", "!"),
    ("\u{130}", "0"),
    ("\u{141}", "A"),
    ("\u{161}", "a"),
    ("\u{1e9}", "\u{e9}"),
    ("\u{2041}", "A"),
    ("\u{10041}", "A"),
    // Other cases.
    ("\u{131}", "i"),
    ("\u{178}", "\u{ff}"),
    ("\u{17f}", "s"),
    ("\u{39c}", "\u{b5}"),
    ("\u{1e9e}", "\u{df}"),
    ("\u{212a}", "k"),
    ("\u{212b}", "\u{e5}"),
    // Normal forms.
    ("e\u{301}", "\u{e9}"),
    ("A\u{30a}", "\u{c5}"),
    ("\u{132}", "IJ"),
    ("\u{3bc}", "\u{b5}"),
    ("\u{2074}", "4"),
    ("\u{2126}", "O"),
    ("\u{fb01}", "fi"),
    ("\u{ff01}", "!"),
    ("\u{ff21}", "A"),
    ("\u{1d400}", "A"),
    // Looks.
    ("\u{391}", "A"),
    ("\u{430}", "a"),
    ("\u{2010}", "-"),
    ("\u{2215}", "/"),
    // Best fits of Windows-1252 and its like.
    ("\u{152}", "\u{8c}"),
    ("\u{2013}", "-"),
    ("\u{2019}", "'"),
    ("\u{201c}", "\""),
    ("\u{2026}", "\u{85}"),
    ("\u{20ac}", "\u{80}"),
    // Spaces and line ends.
    ("\u{2003}", " "),
    ("\u{2028}", "\n"),
    ("\u{3000}", " "),
    // What no charset has.
    ("\u{100}", "?"),
    ("\u{fffd}", "?"),
    ("\u{1f600}", "??"),
    // Dropped.
    ("\u{34f}", ""),
    ("\u{200b}", ""),
    ("\u{200d}", ""),
    ("\u{2060}", ""),
    ("\u{fe0f}", ""),
    ("\u{feff}", ""),
    ("\u{e0041}", ""),
];

/// Each between two good halves.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    let mut cases = Vec::new();
    for &(sent, meant) in PAIRS {
        let word = name(sent);
        let around = |text: &str| {
            let half = |side| Recipe::seeded(&[SECTION, &word, side], 8);
            half("a").then(characters(text)).then(half("b"))
        };
        let of = |parameter: Parameter| {
            let case = CaseBuilder::new(SECTION, format!("{word}-as-{}", parameter.word()));
            let request = with_value(&case, parameter, around(sent));
            let clause = parameter.clause("pattern.refuses");
            case.sends(request, Expect::refused(clause, &answers::VALIDATION))
        };
        // The others are refused in the middle of a new password by the section on characters.
        let neighbours = model.neighbours();
        let elsewhere = |character| ABOVE.contains(&character) || neighbours.contains(&character);
        if !sent.chars().any(elsewhere) {
            cases.push(of(Parameter::New).build());
        }
        let old = of(Parameter::Old).starting_with(around(meant));
        cases.push(old.build());
    }
    // A database that stores no character beyond the basic plane cuts the text there.
    let half = || Recipe::seeded(&[SECTION, "cut"], 12);
    let case = CaseBuilder::new(SECTION, "u+1f600-as-old-password-cut").starting_with(half());
    let value = half()
        .then(Recipe::scalar('\u{1f600}'))
        .then(case.fresh("rest"));
    let request = with_value(&case, Parameter::Old, value);
    let clause = Parameter::Old.clause("pattern.refuses");
    let expect = Expect::refused(clause, &answers::VALIDATION);
    cases.push(case.sends(request, expect).build());
    cases
}

fn characters(text: &str) -> Recipe {
    text.chars()
        .map(Recipe::scalar)
        .fold(Recipe::empty(), Recipe::then)
}

/// `u+0065-u+0301`
fn name(text: &str) -> String {
    let names: Vec<String> = text
        .chars()
        .map(|character| format!("u+{:04x}", u32::from(character)))
        .collect();
    names.join("-")
}
