//! What an answer of IAM says. Read leniently: this is about getting users made, not about judging; namespaces,
//! order and what lies between do not matter.

use crate::wire::Answer;
use crate::wire::xml::{self, Element, XmlLimits};

use super::call::Call;
use super::failed::{CallFailed, Why};

/// An accepted call's answer.
#[derive(Debug)]
pub(super) struct Reply {
    action: &'static str,
    /// None where the body was empty.
    root: Option<Element>,
}

impl Reply {
    /// Reads the answer to a call.
    pub(super) fn read(call: &Call<'_>, answer: &Answer) -> Result<Self, CallFailed> {
        let succeeded = (200..300).contains(&answer.status);
        if succeeded && answer.body.trim_ascii().is_empty() {
            return Ok(Self {
                action: call.action,
                root: None,
            });
        }
        let root = xml::parse(&answer.body, None, &XmlLimits::default())
            .map_err(|error| call.failed(Why::foreign(answer, &error)))?;
        // EC2's and S3's error documents hold the same two elements.
        let is_error = matches!(root.name.as_str(), "ErrorResponse" | "Response" | "Error");
        if succeeded && !is_error && !root.name.eq_ignore_ascii_case("html") {
            return Ok(Self {
                action: call.action,
                root: Some(root),
            });
        }
        // What Error itself holds, not what an element that somebody added to it holds.
        let error = find(&root, "Error").unwrap_or(&root);
        let of_error = |name| {
            let own = error.elements().find(|element| element.name == name);
            own.or_else(|| find(&root, name)).and_then(filled)
        };
        let Some(code) = of_error("Code") else {
            let what = match root.name.as_str() {
                name if name.eq_ignore_ascii_case("html") => "an HTML page".to_owned(),
                name => format!("<{}> that holds no Code", shortened(name)),
            };
            let status = answer.status;
            return Err(call.failed(Why::Foreign { status, what }));
        };
        let message = of_error("Message");
        let message = message.as_deref().filter(|_| !call.confidential);
        Err(call.failed(Why::refused(answer.status, &code, message)))
    }

    /// The text of the first element of that name, which must be there and not be empty.
    pub(super) fn text(&self, element: &'static str) -> Result<String, CallFailed> {
        self.optional(element).ok_or_else(|| CallFailed {
            action: self.action,
            why: Why::Lacks {
                root: self
                    .root
                    .as_ref()
                    .map_or("nothing".to_owned(), |root| shortened(&root.name)),
                element,
            },
        })
    }

    /// The text of the first element of that name, if it is there and not empty.
    pub(super) fn optional(&self, element: &str) -> Option<String> {
        find(self.root.as_ref()?, element).and_then(filled)
    }

    /// The texts of every element of that name.
    pub(super) fn every(&self, element: &str) -> Vec<String> {
        let mut found = Vec::new();
        if let Some(root) = &self.root {
            collect(root, element, &mut found);
        }
        found.into_iter().filter_map(filled).collect()
    }

    /// The texts right inside the elements of that name: the members of a list of texts.
    pub(super) fn members(&self, list: &str) -> Vec<String> {
        let Some(list) = self.root.as_ref().and_then(|root| find(root, list)) else {
            return Vec::new();
        };
        list.elements().filter_map(filled).collect()
    }
}

fn filled(element: &Element) -> Option<String> {
    let text = element.text().trim().to_owned();
    (!text.is_empty()).then_some(text)
}

fn shortened(name: &str) -> String {
    name.chars().take(40).collect()
}

/// Depth first. The depth of a tree is bounded by the parser.
fn find<'a>(element: &'a Element, name: &str) -> Option<&'a Element> {
    if element.name == name {
        return Some(element);
    }
    element.elements().find_map(|child| find(child, name))
}

fn collect<'a>(element: &'a Element, name: &str, found: &mut Vec<&'a Element>) {
    if element.name == name {
        found.push(element);
    }
    for child in element.elements() {
        collect(child, name, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::time::Duration;

    fn read(status: u16, body: &str) -> Result<Reply, CallFailed> {
        let answer = Answer {
            status,
            headers: Vec::new(),
            body: body.as_bytes().to_vec(),
            took: Duration::ZERO,
        };
        Reply::read(&Call::iam("CreateUser"), &answer)
    }

    fn failure(status: u16, body: &str) -> String {
        read(status, body).unwrap_err().to_string()
    }

    #[test]
    fn names_are_found_with_and_without_namespaces() {
        for body in [
            r#"<CreateUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><CreateUserResult><User>
               <UserName>ada</UserName></User></CreateUserResult></CreateUserResponse>"#,
            "<CreateUserResponse><UserName> ada\n</UserName></CreateUserResponse>",
            r#"<i:CreateUserResult xmlns:i="urn:x"><i:UserName><![CDATA[ada]]></i:UserName></i:CreateUserResult>"#,
        ] {
            assert_eq!(read(200, body).unwrap().text("UserName").unwrap(), "ada");
        }
    }

    #[test]
    fn lists_are_read_in_order() {
        let reply = read(
            200,
            "<R><AccessKeyMetadata><member><AccessKeyId>A</AccessKeyId></member><member><AccessKeyId>B</AccessKeyId>\
             </member></AccessKeyMetadata><PolicyNames><member>p</member><member>q</member></PolicyNames></R>",
        )
        .unwrap();
        assert_eq!(reply.every("AccessKeyId"), ["A", "B"]);
        assert_eq!(reply.members("PolicyNames"), ["p", "q"]);
        assert!(reply.members("AttachedPolicies").is_empty());
    }

    #[test]
    fn an_error_of_any_service_s_style_gives_its_code() {
        for body in [
            "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>",
            "<Response><Errors><Error><Code>AccessDenied</Code><Message>no</Message></Error></Errors></Response>",
            "<Error><Code>AccessDenied</Code><Message>no</Message></Error>",
            "<ErrorResponse><Error><Detail><Code>X</Code></Detail><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>",
        ] {
            for status in [200, 403] {
                let expected = format!("CreateUser was refused with {status} AccessDenied (no)");
                assert_eq!(failure(status, body), expected);
            }
        }
    }

    #[test]
    fn what_is_no_answer_of_iam_is_told_with_its_status() {
        for (status, body, expected) in [
            (
                500,
                "<!DOCTYPE html><p>Oops",
                "CreateUser was answered 500 with an HTML page",
            ),
            (
                200,
                "<HTML/>",
                "CreateUser was answered 200 with an HTML page",
            ),
            (404, "", "CreateUser was answered 404 with an empty body"),
            (
                400,
                "<Oops/>",
                "CreateUser was answered 400 with <Oops> that holds no Code",
            ),
        ] {
            assert_eq!(failure(status, body), expected);
        }
    }

    #[test]
    fn an_accepted_call_without_what_was_asked_for_is_told_with_its_root() {
        let lacks = |body| {
            read(200, body)
                .unwrap()
                .text("UserName")
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            lacks("<ListAllMyBucketsResult/>"),
            "CreateUser was answered 200 with <ListAllMyBucketsResult> that holds no UserName"
        );
        assert_eq!(
            lacks(" "),
            "CreateUser was answered 200 with <nothing> that holds no UserName"
        );
    }

    #[test]
    fn what_an_endpoint_says_of_a_password_is_not_repeated() {
        let secret = crate::password::Forge::plain()
            .make(&crate::password::Recipe::ascii(12), None)
            .unwrap();
        let call = Call::iam("CreateLoginProfile").with_password(&secret);
        let body = format!(
            "<Error><Code>V</Code><Message>{}</Message></Error>",
            "x".repeat(12)
        );
        let answer = Answer {
            status: 400,
            headers: Vec::new(),
            body: body.into_bytes(),
            took: Duration::ZERO,
        };
        assert_eq!(
            Reply::read(&call, &answer).unwrap_err().to_string(),
            "CreateLoginProfile was refused with 400 V"
        );
    }
}
