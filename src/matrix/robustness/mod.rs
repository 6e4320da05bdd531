//! Whatever way a request comes, an answer comes or the connection ends, the state agrees with it, and the endpoint still
//! serves.

mod body;
mod connection;
mod framing;
mod head;
mod shapes;

pub(super) use body::cases as body;
pub(super) use connection::cases as connection;
pub(super) use framing::cases as framing;
pub(super) use head::cases as head;
