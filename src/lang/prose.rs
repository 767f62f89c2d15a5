//! Goals and amounts inside a sentence.

use crate::lang::Lang;
use crate::lang::words::Words;
use crate::number::Number;
use crate::plan::{Comparator, Goal, Target};
use crate::table::{Shown, Sought};

impl Words {
    /// ` Responsible: a, b.`
    pub fn responsible(self, units: &[String]) -> String {
        if units.is_empty() {
            return String::new();
        }
        let units = self.listed(units);
        say!(self, " Responsible: {units}.", "责任单位：{units}。")
    }

    /// The goal inside a sentence; `resolved` is the value of a relative target.
    pub fn goal_prose(self, sought: &Sought, resolved: Option<&Shown>, unit: &str) -> String {
        match &sought.goal {
            Goal::Value(target) => self.target_prose(target, unit),
            _ => self.relative(sought, resolved.map(|number| self.shown_amount(number, unit))),
        }
    }

    fn target_prose(self, target: &Target, unit: &str) -> String {
        let value = self.amount(&target.value, unit);
        let upper = target.upper.as_ref();
        let range = upper.map(|upper| {
            // A percent sign belongs to both.
            let lower = if unit.starts_with(['%', '‰']) {
                self.amount(&target.value, unit)
            } else {
                self.printed(&target.value)
            };
            (lower, self.amount(upper, unit))
        });
        let is_rank = unit == "位";
        let (en, zh) = match (target.comparator, range) {
            (Comparator::Within, Some((lower, upper))) => {
                (format!("between {lower} and {upper}"), format!("介于{lower}至{upper}之间"))
            }
            (_, Some((lower, upper))) => {
                (format!("{lower} to {upper}"), format!("{lower}至{upper}"))
            }
            (Comparator::AtMost, _) if is_rank => {
                let place = self.printed(&target.value);
                (format!("rank {place} or better"), format!("前{value}"))
            }
            (Comparator::AtLeast, _) => (format!("at least {value}"), format!("不低于{value}")),
            (Comparator::MoreThan, _) => (format!("more than {value}"), format!("超过{value}")),
            (Comparator::AtMost, _) => (format!("at most {value}"), format!("不高于{value}")),
            (Comparator::LessThan, _) => (format!("less than {value}"), format!("低于{value}")),
            (Comparator::About, _) => (format!("about {value}"), format!("{value}左右")),
            (Comparator::Between | Comparator::Within, None) => (value.clone(), value),
            (Comparator::Budget, _) => (format!("a budget of {value}"), format!("预算{value}")),
        };
        self.pick(en, zh)
    }

    /// A number of the document with its unit.
    fn amount(self, number: &Number, unit: &str) -> String {
        self.tight(&self.printed(number), unit)
    }

    pub fn shown_amount(self, number: &Shown, unit: &str) -> String {
        self.tight(&self.shown(number), unit)
    }

    /// A number text with its unit; Chinese has no space between the two.
    pub fn tight(self, number: &str, unit: &str) -> String {
        match self.lang {
            Lang::En => self.with_unit(number, unit),
            Lang::Zh => format!("{number}{}", self.unit(number, unit)),
        }
    }
}
