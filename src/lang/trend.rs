//! Words of `trend`: names of the curves, and remarks on the chart and the table.

use crate::lang::words::Words;
use crate::number::COMPUTED_DECIMALS;
use crate::report::plot::Curve;
use crate::report::trend::Remark;

impl Words {
    pub fn curve(self, curve: &Curve) -> String {
        match curve {
            Curve::Target => say!(self, "target", "目标值"),
            Curve::Stretch => say!(self, "upper value", "上限值"),
            Curve::Path => say!(self, "path", "序时目标"),
            Curve::Reference(Some(name)) => self.name(name).to_owned(),
            Curve::Reference(None) => say!(self, "the year before", "上年值"),
            Curve::Projection(method) => say!(
                self,
                ("projection ({})", method.text(self.lang)),
                ("外推（{}）", method.text(self.lang))
            ),
            Curve::Actual => say!(self, "actual", "实际值"),
        }
    }

    /// The legend entry of an actual that is drawn hollow.
    pub fn not_final(self) -> &'static str {
        self.pick("actual, not final", "实际值（非最终数）")
    }

    /// Replaces the chart where the screen has no room for it.
    pub fn no_room_for_plot(self) -> &'static str {
        self.pick(
            "The screen is too narrow for the chart; --width sets more columns.",
            "屏幕过窄，无法作图；可用 --width 指定更多列。",
        )
    }

    pub fn remark(self, remark: &Remark) -> String {
        let fixed = |en: &str, zh: &str| self.pick(en, zh).to_owned();
        match remark {
            Remark::LowerIsBetter => fixed("Lower is better.", "数值越低越好。"),
            Remark::NoPath => fixed(
                "No baseline is known, so there is no path; the gap is to the target.",
                "缺少基期值，无法给出序时目标；差距为与目标值之差。",
            ),
            Remark::NoTarget => fixed(
                "The target is relative to a baseline that is unknown.",
                "目标值取决于基期值，而基期值未知。",
            ),
            Remark::NoReference => fixed(
                "The figures to compare with are unknown, so there is no path.",
                "缺少对比数据，无法给出序时目标。",
            ),
            Remark::NoFigures => {
                fixed("No figure is known on the as-of date.", "至评估日期尚无数据。")
            }
            Remark::FirstTarget(goal, unit) => {
                let first = self.goal(goal, None, unit);
                say!(
                    self,
                    "The first target was {first}; the one shown is in force on the as-of date.",
                    "最初目标为{first}，此处为评估日期时有效的目标。"
                )
            }
            Remark::Withdrawn => fixed("The target was withdrawn.", "目标已取消。"),
            Remark::Summed => fixed(
                "The sum since the start of the period is compared.",
                "比较的是期初以来的累计值。",
            ),
            Remark::BehindHole => fixed(
                "After a gap in the figures the sum is only a lower bound.",
                "数据有缺口，缺口之后的累计值仅为下限。",
            ),
            Remark::Edge(edge) => {
                let edge = self.number(edge);
                say!(self, "The tolerance limit {edge} decides.", "以允许偏差的边缘{edge}为准。")
            }
            Remark::CompoundPath => fixed(
                "The path grows at the same rate every year, as the method compound requires.",
                "序时目标按复合增长法逐年以相同比率变化。",
            ),
            Remark::Compound(percent) => {
                let growth = percent.short_text(COMPUTED_DECIMALS);
                say!(
                    self,
                    "Levels are shown; the path grows by {growth}% a year.",
                    "图中为绝对量，序时目标每年增长{growth}%。"
                )
            }
            Remark::Members(all) => say!(
                self,
                "The actual is how many of {all} members meet the target, by their newest figure up to the end of each year.",
                "实际值为{all}个成员中按截至各年末最新数据达标的个数。"
            ),
            Remark::Within => fixed(
                "The value must stay between the two target lines.",
                "数值须保持在两条目标线之间。",
            ),
            Remark::YearBefore => {
                fixed("Each year is compared with the year before.", "各年与上年相比。")
            }
            Remark::Folded(count) => say!(
                self,
                "{count} figures from within the years are in the chart and the CSV, not in the table.",
                "另有{count}个年内数据见图和CSV，未列入表中。"
            ),
        }
    }
}
