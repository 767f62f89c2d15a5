//! Problems of plan files in Chinese.

use super::{Words, example, is_of_catalogue, listed, same_family, some, turned_round};
use crate::diag::{Found, IdOf, NumberFault, PlanProblem, Shape, Slip};

fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "文字",
        Shape::Id => "标识",
        Shape::Period => "时期",
        Shape::Word => "规定的词",
        Shape::Date => "日期",
        Shape::Number => "数字",
        Shape::Tolerance => "数字或百分比",
        Shape::Boolean => "true 或 false",
        Shape::Texts => "文字列表",
        Shape::Pair => "两个数字的列表",
        Shape::Table => "表",
        Shape::Target => "含一个比较词的表",
        Shape::Tables => "一个或多个表",
        Shape::Milestones => "按时期列出的数字",
        Shape::Members => "带名称的地区列表",
    }
}

fn found(found: Found) -> &'static str {
    match found {
        Found::Text => "文字",
        Found::Integer | Found::Float => "数字",
        Found::Boolean => "true 或 false",
        Found::Datetime => "日期或时间",
        Found::Array => "列表",
        Found::Table => "表",
    }
}

fn meant(suggestion: &str) -> String {
    format!("是否想写 `{suggestion}`？")
}

pub(super) fn words(problem: &PlanProblem) -> Words {
    match problem {
        PlanProblem::Truncated { offset } => (
            format!("规划文件不完整：在一个字符中间结束（第 {offset} 字节）"),
            None,
            some("请重新复制或下载该文件"),
        ),
        PlanProblem::NotUtf8 { offset, likely } => (
            format!("规划文件不是 UTF-8 编码：第 {offset} 个字节不属于任何字符"),
            None,
            Some(match likely {
                Some(encoding) => format!("看起来是 {encoding}，请另存为 UTF-8"),
                None => "请另存为 UTF-8".to_owned(),
            }),
        ),
        PlanProblem::Syntax { slip: Some(Slip::FullWidth(sign)), .. } => (
            "规划文件不符合 TOML 语法：用了全角字符".to_owned(),
            None,
            Some(format!("请写半角的 {sign}")),
        ),
        PlanProblem::Syntax { message, slip } => (
            format!(
                "规划文件不符合 TOML 语法：{}",
                match slip {
                    Some(Slip::Thousands) => "数字中有逗号",
                    Some(Slip::Percent) => "数字后带 %",
                    Some(Slip::CurlyQuotes) => "文字用了弯引号",
                    Some(Slip::Unquoted) => "文字没有引号",
                    Some(Slip::NoValue) => "= 后没有值",
                    Some(Slip::Colon) => "该写 = 处写了冒号",
                    Some(Slip::NoSuchDate) => "日历上没有这个日期",
                    Some(Slip::FullWidth(_)) | None => message,
                }
            ),
            None,
            some(match slip {
                Some(Slip::Thousands) => "数字不加千分位逗号：2000 或 2_000",
                Some(Slip::Percent) => "数字不带 %，单位另写 unit = \"%\"",
                Some(Slip::CurlyQuotes) => "文字用英文直引号 \"...\" 括起，其中可以有“...”",
                Some(Slip::Unquoted) => "文字用英文直引号 \"...\" 括起",
                Some(Slip::NoValue) => "请在 = 后写值，或删去此行",
                Some(Slip::Colon) => "键与值之间写 =",
                Some(Slip::NoSuchDate) => "请写日历上有的日期，如 2024-03-12",
                Some(Slip::FullWidth(_)) | None => "文字用英文双引号括起，括号要成对",
            }),
        ),
        PlanProblem::OpenInlineTable => (
            "行内表没有在本行结束".to_owned(),
            some("在此打开"),
            some("请在同一行用 } 结束；几个表写成列表 [ { ... }, { ... } ]"),
        ),
        PlanProblem::OpenList => ("列表没有结束".to_owned(), some("在此打开"), some("请用 ] 结束")),
        PlanProblem::DuplicateKey { key, table } => (
            format!("`{key}` 写了两次"),
            some("第二次"),
            Some(if *table {
                format!("每一处都写作 [[{key}]]，用双层方括号")
            } else {
                "保留其中一个".to_owned()
            }),
        ),
        PlanProblem::UnknownKey { table, key, suggestion, known } => (
            format!("{} 中没有 `{key}` 这个键", table_name(table)),
            some(if is_of_catalogue(table) {
                "不是目录的键"
            } else {
                "不是规划文件的键"
            }),
            Some(match suggestion {
                Some(suggestion) => meant(suggestion),
                None => format!("可用的键：{}", listed(known)),
            }),
        ),
        PlanProblem::MissingKey { table, key, shape } => (
            format!("{} 缺少 `{key}`", table_name(table)),
            None,
            Some(format!("请加上 {}", example(key, *shape))),
        ),
        PlanProblem::WrongType { key, expected, found: stands } => (
            if same_family(*expected, *stands) {
                format!("`{key}` 应为{}", shape(*expected))
            } else {
                format!("`{key}` 应为{}，而不是{}", shape(*expected), found(*stands))
            },
            Some(format!("应为{}", shape(*expected))),
            Some(format!("请写作 {}", example(key, *expected))),
        ),
        PlanProblem::PeriodNotQuoted { key, written } => (
            format!("`{key}` 是时期，须加引号"),
            some("应为文字"),
            Some(format!("请写作 {key} = \"{written}\"")),
        ),
        PlanProblem::EmptyText { key } => {
            (format!("`{key}` 为空"), None, some("请照文件填写；可省略的键可以删去"))
        }
        PlanProblem::EmptyList { key } => (format!("`{key}` 是空列表"), None, some("请至少写一项")),
        PlanProblem::OuterSpace { key, trimmed } => {
            (format!("`{key}` 首尾有空白，已略去"), None, Some(format!("请写作 \"{trimmed}\"")))
        }
        PlanProblem::ControlCharacter { key, character } => (
            format!("`{key}` 含控制字符 {}", character.escape_unicode()),
            None,
            some("请删去：它看不见，却可能操纵终端"),
        ),
        PlanProblem::BadNumber { key, written, fault } => (
            match fault {
                NumberFault::NotFinite => format!("`{key}` 为 `{written}`，不是数量"),
                NumberFault::Radix => format!("`{key}` 不是十进制数"),
                NumberFault::TooLong => format!("`{key}` 位数过多，无法精确保存"),
            },
            None,
            some(match fault {
                NumberFault::NotFinite => "请填写文件中印出的数字",
                NumberFault::Radix => "请照文件用十进制数字书写",
                NumberFault::TooLong => "有效数字最多 28 位；可改用更大的单位，如亿元",
            }),
        ),
        PlanProblem::BadId { key, written, suggestion } => (
            format!("`{key}` 的值 `{written}` 不是标识"),
            some("只能用 a-z、0-9 和单个连字符"),
            Some(match suggestion {
                Some(suggestion) => format!("请写作 \"{suggestion}\""),
                None => "请用连字符连接几个英文词，如 \"new-enterprises\"".to_owned(),
            }),
        ),
        PlanProblem::IdNotFileName { id, stem } => (
            format!("规划的标识是 `{id}`，文件名却是 `{stem}.toml`"),
            None,
            Some(format!("请写作 id = \"{stem}\"，或将文件改名为 {id}.toml")),
        ),
        PlanProblem::BadPeriod { key, written } if turned_round(written).is_some() => (
            format!("`{key}` 的时期 `{written}` 首尾颠倒"),
            None,
            turned_round(written).map(|turned| format!("请写作 \"{turned}\"")),
        ),
        PlanProblem::BadPeriod { key, written } => (
            format!("`{key}` 的值 `{written}` 不是时期"),
            None,
            some(
                "可写 \"2024\"、\"2021/2025\"、\"2024H1\"、\"2024Q3\"、\"2024-06\"、\"2024-01/2024-09\"",
            ),
        ),
        PlanProblem::UnknownWord { key, written, known, suggestion } => (
            format!("`{key}` 不能是 `{written}`"),
            None,
            Some(match suggestion {
                Some(suggestion) => format!("{}（可用：{}）", meant(suggestion), listed(known)),
                None => format!("可用：{}", listed(known)),
            }),
        ),
        PlanProblem::BandsOrder { bands, usual } => {
            let names: Vec<&str> = bands.iter().map(|(name, _)| *name).collect();
            let values: Vec<String> = usual.iter().map(|(_, value)| value.to_string()).collect();
            let held: Vec<String> =
                bands.iter().map(|(name, value)| format!("{name} {value}")).collect();
            (
                format!("档次界限没有递减：{}", held.join("、")),
                None,
                Some(format!("须 {} > 0；省略者为 {}", names.join(" > "), values.join("、"))),
            )
        }
        PlanProblem::BandNotJudged { method } => (
            format!("方法“{method}”不评“快于预期”（ahead）"),
            None,
            some("请删去 ahead，或以 method = \"schedule\" 评估"),
        ),
        PlanProblem::TargetComparator { found } => (
            if found.is_empty() {
                "目标没有比较词".to_owned()
            } else {
                format!("目标有 {} 个比较词：{}", found.len(), listed(found))
            },
            some("须恰有一个比较词"),
            some(
                "请写 at_least、more_than、at_most、less_than、about、between、within、budget、\
                 times_baseline、rising、falling、above_series 之一;上下两限写作 within = [下限, 上限]",
            ),
        ),
        PlanProblem::ToleranceWithoutAbout => (
            "`tolerance` 只能与 about 同用".to_owned(),
            None,
            some("请删去，或将“左右”写作 about = ..."),
        ),
        PlanProblem::BadTolerance { written } => (
            format!("`{written}` 不是容许偏差"),
            None,
            some("请写不小于 0 的数字（指标单位），或百分比如 \"5%\""),
        ),
        PlanProblem::PairOrder { comparator, lower, upper } => (
            format!("`{comparator}` 须递增，而 {lower} 不小于 {upper}"),
            None,
            Some(if lower == upper {
                format!("只有一个值时请写作 at_least = {lower}")
            } else {
                format!("请写作 {comparator} = [{upper}, {lower}]")
            }),
        ),
        PlanProblem::LongFigure { length, limit } => (
            format!("引文有 {length} 字，最多 {limit} 字"),
            None,
            some("只摘录数字前后的词，与原文一字不差"),
        ),
        PlanProblem::BadWeight => {
            ("权重须大于零".to_owned(), None, some("文件未给权重时请删去此键"))
        }
        PlanProblem::NoIndicators => {
            ("规划没有指标".to_owned(), None, some("请为文件中的每个目标写一个 [[indicator]]"))
        }
        PlanProblem::DuplicateId { id, of } => (
            format!("标识 `{id}` 用了两次"),
            some("第二次"),
            some(match of {
                IdOf::Figures => "每个指标用自己的标识;同一事物的几个目标共用 `concept`",
                IdOf::Task => "每项任务用自己的标识",
                IdOf::Rule => "每条规则用自己的标识;两种解读就是两条规则",
                IdOf::Concept => "请合并:一个概念只写一次,别名写在一起",
            }),
        ),
        PlanProblem::FigureWithoutNumber { figure, value, upper } => (
            match upper {
                Some(upper) => format!("引文“{figure}”中没有 {value}，也没有 {upper}"),
                None => format!("引文“{figure}”中没有目标值 {value}"),
            },
            some("此处没有目标值"),
            some("请对照文件核对目标值、单位和引文，其中必有一处笔误"),
        ),
        PlanProblem::DuplicateCitation => {
            ("同一出处写了两次".to_owned(), None, some("请删去一个，或写明另一处的章节"))
        }
        PlanProblem::BareFigure { figure } => (
            format!("`{figure}` 只是一个数，会把所有相同的数都排除"),
            None,
            some("请连同前后的词一起摘录，与原文一字不差"),
        ),
        PlanProblem::DuplicateSetAside { figure } => {
            (format!("“{figure}”排除了两次"), None, some("请删去一个：一条即涵盖全文各处"))
        }
        PlanProblem::UnknownParent { id, suggestion } => (
            format!("没有标识为 `{id}` 的指标"),
            some("找不到上级指标"),
            Some(match suggestion {
                Some(suggestion) => meant(suggestion),
                None => "请写本文件中另一个 [[indicator]] 的 id".to_owned(),
            }),
        ),
        PlanProblem::UnknownPart { id, suggestion } => (
            format!("没有标识为 `{id}` 的指标"),
            some("找不到组成部分"),
            Some(match suggestion {
                Some(suggestion) => meant(suggestion),
                None => "请写本文件中其他 [[indicator]] 的 id".to_owned(),
            }),
        ),
        PlanProblem::ParentCycle { ids } => (
            format!("指标成了自己的组成部分：{}", ids.join(" -> ")),
            None,
            some("`parent` 指向较大的指标；请从最大的指标上删去"),
        ),
        PlanProblem::TwoParents { part, first, second } => (
            format!("`{part}` 同时属于 `{first}` 和 `{second}`"),
            None,
            some("一个部分只属于一个整体，请从另一个中删去"),
        ),
        PlanProblem::PartsWithoutTotal => (
            "只有 measure = \"total\" 的指标才有可相加的组成部分".to_owned(),
            None,
            some("请改为在各部分上写 parent = ...，它不要求相加"),
        ),
        PlanProblem::PartNotComparable { part } => (
            format!("`{part}` 不能与整体相加：单位或 measure 不同"),
            None,
            some("请改为在该指标上写 parent = ...，或更正其单位和 measure"),
        ),
        PlanProblem::PartsSum { whole, sum, unit } => (
            format!("各部分合计 {sum} {unit}，整体为 {whole} {unit}"),
            Some(format!("相差 {} {unit}", (sum - whole).abs())),
            some("请逐一核对文件中的数字；文件未列全各部分时，请改用 parent = ..."),
        ),
        PlanProblem::ChildExceedsParent { child, whole, parent, unit } => (
            format!("此部分 {child} {unit}，大于上级 `{parent}` 的 {whole} {unit}"),
            None,
            some("请对照文件核对两者的数字和单位"),
        ),
        PlanProblem::ChildrenExceedParent { sum, whole, unit } => (
            format!("下级指标合计 {sum} {unit}，大于本指标的 {whole} {unit}"),
            None,
            some("请对照文件核对；下级互有重叠时无须改动"),
        ),
        PlanProblem::DeadlineOutsidePlan { deadline, period } => (
            format!("完成期限 {deadline} 不在规划期 {period} 之内"),
            None,
            Some(format!("请写 {period} 之内的期限；省略时以最后一年为准")),
        ),
        PlanProblem::PeriodOutsidePlan { own, period } => (
            format!("指标的时期 {own} 不在规划期 {period} 之内"),
            None,
            Some(format!("请写 {period} 之内的时期，或省略")),
        ),
        PlanProblem::BaselineAfterDeadline { baseline, deadline } => (
            format!("基期 {baseline} 不早于完成期限 {deadline}"),
            None,
            some("基期值是规划开始前的最后一个数"),
        ),
        PlanProblem::BaselineInsidePeriod { baseline, period } => (
            format!("基期 {baseline} 落在规划期 {period} 之内，本应在其之前"),
            None,
            some("请对照文件核对年份；时间从基期末算起"),
        ),
        PlanProblem::MilestoneOutside { milestone, deadline } => (
            format!("阶段目标 {milestone} 不在起点与完成期限 {deadline} 之间"),
            None,
            some("阶段目标在基期之后、期限之前；期限当期的值就是目标值"),
        ),
        PlanProblem::MilestoneOrder { milestone, before } => (
            format!("阶段目标 {milestone} 不在 {before} 之后"),
            None,
            some("请由早到晚书写，每个时点一个"),
        ),
        PlanProblem::NameOfTwoConcepts { name, first, second } => (
            format!("“{name}”会同时匹配 `{first}` 和 `{second}` 两个概念"),
            some("也是另一个的名称"),
            some("请只留在统计发布所指的一个上；若是同一事物，请写相同的 `concept`"),
        ),
        PlanProblem::DuplicateAlias { name, concept } => (
            format!("别名“{name}”已是本{}的名称", if *concept { "概念" } else { "指标" }),
            None,
            some("请删去；空格、引号、括号和大小写不作区分"),
        ),
        PlanProblem::AlreadyMet { baseline, target, unit } => (
            format!("基期值 {baseline} {unit} 已达到目标值 {target} {unit}：按“保持”评估"),
            None,
            some("请核对比较词和数字；文件本就要求保持时无须改动"),
        ),
        PlanProblem::UnknownUnit { unit, suggestion } => (
            format!("未知单位 `{unit}`：不能与其他单位换算"),
            None,
            Some(match suggestion {
                Some(suggestion) => meant(suggestion),
                None => "统计发布使用同一单位时无须改动".to_owned(),
            }),
        ),
        PlanProblem::BindingAndAspirational => (
            "指标既是约束性的，又是力争的".to_owned(),
            None,
            some("约束性目标不是愿望，请删去其一"),
        ),
        PlanProblem::BudgetMeasure { measure } => (
            format!("预算在一段时期内支出，而 measure 为 `{measure}`"),
            None,
            some("请写作 measure = \"total\""),
        ),
        PlanProblem::TotalOfRatio { unit } => (
            format!("单位为 `{unit}` 的数值会被逐期相加"),
            None,
            some("比重和增速请写作 measure = \"rate\" 或 \"level\""),
        ),
        PlanProblem::RankFloor { comparator, suggestion } => (
            format!("位次以小为优，而目标写作 `{comparator}`"),
            None,
            Some(format!("请写作 {suggestion} = ...")),
        ),
        PlanProblem::UnknownOperand { id, suggestion } => (
            format!("没有标识为 `{id}` 的指标或数列"),
            some("找不到"),
            Some(match suggestion {
                Some(suggestion) => meant(suggestion),
                None => "请声明:[[series]],写 id、name 和 unit".to_owned(),
            }),
        ),
        PlanProblem::DerivationForm { found } => (
            if found.is_empty() {
                "`from` 没有写明如何推算".to_owned()
            } else {
                format!("`from` 有 {} 种推算:{}", found.len(), listed(found))
            },
            some("须恰有一种推算"),
            some("请写 growth_of、increase_of、ratio、sum 之一;多层推算请用 [[series]] 中转"),
        ),
        PlanProblem::RatioOperands { count } => (
            format!("比率须有两个成分,而不是 {count} 个"),
            None,
            some("请写作 ratio = [\"分子\", \"分母\"]"),
        ),
        PlanProblem::StrayKey { key, beside } => (
            format!("没有 {beside} 时,`{key}` 没有意义"),
            None,
            Some(format!("请删去,或与 {beside} 同写")),
        ),
        PlanProblem::DerivationCycle { ids } => (
            format!("数据由自身推算:{}", ids.join(" -> ")),
            None,
            some("成分须由统计发布印出,或由另外的数据推算"),
        ),
        PlanProblem::OperandUnit { operand, unit, own } => (
            format!("`{operand}` 的单位是 {unit},不能换算为 {own}"),
            None,
            some("请核对两者的单位;同类的数才能相加、比较"),
        ),
        PlanProblem::GrowthUnit { unit } => (
            format!("增长率以 % 计,而单位是 {unit}"),
            None,
            Some(format!("请写作 unit = \"%\";以 {unit} 计的增量用 increase_of")),
        ),
        PlanProblem::UnknownMembers { list, suggestion } => (
            format!("[members] 中没有列表 `{list}`"),
            some("找不到列表"),
            Some(match suggestion {
                Some(suggestion) => meant(suggestion),
                None => format!("请加上:[members] 下写 {list} = [\"...\"],至少一个地区"),
            }),
        ),
        PlanProblem::DuplicateMember { region } => {
            (format!("列表中已有“{region}”"), some("第二次"), some("请删去,否则会重复计数"))
        }
        PlanProblem::BadShare { share } => (
            format!("`share` 为 {share},不是成员的比例"),
            None,
            some("请写大于 0、不超过 1 的数:70% 写作 0.7;全部成员都须达到时省略"),
        ),
        PlanProblem::EveryComparator { comparator } => (
            format!("`every` 不能与 `{comparator}` 同用"),
            None,
            some("成员只能与数值或 above_series 比较;请为各地区分别写指标"),
        ),
        PlanProblem::BadFactor { key } => (
            format!("`{key}` 须大于零"),
            None,
            Some(if *key == "times" {
                "百分比写 100,每万写 10000".to_owned()
            } else {
                format!("倍增、翻番写作 {key} = 2")
            }),
        ),
        PlanProblem::DirectionFalse { direction, other } => (
            format!("`{direction} = false` 没有说明方向"),
            None,
            Some(format!(
                "请写 {direction} = true 或 {other} = true;保持某一水平用 at_least 或 at_most"
            )),
        ),
        PlanProblem::GoalMeasure { goal, measure } => (
            format!("`{goal}` 不适用于 measure `{measure}`"),
            None,
            some("请写作 measure = \"level\"(与基期比)或 \"every-year\"(与上年比)"),
        ),
        PlanProblem::AverageGrowthUnit { unit } => (
            format!("以 {unit} 计的数据不能计算年均增长"),
            None,
            some("请写水平值的单位,或 unit = \"%\" 并写 from = { growth_of = \"...\" }"),
        ),
        PlanProblem::AmendmentOrder { on, before } => {
            (format!("{on} 的调整不在 {before} 的调整之后"), None, some("请由早到晚书写,每天一个"))
        }
        PlanProblem::AmendmentTooEarly { on, start } => (
            format!("{on} 的调整早于规划本身({start})"),
            None,
            some("请核对日期;规划印发前的改动就写在目标里"),
        ),
        PlanProblem::AmendmentContent { withdrawn } => (
            if *withdrawn {
                "调整既取消目标,又改动目标".to_owned()
            } else {
                "调整没有改动任何内容".to_owned()
            },
            None,
            some("请写 target、deadline 或 milestones;取消目标只写 withdrawn = true"),
        ),
        PlanProblem::TaskBeforePlan { due, period } => (
            format!("任务期限 {due} 早于规划期 {period}"),
            None,
            some("请对照文件核对年份;期限可以晚于规划期"),
        ),
        PlanProblem::ConceptUnit { concept, unit, catalogue } => (
            format!("目录中 `{concept}` 的单位是 {catalogue},不能与 {unit} 换算"),
            None,
            some("请更正单位或概念;统计发布另行印出的单位写在目录的 printed_units 中"),
        ),
        PlanProblem::UnknownConcept { concept, suggestion } => (
            format!("目录中没有概念 `{concept}`"),
            None,
            Some(format!("{}若是另一事物则无须改动", meant(suggestion))),
        ),
    }
}

/// The file itself has no name of its own in a plan.
fn table_name(table: &str) -> &str {
    match table {
        "the plan file" => "规划文件",
        "the catalogue" => "目录",
        other => other,
    }
}
