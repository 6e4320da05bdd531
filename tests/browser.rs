//! The page of `--report html=PATH` in a real browser. `.ci/run` installs what it takes; a bare `cargo test` leaves it out.

use std::path::Path;
use std::process::Command;

/// Where `playwright-core` is installed.
const MODULES: &str = "PWSPEC_TEST_PLAYWRIGHT";

/// Runs pwspec against the embedded endpoint with this fault, if any, and gives the page.
fn page(folder: &Path, fault: Option<&str>) -> String {
    let path = folder.join(format!("{}.html", fault.unwrap_or("green")));
    let served = fault.map(Served::with);
    let mut pwspec = Command::new(env!("CARGO_BIN_EXE_pwspec"));
    pwspec.args(["run", "-q", "--report"]);
    pwspec.arg(format!("html={}", path.display()));
    match &served {
        Some(served) => {
            pwspec.envs(served.environment.iter().map(|(name, value)| (name, value)));
            pwspec.args(["new-password/length/*", "identity/**"]);
        }
        None => {
            pwspec.arg("--quick");
        }
    }
    let code = pwspec.output().unwrap().status.code();
    assert_eq!(code, Some(i32::from(fault.is_some())));
    path.display().to_string()
}

/// `pwspec serve`, until it is dropped.
struct Served {
    child: std::process::Child,
    environment: Vec<(String, String)>,
}

impl Served {
    fn with(fault: &str) -> Self {
        use std::io::{BufRead, BufReader};
        let mut child = Command::new(env!("CARGO_BIN_EXE_pwspec"))
            .args(["serve", "--fault", fault])
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let export = |line: std::io::Result<String>| {
            let line = line.unwrap();
            let (name, value) = line.strip_prefix("export ")?.split_once('=')?;
            Some((name.to_owned(), value.to_owned()))
        };
        // The last line that it prints at its start.
        let mut environment = Vec::new();
        for line in lines {
            environment.extend(export(line));
            if environment
                .iter()
                .any(|(name, _)| name == "PWSPEC_ROOT_SECRET_ACCESS_KEY")
            {
                break;
            }
        }
        Self { child, environment }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
#[ignore = "needs Chromium, Node.js and playwright-core: .ci/run installs them"]
fn a_browser_shows_the_page_without_an_error_a_request_or_a_script() {
    let modules = std::env::var(MODULES)
        .unwrap_or_else(|_| panic!("{MODULES} names the folder of playwright-core"));
    let folder = tempfile::tempdir().unwrap();
    let pages = [
        page(folder.path(), None),
        page(folder.path(), Some("new-length-bytes")),
    ];
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/page.mjs");
    let output = Command::new("node")
        .arg(script)
        .args(pages)
        .env(MODULES, modules)
        .output()
        .unwrap();
    let (told, wrong) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{told}\n{wrong}");
    assert_eq!(told.matches(" holds").count(), 2, "{told}");
}
