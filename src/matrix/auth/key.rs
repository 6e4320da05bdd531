//! The key must be known, and its secret must have signed.

use super::shapes::{broken, broken_url, change, refused};
use crate::case::{Breach, Case, CaseBuilder, Sign, Subject};
use crate::password::Recipe;
use crate::spec::{Model, answers};

const SECTION: &str = "auth/key";

/// Keys that nobody has, and secrets that are not the key's.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let unknown =
        |name, breach| broken(SECTION, name, breach, "Auth.unknown-key", &answers::BAD_KEY);
    let secret = |name, breach| {
        broken(
            SECTION,
            name,
            breach,
            "Auth.secret",
            &answers::BAD_SIGNATURE,
        )
    };
    vec![
        unknown("unknown", Breach::UnknownKey),
        // Found by a search for what begins so, or that what is given begins with.
        unknown("id-one-short", Breach::KeyCut),
        unknown("id-one-long", Breach::KeyLonger),
        broken_url(
            SECTION,
            "unknown-presigned",
            Breach::UnknownKey,
            "Auth.unknown-key",
            &answers::BAD_KEY,
        ),
        secret("wrong-secret", Breach::WrongSecret),
        secret("secret-case", Breach::SecretCase),
        secret("empty-secret", Breach::EmptySecret),
        broken_url(
            SECTION,
            "wrong-secret-presigned",
            Breach::WrongSecret,
            "Auth.secret",
            &answers::BAD_SIGNATURE,
        ),
        another_user_s_secret(),
    ]
}

/// Any secret of the account would do, where a verifier forgets whose it is.
fn another_user_s_secret() -> Case {
    let case = CaseBuilder::new(SECTION, "another-user-s-secret");
    let request = change(&case).signed(Sign::Broken(Breach::ForeignSecret));
    let other = Subject::made(Recipe::seeded(&[SECTION, "other"], 24));
    refused(
        case.about([Subject::Lane, other]),
        request,
        "Auth.secret",
        &answers::BAD_SIGNATURE,
    )
}
