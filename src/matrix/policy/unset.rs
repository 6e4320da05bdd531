//! No policy set: at least eight characters, three of the four classes.

use super::shapes::{change_to, conformant, of_class, of_classes, violates};
use crate::case::{Case, CaseBuilder, Request};
use crate::matrix::shapes::accepted;
use crate::password::Recipe;
use crate::spec::{Class, ClauseId, Model};

const SECTION: &str = "policy/unset";

/// Every length around the minimum, every set of classes.
pub(in crate::matrix) fn cases(model: &Model) -> Vec<Case> {
    let rules = model.policy.unset;
    let minimum = rules.minimum_length;
    let mut cases: Vec<Case> = (minimum - 1..=minimum + 1)
        .map(|length| {
            let expect = if length < minimum {
                violates("Policy.unset.length")
            } else {
                conformant()
            };
            change_to(
                case(&format!("length-{length}")),
                Recipe::ascii(length),
                expect,
            )
        })
        .collect();
    cases.extend(subsets().map(|classes| {
        let words: Vec<&str> = classes.iter().map(|class| class.word()).collect();
        let name = format!("classes-{}", words.join("-"));
        let expect = if classes.len() < rules.classes {
            violates("Policy.unset.classes")
        } else {
            conformant()
        };
        change_to(case(&name), of_classes(classes, minimum), expect)
    }));
    cases.extend(no_third_class());
    cases.push(two_classes_however_long());
    cases.push(nothing_is_remembered());
    cases
}

fn case(name: &str) -> CaseBuilder {
    CaseBuilder::new(SECTION, name).under_none()
}

/// Every set of classes but the empty one.
fn subsets() -> impl Iterator<Item = Vec<Class>> {
    (1..1_u32 << Class::ALL.len()).map(|set| {
        let chosen = Class::ALL.into_iter().enumerate();
        chosen
            .filter(|(place, _)| set >> place & 1 == 1)
            .map(|(_, class)| class)
            .collect()
    })
}

/// Two classes, and what may be taken for a third: letters and digits beyond ASCII, punctuation that is no symbol.
fn no_third_class() -> Vec<Case> {
    use Class::{Lower, Number, Upper};
    [
        ("no-upper", [Lower, Number], '\u{c9}'),
        ("no-lower", [Upper, Number], '\u{df}'),
        ("no-number", [Upper, Lower], '\u{b2}'),
        ("no-symbol", [Upper, Lower], '~'),
        ("no-symbol-space", [Lower, Number], ' '),
        ("no-symbol-latin1", [Lower, Number], '\u{a7}'),
    ]
    .into_iter()
    .map(|(name, two, like)| {
        let new = of_classes(two, 6).then(Recipe::scalars(like, 2));
        let clause = if like.is_ascii() {
            "Policy.symbols"
        } else {
            "Policy.ascii-classes"
        };
        let case = case(name).touching(ClauseId::of("Policy.unset.classes"));
        change_to(case, new, violates(clause))
    })
    .collect()
}

/// Length does not stand for a class.
fn two_classes_however_long() -> Case {
    let new = of_class(Class::Lower, 60).then(of_class(Class::Number, 60));
    change_to(
        case("two-classes-long"),
        new,
        violates("Policy.unset.classes"),
    )
}

/// The default prevents no reuse.
fn nothing_is_remembered() -> Case {
    let case = case("reuse");
    let [first, second] = ["first", "second"].map(|word| case.fresh(word));
    let change = |new: &Recipe| Request::change(Recipe::current(), new.clone());
    let changed = || accepted("ChangePassword.accepts");
    case.sends(change(&first), changed())
        .sends(change(&second), changed())
        .sends(change(&first), conformant())
        .build()
}
