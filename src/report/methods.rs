//! One indicator by every method: what each says, from what, and where and why they contradict each other.

use crate::{
    assess::{
        AnnualChange, Finding, Grounds, Method, Step,
        trace::{
            Equation, Term,
            contrast::{self, Contrast, Reading},
        },
    },
    lang::{Lang, words::Words},
    number::Number,
    plan::Bands,
    record::{Computed, Optional, computed, each},
    report::{Judged, Line, Section, Sheet},
    table::{Cell, Edges, Heading, Shown, Table},
    unit::Unit,
};

/// The part of the page of `explain` that shows every method; nothing where there is no choice.
pub fn show(judged: &Judged<'_>, sheet: &mut Sheet) {
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

fn say(contrast: Contrast, judged: &Judged<'_>, sheet: &mut Sheet) {
    let unit = judged.unit();
    sheet.say(move |words| words.contrast(&contrast, &unit));
}

fn table(judged: &Judged<'_>, readings: &[Reading]) -> Table {
    let by = |it: &Reading| {
        let by_another = it.finding.method != it.asked;
        let other = by_another.then_some(Cell::Through(it.finding.method));
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
    let edges: Vec<Number> = bands.chain([Number::ZERO, Number::ONE, ratio.clone()]).collect();
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

/// An equation, and what it calls the value to be reached.
pub type Named = (Term, Equation);

/// The equations of a finding.
pub fn formulas(judged: &Judged<'_>) -> Vec<Named> {
    let finding = judged.finding;
    let trace = finding.trace.as_deref();
    let distance = trace.map_or(&[][..], |trace| &trace.distance);
    let sums = distance
        .iter()
        .take_while(|it| {
            matches!(it, Equation::Sum { .. } | Equation::Derived { .. } | Equation::Margin { .. })
        })
        .count();
    let (sum, distance) = distance.split_at(sums);
    let aim = aim(judged);
    let edge = (aim == Term::Limit).then(|| Equation::Edge(finding.edge.clone()));
    let printed = judged.digits().gap_to_printed().zip(finding.target.as_ref());
    let told =
        printed.and_then(|(gap, target)| distance.iter().find_map(|it| it.gap_to(target, &gap)));
    let need = trace.map_or(&[][..], |trace| &trace.need);
    let before = sum
        .iter()
        .cloned()
        .chain(edge)
        .chain(distance.iter().cloned())
        .map(|it| (aim, it))
        .chain(told.map(|it| (Term::Target, it)));
    let need = need.iter().map(|it| (aim, it.clone()));
    before.chain(method_formulas(judged)).chain(need).collect()
}

/// The equations of the method by which the finding was judged: how its ratio comes about, and where its pace leads.
fn method_formulas(judged: &Judged<'_>) -> Vec<Named> {
    let aim = aim(judged);
    let trace = judged.finding.trace.iter();
    each(trace.flat_map(|trace| &trace.pace), |it| (aim, it.clone()))
}

/// Is the value to be reached the target, or the end of its tolerance?
fn aim(judged: &Judged<'_>) -> Term {
    let finding = judged.finding;
    let limited = finding.target.as_ref().is_some_and(|target| *target != finding.edge);
    if limited { Term::Limit } else { Term::Target }
}

/// Adds equations with their numbers.
pub fn write_formulas(equations: Vec<Named>, judged: &Judged<'_>, sheet: &mut Sheet) {
    for (aim, equation) in equations {
        let unit = judged.unit();
        sheet.line(Line::Formula, move |words| words.equation(&equation, aim, &unit));
    }
}

/// Decimals of a share in percent.
const SHARE_DECIMALS: u32 = 1;

impl Words {
    /// The ratio at which each verdict begins, highest first.
    pub fn band_edges(self, bands: &Bands) -> String {
        let at_least = self.sign("≥", ">=");
        let ahead = bands.ahead.as_ref().map(|band| self.number(band));
        let [on_track, at_risk] = [&bands.on_track, &bands.at_risk].map(|band| self.number(band));
        let ahead = say!(
            self,
            [ahead ? "ahead {at_least}\u{a0}{ahead}, " : ""],
            [ahead ? "快于预期{at_least}{ahead}，" : ""]
        );
        say!(
            self,
            "{ahead}on-track {at_least}\u{a0}{on_track}, at-risk {at_least}\u{a0}{at_risk}",
            "{ahead}符合预期{at_least}{on_track}，略有滞后{at_least}{at_risk}"
        )
    }

    /// The thresholds of the verdicts.
    pub fn bands(self, bands: &Bands) -> String {
        let edges = self.band_edges(bands);
        say!(self, "Bands: {edges}", "分档：{edges}")
    }

    /// A share in percent.
    fn tenths(self, share: &Number) -> String {
        let percent = Shown::percent(share, SHARE_DECIMALS).digits;
        format!("{}%", percent.replace('-', self.minus()))
    }

    fn per_year(self, change: &Number, unit: &Unit) -> String {
        let amount = self.with_unit(&self.signed(&Shown::alone(change)), unit);
        say!(self, "{amount} a year", "每年{amount}")
    }

    fn names(self, methods: &[Method]) -> String {
        let names: Vec<&str> = methods.iter().map(|method| method.text(self)).collect();
        match (self.lang, names.split_last()) {
            (Lang::En, Some((last, rest))) if !rest.is_empty() => {
                format!("{} and {last}", rest.join(", "))
            }
            _ => names.join(self.pick(", ", "、")),
        }
    }

    /// Why methods contradict each other.
    fn contrast(self, contrast: &Contrast, unit: &Unit) -> String {
        let unit = &unit.of_differences();
        let [schedule, compound, projection, direct] =
            [Method::Schedule, Method::Compound, Method::Projection, Method::Direct]
                .map(|method| method.text(self));
        match contrast {
            Contrast::Settled => say!(
                self,
                "The figure for the deadline is known and settles the verdict, whatever the method.",
                "期末数据已公布，结论已定，与方法无关。"
            ),
            Contrast::OnlyOne(method) => {
                let name = method.text(self);
                say!(self, "Only {name} can assess it.", "只有{name}能够判定。")
            }
            Contrast::Agree(methods) => {
                let names = self.names(methods);
                say!(self, "No contradiction between {names}.", "{names}的结论不矛盾。")
            }
            Contrast::Steps { period, by_steps, by_growth, done, milestones } => {
                let period = self.period(*period);
                let [steps, growth, done] = [by_steps, by_growth, done].map(|one| self.tenths(one));
                say!(
                    self,
                    (
                        "{schedule} versus {compound}: by the end of {period}, {} require {steps} of the change from baseline to target, equal growth {growth}; {done} is achieved.",
                        if *milestones { "the milestones" } else { "equal steps" }
                    ),
                    (
                        "{schedule}与{compound}：到{period}末，{}应完成目标的{steps}，按等速增长应完成{growth}；实际完成{done}。",
                        if *milestones { "按节点目标" } else { "按等量推进" }
                    )
                )
            }
            Contrast::Pace { count, mean, since_baseline, needed } => {
                let [mean, since] = [mean, since_baseline].map(|one| self.per_year(one, unit));
                let needed = needed.as_ref().map(|needed| self.per_year(needed, unit));
                let needed = say!(
                    self,
                    [needed ? "; {needed} is needed from now on" : ""],
                    [needed ? "；此后尚需{needed}" : ""]
                );
                say!(
                    self,
                    "{schedule} versus {projection}: the last {count} annual changes average {mean}, those since the baseline {since}{needed}.",
                    "{schedule}与{projection}：近{count}次年度变化平均{mean}，基期以来平均{since}{needed}。"
                )
            }
            Contrast::Bands { ratio_of, bands_of, verdict } => {
                let [ratio_of, bands_of] = [ratio_of, bands_of].map(|one| one.text(self));
                let verdict = verdict.text(self);
                say!(
                    self,
                    "Only the bands differ: with those of {bands_of}, the ratio of {ratio_of} is {verdict} too.",
                    "差异仅来自分档：若按{bands_of}的分档，{ratio_of}的进度比也为“{verdict}”。"
                )
            }
            Contrast::Held { met, mean } => {
                let mean = self.per_year(mean, unit);
                say!(
                    self,
                    (
                        "{direct} versus {projection}: the first considers how near the figure is to the target, the second whether the target holds (it {} met) and the direction of the mean change ({mean}).",
                        if *met { "is" } else { "is not" }
                    ),
                    (
                        "{direct}与{projection}：前者看数值与目标值的远近，后者看是否达标（{}达到）和平均变化的方向（{mean}）。",
                        if *met { "已" } else { "未" }
                    )
                )
            }
            Contrast::Growth { achieved } => {
                let growth = self.short_percent_a_year(achieved);
                say!(
                    self,
                    "{direct} versus {compound}: the first accepts any change in the desired direction, the second requires growth of 1.5% a year; it was {growth}.",
                    "{direct}与{compound}：前者只看方向，后者要求年均增速达到1.5%，实际为{growth}。"
                )
            }
            Contrast::Changes { mean, last, since_baseline } => {
                let mean = self.per_year(mean, unit);
                let [last, since] = [last, since_baseline]
                    .map(|one| self.with_unit(&self.signed(&Shown::alone(one)), unit));
                say!(
                    self,
                    "{direct} versus {projection}: the change since the baseline is {since}; the last annual changes average {mean}, the latest is {last}.",
                    "{direct}与{projection}：基期以来变化{since}；近几次年度变化平均{mean}，最近一次{last}。"
                )
            }
            Contrast::NewestVintages { mean, newest, verdict } => {
                let [mean, newest] = [mean, newest].map(|one| self.per_year(one, unit));
                let verdict = verdict.map(|verdict| verdict.text(self));
                let then = say!(
                    self,
                    [verdict ? "; {projection} would give {verdict}" : ""],
                    [verdict ? "，{projection}的结论将为“{verdict}”" : ""]
                );
                say!(
                    self,
                    "Revisions: with the newest vintages alone the mean change would be {newest} instead of {mean}{then}.",
                    "数据修订：若只看最新数据，年度变化平均为{newest}，而非{mean}{then}。"
                )
            }
        }
    }
}
