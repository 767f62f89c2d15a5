//! The gap table: the largest shortfall first, and what it would take to close it.

use crate::number::Number;
use crate::report::{Judged, Look, Sentence, Sheet, StatusView, shown::is_strict};

/// The findings of a view in the order of the gap table.
///
/// Short of the target first, the largest gap relative to the target's size leading; then those that meet it; then
/// those without a gap, in the plan's order.
pub fn sorted<'a>(view: &StatusView<'a>) -> Vec<Judged<'a>> {
    let mut judged: Vec<Judged<'a>> = view.judged().collect();
    judged.sort_by_cached_key(place);
    judged
}

/// The page of the gap table, in the order of the view; indicators without any data are only named, unless `all` asks
/// for their rows.
pub fn sheet(view: &StatusView<'_>, all: bool) -> Sheet<'static> {
    let judged: Vec<Judged<'_>> = view.judged().collect();
    let table = view.table(&judged, Look::Gap, false, all);
    let mut sheet = Sheet::default();
    view.head(&mut sheet);
    sheet.space();
    if table.rows.is_empty() {
        sheet.note(Sentence::Nothing);
    }
    sheet.table(table).space();
    if let Some(lacking) = view.without_data().filter(|_| !all) {
        sheet.note(lacking).space();
    }
    view.flags_told(&mut sheet);
    view.foot(&mut sheet);
    sheet
}

/// Where a finding stands: short of the target (0), the largest gap relative to the target's size first; then those
/// that meet it (1); then those without a gap (2).
pub fn place(judged: &Judged<'_>) -> (u8, Option<Number>) {
    let Some(gap) = &judged.finding.gap else {
        return (2, None);
    };
    let unmet = gap.is_negative() || (gap.is_zero() && is_strict(&judged.in_force()));
    // A target of zero has no size to compare with; its gap stands for itself.
    let relative = judged.finding.relative_gap().or_else(|| Some(gap.clone()));
    (u8::from(!unmet), relative)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::sample;

    #[test]
    fn shortfalls_by_size_then_the_met_then_the_unknown() {
        let sample = sample();
        let order: Vec<&str> =
            sorted(&sample.view()).iter().map(|judged| judged.indicator().id.as_str()).collect();
        assert_eq!(
            order,
            [
                "strong-base-projects",
                "industrial-growth",
                "valid-invention-patents",
                "energy-intensity",
                "graduates",
                "digital-workers",
                "wicked",
                "museum",
            ]
        );
    }

    #[test]
    fn nothing_missing_is_still_short_of_a_strict_target() {
        let mut sample = sample();
        sample.assessment.findings[3].gap = Some(Number::zero());
        let view = sample.view();
        let order: Vec<&str> =
            sorted(&view).iter().map(|judged| judged.indicator().id.as_str()).collect();
        assert_eq!(order[3], "valid-invention-patents");
        assert_eq!(order[4], "graduates");
    }
}
