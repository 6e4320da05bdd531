//! Every mode there is, by theme.

mod answers;
mod bodies;
mod breaks;
mod bulk;
mod documents;
mod framing;
mod lives;
mod redirects;
mod silence;

pub use answers::ANSWERS;
pub use bodies::BODIES;
pub use breaks::BREAKS;
pub use bulk::BULK;
pub use documents::DOCUMENTS;
pub use framing::FRAMING;
pub use lives::LIVES;
pub use redirects::REDIRECTS;
pub use silence::SILENCE;

use super::mode::Mode;

/// A theme, in words, and its modes.
pub type Theme = (&'static str, &'static [Mode]);

/// All of them.
pub const THEMES: &[Theme] = &[
    ("Silence", SILENCE),
    ("Too much", BULK),
    ("Framing", FRAMING),
    ("Connections that break, and other protocols", BREAKS),
    ("Redirects", REDIRECTS),
    ("Bodies", BODIES),
    ("XML", DOCUMENTS),
    ("Answers", ANSWERS),
    ("Lives", LIVES),
];

/// The mode of that name.
pub fn find(name: &str) -> &'static Mode {
    let mut all = THEMES.iter().flat_map(|(_, modes)| *modes);
    all.find(|mode| mode.name == name)
        .unwrap_or_else(|| panic!("there is no mode {name}"))
}
