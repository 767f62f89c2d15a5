//! Words of the regions on the report's page.

use crate::lang::words::Words;

/// Something that the view of regions names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RegionLabel {
    /// The league table.
    League,
    /// The grids.
    Multiples,
    /// How their lines are drawn.
    OwnScale,
}

impl Words {
    /// Something that the view of regions names.
    pub fn region_label(self, label: RegionLabel) -> &'static str {
        let (en, zh) = match label {
            RegionLabel::League => ("Regions by rank", "地区排名"),
            RegionLabel::Multiples => ("Every indicator by region", "各指标分地区情况"),
            RegionLabel::OwnScale => (
                "Every region in the order of the ranking. Each line has a scale of its own, from the least to the largest \
                 value of that region, and ends with the newest.",
                "各地区按排名排列。折线各自成比例，由该地区的最小值到最大值，右端为最新数。",
            ),
        };
        self.pick(en, zh)
    }
}
