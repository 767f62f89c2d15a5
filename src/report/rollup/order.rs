//! The order of rows: by what, and where what is undefined stands. The least comfortable comes first, and undefined
//! values come last.

use std::cmp::Reverse;

use crate::{
    assess::Verdict,
    number::Number,
    record::each,
    report::{Judged, StatusView, title_of},
    table::Name,
};

words! {
    /// What rows are put in order by.
    pub enum SortKey {
        /// As in the plan.
        Plan     "plan";
        /// The largest shortfall first, relative to the target.
        Gap      "gap";
        /// The lowest ratio first.
        Ratio    "ratio";
        /// The least progress first.
        Progress "progress";
        /// The worst verdict first.
        Verdict  "verdict";
        /// The earliest deadline first.
        Deadline "deadline";
        /// The heaviest weight first.
        Weight   "weight";
        /// By name; in Chinese as in GB18030, common characters by pinyin.
        Name     "name";
    }
}

/// Where a row stands; what is not known comes last.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Rank(i64),
    Least(u8, Option<Number>),
    Largest(bool, Option<Reverse<Number>>),
    Name(Vec<u8>),
}

/// The order that is asked for.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// What rows are put in order by.
    pub key: SortKey,
    /// Do groups stand in the order of their foremost row too, rather than in one of their own?
    pub groups_too: bool,
    /// A text by which names are ordered as the reader's language does.
    pub names: &'a dyn Fn(&Name) -> Vec<u8>,
}

impl Order<'_> {
    /// As the plans have it.
    pub const OF_PLANS: Self =
        Order { key: SortKey::Plan, groups_too: false, names: &|_| Vec::new() };

    /// The same view with its findings in order.
    pub fn applied<'a>(&self, view: &StatusView<'a>) -> StatusView<'a> {
        let mut judged: Vec<Judged<'a>> = view.judged().collect();
        self.sort(&mut judged, |it| it);
        view.with_findings(each(&judged, |it| it.finding))
    }

    /// Puts plans in the order of their foremost findings, unless groups keep their own order.
    pub fn arrange(&self, views: &mut [StatusView<'_>]) {
        if self.groups_too {
            views.sort_by_cached_key(|view| {
                let foremost = if self.key == SortKey::Name {
                    Some(Place::Name((self.names)(&title_of(view.plan))))
                } else {
                    view.judged().map(|it| self.place(&it)).min()
                };
                (foremost.is_none(), foremost)
            });
        }
    }

    /// Puts rows in order; those that are alike keep theirs.
    pub fn sort<'a, T>(&self, rows: &mut [T], judged: impl Fn(&T) -> &Judged<'a>) {
        rows.sort_by_cached_key(|row| self.place(judged(row)));
    }

    /// Where a row stands.
    pub fn place(&self, judged: &Judged<'_>) -> Place {
        let finding = judged.finding;
        let by_size =
            |number: Option<&Number>| Place::Least(u8::from(number.is_none()), number.cloned());
        match self.key {
            SortKey::Plan => Place::Rank(0),
            SortKey::Gap => {
                let (rank, relative) = judged.gap_place();
                Place::Least(rank, relative)
            }
            SortKey::Ratio => by_size(finding.ratio.as_ref()),
            SortKey::Progress => by_size(finding.progress.as_ref()),
            SortKey::Verdict => Place::Rank(verdict_rank(finding.verdict).into()),
            SortKey::Deadline => {
                let last = judged.in_force().deadline.last();
                Place::Rank(i64::from(last.year()) * 12 + i64::from(last.number()))
            }
            SortKey::Weight => {
                let weight = judged.indicator().weight.clone();
                Place::Largest(weight.is_none(), weight.map(Reverse))
            }
            SortKey::Name => Place::Name((self.names)(&judged.name())),
        }
    }
}

/// The worst first; what could not be judged stands behind the scale.
pub fn verdict_rank(verdict: Verdict) -> u8 {
    let place = verdict as u8;
    if verdict.is_graded() { Verdict::Missed as u8 - place } else { place }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{Sample, number, sample};

    fn order_of(sample: &Sample, key: SortKey) -> Vec<&str> {
        let order =
            Order { key, groups_too: false, names: &|name| name.printed.clone().into_bytes() };
        let view = order.applied(&sample.view());
        let ids = view.judged().map(|it| it.indicator().id.as_str());
        ids.collect()
    }

    #[test]
    fn the_least_comfortable_first_and_the_undefined_last() {
        let mut sample = sample();
        sample.plan.indicators[4].weight = Some(number("2.5"));
        sample.plan.indicators[6].weight = Some(number("10"));
        for (key, first) in [
            (SortKey::Plan, ["industrial-growth", "strong-base-projects", "digital-workers"]),
            (
                SortKey::Gap,
                ["strong-base-projects", "industrial-growth", "valid-invention-patents"],
            ),
            (
                SortKey::Ratio,
                ["valid-invention-patents", "industrial-growth", "strong-base-projects"],
            ),
            (
                SortKey::Progress,
                ["valid-invention-patents", "strong-base-projects", "digital-workers"],
            ),
            (
                SortKey::Verdict,
                ["industrial-growth", "energy-intensity", "valid-invention-patents"],
            ),
            (SortKey::Weight, ["wicked", "energy-intensity", "industrial-growth"]),
        ] {
            assert_eq!(order_of(&sample, key)[..3], first, "{key:?}");
        }
        let last = |key| *order_of(&sample, key).last().unwrap();
        assert_eq!(last(SortKey::Ratio), "museum");
        assert_eq!(last(SortKey::Verdict), "museum");
        // U+7D2F before U+89C4
        let names = order_of(&sample, SortKey::Name);
        let at = |id: &str| names.iter().position(|it| *it == id);
        assert!(at("valid-invention-patents") < at("industrial-growth"));
    }

    #[test]
    fn the_earliest_deadline_first() {
        let mut sample = sample();
        sample.plan.indicators[3].deadline = crate::period::Period::parse("2024H1").unwrap();
        assert_eq!(order_of(&sample, SortKey::Deadline)[0], "valid-invention-patents");
    }

    #[test]
    fn the_ranks_are_those_of_the_scale_from_its_end() {
        let ranks: Vec<u8> = Verdict::ALL.iter().map(|verdict| verdict_rank(*verdict)).collect();
        let mut sorted = ranks.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
        assert!(ranks[..7].is_sorted_by(|one, other| one > other));
    }
}
