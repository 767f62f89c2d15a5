//! One indicator of a report: the judged row, and how it is told.

use std::ops::Deref;

use crate::assess::Method;
use crate::interval::End;
use crate::plan::Measure;
use crate::report::Judged;
use crate::report::shown::Digits;
use crate::table::Shown;

use super::{Stage, Standing};

words! {
    /// How a distance is known that follows from a figure that is not exact; what is said where it is none.
    pub enum Bound {
        /// As it is.
        Exact  "at the target"                "与目标值持平";
        /// The true value may lie on either side of the figure.
        Around "about at the target"          "约与目标值持平";
        /// The true distance from the target is at most as much short of it, or at least as much beyond.
        Better "at or better than the target" "达到或优于目标";
        /// As `Better`, and not the figure itself.
        Beyond "better than the target"       "优于目标";
        /// The true distance is at least as much short of the target, or at most as much beyond.
        Worse  "at or short of the target"    "持平或未达目标";
        /// As `Worse`, and not the figure itself.
        Short  "short of the target"          "未达目标";
    }
}

/// An indicator of a report at a stage.
#[derive(Debug, Clone)]
pub struct Item<'a> {
    /// The judged row, with its numbers as people read them.
    pub digits: Digits<'a>,
    /// Where it stands.
    pub standing: Standing,
    /// The stage of the report.
    pub stage: Stage,
    /// The region, where it is not the one that the report is about.
    pub region: Option<&'a str>,
}

impl<'a> Deref for Item<'a> {
    type Target = Digits<'a>;

    fn deref(&self) -> &Self::Target {
        &self.digits
    }
}

impl Item<'_> {
    /// The growth needed per year from here, where growth is what is judged.
    pub fn growth(&self) -> Option<Shown> {
        let judged_by_growth = self.indicator().measure == Measure::AverageGrowth
            || self.finding.method == Method::Compound;
        self.need_growth().filter(|_| judged_by_growth)
    }
}

impl Judged<'_> {
    /// How the distance shown is known; `None` where nothing is.
    pub fn bound(&self) -> Option<Bound> {
        let Some(known) = &self.finding.known_gap else { return Some(Bound::Exact) };
        let at = |end: &Option<End>| {
            let end = end.as_ref().filter(|end| self.finding.gap.as_ref() == Some(&end.value));
            end.map(|end| end.open)
        };
        Some(match (at(&known.low), at(&known.high)) {
            (Some(false), _) => Bound::Better,
            (Some(true), _) => Bound::Beyond,
            (None, Some(false)) => Bound::Worse,
            (None, Some(true)) => Bound::Short,
            (None, None) if known.low.is_none() && known.high.is_none() => return None,
            (None, None) => Bound::Around,
        })
    }
}
