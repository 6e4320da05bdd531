//! The cases shared out among several runs: `--partition hash:2/4`, in the words of cargo-nextest.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::CaseId;
use crate::wire::sigv4::sha256_hex;

/// Hex digits of a hash that are told apart by.
const DIGITS: usize = 16;

/// One of several runs that share the cases among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Partition {
    by: By,
    part: usize,
    of: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum By {
    /// A case stays where it is, whatever else is selected.
    Hash,
    /// One after another, as dealt cards.
    Count,
}

/// Text that is no partition.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write hash:M/N or count:M/N, M from 1 to N: the second of four is hash:2/4")]
pub struct PartitionError;

impl Partition {
    /// Which one, from 1.
    pub fn part(self) -> usize {
        self.part
    }

    /// How many there are.
    pub fn of(self) -> usize {
        self.of
    }

    /// Another one of those that share the cases with it.
    pub fn sibling(self, part: usize) -> Self {
        Self { part, ..self }
    }

    /// Whether it takes the case, which stands at that place among those that are shared out.
    pub fn takes(self, place: usize, id: &CaseId) -> bool {
        let nth = match self.by {
            By::Hash => {
                let hash = sha256_hex(id.as_str().as_bytes());
                let hash = u64::from_str_radix(&hash[..DIGITS], 16).unwrap_or_default();
                // Both are below the number of partitions, which is one.
                usize::try_from(hash % self.of as u64).unwrap_or_default()
            }
            By::Count => place % self.of,
        };
        nth + 1 == self.part
    }
}

/// Stands for the cases of these ids, in this order.
pub fn digest<'a>(ids: impl Iterator<Item = &'a CaseId>) -> String {
    let text: String = ids.flat_map(|id| [id.as_str(), "\n"]).collect();
    sha256_hex(text.as_bytes()).chars().take(DIGITS).collect()
}

impl FromStr for Partition {
    type Err = PartitionError;

    fn from_str(text: &str) -> Result<Self, PartitionError> {
        let (by, share) = text.split_once(':').ok_or(PartitionError)?;
        let (part, of) = share.split_once('/').ok_or(PartitionError)?;
        let by = match by {
            "hash" => By::Hash,
            "count" => By::Count,
            _ => return Err(PartitionError),
        };
        let number = |text: &str| match text.bytes().all(|byte| byte.is_ascii_digit()) {
            true => text.parse::<usize>().map_err(|_| PartitionError),
            false => Err(PartitionError),
        };
        let (part, of) = (number(part)?, number(of)?);
        if part == 0 || part > of {
            return Err(PartitionError);
        }
        Ok(Self { by, part, of })
    }
}

impl fmt::Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by = match self.by {
            By::Hash => "hash",
            By::Count => "count",
        };
        write!(f, "{by}:{}/{}", self.part, self.of)
    }
}

impl TryFrom<String> for Partition {
    type Error = PartitionError;

    fn try_from(text: String) -> Result<Self, PartitionError> {
        text.parse()
    }
}

impl From<Partition> for String {
    fn from(partition: Partition) -> Self {
        partition.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids() -> Vec<CaseId> {
        let id = |nth: usize| format!("section/case-{nth}").parse().unwrap();
        (0..1000).map(id).collect()
    }

    #[test]
    fn each_case_is_taken_by_exactly_one_partition_and_each_takes_its_share() {
        for by in ["hash", "count"] {
            let all: Vec<Partition> = (1..=4)
                .map(|part| format!("{by}:{part}/4").parse().unwrap())
                .collect();
            let mut taken = [0; 4];
            for (place, id) in ids().iter().enumerate() {
                let takers: Vec<usize> = (0..4).filter(|&nth| all[nth].takes(place, id)).collect();
                let [taker] = takers.as_slice() else {
                    panic!("{id} is taken by {takers:?}")
                };
                taken[*taker] += 1;
            }
            assert!(
                taken.iter().all(|taken| (200..=300).contains(taken)),
                "{by}: {taken:?}"
            );
        }
    }

    #[test]
    fn a_case_stays_in_its_partition_of_hashes_wherever_it_stands() {
        let partition: Partition = "hash:2/4".parse().unwrap();
        for id in ids() {
            assert_eq!(partition.takes(0, &id), partition.takes(77, &id));
        }
    }

    #[test]
    fn a_partition_is_written_as_it_is_read() {
        for text in ["hash:1/1", "hash:2/4", "count:64/64"] {
            let partition: Partition = text.parse().unwrap();
            assert_eq!(partition.to_string(), text);
            let json = serde_json::to_string(&partition).unwrap();
            assert_eq!(serde_json::from_str::<Partition>(&json).unwrap(), partition);
        }
    }

    #[test]
    fn what_is_no_partition_is_refused() {
        for text in [
            "",
            "hash",
            "hash:",
            "hash:1",
            "1/4",
            "hash:0/4",
            "hash:5/4",
            "hash:+1/4",
            "slice:1/4",
            "hash:1/4/2",
            "hash:1/99999999999999999999999",
        ] {
            assert_eq!(text.parse::<Partition>(), Err(PartitionError), "{text}");
        }
    }

    #[test]
    fn other_cases_or_another_order_have_another_digest() {
        let ids = ids();
        let whole = digest(ids.iter());
        assert_eq!(whole.len(), DIGITS);
        assert_ne!(whole, digest(ids.iter().skip(1)));
        assert_ne!(whole, digest(ids.iter().rev()));
    }
}
