//! Words of `trend`: names of the curves, and remarks on the chart and the table.

use crate::lang::words::Words;
use crate::number::COMPUTED_DECIMALS;
use crate::report::plot::Curve;
use crate::report::trend::Remark;

impl Words {
    pub fn curve(self, curve: &Curve) -> String {
        match curve {
            Curve::Target => self.target_word().to_owned(),
            Curve::Stretch => self.upper_word().to_owned(),
            Curve::Path => say!(self, "path", "序时目标"),
            Curve::Reference(Some(name)) => self.name(name).to_owned(),
            Curve::Reference(None) => say!(self, "the year before", "上年值"),
            Curve::Projection(method) => say!(
                self,
                ("projection ({})", method.text(self.lang)),
                ("外推（{}）", method.text(self.lang))
            ),
            Curve::Actual => self.actual().to_owned(),
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
        match remark {
            Remark::FirstTarget(goal, unit) => {
                let first = self.goal(goal, None, unit);
                say!(
                    self,
                    "The first target was {first}; the one shown is in force on the as-of date.",
                    "最初目标为{first}，此处为评估日期时有效的目标。"
                )
            }
            Remark::Edge(edge) => {
                let edge = self.number(edge);
                say!(self, "The tolerance limit {edge} decides.", "以允许偏差的边缘{edge}为准。")
            }
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
            Remark::Folded(count) => say!(
                self,
                "{count} figures from within the years are in the chart and the CSV, not in the table.",
                "另有{count}个年内数据见图和CSV，未列入表中。"
            ),
        }
    }
}
