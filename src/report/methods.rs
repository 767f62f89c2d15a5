//! One indicator by every method: what each says, from what, and where and why they contradict each other.

use crate::assess::{
    AnnualChange, Finding, Grounds, Step,
    trace::{
        Equation,
        contrast::{self, Contrast, Reading},
    },
};
use crate::number::Number;
use crate::plan::Bands;
use crate::record::{Computed, Optional, computed};
use crate::report::{
    Judged, Section, Sheet,
    formula::{method_formulas, write_formulas},
};
use crate::table::{Cell, Edges, Heading, Shown, Table};

/// The part of the page of `explain` that shows every method; nothing where there is no choice.
pub fn show(judged: &Judged<'_>, sheet: &mut Sheet<'_>) {
    let readings = judged.readings();
    if readings.is_empty() {
        return;
    }
    sheet.section(Section::Methods);
    let contrasts = contrast::contrasts(&judged.in_force(), &readings);
    if contrasts.contains(&Contrast::Settled) {
        say(Contrast::Settled, judged, sheet);
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
            sheet.space().say(move |words| {
                let name = other.text(words);
                say!(words, "By {name}:", "{name}：")
            });
        }
        write_formulas(equations, judged, sheet);
    }
    if !contrasts.is_empty() {
        sheet.space();
    }
    for contrast in contrasts {
        say(contrast, judged, sheet);
    }
}

fn say(contrast: Contrast, judged: &Judged<'_>, sheet: &mut Sheet<'_>) {
    let unit = judged.unit();
    sheet.say(move |words| words.contrast(&contrast, &unit));
}

fn table(judged: &Judged<'_>, readings: &[Reading]) -> Table {
    let by = |it: &Reading| {
        let by_another = it.finding.method != it.asked;
        let other = Cell::of(by_another.then_some(it.finding.method), Cell::Through);
        (it.asked, other)
    };
    let rows = readings.iter().map(|it| (it, Judged { finding: &it.finding, ..*judged }));
    Table::of(rows)
        .word(Heading::Method, |(it, _)| by(it))
        .word(Heading::Verdict, |(_, judged)| judged.verdict_cell())
        .number(Heading::Ratio, |(it, _)| {
            it.finding.ratio.as_ref().map(|ratio| beside_bands(&it.finding, ratio))
        })
        .number(Heading::Projected, |(_, judged)| judged.digits().projected())
        .word(Heading::Arrival, |(it, _)| it.finding.arrival)
        .prose(Heading::Bands, |(it, judged)| has_bands(judged).then_some(&it.finding.bands))
        .table()
        .without_empty_columns()
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

record! {
    "by-method" "The indicator by one of the methods."
    |it: Reading, judged: Judged<'_>| {
        asked: "The method asked for.",
        method: "The method used in its place, or itself." = it.finding.method,
        verdict: "What it says." = it.finding.verdict,
        reason: "Why it says nothing." = it.finding.reason,
        contradicts: "Is that another verdict than the row's?" = judged.finding.contradicts(&it.finding),
        ratio: "What its bands judge." = computed(&it.finding.ratio),
        bands: "Its bands." = MethodBands(&it.finding.bands),
        months_elapsed: "Months from the baseline to the actual." = months(it, judged).map(|[elapsed, _]| elapsed),
        months_in_all: "Months from the baseline to the deadline." = months(it, judged).map(|[_, whole]| whole),
        progress: "(actual - baseline) / (target - baseline)." = computed(&it.finding.progress),
        expected: "The share that should be done by the date of the actual." = computed(&it.finding.expected),
        growth_achieved: "compound: growth per year since the baseline." = growth(it)[0].map(Computed),
        growth_required: "compound: growth per year that leads to the target." = growth(it)[1].map(Computed),
        due_by_growth: "compound: the share due by equal growth." = growth(it)[2].map(Computed),
        coefficient: "compound: what the growth achieved is multiplied by." = growth(it)[3].map(Computed),
        changes: "projection: the annual changes averaged." = projection(it).map_or(&[][..], |(changes, _)| changes),
        mean_change: "projection: their mean." = projection(it).map(|(_, mean)| Computed(mean)),
        mean_change_newest_vintages: "projection: the mean by the newest vintages, where it is another."
            = projection(it).and_then(|(changes, _)| contrast::mean_by_newest(changes)).map(Computed),
        distance: "projection: the distance still to go." = distance(it).map(Computed),
        miss: "projection: the share of the distance that would be missed." = miss(it).map(Computed),
        projected: "The value at the deadline at the present pace." = computed(&it.finding.projected),
        required_per_year: "The change per year that is needed from here." = computed(&it.finding.required_per_year),
        arrival: "The month of arrival at the present pace." = it.finding.arrival,
    }
}

struct MethodBands<'a>(&'a Bands);

record! {
    "bands-of-method" "Ratios from which a verdict holds."
    |it: MethodBands<'_>| {
        ahead: "Faster than the schedule; absent: the method never says so." = Optional(it.0.ahead.as_ref()),
        on_track: "As the method asks." = &it.0.on_track,
        at_risk: "Somewhat behind; below it, off-track." = &it.0.at_risk,
    }
}

record! {
    "change" "The change from one year to the next, like with like."
    |it: AnnualChange| {
        from: "The earlier period.",
        earlier: "Its value, as it was known when the later one was first published.",
        earlier_now: "Its value by the newest vintage.",
        to: "The later period.",
        later: "Its value.",
        change: "The change." = Computed(it.by()),
    }
}

/// Months from the baseline to the actual, and to the deadline.
fn months(reading: &Reading, judged: &Judged<'_>) -> Option<[u32; 2]> {
    let months = contrast::months_since_baseline(&reading.finding, &judged.in_force())?;
    Some([months.0, months.1].map(i32::unsigned_abs))
}

/// The growth per year achieved and required, the share due, and the coefficient.
fn growth(reading: &Reading) -> [Option<&Number>; 4] {
    match &reading.finding.grounds {
        Grounds::Compound { achieved, required, due, coefficient } => {
            [Some(achieved), required.as_ref(), due.as_ref(), coefficient.as_ref()]
        }
        Grounds::Own | Grounds::Projection { .. } => [None; 4],
    }
}

/// The annual changes and their mean.
fn projection(reading: &Reading) -> Option<(&[AnnualChange], &Number)> {
    match &reading.finding.grounds {
        Grounds::Projection { changes, mean } => Some((changes, mean)),
        Grounds::Own | Grounds::Compound { .. } => None,
    }
}

/// A distance and its miss belong to a ratio of projection.
fn distance(reading: &Reading) -> Option<Number> {
    reading.finding.projected.as_ref().and(projection(reading))?;
    contrast::distance_ahead(&reading.finding)
}

fn miss(reading: &Reading) -> Option<&Number> {
    let mut equations = reading.finding.trace.iter().flat_map(|trace| &trace.pace);
    equations.find_map(|equation| match equation {
        Equation::Miss { miss, .. } => Some(miss),
        _ => None,
    })
}
