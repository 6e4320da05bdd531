//! GetCallerIdentity and AssumeRole, of the Security Token Service.

use std::time::Duration;

use crate::wire::sigv4::Keys;

use super::inline::malformed;
use crate::reference::account::{Account, Caller};
use crate::reference::clock::timestamp;
use crate::reference::document::{Node, branch, leaf};
use crate::reference::errors::{ACCESS_DENIED, Refusal};
use crate::reference::identifiers;
use crate::reference::role::{Role, Session};
use crate::reference::rules::{ARN, SESSION_NAME, SESSION_POLICY};
use crate::reference::statement::{Decision, Policy};
use crate::reference::turn::{Answered, Turn};

/// Says who asks. Needs no permission.
pub fn get_caller_identity(turn: &mut Turn<'_>) -> Answered {
    let id = match turn.caller {
        Caller::Root => turn.account.id.clone(),
        Caller::User(name) => turn.user(name)?.id.clone(),
        Caller::Session(session) => format!("{}:{}", session.role_id, session.name),
    };
    Ok(Some(vec![
        leaf("Arn", turn.account.caller_arn(turn.caller)),
        leaf("UserId", id),
        leaf("Account", turn.account.id.clone()),
    ]))
}

/// Opens a session of a role: a key that works for a while, and only with its token.
pub fn assume_role(turn: &mut Turn<'_>) -> Answered {
    let mut members = turn.members();
    let arn = members.required("RoleArn", &ARN);
    let name = members
        .required("RoleSessionName", &SESSION_NAME)
        .into_owned();
    let seconds = members
        .number("DurationSeconds", 900..=43_200)
        .unwrap_or(3_600);
    let policy = members.optional("Policy", &SESSION_POLICY);
    members.finish()?;
    let role = assumable(turn, &arn)?;
    let policy = policy
        .map(|document| Policy::identity(&document))
        .transpose();
    let token = Some(identifiers::session_token());
    let keys = Keys::new(identifiers::session_key_id(), identifiers::secret(), token);
    let session = Session {
        keys,
        expires: turn.now + Duration::from_secs(seconds.into()),
        role: role.name.clone(),
        role_id: role.id.clone(),
        name,
        policy: policy.map_err(malformed)?,
    };
    let shown = describe(turn.account, &session);
    turn.account.sessions.insert(session);
    Ok(Some(shown))
}

fn describe(account: &Account, session: &Session) -> Vec<Node> {
    let Session {
        keys,
        role,
        role_id,
        name,
        ..
    } = session;
    let credentials = vec![
        leaf("AccessKeyId", keys.access.clone()),
        leaf("SecretAccessKey", keys.expose_secret().to_owned()),
        leaf("SessionToken", keys.token.clone().unwrap_or_default()),
        leaf("Expiration", timestamp(session.expires)),
    ];
    let assumed = vec![
        leaf("AssumedRoleId", format!("{role_id}:{name}")),
        leaf("Arn", account.session_arn(role, name)),
    ];
    vec![
        branch("Credentials", credentials),
        branch("AssumedRoleUser", assumed),
    ]
}

/// The role of the ARN, if the caller may assume it: the role has to trust the caller, by name, or
/// the account, and then the caller's own policies have to allow it too. Whether a role does not exist
/// or does not trust is not told.
fn assumable<'a>(turn: &'a Turn<'_>, arn: &str) -> Result<&'a Role, Refusal> {
    const ACTION: &str = "sts:AssumeRole";
    let caller = turn.account.caller_arn(turn.caller);
    let decide = turn.seams.authorize.decide;
    let own = decide(turn.account, turn.caller, ACTION, arn);
    let account = format!("arn:aws:iam::{}:root", turn.account.id);
    let trust = |principal: &str| {
        if principal == caller || principal == "*" {
            Some(true)
        } else {
            let in_account = principal == account || principal == turn.account.id;
            in_account.then_some(own == Decision::Allowed)
        }
    };
    let name = arn.rsplit('/').next().unwrap_or_default();
    let role = turn
        .account
        .roles
        .get(name)
        .filter(|_| turn.account.role_arn(name) == arn);
    role.filter(|_| !matches!(turn.caller, Caller::Root) && own != Decision::Denied)
        .filter(|role| role.trust.decide_trust(ACTION, trust) == Decision::Allowed)
        .ok_or_else(|| {
            let message =
                format!("User: {caller} is not authorized to perform: {ACTION} on resource: {arn}");
            Refusal::new(ACCESS_DENIED, message)
        })
}
