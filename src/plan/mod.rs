//! The plan: the targets of a government document, as encoded; and what was reported of its tasks.
//!
//! Plain data with simple queries.

pub mod amended;
pub mod called;
mod catalog;
mod change;
pub mod lints;
mod names;
mod needs;
pub mod printed;
pub mod recipe;
pub mod regions;
mod tables;
pub mod tasks;
mod terms;
mod wanted;
pub mod wording;

use std::ops::{Deref, DerefMut};

use chrono::NaiveDate;

use crate::{
    calendar::Calendar,
    interval::Interval,
    number::Number,
    period::{Month, Period},
    unit::Unit,
    words::words_of,
};

pub use catalog::{Catalog, Concept};
pub use change::{By, Change};
pub use names::{contained, normalised_name};
pub use needs::Need;
pub use printed::Quantity;
pub use regions::Region;
pub use tables::{
    Baseline, Citation, DeclaredUnit, Document, Milestone, Milestones, Reading, Rule, SetAside,
    Task, figure_limit,
};
pub use terms::{Comparator, Measure, Relative};
pub use wanted::Wanted;

/// A whole plan, from one TOML file.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The file it was read from, as the user named it.
    pub file: String,
    /// Kebab-case id, equal to the file name.
    pub id: String,
    /// Title as printed.
    pub title: String,
    /// Title in English.
    pub title_en: Option<String>,
    /// The region it applies to.
    pub region: String,
    /// Who issued it.
    pub issuer: Option<String>,
    /// The document's number.
    pub document: Option<String>,
    /// The day it was issued.
    pub issued: Option<NaiveDate>,
    /// The plan's period; the default deadline and accumulation period of its indicators.
    pub period: Period,
    /// When its years begin.
    pub calendar: Calendar,
    /// The document as plain text, relative to the plan file.
    pub source_text: Option<String>,
    /// Default actuals, relative to the plan file.
    pub actuals: Vec<String>,
    /// The regions of its catalogue, beside those that are always known.
    pub regions: Vec<Region>,
    /// The units that it declares beside those of its catalogue.
    pub units: Vec<DeclaredUnit>,
    /// How pace is judged, if the plan states it.
    pub method: Option<Method>,
    /// Thresholds of the verdicts under its own method, if the plan sets any.
    pub bands: Option<Bands>,
    /// The documents that change or add targets.
    pub documents: Vec<Document>,
    /// The targets, in the document's order.
    pub indicators: Vec<Indicator>,
    /// Numbers of the document that are not targets.
    pub set_asides: Vec<SetAside>,
    /// Named lists of regions.
    pub members: Vec<MemberList>,
    /// Operands and references that are not targets themselves.
    pub series: Vec<Series>,
    /// Dated work without a number.
    pub tasks: Vec<Task>,
    /// Default files of task states, relative to the plan file.
    pub task_files: Vec<String>,
    /// Rules over members and years.
    pub rules: Vec<Rule>,
    /// How files of actuals are read that do not say all of it themselves.
    pub sources: Vec<recipe::Recipe>,
}

impl Plan {
    /// The figures of all indicators, then the series.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.indicators.iter().map(|indicator| &indicator.figure).chain(&self.series)
    }

    pub fn series_of(&self, id: &str) -> Option<&Series> {
        self.series.iter().find(|series| series.id == id)
    }

    /// The regions of a member list; empty if there is no such list.
    pub fn members_of(&self, list: &str) -> &[String] {
        self.members
            .iter()
            .find(|members| members.name == list)
            .map_or(&[], |members| members.regions.as_slice())
    }

    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == id)
    }

    /// The figure of an indicator or series.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures().find(|figure| figure.id == id)
    }

    /// The kind of an indicator or series; of what is not declared, a flow.
    pub fn kind_of(&self, id: &str) -> Timed {
        let flow = Timed { calendar: self.calendar, ..Kind::Flow.into() };
        self.figure(id).map_or(flow, |figure| figure.kind)
    }

    /// The ids of the figures from which those of an id follow, its own first.
    pub fn rests_on<'a>(&'a self, id: &'a str) -> Vec<&'a str> {
        let mut found = vec![id];
        let mut next = 0;
        while let Some(id) = found.get(next) {
            let from = self.figure(id).and_then(|it| it.from.as_ref());
            for operand in from.map(Derivation::operands).unwrap_or_default() {
                if !found.contains(&operand) {
                    found.push(operand);
                }
            }
            next += 1;
        }
        found
    }

    /// The year of an indicator's baseline, else the one before its period; of a series the one before that of the plan.
    pub fn base_year(&self, id: &str) -> i32 {
        let indicator = self.indicator(id);
        let stated = indicator.and_then(|it| it.baseline.as_ref());
        let start = stated.map_or_else(
            || indicator.map_or(self.period, |it| it.period).eve(),
            |it| it.period.last(),
        );
        self.kind_of(id).calendar.year_of(start)
    }

    /// The bands that apply under a method. Those of the plan apply to its own method and to measures that compare
    /// directly; every other method keeps its defaults.
    pub fn bands_of(&self, method: Method) -> Bands {
        let own = self.method.unwrap_or_default();
        let stated = self.bands.as_ref();
        stated
            .filter(|_| method == own || method == Method::Direct)
            .map_or_else(|| Bands::of(method), Bands::clone)
    }

    /// The region of an indicator: its own, or the plan's.
    pub fn region_of<'a>(&'a self, indicator: &'a Indicator) -> &'a str {
        indicator.region.as_deref().unwrap_or(&self.region)
    }
}

words! {
    /// How the pace towards a target is judged.
    pub enum Method {
        // 序时进度
        /// progress against the time elapsed
        Schedule   "schedule"   "schedule"   "序时进度法";
        // As in Open SDG, after Eurostat.
        /// annual growth since the baseline against the growth required
        Compound   "compound"   "compound"   "复合增速法";
        // As at Destatis.
        /// the mean of the last annual changes, extrapolated to the deadline
        Projection "projection" "projection" "趋势外推法";
        /// the measure's own comparison with the target
        Direct     "direct"     "direct"     "直接比较";
    }
}

impl Method {
    /// The methods that a plan or user may choose.
    pub const CHOICES: [Self; 3] = [Self::Schedule, Self::Compound, Self::Projection];

    /// Their words.
    pub fn choices() -> Vec<&'static str> {
        Self::CHOICES.map(Self::word).into()
    }
}

#[expect(clippy::derivable_impls, reason = "the variants of a list of words take no attributes")]
impl Default for Method {
    fn default() -> Self {
        Self::Schedule
    }
}

/// Lower bounds of the ratio for each verdict, inclusive.
#[derive(Debug, Clone)]
pub struct Bands {
    /// Only under `schedule` and direct comparison.
    pub ahead: Option<Number>,
    pub on_track: Number,
    pub at_risk: Number,
}

impl Default for Bands {
    fn default() -> Self {
        Self::of(Method::default())
    }
}

impl Bands {
    /// The defaults: 1.10, 0.95 and 0.60 for `schedule` and for measures that compare directly; 0.95 and 0.60 for
    /// `compound` (Open SDG); 0.95 and 0.80 for `projection` (Destatis: short by at most 5 % and at most 20 %).
    pub fn of(method: Method) -> Self {
        let hundredths = |value| Number::decimal(value, 2);
        Self {
            ahead: matches!(method, Method::Schedule | Method::Direct).then(|| hundredths(110)),
            on_track: hundredths(95),
            at_risk: hundredths(if method == Method::Projection { 80 } else { 60 }),
        }
    }

    /// Each band with its key in a plan file, highest first.
    pub fn named(&self) -> Vec<(&'static str, Number)> {
        let ahead = self.ahead.clone().map(|ahead| ("ahead", ahead));
        let rest = [("on_track", self.on_track.clone()), ("at_risk", self.at_risk.clone())];
        ahead.into_iter().chain(rest).collect()
    }
}

/// What is measured, and what releases call it.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Kebab-case id, unique among indicators and series.
    pub id: String,
    /// What is measured; the same id in every plan.
    pub concept: String,
    /// Name as printed.
    pub name: String,
    /// English name.
    pub name_en: Option<String>,
    /// Other names used in releases: first the plan's own, then the catalogue's.
    pub aliases: Vec<String>,
    /// How many of the aliases are the plan's own.
    pub own_aliases: usize,
    /// Unit of its values, of baseline and milestones, and of all but one kind of target: see [`Indicator::target_unit`].
    pub unit: Unit,
    /// Units that releases print for it but that mean its own (每万人…件): read as its unit.
    pub printed_units: Vec<Unit>,
    /// What one observation is.
    pub kind: Timed,
    /// Months from one figure to the next.
    pub frequency: i32,
    /// Region, if not the plan's; of a series, if not the one assessed.
    pub region: Option<String>,
    /// How its values are derived from others, if releases do not print them.
    pub from: Option<Derivation>,
    /// Line in the plan file.
    pub line: u32,
}

/// A series that the plan needs but that is not a target: an operand or a reference.
pub type Series = Figure;

/// One target: a figure that must be reached.
#[derive(Debug, Clone)]
pub struct Indicator {
    pub figure: Figure,
    /// How observations become the actual.
    pub measure: Measure,
    /// Which side of a value is good, if indicator or concept say so.
    pub better: Option<Better>,
    pub target: Goal,
    /// Set if each member of a list must meet it, rather than the region as a whole.
    pub every: Option<Every>,
    /// Later changes of the target, in chronological order.
    pub amendments: Vec<Amendment>,
    /// Where the document states it.
    pub citations: Vec<Citation>,
    /// Responsible bodies, as printed.
    pub responsible: Vec<String>,
    /// The starting point, if the plan states it.
    pub baseline: Option<Baseline>,
    /// The period whose figure decides the verdict.
    pub deadline: Period,
    /// The period over which a `total` accumulates and in which a `rate` or `every-year` target must hold.
    pub period: Period,
    /// Coverage in words.
    pub scope: Option<String>,
    /// Id of the indicator of which this is a part (其中).
    pub parent: Option<String>,
    /// Ids of the indicators that add up to this one.
    pub parts: Vec<String>,
    /// 约束性 (true) or 预期性.
    pub binding: bool,
    /// 力争, 争创: aspirational rather than committed.
    pub aspirational: bool,
    /// Intermediate values of the target path, in order of their periods.
    pub milestones: Vec<Milestone>,
    /// Weight in aggregates.
    pub weight: Option<Number>,
    /// Codes of warnings and notes that `note` answers.
    pub accepted: Vec<String>,
    /// A remark of the encoder.
    pub note: Option<String>,
}

impl Deref for Indicator {
    type Target = Figure;

    fn deref(&self) -> &Figure {
        &self.figure
    }
}

impl DerefMut for Indicator {
    fn deref_mut(&mut self) -> &mut Figure {
        &mut self.figure
    }
}

impl Indicator {
    /// Its target, and those of its amendments.
    pub fn goals(&self) -> impl Iterator<Item = &Goal> {
        let amended = self.amendments.iter().filter_map(|it| it.target.as_ref());
        [&self.target].into_iter().chain(amended)
    }

    /// The unit of target, actual and gap: that of the figures, but per cent of an average growth of levels.
    pub fn target_unit(&self) -> &Unit {
        let of_levels = self.measure == Measure::AverageGrowth && !self.unit.is_share();
        if of_levels { Unit::percent() } else { &self.unit }
    }

    /// The series of the levels where growth is judged: the one that it is the growth of, or itself unless it is a share.
    pub fn levels(&self) -> Option<&str> {
        match &self.from {
            Some(Derivation::GrowthOf(of)) => Some(of),
            _ => (!self.unit.is_share()).then_some(&self.id),
        }
    }
}

words! {
    /// What one observation is.
    pub enum Kind {
        /// A value at the end of its period.
        Stock "stock" "stock" "存量";
        /// An amount during its period.
        Flow  "flow"  "flow"  "流量";
        /// A percentage or per-head figure of its period.
        Ratio "ratio" "ratio" "比率";
    }
}

words! {
    /// Which side of a value is good: what `about` means by 左右.
    pub enum Better {
        /// Above the value is as good as at it.
        Higher "higher" "higher is better"    "正向指标，以高为优";
        /// Below the value is as good as at it.
        Lower  "lower"  "lower is better"     "逆向指标，以低为优";
        /// Neither side is.
        Near   "near"   "near it is better"   "适度指标，接近为优";
    }
}

/// What one observation is, and when the year's is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timed {
    pub kind: Kind,
    /// Of a stock: the month (1–12) whose figure is the year's, if it is not the last of the year.
    pub at: Option<u32>,
    /// When its years begin.
    pub calendar: Calendar,
}

impl From<Kind> for Timed {
    fn from(kind: Kind) -> Self {
        Self { kind, at: None, calendar: Calendar::COMMON }
    }
}

impl PartialEq<Kind> for Timed {
    fn eq(&self, kind: &Kind) -> bool {
        self.kind == *kind
    }
}

impl Timed {
    /// The period of which a figure is that is printed for another: the year, if it is of the month that stands for it.
    pub fn period(self, printed: Period) -> Period {
        let stands = self.at == Some(printed.last().number()) && printed.months() == 1;
        let year = self.calendar.last_year(printed).filter(|_| stands);
        self.calendar.shown(year.unwrap_or(printed))
    }

    /// The day by which a figure printed for a period can be known.
    pub fn last_day(self, printed: Period) -> NaiveDate {
        let year = self.calendar.last_year(printed);
        let year = year.filter(|_| self.calendar.is_whole_years(printed));
        self.at
            .zip(year)
            .map(|(at, year)| {
                year.first().plus((at + 12 - year.first().number()).cast_signed() % 12)
            })
            .map_or_else(|| printed.last_day(), Month::last_day)
    }
}

impl Kind {
    /// The default kind: flow for `total`, ratio for shares and units per another, otherwise stock.
    pub fn by_default(measure: Measure, unit: &Unit) -> Self {
        match measure {
            Measure::Total => Self::Flow,
            _ if unit.is_ratio() => Self::Ratio,
            _ => Self::Stock,
        }
    }
}

/// What must be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// A value, or two.
    Value(Target),
    /// What the baseline makes a value.
    Change(Change),
    /// Above or below the baseline (`level`) or the year before (`every-year`).
    Direction {
        /// Whether it must be above.
        rising: bool,
        /// Whether equality is enough.
        or_equal: bool,
        /// A natural bound beyond which no improvement is possible.
        limit: Option<Number>,
    },
    /// Beside another series, at the newest period that both have.
    Series(Reference),
}

/// Another series with which the actual is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The key of the plan file.
    pub word: Relative,
    pub comparator: Comparator,
    /// Id of an indicator or a declared series.
    pub series: String,
    /// Its region, if not the indicator's.
    pub in_region: Option<String>,
    /// What is added to its value, in the indicator's unit: below zero for a target that lies below it.
    pub margin: Number,
    /// By how much worse still counts, in the indicator's unit and never negative.
    pub tolerance: Number,
}

impl Reference {
    /// The target where the other series has this value.
    pub fn target(&self, value: &Number) -> Target {
        let tolerance = self.tolerance.clone();
        Target { tolerance, ..Target::of(self.comparator, value + &self.margin) }
    }
}

impl Goal {
    /// The keys of all targets, with or without a value of their own.
    pub fn words() -> impl Iterator<Item = &'static str> {
        words_of::<Comparator>().into_iter().chain(words_of::<Relative>())
    }

    /// The key of the plan file.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Value(target) => target.comparator.word(),
            Self::Change(change) => change.word(),
            Self::Direction { rising, or_equal, .. } => match (rising, or_equal) {
                (true, false) => Relative::Rising.word(),
                (false, false) => Relative::Falling.word(),
                (true, true) => Relative::NotFalling.word(),
                (false, true) => Relative::NotRising.word(),
            },
            Self::Series(reference) => reference.word.word(),
        }
    }

    /// The other series that it is compared with.
    pub fn reference(&self) -> Option<&Reference> {
        match self {
            Self::Series(reference) => Some(reference),
            _ => None,
        }
    }

    /// Must it be below what it is compared with, where it has no value of its own?
    pub fn falls(&self) -> bool {
        match self {
            Self::Change(change) => change.falls,
            Self::Direction { rising, .. } => !rising,
            Self::Series(reference) => reference.comparator == Comparator::AtMost,
            Self::Value(_) => false,
        }
    }

    /// The value to compare with, if the target has one.
    pub fn value(&self) -> Option<&Target> {
        match self {
            Self::Value(target) => Some(target),
            _ => None,
        }
    }

    /// The numbers that the document prints for it; `own` is the unit of the target.
    pub fn printed(&self, own: &Unit) -> Vec<Quantity> {
        match self {
            Self::Value(target) => {
                target.numbers().into_iter().map(|value| Quantity::new(value, own)).collect()
            }
            Self::Change(change) => change.printed(own).into_iter().collect(),
            Self::Series(Reference { margin, .. }) if !margin.is_zero() => {
                vec![Quantity::new(margin, own)]
            }
            _ => Vec::new(),
        }
    }

    /// The goal of a member of a list.
    pub fn of_member(&self, region: &str) -> Self {
        match self {
            Self::Value(target) => Self::Value(target.of_member(region).clone()),
            other => other.clone(),
        }
    }
}

impl Change {
    /// The key of the plan file.
    pub fn word(&self) -> &'static str {
        let key = match self.by {
            By::Times => Relative::TimesBaseline,
            By::Percent | By::Amount if self.falls => Relative::FallBy,
            By::Percent | By::Amount => Relative::RiseBy,
        };
        key.word()
    }

    /// The target at a baseline; nothing is so many per cent less or more than what is not above zero.
    pub fn target(&self, baseline: &Number) -> Option<Target> {
        let known = Interval::exactly(baseline);
        let value = self.due(&known).exact()?.clone().with_decimals(baseline.decimals());
        let comparator = if self.falls { Comparator::AtMost } else { Comparator::AtLeast };
        self.is_defined_at(&known).then(|| Target::of(comparator, value))
    }
}

/// Each member of a list must meet the target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Every {
    /// Name of the list in `[members]`.
    pub list: String,
    /// At least this share of the members; all of them if absent.
    pub share: Option<Number>,
}

words! {
    /// A form of derivation, by its key in the plan file.
    pub enum Form {
        GrowthOf   "growth_of";
        IncreaseOf "increase_of";
        Ratio      "ratio";
        Sum        "sum";
        Difference "difference";
        ChainOf    "chain_of";
    }
}

/// How figures are derived from others. Operands are ids of indicators or declared series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Derivation {
    /// Percentage change from the same months of the year before.
    GrowthOf(String),
    /// Change of a stock over the year.
    IncreaseOf {
        /// The stock.
        of: String,
        /// Whether the target is about the net change; otherwise it is a lower bound of the gross change.
        net: bool,
    },
    /// The quotient of two, times a factor.
    Ratio {
        /// Numerator.
        above: String,
        /// Denominator.
        below: String,
        /// Factor: 100 for percent.
        times: Number,
    },
    /// The sum of all.
    Sum(Vec<String>),
    /// One less the other.
    Difference { from: String, less: String },
    /// An index from yearly changes in percent: 100 in the baseline year.
    ChainOf(String),
}

impl Derivation {
    /// The key of the plan file.
    pub fn word(&self) -> &'static str {
        let form = match self {
            Self::GrowthOf(_) => Form::GrowthOf,
            Self::IncreaseOf { .. } => Form::IncreaseOf,
            Self::Ratio { .. } => Form::Ratio,
            Self::Sum(_) => Form::Sum,
            Self::Difference { .. } => Form::Difference,
            Self::ChainOf(_) => Form::ChainOf,
        };
        form.word()
    }

    /// The ids it needs.
    pub fn operands(&self) -> Vec<&str> {
        match self {
            Self::GrowthOf(of) | Self::IncreaseOf { of, .. } | Self::ChainOf(of) => vec![of],
            Self::Ratio { above: first, below: second, .. }
            | Self::Difference { from: first, less: second } => vec![first, second],
            Self::Sum(parts) => parts.iter().map(String::as_str).collect(),
        }
    }
}

/// A later change of a target. The baseline and its date stay.
#[derive(Debug, Clone)]
pub struct Amendment {
    /// In force from this day.
    pub on: NaiveDate,
    /// The new target.
    pub target: Option<Goal>,
    /// The new deadline.
    pub deadline: Option<Period>,
    /// The new milestones.
    pub milestones: Option<Vec<Milestone>>,
    /// Whether the target is withdrawn.
    pub withdrawn: bool,
    /// Whether it applies to a deadline that is over on that day: by default the target of the time decides.
    pub retroactive: bool,
    /// The amending document; of one that the plan does not declare, the text that names it is the id.
    pub document: Option<Document>,
    /// Where it says so.
    pub citations: Vec<Citation>,
}

/// A named list of regions.
#[derive(Debug, Clone)]
pub struct MemberList {
    /// Its name in `[members]`.
    pub name: String,
    /// The regions, as printed.
    pub regions: Vec<String>,
}

/// A value to compare with, in the indicator's unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The comparison.
    pub comparator: Comparator,
    /// The value; the lower one of a pair.
    pub value: Number,
    /// The upper value of `between` and `within`.
    pub upper: Option<Number>,
    /// By how much worse still counts, in the indicator's unit and never negative; zero unless `about` or a series says it.
    pub tolerance: Number,
    /// Targets of members' own (目标分解), by region.
    pub own: Vec<(String, Self)>,
    /// Are there no other values than those? `value` is then the first of them.
    pub only_own: bool,
}

impl Target {
    pub fn of(comparator: Comparator, value: Number) -> Self {
        let (upper, tolerance) = (None, Number::ZERO);
        Self { comparator, value, upper, tolerance, own: Vec::new(), only_own: false }
    }

    /// That of a member of a list.
    pub fn of_member(&self, region: &str) -> &Self {
        self.own.iter().find(|(member, _)| member == region).map_or(self, |(_, own)| own)
    }

    /// The lowest and the highest number, if there are several.
    pub fn ends(&self) -> (&Number, Option<&Number>) {
        let numbers = self.numbers();
        let low = numbers.iter().copied().min().unwrap_or(&self.value);
        (low, numbers.into_iter().max().filter(|high| *high != low))
    }

    /// Every number that it states, once.
    pub fn numbers(&self) -> Vec<&Number> {
        let own = self.own.iter().map(|(_, own)| &own.value);
        let mut numbers = Vec::new();
        for number in [&self.value].into_iter().chain(&self.upper).chain(own) {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers
    }
}
