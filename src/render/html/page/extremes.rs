//! What stands foremost on the page of a plan.

use crate::report::{Judged, StatusView};

/// So many of each are named.
const MOST: usize = 3;

/// The indicators that are furthest behind, and those that are best on their way; only those with a verdict on the scale
/// from achieved to missed.
///
/// Nothing is in both lists: the one takes from what is behind, the other from what is on track or better. Where there
/// is less of either than [`Extremes::worst`] could hold, fewer are named.
#[derive(Clone)]
pub struct Extremes<'a> {
    /// Behind: the worst verdict first, then the largest shortfall relative to the target.
    pub worst: Vec<Judged<'a>>,
    /// On track or better: the best verdict first, then the largest surplus relative to the target.
    pub best: Vec<Judged<'a>>,
    /// How many are behind.
    pub behind: usize,
    /// How many are on track or better.
    pub on_course: usize,
    /// How many could not be judged.
    pub not_judged: usize,
}

impl<'a> Extremes<'a> {
    /// Those of a view.
    pub fn of(view: &StatusView<'a>) -> Self {
        let sorted = view.by_gap();
        let all = sorted.len();
        let (mut best, mut worst): (Vec<_>, Vec<_>) = sorted
            .into_iter()
            .filter(|judged| judged.finding.verdict.is_graded())
            .partition(|judged| judged.finding.verdict.is_on_track());
        worst.sort_by_key(|judged| std::cmp::Reverse(judged.finding.verdict));
        // Of what has no gap nobody knows how far it is ahead: it stands behind what has one.
        best.reverse();
        best.sort_by_key(|judged| (judged.finding.verdict, judged.finding.gap.is_none()));
        let (behind, on_course) = (worst.len(), best.len());
        worst.truncate(MOST);
        best.truncate(MOST);
        Self { worst, best, behind, on_course, not_judged: all - behind - on_course }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::sample;

    fn ids<'a>(judged: &[Judged<'a>]) -> Vec<&'a str> {
        judged.iter().map(|it| it.indicator().id.as_str()).collect()
    }

    #[test]
    fn nothing_is_both_and_nothing_without_a_verdict_is_either() {
        let sample = sample();
        let extremes = Extremes::of(&sample.view());
        assert_eq!(
            ids(&extremes.worst),
            ["industrial-growth", "energy-intensity", "valid-invention-patents"]
        );
        assert_eq!(ids(&extremes.best), ["digital-workers", "strong-base-projects"]);
        assert_eq!((extremes.behind, extremes.on_course, extremes.not_judged), (3, 2, 3));
    }
}
