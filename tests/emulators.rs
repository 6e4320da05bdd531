//! Real endpoints from their registries. They need more than Rust: `.ci/run` installs them and runs these.

mod common;

use std::path::PathBuf;
use std::process::Command;

fn folder(variable: &str) -> PathBuf {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .unwrap_or_else(|| panic!("{variable} must name a virtual environment"))
}

/// Runs the matrix on an endpoint without a ChangePassword: one root cause, nothing else of the operation, exit 3.
fn is_told_to_lack_the_operation(port: u16) {
    let url = format!("http://127.0.0.1:{port}");
    let mut command = common::pwspec();
    command.args(["run", "--endpoint-url", &url, "--report", "ndjson=-"]);
    let output = command
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test")
        .output()
        .unwrap();
    let (out, err) = common::text(&output);
    let lines = |kind: &str| -> Vec<&str> {
        let marker = format!("\"type\":\"{kind}\"");
        out.lines().filter(|line| line.contains(&marker)).collect()
    };
    let root: Vec<&str> = lines("finding")
        .into_iter()
        .filter(|line| line.contains("\"check\":\"preflight:implemented\""))
        .collect();
    assert_eq!(root.len(), 1, "{err}");
    let cases = lines("case");
    let with = |verdict: &str| {
        cases
            .iter()
            .filter(|line| line.contains(&format!("\"verdict\":\"{verdict}\"")))
            .count()
    };
    assert!(with("blocked") > cases.len() / 2, "{err}");
    assert!(
        with("pass") + with("fail") > 1,
        "the front end is judged all the same: {err}"
    );
    assert_eq!(with("error"), 0, "{err}");
    assert_eq!(output.status.code(), Some(3), "{err}");
}

#[test]
#[ignore = "needs moto: PWSPEC_TEST_MOTO names its virtual environment"]
fn moto_is_told_once_that_it_lacks_the_operation() {
    let port = common::free_port();
    let mut command = Command::new(folder("PWSPEC_TEST_MOTO").join("bin/moto_server"));
    let _served = common::start(
        command.args(["-H", "127.0.0.1", "-p", &port.to_string()]),
        port,
    );
    is_told_to_lack_the_operation(port);
}

#[test]
#[ignore = "needs ministack: PWSPEC_TEST_MINISTACK names its virtual environment"]
fn ministack_is_told_once_that_it_lacks_the_operation() {
    let port = common::free_port();
    let mut command = Command::new(folder("PWSPEC_TEST_MINISTACK").join("bin/ministack"));
    command
        .env("GATEWAY_PORT", port.to_string())
        .env("BIND_HOST", "127.0.0.1")
        .env("IOT_MTLS_ENABLED", "0")
        .env("AUTH", "true");
    let _served = common::start(&mut command, port);
    is_told_to_lack_the_operation(port);
}
