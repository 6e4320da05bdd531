//! Whatever way a request comes, an answer comes or the connection ends, the state agrees with it, and the endpoint still
//! serves.

pub(super) mod body;
pub(super) mod connection;
pub(super) mod framing;
pub(super) mod head;
mod shapes;
