//! The gap table: the largest shortfall first, and what it would take to close it.

use crate::assess::Verdict;
use crate::number::Number;
use crate::report::shown::{is_strict, need_heading};
use crate::report::status::StatusView;
use crate::report::{Judged, Sentence, Sheet, name_of};
use crate::table::{Cell, Column, Heading, Table};

/// The findings of a view in the order of the gap table.
///
/// Short of the target first, the largest gap relative to the target's size leading; then those that meet it; then
/// those without a gap, in the plan's order.
pub fn sorted<'a>(view: &StatusView<'a>) -> Vec<Judged<'a>> {
    let mut judged: Vec<Judged<'a>> = view.judged().collect();
    judged.sort_by_cached_key(place);
    judged
}

/// The table without its rows; `need` says what is still to do.
pub(crate) fn table(need: Heading) -> Table {
    let behind =
        [Column::number(need), Column::word(Heading::Arrival), Column::word(Heading::Verdict)];
    Table::new([&Column::STANDING[..], &behind].concat())
}

/// The page of the gap table, in the order of the view; indicators without any data are only named, unless `all` asks
/// for their rows.
pub fn sheet(view: &StatusView<'_>, all: bool) -> Sheet<'static> {
    let mut table = table(need_heading(view.judged()));
    table.rows = view
        .judged()
        .filter(|judged| all || judged.finding.verdict != Verdict::NoData)
        .flat_map(|judged| view.with_member_rows(table_row(&judged), &judged))
        .collect();
    let mut sheet = Sheet::default();
    view.head(&mut sheet);
    sheet.space();
    if table.rows.is_empty() {
        sheet.note(Sentence::Nothing);
    }
    sheet.table(table.without_empty_columns()).space();
    let names = view.without_data();
    if !all && !names.is_empty() {
        sheet.say(move |words| words.without_data(None, false, &names)).space();
    }
    view.flags_told(&mut sheet);
    view.foot(&mut sheet);
    sheet
}

pub(crate) fn table_row(judged: &Judged<'_>) -> Vec<Cell> {
    let indicator = judged.indicator();
    let finding = judged.finding;
    let digits = judged.digits();
    let name = Cell::Name(name_of(indicator));
    let name = if indicator.responsible.is_empty() {
        name
    } else {
        name.above(Cell::Names(indicator.responsible.clone()))
    };
    vec![
        name,
        digits.target_cell(),
        digits.actual_cell(),
        digits.gap_cell(),
        digits.need_cell(),
        Cell::of(finding.arrival, Cell::Month),
        judged.verdict_cell(),
    ]
}

/// Where a finding stands: short of the target (0), the largest gap relative to the target's size first; then those
/// that meet it (1); then those without a gap (2).
pub(crate) fn place(judged: &Judged<'_>) -> (u8, Option<Number>) {
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
