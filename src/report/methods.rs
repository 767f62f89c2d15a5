//! One indicator by every method: what each says, from what, and where and why they contradict each other.

use crate::assess::trace::Equation;
use crate::assess::trace::contrast::{self, Contrast, Reading};
use crate::assess::{AnnualChange, Finding, Grounds, Step, differs};
use crate::number::Number;
use crate::report::formula::method_formulas;
use crate::report::sheet::Section;
use crate::report::{Data, Judged, Note, Sheet};
use crate::table::{Cell, Column, Edges, Heading, Shown, Table};

/// The part of the page of `explain` that shows every method; nothing where there is no choice.
pub fn show(judged: &Judged<'_>, sheet: &mut Sheet) {
    let readings = contrast::readings(judged);
    if readings.is_empty() {
        return;
    }
    sheet.section(Section::Methods);
    let contrasts = contrast::contrasts(&judged.in_force(), &readings);
    if contrasts.contains(&Contrast::Settled) {
        sheet.note(Note::Contrast(Contrast::Settled, judged.unit()));
        return;
    }
    sheet.table(table(judged, &readings));
    for reading in &readings {
        // The equations of the method used stand above.
        let used = judged.finding.method;
        let other = reading.finding.method;
        if other == used || other != reading.asked {
            continue;
        }
        let finding = &reading.finding;
        let equations = method_formulas(&Judged { finding, ..*judged });
        if !equations.is_empty() {
            sheet.space().note(Note::ByMethod(other));
        }
        for equation in equations {
            sheet.note(Note::Formula(equation, judged.unit()));
        }
    }
    if !contrasts.is_empty() {
        sheet.space();
    }
    for contrast in contrasts {
        sheet.note(Note::Contrast(contrast, judged.unit()));
    }
}

fn table(judged: &Judged<'_>, readings: &[Reading]) -> Table {
    let columns = [
        Column::word(Heading::Method),
        Column::word(Heading::Verdict),
        Column::number(Heading::Ratio),
        Column::number(Heading::Projected),
        Column::word(Heading::Arrival),
        Column::prose(Heading::Bands),
    ];
    let mut table = Table::new(columns);
    table.rows = readings
        .iter()
        .map(|reading| {
            let finding = &reading.finding;
            let judged = Judged { finding, ..*judged };
            let by_another = finding.method != reading.asked;
            vec![
                Cell::Stack(vec![
                    Cell::Method(reading.asked),
                    Cell::of(by_another.then_some(finding.method), Cell::Through),
                ]),
                judged.verdict_cell(),
                Cell::of(finding.ratio.as_ref(), |ratio| {
                    Cell::Number(beside_bands(finding, ratio))
                }),
                Cell::of(judged.digits().projected(), Cell::Number),
                Cell::of(finding.arrival, Cell::Month),
                Cell::of(has_bands(&judged).then(|| finding.bands.clone()), Cell::Bands),
            ]
        })
        .collect();
    table.without_empty_columns()
}

/// The ratio with the digits that show on which side of the bands it is.
fn beside_bands(finding: &Finding, ratio: &Number) -> Shown {
    let bands = finding.bands.named().into_iter().map(|(_, band)| band);
    let edges: Vec<Number> = bands.chain([Number::zero(), Number::one(), ratio.clone()]).collect();
    Edges::new(0, &edges).amount(ratio)
}

/// Is it a ratio that decides?
fn has_bands(judged: &Judged<'_>) -> bool {
    judged.finding.ratio.is_some() && judged.finding.step == Step::Bands
}

/// Every method as JSON: its verdict, the numbers that lead to it, and its bands.
pub fn data(judged: &Judged<'_>) -> Data {
    let readings = contrast::readings(judged);
    let own = readings.iter().map(|reading| reading_data(judged, reading));
    Data::List(own.collect())
}

fn reading_data(judged: &Judged<'_>, reading: &Reading) -> Data {
    let finding = &reading.finding;
    let indicator = judged.in_force();
    let months = contrast::months_since_baseline(finding, &indicator);
    let number = |value: Option<&Number>| Data::of(value, Data::computed);
    let (achieved, required, due, coefficient) = match &finding.grounds {
        Grounds::Compound { achieved, required, due, coefficient } => {
            (Some(achieved), required.as_ref(), due.as_ref(), coefficient.as_ref())
        }
        Grounds::Own | Grounds::Projection { .. } => (None, None, None, None),
    };
    let (changes, mean) = match &finding.grounds {
        Grounds::Projection { changes, mean } => (changes.as_slice(), Some(mean)),
        Grounds::Own | Grounds::Compound { .. } => (&[][..], None),
    };
    let newest = mean.and_then(|_| contrast::mean_by_newest(changes));
    let bands = finding.bands.named().into_iter();
    let bands = bands.map(|(key, band)| (key, Data::exact(&band))).collect();
    // A distance and its miss belong to a ratio of projection.
    let projected = finding.projected.as_ref().filter(|_| mean.is_some());
    let distance = projected.and_then(|_| contrast::distance_ahead(finding));
    let equations = finding.trace.iter().flat_map(|trace| &trace.pace);
    let miss = equations.into_iter().find_map(|equation| match equation {
        Equation::Miss { miss, .. } => Some(miss),
        _ => None,
    });
    Data::Object(vec![
        ("asked", Data::text(reading.asked.word())),
        ("method", Data::text(finding.method.word())),
        ("verdict", Data::text(finding.verdict.word())),
        ("reason", Data::of(finding.reason, |reason| Data::text(reason.word()))),
        ("contradicts", Data::Flag(differs(judged.finding, finding))),
        ("ratio", number(finding.ratio.as_ref())),
        ("bands", Data::Object(bands)),
        ("months_elapsed", Data::of(months, |(elapsed, _)| Data::count(elapsed))),
        ("months_in_all", Data::of(months, |(_, whole)| Data::count(whole))),
        ("progress", number(finding.progress.as_ref())),
        ("expected", number(finding.expected.as_ref())),
        ("growth_achieved", number(achieved)),
        ("growth_required", number(required)),
        ("due_by_growth", number(due)),
        ("coefficient", number(coefficient)),
        ("changes", Data::List(changes.iter().map(change_data).collect())),
        ("mean_change", number(mean)),
        ("mean_change_newest_vintages", number(newest.as_ref())),
        ("distance", number(distance.as_ref())),
        ("miss", number(miss)),
        ("projected", number(finding.projected.as_ref())),
        ("required_per_year", number(finding.required_per_year.as_ref())),
        ("arrival", Data::of(finding.arrival, |month| Data::text(month.to_string()))),
    ])
}

fn change_data(change: &AnnualChange) -> Data {
    Data::Object(vec![
        ("from", Data::text(change.from.to_string())),
        ("earlier", Data::exact(&change.earlier)),
        ("earlier_now", Data::exact(&change.earlier_now)),
        ("to", Data::text(change.to.to_string())),
        ("later", Data::exact(&change.later)),
        ("change", Data::computed(&change.by())),
    ])
}
