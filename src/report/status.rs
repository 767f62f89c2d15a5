//! The on-track table of a plan with its tallies, `plancheck.status/v1`, and the gap table: the largest shortfall first, and what
//! it would take to close it.

use std::ops::Deref;

use crate::{
    actuals::ActualsFile,
    assess::{Assessment, Finding, Flag, JudgedPlan, Verdict},
    number::Number,
    plan::Plan,
    record::{Optional, each},
    report::{
        Judged, Look, Note, Sentence, Sheet, Tally,
        compare::Source,
        rollup::{self, Rollups},
        row::Row,
        shown::is_strict,
    },
    words::words_of,
};

/// A plan with the findings to show.
#[derive(Clone)]
pub struct StatusView<'a> {
    of: JudgedPlan<'a>,
    findings: Vec<&'a Finding>,
    /// Is there a row for each member of an `every` target?
    pub with_members: bool,
    /// Is there a column of each indicator's history?
    pub with_history: bool,
    /// What names the plan on the command line, if its id does not.
    pub typed: Option<String>,
    /// The options by which another command reads the same figures.
    pub options: String,
}

impl<'a> Deref for StatusView<'a> {
    type Target = JudgedPlan<'a>;

    fn deref(&self) -> &Self::Target {
        &self.of
    }
}

impl<'a> StatusView<'a> {
    /// A view of `findings`: all of the assessment's, or what filters and sorting made of them.
    pub fn new(of: JudgedPlan<'a>, findings: Vec<&'a Finding>) -> Self {
        Self {
            of,
            findings,
            with_members: false,
            with_history: false,
            typed: None,
            options: String::new(),
        }
    }

    /// The same plan with other findings, or in another order.
    #[must_use]
    pub fn with_findings(&self, findings: Vec<&'a Finding>) -> Self {
        Self { findings, ..self.clone() }
    }

    /// The findings to show, in order, each with all that is known about it.
    pub fn judged(&self) -> impl Iterator<Item = Judged<'a>> {
        self.of.judged(self.findings.iter().copied())
    }

    /// The page: head, table, names without data, tallies, foot. With `all`, rows without data stand in the table.
    pub fn sheet(&self, all: bool) -> Sheet {
        let mut sheet = Sheet::default();
        self.head(&mut sheet);
        sheet.spaced(self.table(self.judged(), Look::Status, false, all));
        if let Some(lacking) = self.without_data().filter(|_| !all) {
            sheet.space().note(lacking);
        }
        if self.findings.is_empty() {
            sheet.space().note(Sentence::Nothing).space();
        } else {
            sheet.space().notes(self.tallies());
            self.weighed(&mut sheet);
            self.flags_told(&mut sheet);
        }
        self.foot(&mut sheet);
        sheet
    }

    /// What the verdicts weigh, if indicators have weights.
    pub fn weighed(&self, sheet: &mut Sheet) {
        if let Some(weights) = rollup::of_views(std::slice::from_ref(self)).weights() {
            let weights = weights.clone();
            sheet.say(move |words| words.weighed(&weights));
        }
    }

    /// Title, whom it binds, whether it is closed.
    pub fn head(&self, sheet: &mut Sheet) {
        sheet.plan(self.plan, self.region()).notes(self.state());
    }

    /// Whether the plan is closed, which figures are still to come, and what filters leave of it.
    pub fn state(&self) -> Vec<Note> {
        let of = self.assessment.findings.len();
        let lacking = self.lacking();
        let all = self.of.judged(&self.assessment.findings);
        let later = all.filter(|it| it.in_force().deadline.last_day() >= self.as_of).count();
        let mut notes = Vec::new();
        if self.is_closed() {
            let on = self.plan.period.last_day();
            notes.push(Note::plain(said!([if (lacking > 0)
                        [of, "Closed on {on}; the final figure is not in.",
                            [lacking, "Closed on {on}; 1 of {of} indicators lacks its final figure.",
                                "Closed on {on}; {lacking} of {of} indicators lack their final figure."]]
                        else [if (later > 0)
                            [later, "Closed on {on}; 1 of {of} indicators is not due yet.",
                                "Closed on {on}; {later} of {of} indicators are not due yet."]
                            else [of, "Closed on {on}; the final figure is in.",
                                "Closed on {on}; all {of} final figures are in."]]],
                    [if (lacking > 0) "规划期已于{on}结束，{of}项指标中有{lacking}项尚缺终值。"
                        else [if (later > 0) "规划期已于{on}结束，{of}项指标中有{later}项未到期限。"
                            else "规划期已于{on}结束，{of}项指标的终值均已公布。"]])));
        } else if lacking > 0 {
            notes.push(Note::plain(said!([lacking, "1 of {of} indicators is past its deadline and lacks its final figure.",
                        "{lacking} of {of} indicators are past their deadline and lack their final figure."],
                    "{of}项指标中有{lacking}项已过完成期限而缺终值。")));
        }
        notes.extend(shown(self.findings.len(), of));
        notes
    }

    /// What the flags mean that do not say it themselves.
    pub fn flags_told(&self, sheet: &mut Sheet) {
        let mut flags = self.findings.iter().flat_map(|finding| &finding.flags);
        if flags.any(|flag| *flag == Flag::MethodSensitive) {
            sheet.note(Sentence::MethodSensitive);
        }
    }

    /// As-of date, newest release, files.
    pub fn foot(&self, sheet: &mut Sheet) {
        sheet.foot(*self.of);
    }

    /// The names of the indicators for which nothing was published, if there are any.
    pub fn without_data(&self) -> Option<Note> {
        without_data(self.judged(), None, false)
    }

    pub fn lacking_data(&self) -> impl Iterator<Item = Judged<'a>> {
        self.judged().filter(|judged| judged.finding.verdict == Verdict::NoData)
    }

    /// The plan with what it rests on, as views across plans take it.
    pub fn source(&self) -> Source<'a> {
        let region = Some(self.region()).filter(|region| *region != self.plan.region);
        Source { of: self.of, region }
    }

    /// Is the plan's last day over?
    pub fn is_closed(&self) -> bool {
        self.plan.period.last_day() < self.as_of
    }

    /// Indicators of the whole plan without their final figure.
    pub fn lacking(&self) -> usize {
        self.assessment.findings.iter().filter(|finding| finding.lacks_final).count()
    }

    /// The verdicts of what is shown, counted.
    pub fn tallies(&self) -> Vec<Tally> {
        tallies([self])
    }
}

/// The names of what lacks data among these: of the plan that is said, and if not said already that they lack it.
pub fn without_data<'j>(
    all: impl Iterator<Item = Judged<'j>>,
    plan: Option<String>,
    said: bool,
) -> Option<Note> {
    let lacking = all.filter(|it| it.finding.verdict == Verdict::NoData);
    let names = each(lacking, |it| it.name());
    (!names.is_empty())
        .then(|| Note::plain(move |words| words.without_data(plan.as_deref(), said, &names)))
}

/// How many indicators filters left, if not all.
pub fn shown(shown: usize, of: usize) -> Option<Note> {
    (shown != of).then(|| {
        Note::plain(said!("{shown} of {of} indicators shown.", "显示{of}项指标中的{shown}项。"))
    })
}

record! {
    "plan" "A plan of the run."
    |it: StatusView<'_>| {
        ..HeadOf(it),
        closed: "Is its period over?" = it.is_closed(),
        lacks_final: "Indicators of the whole plan whose deadline has passed without its figure." = it.lacking(),
        tallies: "The verdicts of its rows, counted." = Tallies(it.tallies()),
        ..FootOf(it),
    }
}

/// What every record of an assessed plan begins with.
pub struct HeadOf<'a>(pub &'a StatusView<'a>);

record! {
    "head-of-plan" "A plan that was assessed."
    |it: HeadOf<'_>| {
        ..it.0.plan,
        region: "The region assessed." = it.0.region(),
        period: "Its period." = it.0.plan.period,
        document: "The number of the document." = &it.0.plan.document,
        as_of: "Nothing published after it is used." = it.0.as_of,
    }
}

record! {
    "title-of-plan" "A plan."
    |it: Plan| {
        plan: "Its id." = &it.id,
        title: "Its title as printed.",
        title_en: "Its title in English.",
    }
}

/// What every record of an assessed plan ends with.
pub struct FootOf<'a>(pub &'a StatusView<'a>);

record! {
    "foot-of-plan" "What an assessment rests on."
    |it: FootOf<'_>| {
        files: "The files of actuals." = it.0.files(),
        newest_release: "The newest day of release in use." = it.0.newest_release(),
        published_later: "Observations published after the as-of date." = it.0.published_later().len(),
    }
}

record! {
    "file" "A file of actuals."
    |it: ActualsFile| {
        name: "The file as it was named.",
        rows: "Its rows.",
        matched: "Those that the plan has a use for.",
    }
}

// All rows in one list, as in CSV, and what is known of each plan beside it: every row stands once, whatever groups it
// is in.
record! {
    document "status" "Every indicator with its verdict, as `plancheck status --format json` and `gap --format json` write it."
    |it: Rollups<'_, '_>| {
        as_of: "Nothing published after it is used." = it.views.first().map(|view| view.as_of),
        rows: "One row an indicator and region." = each(it.views.iter().flat_map(StatusView::judged), Row),
        tallies: "The verdicts of all rows, counted." = Tallies(tallies(it.views)),
        plans: "The plans of the run." = it.views,
        groups: "The groups asked for; without --by, the plans." = it.listed(),
    }
}

/// Verdicts counted: all, and 约束性 and 预期性 where there are both.
pub struct Tallies(pub Vec<Tally>);

record! {
    "tallies" "Verdicts, counted. Where all targets are binding, or none, they are counted once."
    |it: Tallies| {
        all: "All rows." = &it.0[0],
        binding: "Binding targets (约束性)." = Optional(it.0.get(1)),
        expected: "All others (预期性)." = Optional(it.0.get(2)),
    }
}

record! {
    "tally" "How many rows there are, and how many of each verdict."
    |it: Tally| {
        total: "All of them.",
        for any words_of::<Verdict>: "How many; absent: none."
            = each(&it.counts, |(verdict, count)| (verdict.word(), *count)),
    }
}

/// The tallies of several plans together: all, and 约束性 and 预期性 where there are both.
pub fn tallies<'v, 'a: 'v>(views: impl IntoIterator<Item = &'v StatusView<'a>>) -> Vec<Tally> {
    let views: Vec<_> = views.into_iter().collect();
    Tally::by_scope(|scope| {
        let findings = views.iter().flat_map(|view| {
            let findings = view.findings.iter().copied();
            findings.filter(move |it| scope.counts(it.indicator_of(view.plan).binding))
        });
        Assessment::tally(findings)
    })
}

/// The gap table.
impl<'a> StatusView<'a> {
    /// Short of the target first, the largest gap relative to the target's size leading; then those that meet it; then
    /// those without a gap, in the plan's order.
    pub fn by_gap(&self) -> Vec<Judged<'a>> {
        let mut judged = each(self.judged(), |it| it);
        judged.sort_by_cached_key(Judged::gap_place);
        judged
    }

    /// The page of the gap table, in the order of the view; indicators without any data are only named, unless `all` asks
    /// for their rows.
    pub fn gap_sheet(&self, all: bool) -> Sheet {
        let table = self.table(self.judged(), Look::Gap, false, all);
        let mut sheet = Sheet::default();
        self.head(&mut sheet);
        sheet.space();
        if table.rows.is_empty() {
            sheet.note(Sentence::Nothing);
        }
        sheet.table(table).space();
        if let Some(lacking) = self.without_data().filter(|_| !all) {
            sheet.note(lacking).space();
        }
        self.flags_told(&mut sheet);
        self.foot(&mut sheet);
        sheet
    }
}

impl Judged<'_> {
    /// Where a finding stands: short of the target (0), the largest gap relative to the target's size first; then those
    /// that meet it (1); then those without a gap (2).
    pub fn gap_place(&self) -> (u8, Option<Number>) {
        let Some(gap) = &self.finding.gap else {
            return (2, None);
        };
        let unmet = gap.is_negative() || (gap.is_zero() && is_strict(&self.in_force()));
        // A target of zero has no size to compare with; its gap stands for itself.
        let relative = self.finding.relative_gap().or_else(|| Some(gap.clone()));
        (u8::from(!unmet), relative)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::sample;

    #[test]
    fn shortfalls_by_size_then_the_met_then_the_unknown() {
        let sample = sample();
        let order: Vec<&str> =
            sample.view().by_gap().iter().map(|judged| judged.indicator().id.as_str()).collect();
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
        sample.assessment.findings[3].gap = Some(Number::ZERO);
        let view = sample.view();
        let order: Vec<&str> =
            view.by_gap().iter().map(|judged| judged.indicator().id.as_str()).collect();
        assert_eq!(order[3], "valid-invention-patents");
        assert_eq!(order[4], "graduates");
    }
}
