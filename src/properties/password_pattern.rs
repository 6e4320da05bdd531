//! `passwordType` three times: by the oracle, by the embedded endpoint, and by the `regex` crate from the pattern as the page
//! spells it.

use std::fmt;
use std::sync::LazyLock;

use regex::Regex;

use super::agree::{Held, agree};
use crate::case::{Account, FORM, Permission, PolicyInForce, Sign, Transport};
use crate::oracle::{Caller, Question, derive};
use crate::password::{Recipe, Secret};
use crate::spec::{AccountPolicy, Model, Parameter, answers};
use crate::wire::{HttpRequest, Spelling, encode};

/// The validators that are tried; each says whether bytes are a password.
#[derive(Clone, Copy, Debug)]
pub struct PasswordPattern {
    /// The oracle's, with the clause that it cites.
    pub oracle: fn(&[u8]) -> Ruled,
    /// The embedded endpoint's.
    #[cfg(feature = "harness")]
    pub reference: fn(&str) -> bool,
}

impl Default for PasswordPattern {
    fn default() -> Self {
        Self {
            oracle,
            #[cfg(feature = "harness")]
            reference,
        }
    }
}

/// What becomes of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruled {
    /// Whether it meets the constraints.
    pub valid: bool,
    /// The clause.
    pub clause: String,
}

impl fmt::Display for Ruled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = if self.valid { "valid" } else { "refused" };
        write!(f, "{word} ({})", self.clause)
    }
}

/// What all readings judge by.
struct Page {
    model: Model,
    pattern: Regex,
    length: Regex,
    policy: PolicyInForce,
    user: Account,
}

static PAGE: LazyLock<Page> = LazyLock::new(|| {
    let model = Model::compiled_in().expect("the model is compiled in");
    let length = model.length(Parameter::New);
    let (min, max) = (length.min, length.max);
    let regex = |text: &str| Regex::new(text).expect("the page's own pattern is one");
    let password = Secret::new(Recipe::current(), b"the-Password-in-force-1".to_vec());
    Page {
        pattern: regex(&format!(r"\A(?:{})\z", model.pattern())),
        length: regex(&format!(r"(?s)\A.{{{min},{max}}}\z")),
        policy: PolicyInForce::Set(AccountPolicy::RELAXED),
        user: Account::new("user".to_owned(), Some(password), Permission::Inline),
        model,
    }
});

/// Tries a value.
///
/// # Errors
/// The readings do not agree.
pub fn password_pattern(validators: &PasswordPattern, value: &[u8]) -> Held<Ruled> {
    let text = std::str::from_utf8(value).ok();
    let by_regex =
        text.is_some_and(|text| PAGE.pattern.is_match(text) && PAGE.length.is_match(text));
    let ruled = (validators.oracle)(value);
    agree("the oracle", &ruled.valid, &by_regex)?;
    #[cfg(feature = "harness")]
    if let Some(text) = text {
        agree(
            "the embedded endpoint",
            &(validators.reference)(text),
            &by_regex,
        )?;
    }
    Ok(ruled)
}

/// The value as a new password, in the place where it stands on the wire.
fn oracle(value: &[u8]) -> Ruled {
    let written = encode(value, Spelling::STANDARD);
    let body = format!(
        "Action=ChangePassword&Version=2010-05-08&OldPassword=the-Password-in-force-1&NewPassword={written}"
    );
    let http = HttpRequest {
        method: "POST".to_owned(),
        target: "/".to_owned(),
        headers: vec![("Content-Type".to_owned(), FORM.to_owned())],
        body: body.into_bytes(),
    };
    let derived = derive(&Question {
        model: &PAGE.model,
        http: &http,
        prefix: "",
        caller: Caller::User(&PAGE.user),
        sign: &Sign::Header,
        transport: &Transport::Plain,
        policy: &PAGE.policy,
    });
    let mut answers = derived.expect.answers.iter();
    let refused = answers.any(|it| it.is_framed() || **it == answers::NOT_UTF8);
    Ruled {
        valid: !refused,
        clause: derived.expect.clause.to_string(),
    }
}

#[cfg(feature = "harness")]
fn reference(text: &str) -> bool {
    let validate = crate::reference::Seams::default().validate;
    let name = Parameter::New.name();
    (validate.lengths)(name).contains(&(validate.length)(name, text))
        && (validate.pattern)(name, text)
}
