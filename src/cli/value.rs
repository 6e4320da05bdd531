//! The values of flags: durations, rates and sizes.

use std::time::Duration;

use crate::wire::LARGEST_BODY;

/// Nothing that is worth reading is smaller.
const SMALLEST: usize = 1 << 10;

/// Text that is no rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a rate is a number greater than 0 of requests a second, like 20/s or 0.5/s")]
pub(super) struct RateError;

/// Text that is no size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a size is a number of bytes from 1KiB to 64MiB, like 65536, 64KiB or 4MiB")]
pub(super) struct SizeError;

/// `10s`, `500ms`, `1m 30s`
pub(super) fn duration(text: &str) -> Result<Duration, humantime::DurationError> {
    humantime::parse_duration(text)
}

/// A duration that is not zero.
pub(super) fn timeout(text: &str) -> Result<Duration, String> {
    match duration(text) {
        Ok(Duration::ZERO) => Err("an endpoint cannot answer in no time".to_owned()),
        parsed => parsed.map_err(|error| error.to_string()),
    }
}

/// `20/s`: requests a second.
pub(super) fn rate(text: &str) -> Result<f64, RateError> {
    let number = text.strip_suffix("/s").ok_or(RateError)?;
    let rate: f64 = number.trim().parse().map_err(|_| RateError)?;
    if rate.is_finite() && rate > 0.0 {
        Ok(rate)
    } else {
        Err(RateError)
    }
}

/// `4MiB`: bytes.
pub(super) fn size(text: &str) -> Result<usize, SizeError> {
    let units = [("KiB", 10), ("MiB", 20)];
    let unit = |(unit, shift)| Some((text.strip_suffix(unit)?, shift));
    let (number, shift) = units.into_iter().find_map(unit).unwrap_or((text, 0));
    let number: usize = number.trim().parse().map_err(|_| SizeError)?;
    let bytes = number.checked_mul(1 << shift).ok_or(SizeError)?;
    let fits = (SMALLEST..=LARGEST_BODY).contains(&bytes);
    fits.then_some(bytes).ok_or(SizeError)
}

/// A size as it is written on a command line.
pub(super) fn sized(bytes: usize) -> String {
    match bytes {
        _ if bytes.is_multiple_of(1 << 20) => format!("{}MiB", bytes >> 20),
        _ if bytes.is_multiple_of(1 << 10) => format!("{}KiB", bytes >> 10),
        _ => bytes.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_has_a_unit() {
        assert_eq!(duration("10s"), Ok(Duration::from_secs(10)));
        assert_eq!(duration("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(duration("0s"), Ok(Duration::ZERO));
        assert!(duration("10").is_err());
    }

    #[test]
    fn a_timeout_of_nothing_is_refused() {
        assert!(timeout("0s").is_err());
        assert_eq!(timeout("10s"), Ok(Duration::from_secs(10)));
    }

    #[test]
    fn a_rate_is_a_number_greater_than_zero_a_second() {
        assert_eq!(rate("20/s"), Ok(20.0));
        assert_eq!(rate("0.5/s"), Ok(0.5));
        for bad in ["20", "0/s", "-1/s", "inf/s", "NaN/s", "/s", "20/m", ""] {
            assert_eq!(rate(bad), Err(RateError), "{bad}");
        }
    }

    #[test]
    fn a_size_is_a_number_of_bytes_within_reason_and_is_written_as_it_is_read() {
        for (text, bytes) in [("65537", 65_537), ("64KiB", 64 << 10), ("4MiB", 4 << 20)] {
            assert_eq!(size(text), Ok(bytes), "{text}");
            assert_eq!(sized(bytes), text);
        }
        for bad in [
            "",
            "0",
            "1023",
            "65MiB",
            "4MB",
            "4 GiB",
            "-1",
            "1.5MiB",
            "99999999999999999999MiB",
        ] {
            assert_eq!(size(bad), Err(SizeError), "{bad}");
        }
    }
}
