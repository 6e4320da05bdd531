//! `pwspec replay --emit`: scripts for people without pwspec.

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use common::{pwspec, serve, text};
use pwspec::case::Case;
use pwspec::emit::{Language, Refusal, emit};
use pwspec::matrix;
use pwspec::spec::Model;

/// Where boto3 and the AWS command line are installed: `bin/python`, `bin/aws`.
const VENV: &str = "PWSPEC_TEST_CLIENTS";

fn cases() -> (Model, Vec<Case>) {
    let model = Model::compiled_in().unwrap();
    let cases = matrix::cases(&model);
    (model, cases)
}

/// The first case of each section that can be a script of the language.
fn of_each_section(language: Language) -> BTreeMap<&'static str, (String, String)> {
    let (model, cases) = cases();
    let mut scripts = BTreeMap::new();
    for case in &cases {
        if !scripts.contains_key(case.section)
            && let Ok(script) = emit(case, model.clone(), language)
        {
            scripts.insert(case.section, (case.id.to_string(), script));
        }
    }
    scripts
}

fn execute(language: Language, script: &Path, variables: &[(String, String)]) -> Output {
    let clients = std::env::var_os(VENV).map(PathBuf::from);
    let bin = clients
        .map(|clients| clients.join("bin"))
        .unwrap_or_default();
    let path = std::env::var("PATH").unwrap_or_default();
    let interpreter = match language {
        Language::Curl | Language::AwsCli => PathBuf::from("sh"),
        Language::Boto3 => bin.join("python"),
    };
    Command::new(interpreter)
        .arg(script)
        .env("PATH", format!("{}:{path}", bin.display()))
        .envs(variables.iter().cloned())
        .output()
        .unwrap()
}

/// What is wrong with the script of a section, if anything: it must pass against the plain endpoint, and leave nobody behind.
fn complaint(language: Language, folder: &Path, id: &str, script: &str) -> Option<String> {
    let path = folder.join(id.replace('/', "_"));
    std::fs::write(&path, script).unwrap();
    let (_server, variables) = serve(&[]);
    let output = execute(language, &path, &variables);
    if output.status.code() != Some(0) {
        return Some(format!("{id}: {:?} {:?}", output.status, text(&output)));
    }
    // Nothing but the endpoint is told where nobody is left.
    let again = pwspec()
        .args(["clean", "--all"])
        .envs(variables)
        .output()
        .unwrap();
    let told = text(&again).0;
    (told.lines().count() != 1).then(|| format!("{id}: {told}"))
}

fn every_section(language: Language) {
    let folder = tempfile::tempdir().unwrap();
    let scripts: Vec<(String, String)> = of_each_section(language).into_values().collect();
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((id, script)) = scripts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    wrong
                        .lock()
                        .unwrap()
                        .extend(complaint(language, folder.path(), id, script));
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        scripts.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_case_is_a_script_or_is_refused_with_a_reason() {
    let (model, cases) = cases();
    for language in Language::ALL {
        let mut written = 0;
        for case in &cases {
            match emit(case, model.clone(), language) {
                Ok(script) => {
                    // What is copied from a terminal must not be changed by one.
                    let plain = |c: char| !c.is_control() || c == '\n';
                    assert!(
                        script.starts_with("#!") && script.chars().all(plain),
                        "{}",
                        case.id
                    );
                    written += 1;
                }
                Err(Refusal::Inexpressible { why, .. }) => assert!(!why.is_empty()),
                Err(error) => panic!("{}: {error}", case.id),
            }
        }
        assert!(written * 2 > cases.len(), "{}: {written}", language.word());
    }
}

#[test]
fn a_script_is_printed_and_what_is_none_is_refused() {
    let of = |case: &str| {
        pwspec()
            .args(["replay", "--emit", "curl", case])
            .output()
            .unwrap()
    };
    let output = of("new-password/length/129-latin1");
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output).0.contains("--aws-sigv4"));
    let output = of("auth/tampered/digit-0");
    assert!(
        matches!(output.status.code(), Some(2 | 4)),
        "{:?}",
        text(&output)
    );
}

#[test]
#[ignore = "needs curl"]
fn a_curl_script_of_every_section_passes_against_the_plain_endpoint() {
    every_section(Language::Curl);
}

#[test]
#[ignore = "needs boto3"]
fn a_boto3_script_of_every_section_passes_against_the_plain_endpoint() {
    every_section(Language::Boto3);
}

#[test]
#[ignore = "needs the AWS command line"]
fn an_aws_cli_script_of_every_section_passes_against_the_plain_endpoint() {
    every_section(Language::AwsCli);
}

#[test]
#[ignore = "needs curl, boto3 and the AWS command line"]
fn a_script_of_every_language_fails_where_the_endpoint_departs() {
    let (model, cases) = cases();
    let id = "new-password/length/65-latin1";
    let case = cases.iter().find(|case| case.id.as_str() == id).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for language in Language::ALL {
        let path = folder.path().join(language.word());
        std::fs::write(&path, emit(case, model.clone(), language).unwrap()).unwrap();
        let (_server, variables) = serve(&["--fault", "new-length-bytes"]);
        let output = execute(language, &path, &variables);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{}: {:?}",
            language.word(),
            text(&output)
        );
        assert!(
            text(&output).0.contains("WRONG   POST /"),
            "{:?}",
            text(&output)
        );
    }
}
