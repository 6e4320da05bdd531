//! What real clients send for a change: the same form as ours but for its order, and the signature that ours would be.
//! They need more than Rust: `.ci/run` installs them and runs these.

mod common;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use pwspec::wire::sigv4::{Keys, Scope, sign_headers};
use pwspec::wire::{HttpRequest, Spelling, encode, fields};

const ACCESS: &str = "AKIDEXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const ACCEPTED: &str = "<ChangePasswordResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\
    <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></ChangePasswordResponse>";

fn place(variable: &str) -> PathBuf {
    let named = std::env::var_os(variable);
    named
        .map(PathBuf::from)
        .unwrap_or_else(|| panic!("{variable} must say where the client is"))
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/clients")
        .join(name)
}

/// Every allowed character, as two passwords.
fn passwords() -> (String, String) {
    let characters = "\t\n\r".chars().chain(' '..='\u{ff}');
    let all: Vec<char> = characters.collect();
    let (old, new) = all.split_at(all.len() / 2);
    (old.iter().collect(), new.iter().collect())
}

/// Lets the client send its request, and accepts that.
fn sent_by(client: &mut Command) -> HttpRequest {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (old, new) = passwords();
    client
        .env("AWS_ENDPOINT_URL_IAM", url)
        .env("AWS_ACCESS_KEY_ID", ACCESS)
        .env("AWS_SECRET_ACCESS_KEY", SECRET)
        .env("AWS_DEFAULT_REGION", "us-east-1")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("OLD_PASSWORD", &old)
        .env("NEW_PASSWORD", &new);
    let heard = std::thread::spawn(move || hear(&listener));
    let output = client.output().unwrap();
    let (out, err) = common::text(&output);
    assert!(output.status.success(), "{out}\n{err}");
    heard.join().unwrap()
}

fn hear(listener: &TcpListener) -> HttpRequest {
    let (stream, _) = listener.accept().unwrap();
    let mut reader = BufReader::new(stream);
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    };
    let first = line();
    let mut words = first.split(' ');
    let mut request = HttpRequest {
        method: words.next().unwrap().to_owned(),
        target: words.next().unwrap().to_owned(),
        headers: Vec::new(),
        body: Vec::new(),
    };
    loop {
        let header = line();
        let Some((name, value)) = header.split_once(": ") else {
            break;
        };
        request
            .headers
            .push((name.to_ascii_lowercase(), value.to_owned()));
    }
    let length = header(&request, "content-length").parse().unwrap();
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    request.body = body;
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {}\r\n\r\n",
        ACCEPTED.len()
    );
    write!(reader.get_mut(), "{head}{ACCEPTED}").unwrap();
    request
}

fn header<'a>(request: &'a HttpRequest, name: &str) -> &'a str {
    let named = request.headers.iter().find(|(known, _)| known == name);
    named
        .map(|(_, value)| value.as_str())
        .unwrap_or_else(|| panic!("no {name}"))
}

/// The form is ours: the same names and values, each written with the same bytes.
fn is_the_form_we_send(request: &HttpRequest) {
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/")
    );
    assert!(header(request, "content-type").starts_with("application/x-www-form-urlencoded"));
    let (old, new) = passwords();
    let ours = [
        ("Action", "ChangePassword"),
        ("NewPassword", new.as_str()),
        ("OldPassword", old.as_str()),
        ("Version", "2010-05-08"),
    ];
    let read: BTreeMap<Vec<u8>, Vec<u8>> = fields(&request.body)
        .map(|field| (field.name, field.value))
        .collect();
    let wanted = ours.map(|(name, value)| (name.as_bytes().to_vec(), value.as_bytes().to_vec()));
    assert_eq!(read, BTreeMap::from(wanted));
    let text = String::from_utf8(request.body.to_vec()).unwrap();
    // A space is written in either way.
    let mut pairs: Vec<String> = text
        .split('&')
        .map(|pair| pair.replace('+', "%20"))
        .collect();
    pairs.sort();
    let written = ours
        .map(|(name, value)| format!("{name}={}", encode(value.as_bytes(), Spelling::STANDARD)));
    assert_eq!(pairs, written);
}

/// We would sign the same headers with the same signature.
fn is_signed_as_we_sign(request: &HttpRequest) {
    let authorization = header(request, "authorization").to_owned();
    let (_, signed) = authorization.split_once("SignedHeaders=").unwrap();
    let (names, _) = signed.split_once(',').unwrap();
    let names: Vec<&str> = names.split(';').collect();
    let date =
        jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", header(request, "x-amz-date")).unwrap();
    let at = SystemTime::from(date.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp());
    let mut ours = request.clone();
    ours.headers
        .retain(|(name, _)| names.contains(&name.as_str()));
    let scope = Scope {
        region: "us-east-1".into(),
        service: "iam".into(),
    };
    sign_headers(&mut ours, &Keys::new(ACCESS, SECRET, None), &scope, at).unwrap();
    assert_eq!(header(&ours, "authorization"), authorization);
}

fn is_ours(client: &mut Command) {
    let request = sent_by(client);
    is_the_form_we_send(&request);
    is_signed_as_we_sign(&request);
}

#[test]
#[ignore = "needs the JavaScript SDK: PWSPEC_TEST_SDK_JS names the folder that holds its node_modules"]
fn the_javascript_sdk_sends_what_we_send() {
    let folder = place("PWSPEC_TEST_SDK_JS");
    is_ours(
        Command::new("node")
            .arg(script("js_one_change.mjs"))
            .env("PWSPEC_TEST_SDK_JS", folder),
    );
}

#[test]
#[ignore = "needs the Rust SDK: PWSPEC_TEST_SDK_RUST names the folder of the programs of tests/clients/rust"]
fn the_rust_sdk_sends_what_we_send() {
    is_ours(&mut Command::new(
        place("PWSPEC_TEST_SDK_RUST").join("one_change"),
    ));
}

#[test]
#[ignore = "needs boto3 and the AWS command line: PWSPEC_TEST_CLIENTS names their virtual environment"]
fn boto3_sends_what_we_send() {
    let python = place("PWSPEC_TEST_CLIENTS").join("bin/python");
    is_ours(Command::new(python).arg(script("boto3_one_change.py")));
}

#[test]
#[ignore = "needs boto3 and the AWS command line: PWSPEC_TEST_CLIENTS names their virtual environment"]
fn the_aws_command_line_sends_what_we_send() {
    let (old, new) = passwords();
    let input = serde_json::json!({ "OldPassword": old, "NewPassword": new }).to_string();
    let mut aws = Command::new(place("PWSPEC_TEST_CLIENTS").join("bin/aws"));
    is_ours(aws.args(["iam", "change-password", "--cli-input-json", &input]));
}
