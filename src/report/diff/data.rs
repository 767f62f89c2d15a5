//! What changed as machines read it: one row a change, and the JSON document.

use super::{DiffView, unit_of};
use crate::actuals::{Actuals, Observation};
use crate::assess::diff::{Cause, Change, FigureDiff, IndicatorDiff, Part, Role, Side};
use crate::report::record::Value;
use crate::report::row::Row;
use crate::report::{Data, Flat, Judged, distinct, id_name, row};

/// The schema of the JSON document.
pub const SCHEMA: &str = "plancheck.diff/v1";

/// The columns of the rows: what is compared, then each value as it was and as it is. Names and order are a promise:
/// only ever add at the end.
#[rustfmt::skip] // both sides of a value beside each other
pub const COLUMNS: [&str; 38] = [
    "plan", "row", "indicator", "region", "name", "unit", "change", "causes",
    "verdict_from", "verdict_to", "reason_from", "reason_to", "flags_from", "flags_to",
    "actual_from", "actual_to", "actual_period_from", "actual_period_to",
    "baseline_from", "baseline_to", "baseline_period_from", "baseline_period_to",
    "target_from", "target_to", "deadline_from", "deadline_to",
    "period", "value_from", "value_to", "published_from", "published_to",
    "quality_from", "quality_to", "source_from", "source_to", "place_from", "place_to", "name_en",
];

/// Columns of `status`, and what they are called on either side.
const OF_INDICATORS: [(&str, [&str; 2]); 9] = [
    ("verdict", ["verdict_from", "verdict_to"]),
    ("reason", ["reason_from", "reason_to"]),
    ("flags", ["flags_from", "flags_to"]),
    ("actual", ["actual_from", "actual_to"]),
    ("actual_period", ["actual_period_from", "actual_period_to"]),
    ("baseline", ["baseline_from", "baseline_to"]),
    ("baseline_period", ["baseline_period_from", "baseline_period_to"]),
    ("target", ["target_from", "target_to"]),
    ("deadline", ["deadline_from", "deadline_to"]),
];

/// A value of a figure.
type OfFigure = fn(&Observation, &Actuals) -> Data;

/// Values of a figure, and what they are called on either side.
const OF_FIGURES: [([&str; 2], OfFigure); 5] = [
    (["value_from", "value_to"], |one, _| Data::exact(&one.value)),
    (["published_from", "published_to"], |one, _| Data::Date(one.published)),
    (["quality_from", "quality_to"], |one, _| Data::text(one.quality.word())),
    (["source_from", "source_to"], |one, actuals| Data::texts(row::sources(one, actuals))),
    (["place_from", "place_to"], |one, actuals| Data::texts(actuals.places(one))),
];

/// Some of the columns.
type Cells = Vec<(&'static str, Data)>;

/// Values in the order of the columns; what is not there is undefined.
fn in_columns(mut cells: Cells) -> Vec<Data> {
    let mut value = |column: &str| {
        let place = cells.iter().position(|(name, _)| *name == column)?;
        Some(cells.swap_remove(place).1)
    };
    COLUMNS.map(|column| value(column).unwrap_or(Data::Undefined)).to_vec()
}

impl DiffView<'_> {
    /// Every changed indicator and every changed figure, one a row.
    pub fn flat(&self) -> Flat<'_> {
        Flat::new(COLUMNS, self.rows())
    }

    fn rows(&self) -> Vec<Vec<Data>> {
        let indicators = self.changed();
        let indicators =
            indicators.iter().map(|(one, sides)| in_columns(self.indicator_cells(one, sides)));
        let figures = self.figures();
        indicators.chain(figures.map(|figure| in_columns(self.figure_cells(figure)))).collect()
    }

    fn indicator_cells(&self, one: &IndicatorDiff, [from, to]: &[Judged<'_>; 2]) -> Cells {
        let indicator = from.indicator();
        let value = |judged: &Judged<'_>, wanted: &str| {
            row::value(judged, wanted).unwrap_or(Data::Undefined)
        };
        let causes = one.causes.iter().map(|cause| self.cause_word(cause));
        let mut cells = vec![
            ("plan", Data::text(&self.plan.id)),
            ("row", Data::text("indicator")),
            ("indicator", Data::text(&indicator.id)),
            ("region", Data::text(&to.finding.region)),
            ("name", Data::text(&indicator.name)),
            ("unit", Data::text(to.unit().printed())),
            ("change", Data::text(one.direction.word())),
            ("causes", Data::texts(distinct(causes))),
            ("name_en", Data::of(indicator.name_en.as_ref(), Data::text)),
        ];
        for (column, [before, after]) in OF_INDICATORS {
            cells.extend([(before, value(from, column)), (after, value(to, column))]);
        }
        cells
    }

    fn figure_cells(&self, figure: &FigureDiff) -> Cells {
        let name = id_name(self.plan, &figure.id);
        let mut cells = vec![
            ("plan", Data::text(&self.plan.id)),
            ("row", Data::text("figure")),
            ("indicator", Data::text(&figure.id)),
            ("region", Data::text(&figure.region)),
            ("name", Data::text(name.printed)),
            ("unit", Data::text(unit_of(self.plan, &figure.id))),
            ("change", Data::text(figure.change.word())),
            ("period", Data::Period(figure.period)),
            ("name_en", Data::of(name.english, Data::text)),
        ];
        for ([before, after], value) in OF_FIGURES {
            let cell = |side: Side<'_>, one: &Option<Observation>| {
                Data::of(one.as_ref(), |one| value(one, side.actuals))
            };
            cells.extend([
                (before, cell(self.from, &figure.from)),
                (after, cell(self.to, &figure.to)),
            ]);
        }
        cells
    }

    /// The word of a cause in the machine formats.
    fn cause_word(&self, cause: &Cause) -> String {
        match cause {
            Cause::Figure(place, role) => {
                let figure = self.diff.figures.get(*place);
                figure.map(|figure| figure_cause(figure.change, *role)).unwrap_or_default()
            }
            Cause::Amended(_) => "amended-target".to_owned(),
            Cause::Other(other) => other.word().to_owned(),
        }
    }

    /// The JSON document.
    pub fn document(&self) -> Data {
        let tally = self.tally();
        let changed = self.changed();
        let indicators = changed.iter().map(|(one, [from, to])| {
            let indicator = from.indicator();
            Data::Object(vec![
                ("indicator", Data::text(&indicator.id)),
                ("name", Data::text(&indicator.name)),
                ("name_en", Data::of(indicator.name_en.as_ref(), Data::text)),
                ("region", Data::text(&to.finding.region)),
                ("change", Data::text(one.direction.word())),
                ("changed", Data::texts(one.parts.iter().map(|part| Part::word(*part)))),
                (
                    "causes",
                    Data::List(one.causes.iter().map(|cause| self.cause_data(cause, to)).collect()),
                ),
                ("from", Row(*from).data()),
                ("to", Row(*to).data()),
            ])
        });
        let counts =
            tally.counts.iter().map(|(direction, count)| (direction.word(), Data::count(*count)));
        let side = |side: Side<'_>| {
            let (newest, later) = side.actuals.newest_release(side.as_of());
            let files = side.actuals.files.iter().map(|file| {
                Data::Object(vec![
                    ("name", Data::text(&file.name)),
                    ("rows", Data::count(file.rows)),
                    ("matched", Data::count(file.matched)),
                ])
            });
            Data::Object(vec![
                ("as_of", Data::Date(side.as_of())),
                ("newest_release", Data::of(newest, Data::Date)),
                ("published_later", Data::count(later)),
                ("files", Data::List(files.collect())),
            ])
        };
        Data::Object(vec![
            ("schema", Data::text(SCHEMA)),
            ("plan", Data::text(&self.plan.id)),
            ("title", Data::text(&self.plan.title)),
            ("title_en", Data::of(self.plan.title_en.as_ref(), Data::text)),
            ("region", Data::text(self.region())),
            ("from", side(self.from)),
            ("to", side(self.to)),
            ("fail_on", Data::of(self.fail_on, |it| Data::text(it.word()))),
            ("met", Data::Flag(tally.met)),
            ("compared", Data::count(tally.of)),
            ("changed", Data::count(tally.changed)),
            ("changes", Data::Object(counts.collect())),
            ("indicators", Data::List(indicators.collect())),
            ("figures", Data::List(self.figures().map(|it| self.figure_data(it)).collect())),
        ])
    }

    fn cause_data(&self, cause: &Cause, to: &Judged<'_>) -> Data {
        let mut entries = vec![("cause", Data::text(self.cause_word(cause)))];
        match cause {
            Cause::Figure(place, _) => {
                entries.extend(
                    self.diff.figures.get(*place).map(|it| ("figure", self.figure_data(it))),
                );
            }
            Cause::Amended(place) => {
                let amendment = to.indicator().amendments.get(*place);
                entries.extend(amendment.into_iter().flat_map(|it| {
                    [
                        ("on", Data::Date(it.on)),
                        ("document", Data::of(it.document.as_ref(), Data::text)),
                        ("withdrawn", Data::Flag(it.withdrawn)),
                    ]
                }));
            }
            Cause::Other(_) => {}
        }
        Data::Object(entries)
    }

    fn figure_data(&self, figure: &FigureDiff) -> Data {
        let side = |side: Side<'_>, one: &Option<Observation>| {
            Data::of(one.as_ref(), |one| (one, side.actuals).data())
        };
        Data::Object(vec![
            ("series", Data::text(&figure.id)),
            ("region", Data::text(&figure.region)),
            ("period", Data::Period(figure.period)),
            ("unit", Data::text(unit_of(self.plan, &figure.id))),
            ("change", Data::text(figure.change.word())),
            ("from", side(self.from, &figure.from)),
            ("to", side(self.to, &figure.to)),
        ])
    }
}

/// What happened to which figure, in one word of the machine formats.
fn figure_cause(change: Change, role: Role) -> String {
    match (change, role) {
        (Change::New, Role::Actual) => "new-period".to_owned(),
        _ => format!("{}-{}", change.word(), role.word()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_its_column() {
        let sides = OF_INDICATORS.iter().flat_map(|(_, names)| names);
        let sides = sides.chain(OF_FIGURES.iter().flat_map(|(names, _)| names));
        for name in sides {
            assert!(COLUMNS.contains(name), "{name}");
        }
        for (column, _) in OF_INDICATORS {
            assert!(row::column_names().contains(&column), "{column}");
        }
    }
}
