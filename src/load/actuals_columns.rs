//! The columns of actuals and the heads under which they are found: plancheck's own, the Chinese ones, and those that
//! the user names with `--columns`.

use crate::diag;
use crate::plan::normalised_name;

words! {
    /// What a column holds, by plancheck's own head.
    pub(super) enum Column {
        Region      "region";
        Indicator   "indicator";
        IndicatorZh "indicator_zh";
        IndicatorEn "indicator_en";
        Period      "period";
        Value       "value";
        Unit        "unit";
        Published   "published";
        Quality     "quality";
        Source      "source";
        Note        "note";
    }
}

impl Column {
    /// The columns of names: one in any of them may match.
    pub(super) const NAMES: [Self; 3] = [Self::Indicator, Self::IndicatorZh, Self::IndicatorEn];

    /// Its other heads. Those of the second group are used only where none of the first nor its own has named the column:
    /// tables that carry both `published` and `published_on` mean the former.
    pub(super) fn others(self) -> [&'static [&'static str]; 2] {
        match self {
            Self::Region => [&["地区", "区域"], &["省份"]],
            Self::Indicator => [&["指标", "指标名称"], &[]],
            Self::IndicatorZh | Self::IndicatorEn => [&[], &[]],
            Self::Period => [&["时期", "年份", "时间"], &[]],
            Self::Value => [&["数值"], &[]],
            Self::Unit => [&["单位", "计量单位"], &[]],
            Self::Published => [&["发布日期"], &["published_on"]],
            Self::Quality => [&["质量"], &[]],
            Self::Source => [&["来源", "数据来源"], &["source_url"]],
            Self::Note => [&["备注"], &[]],
        }
    }
}

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
                (column, mappable().find(|known| known.word() == column), head)
            });
            match (known, heads.last_mut()) {
                (Some((_, Some(column), head)), _) => {
                    heads.push((column, head.trim().to_owned()));
                }
                (None, Some((_, head))) => {
                    head.push(',');
                    head.push_str(piece);
                }
                (Some((column, None, _)), _) => {
                    let meant = diag::nearest(column, mappable().map(Column::word));
                    let meant = meant
                        .map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
                    let all: Vec<&str> = mappable().map(Column::word).collect();
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
            Some((column, _)) => Err(format!("no head is given for `{}`", column.word())),
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
        self.0.iter().find(|(_, head)| folded(head) == folded_cell).map(|(column, _)| *column)
    }

    /// Every head given, with the name of its column.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(column, head)| (column.word(), head.as_str()))
    }
}

/// The columns that can be given a head.
fn mappable() -> impl Iterator<Item = Column> {
    let all = Column::ALL.iter().copied();
    all.filter(|column| !matches!(column, Column::IndicatorZh | Column::IndicatorEn))
}

/// The column of a usual head, as [`folded`].
pub(super) fn column_of(cell: &str) -> Option<Column> {
    let mut all = Column::ALL.iter().copied();
    all.find(|column| {
        let [others, instead] = column.others();
        cell == folded_head(column.word())
            || others.contains(&cell)
            || instead.iter().any(|other| folded_head(other) == cell)
    })
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
