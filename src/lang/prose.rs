//! Goals, amounts and periods as a sentence says them.

use crate::{
    calendar::Calendar,
    lang::{
        Lang,
        words::{SOFT_BREAK, Words},
    },
    number::Number,
    period::{Month, Period},
    plan::{Comparator, Goal, Target},
    table::{Shown, Sought},
    unit::Unit,
};

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
    pub fn goal_prose(self, sought: &Sought, resolved: Option<&Shown>, unit: &Unit) -> String {
        if let Goal::Value(target) = &sought.goal {
            return self.target_prose(target, unit);
        }
        let resolved = resolved.map(|number| self.shown_amount(number, unit));
        self.relative(sought, resolved, ("at least ", unit))
    }

    fn target_prose(self, target: &Target, unit: &Unit) -> String {
        let (lower, upper) = target.ends();
        let range = upper.map(|upper| {
            // A percent sign belongs to both.
            let lower = if self.unit("", unit).starts_with(['%', '‰']) {
                self.amount(lower, unit)
            } else {
                self.printed(lower)
            };
            (lower, self.amount(upper, unit))
        });
        let value = match &range {
            Some((lower, upper)) => say!(self, "{lower} to {upper}", "{lower}至{upper}"),
            None => self.amount(lower, unit),
        };
        let is_rank = unit.is_rank();
        let (en, zh) = match (target.comparator, range) {
            (Comparator::Within, Some((lower, upper))) => {
                (format!("between {lower} and {upper}"), format!("介于{lower}至{upper}之间"))
            }
            (Comparator::AtMost, None) if is_rank => {
                let place = self.printed(lower);
                (format!("rank {place} or better"), format!("前{value}"))
            }
            (Comparator::AtLeast, _) => (format!("at least {value}"), format!("不低于{value}")),
            (Comparator::MoreThan, _) => (format!("more than {value}"), format!("超过{value}")),
            (Comparator::AtMost, _) => (format!("at most {value}"), format!("不高于{value}")),
            (Comparator::LessThan, _) => (format!("less than {value}"), format!("低于{value}")),
            (Comparator::About, _) => (format!("about {value}"), format!("{value}左右")),
            (Comparator::Between | Comparator::Within, _) => (value.clone(), value),
            (Comparator::Budget, _) => (format!("a budget of {value}"), format!("预算{value}")),
        };
        self.pick(en, zh)
    }

    /// A number of the document with its unit.
    fn amount(self, number: &Number, unit: &Unit) -> String {
        self.tight(&self.printed(number), unit)
    }

    pub fn shown_amount(self, number: &Shown, unit: &Unit) -> String {
        self.tight(&self.shown(number), unit)
    }

    /// A number text with its unit; Chinese has no space between the two.
    pub fn tight(self, number: &str, unit: &Unit) -> String {
        match self.lang {
            Lang::En => self.with_unit(number, unit),
            Lang::Zh => format!("{number}{}", self.unit(number, unit)),
        }
    }

    /// A period as people write it; machine formats use its `Display`.
    pub fn period(self, period: Period) -> String {
        let year = period.first().year();
        let first = period.first().number();
        let last = period.last().number();
        let text = period.to_string();
        let one_year = year == period.last().year();
        match self.lang {
            _ if period.is_named_years() => text.replace('-', self.sign("–", "-")),
            Lang::En if text.contains('/') && one_year => {
                let dash = self.sign("–", "-");
                format!("{}{dash}{} {year}", english_month(first), english_month(last))
            }
            Lang::En if text.contains('/') && Calendar::COMMON.is_whole_years(period) => {
                text.replace('/', self.sign("–", "-"))
            }
            Lang::Zh if text.len() == "2024-06-30".len() => text,
            Lang::Zh if Calendar::COMMON.is_year(period) => format!("{year}年"),
            Lang::Zh if text.contains('H') => {
                let half = if last == 6 { "上半年" } else { "下半年" };
                format!("{year}年{SOFT_BREAK}{half}")
            }
            Lang::Zh if text.contains('Q') => {
                let quarter = ["一", "二", "三", "四"][(last as usize / 3).clamp(1, 4) - 1];
                format!("{year}年{SOFT_BREAK}{quarter}季度")
            }
            Lang::Zh if period.months() == 1 => self.month(period.first()),
            Lang::Zh if one_year => format!("{year}年{SOFT_BREAK}{first}-{last}月"),
            Lang::Zh if Calendar::COMMON.is_whole_years(period) => {
                format!("{year}-{}年", period.last().year())
            }
            Lang::En | Lang::Zh => text,
        }
    }

    /// The same where it must be short.
    pub fn period_short(self, period: Period) -> String {
        let (first, last) = (period.first(), period.last());
        let months = period.to_string().contains('/') && first.year() == last.year();
        if self.lang == Lang::En && months && !period.is_named_years() {
            let dash = self.sign("–", "-");
            return format!("{}M{}{dash}{}", first.year(), first.number(), last.number());
        }
        self.period(period)
    }

    pub fn month(self, month: Month) -> String {
        match self.lang {
            Lang::En => month.to_string(),
            Lang::Zh => format!("{}年{SOFT_BREAK}{}月", month.year(), month.number()),
        }
    }
}

fn english_month(number: u32) -> &'static str {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    MONTHS[number.clamp(1, 12) as usize - 1]
}
