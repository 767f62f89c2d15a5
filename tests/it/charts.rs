//! The pictures in the documents are those that `chart` writes. Their content is tested beside the code that draws them.

use crate::support::{answer, is_kept, repository};

const DRAWN: [(&str, &str); 2] = [
    (
        "docs/pictures/fiscal-growth.svg",
        "chart zhejiang-145 fiscal-st-expenditure-growth --as-of 2025-06-30 --quiet",
    ),
    (
        "docs/pictures/investment.svg",
        "chart hangzhou-2024 strong-base-21-projects-investment --as-of 2024-10-31 --quiet",
    ),
];

#[test]
fn the_documents_show_what_chart_writes() {
    for (file, arguments) in DRAWN {
        is_kept(file, &answer(repository(), arguments));
    }
}
