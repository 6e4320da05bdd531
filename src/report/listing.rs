//! The cases as `pwspec list` prints them.

use serde::Serialize;

use crate::case::{Case, PolicyNeed};
use crate::spec::{ClauseId, Ledger, Level, Provenance};

/// A case of the matrix.
#[derive(Debug, Serialize)]
pub struct Listed<'a> {
    id: &'a str,
    section: &'static str,
    clauses: Vec<&'a ClauseId>,
    level: Option<Level>,
    provenance: Option<Provenance>,
    needs: Vec<&'static str>,
}

impl<'a> Listed<'a> {
    /// The case, with the level and the provenance of the most binding of its clauses.
    pub fn of(case: &'a Case) -> Self {
        let clauses = case.cited();
        let known = clauses
            .iter()
            .filter_map(|clause| Ledger::compiled_in().get(clause));
        let binding = known.map(|clause| (clause.level, clause.provenance)).min();
        let needs = [
            ("operation", case.needs.operation),
            ("admin", case.needs.admin),
            ("root", case.needs.root),
            ("role", case.needs.role),
            ("signatures", case.needs.signatures),
            ("policy", case.policy != PolicyNeed::Any),
            ("alone", case.needs.alone),
        ];
        Self {
            id: case.id.as_str(),
            section: case.section,
            level: binding.map(|(level, _)| level),
            provenance: binding.map(|(_, provenance)| provenance),
            clauses,
            needs: needs
                .into_iter()
                .filter(|(_, needed)| *needed)
                .map(|(word, _)| word)
                .collect(),
        }
    }

    /// How wide the column of the ids is.
    pub fn width(cases: &[Self]) -> usize {
        cases.iter().map(|case| case.id.len()).max().unwrap_or(0)
    }

    /// A line for people: the id first, its section being its beginning.
    pub fn text(&self, width: usize) -> String {
        let level = self.level.map_or(String::new(), |level| level.to_string());
        let provenance = self
            .provenance
            .map_or(String::new(), |provenance| provenance.to_string());
        let clauses: Vec<&str> = self.clauses.iter().map(|clause| clause.as_str()).collect();
        let (clauses, needs) = (clauses.join(" "), self.needs.join(" "));
        let needs = if needs.is_empty() {
            needs
        } else {
            format!("  (needs {needs})")
        };
        format!(
            "{:width$}  {level:<6} {provenance:<8}  {clauses}{needs}",
            self.id
        )
    }

    /// A JSON object.
    pub fn json(&self) -> String {
        // Text and lists of text: nothing in it that JSON could not say.
        serde_json::to_string(self).unwrap_or_default()
    }
}
