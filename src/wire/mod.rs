//! Bytes in, bytes out: forms, signatures, XML and HTTP. The only room both readings share.

mod answer;
mod endpoint;
mod form;
mod gzip;
mod http;
mod limits;
mod no_answer;
mod raw;
mod request;
pub mod sigv4;
mod spelling;
#[cfg(test)]
mod test_server;
mod tls;
#[cfg(test)]
mod tls_tests;
pub mod xml;

pub use answer::Answer;
pub use endpoint::{Endpoint, EndpointError};
pub use form::{Field, decode, encode, fields};
pub use gzip::{gunzip, gzip};
pub use http::{Client, ClientError};
pub use limits::{LARGEST_BODY, Limits};
pub use no_answer::{ConnectFailure, NoAnswer};
pub use raw::{RawConnection, render};
pub use request::HttpRequest;
pub use spelling::{Escape, Hex, Space, Spelling};
pub use tls::{Tls, TlsError};
