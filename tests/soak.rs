//! One run after another against one endpoint, for minutes: nothing grows.

#[path = "common/mod.rs"]
mod common;
#[path = "common/told.rs"]
#[expect(dead_code, reason = "the other tests use the rest of it")]
mod told;
#[path = "common/world.rs"]
#[expect(dead_code, reason = "the other tests use the rest of it")]
mod world;

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use world::{POLICY, World};

/// Seconds, unless PWSPEC_SOAK says otherwise.
const USUAL: u64 = 600;
/// What each run tries: every kind of call, and users made and deleted.
const SELECTED: [&str; 6] = [
    "sample",
    "envelope",
    "wrong-old",
    "policy/unset",
    "identity",
    "state",
];
/// It goes on beside other work.
const PACE: &str = "200/s";
/// What memory may grow by after the first fifth of the time, in KiB: what an allocator keeps, and not what a leak takes.
const GROWTH: u64 = 4 << 10;

/// What the two processes hold when a run is over.
#[derive(Clone, Copy, Debug)]
struct Held {
    /// The endpoint's memory, in KiB.
    endpoint: u64,
    /// Its open files.
    files: usize,
    /// The most memory that the run has had, in KiB.
    run: u64,
}

fn kib(process: u32, of: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with(of))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn one(world: &World) -> Held {
    let mut run = world
        .pwspec()
        .args(SELECTED)
        .args(["-q", "--rate", PACE])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut most = 0;
    let status = loop {
        most = kib(run.id(), "VmHWM:").unwrap_or(most);
        if let Some(status) = run.try_wait().unwrap() {
            break status;
        }
        thread::sleep(Duration::from_millis(5));
    };
    assert!(status.success(), "{status}");
    assert_eq!(world.users_of_ours(), [""; 0]);
    assert_eq!((world.policy(), world.journals()), (Some(POLICY), 0));
    let endpoint = world.server();
    Held {
        endpoint: kib(endpoint, "VmRSS:").unwrap(),
        files: fs::read_dir(format!("/proc/{endpoint}/fd"))
            .unwrap()
            .count(),
        run: most,
    }
}

/// Of those in the middle, which a moment's peak does not move.
fn median(held: &[Held], of: impl Fn(&Held) -> u64) -> u64 {
    let mut values: Vec<u64> = held.iter().map(of).collect();
    values.sort_unstable();
    values[values.len() / 2]
}

#[test]
#[ignore = "ten minutes; PWSPEC_SOAK says how many seconds instead"]
#[expect(
    clippy::print_stdout,
    reason = "what was measured is what it is run for"
)]
fn runs_in_a_loop_make_neither_memory_nor_files_nor_users_grow() {
    let seconds = std::env::var("PWSPEC_SOAK").ok();
    let seconds = seconds.map_or(USUAL, |seconds| seconds.parse().unwrap());
    let world = World::new();
    world.set_policy();
    let deadline = Instant::now() + Duration::from_secs(seconds);
    let mut held = Vec::new();
    while Instant::now() < deadline || held.len() < 5 {
        held.push(one(&world));
    }
    let fifth = held.len() / 5;
    let (warm, end) = (&held[fifth..2 * fifth], &held[held.len() - fifth..]);
    let both = |of: fn(&Held) -> u64| (median(warm, of), median(end, of));
    let (endpoint, files) = (both(|held| held.endpoint), both(|held| held.files as u64));
    let run = both(|held| held.run);
    println!(
        "{} runs in {seconds} s; second fifth and last fifth: endpoint {endpoint:?} KiB, {files:?} files; run {run:?} KiB",
        held.len()
    );
    assert!(endpoint.1 <= endpoint.0 + GROWTH, "{endpoint:?}");
    assert!(run.1 <= run.0 + GROWTH, "{run:?}");
    assert!(files.1 <= files.0 + 2, "{files:?}");
}
