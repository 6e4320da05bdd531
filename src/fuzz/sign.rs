//! Signatures that are none, or not right, or odd.

use super::{Dice, Palette};
use crate::case::{Breach, Caller, Change, FORM, Malformation, Oddity, Place, Request, Sign};

/// A header of no meaning, signed with the rest.
const SIGNED: &str = "X-Pwspec-Signed";
const EXPIRES: [&str; 3] = ["3600", "long", "-1"];
const PARAMETERS: [&str; 6] = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-SignedHeaders",
    "X-Amz-Signature",
];
const MALFORMED: [Malformation; 9] = [
    Malformation::Scheme(""),
    Malformation::Scheme("Basic dXNlcjpwYXNzd29yZA=="),
    Malformation::Scheme("AWS4-HMAC-SHA256"),
    Malformation::Edited {
        find: "AWS4-HMAC-SHA256",
        put: "AWS4-HMAC-SHA1",
    },
    Malformation::Edited {
        find: "Credential=",
        put: "Credentials=",
    },
    Malformation::Edited {
        find: "/aws4_request",
        put: "",
    },
    Malformation::Without("Credential"),
    Malformation::Without("SignedHeaders"),
    Malformation::Without("Signature"),
];

/// Signs the request in a way that is not the usual one.
pub(super) fn badly(dice: &mut Dice, palette: &Palette, request: Request) -> Request {
    // What only a URL has to be wrong about would else be one way of some thirty, and of few requests.
    if request.place == Place::Query && dice.one_in(3) {
        let breach = of_url(dice);
        return request.signed(Sign::BrokenUrl(breach));
    }
    match dice.weigh(&[(3, 0), (4, 1), (2, 2), (2, 3), (8, 4), (5, 5), (4, 6)]) {
        0 => request.signed(Sign::None),
        1 => {
            let seconds = dice.pick(&[-840, -301, -299, -240, 0, 240, 299, 301, 840]);
            request.signed(Sign::Dated { seconds })
        }
        2 => request.signed(Sign::Region(dice.pick(&["eu-west-1", "us-west-2", ""]))),
        3 => odd(dice, request),
        4 => {
            let breach = key(dice, palette, &request);
            anywhere(dice, request, breach)
        }
        5 => {
            let breach = signature(dice);
            anywhere(dice, request, breach)
        }
        _ => covered(dice, request),
    }
}

/// In the header, or in a presigned URL where the request has no body.
fn anywhere(dice: &mut Dice, request: Request, breach: Breach) -> Request {
    if request.place == Place::Query && dice.one_in(3) {
        request.signed(Sign::BrokenUrl(breach))
    } else {
        request.signed(Sign::Broken(breach))
    }
}

fn odd(dice: &mut Dice, request: Request) -> Request {
    let oddity = dice.pick(&[
        Oddity::GarbageToken,
        Oddity::TwoAuthorizations,
        Oddity::HeaderAndUrl,
        Oddity::UnsignedPayload,
        Oddity::UpperCase,
        Oddity::SchemeCase,
    ]);
    let request = request.signed(Sign::Odd(oddity));
    if oddity == Oddity::HeaderAndUrl {
        request.get()
    } else {
        request
    }
}

/// Who signs is not who it says.
fn key(dice: &mut Dice, palette: &Palette, request: &Request) -> Breach {
    match dice.below(7) {
        0 => Breach::UnknownKey,
        1 => Breach::KeyCut,
        2 => Breach::KeyLonger,
        3 => Breach::SecretCase,
        4 => Breach::EmptySecret,
        5 if matches!(request.caller, Caller::User(at) if at + 1 < palette.users) => {
            Breach::ForeignSecret
        }
        _ => Breach::WrongSecret,
    }
}

/// The signature is not what it was.
fn signature(dice: &mut Dice) -> Breach {
    match dice.below(6) {
        0 => Breach::Cut(dice.pick(&[1, 32, 63])),
        1 => Breach::Longer,
        2 => Breach::Empty,
        _ => Breach::Digit(dice.below(64)),
    }
}

/// A presigned URL is used after its time, or lacks what it must say, or says it wrongly.
fn of_url(dice: &mut Dice) -> Breach {
    match dice.below(3) {
        0 => Breach::Expired { seconds: 120 },
        1 => Breach::Expires(dice.pick(&EXPIRES)),
        _ => Breach::Without(dice.pick(&PARAMETERS)),
    }
}

/// What the signature covers is not what it was.
fn covered(dice: &mut Dice, mut request: Request) -> Request {
    let is_form = request.content_type.as_deref() == Some(FORM);
    let header = |change| Breach::Header {
        name: SIGNED,
        change,
    };
    let breach = match dice.below(12) {
        0 => Breach::Body {
            hash: dice.one_in(2),
        },
        1 => Breach::Query,
        2 => Breach::Method,
        3 => header(Change::Value("after")),
        4 => header(Change::Removed),
        5 => header(Change::Again("after")),
        6 if is_form => Breach::Unlisted("content-type"),
        7 => Breach::Old {
            seconds: dice.pick(&[901, 960, 86_400]),
        },
        8 => Breach::Future {
            seconds: dice.pick(&[960, 3_600, 86_400]),
        },
        9 => Breach::Service(dice.pick(&["sts", "s3", "IAM", ""])),
        10 => Breach::ScopeDate,
        _ => Breach::Malformed(dice.pick(&MALFORMED)),
    };
    if matches!(breach, Breach::Header { .. }) {
        let header = (SIGNED.to_owned(), "before".to_owned());
        request.headers.push(header);
    }
    request.signed(Sign::Broken(breach))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fuzz::{Focus, request};
    use crate::spec::Model;

    #[test]
    fn where_sequences_are_about_signatures_each_way_to_spoil_a_url_is_drawn_once_in_a_hundred() {
        let palette = Palette {
            focus: Focus::Signatures,
            ..Palette::whole(Model::compiled_in().unwrap())
        };
        let mut drawn = [0; 3];
        for seed in 0..2_000 {
            match request::any(&mut Dice::of(seed), &palette).sign {
                Sign::BrokenUrl(Breach::Expired { .. }) => drawn[0] += 1,
                Sign::BrokenUrl(Breach::Expires(_)) => drawn[1] += 1,
                Sign::BrokenUrl(Breach::Without(_)) => drawn[2] += 1,
                _ => {}
            }
        }
        assert!(drawn.iter().all(|count| *count >= 20), "{drawn:?}");
    }
}
