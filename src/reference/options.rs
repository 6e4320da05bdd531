//! What a reference endpoint is started with.

use std::net::{Ipv4Addr, SocketAddr};

use super::seams::Seams;

/// The defaults suit a test: an ephemeral port of the loopback interface, plain behaviour.
#[derive(Clone)]
pub struct Options {
    /// Where to listen.
    pub address: SocketAddr,
    /// The account's id: 12 digits.
    pub account: String,
    /// How to behave.
    pub seams: Seams,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            address: (Ipv4Addr::LOCALHOST, 0).into(),
            account: "123456789012".to_owned(),
            seams: Seams::default(),
        }
    }
}
