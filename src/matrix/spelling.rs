//! The same text in any legal spelling gets the same verdict: escapes, hex case, spaces, order, names, GET.

use super::shapes::accepted;
use crate::case::{Case, CaseBuilder, FORM, Param, Request};
use crate::password::Recipe;
use crate::spec::{ClauseId, Model};
use crate::wire::{Escape, Hex, Space, Spelling};

const SECTION: &str = "spelling";

/// Every character that means something in a form, in a URL or in a layer behind, and some of two bytes.
fn telling(case: &CaseBuilder, word: &str) -> Recipe {
    [
        "form-plus",
        "form-ampersand",
        "percent-escape",
        "html-tag",
        "latin1-fold",
    ]
    .into_iter()
    .fold(
        case.fresh(word).then(Recipe::scalar(' ')),
        |recipe, name| recipe.then(Recipe::text(name)),
    )
}

/// Every spelling of both parameters, over POST and GET.
pub(super) fn cases(_model: &Model) -> Vec<Case> {
    let mut cases = Vec::new();
    for spelling in Spelling::ALL {
        cases.push(values(spelling, false));
        // A form may hold characters as they are that a query may not; and whether a plus in a query is signed as a space
        // or as a plus, the signature's guide does not say.
        if spelling.escape != Escape::Needed && spelling.space == Space::Percent {
            cases.push(values(spelling, true));
        }
    }
    cases.extend(orders());
    cases.extend(names());
    cases.extend(content_types());
    cases
}

/// Both values spelled so: the old one in force before, the new one witnessed after.
fn values(spelling: Spelling, get: bool) -> Case {
    let method = if get { "get" } else { "post" };
    let case = CaseBuilder::new(SECTION, format!("{method}-{}", spelling.name()));
    let old = telling(&case, "old");
    let new = telling(&case, "new");
    let request = Request::change(Recipe::current(), new).spelled(spelling);
    let request = if get { request.get() } else { request };
    case.starting_with(old)
        .touching(ClauseId::of("Form.decode-once"))
        .touching(ClauseId::of("Form.utf8"))
        .touching(ClauseId::of(if spelling.space == Space::Plus {
            "Form.plus"
        } else {
            "Form.any-escape"
        }))
        .touching(ClauseId::of("Form.hex-case"))
        .sends(request, accepted("Form.spelling"))
        .build()
}

/// The parameters in every rotation and reversed: they go by name.
fn orders() -> Vec<Case> {
    let of = |name: String, rearrange: &dyn Fn(&mut Vec<Param>)| {
        let case = CaseBuilder::new(SECTION, name);
        let mut request = Request::change(Recipe::current(), case.fresh("new"));
        rearrange(&mut request.params);
        case.sends(request, accepted("Form.order")).build()
    };
    let mut cases: Vec<Case> = (1..4)
        .map(|by| {
            of(format!("order-rotated-{by}"), &|params| {
                params.rotate_left(by)
            })
        })
        .collect();
    cases.push(of("order-reversed".to_owned(), &|params| params.reverse()));
    cases.push(of("order-new-before-old".to_owned(), &|params| {
        params.swap(2, 3)
    }));
    cases
}

/// Names with escapes mean the same names.
fn names() -> Vec<Case> {
    let spellings = [
        ("lower", Hex::Lower, Escape::All),
        ("upper", Hex::Upper, Escape::All),
        ("some", Hex::Upper, Escape::Alternate),
    ];
    spellings
        .into_iter()
        .flat_map(|(word, hex, escape)| {
            [false, true].map(|get| {
                let method = if get { "get" } else { "post" };
                let case = CaseBuilder::new(SECTION, format!("names-{method}-{word}"));
                let mut request = Request::change(Recipe::current(), case.fresh("new"));
                for param in &mut request.params {
                    if let Param::Pair { name, .. } = param {
                        name.spelling = Spelling {
                            escape,
                            hex,
                            space: Space::Percent,
                        };
                    }
                }
                let request = if get { request.get() } else { request };
                case.sends(request, accepted("Form.any-escape")).build()
            })
        })
        .collect()
}

/// Parameters of the content type, and its case, change nothing.
fn content_types() -> Vec<Case> {
    let kinds = [
        ("charset-lower", format!("{FORM}; charset=utf-8")),
        ("charset-upper", format!("{FORM}; charset=UTF-8")),
        ("charset-no-space", format!("{FORM};charset=utf-8")),
        ("charset-quoted", format!("{FORM}; charset=\"utf-8\"")),
        (
            "type-mixed-case",
            "Application/X-WWW-Form-Urlencoded".to_owned(),
        ),
    ];
    kinds
        .into_iter()
        .map(|(word, kind)| {
            let case = CaseBuilder::new(SECTION, word);
            // Two bytes a character: what another charset would spoil.
            let new = case.fresh("new").then(Recipe::latin1(8));
            let mut request = Request::change(Recipe::current(), new);
            request.content_type = Some(kind);
            case.sends(request, accepted("Form.charset")).build()
        })
        .collect()
}
