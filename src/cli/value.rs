//! The values of flags: durations and rates.

use std::time::Duration;

/// Text that is no rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a rate is a number greater than 0 of requests a second, like 20/s or 0.5/s")]
pub(super) struct RateError;

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
}
