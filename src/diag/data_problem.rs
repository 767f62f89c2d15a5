//! Problems of actuals and of files of task states.

use chrono::NaiveDate;

use super::{
    listed::{counted, joined, or_en, or_nothing, some_en, some_zh},
    problems::Severity,
};
use crate::{
    calendar::Unread,
    period::{Month, Period},
    words::Lang::{self, En, Zh},
};

problems! {
/// Why the name of a year that is no calendar year cannot be read.
pub enum YearFault of (written: &str) {
    /// It is not said in which month such years begin.
    Starts = Error "unknown-year-start" {
        "\"{written}\" is a year that begins in the course of a calendar year, and nothing says in which month", "in which month does it begin?",
            "write year_starts = \"04\" (or another month) in [plan], on the indicator or in [[source]], or give --year-starts; or write the year as 2009-04/2010-03";
        "“{written}”是跨年度（财政年度、学年），但未说明始于哪个月", "始于哪个月？",
            "请在 [plan]、指标或 [[source]] 中写 year_starts = \"04\"（或其他月份），或用 --year-starts；也可把年度写作 2009-04/2010-03"
    }
    /// It is not said which of its two calendar years such a year is named by.
    Named = Error "unknown-year-name" {
        "\"{written}\" may be the year that begins then, or the one that ends then", "which of the two?",
            "write year_named = \"start\" or \"end\" beside year_starts, or give --year-named; or write the year as 2018/19";
        "“{written}”可指始于该年的年度，也可指止于该年的年度", "是哪一个？",
            "请在 year_starts 旁写 year_named = \"start\" 或 \"end\"，或用 --year-named；也可把年度写作 2018/19"
    }
    /// It is a month, and the name of a year.
    MonthOrYear { month: Month, year: String } = Error "month-or-year" {
        { format!("\"{written}\" may be {} or the year {year}", month.last_day().format("%B %Y")) }, "a month or a year?",
            { format!("write {} for the month, {year} for the year", plain_month(*month)) };
        { format!("“{written}”可指 {} 年 {} 月，也可指 {year} 年度", month.year(), month.number()) }, "月份还是年度？",
            { format!("月份请写作 {}，年度请写作 {year}", plain_month(*month)) }
    }
}
}

/// A month as nothing else is written.
fn plain_month(month: Month) -> String {
    format!("{}M{:02}", month.year(), month.number())
}

impl DataProblem {
    /// A text that is no period, or none as long as nothing more is said.
    pub fn unread_period(cell: &str, unread: Unread) -> Self {
        let cell = cell.to_owned();
        match YearFault::of(unread) {
            Some(fault) => Self::UnreadYear { cell, fault },
            None => Self::BadPeriod { cell },
        }
    }
}

impl YearFault {
    /// Of what has to be said before a text is a period; `None` if nothing would make it one.
    pub fn of(unread: Unread) -> Option<Self> {
        let year = |month: Month| format!("{}/{:02}", month.year(), (month.year() + 1) % 100);
        match unread {
            Unread::NoPeriod => None,
            Unread::Starts => Some(Self::Starts),
            Unread::Named => Some(Self::Named),
            Unread::MonthOrYear(month) => Some(Self::MonthOrYear { month, year: year(month) }),
        }
    }
}

problems! {
/// Why a cell is not a usable number.
pub enum ValueFault of (cell: &str) {
    NotANumber = Error "value-not-a-number" {
        "\"{cell}\" is not a number", "not a number",
            "write digits with a decimal point; where there is no figure, leave the cell empty or write - or NA";
        "“{cell}”不是数字", "不是数字", "请写阿拉伯数字，小数用点；没有数值时留空，或写 -、NA"
    }
    /// A formula whose result was not saved.
    Formula = Error "formula-without-value" {
        "the formula {cell} has no saved value", "a formula",
            "open the workbook in a spreadsheet and save it, or save the values instead of the formulas";
        "公式 {cell} 未保存计算结果", "公式", "请用电子表格软件打开该工作簿并保存，或改为保存数值"
    }
    /// The error that a formula gave.
    ErrorCell = Error "error-cell" {
        "the cell holds the error {cell}", "an error of a formula",
            "correct the formula, or leave the cell empty where there is no figure";
        "单元格的内容是错误值 {cell}", "公式的错误值", "请改正公式；没有数值时请留空"
    }
    /// A number followed by its unit, which belongs in the column `unit`.
    UnitInCell = Error "value-with-unit" {
        "\"{cell}\" is a number followed by a word", "a word after the number", "put the unit in the column `unit`";
        "“{cell}”的数字后面有文字", "数字后的文字", "请把单位写在“单位”列"
    }
    /// A separator that is not before exactly three digits: `1,5`.
    AmbiguousSeparator = Error "value-ambiguous-separator" {
        "\"{cell}\" can be read in two ways", "decimals or thousands?",
            "a thousands separator is followed by exactly three digits; write decimals with a point, \
             or use --decimal-comma if the file has decimal commas";
        "“{cell}”有两种读法", "小数还是千位？",
            "千位分隔符后应正好是三位数字；小数请用点，如文件以逗号为小数点，请加 --decimal-comma"
    }
    /// Both separators, in an order that contradicts the file's convention: `1.234,5`.
    MixedSeparators = Error "value-mixed-separators" {
        "\"{cell}\" has point and comma in the wrong order for this file", "point and comma",
            "write 1,234.5 or 1234.5; if the file uses 1.234,5 throughout, use --decimal-comma";
        "“{cell}”中点和逗号的次序与本文件不符", "点和逗号",
            "请写作 1,234.5 或 1234.5；如文件通篇写作 1.234,5，请加 --decimal-comma"
    }
    /// A comma, or a point before three digits, in a file with the delimiter `;`: it may be the decimal sign.
    CommaInSemicolonFile = Error "value-comma-in-semicolon-file" {
        "\"{cell}\" can be read in two ways in a file with the delimiter ;", "decimals or thousands?",
            "use --decimal-comma if a comma is the decimal sign, --decimal-point if a point is (`decimal` in a [[source]])";
        "在以 ; 分隔的文件中，“{cell}”有两种读法", "小数还是千位？",
            "如以逗号为小数点，请加 --decimal-comma；如以点为小数点，请加 --decimal-point（[[source]] 中为 `decimal`）"
    }
    /// More than 28 significant digits.
    TooManyDigits = Error "value-too-many-digits" {
        "\"{cell}\" has more than 28 digits", "too many digits",
            "check that no cells were joined; round the value if it was computed";
        "“{cell}”超过 28 位数字", "位数过多", "请检查单元格是否连在一起；如为计算结果，请四舍五入"
    }
    /// A percent sign in the cell, but another unit in the row.
    PercentBesideUnit { unit: String } = Error "value-percent-beside-unit" {
        "\"{cell}\" has a percent sign, but its unit is {unit}", "a percent sign", "remove the percent sign, or change the unit to %";
        "“{cell}”带百分号，单位却是“{unit}”", "百分号", "请去掉百分号，或将单位改为 %"
    }
    /// A 万 or 亿 both in the cell and in the unit.
    MagnitudeTwice { unit: String } = Error "value-magnitude-twice" {
        "\"{cell}\" and its unit {unit} both have a multiplier such as 万", "multiplied twice?",
            "write it in only one of the two";
        "“{cell}”已带万、亿等，单位“{unit}”又带一次", "重复的数量级", "请只在一处写明"
    }
}
}

words! {
    /// What a figure is held against.
    pub enum Beside {
        Baseline "the baseline" "基数";
        Target   "the target"   "目标值";
        Others   "its other figures" "其他各期";
    }
}

/// A required column that the header lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingColumn {
    /// The column.
    pub column: &'static str,
    /// Its other accepted headers.
    pub accepted: String,
    /// The header that may be meant.
    pub nearest: Option<String>,
}

impl MissingColumn {
    fn remedy(&self, lang: Lang) -> String {
        let Self { column, accepted, nearest } = self;
        match (nearest, lang) {
            (Some(nearest), En) => format!("rename \"{nearest}\" to `{column}` if that is meant"),
            (Some(nearest), Zh) => format!("如指“{nearest}”，请改名为 {column}"),
            (None, En) if accepted.is_empty() => format!("name the column `{column}`"),
            (None, Zh) if accepted.is_empty() => format!("请将该列命名为 {column}"),
            (None, En) => format!("name the column `{column}` (or {accepted})"),
            (None, Zh) => format!("请将该列命名为 {column}（也可用：{accepted}）"),
        }
    }
}

/// The first missing column that a header of the file is similar to.
fn meant(missing: &[MissingColumn]) -> Option<&'static str> {
    missing.iter().find(|missing| missing.nearest.is_some()).map(|missing| missing.column)
}

/// The option that maps missing columns to headers: `--columns period=HEADER,value=HEADER`.
fn mapping(missing: &[MissingColumn], header: &str) -> String {
    let pairs = joined(missing, ",", |missing| {
        format!("{}={}", missing.column, missing.nearest.as_deref().unwrap_or(header))
    });
    format!("--columns {pairs}")
}

problems! {
/// A problem of an actuals file. The fields are the arguments of the texts.
pub enum DataProblem {
    Unreadable { message: String } = Error "actuals-unreadable" {
        "the actuals cannot be read: {message}", "check that the file exists and that you may read it";
        "无法读取实际值文件：{message}", "请检查文件是否存在、是否有读取权限"
    }
    /// `skip`: how many lines are left out.
    EmptyFile { skip: u32 } = Error "empty-file" {
        [if (*skip > 0) "the file has nothing behind the {skip} lines that are skipped" else "the file is empty"], "a file of actuals begins with a header line: region,indicator,period,value,unit";
        [if (*skip > 0) "跳过 {skip} 行之后，文件没有内容" else "文件是空的"], "实际值文件的第一行应为表头：地区,指标,时期,数值,单位"
    }
    /// An empty file of task states.
    EmptyTasks = Error "empty-file" {
        "the file is empty", "a file of task states begins with a header line: plan,task,state,updated,evidence";
        "文件是空的", "任务状态文件的第一行应为表头：规划,任务,状态,更新日期,依据"
    }
    HeaderOnly = Warning "header-only" {
        "the file has a header but no rows", "if rows were expected, export the file again";
        "文件只有表头，没有数据行", "如本应有数据，请重新导出"
    }
    /// A file of a known kind that is no table of text and no workbook; `way` makes CSV of it where no spreadsheet does.
    OtherFormat { name: &'static str, way: Option<&'static str> } = Error "other-format" {
        "the file is in the format {name}, which is not read",
            [way ? "download it as CSV, or convert it ({way})"
                : "open it in a spreadsheet, or copy its table into one, and save that as CSV"];
        "文件为 {name} 格式，不支持读取",
            [way ? "请下载 CSV 格式，或先转换（{way}）" : "请用电子表格软件打开，或将其中的表格复制到电子表格，再另存为 CSV"]
    }
    /// A workbook with a password.
    EncryptedWorkbook = Error "encrypted-workbook" {
        "the workbook is encrypted: it cannot be read without its password",
            "open it in a spreadsheet, and save it without a password";
        "工作簿已加密，没有密码无法读取", "请用电子表格软件打开，取消密码后另存"
    }
    /// A truncated or damaged workbook, or one that would fill the memory.
    DamagedWorkbook { message: String } = Error "damaged-workbook" {
        "the workbook cannot be read: {message}",
            "copy the file again if it is truncated, or open it in a spreadsheet, and save it again or its sheet as CSV";
        "无法读取工作簿：{message}", "如文件不完整，请重新复制；或用电子表格软件打开后另存，也可将工作表另存为 CSV"
    }
    NoSuchSheet { sheet: String, nearest: Option<String>, sheets: Vec<String> } = Error "no-such-sheet" {
        "the workbook has no sheet \"{sheet}\"", [nearest ? "did you mean \"{nearest}\"?" : ("its sheets are {}", sheets.join(", "))];
        "工作簿中没有工作表“{sheet}”", [nearest ? "是否指“{nearest}”？" : ("工作簿中有：{}", sheets.join("、"))]
    }
    /// A sheet is requested of a file that is not a workbook.
    SheetOfText { sheet: String } = Error "sheet-of-text" {
        "the sheet \"{sheet}\" is requested, but the file is not a workbook", "remove the # and what follows it, or name a workbook";
        "指定了工作表“{sheet}”，但文件不是工作簿", "请去掉 # 及其后的文字，或指定工作簿文件"
    }
    /// Other sheets of the workbook could be read too.
    SheetsPassedOver { file: String, sheet: String, others: Vec<String> } = Note "sheets-passed-over" {
        ("only the sheet {sheet} is read; {} could be read too", some_en(others)),
            ("name each sheet to be read, such as {file}#{}", others.first().map_or("", String::as_str));
        ("只读取了工作表“{sheet}”；还有可读取的：{}", some_zh(others)), ("如需读取，请逐一指明，如 {file}#{}", others.first().map_or("", String::as_str))
    }
    /// Neither UTF-8 nor GB18030.
    UnclearEncoding { offset: u64 } = Error "unclear-encoding" {
        "the text is neither UTF-8 (byte {offset}) nor GB18030",
            "save the file as UTF-8, or name its encoding, such as --encoding latin1";
        "文件既不是 UTF-8（第 {offset} 字节），也不是 GB18030", "请另存为 UTF-8，或用 --encoding 指明编码，如 --encoding latin1"
    }
    /// A byte that is invalid in the encoding.
    UndecodableByte { encoding: &'static str, offset: u64 } = Error "undecodable-byte" {
        ("byte {offset} of the file is not {}", encoding.to_uppercase()),
            "the file is damaged, or its encoding changes midway: save it again as UTF-8, or name its encoding with --encoding";
        ("文件第 {offset} 字节不符合 {} 编码", encoding.to_uppercase()), "文件已损坏，或中途换了编码：请另存为 UTF-8，或用 --encoding 指明编码"
    }
    /// The file ends inside a character.
    TruncatedFile { encoding: &'static str, offset: u64 } = Error "truncated-file" {
        ("the file is truncated: it ends in the middle of a {} character (byte {offset})", encoding.to_uppercase()),
            "copy or download the file again";
        ("文件不完整：在一个 {} 字符中间结束（第 {offset} 字节）", encoding.to_uppercase()), "请重新复制或下载该文件"
    }
    /// A compressed file ends before its text.
    TruncatedStream { format: &'static str, offset: u64 } = Error "truncated-file" {
        "the {format} file is truncated: it ends after byte {offset} of the decompressed text", "copy or download the file again";
        "{format} 文件不完整：在其中文本第 {offset} 字节之后中断", "请重新复制或下载该文件"
    }
    /// A compressed file is corrupt.
    DamagedStream { format: &'static str, message: String, offset: u64 } = Error "damaged-stream" {
        "the {format} file is damaged after byte {offset} of the decompressed text ({message})",
            "copy or download the file again, or compress it again";
        "{format} 文件已损坏：在其中文本第 {offset} 字节之后发现（{message}）", "请重新复制或下载该文件，或重新压缩"
    }
    /// A zero byte, which text does not contain.
    ZeroByte { offset: u64 } = Error "zero-byte" {
        "byte {offset} of the text is zero, which text never contains",
            "the file is damaged (an interrupted copy leaves zeros) or not a table: copy it again; if it is UTF-16, use \
             --encoding utf-16le";
        "文本第 {offset} 字节为零，文本中不会有这种字节", "文件已损坏（复制中断会留下这样的空洞）或不是表格：请重新复制；如为 UTF-16，请用 --encoding utf-16le"
    }
    /// An encoding other than UTF-8 was used.
    EncodingUsed { encoding: &'static str } = Note "encoding-used" {
        ("read as {}", encoding.to_uppercase()), "if names look wrong, name the right encoding with --encoding";
        ("按 {} 编码读取", encoding.to_uppercase()), "如名称显示不正确，请用 --encoding 指明编码"
    }
    /// A record is longer than the limit.
    RecordTooLong { limit: u64, offset: u64 } = Error "record-too-long" {
        "the row that starts at byte {offset} of the text is longer than {limit} MiB",
            "most likely a quote (\") in this row is never closed";
        "从文本第 {offset} 字节开始的一行超过 {limit} MiB", "多半是这一行的引号（\"）没有闭合"
    }
    /// The header is longer than the limit.
    HeaderTooLong { limit: u64, offset: u64 } = Error "header-too-long" {
        "the first row, which names the columns, starts at byte {offset} of the text and is longer than {limit} MiB",
            "check that the file is a table with line breaks, and that every quote (\") in its first line is closed";
        "第一行应为列名，从文本第 {offset} 字节开始，超过 {limit} MiB", "请检查文件是否为带换行的表格，第一行的引号（\"）是否都已闭合"
    }
    /// A record has more cells than the limit.
    TooManyCells { limit: u64, offset: u64 } = Error "too-many-cells" {
        "the row that starts at byte {offset} of the text has more than {limit} cells",
            "check that the file has line breaks and is the right table";
        "从文本第 {offset} 字节开始的一行超过 {limit} 个单元格", "请检查文件是否有换行，是否为所需的表格"
    }
    /// The file ends inside a quoted cell.
    OpenQuote { offset: u64 } = Error "open-quote" {
        "the file ends inside a quoted cell of the row that starts at byte {offset} of the text",
            "a quote in this row is never closed", "close the quote, or copy the file again if it is truncated";
        "文件在引号内结束，该行从文本第 {offset} 字节开始", "这一行的引号没有闭合", "请补上引号；如文件被截断，请重新复制"
    }
    /// Required columns are missing.
    MissingColumns { missing: Vec<MissingColumn>, found: String, mappable: bool } = Error "missing-column" {
        ("there {} {}; the header has: {}", if missing.len() == 1 { "is no column" } else { "are no columns" },
                joined(missing, ", ", |missing| format!("`{}`", missing.column)), or_nothing(found, "nothing")),
            { meant(missing).map_or_else(String::new, |column| format!("is this `{column}`?")) },
            ("{}{}", joined(missing, "; ", |missing| missing.remedy(En)),
                if *mappable { format!("; or name the headers of the file: {}", mapping(missing, "HEADER")) } else { String::new() });
        ("缺少 {} 列；表头为：{}", joined(missing, "、", |missing| format!("`{}`", missing.column)), or_nothing(found, "空")),
            { meant(missing).map_or_else(String::new, |column| format!("是否指 `{column}`？")) },
            ("{}{}", joined(missing, "；", |missing| missing.remedy(Zh)),
                if *mappable { format!("；或指明文件中的表头：{}", mapping(missing, "表头")) } else { String::new() })
    }
    /// The header was read as one cell.
    UnknownSeparator { sign: char } = Error "unknown-separator" {
        "the cells are separated by `{sign}`, and the file is not read in this way", "this separates the cells",
            "save it with `,` `;` `|` or tabs between the cells; if it has one of these, name it: --delimiter";
        "文件以 `{sign}` 分隔单元格，目前没有按此读取", "单元格由此分隔",
            "请以 `,`、`;`、`|` 或制表符分隔并另存；如分隔符是其中之一，请用 --delimiter 指明"
    }
    /// Two columns mean the same.
    DuplicateColumn { column: &'static str, first: String, second: String } = Error "duplicate-column" {
        "two columns mean `{column}`: \"{first}\" and \"{second}\"", "the second one", "rename or remove one of them";
        "有两列都表示“{column}”：“{first}”和“{second}”", "第二列", "请改名或删去其中一列"
    }
    /// A header given for a column that is not there.
    /// `column`: plancheck's own, or `where`.
    UnknownHeader { column: &'static str, header: String, nearest: Option<String> } = Error "unknown-head" {
        "there is no header \"{header}\", which is given for `{column}`",
            [nearest ? "did you mean \"{nearest}\"?" : "write the header exactly as in the file"];
        "没有为 {column} 指定的表头“{header}”", [nearest ? "是否指“{nearest}”？" : "请按文件中的写法写表头"]
    }
    /// No row has a value by which rows are chosen.
    /// `among`: of those that were chosen by other columns.
    NoSuchRow { among: bool, column: String, values: Vec<String>, nearest: Option<String>, seen: Vec<String> } = Error "no-such-row" {
        ("no row{} has {} in the column \"{column}\"", if *among { " of those chosen by the columns before" } else { "" }, joined(values, " or ", |value| format!("\"{value}\""))),
            [nearest ? "did you mean \"{nearest}\"?" : ("its values are {}", some_en(seen))];
        ("{}“{column}”列中没有{}的行", if *among { "前列选出的各行中，" } else { "" }, joined(values, "或", |value| format!("“{value}”"))), [nearest ? "是否指“{nearest}”？" : ("该列的值有：{}", some_zh(seen))]
    }
    /// A cell contradicts what is set for its column.
    SetAgainstCell { column: &'static str, cell: String, text: String } = Error "set-against-cell" {
        "the `{column}` is \"{cell}\", but is set to \"{text}\"", "another value",
            "set only what no column says; leave the column out of `set`, or choose rows with `where`";
        "“{column}”为“{cell}”，却设为“{text}”", "另一个值", "只设定各列没有写明的内容：请从 set 中去掉该列，或用 where 选取行"
    }
    /// The release date is to be taken from the name of a file that has none, or several.
    NoDateInName = Error "no-date-in-name" {
        "the name of the file has no release date, or several", "write one day or month in it: 2025-09-29, 20250929 or 2025-09";
        "文件名中没有发布日期，或有几个", "请在文件名中写一个日期或月份：2025-09-29、20250929 或 2025-09"
    }
    /// Codes or spellings of a recipe that no row has.
    UnusedEntries { key: &'static str, unused: Vec<String> } = Note "unused-entry" {
        ("no row has what `{key}` lists as {}", some_en(unused)), "remove it, or write it exactly as in the file";
        ("没有一行含有 {key} 所列的：{}", some_zh(unused)), "请删去，或按文件中的写法书写"
    }
    /// A header of figures in a sheet spans several columns.
    MergedHeader { header: String } = Error "merged-head" {
        "the header \"{header}\" spans several columns of figures", "a merged cell",
            "give each column its own header";
        "表头“{header}”跨了几列数值", "合并的单元格", "请为每一列单独写明表头"
    }
    /// All formulas of a sheet hold 0, as those hold that were never computed.
    FormulasHoldZero { asks_to_compute: bool } = { if *asks_to_compute { Severity::Error } else { Severity::Warning } } "formulas-hold-zero" {
        "every formula among the figures holds 0 or nothing: perhaps none was ever computed",
            "open the workbook in a spreadsheet and save it";
        "数值中的公式结果均为 0 或为空，可能从未计算", "请用电子表格软件打开该工作簿并保存"
    }
    /// Results of formulas may be older than what they are computed from.
    FormulasToCompute = Warning "formulas-to-compute" {
        "the workbook asks to be computed: results of formulas among the figures may be outdated",
            "open the workbook in a spreadsheet and save it";
        "工作簿要求重新计算，公式的结果可能已过时", "请用电子表格软件打开该工作簿并保存"
    }
    /// All figures of an indicator in % lie within ±1, in a sheet that does not tell whether it shows them as percentages.
    PercentFormatUnknown { cell: String } = Error "percent-format-unknown" {
        "the figures in % of this indicator all lie within ±1, such as {cell}; the workbook does not tell whether it shows them as percentages",
            "0.65 or 65%?", "save the workbook as .xlsx, which keeps the formats of cells; if the figures are parts of 1, use --set unit=ratio, \
             or units = {{ \"%\" = \"ratio\" }} in [[source]] where a column says %";
        "该指标的百分数都在 ±1 以内，如 {cell}；工作簿未说明是否以百分比显示", "0.65 还是 65%？",
            "请另存为 .xlsx，其中保留单元格格式；如数值以 1 为整体，请加 --set unit=ratio，或在单位列写有 % 时于 [[source]] 中写 \
             units = {{ \"%\" = \"ratio\" }}"
    }
    /// Heads of periods with a mark of quality behind them.
    MarkedHeads { periods: Vec<String> } = Note "marked-head" {
        ("a mark of quality in the head counts for all figures below it: {}", some_en(periods)),
            "use a table in which each figure has its quality if this does not hold for all of them";
        ("{}的表头带有质量标记，适用于该列全部数值", some_zh(periods)), "如不适用于全部数值，请改用逐个注明质量的表"
    }
    /// Columns of figures whose heads say more than a period.
    PeriodHeads { heads: Vec<String> } = Warning "period-head-not-read" {
        ("columns of figures are not read, as their heads are not periods: {}", some_en(heads)),
            "write the period alone, such as 2024 or 2024年1-9月, and give other measures rows of their own";
        ("以下各列的表头不是时期，其数值未读取：{}", some_zh(heads)),
            "表头请只写时期，如 2024 或 2024年1-9月；其他指标请另列成行"
    }
    /// A letter behind a period that no publisher is known to put there.
    HeadLetter { head: String, mark: String } = Error "unknown-head-mark" {
        "the header \"{head}\" has a letter behind its period, and nothing is known of \"{mark}\"", "what does {mark} say?",
            "write the period alone, or with p (preliminary), e (estimate) or F (forecast)";
        "表头“{head}”的时期后有字母“{mark}”，含义不明", "{mark} 是什么意思？", "请只写时期，或在其后写 p（初步数）、e（推算数）或 F（预测值）"
    }
    /// The sign of a footnote behind figures or their period.
    FootnoteSign { sign: char, quality: String, footnote: Option<String>, count: u64 } = Note "footnote-mark" {
        [footnote
            ? ("{} with the mark {sign}: {quality}, as a footnote says: {footnote}", counted(*count, "figure"))
            : ("{} with the mark {sign}, which no footnote explains: taken as {quality}", counted(*count, "figure"))],
            "the first one", "if it means something else, say so in a column `quality`, or leave the mark out";
        [footnote ? "{count} 个数值带有标记 {sign}，按注释作 {quality}：{footnote}" : "{count} 个数值带有标记 {sign}，没有可识别的注释，按 {quality} 处理"],
            "第一处", "如另有含义，请在“质量”列注明，或删去标记"
    }
    /// Columns of growth beside the figures that grow.
    GrowthHeads { heads: Vec<String> } = Note "growth-head" {
        ("columns of growth over the year before are read in %, each as the series that is called after its row, such as 增速: {}", some_en(heads)),
            "give them rows of their own if they are something else";
        ("以下各列为同比增速，按“行名+增速”等名称、以 % 读取：{}", some_zh(heads)), "如并非同比增速，请另列成行"
    }
    /// Columns of figures whose heads say nothing.
    OtherHeads { heads: Vec<String> } = Note "head-not-read" {
        ("columns with numbers are not read: {}", some_en(heads)),
            "if one of them holds figures that are needed, write their period or indicator as its head";
        ("以下含数值的列未读取：{}", some_zh(heads)), "如其中有所需数值，请以其时期或指标作表头"
    }
    /// Rows of one figure that differ in columns unknown by name, and of which none says total.
    SubPopulations { columns: String, choice: String, figures: u64 } = Error "sub-populations" {
        ("rows of one indicator, region, period and release date differ in {columns}: {} without a total", counted(*figures, "figure")),
            "choose the rows that are meant, such as {choice}";
        "同一指标、地区、时期、发布日期的各行，以下各列不同：{columns}；{figures} 个数值没有合计行", "请指明采用哪些行，例如 {choice}"
    }
    /// The same where one of them says total.
    TotalsUsed { columns: String } = Note "sub-populations" {
        "rows of one indicator, region, period and release date differ in {columns}: those that say total are used",
            "to use others, choose them with --where COLUMN=VALUE";
        "同一指标、地区、时期、发布日期的各行，以下各列不同：{columns}；采用合计行", "如需采用其他行，请用 --where 列=值 指明"
    }
    /// A series whose rows are of one sub-population in one period, and of another in the next.
    MixedSeries { column: String, earlier: String, before: String, later: String, behind: String } = Error "mixed-series" {
        "the figures of one series are of different groups: {column} is {before} in {earlier}, and {behind} in {later}",
            "another group than the period before",
            "choose one with --where COLUMN=VALUE";
        "同一序列的数值口径不一：“{column}”在 {earlier} 为“{before}”，在 {later} 为“{behind}”", "与上一时期不同", "请用 --where 列=值 指明其一"
    }
    /// Columns of a table of indicators without a number.
    LabelHeads { heads: Vec<String> } = Note "head-not-read" {
        ("columns without any number are not read: {}", some_en(heads)),
            "if one of them holds figures, write them as numbers";
        ("以下各列没有数字，未读取：{}", some_zh(heads)), "如其中有所需数值，请写成数字"
    }
    /// Lines that version control writes where two versions of a file contradict each other.
    ConflictMarker = Error "conflict-marker" {
        "a conflict of version control is not resolved", "a conflict marker",
            "keep one of the versions, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>";
        "版本控制的冲突尚未解决", "冲突标记", "请保留其中一个版本，并删去以 <<<<<<<、=======、>>>>>>> 开头的行"
    }
    /// The line above a table names the unit of all its figures.
    TableUnit { unit: String } = Note "table-unit" {
        "there is no column `unit`: all values are in {unit}, as stated above them", "the unit",
            "add a column `unit` if some rows have another unit";
        "没有“单位”列：所有数值均按其上方注明的“{unit}”读取", "单位", "如部分行使用其他单位，请加上“单位”列"
    }
    /// A line above a table says what all its rows have in common.
    TableTitle { column: &'static str, text: String } = Note "table-title" {
        "there is no column `{column}`: all rows are taken to be of \"{text}\", as stated above them", "the {column}",
            "add a column `{column}` if the rows differ in it";
        "没有 `{column}` 列：所有行均按其上方注明的“{text}”读取", "`{column}`", "如各行不同，请加上 `{column}` 列"
    }
    /// Lines among the rows that are none.
    RemarksPassedOver { count: u64 } = Note "remarks-passed-over" {
        [if (*count == 1) "1 line is a remark or repeats the header: it is no row" else "{count} lines are remarks or repeat the header: they are no rows"],
            "the first one", "if it should be a row, fill in all its cells";
        "有 {count} 行是注释或重复的表头，未作为数据行", "第一处", "如应为数据行，请补全各单元格"
    }
    /// A part of a year as the head of figures, and no year.
    HeadNeedsYear { head: String } = Error "head-without-year" {
        "the header \"{head}\" is a part of a year, and nothing says of which", "of which year?",
            "name the year, such as --set year=2024, or write it into the header";
        "表头“{head}”只写了一年中的时段，未注明年份", "哪一年？", "请注明年份，如 --set year=2024，或写入表头"
    }
    /// A second header below the rows of a long table.
    SecondHeader = Error "second-header" {
        "another table begins here: its header differs from that of the rows above", "another header",
            "save each table as a file of its own";
        "这里开始另一张表：表头与上方各行的表头不同", "另一个表头", "请将每张表另存为一个文件"
    }
    /// A column of units under a header that is not known.
    UnitsWithoutHead { head: String, text: String } = Error "unknown-unit-column" {
        "there is no column `unit`, but all cells of \"{head}\" are units, such as {text}", "another unit",
            "name the column with --columns unit={head}, or with --columns note={head} if the figures are not in these units";
        "没有“单位”列，而“{head}”列全是单位，如{text}", "另一个单位", "请用 --columns unit={head} 指明该列；如数值并不用这些单位，请用 --columns note={head}"
    }
    /// Figures in a column without a header.
    FiguresWithoutHead = Error "blank-header" {
        "there is a figure in a column without a header", "whose figure?", "give the column a header, or remove it";
        "没有表头的列中有数值", "是什么数值？", "请补上该列的表头，或删去该列"
    }
    /// Rows that are asked for by a name without brackets, and differ in these.
    SeveralBrackets { name: String, first: String, second: String } = Error "several-brackets" {
        "\"{name}\" is asked for, and the rows have it with ({first}) and with ({second})", "which of them?",
            "write the name with its brackets into the plan, as `name` or among `aliases`, or choose with --where";
        "规划中写的是“{name}”，而各行有（{first}）和（{second}）两种", "是哪一个？", "请在规划的 name 或 aliases 中写明带括号的名称，或用 --where 选定"
    }
    /// No unit column: every value is in the unit of its indicator.
    NoUnitColumn = Note "no-unit-column" {
        "there is no column `unit`: every value is taken to be in its indicator's unit",
            "add a column `unit` if the file uses other units";
        "没有“单位”列：所有数值均按指标自身的单位读取", "如文件使用其他单位，请加上“单位”列"
    }
    /// Headers of figures without a unit, while others have one.
    NoUnitInHeader { names: Vec<String> } = Note "no-unit-column" {
        ("no unit is given for {}: these values are taken to be in their indicator's unit", some_en(names)),
            "write the unit in the header, in brackets";
        ("未注明单位：{}；这些数值按指标自身的单位读取", some_zh(names)), "请在表头中用括号注明单位"
    }
    /// No region column, but one that holds nothing but regions.
    UnknownRegions { head: String } = Error "unknown-region-column" {
        "there is no column `region`, but \"{head}\" holds nothing but regions", "the rows are of several regions, or of another one",
            "use --columns region={head}; or --set region=NAME, if all rows are of one region";
        "没有“地区”列，而“{head}”列全是地区名", "各行属于不同地区，或属于其他地区",
            "请用 --columns region={head}；如各行同属一个地区，请用 --set region=地区名"
    }
    /// No region column: every row belongs to one region.
    NoRegionColumn { region: String } = Note "no-region-column" {
        "there is no column `region`: every row is taken to be of {region}",
            "add a column `region` if the rows belong to different regions";
        "没有“地区”列：所有行均视为{region}", "如各行属于不同地区，请加上“地区”列"
    }
    /// No region column, and no region for its rows.
    RegionNeeded = Error "no-region-column" {
        "there is no column `region`, and no plan that names the region",
            "name the region of these rows with --region, or the column with --columns region=HEADER";
        "没有“地区”列，也没有规划可说明是哪个地区", "请用 --region 指明这些行的地区，或用 --columns region=表头 指明该列"
    }
    /// A row has more or fewer cells than the header.
    CellCount { expected: usize, found: usize } = Error "cell-count" {
        "the row has {found} cells, but the header has {expected}",
            "quote cells that contain the delimiter, and add missing cells";
        "该行有 {found} 个单元格，表头有 {expected} 个", "含分隔符的单元格请加引号，缺少的单元格请补上"
    }
    /// A required cell is empty.
    EmptyCell { column: &'static str } = Error "empty-cell" {
        "the `{column}` of the row is empty", "empty cell", "fill in the {column}, or remove the row";
        "该行的“{column}”为空", "这里是空的", "请填写，或删去该行"
    }
    /// A period that cannot be read.
    BadPeriod { cell: String } = Error "bad-period-cell" {
        [if (Period::is_week(cell)) "\"{cell}\" is a week, and time is counted in whole months" else "\"{cell}\" is not a period"],
            "not a period",
            "write 2024, 2024H1, 2024Q3, 2024-06, 2024-06-30, 2024-01/2024-09, 2024年上半年 or 2024年1-9月";
        [if (Period::is_week(cell)) "“{cell}”是一周，而这里以整月计时" else "“{cell}”不是可识别的时期"], "不是时期",
            "可写作 2024、2024H1、2024Q3、2024-06、2024-06-30、2024-01/2024-09、2024年上半年、2024年1-9月"
    }
    /// The name of a year that is no calendar year, where it is not said which months it has.
    UnreadYear { cell: String, fault: YearFault } = Error (YearFault: fault.code()) { lang => fault.text(lang, cell) }
    /// Years that begin in the course of a calendar year, which would be read as months or as two years.
    SplitYears { first: String } = Error "split-years" {
        "{first} and the other periods of this column seem to be years that begin in the course of a calendar year, and would be read as months, or as two years each",
            "in which month does it begin?", "say in which month they begin: year_starts = \"04\" in [plan], on the indicator or in [[source]], or --year-starts 04; write a month as 2009M10 and two years as 2009-01/2010-12";
        "{first} 等本列各时期似为跨年度（财政年度、学年），按现有写法会读作月份，或每个读作两年", "始于哪个月？",
            "请说明年度始于哪个月：在 [plan]、指标或 [[source]] 中写 year_starts = \"04\"，或用 --year-starts 04；月份请写作 2009M10，两个整年写作 2009-01/2010-12"
    }
    /// Days under a head of days; the period that begins on this one, or none where they stay days.
    Days { day: String, period: String } = Note "days" {
        [if (period.is_empty()) "days stay days, each in its month, as they do not begin consecutive years, quarters or months, such as {day}"
                else "days with which consecutive years, quarters or months begin are read as these, known after their end, such as {day} as {period}"],
            "the first one", "write the periods instead of days if something else is meant";
        [if (period.is_empty()) "各日期并非连续年度、季度或月份的首日，仍按日期读取，计入所在月份，如 {day}"
                else "连续年度、季度或月份的首日读作该年度、季度或月份，期末之后方为已知，如 {day} 读作 {period}"],
            "第一处", "如另有所指，请直接写明时期"
    }
    /// A figure of a flow at a point in time.
    PointOfFlow { period: Period, indicator: String } = Error "point-of-flow-cell" {
        "{period} is a point in time, but \"{indicator}\" is a flow, which happens during a period", "a day",
            "write the period, such as 2024 or 2024-01/2024-06; if the figure holds at that moment, write kind = \"stock\" in the plan";
        "{period} 是时点，而“{indicator}”是流量，发生在一段时期内", "时点",
            "请写时期，如 2024、2024-01/2024-06；数据确为时点数的，请在规划中写 kind = \"stock\""
    }
    /// A value that cannot be read.
    BadValue { cell: String, fault: ValueFault } = Error (ValueFault: fault.code()) { lang => fault.text(lang, cell) }
    /// A value in scientific notation, as spreadsheets write long numbers: digits may be lost.
    ScientificNotation { cell: String, count: u64 } = Warning "scientific-notation" {
        [if (*count == 1) "\"{cell}\" is in scientific notation: digits may have been lost"
                else "{count} values are in scientific notation, such as \"{cell}\": digits may have been lost"],
            "the first one", "format the cells as plain numbers before exporting";
        [if (*count == 1) "“{cell}”是科学计数法，可能已丢失位数" else "有 {count} 个数值是科学计数法，如“{cell}”，可能已丢失位数"], "第一处", "导出前请将单元格设为普通数字格式"
    }
    /// Figures of which a column says that they are forecasts.
    Forecasts { cell: String, count: u64 } = Note "forecasts" {
        [count, "one figure is a forecast, and not used", "{count} figures are forecasts, and not used"],
            "the first one, by \"{cell}\"", "nothing, unless they are actual figures: then correct that column";
        "有 {count} 个数值是预测值，未予采用", "第一处，依据“{cell}”", "如确为实际值，请更正该列；否则无需处理"
    }
    /// Figures of periods later than that of the last actual figure, up to the year of their release.
    InterimFigures { cell: String, count: u64 } = Note "interim-figures" {
        [count, "one figure is an estimate made before the figure itself is out: it settles no period",
            "{count} figures are estimates made before the figures themselves are out: they settle no period"],
            "the first one, by \"{cell}\"", "nothing, unless they are actual figures: then correct that column";
        "有 {count} 个数值是正式数公布前的暂估数，不能结算任何时期", "第一处，依据“{cell}”", "如确为实际值，请更正该列；否则无需处理"
    }
    /// Marks of a column such as `OBS_STATUS` that no table has.
    UnknownMark { cell: String, count: u64 } = Warning "unknown-mark" {
        [count, "\"{cell}\" is no known mark: its figure is used as if it had none",
            "{count} figures have a mark that is not known, such as \"{cell}\": they are used as if they had none"],
            "the first one", "see what the publisher means by it, and mark the figures in a column `quality` if it matters";
        "有 {count} 个数值带有未知标记，如“{cell}”，按无标记采用", "第一处", "请查明发布方所指；如有影响，请在“质量”列注明"
    }
    /// A figure whose mark says that there is none.
    MarkedMissing { cell: String, mark: String } = Error "marked-missing" {
        "\"{cell}\" is marked {mark}, which says that there is no figure", "no figure?",
            "remove the mark, or the value";
        "“{cell}”带有标记“{mark}”，即无数据", "无数据？", "请删去标记或数值"
    }
    /// Figures that a column multiplies.
    Scaled { cell: String, count: u64 } = Note "scale" {
        [count, "one figure is multiplied as \"{cell}\" says", "{count} figures are multiplied as their column of multipliers says, such as \"{cell}\""],
            "the first one", "nothing; check one of them with `explain`";
        "有 {count} 个数值按数量级列换算，如“{cell}”", "第一处", "无需处理；可用 explain 核对其一"
    }
    /// Figures that a column would multiply, had their unit not done so.
    ScaleInUnit { cell: String, count: u64 } = Note "scale" {
        [count, "one figure is not multiplied by \"{cell}\", which its unit says already",
            "{count} figures are not multiplied by \"{cell}\", which their unit says already"],
            "the first one", "nothing; check one of them with `explain`";
        "有 {count} 个数值的单位已含“{cell}”，不再换算", "第一处", "无需处理；可用 explain 核对其一"
    }
    /// A multiplier that cannot be read.
    BadScale { cell: String } = Error "bad-scale" {
        "\"{cell}\" is no multiplier", "not a multiplier", "write a power of ten (3), or a word (Thousands, 万); leave the cell empty for 1";
        "“{cell}”不是数量级", "不是数量级", "请写 10 的幂（如 3）或数量级（如 万、Thousands）；为 1 时留空"
    }
    /// A unit that does not convert to the indicator's.
    UnitMismatch { unit: String, known: bool, indicator: String, expected: String, convertible: String } = Error "unit-mismatch" {
        [if known "the unit {unit} cannot be converted to {expected}, the unit of \"{indicator}\""
                else ("unknown unit \"{unit}\"; \"{indicator}\" is in {}", or_nothing(expected, "no unit"))],
            [if known "another kind of unit" else "unknown unit"],
            ("use a unit that converts: {}; or leave it empty", or_nothing(convertible, "none"));
        [if known "单位“{unit}”不能换算为“{indicator}”的单位“{expected}”"
                else ("单位“{unit}”无法识别；“{indicator}”的单位是“{}”", or_nothing(expected, "无"))],
            [if known "单位类别不同" else "单位无法识别"], ("可换算的单位：{}；也可留空", or_nothing(convertible, "无单位"))
    }
    /// An unknown quality.
    BadQuality { word: String, nearest: Option<&'static str>, known: Vec<&'static str>, known_zh: Vec<&'static str> } = Error "bad-quality" {
        "\"{word}\" is not a quality", "not a quality",
            [nearest ? "did you mean \"{nearest}\"?"
                : ("write {}; join several with ;", or_en(known))];
        "“{word}”不是可识别的数据质量", "不是数据质量", [nearest ? "是否指“{nearest}”？" : ("可写：{}；多项用 ; 连接", known_zh.join("、"))]
    }
    /// A release date that cannot be read.
    BadDate { cell: String } = Error "bad-date" {
        "\"{cell}\" is not a release date", "not a date",
            "write 2024-03-05, 2024-03 (its last day), 2024年3月5日 or 2024/3/5, or leave it empty";
        "“{cell}”不是可识别的发布日期", "不是日期", "可写作 2024-03-05、2024-03（按当月最后一天）、2024年3月5日、2024/3/5，或留空"
    }
    /// A date of a task state that cannot be read.
    BadTaskDate { cell: String } = Error "bad-date" {
        "\"{cell}\" is not a date", "not a date", "write 2024-03-05, 2024-03 (its last day), 2024年3月5日 or 2024/3/5, or leave it empty";
        "“{cell}”不是可识别的日期", "不是日期", "可写作 2024-03-05、2024-03（按当月最后一天）、2024年3月5日、2024/3/5，或留空"
    }
    /// Rows whose names match no indicator.
    UnmatchedRows { rows: u64, names: usize, more: bool } = Note "unmatched-name" {
        ("{} of {} matched no indicator", counted(*rows, "row"),
                if *more { format!("more than {names} names") } else { counted(*names as u64, "name") }),
            "--unmatched lists the names; add an alias to the plan to make a name match";
        ("有 {rows} 行（{}{names} 个名称）未匹配任何指标", if *more { "超过 " } else { "" }), "用 --unmatched 列出全部名称；在规划文件中加别名（aliases）即可匹配"
    }
    /// A name that matches no indicator.
    UnmatchedName { name: String, rows: u64 } = Note "unmatched-name" {
        ("\"{name}\" matches no indicator ({})", counted(*rows, "row")), "no indicator of this name", "";
        "“{name}”未匹配任何指标（{rows} 行）", "没有同名指标", ""
    }
    /// A name that nearly matches an indicator.
    NearName { name: String, rows: u64, nearest: String } = Warning "near-name" {
        ("\"{name}\" matches no indicator ({})", counted(*rows, "row")), "no indicator of this name",
            "did you mean \"{nearest}\"? If so, add the name to the indicator's aliases";
        "“{name}”未匹配任何指标（{rows} 行）", "没有同名指标", "是否指“{nearest}”？如为同一指标，请在规划文件中把该名称加入 aliases"
    }
    /// Near names beyond those listed.
    MoreNearNames { count: usize } = Note "near-name" {
        "{count} more names nearly match an indicator", "--unmatched lists them all";
        "另有 {count} 个名称与指标相近", "用 --unmatched 列出全部名称"
    }
    /// Two regions of the data fit one region of the plan equally well.
    AmbiguousRegion { region: String, first: String, second: String, own: bool } = Error "ambiguous-region" {
        "\"{region}\" may be {first} or {second}: the actuals have both",
            [if own "name the region in full in the plan, or with --region {first}" else "name the region in full in the plan"];
        "“{region}”可能是{first}，也可能是{second}：数据中两者都有", [if own "请在规划文件中写地区全称，或用 --region {first} 指明" else "请在规划文件中写地区全称"]
    }
    /// Two regions of the data fit a name of a list of regions equally well.
    AmbiguousListed { region: String, first: String, second: String } = Error "ambiguous-region" {
        "\"{region}\" may be {first} or {second}: the actuals have both",
            "write the full name in the list: {first} or {second}, or both on separate lines";
        "“{region}”可能是{first}，也可能是{second}：数据中两者都有", "请在名单中写全称：{first}或{second}；两者都要则各写一行"
    }
    /// The actuals have a short form of the region besides the full name; its rows were left out.
    RegionLeftOut { region: String, left_out: String, rows: u64 } = Note "region-left-out" {
        ("left out {} of \"{left_out}\", because the actuals also have the full name {region}", counted(*rows, "row")),
            "if they are the same region, write {region} in these rows";
        "数据中已有“{region}”，“{left_out}”的 {rows} 行未使用", "如为同一地区，请将这些行的地区写作{region}"
    }
    /// The same of several members or references.
    RegionsLeftOut { left_out: Vec<String>, rows: u64 } = Note "region-left-out" {
        ("left out {} of {} short names ({}), because the actuals also have the full names",
                counted(*rows, "row"), left_out.len(), some_en(left_out)),
            "if they are the same regions, write the full names in these rows";
        ("数据中已有全称，{} 个简称（{}）的 {rows} 行未使用", left_out.len(), some_zh(left_out)), "如为同一地区，请在这些行写地区全称"
    }
    /// One of the names is short, and another region may have it, too.
    RegionDoubtful { printed: String, region: String } = Error "region-doubtful" {
        "it is not known whether \"{printed}\" means {region}", "another region may have the same short name",
            "write full names, or say in a [[source]] of the plan what this one means: regions = {{ \"{printed}\" = \"{region}\" }}";
        "“{printed}”是否指{region}，无从确定", "其他地区也可能有相同的简称",
            "请写地区全称，或在规划的 [[source]] 中写明所指：regions = {{ \"{printed}\" = \"{region}\" }}"
    }
    /// Other names of regions asked for, each with its region.
    RegionsTaken { taken: Vec<String> } = Note "region-taken" {
        ("regions are taken by other names: {}", some_en(taken)),
            "if a name means another region, say which in a [[source]] of the plan: regions = {{ \"…\" = \"…\" }}";
        ("以下地区按别名采用：{}", some_zh(taken)), "如有名称另有所指，请在规划的 [[source]] 中写明：regions = {{ \"…\" = \"…\" }}"
    }
    /// No row of members or of regions to compare with.
    /// `listed`: whether a list of regions names them, instead of the plan.
    AbsentRegions { regions: Vec<String>, nearest: Vec<(String, String)>, listed: bool } = Warning "no-such-region" {
        { match regions.as_slice() {
                [only] => format!("the actuals have no row of {only}, which {}",
                    if *listed { "the list names" } else { "the plan also needs" }),
                all => format!("the actuals have no row of {} regions that {}: {}", all.len(),
                    if *listed { "the list names" } else { "the plan needs" }, some_en(all)),
            } },
            [if (!nearest.is_empty())
                ("did you mean {}? Write them {}as the actuals do",
                    joined(nearest, ", ", |(region, near)| format!("{near} for {region}")), if *listed { "" } else { "in the plan " })
                else [if listed "write them as the actuals do, or remove them from the list"
                    else "add actuals of these regions, or write them in the plan as the actuals do"]];
        { match regions.as_slice() {
                [only] if *listed => format!("数据中没有名单所列的{only}的行"),
                [only] => format!("数据中没有{only}的行，而规划需要"),
                all => format!("数据中没有{}的 {} 个地区：{}", if *listed { "名单所列" } else { "规划所需" }, all.len(), some_zh(all)),
            } },
            [if (!nearest.is_empty())
                ("{}？请{}按数据的写法写地区名",
                    joined(nearest, "，", |(region, near)| format!("{region}是否指{near}")), if *listed { "" } else { "在规划文件中" })
                else [if listed "请按数据的写法写地区名，或从名单中删去" else "请补充这些地区的实际值，或在规划文件中按数据的写法写地区名"]]
    }
    /// No region of the data matches a pattern, or a list of regions is empty.
    NoRegionChosen { pattern: Option<String> } = Warning "no-such-region" {
        [pattern ? "no region of the actuals matches \"{pattern}\"" : "the list of regions is empty"],
            [pattern ? "`*` matches any characters, `?` exactly one: 杭州*, *市" : "write one region per line, as the actuals do"];
        [pattern ? "数据中没有符合“{pattern}”的地区" : "地区名单是空的"],
            [pattern ? "“*”代表任意多个字符，“?”代表一个字符：杭州*、*市" : "请每行写一个地区，写法与数据一致"]
    }
    /// No row of a requested region.
    NoSuchRegion { region: String, nearest: Option<String> } = Warning "no-such-region" {
        "the actuals have no row of {region}",
            [nearest ? "did you mean {nearest}? If so, use --region {nearest}"
                : "check the region column, or choose another region with --region"];
        "数据中没有{region}的行", [nearest ? "是否指{nearest}？请用 --region {nearest} 指明" : "请检查“地区”列，或用 --region 选择其他地区"]
    }
    /// No row of the file matches the plan.
    NothingMatched { rows: u64 } = Warning "nothing-matched" {
        [if (*rows == 1) "the only row matches nothing in the plan" else "none of the {rows} rows matches anything in the plan"],
            "no row has both a region and an indicator of the plan; --unmatched lists the names";
        "文件的 {rows} 行都与规划无关", "没有一行的地区和指标同时属于该规划；用 --unmatched 列出全部名称"
    }
    /// No row of a file of task states is of the plan.
    NoTaskOfPlan { plan: String, rows: u64, nearest: Option<String> } =
        // A file may serve several plans, and this one may have no row yet.
        { if nearest.is_some() { Severity::Warning } else { Severity::Note } } "nothing-matched" {
        [if (*rows == 1) "the only row is not of the plan {plan}" else "none of the {rows} rows is of the plan {plan}"],
            [nearest ? "should \"{nearest}\" in the column `plan` be {plan}?" : "write {plan} in the column `plan` of its tasks"];
        "文件的 {rows} 行都不属于规划 {plan}", [nearest ? "“规划”列的“{nearest}”是否指 {plan}？" : "请在“规划”列写 {plan}"]
    }
    /// Errors beyond those listed.
    MoreErrors { count: u64 } = Error "more-errors" {
        "and {count} more errors in the actuals", "fix the errors above first";
        "实际值中另有 {count} 处错误", "请先改正以上各处"
    }
    /// Conflicts beyond those listed.
    MoreConflicts { count: usize } = Note "conflicting-values" {
        "{count} more pairs of values of one period and release date differ",
            "check those above first: they may have the same cause";
        "另有 {count} 对同一时期、同日发布的数值互不相同", "请先核对以上各处，原因可能相同"
    }
    /// Two values for one indicator, region, period, release date and quality.
    /// `undated`: of two files of one recipe, which nothing says is newer.
    Conflict {
        undated: bool, first: String, second: String, first_value: String, second_value: String, indicator: String, period: String
    } = { if *undated { Severity::Error } else { Severity::Warning } } [undated ? "vintage-unknown" : "conflicting-values"] {
        "two values of \"{indicator}\" for {period}: {first_value} ({first}) and {second_value} ({second})", [if undated "the other value" else "this one is used"],
            [if undated "give the release dates: in `published`, or in the names of the files with set = {{ published = \"from-name\" }}"
                else "give the release dates in `published`, mark one in `quality`, or remove one"];
        "“{indicator}”{period} 有两个数值：{first_value}（{first}）和 {second_value}（{second}）", [if undated "另一个值" else "采用这一个"],
            [if undated "请写明发布日期：在“发布日期”列，或写在文件名中并用 set = {{ published = \"from-name\" }}"
                else "请在“发布日期”列写明日期，或在“质量”列注明，或删去其中一行"]
    }
    /// A printed figure and the one derived from other printed figures differ by more than rounding.
    Disagreement {
        indicator: String, region: String, period: String, printed: String, derived: String, place: String
    } = Warning "figures-disagree" {
        "\"{indicator}\" of {region} for {period} is printed as {printed}, but {derived} is derived from {place}", "this one is used",
            "check that all are of the same release and coverage; otherwise mark the one that differs in `quality`";
        "{region}“{indicator}”{period} 公布为 {printed}，而由 {place} 推得 {derived}", "采用这一个", "请核对各数是否出自同一次发布、同一口径；口径不同的请在“质量”列注明"
    }
    /// Disagreements beyond those listed.
    MoreDisagreements { count: usize } = Note "figures-disagree" {
        "{count} more figures disagree with others", "check those above first: they may have the same cause";
        "另有 {count} 个数与其他数不一致", "请先核对以上各处，原因可能相同"
    }
    /// A figure released before its period ended.
    PublishedEarly {
        indicator: String, region: String, period: String, published: NaiveDate, ends: NaiveDate
    } = Warning "published-before-period-ends" {
        "\"{indicator}\" of {region} for {period} is dated {published}, before that period ends", "not used until {ends}, then as an estimate",
            "correct `published`, or the period; otherwise write in `quality` what it is: `preliminary` or `estimate` for a forecast, `final` for a list or count that is complete";
        "{region}“{indicator}”{period} 的发布日期 {published} 早于该时期结束", "{ends} 以前不采用，此后按推算数处理",
            "请更正“发布日期”或时期；日期无误的，请在“质量”列注明：预计数写 preliminary 或 estimate，已齐全的名单、统计写 final"
    }
    /// Early releases beyond those listed.
    MoreEarly { count: usize } = Note "published-before-period-ends" {
        "{count} more figures are dated before their period ends", "check those above first: they may have the same cause";
        "另有 {count} 个数的发布日期早于所属时期结束", "请先核对以上各处，原因可能相同"
    }
    /// Two sums of the same months that differ by more than rounding.
    SumsDisagree { indicator: String, region: String, used: String, other: String, place: String } = Warning "sums-disagree" {
        "the figures of \"{indicator}\" of {region} add up to {used}, but also to {other}, for the same months ({place})", "these are used",
            "check that all are of the same coverage; mark those that are not final in `quality`, or give their release dates";
        "{region}“{indicator}”同一时段的数合计 {used}，又合计 {other}（{place}）", "采用这些数", "请核对各数是否出自同一口径；非最终数请在“质量”列注明，或写明发布日期"
    }
    /// Figures that look as if each ran from January.
    LooksCumulated { indicator: String, region: String, figures: String, next: String } = Warning "looks-cumulated" {
        "the figures of \"{indicator}\" of {region} look cumulated from January: {figures}, then {next}", "added to those before it",
            "if they are, write their periods in full, such as 2024-01/2024-09, or end the name with 累计值 and add that name as an alias; otherwise nothing needs to be done";
        "{region}“{indicator}”的数值疑为自年初累计：{figures}，其后 {next}", "会与之前各数相加",
            "如为累计数，请写全时期，如 2024年1-9月，或在名称末尾加“累计值”并列为别名；否则不必处理"
    }
    /// A whole that its parts do not add up to.
    PartsDisagree {
        indicator: String, region: String, period: String, printed: String, sum: String, place: String
    } = Warning "parts-disagree" {
        "\"{indicator}\" of {region} for {period} is printed as {printed}, but its parts add up to {sum} ({place})", "this one is used",
            "check that all are of the same release and coverage; if the parts are not all, use parent = ... in the plan";
        "{region}“{indicator}”{period} 公布为 {printed}，而各部分合计 {sum}（{place}）", "采用这一个",
            "请核对各数是否出自同一次发布、同一口径；规划未列全各部分时，请改用 parent = ..."
    }
    /// A part that is more than its whole.
    PartAboveWhole {
        indicator: String, region: String, period: String, value: String, whole: String, whole_value: String, place: String
    } = Warning "part-above-whole" {
        "\"{indicator}\" of {region} for {period} is {value}, more than \"{whole}\", of which it is a part: {whole_value} ({place})", "a part",
            "check both values and units, and that the part is one of this whole";
        "{region}“{indicator}”{period} 为 {value}，大于其所属的“{whole}” {whole_value}（{place}）", "部分", "请核对两者的数值和单位，以及前者是否确为后者的一部分"
    }
    /// A figure that lies off what it is compared with by a power of ten between units.
    ImplausibleValue {
        indicator: String, region: String, period: String, value: String, meant: String, beside: Beside, than: String
    } = Warning "implausible-value" {
        ("\"{indicator}\" of {region} for {period} is {value}, while {} {}: {meant} may be meant", beside.text(En), match beside {
                Beside::Others => format!("are about {than}"),
                _ => format!("is {than}"),
            }),
            "in which unit?", "write the unit of the figures in a column `unit`, or with --set unit=... (a part of 1 is `ratio`); if the value is right, nothing needs to be done";
        ("{region}“{indicator}”{period} 为 {value}，而{}为 {than}：可能应为 {meant}", beside.text(Zh)),
            "是什么单位？", "请在“单位”列或用 --set unit=… 写明数值的单位（以 1 为整体的比重写 ratio）；如数值无误，则无需处理"
    }
    /// A release that prints another value than the plan for the period of its baseline.
    BaselineDiffers { indicator: String, region: String, period: String, stated: String, printed: String } = Warning "baseline-differs" {
        "the plan starts \"{indicator}\" of {region} from {stated} in {period}, but this release prints {printed}", "the plan's value is used",
            "compare both with the document; if the release is a revision, the plan's value still counts";
        "规划中{region}“{indicator}”{period} 的基数为 {stated}，而此处公布为 {printed}", "采用规划所列基数", "请与文件核对；数据经过修订的，仍按规划所列基数计算"
    }
    /// An unknown task state.
    BadTaskState { word: String, nearest: Option<&'static str>, known: Vec<&'static str>, known_zh: Vec<&'static str> } = Error "bad-task-state" {
        "\"{word}\" is not a task state", "not a state",
            [nearest ? "did you mean \"{nearest}\"?" : ("write {}, or leave it empty", or_en(known))];
        "“{word}”不是可识别的任务状态", "不是任务状态", [nearest ? "是否指“{nearest}”？" : ("可写：{}，或留空", known_zh.join("、"))]
    }
    /// A state of an unknown task.
    UnknownTask { task: String, plan: String, nearest: Option<String> } = Warning "unknown-task" {
        "the plan {plan} has no task \"{task}\"", "no task of this id",
            [nearest ? "did you mean \"{nearest}\"?" : "check the ids of the plan's [[task]] tables"];
        "规划 {plan} 没有任务“{task}”", "没有这一任务", [nearest ? "是否指“{nearest}”？" : "请核对规划文件中 [[task]] 的 id"]
    }
    /// Two states of a task on one day.
    TaskTwice {
        task: String, updated: Option<String>, first: String, first_state: &'static str, second_state: &'static str
    } = Warning "task-twice" {
        [updated ? "two states of \"{task}\" for {updated}: {first_state} ({first}) and {second_state}"
                : "two states of \"{task}\" without a date: {first_state} ({first}) and {second_state}"],
            "this one is used", "give each a date in `updated`, or remove one";
        [updated ? "任务“{task}”在 {updated} 有两种状态：{first_state}（{first}）和 {second_state}"
                : "任务“{task}”有两行没有日期：{first_state}（{first}）和 {second_state}"],
            "采用这一个", "请在“更新日期”列写明日期，或删去其中一行"
    }
}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(problem: &DataProblem) -> [String; 2] {
        [En, Zh].map(|lang| {
            let text = problem.text(lang);
            format!("{} | {}", text.message, text.help.unwrap_or_default())
        })
    }

    #[test]
    fn many_regions_are_named_in_one_sentence() {
        let names = |count: u32| (1..=count).map(|it| format!("县{it}")).collect::<Vec<_>>();
        let absent = |count, nearest: &[(&str, &str)]| {
            let own = |(region, near): &(&str, &str)| ((*region).to_owned(), (*near).to_owned());
            messages(&DataProblem::AbsentRegions {
                regions: names(count),
                nearest: nearest.iter().map(own).collect(),
                listed: false,
            })
        };
        assert_eq!(
            absent(1, &[("县1", "县甲")]),
            [
                "the actuals have no row of 县1, which the plan also needs | did you mean 县甲 for 县1? Write them in the plan as the actuals do",
                "数据中没有县1的行，而规划需要 | 县1是否指县甲？请在规划文件中按数据的写法写地区名",
            ]
        );
        let [english, chinese] = absent(23, &[]);
        assert!(english.contains("23 regions that the plan needs: 县1, 县2,"), "{english}");
        assert!(english.contains("县19, 县20 and 3 more | add "), "{english}");
        assert!(
            chinese.contains("23 个地区：县1、县2、") && chinese.contains("县20 等，另有 3 个"),
            "{chinese}"
        );
        let left_out = DataProblem::RegionsLeftOut { left_out: names(2), rows: 3 };
        assert_eq!(
            messages(&left_out)[0],
            "left out 3 rows of 2 short names (县1, 县2), because the actuals also have the full names | if they are the same regions, write the full names in these rows"
        );
    }

    #[test]
    fn a_disagreement_names_both_figures_and_all_places() {
        let problem = DataProblem::Disagreement {
            indicator: "研发强度".to_owned(),
            region: "浙江省".to_owned(),
            period: "2023".to_owned(),
            printed: "3.20".to_owned(),
            derived: "3.08".to_owned(),
            place: "a.csv:3, b.csv:7".to_owned(),
        };
        let [english, chinese] = messages(&problem);
        assert!(
            english.starts_with("\"研发强度\" of 浙江省 for 2023 is printed as 3.20, but 3.08 is derived from a.csv:3, b.csv:7 | "),
            "{english}"
        );
        assert!(
            chinese.starts_with(
                "浙江省“研发强度”2023 公布为 3.20，而由 a.csv:3, b.csv:7 推得 3.08 | "
            ),
            "{chinese}"
        );
    }
}
