//! A request: a change of a password, written in some way, and now and then spoiled.

use std::time::Duration;

use super::{Dice, Palette, framing, password, sign, spoil};
use crate::case::{Caller, Connection, Param, Request, Sign};
use crate::spec::Parameter;
use crate::wire::Spelling;

/// Any request.
pub(super) fn any(dice: &mut Dice, palette: &Palette) -> Request {
    let mut request = written(dice, palette);
    for _ in 0..dice.weigh(&[(72, 0), (22, 1), (6, 2)]) {
        request = spoil::one(dice, palette, request);
    }
    if dice.one_in(10) {
        request = sign::badly(dice, palette, request);
    }
    if dice.one_in(12) {
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
    match dice.weigh(&[(75, 0), (15, 1), (10, 2)]) {
        0 => request,
        1 => request.get(),
        _ => request.get().signed(presigned),
    }
}

fn caller(dice: &mut Dice, palette: &Palette) -> Caller {
    let user = dice.below(palette.users);
    match dice.weigh(&[(84, 0), (8, 1), (4, 2), (4, 3)]) {
        1 if palette.admin => Caller::SecondKey(user),
        2 if palette.root => Caller::Root,
        3 if palette.role => Caller::Role,
        _ => Caller::User(user),
    }
}
