//! Framings that HTTP forbids, or that a server may decline: it may answer, or end the connection, but not go down.

use super::shapes::{change, coming, left_to_the_server};
use crate::case::{Case, CaseBuilder, Framing, Param, Transport};
use crate::spec::{Answers, ClauseId, Model, answers};

const SECTION: &str = "robustness/framing";

/// One case a framing.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let of = |name, framing, answers: &'static Answers| {
        let expect = left_to_the_server(answers).or_silence();
        coming(SECTION, name, Transport::Broken(framing), expect)
    };
    let plain = &answers::FRAMING;
    vec![
        of("two-lengths", Framing::TwoLengths, plain),
        of("length-twice", Framing::LengthTwice, plain),
        of(
            "length-and-chunks",
            Framing::LengthAndChunked,
            &answers::CODING,
        ),
        of("negative-length", Framing::NegativeLength, plain),
        of("length-in-words", Framing::WordLength, plain),
        of("short-body", Framing::ShortBody, plain),
        long_body(),
        of("bad-chunk", Framing::BadChunk, &answers::CODING),
        of("no-host", Framing::NoHost, plain),
        of("two-hosts", Framing::TwoHosts, plain),
        of("no-colon", Framing::NoColon, plain),
        of("space-before-colon", Framing::SpaceBeforeColon, plain),
        of("nul-in-header", Framing::NulInHeader, plain),
        of("folded-header", Framing::Folded, plain),
        of("line-feeds-alone", Framing::LineFeeds, plain),
        of("cut-head", Framing::CutHead, plain),
        of("garbage", Framing::Garbage, plain),
        of("http-1.0", Framing::OldVersion, plain),
        of("http-9.9", Framing::Version, &answers::VERSION),
    ]
}

/// What the length leaves behind is the end of a parameter that nobody knows: who does not verify signatures still reads
/// the same change.
fn long_body() -> Case {
    let case = CaseBuilder::new(SECTION, "long-body");
    let tail = "x".repeat(40);
    let mut request = change(&case).and(Param::pair("Tail", &tail));
    request.transport = Transport::Broken(Framing::LongBody(30));
    let expect = left_to_the_server(&answers::FRAMING).or_silence();
    case.touching(ClauseId::of("Answer.liveness"))
        .sends(request, expect)
        .build()
}
