//! Problems of a plan file.
//!
//! `key` is always the key as written in the file, `table` the table that contains it.

use chrono::NaiveDate;

use super::{
    listed::{joined, listed, some_en, some_zh},
    plan_values::{
        Expected, Found, IdOf, NumberFault, Refused, SyntaxHint, is_of_catalogue, swapped,
        table_name,
    },
};
use crate::{
    number::Number,
    period::Period,
    words::Lang::{En, Zh},
};

problems! {
/// A problem of a plan file. The fields are the arguments of the texts.
pub enum PlanProblem {
    /// The file ends inside a character.
    /// `offset`: first byte of that character.
    Truncated { offset: usize } = Error "plan-truncated" {
        "the plan is truncated: it ends in the middle of a character (byte {offset})", "copy or download the file again";
        "规划文件不完整：在一个字符中间结束（第 {offset} 字节）", "请重新复制或下载该文件"
    }
    /// The bytes are not UTF-8.
    /// `offset`: the first invalid byte.
    /// `likely`: the encoding it looks like.
    NotUtf8 { offset: usize, likely: Option<&'static str> } = Error "plan-encoding" {
        "the plan is not UTF-8: byte {offset} is not part of a character",
            [likely ? "it looks like {likely}; save the file as UTF-8" : "save the file as UTF-8"];
        "规划文件不是 UTF-8 编码：第 {offset} 个字节不属于任何字符", [likely ? "看起来是 {likely}，请另存为 UTF-8" : "请另存为 UTF-8"]
    }
    /// The file is not TOML.
    /// `message`: what the parser said, unless the hint replaces it.
    /// `hint`: the likely mistake.
    Syntax { message: String, hint: Option<SyntaxHint> } = Error "plan-syntax" {
        [hint ? ("the plan is not valid TOML: {}", hint.text(En).message) : "the plan is not valid TOML: {message}"],
            [hint ? { hint.text(En).help.unwrap_or_default() } : "put strings in double quotes, and close every bracket"];
        [hint ? ("规划文件不符合 TOML 语法：{}", hint.text(Zh).message) : "规划文件不符合 TOML 语法：{message}"],
            [hint ? { hint.text(Zh).help.unwrap_or_default() } : "文字用英文双引号括起，括号要成对"]
    }
    /// An inline table that does not end on its line, usually because of a missing brace.
    OpenInlineTable = Error "open-inline-table" {
        "this inline table does not end on its line", "opened here",
            "close it with }} on the same line; write several tables as a list, [ {{ ... }}, {{ ... }} ]";
        "行内表没有在本行结束", "在此打开", "请在同一行用 }} 结束；几个表写成列表 [ {{ ... }}, {{ ... }} ]"
    }
    /// A list without its closing bracket.
    OpenList = Error "open-list" {
        "this list does not end", "opened here", "close it with ]";
        "列表没有结束", "在此打开", "请用 ] 结束"
    }
    /// A key or table that is defined twice.
    /// `table`: whether it is a table header.
    DuplicateKey { key: String, table: bool } = Error "duplicate-key" {
        "`{key}` is defined twice", "second definition",
            [if table "write each as [[{key}]], with double brackets" else "keep one of the two"];
        "`{key}` 写了两次", "第二次", [if table "每一处都写作 [[{key}]]，用双层方括号" else "保留其中一个"]
    }
    UnknownKey { table: &'static str, key: String, suggestion: Option<&'static str>, known: Vec<&'static str> } = Error "unknown-key" {
        "unknown key `{key}` in {table}", [if (is_of_catalogue(table)) "not a key of a catalogue" else "not a key of a plan"],
            [suggestion ? "did you mean `{suggestion}`?" : ("the keys of {table} are {}", listed(known))];
        ("{} 中没有 `{key}` 这个键", table_name(table)), [if (is_of_catalogue(table)) "不是目录的键" else "不是规划文件的键"],
            [suggestion ? "是否想写 `{suggestion}`？" : ("可用的键：{}", listed(known))]
    }
    MissingKey { table: &'static str, key: &'static str, expected: Expected } = Error "missing-key" {
        "`{key}` is missing in {table}", ("add {}", expected.example(key));
        ("{} 缺少 `{key}`", table_name(table)), ("请加上 {}", expected.example(key))
    }
    WrongType { key: String, expected: Expected, found: Found } = Error "wrong-type" {
        [if (expected.matches(*found)) ("`{key}` must be {}", expected.text(En))
                else ("`{key}` must be {}, not {}", expected.text(En), found.text(En))],
            ("expected {}", expected.text(En)), ("write {}", expected.example(key));
        [if (expected.matches(*found)) ("`{key}` 应为{}", expected.text(Zh))
                else ("`{key}` 应为{}，而不是{}", expected.text(Zh), found.text(Zh))],
            ("应为{}", expected.text(Zh)), ("请写作 {}", expected.example(key))
    }
    /// A period written as a bare number.
    PeriodNotQuoted { key: String, written: String } = Error "period-not-quoted" {
        "`{key}` must be a period in quotes", "expected a string", "write {key} = \"{written}\"";
        "`{key}` 是时期，须加引号", "应为文字", "请写作 {key} = \"{written}\""
    }
    /// A plan of years that begin in another month than its calendar says.
    OtherYears { period: Period, starts: u32 } = Warning "other-years" {
        "{period} is made of years that begin in month {starts:02}, but the years of the plan begin in another one",
            "write year_starts = \"{starts:02}\" in [plan] if full years are counted from then";
        "{period} 由自 {starts} 月起算的年度组成，而规划的年度自另一月份起算", "如全年自该月起算，请在 [plan] 中写 year_starts = \"{starts:02}\""
    }
    /// More than a century from baseline or start to deadline.
    ManyYears { years: i32 } = Warning "many-years" {
        "there are {years} years to the deadline", "correct the year if it is mistyped";
        "至截止时间有 {years} 年之久", "如年份有误，请更正"
    }
    TooManyYears { years: i32, most: i32 } = Error "too-many-years" {
        "there are {years} years to the deadline, more than {most}", "correct the year";
        "至截止时间有 {years} 年之久，超过 {most} 年", "请更正年份"
    }
    /// A text without a character.
    EmptyText { key: String } = Error "empty-text" {
        "`{key}` is empty", "write what the document says, or remove the key if it is optional";
        "`{key}` 为空", "请照文件填写；可省略的键可以删去"
    }
    /// A list without an entry.
    EmptyList { key: String } = Error "empty-list" {
        "`{key}` is an empty list", "add at least one entry";
        "`{key}` 是空列表", "请至少写一项"
    }
    /// White space at the start or end of a string.
    OuterSpace { key: String, trimmed: String } = Warning "outer-space" {
        "`{key}` starts or ends with white space, which is ignored", "write \"{trimmed}\"";
        "`{key}` 首尾有空白，已略去", "请写作 \"{trimmed}\""
    }
    /// A control character, or one that changes the direction of text.
    ControlCharacter { key: String, character: char } = Error "control-character" {
        ("`{key}` contains the control character {}", character.escape_unicode()),
            "remove it; it is invisible, and a terminal may interpret it";
        ("`{key}` 含控制字符 {}", character.escape_unicode()), "请删去：它看不见，却可能操纵终端"
    }
    /// A number that cannot be kept exactly.
    BadNumber { key: String, written: String, fault: NumberFault } = Error "bad-number" { lang => fault.text(lang, key, written) }
    /// Not in the form of an id.
    BadId { key: String, written: String, suggestion: Option<String> } = Error "bad-id" {
        "`{key}` must be an id, which `{written}` is not", "only a-z, 0-9 and single hyphens",
            [suggestion ? "write \"{suggestion}\"" : "write a few English words joined by hyphens, such as \"new-enterprises\""];
        "`{key}` 的值 `{written}` 不是标识", "只能用 a-z、0-9 和单个连字符",
            [suggestion ? "请写作 \"{suggestion}\"" : "请用连字符连接几个英文词，如 \"new-enterprises\""]
    }
    /// The id of the plan differs from its file name.
    /// `stem`: the file name without its extension.
    IdNotFileName { id: String, stem: String } = Error "id-not-file-name" {
        "the plan's id is `{id}`, but its file is named `{stem}.toml`", "write id = \"{stem}\", or rename the file to {id}.toml";
        "规划的标识是 `{id}`，文件名却是 `{stem}.toml`", "请写作 id = \"{stem}\"，或将文件改名为 {id}.toml"
    }
    /// Not in any form of a period.
    BadPeriod { key: String, written: String } = Error "bad-period" {
        [if (swapped(written).is_some()) "the period `{written}` of `{key}` runs backwards"
                else "`{key}` must be a period, which `{written}` is not"],
            { match swapped(written) {
                Some(swapped) => format!("write \"{swapped}\""),
                None => "write \"2024\", \"2021/2025\", \"2024H1\", \"2024Q3\", \"2024-06\" or \"2024-01/2024-09\"".to_owned(),
            } };
        [if (swapped(written).is_some()) "`{key}` 的时期 `{written}` 首尾颠倒" else "`{key}` 的值 `{written}` 不是时期"],
            { match swapped(written) {
                Some(swapped) => format!("请写作 \"{swapped}\""),
                None => "可写 \"2024\"、\"2021/2025\"、\"2024H1\"、\"2024Q3\"、\"2024-06\"、\"2024-01/2024-09\"".to_owned(),
            } }
    }
    /// None of the words that the key allows.
    UnknownWord { key: String, written: String, known: Vec<&'static str>, suggestion: Option<&'static str> } = Error "unknown-word" {
        "`{key}` cannot be `{written}`",
            [suggestion ? ("did you mean `{suggestion}`? (valid: {})", listed(known)) : ("valid: {}", listed(known))];
        "`{key}` 不能是 `{written}`", [suggestion ? ("是否想写 `{suggestion}`？（可用：{}）", listed(known)) : ("可用：{}", listed(known))]
    }
    /// Bands that do not descend from ahead to at-risk, or are not above zero.
    /// `bands`: each with its key, as they would apply.
    /// `usual`: the defaults.
    BandsOrder { bands: Vec<(&'static str, Number)>, usual: Vec<(&'static str, Number)> } = Error "bands-order" {
        ("the bands do not descend: {}", joined(bands, ", ", |(name, value)| format!("{name} {value}"))),
            ("write {} > 0; the defaults are {}", joined(bands, " > ", |(name, _)| *name), joined(usual, ", ", |(_, value)| value));
        ("档次界限没有递减：{}", joined(bands, "、", |(name, value)| format!("{name} {value}"))),
            ("须 {} > 0；省略者为 {}", joined(bands, " > ", |(name, _)| *name), joined(usual, "、", |(_, value)| value))
    }
    /// A band of a verdict that the plan's method does not give.
    BandNotJudged { method: &'static str } = Error "band-not-judged" {
        "the method `{method}` has no verdict `ahead`", "remove `ahead`, or write `method = \"schedule\"`";
        "方法“{method}”不评“快于预期”（ahead）", "请删去 ahead，或以 method = \"schedule\" 评估"
    }
    /// No comparator in a target, or several.
    TargetComparator { found: Vec<&'static str>, known: Vec<&'static str> } = Error "target-comparator" {
        [if (found.is_empty()) "the target has no comparator"
                else ("the target has {} comparators: {}", found.len(), listed(found))],
            "exactly one comparator",
            ("write one of {}; write two bounds as within = [low, high]", known.join(", "));
        [if (found.is_empty()) "目标没有比较词" else ("目标有 {} 个比较词：{}", found.len(), listed(found))], "须恰有一个比较词",
            ("请写 {} 之一；上下两限写作 within = [下限, 上限]", known.join("、"))
    }
    /// A tolerance with a comparator other than `about`.
    ToleranceWithoutAbout = Error "tolerance-without-about" {
        "`tolerance` is only allowed with `about`, `at_least_series` and `at_most_series`",
            "remove it, or write about = ... for 左右, at_least_series = ... for 基本同步";
        "`tolerance` 只能与 about、at_least_series、at_most_series 同用",
            "请删去，或将“左右”写作 about = ...，“基本同步”写作 at_least_series = ..."
    }
    /// A tolerance below zero, or neither a number nor a percentage.
    /// `in_unit`: whether it is that of a series, of which a percentage is none.
    BadTolerance { written: String, in_unit: bool } = Error "bad-tolerance" {
        [if in_unit "`{written}` is not a tolerance beside a series" else "`{written}` is not a tolerance"],
            [if in_unit "write a number of 0 or more in the indicator's unit"
                else "write a number of 0 or more in the indicator's unit, or a percentage such as \"5%\""];
        [if in_unit "与数列比较时，`{written}` 不是容许偏差" else "`{written}` 不是容许偏差"],
            [if in_unit "请写不小于 0 的数字（指标单位）" else "请写不小于 0 的数字（指标单位），或百分比如 \"5%\""]
    }
    /// A change of zero or less, or neither a number nor a percentage.
    BadChange { key: String, written: String } = Error "bad-change" {
        "`{key}` cannot be `{written}`", "expected a number above 0 or a percentage as text",
            ("write {key} = 1 in the indicator's unit or {key} = \"15%\"; the opposite is {}, and no change is not_falling or not_rising",
                if key == "rise_by" { "fall_by" } else { "rise_by" });
        "`{key}` 不能是 `{written}`", "应为大于 0 的数字，或写成文字的百分比",
            ("请写作 {key} = 1（指标单位）或 {key} = \"15%\"；反方向用 {}，不变用 not_falling 或 not_rising",
                if key == "rise_by" { "fall_by" } else { "rise_by" })
    }
    /// A pair whose values do not ascend.
    PairOrder { comparator: &'static str, lower: Number, upper: Number } = Error "pair-order" {
        "`{comparator}` must ascend, but {lower} is not below {upper}",
            [if (lower == upper) "write at_least = {lower} for a single value" else "write {comparator} = [{upper}, {lower}]"];
        "`{comparator}` 须递增，而 {lower} 不小于 {upper}",
            [if (lower == upper) "只有一个值时请写作 at_least = {lower}" else "请写作 {comparator} = [{upper}, {lower}]"]
    }
    /// A figure that is too long to identify a number.
    LongFigure { length: usize, limit: usize } = Error "long-figure" {
        "the figure has {length} characters; at most {limit} are allowed", "quote only the words around the number, exactly as printed";
        "引文有 {length} 字，最多 {limit} 字", "只摘录数字前后的词，与原文一字不差"
    }
    /// A weight of zero or less.
    BadWeight = Error "bad-weight" {
        "a weight must be above zero", "remove the key if the document gives no weight";
        "权重须大于零", "文件未给权重时请删去此键"
    }
    NoIndicators = Error "no-indicators" {
        "the plan has no indicator", "add an [[indicator]] for every target of the document";
        "规划没有指标", "请为文件中的每个目标写一个 [[indicator]]"
    }
    DuplicateId { id: String, of: IdOf } = Error "duplicate-id" {
        "the id `{id}` is used twice", "second use", { of.text(En) };
        "标识 `{id}` 用了两次", "第二次", { of.text(Zh) }
    }
    /// A cited figure that does not contain the number of the target.
    /// `others`: the upper value of a pair, the targets of members.
    FigureWithoutNumber { figure: String, value: Number, others: Vec<Number> } = Error "figure-without-number" {
        [if (others.is_empty()) "the figure `{figure}` does not contain the target's number {value}"
                else ("the figure `{figure}` contains neither {value} nor {}", joined(others, " nor ", |it| it))],
            "the target's number is not here", "compare target, unit and figure with the document: one of them has a typo";
        [if (others.is_empty()) "引文“{figure}”中没有目标值 {value}"
                else ("引文“{figure}”中没有 {value}，也没有 {}", joined(others, "、", |it| it))], "此处没有目标值", "请对照文件核对目标值、单位和引文，其中必有一处笔误"
    }
    /// A cited figure without any number, for a target that has one.
    /// `key`: what its words say instead.
    NoNumberToHold { figure: String, key: Option<&'static str> } = Error "no-number-to-hold" {
        "the figure `{figure}` contains no number that could be the target's", "no number, and no word for one",
            [key ? "its words say `{key}`, which has no number of its own: write that"
                : "cite the words that say the number; work without a number is a [[task]]"];
        "引文“{figure}”中没有可供考核的数字", "没有数字，也没有表示数量的词",
            [key ? "原文所写是不含数字的目标，请写 {key}" : "请摘录写明数字的词句；没有量化目标的工作写作 [[task]]"]
    }
    /// Another key than the one that the words say.
    /// `word`: the words of the figure.
    /// `remedy`: what they say, as written in a plan.
    OtherKeyMeant { goal: &'static str, figure: String, word: String, remedy: String } = Warning "other-key-meant" {
        "`{goal}` is not what the figure `{figure}` says", "the words say `{word}`",
            "write {remedy}, or cite the words that say what the target says";
        "`{goal}` 与引文“{figure}”的含义不符", "引文写的是“{word}”", "请写作 {remedy}，或引用与目标含义一致的词句"
    }
    /// A target that leads away from where its words lead.
    /// `word`: what the figure says.
    OppositeWords { goal: &'static str, word: String, figure: String, other: &'static str } = Error "opposite-words" {
        "`{goal}` is the opposite of what the figure `{figure}` says", "the words say `{word}`",
            "write {other}, or cite the words that say what the target says";
        "`{goal}` 与引文“{figure}”方向相反", "引文写的是“{word}”", "请写作 {other}，或引用与目标方向一致的词句"
    }
    /// Per cent of the baseline where the words say percentage points.
    PercentOfPoints { goal: &'static str, number: Number, figure: String } = Warning "percent-of-points" {
        "`{goal}` = \"{number}%\" is per cent of the baseline, but the figure `{figure}` says percentage points",
            "write {goal} = {number}, a number in the indicator's unit";
        "`{goal}` = \"{number}%\" 是基期值的百分比，而引文“{figure}”写的是百分点", "请写作 {goal} = {number}，即以指标单位计的数"
    }
    /// A measure or kind that the words contradict.
    /// `remedy`: what they say, as written in a plan.
    MeasureMeant { key: &'static str, value: &'static str, word: String, remedy: &'static str } = Warning "measure-meant" {
        "{key} = \"{value}\" is not what the words say", "the words say `{word}`", "write {remedy}, or cite the words that say it so";
        "{key} = \"{value}\" 与原文不符", "原文写的是“{word}”", "请写作 {remedy}，或引用与之一致的词句"
    }
    /// A total of what the words say is reached.
    MeasureOpen { word: String } = Note "measure-open" {
        "`{word}` is mostly said of the number in existence, but the measure adds up what each period brings",
            "write measure = \"level\" if the document counts what exists by then";
        "“{word}”多指到期时的存量，而 measure 按各期新增累计", "文件所指为届时存量的，请写 measure = \"level\""
    }
    /// Strict where the words include the number, or the reverse.
    StrictnessOpen { key: &'static str, figure: String, word: String, remedy: String } = Note "strictness-open" {
        "`{key}` and the figure `{figure}` differ on the number itself", "the words say `{word}`", "write {remedy} if exactly that number counts so";
        "`{key}` 与引文“{figure}”对恰等于该数的情形判定不同", "引文写的是“{word}”", "按字面判定请写 {remedy}"
    }
    /// A unit without the per that the words say.
    UnitMeant { unit: String, word: String } = Warning "unit-meant" {
        "the words say `{word}`, which is not what the unit {unit} says", "write the unit of the words: 件/万人 or per 10,000 people for 每万人, % for a growth in per cent";
        "原文为“{word}”，与单位“{unit}”不符", "请写原文的单位：每万人写 件/万人，百分数的增速写 %"
    }
    /// A deadline other than the year of the words.
    /// `key`: deadline, due, or period of the plan.
    /// `meant`: what they say, as written in a plan.
    DeadlineMeant { key: &'static str, due: Period, words: String, meant: String } = Warning "deadline-meant" {
        "the words say {words}, but `{key}` is {due}", "write {key} = \"{meant}\", or quote the words that say {due}";
        "原文为“{words}”，而 {key} 为 {due}", "请写作 {key} = \"{meant}\"，或引用写明 {due} 的词句"
    }
    /// A word that asks for a key of its own.
    WordWithoutKey { key: &'static str, word: String } = Warning "word-without-key" {
        "the words say `{word}`, but there is no `{key}`", "write {key}, or cite the words without it";
        "原文有“{word}”，而没有写 {key}", "请写明 {key}，或引用不含该词的词句"
    }
    /// A key whose word stands nowhere beside the number.
    KeyWithoutWord { key: &'static str, value: String } = Note "key-without-word" {
        "nothing in the citation, the name or the note says {key} = {value}", "cite the words that say it, or say in the note where they stand";
        "出处、名称和备注中都看不出 {key} = {value}", "请引用写明它的词句，或在 note 中注明其所在"
    }
    /// A task whose words end in a number to be reached.
    TaskWithNumber { number: String } = Warning "task-with-number" {
        "the task has a number to be reached: {number}", "write it as an [[indicator]], so that it is judged";
        "该任务有量化目标：{number}", "请写作 [[indicator]]，以便评估"
    }
    AcceptedUnused { code: String, why: Refused } = Warning "accepted-unused" {
        "`{code}` is accepted, but no warning or note of that code is said of this indicator", { why.text(En).to_owned() };
        "已写明接受 {code}，但该指标没有这一编码的警告或提示", { why.text(Zh).to_owned() }
    }
    AcceptedWithoutNote { code: String } = Warning "accepted-without-note" {
        "`{code}` is accepted without a reason", "say in `note` what in the document shows that it does not apply";
        "接受 {code} 而没有写明理由", "请在 note 中写明文件中的依据"
    }
    DuplicateCitation = Warning "duplicate-citation" {
        "the citation is given twice", "remove one, or name the section of the second place";
        "同一出处写了两次", "请删去一个，或写明另一处的章节"
    }
    /// A set-aside figure that is only a number.
    BareFigure { figure: String } = Error "bare-figure" {
        "`{figure}` is only a number and would set aside every equal number", "quote the words around it as well, exactly as printed";
        "`{figure}` 只是一个数，会把所有相同的数都排除", "请连同前后的词一起摘录，与原文一字不差"
    }
    DuplicateSetAside { figure: String } = Warning "duplicate-set-aside" {
        "`{figure}` is set aside twice", "remove one: a figure covers all its occurrences";
        "“{figure}”排除了两次", "请删去一个：一条即涵盖全文各处"
    }
    /// A parent that is not an indicator.
    UnknownParent { id: String, suggestion: Option<String> } = Error "unknown-parent" {
        "no indicator has the id `{id}`", "parent not found",
            [suggestion ? "did you mean `{suggestion}`?" : "write the id of another [[indicator]] of this file"];
        "没有标识为 `{id}` 的指标", "找不到上级指标", [suggestion ? "是否想写 `{suggestion}`？" : "请写本文件中另一个 [[indicator]] 的 id"]
    }
    /// A part that is not an indicator.
    UnknownPart { id: String, suggestion: Option<String> } = Error "unknown-part" {
        "no indicator has the id `{id}`", "part not found",
            [suggestion ? "did you mean `{suggestion}`?" : "write the ids of other [[indicator]] tables of this file"];
        "没有标识为 `{id}` 的指标", "找不到组成部分", [suggestion ? "是否想写 `{suggestion}`？" : "请写本文件中其他 [[indicator]] 的 id"]
    }
    /// An indicator among its own ancestors.
    /// `ids`: from the indicator up to itself again.
    ParentCycle { ids: Vec<String> } = Error "parent-cycle" {
        ("an indicator is a part of itself: {}", ids.join(" -> ")),
            "`parent` names the larger indicator; remove it from the largest one";
        ("指标成了自己的组成部分：{}", ids.join(" -> ")), "`parent` 指向较大的指标；请从最大的指标上删去"
    }
    /// A part claimed by two wholes.
    TwoParents { part: String, first: String, second: String } = Error "two-parents" {
        "`{part}` is claimed by two wholes, `{first}` and `{second}`", "a part belongs to one whole; remove it from the other";
        "`{part}` 同时属于 `{first}` 和 `{second}`", "一个部分只属于一个整体，请从另一个中删去"
    }
    /// Parts of an indicator that is not a total.
    PartsWithoutTotal = Error "parts-without-total" {
        "only an indicator with measure = \"total\" has parts that add up",
            "write parent = ... on the parts instead, which requires no sum";
        "只有 measure = \"total\" 的指标才有可相加的组成部分", "请改为在各部分上写 parent = ...，它不要求相加"
    }
    /// A part that cannot be added because its measure or the kind of its unit differs.
    PartNotComparable { part: String } = Error "part-not-comparable" {
        "`{part}` cannot be added to the whole: its unit or measure differs",
            "write parent = ... on that indicator instead, or correct its unit and measure";
        "`{part}` 不能与整体相加：单位或 measure 不同", "请改为在该指标上写 parent = ...，或更正其单位和 measure"
    }
    /// Parts that do not add up to the whole.
    /// `sum`: the sum of the parts, in the same unit.
    /// `upper`: whether these are the upper values of pairs.
    PartsSum { whole: Number, sum: Number, unit: String, upper: bool } = Error "parts-sum" {
        [if upper "the upper values of the parts add up to {sum} {unit}, that of the whole is {whole} {unit}"
                else "the parts add up to {sum} {unit}, the whole is {whole} {unit}"],
            ("{} {unit} apart", (sum - whole).abs()),
            "compare every number with the document; if it omits parts, use parent = ...";
        [if upper "各部分上限合计 {sum} {unit}，整体上限为 {whole} {unit}" else "各部分合计 {sum} {unit}，整体为 {whole} {unit}"],
            ("相差 {} {unit}", (sum - whole).abs()), "请逐一核对文件中的数字；文件未列全各部分时，请改用 parent = ..."
    }
    /// A part above its whole.
    /// `child`: the child's target, in the unit of the parent.
    ChildExceedsParent { child: Number, whole: Number, parent: String, unit: String } = Error "child-exceeds-parent" {
        "this part, {child} {unit}, is above its parent `{parent}`, {whole} {unit}", "compare both numbers and units with the document";
        "此部分 {child} {unit}，大于上级 `{parent}` 的 {whole} {unit}", "请对照文件核对两者的数字和单位"
    }
    /// Children whose sum is above their parent.
    /// `sum`: in the unit of the parent.
    ChildrenExceedParent { sum: Number, whole: Number, unit: String } = Warning "children-exceed-parent" {
        "the children of this indicator add up to {sum} {unit}, above its own {whole} {unit}",
            "compare the numbers with the document; ignore this if the children overlap";
        "下级指标合计 {sum} {unit}，大于本指标的 {whole} {unit}", "请对照文件核对；下级互有重叠时无须改动"
    }
    /// A deadline outside the plan's period.
    DeadlineOutsidePlan { deadline: Period, period: Period } = Error "deadline-outside-plan" {
        "the deadline {deadline} is outside the plan's period {period}",
            "write a deadline inside {period}, or omit it: the last year decides";
        "完成期限 {deadline} 不在规划期 {period} 之内", "请写 {period} 之内的期限；省略时以最后一年为准"
    }
    /// An indicator's period outside the plan's.
    PeriodOutsidePlan { own: Period, period: Period } = Error "period-outside-plan" {
        "the indicator's period {own} is outside the plan's period {period}", "write a period inside {period}, or omit it";
        "指标的时期 {own} 不在规划期 {period} 之内", "请写 {period} 之内的时期，或省略"
    }
    /// A baseline at or after the deadline.
    BaselineAfterDeadline { baseline: Period, deadline: Period } = Error "baseline-after-deadline" {
        "the baseline {baseline} is not before the deadline {deadline}", "write the last figure before the plan starts";
        "基期 {baseline} 不早于完成期限 {deadline}", "基期值是规划开始前的最后一个数"
    }
    /// A baseline inside the period it should precede.
    BaselineInsidePeriod { baseline: Period, period: Period } = Warning "baseline-inside-period" {
        "the baseline {baseline} is inside the period {period}, which it should precede",
            "check the year in the document; time is counted from the end of the baseline";
        "基期 {baseline} 落在规划期 {period} 之内，本应在其之前", "请对照文件核对年份；时间从基期末算起"
    }
    /// A milestone that is not between baseline and deadline.
    MilestoneOutside { milestone: Period, deadline: Period } = Error "milestone-outside" {
        "the milestone {milestone} is not between the start and the deadline {deadline}",
            "write periods after the baseline and before the deadline, whose value is the target";
        "阶段目标 {milestone} 不在起点与完成期限 {deadline} 之间", "阶段目标在基期之后、期限之前；期限当期的值就是目标值"
    }
    /// A milestone that does not come after the one before it.
    MilestoneOrder { milestone: Period, before: Period } = Error "milestone-order" {
        "the milestone {milestone} does not come after {before}", "write milestones from the earliest to the latest, one for each date";
        "阶段目标 {milestone} 不在 {before} 之后", "请由早到晚书写，每个时点一个"
    }
    /// A name that two concepts of a region share.
    NameOfTwoConcepts { name: String, first: String, second: String } = Error "name-of-two-concepts" {
        "`{name}` would match two concepts, `{first}` and `{second}`", "also a name of the other",
            "keep the name only on the one that releases mean; if they are the same, give both the same `concept`";
        "“{name}”会同时匹配 `{first}` 和 `{second}` 两个概念", "也是另一个的名称", "请只留在统计发布所指的一个上；若是同一事物，请写相同的 `concept`"
    }
    /// A name that the catalogue has for another concept.
    NameOfAnother { name: String, concept: String, own: String } = Warning "name-of-another" {
        "`{name}` is a name of the concept `{concept}` in the catalogue, but this is `{own}`", "written here",
            "write concept = \"{concept}\" if that is what the document means, else a name that no other concept has";
        "目录中“{name}”是概念 `{concept}` 的名称，而此处是 `{own}`", "写于此处", "文件所指若为该概念，请写 concept = \"{concept}\"；否则请用其他概念没有的名称"
    }
    /// A name with one character other than in the figure.
    NameMeant { name: String, printed: String } = Warning "name-meant" {
        "the figure prints `{printed}`, not `{name}`", "written here", "write the name as the document prints it";
        "引文写的是“{printed}”，不是“{name}”", "写于此处", "请照文件书写名称"
    }
    /// An alias that the indicator, series or concept already has.
    /// `concept`: whether it is a concept of the catalogue.
    DuplicateAlias { name: String, concept: bool } = Warning "duplicate-alias" {
        ("the alias `{name}` is already a name of this {}", if *concept { "concept" } else { "indicator" }),
            "remove it; spaces, quotes, brackets and letter case make no difference";
        ("别名“{name}”已是本{}的名称", if *concept { "概念" } else { "指标" }), "请删去；空格、引号、括号和大小写不作区分"
    }
    /// A target that the baseline already meets.
    AlreadyMet { baseline: Number, target: Number, unit: String } = Warning "already-met" {
        "the baseline {baseline} {unit} already meets the target {target} {unit}: assessed as hold",
            "check comparator and numbers; ignore this if the document asks to keep the level";
        "基期值 {baseline} {unit} 已达到目标值 {target} {unit}：按“保持”评估", "请核对比较词和数字；文件本就要求保持时无须改动"
    }
    /// An unknown unit.
    UnknownUnit { unit: String, suggestion: Option<&'static str> } = Warning "unknown-unit" {
        "unknown unit `{unit}`: values in other units cannot be converted",
            [suggestion ? "did you mean `{suggestion}`?"
                : "declare it: [[unit]] with name, of and times; ignore this if releases print exactly this unit"];
        "未知单位 `{unit}`：不能与其他单位换算",
            [suggestion ? "是否想写 `{suggestion}`？" : "请声明：[[unit]]，写 name、of 和 times；统计发布使用同一单位时无须改动"]
    }
    /// A declared unit that is no new one.
    /// `twice`: whether the same file declares it before.
    KnownUnit { name: String, twice: bool } = Error "known-unit" {
        [if twice "the unit `{name}` is declared twice" else "the unit `{name}` is known already"],
            [if twice "keep one of the two" else "remove this [[unit]]; values in `{name}` convert without it"];
        [if twice "单位 `{name}` 声明了两次" else "单位 `{name}` 是已知单位"],
            [if twice "请只留其一" else "请删去该 [[unit]]；不声明也能换算"]
    }
    /// A declared unit that consists of an unknown one.
    UnknownBase { unit: String, suggestion: Option<&'static str> } = Error "unknown-base-unit" {
        "the unit `{unit}` is not known either", [suggestion ? "did you mean `{suggestion}`?"
            : "write a unit that is known, such as 个, 元 or 千瓦时, or declare `{unit}` in a [[unit]] of its own"];
        "单位 `{unit}` 也是未知单位", [suggestion ? "是否想写 `{suggestion}`？"
            : "请写已知单位，如 个、元、千瓦时，或另用 [[unit]] 声明 `{unit}`"]
    }
    /// Units that are declared by themselves.
    /// `units`: from one to itself again.
    UnitCircle { units: Vec<String> } = Error "unit-circle" {
        ("units are declared by themselves: {}", units.join(" -> ")), "declare one of them by a unit that is known";
        ("单位由自身声明：{}", units.join(" -> ")), "请将其中之一声明为已知单位的倍数"
    }
    /// A document that is not declared.
    UnknownDocument { id: String, suggestion: Option<String> } = Error "unknown-document" {
        "no [[document]] has the id `{id}`", "not found",
            [suggestion ? "did you mean `{suggestion}`?" : "declare it: [[document]] with id, title, number and issued"];
        "没有标识为 `{id}` 的 [[document]]", "找不到",
            [suggestion ? "是否想写 `{suggestion}`？" : "请声明：[[document]]，写 id、title、number 和 issued"]
    }
    /// A document that is declared and not cited.
    UnusedDocument { id: String } = Warning "unused-document" {
        "nothing cites the document `{id}`", "write document = \"{id}\" in the `cite` of what it prints, or remove it";
        "文件 `{id}` 未被引用", "请在其所载内容的 `cite` 中写 document = \"{id}\"，或删去"
    }
    BindingAndAspirational = Warning "binding-and-aspirational" {
        "the indicator is both binding (约束性) and aspirational (力争)", "a binding target is not aspirational; remove one of the two";
        "指标既是约束性的，又是力争的", "约束性目标不是愿望，请删去其一"
    }
    BudgetMeasure { measure: &'static str } = Error "budget-measure" {
        "a budget is spent over a period, but the measure is `{measure}`", "write measure = \"total\"";
        "预算在一段时期内支出，而 measure 为 `{measure}`", "请写作 measure = \"total\""
    }
    /// A total of percentages.
    TotalOfRatio { unit: String } = Warning "total-of-ratio" {
        "values in `{unit}` would be added up over the period", "for a share or growth rate, write measure = \"rate\" or \"level\"";
        "单位为 `{unit}` 的数值会被逐期相加", "比重和增速请写作 measure = \"rate\" 或 \"level\""
    }
    /// A floor for a rank, where lower is better.
    RankFloor { comparator: &'static str, suggestion: &'static str } = Warning "rank-floor" {
        "a rank is better when it is lower, but the target is `{comparator}`", "write {suggestion} = ...";
        "位次以小为优，而目标写作 `{comparator}`", "请写作 {suggestion} = ..."
    }
    /// An operand or reference that is neither an indicator nor a series.
    UnknownOperand { id: String, suggestion: Option<String> } = Error "unknown-operand" {
        "no indicator or series has the id `{id}`", "not found",
            [suggestion ? "did you mean `{suggestion}`?" : "declare it: [[series]] with id, name and unit"];
        "没有标识为 `{id}` 的指标或数列", "找不到", [suggestion ? "是否想写 `{suggestion}`？" : "请声明：[[series]]，写 id、name 和 unit"]
    }
    /// Another indicator or series than the words say.
    /// `word`: the words that say it.
    OperandMeant { id: String, meant: String, word: String } = Warning "operand-meant" {
        "`{word}` says `{meant}` rather than `{id}`", "written here", "write `{meant}` if that is what the document means, or accept it with a note";
        "“{word}”所指似为 `{meant}`，而非 `{id}`", "写于此处", "若文件所指确为 `{meant}`，请改写；否则请加 accepted 并在 note 中说明"
    }
    /// No derivation in `from`, or several.
    DerivationForm { found: Vec<&'static str>, known: Vec<&'static str> } = Error "derivation-form" {
        [if (found.is_empty()) "`from` has no derivation"
                else ("`from` has {} derivations: {}", found.len(), listed(found))],
            "exactly one derivation",
            ("write one of {}; for a derivation of a derivation, declare a [[series]]", known.join(", "));
        [if (found.is_empty()) "`from` 没有写明如何推算" else ("`from` 有 {} 种推算：{}", found.len(), listed(found))], "须恰有一种推算",
            ("请写 {} 之一；多层推算请用 [[series]] 中转", known.join("、"))
    }
    /// A ratio or difference that does not have two operands.
    PairOperands { key: &'static str, count: usize } = Error "ratio-operands" {
        "a {key} has two operands, not {count}",
            [if (*key == "ratio") "write ratio = [\"numerator\", \"denominator\"]"
                else "write {key} = [\"...\", \"...\"]: the first less the second"];
        [if (*key == "ratio") "比率须有两个成分，而不是 {count} 个" else "差须有两个成分，而不是 {count} 个"],
            [if (*key == "ratio") "请写作 ratio = [\"分子\", \"分母\"]" else "请写作 {key} = [\"…\", \"…\"]：前者减后者"]
    }
    /// A key without the key that it needs.
    /// `beside`: the keys that it needs.
    StrayKey { key: &'static str, beside: String } = Error "stray-key" {
        "`{key}` has no effect without {beside}", "remove it, or add {beside}";
        "没有 {beside} 时，`{key}` 没有意义", "请删去，或与 {beside} 同写"
    }
    /// The sheet is named by `sheet` and after a `#` in `file`.
    SheetTwice = Error "sheet-twice" {
        "the sheet is named twice: by `sheet`, and after the # in `file`", "name it in one of the two";
        "工作表写了两次：`sheet` 和 `file` 中 # 之后", "请只在一处写明"
    }
    /// A recipe maps to a name that no indicator or series has.
    UnknownTarget { name: String, suggestion: Option<String> } = Error "unknown-target" {
        "no indicator or series is called \"{name}\"", "not found", [suggestion ? "did you mean \"{suggestion}\"?" : "write its id, name or an alias"];
        "没有叫作“{name}”的指标或数列", "找不到", [suggestion ? "是否指“{suggestion}”？" : "请写其标识、名称或别名"]
    }
    /// Figures that are derived from themselves.
    /// `ids`: from one up to itself again.
    DerivationCycle { ids: Vec<String> } = Error "derivation-cycle" {
        ("figures are derived from themselves: {}", ids.join(" -> ")),
            "operands must be printed by releases or derived from other figures; remove `from` where releases print the figure";
        ("数据由自身推算：{}", ids.join(" -> ")), "成分须由统计发布印出，或由另外的数据推算"
    }
    /// An operand whose unit does not convert.
    /// `own`: the unit of the derived or compared figures.
    OperandUnit { operand: String, unit: String, own: String } = Error "operand-unit" {
        "`{operand}` is in {unit}, which does not convert to {own}",
            "compare both units with the document; only values of the same kind can be added or compared";
        "`{operand}` 的单位是 {unit}，不能换算为 {own}", "请核对两者的单位；同类的数才能相加、比较"
    }
    /// Figures are added or compared whose years are not the same time.
    OperandYears { operand: String, starts: u32, own: u32 } = Warning "operand-years" {
        "years of `{operand}` begin in month {starts}, but here in month {own}: none is the same time",
            "write year_starts = \"{own:02}\" for `{operand}` too if its years are the same; otherwise only its months and quarters are used";
        "`{operand}` 的年度自 {starts} 月起，而此处自 {own} 月起：年度起讫不同", "如年度相同，请为 `{operand}` 也写 year_starts = \"{own:02}\"；否则仅用其月度、季度数据"
    }
    /// A target that compares a figure with itself.
    BesideItself { goal: &'static str } = Error "beside-itself" {
        "`{goal}` compares the figure with itself", "name another indicator or series, or add in_region = \"...\" for another region's";
        "`{goal}` 将数据与其自身比较", "请写另一指标或数列；与其他地区比较请加 in_region = \"...\""
    }
    /// A key that says of a chain of changes what it cannot be.
    NotOfAChain { key: &'static str, written: String } = Error "not-of-a-chain" {
        "`chain_of` makes an index, 100 in the baseline year, but `{key}` is {written}",
            [if (*key == "unit") "write unit = \"index\"; a reduction of 13.5 per cent in all is fall_by = \"13.5%\""
                else [if (*key == "value") "remove it, or write value = 100" else "write the year before the first change"]];
        "`chain_of` 得出以基期年为 100 的指数，而 `{key}` 为 {written}",
            [if (*key == "unit") "请写作 unit = \"指数\"；累计降低13.5%写作 fall_by = \"13.5%\""
                else [if (*key == "value") "请删去，或写作 value = 100" else "请写首个增速的上一年"]]
    }
    /// A quotient for a share in per cent.
    RatioTimes = Warning "ratio-times" {
        "the quotient of two figures is a hundredth of its value in %", "write times = 100";
        "两项数据之商只是百分数的百分之一", "请加上 times = 100"
    }
    /// A growth that is not in percent.
    GrowthUnit { unit: String } = Error "growth-unit" {
        "growth is in %, but the unit is {unit}", "write unit = \"%\", or increase_of for a change in {unit}";
        "增长率以 % 计，而单位是 {unit}", "请写作 unit = \"%\"；以 {unit} 计的增量用 increase_of"
    }
    /// A list that `[members]` does not have.
    UnknownMembers { list: String, suggestion: Option<String> } = Error "unknown-members" {
        "[members] has no list `{list}`", "list not found",
            [suggestion ? "did you mean `{suggestion}`?" : "add {list} = [\"...\"] with at least one region to [members]"];
        "[members] 中没有列表 `{list}`", "找不到列表", [suggestion ? "是否想写 `{suggestion}`？" : "请加上：[members] 下写 {list} = [\"...\"]，至少一个地区"]
    }
    /// A region twice in one list.
    DuplicateMember { region: String } = Error "duplicate-member" {
        "`{region}` is already in the list", "second entry", "remove it: it would count twice";
        "列表中已有“{region}”", "第二次", "请删去，否则会重复计数"
    }
    /// A share of the members outside (0, 1].
    BadShare { share: Number } = Error "bad-share" {
        "`share` is {share}, not a share of the members",
            "write a number above 0 and up to 1: 0.7 for 70 %; omit it when all must meet the target";
        "`share` 为 {share}，不是成员的比例", "请写大于 0、不超过 1 的数：70% 写作 0.7；全部成员都须达到时省略"
    }
    /// `every` with a comparator that cannot apply to each member.
    EveryComparator { comparator: &'static str } = Error "every-comparator" {
        "`every` is not allowed with `{comparator}`",
            "compare members with a value or another series, or write an indicator for each region";
        "`every` 不能与 `{comparator}` 同用", "成员只能与数值或另一数列比较；请为各地区分别写指标"
    }
    /// A target of its own for a region that is not in the list.
    TargetOfNoMember { region: String, list: String, suggestion: Option<String> } = Error "target-of-no-member" {
        "`{region}` is no member of `{list}`", "no such member",
            [suggestion ? "did you mean `{suggestion}`?" : "write the region as {list} in [members] has it, or add it there"];
        "“{region}”不是 `{list}` 的成员", "没有这个成员",
            [suggestion ? "是否想写“{suggestion}”？" : "请按 [members] 中 {list} 的写法写，或将其加入"]
    }
    /// `at_least = true` while some members have no number of their own; `missing` is empty where there are no `targets`.
    MemberWithoutTarget { comparator: &'static str, missing: Vec<String> } = Error "member-without-target" {
        [if (missing.is_empty()) "`{comparator}` has no number, and there are no `targets`"
                else ("`{comparator}` has no number, and `targets` has none for {}", some_en(missing))],
            "write the number of the members that are not listed, {comparator} = ..., or give each its own in targets = {{ ... }}";
        [if (missing.is_empty()) "`{comparator}` 没有数字，也没有 `targets`"
                else ("`{comparator}` 没有数字，`targets` 中也没有{}", some_zh(missing))],
            "请写未列出成员的目标值 {comparator} = ...，或在 targets = {{ ... }} 中逐一写明"
    }
    /// A multiple of zero or less.
    BadFactor { key: &'static str } = Error "bad-factor" {
        "`{key}` must be above zero",
            [if (*key == "times") "write a factor such as 100 for % or 10000 for each 10,000" else "write {key} = 2 for 倍增 and 翻番"];
        "`{key}` 须大于零", [if (*key == "times") "请写倍数，如百分比写 100，每万写 10000" else "倍增、翻番写作 {key} = 2"]
    }
    /// A multiple of one or less, which nothing need be done for.
    /// `less`: by how many per cent it is below the baseline.
    NoMultiple { times: Number, less: Number } = Error "no-multiple" {
        "`times_baseline = {times}` is a floor that the baseline itself meets", "must be above 1",
            [if (less.is_zero()) "write not_falling = true to hold the baseline"
                else "write fall_by = \"{less}%\" for a reduction to {times} times the baseline"];
        "`times_baseline = {times}` 是下限，基期值本身已经达到", "须大于 1",
            [if (less.is_zero()) "保持基期水平请写 not_falling = true" else "降至基期值的{times}倍请写 fall_by = \"{less}%\""]
    }
    /// A direction that is denied: `rising = false`.
    DirectionFalse { direction: &'static str, other: &'static str } = Error "direction-false" {
        "`{direction} = false` does not name a direction",
            [if (direction.starts_with("not")) "write {direction} = true or {other} = true"
                else "write {direction} = true or {other} = true; to hold a level, write not_falling or not_rising"];
        "`{direction} = false` 没有说明方向", [if (direction.starts_with("not")) "请写 {direction} = true 或 {other} = true"
            else "请写 {direction} = true 或 {other} = true；保持某一水平用 not_falling 或 not_rising"]
    }
    /// A direction or a change with a measure that does not define it.
    /// `goal`: the key of the target.
    GoalMeasure { goal: &'static str, measure: &'static str } = Error "goal-measure" {
        "`{goal}` is not defined for the measure `{measure}`",
            [if (goal.ends_with("_by")) "write measure = \"level\" (against the baseline)"
                else [if (goal.ends_with("_series")) "write measure = \"level\" (the newest figure) or \"rate\" (the newest within the period)"
                    else "write measure = \"level\" (against the baseline) or \"every-year\" (against the year before)"]];
        "`{goal}` 不适用于 measure `{measure}`", [if (goal.ends_with("_by")) "请写作 measure = \"level\"（与基期比）"
            else [if (goal.ends_with("_series")) "请写作 measure = \"level\"（最新数据）或 \"rate\"（期内最新数据）"
                else "请写作 measure = \"level\"（与基期比）或 \"every-year\"（与上年比）"]]
    }
    /// An average growth of figures that have none.
    AverageGrowthUnit { unit: String } = Error "average-growth-unit" {
        "the average growth of figures in {unit} cannot be computed",
            "write the unit of the levels, or unit = \"%\" with from = {{ growth_of = \"...\" }}";
        "以 {unit} 计的数据不能计算年均增长", "请写绝对量的单位，或 unit = \"%\" 并写 from = {{ growth_of = \"...\" }}"
    }
    /// An amendment that does not come after the one before it.
    AmendmentOrder { on: NaiveDate, before: NaiveDate } = Error "amendment-order" {
        "the amendment of {on} does not come after the one of {before}",
            "write amendments from the earliest to the latest, one for each day";
        "{on} 的调整不在 {before} 的调整之后", "请由早到晚书写，每天一个"
    }
    /// An amendment from before the plan.
    /// `start`: the day the plan was issued, else its first day.
    AmendmentTooEarly { on: NaiveDate, start: NaiveDate } = Warning "amendment-too-early" {
        "the amendment of {on} is earlier than the plan ({start})",
            "check the dates; write a change from before the plan was issued in the target itself";
        "{on} 的调整早于规划本身（{start}）", "请核对日期；规划印发前的改动就写在目标里"
    }
    /// An amendment that changes nothing, or that also changes what it withdraws.
    /// `withdrawn`: whether it withdraws the target.
    AmendmentContent { withdrawn: bool } = Error "amendment-content" {
        [if withdrawn "the amendment both withdraws and changes the target" else "the amendment changes nothing"],
            "write target, deadline or milestones; or only withdrawn = true";
        [if withdrawn "调整既取消目标，又改动目标" else "调整没有改动任何内容"], "请写 target、deadline 或 milestones；取消目标只写 withdrawn = true"
    }
    /// A task due before the plan starts.
    TaskBeforePlan { due: Period, period: Period } = Error "task-before-plan" {
        "the task is due in {due}, before the plan's period {period}",
            "check the year in the document; a date after the plan's end is allowed";
        "任务期限 {due} 早于规划期 {period}", "请对照文件核对年份；期限可以晚于规划期"
    }
    /// A unit that does not convert to the unit of the concept.
    ConceptUnit { concept: String, unit: String, catalogue: String } = Error "concept-unit" {
        "`{concept}` is in {catalogue} in the catalogue, which does not convert to {unit}",
            "correct the unit or the concept; list a unit that releases print instead under printed_units in the catalogue";
        "目录中 `{concept}` 的单位是 {catalogue}，不能与 {unit} 换算", "请更正单位或概念；统计发布另行印出的单位写在目录的 printed_units 中"
    }
    /// English words for a unit that mean another one.
    OtherUnitInEnglish { unit: String, english: String } = Error "other-unit-in-english" {
        "English readers would see `{english}`, which is another unit than {unit}",
            "write what {unit} means in English: numbers are shown in it and not converted";
        "英文读者看到的是 `{english}`，与 {unit} 不是同一单位", "请写 {unit} 的英文说法：数字照此显示，不作换算"
    }
    /// A concept whose name is similar to one of the catalogue.
    UnknownConcept { concept: String, suggestion: String } = Warning "unknown-concept" {
        "the catalogue has no concept `{concept}`", "did you mean `{suggestion}`? Ignore this if it is something else";
        "目录中没有概念 `{concept}`", "是否想写 `{suggestion}`？若是另一事物则无须改动"
    }
    /// A month of the year's figure, of what is not a stock.
    AtWithoutStock { kind: &'static str } = Error "at-without-stock" {
        "`at` names the month of a stock, but the kind is `{kind}`", "write kind = \"stock\", or remove `at`";
        "`at` 是存量取数的月份，而 kind 为 `{kind}`", "请写 kind = \"stock\"，或删去 at"
    }
    /// A target of about a value whose good side the name leaves open.
    /// `word`: what the name contains.
    AboutWithoutBetter { word: &'static str } = Error "about-without-better" {
        "`about` needs `better` here: of “{word}”, less may be as good as the value", "add better = \"lower\", \"higher\" or \"near\"",
            "lower: a lower value counts as met; higher: a higher one does; near: neither, beyond the tolerance";
        "名称或引文含“{word}”的指标用 about 时须写 better：低于该值可能同样算达到", "请写 better = \"lower\"、\"higher\" 或 \"near\"",
            "lower：低于亦算达到；higher：高于亦算达到；near：超出容许偏差都不算达到"
    }
    /// A milestone that is not between the start and the target.
    /// `bound`: the value between which and the other end it should be.
    /// `above`: whether it is above that.
    MilestoneOffPath { milestone: Period, value: Number, bound: Number, above: bool, unit: String } = Warning "milestone-off-path" {
        [if above "the milestone {milestone}, {value} {unit}, is above {bound} {unit}, the highest value between start and target"
                else "the milestone {milestone}, {value} {unit}, is below {bound} {unit}, the lowest value between start and target"],
            "compare milestone, baseline and target with the document; ignore this if it prints them so";
        [if above "阶段目标 {milestone} 为 {value} {unit}，高于起点与目标之间的最高值 {bound} {unit}"
                else "阶段目标 {milestone} 为 {value} {unit}，低于起点与目标之间的最低值 {bound} {unit}"],
            "请对照文件核对阶段目标、基期值和目标值；文件确实如此的，无须改动"
    }
    /// Milestones of a target to which no path leads.
    MilestonesUnused = Warning "milestones-unused" {
        "`milestones` have no effect: this target is compared directly, not by its pace",
            "remove them, or write an indicator for each with its own deadline";
        "`milestones` 不起作用：该目标直接比较，不看进度", "请删去，或各写一个指标并注明期限"
    }
    /// A mean of years of which there is none.
    NoFullYear { period: Period } = Warning "no-full-year" {
        "no full year lies in {period}, so there is no mean", "write a period of whole years, and year_starts where they do not begin in January";
        "{period} 内没有完整年度，无从平均", "请写整年的期间；年度不从1月起的请写 year_starts"
    }
    /// An amendment after which earlier milestones no longer apply.
    /// `milestones`: those that fall away.
    MilestonesLapse { milestones: Vec<(Period, Number)>, unit: String } = Warning "milestones-lapse" {
        ("milestones are off the amended path and do not apply any more: {}",
                joined(milestones, ", ", |(period, value)| format!("{period} = {value} {unit}"))),
            "write the milestones of the amending document, or milestones = {{}} if it has none";
        ("下列阶段目标不在调整后的路径上，不再适用：{}", joined(milestones, "、", |(period, value)| format!("{period} 为 {value} {unit}"))),
            "请写调整文件中的阶段目标；没有的写 milestones = {{}}"
    }
    /// An amendment made when the deadline was over.
    AmendedAfterDeadline { on: NaiveDate, deadline: Period } = Warning "amended-after-deadline" {
        "the amendment of {on} was made after the deadline {deadline}: the target of the time still decides",
            "check the date; add retroactive = true if the document changes the target for that deadline";
        "{on} 的调整晚于完成期限 {deadline}：仍按当时的目标评估", "请核对日期；文件确系追溯调整该期限目标的，请写 retroactive = true"
    }
    /// A ratio whose name is of a state, without a kind.
    /// `word`: what the name contains.
    KindOpen { word: &'static str } = Note "kind-open" {
        "“{word}” usually holds at the end of a period, but without `kind` it is read as a ratio of the whole period",
            "write kind = \"stock\" if the figure of a month is of its end, else kind = \"ratio\"";
        "“{word}”通常是期末数，未写 kind 时按整个时期的比率读取", "月度数为月末数的，请写 kind = \"stock\"；否则写 kind = \"ratio\""
    }
    /// A point in time as a period of a flow.
    PointOfFlow { written: String } = Error "point-of-flow" {
        "`{written}` is a point in time, but a flow happens during a period",
            "write a period, such as \"2024\" or \"2024-01/2024-06\"; if the figure holds at that moment, write kind = \"stock\"";
        "`{written}` 是时点，而流量发生在一段时期内", "请写时期，如 \"2024\"、\"2024-01/2024-06\"；数据确为时点数的，请写 kind = \"stock\""
    }
    /// An operand of a sum that another operand already contains.
    /// `whole`: that other operand; none if it is the operand itself.
    CountedTwice { part: String, whole: Option<String> } = Warning "counted-twice" {
        [whole ? "the sum counts `{part}` twice: it is part of `{whole}` as well" : "the sum counts `{part}` twice"],
            "keep only the whole, or only its parts";
        [whole ? "合计重复计入 `{part}`：它已包含在 `{whole}` 中" : "合计重复计入 `{part}`"], "整体与其组成部分只保留其一"
    }
}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remedy_suggests_the_nearest_valid_value() {
        let problem = PlanProblem::UnknownKey {
            table: "[[indicator]]",
            key: "targt".to_owned(),
            suggestion: Some("target"),
            known: vec!["id", "target"],
        };
        let english = problem.text(En);
        assert_eq!(english.message, "unknown key `targt` in [[indicator]]");
        assert_eq!(english.help.as_deref(), Some("did you mean `target`?"));
        assert_eq!(problem.text(Zh).help.as_deref(), Some("是否想写 `target`？"));
    }

    #[test]
    fn every_wrong_type_has_an_example() {
        for lang in [En, Zh] {
            for expected in [Expected::Number, Expected::Target, Expected::Tables, Expected::Date] {
                let problem =
                    PlanProblem::WrongType { key: "x".to_owned(), expected, found: Found::Text };
                assert!(problem.text(lang).help.is_some());
            }
        }
        let problem = PlanProblem::BadNumber {
            key: "at_least".to_owned(),
            written: "inf".to_owned(),
            fault: NumberFault::NotFinite,
        };
        assert!(problem.text(En).help.is_some());
        let problem = PlanProblem::PartsSum {
            whole: Number::from(10),
            sum: Number::from(9),
            unit: "亿元".to_owned(),
            upper: false,
        };
        assert!(problem.text(En).message.contains("9 亿元"));
    }
}
