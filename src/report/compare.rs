//! One indicator across plans and regions, and `plancheck.compare/v1`.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::{
    actuals::ActualsFile,
    assess::{Basis, JudgedPlan, SetAsideWhy, trace::course::Uses},
    plan::{self, Plan},
    record::{
        Data, Flat, Record, Value, each,
        shape::{Field, key},
    },
    report::{
        Judged, Note, Sheet, distinct, name_of,
        row::{self, Figure},
        value_cell,
    },
    table::{Cell, Heading, Name, Shown, Table},
};

/// A plan with its assessment.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The plan, judged.
    pub of: JudgedPlan<'a>,
    /// The region assessed instead of the plan's own.
    pub region: Option<&'a str>,
}

/// One row.
#[derive(Clone)]
pub struct Row<'a> {
    pub basis: Basis<'a>,
    pub region: String,
    /// What is measured.
    pub figure: &'a plan::Figure,
    pub of: RowOf<'a>,
}

/// A target, or a series that a plan needs without setting a target for it.
#[derive(Clone)]
pub enum RowOf<'a> {
    Target(Judged<'a>),
    Series(Uses),
}

words! {
    /// The role of a row.
    pub enum RowRole {
        /// A target of the plan.
        Target "target";
        /// A series that a target needs.
        Series "series";
    }
}

/// The rows of one concept.
#[derive(Clone)]
pub struct CompareView<'a> {
    name: String,
    as_of: NaiveDate,
    sources: Vec<Source<'a>>,
    /// The targets for it, then the series of it without a target, in the order of the sources.
    pub rows: Vec<Row<'a>>,
}

/// Is it this indicator or series that is asked for? `concepts` as [`concepts_of`] gives them.
fn is_wanted(name: &str, concepts: &HashSet<&str>, it: &plan::Figure) -> bool {
    it.id == name || concepts.contains(it.concept.as_str())
}

/// The concepts that a name may mean: itself, and those of the indicators and series with that id.
pub fn concepts_of<'p>(name: &'p str, plans: impl Iterator<Item = &'p Plan>) -> HashSet<&'p str> {
    let own = plans.flat_map(Plan::figures).filter(|it| it.id == name);
    own.map(|it| it.concept.as_str()).chain([name]).collect()
}

/// Has the plan an indicator or series of that id or concept?
pub fn mentions(plan: &Plan, name: &str, concepts: &HashSet<&str>) -> bool {
    plan.figures().any(|it| is_wanted(name, concepts, it))
}

impl<'a> CompareView<'a> {
    /// The indicator or concept of that name in every source, targets first.
    pub fn new(name: &str, as_of: NaiveDate, sources: Vec<Source<'a>>) -> Self {
        let concepts = concepts_of(name, sources.iter().map(|source| source.of.plan));
        let targets = sources.iter().flat_map(|source| {
            let judged = source.of.judged(&source.of.assessment.findings);
            judged.filter(|judged| is_wanted(name, &concepts, judged.indicator()))
        });
        let targets = targets.map(|judged| Row {
            basis: judged.basis,
            region: judged.finding.region.clone(),
            figure: judged.indicator(),
            of: RowOf::Target(judged),
        });
        let series = sources.iter().flat_map(|source| {
            let series = source.of.plan.series.iter();
            series.filter(|it| is_wanted(name, &concepts, it)).map(|series| {
                let basis = *source.of;
                let uses = Uses::of(basis, series, source.region);
                Row { basis, region: uses.region.clone(), figure: series, of: RowOf::Series(uses) }
            })
        });
        let rows = targets.chain(series).collect();
        Self { name: name.to_owned(), as_of, sources, rows }
    }

    /// The page.
    pub fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::default();
        let head = |row: &Row<'_>| {
            let id = Some(&row.figure.id).filter(|id| **id != self.name);
            Cell::from((&row.basis.plan.id, id))
        };
        let table = Table::of(self.rows.iter().map(|row| (row, row.cells())))
            .prose(Heading::Plan, |(row, _)| head(row))
            .word(Heading::Region, |(row, _)| &row.region)
            .number(Heading::Target, |(_, [target, ..])| target.clone())
            .number(Heading::Actual, |(_, [_, actual, ..])| actual.clone())
            .number(Heading::Gap, |(_, [.., gap, _])| gap.clone())
            .word(Heading::Verdict, |(_, [.., verdict])| verdict.clone())
            .table();
        let namesake = self.rows.iter().find(|row| row.figure.id == self.name);
        let first = namesake.or(self.rows.first()).map(Row::name);
        sheet
            .note(Note::Title(
                self.name.clone(),
                first.unwrap_or_else(|| Name::untranslated(&self.name)),
            ))
            .space()
            .table(table)
            .space();
        let newest = self.sources.iter().filter_map(|source| source.of.newest_release()).max();
        let mut files = Vec::new();
        for file in self.sources.iter().flat_map(|source| source.of.files()) {
            if !files.iter().any(|known: &ActualsFile| known.name == file.name) {
                files.push(file.clone());
            }
        }
        sheet
            .note(Note::releases(self.as_of, newest, self.published_later()))
            .note(Note::files(&files));
        sheet
    }

    /// Figures of these rows that were published after the as-of date.
    fn published_later(&self) -> usize {
        let mut places: Vec<String> = Vec::new();
        for row in &self.rows {
            match &row.of {
                RowOf::Target(judged) => {
                    let later = judged
                        .finding
                        .set_aside
                        .iter()
                        .filter(|(_, why)| *why == SetAsideWhy::PublishedLater);
                    places.extend(later.map(|(it, _)| it.origin.place(judged.files())));
                }
                RowOf::Series(_) => {
                    let all = row.basis.read(&row.figure.id, &row.region).iter();
                    let later = all.filter(|one| one.published > self.as_of);
                    places.extend(later.map(|one| one.origin.place(row.basis.files())));
                }
            }
        }
        distinct(places).len()
    }

    /// The CSV: one row a target or series.
    pub fn flat(&self) -> Flat<'_> {
        Flat::of(&self.rows)
    }
}

record! {
    document "compare" "One indicator across plans and regions, as `plancheck compare --format json` writes it."
    |it: CompareView<'_>| {
        indicator: "What was asked for." = &it.name,
        as_of: "Nothing published after it is used.",
        rows: "One row a target or series." = each(&it.rows, Compared),
    }
}

/// A row with the figures behind it.
struct Compared<'a>(&'a Row<'a>);

record! {
    "compared" "A target with its verdict, or a series with its newest figure."
    |it: Compared<'_>| {
        ..it.0,
        provenance: "Every figure the row rests on." = it.0.provenance(),
    }
}

/// The columns: as in `status`, save that a series has neither target nor verdict.
const COLUMNS: [&str; 22] = [
    "plan",
    "region",
    "indicator",
    "concept",
    "name",
    "unit",
    "role",
    "comparator",
    "target",
    "target_upper",
    "deadline",
    "actual",
    "actual_period",
    "quality",
    "gap",
    "gap_unit",
    "verdict",
    "reason",
    "flags",
    "source",
    "name_en",
    "as_of",
];

/// What a series has like a target.
const EVERYWHERE: [&str; 6] = ["plan", "region", "indicator", "name", "unit", "as_of"];

record! {
    "columns-of-compare" "The columns of CSV."
    |it: Row<'_>| {
        given columns = COLUMNS.map(|column| (column, it.value(column))).into(),
    }
}

fn columns() -> Vec<Field> {
    let of_status = Judged::fields();
    let field = |name| match of_status.iter().find(|field| field.name == name) {
        Some(field) => Field { nullable: !EVERYWHERE.contains(&name), ..*field },
        None if name == "role" => {
            key(name, RowRole::SHAPE, "A target of the plan, or a series that it needs.")
        }
        None => key(name, String::SHAPE, "What is measured: the same word in every plan."),
    };
    COLUMNS.map(field).into()
}

word_values! { RowRole }

impl Row<'_> {
    /// Target, actual, gap and verdict.
    pub fn cells(&self) -> [Cell; 4] {
        match &self.of {
            RowOf::Target(judged) => {
                let digits = judged.digits();
                let target = digits.target_cell();
                let actual = digits.actual_cell();
                [target, actual, digits.gap_cell(), judged.verdict_cell()]
            }
            RowOf::Series(uses) => {
                let actual = uses.newest().map(|newest| {
                    (value_cell(Shown::alone(&newest.value), newest.quality), newest.period)
                });
                [Cell::Empty, actual.into(), Cell::Empty, ["no target", "未设目标"].into()]
            }
        }
    }

    pub fn name(&self) -> Name {
        name_of(self.figure)
    }

    /// The value of a column.
    fn value(&self, column: &str) -> Data {
        let Self { basis, region, figure, of } = self;
        let newest = match of {
            _ if column == "concept" => return figure.concept.data(),
            RowOf::Target(_) if column == "role" => return RowRole::Target.data(),
            RowOf::Target(judged) => {
                return row::value(judged, column).unwrap_or(Data::Undefined);
            }
            RowOf::Series(uses) => uses.newest(),
        };
        match column {
            "plan" => basis.plan.id.data(),
            "region" => region.data(),
            "indicator" => figure.id.data(),
            "name" => figure.name.data(),
            "unit" => figure.unit.data(),
            "role" => RowRole::Series.data(),
            "actual" => newest.map(|one| &one.value).data(),
            "actual_period" => newest.map(|one| one.period).data(),
            "quality" => newest.map(|one| one.quality).data(),
            "source" => newest.map(|one| row::sources(one, basis.files())).data(),
            "name_en" => figure.name_en.data(),
            "as_of" => basis.as_of.data(),
            _ => Data::Undefined,
        }
    }

    fn provenance(&self) -> Vec<Figure<'_>> {
        let files = self.basis.files();
        match &self.of {
            RowOf::Target(judged) => each(judged.rests_on(), |(_, one)| (one, files)),
            RowOf::Series(uses) => each(uses.newest(), |one| (one, files)),
        }
    }
}
