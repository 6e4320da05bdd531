//! What a sequence from a file may ask for: nothing that no request can have, and no load without bounds.

use super::Script;
use crate::case::{Breach, Change, Framing, Param, Request, Sign, Step, Text, Transport};

/// Steps, users, requests at once: at most.
const STEPS: usize = 10_000;
const USERS: usize = 16;
const AT_ONCE: usize = 64;
/// Bytes of a part of a request, at most.
const BYTES: usize = 20_000_000;
/// Header lines, at most.
const LINES: usize = 200_000;
/// Ten years, in seconds: further from now no signature is dated.
const SECONDS: u64 = 315_000_000;
/// A minute, in milliseconds: no longer does a request take to send.
const SLOWEST: u64 = 60_000;

/// What a sequence must not ask for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unsound(&'static str);

/// Whether the sequence can be played.
pub(super) fn sound(script: &Script) -> Result<(), Unsound> {
    let users = script.opening.subjects.len();
    holds((1..=USERS).contains(&users), "a sequence has 1 to 16 users")?;
    holds(
        script.steps.len() <= STEPS,
        "a sequence has 10,000 steps at most",
    )?;
    for step in &script.steps {
        match step {
            Step::Send(send) => request(&send.request)?,
            Step::Together(requests) => {
                let few = (1..=AT_ONCE).contains(&requests.len());
                holds(few, "1 to 64 requests are sent at once")?;
                requests.iter().try_for_each(request)?;
            }
            Step::Admin(_) | Step::Witness => {}
        }
    }
    Ok(())
}

fn holds(is: bool, otherwise: &'static str) -> Result<(), Unsound> {
    if is { Ok(()) } else { Err(Unsound(otherwise)) }
}

fn request(request: &Request) -> Result<(), Unsound> {
    holds(is_token(request.method), "a method is a word")?;
    let path = &request.path;
    let is_path = path.starts_with('/') && path.bytes().all(|byte| byte.is_ascii_graphic());
    holds(is_path, "a path begins with a slash and has no blanks")?;
    let lines = request.content_type.iter();
    let values = lines.chain(request.headers.iter().map(|(_, value)| value));
    for value in values {
        holds(is_line(value), "the value of a header is one line")?;
    }
    for (name, _) in &request.headers {
        holds(is_token(name), "the name of a header is a word")?;
    }
    holds(
        request.padding <= BYTES,
        "a body has 20,000,000 bytes at most",
    )?;
    for param in &request.params {
        if let Param::Pair { name, value } = param {
            let lengths = [&name.text, &value.text].map(|text| match text {
                Text::Public(text) => text.len(),
                Text::Password(_) | Text::UserName(_) => 0,
            });
            holds(
                lengths.iter().all(|length| *length <= BYTES),
                "a value has 20,000,000 bytes at most",
            )?;
        }
    }
    transport(&request.transport)?;
    sign(&request.sign)
}

fn is_token(word: &str) -> bool {
    !word.is_empty()
        && word
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.!~".contains(&byte))
}

fn is_line(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

fn transport(transport: &Transport) -> Result<(), Unsound> {
    match transport {
        Transport::Sliced(bytes) | Transport::Chunked(bytes) => holds(
            (1..=BYTES).contains(bytes),
            "a slice has 1 to 20,000,000 bytes",
        ),
        Transport::Slow { slice, total } => {
            holds(
                (1..=BYTES).contains(slice),
                "a slice has 1 to 20,000,000 bytes",
            )?;
            holds(
                *total <= SLOWEST,
                "a request takes a minute to send at most",
            )
        }
        Transport::Pipelined(times) => holds(
            (1..=AT_ONCE).contains(times),
            "1 to 64 requests are sent in one write",
        ),
        Transport::Broken(Framing::HeaderFlood(lines)) => {
            holds(*lines <= LINES, "a head has 200,000 lines at most")
        }
        Transport::Broken(Framing::LongHeader(bytes) | Framing::LongBody(bytes)) => {
            holds(*bytes <= BYTES, "a header has 20,000,000 bytes at most")
        }
        _ => Ok(()),
    }
}

fn sign(sign: &Sign) -> Result<(), Unsound> {
    const FAR: &str = "no signature is dated more than ten years from now";
    let one_line = |text: &str| holds(is_line(text), "a part of a signature is one line");
    match sign {
        Sign::Query { expires } => holds(expires.as_secs() <= SECONDS, FAR),
        Sign::Dated { seconds } => holds(seconds.unsigned_abs() <= SECONDS, FAR),
        Sign::Region(region) => one_line(region),
        Sign::Broken(breach) | Sign::BrokenUrl(breach) => match breach {
            Breach::Old { seconds } | Breach::Future { seconds } | Breach::Expired { seconds } => {
                holds(*seconds <= SECONDS, FAR)
            }
            Breach::Header { name, change } => {
                holds(is_token(name), "the name of a header is a word")?;
                match change {
                    Change::Value(value) | Change::Again(value) => one_line(value),
                    Change::Removed => Ok(()),
                }
            }
            Breach::Service(text) | Breach::Expires(text) | Breach::Without(text) => one_line(text),
            Breach::Unlisted(text) => one_line(text),
            Breach::Malformed(how) => malformation(how),
            _ => Ok(()),
        },
        Sign::Header | Sign::None | Sign::Odd(_) => Ok(()),
    }
}

fn malformation(how: &crate::case::Malformation) -> Result<(), Unsound> {
    use crate::case::Malformation as How;
    let texts = match how {
        How::Scheme(text) | How::Without(text) => [*text, ""],
        How::Edited { find, put } => [*find, *put],
    };
    let is = texts.iter().all(|text| is_line(text));
    holds(is, "a part of a signature is one line")
}
