//! The derivation of one verdict: every figure used, every one set aside, the steps, the arithmetic.

use std::collections::BTreeSet;

use crate::{
    actuals::{ActualsFile, Disagreement, Observation},
    assess::{Actual, Grounds, SetAsideWhy, Step, YearOutcome},
    number::Number,
    record::{Computed, Flat, each},
    report::{
        Judged, Line, Note, Section, Sentence, Sheet, id_name,
        methods::{self, formulas, write_formulas},
        row::{Figure, Row},
        sheet::StepState,
        show, value_cell,
    },
    table::{Cell, Column, Heading, Shown, Table, Use},
    unit::Unit,
};

/// The figures used and set aside, the steps, the arithmetic.
pub fn derivation(judged: &Judged<'_>, sheet: &mut Sheet) {
    let finding = judged.finding;
    let observed = judged.observed_unit();
    let edges = judged.edges();
    let digits = judged.digits();

    sheet.section(Section::Used);
    if let Some(baseline) = &finding.baseline {
        sheet.fact(Heading::Baseline, digits.baseline_cell());
        if baseline.derived {
            sheet.note(Sentence::DerivedBaseline);
        }
    }
    if let Some(actual) = &finding.actual {
        sheet
            .fact(Heading::Actual, digits.actual_amount_cell())
            .fact(Heading::Quality, actual.quality)
            .fact(Heading::Published, actual.published);
    }
    if let (Some(reference), Some(goal)) = (reference(judged), judged.in_force().target.reference())
    {
        let (series, in_region) = (&goal.series, &goal.in_region);
        let unit = judged.plan.figure(series).map_or(observed, |it| &it.unit);
        sheet.fact(
            Heading::Reference,
            Cell::Stack(vec![
                id_name(judged.plan, series).into(),
                in_region.into(),
                Cell::amount(
                    edges.amount(&reference.value).marked(reference.quality.inexact()),
                    unit,
                ),
                reference.period.into(),
            ]),
        );
    }
    for missing in judged.missing() {
        sheet.fact(Heading::Missing, missing);
    }
    if let Some(months) = finding.lag_months {
        sheet.say(said!(
            [
                months,
                "The actual is 1 month old at the as-of date.",
                "The actual is {months} months old at the as-of date."
            ],
            "数据距评估日期{months}个月。"
        ));
    }
    if finding.actual.is_none() && finding.baseline.is_none() {
        sheet.note(Sentence::Nothing);
    }
    sheet.table(short_table(judged, false));
    sources(judged, sheet);
    if !finding.set_aside.is_empty() {
        sheet.section(Section::SetAside).table(short_table(judged, true));
    }
    for disagreement in judged.disagreements() {
        let unit = judged.plan.figure(&disagreement.id).map_or(observed, |it| &it.unit);
        sheet.note(disagreeing(disagreement, unit));
    }
    if let Some(table) = members_table(judged) {
        sheet.section(Section::Members).table(table);
    }
    if !finding.years.is_empty() {
        sheet.section(Section::Years).table(years_table(judged));
    }

    sheet.section(Section::Steps);
    if let Some(other) = finding.other_version {
        let amended = other.amended;
        let verdict = other.verdict;
        sheet.say(move |words| {
            let verdict = verdict.text(words);
            say!(
                words,
                [if (amended)
                    "The target was amended after the deadline; by the amended target the verdict would be: {verdict}."
                    else "The target was amended retroactively, after the deadline; by the target before the verdict would be: {verdict}."],
                [if (amended) "目标在完成期限之后调整；若按调整后的目标，结论为{verdict}。"
                    else "目标在完成期限之后追溯调整；若按原目标，结论为{verdict}。"]
            )
        });
    }
    for step in Step::ALL.iter().copied() {
        let state = match step.cmp(&finding.step) {
            std::cmp::Ordering::Less => StepState::Passed,
            std::cmp::Ordering::Equal => StepState::Decided,
            std::cmp::Ordering::Greater => StepState::NotReached,
        };
        sheet.line(Line::Step(state), move |words| {
            let number = step as usize;
            let question = step.text(words);
            let answer = state.text(words);
            say!(words, "{number}. {question} {answer}", "{number}. {question}{answer}")
        });
    }
    let formulas = formulas(judged);
    if !formulas.is_empty() {
        sheet.section(Section::Formulas);
        write_formulas(formulas, judged, sheet);
    }
    // Growth and annual changes of a mere direction, or of a rate, meet no band; nor does what was decided before.
    let by_pace = finding.step >= Step::Barred && matches!(finding.grounds, Grounds::Own);
    if finding.ratio.is_some() || by_pace {
        let bands = finding.bands.clone();
        sheet.say(move |words| words.bands(&bands));
    }
    methods::show(judged, sheet);
}

/// What is said of a printed figure that its operands contradict.
pub fn disagreeing(it: Disagreement, unit: &Unit) -> Note {
    let unit = unit.clone();
    Note::plain(move |words| {
        let period = words.period(it.printed.period);
        let printed = words.with_unit(&words.number(&it.printed.value), &unit);
        let derived = words.with_unit(&words.result(&it.derived), &unit);
        say!(
            words,
            "{period}: {printed} is published, its operands give {derived}; the published figure is used.",
            "{period}：公布值为{printed}，由相关数据推算为{derived}，采用公布值。"
        )
    })
}

/// An indicator with all that stands behind its verdict.
pub struct Explained<'a>(pub Judged<'a>);

impl Explained<'_> {
    /// The page.
    pub fn sheet(&self) -> Sheet {
        let finding = self.0.finding;
        let indicator = self.0.indicator();
        let digits = self.0.digits();
        let mut sheet = Sheet::default();
        sheet.of_plan(self.0.plan, &indicator.id);
        show::indicator_facts(&mut sheet, self.0.plan, indicator);
        derivation(&self.0, &mut sheet);
        sheet
            .section(Section::Result)
            .fact(Heading::Target, digits.target_cell())
            .fact(Heading::Verdict, self.0.verdict_cell())
            .fact(Heading::Method, finding.actual.as_ref().map(|_| finding.method))
            .fact(Heading::Gap, digits.gap_cell())
            .fact(Heading::Arrival, finding.arrival);
        sheet.releases(self.0.basis);
        sheet
    }

    /// Every figure with its use, one a row and nothing left out.
    pub fn flat(&self) -> Flat<'_> {
        let unit = self.0.observed_unit();
        let files = self.0.files();
        Flat::of(every_use(&self.0).map(move |(usage, one)| (one, usage, unit, files)))
    }
}

record! {
    "columns-of-explain" "The columns of CSV."
    |it: &Observation, usage: Use, unit: &Unit, files: &[ActualsFile]| {
        use: "What the figure is used for, or why it is not." = usage.word(),
        place: "The places where it was read." = it.places(files),
        period: "The period it describes.",
        value: "The value.",
        unit: "Its unit." = *unit,
        published: "The day of its release.",
        quality: "Its quality; several marks are joined by a semicolon.",
        source: "The source that the file names.",
        note: "The remark that the file makes.",
    }
}

record! {
    form of "explain" "explained-indicator" "An indicator: its row in status, and every figure used or set aside."
    |it: Explained<'_>| {
        indicator: "As encoded." = (it.0.indicator(), it.0.plan),
        row: "As in status." = Row(it.0),
        edge: "The value that decides: the target, less its tolerance." = &it.0.finding.edge,
        lag_months: "Months from the end of the actual's period to the as-of date." = it.0.finding.lag_months,
        step: "The step that decided, from 0." = it.0.finding.step as usize,
        lacks_final: "Is the deadline past and its figure not in?" = it.0.finding.lacks_final,
        methods: "What every method says; empty where the plan leaves no choice, or nothing is there to judge."
            = each(it.0.readings(), |reading| (reading, it.0)),
        years: "The years of an every-year target." = &it.0.finding.years,
        members: "The members that must each meet the target." = &it.0.finding.members,
        reference: "The figure of the series that it is compared with." = reference(&it.0).map(|one| (one, it.0.files())),
        missing: "Operands and references without a figure." = &it.0.finding.missing,
        disagreements: "Printed figures that their operands contradict."
            = each(it.0.disagreements(), |one| (one, it.0.files())),
        set_aside: "Figures that were not used, each with the reason."
            = each(&it.0.finding.set_aside, |(one, why)| (*why, (one, it.0.files()))),
    }
}

record! {
    "year" "A year of an every-year target."
    |it: YearOutcome| {
        year: "The calendar year in which it begins." = it.year.first().year(),
        value: "Its value.",
        complete: "Is the whole year in?",
        met: "Was the target met? null: not known.",
    }
}

record! {
    "missing" "A series without a figure."
    |id: String, region: String| {
        id: "Its id." = id,
        region: "Its region." = region,
    }
}

record! {
    "disagreement" "A printed figure that its operands contradict."
    |it: Disagreement, files: &[ActualsFile]| {
        id: "The id of the indicator or series.",
        region: "The region.",
        printed: "The figure as printed, which is used." = (&it.printed, *files),
        derived: "What the operands make." = Computed(&it.derived),
    }
}

record! {
    "figure-set-aside" "A figure that was not used."
    |why: SetAsideWhy, figure: Figure<'_>| {
        why: "Why it was not." = why,
        observation: "The figure." = figure,
    }
}

/// The first observation of what the actual is compared with.
fn reference<'a>(judged: &Judged<'a>) -> Option<&'a Observation> {
    judged.finding.reference.as_ref()?.observations.first()
}

/// Every observation with what it was used for: the actual's, the baseline's, those set aside.
fn every_use<'a>(judged: &Judged<'a>) -> impl Iterator<Item = (Use, &'a Observation)> {
    judged
        .rests_on()
        .chain(judged.finding.set_aside.iter().map(|(one, why)| (Use::SetAside(*why), one)))
}

/// The observations for a page, each with the line that it can be traced to; what their sources say stands below them,
/// or in the CSV and JSON of `explain`.
fn short_table(judged: &Judged<'_>, set_aside: bool) -> Table {
    let edges = judged.edges();
    let value = |one: &Observation| {
        // What is printed has its own digits; what is derived is compared with the target.
        let value = if one.derived.is_none() {
            Shown::as_printed(&one.value)
        } else {
            edges.amount(&one.value)
        };
        value_cell(value, one.quality).above(&one.printed)
    };
    Table::of(every_use(judged).filter(|(usage, _)| matches!(usage, Use::SetAside(_)) == set_aside))
        .prose(Heading::Use, |(usage, _)| *usage)
        .word(Heading::Period, |(_, one)| one.period)
        .number(Heading::Value, |(_, one)| value(one))
        .word(Heading::Published, |(_, one)| one.published)
        .word(Heading::Quality, |(_, one)| one.quality)
        .prose(Heading::Place, |(_, one)| one.places(judged.files()))
        .table()
}

/// What the files say of the observations used: source and remark, each once.
fn sources(judged: &Judged<'_>, sheet: &mut Sheet) {
    let mut said = BTreeSet::new();
    for observation in judged.used() {
        if !said.insert((observation.source.as_deref(), observation.note.as_deref())) {
            continue;
        }
        sheet.fact(Heading::Source, (&observation.source, &observation.note));
    }
    let files: BTreeSet<u32> = judged.used().map(|one| one.origin.file).collect();
    for file in files {
        let Some(file) = judged.files().get(file as usize) else { continue };
        if let (name, Some(line)) = (file.name.clone(), file.recipe) {
            let plan = judged.plan.file.clone();
            sheet.say(move |words| {
                say!(
                    words,
                    "{name} is read as {plan}:{line} says.",
                    "{name} 按 {plan}:{line} 的写法读取。"
                )
            });
        }
    }
}

/// Every member with its figure and whether it meets the target.
fn members_table(judged: &Judged<'_>) -> Option<Table> {
    let members = judged.finding.members.as_ref()?;
    let indicator = judged.indicator();
    let edges = judged.member_edges();
    let amount = |actual: &Actual| {
        let value = edges.amount(&actual.value).marked(actual.quality.inexact());
        Cell::amount(value, indicator.target_unit())
    };
    Some(
        Table::of(&members.all)
            .word(Heading::Region, |it| &it.region)
            .column(Column::number(Heading::Target).optional(), |it| judged.member_target(it))
            .number(Heading::Actual, |it| it.actual.as_ref().map(amount))
            .word(Heading::Period, |it| it.actual.as_ref().map(|actual| actual.period))
            .word(Heading::Met, |it| Cell::met(it.met))
            .prose(Heading::Place, |it| {
                let all = it.actual.iter().flat_map(|actual| &actual.observations);
                all.flat_map(|one| one.places(judged.files())).collect::<Vec<_>>()
            })
            .table()
            .without_empty_optional(),
    )
}

fn years_table(judged: &Judged<'_>) -> Table {
    let unit = &judged.indicator().unit;
    let edges = judged.edges();
    let amount = |year: &YearOutcome, value: &Number| {
        Cell::amount(edges.amount(value).marked(year.quality.inexact()), unit)
    };
    Table::of(&judged.finding.years)
        .word(Heading::Year, |it| it.year.to_string())
        .number(Heading::Value, |it| it.value.as_ref().map(|value| amount(it, value)))
        .word(Heading::Complete, |it| it.complete)
        .word(Heading::Met, |it| it.met)
        .table()
}
