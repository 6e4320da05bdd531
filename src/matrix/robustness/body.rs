//! Bodies that come in chunks, slowly, compressed, or after a question.

use super::shapes::{coming, left_to_the_server};
use crate::case::{Case, Expect, Transport};
use crate::password::Recipe;
use crate::spec::{ClauseId, Model, answers};

const SECTION: &str = "robustness/body";
/// Milliseconds that a slow body takes.
const SLOW: u64 = 1_000;

/// One case a way.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let open = || left_to_the_server(&answers::FRAMING);
    let slow = |slice, total| Transport::Slow { slice, total };
    let mut cases = vec![
        coming(SECTION, "slow", slow(16, SLOW), open()),
        coming(SECTION, "byte-by-byte", slow(1, SLOW / 4), open()),
        coming(
            SECTION,
            "expect-continue",
            Transport::ExpectContinue,
            open(),
        ),
        compressed(open()),
        // Nothing in HTTP tells how a message is cut into packets.
        coming(
            SECTION,
            "sliced-head-and-body",
            Transport::Sliced(24),
            Expect::accepted(ClauseId::of("ChangePassword.accepts")),
        ),
    ];
    for (name, size) in [("chunks-of-1", 1), ("chunks-of-7", 7), ("one-chunk", 4_096)] {
        let chunked = left_to_the_server(&answers::CODING);
        cases.push(coming(SECTION, name, Transport::Chunked(size), chunked));
    }
    cases
}

/// What a server that knows no gzip makes of the bytes depends on them: they are the same in every run.
fn compressed(expect: Expect) -> Case {
    let start = Recipe::seeded(&[SECTION, "gzip", "old"], 24);
    Case {
        start: Some(start),
        ..coming(SECTION, "gzip", Transport::Gzip, expect)
    }
}
