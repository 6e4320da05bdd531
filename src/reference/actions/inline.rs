//! What inline policies of users and of roles have in common.

use std::collections::BTreeMap;

use super::page::Page;
use crate::reference::document::{Content, Node, leaf};
use crate::reference::errors::{
    LIMIT_EXCEEDED, MALFORMED_POLICY_DOCUMENT, NO_SUCH_ENTITY, Refusal,
};
use crate::reference::limits::POLICY_SIZE;
use crate::reference::rules::{DOCUMENT, NAME};
use crate::reference::statement::{Policy, PolicyError};
use crate::reference::validate::Members;
use crate::wire::{Spelling, encode};

/// The inline policies of a user or a role, by name.
pub type Policies = BTreeMap<String, Policy>;

/// What names a policy: whose (`UserName` or `RoleName`), and which.
pub struct Named {
    /// The user or the role.
    pub holder: String,
    /// The policy.
    pub policy: String,
}

impl Named {
    /// Reads the two names.
    pub fn read(members: &mut Members<'_>, holder: &'static str) -> Self {
        Self {
            holder: members.required(holder, &NAME).into_owned(),
            policy: members.required("PolicyName", &NAME).into_owned(),
        }
    }
}

/// Reads the document to put.
pub fn document(members: &mut Members<'_>) -> String {
    members.required("PolicyDocument", &DOCUMENT).into_owned()
}

/// Puts a policy, in the place of one of the same name.
pub fn put(policies: &mut Policies, name: String, document: &str) -> Result<(), Refusal> {
    let policy = Policy::identity(document).map_err(malformed)?;
    let others = policies.iter().filter(|(other, _)| **other != name);
    if others
        .map(|(_, other)| size(&other.document))
        .sum::<usize>()
        + size(document)
        > POLICY_SIZE
    {
        let message = format!("Maximum policy size of {POLICY_SIZE} bytes exceeded");
        return Err(Refusal::new(LIMIT_EXCEEDED, message));
    }
    policies.insert(name, policy);
    Ok(())
}

/// Shows a policy; its document percent-encoded, as IAM does.
pub fn get(policies: &Policies, holder: &'static str, named: Named) -> Result<Vec<Node>, Refusal> {
    let policy = policies
        .get(&named.policy)
        .ok_or_else(|| not_found(&named.policy))?;
    Ok(vec![
        leaf(holder, named.holder),
        leaf("PolicyName", named.policy),
        leaf(
            "PolicyDocument",
            encode(policy.document.as_bytes(), Spelling::STANDARD),
        ),
    ])
}

/// Shows the names of the policies.
pub fn list(policies: &Policies, page: &Page) -> Vec<Node> {
    let names = policies
        .keys()
        .map(|name| (name.as_str(), Content::Text(name.clone().into())));
    page.of("PolicyNames", names)
}

/// Forgets a policy.
pub fn delete(policies: &mut Policies, name: &str) -> Result<(), Refusal> {
    policies
        .remove(name)
        .map(drop)
        .ok_or_else(|| not_found(name))
}

/// What is answered to a document that is no policy.
pub fn malformed(error: PolicyError) -> Refusal {
    Refusal::new(MALFORMED_POLICY_DOCUMENT, error.to_string())
}

/// Characters, white space apart.
pub fn size(document: &str) -> usize {
    document.chars().filter(|c| !c.is_whitespace()).count()
}

fn not_found(name: &str) -> Refusal {
    Refusal::new(
        NO_SUCH_ENTITY,
        format!("The policy with name {name} cannot be found."),
    )
}
