//! A case in full, before anybody tries it.
//!
//! ```text
//! new-password/length/129-latin1
//!
//! a new password has at most 128 characters
//!      clause  NewPassword.length.max, MUST · model
//!      stands  ChangePassword, Request Parameters, NewPassword, Length Constraints
//!
//! POST /
//!      bytes   Action=ChangePassword&Version=2010-05-08&OldPassword=‹current›&…
//!      size    NewPassword latin1*129: 129 characters, 258 bytes, 774 on the wire
//!      wanted  400 ValidationError
//! ```

use super::setting::{administers, policy, user};
use super::words::{FAINT, HEAD, labelled, line_of};
use crate::case::{Account, Caller, Case, InForce, Param, Request, Ruling, Step, Text};
use crate::report::digest::{manner, parameters, sizes};
use crate::runner::{Played, Rehearsed};
use crate::spec::Ledger;
use crate::wire::Spelling;
use owo_colors::OwoColorize;

/// The case, for a person: clauses, users, every step with what is acceptable and why, and the faults that it catches.
pub fn explain(case: &Case, played: &Played, kills: &[&str]) -> String {
    let mut out = String::new();
    line_of(&mut out, format_args!("{}", case.id.style(HEAD)));
    out.push('\n');
    clauses(&mut out, case);
    setting(&mut out, case);
    for (nth, step) in case.steps.iter().enumerate() {
        let mut requests = played.requests.iter().filter(|request| request.step == nth);
        match step {
            Step::Admin(admin) => {
                line_of(&mut out, format_args!("{}", "An administrator".style(HEAD)));
                labelled(&mut out, "does", &administers(admin));
            }
            Step::Witness => {
                line_of(&mut out, format_args!("{}", "The witness".style(HEAD)));
                labelled(&mut out, "asks", "every user which password is in force");
            }
            Step::Send(send) => {
                if let Some(rehearsed) = requests.next() {
                    request(&mut out, &send.request, rehearsed);
                }
            }
            Step::Together(together) => {
                line_of(
                    &mut out,
                    format_args!(
                        "{} requests at once; at most one of them wins:",
                        together.len()
                    ),
                );
                for (sent, rehearsed) in together.iter().zip(requests) {
                    request(&mut out, sent, rehearsed);
                }
            }
        }
        out.push('\n');
    }
    line_of(&mut out, format_args!("Afterwards"));
    for account in &played.after {
        labelled(&mut out, "state", &afterwards(account));
    }
    out.push('\n');
    if !kills.is_empty() {
        labelled(&mut out, "catches", &kills.join(", "));
    }
    labelled(&mut out, "again", &format!("pwspec replay {}", case.id));
    labelled(
        &mut out,
        "script",
        &format!("pwspec replay --emit curl {}", case.id),
    );
    out
}

fn clauses(out: &mut String, case: &Case) {
    for id in case.cited() {
        let Some(clause) = Ledger::compiled_in().get(id) else {
            continue;
        };
        labelled(out, "says", &clause.says);
        labelled(
            out,
            "clause",
            &format!("{id}, {} · {}", clause.level, clause.provenance),
        );
        labelled(out, "stands", &clause.stands);
        out.push('\n');
    }
}

/// Users and account policy.
fn setting(out: &mut String, case: &Case) {
    for subject in &case.subjects {
        labelled(out, "user", &user(case, subject));
    }
    labelled(out, "policy", &policy(&case.policy));
    out.push('\n');
}

fn request(out: &mut String, request: &Request, rehearsed: &Rehearsed) {
    let by = match request.caller {
        Caller::User(0) => String::new(),
        Caller::User(index) => format!(" by user {index}"),
        Caller::SecondKey(index) => format!(" by user {index} with a second key"),
        Caller::Root => " by root".to_owned(),
        Caller::Role => " by the session of a role".to_owned(),
    };
    line_of(
        out,
        format_args!(
            "{}{}",
            format!("{} {}", request.method, request.path).style(HEAD),
            by.style(FAINT)
        ),
    );
    for (nth, piece) in parameters(request).iter().enumerate() {
        labelled(out, if nth == 0 { "bytes" } else { "" }, piece);
    }
    for (name, secret) in &rehearsed.composed.secrets {
        let spelling = spelling_of(request, *name);
        labelled(
            out,
            "size",
            &format!("{} {}", name.unwrap_or("another"), sizes(secret, spelling)),
        );
    }
    for manner in manner(request) {
        labelled(out, "with", &manner);
    }
    acceptable(out, rehearsed);
}

fn spelling_of(request: &Request, wanted: Option<&str>) -> Spelling {
    let of = |param: &Param| match param {
        Param::Pair { value, .. }
            if wanted.is_some_and(|name| param.is_named(name))
                && matches!(value.text, Text::Password(_)) =>
        {
            Some(value.spelling)
        }
        _ => None,
    };
    request
        .params
        .iter()
        .find_map(of)
        .unwrap_or(Spelling::STANDARD)
}

fn acceptable(out: &mut String, rehearsed: &Rehearsed) {
    let expect = &rehearsed.derived.expect;
    labelled(out, "wanted", &expect.wanted(&rehearsed.derived.action));
    if expect.silence {
        labelled(out, "or", "no answer: the connection closed");
    }
    let ledger = Ledger::compiled_in();
    let says = |id| ledger.get(id).map_or("", |clause| clause.says.as_str());
    labelled(
        out,
        "since",
        &format!("{} ({})", says(&expect.clause), expect.clause),
    );
    if expect.ruling == Ruling::Open {
        labelled(out, "", "open: judged for sanity only");
    }
    for answers in &expect.answers {
        let why = match answers.open {
            Some(why) => format!("{why} ({})", answers.clause),
            None => format!("{} ({})", says(&answers.clause), answers.clause),
        };
        labelled(out, "with", &why);
        for (status, code) in answers.note {
            labelled(out, "noted", &format!("{status} {code} is tolerated"));
        }
    }
}

fn afterwards(account: &Account) -> String {
    let name = &account.user_name;
    match &account.in_force {
        _ if !account.exists => format!("{name} is gone"),
        InForce::NoProfile => format!("{name} has no login profile"),
        InForce::One(secret) => format!("{} is in force, and no other", secret.recipe()),
        InForce::OneOf(secrets) => {
            let recipes: Vec<String> = secrets
                .iter()
                .map(|secret| secret.recipe().to_string())
                .collect();
            format!("one of {} is in force", recipes.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matrix;
    use crate::runner::Rehearsal;
    use crate::spec::Model;
    use anstream::adapter::strip_str;

    fn explained(id: &str) -> String {
        let model = Model::compiled_in().unwrap();
        let cases = matrix::cases(&model);
        let case = cases.iter().find(|case| case.id.as_str() == id).unwrap();
        let played = Rehearsal::new(model).play(case).unwrap();
        strip_str(&explain(case, &played, &["a-fault", "another"])).to_string()
    }

    #[test]
    fn a_case_is_explained_by_clause_bytes_and_what_is_acceptable() {
        insta::assert_snapshot!(explained("new-password/length/129-latin1"));
    }

    #[test]
    fn what_an_administrator_does_and_what_is_open_is_told() {
        insta::assert_snapshot!(explained("policy/reuse/window-1-back-1"));
    }

    #[test]
    fn every_case_fits_eighty_columns() {
        let model = Model::compiled_in().unwrap();
        let stage = Rehearsal::new(model.clone());
        for case in matrix::cases(&model) {
            let text = explain(&case, &stage.play(&case).unwrap(), &[]);
            for line in strip_str(&text).to_string().lines() {
                assert!(
                    line.chars().count() <= 80 || case.id.as_str().len() > 50,
                    "{line}"
                );
                assert!(!line.chars().any(char::is_control), "{line:?}");
            }
        }
    }
}
