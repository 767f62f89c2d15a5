//! The columns of actuals and the heads under which they are found: plancheck's own, the Chinese ones, and those of the
//! recipe.

use crate::plan::normalised_name;
pub use crate::plan::recipe::Column;
use crate::plan::recipe::Recipe;

/// Every column with its accepted heads besides its own name. A later group is used only where an earlier one has
/// not named the column: tables that carry both `published` and `published_on` mean the former.
pub(super) const HEADS: [(Column, &[&str], &[&str]); 11] = [
    (Column::Region, &["地区", "区域"], &["省份"]),
    (Column::Indicator, &["指标", "指标名称"], &[]),
    (Column::IndicatorZh, &[], &[]),
    (Column::IndicatorEn, &[], &[]),
    (Column::Period, &["时期", "年份", "时间"], &[]),
    (Column::Value, &["数值"], &[]),
    (Column::Unit, &["单位", "计量单位"], &[]),
    (Column::Published, &["发布日期"], &["published_on"]),
    (Column::Quality, &["质量"], &[]),
    (Column::Source, &["来源", "数据来源"], &["source_url"]),
    (Column::Note, &["备注"], &[]),
];

/// The column of a usual head, as [`folded`].
pub(super) fn column_of(cell: &str) -> Option<Column> {
    HEADS
        .iter()
        .find(|(column, others, instead)| {
            cell == folded_head(column.word())
                || others.contains(&cell)
                || instead.iter().any(|other| folded_head(other) == cell)
        })
        .map(|(column, ..)| *column)
}

/// The column that the recipe gives to each cell of a header.
pub(super) fn given_columns(cells: &[&str], recipe: &Recipe) -> Vec<Option<Column>> {
    let mut given = vec![None; cells.len()];
    for (column, head) in &recipe.columns {
        for cell in cells_of(head, cells) {
            given[cell].get_or_insert(*column);
        }
    }
    given
}

/// The cells of a header that a head of the user's means: those of exactly its spelling, else those that differ in what is
/// folded only.
pub(super) fn cells_of(head: &str, cells: &[&str]) -> Vec<usize> {
    let those = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
        (0..cells.len()).filter(|cell| fits(cells[*cell])).collect()
    };
    let exact = those(&|cell| cell == head.trim());
    let head = folded(head);
    if exact.is_empty() { those(&|cell| folded(cell) == head) } else { exact }
}

/// A head without case, spaces, quotes, `_` and `-`.
pub(super) fn folded(cell: &str) -> String {
    folded_head(&normalised_name(cell))
}

/// One of plancheck's own heads in the same form.
pub(super) fn folded_head(head: &str) -> String {
    head.replace(['_', '-'], "")
}
