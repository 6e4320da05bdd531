//! Command lines, and what they mean.

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use super::asked::Asked;
use super::command::{Cli, Command};
use super::run::RunArgs;
use crate::exit::Exit;
use crate::report::human::{TraceWhat, Verbosity};
use crate::runner::{RunOptions, SnapshotMode, SnapshotOptions};
use crate::spec::{Level, Model};
use crate::target::{Auth, TargetOptions, UserMode};

fn parse(line: &[&str]) -> Result<Command, clap::Error> {
    Cli::try_parse_from(["pwspec"].iter().chain(line)).map(Cli::command)
}

fn run(line: &[&str]) -> RunArgs {
    match parse(line) {
        Ok(Command::Run(args)) => args,
        other => panic!("{line:?} is {other:?}"),
    }
}

fn options(line: &[&str]) -> RunOptions {
    run(line).trial.options(Model::compiled_in().unwrap())
}

fn targets(line: &[&str]) -> Vec<TargetOptions> {
    asked(&run(line))
}

fn snapshots(args: &RunArgs) -> SnapshotOptions {
    args.trial.snapshots.of(&Asked::default())
}

fn asked(args: &RunArgs) -> Vec<TargetOptions> {
    let asked = args.trial.target.asked().unwrap();
    asked.into_iter().map(|one| one.options).collect()
}

fn refused(line: &[&str]) -> String {
    let error = parse(line).unwrap_err();
    assert_eq!(error.exit_code(), i32::from(Exit::Usage.code()), "{error}");
    error.to_string()
}

#[test]
fn the_flags_contradict_nothing() {
    <Cli as CommandFactory>::command().debug_assert();
}

#[test]
fn without_a_command_run_is_meant() {
    assert_eq!(options(&[]).jobs, 8);
    assert_eq!(options(&["-j", "3"]).jobs, 3);
    assert_eq!(options(&["new-password/**", "-j3"]).jobs, 3);
    assert_eq!(options(&["run", "new-password/**", "-j3"]).jobs, 3);
}

#[test]
fn what_is_not_said_has_a_value() {
    let options = options(&[]);
    let targets = targets(&[]);
    let [target] = targets.as_slice() else {
        panic!("{} targets", targets.len())
    };
    assert_eq!(target.endpoint_url, None);
    assert_eq!(target.limits.answer.as_secs(), 10);
    assert!(target.settle.is_zero() && !target.allow_remote && !target.allow_policy_changes);
    assert_eq!(
        (target.auth, target.user_mode),
        (Auth::SigV4, UserMode::Admin)
    );
    assert_eq!(
        (options.strictness.level, options.strictness.strict),
        (Level::Should, false)
    );
    assert_eq!((options.seed, options.shuffle), (0, false));
    assert_eq!(snapshots(&run(&[])), SnapshotOptions::default());
}

#[test]
fn every_flag_of_a_run_is_heard() {
    let line = "--endpoint-url http://127.0.0.1:1 --endpoint-url http://127.0.0.1:2 --region eu-west-1 --profile p \
                --ca-bundle ca.pem --auth none --user-mode own --timeout 250ms --settle 5s --retries 2 --rate 20/s \
                --allow-remote --allow-policy-changes --level must --strict -j 2 --seed 9 --shuffle --snapshots dir \
                --snapshot-mode shape --update-snapshots --trace failures -v --section s --quick";
    let args = run(&line.split_whitespace().collect::<Vec<_>>());
    let options = args.trial.options(Model::compiled_in().unwrap());
    let targets = asked(&args);
    let urls: Vec<_> = targets
        .iter()
        .filter_map(|target| target.endpoint_url.as_deref())
        .collect();
    assert_eq!(urls, ["http://127.0.0.1:1", "http://127.0.0.1:2"]);
    for target in &targets {
        assert_eq!(
            (target.region.as_deref(), target.profile.as_deref()),
            (Some("eu-west-1"), Some("p"))
        );
        assert_eq!(target.ca_bundle.as_deref(), Some("ca.pem".as_ref()));
        assert_eq!((target.auth, target.user_mode), (Auth::None, UserMode::Own));
        assert_eq!(
            (target.limits.answer.as_millis(), target.settle.as_secs()),
            (250, 5)
        );
        assert_eq!((target.retries, target.rate), (2, Some(20.0)));
        assert!(target.allow_remote && target.allow_policy_changes);
    }
    assert_eq!(
        (options.strictness.level, options.strictness.strict),
        (Level::Must, true)
    );
    assert_eq!((options.jobs, options.seed, options.shuffle), (2, 9, true));
    let snapshots = snapshots(&args);
    assert_eq!(snapshots.directory.as_deref(), Some("dir".as_ref()));
    assert_eq!(
        (snapshots.mode, snapshots.update),
        (SnapshotMode::Shape, true)
    );
    let human = args.trial.human();
    assert_eq!(
        (human.verbosity, human.trace),
        (Verbosity::Verbose, Some(TraceWhat::Failures))
    );
    assert_eq!(
        human.again.join(" "),
        "--region eu-west-1 --profile p --ca-bundle ca.pem --auth none --user-mode own --timeout 250ms --settle 5s \
         --allow-remote --allow-policy-changes --level must --strict"
    );
}

#[test]
fn a_usual_run_needs_no_flags_to_be_repeated() {
    assert!(
        run(&["--timeout", "10s", "-j4"])
            .trial
            .human()
            .again
            .is_empty()
    );
}

#[test]
fn a_shuffle_without_a_seed_draws_one() {
    assert_ne!(options(&["--shuffle"]).seed, options(&["--shuffle"]).seed);
    assert_eq!(options(&["--shuffle", "--seed", "4"]).seed, 4);
}

#[test]
fn a_misspelled_flag_or_word_is_met_with_the_nearest() {
    assert!(refused(&["--stict"]).contains("'--strict'"));
    assert!(refused(&["--level", "shoud"]).contains("'should'"));
    assert!(refused(&["list", "--format", "ndjon"]).contains("'ndjson'"));
}

#[test]
fn values_that_mean_nothing_are_refused() {
    assert!(refused(&["--timeout", "10"]).contains("time unit needed"));
    assert!(refused(&["--timeout", "0s"]).contains("no time"));
    assert!(refused(&["--rate", "20"]).contains("20/s"));
    assert!(refused(&["-j", "0"]).contains("1..=256"));
    assert!(refused(&["--report", "yaml=out.yaml"]).contains("there are human, ndjson"));
    assert!(refused(&["-q", "-v"]).contains("cannot be used with"));
    assert!(refused(&["a/["]).contains("'a/['"));
}

#[test]
fn a_baseline_is_kept_in_a_file_that_is_named() {
    let known = run(&["--baseline", "known.toml"]).trial.known;
    assert_eq!(known.baseline.as_deref(), Some("known.toml".as_ref()));
    assert!(
        refused(&["baseline", "update", "--baseline", "f", "--reson", "x"]).contains("'--reason'")
    );
    assert!(
        refused(&["baseline", "check", "--baseline", "f", "--reason", "x"]).contains("--reason")
    );
}

#[test]
fn help_and_version_are_no_errors() {
    for (line, kind) in [
        ("--help", ErrorKind::DisplayHelp),
        ("--version", ErrorKind::DisplayVersion),
    ] {
        let error = parse(&[line]).unwrap_err();
        assert_eq!((error.kind(), error.exit_code()), (kind, 0));
    }
}

#[test]
fn help_tells_every_exit_code() {
    let help = <Cli as CommandFactory>::command()
        .render_long_help()
        .to_string();
    for exit in Exit::ALL {
        assert!(
            help.contains(&format!("{:>2}  {}", exit.code(), exit.sentence())),
            "{help}"
        );
    }
}

#[test]
fn a_flag_comes_before_what_the_configuration_says() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("targets.toml");
    let text = "version = 1\n[target.lab]\nendpoint-url = \"http://127.0.0.1:1\"\nauth = \"none\"\nretries = 2\n\
                timeout = \"1s\"\nallow-remote = true\n";
    std::fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap();
    let line = ["--config", path, "--target", "lab"];
    let [lab] = &targets(&line)[..] else {
        panic!("one target")
    };
    assert_eq!((lab.auth, lab.retries), (Auth::None, 2));
    assert!(lab.allow_remote);
    let flags = [
        "--auth",
        "sigv4",
        "--retries",
        "3",
        "--endpoint-url",
        "http://127.0.0.1:2",
    ];
    let line = [&line[..], &flags].concat();
    let [url, lab] = &targets(&line)[..] else {
        panic!("two targets")
    };
    assert_eq!((lab.auth, lab.retries), (Auth::SigV4, 3));
    assert_eq!(lab.limits.answer.as_secs(), 1);
    assert_eq!((url.retries, url.allow_remote), (3, false));
    let again = run(&line).trial.human().again.join(" ");
    assert_eq!(again, format!("--config {path} --auth sigv4"));
}
