//! Words of the views on the report's page: units, changes, several plans, shared indicators, rules and tasks.

use crate::assess::Verdict;
use crate::assess::diff::{Change, Direction};
use crate::lang::Lang;
use crate::lang::words::Words;
use crate::report::cascade::Level;
use crate::report::changes::Known;

/// Something that the views name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ViewLabel {
    /// The grid of units and verdicts.
    UnitGrid,
    /// What its shades mean.
    ShadeMeaning,
    /// The column of indicators for which a unit is named first.
    NamedFirst,
    /// What that means.
    NamedFirstMeaning,
    /// No indicator names a unit.
    NoUnits,
    /// The table of indicators that changed.
    ChangedIndicators,
    /// The table of figures that changed.
    ChangedFigures,
    /// Nothing is other than it was.
    NothingChanged,
    /// The column that says how a figure changed.
    Change,
    /// One row a plan.
    PlanTable,
    /// The row of all plans.
    AllPlans,
    /// What is furthest behind in a plan.
    FurthestBehind,
    /// Nothing that could be judged is behind.
    NothingBehind,
    /// Nothing could be judged.
    NothingJudged,
    /// Indicators without data.
    WithoutData,
    /// The share of a plan's time that has passed.
    Elapsed,
    /// Indicators that several plans have.
    Shared,
    /// How they are ordered.
    SharedMeaning,
    /// The values on one scale.
    OneScale,
    /// The bars of the picture.
    ActualBar,
    /// The marks of the picture.
    TargetMark,
    /// Tasks that are late.
    OverdueTasks,
    /// The tasks of the plan.
    TaskTable,
    /// Outcomes of a rule by year.
    RuleYears,
    /// Where a rule fires, or fires by a revision.
    RuleCases,
    /// Outcomes by member and year.
    RuleMembers,
    /// Nothing fires.
    NothingFires,
}

impl Words {
    /// Something that the views name.
    pub fn view_label(self, label: ViewLabel) -> &'static str {
        let (en, zh) = match label {
            ViewLabel::UnitGrid => {
                ("Responsible units by verdict of their indicators", "各责任单位指标评估结果")
            }
            ViewLabel::ShadeMeaning => (
                "The darker a field, the larger its share of the unit's indicators. A number leads to the names.",
                "颜色越深，占该单位指标的比重越大。点击数字可见指标名称。",
            ),
            ViewLabel::NamedFirst => ("Named first", "列首位"),
            ViewLabel::NamedFirstMeaning => (
                "Named first: indicators for which the document names the unit before any other.",
                "列首位：文件将该单位列在责任单位首位的指标数。",
            ),
            ViewLabel::NoUnits => {
                ("No indicator of the plan names a responsible unit.", "规划未列明指标的责任单位。")
            }
            ViewLabel::ChangedIndicators => ("Indicators that changed", "有变化的指标"),
            ViewLabel::ChangedFigures => ("Figures that changed", "有变化的数据"),
            ViewLabel::NothingChanged => ("Nothing changed.", "没有变化。"),
            ViewLabel::Change => ("Change", "变化"),
            ViewLabel::PlanTable => ("The plans of this report", "本报告所含规划"),
            ViewLabel::AllPlans => ("All plans", "全部规划"),
            ViewLabel::FurthestBehind => ("Furthest behind", "进展最慢"),
            ViewLabel::NothingBehind => ("nothing behind", "均未滞后"),
            ViewLabel::NothingJudged => ("nothing judged", "均未评估"),
            ViewLabel::WithoutData => ("No data", "无数据"),
            ViewLabel::Elapsed => ("Time elapsed", "时间进度"),
            ViewLabel::Shared => ("Indicators that several plans share", "各规划共有指标"),
            ViewLabel::SharedMeaning => (
                "From the highest level to the lowest, as the names of the regions tell it; whether one region lies in another, names do not tell. A city's name may be that of a county-level city.",
                "按地区名称所示层级由高到低排列；名称不能说明地区间的隶属关系，“市”也可能为县级市。",
            ),
            ViewLabel::OneScale => ("Actual and target on one scale", "同一尺度下的实际值与目标值"),
            ViewLabel::ActualBar => ("actual", "实际值"),
            ViewLabel::TargetMark => ("target", "目标值"),
            ViewLabel::OverdueTasks => ("Overdue", "逾期任务"),
            ViewLabel::TaskTable => ("Tasks by due date", "按完成时限列出的任务"),
            ViewLabel::RuleYears => ("Outcomes by year", "各年结果"),
            ViewLabel::RuleCases => ("Where it fires", "触发情况"),
            ViewLabel::RuleMembers => ("Outcomes by member and year", "各成员逐年结果"),
            ViewLabel::NothingFires => ("It fires nowhere.", "未触发。"),
        };
        self.pick(en, zh)
    }

    /// `市科技局: 3 missed`, for who hears a field of the grid without its heads.
    pub fn heat_place(self, row: &str, verdict: Verdict, count: usize) -> String {
        let counted = self.counted(verdict, count);
        format!("{row}{}{counted}", self.pick(": ", "："))
    }

    /// `Between 2025-12-31 and 2026-06-30`, with the newest release of either day.
    pub fn between(self, from: &Known, to: &Known) -> String {
        let newest = |known: &Known| {
            let newest = known.newest.map(|day| match self.lang {
                Lang::En => format!(" (newest release {day})"),
                Lang::Zh => format!("（最新发布{day}）"),
            });
            newest.unwrap_or_default()
        };
        let (before, after) = (newest(from), newest(to));
        let (from, to) = (from.as_of, to.as_of);
        match self.lang {
            Lang::En => format!("From {from}{before} to {to}{after}"),
            Lang::Zh => format!("{from}{before}至{to}{after}"),
        }
    }

    /// `Better (2)`.
    pub fn directed(self, direction: Direction, count: usize) -> String {
        let word = self.direction(direction);
        match self.lang {
            Lang::En => {
                let mut letters = word.chars();
                let first = letters.next().map(|first| first.to_ascii_uppercase());
                let word: String = first.into_iter().chain(letters).collect();
                format!("{word} ({count})")
            }
            Lang::Zh => format!("{word}（{count}项）"),
        }
    }

    /// `12 figures changed: 8 new, 4 revised`.
    pub fn changed_figures(self, counts: &[(Change, usize)]) -> String {
        let all: usize = counts.iter().map(|(_, count)| count).sum();
        let counts: Vec<String> = counts
            .iter()
            .map(|(change, count)| match self.lang {
                Lang::En => format!("{count} {}", self.figure_change(*change)),
                Lang::Zh => format!("{}{count}", self.figure_change(*change)),
            })
            .collect();
        match (self.lang, all) {
            (Lang::En, 1) => format!("1 figure changed: {}", counts.join(", ")),
            (Lang::En, _) => format!("{all} figures changed: {}", counts.join(", ")),
            (Lang::Zh, _) => format!("{all}个数据有变化：{}", counts.join("，")),
        }
    }

    /// The level of a region.
    pub fn level(self, level: Level) -> &'static str {
        let (en, zh) = match level {
            Level::National => ("national", "国家"),
            Level::Province => ("province", "省级"),
            Level::City => ("city", "市级"),
            Level::County => ("county or district", "县级"),
            Level::Unknown => ("level unknown", "层级不明"),
        };
        self.pick(en, zh)
    }

    /// What the picture leaves out.
    pub fn outside_picture(self, count: usize) -> String {
        match (self.lang, count) {
            (Lang::En, 1) => {
                "One row is not in the picture: it has no value, or one of another unit.".to_owned()
            }
            (Lang::En, _) => format!(
                "{count} rows are not in the picture: they have no value, or one of another unit."
            ),
            (Lang::Zh, _) => format!("有{count}行未入图：无数值，或单位不同。"),
        }
    }

    /// `7 shared indicators without any figure`.
    pub fn shared_without_data(self, count: usize) -> String {
        match (self.lang, count) {
            (Lang::En, 1) => "One more shared indicator, without any figure".to_owned(),
            (Lang::En, _) => format!("{count} more shared indicators, without any figure"),
            (Lang::Zh, _) => format!("另有{count}项共有指标尚无数据"),
        }
    }

    /// `all 62 tasks`.
    pub fn all_tasks(self, count: usize) -> String {
        match (self.lang, count) {
            (Lang::En, 1) => "The task".to_owned(),
            (Lang::En, _) => format!("All {count} tasks by due date"),
            (Lang::Zh, _) => format!("全部{count}项任务（按完成时限）"),
        }
    }

    /// `4 members, year by year`.
    pub fn all_members(self, count: usize) -> String {
        match (self.lang, count) {
            (Lang::En, 1) => "One member, year by year".to_owned(),
            (Lang::En, _) => format!("All {count} members, year by year"),
            (Lang::Zh, _) => format!("全部{count}个成员逐年结果"),
        }
    }

    /// `18 of 60 months`.
    pub fn months_of(self, elapsed: i32, months: i32) -> String {
        match self.lang {
            Lang::En => format!("{elapsed} of {months} months"),
            Lang::Zh => format!("{months}个月中已过{elapsed}个月"),
        }
    }

    /// `7 without their final figure`.
    pub fn lacking_final(self, count: usize) -> String {
        match self.lang {
            Lang::En => format!("{count} lack their final figure"),
            Lang::Zh => format!("{count}项终值未出"),
        }
    }

    /// A plan whose last day is over.
    pub fn closed(self) -> &'static str {
        self.pick("closed", "已到期")
    }
}
