//! The tables with figures of their own: indicators and series. What they are called and in which unit the plan says, and
//! where the plan is silent the catalogue.

use super::goal::{AmendedTable, FromTable, TargetTable};
use crate::{
    calendar::{Calendar, Named},
    diag::PlanProblem,
    keys::{
        Declared, Defaulted, Flag, Frequency, Id, Ids, Inherited, Month, Need, OrEmpty, Prose,
        Required, Table, Text, Texts,
    },
    number::Number,
    period::Period,
    plan::{
        Amendment, Baseline, Better, Catalog, Citation, Concept, Derivation, Figure, Indicator,
        Kind, Measure, Milestone, Milestones, Series, Timed, contained,
    },
    unit::Unit,
};

/// Most letters by which a concept differs from the one that was meant.
const SLIP: usize = 2;

/// Words in the names of ratios that mostly hold at the end of a period.
const HOLD_AT_THE_END: &[&str] =
    &["城镇化率", "覆盖率", "拥有量", "urbanization rate", "urbanisation rate", "coverage rate"];

tables! {
    /// An indicator as the file has it.
    pub struct IndicatorTable = "[[indicator]]" {
        /// kebab-case, unique in the plan
        id: Required<Id>,
        /// what is measured, the same word in every plan; default: the id
        concept: Option<Id>,
        /// name as printed
        name: Inherited<Text>,
        /// name in English
        name_en: Option<Text>,
        /// unit of figures, baseline and target; the target of an average growth is in %
        unit: Inherited<Unit>,
        /// unit as English readers see it
        unit_en: Option<Text>,
        /// how observations become the actual
        measure: Required<Measure>,
        /// what one observation is
        kind: Option<Kind>,
        /// of a stock: the month whose figure is the year's; default: the last of the year
        at: Option<Month>,
        /// how often it is measured: a figure is stale when the next is six months late; default: 1y
        frequency: Option<Frequency>,
        /// which side of a value is good: of about, that side counts as met
        better: Option<Better>,
        /// exactly one comparator with its value
        target: Required<TargetTable>,
        /// where the document says so
        citations: OrEmpty<Vec<Citation>> = "cite",
        /// who answers for it, as printed
        responsible: Texts,
        /// where it started
        baseline: Option<Baseline>,
        /// how its figures follow from others that releases print
        from: Option<FromTable>,
        /// a later change of the target
        amended: Vec<AmendedTable>,
        /// the period whose figure decides; default: the period's end
        deadline: Option<Period>,
        /// its own accumulation period; default: the plan's
        period: Option<Period>,
        /// the month in which its years begin; default: the plan's
        year_starts: Option<Month>,
        /// whether FY2019 begins or ends in 2019; default: the plan's
        year_named: Option<Named>,
        /// its region, when not the plan's
        region: Option<Text>,
        /// coverage in words
        scope: Option<Text>,
        /// other names under which releases print it
        aliases: Texts,
        /// id of the indicator of which this is a part
        parent: Option<Id>,
        /// ids of the indicators that add up to this one
        parts: Ids,
        /// true for 约束性; default 预期性
        binding: Flag,
        /// true for 力争, 争创: wished rather than promised
        aspirational: Flag,
        /// values the path must pass, by period
        milestones: Defaulted<Milestones>,
        /// weight in a roll-up
        weight: Option<Number>,
        /// codes of warnings and notes that do not apply, for the reason in note
        accepted: Texts,
        /// a remark of the encoder
        note: Option<Prose>,
        ; line
    }

    /// A series as the file has it: what an indicator says too.
    pub struct SeriesTable = "[[series]]" {
        /// kebab-case, unique among indicators and series
        id: Required<Id>,
        /// what is measured, the same word in every plan; default: the id
        concept: Option<Id>,
        /// name as printed
        name: Inherited<Text>,
        /// name in English
        name_en: Option<Text>,
        /// unit of its values
        unit: Inherited<Unit>,
        /// unit as English readers see it
        unit_en: Option<Text>,
        /// what one observation is
        kind: Option<Kind>,
        /// of a stock: the month whose figure is the year's; default: the last of the year
        at: Option<Month>,
        /// how often it is measured: a figure is stale when the next is six months late; default: 1y
        frequency: Option<Frequency>,
        /// other names under which releases print it
        aliases: Texts,
        /// its region, when not the one assessed
        region: Option<Text>,
        /// how its figures follow from others that releases print
        from: Option<FromTable>,
        /// the month in which its years begin; default: the plan's
        year_starts: Option<Month>,
        /// whether FY2019 begins or ends in 2019; default: the plan's
        year_named: Option<Named>,
        ; line
    }
}

/// An indicator, or no more than its id when it lacks what no lint can do without.
pub fn indicator(
    table: &Table<'_>,
    plan_period: Period,
    catalog: Option<&Catalog>,
) -> Result<Indicator, Option<String>> {
    let IndicatorTable {
        id,
        concept,
        name,
        name_en,
        unit,
        unit_en,
        measure,
        kind,
        at,
        frequency,
        better,
        target,
        citations,
        responsible,
        baseline,
        from,
        amended,
        deadline,
        period,
        year_starts,
        year_named,
        region,
        scope,
        aliases,
        parent,
        parts,
        binding,
        aspirational,
        mut milestones,
        weight,
        accepted,
        note,
        line,
    } = IndicatorTable::of(table).ok_or(None)?;
    let unread = id.clone();
    let stated = SeriesTable {
        id,
        concept,
        name,
        name_en,
        unit,
        unit_en,
        kind,
        at,
        frequency,
        aliases,
        region,
        from,
        year_starts,
        year_named,
        line,
    };
    let has_own_years = stated.year_starts.is_some();
    let (figure, concept) = stated.figure(table, catalog, measure.unwrap_or(Measure::Level));
    if weight.as_ref().is_some_and(|weight| !weight.is_positive()) {
        table.report("weight", PlanProblem::BadWeight);
    }
    let every = target.as_ref().and_then(|(_, every)| every.as_ref());
    for (other, span) in amended.iter().filter_map(|(_, other)| other.as_ref()) {
        if Some(other) != every {
            let problem = PlanProblem::StrayKey {
                key: "every",
                beside: "[[indicator]] target = { every = … }".to_owned(),
            };
            table.reading.report(span.clone(), problem);
        }
    }
    let (Some(figure), Some(measure), Some((target, every))) = (figure, measure, target) else {
        return Err(unread);
    };
    if figure.kind == Kind::Flow {
        for (span, written) in table.points_in_time() {
            table.reading.report(span, PlanProblem::PointOfFlow { written });
        }
    }
    // With an earlier deadline of its own, a target accumulates until then; without one, its last year decides.
    let kind = figure.kind;
    let whole = if has_own_years {
        kind.calendar.ending_in(plan_period)
    } else {
        kind.calendar.shown(plan_period)
    };
    let until = |deadline: Period| {
        let end = deadline.last().min(whole.last());
        Some(kind.calendar.shown(Period::interval(whole.first(), end)?))
    };
    // 到2025年底: of a stock with `at`, too, that is the year.
    let of_year = |it: Period| {
        let ended = kind.calendar.year_ended(it).filter(|_| kind.at.is_some());
        ended.unwrap_or_else(|| kind.period(it))
    };
    let deadline = deadline.map(of_year);
    let period = period.or_else(|| until(deadline?)).unwrap_or(whole);
    let of_years = |it: &mut Vec<Milestone>| {
        for it in it {
            it.period = of_year(it.period);
        }
    };
    let amendment = |mut it: Amendment| {
        it.deadline = it.deadline.map(of_year);
        it.milestones.iter_mut().for_each(of_years);
        it
    };
    of_years(&mut milestones);
    Ok(Indicator {
        figure,
        better: better.or(concept.and_then(|concept| concept.better)),
        measure,
        target,
        every,
        amendments: amended.into_iter().filter_map(|(it, _)| it.map(amendment)).collect(),
        citations,
        responsible,
        baseline: baseline.map(|it| Baseline { period: of_year(it.period), ..it }),
        deadline: deadline.unwrap_or_else(|| closing_period(kind.calendar, period)),
        period,
        scope,
        parent,
        parts,
        binding,
        aspirational,
        milestones,
        weight,
        accepted,
        note,
    })
}

/// The period whose figure closes another: its last year when it consists of whole years, else itself.
fn closing_period(calendar: Calendar, period: Period) -> Period {
    let whole = calendar.is_whole_years(period);
    calendar.last_year(period).filter(|_| whole).unwrap_or(period)
}

/// A series, or no more than its id without a unit.
pub fn series(table: &Table<'_>, catalog: Option<&Catalog>) -> Result<Series, Option<String>> {
    let it = SeriesTable::of(table).ok_or(None)?;
    let id = it.id.clone();
    it.figure(table, catalog, Measure::Level).0.ok_or(id)
}

impl SeriesTable {
    /// The figure, unless it has no id or no unit, and its concept in the catalogue. What holds at the end of a period and
    /// does not say its kind is noted.
    fn figure<'c>(
        self,
        table: &Table<'_>,
        catalog: Option<&'c Catalog>,
        measure: Measure,
    ) -> (Option<Figure>, Option<&'c Concept>) {
        let stated = self.concept.is_some();
        let concept = self.concept.or_else(|| self.id.clone()).unwrap_or_default();
        let entry = catalog.and_then(|catalog| catalog.concepts.get(&concept));
        if entry.is_none() {
            if stated && let Some(suggestion) = catalog.and_then(|it| meant(&concept, it)) {
                let problem = PlanProblem::UnknownConcept { concept: concept.clone(), suggestion };
                table.report("concept", problem);
            }
            table.require(Need::Inherited);
        }
        if let (Some(unit), Some(entry)) = (&self.unit, entry)
            && !entry.allows(unit)
        {
            let problem = PlanProblem::ConceptUnit {
                concept: concept.clone(),
                unit: unit.to_string(),
                catalogue: entry.unit.to_string(),
            };
            table.report("unit", problem);
        }
        let name = self.name.or_else(|| Some(entry?.name.clone())).unwrap_or_default();
        let name_en = self.name_en.or_else(|| entry?.name_en.clone());
        let declared = table.reading.units.borrow();
        let unit = self.unit.or_else(|| Some(entry?.unit.clone().among(&declared)));
        same_in_english(table, unit.as_ref(), self.unit_en.as_ref());
        // The catalogue's is that of its own unit.
        let same = entry.filter(|it| Some(&it.unit) == unit.as_ref());
        let english = self.unit_en.or_else(|| same?.unit_en.clone());
        let kind = self.kind.or_else(|| entry?.kind);
        if kind.is_none()
            && unit.as_ref().is_some_and(Unit::is_ratio)
            && let Some(word) = contained([&name].into_iter().chain(&name_en), HOLD_AT_THE_END)
        {
            table.report("name", PlanProblem::KindOpen { word });
        }
        let mut aliases = self.aliases;
        let own_aliases = aliases.len();
        if let Some(entry) = entry {
            let known =
                [Some(name.as_str()), self.id.as_deref(), Some(&concept), name_en.as_deref()];
            // A plan's alias that the catalogue has too stays where it is, and is reported there.
            aliases.extend(entry.further_names(known.into_iter().flatten()));
        }
        let timed = |unit: &Unit| {
            let kind = kind.unwrap_or_else(|| Kind::by_default(measure, unit));
            let at = self.at.or_else(|| entry?.at);
            let calendar = table.calendar.with(self.year_starts, self.year_named);
            // That of the last month is the year's anyway.
            let last = (calendar.starts() + 10) % 12 + 1;
            Timed { kind, at: at.filter(|at| kind != Kind::Stock || *at != last), calendar }
        };
        let apart = matches!(self.from, Some(Derivation::Difference { .. }));
        let unit = unit.map(|unit| if apart { unit.of_differences() } else { unit });
        let figure = self.id.zip(unit).map(|(id, unit)| Figure {
            id,
            concept,
            name,
            name_en,
            aliases,
            own_aliases,
            printed_units: entry.map(|it| it.printed_units_beside(&unit)).unwrap_or_default(),
            kind: timed(&unit),
            frequency: self.frequency.or_else(|| entry?.frequency).unwrap_or(12),
            unit: unit.with_english(english),
            region: self.region,
            from: self.from,
            line: self.line,
        });
        (figure, entry)
    }
}

/// English readers must see the same unit.
pub fn same_in_english(table: &Table<'_>, unit: Option<&Unit>, english: Option<&String>) {
    if let (Some(unit), Some(english)) = (unit, english)
        && unit.contradicts(english)
    {
        let (unit, english) = (unit.to_string(), english.clone());
        table.report("unit_en", PlanProblem::OtherUnitInEnglish { unit, english });
    }
}

/// The concept that a slip of the hand turned into this one.
fn meant(written: &str, catalog: &Catalog) -> Option<String> {
    catalog
        .concepts
        .keys()
        .map(|id| (strsim::damerau_levenshtein(written, id), id))
        .filter(|(distance, _)| *distance <= SLIP)
        .min()
        .map(|(_, id)| id.clone())
}
