//! The columns of actuals and the heads under which they are found: plancheck's own, the Chinese ones, and those that
//! the user names with `--columns`.

use crate::diag;
use crate::plan::normalised_name;

/// What a column holds; the order is that of [`HEADS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Region,
    Indicator,
    IndicatorZh,
    IndicatorEn,
    Period,
    Value,
    Unit,
    Published,
    Quality,
    Source,
    Note,
}

impl Column {
    pub(super) fn all() -> impl Iterator<Item = Self> {
        HEADS.into_iter().map(|(column, ..)| column)
    }

    /// The columns of names: one in any of them may match.
    pub(super) const NAMES: [Self; 3] = [Self::Indicator, Self::IndicatorZh, Self::IndicatorEn];
}

/// Every column with its accepted heads, plancheck's own first. A later group is used only where an earlier one has
/// not named the column: tables that carry both `published` and `published_on` mean the former.
pub(super) const HEADS: [(Column, &str, &[&str], &[&str]); 11] = [
    (Column::Region, "region", &["地区", "区域"], &["省份"]),
    (Column::Indicator, "indicator", &["指标", "指标名称"], &[]),
    (Column::IndicatorZh, "indicator_zh", &[], &[]),
    (Column::IndicatorEn, "indicator_en", &[], &[]),
    (Column::Period, "period", &["时期", "年份", "时间"], &[]),
    (Column::Value, "value", &["数值"], &[]),
    (Column::Unit, "unit", &["单位", "计量单位"], &[]),
    (Column::Published, "published", &["发布日期"], &["published_on"]),
    (Column::Quality, "quality", &["质量"], &[]),
    (Column::Source, "source", &["来源", "数据来源"], &["source_url"]),
    (Column::Note, "note", &["备注"], &[]),
];

/// Heads that the user gives to columns (`--columns region=省份`). Where a file has such a head, the column's usual
/// heads are not looked for in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnHeads(Vec<(Column, String)>);

impl ColumnHeads {
    /// Reads `region=省份,value=金额`. A comma that no `column=` follows belongs to the head before it.
    ///
    /// Errors: a column that does not exist, a head that is not given; for a person, in English.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut heads: Vec<(Column, String)> = Vec::new();
        for piece in text.split(',') {
            let known = piece.split_once('=').map(|(column, head)| {
                let column = column.trim();
                (column, mappable().find(|(_, name)| *name == column), head)
            });
            match (known, heads.last_mut()) {
                (Some((_, Some((column, _)), head)), _) => {
                    heads.push((column, head.trim().to_owned()));
                }
                (None, Some((_, head))) => {
                    head.push(',');
                    head.push_str(piece);
                }
                (Some((column, None, _)), _) => {
                    let meant = diag::nearest(column, mappable().map(|(_, name)| name));
                    let meant = meant
                        .map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
                    let all: Vec<&str> = mappable().map(|(_, name)| name).collect();
                    return Err(format!(
                        "there is no column `{column}`: the columns are {}{meant}",
                        all.join(", ")
                    ));
                }
                (None, None) => {
                    return Err(
                        "write each as COLUMN=HEADER, such as region=省份,value=金额".to_owned()
                    );
                }
            }
        }
        match heads.iter().find(|(_, head)| folded(head).is_empty()) {
            Some((column, _)) => Err(format!("no head is given for `{}`", name_of(*column))),
            None => Ok(Self(heads)),
        }
    }

    /// The same with further heads.
    #[must_use]
    pub fn with(mut self, more: &Self) -> Self {
        self.0.extend(more.0.iter().cloned());
        self
    }

    /// The column that the user means by this head.
    pub(super) fn column_of(&self, folded_cell: &str) -> Option<Column> {
        let mut all = self.0.iter();
        all.find(|(_, head)| folded(head) == folded_cell).map(|(column, _)| *column)
    }

    /// Every head given, with the name of its column.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(column, head)| (name_of(*column), head.as_str()))
    }
}

/// The columns that can be given a head.
fn mappable() -> impl Iterator<Item = (Column, &'static str)> {
    let all = HEADS.iter().map(|(column, name, ..)| (*column, *name));
    all.filter(|(column, _)| !matches!(column, Column::IndicatorZh | Column::IndicatorEn))
}

/// plancheck's own name of a column.
pub(super) fn name_of(column: Column) -> &'static str {
    let known = HEADS.iter().find(|(known, ..)| *known == column);
    known.map_or("", |(_, name, ..)| name)
}

/// The column of a usual head, as [`folded`].
pub(super) fn column_of(cell: &str) -> Option<Column> {
    HEADS
        .iter()
        .find(|(_, head, others, instead)| {
            cell == folded_head(head)
                || others.contains(&cell)
                || instead.iter().any(|other| folded_head(other) == cell)
        })
        .map(|(column, ..)| *column)
}

/// A head without case, spaces, quotes, `_` and `-`.
pub(super) fn folded(cell: &str) -> String {
    folded_head(&normalised_name(cell))
}

/// One of plancheck's own heads in the same form.
pub(super) fn folded_head(head: &str) -> String {
    head.replace(['_', '-'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_the_user() {
        let heads = ColumnHeads::parse("region=省份,value= 金额, 亿元 ,note=备=注").expect("heads");
        let all: Vec<_> = heads.all().collect();
        assert_eq!(all, [("region", "省份"), ("value", "金额, 亿元 "), ("note", "备=注")]);
        assert_eq!(heads.column_of("省份"), Some(Column::Region));
        assert_eq!(heads.column_of(&folded("金额,亿元")), Some(Column::Value));
        assert_eq!(heads.column_of("地区"), None);
    }

    #[test]
    fn heads_that_cannot_be() {
        for (text, part) in [
            ("regin=省份", "did you mean `region`?"),
            ("省份", "COLUMN=HEADER"),
            ("", "COLUMN=HEADER"),
            ("region=", "no head is given for `region`"),
            ("indicator_zh=名称", "there is no column `indicator_zh`"),
        ] {
            let fault = ColumnHeads::parse(text).expect_err(text);
            assert!(fault.contains(part), "{text}: {fault}");
        }
    }
}
