//! One run against one mode, and everything that must hold of it whatever the mode is.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use pwspec::wire::fields;

use crate::forms::{Search, telling};
use crate::hostile::Hostile;
use crate::hostile::mode::{Mode, Scope};
use crate::told::{Told, told};
use crate::world::{POLICY, World};

/// A few cases of a few sections: some must be accepted, and some refused.
const SELECTED: [&str; 5] = [
    "sample",
    "new-password/required",
    "envelope/success",
    "envelope/wrong-old-password",
    "auth/scope",
];
/// So many calls of ChangePassword are made before the first case.
const BEFORE: usize = 8;
/// The short limit, for modes that are told by the time that passes.
const SHORT: &str = "700ms";
/// No run takes nearly so long, however busy the machine is.
const LONGEST: Duration = Duration::from_secs(45);
/// Reports beside the events.
const FORMATS: [&str; 4] = ["html", "junit", "sarif", "markdown"];

/// Runs the program against the mode, and sees what comes of it.
pub fn endure(mode: &Mode, scope: Scope) {
    let Some(wanted) = mode.wanted(scope) else {
        return;
    };
    let world = World::new();
    world.set_policy();
    let hostile = Hostile::before(&world.url(), mode.name, meets(scope));
    let folder = tempfile::tempdir().unwrap();
    let mut command = world.pwspec();
    command
        .args(match mode.cases {
            [] => &SELECTED,
            cases => cases,
        })
        .args([
            "-j",
            if mode.alone { "1" } else { "2" },
            "--retries",
            "1",
            "--trace",
            "failures",
        ])
        .args(["--report", "ndjson=-", "--endpoint-url", &hostile.url()]);
    for format in FORMATS {
        let path = folder.path().join(format);
        command.arg(format!("--report={format}={}", path.display()));
    }
    if mode.slow {
        command.args(["--timeout", SHORT]);
    }
    let keys: Vec<Vec<u8>> = command
        .get_envs()
        .filter(|(name, _)| name.to_string_lossy().contains("SECRET"))
        .filter_map(|(_, value)| Some(value?.to_string_lossy().into_owned().into_bytes()))
        .collect();
    let begun = Instant::now();
    let told = told(&mut command);
    assert!(begun.elapsed() < LONGEST, "{:?}", begun.elapsed());
    assert!(hostile.met() > 0, "nobody was met with it");
    assert!(!hostile.has_led_somebody(), "somebody was led elsewhere");

    // A verdict for every case: `verdicts` sees to that.
    let verdicts = told.verdicts();
    assert!(
        !verdicts.values().any(|verdict| verdict == "error"),
        "{told}"
    );
    if scope == Scope::Changes {
        assert_eq!(verdicts["preflight"], "pass", "{told}");
    }
    assert!(
        wanted.exits.contains(&told.exit),
        "{:?}: {told}",
        wanted.exits
    );
    assert!(
        says(&told, wanted.says),
        "it does not say {:?}: {told}",
        wanted.says
    );

    let mut written = vec![
        told.out.clone().into_bytes(),
        told.errors.clone().into_bytes(),
    ];
    for format in FORMATS {
        written.push(std::fs::read(folder.path().join(format)).unwrap());
    }
    no_secret(&hostile, keys, &written);
    lives_again(&world, hostile, &told, mode);
}

/// Whether the person at the terminal is told this; … stands for anything.
fn says(told: &Told, text: &str) -> bool {
    let words: Vec<&str> = told.errors.split_whitespace().collect();
    let said = words.join(" ");
    let mut rest = said.as_str();
    text.split('…').all(|piece| {
        let found = rest.split_once(piece);
        found.is_some_and(|(_, after)| {
            rest = after;
            true
        })
    })
}

fn meets(scope: Scope) -> impl Fn(usize, &str) -> bool + Send + Sync + 'static {
    let changes = AtomicUsize::new(0);
    move |_, request| match scope {
        Scope::All => true,
        Scope::Changes => {
            let is = request.contains("ChangePassword&") || request.contains("ChangePassword ");
            is && changes.fetch_add(1, Ordering::SeqCst) >= BEFORE
        }
    }
}

/// Neither the keys, nor a password that was sent, nor a key that was handed out stands in what was written.
fn no_secret(hostile: &Hostile, mut secrets: Vec<Vec<u8>>, written: &[Vec<u8>]) {
    for message in hostile.seen() {
        let start = message.windows(4).position(|four| four == b"\r\n\r\n");
        let body = &message[start.map_or(0, |end| end + 4)..];
        let passwords = fields(body).filter(|field| {
            let name = String::from_utf8_lossy(&field.name).into_owned();
            ["Password", "OldPassword", "NewPassword"].contains(&name.as_str())
        });
        secrets.extend(passwords.filter_map(|field| telling(&field.value)));
        let text = String::from_utf8_lossy(body);
        let key = text.split_once("<SecretAccessKey>");
        let key = key.and_then(|(_, rest)| rest.split_once('<'));
        secrets.extend(key.map(|(key, _)| key.as_bytes().to_vec()));
    }
    let search = Search::of(secrets.iter(), String::new());
    for text in written {
        let found = search.found(text);
        assert!(found.is_empty(), "{found:?}");
    }
}

/// What is left at the endpoint was told, and stands in the journal; once it lives again, `pwspec clean` takes it away.
fn lives_again(world: &World, hostile: Hostile, told: &Told, mode: &Mode) {
    let is_left = !world.users_of_ours().is_empty() || world.policy() != Some(POLICY);
    assert!(!is_left || told.exit == 6, "something is left: {told}");
    assert_eq!(world.journals() > 0, told.exit == 6, "{told}");
    hostile.reform();
    let again = match mode.name {
        "dies" => {
            let port = hostile.port();
            drop(hostile);
            Hostile::alive_again(port, &world.url())
        }
        _ => hostile,
    };
    if told.exit == 6 {
        let cleaned = crate::told::told(world.pwspec().arg("clean"));
        assert_eq!(cleaned.exit, 0, "{cleaned}");
    }
    drop(again);
    assert_eq!(world.users_of_ours(), [""; 0]);
    assert_eq!((world.policy(), world.journals()), (Some(POLICY), 0));
}
