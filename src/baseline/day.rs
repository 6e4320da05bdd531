//! Days: the date on which an entry expires, and today's.

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(Date);

impl Day {
    /// The day of that date; none if there is no such.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let (year, month, day) = (year.try_into(), month.try_into(), day.try_into());
        Date::new(year.ok()?, month.ok()?, day.ok()?).ok().map(Self)
    }

    /// Year, month and day.
    pub(super) fn parts(self) -> (u16, u8, u8) {
        let Self(date) = self;
        // None of them is negative: a day is made of unsigned numbers, or is today.
        (
            date.year().unsigned_abs(),
            date.month().unsigned_abs(),
            date.day().unsigned_abs(),
        )
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Today, in UTC: the same for everybody who runs the gate.
pub fn today() -> Day {
    Day(Timestamp::now().to_zoned(TimeZone::UTC).date())
}
