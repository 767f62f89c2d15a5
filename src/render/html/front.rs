//! Several plans at a glance: one row per plan.

use maud::{Markup, html};

use crate::{
    lang::Words,
    report::{
        Judged, StatusView,
        rollup::{of_views, order::verdict_rank},
        stage::Occasion,
        title_of,
    },
    table::Heading,
};

use super::{
    figures::{Grid, cell, count},
    heat,
    nav::Anchor,
    parts::{self, bidi_isolated, name, text},
};

/// The plans, and their totals.
pub fn front(views: &[StatusView<'_>], anchor: &Anchor, words: Words) -> Markup {
    type Row<'a> = StatusView<'a>;
    let all = of_views(views);
    let lacking: usize = views.iter().map(|view| view.lacking_data().count()).sum();
    let foot = html! {
        tfoot {
            tr {
                th scope="row" colspan="4" {
                    (words.pick("All plans", "全部规划"))
                    span.pc-sub { (assessed(all.assessed(), all.total, words)) }
                }
                td.pc-bars { (parts::stack(&all.counts, words)) }
                td { (heat::worst(all.worst(), words)) }
                td { (count(lacking)) }
            }
        }
    };
    let plan = |row: &Row<'_>| {
        html! {
            a href=(Anchor::plan(row.plan).link()) { (name(&title_of(row.plan), words)) }
            @if let Some(document) = &row.plan.document { span.pc-sub { (bidi_isolated(document)) } }
        }
    };
    let verdicts = |row: &Row<'_>| {
        let own = of_views(std::slice::from_ref(row));
        html! {
            (parts::stack(&own.counts, words))
            span.pc-sub { (assessed(own.assessed(), own.total, words)) }
        }
    };
    let caption = words.pick("The plans of this report", "本报告所含规划");
    Grid::of([(None, views.iter().collect())], words)
        .column(Heading::Plan, plan)
        .column(Heading::Region, |row| bidi_isolated(row.region()))
        .column(Heading::Period, |row| text(&words.period(row.plan.period)))
        .column(Heading::Elapsed, |row| elapsed(row, words))
        .classed("pc-bars", Heading::Verdicts, verdicts)
        .column(Heading::Furthest, |row| furthest(row, words))
        .column(Heading::NoData, |row| without_data(row, words))
        .draw(anchor, "pc-front pc-quiet", caption, foot)
}

/// Months elapsed, their share, and the final figures still lacking.
fn elapsed(view: &StatusView<'_>, words: Words) -> Markup {
    let Occasion { elapsed, months, .. } =
        Occasion::of(view.plan.period, view.plan.calendar, view.as_of, None);
    let lacking = view.lacking();
    html! {
        (words.percent_of(elapsed, months))
        span.pc-sub { (text(&words.months_of(elapsed, months))) }
        @if view.is_closed() { span.pc-sub { (words.pick("closed", "已到期")) } }
        @if lacking > 0 {
            span.pc-sub { (say!(words, "{lacking} lack their final figure", "{lacking}项终值未出")) }
        }
    }
}

fn assessed(count: usize, total: usize, words: Words) -> Markup {
    html! { data value=(count) { (text(&words.assessed_of(count, total))) } }
}

/// The worst verdict, and of equal ones the largest shortfall.
fn worst<'a>(view: &StatusView<'a>) -> Option<Judged<'a>> {
    let behind = view.judged().filter(|it| {
        let verdict = it.finding.verdict;
        verdict.is_graded() && !verdict.is_on_track()
    });
    behind.min_by_key(|it| (verdict_rank(it.finding.verdict), it.gap_place()))
}

fn furthest(view: &StatusView<'_>, words: Words) -> Markup {
    match worst(view) {
        Some(worst) => html! {
            (heat::link(&worst, words))
            span.pc-sub {
                (parts::chip(worst.finding.verdict, false, words))
                " " (cell(&worst.digits().gap_cell(), words))
            }
        },
        None if view.judged().any(|it| it.finding.verdict.is_graded()) => {
            html! { span.pc-note { (words.pick("nothing behind", "均未滞后")) } }
        }
        None => heat::worst(None, words),
    }
}

/// How many lack data, with their names folded.
fn without_data(view: &StatusView<'_>, words: Words) -> Markup {
    let lacking = view.lacking_data().count();
    if lacking == 0 {
        return count(0);
    }
    html! {
        details.pc-names {
            summary { (count(lacking)) }
            (heat::links(view.lacking_data(), words))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::Verdict;
    use crate::fixtures::{number, sample};

    const EN: Words = Words { lang: crate::lang::Lang::En, ascii: false };

    #[test]
    fn a_plan_is_one_row_with_its_worst_indicator() {
        let sample = sample();
        let view = sample.view();
        let elapsed = elapsed(&view, EN).into_string();
        assert!(elapsed.starts_with("100%") && elapsed.contains("12 of 12"), "{elapsed}");
        assert!(view.is_closed());
        assert_eq!((view.lacking(), of_views(std::slice::from_ref(&view)).total), (7, 8));
        let worst = worst(&view).unwrap();
        assert_eq!(worst.indicator().id, "industrial-growth");
        assert_eq!(worst.finding.verdict, Verdict::Missed);
        let ids: Vec<_> = view.lacking_data().map(|it| &it.indicator().id).collect();
        assert_eq!(ids, ["wicked", "museum"]);
    }

    #[test]
    fn of_equal_verdicts_the_larger_shortfall_is_worse() {
        let mut sample = sample();
        // −1.0 of 5 against −13.5 of 7500.
        sample.assessment.findings[2].verdict = Verdict::Missed;
        sample.assessment.findings[2].gap = Some(number("-13.5"));
        assert_eq!(worst(&sample.view()).unwrap().indicator().id, "industrial-growth");
        sample.assessment.findings[2].gap = Some(number("-7000"));
        assert_eq!(worst(&sample.view()).unwrap().indicator().id, "digital-workers");
    }

    #[test]
    fn where_nothing_is_behind_nothing_is_worst() {
        let mut sample = sample();
        for finding in &mut sample.assessment.findings {
            finding.verdict = Verdict::NoData;
            finding.actual = None;
        }
        assert!(worst(&sample.view()).is_none());
        assert_eq!(sample.view().lacking_data().count(), 8);
        assert_eq!(of_views(&[sample.view(), sample.view()]).total, 16);
    }
}
