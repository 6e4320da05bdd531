//! What can be played where it stands. An administrator's call that must fail is left out, and a request is made by whoever
//! can make it: steps are drawn without regard to each other, and any may be taken away by shrinking.

use super::password;
use super::sequence::Opening;
use crate::case::{
    Admin, Breach, Caller, Param, PolicyNeed, Request, Sign, Spelled, Step, Subject, Text,
};
use crate::password::Recipe;
use crate::spec::AccountPolicy;

/// What has become of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Works,
    Inactive,
    Deleted,
}

#[derive(Clone, Copy, Debug)]
struct User {
    /// The lane's own: others need it after this, and so it keeps its key, its profile and its rights.
    lane: bool,
    exists: bool,
    profile: bool,
    first: Key,
    second: bool,
}

/// What is known of users and policy from the administrator's calls alone.
pub(super) struct Sieve {
    users: Vec<User>,
    minimum: usize,
}

/// Characters that a policy asks for. None set asks for fewer than any password has that an administrator sets here.
pub(super) fn minimum(need: &PolicyNeed) -> usize {
    match need {
        PolicyNeed::Any | PolicyNeed::Unset => AccountPolicy::RELAXED.minimum_length,
        PolicyNeed::Exactly(policy) => policy.minimum_length,
    }
}

impl Sieve {
    pub(super) fn new(opening: &Opening) -> Self {
        let user = |subject: &Subject| User {
            lane: *subject == Subject::Lane,
            exists: true,
            profile: !matches!(subject, Subject::Made { password: None, .. }),
            first: Key::Works,
            second: false,
        };
        Self {
            users: opening.subjects.iter().map(user).collect(),
            minimum: minimum(&opening.policy),
        }
    }

    /// The step as it can be played now; none where it cannot.
    pub(super) fn pass(&mut self, step: Step) -> Option<Step> {
        Some(match step {
            Step::Send(mut send) => {
                self.fit(&mut send.request);
                Step::Send(send)
            }
            Step::Together(mut requests) => {
                requests.iter_mut().for_each(|request| self.fit(request));
                Step::Together(requests)
            }
            Step::Witness => {
                for user in self.users.iter_mut().filter(|user| user.exists) {
                    user.second |= user.first != Key::Works;
                }
                Step::Witness
            }
            Step::Admin(admin) => Step::Admin(self.admin(admin)?),
        })
    }

    fn admin(&mut self, mut admin: Admin) -> Option<Admin> {
        let least = self.minimum;
        if self.touches_a_lane(&admin) {
            return None;
        }
        match &mut admin {
            Admin::Policy(need) => self.minimum = minimum(need),
            Admin::TersePolicy(policy) => self.minimum = policy.minimum_length,
            Admin::RecreateUser { user, password } => {
                let user = self.users.get_mut(*user)?;
                *password = password::keeping(password, least);
                *user = User {
                    lane: false,
                    exists: true,
                    profile: true,
                    first: Key::Works,
                    second: false,
                };
            }
            Admin::Reset { user, password } => {
                self.existing(*user).filter(|user| user.profile)?;
                *password = password::keeping(password, least);
            }
            Admin::CreateProfile { user, password } => {
                let user = self.existing(*user).filter(|user| !user.profile)?;
                user.profile = true;
                *password = password::keeping(password, least);
            }
            Admin::DeleteProfile { user } => {
                let user = self.existing(*user).filter(|user| user.profile)?;
                user.profile = false;
            }
            Admin::SecondKey { user } => {
                let user = self.existing(*user).filter(|user| !user.second)?;
                user.second = true;
            }
            Admin::DeactivateKey { user } => {
                let user = self.existing(*user);
                user.filter(|user| user.first == Key::Works)?.first = Key::Inactive;
            }
            Admin::DeleteKey { user } => {
                let user = self.existing(*user);
                user.filter(|user| user.first != Key::Deleted)?.first = Key::Deleted;
            }
            Admin::DeleteUser { user } => {
                let user = self.existing(*user)?;
                user.exists = false;
                user.profile = false;
                user.first = Key::Deleted;
            }
            Admin::Permit { user, .. } => {
                self.existing(*user)?;
            }
        }
        Some(admin)
    }

    /// Whether it takes from the lane's own user what it needs later.
    fn touches_a_lane(&self, admin: &Admin) -> bool {
        let user = admin.user().and_then(|user| self.users.get(user));
        !matches!(admin, Admin::Reset { .. }) && user.is_some_and(|user| user.lane)
    }

    /// Users that are not there are others: a sequence may have fewer users than it was drawn for.
    fn among_those_there(&self, request: &mut Request) {
        let there = self.users.len().max(1);
        let at = match &mut request.caller {
            Caller::User(at) | Caller::SecondKey(at) => {
                *at %= there;
                *at
            }
            Caller::Root | Caller::Role => there,
        };
        if let (Sign::Broken(breach) | Sign::BrokenUrl(breach), true) =
            (&mut request.sign, at + 1 >= there)
            && *breach == Breach::ForeignSecret
        {
            *breach = Breach::WrongSecret;
        }
        for param in &mut request.params {
            if let Param::Pair { value, .. } = param
                && let Text::UserName(at) = &mut value.text
            {
                *at %= there;
            }
        }
    }

    fn existing(&mut self, user: usize) -> Option<&mut User> {
        self.users.get_mut(user).filter(|user| user.exists)
    }

    /// Whoever has no second key uses the first, and the other way round; what signs with a key that works no more says so;
    /// whoever has no password does not speak of the current one.
    fn fit(&self, request: &mut Request) {
        self.among_those_there(request);
        let of = match request.caller {
            Caller::User(at) | Caller::SecondKey(at) => at,
            Caller::Root | Caller::Role => 0,
        };
        let Some(user) = self.users.get(of) else {
            return;
        };
        if matches!(request.caller, Caller::Root | Caller::Role) {
            return self.without_current(request, user);
        }
        if request.caller == Caller::SecondKey(of) && !user.second {
            request.caller = Caller::User(of);
        }
        let is_plain = matches!(request.sign, Sign::Header | Sign::Query { .. });
        if user.exists && user.first != Key::Works && user.second && is_plain {
            request.caller = Caller::SecondKey(of);
        }
        let key = match request.caller {
            Caller::User(_) => user.first,
            Caller::SecondKey(_) if !user.exists => Key::Deleted,
            _ => Key::Works,
        };
        if request.sign != Sign::None {
            match key {
                Key::Works => {}
                Key::Inactive => request.sign = Sign::Broken(Breach::InactiveKey),
                Key::Deleted => request.sign = Sign::Broken(Breach::DeletedKey),
            }
        }
        self.without_current(request, user);
    }

    fn without_current(&self, request: &mut Request, user: &User) {
        if !user.profile {
            passwords(request).for_each(|recipe| {
                if recipe.speaks_of_current() {
                    *recipe = password::keeping(recipe, 0);
                }
            });
        }
    }
}

fn passwords(request: &mut Request) -> impl Iterator<Item = &mut Recipe> {
    request.params.iter_mut().filter_map(|param| match param {
        Param::Pair {
            value:
                Spelled {
                    text: Text::Password(recipe),
                    ..
                },
            ..
        } => Some(recipe),
        Param::Around { password, .. } => Some(password),
        Param::Pair { .. } | Param::Verbatim(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Send;
    use crate::fuzz::Opening;

    fn sieve() -> Sieve {
        let first = Recipe::seeded(&["first"], 24);
        Sieve::new(&Opening {
            policy: PolicyNeed::Any,
            subjects: vec![Subject::made(first)],
        })
    }

    fn admin(sieve: &mut Sieve, admin: Admin) -> bool {
        sieve.pass(Step::Admin(admin)).is_some()
    }

    fn sent(sieve: &mut Sieve, request: Request) -> Request {
        let expect = None;
        match sieve.pass(Step::Send(Send { request, expect })) {
            Some(Step::Send(send)) => send.request,
            other => panic!("{other:?}"),
        }
    }

    fn change() -> Request {
        Request::change(Recipe::current(), Recipe::ascii(12))
    }

    #[test]
    fn a_call_that_must_fail_is_left_out() {
        let sieve = &mut sieve();
        let password = Recipe::seeded(&["fuzz", "0"], 24);
        let create = Admin::CreateProfile { user: 0, password };
        assert!(!admin(sieve, create.clone()));
        assert!(admin(sieve, Admin::DeleteProfile { user: 0 }));
        assert!(!admin(sieve, Admin::DeleteProfile { user: 0 }));
        assert!(admin(sieve, create));
        assert!(admin(sieve, Admin::DeleteUser { user: 0 }));
        assert!(!admin(sieve, Admin::SecondKey { user: 0 }));
        assert!(!admin(sieve, Admin::DeleteUser { user: 1 }));
    }

    #[test]
    fn a_key_that_works_no_more_says_so_until_there_is_another() {
        let sieve = &mut sieve();
        assert_eq!(sent(sieve, change()).sign, Sign::Header);
        assert!(admin(sieve, Admin::DeactivateKey { user: 0 }));
        let refused = sent(sieve, change());
        assert_eq!(refused.sign, Sign::Broken(Breach::InactiveKey));
        // The witness needs a key, and gives the user one.
        assert!(sieve.pass(Step::Witness).is_some());
        let request = sent(sieve, change());
        assert_eq!(
            (request.caller, request.sign),
            (Caller::SecondKey(0), Sign::Header)
        );
        assert!(!admin(sieve, Admin::SecondKey { user: 0 }));
    }

    #[test]
    fn nobody_speaks_of_a_password_that_is_not_there() {
        let sieve = &mut sieve();
        assert!(admin(sieve, Admin::DeleteProfile { user: 0 }));
        let mut request = sent(sieve, change());
        assert!(!passwords(&mut request).any(|recipe| recipe.speaks_of_current()));
    }

    #[test]
    fn an_administrator_keeps_to_the_policy() {
        let sieve = &mut sieve();
        let long = AccountPolicy {
            minimum_length: 100,
            ..AccountPolicy::RELAXED
        };
        assert!(admin(sieve, Admin::TersePolicy(long)));
        let password = Recipe::seeded(&["fuzz", "0"], 24);
        let reset = Admin::Reset { user: 0, password };
        let Some(Step::Admin(Admin::Reset { password, .. })) = sieve.pass(Step::Admin(reset))
        else {
            panic!("it can be made");
        };
        let made = crate::password::Forge::plain()
            .make(&password, None)
            .unwrap();
        assert!(made.expose().len() >= 100);
    }
}
