//! Problems of actuals in Chinese.

use super::words;
use crate::diag::{MissingColumn, ValueFault};
use crate::lang::ProblemText;

pub(crate) fn missing_chinese(missing: &MissingColumn) -> String {
    let MissingColumn { column, accepted, nearest } = missing;
    match nearest {
        Some(nearest) => format!("如指“{nearest}”，请改名为 {column}"),
        None if accepted.is_empty() => format!("请将该列命名为 {column}"),
        None => format!("请将该列命名为 {column}（也可用：{accepted}）"),
    }
}

pub(crate) fn value_chinese(cell: &str, fault: &ValueFault) -> ProblemText {
    match fault {
        ValueFault::NotANumber => words(
            format!("“{cell}”不是数字"),
            "不是数字",
            "请写阿拉伯数字，小数用点；没有数值时留空，或写 -、NA",
        ),
        ValueFault::UnitInCell => {
            words(format!("“{cell}”的数字后面有文字"), "数字后的文字", "请把单位写在“单位”列")
        }
        ValueFault::AmbiguousSeparator => words(
            format!("“{cell}”有两种读法"),
            "小数还是千位？",
            "千位分隔符后应正好是三位数字；小数请用点，如文件以逗号为小数点，请加 --decimal-comma",
        ),
        ValueFault::MixedSeparators => words(
            format!("“{cell}”中点和逗号的次序与本文件不符"),
            "点和逗号",
            "请写作 1,234.5 或 1234.5；如文件通篇写作 1.234,5，请加 --decimal-comma",
        ),
        ValueFault::CommaInSemicolonFile => words(
            format!("“{cell}”含逗号，在以 ; 分隔的文件中可能是小数点，也可能是千位分隔"),
            "小数还是千位？",
            "如为小数点，请加 --decimal-comma；否则请去掉逗号",
        ),
        ValueFault::TooManyDigits => words(
            format!("“{cell}”超过 28 位数字"),
            "位数过多",
            "请检查单元格是否连在一起；如为计算结果，请四舍五入",
        ),
        ValueFault::PercentBesideUnit { unit } => words(
            format!("“{cell}”带百分号，单位却是“{unit}”"),
            "百分号",
            "请去掉百分号，或将单位改为 %",
        ),
        ValueFault::MagnitudeTwice { unit } => words(
            format!("“{cell}”已带万、亿等，单位“{unit}”又带一次"),
            "重复的数量级",
            "请只在一处写明",
        ),
    }
}
