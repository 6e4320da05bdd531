//! Text on its way to a person.

use std::io;

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};

use crate::report::{Output, Sink};

/// Prints a text for a person on standard output, without its colours where there is no terminal for them.
pub fn print(text: &str) -> io::Result<()> {
    let colours = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    put(&mut Output::standard(), colours, text)
}

/// Writes the text at once, with colours or without.
pub(super) fn put(out: &mut impl Sink, colours: bool, text: &str) -> io::Result<()> {
    if colours {
        out.write_all(text.as_bytes())?;
    } else {
        strip_str(text).try_for_each(|piece| out.write_all(piece.as_bytes()))?;
    }
    out.flush()
}
