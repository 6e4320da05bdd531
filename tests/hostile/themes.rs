//! The modes, theme by theme, several at a time: most of the time of most of them is waiting.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread;

use crate::endured::endure;
use crate::hostile::mode::{Mode, Scope};
use crate::hostile::modes::{self, THEMES};

/// Runs that go on at once.
const AT_ONCE: usize = 4;

fn all_of(modes: &'static [Mode]) {
    let both = |mode| [(mode, Scope::Changes), (mode, Scope::All)];
    let queue = Mutex::new(modes.iter().flat_map(both).collect::<Vec<_>>());
    let wrong = Mutex::new(Vec::new());
    let work = || {
        while let Some((mode, scope)) = { queue.lock().unwrap().pop() } {
            let endured = catch_unwind(AssertUnwindSafe(|| endure(mode, scope)));
            if endured.is_err() {
                wrong
                    .lock()
                    .unwrap()
                    .push(format!("{} ({scope:?})", mode.name));
            }
        }
    };
    thread::scope(|scope| {
        (0..AT_ONCE).for_each(|_| {
            scope.spawn(work);
        });
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "what is printed above is of {wrong:?}");
}

#[test]
fn endpoints_that_let_one_wait_are_not_waited_for() {
    all_of(modes::SILENCE);
}

#[test]
fn endpoints_that_send_too_much_cost_neither_time_nor_memory() {
    all_of(modes::BULK);
}

#[test]
fn answers_that_do_not_end_where_they_say_are_told_for_what_they_are() {
    all_of(modes::FRAMING);
}

#[test]
fn connections_that_break_and_other_protocols_are_told_for_what_they_are() {
    all_of(modes::BREAKS);
}

#[test]
fn no_redirect_is_followed_and_nothing_is_signed_for_where_it_leads() {
    all_of(modes::REDIRECTS);
}

#[test]
fn bodies_that_are_no_envelopes_are_told_for_what_they_are() {
    all_of(modes::BODIES);
}

#[test]
fn hostile_xml_is_told_for_what_it_is_and_expands_to_nothing() {
    all_of(modes::DOCUMENTS);
}

#[test]
fn well_formed_answers_that_are_not_what_they_should_be_are_found_fault_with() {
    all_of(modes::ANSWERS);
}

#[test]
fn endpoints_that_die_or_live_otherwise_are_borne_with() {
    all_of(modes::LIVES);
}

#[test]
fn there_are_at_least_forty_modes_and_no_two_of_one_name() {
    let mut names: Vec<&str> = Vec::new();
    for (_, modes) in THEMES {
        names.extend(modes.iter().map(|mode| mode.name));
    }
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
    assert!(all >= 40, "{all}");
}
