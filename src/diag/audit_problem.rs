//! Problems found when a plan is compared with its document.

use crate::number::Number;

problems! {
/// A problem of an encoding. The fields are the arguments of the texts.
pub enum AuditProblem {
    /// The document does not contain the figure.
    FigureNotFound { figure: String, nearest: Option<String> } = Error "figure-not-found" {
        "the figure `{figure}` is not in the document", "quoted here",
            [nearest ? "the most similar words are `{nearest}`: quote the document character by character"
                : "the document has nothing similar: quote the words around the number as printed, or remove it"];
        "文件中没有引文 `{figure}`", "引于此处", [nearest ? "最接近的文字是 `{nearest}`：引文须与原文逐字一致" : "文件中没有相近的文字：请照原文引用数字前后的文字，或删去"]
    }
    /// The figure cuts a number of the document.
    FigureCutsNumber { figure: String, number: String } = Error "figure-cuts-number" {
        "the figure `{figure}` ends in the middle of the number {number}", "quoted here", "quote the whole number, with its 万, 亿 or %";
        "引文 `{figure}` 截断了数字 {number}", "引于此处", "请引用完整的数字，连同其后的万、亿或 %"
    }
    /// No figure of the indicator prints a number of its target.
    NumberOutsideFigure { figure: String, number: Number, unit: String, indicator: String, printed: Option<String> } = Error "number-outside-figure" {
        "the target of `{indicator}`, {number} {unit}, is not in its figure `{figure}`", "this figure",
            [printed ? "the document prints {printed} there: correct the target or its unit, or cite the words that contain the number"
                : "correct the target or its unit, or cite the words that contain the number"];
        "引文 `{figure}` 中没有 `{indicator}` 的目标值 {number} {unit}", "此引文",
            [printed ? "该处原文为 {printed}：请改正目标值或单位，或引用印有该数字的文字" : "请改正目标值或单位，或引用印有该数字的文字"]
    }
    /// The document has the figure only in another section.
    OtherSection { figure: String, cited: String, section: String } = Warning "other-section" {
        "the figure `{figure}` is cited from section `{cited}`, but is in section `{section}`", "cited here",
            "write section = \"{section}\", or quote the words of the other place";
        "引文 `{figure}` 注明出自“{cited}”，原文在“{section}”", "引于此处", "请写 section = \"{section}\"，或改引另一处的文字"
    }
    /// The number of a figure holds for several things, and one indicator cites it.
    OneOfSeveral { figure: String, word: String, indicator: String } = Note "one-of-several" {
        "`{word}` in `{figure}` seems to set a target for several things, but `{indicator}` alone cites it", "cited once",
            "add an indicator for each of the others, with the same figure";
        "`{figure}` 中的“{word}”似为多项事物各设目标，但只有 `{indicator}` 引用", "仅引用一次", "请为其余各项另编指标，引用同一段文字"
    }
    /// A set-aside in the words of a target.
    TargetSetAside { figure: String, number: String } = Note "target-set-aside" {
        "`{figure}` is set aside, but {number} reads like a target", "set aside here",
            "if it is a target, encode it as an indicator; if not, quote only the words that name the number";
        "`{figure}` 列为非目标数字，但 {number} 读来像目标", "排除于此处", "若为目标，请编为指标；若不是，请只引用指明该数字的文字"
    }
    /// The document does not print what the plan says of it.
    /// `key`: title, document, issued, responsible.
    NotPrinted { key: &'static str, value: String, nearest: Option<String> } = Note "not-printed" {
        "`{value}` ({key}) is not in the document", "written here",
            [nearest ? "the most similar words are `{nearest}`: copy what the document prints" : "copy what the document prints, or leave the key out"];
        "文件中没有“{value}”（{key}）", "写于此处", [nearest ? "最接近的文字是“{nearest}”：请照文件抄录" : "请照文件抄录，或删去此键"]
    }
    /// A set-aside that is only a number.
    ShortSetAside { figure: String } = Error "short-set-aside" {
        "`{figure}` is only a number and would set aside every equal number", "too short",
            "quote the words around it as well";
        "`{figure}` 只有数字，会把相同的其他数字一并排除", "过短", "请连同前后的文字一起引用"
    }
    /// A number of the document that is neither cited nor set aside.
    /// `inside`: the figure and indicator that contain it and are cited for another number.
    NumberUncovered { number: String, inside: Option<(String, String)> } = Error "number-uncovered" {
        [inside
                ? ("the number {number} is neither cited nor set aside: `{}` is cited by `{}` for another number", inside.0, inside.1)
                : "the number {number} is neither cited nor set aside"],
            "not encoded",
            [inside
                ? "encode it as an indicator that cites the same figure, or add a [[set_aside]] with the words around it and the reason"
                : "encode it as an indicator, or add a [[set_aside]] with the words around it and the reason"];
        [inside
                ? ("数字 {number} 既未引用也未排除：`{}` 引用 `{}` 为的是另一个数字", inside.1, inside.0)
                : "数字 {number} 既未引用也未排除"],
            "遗漏",
            [inside
                ? "请另编指标并引用同一段文字，或连同前后的文字写入 [[set_aside]] 并说明理由"
                : "请编为指标，或连同前后的文字写入 [[set_aside]] 并说明理由"]
    }
}
}
