//! Envelopes with other texts, other namespaces, more elements, in another order (FACTS §3, §6).

use super::table::table;
use crate::reference::document::{Content, Node, branch, leaf};
use crate::reference::render::{Outcome, document};

table! {
    "other-messages", "says what is wrong in other words, beyond ASCII and with markup", |seams| {
        seams.render.document = |outcome, id| told(outcome, id, "Zurückgewiesen: <b>Eingabe</b> & Zustand – 100 % \u{1f512}");
    };
    "empty-messages", "gives messages without a text", |seams| {
        seams.render.document = |outcome, id| told(outcome, id, "");
    };
    "errors-without-namespace", "puts error envelopes in no namespace", |seams| {
        seams.render.document = |outcome, id| within(outcome, id, None);
    };
    "errors-in-another-namespace", "puts error envelopes in a namespace of the front end", |seams| {
        seams.render.document = |outcome, id| within(outcome, id, Some("http://webservices.amazon.com/AWSFault/2005-15-09"));
    };
    "extra-error-elements", "adds elements to Error", |seams| {
        seams.render.document = extra;
    };
    "reordered-errors", "writes the elements of an error from the last to the first", |seams| {
        seams.render.document = reordered;
    };
    "empty-result", "writes an empty ChangePasswordResult", |seams| {
        seams.render.document = empty_result;
    };
    "other-request-ids", "gives request ids that are no UUIDs", |seams| {
        seams.render.request_id = || {
            let uuid = crate::reference::identifiers::request_id().replace('-', "");
            format!("{}/EXAMPLE=", uuid.to_ascii_uppercase())
        };
    };
}

type Document = (Node, Option<&'static str>);

/// Applies to each element of that name.
fn edit(node: &mut Node, name: &str, apply: &dyn Fn(&mut Node)) {
    if node.name == name {
        apply(node);
    }
    if let Content::Nodes(nodes) = &mut node.content {
        nodes.iter_mut().for_each(|node| edit(node, name, apply));
    }
}

fn told(outcome: &Outcome, id: &str, text: &'static str) -> Document {
    let (mut root, namespace) = document(outcome, id);
    if matches!(outcome, Outcome::Refused(..)) {
        edit(&mut root, "Message", &|node| *node = leaf("Message", text));
    }
    (root, namespace)
}

fn within(outcome: &Outcome, id: &str, other: Option<&'static str>) -> Document {
    let (root, namespace) = document(outcome, id);
    match outcome {
        Outcome::Served(..) => (root, namespace),
        Outcome::Refused(..) => (root, other),
    }
}

fn extra(outcome: &Outcome, id: &str) -> Document {
    let (mut root, namespace) = document(outcome, id);
    edit(&mut root, "Error", &|node| {
        if let Content::Nodes(nodes) = &mut node.content {
            nodes.insert(
                0,
                branch("Detail", vec![leaf("Code", "Inner"), leaf("Hint", "")]),
            );
            nodes.push(leaf("Resource", "user"));
        }
    });
    (root, namespace)
}

fn reordered(outcome: &Outcome, id: &str) -> Document {
    fn reverse(node: &mut Node) {
        if let Content::Nodes(nodes) = &mut node.content {
            nodes.reverse();
            nodes.iter_mut().for_each(reverse);
        }
    }
    let (mut root, namespace) = document(outcome, id);
    if matches!(outcome, Outcome::Refused(..)) {
        reverse(&mut root);
    }
    (root, namespace)
}

fn empty_result(outcome: &Outcome, id: &str) -> Document {
    let (mut root, namespace) = document(outcome, id);
    if let (Outcome::Served(operation, None), Content::Nodes(nodes)) = (outcome, &mut root.content)
    {
        nodes.insert(0, branch(format!("{}Result", operation.name), Vec::new()));
    }
    (root, namespace)
}
