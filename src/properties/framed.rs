//! How a request is put into bytes: words of a request's text.

use crate::case::{Framing, HeaderCase, Transport};

/// By name, as a client library does first. Those that take time of their own, or ask more than once, are left out.
const KNOWN: [(&str, Transport); 26] = [
    ("plain", Transport::Plain),
    ("sliced", Transport::Sliced(7)),
    ("chunked-1", Transport::Chunked(1)),
    ("chunked", Transport::Chunked(50)),
    ("gzip", Transport::Gzip),
    ("half-closed", Transport::HalfClosed),
    ("expect", Transport::ExpectContinue),
    ("upper", Transport::HeaderNames(HeaderCase::Upper)),
    ("mixed", Transport::HeaderNames(HeaderCase::Mixed)),
    ("two-lengths", Transport::Broken(Framing::TwoLengths)),
    ("length-twice", Transport::Broken(Framing::LengthTwice)),
    (
        "length-and-chunked",
        Transport::Broken(Framing::LengthAndChunked),
    ),
    ("negative", Transport::Broken(Framing::NegativeLength)),
    ("word", Transport::Broken(Framing::WordLength)),
    ("short", Transport::Broken(Framing::ShortBody)),
    ("long", Transport::Broken(Framing::LongBody(3))),
    ("bad-chunk", Transport::Broken(Framing::BadChunk)),
    ("no-host", Transport::Broken(Framing::NoHost)),
    ("two-hosts", Transport::Broken(Framing::TwoHosts)),
    ("no-colon", Transport::Broken(Framing::NoColon)),
    ("space", Transport::Broken(Framing::SpaceBeforeColon)),
    ("folded", Transport::Broken(Framing::Folded)),
    ("line-feeds", Transport::Broken(Framing::LineFeeds)),
    ("old-version", Transport::Broken(Framing::OldVersion)),
    ("version", Transport::Broken(Framing::Version)),
    ("nul", Transport::Broken(Framing::NulInHeader)),
];

/// One of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Framed(usize);

impl Framed {
    /// Any.
    pub fn any(at: u8) -> Self {
        Self(usize::from(at) % KNOWN.len())
    }

    /// That of the name.
    pub fn named(name: &str) -> Option<Self> {
        let mut known = KNOWN.iter();
        known.position(|(known, _)| *known == name).map(Self)
    }

    /// The one that is meant, of whatever size; the plain one where it is none of these.
    #[cfg(test)]
    pub(super) fn of(transport: &Transport) -> Self {
        let same = |known: &Transport| match (known, transport) {
            (Transport::Broken(known), Transport::Broken(framing)) => known == framing,
            (Transport::HeaderNames(known), Transport::HeaderNames(case)) => known == case,
            _ => std::mem::discriminant(known) == std::mem::discriminant(transport),
        };
        let mut known = KNOWN.iter();
        Self(known.position(|(_, known)| same(known)).unwrap_or_default())
    }

    /// The name.
    pub fn word(self) -> &'static str {
        KNOWN[self.0].0
    }

    /// What is meant.
    pub fn transport(self) -> &'static Transport {
        &KNOWN[self.0].1
    }
}
