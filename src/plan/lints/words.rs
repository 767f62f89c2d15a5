//! Whether the keys of an indicator or a task say what the words beside its number say: measure, kind, comparator, unit,
//! deadline, and the flags that a word asks for. Words and what they say are in [`wording`]; where the reading of a word is
//! open, nothing is said, or a note.

use super::{
    super::{Change, Citation, Comparator, Goal, Indicator, Kind, Measure, Plan, Relative, Target},
    finding::{Findings, Item, Spot},
    said::Words,
};
use crate::{
    diag::PlanProblem,
    number::Number,
    period::Period,
    plan::{
        By, Quantity,
        printed::{self, Printed},
        wording::{self, Found, Key, Says, Worth},
    },
    unit::{Dimension, Unit},
};

/// Words of the list that say it of some figures and not of others.
const OPEN: &[&str] = &["规模", "总规模", "number of", "近", "nearly", "almost", "达到", "达"];

impl Words {
    fn is_open(&self, word: &Found) -> bool {
        let word = self.printed(word).to_lowercase();
        OPEN.contains(&word.as_str()) || word.starts_with("reach")
    }

    /// The first word that says it and whose reading is not open, as printed.
    fn says(&self, is_it: impl Fn(Says) -> bool) -> Option<String> {
        let found = self.found.iter().find(|it| is_it(it.says) && !self.is_open(it))?;
        Some(self.printed(found))
    }

    fn measured(&self, measure: Measure) -> Option<String> {
        self.says(|says| says == Says::Measured(measure))
    }

    /// 逐年提高, too, is of every year.
    fn every_year(&self) -> Option<String> {
        let yearly = |word: &str| {
            let mut words = wording::words();
            words.any(|it| it.says == Says::Measured(Measure::EveryYear) && word.contains(it.word))
        };
        let changes = self.found.iter().filter(|it| matches!(it.says, Says::Key(Key::Relative(_))));
        let mut words = changes.map(|it| self.printed(it));
        self.measured(Measure::EveryYear).or_else(|| words.find(|word| yearly(word)))
    }

    /// The numbers that denote one of these.
    fn numbers(&self, wanted: &[Quantity]) -> Vec<Printed> {
        let mut all = printed::numbers_in_figure(&self.text);
        all.retain(|number| wanted.iter().any(|it| number.denotes(&self.text, 0, it)));
        all
    }

    /// The comparators right before or behind a number, with their words.
    fn beside(&self, number: &Printed) -> Vec<(&Found, Comparator)> {
        let between = |from: usize, to: usize| self.text.get(from..to);
        let is_beside = |it: &Found| {
            let before = between(it.end, number.start).is_some_and(|gap| {
                gap.len() <= 2 && !gap.iter().any(|sign| sign.is_alphanumeric())
            });
            // The unit, and its plural.
            let behind = between(number.end, it.at).is_some_and(|gap| {
                let limit = if self.text[it.at].is_ascii() { 20 } else { 6 };
                gap.len() <= limit && !gap.iter().any(|sign| "、,，;；。()".contains(*sign))
            });
            let suffix = ["以", "之", "左", "上下", "or "];
            let word = self.printed(it);
            before || behind && suffix.iter().any(|begins| word.starts_with(begins))
        };
        let compared = self.found.iter().filter_map(|it| match it.says {
            Says::Key(Key::Compared(comparator)) => Some((it, comparator)),
            _ => None,
        });
        compared.filter(|(it, _)| is_beside(it)).collect()
    }

    /// Is there a comparator in it?
    fn compares(&self) -> bool {
        self.found.iter().any(|it| matches!(it.says, Says::Key(Key::Compared(_))))
    }

    /// The number of the target, and beside it a word that says what figures come to.
    fn reached(&self, wanted: &[Quantity]) -> Option<String> {
        if !self.compares() {
            return None;
        }
        let numbers = self.numbers(wanted);
        let mut words = numbers.iter().flat_map(|it| self.beside(it));
        let (found, _) = words.find(|(it, comparator)| match comparator {
            Comparator::AtLeast => self.is_open(it),
            Comparator::MoreThan => self.printed(it) == "突破",
            _ => false,
        })?;
        Some(self.printed(found))
    }
}

/// A sign between the ends of a range.
fn is_dash(sign: char) -> bool {
    "-–—~～".contains(sign)
}

/// The years until which a text gives time: 到2025年, by 2025.
fn until(text: &str) -> Vec<i32> {
    let mut found = Vec::new();
    if !["19", "20"].iter().any(|century| text.contains(century)) {
        return found;
    }
    for until in ["到", "至", "by the end of ", "by "] {
        for (at, _) in text.match_indices(until) {
            let behind = &text[at + until.len()..];
            let digits = behind.find(|it: char| !it.is_ascii_digit()).unwrap_or(behind.len());
            let ends = behind[digits..].chars().next();
            let is_year =
                ends.is_none_or(|it| it == '年' || until.is_ascii() && !",.%".contains(it));
            let year = behind[..digits].parse().ok();
            found.extend(year.filter(|it| is_year && (1990..2100).contains(it)));
        }
    }
    found
}

/// What a place of the plan says of itself in words.
fn citations(citations: &[Citation]) -> impl Iterator<Item = &str> {
    citations.iter().flat_map(|it| [it.section.as_str(), it.figure.as_str()])
}

/// `figures`: those that each indicator cites, with the words in them.
pub fn check(plan: &Plan, figures: &[Vec<Words>], findings: &mut Findings) {
    for (index, (indicator, figures)) in plan.indicators.iter().zip(figures).enumerate() {
        let lint = Lint { plan, indicator, at: Item::Indicator(index) };
        lint.check(figures, findings);
    }
    title(plan, findings);
    for (index, task) in plan.tasks.iter().enumerate() {
        let at = Item::Task(index);
        let figures = task.citations.iter().map(|it| it.figure.as_str());
        let all: Vec<_> = figures.chain([task.title.as_str()]).map(Words::of).collect();
        let says = |is: Says| all.iter().find_map(|it| it.says(|says| says == is));
        let flags = [
            ("aspirational", task.aspirational, Says::Aspirational),
            ("unquantified", task.unquantified, Says::Unquantified),
        ];
        for (key, is_set, word) in flags {
            if let Some(word) = says(word).filter(|_| !is_set) {
                findings.add(at.whole(), PlanProblem::WordWithoutKey { key, word });
            }
        }
        let texts = citations(&task.citations).chain([task.title.as_str()]);
        let texts = texts.chain(task.note.as_deref());
        due(plan, "due", task.due, &texts.collect::<Vec<_>>(), at, findings);
        if let Some(number) = all.iter().find_map(target_of_task) {
            findings.add(at.key("title"), PlanProblem::TaskWithNumber { number });
        }
    }
}

/// The five-year plans, and their first years.
const FIVE_YEARS: [(&str, i32); 6] = [
    ("十一五", 2006),
    ("十二五", 2011),
    ("十三五", 2016),
    ("十四五", 2021),
    ("十五五", 2026),
    ("十六五", 2031),
];

/// The period of a plan against its title: 十四五, 2024年工作计划.
fn title(plan: &Plan, findings: &mut Findings) {
    let title = plan.title.as_str();
    let (first, last) = (plan.period.first().year(), plan.period.last().year());
    let years = title.match_indices('年').filter_map(|(at, _)| {
        let year = title.get(at.checked_sub(4)?..at)?;
        (!title[at..].starts_with("年远景")).then(|| year.parse::<i32>().ok())?
    });
    let years: Vec<_> = years.collect();
    let five = FIVE_YEARS.iter().find(|(word, _)| title.contains(word));
    let meant = match (five, years.as_slice()) {
        (Some((word, start)), []) => (first != *start || last != start + 4)
            .then(|| ((*word).to_owned(), format!("{start}/{}", start + 4)))
            .filter(|_| first != *start || !prints_year(&[title], last)),
        (None, [year]) => {
            (!(first..=last).contains(year)).then(|| (format!("{year}年"), year.to_string()))
        }
        _ => None,
    };
    if let Some((words, meant)) = meant {
        let (key, due) = ("period", plan.period);
        findings.add(Item::Plan.key(key), PlanProblem::DeadlineMeant { key, due, words, meant });
    }
}

/// A number that is compared at the end of a text.
fn target_of_task(words: &Words) -> Option<String> {
    // Most tasks compare nothing: their numbers need not be read.
    if !words.compares() {
        return None;
    }
    let numbers = printed::numbers_in_figure(&words.text);
    let last = numbers.last().filter(|it| it.value.is_some())?;
    let end = words.beside(last).iter().map(|(it, _)| it.end).max()?.max(last.end);
    let rest = words.text.get(end..)?;
    (rest.len() <= 2 && !rest.iter().any(char::is_ascii))
        .then(|| words.text[last.start..].iter().collect())
}

/// Whether the words give time until the end of a period, and, if it is not the plan's end, print it at all.
fn due(
    plan: &Plan,
    key: &'static str,
    due: Period,
    texts: &[&str],
    at: Item,
    findings: &mut Findings,
) {
    // What is due outside the plan is said already, but for a task after its end.
    let (last, end) = (due.last(), plan.period.last());
    if last < plan.period.first() || last > end && key == "deadline" {
        return;
    }
    let years = [due.first().year(), due.last().year()];
    let mut until: Vec<_> = texts.iter().flat_map(|it| until(it)).collect();
    // 比2020年, 达到2019年: those before the plan are compared with.
    until.retain(|year| *year >= plan.period.first().year());
    if let Some(year) = until.first()
        && !until.iter().any(|it| years.contains(it))
    {
        findings.add(
            at.key(key),
            PlanProblem::DeadlineMeant {
                key,
                due,
                words: year.to_string(),
                meant: year.to_string(),
            },
        );
    } else if (last > end || key == "deadline" && last.year() != end.year())
        && !prints_year(texts, last.year())
    {
        let spot = at.key(key);
        findings.add(spot, PlanProblem::KeyWithoutWord { key, value: due.to_string() });
    }
}

fn prints_year(texts: &[&str], year: i32) -> bool {
    texts.iter().any(|it| it.contains(&year.to_string()))
}

/// Is a unit per another number than the words say: 件/人 beside 每万人?
fn is_per_another(unit: &Unit, word: &str) -> bool {
    let printed = unit.printed();
    let Some((above, _)) = printed.split_once('/').or_else(|| printed.split_once(" per ")) else {
        return false;
    };
    let below = word.trim_start_matches('每').trim_start_matches("per ");
    let meant = Unit::parse(&format!("{above}/{below}"));
    meant.factor_to(unit).is_some_and(|it| it != Number::ONE)
}

struct Lint<'a> {
    plan: &'a Plan,
    indicator: &'a Indicator,
    at: Item,
}

impl Lint<'_> {
    fn check(&self, figures: &[Words], findings: &mut Findings) {
        let name = Words::of(&self.indicator.name);
        self.measure(figures, &name, findings);
        self.kind(figures, &name, findings);
        for words in figures {
            self.comparator(words, findings);
            self.unit(words, &name, findings);
        }
        self.flags(figures, findings);
        self.deadline(findings);
    }

    fn spot(&self, key: &'static str) -> Spot {
        self.at.key(key)
    }

    fn measure(&self, figures: &[Words], name: &Words, findings: &mut Findings) {
        let measure = self.indicator.measure;
        let unit = &self.indicator.unit;
        let counted = !unit.is_ratio() && !unit.is_rank();
        let years = self.indicator.kind.calendar.years(self.indicator.period).nth(1).is_some();
        let any = |says: &dyn Fn(&Words) -> Option<String>| {
            figures.iter().find_map(says).or_else(|| says(name))
        };
        let new = any(&|it| it.measured(Measure::Total));
        let is_value = matches!(self.indicator.target, Goal::Value(_));
        let every_year = any(&Words::every_year).filter(|_| years);
        let meant = if measure == Measure::Level && counted && is_value && new.is_some() {
            new.map(|word| (word, "measure = \"total\""))
        } else if let Some(word) = any(&|it| it.measured(Measure::AverageGrowth)).filter(|_| years)
        {
            let single = !matches!(measure, Measure::AverageGrowth | Measure::Mean);
            single.then_some((word, "measure = \"average-growth\""))
        } else if let Some(word) = every_year {
            let once = matches!(measure, Measure::Level | Measure::Total | Measure::Rate);
            once.then_some((word, "measure = \"every-year\""))
        } else if let Some(word) = any(&|it| it.measured(Measure::Mean)).filter(|_| years) {
            (measure == Measure::Total).then_some((word, "measure = \"mean\" or \"every-year\""))
        } else if measure == Measure::Total && new.is_none() {
            any(&|it| it.says(|it| it == Says::Stock)).map(|word| (word, "measure = \"level\""))
        } else if measure == Measure::Level && unit.is_share() && is_value {
            let growth = |it: &Words| it.measured(Measure::Rate);
            any(&growth)
                .filter(|word| word.contains('增') || word.contains("growth"))
                .map(|word| (word, "measure = \"rate\""))
        } else {
            None
        };
        if let Some((word, remedy)) = meant {
            let problem =
                PlanProblem::MeasureMeant { key: "measure", value: measure.word(), word, remedy };
            findings.add(self.spot("measure"), problem);
        } else if measure == Measure::Total
            && counted
            && any(&|it| {
                it.says(|it| {
                    matches!(it, Says::Added | Says::Amount | Says::Measured(Measure::Total))
                })
            })
            .is_none()
            && let Some(word) =
                figures.iter().find_map(|it| it.reached(&self.indicator.target.printed(unit)))
        {
            findings.add(self.spot("measure"), PlanProblem::MeasureOpen { word });
        }
    }

    fn kind(&self, figures: &[Words], name: &Words, findings: &mut Findings) {
        let of_level = matches!(self.indicator.measure, Measure::Level | Measure::EveryYear);
        let all = || figures.iter().chain([name]);
        let new = all().any(|it| it.measured(Measure::Total).is_some());
        let said = |says| all().find_map(|it| it.says(|it| it == says));
        let unit = &self.indicator.unit;
        let counted =
            matches!(unit.dimension(), Dimension::Count | Dimension::Pure | Dimension::Rank)
                || unit.is_ratio();
        let meant = match self.indicator.kind.kind {
            Kind::Flow if of_level && !new => said(Says::Stock).map(|it| (it, "kind = \"stock\"")),
            // Of firms with an income there is a number, and of an income an amount.
            Kind::Stock if !counted && said(Says::Stock).is_none() => {
                name.says(|it| it == Says::Amount).map(|it| (it, "kind = \"flow\""))
            }
            _ => None,
        };
        if let Some((word, remedy)) = meant {
            let value = self.indicator.kind.kind.word();
            let problem = PlanProblem::MeasureMeant { key: "kind", value, word, remedy };
            findings.add(self.spot("kind"), problem);
        }
    }

    /// The comparator that the words right beside the target's number say.
    fn comparator(&self, words: &Words, findings: &mut Findings) {
        let indicator = self.indicator;
        let goal = &indicator.target;
        let figure: String = words.text.iter().collect();
        let meant = |word, remedy| {
            let (goal, figure) = (goal.word(), figure.clone());
            PlanProblem::OtherKeyMeant { goal, figure, word, remedy }
        };
        let spot = || self.spot("target").key(goal.word());
        if let Goal::Change(Change { by: By::Amount, .. }) = goal {
            let times = |says| match says {
                Says::Number(Worth {
                    key: Key::Relative(Relative::TimesBaseline), value, ..
                }) => Some(value),
                _ => None,
            };
            if let Some(found) = words.found.iter().find(|it| times(it.says).is_some()) {
                let value = times(found.says).unwrap_or_default();
                let key = Relative::TimesBaseline.word();
                findings.add(spot(), meant(words.printed(found), format!("{key} = {value}")));
            }
        }
        let Goal::Value(target) = goal else { return };
        let unit = indicator.target_unit();
        if !target.value.is_positive() || unit.is_rank() {
            return;
        }
        // Without them no number of the figure is said to be another target.
        let says = words.compares()
            || matches!(target.comparator, Comparator::AtMost | Comparator::LessThan)
            || words.found.iter().any(|it| it.says == Says::Points)
            || words.text.iter().copied().any(is_dash);
        let numbers = if says { words.numbers(&goal.printed(unit)) } else { Vec::new() };
        for number in &numbers {
            if let Some(problem) = self.of_number(words, number, target, &meant) {
                findings.add(spot(), problem);
                return;
            }
        }
    }

    fn of_number(
        &self,
        words: &Words,
        number: &Printed,
        target: &Target,
        meant: &dyn Fn(String, String) -> PlanProblem,
    ) -> Option<PlanProblem> {
        use Comparator::{AtLeast, AtMost, Between, Budget, LessThan, MoreThan, Within};
        let own = target.comparator;
        let value = &target.value;
        let unit = self.indicator.target_unit();
        let points =
            words.found.iter().find(|it| it.says == Says::Points && it.at == number.digits_end);
        if let Some(points) = points
            && unit == Unit::percent()
        {
            let fallen = words.says(|it| it == Says::Falls).is_some();
            let key = if fallen { Relative::FallBy } else { Relative::RiseBy }.word();
            return Some(meant(words.printed(points), format!("{key} = {value}")));
        }
        // 8-10个 is met by eight.
        let before = number
            .start
            .checked_sub(1)
            .and_then(|at| words.text.get(at))
            .filter(|it| is_dash(**it));
        let lower = before.and_then(|_| {
            let all = printed::numbers_in_figure(&words.text);
            let lower = all.into_iter().find(|it| it.end + 1 == number.start)?;
            lower.value
        });
        if let Some(lower) = lower
            && matches!(own, AtLeast | MoreThan | AtMost | LessThan)
            && lower < *value
        {
            let range =
                words.text[..number.end].iter().skip(number.start.saturating_sub(8)).collect();
            return Some(meant(range, format!("{} = [{lower}, {value}]", Between.word())));
        }
        let mut said = words.beside(number);
        // 达5%左右 is about.
        if said.iter().any(|(it, _)| !words.is_open(it)) {
            said.retain(|(it, _)| !words.is_open(it));
        }
        if matches!(own, Between | Within) || said.iter().any(|(_, it)| *it == own) {
            return None;
        }
        let Some((found, other)) = said.into_iter().find(|(it, _)| !words.is_open(it)) else {
            // 建成10家 is a floor.
            let added = words.found.iter().find(|it| {
                matches!(it.says, Says::Added | Says::Measured(Measure::Total))
                    && it.end <= number.start
            });
            let ceiling = matches!(own, AtMost | LessThan) && !words.compares();
            let word = added.filter(|_| ceiling).map(|it| words.printed(it))?;
            return Some(meant(word, format!("{} = {value}", AtLeast.word())));
        };
        let word = words.printed(found);
        let remedy = || format!("{} = {value}", other.word());
        let strict = [(AtLeast, MoreThan), (AtMost, LessThan)];
        if strict.contains(&(own, other)) || strict.contains(&(other, own)) {
            let (key, figure) = (own.word(), words.text.iter().collect());
            return Some(PlanProblem::StrictnessOpen { key, figure, word, remedy: remedy() });
        }
        (!matches!(own, Budget) && other != Within).then(|| meant(word, remedy()))
    }

    /// 每万人 in the words, where neither the name nor the unit says it.
    fn unit(&self, words: &Words, name: &Words, findings: &mut Findings) {
        let each = |it: &Words| it.says(|it| it == Says::Per);
        let unit = &self.indicator.unit;
        let per = each(words).filter(|word| {
            if unit.is_ratio() { is_per_another(unit, word) } else { each(name).is_none() }
        });
        let numbers = || words.numbers(&self.indicator.target.printed(unit));
        let word = per.filter(|_| !numbers().is_empty()).or_else(|| {
            // 增长5% is no distance of percentage points.
            let says = |words: &Words| words.first(|it| it == Says::Points).is_some();
            let points = unit.is_share() && says(&Words::of(unit.printed())) && !says(words);
            let mut numbers = if points { numbers() } else { Vec::new() }.into_iter();
            numbers.find(|it| it.unit == "%").map(|it| it.unit.to_owned())
        });
        if let Some(word) = word {
            let unit = unit.to_string();
            findings.add(self.spot("unit"), PlanProblem::UnitMeant { unit, word });
        }
    }

    /// What a word asks for by a key of its own.
    fn flags(&self, figures: &[Words], findings: &mut Findings) {
        let indicator = self.indicator;
        let says = |is: Says| figures.iter().find_map(|it| it.says(|says| says == is));
        let has_two = indicator.target.value().is_some_and(|it| it.upper.is_some());
        let flags = [
            ("aspirational", indicator.aspirational || has_two, Says::Aspirational),
            ("binding", indicator.binding, Says::Binding),
        ];
        for (key, is_set, word) in flags {
            if let Some(word) = says(word).filter(|_| !is_set) {
                findings.add(self.at.whole(), PlanProblem::WordWithoutKey { key, word });
            }
        }
        let texts = citations(&indicator.citations).chain([indicator.name.as_str()]);
        let mut texts = texts.chain(indicator.note.as_deref());
        let said = |it: &str| Words::of(it).says(|says| says == Says::Aspirational).is_some();
        if indicator.aspirational && !texts.any(said) {
            let (key, value) = ("aspirational", true.to_string());
            findings.add(self.spot(key), PlanProblem::KeyWithoutWord { key, value });
        }
        self.part(figures, findings);
    }

    /// 其中 before the number, and nowhere its whole.
    fn part(&self, figures: &[Words], findings: &mut Findings) {
        let indicator = self.indicator;
        let is_listed = || self.plan.indicators.iter().any(|it| it.parts.contains(&indicator.id));
        let numbers = indicator.target.printed(indicator.target_unit());
        for words in figures {
            let among = words.found.iter().find(|it| it.says == Says::Among);
            let Some(among) = among else { continue };
            let text: String = words.text.iter().collect();
            // Those that are printed beside it, of which one may be its whole.
            let others = self.plan.indicators.iter().filter(|it| it.id != indicator.id);
            let beside: Vec<_> =
                others.filter(|it| it.citations.iter().any(|it| it.figure == text)).collect();
            let parted = match &indicator.parent {
                Some(parent) => beside.iter().any(|it| it.id == *parent),
                None => is_listed(),
            };
            if beside.is_empty() || parted {
                continue;
            }
            let numbers = words.numbers(&numbers);
            if !numbers.is_empty() && numbers.iter().all(|it| it.start >= among.end) {
                let (key, word) = ("parent", words.printed(among));
                let problem = match &indicator.parent {
                    None => (self.at.whole(), PlanProblem::WordWithoutKey { key, word }),
                    Some(parent) => {
                        let (id, meant) = (parent.clone(), beside[0].id.clone());
                        (self.spot(key), PlanProblem::OperandMeant { id, meant, word })
                    }
                };
                findings.add(problem.0, problem.1);
                return;
            }
        }
    }

    fn deadline(&self, findings: &mut Findings) {
        let Indicator { deadline, period, .. } = self.indicator;
        let mut texts: Vec<_> = citations(&self.indicator.citations).collect();
        let own = [Some(self.indicator.name.as_str()), self.indicator.name_en.as_deref()];
        let remarks = [self.indicator.scope.as_deref(), self.indicator.note.as_deref()];
        texts.extend(own.into_iter().chain(remarks).flatten());
        if !self.indicator.amendments.is_empty() || !self.plan.period.covers(*period) {
            return;
        }
        due(self.plan, "deadline", *deadline, &texts, self.at, findings);
        let first = period.first().year();
        if first > self.plan.period.first().year() && !prints_year(&texts, first) {
            let value = period.to_string();
            findings.add(self.spot("period"), PlanProblem::KeyWithoutWord { key: "period", value });
        }
    }
}
