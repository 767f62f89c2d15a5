//! References by id: operands, series, member lists, parts and wholes; whether the units agree, and whether the numbers add up.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::{
        By, Change, Comparator, Derivation, Every, Figure, Goal, Indicator, Measure, Plan,
        Reference, Target,
    },
    finding::{Context, Findings, Item, Spot, figures},
};
use crate::{
    diag::{PlanProblem, nearest},
    keys::Step,
    number::Number,
    plan::contained,
    unit::{Dimension, Unit},
};

pub fn check(plan: &Plan, context: &Context, findings: &mut Findings) {
    let figures = figures(plan).collect();
    let relations = Relations { plan, context, figures, parts: parts(plan) };
    let cyclic = relations.cycles(findings);
    for ((item, figure), cyclic) in relations.figures.iter().zip(cyclic) {
        if let Some(from) = &figure.from {
            // Figures derived from themselves have no unit to compare.
            relations.derivation(*item, figure, from, cyclic, findings);
        }
    }
    for (index, indicator) in plan.indicators.iter().enumerate() {
        let item = Item::Indicator(index);
        relations.goals(item, indicator, findings);
        measure(item, indicator, findings);
    }
    for (index, rule) in plan.rules.iter().enumerate() {
        let item = Item::Rule(index);
        relations.list(&rule.each, item.key("each"), findings);
        for (entry, id) in rule.all_fall.iter().enumerate() {
            relations.known(id, item.key("all_fall").entry(entry), findings);
        }
    }
    let parents = relations.parents(findings);
    let cyclic = relations.circle_of_parents(&parents, findings);
    for (index, indicator) in plan.indicators.iter().enumerate() {
        if !indicator.parts.is_empty() {
            relations.sum_of_parts(index, indicator, findings);
        }
    }
    // In a cycle there is no larger and smaller side.
    if !cyclic {
        relations.children(findings);
    }
}

/// What each indicator or series consists of: its parts, by either declaration, and the operands of its sum.
fn parts(plan: &Plan) -> BTreeMap<&str, Vec<&str>> {
    let mut parts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for indicator in &plan.indicators {
        if let Some(parent) = &indicator.parent {
            parts.entry(parent).or_default().push(&indicator.id);
        }
        parts.entry(&indicator.id).or_default().extend(indicator.parts.iter().map(String::as_str));
    }
    for figure in plan.figures() {
        if let Some(Derivation::Sum(ids)) = &figure.from {
            parts.entry(&figure.id).or_default().extend(ids.iter().map(String::as_str));
        }
    }
    parts
}

struct Relations<'a> {
    plan: &'a Plan,
    context: &'a Context,
    figures: Vec<(Item, &'a Figure)>,
    parts: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Relations<'a> {
    /// The figures of that id; reported if there are certainly none.
    fn known(&self, id: &str, spot: Spot, findings: &mut Findings) -> Option<&'a Figure> {
        let found = self.plan.figure(id);
        if found.is_none() && !self.context.foreign_tables && !self.is_unread(id) {
            let suggestion = nearest(id, self.plan.figures().map(|figure| &figure.id)).cloned();
            findings.add(spot, PlanProblem::UnknownOperand { id: id.to_owned(), suggestion });
        }
        found
    }

    /// The figures of that id, which are added to those of `own` or compared with them.
    fn operand(
        &self,
        id: &str,
        own: &Figure,
        spot: Spot,
        findings: &mut Findings,
    ) -> Option<&'a Figure> {
        let found = self.known(id, spot.clone(), findings)?;
        let (starts, own) = (found.kind.calendar.starts(), own.kind.calendar.starts());
        if starts != own {
            findings.add(spot, PlanProblem::OperandYears { operand: id.to_owned(), starts, own });
        }
        Some(found)
    }

    /// May the file have such an indicator, unread?
    fn is_unread(&self, id: &str) -> bool {
        self.context.incomplete || self.context.unread.contains(id)
    }

    fn list(&self, name: &str, spot: Spot, findings: &mut Findings) {
        let lists = || self.plan.members.iter().map(|list| &list.name);
        if !self.context.foreign_tables && !lists().any(|list| list == name) {
            let suggestion = nearest(name, lists()).cloned();
            findings.add(spot, PlanProblem::UnknownMembers { list: name.to_owned(), suggestion });
        }
    }

    /// Reports each cycle of derivations once; returns which figures are in a cycle or depend on one.
    fn cycles(&self, findings: &mut Findings) -> Vec<bool> {
        let at = |id: &&str| self.figures.iter().position(|(_, figure)| figure.id == *id);
        let operands: Vec<Vec<usize>> = self
            .figures
            .iter()
            .map(|(_, figure)| {
                figure
                    .from
                    .as_ref()
                    .map(Derivation::operands)
                    .unwrap_or_default()
                    .iter()
                    .filter_map(at)
                    .collect()
            })
            .collect();
        // Figures that depend on nothing, or only on settled ones, are settled; the rest depends on a cycle.
        let mut open: Vec<bool> = operands.iter().map(|it| !it.is_empty()).collect();
        while let Some(settled) =
            (0..open.len()).find(|at| open[*at] && operands[*at].iter().all(|it| !open[*it]))
        {
            open[settled] = false;
        }
        let mut walked = vec![false; open.len()];
        for start in 0..open.len() {
            let mut path: Vec<usize> = Vec::new();
            let mut at = start;
            while open[at] && !walked[at] {
                walked[at] = true;
                path.push(at);
                let next = operands[at].iter().find(|operand| open[**operand]);
                at = *next.unwrap_or(&at);
            }
            if let Some(entry) = path.iter().position(|one| *one == at) {
                let ids = path[entry..]
                    .iter()
                    .chain(std::iter::once(&at))
                    .map(|at| self.figures[*at].1.id.clone())
                    .collect();
                findings.add(self.figures[at].0.key("from"), PlanProblem::DerivationCycle { ids });
            }
        }
        open
    }

    fn derivation(
        &self,
        item: Item,
        own: &Figure,
        from: &Derivation,
        cyclic: bool,
        findings: &mut Findings,
    ) {
        let spot = |entry: usize| item.key("from").key(from.word()).entry(entry);
        let operands: Vec<Option<&Figure>> = from
            .operands()
            .into_iter()
            .enumerate()
            .map(|(entry, id)| self.operand(id, own, spot(entry), findings))
            .collect();
        if cyclic {
            return;
        }
        if let Derivation::Sum(ids) = from {
            self.counted_twice(ids, spot, findings);
        }
        if let Derivation::ChainOf(_) = from {
            self.index(item, own, findings);
        }
        if let Derivation::Ratio { times, .. } = from
            && own.unit == *Unit::percent()
            && *times == Number::ONE
        {
            findings.add(item.key("from"), PlanProblem::RatioTimes);
        }
        self.likelier(own, from, &operands, spot, findings);
        let mut unlike = |entry: usize, operand: &Figure, wanted: &Unit| {
            let problem = PlanProblem::OperandUnit {
                operand: operand.id.clone(),
                unit: operand.unit.to_string(),
                own: wanted.printed().to_owned(),
            };
            findings.add(spot(entry), problem);
        };
        match from {
            Derivation::GrowthOf(_) if !own.unit.is_share() => {
                findings.add(spot(0), PlanProblem::GrowthUnit { unit: own.unit.to_string() });
            }
            Derivation::GrowthOf(_) => {}
            Derivation::IncreaseOf { .. } | Derivation::Sum(_) | Derivation::Difference { .. } => {
                for (entry, operand) in operands.into_iter().enumerate() {
                    if let Some(operand) = operand
                        && operand.unit.dimension() != own.unit.dimension()
                    {
                        unlike(entry, operand, &own.unit);
                    }
                }
            }
            Derivation::ChainOf(_) => {
                if let [Some(growth)] = operands[..]
                    && !growth.unit.is_share()
                {
                    unlike(0, growth, Unit::percent());
                }
            }
            Derivation::Ratio { .. } => {
                if let [Some(above), Some(below)] = operands[..]
                    && own.unit.dimension() == &Dimension::Share
                    && above.unit.dimension() != below.unit.dimension()
                {
                    unlike(1, below, &above.unit);
                }
            }
        }
    }

    /// Operands that resemble the name less than another figure does, and a quotient that the name turns round.
    fn likelier(
        &self,
        own: &Figure,
        from: &Derivation,
        operands: &[Option<&Figure>],
        spot: impl Fn(usize) -> Spot,
        findings: &mut Findings,
    ) {
        let mut meant = |entry: usize, operand: &Figure, meant: &Figure, word: &str| {
            let (id, meant) = (operand.id.clone(), meant.id.clone());
            findings
                .add(spot(entry), PlanProblem::OperandMeant { id, meant, word: word.to_owned() });
        };
        match (from, operands) {
            (Derivation::GrowthOf(_), [Some(operand)]) => {
                let like = |it: &Figure| common_part(&it.name, &own.name);
                let others = self.plan.figures().filter(|it| {
                    it.id != own.id && it.unit.dimension() == operand.unit.dimension()
                });
                let best = others.max_by_key(|it| like(it));
                // 全省 and 指标 are in many names.
                if let Some(best) = best.filter(|it| like(it) >= 4.max(2 + like(operand))) {
                    meant(0, operand, best, &own.name);
                }
            }
            (Derivation::Ratio { .. }, [Some(above), Some(below)]) => {
                let Some((part, whole)) = own.name.split_once('占') else { return };
                let like = |above: &Figure, below: &Figure| {
                    common_part(&above.name, part) + common_part(&below.name, whole)
                };
                if like(below, above) > like(above, below) {
                    meant(0, above, below, &own.name);
                }
            }
            _ => {}
        }
    }

    /// A chain has no unit, and is 100 at the end of the year from which it starts.
    fn index(&self, item: Item, own: &Figure, findings: &mut Findings) {
        let mut not = |spot: Spot, key, written| {
            findings.add(spot, PlanProblem::NotOfAChain { key, written });
        };
        if !matches!(own.unit.dimension(), Dimension::Pure | Dimension::Other(_)) {
            not(item.key("unit"), "unit", own.unit.to_string());
        }
        let indicator = self.indicator(&own.id).map(|(_, indicator)| indicator);
        let Some(baseline) = indicator.and_then(|it| it.baseline.as_ref()) else { return };
        let spot = |key| item.key("baseline").key(key);
        if own.kind.calendar.year_ended(baseline.period).is_none() {
            not(spot("period"), "period", baseline.period.to_string());
        }
        if let Some(value) = &baseline.value
            && *value != Number::from(100)
        {
            not(spot("value"), "value", value.to_string());
        }
    }

    /// Operands of a sum that stand in it twice, or are part of another.
    fn counted_twice(&self, ids: &[String], spot: impl Fn(usize) -> Spot, findings: &mut Findings) {
        let mut operands: BTreeMap<&str, usize> = BTreeMap::new();
        for (entry, id) in ids.iter().enumerate() {
            if operands.insert(id, entry).is_some() {
                findings
                    .add(spot(entry), PlanProblem::CountedTwice { part: id.clone(), whole: None });
            }
        }
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for whole in ids {
            let mut open = vec![whole.as_str()];
            while let Some(id) = open.pop() {
                for part in self.parts.get(id).into_iter().flatten() {
                    if !seen.insert(part) {
                        continue;
                    }
                    if let Some(entry) = operands.get(part) {
                        let problem = PlanProblem::CountedTwice {
                            part: (*part).to_owned(),
                            whole: Some(whole.clone()),
                        };
                        findings.add(spot(*entry), problem);
                    }
                    open.push(part);
                }
            }
        }
    }

    /// The target of an indicator and those of its amendments.
    fn goals(&self, item: Item, indicator: &Indicator, findings: &mut Findings) {
        let amended = indicator.amendments.iter().enumerate();
        let amended = amended.filter_map(|(entry, amendment)| {
            Some((amendment.target.as_ref()?, item.key("amended").entry(entry)))
        });
        for (goal, at) in std::iter::once((&indicator.target, item.whole())).chain(amended) {
            let spot = |key: &'static str| at.clone().key("target").key(key);
            let measures = match goal {
                Goal::Change(Change { by: By::Amount | By::Percent, .. }) => &[Measure::Level][..],
                Goal::Direction { .. } => &[Measure::Level, Measure::EveryYear],
                Goal::Series(_) => &[Measure::Level, Measure::Rate],
                _ => &[indicator.measure],
            };
            if !measures.contains(&indicator.measure) {
                let problem = PlanProblem::GoalMeasure {
                    goal: goal.word(),
                    measure: indicator.measure.word(),
                };
                findings.add(spot(goal.word()), problem);
            }
            let texts = || {
                let names = [&indicator.name].into_iter().chain(&indicator.name_en);
                names.chain(indicator.citations.iter().map(|it| &it.figure))
            };
            if let Some(Comparator::About) = goal.value().map(|target| target.comparator)
                && indicator.better.is_none()
                && indicator.measure != Measure::Level
                && let Some(word) = contained(texts(), LOWER_MAY_BE_BETTER)
            {
                findings.add(spot("about"), PlanProblem::AboutWithoutBetter { word });
            }
            if let Some(it) = goal.reference()
                && it.series == indicator.id
                && it.in_region.as_ref().is_none_or(|region| {
                    indicator.every.is_none() && region == self.plan.region_of(indicator)
                })
            {
                findings.add(spot(goal.word()), PlanProblem::BesideItself { goal: goal.word() });
            }
            if let Some(Reference { series, .. }) = goal.reference()
                && let Some(other) = self.operand(series, indicator, spot(goal.word()), findings)
                && other.unit.dimension() != indicator.unit.dimension()
            {
                let problem = PlanProblem::OperandUnit {
                    operand: series.clone(),
                    unit: other.unit.to_string(),
                    own: indicator.unit.to_string(),
                };
                findings.add(spot(goal.word()), problem);
            }
            if let Some(target) = goal.value()
                && let Some(Every { list, .. }) = &indicator.every
            {
                self.own_targets(target, list, spot, findings);
            }
        }
        if let Some(Every { list, .. }) = &indicator.every {
            self.list(list, item.key("target").key("every"), findings);
        }
    }

    /// Targets of members' own: each of a member, and one for every member where there is no other number.
    fn own_targets(
        &self,
        target: &Target,
        list: &str,
        spot: impl Fn(&'static str) -> Spot,
        findings: &mut Findings,
    ) {
        let members = self.plan.members_of(list);
        if members.is_empty() {
            return;
        }
        for (region, _) in target.own.iter().filter(|(region, _)| !members.contains(region)) {
            let problem = PlanProblem::TargetOfNoMember {
                region: region.clone(),
                list: list.to_owned(),
                suggestion: nearest(region, members).cloned(),
            };
            findings.add(spot("targets").step(Step::Name(region.clone())), problem);
        }
        let has_own = |member: &&String| target.own.iter().any(|(region, _)| region == *member);
        let missing = members.iter().filter(|member| !has_own(member));
        let missing: Vec<_> = missing.filter(|_| target.only_own).cloned().collect();
        if !missing.is_empty() {
            let comparator = target.comparator.word();
            findings
                .add(spot(comparator), PlanProblem::MemberWithoutTarget { comparator, missing });
        }
    }

    fn indicator(&self, id: &str) -> Option<(usize, &'a Indicator)> {
        self.plan.indicators.iter().enumerate().find(|(_, indicator)| indicator.id == id)
    }

    /// The index of an indicator; the problem is reported if the file certainly has no such one.
    fn known_indicator(
        &self,
        id: &str,
        spot: &Spot,
        problem: fn(String, Option<String>) -> PlanProblem,
        findings: &mut Findings,
    ) -> Option<usize> {
        let found = self.indicator(id).map(|(index, _)| index);
        if found.is_none() && !self.is_unread(id) {
            let ids: BTreeSet<&String> = self.plan.indicators.iter().map(|it| &it.id).collect();
            findings.add(spot.clone(), problem(id.to_owned(), nearest(id, ids).cloned()));
        }
        found
    }

    /// The whole of every indicator, declared by either side, with the place of the declaration.
    fn parents(&self, findings: &mut Findings) -> BTreeMap<usize, (usize, Spot)> {
        let mut parents: BTreeMap<usize, (usize, Spot)> = BTreeMap::new();
        for (child, indicator) in self.plan.indicators.iter().enumerate() {
            let Some(id) = &indicator.parent else {
                continue;
            };
            let spot = Item::Indicator(child).key("parent");
            let unknown = |id, suggestion| PlanProblem::UnknownParent { id, suggestion };
            if let Some(parent) = self.known_indicator(id, &spot, unknown, findings) {
                parents.insert(child, (parent, spot));
            }
        }
        for (whole, indicator) in self.plan.indicators.iter().enumerate() {
            for (entry, id) in indicator.parts.iter().enumerate() {
                let spot = Item::Indicator(whole).key("parts").entry(entry);
                let unknown = |id, suggestion| PlanProblem::UnknownPart { id, suggestion };
                let Some(part) = self.known_indicator(id, &spot, unknown, findings) else {
                    continue;
                };
                match parents.get(&part) {
                    Some((first, _)) if *first == whole => {}
                    Some((first, claim)) => {
                        let problem = PlanProblem::TwoParents {
                            part: id.clone(),
                            first: self.plan.indicators[*first].id.clone(),
                            second: indicator.id.clone(),
                        };
                        findings.add_with_related(spot, problem, vec![claim.clone()]);
                    }
                    None => {
                        parents.insert(part, (whole, spot));
                    }
                }
            }
        }
        parents
    }

    /// Cycles of parents, each reported once, where its first indicator declares its parent.
    fn circle_of_parents(
        &self,
        parents: &BTreeMap<usize, (usize, Spot)>,
        findings: &mut Findings,
    ) -> bool {
        let mut cyclic = false;
        for start in parents.keys() {
            let mut path = vec![*start];
            while let Some((next, spot)) = path.last().and_then(|last| parents.get(last)) {
                if next == start {
                    cyclic = true;
                    // Only the first of the cycle reports it.
                    if path.iter().all(|index| index >= start) {
                        path.push(*next);
                        let ids = path
                            .iter()
                            .map(|index| self.plan.indicators[*index].id.clone())
                            .collect();
                        findings.add(spot.clone(), PlanProblem::ParentCycle { ids });
                    }
                    break;
                }
                if path.contains(next) {
                    break;
                }
                path.push(*next);
            }
        }
        cyclic
    }

    /// Parts add up to their whole exactly.
    fn sum_of_parts(&self, index: usize, whole: &Indicator, findings: &mut Findings) {
        let spot = Item::Indicator(index).key("parts");
        if whole.measure != Measure::Total {
            findings.add(spot, PlanProblem::PartsWithoutTotal);
            return;
        }
        let mut sum = Number::ZERO;
        // Only if every part has one.
        let mut upper_sum = Some(Number::ZERO);
        for (entry, id) in whole.parts.iter().enumerate() {
            // Unknown parts are already reported; a sum without them would repeat that.
            let Some((_, part)) = self.indicator(id) else {
                return;
            };
            let value = in_unit_of(whole, part).filter(|_| part.measure == whole.measure);
            let Some(value) = value else {
                findings
                    .add(spot.entry(entry), PlanProblem::PartNotComparable { part: id.clone() });
                return;
            };
            sum = &sum + &value;
            let upper = part.target.value().and_then(|target| target.upper.as_ref());
            let upper = upper.and_then(|upper| part.unit.convert(upper, &whole.unit));
            upper_sum = upper_sum.zip(upper).map(|(sum, upper)| &sum + &upper);
        }
        let Some(target) = whole.target.value() else {
            return;
        };
        let lower = Some((sum, &target.value, false));
        let upper = upper_sum.zip(target.upper.as_ref()).map(|(sum, whole)| (sum, whole, true));
        for (sum, value, upper) in lower.into_iter().chain(upper) {
            if sum != *value {
                let (whole, unit) = (value.clone(), whole.unit.to_string());
                findings.add(spot.clone(), PlanProblem::PartsSum { whole, sum, unit, upper });
            }
        }
    }

    /// Children (其中) of the same measure do not exceed their parent, neither each one nor, unless they overlap, their sum.
    fn children(&self, findings: &mut Findings) {
        let mut sums: BTreeMap<usize, Vec<(usize, Number)>> = BTreeMap::new();
        for (child, indicator) in self.plan.indicators.iter().enumerate() {
            let parent = indicator.parent.as_deref().and_then(|id| self.indicator(id));
            let Some((index, parent)) = parent.filter(|(index, _)| *index != child) else {
                continue;
            };
            let additive = |one: &Indicator| {
                let unit = one.target_unit();
                !unit.is_ratio() && !unit.is_rank()
            };
            let same = indicator.measure == parent.measure
                && indicator.deadline.same_span(parent.deadline)
                && indicator.period.same_span(parent.period)
                && is_floor(indicator)
                && is_floor(parent)
                && additive(indicator);
            let value = in_unit_of(parent, indicator).filter(|_| same);
            let (Some(value), Some(target)) = (value, parent.target.value()) else {
                continue;
            };
            if value > target.value {
                findings.add_with_related(
                    Item::Indicator(child).key("target"),
                    PlanProblem::ChildExceedsParent {
                        child: value,
                        whole: target.value.clone(),
                        parent: parent.id.clone(),
                        unit: parent.unit.to_string(),
                    },
                    vec![Item::Indicator(index).key("target")],
                );
            } else {
                sums.entry(index).or_default().push((child, value));
            }
        }
        for (index, children) in sums {
            let parent = &self.plan.indicators[index];
            let Some(target) = parent.target.value() else { continue };
            let sum = children.iter().fold(Number::ZERO, |sum, (_, value)| &sum + value);
            // Declared parts are checked for the exact sum.
            if sum > target.value && parent.parts.is_empty() {
                let related =
                    children.iter().map(|(child, _)| Item::Indicator(*child).key("target"));
                findings.add_with_related(
                    Item::Indicator(index).key("target"),
                    PlanProblem::ChildrenExceedParent {
                        sum,
                        whole: target.value.clone(),
                        unit: parent.unit.to_string(),
                    },
                    related.collect(),
                );
            }
        }
    }
}

/// Words in the names of what may be as good below a value as at it.
const LOWER_MAY_BE_BETTER: &[&str] = &[
    "价格",
    "失业率",
    "能耗",
    "浓度",
    "事故",
    "负债",
    "死亡率",
    "prices",
    "unemployment",
    "emissions",
];

/// The length of the longest part that two names have in common.
fn common_part(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().collect();
    let begins = 0..one.len();
    let longest = begins.map(|start| {
        let ends = start + 1..=one.len();
        ends.take_while(|end| other.contains(&one[start..*end].iter().collect::<String>())).count()
    });
    longest.max().unwrap_or_default()
}

/// Average growth needs levels; in %, growth rates must be printed or derived from a level by `growth_of`.
fn measure(item: Item, indicator: &Indicator, findings: &mut Findings) {
    let of_something_else = matches!(indicator.from, None | Some(Derivation::GrowthOf(_)));
    let unit = &indicator.unit;
    if indicator.measure == Measure::AverageGrowth
        && (unit.is_rank() || (unit.is_share() && !of_something_else))
    {
        findings.add(item.key("unit"), PlanProblem::AverageGrowthUnit { unit: unit.to_string() });
    }
}

/// The target of one indicator in the unit of another; `None` across dimensions.
fn in_unit_of(whole: &Indicator, part: &Indicator) -> Option<Number> {
    part.target_unit().convert(&part.target.value()?.value, whole.target_unit())
}

/// Whether the target is an amount to reach, so that a part cannot be larger.
fn is_floor(indicator: &Indicator) -> bool {
    match indicator.target.value().map(|target| target.comparator) {
        Some(
            Comparator::AtLeast
            | Comparator::MoreThan
            | Comparator::About
            | Comparator::Between
            | Comparator::Budget,
        ) => true,
        Some(Comparator::AtMost | Comparator::LessThan | Comparator::Within) | None => false,
    }
}
