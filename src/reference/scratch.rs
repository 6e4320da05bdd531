//! What a fault remembers from one request to the next. Plain behaviour neither reads it nor writes to it.

use std::collections::HashMap;

use super::password_policy::PasswordPolicy;
use super::user::AccessKey;

/// Empty for ever where there is no fault. No `Debug`: it may hold passwords.
#[derive(Default)]
pub struct Scratch {
    /// Texts, most by the name of a user.
    pub texts: HashMap<String, String>,
    /// Counts, most by the name of a user.
    pub counts: HashMap<String, usize>,
    /// Account policies, the latest last; none where none was set.
    pub policies: Vec<Option<PasswordPolicy>>,
    /// Keys that were deleted.
    pub keys: Vec<AccessKey>,
}
