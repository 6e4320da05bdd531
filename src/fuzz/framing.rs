//! How a request gets onto the wire, when not as usual.

use super::Dice;
use crate::case::{Framing, HeaderCase, Transport};

/// Framings that HTTP forbids or that a server may decline.
const BROKEN: [Framing; 18] = [
    Framing::TwoLengths,
    Framing::LengthTwice,
    Framing::LengthAndChunked,
    Framing::NegativeLength,
    Framing::WordLength,
    Framing::ShortBody,
    Framing::LongBody(3),
    Framing::BadChunk,
    Framing::NoHost,
    Framing::TwoHosts,
    Framing::NoColon,
    Framing::SpaceBeforeColon,
    Framing::Folded,
    Framing::LineFeeds,
    Framing::CutHead,
    Framing::Garbage,
    Framing::OldVersion,
    Framing::NulInHeader,
];

/// Any framing that takes no time of its own.
pub(super) fn any(dice: &mut Dice) -> Transport {
    match dice.below(9) {
        0 => Transport::HeaderNames(HeaderCase::Upper),
        1 => Transport::HeaderNames(HeaderCase::Mixed),
        2 => Transport::Sliced(dice.pick(&[100, 300])),
        3 => Transport::Chunked(dice.pick(&[1, 7, 4_096])),
        4 => Transport::Gzip,
        5 => Transport::HalfClosed,
        6 => Transport::ExpectContinue,
        7 => Transport::Pipelined(2 + dice.below(3)),
        _ => Transport::Broken(dice.pick(&BROKEN)),
    }
}
