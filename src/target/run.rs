//! The name of a run, and of what it makes.

use std::fmt;

/// With this starts the name of everything that any run makes.
pub const PREFIX: &str = "pwspec-";

/// The name of a run: eight hex digits. Holds the salt of its passwords too, which is shown nowhere.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RunId {
    number: u32,
    salt: [u8; 16],
}

impl RunId {
    /// A random one: names that a killed run has left behind are not met again.
    pub fn random() -> Self {
        Self {
            number: rand::random(),
            salt: rand::random(),
        }
    }

    /// What is mixed into passwords that nobody else may know. It does not follow from the name.
    pub fn salt(self) -> [u8; 16] {
        self.salt
    }

    /// The name of the so-many-th thing made for a purpose: `pwspec-0badcafe-lane-3`. IAM takes 64 characters.
    pub fn name(self, purpose: &str, number: usize) -> String {
        format!("{PREFIX}{self}-{purpose}-{number}")
    }
}

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.number)
    }
}

impl fmt::Debug for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_holds_run_purpose_and_number() {
        let run = RunId {
            number: 0xbad,
            salt: [7; 16],
        };
        assert_eq!(run.name("lane", 3), "pwspec-00000bad-lane-3");
    }

    #[test]
    fn no_form_of_a_run_shows_its_salt() {
        let run = RunId {
            number: 0xbad,
            salt: [7; 16],
        };
        assert_eq!(format!("{run} {run:?}"), "00000bad 00000bad");
    }
}
