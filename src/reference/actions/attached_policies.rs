//! AttachUserPolicy, ListAttachedUserPolicies, DetachUserPolicy.

use super::page::Page;
use crate::reference::document::{Content, leaf};
use crate::reference::errors::{NO_SUCH_ENTITY, Refusal};
use crate::reference::managed;
use crate::reference::rules::{ARN, NAME};
use crate::reference::turn::{Answered, Turn};

/// Attaches a managed policy. Attaching it once more changes nothing.
pub fn attach(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.required("UserName", &NAME);
    let arn = members.required("PolicyArn", &ARN);
    members.finish()?;
    turn.permit_user("iam:AttachUserPolicy", &name)?;
    let managed = managed::find(&arn).ok_or_else(|| {
        Refusal::new(
            NO_SUCH_ENTITY,
            "The managed policy does not exist or is not attachable.",
        )
    })?;
    turn.user_mut(&name)?.attached.insert(managed.arn, managed);
    Ok(None)
}

/// Shows the managed policies that are attached.
pub fn list(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.required("UserName", &NAME);
    let page = Page::read(&mut members);
    members.finish()?;
    turn.permit_user("iam:ListAttachedUserPolicies", &name)?;
    let shown = turn.user(&name)?.attached.values().map(|managed| {
        let nodes = vec![
            leaf("PolicyName", managed.name),
            leaf("PolicyArn", managed.arn),
        ];
        (managed.arn, Content::Nodes(nodes))
    });
    Ok(Some(page.of("AttachedPolicies", shown)))
}

/// Detaches a managed policy.
pub fn detach(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let name = members.required("UserName", &NAME);
    let arn = members.required("PolicyArn", &ARN);
    members.finish()?;
    turn.permit_user("iam:DetachUserPolicy", &name)?;
    let detached = turn.user_mut(&name)?.attached.remove(&*arn);
    detached.map(|_| None).ok_or_else(|| {
        Refusal::new(
            NO_SUCH_ENTITY,
            "The managed policy is not attached to the user.",
        )
    })
}
