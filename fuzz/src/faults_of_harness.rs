//! Faults of what only the whole harness has: of the embedded endpoint, those that it can be served with.

use pwspec::properties::{EventsNdjson, ReferenceRequest, Sigv4Verify};
use pwspec::reference::{Seams, fault};
use pwspec::report::{RecordedError, recorded};

use crate::faults::Fault;

/// Of the verifier.
pub const SIGV4_VERIFY: [Fault<Sigv4Verify>; 3] = [
    Fault {
        name: "signature-first-eight",
        what: "compares eight digits of a signature",
        apply: |endpoint| *endpoint = Sigv4Verify::with(seams("signature-first-eight")),
    },
    Fault {
        name: "signature-first-of-header",
        what: "signs the first value of a header that comes twice",
        apply: |endpoint| *endpoint = Sigv4Verify::with(seams("signature-first-of-header")),
    },
    Fault {
        name: "signature-spares-unknown",
        what: "overlooks parameters of a signed query that it does not know",
        apply: |endpoint| *endpoint = Sigv4Verify::with(seams("signature-spares-unknown")),
    },
];

/// Of the endpoint's form decoder.
pub const REFERENCE_REQUEST: [Fault<ReferenceRequest>; 3] = [
    Fault {
        name: "last-equals",
        what: "splits a pair at its last equals sign",
        apply: |endpoint| *endpoint = ReferenceRequest::with(seams("last-equals")),
    },
    Fault {
        name: "plus-late",
        what: "takes a plus for a space after the escapes are decoded",
        apply: |endpoint| *endpoint = ReferenceRequest::with(seams("plus-late")),
    },
    Fault {
        name: "text-overlong",
        what: "takes over-long forms of two bytes in passwords",
        apply: |endpoint| *endpoint = ReferenceRequest::with(seams("text-overlong")),
    },
];

/// Of the report's reader.
pub const EVENTS_NDJSON: [Fault<EventsNdjson>; 3] = [
    Fault {
        name: "wrong-lines-skipped",
        what: "passes over a line that it cannot read",
        apply: |reader| {
            reader.read = |text| {
                let lines = text.lines().filter_map(|line| recorded(line).ok());
                Ok(lines.flatten().collect())
            };
        },
    },
    Fault {
        name: "empty-lines-uncounted",
        what: "counts no empty lines where it names one that is wrong",
        apply: |reader| {
            reader.read = |text| {
                let told = text.lines().filter(|line| !line.trim().is_empty());
                recorded(&told.collect::<Vec<_>>().join("\n"))
            };
        },
    },
    Fault {
        name: "line-separators",
        what: "ends a line at U+2028 and U+0085 too",
        apply: |reader| {
            reader.read = |text| -> Result<_, RecordedError> {
                recorded(&text.replace(['\u{2028}', '\u{85}'], "\n"))
            };
        },
    },
];

fn seams(name: &str) -> Seams {
    let mut seams = Seams::default();
    match fault(name) {
        Some(fault) => (fault.apply)(&mut seams),
        None => unreachable!("the embedded endpoint has the fault {name}"),
    }
    seams
}
