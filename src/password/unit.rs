//! What recipes are put together from.

use std::fmt;

use super::cycle::Cycle;
use super::near::Near;
use super::recipe::Recipe;

/// A unit and how often (of a cycle: how many characters), once at least.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(super) struct Part {
    pub unit: Unit,
    pub count: usize,
}

#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(super) enum Unit {
    Cycle(Cycle),
    Scalar(char),
    /// Not empty.
    Bytes(Vec<u8>),
    /// One character at least.
    Drawn {
        seed: u64,
        salted: bool,
        length: usize,
    },
    /// By its name.
    Text(&'static str),
    Current,
    UserName,
    Near(Near, Recipe),
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.count {
            1 => self.unit.fmt(f),
            count => write!(f, "{}*{count}", self.unit),
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cycle(cycle) => f.write_str(cycle.word()),
            Self::Scalar(scalar) => write!(f, "U+{:04X}", u32::from(*scalar)),
            Self::Bytes(bytes) => {
                f.write_str("bytes:")?;
                bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
            Self::Drawn {
                seed,
                salted: false,
                length,
            } => write!(f, "seed:{seed:x}/{length}"),
            Self::Drawn {
                seed,
                salted: true,
                length,
            } => write!(f, "salted:{seed:x}/{length}"),
            Self::Text(name) => write!(f, "text:{name}"),
            Self::Current => f.write_str("current"),
            Self::UserName => f.write_str("username"),
            Self::Near(near, recipe) => write!(f, "{near}({recipe})"),
        }
    }
}
