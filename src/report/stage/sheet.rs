//! The page: a summary where there are several plans, then each plan in numbered parts.

use std::cmp::Reverse;

use crate::{
    assess::{Flag, Method, Step, Verdict, trace::rules::RuleVerdict},
    lang::Words,
    period::Period,
    plan::Rule,
    report::{
        Judged, Line, Note, Sentence, Sheet, counted, rules, shown::is_allowance, tasks, title_of,
    },
    table::Name,
};

use super::{Counted, Group, GroupKind, Item, Stage, StagePart, StageView, Standing, Standings};

/// The marks of weak figures, in the order in which they are told, and what they mean in a few words.
#[rustfmt::skip] // a mark a line
const WEAK: [(Flag, [&str; 2]); 9] = [
    (Flag::Unclosed, ["Deadline over, final figure not in, assessed on the newest", "期限已过而终值未出、按最新数据评估的"]),
    (Flag::Stale, ["The next figure is late", "数据逾期未更新的"]),
    (Flag::Provisional, ["Preliminary or estimated figures", "使用初步数或推算数的"]),
    (Flag::Doubtful, ["Doubtful figures", "数据存疑的"]),
    (Flag::Approximate, ["Figures that are only approximate", "使用约数的"]),
    (Flag::Hole, ["Part of the period missing", "期内数据有缺口的"]),
    (Flag::Partial, ["Only part of the period known, and enough to decide", "仅有部分时段数据但足以判定的"]),
    (Flag::AfterDeadline, ["A figure after the deadline stands in", "以期限之后的数据代替的"]),
    (Flag::DerivedBaseline, ["Baseline found in the figures, not named by the plan", "规划未列基期值、由数据推定的"]),
];

/// The page of one report over any number of plans.
pub fn sheet(views: &[StageView<'_>], words: Words) -> Sheet {
    let mut sheet = Sheet::default();
    if let [first, _, ..] = views {
        summary(views, first.occasion.stage, words, &mut sheet);
    }
    for (index, view) in views.iter().enumerate() {
        if index > 0 || views.len() > 1 {
            sheet.space();
        }
        Page { view, words, sheet: &mut sheet, parts: 0 }.write();
    }
    sheet
}

/// What stands in front of several plans.
fn summary(views: &[StageView<'_>], stage: Stage, words: Words, sheet: &mut Sheet) {
    let total = Standings::of(views.iter().flat_map(|view| &view.standings));
    let plans = views.len();
    let counts = total.said(Counted::All, words);
    sheet.told(Line::Head, StagePart::Summary.heading(stage, 0, words)).space().told(
        Line::Plain,
        say!(words, "{plans} plans. {counts}", "本报告包括{plans}个规划（计划）。{counts}"),
    );
    for view in views {
        let counts = view.counted(|_| true).said(Counted::All, words);
        let plan = view.status.plan;
        let id = &plan.id;
        let stage = view.occasion.stage.text(words);
        let title = title_of(plan);
        let title = words.name(&title);
        sheet.told(
            Line::Plain,
            say!(
                words,
                "{id}, {title} ({stage}): {counts}",
                "{id}《{title}》（{stage}）：{counts}"
            ),
        );
    }
}

/// The page of one plan, as far as it is written.
struct Page<'p> {
    view: &'p StageView<'p>,
    words: Words,
    sheet: &'p mut Sheet,
    /// Parts so far.
    parts: usize,
}

impl Page<'_> {
    fn write(mut self) {
        self.head();
        self.overall();
        self.lists();
        self.data_gaps();
        self.amended();
        self.groups(GroupKind::Responsible, StagePart::Responsible);
        self.groups(GroupKind::Section, StagePart::Sections);
        self.tasks();
        self.rules();
        self.sheet.space();
        self.view.status.foot(self.sheet);
    }

    /// Adds a sentence.
    fn say(&mut self, said: impl FnOnce(Words) -> String) {
        self.sheet.told(Line::Plain, said(self.words));
    }

    /// Adds an entry of a list, by its place.
    fn item(&mut self, index: usize, said: impl FnOnce(Words) -> String) {
        self.sheet.told(Line::Item, format!("{}. {}", index + 1, said(self.words)));
    }

    fn part(&mut self, part: StagePart) {
        self.parts += 1;
        let heading = part.heading(self.view.occasion.stage, self.parts, self.words);
        self.sheet.space().told(Line::Head, heading);
    }

    fn head(&mut self) {
        let plan = self.view.status.plan;
        let occasion = self.view.occasion;
        self.sheet
            .note(Note::Title(plan.id.clone(), title_of(plan)))
            .told(Line::Plain, occasion.heading(self.words))
            .facts(plan, self.view.status.region())
            .told(Line::Plain, occasion.why_chosen(self.words));
    }

    fn overall(&mut self) {
        self.part(StagePart::Overall);
        let view = self.view;
        let occasion = view.occasion;
        // Nothing is filtered out: this is whether the plan is closed and what lacks its final figure.
        self.sheet.notes(view.status.state());
        if !occasion.is_closed() {
            self.say(|words| occasion.time_passed(words));
        }
        self.tallies();
        self.balance();
        if occasion.stage == Stage::Annual
            && !view.status.plan.calendar.is_year(view.status.plan.period)
        {
            self.figure_years();
        }
        if occasion.stage == Stage::Midterm {
            // What a ceiling allows is not there to be used up.
            let known = view.standings.iter().filter(|(judged, standing)| {
                standing.is_assessed() && !is_allowance(&judged.in_force())
            });
            let known: Vec<bool> =
                known.filter_map(|(judged, _)| judged.finding.is_half_done()).collect();
            if !known.is_empty() {
                let of = known.len();
                let half = known.iter().filter(|half| **half).count();
                self.say(said!([
                        half,
                        "1 of the {of} assessed indicators whose progress can be measured is at least halfway.",
                        "{half} of the {of} assessed indicators whose progress can be measured are at least halfway."
                    ],
                    "已评估且可计算完成进度的{of}项指标中，{half}项任务过半。"));
            }
        }
        let methods = self.methods();
        if !methods.is_empty() {
            self.say(|words| {
                let methods = words.commas(methods.iter().map(|(method, count)| {
                    let method = method.text(words);
                    say!(words, "{method} {count}", "{method}{count}项")
                }));
                say!(words, "Methods: {methods}.", "评估方法：{methods}。")
            });
        }
    }

    fn tallies(&mut self) {
        let tallies = self.view.tallies();
        let both = tallies.iter().any(|(counted, _)| *counted == Counted::Binding);
        for (counted, standings) in tallies {
            self.say(|words| standings.said(counted, words));
            if let (Counted::All, false, Some(first)) =
                (counted, both, self.view.status.plan.indicators.first())
            {
                self.sheet.note(if first.binding {
                    Sentence::AllBinding
                } else {
                    Sentence::NoneBinding
                });
            }
        }
    }

    fn balance(&mut self) {
        let view = self.view;
        let standings = view.counted(|_| true);
        let assessed = standings.count(Standing::is_assessed);
        if assessed == 0 {
            return;
        }
        let good = standings.count(Standing::is_on_course);
        let bad = standings.count(Standing::is_behind);
        let marked = view.status.plan.indicators.iter().any(|it| it.binding);
        let binding = view.counted(|judged| judged.indicator().binding);
        let binding = (marked && bad > 0).then(|| binding.count(Standing::is_behind));
        let none = bad == 0;
        let stage = view.occasion.stage;
        self.say(|words| {
            let of_them = match binding {
                Some(0) => say!(words, ", none of these binding", "（均为预期性指标）"),
                Some(count) => {
                    say!(words, ", {count} of these binding", "（其中约束性指标{count}项）")
                }
                None => String::new(),
            };
            if stage == Stage::Final {
                return say!(
                    words,
                    "Settled: {assessed}, of which {good} met and {bad} missed{of_them}.",
                    [if (none) "已有结论的{assessed}项均已实现。"
                        else "已有结论的{assessed}项中，{good}项实现，{bad}项未完成{of_them}。"]
                );
            }
            say!(
                words,
                "Assessed: {assessed}, of which {good} achieved, ahead or on track and {bad} behind{of_them}.",
                [if (none) "可评估的{assessed}项均已实现、快于或符合预期。"
                    else "可评估的{assessed}项中，{good}项已实现、快于或符合预期，{bad}项进度滞后{of_them}。"]
            )
        });
    }

    /// From which years the figures are that were assessed.
    fn figure_years(&mut self) {
        let calendar = self.view.occasion.calendar;
        let assessed = self.view.standings.iter().filter(|(_, standing)| standing.is_assessed());
        let actuals = assessed.filter_map(|(judged, _)| judged.finding.actual.as_ref());
        let mut years = counted(actuals.map(|actual| calendar.year_of(actual.period.last())));
        years.sort_unstable_by_key(|(year, _)| Reverse(*year));
        let assessed: usize = years.iter().map(|(_, count)| count).sum();
        let year = self.view.occasion.year;
        let own = years
            .iter()
            .position(|(known, _)| *known == year)
            .map_or(0, |place| years.remove(place).1);
        let none = years.is_empty();
        self.say(|words| {
            let year = calendar.name(year);
            let others = years.iter().map(|(year, count)| (calendar.name(*year), count));
            let others = words.listed(
                others.map(|(year, count)| say!(words, "{year} ({count})", "{year}年（{count}项）")),
            );
            say!(
                words,
                [if (none) "Assessed on a figure for {year}: {own} of {assessed}."
                    else "Assessed on a figure for {year}: {own} of {assessed}; on one for another year: {others}."],
                [if (none) "可评估的{assessed}项中，{own}项有{year}年数据。"
                    else "可评估的{assessed}项中，{own}项有{year}年数据，其余按最新数据评估：{others}。"]
            )
        });
    }

    /// Methods of what was assessed.
    fn methods(&self) -> Vec<(Method, usize)> {
        let findings = self.view.standings.iter().map(|(judged, _)| judged.finding);
        counted(findings.filter(|it| it.verdict.is_graded()).map(|it| it.method))
    }

    /// What is behind, and what is met, even where nothing is; then what else there is.
    fn lists(&mut self) {
        for part in [
            StagePart::Behind,
            StagePart::Met,
            StagePart::OnCourse,
            StagePart::LacksFinal,
            StagePart::NotDue,
            StagePart::NotAssessable,
        ] {
            let found = self.view.listed(part);
            if found.is_empty() && !matches!(part, StagePart::Behind | StagePart::Met) {
                continue;
            }
            self.part(part);
            if part == StagePart::NotAssessable {
                let reasons = found.iter().filter_map(|(judged, _)| judged.finding.reason);
                let reasons = counted(reasons);
                self.say(|words| {
                    let reasons = reasons.iter().map(|(reason, count)| {
                        let reason = reason.text(words);
                        say!(words, "{reason} ({count})", "{reason}{count}项")
                    });
                    let reasons = words.join(reasons, ["; ", "，"]);
                    say!(words, "Reasons: {reasons}.", "原因：{reasons}。")
                });
            }
            self.items(&found);
        }
    }

    /// Indicators as numbered sentences; what is wished rather than promised stands apart.
    fn items(&mut self, found: &[(Judged<'_>, Standing)]) {
        if found.is_empty() {
            let assessed = self.view.counted(|_| true).count(Standing::is_assessed);
            self.sheet.note(if assessed > 0 {
                Sentence::Nothing
            } else if self.view.occasion.stage == Stage::Final {
                Sentence::NothingSettled
            } else {
                Sentence::NothingAssessed
            });
            return;
        }
        let stage = self.view.occasion.stage;
        let home = self.view.status.region();
        let (wished, promised): (Vec<_>, Vec<_>) =
            found.iter().partition(|(judged, _)| judged.indicator().aspirational);
        for (number, (judged, standing)) in promised.iter().chain(&wished).enumerate() {
            if number == promised.len() {
                self.sheet.note(Sentence::AspirationalFollow);
            }
            let region = Some(judged.finding.region.as_str()).filter(|region| *region != home);
            let item = Item { digits: judged.digits(), standing: *standing, stage, region };
            self.item(number, |words| item.said(words));
        }
    }

    fn data_gaps(&mut self) {
        self.part(StagePart::DataGaps);
        // The final account has a part of its own for what lacks its final figure.
        let is_final = self.view.occasion.stage == Stage::Final;
        let weak = WEAK
            .iter()
            .filter(|(flag, _)| !(is_final && *flag == Flag::Unclosed))
            .map(|(flag, meaning)| (Some(*flag), *meaning));
        let absent = (None, ["No figure that counts", "没有可用数据的"]);
        let mut none = true;
        for (flag, meaning) in [absent].into_iter().chain(weak) {
            let indicators = self.weak_figures(flag);
            if indicators.is_empty() {
                continue;
            }
            none = false;
            // The next figure is late (2): A (2021); B (2022)
            self.say(|words| {
                let count = indicators.len();
                let what = words.lang.pick(meaning);
                let names = words.semicolons(indicators.iter().map(|(name, period)| {
                    let name = words.name(name);
                    match period {
                        Some(period) => words.remarked(name, &words.period(*period)),
                        None => name.to_owned(),
                    }
                }));
                say!(words, "{what} ({count}): {names}.", "{what}{count}项：{names}。")
            });
        }
        let lacking = self.view.status.without_data();
        if none && lacking.is_none() {
            self.sheet.note(Sentence::NoGaps);
        }
        self.sheet.notes(lacking);
    }

    /// The indicators with a mark of weak figures, or without a figure that counts, each with the period of its figure.
    fn weak_figures(&self, flag: Option<Flag>) -> Vec<(Name, Option<Period>)> {
        let found = self.view.standings.iter().filter(|(Judged { finding, .. }, _)| match flag {
            None => finding.verdict == Verdict::NotAssessable && finding.step == Step::NotYet,
            Some(flag) => finding.verdict != Verdict::NoData && finding.flags.contains(&flag),
        });
        let indicators = found.map(|(judged, _)| {
            let finding = judged.finding;
            let period = if flag == Some(Flag::DerivedBaseline) {
                finding.baseline.as_ref().map(|baseline| baseline.period)
            } else {
                finding.actual.as_ref().map(|actual| actual.period)
            };
            (judged.name(), period)
        });
        indicators.collect()
    }

    fn amended(&mut self) {
        let amendments = self.view.amendments();
        if amendments.is_empty() {
            return;
        }
        self.part(StagePart::Amended);
        for (index, line) in amendments.into_iter().enumerate() {
            self.item(index, |words| line.said(words));
        }
    }

    fn groups(&mut self, kind: GroupKind, part: StagePart) {
        let groups = self.view.groups(kind);
        // A plan that names no unit at all has nothing to tell here.
        if groups.iter().all(|group| group.name.is_none()) {
            return;
        }
        self.part(part);
        let total: usize = groups.iter().map(|group| group.standings.total()).sum();
        if total > self.view.standings.len() {
            self.say(|words| kind.may_repeat(words).to_owned());
        }
        // What can be assessed, or will be once the figure or the day comes.
        let is_told = |standing| standing <= Standing::NotDue;
        let (mut told, silent): (Vec<Group<'_>>, Vec<Group<'_>>) =
            groups.into_iter().partition(|group| group.standings.count(is_told) > 0);
        // The document's order says where to look; among units the one with most behind leads.
        if kind == GroupKind::Responsible {
            told.sort_by_key(|group| Reverse(group.behind.len()));
        }
        for group in told {
            self.say(|words| group.said(words));
        }
        let silent: Vec<(String, usize)> = silent
            .into_iter()
            .filter_map(|group| Some((group.name?, group.standings.total())))
            .collect();
        if !silent.is_empty() {
            self.say(|words| {
                let count = silent.len();
                let units = kind.units(words);
                let units = if count == 1 { units.trim_end_matches('s') } else { units };
                let names =
                    words.listed(silent.iter().map(|(name, total)| {
                        say!(words, "{name} ({total})", "{name}（{total}项）")
                    }));
                say!(
                    words,
                    "No indicator that can be assessed ({count} {units}): {names}.",
                    "以下{count}{units}的指标均无法评估：{names}。"
                )
            });
        }
    }

    fn tasks(&mut self) {
        let tasks = &self.view.tasks;
        if tasks.plan.tasks.is_empty() {
            return;
        }
        self.part(StagePart::Tasks);
        let total = tasks.total();
        self.say(|words| total.said(words));
        if tasks.states.all.is_empty() {
            self.sheet.note(Sentence::NoStates);
        }
        for (index, it) in tasks.overdue_or_blocked().concat().iter().enumerate() {
            self.item(index, |words| {
                let name = tasks::name_of(it.task);
                let name = words.name(&name);
                let due = words.period(it.task.due);
                let timing = it.told().map(|timing| words.timing(timing));
                let state = words.state(it.state.map(|it| it.state));
                let grounds = it.grounds(words).map(|grounds| words.remarked(state, &grounds));
                let state = grounds.unwrap_or_else(|| state.to_owned());
                let due = say!(words, "due {due}", "应于{due}完成");
                let said = words.semicolons([words.commas([due].into_iter().chain(timing)), state]);
                let units = words.responsible(&it.task.responsible);
                say!(words, "{name}: {said}.{units}", "{name}：{said}。{units}")
            });
        }
    }

    fn rules(&mut self) {
        if self.view.status.plan.rules.is_empty() {
            return;
        }
        self.part(StagePart::Rules);
        let calendar = self.view.occasion.calendar;
        let rules = &self.view.rules;
        for (index, it) in rules.rules.iter().enumerate() {
            let Rule { id, name, outcome, .. } = it.rule;
            let tally = rules.tally_of(it);
            let fires = it.fires();
            self.item(index, |words| {
                let tally = tally(words);
                let fires = (!fires.is_empty())
                    .then(|| rules::says(RuleVerdict::Fires, None, (&fires, calendar), words));
                let fires = say!(words, [fires ? " {fires}." : ""], [fires ? "{fires}。" : ""]);
                say!(
                    words,
                    "{name} ({id}; outcome: {outcome}): {tally}.{fires}",
                    "{name}（{id}，后果：{outcome}）：{tally}。{fires}"
                )
            });
        }
    }
}

impl StageView<'_> {
    /// The tallies to tell: all; 约束性 and 预期性 where there are both; 力争 where there are some.
    pub fn tallies(&self) -> Vec<(Counted, Standings)> {
        let all = self.counted(|_| true);
        let binding = self.counted(|judged| judged.indicator().binding);
        let expected = self.counted(|judged| !judged.indicator().binding);
        let wished = self.counted(|judged| judged.indicator().aspirational);
        let mut tallies = vec![(Counted::All, all)];
        if binding.total() > 0 && expected.total() > 0 {
            tallies.push((Counted::Binding, binding));
            tallies.push((Counted::Expected, expected));
        }
        if wished.total() > 0 {
            tallies.push((Counted::Aspirational, wished));
        }
        tallies
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a flag marks a weak figure, and so has its line in `WEAK`.
    fn is_weak(flag: Flag) -> bool {
        match flag {
            Flag::Unclosed
            | Flag::Stale
            | Flag::Provisional
            | Flag::Doubtful
            | Flag::Approximate
            | Flag::Hole
            | Flag::Partial
            | Flag::AfterDeadline
            | Flag::DerivedBaseline => true,
            Flag::Early
            | Flag::Slipping
            | Flag::FromParts
            | Flag::Lost
            | Flag::MethodSensitive
            | Flag::Aspirational
            | Flag::OverBudget
            | Flag::Amended => false,
        }
    }

    #[test]
    fn every_flag_of_a_weak_figure_has_a_line() {
        for flag in Flag::ALL {
            assert_eq!(WEAK.iter().any(|(weak, _)| weak == flag), is_weak(*flag), "{flag:?}");
        }
    }
}
