//! The columns of actuals and the heads under which they are found: plancheck's own, the Chinese ones, and those of the
//! recipe.

use crate::plan::normalised_name;
pub use crate::plan::recipe::Column;
use crate::plan::recipe::Recipe;

/// The columns that a table can have: the year is part of the period.
pub(super) const COLUMNS: usize = Column::ALL.len() - 1;

/// The columns that a table can have.
pub(super) fn columns() -> impl Iterator<Item = Column> {
    Column::ALL.iter().copied().take(COLUMNS)
}

impl Column {
    /// Its other heads. Those of the second group are used only where none of the first nor its own has named the column:
    /// tables that carry both `published` and `published_on` mean the former.
    pub(super) fn others(self) -> [&'static [&'static str]; 2] {
        match self {
            Self::Region => [&["地区", "区域"], &["省份"]],
            Self::Indicator => [&["指标", "指标名称"], &[]],
            Self::IndicatorZh | Self::IndicatorEn | Self::Year | Self::Nature => [&[], &[]],
            Self::Period => [&["时期", "年份", "时间"], &[]],
            Self::Value => [&["数值"], &[]],
            Self::Unit => [&["单位", "计量单位"], &[]],
            Self::Published => [&["发布日期"], &["published_on"]],
            Self::Quality => [&["质量"], &[]],
            Self::Source => [&["来源", "数据来源"], &["source_url"]],
            Self::Note => [&["备注"], &[]],
            Self::Status => [
                &["obsstatus", "obsflag", "flagcodes"],
                &[
                    "observationstatus",
                    "observationstatuslabel",
                    "observationstatusflagv2structure",
                ],
            ],
            Self::Multiplier => {
                [&["unitmult", "scalarfactor", "powercode", "数量级"], &["unitmultiplier", "scale"]]
            }
            Self::LastActual => {
                [&["estimatesstartafter", "latestactual", "latestactualannualdata"], &[]]
            }
        }
    }
}

/// The column of a usual head, as [`folded`].
pub(super) fn column_of(cell: &str) -> Option<Column> {
    columns().find(|column| {
        let [others, instead] = column.others();
        cell == folded_head(column.word())
            || others.contains(&cell)
            || instead.iter().any(|other| folded_head(other) == cell)
    })
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
    if exact.is_empty() { those(&|cell| is_head(head, cell)) } else { exact }
}

/// Is a cell this head, but for what is folded?
pub(super) fn is_head(head: &str, cell: &str) -> bool {
    folded(head) == folded(cell)
}

/// A head without case, spaces, quotes, `_` and `-`.
pub(super) fn folded(cell: &str) -> String {
    folded_head(&normalised_name(cell))
}

/// One of plancheck's own heads in the same form.
pub(super) fn folded_head(head: &str) -> String {
    head.replace(['_', '-'], "")
}
