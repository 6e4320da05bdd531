//! The program as it is called: exits, streams, and what stays behind.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program, in surroundings of its own: no AWS settings, an empty directory for home and for working in.
fn pwspec(directory: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pwspec"));
    let surroundings = std::env::vars_os().filter(|(name, _)| name == "PATH");
    command
        .env_clear()
        .envs(surroundings)
        .env("HOME", directory)
        .current_dir(directory);
    command
}

fn done(line: &[&str]) -> (i32, String, String) {
    let directory = tempfile::tempdir().unwrap();
    let Output {
        status,
        stdout,
        stderr,
    } = pwspec(directory.path()).args(line).output().unwrap();
    let written = fs::read_dir(directory.path()).unwrap().count();
    assert_eq!(written, 0, "{line:?} wrote into the working directory");
    (
        status.code().unwrap(),
        String::from_utf8(stdout).unwrap(),
        String::from_utf8(stderr).unwrap(),
    )
}

#[test]
fn the_embedded_endpoint_conforms_and_the_verdict_is_the_last_line() {
    let (exit, told, errors) = done(&["new-password/length/129-latin1"]);
    assert_eq!((exit, errors.as_str()), (0, ""));
    assert!(
        told.lines()
            .last()
            .is_some_and(|line| line.ends_with("— exit 0")),
        "{told}"
    );
    assert!(
        !told.contains('\u{1b}'),
        "colours where no terminal is: {told}"
    );
}

#[test]
fn a_filter_that_matches_nothing_exits_4_with_the_nearest() {
    let (exit, told, errors) = done(&["run", "new-pasword/length"]);
    assert_eq!((exit, told.as_str()), (4, ""));
    assert!(
        errors.starts_with("pwspec: failed to find a case that matches new-pasword/length"),
        "{errors}"
    );
    assert!(
        errors.contains("did you mean new-password/length"),
        "{errors}"
    );
}

#[test]
fn usage_errors_exit_2() {
    for line in [
        &["--stict"][..],
        &["--report", "yaml=x"],
        &["--report", "ndjson=no/such/folder/x"],
        &["run", "a/["],
    ] {
        let (exit, told, errors) = done(line);
        assert_eq!((exit, told.as_str()), (2, ""), "{line:?}: {errors}");
        assert!(!errors.is_empty());
    }
}

#[test]
fn an_endpoint_on_another_machine_is_refused_before_anything_is_sent() {
    let (exit, _, errors) = done(&["--endpoint-url", "http://192.0.2.1"]);
    assert_eq!(exit, 2, "{errors}");
    assert!(errors.contains("--allow-remote"), "{errors}");
}

#[test]
fn an_endpoint_where_nobody_listens_exits_3() {
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let (exit, told, _) = done(&[
        "--endpoint-url",
        &format!("http://127.0.0.1:{port}"),
        "sample",
    ]);
    assert_eq!(exit, 3, "{told}");
    assert!(told.contains("connection refused"), "{told}");
}

#[test]
fn a_machine_report_on_standard_output_sends_the_human_one_to_standard_error() {
    let (exit, told, errors) = done(&["sample", "--report", "ndjson=-"]);
    assert_eq!(exit, 0, "{errors}");
    assert!(told.starts_with("{\"v\":1,\"type\":\"run\""), "{told}");
    assert!(
        told.lines()
            .all(|line| line.starts_with('{') && line.ends_with('}')),
        "{told}"
    );
    assert!(errors.ends_with("— exit 0\n"), "{errors}");
}

#[test]
fn every_case_is_listed_once_in_both_formats() {
    let (_, text, _) = done(&["list"]);
    let (exit, json, _) = done(&["list", "--format", "ndjson"]);
    assert_eq!(exit, 0);
    assert_eq!(text.lines().count(), json.lines().count());
    for (line, object) in text.lines().zip(json.lines()) {
        let id = line.split_whitespace().next().unwrap();
        assert!(
            object.starts_with(&format!("{{\"id\":\"{id}\",\"section\":\"")),
            "{object}"
        );
        for field in [
            "\"clauses\":[\"",
            "\"level\":\"",
            "\"provenance\":\"",
            "\"needs\":[",
        ] {
            assert!(object.contains(field), "{object}");
        }
    }
}

#[test]
fn a_quick_run_asks_under_every_covered_clause_in_at_most_300_cases() {
    let (_, quick, _) = done(&["list", "--quick"]);
    assert!(quick.lines().count() <= 300, "{}", quick.lines().count());
    let (exit, table, errors) = done(&["coverage", "--quick"]);
    let gaps: Vec<&str> = table
        .lines()
        .filter(|line| line.starts_with("gap: "))
        .collect();
    assert_eq!(exit, 0, "{gaps:?} {errors}");
    assert!(gaps.is_empty(), "{gaps:?}");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let directory = tempfile::tempdir().unwrap();
    for line in [
        &["list"][..],
        &["sample", "-v"],
        &["sample", "--report", "ndjson=-"],
        &["--help"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        let mut child = pwspec(directory.path())
            .args(line)
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(reader);
        let mut errors = String::new();
        std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut errors).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{line:?}: {errors}");
        assert!(!errors.contains("panicked"), "{errors}");
    }
}

#[cfg(unix)]
#[test]
fn a_served_endpoint_is_reached_by_the_variables_it_prints_and_ends_when_told() {
    let directory = tempfile::tempdir().unwrap();
    let mut server = pwspec(directory.path())
        .arg("serve")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(server.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let mut run = pwspec(directory.path());
    run.args(["sample", "-q"]);
    for line in lines {
        let (name, value) = line
            .strip_prefix("export ")
            .and_then(|pair| pair.split_once('='))
            .unwrap();
        run.env(name, value.trim_matches('\''));
        if name == "PWSPEC_ROOT_SECRET_ACCESS_KEY" {
            break;
        }
    }
    let told = run.output().unwrap();
    assert_eq!(
        told.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&told.stdout)
    );
    assert!(
        Command::new("kill")
            .arg(server.id().to_string())
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(server.wait().unwrap().code(), Some(0));
}

#[test]
fn where_no_run_was_killed_there_is_nothing_to_clean() {
    let (exit, told, errors) = done(&["clean"]);
    assert_eq!(
        (exit, told.as_str(), errors.as_str()),
        (0, "nothing was left behind\n", "")
    );
}

/// What a shell that has read the completions offers for a line.
fn offered(directory: &Path, script: &str, words: &[&str]) -> Vec<String> {
    fs::write(directory.join("completions"), script).unwrap();
    let line = words.join("' '");
    let last = words.len() - 1;
    let before = words[last - 1];
    let word = words[last];
    let ask = format!(
        "source ./completions; COMP_WORDS=('{line}'); COMP_CWORD={last}; _pwspec pwspec '{word}' '{before}'; \
         printf '%s\\n' \"${{COMPREPLY[@]}}\""
    );
    let mut bash = Command::new("bash");
    let output = bash
        .args(["-c", &ask])
        .current_dir(directory)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn a_shell_completes_commands_flags_and_their_values() {
    let (exit, script, _) = done(&["completions", "bash"]);
    assert_eq!(exit, 0);
    let directory = tempfile::tempdir().unwrap();
    let offered = |words: &[&str]| offered(directory.path(), &script, words);
    assert_eq!(offered(&["pwspec", "base"]), ["baseline"]);
    assert_eq!(offered(&["pwspec", "run", "--endp"]), ["--endpoint-url"]);
    assert_eq!(offered(&["pwspec", "replay", "--emit", "aws"]), ["aws-cli"]);
    assert_eq!(
        offered(&["pwspec", "baseline", "update", "--rea"]),
        ["--reason"]
    );
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (exit, script, errors) = done(&["completions", shell]);
        assert_eq!((exit, errors.as_str()), (0, ""));
        assert!(
            script.contains("baseline") && script.contains("endpoint-url"),
            "{shell}"
        );
    }
    assert_eq!(done(&["completions", "sh"]).0, 2);
}

#[test]
fn the_manual_has_a_page_for_the_program_and_for_each_command() {
    let (exit, page, _) = done(&["man"]);
    assert_eq!(exit, 0);
    assert!(page.contains(".TH pwspec 1"), "{page}");
    let (_, help, _) = done(&["--help"]);
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<&str> = commands
        .map_while(|line| line.strip_prefix("  "))
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.contains(&"man"), "{help}");
    for command in commands.into_iter().filter(|command| *command != "help") {
        assert!(
            page.contains(&format!("pwspec\\-{command}(1)")),
            "{command}: {page}"
        );
        let (exit, page, _) = done(&["man", command]);
        assert_eq!(exit, 0);
        assert!(page.contains(&format!(".TH pwspec-{command} 1")), "{page}");
    }
    for code in ["70", "exit"] {
        assert!(page.to_lowercase().contains(code), "{page}");
    }
    let (exit, told, errors) = done(&["man", "relpay"]);
    assert_eq!((exit, told.as_str()), (2, ""));
    assert!(errors.contains("did you mean replay?"), "{errors}");
}
