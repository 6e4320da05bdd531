//! Runs that are ended at moments that a seed draws: by Ctrl-C, by SIGTERM, by kill -9. A moment is a request that arrives.

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::hostile::Hostile;
use crate::told::{Told, to_its_end};
use crate::world::{POLICY, World};

/// So many moments by default: PWSPEC_MOMENTS asks for more.
const FEW: usize = 6;
/// Of what the moments are drawn; PWSPEC_SEED says another.
const SEED: u64 = 8;
const SIGNALS: [&str; 3] = ["-INT", "-TERM", "-KILL"];
/// Users are made and deleted, and the account policy changes.
const SELECTED: [&str; 3] = ["sample", "policy/unset", "identity/profile"];

/// The run behind a server that counts requests and sends a signal when one of them has come.
struct Counted {
    proxy: Hostile,
    process: Arc<AtomicU32>,
    requests: Arc<AtomicUsize>,
}

impl Counted {
    /// `moment`: the request, and the signal.
    fn before(world: &World, moment: Option<(usize, &'static str)>) -> Self {
        let (process, requests) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicUsize::new(0)));
        let (known, counted) = (process.clone(), requests.clone());
        let proxy = Hostile::before(&world.url(), "close-before-head", move |number, _| {
            counted.fetch_max(number + 1, Ordering::SeqCst);
            if let Some((at, signal)) = moment
                && at == number
            {
                send(signal, known.load(Ordering::SeqCst));
            }
            false
        });
        Self {
            proxy,
            process,
            requests,
        }
    }

    fn run(&self, world: &World) -> Child {
        let run = world
            .pwspec()
            .args(SELECTED)
            .args(["-q", "-j", "4", "--endpoint-url", &self.proxy.url()])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        self.process.store(run.id(), Ordering::SeqCst);
        run
    }
}

fn send(signal: &str, process: u32) {
    assert_ne!(process, 0, "a request came before the run was known");
    let sent = Command::new("kill")
        .args([signal, &process.to_string()])
        .status();
    assert!(sent.unwrap().success());
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn ended(world: &World, moment: (usize, &'static str)) -> Told {
    let counted = Counted::before(world, Some(moment));
    let told = to_its_end(counted.run(world));
    if moment.1 == "-KILL" {
        assert_eq!(told.exit, -1, "{moment:?}: {told}");
        let cleaned = crate::told::told(world.pwspec().arg("clean"));
        assert_eq!(cleaned.exit, 0, "{moment:?}: {cleaned}");
    } else {
        // What came when everything had been tried already interrupts nothing.
        assert!(matches!(told.exit, 0 | 3), "{moment:?}: {told}");
    }
    told
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "how many were within the run is worth knowing"
)]
fn a_run_that_is_ended_at_any_moment_leaves_neither_a_user_nor_another_policy() {
    let world = World::new();
    world.set_policy();
    let whole = Counted::before(&world, None);
    let undisturbed = to_its_end(whole.run(&world));
    assert_eq!(undisturbed.exit, 0, "{undisturbed}");
    let requests = whole.requests.load(Ordering::SeqCst);
    assert!(requests > 100, "{requests}");

    let mut random = StdRng::seed_from_u64(number("PWSPEC_SEED").unwrap_or(SEED));
    let moments = number("PWSPEC_MOMENTS").map_or(FEW, |moments| moments as usize);
    let mut interrupted = 0;
    for nth in 0..moments {
        let moment = (
            random.random_range(1..requests),
            SIGNALS[nth % SIGNALS.len()],
        );
        interrupted += usize::from(ended(&world, moment).exit != 0);
        assert_eq!(world.users_of_ours(), [""; 0], "{moment:?}");
        let left = (world.policy(), world.journals());
        assert_eq!(left, (Some(POLICY), 0), "{moment:?}");
    }
    println!("{moments} moments of {requests} requests, {interrupted} within the run");
    assert!(interrupted * 2 > moments, "{interrupted} of {moments}");
}
