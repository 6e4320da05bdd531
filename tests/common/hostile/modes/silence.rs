//! Endpoints that let one wait.

use std::time::Duration;

use crate::hostile::deed::Deed::{Drip, Hold, Pause, Say};
use crate::hostile::mode::Mode;

const SECOND: Duration = Duration::from_secs(1);
/// Longer than the short limit of the tests.
const LATE: Duration = Duration::from_millis(1500);

pub const SILENCE: &[Mode] = &[
    Mode::new("hang-before-head", "does not begin to answer", |_| {
        vec![Hold]
    })
    .slow()
    .changes(
        3,
        "ChangePassword is not answered any more: 4 cases in a row hung",
    )
    .all(6, "no answer within 0.7 s (no whole head came)"),
    Mode::new("hang-unheard", "neither answers nor carries out", |_| {
        vec![Hold]
    })
    .slow()
    .in_vain()
    .changes(
        3,
        "ChangePassword is not answered any more: 4 cases in a row hung",
    )
    .all(6, "no answer within 0.7 s (no whole head came)"),
    Mode::new("hang-within-head", "stops in the midst of a head", |_| {
        vec![Say(b"HTTP/1.1 200 OK\r\nContent-Ty".to_vec()), Hold]
    })
    .slow()
    .changes(
        3,
        "ChangePassword is not answered any more: 4 cases in a row hung",
    )
    .all(6, "no answer within 0.7 s (no whole head came)"),
    Mode::new("hang-after-head", "stops behind a head", |asked| {
        vec![Say(asked.cut(0)), Hold]
    })
    .slow()
    .changes(
        3,
        "ChangePassword is not answered any more: 4 cases in a row hung",
    )
    .all(6, "no answer within 0.7 s (… bytes came)"),
    Mode::new(
        "hang-within-body",
        "stops in the midst of a body",
        |asked| vec![Say(asked.cut(5)), Hold],
    )
    .slow()
    .changes(
        3,
        "ChangePassword is not answered any more: 4 cases in a row hung",
    )
    .all(6, "no answer within 0.7 s (… bytes came)"),
    Mode::new("byte-a-second", "sends one byte a second", |asked| {
        vec![Drip(asked.answer.to_vec(), SECOND)]
    })
    .slow()
    .changes(
        3,
        "ChangePassword is not answered any more: 4 cases in a row hung",
    )
    .all(6, "no answer within 0.7 s (no whole head came)"),
    Mode::new("late", "answers rightly when the time is up", |asked| {
        vec![Pause(LATE), Say(asked.answer.to_vec())]
    })
    .slow()
    .changes(
        3,
        "ChangePassword is not answered any more: 4 cases in a row hung",
    )
    .all(6, "no answer within 0.7 s (no whole head came)"),
];
