//! Parts of the texts for plan files: expected and found types of values, faults of numbers, and common TOML mistakes.

use crate::period::Period;

words! {
    /// What an id identifies; the text is the remedy for an id that is used twice.
    pub enum IdOf {
        /// An indicator or a series.
        Figures "figures" "give each indicator its own id; targets for one thing share its `concept`"
                          "每个指标用自己的标识；同一事物的几个目标共用 `concept`";
        Task    "task"    "give each task its own id" "每项任务用自己的标识";
        Rule    "rule"    "give each rule its own id; write two readings of a rule as two rules" "每条规则用自己的标识；两种解读就是两条规则";
        Document "document" "give each document its own id" "每个文件用自己的标识";
        /// A concept of the catalogue.
        Concept "concept" "merge the two: a concept is written once, with all its aliases" "请合并：一个概念只写一次，别名写在一起";
    }
}

words! {
    /// Why an answer of the plan answers nothing; the text is the remedy.
    pub enum Refused {
        Error  "an error cannot be accepted: correct it" "错误不能接受，请改正";
        Unsaid "remove it: only what `validate` says of the indicator itself can be accepted" "请删去：只能接受 validate 针对该指标自身的警告和提示";
    }
}

words! {
    /// The expected type of a value.
    pub enum Expected {
        Text       "text"       "a string"                       "文字";
        /// A string in the form of an id.
        Id         "id"         "an id"                          "标识";
        /// A string in the form of a period.
        Period     "period"     "a period"                       "时期";
        /// One of a few words.
        Word       "word"       "a word"                         "规定的词";
        Date       "date"       "a date"                         "日期";
        Number     "number"     "a number"                       "数字";
        /// A number that is no text with a unit of its own.
        Margin     "margin"     "a number in the unit of the indicator" "以指标单位计的数字";
        /// A number, or a percentage as a string.
        Tolerance  "tolerance"  "a number or a percentage"       "数字或百分比";
        Boolean    "boolean"    "true or false"                  "true 或 false";
        Texts      "texts"      "a list of strings"              "文字列表";
        Pair       "pair"       "a list of two numbers"          "两个数字的列表";
        Table      "table"      "a table"                        "表";
        Target     "target"     "a table with one comparator"    "含一个比较词的表";
        Tables     "tables"     "a table or a list of tables"    "一个或多个表";
        Milestones "milestones" "a table of numbers by period"   "按时期列出的数字";
        NumbersByName "numbers-by-name" "a table of numbers by name" "按名称列出的数字";
        Members    "members"    "lists of regions by name"       "带名称的地区列表";
        Count      "count"      "a whole number, 0 or more"      "非负整数";
        ByName     "by-name"    "a table of strings by name"     "按名称列出的文字";
    }
}

words! {
    /// The TOML type of a value, by the parser's word.
    pub enum Found {
        Text     "string"   "a string"       "文字";
        Integer  "integer"  "a number"       "数字";
        Float    "float"    "a number"       "数字";
        Boolean  "boolean"  "true or false"  "true 或 false";
        Datetime "datetime" "a date or time" "日期或时间";
        Array    "array"    "a list"         "列表";
        Table    "table"    "a table"        "表";
    }
}

texts! {
    /// Common mistakes that the parser's message does not name: what was written, and what to write instead.
    #[derive(Copy)]
    pub enum SyntaxHint {
        /// `2,000`
        Thousands = {
            "a number with a comma in it", "write numbers without separators: 2000 or 2_000";
            "数字中有逗号", "数字不加千分位逗号：2000 或 2_000"
        }
        /// `80%` outside quotes.
        Percent = {
            "a number with a % sign", "write the number without %, and the unit as unit = \"%\"";
            "数字后带 %", "数字不带 %，单位另写 unit = \"%\""
        }
        /// `“…”` instead of `"…"`.
        CurlyQuotes = {
            "a string in curly quotes", "put it in straight quotes, \"...\"; “...” is allowed inside";
            "文字用了弯引号", "文字用英文直引号 \"...\" 括起，其中可以有“...”"
        }
        Unquoted = {
            "a string without quotes", "put it in straight quotes, \"...\"";
            "文字没有引号", "文字用英文直引号 \"...\" 括起"
        }
        NoValue = {
            "no value after `=`", "write a value after `=`, or remove the line";
            "= 后没有值", "请在 = 后写值，或删去此行"
        }
        /// `:` instead of `=`.
        Colon = {
            "a colon instead of `=`", "write `=` between key and value";
            "该写 = 处写了冒号", "键与值之间写 ="
        }
        /// A TOML sign in full width, such as `＝`; `sign` is the ASCII form.
        FullWidth { sign: char } = { "a full-width character", "write {sign}"; "用了全角字符", "请写半角的 {sign}" }
        /// A date that does not exist: 2023-02-29.
        NoSuchDate = {
            "a date that does not exist", "write a valid date, such as 2024-03-12";
            "日历上没有这个日期", "请写日历上有的日期，如 2024-03-12"
        }
    }
}

texts! {
    /// Why a number cannot be kept exactly.
    #[derive(Copy)]
    pub enum NumberFault of (key: &str, written: &str) {
        /// `inf` or `nan`.
        NotFinite = {
            "`{key}` is `{written}`, which is not a quantity", "write the number as printed in the document";
            "`{key}` 为 `{written}`，不是数量", "请填写文件中印出的数字"
        }
        /// Hexadecimal, octal or binary.
        Radix = {
            "`{key}` is not written in decimal", "write the number in decimal digits, as printed in the document";
            "`{key}` 不是十进制数", "请照文件用十进制数字书写"
        }
        /// More than 28 significant digits.
        TooLong = {
            "`{key}` has more digits than can be kept exactly", "at most 28 significant digits; use a larger unit, such as 亿元";
            "`{key}` 位数过多，无法精确保存", "有效数字最多 28 位；可改用更大的单位，如亿元"
        }
    }
}

impl Expected {
    /// An example of the key with such a value.
    pub fn example(self, key: &str) -> String {
        let value = match (self, key) {
            (Self::Table, "plan") => return "[plan]".to_owned(),
            (Self::Tables, "amended") => return "[[indicator.amended]]".to_owned(),
            (Self::Tables, "cite") => "{ section = \"...\", figure = \"...\" }",
            (Self::Tables, _) => return format!("[[{key}]]"),
            (Self::Members, _) => return "[members] cities = [\"...\"]".to_owned(),
            (Self::Tolerance, _) => return format!("{key} = 0.25 / {key} = \"5%\""),
            (Self::Word, "measure") => "\"total\"",
            (Self::Word, "reading") => "\"amount\"",
            (Self::Word, "at") => "\"11\"",
            (Self::Word, "better") => "\"lower\"",
            (Self::Text | Self::Word, _) => "\"...\"",
            (Self::Id, _) => "\"new-enterprises\"",
            (Self::Period, _) => "\"2024\"",
            (Self::Date, _) => "2024-03-12",
            (Self::Number, _) => "12.5",
            (Self::Margin, _) => "2",
            (Self::NumbersByName, _) => "{ \"...\" = 12.5 }",
            (Self::Count, _) => "3",
            (Self::ByName, _) => "{ \"...\" = \"...\" }",
            (Self::Boolean, _) => "true",
            (Self::Texts, _) => "[\"...\"]",
            (Self::Pair, _) => "[10, 12]",
            (Self::Table, "baseline") => "{ period = \"2023\", value = 15000 }",
            (Self::Table, "from") => "{ growth_of = \"...\" }",
            (Self::Table, "bands") => "{ ahead = 1.10, on_track = 0.95, at_risk = 0.60 }",
            (Self::Table, _) => "{ ... }",
            (Self::Target, _) => "{ at_least = 2000 }",
            (Self::Milestones, _) => "{ \"2022\" = 3.0 }",
        };
        format!("{key} = {value}")
    }

    /// Whether the found type is the expected one, so that "must be a list of strings, not a list" is avoided.
    pub fn matches(self, found: Found) -> bool {
        match self {
            Self::Pair | Self::Texts => found == Found::Array,
            Self::Tables => matches!(found, Found::Array | Found::Table),
            Self::Table
            | Self::Target
            | Self::Milestones
            | Self::NumbersByName
            | Self::Members
            | Self::ByName => found == Found::Table,
            Self::Text | Self::Id | Self::Period | Self::Word => found == Found::Text,
            Self::Number | Self::Margin => matches!(found, Found::Integer | Found::Float),
            Self::Count => found == Found::Integer,
            Self::Tolerance => matches!(found, Found::Integer | Found::Float | Found::Text),
            Self::Boolean => found == Found::Boolean,
            Self::Date => found == Found::Datetime,
        }
    }
}

/// A period whose end is before its start, with both swapped.
pub fn swapped(written: &str) -> Option<String> {
    let (first, last) = written.split_once('/')?;
    let swapped = format!("{}/{}", last.trim(), first.trim());
    (Period::parse(written).is_none() && Period::parse(&swapped).is_some()).then_some(swapped)
}

/// Whether the table belongs to the catalogue rather than to a plan.
pub fn is_of_catalogue(table: &str) -> bool {
    matches!(table, "the catalogue" | "[[concept]]")
}

/// The Chinese name of a table.
pub fn table_name(table: &str) -> &str {
    match table {
        "the plan file" => "规划文件",
        "the catalogue" => "目录",
        other => other,
    }
}
