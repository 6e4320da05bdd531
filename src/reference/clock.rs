//! Dates as SigV4 and the envelopes write them. UTC, whole seconds, the proleptic Gregorian calendar.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// `2010-05-08T23:59:59Z`. What lies before 1970 is written as 1970.
pub fn timestamp(at: SystemTime) -> String {
    let (y, m, d, rest) = civil(at);
    format!(
        "{y:04}-{m:02}-{d:02}T{:02}:{:02}:{:02}Z",
        rest / 3600,
        rest / 60 % 60,
        rest % 60
    )
}

/// `20100508T235959Z`.
pub fn basic(at: SystemTime) -> String {
    timestamp(at).replace(['-', ':'], "")
}

/// The moment that `20100508T235959Z` names; `None` if it is written in any other way.
pub fn parse_basic(text: &str) -> Option<SystemTime> {
    let bytes: &[u8; 16] = text.as_bytes().try_into().ok()?;
    let number = |from: usize, to: usize| {
        bytes[from..to].iter().try_fold(0_u64, |n, b| {
            b.is_ascii_digit().then(|| n * 10 + u64::from(b - b'0'))
        })
    };
    if bytes[8] != b'T' || bytes[15] != b'Z' {
        return None;
    }
    let (year, month, day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?);
    let (hour, minute, second) = (number(9, 11)?, number(11, 13)?, number(13, 15)?);
    if hour > 23 || minute > 59 || second > 59 || year < 1970 {
        return None;
    }
    let seconds = days(year, month, day)? * 86_400 + hour * 3600 + minute * 60 + second;
    UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

/// Days from 1970-01-01 to a date, if there is such a date.
fn days(year: u64, month: u64, day: u64) -> Option<u64> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u64::from(leap),
        _ => return None,
    };
    if day == 0 || day > last {
        return None;
    }
    // Years that begin in March, so that the leap day comes last; 719,468 days before 1970.
    let (y, m) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    Some(y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719_468)
}

/// Year, month, day and second of the day.
fn civil(at: SystemTime) -> (u64, u64, u64, u64) {
    let seconds = at.duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let z = seconds / 86_400 + 719_468;
    let (era, day_of_era) = (z / 146_097, z % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let m = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * m + 2) / 5 + 1;
    let month = if m < 10 { m + 3 } else { m - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    (year, month, day, seconds % 86_400)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_moments_are_written_as_everyone_writes_them() {
        let at = |seconds| UNIX_EPOCH + Duration::from_secs(seconds);
        assert_eq!(timestamp(at(0)), "1970-01-01T00:00:00Z");
        assert_eq!(timestamp(at(951_827_696)), "2000-02-29T12:34:56Z");
        assert_eq!(basic(at(1_440_938_160)), "20150830T123600Z");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        let wrong = [
            "",
            "20150830",
            "20150830T123600",
            "2015-08-30T12:36",
            "20150229T000000Z",
            "20150830T240000Z",
            "20151330T000000Z",
            "20150800T000000Z",
            "+0150830T123600Z",
            "19691231T235959Z",
            "20150830t123600Z",
        ];
        for text in wrong {
            assert_eq!(parse_basic(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_moment_survives_writing_and_reading(seconds in 0_u64..253_402_300_799) {
            let at = UNIX_EPOCH + Duration::from_secs(seconds);
            prop_assert_eq!(parse_basic(&basic(at)), Some(at));
        }

        #[test]
        fn reading_is_total(text in "\\PC*") {
            parse_basic(&text);
        }
    }
}
