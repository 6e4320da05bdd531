//! Where a fault or a variant may change what the endpoint does. Plain behaviour is the default, and
//! each group is declared beside the code that it belongs to; here they are only put together.
//! A fault is an assignment: `seams.validate.length = |_, password| password.len()`.

use super::administer::AdministerSeams;
use super::authenticate::AuthenticateSeams;
use super::authorize::AuthorizeSeams;
use super::call::DecodeSeams;
use super::change_password::{CompareSeams, StoreSeams};
use super::pace::PaceSeams;
use super::password_policy::{HistorySeams, PolicySeams};
use super::render::RenderSeams;
use super::transport::TransportSeams;
use super::validate::ValidateSeams;

/// All seams, in the order in which a request meets them.
#[derive(Clone, Copy, Default)]
pub struct Seams {
    /// Who is served now.
    pub pace: PaceSeams,
    /// Bytes to parameters.
    pub decode: DecodeSeams,
    /// Who signed.
    pub authenticate: AuthenticateSeams,
    /// Constraints of parameters.
    pub validate: ValidateSeams,
    /// Who may do what.
    pub authorize: AuthorizeSeams,
    /// The old password against the one in force.
    pub compare: CompareSeams,
    /// The account password policy.
    pub policy: PolicySeams,
    /// Reuse prevention.
    pub history: HistorySeams,
    /// What an accepted change does.
    pub store: StoreSeams,
    /// What an administrator's calls do.
    pub administer: AdministerSeams,
    /// Answers as XML.
    pub render: RenderSeams,
    /// Answers on their way.
    pub transport: TransportSeams,
}
