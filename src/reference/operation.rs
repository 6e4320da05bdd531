//! The operations that are served, and by whom.

use super::actions::{
    access_keys, account_policy, attached_policies, login_profiles, role_policies, roles, sts,
    user_policies, users,
};
use super::change_password::change_password;
use super::turn::{Answered, Turn};

/// One of the two services behind the endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Identity and Access Management.
    Iam,
    /// Security Token Service.
    Sts,
}

impl Service {
    /// As the scope of a signature names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Iam => "iam",
            Self::Sts => "sts",
        }
    }

    /// The `Version` of its calls.
    pub fn version(self) -> &'static str {
        match self {
            Self::Iam => "2010-05-08",
            Self::Sts => "2011-06-15",
        }
    }

    /// The namespace of its answers.
    pub fn namespace(self) -> &'static str {
        match self {
            Self::Iam => "https://iam.amazonaws.com/doc/2010-05-08/",
            Self::Sts => "https://sts.amazonaws.com/doc/2011-06-15/",
        }
    }
}

/// An operation.
pub struct Operation {
    /// The `Action`.
    pub name: &'static str,
    /// Whose it is.
    pub service: Service,
    /// Serves it.
    pub serve: fn(&mut Turn<'_>) -> Answered,
}

/// The operation of an `Action`.
pub fn find(action: &str) -> Option<&'static Operation> {
    OPERATIONS.iter().find(|operation| operation.name == action)
}

const fn iam(name: &'static str, serve: fn(&mut Turn<'_>) -> Answered) -> Operation {
    Operation {
        name,
        service: Service::Iam,
        serve,
    }
}

const fn sts(name: &'static str, serve: fn(&mut Turn<'_>) -> Answered) -> Operation {
    Operation {
        name,
        service: Service::Sts,
        serve,
    }
}

static OPERATIONS: [Operation; 33] = [
    iam("ChangePassword", change_password),
    iam("CreateUser", users::create),
    iam("GetUser", users::get),
    iam("ListUsers", users::list),
    iam("DeleteUser", users::delete),
    iam("CreateLoginProfile", login_profiles::create),
    iam("GetLoginProfile", login_profiles::get),
    iam("UpdateLoginProfile", login_profiles::update),
    iam("DeleteLoginProfile", login_profiles::delete),
    iam("CreateAccessKey", access_keys::create),
    iam("ListAccessKeys", access_keys::list),
    iam("UpdateAccessKey", access_keys::update),
    iam("DeleteAccessKey", access_keys::delete),
    iam("PutUserPolicy", user_policies::put),
    iam("GetUserPolicy", user_policies::get),
    iam("ListUserPolicies", user_policies::list),
    iam("DeleteUserPolicy", user_policies::delete),
    iam("AttachUserPolicy", attached_policies::attach),
    iam("ListAttachedUserPolicies", attached_policies::list),
    iam("DetachUserPolicy", attached_policies::detach),
    iam("UpdateAccountPasswordPolicy", account_policy::update),
    iam("GetAccountPasswordPolicy", account_policy::get),
    iam("DeleteAccountPasswordPolicy", account_policy::delete),
    iam("CreateRole", roles::create),
    iam("GetRole", roles::get),
    iam("ListRoles", roles::list),
    iam("DeleteRole", roles::delete),
    iam("PutRolePolicy", role_policies::put),
    iam("GetRolePolicy", role_policies::get),
    iam("ListRolePolicies", role_policies::list),
    iam("DeleteRolePolicy", role_policies::delete),
    sts("GetCallerIdentity", sts::get_caller_identity),
    sts("AssumeRole", sts::assume_role),
];
