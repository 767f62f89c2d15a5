//! Codes of plan files: series, members, amendments, tasks, and the catalogue beside them.

use super::{CodeText, code};

pub(super) const TEXTS: &[CodeText] = &[
    code(
        "unknown-operand",
        [
            "A figure is to follow from, or a rule to look at, an indicator or series that the plan does not have.",
            "所引用的指标或数列不存在。",
        ],
        "unit = \"%\"\nmeasure = \"rate\"\nfrom = { growth_of = \"spending\" }",
        [
            "Declare it as a [[series]] with id, name and unit, or correct the id.",
            "请用 [[series]] 声明，写明 id、name 和 unit，或更正 id。",
        ],
    ),
    code(
        "derivation-form",
        [
            "`from` does not say how the figures follow from others, or says it in two ways.",
            "`from` 没有写明如何推算，或写了不止一种。",
        ],
        "from = { growth_of = \"spending\", increase_of = \"spending\" }",
        [
            "Keep exactly one of growth_of, increase_of, ratio and sum; a derivation of a derivation goes by a [[series]].",
            "请只保留 growth_of、increase_of、ratio、sum 之一；多层推算请用 [[series]] 中转。",
        ],
    ),
    code(
        "ratio-operands",
        [
            "A ratio has more or fewer than two operands.",
            "比率的成分不是两个。",
        ],
        "from = { ratio = [\"spending\"] }",
        [
            "Write ratio = [\"numerator\", \"denominator\"].",
            "请写 ratio = [\"分子\", \"分母\"]。",
        ],
    ),
    code(
        "stray-key",
        [
            "A key says nothing without another that is not there.",
            "某个键须与另一个键同用，单独写没有意义。",
        ],
        "target = { at_least = 2000, share = 0.7 }",
        [
            "Remove it, or add the key that the message names.",
            "请删去，或补上提示所指的键。",
        ],
    ),
    code(
        "derivation-cycle",
        [
            "Figures follow from themselves, by way of others.",
            "数据经其他数据由自身推算。",
        ],
        "[[series]]\nid = \"spending\"\nname = \"支出\"\nunit = \"亿元\"\nfrom = { sum = [\"budget\"] }\n[[series]]\nid = \"budget\"\nname = \"预算\"\nunit = \"亿元\"\nfrom = { sum = [\"spending\"] }",
        [
            "Remove `from` where releases print the figures.",
            "统计发布印出的数据，请删去其 `from`。",
        ],
    ),
    code(
        "operand-unit",
        [
            "The unit of an operand does not convert to that of the figures that follow from it, or are held against it.",
            "成分的单位不能换算为推算或比较所用的单位。",
        ],
        "[[series]]\nid = \"people\"\nname = \"人数\"\nunit = \"万人\"\n[[series]]\nid = \"spending\"\nname = \"支出\"\nunit = \"亿元\"\nfrom = { sum = [\"people\"] }",
        [
            "Compare both units with the document; only values of one kind are added or compared.",
            "请将两者的单位与原文核对；同类的数才能相加、比较。",
        ],
    ),
    code(
        "growth-unit",
        [
            "Figures that are growth rates have another unit than %.",
            "增长率的单位不是 %。",
        ],
        "[[series]]\nid = \"spending\"\nname = \"支出\"\nunit = \"亿元\"\n[[series]]\nid = \"growth\"\nname = \"支出增长\"\nunit = \"亿元\"\nfrom = { growth_of = \"spending\" }",
        [
            "Write unit = \"%\", or increase_of for a change in that unit.",
            "请写 unit = \"%\"；以该单位计的增量用 increase_of。",
        ],
    ),
    code(
        "unknown-members",
        [
            "[members] has no list of that name.",
            "[members] 中没有该列表。",
        ],
        "target = { at_least = 2000, every = \"cities\" }",
        [
            "Add it below [members], with at least one region, such as cities = [\"杭州市\"].",
            "请在 [members] 下加上，至少一个地区，如 cities = [\"杭州市\"]。",
        ],
    ),
    code(
        "duplicate-member",
        [
            "A region stands twice in a list of members, and would count twice.",
            "成员列表中有重复的地区，会重复计数。",
        ],
        "[members]\ncities = [\"杭州市\", \"宁波市\", \"杭州市\"]",
        ["Remove one of the two.", "请删去其一。"],
    ),
    code(
        "bad-share",
        [
            "`share` is no share of the members: it is zero or less, or above 1.",
            "`share` 不是成员的比例：须大于 0，不超过 1。",
        ],
        "[members]\ncities = [\"杭州市\"]\n[[indicator]]\ntarget = { at_least = 2000, every = \"cities\", share = 70 }",
        [
            "Write 0.7 for 70 %; leave it out when all members must meet the target.",
            "70% 请写 0.7；全部成员都须达到时不写。",
        ],
    ),
    code(
        "every-comparator",
        [
            "`every` stands beside a comparator that cannot be asked of each member.",
            "`every` 所配的比较方式不能逐个成员评估。",
        ],
        "[members]\ncities = [\"杭州市\"]\n[[indicator]]\ntarget = { budget = 2000, every = \"cities\" }",
        [
            "Hold members against a value or above_series; otherwise write an indicator for each region.",
            "成员只能与数值或 above_series 比较；否则请为各地区分别写指标。",
        ],
    ),
    code(
        "bad-factor",
        ["A factor is zero or less.", "倍数须大于零。"],
        "measure = \"level\"\ntarget = { times_baseline = 0 }",
        [
            "Write times_baseline = 2 for 倍增 and 翻番, times = 100 for a ratio in %.",
            "倍增、翻番写 times_baseline = 2；以 % 计的比率写 times = 100。",
        ],
    ),
    code(
        "direction-false",
        [
            "`rising = false` or `falling = false` names no direction.",
            "`rising = false` 或 `falling = false` 没有说明方向。",
        ],
        "measure = \"level\"\ntarget = { rising = false }",
        [
            "Write falling = true or rising = true; to hold a level, write at_least or at_most.",
            "请写 falling = true 或 rising = true；保持某一水平用 at_least 或 at_most。",
        ],
    ),
    code(
        "goal-measure",
        [
            "The comparator is not defined for the measure of the indicator.",
            "该比较方式不适用于指标的计量方式。",
        ],
        "measure = \"total\"\ntarget = { rising = true }",
        [
            "Write measure = \"level\" (against the baseline) or \"every-year\" (against the year before).",
            "请写 measure = \"level\"（与基期比）或 \"every-year\"（与上年比）。",
        ],
    ),
    code(
        "average-growth-unit",
        [
            "The average growth of figures in this unit, such as ranks or shares, cannot be computed.",
            "以该单位计的数据（如位次、比重）不能计算年均增长。",
        ],
        "unit = \"位\"\nmeasure = \"average-growth\"\ntarget = { at_most = 15 }",
        [
            "Write the unit of the levels, or unit = \"%\" with from = { growth_of = \"...\" }.",
            "请写水平值的单位，或 unit = \"%\" 并写 from = { growth_of = \"...\" }。",
        ],
    ),
    code(
        "amendment-order",
        [
            "The amendments of a target are not in the order of their days.",
            "目标的调整没有按日期排列。",
        ],
        "[[indicator]]\n[[indicator.amended]]\non = 2023-06-01\ndeadline = \"2024\"\n[[indicator.amended]]\non = 2022-06-01\ndeadline = \"2025\"",
        [
            "Write them from the earliest to the latest, one for each day.",
            "请从早到晚书写，每天一个。",
        ],
    ),
    code(
        "amendment-too-early",
        [
            "An amendment is older than the plan.",
            "调整的日期早于规划。",
        ],
        "[plan]\nissued = 2021-06-01\n[[indicator]]\n[[indicator.amended]]\non = 2021-05-31\ntarget = { at_least = 1800 }",
        [
            "Check the dates; what was changed before the plan was issued is simply the target.",
            "请核对日期；规划印发前的改动就写在目标里。",
        ],
    ),
    code(
        "amendment-content",
        [
            "An amendment changes nothing, or withdraws the target and changes it besides.",
            "调整没有改动任何内容，或既取消又改动目标。",
        ],
        "[[indicator]]\n[[indicator.amended]]\non = 2023-06-01\nwithdrawn = true\ndeadline = \"2025\"",
        [
            "Write target, deadline or milestones; or withdrawn = true alone.",
            "请写 target、deadline 或 milestones；取消目标只写 withdrawn = true。",
        ],
    ),
    code(
        "task-before-plan",
        [
            "A task is due before the period of the plan begins.",
            "任务期限早于规划期。",
        ],
        "[[task]]\nid = \"rules\"\ntitle = \"制定办法\"\ndue = \"2020\"\ncite = { section = \"三\", figure = \"制定办法\" }",
        [
            "Check the year in the document; a date after the plan's end is allowed.",
            "请与原文核对年份；期限可以晚于规划期。",
        ],
    ),
    code(
        "concept-unit",
        [
            "The unit of an indicator or series does not convert to that of its concept in the catalogue.",
            "指标或数列的单位不能与目录中概念的单位换算。",
        ],
        "concept = \"rd-expenditure\"\nunit = \"家\"",
        [
            "Correct the unit, or the concept; a unit that releases print in its place is named by printed_units in the catalogue.",
            "请更正单位或概念；统计发布另行印出的单位写在目录的 printed_units 中。",
        ],
    ),
    code(
        "unknown-concept",
        [
            "The catalogue has no such concept, but one of a similar name.",
            "目录中没有该概念，但有名称相近的。",
        ],
        "concept = \"rd-expenditur\"",
        [
            "Correct the name; nothing is wrong if it is another thing.",
            "请更正名称；如为另一事物，则无误。",
        ],
    ),
];
