//! The parameters of a request as bytes, and the passwords in them.

use super::compose::{ComposeError, Ingredients};
use crate::case::{BOUNDARY, Body, Caller, Param, Request, Spelled, Text};
use crate::password::{Forge, Recipe, Secret};
use crate::spec::Parameter;
use crate::wire::{Spelling, decode, encode};

/// Writes parameters, and keeps the passwords that it wrote.
pub(super) struct Writer<'a> {
    from: &'a Ingredients<'a>,
    forge: Forge,
    /// By parameter.
    pub(super) secrets: Vec<(Option<&'static str>, Secret)>,
}

impl<'a> Writer<'a> {
    /// For the caller of the request.
    pub(super) fn of(request: &Request, from: &'a Ingredients<'a>) -> Self {
        let forge = match request.caller {
            Caller::User(index) | Caller::SecondKey(index) => {
                from.forge.for_user(user_name(from, index))
            }
            Caller::Root | Caller::Role => from.forge.clone(),
        };
        Self {
            from,
            forge,
            secrets: Vec::new(),
        }
    }

    /// What stands between two `&`.
    pub(super) fn piece(&mut self, param: &Param) -> Result<Vec<u8>, ComposeError> {
        Ok(match param {
            Param::Verbatim(bytes) => bytes.clone(),
            Param::Pair { name, value } => {
                let left = self.text(name, name)?;
                let right = self.text(value, name)?;
                format!("{left}={right}").into_bytes()
            }
            Param::Around {
                name,
                before,
                password,
                after,
            } => {
                let left = self.text(name, name)?;
                let secret = self.forged(&name.text, password)?;
                let encoded = encode(secret.expose(), Spelling::STANDARD);
                // What a parser that takes the rest literally makes of it.
                let whole = Recipe::bytes(before)
                    .then(password.clone())
                    .then(Recipe::bytes(after));
                self.forged(&name.text, &whole)?;
                [left.as_bytes(), b"=", before, encoded.as_bytes(), after].concat()
            }
        })
    }

    fn text(&mut self, spelled: &Spelled, name: &Spelled) -> Result<String, ComposeError> {
        let spelling = spelled.spelling;
        Ok(match &spelled.text {
            Text::Public(text) => encode(text.as_bytes(), spelling),
            Text::Password(recipe) => encode(self.forged(&name.text, recipe)?.expose(), spelling),
            Text::UserName(index) => encode(user_name(self.from, *index).as_bytes(), spelling),
        })
    }

    fn forged(&mut self, name: &Text, recipe: &Recipe) -> Result<Secret, ComposeError> {
        let mut known = self.from.known.iter();
        let secret = match known.find(|secret| secret.recipe() == recipe) {
            Some(&at_hand) => at_hand.clone(),
            None => {
                let made = self.forge.make(recipe, self.from.current);
                made.map_err(|source| ComposeError::Forge {
                    recipe: recipe.to_string(),
                    source,
                })?
            }
        };
        let named = Parameter::BOTH
            .into_iter()
            .map(Parameter::name)
            .find(|known| *name == Text::Public((*known).to_owned()));
        self.secrets.push((named, secret.clone()));
        Ok(secret)
    }
}

fn user_name<'a>(from: &'a Ingredients<'_>, index: usize) -> &'a str {
    from.user_names.get(index).map_or("nobody", String::as_str)
}

/// The body that says what the form says.
pub(super) fn body(form: Vec<u8>, body: Body) -> Vec<u8> {
    let fields = || {
        decode(&form).into_iter().map(|field| {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            (text(&field.name), text(&field.value))
        })
    };
    match body {
        Body::Form => form,
        Body::Json => {
            let members = fields().map(|(name, value)| (name, value.into()));
            serde_json::Value::Object(members.collect())
                .to_string()
                .into_bytes()
        }
        Body::Multipart => {
            let part = |(name, value): (String, String)| {
                format!(
                    "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
            };
            let parts: String = fields().map(part).collect();
            format!("{parts}--{BOUNDARY}--\r\n").into_bytes()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(kind: Body) -> String {
        String::from_utf8(body(b"Action=A%26B&OldPassword=%C3%A9".to_vec(), kind)).unwrap()
    }

    #[test]
    fn a_body_says_the_same_in_every_format() {
        assert_eq!(written(Body::Form), "Action=A%26B&OldPassword=%C3%A9");
        assert_eq!(written(Body::Json), r#"{"Action":"A&B","OldPassword":"é"}"#);
        assert_eq!(
            written(Body::Multipart),
            "--pwspec-boundary\r\nContent-Disposition: form-data; name=\"Action\"\r\n\r\nA&B\r\n\
             --pwspec-boundary\r\nContent-Disposition: form-data; name=\"OldPassword\"\r\n\r\né\r\n\
             --pwspec-boundary--\r\n"
        );
    }
}
