//! What is well-formed and what is not, rule by rule: XML 1.0 and Namespaces in XML 1.0, both ways of being wrong about it.

use super::*;

fn read(document: &str) -> Result<Element, XmlError> {
    parse(document.as_bytes(), None, &XmlLimits::default())
}

const WELL_FORMED: &[(&str, &str)] = &[
    ("an empty-element tag", "<a/>"),
    ("an empty-element tag with space", "<a />"),
    ("a start and an end tag", "<a></a>"),
    ("space behind names in tags", "<a\n></a\t\r\n >"),
    ("names beyond ASCII", "<Ünïcode-1.x_·/>"),
    ("a name in the supplementary planes", "<\u{10000}/>"),
    ("either quote", "<a b='\"' c=\"'\"/>"),
    ("space around an equals sign", "<a b\n=\r\n'1'/>"),
    ("a greater-than sign in a value", "<a b='>'/>"),
    ("a slash before the end of a value", "<a b='/'/>"),
    ("a closing bracket run in a value", "<a b=']]>'/>"),
    ("references in values", "<a b='&lt;&#60;&#x3C;'/>"),
    ("the five entities", "<a>&lt;&gt;&amp;&apos;&quot;</a>"),
    (
        "character references",
        "<a>&#9;&#xA;&#13;&#x10FFFF;&#0065;</a>",
    ),
    ("a greater-than sign in text", "<a>></a>"),
    ("closing brackets in text", "<a>]]</a>"),
    (
        "closing brackets and an escaped greater-than sign",
        "<a>]]&gt;</a>",
    ),
    ("closing brackets split by a comment", "<a>]]<!---->></a>"),
    ("quotes in text", "<a>\"'</a>"),
    ("DEL and C1 controls", "<a>\u{7f}\u{80}\u{85}\u{9f}</a>"),
    (
        "characters before the surrogates and after",
        "<a>\u{d7ff}\u{e000}\u{fffd}</a>",
    ),
    ("a byte order mark inside of text", "<a>\u{feff}</a>"),
    ("CDATA with markup in it", "<a><![CDATA[<b>&amp;]]]]></a>"),
    ("an empty CDATA section", "<a><![CDATA[]]></a>"),
    (
        "CDATA sections that touch",
        "<a><![CDATA[]]]]><![CDATA[>]]></a>",
    ),
    ("a comment", "<a><!-- - -> <b> & -->x</a>"),
    ("an empty comment", "<!----><a/>"),
    (
        "a comment that begins like an end",
        "<!--> --><a/><!--->-->",
    ),
    ("comments around the root", "<!-- 1 --> <a/> <!-- 2 -->\n"),
    (
        "processing instructions anywhere",
        "<?p?><a><?p q=1 ?></a><?p ??>",
    ),
    (
        "a processing instruction whose target begins with xml",
        "<?xml-stylesheet href='a'?><a/>",
    ),
    (
        "a processing instruction with a greater-than sign",
        "<?p > ?><a/>",
    ),
    ("white space around the root", "\n\t <a/>\r\n "),
    ("an XML declaration", "<?xml version=\"1.0\"?><a/>"),
    (
        "a whole XML declaration",
        "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<a/>",
    ),
    ("version 1.1, read as 1.0", "<?xml version='1.1'?><a/>"),
    (
        "a prefix bound at the element itself",
        "<p:a xmlns:p='urn:a' p:b=''/>",
    ),
    (
        "a declaration behind its use in the tag",
        "<a p:b='' xmlns:p='urn:a'/>",
    ),
    ("the prefix xml", "<a xml:lang='en'><xml:b/></a>"),
    (
        "the prefix xml declared rightly",
        "<a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
    ),
    (
        "an undeclared default namespace",
        "<a xmlns='urn:a'><b xmlns=''/></a>",
    ),
    (
        "the same local name in two namespaces",
        "<a b='' p:b='' q:b='' xmlns:p='urn:p' xmlns:q='urn:q'/>",
    ),
    (
        "a prefixed and a plain attribute under a default namespace",
        "<a xmlns='urn:a' xmlns:p='urn:a' b='' p:b=''/>",
    ),
    (
        "a prefix bound anew in siblings",
        "<a><p:b xmlns:p='urn:1'/><p:b xmlns:p='urn:2'/></a>",
    ),
    (
        "a prefix that begins with xml",
        "<xmlish:a xmlns:xmlish='urn:a'/>",
    ),
    ("an element named xmlns", "<xmlns/>"),
];

const NOT_WELL_FORMED: &[(&str, &str)] = &[
    ("only white space", " \n"),
    ("only a declaration", "<?xml version='1.0'?>"),
    ("only a comment", "<!-- a -->"),
    ("plain text", "Internal Server Error"),
    ("JSON", "{\"__type\":\"InternalError\"}"),
    ("text before the root", "x<a/>"),
    ("text behind the root", "<a/>x"),
    ("a NUL behind the root", "<a/>\0"),
    ("a reference outside of the root", "<a/>&#32;"),
    ("CDATA outside of the root", "<a/><![CDATA[ ]]>"),
    ("a no-break space outside of the root", "<a/>\u{a0}"),
    ("a second root", "<a/><b/>"),
    ("a second document", "<a></a><a></a>"),
    ("a second byte order mark", "\u{feff}\u{feff}<a/>"),
    (
        "a byte order mark behind the declaration",
        "<?xml version='1.0'?>\u{feff}<a/>",
    ),
    ("an element that is not closed", "<a>"),
    ("an inner element that is not closed", "<a><b></a>"),
    ("elements that overlap", "<a><b></a></b>"),
    ("end tag in another case", "<a></A>"),
    ("an end tag too many", "<a/></a>"),
    ("an end tag first", "</a>"),
    ("an end tag with an attribute", "<a></a b='1'>"),
    ("an end tag with space before its name", "<a></ a>"),
    ("an end tag with a slash", "<a></a/>"),
    (
        "an end tag with another prefix for the same namespace",
        "<p:a xmlns:p='urn:a' xmlns:q='urn:a'></q:a>",
    ),
    ("a tag that is not closed", "<a><b</a>"),
    ("a tag at the end", "<a/><"),
    ("an empty tag", "<></>"),
    ("a space before a name", "< a/>"),
    ("a slash alone", "</>"),
    ("a name that begins with a digit", "<1a/>"),
    ("a name that begins with a hyphen", "<-a/>"),
    ("a name with a quote", "<a'b'/>"),
    ("a name with a less-than sign", "<a<b/>"),
    ("a slash that does not end its tag", "<a / ></a>"),
    ("a slash in a start tag", "<a/b></a/b>"),
    ("an attribute without a value", "<a b/>"),
    ("an attribute without quotes", "<a b=1/>"),
    ("an attribute without a name", "<a ='1'/>"),
    ("an attribute that is not closed", "<a b='1/>"),
    ("an attribute name with a digit first", "<a 1b=''/>"),
    ("attributes that touch", "<a b='1'c='2'/>"),
    ("attributes with a comma", "<a b='1', c='2'/>"),
    ("an attribute that touches the name", "<a\"b\"='1'/>"),
    ("an attribute twice", "<a b='1' b='1'/>"),
    (
        "an attribute twice by namespace",
        "<a p:b='' q:b='' xmlns:p='urn:a' xmlns:q='urn:a'/>",
    ),
    (
        "a default namespace twice",
        "<a xmlns='urn:a' xmlns='urn:a'/>",
    ),
    ("a prefix twice", "<a xmlns:p='urn:a' xmlns:p='urn:b'/>"),
    ("a less-than sign in a value", "<a b='<'/>"),
    ("a lone ampersand in a value", "<a b='&'/>"),
    ("an unknown entity in a value", "<a b='&nbsp;'/>"),
    ("a NUL by reference in a value", "<a b='&#0;'/>"),
    ("a lone ampersand", "<a>a & b</a>"),
    ("an ampersand at the end of text", "<a>&</a>"),
    ("a reference without a semicolon", "<a>&lt</a>"),
    ("a reference over a tag", "<a>&l<b/>t;</a>"),
    ("an unknown entity", "<a>&nbsp;</a>"),
    ("an entity in another case", "<a>&LT;</a>"),
    ("an empty reference", "<a>&;</a>"),
    ("a NUL by reference", "<a>&#0;</a>"),
    ("a control character by reference", "<a>&#x1F;</a>"),
    ("a surrogate by reference", "<a>&#xD83D;&#xDE00;</a>"),
    ("a noncharacter by reference", "<a>&#xFFFE;</a>"),
    ("a number beyond Unicode", "<a>&#x110000;</a>"),
    ("an upper-case X in a reference", "<a>&#X41;</a>"),
    ("a sign in a reference", "<a>&#+65;</a>"),
    ("a raw NUL", "<a>\0</a>"),
    ("a raw control character", "<a>\u{1b}[0m</a>"),
    (
        "a raw control character in a comment",
        "<a><!-- \u{8} --></a>",
    ),
    ("a raw control character in a value", "<a b='\u{c}'/>"),
    ("a raw noncharacter", "<a>\u{ffff}</a>"),
    ("a CDATA end in text", "<a>]]></a>"),
    ("a CDATA end behind text", "<a>x]]]>y</a>"),
    ("CDATA in lower case", "<a><![cdata[x]]></a>"),
    ("CDATA that is not closed", "<a><![CDATA[x]></a>"),
    ("CDATA in CDATA", "<a><![CDATA[<![CDATA[]]>]]></a>"),
    ("an unknown declaration", "<a><!ELEMENT a ANY></a>"),
    ("a comment with two hyphens", "<a><!-- -- --></a>"),
    ("a comment that ends in three hyphens", "<a><!-- ---></a>"),
    ("a comment that is not closed", "<a/><!-- "),
    ("a comment too short", "<!--><a/>"),
    ("a comment in a tag", "<a <!-- b -->/>"),
    ("a processing instruction without a target", "<? p?><a/>"),
    ("an empty processing instruction", "<??><a/>"),
    (
        "a processing instruction with an illegal target",
        "<?1?><a/>",
    ),
    (
        "a processing instruction whose target has a colon",
        "<?p:q?><a/>",
    ),
    ("a processing instruction that is not closed", "<a/><?p >"),
    (
        "a processing instruction named XML",
        "<?XML version='1.0'?><a/>",
    ),
    (
        "an XML declaration behind white space",
        "\n<?xml version='1.0'?><a/>",
    ),
    (
        "an XML declaration behind a comment",
        "<!-- --><?xml version='1.0'?><a/>",
    ),
    ("an XML declaration inside", "<a><?xml version='1.0'?></a>"),
    (
        "two XML declarations",
        "<?xml version='1.0'?><?xml version='1.0'?><a/>",
    ),
    (
        "an XML declaration without a version",
        "<?xml encoding='utf-8'?><a/>",
    ),
    (
        "an XML declaration in the wrong order",
        "<?xml encoding='utf-8' version='1.0'?><a/>",
    ),
    (
        "an XML declaration that closes like a tag",
        "<?xml version='1.0'><a/>",
    ),
    ("a name with two colons", "<a:b:c xmlns:a='urn:a'/>"),
    ("a name that begins with a colon", "<:a/>"),
    ("a name that ends with a colon", "<p: xmlns:p='urn:a'/>"),
    ("a declaration without a prefix", "<a xmlns:='urn:a'/>"),
    ("a prefix for no namespace", "<a xmlns:p=''/>"),
    ("the prefix xmlns declared", "<a xmlns:xmlns='urn:a'/>"),
    (
        "the prefix xml for another namespace",
        "<a xmlns:xml='urn:a'/>",
    ),
    (
        "the namespace of xml for another prefix",
        "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
    ),
    (
        "the namespace of xmlns as default",
        "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
    ),
    ("a document type in lower case", "<!doctype html><html/>"),
    ("a document type inside", "<a><!DOCTYPE a></a>"),
    ("a document type behind the root", "<a/><!DOCTYPE a>"),
    ("a document type without a name", "<!DOCTYPE><a/>"),
];

#[test]
fn what_is_well_formed_is_read() {
    for (what, document) in WELL_FORMED {
        assert!(
            read(document).is_ok(),
            "{what}: {document:?}: {:?}",
            read(document)
        );
    }
}

#[test]
fn what_is_not_well_formed_is_refused() {
    for (what, document) in NOT_WELL_FORMED {
        let refused = matches!(
            read(document),
            Err(XmlError::NotWellFormed { .. } | XmlError::TwoRoots { .. })
        );
        assert!(refused, "{what}: {document:?}: {:?}", read(document));
    }
}
