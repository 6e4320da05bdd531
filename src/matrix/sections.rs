//! All sections, roots first: how forms are read and passwords compared, then the page's parameters and their neighbours.

use super::{
    auth, both_bad, charset, content, envelope, form, frontend, identity, length, pairwise, policy,
    required, robustness, sample, spelling, state, wrong_old,
};
use crate::case::Case;
use crate::spec::Model;

/// A section: its name is the first words of its cases' ids.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// `new-password/length`
    pub name: &'static str,
    /// One line on what it is about.
    pub about: &'static str,
    make: fn(&Model) -> Vec<Case>,
}

macro_rules! sections {
    ($($name:literal, $about:literal, $make:expr;)*) => {
        &[$(Section { name: $name, about: $about, make: $make }),*]
    };
}

static SECTIONS: &[Section] = sections! {
    "form", "from bytes to values: where this is wrong, no value means what was sent", form::cases;
    "wrong-old", "a wrong old password, however near", wrong_old::cases;
    "new-password/required", "the new password is required", required::new_password;
    "old-password/required", "the old password is required", required::old_password;
    "new-password/charset", "every character the pattern admits, and what it rejects, at every place", charset::new_password;
    "old-password/charset", "every character the pattern admits, and what it rejects, at every place", charset::old_password;
    "new-password/length", "1 to 128 characters, counted in Unicode scalar values", length::new_password;
    "old-password/length", "1 to 128 characters, counted in Unicode scalar values", length::old_password;
    "both-bad", "both parameters break a constraint at once", both_bad::cases;
    "envelope", "the envelopes of success and of every error", envelope::each::cases;
    "envelope/request-id", "the same bytes twice are two requests", envelope::request_id::cases;
    "envelope/echo", "an answer tells nothing of a password", envelope::echo::cases;
    "spelling", "the same text in every legal spelling", spelling::cases;
    "sample", "the page's own sample", sample::cases;
    "policy/length", "the account policy's minimum length", policy::length::cases;
    "policy/classes", "the classes that the account policy asks for", policy::classes::cases;
    "policy/symbols", "the documented symbols, and no others", policy::symbols::cases;
    "policy/unset", "the default policy of an account that has set none", policy::unset::cases;
    "policy/reuse", "the passwords that a user may not take again", policy::reuse::cases;
    "policy/epoch", "a change of the policy holds from the next change of a password on", policy::epoch::cases;
    "policy/omitted", "an update of the policy is never partial", policy::omitted::cases;
    "policy/validation-first", "what breaks a constraint is not judged by the policy", policy::validation_first::cases;
    "identity/profile", "a login profile: none, deleted, made again, in need of a reset", identity::profile::cases;
    "identity/user", "a user: deleted, made again, with a path", identity::user::cases;
    "identity/keys", "a user's two keys, and one less", identity::keys::cases;
    "identity/root", "the root user is not served", identity::others::root;
    "identity/role", "a role's session is not served", identity::others::role;
    "identity/permission", "who may change the own password, and what no right spares", identity::permission::cases;
    "identity/many", "each change hits its own user and no other", identity::many::cases;
    "identity/names", "users whose names are alike", identity::names::cases;
    "identity/user-name", "a UserName does not redirect the change", identity::user_name::cases;
    "content/literal", "text that some layer would interpret, as a password", content::literal;
    "content/interpreted", "a password against what some layer makes of it", content::interpreted;
    "content/match-all", "texts that some layer takes for any password", content::match_all;
    "content/user-name", "the user's own name", content::user_name;
    "content/punctuation", "each ASCII punctuation first, last and alone among letters", content::punctuation;
    "content/depth", "a rejected character at any depth of a long value", content::depth;
    "content/limit", "a character too many that some layer does not count", content::limit;
    "content/line", "a rejected character on one of several lines", content::line;
    "content/lookalike", "characters that share bytes with legal ones, fold to them or look like them", content::lookalike;
    "auth/unsigned", "an unsigned request is refused", auth::unsigned::cases;
    "auth/key", "the key is known, and its secret signed", auth::key::cases;
    "auth/tampered", "nothing that a signature covers, and no digit of it, can be changed", auth::tampered::cases;
    "auth/date", "a signature is good for minutes", auth::date::cases;
    "auth/scope", "a signature is for a day, a region and a service", auth::scope::cases;
    "auth/malformed", "an Authorization that cannot be read is refused", auth::malformed::cases;
    "auth/presigned", "a presigned URL is good for its time", auth::presigned::cases;
    "auth/canonical", "a right signature is served, whatever it covers", auth::canonical::cases;
    "auth/odd", "signatures of which the sources say nothing", auth::odd::cases;
    "robustness/body", "bodies in chunks, slow, compressed, or after a question", robustness::body::cases;
    "robustness/framing", "framings that HTTP forbids or lets a server decline", robustness::framing::cases;
    "robustness/head", "request heads of many lines, and of long ones", robustness::head::cases;
    "robustness/connection", "several requests on one connection, and half a connection", robustness::connection::cases;
    "state/lifetime", "a new password holds until the next change, a retired one never again", state::lifetime::cases;
    "state/refused", "a refused call of every kind leaves no trace", state::refused::cases;
    "state/reset", "an administrator's new password counts at once", state::reset::cases;
    "state/guesses", "wrong guesses lock nobody out", state::guesses::cases;
    "state/near", "two passwords that are nearly one", state::near::cases;
    "state/race", "changes at once are changes one after another", state::race::cases;
    "state/connection", "requests on one connection know nothing of each other", state::connection::cases;
    "frontend/action", "unknown actions, and none", frontend::action;
    "frontend/version", "wrong versions, and none", frontend::version;
    "frontend/names", "names in another case, and names that are almost right", frontend::names;
    "frontend/duplicate", "a parameter given twice", frontend::duplicate;
    "frontend/unknown-parameter", "what nobody asked for is ignored", frontend::unknown_parameter;
    "frontend/separator", "semicolons and equals signs are data", frontend::separator;
    "frontend/escape", "malformed escapes", frontend::escape;
    "frontend/text", "bytes that are no UTF-8", frontend::text;
    "frontend/method", "other methods than GET and POST", frontend::method;
    "frontend/path", "other paths", frontend::path;
    "frontend/media-type", "bodies that are no form, or do not say so", frontend::media_type;
    "frontend/split", "parameters in query and body", frontend::split;
    "frontend/size", "many parameters, long ones, large bodies, long queries", frontend::size;
    "frontend/echo", "what an answer may repeat", frontend::echo;
    "pairwise", "every value of every factor of a request beside every value of every other", pairwise::cases;
};

/// The sections.
pub fn sections() -> &'static [Section] {
    SECTIONS
}

/// Every case of the matrix, in the order of the sections.
pub fn cases(model: &Model) -> Vec<Case> {
    SECTIONS
        .iter()
        .flat_map(|section| (section.make)(model))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::Ledger;
    use std::collections::HashSet;

    fn all() -> Vec<Case> {
        cases(&Model::compiled_in().unwrap())
    }

    #[test]
    fn every_case_has_an_id_of_its_own_that_begins_with_its_section() {
        let mut seen = HashSet::new();
        for case in all() {
            assert!(seen.insert(case.id.clone()), "{} stands twice", case.id);
            assert!(
                case.id.as_str().starts_with(&format!("{}/", case.section)),
                "{} in {}",
                case.id,
                case.section
            );
            assert!(
                SECTIONS.iter().any(|section| section.name == case.section),
                "{}",
                case.section
            );
        }
    }

    #[test]
    fn every_clause_that_a_case_cites_stands_in_the_ledger() {
        let ledger = Ledger::compiled_in();
        for case in all() {
            for clause in case.cited() {
                assert!(ledger.get(clause).is_some(), "{} cites {clause}", case.id);
            }
        }
    }

    #[test]
    fn a_change_of_the_model_s_limit_moves_the_matrix() {
        let text = include_str!("../../fixtures/model.json").replace("128", "64");
        let moved = cases(&Model::parse(&text).unwrap());
        let has = |cases: &[Case], id: &str| cases.iter().any(|case| case.id.as_str() == id);
        assert!(has(&all(), "new-password/length/130-latin1"));
        assert!(!has(&moved, "new-password/length/130-latin1"));
        let refused = moved
            .iter()
            .find(|case| case.id.as_str() == "new-password/length/65-latin1")
            .unwrap();
        assert!(format!("{:?}", refused.steps).contains("Refused"));
    }
}
