//! Codes of plan files: what their values say together.

use super::{CodeText, code};

pub(super) const TEXTS: &[CodeText] = &[
    code(
        "figure-without-number",
        [
            "The figure quoted from the document does not contain the number of the target.",
            "所引原文中没有目标值的数字。",
        ],
        "target = { at_least = 2000 }\ncite = { section = \"一\", figure = \"新增高新技术企业200家\" }",
        [
            "Compare target, unit and figure with the document: one of them is mistyped.",
            "请将目标值、单位和 figure 与原文核对，其中一处有误。",
        ],
    ),
    code(
        "duplicate-citation",
        ["The same citation stands twice.", "同一出处写了两次。"],
        "cite = [{ section = \"一\", figure = \"2000家\" }, { section = \"一\", figure = \"2000家\" }]",
        [
            "Remove one, or name the section of the second place.",
            "请删去其一，或写明第二处的章节。",
        ],
    ),
    code(
        "bare-figure",
        [
            "A figure that is set aside is only a number, and would set aside every number like it.",
            "set_aside 的 figure 只有数字，会把所有相同的数字都排除。",
        ],
        "[[set_aside]]\nfigure = \"50\"\nwhy = \"...\"",
        [
            "Quote the words around it as well, exactly as printed.",
            "请连同前后的原文一起引用。",
        ],
    ),
    code(
        "duplicate-set-aside",
        [
            "A figure is set aside twice; once covers every place where it occurs.",
            "同一 figure 排除了两次；一次即覆盖所有出现之处。",
        ],
        "[[set_aside]]\nfigure = \"50个县\"\nwhy = \"...\"\n[[set_aside]]\nfigure = \"50个县\"\nwhy = \"...\"",
        ["Remove one.", "请删去其一。"],
    ),
    code(
        "unknown-parent",
        [
            "`parent` names an indicator that the plan does not have.",
            "`parent` 所指的指标不存在。",
        ],
        "parent = \"all-enterprises\"",
        [
            "Write the id of another [[indicator]] of this file.",
            "请写本文件中另一个 [[indicator]] 的 id。",
        ],
    ),
    code(
        "unknown-part",
        [
            "`parts` names an indicator that the plan does not have.",
            "`parts` 所指的指标不存在。",
        ],
        "parts = [\"budget-platforms\"]",
        [
            "Write the ids of other [[indicator]] tables of this file.",
            "请写本文件中其他 [[indicator]] 的 id。",
        ],
    ),
    code(
        "parent-cycle",
        [
            "An indicator is a part of itself, by way of its parents.",
            "指标沿所属关系成了自己的一部分。",
        ],
        "[[indicator]]\nid = \"one\"\nparent = \"two\"\n[[indicator]]\nid = \"two\"\nparent = \"one\"",
        [
            "`parent` names the larger indicator: remove it from the largest.",
            "`parent` 指向更大的指标；请从最大的指标上删去。",
        ],
    ),
    code(
        "two-parents",
        [
            "Two indicators claim the same part.",
            "同一部分被两个指标列为组成部分。",
        ],
        "[[indicator]]\nid = \"whole\"\nparts = [\"part\"]\n[[indicator]]\nid = \"other\"\nparts = [\"part\"]\n[[indicator]]\nid = \"part\"",
        [
            "A part belongs to one whole: remove it from the other.",
            "一个部分只属于一个整体；请从另一个中删去。",
        ],
    ),
    code(
        "parts-without-total",
        [
            "Parts add up only where the whole is measured as a total.",
            "只有累计值（total）的指标才有可相加的组成部分。",
        ],
        "[[indicator]]\nmeasure = \"level\"\nparts = [\"part\"]\n[[indicator]]\nid = \"part\"",
        [
            "Write parent = ... on the parts instead; it does not ask for a sum.",
            "请改在各部分写 parent = ...，它不要求相加。",
        ],
    ),
    code(
        "part-not-comparable",
        [
            "A part has another unit or another measure than the whole, and cannot be added to it.",
            "部分与整体的单位或计量方式不同，无法相加。",
        ],
        "[[indicator]]\nparts = [\"part\"]\n[[indicator]]\nid = \"part\"\nunit = \"亿元\"",
        [
            "Write parent = ... on that indicator instead, or correct its unit and measure.",
            "请改在该指标写 parent = ...，或更正其单位和计量方式。",
        ],
    ),
    code(
        "parts-sum",
        [
            "The targets of the parts do not add up to the target of the whole.",
            "各部分目标值之和与整体目标值不等。",
        ],
        "[[indicator]]\nparts = [\"part\"]\n[[indicator]]\nid = \"part\"\ntarget = { at_least = 1999 }",
        [
            "Compare every number with the document; where it leaves parts out, write parent = ... on them.",
            "请逐一与原文核对；原文未列全时，在各部分写 parent = ...。",
        ],
    ),
    code(
        "child-exceeds-parent",
        [
            "The target of a part is above that of the indicator to which it belongs.",
            "部分的目标值大于所属指标的目标值。",
        ],
        "[[indicator]]\nid = \"whole\"\n[[indicator]]\nparent = \"whole\"\ntarget = { at_least = 2001 }",
        [
            "Compare both numbers and units with the document.",
            "请将两个数字和单位与原文核对。",
        ],
    ),
    code(
        "children-exceed-parent",
        [
            "The targets of all parts together are above that of the indicator to which they belong.",
            "各部分目标值之和大于所属指标的目标值。",
        ],
        "[[indicator]]\nid = \"whole\"\n[[indicator]]\nid = \"one\"\nparent = \"whole\"\n[[indicator]]\nid = \"two\"\nparent = \"whole\"",
        [
            "Compare the numbers with the document; nothing is wrong if the parts overlap.",
            "请与原文核对；如各部分有交叉，则无误。",
        ],
    ),
    code(
        "deadline-outside-plan",
        [
            "A deadline lies outside the period of the plan.",
            "完成期限在规划期之外。",
        ],
        "deadline = \"2030\"",
        [
            "Write a deadline inside the period, or leave it out: the last year decides.",
            "请写规划期内的期限，或不写：以末年为准。",
        ],
    ),
    code(
        "period-outside-plan",
        [
            "The period of an indicator lies outside that of the plan.",
            "指标的时段在规划期之外。",
        ],
        "period = \"2019/2020\"",
        [
            "Write a period inside the plan's, or leave it out.",
            "请写规划期内的时段，或不写。",
        ],
    ),
    code(
        "baseline-after-deadline",
        [
            "The baseline is not before the deadline.",
            "基期不早于完成期限。",
        ],
        "baseline = { period = \"2026\", value = 100 }",
        [
            "Write the last figure before the plan starts.",
            "基期值是规划开始前的最后一个数据。",
        ],
    ),
    code(
        "baseline-inside-period",
        [
            "The baseline lies inside the period that it should precede, so that progress would be counted from midway.",
            "基期落在它应先于的时段之内，进度会从中途算起。",
        ],
        "baseline = { period = \"2022\", value = 100 }",
        [
            "Check the year in the document; time is counted from the end of the baseline.",
            "请核对原文的年份；时间从基期末算起。",
        ],
    ),
    code(
        "milestone-outside",
        [
            "A milestone does not lie between the start and the deadline.",
            "节点目标不在起点和完成期限之间。",
        ],
        "milestones = { \"2026\" = 1000 }",
        [
            "Milestones lie after the baseline and before the deadline, whose value is the target itself.",
            "节点目标应在基期之后、完成期限之前；期限当期的值就是目标值。",
        ],
    ),
    code(
        "milestone-order",
        [
            "The milestones are not in the order of time.",
            "节点目标没有按时间排列。",
        ],
        "milestones = { \"2023\" = 1000, \"2022\" = 500 }",
        [
            "Write them from the earliest to the latest, one for each date.",
            "请从早到晚书写，每个时间一个。",
        ],
    ),
    code(
        "name-of-two-concepts",
        [
            "One printed name would match two concepts of a region: a row of that name could not be told apart.",
            "同一地区的一个名称会匹配两个概念，该名称的数据行无从区分。",
        ],
        "[[indicator]]\nid = \"one\"\nname = \"新增企业\"\n[[indicator]]\nid = \"two\"\nname = \"新增 企业\"",
        [
            "Keep the name where releases mean it; give both the same `concept` if they are one thing.",
            "请只在统计发布所指的指标上保留该名称；如为同一事物，请写相同的 `concept`。",
        ],
    ),
    code(
        "duplicate-alias",
        [
            "An alias is a name of the indicator already.",
            "别名与指标已有的名称相同。",
        ],
        "name = \"新增企业\"\naliases = [\"新增“企业”\"]",
        [
            "Remove it; spaces, quotes, brackets and letter case make no difference.",
            "请删去；空格、引号、括号和大小写不影响匹配。",
        ],
    ),
    code(
        "already-met",
        [
            "The baseline meets the target already: the indicator is judged as one that asks to hold the level.",
            "基期值已达到目标值：按“保持”评估。",
        ],
        "measure = \"level\"\nbaseline = { period = \"2020\", value = 2500 }",
        [
            "Check comparator and numbers; nothing is wrong if the document asks to keep the level.",
            "请核对比较方式和数字；如原文要求保持现有水平，则无误。",
        ],
    ),
    code(
        "unknown-unit",
        [
            "The unit is not known, so that values in other units cannot be converted to it.",
            "单位无法识别，其他单位的数值不能换算。",
        ],
        "unit = \"座次\"",
        [
            "Write the unit that is suggested; nothing is wrong if releases print the very same unit.",
            "请改为提示的单位；如统计发布用的正是该单位，则无误。",
        ],
    ),
    code(
        "binding-and-aspirational",
        [
            "An indicator is both promised (约束性) and merely wished (力争).",
            "指标既是约束性，又是力争。",
        ],
        "binding = true\naspirational = true",
        ["Remove one of the two.", "请删去其一。"],
    ),
    code(
        "budget-measure",
        [
            "A budget is spent over a period, but the measure does not add up.",
            "预算在一段时间内执行，但计量方式不是累计。",
        ],
        "measure = \"level\"\ntarget = { budget = 2000 }",
        ["Write measure = \"total\".", "请写 measure = \"total\"。"],
    ),
    code(
        "total-of-ratio",
        [
            "Percentages or per-head figures would be added up over the period.",
            "百分比或人均值会被逐期相加。",
        ],
        "unit = \"%\"\nmeasure = \"total\"",
        [
            "Write measure = \"rate\" or \"level\".",
            "请写 measure = \"rate\" 或 \"level\"。",
        ],
    ),
    code(
        "rank-floor",
        [
            "A rank is better when it is lower, but the target asks for at least this rank.",
            "位次越小越好，目标却写成了不低于。",
        ],
        "unit = \"位\"\nmeasure = \"level\"\ntarget = { at_least = 10 }",
        ["Write at_most = 10.", "请写 at_most = 10。"],
    ),
];
