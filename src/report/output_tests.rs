//! Where reports end up.

use std::fs;
use std::io::Write;

use super::{Destination, Format, Output, OutputError, ReportSpec, Reports, Sink};
use crate::report::human::{HumanOptions, Verbosity};
use crate::report::samples::eventful;

#[test]
fn a_document_stands_in_its_place_when_it_is_whole_and_not_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.txt");
    fs::write(&path, "of the last run").unwrap();
    let mut output = Output::document(&path).unwrap();
    output.write_all(b"of this run").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "of the last run");
    output.commit().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "of this run");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_document_that_is_given_up_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut output = Output::document(&folder.path().join("report.txt")).unwrap();
    output.write_all(b"half").unwrap();
    drop(output);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_stream_can_be_read_while_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.ndjson");
    let mut output = Output::stream(&path).unwrap();
    output.write_all(b"{}\n").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "{}\n");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_document_stays_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let (place, link) = (folder.path().join("place"), folder.path().join("link"));
    fs::write(&place, "").unwrap();
    std::os::unix::fs::symlink(&place, &link).unwrap();
    let mut output = Output::document(&link).unwrap();
    output.write_all(b"new").unwrap();
    output.commit().unwrap();
    assert_eq!(fs::read_to_string(&place).unwrap(), "new");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn what_cannot_be_written_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    for path in [
        folder.path().to_owned(),
        folder.path().join("no/such/folder/report"),
    ] {
        assert!(Output::document(&path).is_err(), "{}", path.display());
        let error = Output::stream(&path).unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("write the report {}: ", path.display())),
            "{error}"
        );
        assert!(error.ends_with("(see --report)"), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_ends_a_report_quietly() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let file = fs::File::from(std::os::fd::OwnedFd::from(writer));
    let mut output = Output::of(file);
    output.write_all(b"{}\n").unwrap();
    output.write_all(b"{}\n").unwrap();
    output.commit().unwrap();
}

fn quiet() -> HumanOptions {
    HumanOptions {
        verbosity: Verbosity::Quiet,
        ..HumanOptions::default()
    }
}

#[test]
fn every_report_is_told_everything() {
    let folder = tempfile::tempdir().unwrap();
    let report = |format, name: &str| ReportSpec {
        format,
        destination: Destination::File(folder.path().join(name)),
    };
    let specs = [
        report(Format::Human, "run.txt"),
        report(Format::Ndjson, "run.ndjson"),
    ];
    let mut reports = Reports::open(&specs, &quiet()).unwrap();
    for event in eventful() {
        reports.tell(&event);
    }
    reports.finish().unwrap();
    let human = fs::read_to_string(folder.path().join("run.txt")).unwrap();
    assert!(
        human.ends_with("— exit 70\n") && !human.contains('\u{1b}'),
        "{human}"
    );
    let ndjson = fs::read_to_string(folder.path().join("run.ndjson")).unwrap();
    assert!(
        ndjson
            .lines()
            .last()
            .is_some_and(|line| line.ends_with("\"exit\":70}")),
        "{ndjson}"
    );
}

#[test]
fn two_reports_in_one_place_are_refused() {
    let spec = |text: &str| text.parse::<ReportSpec>().unwrap();
    for specs in [
        [spec("ndjson=-"), spec("human=-")],
        [spec("ndjson=a"), spec("human=a")],
    ] {
        assert!(
            matches!(Reports::open(&specs, &quiet()), Err(OutputError::Shared(_))),
            "{specs:?}"
        );
    }
}
