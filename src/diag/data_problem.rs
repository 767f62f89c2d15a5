//! What can be wrong with actuals, and how it is said.

use crate::lang::data_problems::en::{missing_english, names_en, rows_en, value_english};
use crate::lang::data_problems::zh::{missing_chinese, value_chinese};
use crate::lang::data_problems::{columns, encoding_name, mapping, or_nothing, some_of, words};
use crate::lang::{Lang, ProblemText};

/// Why a cell is not a number that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueFault {
    /// No number at all.
    NotANumber,
    /// A number followed by the unit, which has a column of its own.
    UnitInCell,
    /// A separator that does not stand before exactly three digits: `1,5`.
    AmbiguousSeparator,
    /// Both separators, in an order that the file's convention does not know: `1.234,5`.
    MixedSeparators,
    /// A comma in a file separated by `;`, where it may be the decimal sign.
    CommaInSemicolonFile,
    /// More digits than a release can mean.
    TooManyDigits,
    /// A percent sign in the cell, another unit beside it.
    PercentBesideUnit {
        /// The unit beside it.
        unit: String,
    },
    /// A 万 or 亿 in the cell, and one in the unit too.
    MagnitudeTwice {
        /// The unit.
        unit: String,
    },
}

impl ValueFault {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotANumber => "value-not-a-number",
            Self::UnitInCell => "value-with-unit",
            Self::AmbiguousSeparator => "value-ambiguous-separator",
            Self::MixedSeparators => "value-mixed-separators",
            Self::CommaInSemicolonFile => "value-comma-in-semicolon-file",
            Self::TooManyDigits => "value-too-many-digits",
            Self::PercentBesideUnit { .. } => "value-percent-beside-unit",
            Self::MagnitudeTwice { .. } => "value-magnitude-twice",
        }
    }
}

/// A required column that a header does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingColumn {
    /// The column.
    pub column: &'static str,
    /// Its other accepted heads.
    pub accepted: String,
    /// The head that may be meant.
    pub nearest: Option<String>,
}

/// A family of problems: each with its fields, its stable code, and its words in both languages.
macro_rules! problems {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $(
        $(#[$doc:meta])* $variant:ident $({ $($field:ident: $type:ty),* })? = $code:tt { en: $en:expr; zh: $zh:expr; }
    )+ }) => {
        $(#[$meta])*
        $vis enum $name { $($(#[$doc])* $variant $({ $($field: $type),* })?,)+ }

        #[allow(unused_variables, reason = "not every text names every field")]
        impl $name {
            /// The stable code.
            pub fn code(&self) -> &'static str {
                match self { $(Self::$variant { $($($field),*)? } => $code,)+ }
            }

            /// What is wrong, what stands under the caret, and what to do about it.
            pub fn text(&self, lang: Lang) -> ProblemText {
                match (self, lang) { $(
                    (Self::$variant { $($($field),*)? }, Lang::En) => $en,
                    (Self::$variant { $($($field),*)? }, Lang::Zh) => $zh,
                )+ }
            }
        }
    };
}

problems! {
    /// A problem of an actuals file. The fields carry what the words need.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum DataProblem {
        /// The file cannot be read.
        Unreadable { message: String } = "actuals-unreadable" {
            en: words(format!("the actuals cannot be read: {message}"), "", "check that the file exists and that you may read it");
            zh: words(format!("无法读取实际值文件：{message}"), "", "请检查文件是否存在、是否有读取权限");
        }
        /// Nothing in the file.
        EmptyFile = "empty-file" {
            en: words("the file is empty", "", "a file of actuals begins with a header line: region,indicator,period,value,unit");
            zh: words("文件是空的", "", "实际值文件的第一行应为表头：地区,指标,时期,数值,单位");
        }
        /// A header and no row.
        HeaderOnly = "header-only" {
            en: words("the file has a header but no rows", "", "if rows were expected, export the file again");
            zh: words("文件只有表头，没有数据行", "", "如本应有数据，请重新导出");
        }
        /// A spreadsheet's own file, of a kind that is not read.
        Workbook = "workbook" {
            en: words("the file is a workbook of a kind that is not read here", "",
                    "save the sheet as CSV; of actuals .xlsx is read too (not .xls, .ods, or one with a password)");
            zh: words("文件是电子表格工作簿，但不是这里能读取的格式", "", "请将工作表另存为 CSV；实际值也可用 .xlsx（不支持 .xls、.ods 和带密码的文件）");
        }
        /// A workbook that is cut off or damaged.
        DamagedWorkbook { message: String } = "damaged-workbook" {
            en: words(format!("the workbook cannot be read: {message}"), "",
                    "copy the file again if it was cut off, or open it in a spreadsheet and save it anew");
            zh: words(format!("无法读取工作簿：{message}"), "", "如文件不完整，请重新复制；或用电子表格软件打开后另存");
        }
        /// A workbook has no sheet of that name.
        NoSuchSheet { sheet: String, nearest: Option<String>, sheets: Vec<String> } = "no-such-sheet" {
            en: words(format!("the workbook has no sheet \"{sheet}\""), "",
                    match nearest { Some(nearest) => format!("did you mean \"{nearest}\"?"), None => format!("its sheets are {}", sheets.join(", ")) });
            zh: words(format!("工作簿中没有工作表“{sheet}”"), "",
                    match nearest { Some(nearest) => format!("是否指“{nearest}”？"), None => format!("工作簿中有：{}", sheets.join("、")) });
        }
        /// A sheet is asked for of a file that is no workbook.
        SheetOfText { sheet: String } = "sheet-of-text" {
            en: words(format!("a sheet \"{sheet}\" is asked for, but the file is no workbook"), "", "leave out what follows the #, or name an .xlsx file");
            zh: words(format!("指定了工作表“{sheet}”，但文件不是工作簿"), "", "请去掉 # 及其后的文字，或指定 .xlsx 文件");
        }
        /// Other sheets of a workbook would be understood too.
        SheetsPassedOver { file: String, sheet: String, others: Vec<String> } = "sheets-passed-over" {
            en: words(format!("only the sheet {sheet} is read; {} could be read too", some_of(others, ", ", "and", "more")), "",
                    format!("name each one that is meant, such as {file}#{}", others.first().map_or("", String::as_str)));
            zh: words(format!("只读取了工作表“{sheet}”；还有可读取的：{}", some_of(others, "、", "等，另有", "个")), "",
                    format!("如需读取，请逐一指明，如 {file}#{}", others.first().map_or("", String::as_str)));
        }
        /// The head of figures in a sheet stands over several columns.
        MergedHead { head: String } = "merged-head" {
            en: words(format!("the head \"{head}\" stands over several columns of figures"), "a merged cell",
                    "give each column a head of its own that says what it holds");
            zh: words(format!("表头“{head}”跨了几列数值"), "合并的单元格", "请为每一列单独写明表头");
        }
        /// The line above a table names the unit of all its figures.
        TableUnit { unit: String } = "table-unit" {
            en: words(format!("there is no column `unit`: every value is taken in {unit}, as the line above the table says"), "the unit",
                    "add a column `unit` if some rows have another unit");
            zh: words(format!("没有“单位”列：所有数值均按表格上方注明的“{unit}”读取"), "单位", "如部分行使用其他单位，请加上“单位”列");
        }
        /// A head that the user names is in no file.
        UnknownHead { column: &'static str, head: String, nearest: Option<String> } = "unknown-head" {
            en: words(format!("no file has the head \"{head}\" that --columns gives for `{column}`"), "",
                    match nearest { Some(nearest) => format!("did you mean \"{nearest}\"?"), None => "write the head as it stands in the file".to_owned() });
            zh: words(format!("没有文件含有 --columns 为 {column} 指定的表头“{head}”"), "",
                    match nearest { Some(nearest) => format!("是否指“{nearest}”？"), None => "请按文件中的写法写表头".to_owned() });
        }
        /// Neither UTF-8 nor GB18030 with a header that makes sense.
        UnclearEncoding { offset: u64 } = "unclear-encoding" {
            en: words(format!("the text is not UTF-8 (byte {offset}), and read as GB18030 its first line is no header of actuals"), "",
                    "save the file as UTF-8, or name its encoding with --encoding, such as --encoding gbk");
            zh: words(format!("文件不是 UTF-8（第 {offset} 字节），按 GB18030 读取时首行又不是实际值的表头"), "", "请另存为 UTF-8，或用 --encoding 指明编码，如 --encoding gbk");
        }
        /// UTF-16 by its zero bytes, but without the byte order mark that says so.
        Utf16WithoutMark { guess: &'static str } = "utf-16-without-mark" {
            en: words(format!("the file looks like {guess}, but has no byte order mark"), "",
                    format!("save it with a byte order mark or as UTF-8, or name the encoding: --encoding {}", guess.to_lowercase()));
            zh: words(format!("文件看来是 {guess}，但没有字节顺序标记（BOM）"), "", format!("请另存为带 BOM 的文件或 UTF-8，或指明编码：--encoding {}", guess.to_lowercase()));
        }
        /// A byte that the encoding does not know.
        UndecodableByte { encoding: &'static str, offset: u64 } = "undecodable-byte" {
            en: words(format!("byte {offset} of the file is not {}", encoding_name(encoding)), "",
                    "the file is damaged, or its encoding changes midway: save it anew as UTF-8, or name its encoding with --encoding");
            zh: words(format!("文件第 {offset} 字节不符合 {} 编码", encoding_name(encoding)), "", "文件已损坏，或中途换了编码：请另存为 UTF-8，或用 --encoding 指明编码");
        }
        /// The file ends inside a character.
        TruncatedFile { encoding: &'static str, offset: u64 } = "truncated-file" {
            en: words(format!("the file is truncated: it ends in the middle of a {} character (byte {offset})", encoding_name(encoding)), "",
                    "copy or download the file again");
            zh: words(format!("文件不完整：在一个 {} 字符中间结束（第 {offset} 字节）", encoding_name(encoding)), "", "请重新复制或下载该文件");
        }
        /// Another encoding than UTF-8 was used.
        EncodingUsed { encoding: &'static str } = "encoding-used" {
            en: words(format!("read as {}", encoding_name(encoding)), "", "if names look wrong, name the right encoding with --encoding");
            zh: words(format!("按 {} 编码读取", encoding_name(encoding)), "", "如名称显示不正确，请用 --encoding 指明编码");
        }
        /// One record is larger than anything a release prints.
        RecordTooLong { limit: u64, offset: u64 } = "record-too-long" {
            en: words(format!("the row that starts at byte {offset} of the text is longer than {limit} MiB"), "",
                    "most likely a quote (\") is opened in this row and never closed");
            zh: words(format!("从文本第 {offset} 字节开始的一行超过 {limit} MiB"), "", "多半是这一行的引号（\"）没有闭合");
        }
        /// The first row is longer than any header.
        HeaderTooLong { limit: u64, offset: u64 } = "header-too-long" {
            en: words(format!("the first row, which names the columns, starts at byte {offset} of the text and is longer than {limit} MiB"), "",
                    "check that the file is a table with line ends, and that no quote (\") is left open in its first line");
            zh: words(format!("第一行应为列名，从文本第 {offset} 字节开始，超过 {limit} MiB"), "", "请检查文件是否为带换行的表格，第一行的引号（\"）是否都已闭合");
        }
        /// One record has more cells than any table has columns.
        TooManyCells { limit: u64, offset: u64 } = "too-many-cells" {
            en: words(format!("the row that starts at byte {offset} of the text has more than {limit} cells"), "",
                    "check that the file has line ends, and that it is the table it should be");
            zh: words(format!("从文本第 {offset} 字节开始的一行超过 {limit} 个单元格"), "", "请检查文件是否有换行，是否为所需的表格");
        }
        /// A byte of value zero, which no text has.
        ZeroByte { offset: u64 } = "zero-byte" {
            en: words(format!("byte {offset} of the text is zero, which no text has"), "",
                    "the file is damaged (a copy that broke off leaves such holes) or no table: copy it again; if it is UTF-16, say --encoding utf-16le");
            zh: words(format!("文本第 {offset} 字节为零，文本中不会有这种字节"), "", "文件已损坏（复制中断会留下这样的空洞）或不是表格：请重新复制；如为 UTF-16，请用 --encoding utf-16le");
        }
        /// A compressed file ends before its text does.
        TruncatedStream { format: &'static str, offset: u64 } = "truncated-file" {
            en: words(format!("the {format} file is truncated: it breaks off behind byte {offset} of the text inside"), "",
                    "copy or download the file again");
            zh: words(format!("{format} 文件不完整：在其中文本第 {offset} 字节之后中断"), "", "请重新复制或下载该文件");
        }
        /// A compressed file is not what was compressed.
        DamagedStream { format: &'static str, message: String, offset: u64 } = "damaged-stream" {
            en: words(format!("the {format} file is damaged: found behind byte {offset} of the text inside ({message})"), "",
                    "copy or download the file again, or compress it anew");
            zh: words(format!("{format} 文件已损坏：在其中文本第 {offset} 字节之后发现（{message}）"), "", "请重新复制或下载该文件，或重新压缩");
        }
        /// The file ends inside a quoted cell.
        OpenQuote { offset: u64 } = "open-quote" {
            en: words(format!("the file ends inside a quoted cell of the row that starts at byte {offset} of the text"), "a quote is opened in this row and never closed",
                    "close the quote, or copy the file again if it was cut off");
            zh: words(format!("文件在引号内结束，该行从文本第 {offset} 字节开始"), "这一行的引号没有闭合", "请补上引号；如文件被截断，请重新复制");
        }
        /// Required columns are not there.
        MissingColumns { missing: Vec<MissingColumn>, found: String, mappable: bool } = "missing-column" {
            en: words(
                    format!(
                        "there {} {}; the header has: {}",
                        if missing.len() == 1 { "is no column" } else { "are no columns" },
                        columns(missing, ", "),
                        or_nothing(found, "nothing")
                    ),
                    &match missing.iter().find(|missing| missing.nearest.is_some()) {
                        Some(missing) => format!("meant to be `{}`?", missing.column),
                        None => String::new(),
                    },
                    missing
                        .iter()
                        .map(missing_english)
                        .chain(mappable.then(|| {
                            let option = mapping(missing, "HEAD");
                            format!("or give the heads of the file: {option}")
                        }))
                        .collect::<Vec<_>>()
                        .join("; "),
                );
            zh: words(
                    format!(
                        "缺少 {} 列；表头为：{}",
                        columns(missing, "、"),
                        or_nothing(found, "空")
                    ),
                    &match missing.iter().find(|missing| missing.nearest.is_some()) {
                        Some(missing) => format!("是否指 `{}`？", missing.column),
                        None => String::new(),
                    },
                    missing
                        .iter()
                        .map(missing_chinese)
                        .chain(
                            mappable.then(|| format!("或指明文件中的表头：{}", mapping(missing, "表头"))),
                        )
                        .collect::<Vec<_>>()
                        .join("；"),
                );
        }
        /// Two columns mean the same.
        DuplicateColumn { column: &'static str, first: String, second: String } = "duplicate-column" {
            en: words(format!("two columns mean `{column}`: \"{first}\" and \"{second}\""), "the second one", "rename or remove one of them");
            zh: words(format!("有两列都表示“{column}”：“{first}”和“{second}”"), "第二列", "请改名或删去其中一列");
        }
        /// No unit column: every value is taken in its indicator's unit.
        NoUnitColumn = "no-unit-column" {
            en: words("there is no column `unit`: every value is taken in its indicator's unit", "", "add a column `unit` if the file uses other units");
            zh: words("没有“单位”列：所有数值均按指标自身的单位读取", "", "如文件使用其他单位，请加上“单位”列");
        }
        /// Heads of figures without a unit, beside others that have one.
        NoUnitInHead { names: Vec<String> } = "no-unit-column" {
            en: words(format!("no unit is given for {}: such values are taken in their indicator's unit", some_of(names, ", ", "and", "more")), "",
                    "write the unit into the head, in brackets");
            zh: words(format!("未注明单位：{}；这些数值按指标自身的单位读取", some_of(names, "、", "等，另有", "个")), "", "请在表头中用括号注明单位");
        }
        /// No region column: every row is taken for one region.
        NoRegionColumn { region: String } = "no-region-column" {
            en: words(format!("there is no column `region`: every row is taken for {region}"), "",
                    "add a column `region` if the rows belong to different regions");
            zh: words(format!("没有“地区”列：所有行均视为{region}"), "", "如各行属于不同地区，请加上“地区”列");
        }
        /// No region column, and no region to take its rows for.
        RegionNeeded = "no-region-column" {
            en: words("there is no column `region`, and no plan to say which region is meant", "",
                    "name the region of these rows with --region, or the column with --columns region=HEAD");
            zh: words("没有“地区”列，也没有规划可说明是哪个地区", "", "请用 --region 指明这些行的地区，或用 --columns region=表头 指明该列");
        }
        /// A row has more or fewer cells than the header.
        CellCount { expected: usize, found: usize } = "cell-count" {
            en: words(format!("the row has {found} cells where the header has {expected}"), "",
                    "put cells that contain the separator into quotes, and fill up missing cells");
            zh: words(format!("该行有 {found} 个单元格，表头有 {expected} 个"), "", "含分隔符的单元格请加引号，缺少的单元格请补上");
        }
        /// A cell that must say something is empty.
        EmptyCell { column: &'static str } = "empty-cell" {
            en: words(format!("the `{column}` of the row is empty"), "nothing here", format!("fill in the {column}, or remove the row"));
            zh: words(format!("该行的“{column}”为空"), "这里是空的", "请填写，或删去该行");
        }
        /// A period that cannot be read.
        BadPeriod { cell: String } = "bad-period-cell" {
            en: words(format!("\"{cell}\" is not a period"), "not a period",
                    "write 2024, 2024H1, 2024Q3, 2024-06, 2024-06-30, 2024-01/2024-09, 2024年上半年 or 2024年1-9月");
            zh: words(format!("“{cell}”不是可识别的时期"), "不是时期", "可写作 2024、2024H1、2024Q3、2024-06、2024-06-30、2024-01/2024-09、2024年上半年、2024年1-9月");
        }
        /// A value that cannot be read.
        BadValue { cell: String, fault: ValueFault } = { fault.code() } {
            en: value_english(cell, fault);
            zh: value_chinese(cell, fault);
        }
        /// A value in scientific notation, as spreadsheets write long numbers: digits may be lost.
        ScientificNotation { cell: String, count: u64 } = "scientific-notation" {
            en: words(
                    match count {
                        1 => format!("\"{cell}\" is in scientific notation: digits may have been lost"),
                        count => format!("{count} values are in scientific notation, such as \"{cell}\": digits may have been lost"),
                    },
                    "the first one",
                    "format the cells as plain numbers before exporting",
                );
            zh: words(match count { 1 => format!("“{cell}”是科学计数法，可能已丢失位数"), count => format!("有 {count} 个数值是科学计数法，如“{cell}”，可能已丢失位数") }, "第一处",
                    "导出前请将单元格设为普通数字格式");
        }
        /// A unit that measures something else than the indicator's.
        UnitMismatch { unit: String, known: bool, indicator: String, expected: String, convertible: String } = "unit-mismatch" {
            en: words(
                    if *known {
                        format!("the unit {unit} cannot be converted to {expected}, the unit of \"{indicator}\"")
                    } else {
                        format!("the unit \"{unit}\" is not known; \"{indicator}\" is in {}", or_nothing(expected, "no unit"))
                    },
                    if *known { "another kind of unit" } else { "unknown unit" },
                    format!("use a unit that converts: {}; or leave it empty", or_nothing(convertible, "none at all")),
                );
            zh: words(
                    if *known {
                        format!("单位“{unit}”不能换算为“{indicator}”的单位“{expected}”")
                    } else {
                        format!(
                            "单位“{unit}”无法识别；“{indicator}”的单位是“{}”",
                            or_nothing(expected, "无")
                        )
                    },
                    if *known {
                        "单位类别不同"
                    } else {
                        "单位无法识别"
                    },
                    format!(
                        "可换算的单位：{}；也可留空",
                        or_nothing(convertible, "无单位")
                    ),
                );
        }
        /// A quality that is none.
        BadQuality { word: String, nearest: Option<&'static str> } = "bad-quality" {
            en: words(
                    format!("\"{word}\" is not a quality"),
                    "not a quality",
                    match nearest {
                        Some(nearest) => format!("did you mean \"{nearest}\"?"),
                        None => "write final, preliminary, estimate, approximate, lower-bound, doubtful or break; several are joined by ;".to_owned(),
                    },
                );
            zh: words(format!("“{word}”不是可识别的数据质量"), "不是数据质量",
                    match nearest { Some(nearest) => format!("是否指“{nearest}”？"), None => { "可写：终值、初步、估计、约数、下限、存疑、口径不同；多项用 ; 连接".to_owned() } });
        }
        /// A release date that cannot be read.
        BadDate { cell: String } = "bad-date" {
            en: words(format!("\"{cell}\" is not a release date"), "not a date",
                    "write 2024-03-05, 2024-03 (its last day), 2024年3月5日 or 2024/3/5, or leave it empty");
            zh: words(format!("“{cell}”不是可识别的发布日期"), "不是日期", "可写作 2024-03-05、2024-03（按当月最后一天）、2024年3月5日、2024/3/5，或留空");
        }
        /// Rows whose names match no indicator.
        UnmatchedRows { rows: u64, names: usize, more: bool } = "unmatched-name" {
            en: words(format!("{} of {} matched no indicator", rows_en(*rows), names_en(*names, *more)), "",
                    "--unmatched lists the names; an alias in the plan makes a name match");
            zh: words(format!("有 {rows} 行（{}{names} 个名称）未匹配任何指标", if *more { "超过 " } else { "" }), "", "用 --unmatched 列出全部名称；在规划文件中加别名（aliases）即可匹配");
        }
        /// A name that matches no indicator, but nearly does.
        NearName { name: String, rows: u64, nearest: String } = "near-name" {
            en: words(format!("\"{name}\" matches no indicator ({})", rows_en(*rows)), "no indicator of this name",
                    format!("did you mean \"{nearest}\"? If it is the same, add the name to the indicator's aliases"));
            zh: words(format!("“{name}”未匹配任何指标（{rows} 行）"), "没有同名指标", format!("是否指“{nearest}”？如为同一指标，请在规划文件中把该名称加入 aliases"));
        }
        /// A name that matches no indicator.
        UnmatchedName { name: String, rows: u64 } = "unmatched-name" {
            en: words(format!("\"{name}\" matches no indicator ({})", rows_en(*rows)), "no indicator of this name", "");
            zh: words(format!("“{name}”未匹配任何指标（{rows} 行）"), "没有同名指标", "");
        }
        /// Near names beyond those listed.
        MoreNearNames { count: usize } = "near-name" {
            en: words(format!("{count} more names nearly match an indicator"), "", "--unmatched lists them all");
            zh: words(format!("另有 {count} 个名称与指标相近"), "", "用 --unmatched 列出全部名称");
        }
        /// Two regions of the data fit one region of the plan equally well.
        AmbiguousRegion { region: String, first: String, second: String, own: bool } = "ambiguous-region" {
            en: words(format!("\"{region}\" may be {first} or {second}: the actuals have both"), "",
                    if *own { format!("name the region in full in the plan, or with --region {first}") } else { "name the region in full in the plan".to_owned() });
            zh: words(format!("“{region}”可能是{first}，也可能是{second}：数据中两者都有"), "",
                    if *own { format!("请在规划文件中写地区全称，或用 --region {first} 指明") } else { "请在规划文件中写地区全称".to_owned() });
        }
        /// Two regions of the data fit a name of a list of regions equally well.
        AmbiguousListed { region: String, first: String, second: String } = "ambiguous-region" {
            en: words(format!("\"{region}\" may be {first} or {second}: the actuals have both"), "",
                    format!("write the full name in the list: {first} or {second}, or both on a line each"));
            zh: words(format!("“{region}”可能是{first}，也可能是{second}：数据中两者都有"), "", format!("请在名单中写全称：{first}或{second}；两者都要则各写一行"));
        }
        /// A shorter name of the region stands beside the full one; its rows were left out.
        RegionLeftOut { region: String, left_out: String, rows: u64 } = "region-left-out" {
            en: words(format!("left out {} of \"{left_out}\", because the actuals also have {region} in full", rows_en(*rows)), "",
                    format!("if they are the same region, write {region} in these rows"));
            zh: words(format!("数据中已有“{region}”，“{left_out}”的 {rows} 行未使用"), "", format!("如为同一地区，请将这些行的地区写作{region}"));
        }
        /// Shorter names of several members or references stand beside the full ones; their rows were left out.
        RegionsLeftOut { left_out: Vec<String>, rows: u64 } = "region-left-out" {
            en: words(
                    format!(
                        "left out {} of {} short names ({}), because the actuals also have these regions in full",
                        rows_en(*rows), left_out.len(), some_of(left_out, ", ", "and", "more")
                    ),
                    "",
                    "if they are the same regions, write their names in full in these rows",
                );
            zh: words(format!("数据中已有全称，{} 个简称（{}）的 {rows} 行未使用", left_out.len(), some_of(left_out, "、", "等，另有", "个")), "", "如为同一地区，请在这些行写地区全称");
        }
        /// No row of members or of regions to compare with.
        AbsentRegions { regions: Vec<String>, nearest: Vec<(String, String)> } = "no-such-region" {
            en: words(
                    match regions.as_slice() {
                        [only] => format!("the actuals have no row of {only}, which the plan needs too"),
                        all => format!(
                            "the actuals have no row of {} regions that the plan needs: {}",
                            all.len(), some_of(all, ", ", "and", "more")
                        ),
                    },
                    "",
                    if nearest.is_empty() {
                        "add actuals of these regions, or write them in the plan as the actuals do".to_owned()
                    } else {
                        let meant = nearest.iter().map(|(region, near)| format!("{near} for {region}"));
                        format!(
                            "did you mean {}? Write them in the plan as the actuals do",
                            meant.collect::<Vec<_>>().join(", ")
                        )
                    },
                );
            zh: words(
                    match regions.as_slice() {
                        [only] => format!("数据中没有{only}的行，而规划需要"),
                        all => format!(
                            "数据中没有规划所需的 {} 个地区：{}",
                            all.len(),
                            some_of(all, "、", "等，另有", "个")
                        ),
                    },
                    "",
                    if nearest.is_empty() {
                        "请补充这些地区的实际值，或在规划文件中按数据的写法写地区名".to_owned()
                    } else {
                        let meant = nearest
                            .iter()
                            .map(|(region, near)| format!("{region}是否指{near}"));
                        format!(
                            "{}？请在规划文件中按数据的写法写地区名",
                            meant.collect::<Vec<_>>().join("，")
                        )
                    },
                );
        }
        /// No row of regions that a list names.
        AbsentListed { regions: Vec<String>, nearest: Vec<(String, String)> } = "no-such-region" {
            en: words(
                    match regions.as_slice() {
                        [only] => format!("the actuals have no row of {only}, which the list names"),
                        all => format!(
                            "the actuals have no row of {} regions that the list names: {}",
                            all.len(), some_of(all, ", ", "and", "more")
                        ),
                    },
                    "",
                    if nearest.is_empty() {
                        "write them as the actuals do, or leave them out of the list".to_owned()
                    } else {
                        let meant = nearest.iter().map(|(region, near)| format!("{near} for {region}"));
                        format!(
                            "did you mean {}? Write them as the actuals do",
                            meant.collect::<Vec<_>>().join(", ")
                        )
                    },
                );
            zh: words(
                    match regions.as_slice() {
                        [only] => format!("数据中没有名单所列的{only}的行"),
                        all => format!(
                            "数据中没有名单所列的 {} 个地区：{}",
                            all.len(),
                            some_of(all, "、", "等，另有", "个")
                        ),
                    },
                    "",
                    if nearest.is_empty() {
                        "请按数据的写法写地区名，或从名单中删去".to_owned()
                    } else {
                        let meant = nearest
                            .iter()
                            .map(|(region, near)| format!("{region}是否指{near}"));
                        format!(
                            "{}？请按数据的写法写地区名",
                            meant.collect::<Vec<_>>().join("，")
                        )
                    },
                );
        }
        /// No region of the data fits a pattern, or a list of regions is empty.
        NoRegionChosen { pattern: Option<String> } = "no-such-region" {
            en: words(match pattern { Some(pattern) => format!("no region of the actuals fits \"{pattern}\""), None => "the list of regions is empty".to_owned() }, "",
                    match pattern { Some(_) => "`*` stands for any characters and `?` for one: 杭州*, *市", None => "write one region a line, as the actuals do" } .to_owned());
            zh: words(match pattern { Some(pattern) => format!("数据中没有符合“{pattern}”的地区"), None => "地区名单是空的".to_owned() }, "",
                    match pattern { Some(_) => "“*”代表任意多个字符，“?”代表一个字符：杭州*、*市", None => "请每行写一个地区，写法与数据一致" } .to_owned());
        }
        /// No row of a region asked for.
        NoSuchRegion { region: String, nearest: Option<String> } = "no-such-region" {
            en: words(
                    format!("the actuals have no row of {region}"),
                    "",
                    match nearest {
                        Some(nearest) => format!("did you mean {nearest}? Say so with --region {nearest}"),
                        None => "check the region column, or choose another region with --region".to_owned(),
                    },
                );
            zh: words(format!("数据中没有{region}的行"), "",
                    match nearest { Some(nearest) => format!("是否指{nearest}？请用 --region {nearest} 指明"), None => "请检查“地区”列，或用 --region 选择其他地区".to_owned() });
        }
        /// Not a single row of the file was asked for.
        NothingMatched { rows: u64 } = "nothing-matched" {
            en: words(match rows { 1 => "the only row was not asked for".to_owned(), rows => format!("none of the {rows} rows was asked for") }, "",
                    "no row has both a region and an indicator of the plan; --unmatched lists the names");
            zh: words(format!("文件的 {rows} 行都与规划无关"), "", "没有一行的地区和指标同时属于该规划；用 --unmatched 列出全部名称");
        }
        /// More errors than are listed.
        MoreErrors { count: u64 } = "more-errors" {
            en: words(format!("and {count} more errors in the actuals"), "", "mend the ones above first");
            zh: words(format!("实际值中另有 {count} 处错误"), "", "请先改正以上各处");
        }
        /// A printed figure and the one that follows from other printed figures differ beyond rounding.
        Disagreement { indicator: String, region: String, period: String, printed: String, derived: String, place: String } = "figures-disagree" {
            en: words(format!("\"{indicator}\" of {region} for {period} is printed as {printed}, but {derived} follows from {place}"), "this one is used",
                    "check that all of them are of the same release and coverage; mark one that is not in `quality`");
            zh: words(format!("{region}“{indicator}”{period} 公布为 {printed}，而由 {place} 推得 {derived}"), "采用这一个", "请核对各数是否出自同一次发布、同一口径；口径不同的请在“质量”列注明");
        }
        /// Conflicts beyond those listed.
        MoreConflicts { count: usize } = "conflicting-values" {
            en: words(format!("{count} more pairs of values of one period and day differ"), "",
                    "look at the ones above first: they may have one cause; for the others name fewer regions with --region");
            zh: words(format!("另有 {count} 对同一时期、同日发布的数值互不相同"), "", "请先核对以上各处，原因可能相同；其余的可用 --region 缩小地区范围查看");
        }
        /// Disagreements beyond those listed.
        MoreDisagreements { count: usize } = "figures-disagree" {
            en: words(format!("{count} more printed figures differ from what other figures give"), "",
                    "look at the ones above first: they may have one cause");
            zh: words(format!("另有 {count} 个公布的数与推得的数不一致"), "", "请先核对以上各处，原因可能相同");
        }
        /// A state of a task that is none.
        BadTaskState { word: String, nearest: Option<&'static str> } = "bad-task-state" {
            en: words(format!("\"{word}\" is not a state of a task"), "not a state",
                    match nearest { Some(nearest) => format!("did you mean \"{nearest}\"?"), None => "write not-started, in-progress, done or blocked, or leave it empty".to_owned() });
            zh: words(format!("“{word}”不是可识别的任务状态"), "不是任务状态",
                    match nearest { Some(nearest) => format!("是否指“{nearest}”？"), None => "可写：未开始、进行中、已完成、受阻，或留空".to_owned() });
        }
        /// A state of a task that the plan does not have.
        UnknownTask { task: String, plan: String, nearest: Option<String> } = "unknown-task" {
            en: words(format!("the plan {plan} has no task \"{task}\""), "no task of this id",
                    match nearest { Some(nearest) => format!("did you mean \"{nearest}\"?"), None => "check the ids of the plan's [[task]] tables".to_owned() });
            zh: words(format!("规划 {plan} 没有任务“{task}”"), "没有这一任务",
                    match nearest { Some(nearest) => format!("是否指“{nearest}”？"), None => "请核对规划文件中 [[task]] 的 id".to_owned() });
        }
        /// Two states of one task and one day.
        TaskTwice { task: String, updated: Option<String>, first: String, first_state: &'static str, second_state: &'static str } = "task-twice" {
            en: words(
                    match updated {
                        Some(day) => format!("two states of \"{task}\" for {day}: {first_state} ({first}) and {second_state}"),
                        None => format!("two states of \"{task}\" without a date: {first_state} ({first}) and {second_state}"),
                    },
                    "this one is used",
                    "give each its date in `updated`, or remove one",
                );
            zh: words(
                    match updated {
                        Some(day) => format!(
                            "任务“{task}”在 {day} 有两种状态：{first_state}（{first}）和 {second_state}"
                        ),
                        None => {
                            format!("任务“{task}”有两行没有日期：{first_state}（{first}）和 {second_state}")
                        }
                    },
                    "采用这一个",
                    "请在“更新日期”列写明日期，或删去其中一行",
                );
        }
        /// A day of a task's state that cannot be read.
        BadTaskDate { cell: String } = "bad-date" {
            en: words(format!("\"{cell}\" is not a day"), "not a date",
                    "write 2024-03-05, 2024-03 (its last day), 2024年3月5日 or 2024/3/5, or leave it empty");
            zh: words(format!("“{cell}”不是可识别的日期"), "不是日期", "可写作 2024-03-05、2024-03（按当月最后一天）、2024年3月5日、2024/3/5，或留空");
        }
        /// Not a single row of a file of task states is of the plan.
        NoTaskOfPlan { plan: String, rows: u64, nearest: Option<String> } = "nothing-matched" {
            en: words(
                    match rows {
                        1 => format!("the only row is not of the plan {plan}"),
                        rows => format!("none of the {rows} rows is of the plan {plan}"),
                    },
                    "",
                    match nearest {
                        Some(nearest) => format!("is \"{nearest}\" in the column `plan` meant to be {plan}?"),
                        None => format!("write {plan} in the column `plan` of its tasks"),
                    },
                );
            zh: words(format!("文件的 {rows} 行都不属于规划 {plan}"), "",
                    match nearest { Some(nearest) => format!("“规划”列的“{nearest}”是否指 {plan}？"), None => format!("请在“规划”列写 {plan}") });
        }
        /// Nothing in a file of task states.
        EmptyTasks = "empty-file" {
            en: words("the file is empty", "", "a file of task states begins with a header line: plan,task,state,updated,evidence");
            zh: words("文件是空的", "", "任务状态文件的第一行应为表头：规划,任务,状态,更新日期,依据");
        }
        /// Two values for one indicator, region, period, release date and quality.
        Conflict { first: String, second: String, first_value: String, second_value: String, indicator: String, period: String } = "conflicting-values" {
            en: words(format!("two values of \"{indicator}\" for {period}: {first_value} ({first}) and {second_value} ({second})"), "this one is used",
                    "give the release dates in `published`, mark one in `quality`, or remove one");
            zh: words(format!("“{indicator}”{period} 有两个数值：{first_value}（{first}）和 {second_value}（{second}）"), "采用这一个", "请在“发布日期”列写明日期，或在“质量”列注明，或删去其中一行");
        }
    }
}

/// Every code of a data problem, for `explain-code`.
pub const CODES: [&str; 53] = [
    "actuals-unreadable",
    "empty-file",
    "header-only",
    "workbook",
    "damaged-workbook",
    "no-such-sheet",
    "sheet-of-text",
    "sheets-passed-over",
    "unclear-encoding",
    "utf-16-without-mark",
    "undecodable-byte",
    "truncated-file",
    "damaged-stream",
    "zero-byte",
    "encoding-used",
    "record-too-long",
    "header-too-long",
    "too-many-cells",
    "open-quote",
    "missing-column",
    "duplicate-column",
    "unknown-head",
    "merged-head",
    "table-unit",
    "no-unit-column",
    "no-region-column",
    "cell-count",
    "empty-cell",
    "bad-period-cell",
    "value-not-a-number",
    "value-with-unit",
    "value-ambiguous-separator",
    "value-mixed-separators",
    "value-comma-in-semicolon-file",
    "value-too-many-digits",
    "value-percent-beside-unit",
    "value-magnitude-twice",
    "scientific-notation",
    "unit-mismatch",
    "bad-quality",
    "bad-date",
    "unmatched-name",
    "near-name",
    "ambiguous-region",
    "region-left-out",
    "no-such-region",
    "nothing-matched",
    "more-errors",
    "conflicting-values",
    "figures-disagree",
    "bad-task-state",
    "unknown-task",
    "task-twice",
];
