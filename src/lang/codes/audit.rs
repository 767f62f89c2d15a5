//! Codes of `audit`: a plan against the document that it encodes.

use super::{CodeText, code};

pub(super) const TEXTS: &[CodeText] = &[
    code(
        "figure-not-found",
        [
            "The document has no such words as a figure of the plan quotes.",
            "文件中没有规划所引的文字。",
        ],
        "figure = \"新增企业200家\" (the document: 新增高新技术企业200家)",
        [
            "Quote the document character by character, with the words around the number.",
            "请照原文逐字引用数字前后的文字。",
        ],
    ),
    code(
        "figure-cuts-number",
        [
            "A figure ends in the middle of a number of the document.",
            "引文截断了文件中的数字。",
        ],
        "figure = \"突破1.7\" (the document: 突破1.7万家)",
        [
            "Quote the whole number, with its 万, 亿 or %.",
            "请引用完整的数字，连同其后的万、亿或 %。",
        ],
    ),
    code(
        "number-outside-figure",
        [
            "No figure of an indicator prints a number of its target.",
            "指标的引文中没有其目标值的数字。",
        ],
        "target = { between = [1000, 2000] }\ncite = { section = \"一\", figure = \"新增企业2000家\" }",
        [
            "Correct the target or its unit, or cite the words that print the number.",
            "请更正目标值或单位，或引用印有该数字的文字。",
        ],
    ),
    code(
        "short-set-aside",
        [
            "A [[set_aside]] quotes nothing but a number, and would set aside every other of the same digits.",
            "[[set_aside]] 只引了数字，会把相同的其他数字一并排除。",
        ],
        "[[set_aside]]\nfigure = \"1.5万\"\nwhy = \"...\"",
        [
            "Quote some of the words around it, such as 1.5万个农户.",
            "请连同前后的文字一起引用，如 1.5万个农户。",
        ],
    ),
    code(
        "number-uncovered",
        [
            "A number of the document is neither cited by the plan nor set aside.",
            "文件中的数字既未被规划引用，也未被排除。",
        ],
        "新增高新技术企业2000家以上 (a line of the document)",
        [
            "Encode it as an indicator, or add a [[set_aside]] with the words around it and the reason.",
            "请编为指标，或连同前后的文字写入 [[set_aside]] 并说明理由。",
        ],
    ),
];
