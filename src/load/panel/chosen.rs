//! Which regions of a panel are taken, when not all are.

use wildmatch::WildMatch;

use crate::actuals::region_names::RegionIndex;

/// Regions by pattern or by name; without any, all.
#[derive(Debug, Clone, Default)]
pub struct ChosenRegions {
    /// `*` and `?` stand for any characters.
    pub patterns: Vec<WildMatch>,
    /// Names as a person writes them: with or without 省, 市 …
    pub names: Option<RegionIndex>,
}

impl ChosenRegions {
    /// May the region be one of them? Of several that fit a name, the best is found when all are known.
    pub fn may_take(&self, printed: &str) -> bool {
        let by_name = || {
            let names = self.names.as_ref();
            names.is_some_and(|names| !names.find(printed).1.is_empty())
        };
        self.patterns.is_empty() && self.names.is_none()
            || self.patterns.iter().any(|pattern| pattern.matches(printed))
            || by_name()
    }
}
