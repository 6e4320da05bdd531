//! Lists that come a page at a time: `MaxItems`, `Marker`, `IsTruncated`.

use crate::reference::document::{Content, Node, flag, leaf, list};
use crate::reference::rules::MARKER;
use crate::reference::validate::Members;

/// Which page is asked for.
pub struct Page {
    /// The key of the first item.
    marker: String,
    /// Items.
    size: usize,
}

impl Page {
    /// Reads `Marker` and `MaxItems`.
    pub fn read(members: &mut Members<'_>) -> Self {
        let marker = members
            .optional("Marker", &MARKER)
            .unwrap_or_default()
            .into_owned();
        Self {
            marker,
            size: members.number("MaxItems", 1..=1000).unwrap_or(100) as usize,
        }
    }

    /// The page of the items, which come with their keys and in the order of them.
    pub fn of<'a>(
        &self,
        name: &'static str,
        items: impl Iterator<Item = (&'a str, Content)>,
    ) -> Vec<Node> {
        let mut rest = items.skip_while(|(key, _)| *key < self.marker.as_str());
        let shown = list(
            name,
            rest.by_ref().take(self.size).map(|(_, content)| content),
        );
        match rest.next() {
            None => vec![flag("IsTruncated", false), shown],
            Some((next, _)) => {
                vec![
                    flag("IsTruncated", true),
                    shown,
                    leaf("Marker", next.to_owned()),
                ]
            }
        }
    }
}
