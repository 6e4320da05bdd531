//! A request as the matrix describes it: every byte of it can be said.

use serde::{Deserialize, Serialize};

use crate::password::Recipe;
use crate::wire::{Escape, Hex, Space, Spelling};

use super::Sign;
use super::usual::{is_form, is_post, is_root, is_standard, is_usual, standard};
use super::word::{self, Word};

/// Who signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Caller {
    /// A subject of the case, by index, with its first key.
    User(usize),
    /// A subject with its second key.
    SecondKey(usize),
    /// The root user.
    Root,
    /// A session of an assumed role.
    Role,
}

impl Default for Caller {
    fn default() -> Self {
        Self::User(0)
    }
}

/// A text and how it is spelled.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spelled {
    /// The text.
    pub text: Text,
    /// Its spelling.
    #[serde(default = "standard", skip_serializing_if = "is_standard")]
    pub spelling: Spelling,
}

/// A text that may or may not be secret.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Text {
    /// A password, by its recipe.
    Password(Recipe),
    /// Anything else.
    Public(String),
    /// The name of a subject's user, known only when the case runs.
    UserName(usize),
}

impl Spelled {
    /// A text in the usual spelling.
    pub fn public(text: impl Into<String>) -> Self {
        Self {
            text: Text::Public(text.into()),
            spelling: Spelling::STANDARD,
        }
    }

    /// A password in the usual spelling.
    pub fn password(recipe: Recipe) -> Self {
        Self {
            text: Text::Password(recipe),
            spelling: Spelling::STANDARD,
        }
    }

    /// In this spelling.
    pub fn spelled(mut self, escape: Escape, hex: Hex, space: Space) -> Self {
        self.spelling = Spelling { escape, hex, space };
        self
    }
}

/// A piece between two `&`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Param {
    /// `name=value`
    Pair {
        /// Left of the `=`.
        name: Spelled,
        /// Right of it.
        value: Spelled,
    },
    /// These bytes as they are; nothing secret.
    Verbatim(Vec<u8>),
    /// `name=` and then bytes around a password that are not to be encoded: a malformed escape within a value.
    Around {
        /// Left of the `=`.
        name: Spelled,
        /// As they are.
        before: Vec<u8>,
        /// Encoded.
        password: Recipe,
        /// As they are.
        after: Vec<u8>,
    },
}

impl Param {
    /// `name=value` in the usual spelling.
    pub fn pair(name: &str, value: &str) -> Self {
        Self::Pair {
            name: Spelled::public(name),
            value: Spelled::public(value),
        }
    }

    /// `name=` a password in the usual spelling.
    pub fn password(name: &str, recipe: Recipe) -> Self {
        Self::Pair {
            name: Spelled::public(name),
            value: Spelled::password(recipe),
        }
    }

    /// Whether the pair has this name.
    pub fn is_named(&self, wanted: &str) -> bool {
        match self {
            Self::Pair { name, .. } | Self::Around { name, .. } => {
                name.text == Text::Public(wanted.to_owned())
            }
            Self::Verbatim(_) => false,
        }
    }
}

/// Where the parameters stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Place {
    /// In the body of a form.
    #[default]
    Body,
    /// In the query.
    Query,
    /// The first so many in the query, the rest in the body.
    Split(usize),
}

/// Which connection carries the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Connection {
    /// Any.
    #[default]
    Pooled,
    /// A new one.
    Fresh,
    /// The case's own kept-alive connection, over a raw socket, shared by all steps that say so.
    Kept,
}

/// How the bytes get onto the wire.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Transport {
    /// As a client library frames them.
    #[default]
    Plain,
    /// Header names spelled by this function, on a raw socket.
    HeaderNames(HeaderCase),
    /// The whole message in slices of so many bytes, each in a packet of its own.
    Sliced(usize),
    /// The body in chunks of so many bytes.
    Chunked(usize),
    /// The body compressed, as Content-Encoding says.
    Gzip,
    /// The body in slices of so many bytes with pauses between them, so many milliseconds in all.
    Slow {
        /// Bytes a slice.
        slice: usize,
        /// Milliseconds in all.
        total: u64,
    },
    /// Writing is finished (half-closed) before the answer is read.
    HalfClosed,
    /// With `Expect: 100-continue`: the body follows the interim answer, or a second.
    ExpectContinue,
    /// So many times in one write, the answers read in order.
    Pipelined(usize),
    /// The framing is broken so; the connection is closed after it.
    Broken(Framing),
}

/// How header names are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HeaderCase {
    /// HOST
    Upper,
    /// host
    Lower,
    /// hOsT
    Mixed,
}

/// Framings that HTTP forbids, or that a server may decline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Framing {
    /// Two Content-Length headers that differ.
    TwoLengths,
    /// Two Content-Length headers that are the same.
    LengthTwice,
    /// Content-Length and Transfer-Encoding.
    LengthAndChunked,
    /// A negative Content-Length.
    NegativeLength,
    /// A Content-Length that is no number.
    WordLength,
    /// A Content-Length beyond the bytes sent, and then the connection half-closed.
    ShortBody,
    /// A Content-Length that leaves so many of the bytes sent behind, where a next request would begin.
    LongBody(usize),
    /// A chunk size that is no hex.
    BadChunk,
    /// No Host header.
    NoHost,
    /// Two Host headers.
    TwoHosts,
    /// A header line without a colon.
    NoColon,
    /// A space before the colon of a header.
    SpaceBeforeColon,
    /// A header's value that goes on in the next line.
    Folded,
    /// Lines that end with LF alone.
    LineFeeds,
    /// A head that ends in its midst, and then the connection half-closed.
    CutHead,
    /// A request line that is no HTTP.
    Garbage,
    /// HTTP/1.0
    OldVersion,
    /// HTTP/9.9
    Version,
    /// A NUL in a header's value.
    NulInHeader,
    /// A request head of this many header lines.
    HeaderFlood(usize),
    /// One header of this many bytes.
    LongHeader(usize),
}

/// How the parameters of a body are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Body {
    /// As a form.
    #[default]
    Form,
    /// As the members of a JSON object.
    Json,
    /// As the parts of a multipart form, between lines of [`BOUNDARY`].
    Multipart,
}

/// What parts a multipart form.
pub const BOUNDARY: &str = "pwspec-boundary";

/// The header that a request tries to smuggle into its answer.
pub const INJECTED: &str = "x-pwspec-injected";

/// A request. Written down, what is as any client has it is left out.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Request {
    /// Who signs.
    #[serde(skip_serializing_if = "is_usual")]
    pub caller: Caller,
    /// The method.
    #[serde(with = "word", skip_serializing_if = "is_post")]
    pub method: Word,
    /// The path, after the endpoint's own prefix.
    #[serde(skip_serializing_if = "is_root")]
    pub path: String,
    /// The parameters in order.
    pub params: Vec<Param>,
    /// Where they stand.
    #[serde(skip_serializing_if = "is_usual")]
    pub place: Place,
    /// How those of the body are written.
    #[serde(skip_serializing_if = "is_usual")]
    pub body: Body,
    /// The content type of a body; none to send none.
    #[serde(skip_serializing_if = "is_form")]
    pub content_type: Option<String>,
    /// More headers, signed with the rest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
    /// So many bytes of padding follow the form: the last parameter's value is so much longer.
    #[serde(skip_serializing_if = "is_usual")]
    pub padding: usize,
    /// How it is signed.
    #[serde(skip_serializing_if = "is_usual")]
    pub sign: Sign,
    /// How it is framed.
    #[serde(skip_serializing_if = "is_usual")]
    pub transport: Transport,
    /// Which connection carries it.
    #[serde(skip_serializing_if = "is_usual")]
    pub connection: Connection,
}

/// The content type of a form.
pub const FORM: &str = "application/x-www-form-urlencoded";

impl Default for Request {
    fn default() -> Self {
        Self::with(Vec::new())
    }
}

impl Request {
    /// A ChangePassword as any client sends it.
    pub fn change(old: Recipe, new: Recipe) -> Self {
        Self::with(vec![
            Param::pair("Action", "ChangePassword"),
            Param::pair("Version", "2010-05-08"),
            Param::password("OldPassword", old),
            Param::password("NewPassword", new),
        ])
    }

    /// These parameters, as any client sends them.
    pub fn with(params: Vec<Param>) -> Self {
        Self {
            caller: Caller::User(0),
            method: "POST",
            path: "/".to_owned(),
            params,
            place: Place::Body,
            body: Body::Form,
            content_type: Some(FORM.to_owned()),
            headers: Vec::new(),
            padding: 0,
            sign: Sign::Header,
            transport: Transport::Plain,
            connection: Connection::Pooled,
        }
    }

    /// As a GET with the parameters in the query.
    pub fn get(mut self) -> Self {
        self.method = "GET";
        self.place = Place::Query;
        self.content_type = None;
        self
    }

    /// Signed by this caller.
    pub fn by(mut self, caller: Caller) -> Self {
        self.caller = caller;
        self
    }

    /// Signed so.
    pub fn signed(mut self, sign: Sign) -> Self {
        self.sign = sign;
        self
    }

    /// Every value in this spelling.
    pub fn spelled(mut self, spelling: Spelling) -> Self {
        for param in &mut self.params {
            if let Param::Pair { value, .. } = param {
                value.spelling = spelling;
            }
        }
        self
    }

    /// Without the parameter.
    pub fn without(mut self, name: &str) -> Self {
        self.params.retain(|param| !param.is_named(name));
        self
    }

    /// The parameter replaced in its place.
    pub fn replacing(mut self, name: &str, by: Param) -> Self {
        for param in &mut self.params {
            if param.is_named(name) {
                *param = by.clone();
            }
        }
        self
    }

    /// One parameter more, at the end.
    pub fn and(mut self, param: Param) -> Self {
        self.params.push(param);
        self
    }
}
