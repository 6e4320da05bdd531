//! Request heads of many lines, and of long ones.

use super::shapes::coming;
use crate::case::{Case, Expect, Framing, Transport};
use crate::spec::{ClauseId, Model, answers};

const SECTION: &str = "robustness/head";

/// Within reason, and beyond any.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let clause = || ClauseId::of("FrontEnd.head-too-large");
    let head = &answers::HEAD_TOO_LARGE;
    let of = |name, framing, expect: Expect| {
        coming(
            SECTION,
            name,
            Transport::Broken(framing),
            expect.or_silence(),
        )
    };
    let open = || Expect::open(clause(), head);
    vec![
        of("100-lines", Framing::HeaderFlood(100), open()),
        of("1000-lines", Framing::HeaderFlood(1_000), open()),
        of("8-kib", Framing::LongHeader(8 << 10), open()),
        of("64-kib", Framing::LongHeader(64 << 10), open()),
        of(
            "1-mib",
            Framing::LongHeader(1 << 20),
            Expect::refused(clause(), head),
        ),
    ]
}
