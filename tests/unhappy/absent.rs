//! Nobody there, or nowhere to begin.

use std::net::TcpListener;
use std::process::Stdio;

use crate::common::{free_port, pwspec};
use crate::told::told;

#[test]
fn a_dead_port_blocks_every_case_and_names_the_remedy() {
    let url = format!("http://127.0.0.1:{}", free_port());
    let told = told(
        pwspec()
            .args(["sample", "envelope", "--report", "ndjson=-"])
            .args(["--endpoint-url", &url]),
    );
    assert_eq!(told.exit, 3, "{told}");
    assert_eq!(told.those("blocked").len(), told.verdicts().len());
    for word in [
        "connection refused",
        "is the endpoint up?",
        "--endpoint-url",
    ] {
        assert!(told.says(word), "{told}");
    }
}

#[test]
fn an_unknown_host_blocks_every_case_and_names_the_remedy() {
    for allowed in [&[][..], &["--allow-remote"]] {
        let told = told(
            pwspec()
                .args(["sample", "--report", "ndjson=-"])
                .args(["--endpoint-url", "http://nobody.invalid:4566"])
                .env("AWS_ACCESS_KEY_ID", "AKIAX")
                .env("AWS_SECRET_ACCESS_KEY", "x")
                .args(allowed),
        );
        assert_eq!(told.exit, 3, "{told}");
        assert_eq!(told.those("blocked").len(), 3, "{told}");
        let word = "failed to reach http://nobody.invalid:4566: ";
        assert!(told.says(word), "{told}");
        assert!(told.says("is the endpoint up?"), "{told}");
    }
}

#[test]
fn what_is_no_url_is_a_usage_error_that_names_the_flag() {
    for (text, word) in [
        ("127.0.0.1:4566", "http://"),
        ("ftp://127.0.0.1", "http://"),
        ("http://", "the host is missing"),
        ("http://127.0.0.1:x", "the port is no number"),
        ("http://me:secret@127.0.0.1", "AWS_ACCESS_KEY_ID"),
    ] {
        let told = told(pwspec().args(["sample", "--endpoint-url", text]));
        assert_eq!((told.exit, told.out.as_str()), (2, ""), "{told}");
        assert!(told.says(word), "{told}");
        assert!(told.says("--endpoint-url"), "{told}");
        assert!(!told.says("secret@"), "{told}");
    }
}

#[test]
fn an_address_that_is_not_this_machine_s_own_is_refused_before_a_packet() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    // The first of these would lead to the listener.
    for host in ["0.0.0.0", "192.0.2.1", "[::ffff:192.0.2.1]"] {
        let url = format!("http://{host}:{port}");
        let told = told(pwspec().args(["sample", "--endpoint-url", &url]));
        assert_eq!((told.exit, told.out.as_str()), (2, ""), "{told}");
        assert!(told.says("it is not on this machine"), "{told}");
        assert!(told.says("--allow-remote"), "{told}");
    }
    assert!(listener.accept().is_err(), "somebody came");
}

#[test]
fn a_report_that_cannot_be_written_ends_the_run_before_anything_is_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let told = told(pwspec().args([
        "sample",
        "--endpoint-url",
        &url,
        "--report",
        "ndjson=/nonexistent/folder/report",
    ]));
    assert_eq!(told.exit, 2, "{told}");
    assert!(told.says("/nonexistent/folder/report"), "{told}");
    assert!(listener.accept().is_err(), "somebody came");
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_list_quietly() {
    let mut list = pwspec()
        .arg("list")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut reader = std::io::BufReader::with_capacity(16, list.stdout.take().unwrap());
    std::io::BufRead::read_line(&mut reader, &mut line).unwrap();
    drop(reader);
    let told = crate::told::to_its_end(list);
    assert!(line.contains('/'), "{line}");
    assert_eq!((told.exit, told.errors.as_str()), (0, ""));
}
