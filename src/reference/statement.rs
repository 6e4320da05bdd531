//! Identity policies: a document is parsed when it is put, and asked at every call.

use serde_json::{Map, Value};

use super::pattern::{Variables, matches, substitute};

/// What the statements say about one action on one resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A statement allows it and none denies it.
    Allowed,
    /// No statement speaks of it.
    NotAllowed,
    /// A statement denies it: final.
    Denied,
}

impl Decision {
    /// Of several policies: a denial is final, one permission is enough.
    pub fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Denied, _) | (_, Self::Denied) => Self::Denied,
            (Self::Allowed, _) | (_, Self::Allowed) => Self::Allowed,
            _ => Self::NotAllowed,
        }
    }
}

/// Why a document is no policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// Not JSON, or not a JSON object with the elements that a policy has.
    #[error("Syntax errors in policy.")]
    Syntax,
    /// An action with no service before it.
    #[error("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.")]
    Vendor,
    /// A resource that is neither an ARN nor `*`.
    #[error("Resource must be in ARN format or \"*\".")]
    Resource,
    /// An identity policy with a principal, or a trust policy without one.
    #[error("Has prohibited or missing field Principal.")]
    Principal,
}

/// A policy that was put: its text as it came, and what it means.
#[derive(Clone)]
pub struct Policy {
    /// The document as it was put.
    pub document: String,
    /// In order.
    pub statements: Vec<Statement>,
    /// `2012-10-17`: `${…}` is a variable. In the older language it is plain text.
    pub variables: bool,
}

/// One statement.
#[derive(Clone)]
pub struct Statement {
    /// `Allow`, not `Deny`.
    pub allow: bool,
    /// `Action`, or with `true` `NotAction`.
    actions: (Vec<String>, bool),
    /// `Resource`, or with `true` `NotResource`; none in a trust policy.
    resources: Option<(Vec<String>, bool)>,
    /// The `AWS` principals of a trust policy.
    pub principals: Vec<String>,
    /// A non-empty `Condition`. None is understood here. To err on the safe side, it is taken as
    /// not met where the statement allows, and as met where it denies.
    conditional: bool,
}

impl Policy {
    /// Reads an identity policy.
    ///
    /// # Errors
    /// What about the document is wrong.
    pub fn identity(document: &str) -> Result<Self, PolicyError> {
        let policy = Self::parse(document)?;
        let whole = |s: &Statement| s.resources.is_some() && s.principals.is_empty();
        if policy.statements.iter().all(whole) {
            Ok(policy)
        } else {
            Err(PolicyError::Syntax)
        }
    }

    /// Reads the trust policy of a role.
    ///
    /// # Errors
    /// What about the document is wrong.
    pub fn trust(document: &str) -> Result<Self, PolicyError> {
        let policy = Self::parse(document)?;
        let whole = |s: &Statement| s.resources.is_none() && !s.principals.is_empty();
        if policy.statements.iter().all(whole) {
            Ok(policy)
        } else {
            Err(PolicyError::Principal)
        }
    }

    /// What the policy says about an action on a resource.
    pub fn decide(&self, action: &str, resource: &str, variables: Variables<'_>) -> Decision {
        let variables = self.variables.then_some(variables);
        self.statements
            .iter()
            .map(|statement| statement.decide(action, resource, variables))
            .fold(Decision::NotAllowed, Decision::with)
    }

    /// What a trust policy says about an action. `trust` tells of a principal whether it reaches the
    /// caller, and if it does, whether to be trusted as that principal is enough.
    pub fn decide_trust(&self, action: &str, trust: impl Fn(&str) -> Option<bool>) -> Decision {
        let decide = |statement: &Statement| {
            let mut reached = statement
                .principals
                .iter()
                .filter_map(|p| trust(p))
                .peekable();
            let reaches = reached.peek().is_some();
            match statement.decide(action, "", None) {
                Decision::Denied if reaches => Decision::Denied,
                Decision::Allowed if reached.any(|enough| enough) => Decision::Allowed,
                _ => Decision::NotAllowed,
            }
        };
        self.statements
            .iter()
            .map(decide)
            .fold(Decision::NotAllowed, Decision::with)
    }

    fn parse(document: &str) -> Result<Self, PolicyError> {
        let value: Value = serde_json::from_str(document).map_err(|_| PolicyError::Syntax)?;
        let policy = value.as_object().ok_or(PolicyError::Syntax)?;
        let variables = match policy.get("Version").map(Value::as_str) {
            None | Some(Some("2008-10-17")) => false,
            Some(Some("2012-10-17")) => true,
            Some(_) => return Err(PolicyError::Syntax),
        };
        let statements = match policy.get("Statement") {
            Some(Value::Array(items)) if !items.is_empty() => items
                .iter()
                .map(Statement::parse)
                .collect::<Result<_, _>>()?,
            Some(one @ Value::Object(_)) => vec![Statement::parse(one)?],
            _ => return Err(PolicyError::Syntax),
        };
        Ok(Self {
            document: document.to_owned(),
            statements,
            variables,
        })
    }
}

impl Statement {
    fn parse(value: &Value) -> Result<Self, PolicyError> {
        let statement = value.as_object().ok_or(PolicyError::Syntax)?;
        let allow = match statement.get("Effect").and_then(Value::as_str) {
            Some("Allow") => true,
            Some("Deny") => false,
            _ => return Err(PolicyError::Syntax),
        };
        let actions = either(statement, "Action", "NotAction")?.ok_or(PolicyError::Syntax)?;
        if !actions
            .0
            .iter()
            .all(|action| action == "*" || action.contains(':'))
        {
            return Err(PolicyError::Vendor);
        }
        let resources = either(statement, "Resource", "NotResource")?;
        let listed = resources.iter().flat_map(|(list, _)| list);
        if !listed
            .clone()
            .all(|arn| arn == "*" || arn.starts_with("arn:"))
        {
            return Err(PolicyError::Resource);
        }
        let principals = match statement.get("Principal") {
            None => Vec::new(),
            Some(Value::String(any)) if any == "*" => vec!["*".to_owned()],
            Some(Value::Object(map)) => strings(map, "AWS")?.unwrap_or_default(),
            Some(_) => return Err(PolicyError::Principal),
        };
        let conditional = match statement.get("Condition") {
            None => false,
            Some(Value::Object(conditions)) => !conditions.is_empty(),
            Some(_) => return Err(PolicyError::Syntax),
        };
        Ok(Self {
            allow,
            actions,
            resources,
            principals,
            conditional,
        })
    }

    fn decide(&self, action: &str, resource: &str, variables: Option<Variables<'_>>) -> Decision {
        let (actions, not) = &self.actions;
        let named = actions
            .iter()
            .any(|pattern| matches(&pattern.to_ascii_lowercase(), &action.to_ascii_lowercase()));
        let reached = self.resources.as_ref().is_none_or(|(resources, not)| {
            let hit = |pattern: &String| match variables {
                Some(variables) => substitute(pattern, variables)
                    .is_some_and(|pattern| matches(&pattern, resource)),
                None => matches(pattern, resource),
            };
            resources.iter().any(hit) != *not
        });
        match (named != *not && reached, self.allow) {
            (true, false) => Decision::Denied,
            (true, true) if !self.conditional => Decision::Allowed,
            _ => Decision::NotAllowed,
        }
    }
}

/// The element or its negation, of which a statement has at most one.
fn either(
    statement: &Map<String, Value>,
    name: &str,
    negation: &str,
) -> Result<Option<(Vec<String>, bool)>, PolicyError> {
    match (strings(statement, name)?, strings(statement, negation)?) {
        (Some(_), Some(_)) => Err(PolicyError::Syntax),
        (Some(list), None) => Ok(Some((list, false))),
        (None, list) => Ok(list.map(|list| (list, true))),
    }
}

/// A string or a list of strings.
fn strings(map: &Map<String, Value>, name: &str) -> Result<Option<Vec<String>>, PolicyError> {
    let text = |value: &Value| value.as_str().map(str::to_owned).ok_or(PolicyError::Syntax);
    match map.get(name) {
        None => Ok(None),
        Some(Value::Array(items)) => items.iter().map(text).collect::<Result<_, _>>().map(Some),
        Some(one) => Ok(Some(vec![text(one)?])),
    }
}

#[cfg(test)]
#[path = "statement_tests.rs"]
mod tests;
