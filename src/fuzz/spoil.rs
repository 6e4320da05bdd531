//! What makes a request another one than it was: missing, doubled, unknown and misspelled parameters, other actions,
//! methods, paths and media types.

use super::{Dice, Palette, password};
use crate::case::{BOUNDARY, Body, FORM, Param, Place, Request, Spelled, Text};
use crate::spec::Parameter;

/// One way to spoil a request.
type Spoil = fn(&mut Dice, &Palette, Request) -> Request;

const WAYS: [(usize, Spoil); 15] = [
    (4, missing),
    (2, empty),
    (4, misnamed),
    (3, unknown),
    (2, user_name),
    (4, doubled),
    (3, action),
    (3, version),
    (4, escape),
    (3, piece),
    (2, path),
    (2, method),
    (3, media_type),
    (2, place),
    (2, header),
];

/// Names of the operation's parameters.
const NAMES: [&str; 4] = ["Action", "Version", "OldPassword", "NewPassword"];

/// Pieces between two `&` that are no pair, or an odd one.
const PIECES: [&[u8]; 14] = [
    b"",
    b"Bare",
    b"NewPassword",
    b"OldPassword",
    b"Action",
    b"=",
    b"=value",
    b"A==",
    b"a;NewPassword=abc",
    b"%4eewPassword.1=abc",
    b"%zz=1",
    b"Extra=%",
    b"Extra=%u0041",
    b"NewPassword%=abc",
];

/// Bytes that are no good escape.
const ESCAPES: [&str; 7] = ["%", "%4", "%G1", "%1G", "%u00e9", "%%41", "%-1"];

const PATHS: [&str; 5] = ["/iam", "/ChangePassword", "//", "/.", "/doc/2010-05-08/"];

const METHODS: [&str; 8] = [
    "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "BREW", "post", "Get",
];

/// Media types: the form's own in some spellings, and others.
const MEDIA_TYPES: [Option<&str>; 9] = [
    Some("application/x-www-form-urlencoded; charset=utf-8"),
    Some("application/x-www-form-urlencoded;charset=UTF-8"),
    Some("APPLICATION/X-WWW-FORM-URLENCODED"),
    Some("application/x-www-form-urlencoded-2"),
    Some("text/plain"),
    Some("text/xml"),
    Some("application/octet-stream"),
    Some(""),
    None,
];

/// Spoils the request in one way.
pub(super) fn one(dice: &mut Dice, palette: &Palette, request: Request) -> Request {
    dice.weigh(&WAYS)(dice, palette, request)
}

fn either(dice: &mut Dice) -> Parameter {
    dice.pick(&Parameter::BOTH)
}

/// The parameter, with a password that is drawn.
fn with_password(
    dice: &mut Dice,
    palette: &Palette,
    of: Parameter,
    name: &str,
    request: &Request,
) -> Param {
    Param::password(name, password::of(dice, palette, of, request.caller))
}

fn insert(dice: &mut Dice, mut request: Request, param: Param) -> Request {
    let at = dice.below(request.params.len() + 1);
    request.params.insert(at, param);
    request
}

fn missing(dice: &mut Dice, _palette: &Palette, request: Request) -> Request {
    request.without(dice.pick(&NAMES))
}

fn empty(dice: &mut Dice, _palette: &Palette, request: Request) -> Request {
    let name = dice.pick(&NAMES);
    request.replacing(name, Param::pair(name, ""))
}

/// Another name in the place of the right one, or beside it.
fn misnamed(dice: &mut Dice, palette: &Palette, request: Request) -> Request {
    let of = either(dice);
    let name = of.name();
    let almost = match dice.below(6) {
        0 => name.to_ascii_lowercase(),
        1 => name.to_ascii_uppercase(),
        2 => name.replacen(|c: char| c.is_ascii_uppercase(), "n", 1),
        3 => format!("{name} "),
        4 => format!("{name}.member.1"),
        _ => format!("{name}\0"),
    };
    let param = with_password(dice, palette, of, &almost, &request);
    if dice.one_in(2) {
        request.replacing(name, param)
    } else {
        insert(dice, request, param)
    }
}

fn unknown(dice: &mut Dice, palette: &Palette, request: Request) -> Request {
    let name = dice.pick(&["Extra", "Password", "Signature", "NewPassword2", "é"]);
    let param = if dice.one_in(2) {
        Param::pair(name, "value")
    } else {
        with_password(dice, palette, Parameter::New, name, &request)
    };
    insert(dice, request, param)
}

/// The operation has no such parameter.
fn user_name(dice: &mut Dice, palette: &Palette, request: Request) -> Request {
    let param = Param::Pair {
        name: Spelled::public("UserName"),
        value: Spelled {
            text: Text::UserName(dice.below(palette.users)),
            ..Spelled::public("")
        },
    };
    insert(dice, request, param)
}

fn doubled(dice: &mut Dice, palette: &Palette, request: Request) -> Request {
    let param = match dice.below(6) {
        0 => Param::pair("Action", "ChangePassword"),
        // One that nobody has: what another operation answers is not asked here.
        1 => Param::pair("Action", "GetPassword"),
        2 => Param::pair("Version", "2010-05-08"),
        3 => Param::pair("Version", "2011-06-15"),
        _ => {
            let of = either(dice);
            with_password(dice, palette, of, of.name(), &request)
        }
    };
    insert(dice, request, param)
}

fn action(dice: &mut Dice, _palette: &Palette, request: Request) -> Request {
    const ACTIONS: [&str; 7] = [
        "changepassword",
        "ChangePassword ",
        "ChangePasswordNow",
        "ChangePassword\0",
        "Change",
        "<b>&\"'",
        "é",
    ];
    request.replacing("Action", Param::pair("Action", dice.pick(&ACTIONS)))
}

fn version(dice: &mut Dice, _palette: &Palette, request: Request) -> Request {
    const VERSIONS: [&str; 5] = ["2010-05-09", "2010-05-08 ", "2011-06-15", "latest", "<&>"];
    request.replacing("Version", Param::pair("Version", dice.pick(&VERSIONS)))
}

/// A malformed escape within a value.
fn escape(dice: &mut Dice, palette: &Palette, request: Request) -> Request {
    let of = either(dice);
    let escape = dice.pick(&ESCAPES).as_bytes().to_vec();
    let (before, after) = match dice.below(3) {
        0 => (escape, b"zZ".to_vec()),
        1 => (b"zZ".to_vec(), escape),
        _ => (Vec::new(), [&escape[..], b"zZ9!"].concat()),
    };
    let password = password::of(dice, palette, of, request.caller);
    let name = Spelled::public(of.name());
    request.replacing(
        of.name(),
        Param::Around {
            name,
            before,
            password,
            after,
        },
    )
}

fn piece(dice: &mut Dice, _palette: &Palette, request: Request) -> Request {
    let piece = dice.pick(&PIECES).to_vec();
    insert(dice, request, Param::Verbatim(piece))
}

fn path(dice: &mut Dice, _palette: &Palette, mut request: Request) -> Request {
    (dice.pick(&PATHS)).clone_into(&mut request.path);
    request
}

fn method(dice: &mut Dice, _palette: &Palette, mut request: Request) -> Request {
    request.method = dice.pick(&METHODS);
    request
}

fn media_type(dice: &mut Dice, _palette: &Palette, mut request: Request) -> Request {
    if request.place != Place::Body {
        return request;
    }
    let (body, kind) = match dice.below(6) {
        0 => (Body::Json, Some("application/json".to_owned())),
        1 => (
            Body::Multipart,
            Some(format!("multipart/form-data; boundary={BOUNDARY}")),
        ),
        _ => (Body::Form, dice.pick(&MEDIA_TYPES).map(str::to_owned)),
    };
    request.body = body;
    request.content_type = kind;
    request
}

/// Some of the parameters in the query, some in the body; or all of them where the method has them not.
fn place(dice: &mut Dice, _palette: &Palette, mut request: Request) -> Request {
    request.place = match dice.below(3) {
        0 => Place::Query,
        1 => Place::Body,
        _ => Place::Split(dice.below(request.params.len() + 1)),
    };
    request.content_type = Some(FORM.to_owned());
    request
}

fn header(dice: &mut Dice, _palette: &Palette, mut request: Request) -> Request {
    const HEADERS: [(&str, &str); 5] = [
        (
            "X-Amz-Target",
            "AWSIdentityManagementV20100508.ChangePassword",
        ),
        ("Accept", "application/json"),
        ("X-HTTP-Method-Override", "DELETE"),
        ("X-Forwarded-For", "127.0.0.1"),
        ("User-Agent", "  aws-cli  of  several   blanks "),
    ];
    let (name, value) = dice.pick(&HEADERS);
    request.headers.push((name.to_owned(), value.to_owned()));
    request
}
