//! Recipes that build something simpler, or a little more or less: what shrinking and mutation try.

use super::cycle::Cycle;
use super::recipe::Recipe;
use super::unit::{Part, Unit};

impl Recipe {
    /// Simpler recipes, the simplest first. Whoever takes one, and one of that, and so on, comes to an end.
    pub fn simpler(&self) -> Vec<Self> {
        let parts = self.parts();
        let mut simpler = Vec::new();
        if parts.len() > 1 {
            for at in 0..parts.len() {
                simpler.push(self.with(at, []));
            }
        }
        for (at, part) in parts.iter().enumerate() {
            simpler.extend(plainer(part).into_iter().map(|parts| self.with(at, parts)));
        }
        simpler
    }

    /// The same with so many more characters (or fewer, but one at least) in the last part that may have any number of them.
    pub fn stretched(&self, by: isize) -> Self {
        let counts = |part: &Part| {
            matches!(
                part.unit,
                Unit::Cycle(_) | Unit::Scalar(_) | Unit::Drawn { .. }
            )
        };
        let Some(at) = self.parts().iter().rposition(counts) else {
            return self.clone();
        };
        let more = |count: usize| count.saturating_add_signed(by).max(1);
        let Part { unit, count } = &self.parts()[at];
        let part = match unit {
            Unit::Drawn {
                seed,
                salted,
                length,
            } => Part {
                unit: Unit::Drawn {
                    seed: *seed,
                    salted: *salted,
                    length: more(*length),
                },
                count: *count,
            },
            unit => Part {
                unit: unit.clone(),
                count: more(*count),
            },
        };
        self.with(at, [part])
    }

    fn with(&self, at: usize, instead: impl IntoIterator<Item = Part>) -> Self {
        let mut parts = self.parts().to_vec();
        parts.splice(at..=at, instead);
        Self::from_parts(parts)
    }
}

/// What may stand in the place of a part.
fn plainer(part: &Part) -> Vec<Vec<Part>> {
    let Part { unit, count } = part;
    let of = |unit: Unit, count: usize| vec![Part { unit, count }];
    let mut plainer = Vec::new();
    let ascii = Unit::Cycle(Cycle::Ascii);
    match unit {
        Unit::Cycle(Cycle::Ascii) | Unit::Current | Unit::UserName => {}
        Unit::Cycle(_) => plainer.push(of(ascii, *count)),
        Unit::Scalar('a') => plainer.push(of(ascii, *count)),
        Unit::Scalar(_) => plainer.push(of(Unit::Scalar('a'), *count)),
        Unit::Bytes(bytes) => plainer
            .extend(fewer(bytes.len()).map(|kept| of(Unit::Bytes(bytes[..kept].to_vec()), *count))),
        Unit::Text(_) => plainer.push(of(ascii, 12)),
        Unit::Drawn { length, .. } if *count == 1 => plainer.push(of(ascii, *length)),
        Unit::Drawn { .. } => {}
        Unit::Near(near, inner) => {
            plainer.push(inner.parts().to_vec());
            let simpler = inner.simpler().into_iter();
            plainer.extend(simpler.map(|inner| of(Unit::Near(*near, inner), *count)));
        }
    }
    if !matches!(unit, Unit::Text(_)) {
        plainer.extend(fewer(*count).map(|count| of(unit.clone(), count)));
    }
    plainer
}

/// Fewer, one at least: half, and then nearer and nearer.
fn fewer(count: usize) -> impl Iterator<Item = usize> {
    let mut counts: Vec<usize> = [2, 4, 8, 16]
        .into_iter()
        .map(|part| count - count.div_ceil(part))
        .chain([count.saturating_sub(1)])
        .filter(|fewer| (1..count).contains(fewer))
        .collect();
    counts.dedup();
    counts.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipe(text: &str) -> Recipe {
        text.parse().unwrap()
    }

    /// Takes the first simpler one that is right, as long as there is one.
    fn shrunk(from: &str, is_right: impl Fn(&Recipe) -> bool) -> String {
        let mut recipe = recipe(from);
        let mut steps = 0;
        while let Some(simpler) = recipe.simpler().into_iter().find(&is_right) {
            recipe = simpler;
            steps += 1;
            assert!(steps < 1_000, "{recipe}");
        }
        recipe.to_string()
    }

    #[test]
    fn the_simplest_that_is_still_right_is_reached_from_anywhere() {
        let bytes = |recipe: &Recipe| {
            crate::password::Forge::plain()
                .make(recipe, None)
                .map_or(0, |made| made.expose().len())
        };
        assert_eq!(
            shrunk("latin1*120+text:sample-old+seed:7f/30", |it| bytes(it)
                > 128),
            "latin1*65"
        );
        let is_wide = |it: &Recipe| bytes(it) > 128 && it.to_string().contains("latin1");
        assert_eq!(shrunk("ascii*7+latin1*120", is_wide), "latin1*65");
        assert_eq!(shrunk("double(seed:7f/30+U+00FF*3)*4", |_| true), "ascii");
        assert_eq!(
            shrunk("case@3(current)", |it| it.speaks_of_current()),
            "current"
        );
    }

    #[test]
    fn a_stretched_one_has_more_characters_or_fewer_but_never_none() {
        assert_eq!(
            recipe("ascii*7+latin1*12").stretched(1).to_string(),
            "ascii*7+latin1*13"
        );
        assert_eq!(recipe("seed:7f/12").stretched(-1).to_string(), "seed:7f/11");
        assert_eq!(recipe("ascii").stretched(-4).to_string(), "ascii");
        assert_eq!(recipe("current").stretched(4).to_string(), "current");
    }
}
