//! A value as Rust has it, written by way of serde: names of types and variants are those of the sources.

use std::fmt;

use serde::ser::{self, Serialize, Serializer};

/// The expression that makes the value. A recipe is a call of `recipe`.
pub(super) fn literal<T: Serialize + ?Sized>(value: &T) -> String {
    // What cannot be written does not compile where it is pasted: nobody is misled.
    value
        .serialize(Literal)
        .unwrap_or_else(|Unwritable| "unwritable".to_owned())
}

/// The fields of a struct as it is serialized, a `name: value` each.
pub(super) fn fields<T: Serialize>(value: &T) -> Vec<String> {
    let text = literal(value);
    let inner = text
        .split_once(" { ")
        .and_then(|(_, rest)| rest.strip_suffix(" }"));
    inner
        .map(|inner| vec![inner.to_owned()])
        .unwrap_or_default()
}

/// A value that has no expression.
#[derive(Debug)]
struct Unwritable;

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no expression makes the value")
    }
}

impl std::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

struct Literal;

/// What is put together from parts.
struct Parts {
    before: String,
    parts: Vec<String>,
    after: &'static str,
}

impl Parts {
    fn of(before: impl Into<String>, after: &'static str) -> Self {
        Self {
            before: before.into(),
            parts: Vec::new(),
            after,
        }
    }

    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.parts.push(value.serialize(Literal)?);
        Ok(())
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Unwritable> {
        self.parts
            .push(format!("{name}: {}", value.serialize(Literal)?));
        Ok(())
    }

    fn text(self) -> String {
        format!("{}{}{}", self.before, self.parts.join(", "), self.after)
    }
}

/// The parts that a type leaves out where they are as usual.
fn left_out(name: &str, parts: &Parts) -> Option<&'static str> {
    let has = |field: &str| parts.parts.iter().any(|part| part.starts_with(field));
    match name {
        "Request" => Some("..Request::default()"),
        "Spelled" if !has("spelling: ") => Some("..Spelled::public(\"\")"),
        "Send" => Some("expect: None"),
        _ => None,
    }
}

macro_rules! plainly {
    ($($method:ident $type:ty)+) => {
        $(fn $method(self, value: $type) -> Result<String, Unwritable> {
            Ok(value.to_string())
        })+
    };
}

impl Serializer for Literal {
    type Ok = String;
    type Error = Unwritable;
    type SerializeSeq = Parts;
    type SerializeTuple = Parts;
    type SerializeTupleStruct = Parts;
    type SerializeTupleVariant = Parts;
    type SerializeMap = ser::Impossible<String, Unwritable>;
    type SerializeStruct = Named;
    type SerializeStructVariant = Parts;

    plainly! {
        serialize_bool bool serialize_i8 i8 serialize_i16 i16 serialize_i32 i32 serialize_i64 i64
        serialize_u8 u8 serialize_u16 u16 serialize_u32 u32 serialize_u64 u64
        serialize_f32 f32 serialize_f64 f64
    }

    fn serialize_char(self, value: char) -> Result<String, Unwritable> {
        Ok(format!("{value:?}"))
    }

    fn serialize_str(self, value: &str) -> Result<String, Unwritable> {
        Ok(format!("{value:?}.to_owned()"))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<String, Unwritable> {
        Ok(format!("vec!{value:?}"))
    }

    fn serialize_none(self) -> Result<String, Unwritable> {
        Ok("None".to_owned())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<String, Unwritable> {
        Ok(format!("Some({})", value.serialize(Literal)?))
    }

    fn serialize_unit(self) -> Result<String, Unwritable> {
        Ok("()".to_owned())
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<String, Unwritable> {
        Ok(name.to_owned())
    }

    fn serialize_unit_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<String, Unwritable> {
        Ok(format!("{name}::{variant}"))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<String, Unwritable> {
        let value = value.serialize(Literal)?;
        Ok(match name {
            "Recipe" => format!("recipe({})", value.trim_end_matches(".to_owned()")),
            "Word" => value.trim_end_matches(".to_owned()").to_owned(),
            _ => format!("{name}({value})"),
        })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<String, Unwritable> {
        Ok(format!("{name}::{variant}({})", value.serialize(Literal)?))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts, Unwritable> {
        Ok(Parts::of("vec![", "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts, Unwritable> {
        Ok(Parts::of("(", ")"))
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Parts, Unwritable> {
        Ok(Parts::of(format!("{name}("), ")"))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts, Unwritable> {
        Ok(Parts::of(format!("{name}::{variant}("), ")"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Unwritable> {
        Err(Unwritable)
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Named, Unwritable> {
        Ok(Named {
            name,
            parts: Parts::of(format!("{name} {{ "), " }"),
        })
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts, Unwritable> {
        Ok(Parts::of(format!("{name}::{variant} {{ "), " }"))
    }
}

macro_rules! in_turn {
    ($($kind:ident $method:ident)+) => {
        $(impl ser::$kind for Parts {
            type Ok = String;
            type Error = Unwritable;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
                self.push(value)
            }

            fn end(self) -> Result<String, Unwritable> {
                Ok(self.text())
            }
        })+
    };
}

in_turn! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
    SerializeTupleVariant serialize_field
}

impl ser::SerializeStructVariant for Parts {
    type Ok = String;
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        self.field(name, value)
    }

    fn end(self) -> Result<String, Unwritable> {
        Ok(self.text())
    }
}

/// A struct.
struct Named {
    name: &'static str,
    parts: Parts,
}

impl ser::SerializeStruct for Named {
    type Ok = String;
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        match self.name {
            // Its fields are its own affair.
            "Duration" => self.parts.push(value),
            _ => self.parts.field(name, value),
        }
    }

    fn end(mut self) -> Result<String, Unwritable> {
        if self.name == "Duration" {
            let (before, after) = ("Duration::new(".to_owned(), ")");
            return Ok(Parts {
                before,
                after,
                ..self.parts
            }
            .text());
        }
        let rest = left_out(self.name, &self.parts);
        self.parts.parts.extend(rest.map(str::to_owned));
        Ok(self.parts.text())
    }
}
