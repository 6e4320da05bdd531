//! Answers as XML (FACTS §6).

use crate::wire::HttpRequest;
use crate::wire::xml::escape_text;

use super::document::{Content, Node, branch, leaf};
use super::errors::Refusal;
use super::identifiers;
use super::operation::{Operation, Service};
use super::reply::Reply;

/// The seams of rendering.
#[derive(Clone, Copy)]
pub struct RenderSeams {
    /// A fresh request id.
    pub request_id: fn() -> String,
    /// The HTTP status of an outcome.
    pub status: fn(&Outcome) -> u16,
    /// The elements of an outcome, and the namespace of the root.
    pub document: fn(&Outcome, &str) -> (Node, Option<&'static str>),
    /// The document as bytes.
    pub write: fn(&Node, Option<&str>) -> Vec<u8>,
    /// The headers, given the request id.
    pub headers: fn(&Outcome, &str) -> Vec<(&'static str, String)>,
    /// The reply of the front end where all it has to say is a status.
    pub bare: fn(u16) -> Reply,
    /// The reply to an outcome that gets no envelope.
    pub aside: fn(&Outcome) -> Option<Reply>,
    /// The last word over the reply to a request that was read.
    pub finish: fn(&HttpRequest, &Outcome, &mut Reply),
}

/// What came of a call.
pub enum Outcome {
    /// The operation was served; the elements of its result, if it has any.
    Served(&'static Operation, Option<Vec<Node>>),
    /// It was refused, as far as is known by this operation.
    Refused(Option<&'static Operation>, Refusal),
}

impl Default for RenderSeams {
    fn default() -> Self {
        Self {
            request_id: identifiers::request_id,
            status,
            document,
            write,
            headers,
            bare: Reply::bare,
            aside: |_| None,
            finish: |_, _, _| {},
        }
    }
}

impl RenderSeams {
    /// The outcome as a reply, with a fresh request id.
    pub fn reply(&self, outcome: &Outcome) -> Reply {
        if let Some(reply) = (self.aside)(outcome) {
            return reply;
        }
        let id = (self.request_id)();
        let (root, namespace) = (self.document)(outcome, &id);
        Reply {
            status: (self.status)(outcome),
            headers: (self.headers)(outcome, &id),
            body: (self.write)(&root, namespace),
        }
    }
}

/// 200, or the refusal's.
pub fn status(outcome: &Outcome) -> u16 {
    match outcome {
        Outcome::Served(..) => 200,
        Outcome::Refused(_, refusal) => refusal.code.status,
    }
}

/// The envelope of success or of an error.
pub fn document(outcome: &Outcome, request_id: &str) -> (Node, Option<&'static str>) {
    let request_id = leaf("RequestId", request_id.to_owned());
    match outcome {
        Outcome::Served(operation, result) => {
            let result = result
                .clone()
                .map(|nodes| branch(format!("{}Result", operation.name), nodes));
            let metadata = branch("ResponseMetadata", vec![request_id]);
            let nodes = result.into_iter().chain([metadata]).collect();
            let root = branch(format!("{}Response", operation.name), nodes);
            (root, Some(operation.service.namespace()))
        }
        Outcome::Refused(operation, Refusal { code, message }) => {
            let error = vec![
                leaf("Type", code.culprit.name()),
                leaf("Code", code.name),
                leaf("Message", message.clone()),
            ];
            let service = operation.map_or(Service::Iam, |operation| operation.service);
            let root = branch("ErrorResponse", vec![branch("Error", error), request_id]);
            (root, Some(service.namespace()))
        }
    }
}

/// Indented by two spaces, in UTF-8, without a declaration.
pub fn write(root: &Node, namespace: Option<&str>) -> Vec<u8> {
    let mut text = String::with_capacity(512);
    let declaration = namespace.map(|uri| format!(" xmlns=\"{}\"", escape_text(uri)));
    write_node(&mut text, root, &declaration.unwrap_or_default(), 0);
    text.into_bytes()
}

fn write_node(text: &mut String, node: &Node, attributes: &str, depth: usize) {
    let name = &node.name;
    let indent = |text: &mut String| text.extend(std::iter::repeat_n("  ", depth));
    indent(text);
    text.extend(["<", name, attributes, ">"]);
    match &node.content {
        Content::Text(value) => text.push_str(&escape_text(value)),
        Content::Nodes(nodes) => {
            text.push('\n');
            for node in nodes {
                write_node(text, node, "", depth + 1);
            }
            indent(text);
        }
    }
    text.extend(["</", name, ">\n"]);
}

/// `text/xml`, and the request id once more.
pub fn headers(_: &Outcome, request_id: &str) -> Vec<(&'static str, String)> {
    vec![
        ("content-type", "text/xml".to_owned()),
        ("x-amzn-requestid", request_id.to_owned()),
    ]
}
