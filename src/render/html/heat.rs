//! Indicators in groups: responsible units by the verdicts of their indicators, and the sections of the document.

use maud::{Markup, html};

use crate::{
    assess::{Verdict, trace::rollup::Rollup},
    lang::Words,
    record::each,
    report::{
        Judged, Scope, StatusView,
        rollup::{By, Common, Group, Order, Rollups, of_views, order::verdict_rank},
    },
    table::Heading,
};

use super::{
    figures::{self, boxed, count},
    nav::Anchor,
    parts::{self, bidi_isolated, name, plain, text},
};

/// The darkest of the shades, for all indicators of a unit.
const DARKEST: usize = 4;

const LEADS: [&str; 2] = ["Named first", "列首位"];

/// The units, the worst first and those without a name last, and what all indicators come to.
pub struct Heat<'a> {
    pub units: Vec<Group<'a>>,
    pub all: Rollup,
}

impl<'a> Heat<'a> {
    pub fn of(views: &[StatusView<'a>]) -> Self {
        let rollups = Rollups::new(views, By::Responsible, &Order::OF_PLANS);
        let mut units = rollups.groups.clone();
        units.sort_by_key(|unit| {
            let worst = unit.rollup.worst();
            let behind = Verdict::ALL
                .iter()
                .rev()
                .copied()
                .filter(|verdict| verdict.is_graded() && !verdict.is_on_track());
            let behind = each(behind, |verdict| std::cmp::Reverse(unit.rollup.count(verdict)));
            (unit.common.word().is_none(), worst.is_none(), worst.map(verdict_rank), behind)
        });
        Self { units, all: of_views(views) }
    }

    /// The verdicts that occur, best first.
    pub fn verdicts(&self) -> impl DoubleEndedIterator<Item = Verdict> {
        self.all.counts.iter().map(|(verdict, _)| *verdict)
    }

    /// The counts of all units together.
    pub fn counted(&self) -> usize {
        self.units.iter().map(|unit| unit.rollup.total).sum()
    }

    fn names_units(&self) -> bool {
        self.units.iter().any(|unit| unit.common.word().is_some())
    }

    /// Is any unit named behind another one?
    fn has_leads(&self) -> bool {
        self.units.iter().any(|unit| leads(unit).is_some_and(|leads| leads != unit.rollup.total))
    }
}

/// For how many of its indicators a unit is named first.
fn leads(unit: &Group<'_>) -> Option<usize> {
    let Common::Unit(Some(name)) = &unit.common else { return None };
    let first = |it: &&Judged<'_>| it.indicator().responsible.first() == Some(name);
    Some(unit.judged().filter(first).count())
}

/// How dark a cell is: in steps of the unit's indicators, and never nothing for something.
fn shade(unit: &Group<'_>, verdict: Verdict) -> usize {
    (unit.rollup.count(verdict) * DARKEST).div_ceil(unit.rollup.total.max(1))
}

/// The grid: in every cell a count that links to the names.
pub fn heat(view: &Heat<'_>, anchor: &Anchor, words: Words) -> Markup {
    if !view.names_units() {
        return html! { p.pc-note { (words.pick(
            "No indicator of the plan names a responsible unit.",
            "规划未列明指标的责任单位。",
        )) } };
    }
    let grid = Grid { view, words, anchor, leads: view.has_leads() };
    let counted = view.counted();
    let of = view.all.total;
    let body = html! {
        tbody { @for (place, row) in view.units.iter().enumerate() { (grid.row(place, row)) } }
        tfoot { (grid.sums()) }
    };
    let caption =
        words.pick("Responsible units by verdict of their indicators", "各责任单位指标评估结果");
    html! {
        (boxed(anchor, "pc-heat pc-quiet", caption, grid.head(), body))
        p.pc-note {
            (words.pick(
                "The darker a cell, the larger its share of the unit's indicators. A number links to the names.",
                "颜色越深，占该单位指标的比重越大。点击数字可见指标名称。",
            ))
            @if grid.leads { " " (words.pick(
                "Named first: indicators for which the document names this unit first.",
                "列首位：文件将该单位列在责任单位首位的指标数。",
            )) }
            @if counted > of { " " (text(&By::Responsible.overlap(counted, of, words))) }
        }
    }
}

/// The name of an indicator, linked to its row.
pub fn link(judged: &Judged<'_>, words: Words) -> Markup {
    let row = Anchor::indicator(judged.plan, &judged.indicator().id);
    html! { a href=(row.link()) { (name(&judged.name(), words)) } }
}

pub fn links<'a>(all: impl Iterator<Item = Judged<'a>>, words: Words) -> Markup {
    html! { ul.pc-links { @for judged in all { li { (link(&judged, words)) } } } }
}

fn with<'a>(unit: &Group<'a>, verdict: Verdict) -> impl Iterator<Item = Judged<'a>> {
    unit.judged().copied().filter(move |it| it.finding.verdict == verdict)
}

struct Grid<'v> {
    view: &'v Heat<'v>,
    words: Words,
    anchor: &'v Anchor,
    leads: bool,
}

impl Grid<'_> {
    fn head(&self) -> Markup {
        let words = self.words;
        html! {
            tr {
                th scope="col" { (Heading::Responsible.text(words)) }
                th.pc-num scope="col" { (Heading::Indicators.text(words)) }
                @if self.leads {
                    th.pc-num scope="col" { (self.words.lang.pick(LEADS)) }
                }
                th scope="col" { (Heading::Worst.text(words)) }
                @for verdict in self.view.verdicts() {
                    th class={ "pc-field pc-sign " (parts::verdict_class(verdict)) } scope="col" {
                        (verdict.text(words))
                    }
                }
                th scope="col" { (Heading::Indicator.text(words)) }
            }
        }
    }

    /// The name of a row.
    fn called(&self, row: &Group<'_>) -> String {
        let name = row.common.called(self.words);
        match &row.of {
            None => name.to_owned(),
            Some(of) => format!("{of} {name}"),
        }
    }

    fn row(&self, place: usize, row: &Group<'_>) -> Markup {
        let words = self.words;
        let called = self.called(row);
        let own = self.anchor.within(&place.to_string());
        html! {
            tr {
                th scope="row" {
                    @match row.common.word() {
                        Some(_) => (bidi_isolated(&called)),
                        None => span.pc-note { (text(&called)) },
                    }
                }
                td.pc-num data-label=(Heading::Indicators.text(words)) { (count(row.rollup.total)) }
                @if self.leads {
                    td.pc-num data-label=(words.lang.pick(LEADS)) { @if let Some(first) = leads(row) { (count(first)) } }
                }
                td data-label=(Heading::Worst.text(words)) { (worst(row.rollup.worst(), words)) }
                @for verdict in self.view.verdicts() {
                    (self.field(row, verdict, &called, &own))
                }
                td {
                    details.pc-names {
                        summary { (text(&words.indicators(row.rollup.total))) }
                        @for verdict in self.view.verdicts().rev() {
                            @if row.rollup.count(verdict) > 0 {
                                div id=(own.within(verdict.word())) tabindex="-1" {
                                    (parts::chip(verdict, false, words))
                                    (links(with(row, verdict), words))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// One cell: it always has the number, which the shade only repeats.
    fn field(&self, row: &Group<'_>, verdict: Verdict, called: &str, own: &Anchor) -> Markup {
        let found = row.rollup.count(verdict);
        if found == 0 {
            return html! { td.pc-field.pc-none { (count(0)) } };
        }
        let class =
            format!("pc-field pc-shade{} {}", shade(row, verdict), parts::verdict_class(verdict));
        // Screen readers read a cell without its headers: `市科技局: 3 missed`.
        let said =
            plain(&format!("{called}{}{}", self.words.colon(), self.words.counted(verdict, found)));
        html! {
            td class=(class) data-label=(verdict.text(self.words)) {
                a href=(own.within(verdict.word()).link()) aria-label=(said) { (count(found)) }
            }
        }
    }

    /// Totals, which count every indicator once.
    fn sums(&self) -> Markup {
        let all = &self.view.all;
        html! {
            tr {
                th scope="row" { (Scope::All.text(self.words)) }
                td.pc-num { (count(all.total)) }
                @if self.leads { td {} }
                td { (worst(all.worst(), self.words)) }
                @for verdict in self.view.verdicts() { td.pc-field { (count(all.count(verdict))) } }
                td {}
            }
        }
    }
}

/// The worst verdict, or a note that none was assessed.
pub fn worst(verdict: Option<Verdict>, words: Words) -> Markup {
    if let Some(verdict) = verdict {
        return parts::chip(verdict, false, words);
    }
    html! { span.pc-note { (words.pick("none assessed", "均未评估")) } }
}

/// One row per group: its indicators, counted by verdict, and their names.
pub fn sections(rollups: &Rollups<'_, '_>, anchor: &Anchor, words: Words) -> Markup {
    type Row<'a> = Group<'a>;
    let head = match rollups.groups.first().map(|group| &group.common) {
        Some(Common::Plan(_)) => Heading::Plan,
        Some(Common::Unit(_)) => Heading::Responsible,
        Some(Common::Verdict(_)) => Heading::Verdict,
        Some(Common::Section(_)) | None => Heading::Section,
    };
    let called = |group: &Row<'_>| match group.common.word() {
        Some(called) => bidi_isolated(called),
        None => text(group.common.called(words)),
    };
    let names = |group: &Row<'_>| {
        html! {
            ul.pc-links {
                @for judged in group.judged() {
                    li class={ "pc-sign " (parts::verdict_class(judged.finding.verdict)) } {
                        (link(judged, words))
                    }
                }
            }
        }
    };
    figures::Grid::of([(None, rollups.groups.iter().collect())], words)
        .column(head, called)
        .number(Heading::Indicators, |group| count(group.rollup.total))
        .classed("pc-bars", Heading::Verdicts, |group| parts::stack(&group.rollup.counts, words))
        .column(Heading::Indicator, names)
        .draw(anchor, "pc-groups pc-quiet", head.text(words), html! {})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{Sample, sample};

    /// The sample with three units; the last two indicators name nobody.
    fn with_units() -> Sample {
        let mut sample = sample();
        for (index, units) in [
            &["甲局", "乙局"][..], // missed
            &["乙局"],             // ahead
            &["丙局"],             // achieved
            &["乙局", "丙局"],     // at-risk
            &["丁局", "甲局"],     // regressing
            &["丙局"],             // not-assessable
            &[],
            &[],
        ]
        .into_iter()
        .enumerate()
        {
            sample.plan.indicators[index].responsible =
                units.iter().map(|it| (*it).to_owned()).collect();
        }
        sample
    }

    fn told(heat: &Heat<'_>) -> Vec<String> {
        let rows = heat.units.iter().map(|row| {
            let counts: Vec<String> =
                heat.verdicts().map(|it| row.rollup.count(it).to_string()).collect();
            format!(
                "{} {} {} {:?} {}",
                row.common.word().unwrap_or("-"),
                row.rollup.total,
                row.rollup.worst().map_or("-", Verdict::word),
                leads(row),
                counts.join(" ")
            )
        });
        rows.collect()
    }

    #[test]
    fn the_worst_unit_stands_first_and_nobody_last() {
        let sample = with_units();
        let heat = Heat::of(&[sample.view()]);
        assert_eq!(
            heat.verdicts().map(Verdict::word).collect::<Vec<_>>(),
            ["achieved", "ahead", "at-risk", "regressing", "missed", "not-assessable", "no-data"]
        );
        assert_eq!(
            told(&heat),
            [
                "甲局 2 missed Some(1) 0 0 0 1 1 0 0",
                "乙局 3 missed Some(2) 0 1 1 0 1 0 0",
                "丁局 1 regressing Some(1) 0 0 0 1 0 0 0",
                "丙局 3 at-risk Some(2) 1 0 1 0 0 1 0",
                "- 2 - None 0 0 0 0 0 0 2",
            ]
        );
        assert_eq!((heat.counted(), heat.all.total), (11, 8));
        assert!(heat.names_units() && heat.has_leads());
    }

    #[test]
    fn every_place_has_its_indicators_and_its_shade() {
        let sample = with_units();
        let heat = Heat::of(&[sample.view()]);
        for row in &heat.units {
            for verdict in heat.verdicts() {
                assert_eq!(with(row, verdict).count(), row.rollup.count(verdict));
                let empty = row.rollup.count(verdict) == 0;
                assert_eq!(shade(row, verdict) == 0, empty);
                assert!(shade(row, verdict) <= DARKEST);
            }
        }
        let second = &heat.units[1];
        assert_eq!(shade(second, Verdict::Missed), 2); // a third of three, in quarters
        let ids: Vec<&str> = [Verdict::Missed, Verdict::AtRisk, Verdict::Ahead]
            .iter()
            .flat_map(|verdict| with(second, *verdict))
            .map(|it| it.indicator().id.as_str())
            .collect();
        assert_eq!(ids, ["industrial-growth", "valid-invention-patents", "strong-base-projects"]);
    }

    #[test]
    fn without_units_there_is_nothing_to_say() {
        let mut sample = sample();
        for indicator in &mut sample.plan.indicators {
            indicator.responsible.clear();
        }
        let heat = Heat::of(&[sample.view()]);
        assert_eq!(heat.units.len(), 1);
        assert!(!heat.names_units() && !heat.has_leads());
        let nothing = [sample.view().with_findings(Vec::new())];
        let heat = Heat::of(&nothing);
        assert!(heat.units.is_empty() && !heat.names_units());
        assert_eq!(heat.counted(), 0);
    }
}
