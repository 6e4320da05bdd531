//! No artefact holds a secret: whole runs against endpoints that quote what they are told, and every file and every stream
//! that comes of them searched for every password that was sent and every secret key that was handed out.
//!
//! `--emit` is the declared exception: its scripts are for people without pwspec, with passwords of throw-away users.

#[path = "../common/mod.rs"]
mod common;
mod forms;
mod tap;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use common::{Served, pwspec, serve};
use forms::{Search, telling};
use pwspec::case::Case;
use pwspec::matrix;
use pwspec::spec::Model;
use tap::Tap;

/// Tell the password in force, repeat a request that is refused, fall over a quote, count bytes.
const LOUD: [&str; 4] = [
    "leak-current",
    "leak-body-in-refusal",
    "crash-on-quote",
    "new-length-bytes",
];
/// Those that quote a password of a success, each in its own way.
const QUOTING: [&str; 2] = ["leak-base64", "leak-hex-in-request-id"];
/// Where they do.
const WHERE: [&str; 2] = ["envelope", "wrong-old"];

const FORMATS: [&str; 6] = ["human", "ndjson", "html", "junit", "sarif", "markdown"];

/// An endpoint behind a tap, and a folder for what comes of the runs on it.
struct Leaky {
    _server: Served,
    variables: Vec<(String, String)>,
    tap: Tap,
    folder: PathBuf,
}

impl Leaky {
    fn with(faults: &[&str], folder: PathBuf) -> Self {
        let arguments: Vec<&str> = faults.iter().flat_map(|fault| ["--fault", fault]).collect();
        let (server, mut variables) = serve(&arguments);
        let url = |(name, _): &&mut (String, String)| name.starts_with("AWS_ENDPOINT_URL");
        let tap = Tap::before(&variables[0].1);
        variables
            .iter_mut()
            .filter(url)
            .for_each(|(_, value)| *value = tap.url());
        fs::create_dir_all(&folder).unwrap();
        Self {
            _server: server,
            variables,
            tap,
            folder,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The program, as talkative as it can be made.
    fn pwspec(&self, arguments: &[&str]) -> Command {
        let mut command = pwspec();
        command
            .args(arguments)
            .envs(self.variables.iter().cloned())
            .env("XDG_STATE_HOME", self.path("state"))
            .env("RUST_LOG", "trace")
            .env("RUST_BACKTRACE", "full");
        command
    }

    /// Runs it to its end, and keeps what it writes. The exit code.
    fn run(&self, name: &str, command: &mut Command) -> i32 {
        let output = command.output().unwrap();
        fs::write(self.path(&format!("{name}.out")), &output.stdout).unwrap();
        fs::write(self.path(&format!("{name}.err")), &output.stderr).unwrap();
        output.status.code().unwrap()
    }

    /// The same, with every report.
    fn reported(&self, name: &str, command: &mut Command) -> i32 {
        for format in FORMATS {
            let path = self.path(&format!("{name}.{format}"));
            command.arg(format!("--report={format}={}", path.display()));
        }
        self.run(name, command)
    }

    /// The keys of the administrator and of root.
    fn keys(&self) -> impl Iterator<Item = Vec<u8>> {
        let secret = self
            .variables
            .iter()
            .filter(|(name, _)| name.contains("SECRET"));
        secret.map(|(_, value)| value.clone().into_bytes())
    }
}

/// The whole matrix, recorded, and told again of the recording.
fn whole_run(leaky: &Leaky) {
    let snapshots = leaky.path("snapshots").display().to_string();
    let recording = leaky.path("recording").display().to_string();
    let arguments = [
        "run",
        "-v",
        "--record",
        &recording,
        "--trace",
        "failures",
        "--update-snapshots",
        "--snapshots",
        &snapshots,
    ];
    assert_eq!(leaky.reported("whole", &mut leaky.pwspec(&arguments)), 1);
    assert!(leaky.path("recording/recording.ndjson").is_file());
    let target = format!("recorded:{recording}");
    let again = ["run", "--trace", "all", "--endpoint-url", &target];
    assert_eq!(leaky.reported("retold", &mut leaky.pwspec(&again)), 1);
}

/// Answers held against those recorded of a quieter endpoint; what failed replayed, excused, and gated.
fn in_every_other_way(leaky: &Leaky) {
    let drifts = leaky.path("drifts").display().to_string();
    let recorded = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/reference");
    copy(&recorded, Path::new(&drifts));
    let arguments = ["run", "--trace", "all", "--snapshots", &drifts];
    assert_eq!(
        leaky.reported("drifting", leaky.pwspec(&arguments).args(WHERE)),
        1
    );

    let finding = leaky.path("drifting.ndjson").display().to_string();
    assert_eq!(
        leaky.reported(
            "replay",
            &mut leaky.pwspec(&["replay", "-v", "--trace", "all", &finding])
        ),
        1
    );

    let known = leaky.path("known.toml").display().to_string();
    let update = [
        "baseline",
        "update",
        "--baseline",
        &known,
        "--reason",
        "quotes what it is told",
    ];
    assert_eq!(leaky.run("update", leaky.pwspec(&update).args(WHERE)), 0);
    assert_eq!(
        leaky.run(
            "check",
            leaky
                .pwspec(&["baseline", "check", "--baseline", &known])
                .args(WHERE)
        ),
        0
    );
    assert_eq!(
        leaky.reported(
            "gated",
            leaky
                .pwspec(&["run", "-v", "--baseline", &known])
                .args(WHERE)
        ),
        0
    );
}

/// A run that is killed leaves a journal, and another cleans up after it.
fn is_killed(leaky: &Leaky) {
    let mut run = Served(leaky.pwspec(&["run", "-q", "state"]).spawn().unwrap());
    let deadline = Instant::now() + Duration::from_secs(30);
    while leaky.tap.connected() < 20 {
        assert!(Instant::now() < deadline, "nothing is sent");
        std::thread::sleep(Duration::from_millis(5));
    }
    run.0.kill().unwrap();
    run.0.wait().unwrap();
    copy(&leaky.path("state"), &leaky.path("journals"));
    assert!(
        !files(&leaky.path("journals")).is_empty(),
        "no journal is left"
    );
    assert_eq!(leaky.run("clean", &mut leaky.pwspec(&["clean"])), 0);
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let copy = to.join(file.strip_prefix(from).unwrap());
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(&file, copy).unwrap();
    }
}

/// Runs on the endpoints, side by side, and the endpoints.
fn ran(folder: &Path) -> Vec<Leaky> {
    std::thread::scope(|scope| {
        let whole = scope.spawn(|| {
            let leaky = Leaky::with(&LOUD, folder.join("loud"));
            whole_run(&leaky);
            vec![leaky]
        });
        let others = scope.spawn(|| {
            let quoting = QUOTING.map(|fault| Leaky::with(&[fault], folder.join(fault)));
            quoting.iter().for_each(in_every_other_way);
            let killed = Leaky::with(&["leak-query"], folder.join("killed"));
            is_killed(&killed);
            quoting.into_iter().chain([killed]).collect()
        });
        [whole, others]
            .map(|thread| thread.join().unwrap())
            .into_iter()
            .flatten()
            .collect()
    })
}

/// What is looked for: every password that was in force but for user names and words of case ids, and every secret key.
fn secrets(leaky: &[Leaky], cases: &[Case]) -> BTreeSet<Vec<u8>> {
    let names: BTreeSet<Vec<u8>> = leaky
        .iter()
        .flat_map(|leaky| leaky.tap.user_names())
        .collect();
    let words: BTreeSet<&[u8]> = cases
        .iter()
        .flat_map(|case| case.id.as_str().split('/'))
        .map(str::as_bytes)
        .collect();
    let is_public =
        |password: &Vec<u8>| names.contains(password) || words.contains(password.as_slice());
    let passwords: BTreeSet<Vec<u8>> = leaky
        .iter()
        .flat_map(|leaky| leaky.tap.passwords())
        .collect();
    let passwords = passwords
        .iter()
        .filter_map(|password| telling(password))
        .filter(|password| !is_public(password));
    let secrets: BTreeSet<Vec<u8>> = passwords.collect();
    let keys: BTreeSet<Vec<u8>> = leaky
        .iter()
        .flat_map(|leaky| leaky.tap.keys().into_iter().chain(leaky.keys()))
        .collect();
    assert!(
        secrets.len() > 4000 && keys.len() > 100,
        "{} passwords, {} keys",
        secrets.len(),
        keys.len()
    );
    secrets.into_iter().chain(keys).collect()
}

#[test]
fn no_artefact_of_any_run_holds_a_password_or_a_secret_key() {
    let folder = tempfile::tempdir().unwrap();
    let leaky = ran(folder.path());
    let cases = matrix::cases(&Model::compiled_in().unwrap());
    let secrets = secrets(&leaky, &cases);
    let search = Search::of(secrets.iter(), format!("{cases:?}"));
    for leaky in &leaky {
        assert!(
            !search.found(&leaky.tap.answers()).is_empty(),
            "the endpoint tells nothing"
        );
    }
    let mut wrong = Vec::new();
    for file in files(folder.path()) {
        let name = file
            .strip_prefix(folder.path())
            .unwrap()
            .display()
            .to_string();
        let text = fs::read(&file).unwrap();
        let in_name = search.found(name.as_bytes());
        let all = search.found(&text).into_iter().chain(in_name);
        wrong.extend(all.map(|(form, around)| format!("{name}: {form:?} in {around:?}")));
        assert!(
            memchr::memmem::find(&text, b"panicked at").is_none(),
            "{name}"
        );
    }
    let some = &wrong[..wrong.len().min(40)];
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), some.join("\n"));
}
