//! Names that the service gives: key ids, secrets, unique ids, request ids. All random.

use rand::Rng;
use uuid::Builder;

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The id of a long-term access key.
pub fn access_key_id() -> String {
    with_prefix("AKIA", 16)
}

/// The id of a session's access key.
pub fn session_key_id() -> String {
    with_prefix("ASIA", 16)
}

/// The unique id of a user.
pub fn user_id() -> String {
    with_prefix("AIDA", 17)
}

/// The unique id of a role.
pub fn role_id() -> String {
    with_prefix("AROA", 17)
}

/// A secret access key: 40 characters.
pub fn secret() -> String {
    letters(BASE64, 40)
}

/// A session token. It means nothing outside this process.
pub fn session_token() -> String {
    letters(BASE64, 128)
}

/// A request id: a fresh version 4 UUID.
pub fn request_id() -> String {
    Builder::from_random_bytes(rand::rng().random())
        .into_uuid()
        .to_string()
}

fn with_prefix(prefix: &str, count: usize) -> String {
    let mut id = prefix.to_owned();
    id.push_str(&letters(BASE32, count));
    id
}

fn letters<const N: usize>(alphabet: &[u8; N], count: usize) -> String {
    let mut rng = rand::rng();
    (0..count)
        .map(|_| char::from(alphabet[rng.random_range(0..N)]))
        .collect()
}
