//! A request: a change of a password, written in some way, and now and then spoiled.

use std::time::Duration;

use super::{Dice, Focus, Palette, framing, password, sign, spoil};
use crate::case::{Caller, Connection, Param, Request, Sign};
use crate::spec::Parameter;
use crate::wire::Spelling;

/// Any request.
pub(super) fn any(dice: &mut Dice, palette: &Palette) -> Request {
    let mut request = written(dice, palette);
    // How often it is spoiled once and twice; one in how many is signed badly, and framed in an odd way.
    let (spoils, signs, frames) = match palette.focus {
        Focus::Mixed => ([72, 22, 6], 10, 12),
        Focus::Values | Focus::Comparison => ([96, 4, 0], 100, 100),
        Focus::Form => ([24, 64, 12], 100, 6),
        Focus::Signatures => ([90, 10, 0], 2, 20),
        Focus::State => ([92, 8, 0], 30, 40),
    };
    let [none, one, two] = spoils;
    for _ in 0..dice.weigh(&[(none, 0), (one, 1), (two, 2)]) {
        request = spoil::one(dice, palette, request);
    }
    if dice.one_in(signs) && palette.signatures {
        request = sign::badly(dice, palette, request);
    }
    if dice.one_in(frames) {
        request.transport = framing::any(dice);
    }
    request.connection = dice.weigh(&[
        (6, Connection::Pooled),
        (3, Connection::Kept),
        (1, Connection::Fresh),
    ]);
    request
}

/// A change that is well written: in some order, some spelling, by one method or the other.
pub(super) fn written(dice: &mut Dice, palette: &Palette) -> Request {
    let caller = caller(dice, palette);
    let old = password::of(dice, palette, Parameter::Old, caller);
    let new = password::of(dice, palette, Parameter::New, caller);
    let mut request = Request::change(old, new).by(caller);
    for param in &mut request.params {
        if let Param::Pair { name, value } = param {
            if dice.one_in(2) {
                value.spelling = dice.pick(&Spelling::ALL);
            }
            if dice.one_in(10) {
                name.spelling = dice.pick(&Spelling::ALL);
            }
        }
    }
    if dice.one_in(4) {
        dice.shuffle(&mut request.params);
    }
    let presigned = Sign::Query {
        expires: Duration::from_secs(300),
    };
    let (post, get, url) = match palette.focus {
        Focus::Signatures => (40, 20, 40),
        _ => (75, 15, 10),
    };
    match dice.weigh(&[(post, 0), (get, 1), (url, 2)]) {
        0 => request,
        1 => request.get(),
        _ => request.get().signed(presigned),
    }
}

pub(super) fn caller(dice: &mut Dice, palette: &Palette) -> Caller {
    let user = dice.below(palette.users);
    let (second, root, role) = match palette.focus {
        Focus::Mixed | Focus::State => (8, 4, 4),
        _ => (2, 1, 1),
    };
    let usual = 100 - second - root - role;
    match dice.weigh(&[(usual, 0), (second, 1), (root, 2), (role, 3)]) {
        1 if palette.admin => Caller::SecondKey(user),
        2 if palette.root => Caller::Root,
        3 if palette.role => Caller::Role,
        _ => Caller::User(user),
    }
}
