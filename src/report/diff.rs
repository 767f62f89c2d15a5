//! What changed between two assessments of a plan or of two versions of it, and why: the page, the rows, one a change, and
//! `plancheck.diff/v1`.

use std::collections::HashSet;

use crate::{
    actuals::{ActualsFile, Observation, Quality, UnmatchedName},
    assess::{
        JudgedPlan,
        trace::diff::{
            Cause, Change, Diff, Direction, Driver, Edit, FigureDiff, IndicatorDiff, Move,
            OtherCause, Part, Role,
        },
    },
    lang::words::Words,
    plan::{Amendment, Figure, Indicator, Plan},
    record::{Data, Entries, Flat, Record, Shape, Value, each, plan::id_of},
    report::{
        Judged, Note, Section, Sheet,
        check::policy_met,
        distinct, id_name, name_of,
        row::{self, Row},
        sheet,
        show::{amendment_cell, target_cell},
        tallied,
        versions::PlanChange,
    },
    table::{Cell, Edges, Heading, Name, Table, Vintage, Why},
    unit::Unit,
    words::{Lang, joined, words_of},
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
    /// What is not the same in the plan.
    pub changes: &'a [PlanChange],
    /// What changed.
    pub diff: &'a Diff,
    /// Names that only the actuals of after have and that match nothing.
    pub unmatched: Vec<&'a UnmatchedName>,
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

    /// The indicators asked for, changed or not.
    fn indicators(&self) -> Vec<Compared<'a>> {
        let all = self.diff.indicators.iter().filter_map(|diff| {
            let judged = |side: JudgedPlan<'a>, place: Option<usize>| {
                side.judged(side.assessment.findings.get(place?)).next()
            };
            let [from, to] = diff.places;
            let sides = [judged(self.from, from), judged(self.to, to)];
            let wanted = sides.iter().flatten().any(|it| self.wanted(&it.indicator().id));
            wanted.then_some(Compared { diff, it: sides[1].or(sides[0])?, sides })
        });
        all.collect()
    }

    /// Those that changed.
    pub fn changed(&self) -> Vec<Compared<'a>> {
        let mut changed = self.indicators();
        changed.retain(|it| !it.diff.parts.is_empty());
        changed
    }

    /// The changes of the plan, as far as they are of what is asked for.
    fn changes(&self) -> impl Iterator<Item = &'a PlanChange> {
        self.changes.iter().filter(|it| it.ids.iter().flatten().any(|id| self.wanted(id)))
    }

    /// The indicator or series of a change of the plan.
    fn changed_figure(&self, change: &PlanChange) -> Option<&'a Figure> {
        let plans = [self.to.plan, self.from.plan].into_iter();
        plans.filter(|_| change.has_figure()).find_map(|plan| plan.figure(change.id()))
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
        let worse = changed.iter().any(|it| it.diff.direction.is_worse());
        let figures = self.figures().count();
        let edits = self.changes().count();
        let fails = match self.fail_on {
            None => false,
            Some(FailOn::Worse) => worse,
            Some(FailOn::Changed) => !changed.is_empty() || figures + edits > 0,
        };
        DiffTally {
            of: self.indicators().len(),
            changed: changed.len(),
            counts: tallied(changed.iter().map(|it| it.diff.direction)),
            movers: tallied(changed.iter().flat_map(|it| &it.diff.moves).map(|step| step.by)),
            edits,
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
        let versions = self.from.plan.file != self.to.plan.file;
        for (after, side) in [(false, self.from), (true, self.to)] {
            sheet.note(side_note(after, side, versions, same_files));
        }
        sheet.part(Section::PlanChanges, self.change_table());
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
        if !self.unmatched.is_empty() {
            let names = each(&self.unmatched, |it| (*it).clone());
            sheet.space().say(move |words| words.unmatched(&names));
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

    fn change_table(&self) -> Table {
        Table::of(self.changes())
            .prose(Heading::Indicator, |it| match self.changed_figure(it) {
                Some(figure) => (name_of(figure), it.id()).into(),
                None if it.table == "plan" => Cell::text("[plan]"),
                None => (format!("[[{}]]", it.table), it.id()).into(),
            })
            .word(Heading::Change, |it| {
                let keys = it.keys.iter().filter(|_| it.edit != Edit::Amended);
                let keys = keys.map(|(key, _)| Cell::text(*key));
                Cell::Stack(
                    [both(|words| it.edit.text(words)).into()].into_iter().chain(keys).collect(),
                )
            })
            .prose(Heading::Before, |it| self.change_cell(it, 0))
            .prose(Heading::After, |it| self.change_cell(it, 1))
            .table()
    }

    /// What the plan says on one side of a change.
    fn change_cell(&self, it: &PlanChange, side: usize) -> Cell {
        let plan = [self.from, self.to][side].plan;
        let indicator =
            it.ids[side].as_ref().and_then(|id| plan.indicator(id)).filter(|_| it.has_figure());
        let target = |indicator: &Indicator| target_cell(plan, indicator, &indicator.target);
        match it.edit {
            Edit::Added | Edit::Removed => indicator.map(target).into(),
            Edit::Renamed => (&it.ids[side]).into(),
            _ => Cell::Stack(each(&it.keys, |(key, values)| {
                match (*key, indicator, &values[side]) {
                    ("target", Some(indicator), _) => target(indicator),
                    ("cite", Some(indicator), _) => (&indicator.citations).into(),
                    ("amended", Some(indicator), Data::Object(amendment)) => {
                        let all = indicator.amendments.iter();
                        let one = all.filter(|it| {
                            amendment.first().is_some_and(|(_, on)| *on == it.on.data())
                        });
                        Cell::Stack(each(one, |it| amendment_cell(plan, indicator, it)))
                    }
                    (_, _, Data::Period(period)) => (*period).into(),
                    (_, _, value) => value.plain().into(),
                }
            })),
        }
    }

    fn indicator_table(&self) -> Table {
        Table::of(self.changed())
            .prose(Heading::Indicator, |it| (it.it.name(), &it.it.indicator().id))
            .word(Heading::Before, |it| it.state_cell(0))
            .word(Heading::After, |it| it.state_cell(1))
            .prose(Heading::Cause, |it| Cell::Stack(each(self.why(it), Cell::Why)))
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

    /// Why an indicator changed, ready to be said; and what moved its verdict, unless that follows from it.
    pub fn why(&self, it: &Compared<'_>) -> Vec<Why> {
        let indicator = it.it.indicator();
        let IndicatorDiff { causes, moves, .. } = it.diff;
        let told = moves.len() > 1
            || moves.iter().any(|step| causes.iter().any(|cause| cause.driver() != step.by));
        let moves = told.then(|| Why::Moves(moves.clone()));
        let causes = causes.iter();
        causes
            .filter_map(|cause| match cause {
                Cause::Figure(place, role) => {
                    let figure = self.diff.figures.get(*place)?;
                    Some(self.why_figure(figure, *role, &indicator.id, &it.it.finding.region))
                }
                Cause::Amended(place) => {
                    indicator.amendments.get(*place).map(|amendment| Why::Amended {
                        on: amendment.on,
                        document: amendment.document.clone(),
                        withdrawn: amendment.withdrawn,
                    })
                }
                Cause::Edited(place) => {
                    let edit = self.changes.get(*place)?.edit;
                    Some(Why::Word(both(|words| edit.text(words))))
                }
                Cause::Other(other) => Some(Why::Word(both(|words| other.text(words)))),
            })
            .chain(moves)
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

/// A word of a closed list in both languages.
fn both(word: impl Fn(Lang) -> &'static str) -> [&'static str; 2] {
    [Lang::En, Lang::Zh].map(word)
}

/// An indicator on both sides.
#[derive(Clone, Copy)]
pub struct Compared<'a> {
    pub diff: &'a IndicatorDiff,
    /// As it is, or was where it is gone.
    pub it: Judged<'a>,
    sides: [Option<Judged<'a>>; 2],
}

impl Compared<'_> {
    /// How it stands on one side: the verdict, the actual, and the target where that changed.
    pub fn state_cell(&self, side: usize) -> Cell {
        let target = self.diff.parts.contains(&Part::Target);
        let cell = |it: &Judged<'_>| {
            let digits = it.digits();
            let target = target.then(|| digits.target_cell());
            let cells = [it.verdict_cell(), digits.actual_amount_cell()];
            Cell::Stack(cells.into_iter().chain(target).collect())
        };
        self.sides[side].as_ref().map(cell).into()
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
    /// How many verdicts each of them moved.
    pub movers: Vec<(Driver, usize)>,
    /// Changes of the plan.
    pub edits: usize,
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
        let Self { of, changed, figures, edits, .. } = self;
        let counts = self.counts.iter().map(|(direction, count)| {
            let direction = direction.text(words);
            say!(words, "{count} {direction}", "{direction}{count}")
        });
        let counts = words.commas(counts);
        let counts =
            if counts.is_empty() { counts } else { say!(words, " ({counts})", "（{counts}）") };
        let edits = (*edits > 0).then(|| {
            say!(
                words,
                [edits, "1 change of the plan", "{edits} changes of the plan"],
                "规划有{edits}处变化"
            )
        });
        let movers = words.commas(self.movers.iter().map(|(by, count)| {
            let by = by.text(words);
            say!(words, "{by} {count}", "{by}{count}项")
        }));
        let movers = (!movers.is_empty())
            .then(|| say!(words, "verdicts moved by {movers}", "评估变动缘于：{movers}"));
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
        let indicators = (*of > 0).then_some(indicators);
        let parts = edits.into_iter().chain(indicators).chain(movers).chain([figures]);
        let text = words.semicolons(parts) + words.pick(".", "。");
        let Some(fail_on) = self.fail_on else { return text };
        let met = policy_met(self.met, words);
        let what = fail_on.text(words);
        say!(words, "{text} {met} (fails on {what}).", "{text}{met}（{what}即不通过）。")
    }
}

/// One side, for people: `Before: as of 2025-03-01; newest release 2025-01-14`, and its version of the plan and its files
/// where the sides do not share them.
fn side_note(after: bool, side: JudgedPlan<'_>, versions: bool, same_files: bool) -> Note {
    let plan = versions.then(|| side.plan.file.clone());
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
        let parts = words.semicolons(plan.clone().into_iter().chain([releases]).chain(files));
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

/// The last columns: what moved a verdict, and what a plan says otherwise.
const TAIL: [&str; 5] = ["moved_by", "table", "keys", "entry_from", "entry_to"];

/// The columns of the rows: what is compared, then each value as it was and as it is. Names and order are a promise:
/// only ever add at the end.
fn columns() -> impl Iterator<Item = &'static str> {
    let indicators = OF_INDICATORS.iter().flat_map(|(_, names)| *names);
    let figures = OF_FIGURES.iter().flat_map(|(names, _)| *names);
    HEAD.into_iter()
        .chain(indicators)
        .chain(["period"])
        .chain(figures)
        .chain(["name_en"])
        .chain(TAIL)
}

impl DiffView<'_> {
    /// Every change of the plan, every changed indicator and figure, and every name that matches nothing, one a row.
    pub fn flat(&self) -> Flat<'_> {
        let changes = self.changes().map(|it| self.change_row(it));
        let indicators = self.changed().into_iter().map(|it| self.indicator_row(&it));
        let figures = self.figures().map(|figure| self.figure_row(figure));
        let unmatched = self.unmatched.iter().map(|it| {
            let name = Name::untranslated(&it.name);
            let mut row = self.row("unmatched", [Data::Undefined, Data::Undefined], &name);
            row.push(("place_to", it.place.data()));
            row
        });
        let rows = changes.chain(indicators).chain(figures).chain(unmatched).map(|row| {
            let value = |column| row.iter().find(|(name, _)| *name == column);
            columns()
                .map(|column| value(column).map_or(Data::Undefined, |it| it.1.clone()))
                .collect()
        });
        Flat::new(columns(), rows.collect::<Vec<_>>())
    }

    /// What all rows begin with: what it is of, its id and region, its name.
    fn row(&self, what: &str, [id, region]: [Data; 2], name: &Name) -> Entries {
        let values = [self.plan().id.data(), what.data(), id, region, name.printed.data()];
        let head = HEAD.into_iter().zip(values);
        head.chain([("name_en", name.english.data())]).collect()
    }

    fn change_row(&self, it: &PlanChange) -> Entries {
        let figure = self.changed_figure(it);
        let name = figure.map_or_else(|| Name::untranslated(""), name_of);
        let mut row = self.row("plan", [it.id().data(), Data::Undefined], &name);
        let values = |side: usize| match it.edit {
            Edit::Renamed => it.ids[side].data(),
            _ => each(&it.keys, |(_, values)| values[side].plain()).data(),
        };
        row.extend([
            ("unit", figure.map(|it| &it.unit).data()),
            ("change", it.edit.data()),
            ("table", it.table.data()),
            ("keys", each(&it.keys, |(key, _)| *key).data()),
            ("entry_from", values(0)),
            ("entry_to", values(1)),
        ]);
        row
    }

    fn indicator_row(&self, Compared { diff, it, sides }: &Compared<'_>) -> Entries {
        let indicator = it.indicator();
        let ids = [indicator.id.data(), it.finding.region.data()];
        let mut row = self.row("indicator", ids, &name_of(indicator));
        row.extend([
            ("unit", it.unit().data()),
            ("change", diff.direction.data()),
            ("causes", distinct(each(&diff.causes, |cause| self.cause_word(cause))).data()),
            ("moved_by", each(&diff.moves, |step| step.by.word()).data()),
        ]);
        for (column, names) in OF_INDICATORS {
            row.extend(names.into_iter().zip(sides).map(|(name, side)| {
                (name, side.and_then(|it| row::value(&it, column)).unwrap_or(Data::Undefined))
            }));
        }
        row
    }

    fn figure_row(&self, figure: &FigureDiff) -> Entries {
        let ids = [figure.id.data(), figure.region.data()];
        let mut row = self.row("figure", ids, &id_name(self.plan(), &figure.id));
        row.extend([
            ("unit", unit_of(self.plan(), &figure.id).data()),
            ("change", figure.change.data()),
            ("period", figure.period.data()),
        ]);
        let sides = [(self.from, &figure.from), (self.to, &figure.to)];
        for (names, value) in OF_FIGURES {
            row.extend(names.into_iter().zip(sides).map(|(name, (side, one))| {
                (name, one.as_ref().map_or(Data::Undefined, |one| value(one, side.files())))
            }));
        }
        row
    }

    /// The word of a cause in the machine formats.
    fn cause_word(&self, cause: &Cause) -> String {
        match cause {
            Cause::Figure(place, role) => {
                let figure = self.diff.figures.get(*place);
                figure.map(|figure| figure_cause(figure.change, *role)).unwrap_or_default()
            }
            Cause::Amended(_) => Edit::Amended.word().to_owned(),
            Cause::Edited(place) => {
                self.changes.get(*place).map(|it| it.edit.word().to_owned()).unwrap_or_default()
            }
            Cause::Other(other) => other.word().to_owned(),
        }
    }
}

word_values! { Change Direction Driver Edit FailOn Part }

record! {
    document "diff" "What changed between two days, two sets of actuals or two versions of a plan, as `plancheck diff --format json` writes it."
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
        indicators: "The indicators that changed." = each(it.changed(), |one| (one, it)),
        figures: "The figures that changed." = each(it.figures(), |figure| (figure, it)),
        plan_changes: "What is not the same in the plan." = each(it.changes(), |change| (change, it)),
        moved_by: "How many verdicts each of these moved." = Drivers(it.tally().movers),
        unmatched: "Names that only the actuals of after have and that match nothing." = each(&it.unmatched, |name| *name),
    }
}

record! {
    "side" "One of the two sides."
    |it: JudgedPlan<'_>| {
        as_of: "Nothing published after it is used." = it.as_of,
        newest_release: "The newest day of release in use." = it.newest_release(),
        published_later: "Observations published after the as-of date." = it.published_later().len(),
        files: "The files of actuals." = it.files(),
        plan: "The file of the plan." = &it.plan.file,
    }
}

struct Directions(Vec<(Direction, usize)>);

record! {
    "changes" "How many verdicts went which way."
    |it: Directions| {
        for any words_of::<Direction>: "How many; absent: none." = each(&it.0, |(one, count)| (one.word(), *count)),
    }
}

struct Drivers(Vec<(Driver, usize)>);

record! {
    "movers" "How many verdicts each of these moved."
    |it: Drivers| {
        for any words_of::<Driver>: "How many; absent: none." = each(&it.0, |(one, count)| (one.word(), *count)),
    }
}

record! {
    "changed-indicator" "An indicator that changed, on both sides."
    |it: Compared<'_>, view: &DiffView<'_>| {
        indicator: "Its id." = &it.it.indicator().id,
        name: "Its name as printed." = &it.it.indicator().name,
        name_en: "Its name in English." = &it.it.indicator().name_en,
        region: "The region assessed." = &it.it.finding.region,
        change: "What became of the verdict." = it.diff.direction,
        changed: "What changed." = each(&it.diff.parts, |part| *part),
        causes: "Why." = each(&it.diff.causes, |cause| Caused(cause, it.it, view)),
        from: "As it was; null: the plan did not have it." = it.sides[0].map(Row),
        to: "As it is; null: the plan does not have it." = it.sides[1].map(Row),
        moves: "What moved the verdict, one after the other: time, then the plan, then the data." = each(&it.diff.moves, |step| *step),
    }
}

record! {
    "move" "A step of a verdict from one side to the other."
    |it: Move| {
        by: "What moved it.",
        from: "The verdict before this step.",
        to: "The verdict after it.",
    }
}

record! {
    "plan-change" "A part of the plan that is not what it was."
    |it: &PlanChange, view: &DiffView<'_>| {
        change: "What became of it." = it.edit,
        table: "The table of the plan file that it stands in, or plan for its head." = it.table,
        id: "Its id, or what tells it from others of its table; of a renamed one the new id." = it.id(),
        id_from: "Its id before; null: it was not there." = &it.ids[0],
        name: "Its name as printed; null: it is no indicator or series." = view.changed_figure(it).map(|figure| &figure.name),
        name_en: "Its name in English." = view.changed_figure(it).and_then(|figure| figure.name_en.as_ref()),
        keys: "The keys that say something else; none where all of it is new, gone or renamed." = each(&it.keys, |(key, values)| (*key, values)),
    }
}

record! {
    "changed-key" "A key of the plan file that says something else."
    |key: &str, values: &[Data; 2]| {
        key: "The key." = *key,
        from: "What it said, as text; null: nothing." = said(&values[0]),
        to: "What it says, as text; null: nothing." = said(&values[1]),
    }
}

/// The text of a value, if there is one.
fn said(value: &Data) -> Option<String> {
    Some(value.plain()).filter(|it| !it.is_empty())
}

record! {
    "unmatched-name" "A name of the actuals that matches nothing."
    |it: UnmatchedName| {
        name: "The name.",
        rows: "Its rows.",
        place: "Where the first of them is.",
        nearest: "A name of the plan that may be meant.",
    }
}

/// A cause of a change, with the indicator as it is.
struct Caused<'a>(&'a Cause, Judged<'a>, &'a DiffView<'a>);

values! {
    Caused<'_>: Shape::Forms(&[ByFigure::OBJECT, ByAmendment::OBJECT, ByEdit::OBJECT, ByOther::OBJECT]), |it| {
        let Caused(cause, to, view) = it;
        match cause {
            Cause::Figure(place, role) => view.diff.figures.get(*place).map(|one| ByFigure(one, *role, view)).data(),
            Cause::Amended(place) => to.indicator().amendments.get(*place).map(ByAmendment).data(),
            Cause::Edited(place) => view.changes.get(*place).map(|change| ByEdit(change, view)).data(),
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
    AmendedTarget: Shape::Exactly(Edit::Amended.word()), |_it| Edit::Amended.data();
}

record! {
    "cause-amended" "A later document changed the target."
    |it: ByAmendment<'_>| {
        cause: "The target was amended." = AmendedTarget,
        on: "From this day on." = it.0.on,
        document: "The document that says so." = id_of(it.0.document.as_ref()),
        withdrawn: "Was the target given up?" = it.0.withdrawn,
    }
}

struct ByEdit<'a>(&'a PlanChange, &'a DiffView<'a>);

record! {
    "cause-edited" "The plan was edited."
    |it: ByEdit<'_>| {
        cause: "What of it." = it.0.edit,
        edit: "That edit." = (it.0, it.1),
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

/// What happened to which figure, in one word of the machine formats.
fn figure_cause(change: Change, role: Role) -> String {
    match (change, role) {
        (Change::New, Role::Actual) => "new-period".to_owned(),
        _ => format!("{}-{}", change.word(), role.word()),
    }
}

/// Names that match nothing of which people read all.
const MOST_NAMES: usize = 20;

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
            Why::Word(word) => self.lang.pick(*word).to_owned(),
            Why::Moves(moves) => self.semicolons(moves.iter().map(|step| {
                let by = step.by.text(self);
                let [from, to] = [step.from, step.to].map(|it| it.text(self));
                let arrow = self.sign(" → ", " -> ");
                say!(self, "by {by}: {from}{arrow}{to}", "{by}：{from}{arrow}{to}")
            })),
        }
    }

    /// `Names of the actuals that match nothing: …`
    pub fn unmatched(self, names: &[UnmatchedName]) -> String {
        let told =
            names.iter().take(MOST_NAMES).map(|UnmatchedName { name, rows, place, nearest }| {
                let nearest =
                    say!(self, [nearest ? "; {nearest}?" : ""], [nearest ? "，疑为{nearest}" : ""]);
                say!(
                    self,
                    [
                        rows,
                        "{name} (1 row, {place}{nearest})",
                        "{name} ({rows} rows, {place}{nearest})"
                    ],
                    "{name}（{rows}行，{place}{nearest}）"
                )
            });
        let told = self.semicolons(told);
        let more = names.len().saturating_sub(MOST_NAMES);
        let more = (more > 0).then(|| say!(self, "; {more} more", "；另有{more}个"));
        let more = more.unwrap_or_default();
        say!(
            self,
            "New names in the actuals that match nothing: {told}{more}",
            "实际值中新出现、未能匹配的名称：{told}{more}"
        )
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
