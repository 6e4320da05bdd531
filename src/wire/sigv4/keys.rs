//! Access keys, the scope of a signature, and the signing key derived from both.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use aws_sigv4::sign::v4::calculate_signature;
use sha2::{Digest, Sha256};

/// What a signature is valid for, beside its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// `us-east-1`
    pub region: String,
    /// `iam`, or `sts` for calls to STS.
    pub service: String,
}

impl Scope {
    /// The credential scope of one day (`YYYYMMDD`), as `Authorization` and `X-Amz-Credential` spell it.
    pub fn of_day(&self, date: &str) -> String {
        format!("{date}/{}/{}/aws4_request", self.region, self.service)
    }
}

/// One caller's access key: its id, its secret and, for temporary ones, its session token.
/// Debug shows the id only.
#[derive(Clone)]
pub struct Keys {
    /// The access key id. No secret.
    pub access: String,
    /// The session token of temporary credentials.
    pub token: Option<String>,
    secret: String,
    derived: Arc<Mutex<Option<Derived>>>,
}

/// Deriving costs more than all the rest of a signature, and a caller signs for one day and service at a time.
struct Derived {
    date: String,
    scope: Scope,
    key: Vec<u8>,
}

impl Keys {
    /// Keys from their parts, as `CreateAccessKey` and `AssumeRole` hand them out.
    pub fn new(
        access: impl Into<String>,
        secret: impl Into<String>,
        token: Option<String>,
    ) -> Self {
        Self {
            access: access.into(),
            token,
            secret: secret.into(),
            derived: Arc::default(),
        }
    }

    /// The secret access key.
    pub fn expose_secret(&self) -> &str {
        &self.secret
    }

    /// [`signature`] with these keys; the signing key is derived once a day and scope.
    pub fn signature(&self, date: &str, scope: &Scope, string_to_sign: &str) -> String {
        let mut derived = self.derived.lock().unwrap_or_else(PoisonError::into_inner);
        let known = derived
            .take()
            .filter(|known| known.date == date && known.scope == *scope)
            .unwrap_or_else(|| Derived {
                date: date.to_owned(),
                scope: scope.clone(),
                key: signing_key(&self.secret, date, &scope.region, &scope.service),
            });
        let signature = calculate_signature(&known.key, string_to_sign.as_bytes());
        *derived = Some(known);
        signature
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys")
            .field("access", &self.access)
            .finish_non_exhaustive()
    }
}

/// Signature Version 4's last two steps: the signing key from secret and scope, then the HMAC over the
/// string to sign, in lower-case hex. `date` is the scope's (`YYYYMMDD`), taken as it is.
pub fn signature(
    secret: &str,
    date: &str,
    region: &str,
    service: &str,
    string_to_sign: &str,
) -> String {
    calculate_signature(
        signing_key(secret, date, region, service),
        string_to_sign.as_bytes(),
    )
}

/// SHA-256 in lower-case hex.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The crate's own derivation wants a real date; a scope from the wire may hold any text.
fn signing_key(secret: &str, date: &str, region: &str, service: &str) -> Vec<u8> {
    [date, region, service, "aws4_request"]
        .into_iter()
        .fold(format!("AWS4{secret}").into_bytes(), |key, part| {
            unhex(&calculate_signature(key, part.as_bytes()))
        })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(hex: &str) -> Vec<u8> {
    let digit = |c: u8| char::from(c).to_digit(16).unwrap_or(0) as u8;
    hex.as_bytes()
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |byte, &c| byte << 4 | digit(c)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    /// AWS's published example for IAM: ListUsers at 20150830T123600Z.
    const STRING_TO_SIGN: &str = "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/iam/aws4_request\n\
        f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59";
    const SIGNATURE: &str = "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";

    fn scope(service: &str) -> Scope {
        Scope {
            region: "us-east-1".into(),
            service: service.into(),
        }
    }

    #[test]
    fn the_published_example_has_its_published_signature() {
        assert_eq!(
            signature(SECRET, "20150830", "us-east-1", "iam", STRING_TO_SIGN),
            SIGNATURE
        );
    }

    #[test]
    fn the_remembered_signing_key_is_used_for_its_own_day_and_scope_only() {
        let keys = Keys::new("AKIDEXAMPLE", SECRET, None);
        for (date, service) in [
            ("20150830", "iam"),
            ("20150830", "iam"),
            ("20150831", "iam"),
            ("20150831", "sts"),
        ] {
            assert_eq!(
                keys.signature(date, &scope(service), STRING_TO_SIGN),
                signature(SECRET, date, "us-east-1", service, STRING_TO_SIGN),
            );
        }
    }

    #[test]
    fn sha256_of_nothing_is_the_known_one() {
        assert_eq!(
            sha256_hex(b""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn debug_shows_no_secret() {
        let keys = Keys::new("AKIDEXAMPLE", SECRET, Some("the-token".into()));
        let shown = format!("{keys:?}");
        assert!(shown.contains("AKIDEXAMPLE"));
        assert!(!shown.contains(SECRET) && !shown.contains("the-token"));
    }
}
