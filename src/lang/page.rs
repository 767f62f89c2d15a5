//! Words of the page that a leader opens: heads of its parts, controls, signs of verdicts, and sentences of its top.

use crate::assess::Verdict;
use crate::lang::Lang;
use crate::lang::words::Words;
use crate::number::Number;
use crate::report::stage::Occasion;

/// Something that the page names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Label {
    /// What stands above the title.
    Kind,
    /// The link past the head.
    Skip,
    /// The list of the parts.
    Contents,
    /// The title of a page of several plans.
    SeveralPlans,
    /// The plans of the page.
    Plans,
    /// Where a plan stands.
    Overview,
    /// The number of the plan's document.
    Document,
    /// How much of the plan's time has passed.
    Elapsed,
    /// The three that are furthest behind.
    Worst,
    /// The three that are furthest ahead.
    Best,
    /// Nothing of what was judged is behind.
    NoneBehind,
    /// Nothing of what was judged is on track.
    NoneOnCourse,
    /// Nothing was judged.
    NoneJudged,
    /// On track or better, after a number.
    OnCourse,
    /// Behind, after a number.
    Behind,
    /// Without a verdict, after a number.
    NotJudged,
    /// What changed since an earlier day.
    Changes,
    /// Every indicator.
    Indicators,
    /// The column of bullet charts.
    Chart,
    /// What their signs mean.
    ChartKey,
    /// Indicators by section.
    Sections,
    /// Indicators by responsible unit.
    Units,
    /// The regions of the actuals.
    Regions,
    /// Tasks and rules.
    Agenda,
    /// The report of the stage in sentences.
    InWords,
    /// What is behind a row.
    Details,
    /// The chart over the years.
    Trajectory,
    /// The figures of an indicator.
    Figures,
    /// How a verdict came about.
    Derivation,
    /// What plan and files say of an indicator.
    Facts,
    /// Where the data come from.
    Data,
    /// What the verdicts mean.
    Legend,
    /// A table that may be moved sideways.
    Table,
    /// The field to search in.
    Search,
    /// The buttons that choose verdicts.
    Filter,
    /// The button that shows every verdict.
    Every,
    /// The button that opens every row.
    OpenAll,
    /// The button that closes every row.
    CloseAll,
    /// Nothing fits what was searched.
    NothingFits,
    /// So many of so many are shown: `{n}` and `{all}` stand for the numbers.
    ShownOf,
    /// Back to the top.
    Top,
}

impl Words {
    /// Something that the page names.
    pub fn label(self, label: Label) -> &'static str {
        let (en, zh) = match label {
            Label::Kind => ("Plan progress report", "规划实施评估报告"),
            Label::Skip => ("Skip to the content", "跳到正文"),
            Label::Contents => ("Contents", "目录"),
            Label::SeveralPlans => ("Progress of the plans", "各规划实施进展"),
            Label::Plans => ("Plans", "规划"),
            Label::Overview => ("Where the plan stands", "总体情况"),
            Label::Document => ("Document", "文号"),
            Label::Elapsed => ("Time elapsed", "规划期时间进度"),
            Label::Worst => ("Furthest behind", "进展最慢"),
            Label::Best => ("Furthest ahead", "进展最好"),
            Label::NoneBehind => {
                ("Nothing that could be judged is behind.", "可评估的指标均未滞后。")
            }
            Label::NoneOnCourse => {
                ("Nothing that could be judged is on track.", "可评估的指标均未达到预期。")
            }
            Label::NoneJudged => ("Nothing could be judged yet.", "尚无可评估的指标。"),
            Label::OnCourse => ("on track or better", "达到预期"),
            Label::Behind => ("behind", "滞后"),
            Label::NotJudged => ("not judged", "尚不能评估"),
            Label::Changes => ("What changed", "变化情况"),
            Label::Indicators => ("Every indicator", "全部指标"),
            Label::Chart => ("Baseline to target", "基期至目标"),
            Label::ChartKey => (
                "In the charts the bar is the actual (hollow where it is not final), the thick line the target, the thin \
                 line the baseline, the dashed line what is due by now; the ground shows from where each verdict holds.",
                "图中横条为实际值（空心表示非最终数），粗线为目标值，细线为基期值，虚线为目前应达到的值，底色为各档评估结果的范围。",
            ),
            Label::Sections => ("By section of the document", "按文件章节"),
            Label::Units => ("By responsible unit", "按责任单位"),
            Label::Regions => ("By region", "分地区"),
            Label::Agenda => ("Tasks and rules", "任务与规则"),
            Label::InWords => ("The report in words", "文字报告"),
            Label::Details => ("How it came about", "评估依据"),
            Label::Trajectory => ("Year by year", "逐年走势"),
            Label::Figures => ("Figures", "主要数据"),
            Label::Derivation => ("Derivation", "推算过程"),
            Label::Facts => ("Plan and sources", "规划要求与来源"),
            Label::Data => ("Data", "数据说明"),
            Label::Legend => ("What the verdicts mean", "评估结果说明"),
            Label::Table => ("Table", "表格"),
            Label::Search => ("Search indicators and units", "搜索指标、单位"),
            Label::Filter => ("Show only", "筛选"),
            Label::Every => ("all", "全部"),
            Label::OpenAll => ("Open all", "全部展开"),
            Label::CloseAll => ("Close all", "全部收起"),
            Label::NothingFits => ("No indicator fits.", "没有符合条件的指标。"),
            Label::ShownOf => ("{n} of {all} indicators shown", "显示{all}项指标中的{n}项"),
            Label::Top => ("Back to the top", "回到顶部"),
        };
        self.pick(en, zh)
    }

    /// The sign before a verdict, so that colour is never all there is.
    pub fn verdict_sign(self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Achieved => self.sign("✓", "v"),
            Verdict::Ahead => self.sign("▲", "^"),
            Verdict::OnTrack => self.sign("●", "="),
            Verdict::AtRisk => self.sign("◐", "~"),
            Verdict::OffTrack => self.sign("▼", "!"),
            Verdict::Regressing => self.sign("↓", "<"),
            Verdict::Missed => self.sign("✕", "x"),
            Verdict::NotAssessable => "?",
            Verdict::NoData => self.sign("–", "-"),
        }
    }

    /// What a verdict means, in one line.
    pub fn verdict_meaning(self, verdict: Verdict) -> &'static str {
        let (en, zh) = match verdict {
            Verdict::Achieved => ("the target is met and settled", "目标已达到，结论已定"),
            Verdict::Ahead => (
                "faster than time asks (schedule: ratio from 1.10 on, unless the plan says otherwise)",
                "快于时序进度（默认进度比不低于1.10）",
            ),
            Verdict::OnTrack => {
                ("as time asks (ratio from 0.95 on)", "与时序进度相当（默认进度比不低于0.95）")
            }
            Verdict::AtRisk => (
                "somewhat behind (ratio from 0.60 on; projection: 0.80)",
                "略慢于时序进度（默认进度比不低于0.60，趋势外推法为0.80）",
            ),
            Verdict::OffTrack => ("behind", "明显慢于时序进度"),
            Verdict::Regressing => ("going the wrong way, or lost again", "背离目标或得而复失"),
            Verdict::Missed => ("settled and not met", "期限已到而未达到目标"),
            Verdict::NotAssessable => (
                "there is data, but no verdict can be defended; the reason stands beside it",
                "有数据但不足以下结论，旁注原因",
            ),
            Verdict::NoData => ("nothing published matches", "没有匹配的数据"),
        };
        self.pick(en, zh)
    }

    /// `18 of 60 months, 30%`: the exact months, and their share.
    pub fn elapsed_short(self, occasion: &Occasion) -> String {
        let (elapsed, months) = (occasion.elapsed, occasion.months);
        let share = Number::fraction(elapsed.into(), months.into());
        let share = share.map_or_else(String::new, |share| self.percent(&share));
        match self.lang {
            Lang::En => format!("{elapsed} of {months} months, {share}"),
            Lang::Zh => format!("{months}个月中已过{elapsed}个月，{share}"),
        }
    }

    /// `Judged: 10 of 56 indicators`.
    pub fn judged_of(self, judged: usize, all: usize) -> String {
        match self.lang {
            Lang::En => format!("{judged} of {all} indicators could be judged"),
            Lang::Zh => format!("{all}项指标中{judged}项可以评估"),
        }
    }

    /// `14 indicators`.
    pub fn indicators(self, count: usize) -> String {
        match (self.lang, count) {
            (Lang::En, 1) => "1 indicator".to_owned(),
            (Lang::En, _) => format!("{count} indicators"),
            (Lang::Zh, _) => format!("{count}项指标"),
        }
    }

    /// The language tag of the page.
    pub fn tag(self) -> &'static str {
        self.pick("en", "zh-CN")
    }
}
