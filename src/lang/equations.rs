//! The equations of `explain`.

use std::{cmp::Ordering, iter};

use crate::{
    assess::{
        AnnualChange,
        trace::{Equation, Growth, Quantity, Term},
    },
    interval::End,
    lang::words::{HARD_SPACE, Words},
    number::Number,
    plan::{By, Derivation},
    unit::Unit,
    words::joined,
};

impl Words {
    /// `progress = (actual − baseline) / (target − baseline) = (37.1 − 0) / (56.7 − 0) = 0.654321`.
    /// The value to be reached is the target, or has the name given.
    pub fn equation(self, equation: &Equation, aim: Term, unit: &Unit) -> String {
        let minus = self.minus();
        let name_of = |term| if term == Term::Target { aim } else { term }.text(self);
        let [actual, target] = [Term::Actual, Term::Target].map(name_of);
        let called = |quantity: Quantity| match (quantity, aim) {
            (Quantity::Gap, Term::Limit) => self.pick("gap to the limit", "与界限的差距"),
            _ => quantity.text(self),
        };
        let baseline = self.pick("baseline", "基期值");
        let times = self.sign("×", "*");
        let mean_name = self.pick("mean change per year", "年均变化");
        let points = unit.of_differences();
        let valued = |number: &Number, unit: &Unit| self.with_unit(&self.result(number), unit);
        // Shares have none.
        let unit_of = |quantity| match quantity {
            Quantity::Gap | Quantity::Required | Quantity::Allowed => &points,
            Quantity::Projected | Quantity::NeededMean | Quantity::AllowedMean | Quantity::Due => {
                unit
            }
            Quantity::Attainment | Quantity::Progress | Quantity::Expected | Quantity::Ratio => {
                Unit::none()
            }
        };
        match equation {
            Equation::Sum { parts, total } => {
                let parts = joined(parts.iter().map(|part| self.in_full(part)), " + ");
                format!("{actual} = {parts} = {}", self.in_full(total))
            }
            Equation::Average { parts, years, mean } => {
                let parts = joined(parts.iter().map(|part| self.operand(part)), " + ");
                let mean = valued(mean, unit);
                format!("{actual} = ({parts}) / {years} = {mean}")
            }
            Equation::Rest { quantity, target: goal, actual: now, years: [all, known], result } => {
                let name = quantity.text(self);
                let [all_word, known_word, left_word] = self.pick(
                    ["years in total", "years known", "years left"],
                    ["总年数", "已知年数", "剩余年数"],
                );
                let sum = |goal: &str, all: &str, now: &str, known: &str, left: &str| {
                    format!("({goal} {times} {all} {minus} {now} {times} {known}) / {left}")
                };
                let words = sum(target, all_word, actual, known_word, left_word);
                let [of, so_far, left] = [*all, *known, all - known].map(|it| it.to_string());
                let mean = self.bracketed(now);
                let numbers = sum(&self.operand(goal), &of, &mean, &so_far, &left);
                let result = valued(result, unit);
                format!("{name} = {words} = {numbers} = {result}")
            }
            Equation::Derived { from, terms, result } => {
                let numbers = self.derived(from, terms);
                let result = valued(result, unit);
                format!("{actual} = {numbers} = {result}")
            }
            Equation::Chain { rates, factor } => {
                let factors = rates.iter().map(|rate| self.grown(rate, &self.in_full(&rate.abs())));
                let [_, reached] = self.levels(false);
                let factors = joined(factors, &format!(" {times} "));
                format!("{reached} = {factors} = {}", self.in_full(factor))
            }
            Equation::Yearly { needed, chained, from, to, years, result } => {
                let [due, reached] = self.levels(!chained);
                let root = format!("1 / {}", self.pick("years", "年数"));
                let over = |from: &str| match (chained, needed) {
                    (true, false) => String::new(),
                    _ => format!(" / {from}"),
                };
                let (name, words) = if *needed {
                    let end = self.pick("deadline ", "期末");
                    (Growth::Needed.text(self), format!("{end}{due}{}", over(reached)))
                } else {
                    (actual, format!("{reached}{}", over(baseline)))
                };
                let numbers = format!("{}{}", self.in_full(to), over(&self.in_full(from)));
                let growth = self.in_full(result);
                format!(
                    "{name} = ({words})^({root}) {minus} 1 = ({numbers})^(1 / {years}) {minus} 1 = {growth}%"
                )
            }
            Equation::Due { baseline: start, growth, years, due, level } => {
                let [level_due, reached] = self.levels(start.is_some());
                let years_word = self.pick("years", "年数");
                let grown = self.grown(growth, &self.in_full(&growth.abs()));
                let start = start.as_ref().map(|start| self.in_full(start));
                let times = |start: &str| format!("{start} {times} ");
                let words = start.as_ref().map(|_| times(baseline)).unwrap_or_default();
                let numbers = start.as_ref().map(|start| times(start)).unwrap_or_default();
                let sign = match level.cmp(due) {
                    Ordering::Less => "<",
                    Ordering::Equal => "=",
                    Ordering::Greater => ">",
                };
                let due = self.in_full(due);
                let level = self.in_full(level);
                let comma = self.pick("; ", "；");
                format!(
                    "{level_due} = {words}(1 + {target})^{years_word} = {numbers}{grown}^{years} = {due}{comma}{reached} = {level} {sign} {due}"
                )
            }
            Equation::Changed { change, baseline: start, target: goal } => {
                let number = self.in_full(&change.number);
                let sign = if change.falls { minus } else { "+" };
                let from = |start: &str| match change.by {
                    By::Times => format!("{start} {times} {number}"),
                    By::Percent => format!("{start} {times} (1 {sign} {number}%)"),
                    By::Amount => format!("{start} {sign} {number}"),
                };
                let goal = valued(goal, unit);
                format!("{target} = {} = {} = {goal}", from(baseline), from(&self.in_full(start)))
            }
            Equation::Margin { reference, margin, target } => {
                let [name, words] = self
                    .pick(["target", "figure compared with + margin"], ["目标值", "对比值 + 幅度"]);
                let numbers = format!("{} + {}", self.in_full(reference), self.operand(margin));
                let result = valued(target, unit);
                format!("{name} = {words} = {numbers} = {result}")
            }
            Equation::Edge(edge) => say!(
                self,
                ("the target counts as met at {}", self.in_full(edge)),
                ("达标界限为{}", self.in_full(edge))
            ),
            Equation::Gap { from, less, gap } => {
                let name = called(Quantity::Gap);
                let words = format!("{} {minus} {}", name_of(from.0), name_of(less.0));
                let numbers =
                    format!("{} {minus} {}", self.in_full(&from.1), self.operand(&less.1));
                let result = self.with_unit(&self.signed_in_full(gap), &points);
                format!("{name} = {words} = {numbers} = {result}")
            }
            Equation::Share { quantity, at, baseline: start, target: goal, result } => {
                let name = quantity.text(self);
                let value = match quantity {
                    Quantity::Expected => Quantity::Due.text(self),
                    _ => actual,
                };
                let start = self.operand(start);
                let at = self.in_full(at);
                let goal = self.in_full(goal);
                let numbers = format!("({at} {minus} {start}) / ({goal} {minus} {start})");
                let words = format!("({value} {minus} {baseline}) / ({target} {minus} {baseline})");
                format!("{name} = {words} = {numbers} = {}", self.result(result))
            }
            Equation::Expected { elapsed, whole, result } => {
                let name = Quantity::Expected.text(self);
                let (of, in_all) = self.months_of_path();
                let result = self.result(result);
                format!("{name} = {of} / {in_all} = {elapsed} / {whole} = {result}")
            }
            Equation::Quotient { quantity, above, below, result } => {
                let name = quantity.text(self);
                let words = format!("{} / {}", name_of(above.0), name_of(below.0));
                let numbers = format!("{} / {}", self.factor(above), self.factor(below));
                format!("{name} = {words} = {numbers} = {}", self.result(result))
            }
            Equation::Growth { which, from, to, months, result } => {
                let (start, goal) = which.ends();
                let start = start.map_or(baseline, name_of);
                let words = format!("({} / {start})^(12 / {})", name_of(goal), self.months());
                let numbers =
                    format!("({} / {})^(12 / {months})", self.in_full(to), self.operand(from));
                let growth = self.percent_a_year(result);
                let name = which.text(self);
                format!("{name} = {words} {minus} 1 = {numbers} {minus} 1 = {growth}")
            }
            Equation::GrowthRatio { turned, achieved, required, result } => {
                let sign = if *turned { minus } else { "" };
                let bar = self.sign("│", "|");
                let [own, wanted] = [Growth::Achieved, Growth::Required].map(|it| it.text(self));
                let words = format!("{sign}{own} / {bar}{wanted}{bar}");
                let shown = if *turned { -achieved } else { achieved.clone() };
                let numbers =
                    format!("{}% / {}%", self.result(&shown), self.result(&required.abs()));
                let name = Quantity::Ratio.text(self);
                format!("{name} = {words} = {numbers} = {}", self.result(result))
            }
            Equation::Compounded { actual: now, achieved, months, result } => {
                let name = Quantity::Projected.text(self);
                let growth = Growth::Achieved.text(self);
                let left = self.months_left();
                let words = format!("{actual} {times} (1 + {growth})^({left} / 12)");
                let grown = self.grown(achieved, &self.result(&achieved.abs()));
                let numbers = format!("{} {times} {grown}^({months} / 12)", self.in_full(now));
                let result = valued(result, unit);
                format!("{name} = {words} = {numbers} = {result}")
            }
            Equation::Thresholds { coefficient } => self.thresholds(coefficient.as_ref()),
            Equation::Change(change) => self.change(change, &points),
            Equation::Mean { changes, mean } => {
                let sum = joined(changes.iter().map(|change| self.operand(change)), " + ");
                let count = changes.len();
                let result = valued(mean, &points);
                format!("{mean_name} = ({sum}) / {count} = {result}")
            }
            Equation::Carried { actual: now, mean, months, result } => {
                let name = Quantity::Projected.text(self);
                let left = self.months_left();
                let words = format!("{actual} + {mean_name} {times} {left} / 12");
                let mean = self.bracketed(mean);
                let numbers = format!("{} + {mean} {times} {months} / 12", self.in_full(now));
                let result = valued(result, unit);
                format!("{name} = {words} = {numbers} = {result}")
            }
            Equation::Miss { target: goal, projected, actual: now, miss, ratio } => {
                let ahead = Quantity::Projected.text(self);
                let words = format!("({target} {minus} {ahead}) / ({target} {minus} {actual})");
                let goal = self.in_full(goal);
                let carried = self.bracketed(projected);
                let numbers =
                    format!("({goal} {minus} {carried}) / ({goal} {minus} {})", self.operand(now));
                let miss = self.bracketed(miss);
                let name = Quantity::Ratio.text(self);
                format!(
                    "{name} = 1 {minus} {words} = 1 {minus} {numbers} = 1 {minus} {miss} = {}",
                    self.result(ratio)
                )
            }
            Equation::Line { quantity, from, to, months: [of, in_all], result } => {
                let (elapsed, whole) = self.months_of_path();
                let [start, end, of_word, in_all_word] = match quantity {
                    Quantity::Due => self.pick(
                        ["value before", "value after", elapsed, "months between"],
                        ["前一节点值", "后一节点值", elapsed, "相隔月数"],
                    ),
                    _ => [baseline, actual, whole, elapsed],
                };
                let words =
                    format!("{start} + ({end} {minus} {start}) {times} {of_word} / {in_all_word}");
                let start = self.operand(from);
                let end = self.in_full(to);
                let numbers = format!(
                    "{} + ({end} {minus} {start}) {times} {of} / {in_all}",
                    self.in_full(from)
                );
                let result = valued(result, unit_of(*quantity));
                format!("{} = {words} = {numbers} = {result}", quantity.text(self))
            }
            Equation::Left { quantity, target: goal, actual: now, months, result } => {
                let name = quantity.text(self);
                let left = self.months_left();
                let words = format!("({} {minus} {actual}) {times} 12 / {left}", name_of(goal.0));
                let numbers = format!(
                    "({} {minus} {}) {times} 12 / {months}",
                    self.in_full(&goal.1),
                    self.operand(now)
                );
                let result = valued(result, unit_of(*quantity));
                format!("{name} = {words} = {numbers} = {result}")
            }
            Equation::Within(quantity, known) => {
                let end = |end: &Option<End>, signs: [&'static str; 2]| {
                    let end = end.as_ref()?;
                    let value = valued(&end.value, unit_of(*quantity));
                    Some((signs[usize::from(end.open)], value))
                };
                let name = called(*quantity);
                let [at_least, above] = [self.sign("≥", ">="), ">"];
                let [at_most, below] = [self.sign("≤", "<="), "<"];
                match (end(&known.low, [at_least, above]), end(&known.high, [at_most, below])) {
                    (Some((_, low)), Some((sign, high))) => {
                        let open = known.low.as_ref().is_some_and(|low| low.open);
                        let first = if open { below } else { at_most };
                        format!("{low} {first} {name} {sign} {high}")
                    }
                    (Some((sign, low)), None) => format!("{name} {sign} {low}"),
                    (None, Some((sign, high))) => format!("{name} {sign} {high}"),
                    (None, None) => name.to_owned(),
                }
            }
        }
    }

    /// One and a growth in percent, whose size is written so.
    pub fn grown(self, growth: &Number, size: &str) -> String {
        let sign = if growth.is_negative() { self.minus() } else { "+" };
        format!("(1 {sign} {size}%)")
    }

    /// What is due and what was reached: a level, or without one a multiple.
    fn levels(self, level: bool) -> [&'static str; 2] {
        if level {
            self.pick(["level due", "level reached"], ["应达水平", "实际水平"])
        } else {
            self.pick(["multiple due", "multiple reached"], ["应达倍数", "实际倍数"])
        }
    }

    /// What a derived figure is computed by.
    fn derived(self, from: &Derivation, terms: &[Number]) -> String {
        let minus = self.minus();
        let times = self.sign("×", "*");
        let first = terms.first().map(|it| self.in_full(it)).unwrap_or_default();
        let second = terms.get(1).map(|it| self.operand(it)).unwrap_or_default();
        match from {
            Derivation::GrowthOf(_) => format!("({first} / {second} {minus} 1) {times} 100"),
            Derivation::IncreaseOf { .. } | Derivation::Difference { .. } => {
                format!("{first} {minus} {second}")
            }
            Derivation::ChainOf(_) => {
                let factors = terms.iter().map(|rate| self.grown(rate, &self.in_full(&rate.abs())));
                let hundred = iter::once("100".to_owned());
                joined(hundred.chain(factors), &format!(" {times} "))
            }
            Derivation::Ratio { times: factor, .. } if *factor == Number::ONE => {
                format!("{first} / {second}")
            }
            Derivation::Ratio { times: factor, .. } => {
                format!("{first} / {second} {times} {}", self.in_full(factor))
            }
            Derivation::Sum(_) => joined(terms.iter().map(|it| self.operand(it)), " + "),
        }
    }

    /// A result within an expression, in brackets if negative.
    fn bracketed(self, number: &Number) -> String {
        in_brackets(number, self.result(number))
    }

    fn months(self) -> &'static str {
        self.pick("months", "月数")
    }

    /// What has gone by of a path, and all of it.
    fn months_of_path(self) -> (&'static str, &'static str) {
        self.pick(("months elapsed", "months in total"), ("已过月数", "总月数"))
    }

    fn months_left(self) -> &'static str {
        self.pick("months left", "剩余月数")
    }

    fn percent_a_year(self, growth: &Number) -> String {
        let growth = self.result(growth);
        say!(self, "{growth}% a{HARD_SPACE}year", "每年{growth}%")
    }

    /// The same with the decimals that a sentence has.
    pub fn short_percent_a_year(self, growth: &Number) -> String {
        self.percent_a_year(&growth.at_decimals(2))
    }

    fn thresholds(self, coefficient: Option<&Number>) -> String {
        let times = self.sign("×", "*");
        let near = coefficient.map(|coefficient| self.result(coefficient));
        let near = say!(
            self,
            [near ? ", each {times} {near} near the natural limit" : ""],
            [near ? "，因接近自然极限均{times}{near}" : ""]
        );
        say!(
            self,
            "growth in the desired direction: on-track from 1.5% a year, at-risk from 0.5%, off-track from 0%{near}",
            "按期望方向的年均增速分档：1.5%起符合预期，0.5%起略有滞后，0%起滞后{near}"
        )
    }

    /// `change 2022 to 2023 = 60.1 − 59.0 = +1.1 pp`, and the present figure of 2022 if it was revised.
    fn change(self, change: &AnnualChange, unit: &Unit) -> String {
        let minus = self.minus();
        let from = self.period(change.from);
        let to = self.period(change.to);
        let name = say!(self, "change {from} to {to}", "{from}至{to}变化");
        let numbers =
            format!("{} {minus} {}", self.in_full(&change.later), self.operand(&change.earlier));
        let result = self.with_unit(&self.signed_in_full(&change.by()), unit);
        let revised = if change.earlier == change.earlier_now {
            String::new()
        } else {
            let now = self.in_full(&change.earlier_now);
            say!(self, " ({from} as known then; now {now})", "（{from}取当时公布数，现为{now}）")
        };
        format!("{name} = {numbers} = {result}{revised}")
    }

    /// A result at six decimals, where dots show that digits were cut, or with all its digits, as it is shown elsewhere.
    pub fn result(self, result: &Number) -> String {
        match Number::parse_decimal(&result.computed_text()) {
            Ok(shown) if shown != *result => self.cut(result),
            _ => self.in_full(result),
        }
    }

    /// An operand of a quotient: a figure with its digits, or a result.
    fn factor(self, (term, number): &(Term, Number)) -> String {
        match term {
            Term::Actual | Term::Target | Term::Limit => self.in_full(number),
            Term::Progress | Term::Expected => self.result(number),
        }
    }

    /// A number to be subtracted, in brackets if negative.
    pub fn operand(self, number: &Number) -> String {
        in_brackets(number, self.in_full(number))
    }
}

/// The text of a number, in brackets if it is negative.
fn in_brackets(number: &Number, text: String) -> String {
    if number.is_negative() { format!("({text})") } else { text }
}
