//! Words for tasks, rules, members and derived series.

use crate::{
    lang::words::{HARD_SPACE, SOFT_BREAK, Words},
    number::Number,
    plan::{
        Derivation, Every,
        tasks::{State, Timing},
    },
    table::{Comparison, Missing, Name, Shown},
};

impl Words {
    /// The state of a task; `None` if it was not reported.
    pub fn state(self, state: Option<State>) -> &'static str {
        state.map_or(self.pick("unknown", "未知"), |state| state.text(self))
    }

    /// Where a task stands against its due day: `41 days overdue`, `done 10 days late`.
    pub fn timing(self, timing: Timing) -> String {
        match timing {
            Timing::Overdue(days) => {
                say!(self, [days, "1 day overdue", "{days} days overdue"], "已逾期{days}天")
            }
            Timing::Lapsed => self.pick("due date passed", "期限已过").to_owned(),
            Timing::Done(days) if days < 0 => {
                let days = days.unsigned_abs();
                say!(self, [days, "1 day early", "{days} days early"], "提前{days}天办结")
            }
            Timing::Done(days) => {
                say!(self, [days, "1 day late", "{days} days late"], "逾期{days}天办结")
            }
        }
    }

    /// `R&D intensity: 2.9% after 3%, fell`; of a part of the year `R&D, Jan–Jun 2024: 2.9% after 3%, unknown (…)`.
    pub fn comparison(self, comparison: &Comparison) -> String {
        let name = self.name(&comparison.name);
        let name = if comparison.growth {
            say!(self, "{name}, growth", "{name}增幅")
        } else {
            name.to_owned()
        };
        let (name, year_before) = match comparison.part {
            Some(part) => {
                let part = self.period(part);
                (say!(self, "{name}, {part}", "{name}（{part}）"), "上年同期")
            }
            None => (name, "上年"),
        };
        let unknown = || {
            let reason = comparison.reason.map_or("", |reason| reason.text(self));
            say!(self, "unknown ({reason})", "无法判定（{reason}）")
        };
        let Some((value, before)) = &comparison.compared else {
            return format!("{name}{}{}", self.colon(), unknown());
        };
        let shown = |number: &Shown| self.with_unit(&self.shown(number), &comparison.unit);
        let value = shown(value);
        let before = shown(before);
        let word = match comparison.fell {
            Some(true) => say!(self, "fell", "下降"),
            Some(false) => say!(self, "did not fall", "未下降"),
            None => unknown(),
        };
        say!(
            self,
            "{name}: {value} after {before}, {word}",
            "{name}：{value}，{year_before}{before}，{word}"
        )
    }

    /// A name in a narrow column: a line may break anywhere in a Chinese one.
    pub fn breakable(self, name: &Name) -> String {
        let mut text = String::new();
        for character in self.name(name).chars() {
            if !character.is_ascii() && !text.is_empty() {
                text.push(SOFT_BREAK);
            }
            text.push(character);
        }
        text
    }

    /// Something without a figure.
    pub fn missing(self, missing: &Missing) -> String {
        let text = self.breakable(&missing.name);
        match &missing.region {
            None => text,
            Some(region) => self.remarked(&text, region),
        }
    }

    /// Everything without a figure, as a reason.
    pub fn all_missing(self, missing: &[Missing]) -> String {
        let names = self.listed(missing.iter().map(|one| self.missing(one)));
        say!(self, "no figure for {names}", "缺少{names}")
    }

    /// How many members of a list have data.
    pub fn members_known(self, known: usize, all: usize) -> String {
        say!(self, "{known} of {all} members known", "{all}个成员中{known}个有数据")
    }

    /// The list whose members must each meet the target.
    pub fn every(self, every: &Every) -> String {
        let share = every.share.as_ref();
        let list = &every.list;
        let share = share.map(|share| share.scaled(&Number::from(100)).short_text(2));
        say!(
            self,
            [share ? "{share}% of the members of {list}" : "every member of {list}"],
            [share ? "{list}中{share}%的成员" : "{list}的每个成员"]
        )
    }

    /// How a series is derived from others, which have these names.
    pub fn derivation(self, from: &Derivation, names: &[Name]) -> String {
        let names: Vec<&str> = names.iter().map(|name| self.name(name)).collect();
        let between = |sign: &str| names.join(&format!(" {sign} "));
        let of = between("");
        match from {
            Derivation::GrowthOf(_) => say!(self, "growth of {of}", "{of}的增幅"),
            Derivation::IncreaseOf { net: true, .. } => {
                say!(self, "net increase of {of}", "{of}的净增量")
            }
            Derivation::IncreaseOf { net: false, .. } => say!(
                self,
                "increase of {of}, a lower bound of the additions",
                "{of}的增量（新增量的下限）"
            ),
            Derivation::Ratio { times, .. } if *times == Number::ONE => between("/"),
            Derivation::Ratio { times, .. } => {
                format!("{} {} {}", between("/"), self.sign("×", "x"), self.number(times))
            }
            Derivation::Sum(_) => between("+"),
            Derivation::Difference { .. } => between(self.minus()),
            Derivation::ChainOf(_) => {
                say!(self, "index chained from {of}", "由{of}逐年连乘的指数")
            }
        }
    }

    /// `55 indicators, 12 binding, 74 tasks, 2 rules`; zero counts are left out.
    pub fn contents(self, [indicators, binding, tasks, rules]: [usize; 4]) -> String {
        let counts = [
            (indicators, "indicator", "项指标"),
            (binding, "binding", "项约束性"),
            (tasks, "task", "项任务"),
            (rules, "rule", "条规则"),
        ];
        let counts = counts.into_iter().filter(|(count, en, _)| *count > 0 || *en == "indicator");
        self.commas(counts.map(|(count, en, zh)| {
            let plural = if count == 1 || en == "binding" { "" } else { "s" };
            say!(self, "{count}{HARD_SPACE}{en}{plural}", "{count}{zh}")
        }))
    }
}

#[cfg(test)]
mod tests {
    use crate::assess::Reason;
    use crate::fixtures::number;
    use crate::lang::Lang;
    use crate::lang::words::{SOFT_BREAK, Words};
    use crate::period::Period;
    use crate::table::{Comparison, Name};
    use crate::unit::Unit;

    #[test]
    fn a_comparison_of_part_of_a_year_names_it() {
        let mut comparison = Comparison {
            name: Name { printed: "产值".to_owned(), english: None },
            growth: false,
            part: Some(Period::parse("2024H1").unwrap()),
            unit: Unit::parse("亿元"),
            compared: Some((number("6").into(), number("4").into())),
            fell: None,
            reason: Some(Reason::PartYearOnly),
        };
        let said = |lang, comparison: &Comparison| {
            Words { lang, ascii: false }
                .comparison(comparison)
                .replace('\u{a0}', " ")
                .replace(SOFT_BREAK, "")
        };
        assert_eq!(
            said(Lang::En, &comparison),
            "产值, 2024H1: 6 亿元 after 4 亿元, unknown (only part-year figures)"
        );
        assert_eq!(
            said(Lang::Zh, &comparison),
            "产值（2024年上半年）：6 亿元，上年同期4 亿元，无法判定（期内仅有非全年数据）"
        );
        comparison = Comparison { part: None, fell: Some(false), ..comparison };
        assert_eq!(said(Lang::Zh, &comparison), "产值：6 亿元，上年4 亿元，未下降");
    }
}
