//! The top of the page: its subject, the time elapsed, the verdict counts, the best and worst indicators.

use maud::{Markup, html};

use crate::{
    assess::{Flag, Verdict},
    lang::Words,
    report::{Judged, Scope, StatusView, Tally, stage::Occasion},
    table::{Heading, Name},
};

use super::{
    blocks, heat,
    page::{PageView, PlanPage},
    parts::{self, bidi_isolated, name, text},
    rows,
};

pub fn header(view: &PageView<'_>, title: &Name, words: Words) -> Markup {
    html! {
        header.pc-head id="top" {
            p.pc-kind {
                (words.pick("Plan progress report", "规划实施评估报告"))
                @if let Some(as_of) = view.plans.first().map(|plan| plan.stage.occasion.as_of) { " · " (words.as_of(as_of)) }
            }
            h1 { (name(title, words)) }
            @if let [plan] = view.plans.as_slice() {
                (facts(plan, words))
            }
        }
    }
}

/// Region, period, document and issuer of a plan, and the time elapsed.
pub fn facts(plan: &PlanPage<'_>, words: Words) -> Markup {
    let it = plan.plan();
    let Occasion { elapsed, months, .. } = plan.stage.occasion;
    html! {
        dl.pc-about {
            (parts::fact(Heading::Region.text(words), bidi_isolated(plan.stage.status.region())))
            (parts::fact(Heading::Period.text(words), text(&words.period(it.period))))
            @if let Some(document) = &it.document {
                (parts::fact(words.pick("Document", "文号"), bidi_isolated(document)))
            }
            @if let Some(issuer) = &it.issuer {
                (parts::fact(Heading::Issuer.text(words), bidi_isolated(issuer)))
            }
            div.pc-elapsed {
                dt { (words.pick("Time elapsed", "规划期时间进度")) }
                dd {
                    (text(&words.commas([words.months_of(elapsed, months), words.percent_of(elapsed, months)])))
                    (elapsed_bar(elapsed, months))
                }
            }
        }
    }
}

/// The share of time as a thin bar; the words beside it say the same.
fn elapsed_bar(elapsed: i32, months: i32) -> Markup {
    html! {
        svg.pc-thin viewBox={ "0 0 " (months) " 1" } preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.pc-rail width=(months) height="1" {}
            rect.pc-gone width=(elapsed) height="1" {}
        }
    }
}

/// The verdict counts of a plan, and its best and worst indicators.
pub fn overview(plan: &PlanPage<'_>, words: Words) -> Markup {
    let extremes = Extremes::of(&plan.stage.status);
    html! {
        (balance(&extremes, words))
        (verdicts(&plan.stage.status.tallies(), words))
        @for note in plan.stage.status.state() { p.pc-note { (text(&note.said(words))) } }
        (foremost(&extremes, words))
    }
}

/// Three numbers: on course, behind, not assessed.
fn balance(extremes: &Extremes<'_>, words: Words) -> Markup {
    let all = extremes.on_course + extremes.behind + extremes.not_judged;
    let numbers = [
        (
            "on-course",
            extremes.on_course,
            words.pick("on track or better", "达到预期"),
            Verdict::OnTrack,
        ),
        ("behind", extremes.behind, words.pick("behind", "滞后"), Verdict::Missed),
        (
            "not-judged",
            extremes.not_judged,
            words.pick("not assessed", "尚不能评估"),
            Verdict::NotAssessable,
        ),
    ];
    html! {
        ul.pc-balance {
            @for (key, count, label, like) in numbers {
                li class=(parts::verdict_class(like)) {
                    span.pc-big { (parts::exact(key, &count.to_string(), count)) }
                    " " span { (label) }
                }
            }
        }
        p.pc-note { (words.assessed_of(extremes.on_course + extremes.behind, all)) }
    }
}

/// Verdict counts: a bar and its words for all, and for 约束性 and 预期性.
pub fn verdicts(tallies: &[Tally], words: Words) -> Markup {
    html! {
        @for tally in tallies {
            div.pc-tally data-scope=(tally.scope.word()) {
                @if tallies.len() > 1 || tally.scope != Scope::All {
                    p.pc-scope {
                        (tally.scope.text(words)) " "
                        (parts::exact("total", &tally.total.to_string(), tally.total))
                    }
                }
                (parts::bar(&tally.counts, words))
                ul.pc-key {
                    @for (verdict, count) in &tally.counts {
                        li {
                            (parts::chip(*verdict, false, words)) " "
                            (parts::exact(verdict.word(), &count.to_string(), count))
                        }
                    }
                }
            }
        }
    }
}

/// The three worst and the three best.
fn foremost(extremes: &Extremes<'_>, words: Words) -> Markup {
    if extremes.behind + extremes.on_course == 0 {
        return html! { p.pc-note { (words.pick("Nothing could be assessed yet.", "尚无可评估的指标。")) } };
    }
    let lists = [
        (
            words.pick("Furthest behind", "进展最慢"),
            (&extremes.worst, extremes.behind),
            words.pick("No assessed indicator is behind.", "可评估的指标均未滞后。"),
        ),
        (
            words.pick("Furthest ahead", "进展最好"),
            (&extremes.best, extremes.on_course),
            words.pick("No assessed indicator is on track.", "可评估的指标均未达到预期。"),
        ),
    ];
    html! {
        div.pc-foremost {
            @for (label, (list, of), none) in lists {
                div {
                    p.pc-scope {
                        (label)
                        @if of > 0 { " " span.pc-of { (words.of(list.len(), of)) } }
                    }
                    @if list.is_empty() {
                        p.pc-note { (none) }
                    } @else {
                        ol {
                            @for judged in list { li { (one(judged, words)) } }
                        }
                    }
                }
            }
        }
    }
}

fn one(judged: &Judged<'_>, words: Words) -> Markup {
    let finding = judged.finding;
    let row = judged.digits();
    html! {
        (heat::link(judged, words))
        span.pc-gist {
            (parts::chip(finding.verdict, finding.flags.contains(&Flag::Early), words))
            @for figure in [rows::gap(&row), rows::ratio(&row)] {
                @if let Some(exact) = figure.exact.as_ref().filter(|_| !figure.cell.is_empty()) {
                    span.pc-figure {
                        (figure.heading.text(words)) " "
                        (parts::exact(figure.key, exact, blocks::cell(&figure.cell, words)))
                    }
                }
            }
        }
    }
}

/// What each verdict means.
pub fn legend(words: Words) -> Markup {
    html! {
        h2 { (words.pick("What the verdicts mean", "评估结果说明")) }
        dl.pc-legend {
            @for &verdict in Verdict::ALL {
                div {
                    dt { (parts::chip(verdict, false, words)) }
                    dd { (verdict.meaning(words)) }
                }
            }
        }
    }
}

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
        let behind = worst.len();
        let on_course = best.len();
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
