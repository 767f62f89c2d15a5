//! What changed between two assessments of a plan, and why: the page, the rows, one a change, and `plancheck.diff/v1`.

use std::collections::HashSet;
use std::iter::repeat_n;

use crate::{
    actuals::{ActualsFile, Observation, Quality},
    assess::{
        JudgedPlan,
        trace::diff::{
            Cause, Change, Diff, Direction, FigureDiff, IndicatorDiff, OtherCause, Part, Role,
        },
    },
    lang::words::Words,
    plan::{Amendment, Plan},
    record::{Data, Flat, Record, Shape, Value, each, plan::id_of},
    report::{
        Judged, Note, Section, Sheet,
        check::policy_met,
        distinct, id_name,
        row::{self, Row},
        sheet, tallied,
    },
    table::{Cell, Edges, Heading, Table, Vintage, Why},
    unit::Unit,
    words::{joined, words_of},
};

words! {
    /// What makes a comparison fail.
    pub enum FailOn {
        /// A verdict that is worse than before, or lost.
        Worse   "worse"   "worse"      "变差";
        /// Anything that changed.
        Changed "changed" "any change" "有变化";
    }
}

/// A comparison of two sides, as far as it is asked for.
#[derive(Clone)]
pub struct DiffView<'a> {
    /// As it was.
    pub from: JudgedPlan<'a>,
    /// As it is.
    pub to: JudgedPlan<'a>,
    /// What changed.
    pub diff: &'a Diff,
    /// Ids of indicators and series asked for; all when empty.
    pub only: Vec<&'a str>,
    /// What makes it fail.
    pub fail_on: Option<FailOn>,
}

impl<'a> DiffView<'a> {
    /// The plan.
    pub fn plan(&self) -> &'a Plan {
        self.to.plan
    }

    fn wanted(&self, id: &str) -> bool {
        self.only.is_empty() || self.only.contains(&id)
    }

    /// An indicator on both sides.
    fn sides(&self, one: &IndicatorDiff) -> Option<[Judged<'a>; 2]> {
        let judged =
            |side: JudgedPlan<'a>| side.judged(side.assessment.findings.get(one.finding)).next();
        Some([judged(self.from)?, judged(self.to)?])
    }

    /// The indicators asked for, changed or not, each on both sides.
    fn indicators(&self) -> Vec<(&'a IndicatorDiff, [Judged<'a>; 2])> {
        let all = self.diff.indicators.iter().filter_map(|one| Some((one, self.sides(one)?)));
        all.filter(|(_, [from, _])| self.wanted(&from.indicator().id)).collect()
    }

    /// Those that changed.
    pub fn changed(&self) -> Vec<(&'a IndicatorDiff, [Judged<'a>; 2])> {
        let mut changed = self.indicators();
        changed.retain(|(one, _)| !one.parts.is_empty());
        changed
    }

    /// The figures asked for that changed, each under the first indicator or series that names it.
    pub fn figures(&self) -> impl Iterator<Item = &'a FigureDiff> {
        let mut told = HashSet::new();
        let named =
            self.diff.figures.iter().filter(|figure| figure.named && self.wanted(&figure.id));
        named.filter(move |figure| told.insert(figure.identity()))
    }

    /// What changed, counted, and whether that is a failure.
    pub fn tally(&self) -> DiffTally {
        let changed = self.changed();
        let worse = changed.iter().any(|(one, _)| one.direction.is_worse());
        let figures = self.figures().count();
        let fails = match self.fail_on {
            None => false,
            Some(FailOn::Worse) => worse,
            Some(FailOn::Changed) => !changed.is_empty() || figures > 0,
        };
        DiffTally {
            of: self.indicators().len(),
            changed: changed.len(),
            counts: tallied(changed.iter().map(|(one, _)| one.direction)),
            figures,
            fail_on: self.fail_on,
            met: !fails,
        }
    }

    /// The page.
    pub fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.plan(self.plan(), self.to.region());
        let same_files = self.same_files();
        for (after, side) in [(false, self.from), (true, self.to)] {
            sheet.note(side_note(after, side, same_files));
        }
        sheet.part(Section::ChangedIndicators, self.indicator_table());
        let own = self.to.region();
        for (index, figure) in self.figures().enumerate() {
            if index == 0 {
                sheet.section(Section::ChangedFigures);
            } else {
                sheet.space();
            }
            self.figure_notes(figure, own, &mut sheet);
        }
        let tally = self.tally();
        sheet.space().say(move |words| tally.said(words));
        if same_files {
            sheet.note(Note::files(self.to.files()));
        }
        sheet
    }

    /// Do both sides rest on the same files, so that naming them once is enough?
    fn same_files(&self) -> bool {
        let names = |files: &'a [ActualsFile]| files.iter().map(|file| &file.name);
        names(self.from.files()).eq(names(self.to.files()))
    }

    fn indicator_table(&self) -> Table {
        Table::of(self.changed())
            .prose(Heading::Indicator, |(_, [it, _])| (it.name(), &it.indicator().id))
            .word(Heading::Before, |(one, [from, _])| state_cell(one, from))
            .word(Heading::After, |(one, [_, to])| state_cell(one, to))
            .prose(Heading::Cause, |(one, [_, to])| Cell::Stack(each(self.why(one, to), Cell::Why)))
            .table()
    }

    /// A figure that changed, with the source of either vintage.
    fn figure_notes(&self, figure: &FigureDiff, own_region: &str, sheet: &mut Sheet) {
        let why = self.why_figure(figure, Role::Actual, "", own_region);
        let id = figure.id.clone();
        sheet.say(move |words| words.titled(&id, &words.why(&why)));
        for (heading, side, one) in
            [(Heading::Before, self.from, &figure.from), (Heading::After, self.to, &figure.to)]
        {
            let sources = one.as_ref().map(|one| {
                let places = one.places(side.files());
                distinct(row::sources(one, side.files()).into_iter().chain(places))
            });
            sheet.fact(heading, sources);
        }
    }

    /// Why an indicator changed, ready to be said.
    pub fn why(&self, one: &IndicatorDiff, to: &Judged<'_>) -> Vec<Why> {
        let indicator = to.indicator();
        let causes = one.causes.iter();
        causes
            .filter_map(|cause| match cause {
                Cause::Figure(place, role) => {
                    let figure = self.diff.figures.get(*place)?;
                    Some(self.why_figure(figure, *role, &indicator.id, &to.finding.region))
                }
                Cause::Amended(place) => {
                    indicator.amendments.get(*place).map(|amendment| Why::Amended {
                        on: amendment.on,
                        document: amendment.document.clone(),
                        withdrawn: amendment.withdrawn,
                    })
                }
                Cause::Other(other) => Some(Why::Other(*other)),
            })
            .collect()
    }

    fn why_figure(&self, figure: &FigureDiff, role: Role, own_id: &str, own_region: &str) -> Why {
        let (from, to) = vintages(self.plan(), figure);
        Why::Figure {
            name: (figure.id != own_id).then(|| id_name(self.plan(), &figure.id)),
            region: (figure.region != own_region).then(|| figure.region.clone()),
            role,
            period: figure.period,
            change: figure.change,
            vintages: Box::new([from, to]),
        }
    }
}

/// What changed between two sides, counted.
#[derive(Clone)]
pub struct DiffTally {
    /// Indicators compared.
    pub of: usize,
    /// Those that changed.
    pub changed: usize,
    /// By what became of the verdict.
    pub counts: Vec<(Direction, usize)>,
    /// Figures that changed.
    pub figures: usize,
    /// What makes it fail.
    pub fail_on: Option<FailOn>,
    /// Does it not fail?
    pub met: bool,
}

impl DiffTally {
    /// `3 of 59 indicators changed: 1 better, 1 worse, 1 same verdict; 12 figures changed.`
    pub fn said(&self, words: Words) -> String {
        let Self { of, changed, figures, .. } = self;
        let counts = self.counts.iter().map(|(direction, count)| {
            let direction = direction.text(words);
            say!(words, "{count} {direction}", "{direction}{count}")
        });
        let counts = words.commas(counts);
        let counts =
            if counts.is_empty() { counts } else { say!(words, " ({counts})", "（{counts}）") };
        let indicators = say!(
            words,
            "{changed} of {of} indicators changed{counts}",
            "{of}项指标中{changed}项有变化{counts}"
        );
        let figures = say!(
            words,
            [figures, "1 figure changed", "{figures} figures changed"],
            "{figures}个数据有变化"
        );
        // A request for a series alone selects no indicator.
        let parts = (*of > 0).then_some(indicators).into_iter().chain([figures]);
        let text = words.semicolons(parts) + words.pick(".", "。");
        let Some(fail_on) = self.fail_on else { return text };
        let met = policy_met(self.met, words);
        let what = fail_on.text(words);
        say!(words, "{text} {met} (fails on {what}).", "{text}{met}（{what}即不通过）。")
    }
}

/// One side, for people: `Before: as of 2025-03-01; newest release 2025-01-14`, and its files where the sides do not share
/// them.
fn side_note(after: bool, side: JudgedPlan<'_>, same_files: bool) -> Note {
    let as_of = side.as_of;
    let newest = side.newest_release();
    let later = side.published_later().len();
    let files = (!same_files).then(|| side.files().to_vec());
    Note::plain(move |words| {
        let heading = if after {
            words.pick("After", "变化后")
        } else {
            words.pick("Before", "变化前")
        };
        let releases = sheet::releases(words, as_of, newest, later);
        let releases = match releases.strip_prefix("As of") {
            Some(rest) => format!("as of{rest}"),
            None => releases,
        };
        let files = files.iter().map(|files| sheet::files(words, files));
        let parts = words.semicolons([releases].into_iter().chain(files));
        format!("{heading}{}{parts}", words.colon())
    })
}

/// The unit of an indicator's or series' figures.
fn unit_of(plan: &Plan, id: &str) -> Unit {
    plan.figure(id).map_or_else(Unit::default, |it| it.unit.clone())
}

/// A figure as it was known on either side.
pub fn vintages(plan: &Plan, figure: &FigureDiff) -> (Option<Vintage>, Option<Vintage>) {
    let unit = unit_of(plan, &figure.id);
    let both = figure.from.iter().chain(&figure.to);
    let edges = Edges::new(0, both.map(|one| &one.value));
    let shown = |one: &Option<Observation>| {
        one.as_ref().map(|one| Vintage {
            value: edges.amount(&one.value).marked(one.quality.inexact()),
            unit: unit.clone(),
            published: one.published,
            quality: one.quality,
        })
    };
    (shown(&figure.from), shown(&figure.to))
}

/// How an indicator stands on one side: the verdict, the actual, and the target where that changed.
pub fn state_cell(one: &IndicatorDiff, judged: &Judged<'_>) -> Cell {
    let digits = judged.digits();
    let target = one.parts.contains(&Part::Target).then(|| digits.target_cell());
    let cells = [judged.verdict_cell(), digits.actual_amount_cell()];
    Cell::Stack(cells.into_iter().chain(target).collect())
}

/// The first columns: what is compared.
const HEAD: [&str; 8] = ["plan", "row", "indicator", "region", "name", "unit", "change", "causes"];

/// What a value is called on either side.
macro_rules! sides {
    ($name:literal) => {
        [concat!($name, "_from"), concat!($name, "_to")]
    };
}

/// Columns of `status`, and what they are called on either side.
macro_rules! of_status {
    ($($column:literal)+) => { [$(($column, sides!($column)),)+] };
}

const OF_INDICATORS: [(&str, [&str; 2]); 9] = of_status! {
    "verdict" "reason" "flags" "actual" "actual_period" "baseline" "baseline_period" "target" "deadline"
};

/// A value of a figure.
type OfFigure = fn(&Observation, &[ActualsFile]) -> Data;

/// Values of a figure, and what they are called on either side.
const OF_FIGURES: [([&str; 2], OfFigure); 5] = [
    (sides!("value"), |one, _| one.value.data()),
    (sides!("published"), |one, _| one.published.data()),
    (sides!("quality"), |one, _| one.quality.data()),
    (sides!("source"), |one, files| row::sources(one, files).data()),
    (sides!("place"), |one, files| one.places(files).data()),
];

/// The columns of the rows: what is compared, then each value as it was and as it is. Names and order are a promise:
/// only ever add at the end.
fn columns() -> impl Iterator<Item = &'static str> {
    let indicators = OF_INDICATORS.iter().flat_map(|(_, names)| *names);
    let figures = OF_FIGURES.iter().flat_map(|(names, _)| *names);
    HEAD.into_iter().chain(indicators).chain(["period"]).chain(figures).chain(["name_en"])
}

impl DiffView<'_> {
    /// Every changed indicator and every changed figure, one a row.
    pub fn flat(&self) -> Flat<'_> {
        let indicators =
            self.changed().into_iter().map(|(one, sides)| self.indicator_row(one, sides));
        let figures = self.figures().map(|figure| self.figure_row(figure));
        Flat::new(columns(), indicators.chain(figures))
    }

    fn indicator_row(&self, one: &IndicatorDiff, [from, to]: [Judged<'_>; 2]) -> Vec<Data> {
        let indicator = from.indicator();
        let head = [
            self.plan().id.data(),
            "indicator".data(),
            indicator.id.data(),
            to.finding.region.data(),
            indicator.name.data(),
            to.unit().data(),
            one.direction.data(),
            distinct(each(&one.causes, |cause| self.cause_word(cause))).data(),
        ];
        let sides = OF_INDICATORS.iter().flat_map(|(column, _)| {
            [from, to].map(|it| row::value(&it, column).unwrap_or(Data::Undefined))
        });
        let no_figure = repeat_n(Data::Undefined, 1 + 2 * OF_FIGURES.len());
        head.into_iter().chain(sides).chain(no_figure).chain([indicator.name_en.data()]).collect()
    }

    fn figure_row(&self, figure: &FigureDiff) -> Vec<Data> {
        let name = id_name(self.plan(), &figure.id);
        let head = [
            self.plan().id.data(),
            "figure".data(),
            figure.id.data(),
            figure.region.data(),
            name.printed.data(),
            unit_of(self.plan(), &figure.id).data(),
            figure.change.data(),
            Data::Undefined,
        ];
        let no_indicator = repeat_n(Data::Undefined, 2 * OF_INDICATORS.len());
        let sides = OF_FIGURES.iter().flat_map(|(_, value)| {
            let sides = [(self.from, &figure.from), (self.to, &figure.to)];
            sides.map(|(side, one)| {
                one.as_ref().map_or(Data::Undefined, |one| value(one, side.files()))
            })
        });
        let period = [figure.period.data()];
        let head = head.into_iter().chain(no_indicator).chain(period);
        head.chain(sides).chain([name.english.data()]).collect()
    }

    /// The word of a cause in the machine formats.
    fn cause_word(&self, cause: &Cause) -> String {
        match cause {
            Cause::Figure(place, role) => {
                let figure = self.diff.figures.get(*place);
                figure.map(|figure| figure_cause(figure.change, *role)).unwrap_or_default()
            }
            Cause::Amended(_) => AMENDED.to_owned(),
            Cause::Other(other) => other.word().to_owned(),
        }
    }
}

word_values! { Change Direction FailOn Part }

record! {
    document "diff" "What changed between two days or two sets of actuals, as `plancheck diff --format json` writes it."
    |it: DiffView<'_>| {
        plan: "The plan's id." = &it.plan().id,
        title: "Its title as printed." = &it.plan().title,
        title_en: "Its title in English." = &it.plan().title_en,
        region: "The region assessed." = it.to.region(),
        from: "As it was.",
        to: "As it is.",
        fail_on: "What was to fail; null: nothing.",
        met: "Did nothing of that happen?" = it.tally().met,
        compared: "Indicators compared." = it.tally().of,
        changed: "Those that changed." = it.tally().changed,
        changes: "What became of their verdicts, counted." = Directions(it.tally().counts),
        indicators: "The indicators that changed." = each(it.changed(), |(one, [from, to])| (one, [from, to], it)),
        figures: "The figures that changed." = each(it.figures(), |figure| (figure, it)),
    }
}

record! {
    "side" "One of the two sides."
    |it: JudgedPlan<'_>| {
        as_of: "Nothing published after it is used." = it.as_of,
        newest_release: "The newest day of release in use." = it.newest_release(),
        published_later: "Observations published after the as-of date." = it.published_later().len(),
        files: "The files of actuals." = it.files(),
    }
}

struct Directions(Vec<(Direction, usize)>);

record! {
    "changes" "How many verdicts went which way."
    |it: Directions| {
        for any words_of::<Direction>: "How many; absent: none." = each(&it.0, |(one, count)| (one.word(), *count)),
    }
}

record! {
    "changed-indicator" "An indicator that changed, on both sides."
    |it: &IndicatorDiff, sides: [Judged<'_>; 2], view: &DiffView<'_>| {
        indicator: "Its id." = &sides[0].indicator().id,
        name: "Its name as printed." = &sides[0].indicator().name,
        name_en: "Its name in English." = &sides[0].indicator().name_en,
        region: "The region assessed." = &sides[1].finding.region,
        change: "What became of the verdict." = it.direction,
        changed: "What changed." = each(&it.parts, |part| *part),
        causes: "Why." = each(&it.causes, |cause| Caused(cause, sides[1], view)),
        from: "As it was." = Row(sides[0]),
        to: "As it is." = Row(sides[1]),
    }
}

/// A cause of a change, with the indicator as it is.
struct Caused<'a>(&'a Cause, Judged<'a>, &'a DiffView<'a>);

values! {
    Caused<'_>: Shape::Forms(&[ByFigure::OBJECT, ByAmendment::OBJECT, ByOther::OBJECT]), |it| {
        let Caused(cause, to, view) = it;
        match cause {
            Cause::Figure(place, role) => view.diff.figures.get(*place).map(|one| ByFigure(one, *role, view)).data(),
            Cause::Amended(place) => to.indicator().amendments.get(*place).map(ByAmendment).data(),
            Cause::Other(other) => ByOther(*other).data(),
        }
    };
}

struct ByFigure<'a>(&'a FigureDiff, Role, &'a DiffView<'a>);

record! {
    "cause-figure" "A figure that it rests on changed."
    |it: ByFigure<'_>| {
        cause: "What happened to which figure." = FigureCause(it.0.change, it.1),
        figure: "That figure." = (it.0, it.2),
    }
}

struct FigureCause(Change, Role);

values! {
    FigureCause: Shape::Form(|| {
        let [changes, roles] = [words_of::<Change>(), words_of::<Role>()].map(|words| words.join("|"));
        format!("^(new-period|({changes})-({roles}))$")
    }), |it| figure_cause(it.0, it.1).data();
}

struct ByAmendment<'a>(&'a Amendment);

struct AmendedTarget;

values! {
    AmendedTarget: Shape::Exactly(AMENDED), |_it| AMENDED.data();
}

record! {
    "cause-amended" "A later document changed the target."
    |it: ByAmendment<'_>| {
        cause: "The target was amended." = AmendedTarget,
        on: "From this day on." = it.0.on,
        document: "The document that says so." = id_of(&it.0.document),
        withdrawn: "Was the target given up?" = it.0.withdrawn,
    }
}

word_values! { OtherCause }

struct ByOther(OtherCause);

record! {
    "cause-other" "Only time went by, or only figures changed that it does not rest on by itself."
    |it: ByOther| {
        cause: "Which of the two." = it.0,
    }
}

record! {
    "changed-figure" "A figure that is new, another one, or gone."
    |it: &FigureDiff, view: &DiffView<'_>| {
        series: "The id of the indicator or series." = &it.id,
        region: "Its region.",
        period: "Its period.",
        unit: "Its unit." = unit_of(view.plan(), &it.id),
        change: "What happened to it.",
        from: "As it was; null: there was none." = it.from.as_ref().map(|one| (one, view.from.files())),
        to: "As it is; null: there is none." = it.to.as_ref().map(|one| (one, view.to.files())),
    }
}

const AMENDED: &str = "amended-target";

/// What happened to which figure, in one word of the machine formats.
fn figure_cause(change: Change, role: Role) -> String {
    match (change, role) {
        (Change::New, Role::Actual) => "new-period".to_owned(),
        _ => format!("{}-{}", change.word(), role.word()),
    }
}

impl Words {
    /// `baseline 2020 revised: 2.88 (2021-09-22) → 2.77 (2026-01-15)`.
    pub fn why(self, why: &Why) -> String {
        match why {
            Why::Figure { name, region, role, period, change, vintages } => {
                let role = role.text(self);
                let name = name.as_ref().map(|name| self.name(name));
                let name = say!(self, [name ? "{name}, " : ""], [name ? "{name}，" : ""]);
                let region = part!([region ? "{region} " : ""]);
                let period = self.period(*period);
                let change = change.text(self);
                let [from, to] = vintages.each_ref().map(Option::as_ref);
                let figures = self.figures(from, to);
                say!(
                    self,
                    "{role}{name}{region}{period} {change}: {figures}",
                    "{role}{name}{region}{period}{change}：{figures}"
                )
            }
            Why::Amended { on, document, withdrawn } => {
                let document = document.as_ref().map(|it| self.document(it));
                let document = say!(self, [document ? " ({document})" : ""], [document ? "（{document}）" : ""]);
                say!(
                    self,
                    [if withdrawn "target withdrawn on {on}{document}" else "target amended on {on}{document}"],
                    [if withdrawn "目标于{on}取消{document}" else "目标于{on}调整{document}"]
                )
            }
            Why::Other(other) => other.text(self).to_owned(),
        }
    }

    /// A figure with its release date, before and after.
    pub fn figures(self, from: Option<&Vintage>, to: Option<&Vintage>) -> String {
        let one = |it: &Vintage| {
            let value = self.with_unit(&self.shown(&it.value), &it.unit);
            let published = it.published;
            let quality = (it.quality != Quality::FINAL).then(|| self.quality(it.quality));
            say!(
                self,
                [quality ? "{value} ({published}, {quality})" : "{value} ({published})"],
                [quality ? "{value}（{published}，{quality}）" : "{value}（{published}）"]
            )
        };
        let both = from.into_iter().chain(to).map(one);
        joined(both, self.sign(" → ", " -> "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_a_column_of_status() {
        for (column, _) in OF_INDICATORS {
            assert!(row::column_names().contains(&column), "{column}");
        }
    }
}
