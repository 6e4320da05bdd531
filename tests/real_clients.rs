//! Real SDK clients against `pwspec serve`. They need more than Rust: `.ci/run` installs them and runs these.

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

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

#[test]
#[ignore = "needs the Rust SDK: PWSPEC_TEST_SDK_RUST names the folder of the programs of tests/clients/rust"]
fn the_rust_sdk_changes_passwords_of_every_character_and_raises_its_own_exceptions() {
    let folder = std::env::var_os("PWSPEC_TEST_SDK_RUST");
    let folder = PathBuf::from(folder.expect("PWSPEC_TEST_SDK_RUST must name a folder"));
    let (_served, variables) = common::serve(&[]);
    let output = Command::new(folder.join("change_password"))
        .envs(variables)
        .output()
        .unwrap();
    let (out, err) = common::text(&output);
    assert!(output.status.success(), "{out}\n{err}");
}

/// The AWS command line, with the environment that the endpoint told.
struct CommandLine {
    program: PathBuf,
    variables: Vec<(String, String)>,
}

impl CommandLine {
    /// What it printed; or the code of the error that the endpoint answered.
    fn run(&self, action: &str, input: &Value) -> Result<Value, String> {
        let output = Command::new(&self.program)
            .args(["iam", action, "--cli-input-json", &input.to_string()])
            .args(["--region", "us-east-1", "--output", "json"])
            .envs(self.variables.iter().cloned())
            .env("AWS_MAX_ATTEMPTS", "1")
            .output()
            .unwrap();
        let (out, err) = common::text(&output);
        if output.status.success() {
            return Ok(serde_json::from_str(&out).unwrap_or(Value::Null));
        }
        let (_, after) = err.split_once("An error occurred (").expect(&err);
        let (code, _) = after.split_once(") when calling the ").expect(&err);
        Err(code.to_owned())
    }

    /// The same with other keys.
    fn with(&self, key: &Value) -> Self {
        let keys = [
            ("AWS_ACCESS_KEY_ID", &key["AccessKeyId"]),
            ("AWS_SECRET_ACCESS_KEY", &key["SecretAccessKey"]),
        ];
        let keys = keys.map(|(name, value)| (name.to_owned(), value.as_str().unwrap().to_owned()));
        let mut variables = self.variables.clone();
        variables.extend(keys);
        Self {
            program: self.program.clone(),
            variables,
        }
    }
}

#[test]
#[ignore = "needs the AWS command line: PWSPEC_TEST_CLIENTS names its virtual environment"]
fn the_aws_command_line_changes_passwords_and_tells_the_codes() {
    let place = std::env::var_os("PWSPEC_TEST_CLIENTS");
    let place = PathBuf::from(place.expect("PWSPEC_TEST_CLIENTS must name a virtual environment"));
    let (_served, variables) = common::serve(&[]);
    let admin = CommandLine {
        program: place.join("bin/aws"),
        variables,
    };
    let user = json!({ "UserName": "cli-user" });
    let made = admin.run("create-user", &user).unwrap();
    let statement = json!({
        "Effect": "Allow", "Action": "iam:ChangePassword", "Resource": made["User"]["Arn"],
    });
    let document = json!({ "Version": "2012-10-17", "Statement": [statement] }).to_string();
    let policy =
        json!({ "UserName": "cli-user", "PolicyName": "change", "PolicyDocument": document });
    admin.run("put-user-policy", &policy).unwrap();
    let key = admin.run("create-access-key", &user).unwrap();
    let own = admin.with(&key["AccessKey"]);
    let change = |old: &str, new: &str| {
        let input = json!({ "OldPassword": old, "NewPassword": new });
        own.run("change-password", &input).map(drop)
    };
    let refused = |code: &str| Err(code.to_owned());

    let first = "Old-pass-1!";
    assert_eq!(change(first, "New-pass-2!"), refused("NoSuchEntity"));
    let profile = json!({ "UserName": "cli-user", "Password": first });
    admin.run("create-login-profile", &profile).unwrap();
    assert_eq!(change(first, "short"), refused("PasswordPolicyViolation"));
    assert_eq!(
        change(first, &("Aa1!".repeat(32) + "x")),
        refused("ValidationError")
    );
    assert_eq!(
        change("another-1A!", "New-pass-2!"),
        refused("AccessDenied")
    );
    // Every allowed character, in two passwords; each is the old one of the change after it.
    let characters = "\t\n\r".chars().chain(' '..='\u{ff}');
    let all: Vec<char> = characters.collect();
    let (one, other) = all.split_at(all.len() / 2);
    let (one, other) = (
        String::from_iter(one) + "Aa1!",
        String::from_iter(other) + "Aa1!",
    );
    let longest = "Aa1!".repeat(32);
    let passwords = [first, &one, &other, &longest, first];
    for pair in passwords.windows(2) {
        assert_eq!(change(pair[0], pair[1]), Ok(()));
    }
}
