//! CreateAccessKey, ListAccessKeys, UpdateAccessKey, DeleteAccessKey.

use super::page::Page;
use crate::reference::clock::timestamp;
use crate::reference::document::{Content, Node, branch, leaf};
use crate::reference::errors::{LIMIT_EXCEEDED, NO_SUCH_ENTITY, Refusal};
use crate::reference::limits::ACCESS_KEYS_PER_USER;
use crate::reference::rules::{KEY_ID, NAME};
use crate::reference::turn::{Answered, Turn};
use crate::reference::user::{AccessKey, Owner};

fn describe(name: &str, key: &AccessKey) -> Vec<Node> {
    vec![
        leaf("UserName", name.to_owned()),
        leaf("AccessKeyId", key.keys.access.clone()),
        leaf("Status", if key.active { "Active" } else { "Inactive" }),
        leaf("CreateDate", timestamp(key.created)),
    ]
}

/// The key of the id, if it is the user's.
fn own<'a>(turn: &'a mut Turn<'_>, name: &str, id: &str) -> Result<&'a mut AccessKey, Refusal> {
    turn.user(name)?;
    let owner = Owner::User(name.to_owned());
    turn.account
        .keys
        .get_mut(id)
        .filter(|key| key.owner == owner)
        .ok_or_else(|| {
            Refusal::new(
                NO_SUCH_ENTITY,
                format!("The Access Key with id {id} cannot be found."),
            )
        })
}

/// Gives a user a key. The secret is shown this once.
pub fn create(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.optional("UserName", &NAME);
    members.finish()?;
    let name = turn.subject(name.as_deref())?;
    turn.permit_user("iam:CreateAccessKey", &name)?;
    if turn.user(&name)?.keys.len() >= ACCESS_KEYS_PER_USER {
        let message = format!("Cannot exceed quota for AccessKeysPerUser: {ACCESS_KEYS_PER_USER}");
        return Err(Refusal::new(LIMIT_EXCEEDED, message));
    }
    let owner = Owner::User(name.clone());
    (turn.seams.administer.key_made)(turn.account, &name);
    let keys = turn.account.add_key(owner, turn.now);
    let mut shown = describe(&name, own(turn, &name, &keys.access)?);
    shown.push(leaf("SecretAccessKey", keys.expose_secret().to_owned()));
    Ok(Some(vec![branch("AccessKey", shown)]))
}

/// Shows the keys of a user.
pub fn list(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.optional("UserName", &NAME);
    let page = Page::read(&mut members);
    members.finish()?;
    let name = turn.subject(name.as_deref())?;
    turn.permit_user("iam:ListAccessKeys", &name)?;
    let mut ids: Vec<&str> = turn.user(&name)?.keys.iter().map(String::as_str).collect();
    ids.sort_unstable();
    let shown = ids.into_iter().filter_map(|id| {
        let key = turn.account.keys.get(id)?;
        Some((id, Content::Nodes(describe(&name, key))))
    });
    Ok(Some(page.of("AccessKeyMetadata", shown)))
}

/// Switches a key on or off.
pub fn update(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.optional("UserName", &NAME);
    let id = members.required("AccessKeyId", &KEY_ID);
    let status = members.required_word("Status", &["Active", "Inactive"]);
    members.finish()?;
    let name = turn.subject(name.as_deref())?;
    turn.permit_user("iam:UpdateAccessKey", &name)?;
    own(turn, &name, &id)?.active = status == "Active";
    Ok(None)
}

/// Forgets a key.
pub fn delete(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.optional("UserName", &NAME);
    let id = members.required("AccessKeyId", &KEY_ID);
    members.finish()?;
    let name = turn.subject(name.as_deref())?;
    turn.permit_user("iam:DeleteAccessKey", &name)?;
    own(turn, &name, &id)?;
    (turn.seams.administer.key_deleted)(turn.account, &id);
    turn.user_mut(&name)?.keys.retain(|key| *key != id);
    Ok(None)
}
