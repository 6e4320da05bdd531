//! Real SDK clients against `pwspec serve`. They need more than Rust: `.ci/run` installs them and runs these.

mod common;

use std::path::Path;
use std::process::Command;

fn python(variable: &str) -> String {
    std::env::var(variable)
        .unwrap_or_else(|_| panic!("{variable} must name a Python that has the client installed"))
}

#[test]
#[ignore = "needs boto3: PWSPEC_TEST_BOTO3 names its Python"]
fn boto3_changes_a_password_and_raises_its_own_exceptions() {
    let (_served, variables) = common::serve(&[]);
    let script =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients/boto3_change_password.py");
    let output = Command::new(python("PWSPEC_TEST_BOTO3"))
        .arg(script)
        .envs(variables)
        .output()
        .unwrap();
    let (out, err) = common::text(&output);
    assert!(output.status.success(), "{out}\n{err}");
}

#[test]
#[ignore = "needs the JavaScript SDK: PWSPEC_TEST_SDK_JS names the folder that holds its node_modules"]
fn the_javascript_sdk_changes_passwords_of_every_character_and_raises_its_own_exceptions() {
    let folder = std::env::var("PWSPEC_TEST_SDK_JS").expect(
        "PWSPEC_TEST_SDK_JS must name the folder in whose node_modules @aws-sdk/client-iam is",
    );
    let (_served, variables) = common::serve(&[]);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients/js_change_password.mjs");
    let output = Command::new("node")
        .arg(script)
        .env("PWSPEC_TEST_SDK_JS", folder)
        .envs(variables)
        .output()
        .unwrap();
    let (out, err) = common::text(&output);
    assert!(output.status.success(), "{out}\n{err}");
}
