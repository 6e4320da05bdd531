//! From the request's bytes to a call: transport, form, action (FACTS §2, §8).

use std::borrow::Cow;

use crate::wire::{Field, HttpRequest, fields};

use super::errors::{
    INVALID_ACTION, MALFORMED_QUERY_STRING, MISSING_ACTION, Refusal, VALIDATION_ERROR, echo,
};
use super::limits::{BODY, FIELDS};
use super::operation::{self, Operation};

/// The seams between the bytes and the parameters.
#[derive(Clone, Copy)]
pub struct DecodeSeams {
    /// The status of a request that gets no envelope, if it is one.
    pub admit: fn(&Self, &HttpRequest) -> Option<u16>,
    /// Whether the parameters of a request of this method stand in its body.
    pub in_body: fn(&str) -> bool,
    /// The largest body that is served, in bytes.
    pub body_limit: usize,
    /// Splits a form and decodes its pairs; at most [`FIELDS`] and one more.
    pub fields: fn(&[u8]) -> Vec<Field>,
    /// What an earlier request of the same connection, where it is remembered, adds to the fields: nothing.
    pub carry: fn(&mut Vec<Field>, &HttpRequest),
    /// Which of the fields a parameter's value is taken from.
    pub pick: for<'a> fn(&'a [Field], &str) -> Option<&'a Field>,
    /// The characters of the named parameter; `None` if the bytes are none.
    pub text: for<'a> fn(&str, &'a [u8]) -> Option<Cow<'a, str>>,
    /// What is done about a malformed `%XX`.
    pub broken_escape: fn() -> Result<(), Refusal>,
    /// Whether parameters are looked for in the query.
    pub reads_query: fn(&HttpRequest) -> bool,
    /// The operation of an action and a version.
    pub operation: fn(Option<&str>, Option<&str>) -> Result<&'static Operation, Refusal>,
}

impl Default for DecodeSeams {
    fn default() -> Self {
        Self {
            admit,
            in_body: |method| method == "POST",
            body_limit: BODY,
            fields: |form| fields(form).take(FIELDS + 1).collect(),
            carry: |_, _| {},
            pick: first,
            text: |_, bytes| std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            broken_escape: || {
                Err(Refusal::new(
                    MALFORMED_QUERY_STRING,
                    "The query string contains a syntax error.",
                ))
            },
            reads_query: |_| true,
            operation: find_operation,
        }
    }
}

/// The first on the wire wins. A name without `=` is no parameter.
pub fn first<'a>(fields: &'a [Field], name: &str) -> Option<&'a Field> {
    fields
        .iter()
        .find(|field| !field.bare && field.name == name.as_bytes())
}

/// A call: an operation and its parameters. No `Debug`: there are passwords among them.
pub struct Call {
    /// What is asked for.
    pub operation: &'static Operation,
    fields: Vec<Field>,
    seams: DecodeSeams,
}

/// A parameter's value.
pub enum Value<'a> {
    /// The parameter is not there.
    Missing,
    /// Its bytes are no characters.
    NotText,
    /// Its characters.
    Text(Cow<'a, str>),
}

/// POST of a form, or GET, of `/` (FACTS §8, the rows of "status only").
pub fn admit(seams: &DecodeSeams, request: &HttpRequest) -> Option<u16> {
    let (path, _) = split(&request.target);
    match request.method.as_str() {
        _ if path != "/" => Some(404),
        _ if request.body.len() > seams.body_limit => Some(413),
        "GET" => None,
        "POST" if !has_form(request) => Some(415),
        "POST" => None,
        _ => Some(405),
    }
}

/// The path and the query of a request's target.
pub fn split(target: &str) -> (&str, &str) {
    target.split_once('?').unwrap_or((target, ""))
}

/// The value of the only header of this name; several make none.
pub fn header<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    let mut named = request
        .headers
        .iter()
        .filter(|(n, _)| n.eq_ignore_ascii_case(name));
    let value = &named.next()?.1;
    named
        .next()
        .is_none()
        .then_some(value.trim_matches([' ', '\t']))
}

/// Whether the body is a form, whatever parameters its media type has.
pub fn has_form(request: &HttpRequest) -> bool {
    let media = header(request, "content-type").and_then(|value| value.split(';').next());
    media.is_some_and(|m| {
        m.trim()
            .eq_ignore_ascii_case("application/x-www-form-urlencoded")
    })
}

impl Call {
    /// Reads the parameters of the query, and after them those of a POST's body, and finds the operation.
    ///
    /// # Errors
    /// A form with a malformed escape, a call that names no operation.
    pub fn read(
        seams: DecodeSeams,
        request: &HttpRequest,
        earlier: Option<&HttpRequest>,
    ) -> Result<Self, Refusal> {
        let mut fields = match (seams.reads_query)(request) {
            true => (seams.fields)(split(&request.target).1.as_bytes()),
            false => Vec::new(),
        };
        if (seams.in_body)(&request.method) {
            fields.append(&mut (seams.fields)(&request.body));
        }
        if let Some(earlier) = earlier {
            (seams.carry)(&mut fields, earlier);
        }
        if fields.len() > FIELDS {
            return Err(Refusal::new(
                MALFORMED_QUERY_STRING,
                "There are too many parameters.",
            ));
        }
        if fields.iter().any(|field| field.broken_escape) {
            (seams.broken_escape)()?;
        }
        let operation = (seams.operation)(
            word(&seams, &fields, "Action")?.as_deref(),
            word(&seams, &fields, "Version")?.as_deref(),
        )?;
        Ok(Self {
            operation,
            fields,
            seams,
        })
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Value<'_> {
        value(&self.seams, &self.fields, name)
    }
}

fn value<'a>(seams: &DecodeSeams, fields: &'a [Field], name: &str) -> Value<'a> {
    match (seams.pick)(fields, name).map(|field| (seams.text)(name, &field.value)) {
        None => Value::Missing,
        Some(None) => Value::NotText,
        Some(Some(text)) => Value::Text(text),
    }
}

/// The text of a parameter that says what is called; an empty one says nothing.
fn word<'a>(
    seams: &DecodeSeams,
    fields: &'a [Field],
    name: &str,
) -> Result<Option<Cow<'a, str>>, Refusal> {
    match value(seams, fields, name) {
        Value::Missing => Ok(None),
        Value::Text(text) => Ok(Some(text).filter(|text| !text.is_empty())),
        Value::NotText => Err(Refusal::new(
            VALIDATION_ERROR,
            format!("The value of {name} is not UTF-8."),
        )),
    }
}

/// Action and version name an operation together.
pub fn find_operation(
    action: Option<&str>,
    version: Option<&str>,
) -> Result<&'static Operation, Refusal> {
    let missing = || Refusal::new(MISSING_ACTION, "The request is missing an action.");
    let action = action.ok_or_else(missing)?;
    let version = version.unwrap_or("NO_VERSION_SPECIFIED");
    operation::find(action)
        .filter(|operation| operation.service.version() == version)
        .ok_or_else(|| {
            let (action, version) = (echo(action), echo(version));
            Refusal::new(
                INVALID_ACTION,
                format!("Could not find operation {action} for version {version}"),
            )
        })
}
