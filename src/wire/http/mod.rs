//! HTTP over pooled connections. The only room that knows reqwest.

mod client;
mod failure;
mod message;
mod reuse;
#[cfg(test)]
mod tests;

pub use client::{Client, ClientError};
