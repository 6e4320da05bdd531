//! Bytes in, bytes out: forms, signatures, XML and HTTP. The only room both readings share.

pub mod xml;
