//! Rules by member and year: what fires first, then what is not known, then what is clear; `plancheck.rules/v1`.

use std::collections::BTreeSet;

use crate::{
    assess::{
        Basis, Reason,
        trace::rules::{Condition, Outcomes, RuleOutcome, RuleVerdict, Where},
    },
    calendar::Calendar,
    lang::Words,
    number::Number,
    plan::{Plan, Rule},
    record::{Data, Flat, Shape, each},
    report::{Note, Sentence, Sheet, distinct, grouped, id_name, shown::edges_of},
    table::{Cell, Comparison, Heading, Name, Table},
    unit::Unit,
    words::words_of,
};

/// Regions and the years for which the same is said of them.
pub type YearsOfRegions = Vec<(Vec<i32>, Vec<String>)>;

/// The order in which verdicts are shown.
pub const ORDER: [RuleVerdict; 3] = [RuleVerdict::Fires, RuleVerdict::Unknown, RuleVerdict::Clear];

impl Outcomes<'_> {
    /// How often it says what; what fires stands there in any case, as none is an answer too.
    pub fn tally(&self) -> Vec<(RuleVerdict, usize)> {
        let of = |verdict| self.found.iter().filter(|outcome| outcome.verdict == verdict).count();
        let mut counts = ORDER.map(|verdict| (verdict, of(verdict))).to_vec();
        counts.retain(|(verdict, count)| *verdict == RuleVerdict::Fires || *count > 0);
        counts
    }

    /// Where it fires.
    pub fn fires(&self) -> YearsOfRegions {
        years_of_regions(self.found.iter().filter(|outcome| outcome.verdict == RuleVerdict::Fires))
    }
}

/// The rules of a plan with what they say.
#[derive(Clone)]
pub struct RulesView<'a> {
    basis: Basis<'a>,
    /// The years looked at, in order.
    pub years: Vec<i32>,
    pub rules: Vec<Outcomes<'a>>,
}

impl<'a> RulesView<'a> {
    /// Looks at every rule of the plan; without `years`, at the years of the plan.
    pub fn new(basis: Basis<'a>, place: Where<'_>, years: &[i32]) -> Self {
        let plan = basis.plan;
        let mut years: Vec<i32> = if years.is_empty() {
            plan.calendar.begun(plan.period).collect()
        } else {
            years.to_vec()
        };
        years.sort_unstable();
        years.dedup();
        let rules = plan.rules.iter().map(|rule| Outcomes::of(basis, rule, place, &years));
        Self { basis, rules: rules.collect(), years }
    }

    /// The plan.
    pub fn plan(&self) -> &'a Plan {
        self.basis.plan
    }

    /// `31 regions, 2018–2023: 2 fire, 20 unknown, 164 clear`.
    pub fn tally_of(&self, it: &Outcomes<'_>) -> impl Fn(Words) -> String + use<> {
        let regions = it.regions.len();
        let years = self.years.clone();
        let calendar = self.plan().calendar;
        let counts = it.tally();
        move |words| {
            let years = years_said(&years, calendar, words);
            let counts = words.commas(counts.iter().map(|(verdict, count)| {
                let verdict = verdict.text(words);
                say!(words, "{verdict} {count}", "{verdict}{count}")
            }));
            say!(
                words,
                [
                    regions,
                    "{regions} region, {years}: {counts}",
                    "{regions} regions, {years}: {counts}"
                ],
                "{regions}个地区，{years}：{counts}"
            )
        }
    }

    /// The page.
    pub fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::default();
        let plan = self.plan();
        sheet.plan(plan, &plan.region);
        if self.rules.is_empty() {
            sheet.space().note(Sentence::NoRules);
            return sheet;
        }
        for rule in &self.rules {
            self.rule_page(rule, &mut sheet);
        }
        sheet.space().foot(self.basis);
        sheet
    }

    fn rule_page(&self, it: &Outcomes<'_>, sheet: &mut Sheet) {
        let rule = it.rule;
        let name = Name::untranslated(&rule.name);
        sheet
            .space()
            .note(Note::Title(rule.id.clone(), name))
            .fact(Heading::Reading, rule.reading)
            .fact(Heading::Outcome, &rule.outcome)
            .say(self.tally_of(it));
        let calendar = self.plan().calendar;
        let compared = |outcome: &RuleOutcome| {
            let all = outcome.conditions.iter().map(|it| Cell::Comparison(self.comparison(it)));
            Cell::Stack(all.collect())
        };
        let table =
            Table::of(in_order(&it.found).into_iter().filter(|outcome| !is_compact(outcome)))
                .word(Heading::Region, |it| &it.region)
                .word(Heading::Year, |it| calendar.name(it.year))
                .word(Heading::Verdict, |it| Cell::RuleVerdict(it.verdict, it.is_revised()))
                .prose(Heading::Compared, |it| compared(it))
                .table();
        sheet.table(table);
        if it.found.iter().any(RuleOutcome::is_revised) {
            sheet.note(Sentence::Revised);
        }
        let compact = || it.found.iter().filter(|outcome| is_compact(outcome));
        let reasons = compact().filter_map(RuleOutcome::reason).collect::<BTreeSet<_>>();
        let unknown = reasons.into_iter().map(|reason| (RuleVerdict::Unknown, Some(reason)));
        for (verdict, reason) in unknown.chain([(RuleVerdict::Clear, None)]) {
            let of_it = |it: &&RuleOutcome| it.verdict == verdict && it.reason() == reason;
            let regions = years_of_regions(compact().filter(of_it));
            if !regions.is_empty() {
                sheet.say(move |words| says(verdict, reason, (&regions, calendar), words));
            }
        }
    }

    /// One row a rule, region and year.
    pub fn flat(&self) -> Flat<'_> {
        let rows = self
            .rules
            .iter()
            .flat_map(move |of| each(in_order(&of.found), |one| (one, of.rule, self)));
        Flat::of(rows).one_sheet_per("plan")
    }
}

record! {
    "columns-of-rules" "The columns of CSV; what belongs to the conditions is joined."
    |it: &RuleOutcome, rule: &Rule, all: &RulesView<'_>| {
        plan: "The plan's id." = &all.plan().id,
        rule: "The rule's id." = &rule.id,
        name: "Its name as printed." = &rule.name,
        reading: "What it means that an amount falls." = rule.reading,
        region: "The region.",
        year: "The year.",
        verdict: "Does it fire?",
        outcome: "What follows, as printed." = &rule.outcome,
        series: "The ids of the series." = each(&it.conditions, |one| &one.series),
        value: "The values of the year." = each(&it.conditions, |one| compared(one).map(|[value, _]| value)),
        compared_with: "The values of the year before." = each(&it.conditions, |one| compared(one).map(|[_, before]| before)),
        fell: "Are they less than the year before?" = each(&it.conditions, |one| one.fell),
        unit: "Their units." = each(&it.conditions, |one| all.comparison(one).unit),
        revised: "Would the newest vintages answer otherwise?" = it.is_revised(),
        source: "The places of the figures."
            = distinct(it.conditions.iter().flat_map(|one| &one.observations).flat_map(|one| one.places(all.basis.files()))),
        as_of: "Nothing published after it is used." = all.basis.as_of,
        reason: "Why that is not known." = it.reason(),
    }
}

word_values! { RuleVerdict }

record! {
    document "rules" "Rules by member and year, as `plancheck rules --format json` writes them."
    |it: RulesView<'_>| {
        plan: "The plan's id." = &it.plan().id,
        as_of: "Nothing published after it is used." = it.basis.as_of,
        years: "The years looked at.",
        rules: "Every rule in each of its readings." = each(&it.rules, |rule| (rule, it)),
    }
}

record! {
    "rule" "A rule with its outcomes."
    |it: &Outcomes<'_>, all: &RulesView<'_>| {
        rule: "The rule's id." = &it.rule.id,
        name: "Its name as printed." = &it.rule.name,
        reading: "What it means that an amount falls." = it.rule.reading,
        outcome: "What follows, as printed." = &it.rule.outcome,
        each: "The list of members it is applied to." = &it.rule.each,
        regions: "The regions looked at.",
        tally: "Its outcomes, counted." = RuleTally(it.tally()),
        outcomes: "By region and year: what fires first." = each(in_order(&it.found), |one| (one, *all)),
        cite: "Where the document says so." = &it.rule.citations,
    }
}

/// How often a rule says what; what fires stands there in any case.
pub struct RuleTally(pub Vec<(RuleVerdict, usize)>);

record! {
    "tally-of-rule" "How often it fires, is clear, or is not known."
    |it: RuleTally| {
        for every fires: "How many; absent: none." = it.counts(true),
        for any not_fires: "How many; absent: none." = it.counts(false),
    }
}

fn fires() -> Vec<&'static str> {
    vec![RuleVerdict::Fires.word()]
}

fn not_fires() -> Vec<&'static str> {
    words_of::<RuleVerdict>().into_iter().filter(|word| !fires().contains(word)).collect()
}

impl RuleTally {
    fn counts(&self, fires: bool) -> Vec<(&'static str, usize)> {
        let wanted = self.0.iter().filter(|(it, _)| (*it == RuleVerdict::Fires) == fires);
        each(wanted, |(verdict, count)| (verdict.word(), *count))
    }
}

record! {
    "outcome" "A rule in a region and year."
    |it: &RuleOutcome, all: &RulesView<'_>| {
        region: "The region." = &it.region,
        year: "The year." = it.year,
        verdict: "Does it fire?" = it.verdict,
        reason: "Why that is not known." = it.reason(),
        revised: "Would the newest vintages answer otherwise?" = it.is_revised(),
        conditions: "What was compared." = each(&it.conditions, |one| (one, *all)),
    }
}

record! {
    "condition" "A series and whether it fell."
    |it: &Condition, all: &RulesView<'_>| {
        series: "The series' id.",
        compares: "Amounts, or their growth." in compares = COMPARES[usize::from(it.growth)],
        value: "The value of the year." = compared(it).map(|[value, _]| value),
        compared_with: "The value of the year before, as it was known then." = compared(it).map(|[_, before]| before),
        unit: "The unit of both." = all.comparison(it).unit,
        fell: "Is it less than the year before? null: not known.",
        reason: "Why that is not known.",
        revised: "Would the newest vintages answer otherwise?",
        provenance: "The figures compared." = each(&it.observations, |one| (one, all.basis.files())),
    }
}

fn compares() -> Vec<&'static str> {
    COMPARES.into()
}

/// A number that a condition compared: growth is computed, amounts keep their digits.
struct Compared<'a>(&'a Number, bool);

values! {
    Compared<'_>: Shape::Number, |it| if it.1 { Data::computed(it.0) } else { Data::exact(it.0) };
}

impl RulesView<'_> {
    /// What a condition compared, with its unit.
    pub fn comparison(&self, condition: &Condition) -> Comparison {
        let plan = self.plan();
        let growth = condition.growth;
        let unit = match plan.figure(&condition.series) {
            Some(it) if !growth => &it.unit,
            _ => Unit::percent(),
        };
        let shown = |(value, before): &(Number, Number)| {
            // The figures of an indicator look as they do beside its target.
            let indicator = plan.indicator(&condition.series).filter(|_| !growth);
            let in_force = indicator.map(|it| it.in_force(self.basis.as_of));
            let target = in_force.as_ref().and_then(|it| it.target.value());
            let edges = edges_of(target, [value, before]);
            let mut marks = condition.marks();
            let mut amount = |number| edges.amount(number).marked(marks.next().flatten());
            (amount(value), amount(before))
        };
        let part = condition
            .observations
            .first()
            .filter(|_| condition.reason == Some(Reason::PartYearOnly));
        Comparison {
            name: id_name(plan, &condition.series),
            growth,
            part: part.map(|it| it.period),
            unit: unit.clone(),
            compared: condition.compared.as_ref().map(shown),
            fell: condition.fell,
            reason: condition.reason,
        }
    }
}

/// The two numbers that a condition compared.
fn compared(condition: &Condition) -> Option<[Compared<'_>; 2]> {
    let (value, before) = condition.compared.as_ref()?;
    Some([value, before].map(|number| Compared(number, condition.growth)))
}

pub fn in_order(outcomes: &[RuleOutcome]) -> Vec<&RuleOutcome> {
    let mut sorted: Vec<&RuleOutcome> = outcomes.iter().collect();
    // A clear verdict that a revision alone would turn stands before the others of its kind.
    sorted.sort_by_key(|outcome| {
        let place = ORDER.iter().position(|one| *one == outcome.verdict);
        (place, !outcome.is_revised())
    });
    sorted
}

/// Is there nothing to say beyond the verdict and its reason: everything rose, or nothing can be compared?
fn is_compact(outcome: &RuleOutcome) -> bool {
    let unknown = |condition: &Condition| condition.compared.is_none();
    match outcome.verdict {
        RuleVerdict::Fires => false,
        RuleVerdict::Unknown => outcome.conditions.iter().all(unknown),
        RuleVerdict::Clear => !outcome.is_revised(),
    }
}

/// Regions with the same years together, in the order of first sight.
fn years_of_regions<'o>(outcomes: impl Iterator<Item = &'o RuleOutcome>) -> YearsOfRegions {
    let regions = grouped(outcomes.map(|outcome| (&outcome.region, outcome.year)));
    grouped(regions.into_iter().map(|(region, years)| (years, region.clone())))
}

/// What a condition compares: amounts, or their growth.
const COMPARES: [&str; 2] = ["value", "growth"];

/// `Clear: 2018–2023 北京市, 天津市; 2019 河北省`.
pub fn says(
    verdict: RuleVerdict,
    reason: Option<Reason>,
    (regions, calendar): (&YearsOfRegions, Calendar),
    words: Words,
) -> String {
    let head = verdict.head(words);
    let heading = reason.map_or(head.to_owned(), |reason| words.remarked(head, reason.text(words)));
    let groups = words.semicolons(regions.iter().map(|(years, names)| {
        let years = years_said(years, calendar, words);
        let names = words.listed(names);
        let gap = if calendar.is_common() { "" } else { " " };
        say!(words, "{years} {names}", "{years}{gap}{names}")
    }));
    format!("{heading}{}{groups}", words.colon())
}

/// Years in order, runs of them as ranges, as a sentence tells them: in Chinese calendar years are 2018-2020年, others 2018/19–2020/21.
fn years_said(years: &[i32], calendar: Calendar, words: Words) -> String {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for &year in years {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == year => *last = year,
            _ => runs.push((year, year)),
        }
    }
    let dash = words.sign("–", "-");
    let (dash, word) =
        if calendar.is_common() { words.pick((dash, ""), ("-", "年")) } else { (dash, "") };
    let years = words.listed(runs.into_iter().map(|(first, last)| {
        let [start, end] = [first, last].map(|year| calendar.name(year));
        if first == last { start } else { format!("{start}{dash}{end}") }
    }));
    years + word
}
