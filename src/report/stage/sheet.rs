//! The page: a summary where there are several plans, then each plan in numbered parts.

use std::cmp::Reverse;

use crate::assess::{Flag, Method, Step, Verdict};
use crate::report::shown::is_allowance;
use crate::report::{Judged, Note, Sentence, Sheet, counted, title_of};

use super::{
    Counted, Gaps, Group, GroupKind, Item, Stage, StageNote, StagePart, StageView, Standing,
    Standings,
};

/// The marks of weak figures, in the order in which they are told, and what they mean in a few words.
#[rustfmt::skip] // a mark a line
const WEAK: [(Flag, [&str; 2]); 9] = [
    (Flag::Unclosed, ["Deadline over, final figure not in, assessed on the newest", "期限已过而终值未出、按最新数据评估的"]),
    (Flag::Stale, ["Newest figure older than 18 months", "最新数据已逾18个月的"]),
    (Flag::Provisional, ["Preliminary or estimated figures", "使用初步数或推算数的"]),
    (Flag::Doubtful, ["Doubtful figures", "数据存疑的"]),
    (Flag::Approximate, ["Figures that are only approximate", "使用约数的"]),
    (Flag::Hole, ["Part of the period missing", "期内数据有缺口的"]),
    (Flag::Partial, ["Only part of the period known, and enough to decide", "仅有部分时段数据但足以判定的"]),
    (Flag::AfterDeadline, ["A figure after the deadline stands in", "以期限之后的数据代替的"]),
    (Flag::DerivedBaseline, ["Baseline found in the figures, not named by the plan", "规划未列基期值、由数据推定的"]),
];

/// The page of one report over any number of plans.
pub fn sheet<'a>(views: &[StageView<'a>]) -> Sheet<'a> {
    let mut sheet = Sheet::default();
    if let [first, _, ..] = views {
        summary(views, first.occasion.stage, &mut sheet);
    }
    for (index, view) in views.iter().enumerate() {
        if index > 0 || views.len() > 1 {
            sheet.space();
        }
        Page { view, sheet: &mut sheet, parts: 0 }.write();
    }
    sheet
}

/// What stands in front of several plans.
fn summary<'a>(views: &[StageView<'a>], stage: Stage, sheet: &mut Sheet<'a>) {
    let total = Standings::of(views.iter().flat_map(|view| &view.standings));
    sheet
        .note(Note::Part { part: StagePart::Summary, stage, number: 0 })
        .space()
        .note(StageNote::PlansTotal(views.len(), total));
    for view in views {
        let standings = view.counted(|_| true);
        sheet.note(StageNote::PlanLine(view.status.plan, view.occasion.stage, standings));
    }
}

/// The page of one plan, as far as it is written.
struct Page<'p, 'a> {
    view: &'p StageView<'a>,
    sheet: &'p mut Sheet<'a>,
    /// Parts so far.
    parts: usize,
}

impl<'a> Page<'_, 'a> {
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

    fn note(&mut self, note: impl Into<Note<'a>>) {
        self.sheet.note(note);
    }

    fn part(&mut self, part: StagePart) {
        self.parts += 1;
        let stage = self.view.occasion.stage;
        self.sheet.space().note(Note::Part { part, stage, number: self.parts });
    }

    fn head(&mut self) {
        let plan = self.view.status.plan;
        self.sheet.note(Note::Title(plan.id.clone(), title_of(plan)));
        self.note(StageNote::Heading(self.view.occasion));
        self.sheet.facts(plan, self.view.status.region());
        self.note(StageNote::Chosen(self.view.occasion));
    }

    fn overall(&mut self) {
        self.part(StagePart::Overall);
        let view = self.view;
        let stage = view.occasion.stage;
        // Nothing is filtered out: this is whether the plan is closed and what lacks its final figure.
        self.sheet.notes(view.status.state());
        if !view.occasion.is_closed() {
            self.note(StageNote::Elapsed(view.occasion));
        }
        self.tallies();
        self.balance();
        if stage == Stage::Annual && !view.status.plan.period.is_calendar_year() {
            let years = self.figure_years();
            let year = view.occasion.year;
            self.note(StageNote::FigureYears { year, years });
        }
        if stage == Stage::Midterm {
            // What a ceiling allows is not there to be used up.
            let known = view.standings.iter().filter(|(judged, standing)| {
                standing.is_assessed() && !is_allowance(&judged.in_force())
            });
            let known = known.filter_map(|(judged, _)| judged.finding.is_half_done());
            let known: Vec<bool> = known.collect();
            if !known.is_empty() {
                let half = known.iter().filter(|half| **half).count();
                self.note(StageNote::Halfway { of: known.len(), half });
            }
        }
        let methods = self.methods();
        if !methods.is_empty() {
            self.note(StageNote::Methods(methods));
        }
    }

    fn tallies(&mut self) {
        let tallies = self.view.tallies();
        let both = tallies.iter().any(|(counted, _)| *counted == Counted::Binding);
        for (counted, standings) in tallies {
            self.note(StageNote::Tally(counted, standings));
            if let (Counted::All, false, Some(first)) =
                (counted, both, self.view.status.plan.indicators.first())
            {
                self.note(if first.binding { Sentence::AllBinding } else { Sentence::NoneBinding });
            }
        }
    }

    fn balance(&mut self) {
        let view = self.view;
        let standings = view.counted(|_| true);
        if standings.count(Standing::is_assessed) == 0 {
            return;
        }
        let marked = view.status.plan.indicators.iter().any(|it| it.binding);
        let binding = view.counted(|judged| judged.indicator().binding);
        self.note(StageNote::Balance {
            stage: view.occasion.stage,
            standings,
            binding_behind: marked.then(|| binding.count(Standing::is_behind)),
        });
    }

    /// Years in which the figures assessed end, newest first.
    fn figure_years(&self) -> Vec<(i32, usize)> {
        let assessed = self.view.standings.iter().filter(|(_, standing)| standing.is_assessed());
        let actuals = assessed.filter_map(|(judged, _)| judged.finding.actual.as_ref());
        let mut years = counted(actuals.map(|actual| actual.period.last().year()));
        years.sort_unstable_by_key(|(year, _)| Reverse(*year));
        years
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
                self.note(StageNote::Reasons(counted(reasons)));
            }
            self.items(&found);
        }
    }

    /// Indicators as numbered sentences; what is wished rather than promised stands apart.
    fn items(&mut self, found: &[(Judged<'a>, Standing)]) {
        if found.is_empty() {
            let assessed = self.view.counted(|_| true).count(Standing::is_assessed);
            self.note(if assessed > 0 {
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
                self.note(Sentence::AspirationalFollow);
            }
            let region = Some(judged.finding.region.as_str()).filter(|region| *region != home);
            let item = Item { digits: judged.digits(), standing: *standing, stage, region };
            self.note(StageNote::Item(number + 1, Box::new(item)));
        }
    }

    fn data_gaps(&mut self) {
        self.part(StagePart::DataGaps);
        let mut gaps = self.weak_figures();
        // The final account has a part of its own for them.
        if self.view.occasion.stage == Stage::Final {
            gaps.retain(|gap| gap.flag != Some(Flag::Unclosed));
        }
        let names = self.view.status.without_data();
        if gaps.is_empty() && names.is_empty() {
            self.note(Sentence::NoGaps);
        }
        for gap in gaps {
            self.note(StageNote::Gaps(gap));
        }
        if !names.is_empty() {
            self.sheet.note(Note::WithoutData(names));
        }
    }

    fn weak_figures(&self) -> Vec<Gaps> {
        let absent = (None, ["No figure that counts", "没有可用数据的"]);
        let weak = WEAK.map(|(flag, meaning)| (Some(flag), meaning));
        let gaps = [absent].into_iter().chain(weak).map(|(flag, meaning)| {
            let found =
                self.view.standings.iter().filter(|(Judged { finding, .. }, _)| match flag {
                    None => {
                        finding.verdict == Verdict::NotAssessable && finding.step == Step::NotYet
                    }
                    Some(flag) => {
                        finding.verdict != Verdict::NoData && finding.flags.contains(&flag)
                    }
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
            Gaps { flag, meaning, indicators: indicators.collect() }
        });
        gaps.filter(|gap| !gap.indicators.is_empty()).collect()
    }

    fn amended(&mut self) {
        let amendments = self.view.amendments();
        if amendments.is_empty() {
            return;
        }
        self.part(StagePart::Amended);
        for (number, line) in (1..).zip(amendments) {
            self.note(StageNote::Amendment(number, Box::new(line)));
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
            self.note(StageNote::MayRepeat(kind));
        }
        let (mut told, silent): (Vec<Group<'_>>, Vec<Group<'_>>) =
            groups.into_iter().partition(|group| group.standings.count(has_verdict) > 0);
        // The document's order says where to look; among units the one with most behind leads.
        if kind == GroupKind::Responsible {
            told.sort_by_key(|group| Reverse(group.behind.len()));
        }
        for group in told {
            self.note(StageNote::Group(group));
        }
        let silent: Vec<(String, usize)> = silent
            .into_iter()
            .filter_map(|group| Some((group.name?, group.standings.total())))
            .collect();
        if !silent.is_empty() {
            self.note(StageNote::GroupsWithoutVerdict(kind, silent));
        }
    }

    fn tasks(&mut self) {
        let tasks = &self.view.tasks;
        if tasks.plan.tasks.is_empty() {
            return;
        }
        self.part(StagePart::Tasks);
        self.sheet.note(Note::Tasks(tasks.total()));
        if tasks.states.all.is_empty() {
            self.note(Sentence::NoStates);
        }
        let late = tasks.standings().into_iter().filter(|it| it.overdue() == Some(true));
        for (number, standing) in (1..).zip(late) {
            self.note(StageNote::LateTask(number, standing.task));
        }
    }

    fn rules(&mut self) {
        if self.view.status.plan.rules.is_empty() {
            return;
        }
        self.part(StagePart::Rules);
        let rules = &self.view.rules;
        for (number, it) in (1..).zip(&rules.rules) {
            let (rule, tally) = (it.rule, Box::new(rules.tally_of(it)));
            self.note(StageNote::Rule { number, rule, tally, fires: it.fires() });
        }
    }
}

/// Can it be assessed, or will it be once the figure or the day comes?
fn has_verdict(standing: Standing) -> bool {
    standing <= Standing::NotDue
}

impl StageView<'_> {
    /// The tallies to tell: all; 约束性 and 预期性 where there are both; 力争 where there are some.
    pub(super) fn tallies(&self) -> Vec<(Counted, Standings)> {
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
