//! A run of the program to its end: bounded in time and memory, without a panic.

use std::collections::BTreeMap;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

/// No run of these tests takes nearly so long, however busy the machine is.
const LONGEST: Duration = Duration::from_secs(90);
/// No run takes nearly so much memory, in KiB: it has 40 MiB when there is nothing to do.
const LARGEST: u64 = 128 << 10;

/// What a run told.
pub struct Told {
    pub exit: i32,
    pub out: String,
    pub errors: String,
}

/// Runs it to its end.
pub fn told(command: &mut Command) -> Told {
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    to_its_end(child)
}

/// The rest of a run.
pub fn to_its_end(mut child: Child) -> Told {
    let out = child.stdout.take().map(collect);
    let errors = child.stderr.take().map(collect);
    let deadline = Instant::now() + LONGEST;
    let status = loop {
        if let Some(kib) = peak(child.id()) {
            assert!(kib < LARGEST, "{kib} KiB of memory");
        }
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if Instant::now() > deadline {
            child.kill().unwrap();
            panic!("it does not end");
        }
        thread::sleep(Duration::from_millis(10));
    };
    let text = |thread: Option<thread::JoinHandle<String>>| {
        thread.map_or_else(String::new, |thread| thread.join().unwrap())
    };
    let told = Told {
        exit: status.code().unwrap_or(-1),
        out: text(out),
        errors: text(errors),
    };
    for word in ["panicked", "backtrace"] {
        let both = [&told.out, &told.errors];
        assert!(!both.iter().any(|text| text.contains(word)), "{told}");
    }
    told
}

fn collect(mut from: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    })
}

/// The most memory that the process has had so far, where the system tells.
fn peak(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

impl Told {
    /// Whether the person at the terminal is told this, however the lines are broken.
    pub fn says(&self, text: &str) -> bool {
        let words: Vec<&str> = self.errors.split_whitespace().collect();
        words.join(" ").contains(text)
    }

    /// The events of `--report ndjson=-` of this type.
    pub fn events(&self, kind: &str) -> Vec<Value> {
        let parsed = self.out.lines().map(|line| {
            let event: Value = serde_json::from_str(line).unwrap();
            event
        });
        parsed.filter(|event| event["type"] == kind).collect()
    }

    /// The verdict of every case. There is one for each that was selected, and for the preflight.
    pub fn verdicts(&self) -> BTreeMap<String, String> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let cases = self.events("case");
        let verdicts: BTreeMap<_, _> = cases
            .iter()
            .map(|case| (text(&case["id"]), text(&case["verdict"])))
            .collect();
        let selected = self.events("run")[0]["cases"].as_u64().unwrap();
        assert_eq!(cases.len() as u64, selected + 1, "{self}");
        assert_eq!(cases.len(), verdicts.len(), "{self}");
        assert!(verdicts.contains_key("preflight"));
        assert_eq!(self.events("summary")[0]["exit"], self.exit, "{self}");
        verdicts
    }

    /// The ids of the cases with this verdict.
    pub fn those(&self, verdict: &str) -> Vec<String> {
        let verdicts = self.verdicts().into_iter();
        verdicts
            .filter(|(_, found)| found == verdict)
            .map(|(id, _)| id)
            .collect()
    }
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "exit {}\n{}\n{}", self.exit, self.out, self.errors)
    }
}
