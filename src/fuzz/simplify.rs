//! Simpler sequences: what shrinking tries, in the order in which it tries it.

use super::Script;
use crate::case::{
    Admin, Caller, Connection, FORM, Param, Place, PolicyNeed, Request, Sign, Spelled, Step,
    Subject, Text, Transport,
};
use crate::password::Recipe;
use crate::wire::Spelling;

/// The operation's parameters, as any client sends them.
const USUAL: [&str; 4] = ["Action", "Version", "OldPassword", "NewPassword"];

/// Sequences with fewer steps: without half of them, without a quarter, and so on, down to one.
pub(super) fn shorter(script: &Script) -> Vec<Script> {
    let count = script.steps.len();
    let mut shorter = Vec::new();
    let mut size = count.div_ceil(2);
    while size > 0 && count > 1 {
        for from in (0..count).step_by(size) {
            let mut steps = script.steps.clone();
            steps.drain(from..(from + size).min(count));
            shorter.push(Script {
                steps,
                ..script.clone()
            });
        }
        size /= 2;
    }
    shorter.retain(|script| !script.steps.is_empty());
    shorter
}

/// Sequences with as many steps, simpler in one thing.
pub(super) fn plainer(script: &Script) -> Vec<Script> {
    let mut plainer = openings(script);
    for (at, step) in script.steps.iter().enumerate() {
        plainer.extend(steps(step).into_iter().map(|step| {
            let mut script = script.clone();
            script.steps[at] = step;
            script
        }));
    }
    plainer
}

fn openings(script: &Script) -> Vec<Script> {
    let mut openings = Vec::new();
    let mut with = |change: &dyn Fn(&mut Script)| {
        let mut changed = script.clone();
        change(&mut changed);
        if changed != *script {
            openings.push(changed);
        }
    };
    with(&|script| script.opening.policy = PolicyNeed::Any);
    if script.opening.subjects.len() > 1 {
        with(&|script| drop(script.opening.subjects.pop()));
    }
    for (at, subject) in script.opening.subjects.iter().enumerate() {
        let password = match subject {
            Subject::Lane => continue,
            Subject::Kin { password, .. } => Some(password.clone()),
            Subject::Made { password, .. } => password.clone(),
        };
        let usual = password.unwrap_or_else(|| Recipe::seeded(&["fuzz", "0"], 24));
        with(&|script| script.opening.subjects[at] = Subject::made(usual.clone()));
    }
    openings
}

fn steps(step: &Step) -> Vec<Step> {
    match step {
        Step::Witness => Vec::new(),
        Step::Admin(Admin::TersePolicy(policy)) => {
            vec![Step::Admin(Admin::Policy(PolicyNeed::Exactly(
                policy.clone(),
            )))]
        }
        Step::Admin(_) => Vec::new(),
        Step::Send(send) => requests(&send.request)
            .into_iter()
            .map(|request| {
                let mut send = send.clone();
                send.request = request;
                Step::Send(send)
            })
            .collect(),
        Step::Together(together) => {
            let mut simpler = Vec::new();
            if together.len() > 2 {
                for at in 0..together.len() {
                    let mut fewer = together.clone();
                    fewer.remove(at);
                    simpler.push(Step::Together(fewer));
                }
            }
            for (at, request) in together.iter().enumerate() {
                simpler.extend(requests(request).into_iter().map(|request| {
                    let mut together = together.clone();
                    together[at] = request;
                    Step::Together(together)
                }));
            }
            simpler
        }
    }
}

fn requests(request: &Request) -> Vec<Request> {
    let mut simpler = Vec::new();
    let mut with = |change: &dyn Fn(&mut Request)| {
        let mut changed = request.clone();
        change(&mut changed);
        if changed != *request {
            simpler.push(changed);
        }
    };
    // All at once first: most of what was drawn has nothing to do with what failed.
    with(&|request| {
        let params = std::mem::take(&mut request.params);
        *request = Request::with(params).by(request.caller);
    });
    with(&standard);
    with(&|request| request.caller = Caller::User(0));
    with(&|request| request.sign = Sign::Header);
    with(&|request| request.transport = Transport::Plain);
    with(&|request| request.connection = Connection::Pooled);
    with(&|request| request.headers.clear());
    with(&|request| request.path = "/".to_owned());
    with(&|request| request.method = "POST");
    with(&|request| {
        request.method = "POST";
        request.place = Place::Body;
        request.content_type = Some(FORM.to_owned());
    });
    with(&|request| request.params.sort_by_key(place));
    for (at, param) in request.params.iter().enumerate() {
        with(&|request| drop(request.params.remove(at)));
        for param in params(param) {
            with(&|request| request.params[at] = param.clone());
        }
    }
    simpler
}

fn place(param: &Param) -> usize {
    let at = USUAL.iter().position(|name| param.is_named(name));
    at.unwrap_or(USUAL.len())
}

/// Every text in the spelling that clients use.
fn standard(request: &mut Request) {
    for param in &mut request.params {
        if let Param::Pair { name, value } = param {
            name.spelling = Spelling::STANDARD;
            value.spelling = Spelling::STANDARD;
        }
    }
}

fn params(param: &Param) -> Vec<Param> {
    let recipes = |recipe: &Recipe| {
        let current = (!recipe.speaks_of_current()).then(Recipe::current);
        current
            .into_iter()
            .chain(recipe.simpler())
            .collect::<Vec<_>>()
    };
    match param {
        Param::Verbatim(_) => Vec::new(),
        Param::Around {
            name,
            before,
            password,
            after,
        } => recipes(password)
            .into_iter()
            .map(|password| Param::Around {
                name: name.clone(),
                before: before.clone(),
                password,
                after: after.clone(),
            })
            .collect(),
        Param::Pair { name, value } => {
            let with = |value: Spelled| Param::Pair {
                name: name.clone(),
                value,
            };
            let mut simpler = Vec::new();
            if value.spelling != Spelling::STANDARD {
                simpler.push(with(Spelled {
                    spelling: Spelling::STANDARD,
                    ..value.clone()
                }));
            }
            if let Text::Password(recipe) = &value.text {
                simpler.extend(recipes(recipe).into_iter().map(|recipe| {
                    with(Spelled {
                        text: Text::Password(recipe),
                        ..value.clone()
                    })
                }));
            }
            simpler
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fuzz::{Dice, Palette};
    use crate::spec::Model;

    #[test]
    fn whoever_takes_what_is_simpler_comes_to_an_end_at_one_plain_step() {
        let palette = Palette::whole(Model::compiled_in().unwrap());
        for seed in 0..40 {
            let mut script = Script::draw(&mut Dice::of(seed), &palette);
            let mut taken = 0;
            while let Some(simpler) = shorter(&script).into_iter().chain(plainer(&script)).next() {
                script = simpler;
                taken += 1;
                assert!(taken < 2_000, "{seed}: {script:?}");
            }
            assert_eq!(script.steps.len(), 1);
        }
    }
}
