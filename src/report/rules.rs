//! Rules by member and year: what fires first, then what is not known, then what is clear; `plancheck.rules/v1`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::actuals::Actuals;
use crate::assess::rules::{Condition, RuleOutcome, RuleVerdict, compares_growth, outcomes};
use crate::plan::{Plan, Rule};
use crate::report::record::Value;
use crate::report::sheet::YearsOfRegions;
use crate::report::{Data, Flat, Note, Sentence, Sheet, id_name, title_of};
use crate::table::{Cell, Column, Comparison, Edges, Heading, Name, Table};

/// The schema of the JSON document.
pub const SCHEMA: &str = "plancheck.rules/v1";

/// The order in which verdicts are shown.
pub const ORDER: [RuleVerdict; 3] = [RuleVerdict::Fires, RuleVerdict::Unknown, RuleVerdict::Clear];

/// The columns of the CSV: one row a rule, region and year; what belongs to the conditions is joined by `;`.
pub const COLUMNS: [&str; 17] = [
    "plan",
    "rule",
    "name",
    "reading",
    "region",
    "year",
    "verdict",
    "outcome",
    "series",
    "value",
    "compared_with",
    "fell",
    "unit",
    "revised",
    "source",
    "as_of",
    "reason",
];

/// Where rules are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where<'a> {
    /// The members of the rule's own list.
    Members,
    /// Every region of which the actuals have a figure of one of the rule's series.
    EachRegion,
    /// One region.
    Region(&'a str),
}

/// A rule with what it says.
#[derive(Debug, Clone)]
pub struct Outcomes<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The regions looked at.
    pub regions: Vec<String>,
    /// What it says, by region and year.
    pub found: Vec<RuleOutcome>,
}

/// The rules of a plan with what they say.
#[derive(Debug, Clone)]
pub struct RulesView<'a> {
    plan: &'a Plan,
    actuals: &'a Actuals,
    as_of: NaiveDate,
    years: Vec<i32>,
    rules: Vec<Outcomes<'a>>,
}

impl<'a> RulesView<'a> {
    /// Looks at every rule of the plan; without `years`, at the years of the plan.
    pub fn new(
        plan: &'a Plan,
        actuals: &'a Actuals,
        as_of: NaiveDate,
        place: Where<'_>,
        years: &[i32],
    ) -> Self {
        let mut years: Vec<i32> =
            if years.is_empty() { plan.period.years().collect() } else { years.to_vec() };
        years.sort_unstable();
        years.dedup();
        let rules = plan
            .rules
            .iter()
            .map(|rule| {
                let regions = regions(plan, actuals, rule, place);
                let found = outcomes(plan, actuals, as_of, rule, &regions, &years);
                Outcomes { rule, regions, found }
            })
            .collect();
        Self { plan, actuals, as_of, years, rules }
    }

    /// Every rule with its outcomes, fires first.
    pub fn rules(&self) -> impl Iterator<Item = (&'a Rule, Vec<&RuleOutcome>)> {
        self.rules.iter().map(|it| (it.rule, in_order(&it.found)))
    }

    /// Every rule with how often it says what, and where it fires.
    pub(crate) fn in_short(&self) -> Vec<(&'a Rule, Note, YearsOfRegions)> {
        let short = self.rules.iter().map(|it| {
            let fired = it.found.iter();
            let fired = fired.filter(|outcome| outcome.verdict == RuleVerdict::Fires);
            (it.rule, self.tally_of(it), years_of_regions(fired))
        });
        short.collect()
    }

    fn tally_of(&self, it: &Outcomes<'_>) -> Note {
        Note::RuleTally {
            regions: it.regions.len(),
            years: self.years.clone(),
            counts: tally(&it.found),
        }
    }

    /// The page.
    pub fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::default();
        let plan = self.plan;
        sheet.note(Note::Title(plan.id.clone(), title_of(plan))).note(Note::PlanFacts {
            region: plan.region.clone(),
            period: plan.period,
            document: plan.document.clone(),
        });
        if self.rules.is_empty() {
            sheet.space().note(Sentence::NoRules);
            return sheet;
        }
        for rule in &self.rules {
            self.rule_page(rule, &mut sheet);
        }
        let (newest, later) = self.actuals.newest_release(self.as_of);
        sheet
            .space()
            .note(Note::Releases { as_of: self.as_of, newest, later })
            .note(Note::Files(self.actuals.files.clone()));
        sheet
    }

    fn rule_page(&self, it: &Outcomes<'_>, sheet: &mut Sheet) {
        let rule = it.rule;
        let name = Name { printed: rule.name.clone(), english: None };
        sheet
            .space()
            .note(Note::Title(rule.id.clone(), name))
            .fact(Heading::Reading, Cell::Reading(rule.reading))
            .fact(Heading::Outcome, Cell::Text(rule.outcome.clone()))
            .note(self.tally_of(it));
        let columns = [
            Column::word(Heading::Region),
            Column::word(Heading::Year),
            Column::word(Heading::Verdict),
            Column::prose(Heading::Compared),
        ];
        let mut table = Table::new(columns);
        table.rows = in_order(&it.found)
            .into_iter()
            .filter(|outcome| !is_compact(outcome))
            .map(|outcome| {
                let conditions = outcome.conditions.iter();
                vec![
                    Cell::Text(outcome.region.clone()),
                    Cell::Text(outcome.year.to_string()),
                    Cell::RuleVerdict(outcome.verdict, outcome.is_revised()),
                    Cell::Stack(
                        conditions
                            .map(|condition| {
                                Cell::Comparison(comparison(self.plan, rule, condition))
                            })
                            .collect(),
                    ),
                ]
            })
            .collect();
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
                sheet.note(Note::RuleSays(verdict, reason, regions));
            }
        }
    }

    /// One flat table: a row a rule, region and year, fires first.
    pub fn flat(&self) -> Flat<'_> {
        let rows = self
            .rules()
            .flat_map(|(rule, outcomes)| {
                let outcomes = outcomes.into_iter();
                outcomes.map(move |outcome| (rule, outcome))
            })
            .map(|(rule, outcome)| self.record(rule, outcome));
        Flat::new(COLUMNS, rows).one_sheet_per("plan")
    }

    fn record(&self, rule: &Rule, outcome: &RuleOutcome) -> Vec<Data> {
        let conditions: Vec<_> = outcome
            .conditions
            .iter()
            .map(|condition| condition_data(self.plan, rule, condition))
            .collect();
        let joined = |key: &str| {
            let values = conditions.iter().map(|condition| {
                let found = condition.iter().find(|(name, _)| *name == key);
                found.map_or(Data::Undefined, |(_, value)| value.clone())
            });
            Data::List(values.collect())
        };
        let places = outcome
            .conditions
            .iter()
            .flat_map(|condition| &condition.observations)
            .flat_map(|observation| self.actuals.places(observation));
        let mut distinct: Vec<String> = Vec::new();
        for place in places {
            if !distinct.contains(&place) {
                distinct.push(place);
            }
        }
        [
            Data::text(&self.plan.id),
            Data::text(&rule.id),
            Data::text(&rule.name),
            Data::text(rule.reading.word()),
            Data::text(&outcome.region),
            Data::count(outcome.year),
            Data::text(outcome.verdict.word()),
            Data::text(&rule.outcome),
            joined("series"),
            joined("value"),
            joined("compared_with"),
            joined("fell"),
            joined("unit"),
            Data::Flag(outcome.is_revised()),
            Data::texts(distinct),
            Data::Date(self.as_of),
            Data::of(outcome.reason(), |reason| Data::text(reason.word())),
        ]
        .into()
    }

    /// The JSON document.
    pub fn document(&self) -> Data {
        let rules = self.rules.iter().map(|it| {
            let outcomes = in_order(&it.found).into_iter().map(|outcome| {
                let conditions = outcome.conditions.iter().map(|condition| {
                    let mut entries = condition_data(self.plan, it.rule, condition);
                    let used = condition.observations.iter();
                    let used = used.map(|observation| (observation, self.actuals).data());
                    entries.push(("revised", Data::Flag(condition.revised)));
                    entries.push(("provenance", Data::List(used.collect())));
                    Data::Object(entries)
                });
                Data::Object(vec![
                    ("region", Data::text(&outcome.region)),
                    ("year", Data::count(outcome.year)),
                    ("verdict", Data::text(outcome.verdict.word())),
                    ("reason", Data::of(outcome.reason(), |reason| Data::text(reason.word()))),
                    ("revised", Data::Flag(outcome.is_revised())),
                    ("conditions", Data::List(conditions.collect())),
                ])
            });
            let tally = tally(&it.found)
                .into_iter()
                .map(|(verdict, count)| (verdict.word(), Data::count(count)));
            Data::Object(vec![
                ("rule", Data::text(&it.rule.id)),
                ("name", Data::text(&it.rule.name)),
                ("reading", Data::text(it.rule.reading.word())),
                ("outcome", Data::text(&it.rule.outcome)),
                ("each", Data::text(&it.rule.each)),
                ("regions", Data::texts(&it.regions)),
                ("tally", Data::Object(tally.collect())),
                ("outcomes", Data::List(outcomes.collect())),
                ("cite", it.rule.citations.data()),
            ])
        });
        Data::Object(vec![
            ("schema", Data::text(SCHEMA)),
            ("plan", Data::text(&self.plan.id)),
            ("as_of", Data::text(self.as_of.to_string())),
            ("years", Data::List(self.years.iter().map(|year| Data::count(*year)).collect())),
            ("rules", Data::List(rules.collect())),
        ])
    }
}

fn regions(plan: &Plan, actuals: &Actuals, rule: &Rule, place: Where<'_>) -> Vec<String> {
    match place {
        Where::Members => plan.members_of(&rule.each).to_vec(),
        Where::Region(region) => vec![region.to_owned()],
        Where::EachRegion => {
            let mut regions: Vec<String> = rule
                .all_fall
                .iter()
                .flat_map(|id| actuals.regions(id))
                .map(str::to_owned)
                .collect();
            regions.sort();
            regions.dedup();
            regions
        }
    }
}

fn in_order(outcomes: &[RuleOutcome]) -> Vec<&RuleOutcome> {
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
    let mut regions: Vec<(&str, Vec<i32>)> = Vec::new();
    for outcome in outcomes {
        match regions.iter_mut().find(|(region, _)| *region == outcome.region) {
            Some((_, years)) => years.push(outcome.year),
            None => regions.push((&outcome.region, vec![outcome.year])),
        }
    }
    let mut grouped: YearsOfRegions = Vec::new();
    for (region, years) in regions {
        match grouped.iter_mut().find(|(known, _)| *known == years) {
            Some((_, names)) => names.push(region.to_owned()),
            None => grouped.push((years, vec![region.to_owned()])),
        }
    }
    grouped
}

fn tally(outcomes: &[RuleOutcome]) -> Vec<(RuleVerdict, usize)> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for outcome in outcomes {
        let place = ORDER.iter().position(|one| *one == outcome.verdict);
        *counts.entry(place.unwrap_or(0)).or_insert(0) += 1;
    }
    // Firing is what one asks for: none is an answer too.
    counts.entry(0).or_insert(0);
    counts.into_iter().filter_map(|(place, count)| Some((*ORDER.get(place)?, count))).collect()
}

/// What a condition compared, with its unit.
pub(crate) fn comparison(plan: &Plan, rule: &Rule, condition: &Condition) -> Comparison {
    let definition = plan.unit_and_kind(&condition.series);
    let growth = definition.is_some_and(|(_, kind)| compares_growth(rule.reading, kind));
    let unit = match definition {
        Some((unit, _)) if !growth => unit.printed().to_owned(),
        _ => "%".to_owned(),
    };
    Comparison {
        name: id_name(plan, &condition.series),
        growth,
        unit,
        compared: condition.compared.as_ref().map(|(value, before)| {
            let edges = Edges::new(0, [value, before]);
            (edges.amount(value), edges.amount(before))
        }),
        fell: condition.fell,
        reason: condition.reason,
    }
}

/// What a condition compares: amounts, or their growth.
pub const COMPARES: [&str; 2] = ["value", "growth"];

fn condition_data(plan: &Plan, rule: &Rule, condition: &Condition) -> Vec<(&'static str, Data)> {
    let comparison = comparison(plan, rule, condition);
    // Growth is computed; amounts keep their digits.
    let number = |number| {
        if comparison.growth { Data::computed(number) } else { Data::exact(number) }
    };
    let compared = condition.compared.as_ref();
    vec![
        ("series", Data::text(&condition.series)),
        ("compares", Data::text(COMPARES[usize::from(comparison.growth)])),
        ("value", Data::of(compared.map(|pair| &pair.0), number)),
        ("compared_with", Data::of(compared.map(|pair| &pair.1), number)),
        ("unit", Data::text(&comparison.unit)),
        ("fell", Data::of(condition.fell, Data::Flag)),
        ("reason", Data::of(condition.reason, |reason| Data::text(reason.word()))),
    ]
}
