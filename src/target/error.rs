//! Why a target could not be set up.

use std::io;
use std::path::PathBuf;

use super::claim::CLAIM;
use super::failed::CallFailed;
use crate::wire::{ClientError, EndpointError, NoAnswer, TlsError};

/// Why a target could not be set up. Completes "failed to …".
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// A file is there and cannot be read.
    #[error("read {}: {source}", .path.display())]
    UnreadableFile {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is not of its format.
    #[error("read line {line} of {}: {problem}", .path.display())]
    MalformedFile {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// What is wrong there.
        problem: &'static str,
    },
    /// A profile was asked for that is not there.
    #[error(
        "find the profile {name} ({}; see --profile and AWS_PROFILE)",
        there_are(known)
    )]
    NoSuchProfile {
        /// Asked for.
        name: String,
        /// Those that are there.
        known: Vec<String>,
    },
    /// The profile gets its credentials in a way that this program does not follow.
    #[error(
        "take credentials from the profile {profile}: {setting} is not supported (only aws_access_key_id with \
         aws_secret_access_key and aws_session_token; or set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and \
         AWS_SESSION_TOKEN, as `aws configure export-credentials --format env` prints them)"
    )]
    UnsupportedProfile {
        /// The profile.
        profile: String,
        /// The setting that says so.
        setting: &'static str,
    },
    /// Half of a key.
    #[error("take credentials from {origin}: {has} is set but {lacks} is not")]
    HalfKey {
        /// Where.
        origin: String,
        /// The half that is there.
        has: &'static str,
        /// The half that is not.
        lacks: &'static str,
    },
    /// A variable that stands for a usual one is not set.
    #[error(
        "take {usual} from {variable}: it is not set (set it, or see the variables of the target in the configuration \
         file)"
    )]
    NoSource {
        /// What is taken from it.
        usual: String,
        /// The variable.
        variable: String,
    },
    /// No credentials anywhere.
    #[error(
        "find credentials for {endpoint} (set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile with \
         --profile)"
    )]
    NoCredentials {
        /// Where to.
        endpoint: String,
    },
    /// No endpoint anywhere.
    #[error("find an endpoint (give --endpoint-url, or set AWS_ENDPOINT_URL_IAM)")]
    NoEndpoint,
    /// It is no URL of an endpoint.
    #[error("use the endpoint: {0} (see --endpoint-url and AWS_ENDPOINT_URL_IAM)")]
    Endpoint(#[from] EndpointError),
    /// It is not on this machine, and nobody allowed that.
    #[error(
        "use {endpoint}: it is not on this machine (--allow-remote allows it; users will be made and deleted there)"
    )]
    Remote {
        /// Where.
        endpoint: String,
    },
    /// The CA bundle cannot be used.
    #[error("trust the endpoint's certificate: {0}")]
    Tls(#[from] TlsError),
    /// No client could be made.
    #[error("make an HTTP client: {0}")]
    Client(#[from] ClientError),
    /// Nobody is there.
    #[error(
        "reach {endpoint}: {source} (is the endpoint up? see --timeout, or leave --endpoint-url out to use the \
         embedded one)"
    )]
    Unreachable {
        /// Where.
        endpoint: String,
        /// Why.
        source: NoAnswer,
    },
    /// A call was refused.
    #[error("{doing}: {source}")]
    Call {
        /// What the call was for: `provision the user …`.
        doing: String,
        /// The call, and what came of it.
        source: CallFailed,
    },
    /// The journal could not be written: nothing is made that could not be cleaned up.
    #[error("write the journal {}: {source}", .path.display())]
    Journal {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The account policy of an endpoint on another machine.
    #[error(
        "set the account password policy: it is another machine's (--allow-policy-changes allows it; it is put back \
         at the end)"
    )]
    PolicyNotAllowed,
    /// The account policy is to stay as it is.
    #[error("set the account password policy: it stays as it is (--keep-policy)")]
    PolicyKept,
    /// The account policy is another run's.
    #[error(
        "have the account password policy to itself: another partition has it, as the user {CLAIM} says: give each \
         partition an account of its own, or --keep-policy to all of them (pwspec clean removes what a killed run has left)"
    )]
    PolicyClaimed,
    /// A task of this program ended before its time.
    #[error("set up: {0}")]
    Interrupted(tokio::task::JoinError),
    /// Own mode without the password.
    #[error(
        "act as the user itself: PWSPEC_CURRENT_PASSWORD is not set (--user-mode own needs it)"
    )]
    NoCurrentPassword,
}

fn there_are(known: &[String]) -> String {
    if known.is_empty() {
        "there are none".to_owned()
    } else {
        format!("there are {}", known.join(", "))
    }
}
