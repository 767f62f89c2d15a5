//! What the problems of a plan file are told with: the shapes of values, the words for them, and slips of the hand.

use crate::period::Period;

words! {
    /// What an id is the id of; the text says what to do about one that is used twice.
    pub enum IdOf {
        /// An indicator or a series.
        Figures "figures" "give each indicator its own id; targets for one thing share its `concept`"
                          "每个指标用自己的标识;同一事物的几个目标共用 `concept`";
        Task    "task"    "give each task its own id" "每项任务用自己的标识";
        Rule    "rule"    "give each rule its own id; two readings of a rule are two rules" "每条规则用自己的标识;两种解读就是两条规则";
        /// A concept of the catalogue.
        Concept "concept" "join the two: a concept stands once, with all its aliases" "请合并:一个概念只写一次,别名写在一起";
    }
}

words! {
    /// What belongs under a key.
    pub enum Expected {
        Text       "text"       "a text"                         "文字";
        /// A text in the form of an id.
        Id         "id"         "an id"                          "标识";
        /// A text in the form of a period.
        Period     "period"     "a period"                       "时期";
        /// One of a few words.
        Word       "word"       "a word"                         "规定的词";
        Date       "date"       "a date"                         "日期";
        Number     "number"     "a number"                       "数字";
        /// A number, or a percentage as text.
        Tolerance  "tolerance"  "a number or a percentage"       "数字或百分比";
        Boolean    "boolean"    "true or false"                  "true 或 false";
        Texts      "texts"      "a list of texts"                "文字列表";
        Pair       "pair"       "a list of two numbers"          "两个数字的列表";
        Table      "table"      "a table"                        "表";
        Target     "target"     "a table with one comparator"    "含一个比较词的表";
        Tables     "tables"     "a table or a list of tables"    "一个或多个表";
        Milestones "milestones" "a table of numbers by period"   "按时期列出的数字";
        Members    "members"    "lists of regions by name"       "带名称的地区列表";
    }
}

words! {
    /// What a key holds, in the words of TOML.
    pub enum Found {
        Text     "text"     "a text"         "文字";
        Integer  "integer"  "a number"       "数字";
        Float    "float"    "a number"       "数字";
        Boolean  "boolean"  "true or false"  "true 或 false";
        Datetime "datetime" "a date or time" "日期或时间";
        Array    "array"    "a list"         "列表";
        Table    "table"    "a table"        "表";
    }
}

texts! {
    /// Slips of the hand that the parser cannot name: what is there, and what to write.
    #[derive(Copy)]
    pub enum SyntaxHint {
        /// `2,000`
        Thousands = {
            en: "a number with a comma in it", "write numbers without separators: 2000 or 2_000";
            zh: "数字中有逗号", "数字不加千分位逗号：2000 或 2_000";
        }
        /// `80%` outside quotes.
        Percent = {
            en: "a number with a % sign", "write the number without %, and the unit as unit = \"%\"";
            zh: "数字后带 %", "数字不带 %，单位另写 unit = \"%\"";
        }
        /// `“…”` in place of `"…"`.
        CurlyQuotes = {
            en: "a text between curly quotes", "put the text between straight quotes, \"...\"; “...” may stand inside";
            zh: "文字用了弯引号", "文字用英文直引号 \"...\" 括起，其中可以有“...”";
        }
        Unquoted = {
            en: "a text without quotes", "put the text between straight quotes, \"...\"";
            zh: "文字没有引号", "文字用英文直引号 \"...\" 括起";
        }
        NoValue = {
            en: "no value behind =", "write a value behind =, or remove the line";
            zh: "= 后没有值", "请在 = 后写值，或删去此行";
        }
        /// `:` in place of `=`.
        Colon = {
            en: "a colon in place of =", "write = between key and value";
            zh: "该写 = 处写了冒号", "键与值之间写 =";
        }
        /// A sign of TOML in its full-width form, such as `＝`; `sign` is its proper form.
        FullWidth { sign: char } = { en: "a full-width character", "write {sign}"; zh: "用了全角字符", "请写半角的 {sign}"; }
        /// A date that no calendar has: 2023-02-29.
        NoSuchDate = {
            en: "a date that no calendar has", "write a day of the calendar, as in 2024-03-12";
            zh: "日历上没有这个日期", "请写日历上有的日期，如 2024-03-12";
        }
    }
}

texts! {
    /// Why a number cannot be taken exactly.
    #[derive(Copy)]
    pub enum NumberFault of (key: &str, written: &str) {
        /// `inf` or `nan`.
        NotFinite = {
            en: "`{key}` is `{written}`, which is no quantity", "write the number the document prints";
            zh: "`{key}` 为 `{written}`，不是数量", "请填写文件中印出的数字";
        }
        /// Hexadecimal, octal or binary.
        Radix = {
            en: "`{key}` is not written in decimal", "write the number in decimal digits, as the document prints it";
            zh: "`{key}` 不是十进制数", "请照文件用十进制数字书写";
        }
        /// More digits than any release prints.
        TooLong = {
            en: "`{key}` has more digits than can be kept exactly", "at most 28 significant digits; use a larger unit, such as 亿元";
            zh: "`{key}` 位数过多，无法精确保存", "有效数字最多 28 位；可改用更大的单位，如亿元";
        }
    }
}

impl Expected {
    /// How a key of that shape is written.
    pub(super) fn example(self, key: &str) -> String {
        match self {
            Self::Text => format!("{key} = \"...\""),
            Self::Id => format!("{key} = \"new-enterprises\""),
            Self::Period => format!("{key} = \"2024\""),
            Self::Word => match key {
                "measure" => "measure = \"total\"".to_owned(),
                "reading" => "reading = \"amount\"".to_owned(),
                _ => format!("{key} = \"...\""),
            },
            Self::Date => format!("{key} = 2024-03-12"),
            Self::Number => format!("{key} = 12.5"),
            Self::Tolerance => format!("{key} = 0.25 / {key} = \"5%\""),
            Self::Boolean => format!("{key} = true"),
            Self::Texts => format!("{key} = [\"...\"]"),
            Self::Pair => format!("{key} = [10, 12]"),
            Self::Table => match key {
                "plan" => "[plan]".to_owned(),
                "baseline" => "baseline = { period = \"2023\", value = 15000 }".to_owned(),
                "from" => "from = { growth_of = \"...\" }".to_owned(),
                "bands" => "bands = { ahead = 1.10, on_track = 0.95, at_risk = 0.60 }".to_owned(),
                _ => format!("{key} = {{ ... }}"),
            },
            Self::Target => format!("{key} = {{ at_least = 2000 }}"),
            Self::Tables => match key {
                "amended" => "[[indicator.amended]]".to_owned(),
                "cite" => "cite = { section = \"...\", figure = \"...\" }".to_owned(),
                _ => format!("[[{key}]]"),
            },
            Self::Milestones => format!("{key} = {{ \"2022\" = 3.0 }}"),
            Self::Members => "[members] cities = [\"...\"]".to_owned(),
        }
    }

    /// Whether its name already says what was found: a list of texts is not "not a list".
    pub(super) fn matches(self, found: Found) -> bool {
        match self {
            Self::Pair | Self::Texts => found == Found::Array,
            Self::Tables => matches!(found, Found::Array | Found::Table),
            Self::Table | Self::Target | Self::Milestones | Self::Members => found == Found::Table,
            Self::Text | Self::Id | Self::Period | Self::Word => found == Found::Text,
            Self::Number => matches!(found, Found::Integer | Found::Float),
            Self::Tolerance => matches!(found, Found::Integer | Found::Float | Found::Text),
            Self::Boolean => found == Found::Boolean,
            Self::Date => found == Found::Datetime,
        }
    }
}

/// A period whose end is before its beginning, the right way round.
pub(super) fn swapped(written: &str) -> Option<String> {
    let (first, last) = written.split_once('/')?;
    let swapped = format!("{}/{}", last.trim(), first.trim());
    (Period::parse(written).is_none() && Period::parse(&swapped).is_some()).then_some(swapped)
}

/// Whether the table is one of the catalogue rather than of a plan.
pub(super) fn is_of_catalogue(table: &str) -> bool {
    matches!(table, "the catalogue" | "[[concept]]")
}

/// A table in Chinese: a file has no name of its own in it.
pub(super) fn table_name(table: &str) -> &str {
    match table {
        "the plan file" => "规划文件",
        "the catalogue" => "目录",
        other => other,
    }
}
