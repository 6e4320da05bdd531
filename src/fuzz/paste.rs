//! A sequence as a section of the matrix, or a test, has it: to be pasted, and given an expectation and a name.

use super::literal::{fields, literal};
use super::{Discovery, Script};
use crate::case::{FUZZ, Param, PolicyNeed, Request, Spelled, Step, Subject, Text};
use crate::spec::AccountPolicy;
use crate::wire::Spelling;

/// What a case of a matrix has no function for.
const RECIPE: &str = "let recipe = |text: &str| text.parse::<Recipe>().expect(\"a recipe\");\n";

impl Discovery {
    /// The expression that builds its case.
    pub fn as_a_case(&self) -> String {
        let id = self.id.as_str();
        let name = id
            .strip_prefix(FUZZ)
            .map_or(id, |rest| rest.trim_start_matches('/'));
        pasted(&self.script, name)
    }
}

/// The expression that builds the sequence's case.
pub(super) fn pasted(script: &Script, name: &str) -> String {
    let case = script.case(name);
    let mut text = format!("{RECIPE}CaseBuilder::new({FUZZ:?}, {name:?})\n");
    let mut call = |call: String| text.push_str(&format!("    .{call}\n"));
    match &case.policy {
        PolicyNeed::Any => {}
        PolicyNeed::Unset => call("under_none()".to_owned()),
        PolicyNeed::Exactly(policy) if *policy == AccountPolicy::RELAXED => {
            call("under(AccountPolicy::RELAXED)".to_owned());
        }
        PolicyNeed::Exactly(policy) => call(format!("under({})", literal(policy))),
    }
    if case.subjects != [Subject::Lane] {
        let subjects: Vec<String> = case.subjects.iter().map(subject).collect();
        call(format!("about([{}])", subjects.join(", ")));
    }
    for step in &case.steps {
        call(match step {
            Step::Send(send) => format!("sends_derived({})", request(&send.request)),
            Step::Together(requests) => {
                let requests: Vec<String> = requests.iter().map(request).collect();
                format!("sends_together(vec![{}])", requests.join(", "))
            }
            Step::Admin(admin) => format!("admin({})", literal(admin)),
            Step::Witness => "asks_witness()".to_owned(),
        });
    }
    let needs = case.needs;
    let needed = [
        ("root", needs.root),
        ("role", needs.role),
        ("signatures", needs.signatures),
    ];
    for (need, _) in needed.iter().filter(|(_, needed)| *needed) {
        call(format!("needing(|needs| needs.{need} = true)"));
    }
    text.push_str("    .build()\n");
    text
}

fn subject(subject: &Subject) -> String {
    match subject {
        Subject::Made {
            password: Some(password),
            ..
        } if *subject == Subject::made(password.clone()) => {
            format!("Subject::made({})", literal(password))
        }
        _ => literal(subject),
    }
}

fn request(request: &Request) -> String {
    let usual = Request::with(Vec::new());
    let rest = Request {
        params: usual.params.clone(),
        ..request.clone()
    };
    let made = made(&request.params);
    if rest == usual {
        return made;
    }
    let fields = fields(&rest).concat();
    let fields = fields
        .replace("params: vec![], ", "")
        .replace("..Request::default()", "");
    format!("Request {{ {fields}..{made} }}")
}

/// The request of these parameters.
fn made(params: &[Param]) -> String {
    if let [
        ..,
        Param::Pair { value: old, .. },
        Param::Pair { value: new, .. },
    ] = params
        && let (Text::Password(old), Text::Password(new)) = (&old.text, &new.text)
        && params == Request::change(old.clone(), new.clone()).params
    {
        return format!("Request::change({}, {})", literal(old), literal(new));
    }
    let params: Vec<String> = params.iter().map(param).collect();
    format!("Request::with(vec![{}])", params.join(", "))
}

fn param(param: &Param) -> String {
    let plain = |text: &Spelled| match &text.text {
        Text::Public(public) if text.spelling == Spelling::STANDARD => Some(public.clone()),
        _ => None,
    };
    let Param::Pair { name, value } = param else {
        return literal(param);
    };
    match (plain(name), plain(value), &value.text) {
        (Some(name), Some(value), _) => format!("Param::pair({name:?}, {value:?})"),
        (Some(name), None, Text::Password(recipe)) if value.spelling == Spelling::STANDARD => {
            format!("Param::password({name:?}, {})", literal(recipe))
        }
        _ => literal(param),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{
        Admin, Body, Caller, Case, CaseBuilder, Connection, Framing, Permission, Place, Sign,
        Transport,
    };
    use crate::fuzz::{Dice, Palette, sequences};
    use crate::password::Recipe;
    use crate::spec::Model;
    use crate::wire::{Escape, Hex, Space};
    use std::time::Duration;

    /// As it was printed for [`SEQUENCE`], and then formatted.
    fn pasted_here() -> Case {
        let recipe = |text: &str| text.parse::<Recipe>().expect("a recipe");
        CaseBuilder::new("fuzz", "state/pasted")
            .under(AccountPolicy {
                minimum_length: 6,
                upper: false,
                lower: false,
                number: false,
                symbol: true,
                allow_users: false,
                max_age: None,
                reuse_prevention: Some(2),
                hard_expiry: false,
            })
            .about([
                Subject::made(recipe("seed:7f/24")),
                Subject::Made {
                    path: "/division/unit/",
                    password: Some(recipe("seed:8f/24")),
                    reset_required: true,
                    permission: Permission::Denied,
                },
            ])
            .sends_derived(Request::change(recipe("current"), recipe("U+00FF*65")))
            .sends_derived(Request {
                caller: Caller::User(1),
                method: "GET",
                place: Place::Query,
                content_type: None,
                sign: Sign::Query {
                    expires: Duration::new(300, 0),
                },
                transport: Transport::Broken(Framing::LongBody(3)),
                connection: Connection::Kept,
                ..Request::with(vec![
                    Param::pair("Action", "ChangePassword"),
                    Param::password("NewPassword", recipe("case@3(current)")),
                    Param::Pair {
                        name: Spelled {
                            text: Text::Public("OldPassword".to_owned()),
                            ..Spelled::public("")
                        },
                        value: Spelled {
                            text: Text::Password(recipe("current")),
                            spelling: Spelling {
                                escape: Escape::All,
                                hex: Hex::Lower,
                                space: Space::Plus,
                            },
                        },
                    },
                    Param::Verbatim(vec![65, 61]),
                ])
            })
            .sends_together(vec![
                Request::change(recipe("current"), recipe("ascii*12")),
                Request {
                    body: Body::Json,
                    headers: vec![("Accept".to_owned(), "application/json".to_owned())],
                    padding: 3,
                    ..Request::change(recipe("current"), recipe("ascii*13"))
                },
            ])
            .admin(Admin::Permit {
                user: 0,
                permission: Permission::None,
            })
            .asks_witness()
            .build()
    }

    const SEQUENCE: &str = include_str!("pasted.json");

    fn without_blanks(text: &str) -> String {
        text.replace([' ', '\n', ','], "")
    }

    #[test]
    fn what_is_printed_is_the_source_of_the_same_case() {
        let script = sequences(SEQUENCE).unwrap().remove(0).script;
        assert_eq!(script.case("state/pasted"), pasted_here());
        let printed = without_blanks(&pasted(&script, "state/pasted"));
        let source = without_blanks(include_str!("paste.rs"));
        assert!(source.contains(&printed), "{printed}");
    }

    #[test]
    fn whatever_is_drawn_can_be_printed() {
        let palette = Palette::whole(Model::compiled_in().unwrap());
        for seed in 0..300 {
            let script = Script::draw(&mut Dice::of(seed), &palette);
            let printed = pasted(&script, "drawn");
            assert!(!printed.contains("unwritable"), "{printed}");
        }
    }
}
