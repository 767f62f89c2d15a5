//! The screen of `status` and `gap`: the answer in a line, then one line an indicator.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::{
    actuals::Mark,
    assess::{Flag, Verdict},
    lang::{HARD_SPACE, Words},
    plan::called::Spellings,
    record::each,
    report::{
        Block, Judged, Line as Kind, Look, Note, Sentence, Sheet, StatusView, Tally, distinct,
        grouped,
        indicators::Line,
        rollup::order::verdict_rank,
        row::{named_sources, sources_of},
        shown::{Digits, figure_cell, need_heading},
        spark, title_of,
    },
    table::{Cell, Column, Heading, Table},
    words::{Lang, joined},
};

/// From this width on there is room for what narrower screens only mark.
const WIDE: usize = 98;

/// The letters of what qualifies an actual.
const MARKS: [(&str, Flag); 6] = [
    ("?", Flag::Doubtful),
    ("p", Flag::Provisional),
    ("~", Flag::Approximate),
    ("s", Flag::Stale),
    ("m", Flag::MethodSensitive),
    ("w", Flag::Aspirational),
];

/// That of a series that is not what it was.
const BROKEN: &str = "b";

/// What is asked for.
#[derive(Clone, Copy)]
pub struct Screen {
    pub look: Look,
    /// Are the rows under their verdicts, the worst first?
    pub by_verdict: bool,
    /// Are there rows without data?
    pub all: bool,
}

/// Rows with something in common, below their head.
pub type Part<'a> = (Option<Note>, Vec<Judged<'a>>);

impl<'a> StatusView<'a> {
    /// The page of one plan.
    pub fn screen(&self, of: Screen) -> Sheet {
        let mut sheet = Sheet::default();
        self.top(&mut sheet);
        // Where filters leave nothing there is nothing to count.
        for tally in self.tallies().into_iter().filter(|tally| tally.total > 0) {
            let settled = self.judged().filter(|it| {
                let binding = it.indicator().binding;
                it.finding.verdict == Verdict::Achieved
                    && !is_pending(it)
                    && tally.scope.counts(binding)
            });
            let settled = settled.count();
            sheet.line(Kind::Group, move |words| answer(&tally, settled, words));
        }
        self.weighed(&mut sheet);
        let rows = each(self.judged(), |it| it);
        let parts = if of.by_verdict { by_verdict(rows) } else { vec![(None, rows)] };
        self.lines(of, parts, false, &mut sheet);
        sheet
    }

    /// The page of one plan in a workbook: every indicator with its responsible units and sources.
    pub fn reading(&self, look: Look, all: bool) -> Sheet {
        let mut sheet = Sheet::default();
        self.head(&mut sheet);
        sheet.notes(self.tallies());
        self.weighed(&mut sheet);
        let shown = self.judged().filter(|it| all || it.finding.verdict != Verdict::NoData);
        let rows = each(shown, Judged::digits);
        let need = Column::number(need_heading(rows.iter().map(|it| **it)));
        let table = Table::of(rows)
            .number(Heading::Number, |it| Cell::Count(it.finding.indicator + 1))
            .prose(Heading::Indicator, |it| it.name())
            .number(Heading::Target, Digits::target_cell)
            .number(Heading::Actual, Digits::actual)
            .word(Heading::Period, |it| it.finding.actual.as_ref().map(|it| it.period))
            .number(Heading::VsTarget, Digits::gap_cell);
        let table = match look {
            Look::Status => table.number(Heading::Ratio, |it| it.ratio()),
            Look::Gap => table
                .column(need, Digits::need_cell)
                .word(Heading::Arrival, |it| it.finding.arrival),
        };
        let table = table
            .word(Heading::Verdict, |it| it.verdict_cell())
            .prose(Heading::Note, |it| it.verdict_cell())
            .prose(Heading::Responsible, |it| it.indicator().responsible.clone())
            .prose(Heading::Source, |it| named_sources(sources_of(it)));
        sheet.spaced(table.table());
        if let Some(lacking) = self.without_data().filter(|_| !all) {
            sheet.space().note(lacking);
        }
        self.flags_told(&mut sheet);
        self.foot(&mut sheet);
        sheet
    }

    /// Title, region, period, as-of date, and whether it is closed.
    pub fn top(&self, sheet: &mut Sheet) {
        let (id, title) = (self.plan.id.clone(), title_of(self.plan));
        let (region, period, as_of) = (self.region().to_owned(), self.plan.period, self.as_of);
        sheet.line(Kind::Top, move |words| words.titled(&id, words.name(&title)));
        sheet.say(move |words| {
            let as_of = say!(words, "as of {as_of}", "评估日期{as_of}");
            words.commas([&region, &words.period(period), &as_of])
        });
        sheet.notes(self.state());
    }

    /// The rows, what their marks mean, and what to ask next. `several`: they may be of several plans.
    pub fn lines(&self, of: Screen, parts: Vec<Part<'a>>, several: bool, sheet: &mut Sheet) {
        let (mut rows, mut heads, mut hidden) = (Vec::new(), Vec::new(), 0);
        for (head, part) in parts {
            let before = rows.len();
            let is_hidden = |it: &Judged<'_>| !of.all && it.finding.verdict == Verdict::NoData;
            let (without, part): (Vec<_>, Vec<_>) = part.into_iter().partition(is_hidden);
            hidden += without.len();
            rows.extend(part);
            if rows.len() > before || !of.by_verdict {
                heads.extend(head.map(|head| (before, head)));
            }
        }
        sheet.space();
        if rows.is_empty() && hidden == 0 {
            sheet.note(Sentence::Nothing);
        }
        sheet.blocks.push(Block::Lines(self.one_line_each(of, &rows, several), heads));
        let typed = self.typed.as_ref().filter(|_| !several);
        let call = |command: &str, it: &Judged<'_>, rest: &str| {
            let plan = typed.unwrap_or(&it.plan.id);
            unbroken(&format!("plancheck {command} {}{rest}", quoted(plan)))
        };
        if hidden > 0 {
            let fill =
                self.judged().next().filter(|_| !several).map(|it| call("template", &it, ""));
            sheet.line(Kind::Graded(Verdict::NoData), move |words| {
                let head = headed(Verdict::NoData, "", hidden, words);
                let list = say!(words, "--verdict no-data lists them", "--verdict no-data 列出");
                let next = words.semicolons([Some(list), fill.clone()].into_iter().flatten());
                format!("{head}{}{next}", words.colon())
            });
        }
        let Some(first) = rows.first() else { return };
        let graded = rows.iter().map(|it| it.finding.verdict).filter(|_| !of.by_verdict);
        let graded = distinct(graded);
        let marked: BTreeSet<_> = rows.iter().flat_map(marks).collect();
        sheet.space();
        if !graded.is_empty() {
            sheet.line(Kind::Counts, move |words| {
                legend(graded.iter().map(|it| (words.verdict_sign(*it), it.text(words))))
            });
        }
        if !marked.is_empty() {
            sheet.line(Kind::Counts, move |words| {
                legend(marked.iter().map(|(letter, texts)| (*letter, words.lang.pick(*texts))))
            });
        }
        let number = format!(" {}{}", first.finding.indicator + 1, self.options);
        let [why, years] = ["explain", "trend"].map(|command| call(command, first, &number));
        sheet.line(Kind::Counts, move |words| {
            say!(
                words,
                "Why?{HARD_SPACE}{why}  Years:{HARD_SPACE}{years}",
                "理由：{why}  历年：{years}"
            )
        });
    }

    fn one_line_each(&self, of: Screen, rows: &[Judged<'a>], several: bool) -> Table {
        let plans = distinct(rows.iter().map(|it| &it.plan.id));
        let spellings = each(&plans, |id| {
            let plan = rows.iter().map(|it| it.plan).find(|plan| plan.id == **id);
            plan.map(Spellings::of).map(Arc::new)
        });
        let most = rows.iter().map(|it| it.plan.indicators.len()).max().unwrap_or_default();
        let digits = most.to_string().len();
        let called = |it: &Digits<'_>| {
            let of_plan = plans.iter().position(|id| **id == it.plan.id);
            let spellings = of_plan.and_then(|plan| spellings[plan].clone());
            let id = it.indicator().id.clone();
            spellings.map(|spellings| Cell::Called(it.name(), id, spellings))
        };
        let need = need_heading(rows.iter().copied());
        let lines = rows.iter().flat_map(|it| Line::of(*it, self.with_members));
        let table = Table::of(lines)
            .own(Column::number(Heading::Number), |it| {
                Cell::Place(it.finding.verdict, !of.by_verdict, it.finding.indicator + 1, digits)
            })
            .named(called)
            .target()
            .number(Heading::Actual, |line| match line {
                Line::Indicator(it) => it.actual().map(|value| {
                    let doubtful = it.finding.flags.contains(&Flag::Doubtful);
                    if doubtful { Cell::Doubted(value) } else { Cell::Number(value) }
                }),
                Line::Member(member, _, edges) => Some(figure_cell(edges, member.actual.as_ref())),
            })
            .column(Column::word(Heading::Period).optional(), |line| {
                let actual = match line {
                    Line::Indicator(it) => it.finding.actual.as_ref(),
                    Line::Member(member, ..) => member.actual.as_ref(),
                };
                actual.map(|it| it.period)
            })
            .word(Heading::Marks, |line| match line {
                Line::Indicator(it) => {
                    Cell::text(marks(it).into_iter().map(|(letter, _)| letter).collect::<String>())
                }
                Line::Member(member, ..) => Cell::met(member.met),
            });
        let table = if self.with_history {
            table.own(Column::word(Heading::History), |it| Cell::History(spark::of(it)))
        } else {
            table
        };
        let table = table.own(Column::number(Heading::VsTarget), Digits::gap_cell);
        let table = match of.look {
            Look::Status => table
                .own(Column::number(Heading::Ratio).optional(), |it| it.ratio())
                .own(Column::word(Heading::DoneOfDue).from(WIDE), |it| it.progress_cell())
                .own(Column::prose(Heading::Note).from(WIDE), |it| it.verdict_cell()),
            Look::Gap => table
                .own(Column::number(need), Digits::need_cell)
                .own(Column::word(Heading::Arrival).from(WIDE), |it| it.finding.arrival)
                .own(Column::prose(Heading::Responsible).from(WIDE), |it| {
                    it.indicator().responsible.clone()
                }),
        };
        let table = if several {
            table.own(Column::word(Heading::Plan), |it| it.plan.id.as_str())
        } else {
            table
        };
        Table { one_line: true, ..table.table().without_empty_columns() }
    }
}

/// Is the deadline over, and its figure not in?
fn is_pending(it: &Judged<'_>) -> bool {
    it.finding.flags.contains(&Flag::Unclosed)
}

/// How many are met (`settled` by their final figures) or on the way to it, behind, or not judged.
fn answer(tally: &Tally, settled: usize, words: Words) -> String {
    let count = |of: &[Verdict]| -> usize {
        tally.counts.iter().filter(|(it, _)| of.contains(it)).map(|(_, count)| count).sum()
    };
    let good = count(&[Verdict::Achieved, Verdict::Ahead, Verdict::OnTrack]);
    let unjudged = [Verdict::NotAssessable, Verdict::NoData];
    let behind = tally.total - good - count(&unjudged);
    let mut parts = Vec::new();
    if good + behind > 0 {
        parts.push(say!(words,
            [if (settled > 0) "{good} on track or better ({settled} final)" else "{good} on track or better"],
            [if (settled > 0) "达到预期{good}（已定{settled}）" else "达到预期{good}"]));
        parts.push(say!(words, "{behind} behind", "滞后{behind}"));
    }
    let others = unjudged.map(|it| (it, count(&[it])));
    parts.extend(
        others.iter().filter(|(_, count)| *count > 0).map(|(it, count)| words.counted(*it, *count)),
    );
    tally.with(&words.commas(parts), words)
}

/// Rows under their verdicts, the worst first; those short of the target by most before others. What cannot be judged
/// stands under its reason.
pub fn by_verdict(mut rows: Vec<Judged<'_>>) -> Vec<Part<'_>> {
    rows.sort_by_cached_key(|it| {
        let verdict = it.finding.verdict;
        (verdict_rank(verdict), verdict.is_graded().then(|| it.gap_place()))
    });
    let groups = grouped(
        rows.into_iter().map(|it| ((it.finding.verdict, it.finding.reason, is_pending(&it)), it)),
    );
    let groups = groups.into_iter().map(|((verdict, reason, pending), rows)| {
        let count = rows.len();
        let head = Note::line(Kind::Graded(verdict), move |words| {
            let pending = pending.then(|| words.pick("final figure pending", "终值未出"));
            let why = reason.map(|reason| reason.text(words));
            headed(verdict, &words.commas(why.into_iter().chain(pending)), count, words)
        });
        (Some(head), rows)
    });
    groups.collect()
}

/// `✕ missed (1)`.
fn headed(verdict: Verdict, why: &str, count: usize, words: Words) -> String {
    let sign = words.verdict_sign(verdict);
    let verdict = words.commas([verdict.text(words), why].iter().filter(|it| !it.is_empty()));
    say!(words, "{sign} {verdict} ({count})", "{sign} {verdict}（{count}项）")
}

/// What qualifies an actual and its target: letters, and what they stand for.
fn marks(it: &Judged<'_>) -> Vec<(&'static str, [&'static str; 2])> {
    let both = [Lang::En, Lang::Zh];
    let flags = MARKS.iter().filter(|(_, flag)| it.finding.flags.contains(flag));
    let mut marks = each(flags, |(letter, flag)| (*letter, both.map(|lang| flag.text(lang))));
    if it.finding.actual.as_ref().is_some_and(|actual| actual.quality.has(Mark::Break)) {
        marks.push((BROKEN, both.map(|lang| Mark::Break.text(lang))));
    }
    marks
}

/// What signs stand for.
fn legend<'t>(signs: impl Iterator<Item = (&'t str, &'t str)>) -> String {
    joined(signs.map(|(sign, text)| unbroken(&format!("{sign} {text}"))), "  ")
}

/// As a shell takes it.
pub fn quoted(text: &str) -> String {
    let quote = if text.contains([' ', ';', '|', '&']) { "\"" } else { "" };
    format!("{quote}{text}{quote}")
}

/// On one line.
fn unbroken(text: &str) -> String {
    text.replace(' ', &HARD_SPACE.to_string())
}
