//! Words of charts: labels, legends and descriptions for screen readers.

use chrono::NaiveDate;

use crate::{
    lang::Words,
    number::Number,
    period::Month,
    render::Bullet,
    report::plot::{Curve, Plot, Spot},
};

impl Words {
    pub fn as_of(self, day: NaiveDate) -> String {
        say!(self, "as of {day}", "评估日期{day}")
    }

    /// The value due by the date of the actual.
    pub fn due_value(self) -> &'static str {
        self.pick("expected by then", "同期应达")
    }

    pub fn actual(self) -> &'static str {
        self.pick("actual", "实际值")
    }

    pub fn target_word(self) -> &'static str {
        self.pick("target", "目标值")
    }

    pub fn baseline_word(self) -> &'static str {
        self.pick("baseline", "基期值")
    }

    pub fn upper_word(self) -> &'static str {
        self.pick("upper value", "上限值")
    }

    /// The end of a period, by its month; December as the year alone.
    pub fn until(self, month: Month) -> String {
        if month.number() == 12 { month.year().to_string() } else { month.to_string() }
    }

    /// The period of a figure; of another value the month at whose end it holds.
    pub fn moment(self, spot: &Spot) -> String {
        spot.period.map_or_else(|| self.until(spot.at), |period| self.period(period))
    }

    /// A trajectory in one sentence, without the name of the indicator.
    pub fn describe_trajectory(self, plot: &Plot) -> String {
        let amount =
            |value: &Number| self.with_unit(&self.shown(&plot.edges.amount(value)), &plot.unit);
        let mut parts: Vec<String> = Vec::new();
        let of = |wanted: &Curve| plot.lines.iter().rfind(|line| line.curve == *wanted);
        if let Some(actual) = of(&Curve::Actual)
            && let (Some(first), Some(last)) = (actual.spots.first(), actual.spots.last())
        {
            let [from, to] = [first, last].map(|spot| self.moment(spot));
            let told = |spot: &Spot| {
                self.shown_amount(&plot.edges.amount(&spot.value).marked(spot.inexact), &plot.unit)
            };
            let first_value = told(first);
            let value = told(last);
            let count = actual.spots.len();
            parts.push(say!(
                self,
                [
                    count,
                    "actual {value} in {to}",
                    "actual from {first_value} in {from} to {value} in {to}"
                ],
                [count, "{to}实际值{value}", "实际值由{from}的{first_value}变为{to}的{value}"]
            ));
        }
        if let Some(target) = of(&Curve::Target).and_then(|line| line.spots.last()) {
            let value = amount(&target.value);
            let when = self.until(target.at);
            parts.push(say!(self, "target {value} by {when}", "{when}目标值{value}"));
        }
        let projected = plot.lines.iter().find_map(|line| match line.curve {
            Curve::Projection(method) => Some((method, line.spots.last()?)),
            _ => None,
        });
        if let Some((method, spot)) = projected {
            let value = amount(&spot.value);
            let when = self.until(spot.at);
            let method = method.text(self);
            parts.push(say!(
                self,
                "projected {value} in {when} ({method})",
                "{when}外推值{value}（{method}）"
            ));
        }
        if parts.is_empty() {
            parts.push(say!(self, "no figures", "暂无数据"));
        }
        self.semicolons(parts)
    }

    /// A bullet in one sentence, without the name of the indicator.
    pub fn describe_bullet(self, bullet: &Bullet) -> String {
        let amount =
            |value: &Number| self.with_unit(&self.shown(&bullet.edges.amount(value)), &bullet.unit);
        let sign = bullet.inexact.map_or("", |mark| self.inexact_sign(mark));
        let actual = format!("{sign}{}", amount(&bullet.actual));
        let actual = self.remarked(&actual, &self.period(bullet.period));
        let mut parts = vec![say!(self, "actual {actual}", "实际值{actual}")];
        let mut add = |word: &str, value: &Option<Number>| {
            if let Some(value) = value {
                let space = self.pick(" ", "");
                parts.push(format!("{word}{space}{}", amount(value)));
            }
        };
        add(self.target_word(), &bullet.target);
        add(self.upper_word(), &bullet.target_upper);
        add(self.baseline_word(), &bullet.baseline);
        add(self.due_value(), &bullet.expected);
        parts.push(self.verdict(bullet.verdict, bullet.early).to_owned());
        self.semicolons(parts)
    }

    pub fn curve(self, curve: &Curve) -> String {
        match curve {
            Curve::Target => self.target_word().to_owned(),
            Curve::Stretch => self.upper_word().to_owned(),
            Curve::Path => say!(self, "path", "序时目标"),
            Curve::Reference(Some(name)) => self.name(name).to_owned(),
            Curve::Reference(None) => say!(self, "the year before", "上年值"),
            Curve::Projection(method) => say!(
                self,
                ("projection ({})", method.text(self)),
                ("外推（{}）", method.text(self))
            ),
            Curve::Actual => self.actual().to_owned(),
        }
    }

    /// The legend entry of an actual that is drawn hollow.
    pub fn not_final(self) -> &'static str {
        self.pick("actual, not final or not exact", "实际值（非最终数或非确数）")
    }

    /// Replaces the chart where the screen has no room for it.
    pub fn no_room_for_plot(self) -> &'static str {
        self.pick(
            "The screen is too narrow for the chart; --width sets more columns.",
            "屏幕过窄，无法作图；可用 --width 指定更多列。",
        )
    }
}
