//! Bytes in, bytes out: forms, signatures, XML and HTTP. The only room both readings share.

mod answer;
mod form;
mod no_answer;
mod request;
pub mod sigv4;
mod spelling;
pub mod xml;

pub use answer::Answer;
pub use form::{Field, decode, encode, fields};
pub use no_answer::{ConnectFailure, NoAnswer};
pub use request::HttpRequest;
pub use spelling::{Escape, Hex, Space, Spelling};
