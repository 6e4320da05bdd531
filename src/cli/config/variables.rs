//! Where the secrets of a target are: the names of variables, never what they hold.

use crate::tables::{Reader, TableError};
use crate::target::Sources;

/// Reads the table `variables` of the target of that name.
pub(super) fn variables(reader: &Reader<'_>, name: &str) -> Result<Sources, TableError> {
    let mut sources = Sources::default();
    let of = format!("the table of variables of the target {name}");
    let write = format!("[target.{name}.variables] above them");
    let Some(table) = reader.table("variables", of, &write)? else {
        return Ok(sources);
    };
    let usual: Vec<&str> = Sources::usual().collect();
    table.knows_only(&usual)?;
    for key in table.names() {
        let variable = table.required(key)?;
        if !is_variable(variable) {
            // It may be the secret itself: it is not told.
            let problem = format!(
                "{key} is to be the name of a variable, of capitals, digits and `_`: name the one that holds the value, \
                 never the value"
            );
            return Err(table.at(key, problem));
        }
        sources.read(key, variable);
    }
    sources.missing_half().map_or(Ok(()), |half| {
        Err(table.fault(format!("half of a key is missing: write {half} = \"…\"")))
    })?;
    Ok(sources)
}

fn is_variable(text: &str) -> bool {
    let may = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    !text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(may)
}
