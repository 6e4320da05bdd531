//! The frame of an awsQuery answer: `<ActionResponse>` or `<ErrorResponse>`, elements in any order, extra ones tolerated.

use std::fmt;

use super::{
    element::Element,
    frame::{EnvelopeError, Frame},
};

/// A whole answer, by its root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Envelope {
    /// `<ActionResponse>`.
    Success(Success),
    /// `<ErrorResponse>`.
    Error(ErrorEnvelope),
}

/// `<ActionResponse>` with `<ActionResult>` and `<ResponseMetadata><RequestId>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Success {
    /// The root's local name.
    pub root: String,
    /// The root's namespace, and that of the elements read here.
    pub namespace: Option<String>,
    /// `<ActionResult>`, where there is one.
    pub result: Option<Element>,
    /// `ResponseMetadata/RequestId`, empty if it is empty.
    pub request_id: Option<String>,
    /// A request id at another place, looked for where the right place has none.
    pub misplaced: Option<MisplacedId>,
    /// The names of the other elements right inside the root, in order.
    pub extra: Vec<String>,
}

/// `<ErrorResponse>` with `<Error>` and `<RequestId>`. Debug keeps the message to itself, which may quote a password.
#[derive(Clone, PartialEq, Eq)]
pub struct ErrorEnvelope {
    /// The root's namespace, and that of the elements read here.
    pub namespace: Option<String>,
    /// `Error/Type`.
    pub kind: Option<String>,
    /// `Error/Code`.
    pub code: Option<String>,
    /// `Error/Message`.
    pub message: Option<String>,
    /// `RequestId`, empty if it is empty.
    pub request_id: Option<String>,
    /// A request id at another place, looked for where the right place has none.
    pub misplaced: Option<MisplacedId>,
}

/// A request id where the model has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MisplacedId {
    /// The path below the root: `ResponseMetadata/RequestId`, `RequestID`.
    pub path: String,
    /// The id.
    pub value: String,
}

/// Reads a document's frame. Which namespace it is in is recorded and not judged; that all of it is in one, is.
pub fn envelope(root: &Element) -> Result<Envelope, EnvelopeError> {
    match root.name.strip_suffix("Response") {
        Some("Error") => error(root).map(Envelope::Error),
        Some(action) if !action.is_empty() => success(root, action).map(Envelope::Success),
        _ => Err(EnvelopeError::WrongRoot {
            root: root.name.chars().take(40).collect(),
            hint: hint(root),
        }),
    }
}

fn hint(root: &Element) -> &'static str {
    match root.name.as_str() {
        "Response" if root.child("Errors").is_some() => " in the style of EC2",
        "Error" => " in the style of S3",
        name if name.eq_ignore_ascii_case("html") => " of a web page",
        _ => "",
    }
}

fn success(root: &Element, action: &str) -> Result<Success, EnvelopeError> {
    let frame = Frame::of(root);
    let result_name = format!("{action}Result");
    let request_id = match frame.element(root, "ResponseMetadata")? {
        Some(metadata) => frame.text(metadata, "RequestId")?,
        None => None,
    };
    let is_extra = |child: &&Element| {
        child.namespace != root.namespace
            || (child.name != result_name && child.name != "ResponseMetadata")
    };
    Ok(Success {
        root: root.name.clone(),
        namespace: frame.namespace(),
        result: frame.element(root, &result_name)?.cloned(),
        misplaced: misplaced(root, request_id.as_ref()),
        request_id,
        extra: root
            .elements()
            .filter(is_extra)
            .map(|child| child.name.clone())
            .collect(),
    })
}

fn error(root: &Element) -> Result<ErrorEnvelope, EnvelopeError> {
    let frame = Frame::of(root);
    let error = frame
        .element(root, "Error")?
        .ok_or_else(|| EnvelopeError::Missing {
            element: "Error".to_owned(),
            parent: root.name.clone(),
        })?;
    let request_id = frame.text(root, "RequestId")?;
    Ok(ErrorEnvelope {
        namespace: frame.namespace(),
        kind: frame.text(error, "Type")?,
        code: frame.text(error, "Code")?,
        message: frame.text(error, "Message")?,
        misplaced: misplaced(root, request_id.as_ref()),
        request_id,
    })
}

/// Looked for right inside the root and one level deeper, in any capitals.
fn misplaced(root: &Element, rightly_placed: Option<&String>) -> Option<MisplacedId> {
    let is_id = |element: &Element| element.name.eq_ignore_ascii_case("RequestId");
    let found = |path: String, element: &Element| MisplacedId {
        path,
        value: element.text(),
    };
    if rightly_placed.is_some() {
        return None;
    }
    root.elements().find_map(|child| {
        if is_id(child) {
            return Some(found(child.name.clone(), child));
        }
        let inner = child.elements().find(|inner| is_id(inner))?;
        Some(found(format!("{}/{}", child.name, inner.name), inner))
    })
}

impl fmt::Debug for ErrorEnvelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorEnvelope")
            .field("namespace", &self.namespace)
            .field("kind", &self.kind)
            .field("code", &self.code)
            .field(
                "message",
                &self
                    .message
                    .as_ref()
                    .map(|text| format!("{} bytes", text.len())),
            )
            .field("request_id", &self.request_id)
            .field("misplaced", &self.misplaced)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::xml::{XmlLimits, parse};

    const NAMESPACE: &str = "https://iam.amazonaws.com/doc/2010-05-08/";

    fn read(document: &str) -> Result<Envelope, EnvelopeError> {
        envelope(&parse(document.as_bytes(), None, &XmlLimits::default()).unwrap())
    }

    fn success(inside: &str) -> Success {
        let document = format!(
            "<ChangePasswordResponse xmlns='{NAMESPACE}'>{inside}</ChangePasswordResponse>"
        );
        match read(&document) {
            Ok(Envelope::Success(success)) => success,
            other => panic!("{other:?}"),
        }
    }

    fn error(document: &str) -> ErrorEnvelope {
        match read(document) {
            Ok(Envelope::Error(error)) => error,
            other => panic!("{other:?}"),
        }
    }

    fn misplaced(path: &str, value: &str) -> Option<MisplacedId> {
        Some(MisplacedId {
            path: path.into(),
            value: value.into(),
        })
    }

    #[test]
    fn the_page_s_own_sample_is_a_success() {
        let expected = Success {
            root: "ChangePasswordResponse".into(),
            namespace: Some(NAMESPACE.into()),
            result: None,
            request_id: Some("7a62c49f-347e-4fc4-9331-6e8eEXAMPLE".into()),
            misplaced: None,
            extra: vec![],
        };
        let inside = "\n<ResponseMetadata>\n<RequestId>7a62c49f-347e-4fc4-9331-6e8eEXAMPLE</RequestId>\n</ResponseMetadata>\n";
        assert_eq!(success(inside), expected);
    }

    #[test]
    fn a_result_is_kept_and_what_else_stands_there_is_named() {
        let seen = success(
            "<Foo/><ChangePasswordResult><x/></ChangePasswordResult><ResponseMetadata/><GetUserResult/>",
        );
        assert_eq!(seen.result.unwrap().children.len(), 1);
        assert_eq!(seen.extra, ["Foo", "GetUserResult"]);
        let foreign = success("<ResponseMetadata/><p:ResponseMetadata xmlns:p='urn:a'/>");
        assert_eq!(foreign.extra, ["ResponseMetadata"]);
    }

    #[test]
    fn an_empty_request_id_is_there_and_a_missing_one_is_not() {
        assert_eq!(
            success("<ResponseMetadata><RequestId/></ResponseMetadata>")
                .request_id
                .as_deref(),
            Some("")
        );
        assert_eq!(success("<ResponseMetadata/>").request_id, None);
        assert_eq!(success("").request_id, None);
    }

    #[test]
    fn a_misplaced_request_id_is_told_from_a_right_one() {
        assert_eq!(
            success("<RequestId>1</RequestId>").misplaced,
            misplaced("RequestId", "1")
        );
        let spelled = success("<ResponseMetadata><RequestID>1</RequestID></ResponseMetadata>");
        assert_eq!(
            (spelled.request_id, spelled.misplaced),
            (None, misplaced("ResponseMetadata/RequestID", "1"))
        );
        let right = success(
            "<RequestId>1</RequestId><ResponseMetadata><RequestId>2</RequestId></ResponseMetadata>",
        );
        assert_eq!(
            (right.request_id.as_deref(), right.misplaced),
            (Some("2"), None)
        );
        let in_metadata = error(
            "<ErrorResponse><Error/><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></ErrorResponse>",
        );
        assert_eq!(
            in_metadata.misplaced,
            misplaced("ResponseMetadata/RequestId", "1")
        );
        let upper_case = error("<ErrorResponse><Error/><RequestID>1</RequestID></ErrorResponse>");
        assert_eq!(upper_case.misplaced, misplaced("RequestID", "1"));
    }

    #[test]
    fn an_error_is_read_in_any_order_with_extra_elements_and_without_a_namespace() {
        let expected = ErrorEnvelope {
            namespace: None,
            kind: Some("Sender".into()),
            code: Some("AccessDenied".into()),
            message: Some(" a & b ".into()),
            request_id: Some("1".into()),
            misplaced: None,
        };
        let document = "<ErrorResponse><RequestId>1</RequestId><Error><Message> a <![CDATA[&]]> b </Message><Detail/><Code>AccessDenied</Code>\
                        <Type>Sender</Type></Error></ErrorResponse>";
        assert_eq!(error(document), expected);
        let nothing = error("<ErrorResponse xmlns='urn:a'><Error/></ErrorResponse>");
        assert_eq!(
            (
                nothing.namespace.as_deref(),
                nothing.code,
                nothing.request_id
            ),
            (Some("urn:a"), None, None)
        );
    }

    #[test]
    fn a_root_that_is_no_envelope_is_named_with_what_it_looks_like() {
        for (document, message) in [
            (
                "<Response><Errors><Error/></Errors></Response>",
                "the root is <Response> in the style of EC2, where <ErrorResponse> or <ActionResponse> is expected",
            ),
            (
                "<Error><Code/></Error>",
                "the root is <Error> in the style of S3, where <ErrorResponse> or <ActionResponse> is expected",
            ),
            (
                "<HTML/>",
                "the root is <HTML> of a web page, where <ErrorResponse> or <ActionResponse> is expected",
            ),
            (
                "<Response/>",
                "the root is <Response>, where <ErrorResponse> or <ActionResponse> is expected",
            ),
            (
                "<errorresponse/>",
                "the root is <errorresponse>, where <ErrorResponse> or <ActionResponse> is expected",
            ),
        ] {
            assert_eq!(read(document).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn a_code_in_another_namespace_beside_the_right_one_is_an_extra_element() {
        let extra = error(
            "<ErrorResponse><Error><Code>A</Code><p:Code xmlns:p='urn:a'>B</p:Code></Error></ErrorResponse>",
        );
        assert_eq!(extra.code.as_deref(), Some("A"));
    }

    #[test]
    fn debug_keeps_the_message_to_itself() {
        let shown = format!(
            "{:?}",
            error("<ErrorResponse><Error><Message>hunter2!</Message></Error></ErrorResponse>")
        );
        assert!(
            shown.contains("8 bytes") && !shown.contains("hunter2!"),
            "{shown}"
        );
    }
}
