//! Where a report is written: a standard stream, or a file.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What a reporter writes into.
pub trait Sink: Write + Send {
    /// Puts what was written in its place. Nothing is written after it.
    fn commit(&mut self) -> io::Result<()>;
}

/// A report's file cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The operating system refuses it.
    #[error("write the report {path}: {source} (see --report)")]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Two reports have the same destination.
    #[error("write two reports to {0}: give each --report a path of its own")]
    Shared(String),
}

/// A standard stream, or a file. A reader that went away (a closed pipe) ends the writing quietly.
#[derive(Debug)]
pub struct Output(Kind);

#[derive(Debug)]
enum Kind {
    Standard(io::Stdout),
    Error(io::Stderr),
    /// Written in place, for those who read along.
    Stream(File),
    /// Written beside its place and renamed at the end, so that no half report is taken for a whole one.
    Document {
        file: BufWriter<File>,
        beside: PathBuf,
        place: PathBuf,
    },
    Closed,
}

impl Output {
    /// Standard output.
    pub fn standard() -> Self {
        Self(Kind::Standard(io::stdout()))
    }

    /// Standard error.
    pub fn error() -> Self {
        Self(Kind::Error(io::stderr()))
    }

    /// A file that is written in place, every write at once.
    pub fn stream(path: &Path) -> Result<Self, OutputError> {
        File::create(path)
            .map(Self::of)
            .map_err(|source| refused(path, source))
    }

    /// An open file, written in place.
    pub(super) fn of(file: File) -> Self {
        Self(Kind::Stream(file))
    }

    /// A file that is there as a whole, or not at all. What is no plain file (a pipe, a device) is written in place.
    pub fn document(path: &Path) -> Result<Self, OutputError> {
        match fs::metadata(path) {
            Ok(there) if !there.is_file() => Self::stream(path),
            Ok(_) => {
                // A file that may not be written must not be replaced either; a link stays a link.
                OpenOptions::new()
                    .append(true)
                    .open(path)
                    .map_err(|source| refused(path, source))?;
                Self::beside(fs::canonicalize(path).map_err(|source| refused(path, source))?)
            }
            Err(_) => Self::beside(path.to_owned()),
        }
    }

    fn beside(place: PathBuf) -> Result<Self, OutputError> {
        let mut name = place.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.part", std::process::id()));
        let beside = place.with_file_name(name);
        let file = File::create(&beside).map_err(|source| refused(&place, source))?;
        Ok(Self(Kind::Document {
            file: BufWriter::new(file),
            beside,
            place,
        }))
    }

    fn quietly<T: Default>(&mut self, result: io::Result<T>, otherwise: T) -> io::Result<T> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.0 = Kind::Closed;
                Ok(otherwise)
            }
            result => result,
        }
    }
}

fn refused(path: &Path, source: io::Error) -> OutputError {
    OutputError::Refused {
        path: path.to_owned(),
        source,
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = match &mut self.0 {
            Kind::Standard(out) => out.write(bytes),
            Kind::Error(out) => out.write(bytes),
            Kind::Stream(file) => file.write(bytes),
            Kind::Document { file, .. } => file.write(bytes),
            Kind::Closed => Ok(bytes.len()),
        };
        self.quietly(written, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = match &mut self.0 {
            Kind::Standard(out) => out.flush(),
            Kind::Error(out) => out.flush(),
            Kind::Stream(file) => file.flush(),
            Kind::Document { file, .. } => file.flush(),
            Kind::Closed => Ok(()),
        };
        self.quietly(flushed, ())
    }
}

impl Sink for Output {
    fn commit(&mut self) -> io::Result<()> {
        self.flush()?;
        if let Kind::Document { beside, place, .. } = &self.0 {
            fs::rename(beside, place)?;
            self.0 = Kind::Closed;
        }
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Kind::Document { beside, .. } = &self.0 {
            // Best effort: an uncommitted report is not worth an error of its own.
            let _ = fs::remove_file(beside);
        }
    }
}

/// A report in memory.
impl Sink for &mut Vec<u8> {
    fn commit(&mut self) -> io::Result<()> {
        Ok(())
    }
}
