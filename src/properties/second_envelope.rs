//! A second reading of the frame of an answer: by counting.

use crate::wire::xml::{Element, Envelope, Node};

/// What an envelope says: the root, the error's type, code and message, the request id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    root: String,
    error: Option<[Option<String>; 3]>,
    request_id: Option<String>,
}

/// What our reader has read.
pub(super) fn said(envelope: &Envelope) -> Said {
    match envelope {
        Envelope::Success(success) => Said {
            root: success.root.clone(),
            error: None,
            request_id: success.request_id.clone(),
        },
        Envelope::Error(error) => Said {
            root: "ErrorResponse".to_owned(),
            error: Some([
                error.kind.clone(),
                error.code.clone(),
                error.message.clone(),
            ]),
            request_id: error.request_id.clone(),
        },
    }
}

/// What is there to be read; none where it is no envelope.
pub(super) fn counted(root: &Element) -> Option<Said> {
    let action = root.name.strip_suffix("Response")?;
    if action.is_empty() {
        return None;
    }
    if action == "Error" {
        let error = only(root, root, "Error").ok()??;
        let [kind, code, message] =
            ["Type", "Code", "Message"].map(|name| text(root, error, name).ok());
        let error = Some([kind?, code?, message?]);
        let request_id = text(root, root, "RequestId").ok()?;
        return Some(Said {
            root: root.name.clone(),
            error,
            request_id,
        });
    }
    only(root, root, &format!("{action}Result")).ok()?;
    let metadata = only(root, root, "ResponseMetadata").ok()?;
    let request_id = match metadata {
        Some(metadata) => text(root, metadata, "RequestId").ok()?,
        None => None,
    };
    Some(Said {
        root: root.name.clone(),
        error: None,
        request_id,
    })
}

/// Why an element cannot be taken for part of the frame: it stands twice, or in another namespace alone, or is no text.
struct Unfit;

fn only<'a>(root: &Element, parent: &'a Element, name: &str) -> Result<Option<&'a Element>, Unfit> {
    let named = |node: &'a Node| match node {
        Node::Element(element) if element.name == name => Some(element),
        _ => None,
    };
    let named: Vec<&Element> = parent.children.iter().filter_map(named).collect();
    let own: Vec<&Element> = named
        .iter()
        .copied()
        .filter(|element| element.namespace == root.namespace)
        .collect();
    match (named.len(), own.as_slice()) {
        (0, _) => Ok(None),
        (_, [one]) => Ok(Some(one)),
        _ => Err(Unfit),
    }
}

fn text(root: &Element, parent: &Element, name: &str) -> Result<Option<String>, Unfit> {
    let Some(element) = only(root, parent, name)? else {
        return Ok(None);
    };
    let mut text = String::new();
    for node in &element.children {
        match node {
            Node::Text(piece) => text.push_str(piece),
            Node::Element(_) => return Err(Unfit),
        }
    }
    Ok(Some(text))
}
