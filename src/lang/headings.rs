//! Heads of columns and facts, and periods, as a reader of each language expects them.

use crate::lang::Lang;
use crate::lang::words::{SOFT_BREAK, Words};
use crate::period::{Month, Period};
use crate::table::Heading;

impl Words {
    /// A heading.
    pub fn heading(self, heading: Heading) -> &'static str {
        let (en, zh) = match heading {
            Heading::Indicator => ("Indicator", "指标"),
            Heading::Target => ("Target", "目标值"),
            Heading::Actual => ("Actual", "实际值"),
            Heading::Projected => ("At the deadline", "期末推算值"),
            Heading::Gap => ("Gap", "差距"),
            Heading::Progress => ("Progress\u{a0}/ expected", "目标进度\u{a0}/ 时序进度"),
            Heading::Done => ("Progress", "目标进度"),
            Heading::Expected => ("Expected", "时序进度"),
            Heading::Attainment => ("Attainment", "完成率"),
            Heading::History => ("History", "历史"),
            Heading::Verdict => ("Verdict", "评估"),
            Heading::Required => ("Needed per year", "每年尚需"),
            Heading::RequiredGrowth => ("Growth needed", "尚需增速"),
            Heading::Ratio => ("Ratio", "进度比"),
            Heading::Bands => ("Bands", "分档"),
            Heading::Arrival => ("Arrives", "预计达到"),
            Heading::Responsible => ("Responsible", "责任单位"),
            Heading::Plan => ("Plan", "规划"),
            Heading::Title => ("Title", "名称"),
            Heading::Region => ("Region", "地区"),
            Heading::Period => ("Period", "时期"),
            Heading::Indicators => ("Indicators", "指标数"),
            Heading::Binding => ("Binding", "约束性"),
            Heading::Origin => ("From", "来自"),
            Heading::Place => ("Place", "位置"),
            Heading::Value => ("Value", "数值"),
            Heading::Published => ("Published", "发布日期"),
            Heading::Quality => ("Quality", "质量"),
            Heading::Source => ("Source", "来源"),
            Heading::Note => ("Note", "备注"),
            Heading::Use => ("Used as", "用途"),
            Heading::Measure => ("Measure", "计量方式"),
            Heading::Kind => ("Kind", "数据类型"),
            Heading::Method => ("Method", "评估方法"),
            Heading::Deadline => ("Deadline", "完成期限"),
            Heading::Baseline => ("Baseline", "基期值"),
            Heading::Citation => ("Cited from", "出处"),
            Heading::Year => ("Year", "年份"),
            Heading::Complete => ("Whole year", "全年"),
            Heading::Met => ("Met", "达标"),
            Heading::Unit => ("Unit", "单位"),
            Heading::Aliases => ("Aliases", "别名"),
            Heading::Parent => ("Part of", "所属指标"),
            Heading::Aspirational => ("Aspirational", "力争"),
            Heading::Milestones => ("Milestone", "节点目标"),
            Heading::Weight => ("Weight", "权重"),
            Heading::Scope => ("Scope", "范围"),
            Heading::Concept => ("Concept", "概念"),
            Heading::Issuer => ("Issuer", "发文机关"),
            Heading::Issued => ("Issued", "发文日期"),
            Heading::Files => ("Actuals", "实际值文件"),
            Heading::Figure => ("Figure", "原文数字"),
            Heading::Task => ("Task", "任务"),
            Heading::Due => ("Due", "完成时限"),
            Heading::State => ("State", "状态"),
            Heading::Compared => ("Compared with the year before", "与上年相比"),
            Heading::Series => ("Series", "数据系列"),
            Heading::Rule => ("Rule", "规则"),
            Heading::Outcome => ("Outcome", "后果"),
            Heading::Reading => ("Reading", "口径"),
            Heading::Members => ("Members", "成员"),
            Heading::Derivation => ("Derived as", "推算方式"),
            Heading::Amended => ("Amended", "目标调整"),
            Heading::Reference => ("Compared with", "对比值"),
            Heading::Missing => ("Missing", "缺少数据"),
            Heading::Tasks => ("Tasks", "任务数"),
            Heading::Rules => ("Rules", "规则数"),
            Heading::Contents => ("Contents", "内容"),
            Heading::Status => ("Status", "效力"),
            Heading::Before => ("Before", "变化前"),
            Heading::After => ("After", "变化后"),
            Heading::Cause => ("Why", "原因"),
            Heading::Path => ("Path", "时序目标"),
            Heading::PathUpper => ("Upper path", "时序目标上限"),
            Heading::PathGap => ("Gap\u{a0}to\u{a0}path", "时序差距"),
            Heading::SumSoFar => ("Sum\u{a0}so\u{a0}far", "累计值"),
            Heading::Section => ("Section", "章节"),
            Heading::Worst => ("Worst", "最差"),
            Heading::Assessed => ("Assessed", "已评估"),
            Heading::Verdicts => ("Verdicts", "评估结果"),
            Heading::Rank => ("Rank", "名次"),
            Heading::MeanProgress => ("Mean progress", "平均目标进度"),
            Heading::MeanRatio => ("Mean ratio", "平均进度比"),
            Heading::MeanGap => ("Mean gap", "平均差距"),
            Heading::MeanOver => ("Over", "计入"),
            Heading::WithData => ("With data", "有数据"),
        };
        self.pick(en, zh)
    }

    /// A period as people write it; the machine form stays with the machine formats.
    pub fn period(self, period: Period) -> String {
        let year = period.first().year();
        let (first, last) = (period.first().number(), period.last().number());
        let text = period.to_string();
        let one_year = year == period.last().year();
        match self.lang {
            Lang::En if text.contains('/') && one_year => {
                let dash = self.sign("–", "-");
                format!(
                    "{}{dash}{} {year}",
                    english_month(first),
                    english_month(last)
                )
            }
            Lang::En if text.contains('/') && period.is_whole_years() => {
                text.replace('/', self.sign("–", "-"))
            }
            Lang::Zh if text.len() == "2024-06-30".len() => text,
            Lang::Zh if period.is_calendar_year() => format!("{year}年"),
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
            Lang::Zh if period.is_whole_years() => {
                format!("{year}-{}年", period.last().year())
            }
            Lang::En | Lang::Zh => text,
        }
    }

    /// A month.
    pub fn month(self, month: Month) -> String {
        match self.lang {
            Lang::En => month.to_string(),
            Lang::Zh => format!("{}年{SOFT_BREAK}{}月", month.year(), month.number()),
        }
    }
}

fn english_month(number: u32) -> &'static str {
    match number {
        1 => "Jan",
        2 => "Feb",
        3 => "Mar",
        4 => "Apr",
        5 => "May",
        6 => "Jun",
        7 => "Jul",
        8 => "Aug",
        9 => "Sep",
        10 => "Oct",
        11 => "Nov",
        _ => "Dec",
    }
}
