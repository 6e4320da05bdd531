//! A run kept in a directory, from which it can be told again as one more target, and the parts of one, told as a whole. `recording.ndjson` has the words of
//! `--report ndjson`, in the order of the matrix, and a `.snap` file a section has the answers.
//!
//! ```json
//! {"v":1,"type":"run","pwspec":"0.1.0","targets":["http://127.0.0.1:5000"],"cases":1042,"seed":7,"date":"2026-11-24T16:09:00Z","whole":true}
//! {"v":1,"type":"case","target":"http://127.0.0.1:5000","id":"new-password/length/129-latin1","section":"new-password/length","verdict":"pass","ms":1.9}
//! ```

mod error;
mod line;
mod merge;
mod merge_error;
mod part;
mod read;
mod recorder;
#[cfg(test)]
mod tests;

pub use error::RecordingError;
pub use merge::Merge;
pub use merge_error::MergeError;
pub use read::read;
pub use recorder::Recorder;
