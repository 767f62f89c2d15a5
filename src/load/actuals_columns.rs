//! The columns of actuals and the heads under which they are found: plancheck's own, those of statistical portals, and those
//! of the recipe.

pub use crate::plan::recipe::Column;
use crate::{
    plan::{normalised_name, recipe::Recipe},
    words::is_among,
};

use super::text::ACROSS;

/// The columns that a table can have.
pub const COLUMNS: usize = Column::ALL.len();

/// A column and the heads under which it is found, by rank: of several columns of one meaning only those of the best rank
/// count. Heads are written as [`folded`], with spaces between them. A label comes before its code.
type Heads = (Column, &'static [&'static str]);

/// Heads of days, which are periods where nothing else is one.
pub const DATES: &str = "date observationdate 日期";

/// Every column with its heads, in the order of [`Column::ALL`]. The heads of the first rank can mean nothing else.
const HEADS: [Heads; COLUMNS] = [
    (
        Column::Region,
        &[
            "region 地区 区域",
            "省份 省市 省区、市 城市 市县 区县 县市、区 行政区 行政区划 referencearea geopoliticalentityreporting geoareaname entity",
            "国家 国家和地区 国家地区 country countryname countryorarea area state province",
        ],
    ),
    (Column::RegionCode, &["regioncode refarea geo", "location", "code countrycode geoareacode"]),
    (
        Column::Indicator,
        &[
            "indicator 指标 指标名称 指标名 主要指标 indicatorname",
            "series seriesname seriesdescription subjectdescriptor 产品名称",
            "variable variabledescription naitem",
            "measure item items 项目",
            "structurename dataflow",
            "类别 行业",
        ],
    ),
    (Column::IndicatorZh, &["indicatorzh"]),
    (Column::IndicatorEn, &["indicatoren"]),
    (Column::IndicatorCode, &["indicatorcode", "seriescode", "variablecode"]),
    (Column::Period, &["period 时期 时间 timeperiod", "time", "月份 季度 month quarter", DATES]),
    (
        Column::Value,
        &[
            "value 数值 obsvalue",
            "值 数据 绝对数 绝对量 总量 金额 指标值 统计值 amount data observationvalue",
            "累计 本年累计 累计值",
        ],
    ),
    (Column::Unit, &["unitofmeasure", "unit 单位 计量单位 units", "unitmeasure measureunit"]),
    (Column::Published, &["published 发布日期", "publishedon 发布时间 releasedate"]),
    (Column::Quality, &["quality 质量"]),
    (Column::Source, &["source 来源 数据来源", "sourceurl"]),
    (Column::Note, &["note 备注"]),
    (
        Column::Status,
        &[
            "status obsstatus obsflag flagcodes",
            "observationstatus observationstatuslabel observationstatusflagv2structure",
        ],
    ),
    (Column::Nature, &["nature"]),
    (
        Column::Multiplier,
        &["multiplier unitmult scalarfactor powercode 数量级", "unitmultiplier", "scale"],
    ),
    (Column::LastActual, &["lastactual estimatesstartafter latestactual latestactualannualdata"]),
    (Column::Year, &["年份 年度 年 year yr"]),
];

impl Column {
    /// The other heads that a message names: they can mean nothing else.
    pub fn accepted(self) -> Vec<&'static str> {
        let first = |column: Self| HEADS[column as usize].1[0].split(' ');
        let mut all: Vec<&str> = first(self).filter(|it| !it.is_ascii()).take(2).collect();
        if self == Self::Period {
            // A year alone is a period, too.
            all.splice(1..1, first(Self::Year).next());
        }
        all
    }
}

/// The column that the recipe gives to each cell of a header.
pub fn given_columns(cells: &[&str], recipe: &Recipe) -> Vec<Option<Column>> {
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
pub fn cells_of(head: &str, cells: &[impl AsRef<str>]) -> Vec<usize> {
    let those = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
        (0..cells.len()).filter(|cell| fits(cells[*cell].as_ref())).collect()
    };
    let exact = those(&|cell| cell == head.trim());
    if exact.is_empty() { those(&|cell| is_head(head, cell)) } else { exact }
}

/// Is a cell this head, but for what is folded?
pub fn is_head(head: &str, cell: &str) -> bool {
    folded(head) == folded(cell)
}

/// The column that a head means, and the rank of the head.
pub fn meaning_of(head: &str) -> Option<(Column, usize)> {
    let meaning = |head: &str| {
        let head = folded(head);
        // indic_de, indic_bt: Eurostat has one for each of its domains.
        if head.len() == 7 && head.starts_with("indic") {
            return Some((Column::Indicator, 1));
        }
        HEADS.iter().find_map(|(column, ranks)| {
            let rank = ranks.iter().position(|rank| is_among(&head, rank))?;
            Some((*column, rank))
        })
    };
    meaning(head).or_else(|| {
        // 地 区 Region: a head in two languages, both of which are known.
        let latin = head.find(|character: char| character.is_ascii_alphabetic())?;
        let (first, second) = head.split_at(latin);
        let known = meaning(first)?;
        meaning(second).map(|_| known)
    })
}

/// Is it the head of the last key of a table of Eurostat, behind which the periods stand: `geo\TIME_PERIOD`?
pub fn is_across(head: &str) -> bool {
    ACROSS.iter().any(|end| head.ends_with(end))
}

/// A head without case, spaces, quotes, brackets and the signs that stand between its words.
pub fn folded(cell: &str) -> String {
    normalised_name(cell).replace(['_', '-', '/'], "")
}

/// A name and what stands behind it in brackets.
pub fn in_brackets(printed: &str) -> Option<(&str, &str)> {
    let pairs = [('(', ')'), ('（', '）'), ('[', ']'), ('［', '］'), ('【', '】')];
    pairs.iter().find_map(|(open, close)| {
        let (name, inner) = printed.strip_suffix(*close)?.rsplit_once(*open)?;
        let name = name.trim();
        let inner = inner.trim();
        let inner =
            inner.strip_prefix("单位").unwrap_or(inner).trim_start_matches([':', '：', ' ']);
        (!name.is_empty() && !inner.is_empty()).then_some((name, inner))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_of_one_column_only_and_written_as_it_is_compared() {
        let mut all = std::collections::BTreeSet::new();
        for (index, (column, ranks)) in HEADS.into_iter().enumerate() {
            assert_eq!(Column::ALL[index], column);
            let name = folded(column.word());
            let heads = ranks.join(" ");
            assert!(is_among(&name, &heads), "{name}");
            for head in heads.split(' ') {
                assert!(all.insert(head.to_owned()), "{head}");
                assert_eq!(folded(head), head);
            }
        }
    }

    #[test]
    fn heads_that_mean_nothing() {
        for head in
            ["", "地区GDP", "地区生产总值", "Item 12", "指标 2023", "Region GDP", "区域 Measure 2"]
        {
            assert_eq!(meaning_of(head), None, "{head}");
        }
    }
}
