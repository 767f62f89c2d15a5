//! Codes of plan files: their text and the form of their keys.

use super::{CodeText, code};

pub(super) const TEXTS: &[CodeText] = &[
    code(
        "plan-truncated",
        [
            "The plan file ends in the middle of a character: the end is missing.",
            "规划文件在一个字符中间结束，末尾缺失。",
        ],
        "杭州市 = E6 9D AD E5 B7 (UTF-8)",
        [
            "Copy or download the file again.",
            "请重新复制或下载该文件。",
        ],
    ),
    code(
        "plan-encoding",
        ["The plan file is not UTF-8.", "规划文件不是 UTF-8 编码。"],
        "杭州市 = BA BC D6 DD CA D0 (GB18030)",
        ["Save the file as UTF-8.", "请将文件另存为 UTF-8。"],
    ),
    code(
        "plan-syntax",
        [
            "The plan file is not valid TOML, so that nothing behind this place can be trusted.",
            "规划文件不是有效的 TOML，此处之后的内容无法可靠读取。",
        ],
        "target = { at_least = 2,000 }",
        [
            "Write texts between straight double quotes, numbers without separators and without %, and close every bracket.",
            "文本用英文双引号，数字不加千位分隔符和 %，括号要成对。",
        ],
    ),
    code(
        "open-inline-table",
        [
            "A table in braces does not end on its line.",
            "花括号内的表没有在同一行结束。",
        ],
        "target = { at_least = 2000\nresponsible = [\"市科技局\"]",
        [
            "Close it with } on the same line; several tables stand in a list, [ { ... }, { ... } ].",
            "请在同一行用 } 结束；多个表写成列表 [ { ... }, { ... } ]。",
        ],
    ),
    code(
        "open-list",
        ["A list is never closed.", "列表没有结束。"],
        "responsible = [\"市科技局\", \"市经信局\"",
        ["Close it with ].", "请用 ] 结束。"],
    ),
    code(
        "duplicate-key",
        [
            "One key, or one table, stands twice in the same place: only one of the two could count.",
            "同一处的键或表出现了两次，只能有一个生效。",
        ],
        "unit = \"家\"\nunit = \"个\"",
        [
            "Keep one of the two; tables that may be repeated have two brackets, [[indicator]].",
            "请保留其一；可以重复的表用双方括号，如 [[indicator]]。",
        ],
    ),
    code(
        "unknown-key",
        [
            "The table has no key of this name; a misspelt key would otherwise be passed over in silence.",
            "该表没有这个键。写错的键名如不报错，就会被悄悄忽略。",
        ],
        "targte = { at_least = 2000 }",
        [
            "Write the key that is suggested, or remove it; `plancheck schema` lists all keys.",
            "请改为提示的键名，或删去；`plancheck schema` 列出全部键名。",
        ],
    ),
    code(
        "missing-key",
        [
            "The table lacks a key that it cannot do without.",
            "该表缺少必需的键。",
        ],
        "[[set_aside]]\nfigure = \"50个县\"",
        ["Add the key that the message names.", "请补上提示的键。"],
    ),
    code(
        "wrong-type",
        [
            "The value is of another type than the key asks for.",
            "值的类型与该键要求的不符。",
        ],
        "target = { at_least = \"2000\" }",
        [
            "Write it in the form that the message shows: numbers, dates and true or false stand without quotes, texts and periods in quotes.",
            "请按提示的形式书写：数字、日期、true 和 false 不加引号，文本和时期加引号。",
        ],
    ),
    code(
        "period-not-quoted",
        [
            "A period stands without quotes, where TOML reads a number or a date.",
            "时期没有加引号，TOML 会读成数字或日期。",
        ],
        "[plan]\nperiod = 2024",
        ["Put it in quotes: \"2024\".", "请加引号：\"2024\"。"],
    ),
    code(
        "empty-text",
        ["A text has nothing in it.", "文本是空的。"],
        "name = \"\"",
        [
            "Write what the document says, or remove the key if it is optional.",
            "请照文件原文填写；可选的键也可删去。",
        ],
    ),
    code(
        "empty-list",
        [
            "A list that needs an entry has none.",
            "列表至少要有一项，现在是空的。",
        ],
        "cite = []",
        ["Add an entry.", "请至少写一项。"],
    ),
    code(
        "outer-space",
        [
            "A text begins or ends with white space, which is left out.",
            "文本首尾有空白，已略去。",
        ],
        "name = \"新增企业 \"",
        ["Remove the white space.", "请删去首尾空白。"],
    ),
    code(
        "control-character",
        [
            "A text contains a character that nobody can see and that a terminal may obey.",
            "文本含有看不见、却可能被终端执行的控制字符。",
        ],
        "name = \"新增\\u001b[31m企业\"",
        ["Remove it.", "请删去。"],
    ),
    code(
        "bad-number",
        [
            "The number cannot be kept exactly: it is infinite, not decimal, or has more than 28 significant digits.",
            "数字无法精确保存：无穷大、非十进制，或超过 28 位有效数字。",
        ],
        "target = { at_least = inf }",
        [
            "Write the number in decimal digits as the document prints it, in a larger unit if it is very long.",
            "请照原文写十进制数字；过长时改用更大的单位。",
        ],
    ),
    code(
        "bad-id",
        [
            "An id has other characters than a-z, 0-9 and single hyphens between them.",
            "id 只能由 a-z、0-9 和其间的单个连字符组成。",
        ],
        "id = \"New_Enterprises\"",
        [
            "Write a few English words joined by hyphens, such as new-enterprises.",
            "请用连字符连接几个英文词，如 new-enterprises。",
        ],
    ),
    code(
        "id-not-file-name",
        [
            "The id of the plan is not the name of its file, by which commands find it.",
            "规划的 id 与文件名不同，而命令是按文件名查找规划的。",
        ],
        "[plan]\nid = \"hangzhou-2023\"",
        ["Change the id or rename the file.", "请修改 id 或文件名。"],
    ),
    code(
        "bad-period",
        [
            "A text is in none of the forms of a period.",
            "文本不是可识别的时期。",
        ],
        "deadline = \"十四五\"",
        [
            "Write \"2024\", \"2021/2025\", \"2024H1\", \"2024Q3\", \"2024-06\" or \"2024-01/2024-09\".",
            "请写 \"2024\"、\"2021/2025\"、\"2024H1\"、\"2024Q3\"、\"2024-06\" 或 \"2024-01/2024-09\"。",
        ],
    ),
    code(
        "unknown-word",
        [
            "The key takes one of a few words, and this is none of them.",
            "该键只接受几个固定的词，这里不是其中之一。",
        ],
        "measure = \"sum\"",
        [
            "Write one of the words that the message lists.",
            "请写提示所列的词之一。",
        ],
    ),
    code(
        "bands-order",
        [
            "The ratios from which the verdicts hold do not fall from ahead over on_track to at_risk, or are not above zero.",
            "各档评估的界限须依 ahead、on_track、at_risk 递减，且大于零。",
        ],
        "[plan]\nbands = { on_track = 0.5, at_risk = 0.6 }",
        [
            "Write ahead > on_track > at_risk > 0; what is left out keeps the usual value of the plan's method, which the message names.",
            "请写 ahead > on_track > at_risk > 0；未写的取该方法的通常值，见提示。",
        ],
    ),
    code(
        "band-not-judged",
        [
            "A plan judged by compound or projection sets a band for ahead, a verdict that only schedule gives.",
            "按 compound 或 projection 评估的规划设了 ahead 的界限，而只有 schedule 评“快于预期”。",
        ],
        "[plan]\nmethod = \"compound\"\nbands = { ahead = 1.2 }",
        [
            "Leave ahead out, or judge the plan by schedule.",
            "请删去 ahead，或改用 schedule 评估。",
        ],
    ),
    code(
        "target-comparator",
        [
            "A target has no comparator, or more than one.",
            "目标值没有比较方式，或不止一种。",
        ],
        "target = { at_least = 10, at_most = 20 }",
        [
            "Keep exactly one; two bounds are within = [10, 20].",
            "请只保留一种；上下限写作 within = [10, 20]。",
        ],
    ),
    code(
        "tolerance-without-about",
        [
            "A tolerance stands beside a comparator that is exact.",
            "tolerance 只能与 about 同用。",
        ],
        "target = { at_least = 2000, tolerance = \"5%\" }",
        [
            "Remove it, or write about = ... where the document says 左右.",
            "请删去；原文为“左右”时用 about = ...。",
        ],
    ),
    code(
        "bad-tolerance",
        [
            "A tolerance is below zero, or neither a number nor a percentage.",
            "tolerance 小于零，或既不是数字也不是百分数。",
        ],
        "target = { about = 2000, tolerance = \"little\" }",
        [
            "Write a number in the unit of the indicator, or a percentage such as \"5%\".",
            "请写以指标单位计的数字，或 \"5%\" 这样的百分数。",
        ],
    ),
    code(
        "pair-order",
        [
            "The two values of a pair do not ascend.",
            "两个值没有从小到大排列。",
        ],
        "target = { between = [2000, 1000] }",
        ["Write the lower value first.", "请先写较小的值。"],
    ),
    code(
        "long-figure",
        [
            "A figure is too long to point at a number of the document.",
            "figure 过长，无法指明文件中的数字。",
        ],
        "cite = { section = \"一\", figure = \"到2025年底全市新增高新技术企业2000家以上并建成若干创新平台\" }",
        [
            "Quote only the words around the number, at most 24 characters, exactly as printed.",
            "只引数字前后的原文，最多 24 个字。",
        ],
    ),
    code(
        "bad-weight",
        ["A weight is zero or less.", "权重须大于零。"],
        "weight = 0",
        [
            "Write a weight above zero, or remove the key.",
            "请写大于零的权重，或删去。",
        ],
    ),
    code(
        "no-indicators",
        [
            "The plan has no indicator, so that there is nothing to check.",
            "规划没有指标，无从检查。",
        ],
        "[plan]\nid = \"test\"",
        [
            "Add an [[indicator]] for every target of the document.",
            "请为文件中的每个目标写一个 [[indicator]]。",
        ],
    ),
    code(
        "duplicate-id",
        [
            "Two indicators, series, tasks, rules or concepts have the same id.",
            "两个指标、数列、任务、规则或概念的 id 相同。",
        ],
        "[[indicator]]\nid = \"new-enterprises\"\n[[indicator]]\nid = \"new-enterprises\"",
        [
            "Give each its own id; targets for one thing share their `concept`.",
            "请各用各的 id；同一事物的多个目标可共用 `concept`。",
        ],
    ),
];
