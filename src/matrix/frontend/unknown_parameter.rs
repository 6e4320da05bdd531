//! What nobody asked for is ignored: unknown parameters, bare keys, empty pairs.

use super::parts::change;
use crate::case::{Case, CaseBuilder};
use crate::case::{Param, Request};
use crate::matrix::shapes::accepted;
use crate::spec::Model;

const SECTION: &str = "frontend/unknown-parameter";

/// Bytes between two `&`, and the place among the four parameters.
const PIECES: [(&str, &str, usize); 16] = [
    ("bare-key-first", "Extra", 0),
    ("bare-key-last", "Extra", 4),
    ("bare-key-of-the-same-name", "NewPassword", 3),
    ("charset-hint", "_charset_=iso-8859-1", 0),
    ("empty-pair", "", 2),
    ("empty-pairs", "&&&", 2),
    ("empty-value", "Extra=", 4),
    ("equals-alone", "=", 4),
    ("first", "Extra=1", 0),
    ("last", "Extra=1", 4),
    ("leading-ampersand", "", 0),
    ("method-override", "_method=DELETE", 0),
    ("nameless", "=1", 4),
    ("trailing-ampersand", "", 4),
    ("value-above-latin1", "utf8=%E2%9C%93", 0),
    ("value-with-equals", "Extra=1=2", 4),
];

/// Each in a body; the empty ones in a query too.
pub(in crate::matrix) fn cases(_model: &Model) -> Vec<Case> {
    let of = |name: String, piece: &str, place: usize, finish: fn(Request) -> Request| {
        let case = CaseBuilder::new(SECTION, name);
        let mut request = change(&case);
        let piece = Param::Verbatim(piece.as_bytes().to_vec());
        request
            .params
            .insert(place.min(request.params.len()), piece);
        case.sends(finish(request), accepted("FrontEnd.unknown-parameter"))
            .build()
    };
    let posted = PIECES
        .into_iter()
        .map(|(name, piece, place)| of(name.to_owned(), piece, place, |request| request));
    let got = PIECES
        .into_iter()
        .filter(|(_, piece, _)| !piece.contains('='))
        .map(|(name, piece, place)| of(format!("{name}-get"), piece, place, Request::get));
    posted.chain(got).collect()
}
