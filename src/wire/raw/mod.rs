//! Connections of our own: bytes as they are given, answers read strictly (RFC 9112).

mod answer;
mod connection;
mod dial;
mod framing;
mod head;
mod incoming;
mod render;
#[cfg(test)]
mod tests;

pub use connection::RawConnection;
pub(super) use render::lacks_length;
pub use render::render;
