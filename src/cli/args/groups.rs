//! How the rows of `status` and `gap` are grouped and put in order.

use clap::ValueEnum;

use crate::report::rollup::{By, SortKey};

/// What the rows of a group have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Grouping {
    /// The plan
    Plan,
    /// The first heading of the place cited: 二
    Chapter,
    /// Its first two headings: 二(三)
    Section,
    /// The place as cited: 二(三)6
    Item,
    /// The responsible unit; an indicator stands under each of its own
    Responsible,
    /// The verdict, the worst first
    Verdict,
}

impl From<Grouping> for By {
    fn from(grouping: Grouping) -> Self {
        match grouping {
            Grouping::Plan => Self::Plan,
            Grouping::Chapter => Self::Chapter,
            Grouping::Section => Self::Section,
            Grouping::Item => Self::Item,
            Grouping::Responsible => Self::Responsible,
            Grouping::Verdict => Self::Verdict,
        }
    }
}

/// What rows are put in order by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sorting {
    /// As in the plan
    Plan,
    /// The largest shortfall first, relative to the target
    Gap,
    /// The lowest ratio first
    Ratio,
    /// The least progress first
    Progress,
    /// The worst verdict first
    Verdict,
    /// The earliest deadline first
    Deadline,
    /// The heaviest weight first
    Weight,
    /// By name; in Chinese as in GB18030, common characters by pinyin
    Name,
}

impl From<Sorting> for SortKey {
    fn from(sorting: Sorting) -> Self {
        match sorting {
            Sorting::Plan => Self::Plan,
            Sorting::Gap => Self::Gap,
            Sorting::Ratio => Self::Ratio,
            Sorting::Progress => Self::Progress,
            Sorting::Verdict => Self::Verdict,
            Sorting::Deadline => Self::Deadline,
            Sorting::Weight => Self::Weight,
            Sorting::Name => Self::Name,
        }
    }
}
