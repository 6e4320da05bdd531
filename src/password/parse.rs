//! Recipes from texts. Total, linear in time, bounded in depth.

use super::catalogue;
use super::cycle::Cycle;
use super::error::RecipeError;
use super::near::{self, Near};
use super::reader::Reader;
use super::recipe::Recipe;
use super::unit::{Part, Unit};

const DEPTH: usize = 16;

pub(super) fn parse(text: &str) -> Result<Recipe, RecipeError> {
    let mut reader = Reader::new(text);
    let parsed = recipe(&mut reader, 0)?;
    if reader.rest().is_empty() {
        Ok(parsed)
    } else {
        Err(RecipeError::new(
            reader.at,
            "`+`, `*` or the end is expected",
        ))
    }
}

fn recipe(reader: &mut Reader, depth: usize) -> Result<Recipe, RecipeError> {
    if matches!(reader.rest().strip_prefix("empty"), Some(after) if after.is_empty() || after.starts_with(')'))
    {
        reader.takes("empty");
        return Ok(Recipe::empty());
    }
    let mut parts = vec![part(reader, depth)?];
    while reader.takes("+") {
        parts.push(part(reader, depth)?);
    }
    Ok(Recipe::from_parts(parts))
}

fn part(reader: &mut Reader, depth: usize) -> Result<Part, RecipeError> {
    let unit = unit(reader, depth)?;
    let count = if reader.takes("*") {
        reader.count()?
    } else {
        1
    };
    Ok(Part { unit, count })
}

fn unit(reader: &mut Reader, depth: usize) -> Result<Unit, RecipeError> {
    if reader.takes("U+") {
        return scalar(reader);
    }
    let start = reader.at;
    let word = reader.run(u8::is_ascii_alphanumeric);
    if reader.takes(":") {
        match word {
            "bytes" => return bytes(reader),
            "seed" => return drawn(reader, false),
            "salted" => return drawn(reader, true),
            "text" => return literal(reader),
            _ => {}
        }
    } else if reader.takes("@") {
        if let Some((_, near)) = near::NUMBERED.iter().find(|(known, _)| *known == word) {
            let near = near(reader.number()?);
            return near_miss(reader, near, depth);
        }
    } else if reader.rest().starts_with('(') {
        if let Some((_, near)) = near::PLAIN.iter().find(|(known, _)| *known == word) {
            return near_miss(reader, *near, depth);
        }
    } else if word == "current" {
        return Ok(Unit::Current);
    } else if word == "username" {
        return Ok(Unit::UserName);
    } else if let Some(cycle) = Cycle::ALL.into_iter().find(|cycle| cycle.word() == word) {
        return Ok(Unit::Cycle(cycle));
    }
    Err(RecipeError::new(start, known_units()))
}

fn scalar(reader: &mut Reader) -> Result<Unit, RecipeError> {
    let start = reader.at;
    let digits = reader.run(u8::is_ascii_hexdigit);
    let value = u32::from_str_radix(digits, 16)
        .ok()
        .filter(|_| (4..=6).contains(&digits.len()));
    value
        .and_then(char::from_u32)
        .map(Unit::Scalar)
        .ok_or_else(|| {
            RecipeError::new(
                start,
                "four to six hex digits of a Unicode scalar value are expected",
            )
        })
}

fn bytes(reader: &mut Reader) -> Result<Unit, RecipeError> {
    let start = reader.at;
    let (pairs, odd) = reader
        .run(u8::is_ascii_hexdigit)
        .as_bytes()
        .as_chunks::<2>();
    if pairs.is_empty() || !odd.is_empty() {
        return Err(RecipeError::new(
            start,
            "two hex digits a byte are expected",
        ));
    }
    let digit = |hex: u8| char::from(hex).to_digit(16).unwrap_or_default() as u8;
    Ok(Unit::Bytes(
        pairs
            .iter()
            .map(|&[high, low]| (digit(high) << 4) | digit(low))
            .collect(),
    ))
}

fn drawn(reader: &mut Reader, salted: bool) -> Result<Unit, RecipeError> {
    let start = reader.at;
    let digits = reader.run(u8::is_ascii_hexdigit);
    let Some(seed) = u64::from_str_radix(digits, 16)
        .ok()
        .filter(|_| digits.len() <= 16)
    else {
        return Err(RecipeError::new(
            start,
            "one to sixteen hex digits of a seed are expected",
        ));
    };
    reader.must_take("/", "`/` and a length are expected")?;
    Ok(Unit::Drawn {
        seed,
        salted,
        length: reader.count()?,
    })
}

fn literal(reader: &mut Reader) -> Result<Unit, RecipeError> {
    let start = reader.at;
    let name = reader.run(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    match catalogue::entry(name) {
        Some(entry) => Ok(Unit::Text(entry.name)),
        None => {
            let around = catalogue::around(name);
            Err(RecipeError::new(
                start,
                format!("the name of a literal is expected ({around})"),
            ))
        }
    }
}

fn near_miss(reader: &mut Reader, near: Near, depth: usize) -> Result<Unit, RecipeError> {
    if depth == DEPTH {
        let problem = format!("near misses are nested more than {DEPTH} deep");
        return Err(RecipeError::new(reader.at, problem));
    }
    reader.must_take("(", "`(` and a recipe are expected")?;
    let recipe = recipe(reader, depth + 1)?;
    reader.must_take(")", "`+`, `*` or `)` is expected")?;
    Ok(Unit::Near(near, recipe))
}

fn known_units() -> String {
    let cycles = Cycle::ALL.map(Cycle::word).join(", ");
    let plain = near::PLAIN.map(|(word, _)| format!("{word}(…)")).join(", ");
    let numbered = near::NUMBERED
        .map(|(word, _)| format!("{word}@N(…)"))
        .join(", ");
    format!(
        "a unit is expected ({cycles}, current, username, U+HEX, bytes:HEX, seed:HEX/N, salted:HEX/N, text:NAME, \
         {plain}, {numbered})"
    )
}
