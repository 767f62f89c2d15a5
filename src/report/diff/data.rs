//! What changed as machines read it: one row a change, and the JSON document.

use std::iter::repeat_n;

use super::{DiffView, unit_of};
use crate::actuals::{ActualsFile, Observation};
use crate::assess::{
    JudgedPlan,
    trace::diff::{Cause, Change, Direction, FigureDiff, IndicatorDiff, OtherCause, Part, Role},
};
use crate::plan::Amendment;
use crate::record::{Data, Flat, Record, Shape, Value, each};
use crate::report::{
    Judged,
    diff::FailOn,
    distinct, id_name,
    row::{self, Row},
};
use crate::words::words_of;

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
        region: "The region assessed." = it.region(),
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
        document: "The document that says so." = &it.0.document,
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
