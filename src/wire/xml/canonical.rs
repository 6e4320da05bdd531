//! One text for all documents that say the same: what snapshots keep and compare.

use super::{
    character::is_space,
    element::{Attribute, Element, Node},
    escape::{escape_attribute, escape_text},
    namespaces::XML,
};

/// The canonical text. Two spaces an element where there are only elements; where there is text between them nothing is added.
/// Namespaces are declared as the default one where they begin, attributes sorted by namespace and name,
/// white space between elements left out. `canonical(parse(canonical(x)))` is `canonical(x)`.
pub fn canonical(root: &Element) -> String {
    let mut out = String::new();
    write(&mut out, root, None, Some(0));
    out
}

/// `default` is the default namespace outside, `indent` the element's depth, or nothing inside of mixed content.
/// Recursion ends with the tree, and parsed trees are shallow (`limits::DEEPEST`).
fn write(out: &mut String, element: &Element, default: Option<&str>, indent: Option<usize>) {
    let namespace = element.namespace.as_deref();
    let is_xml = namespace == Some(XML);
    // The namespace of `xml:` can be nobody's default.
    let inside = if is_xml { default } else { namespace };
    let name = [if is_xml { "xml:" } else { "" }, &element.name].concat();
    out.extend(["<", &name]);
    if inside != default {
        attribute(out, "xmlns", inside.unwrap_or_default());
    }
    attributes(out, &element.attributes);
    let has_elements = element.elements().next().is_some();
    let has_text = element.children.iter().any(|node| match node {
        Node::Text(text) => !text.is_empty() && (!has_elements || !text.chars().all(is_space)),
        Node::Element(_) => false,
    });
    if !has_elements && !has_text {
        out.push_str("/>");
        return;
    }
    out.push('>');
    let deeper = indent.filter(|_| !has_text).map(|depth| depth + 1);
    for node in &element.children {
        match node {
            Node::Element(child) => {
                new_line(out, deeper);
                write(out, child, inside, deeper);
            }
            Node::Text(text) if has_text => out.push_str(&escape_text(text)),
            Node::Text(_) => {}
        }
    }
    new_line(out, indent.filter(|_| !has_text));
    out.extend(["</", &name, ">"]);
}

fn new_line(out: &mut String, depth: Option<usize>) {
    if let Some(depth) = depth {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    }
}

/// Sorted; a namespaced attribute needs a prefix, which is `ns1` and so on, declared where it is used.
fn attributes(out: &mut String, attributes: &[Attribute]) {
    let mut sorted: Vec<_> = attributes
        .iter()
        .map(|a| (a.namespace.as_deref(), &a.name, &a.value))
        .collect();
    sorted.sort_unstable();
    let mut prefix = String::new();
    let mut count = 0;
    let mut before = None;
    for (namespace, name, value) in sorted {
        if namespace != before {
            prefix = match namespace {
                Some(XML) => "xml:".to_owned(),
                Some(namespace) => {
                    count += 1;
                    attribute(out, &format!("xmlns:ns{count}"), namespace);
                    format!("ns{count}:")
                }
                None => String::new(),
            };
            before = namespace;
        }
        attribute(out, &[&prefix, name.as_str()].concat(), value);
    }
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.extend([" ", name, "=\"", &escape_attribute(value), "\""]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::xml::{XmlLimits, parse};

    fn canonical_of(document: &str) -> String {
        canonical(&parse(document.as_bytes(), None, &XmlLimits::default()).unwrap())
    }

    #[test]
    fn elements_are_indented_and_namespaces_declared_where_they_begin() {
        let document = "<?xml version='1.0'?>\n<i:ErrorResponse xmlns:i='urn:iam'><!-- x --><i:Error>\n<i:Code >A</i:Code><i:Message></i:Message>\
                        </i:Error><RequestId/><i:RequestId>1</i:RequestId></i:ErrorResponse>\n";
        let expected = "<ErrorResponse xmlns=\"urn:iam\">\n  <Error>\n    <Code>A</Code>\n    <Message/>\n  </Error>\n  \
                        <RequestId xmlns=\"\"/>\n  <RequestId>1</RequestId>\n</ErrorResponse>";
        assert_eq!(canonical_of(document), expected);
    }

    #[test]
    fn attributes_are_sorted_by_namespace_and_name() {
        let document = "<a xmlns:z='urn:1' xmlns:y='urn:2' d='4' y:b='2' z:b='1' c='3' y:a='0' xml:lang='en'/>";
        let expected = "<a c=\"3\" d=\"4\" xml:lang=\"en\" xmlns:ns1=\"urn:1\" ns1:b=\"1\" \
                        xmlns:ns2=\"urn:2\" ns2:a=\"0\" ns2:b=\"2\"/>";
        assert_eq!(canonical_of(document), expected);
        assert_eq!(canonical_of(expected), expected);
    }

    #[test]
    fn equal_documents_have_one_text() {
        let documents = [
            "<a x='1' y='&lt;'><b>T&amp;C</b><c/></a>",
            "<?xml version=\"1.0\"?><a y=\"&#60;\" x=\"1\">\r\n <b><![CDATA[T&C]]></b> <c></c>\n</a>\n",
            "<!-- c --><a\tx='&#49;'\ny='&#x3c;'><b>T<!-- - -->&#38;C</b><?p?><c /></a>",
        ];
        for document in documents {
            assert_eq!(
                canonical_of(document),
                "<a x=\"1\" y=\"&lt;\">\n  <b>T&amp;C</b>\n  <c/>\n</a>"
            );
        }
    }

    #[test]
    fn white_space_that_is_text_is_kept() {
        for document in [
            "<a> \n </a>",
            "<a> x </a>",
            "<a>x <b/> <c> </c></a>",
            "<a>\n  x&#xD;\n</a>",
        ] {
            assert_eq!(canonical_of(document), document);
        }
    }

    #[test]
    fn documents_that_differ_have_different_texts() {
        let documents = [
            "<a/>",
            "<b/>",
            "<a xmlns='u'/>",
            "<a b=''/>",
            "<a b=' '/>",
            "<a> </a>",
            "<a>x</a>",
            "<a>x </a>",
            "<a><x/></a>",
            "<a><x/>x</a>",
            "<a>x<x/></a>",
        ];
        let texts: std::collections::HashSet<_> = documents.into_iter().map(canonical_of).collect();
        assert_eq!(texts.len(), documents.len());
    }

    #[test]
    fn the_prefix_xml_stays() {
        for document in [
            "<a>\n  <xml:b/>\n</a>",
            "<xml:a xml:b=\"\">\n  <c xmlns=\"u\"/>\n</xml:a>",
        ] {
            assert_eq!(canonical_of(document), document);
        }
    }
}
