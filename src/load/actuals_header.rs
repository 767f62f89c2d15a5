//! The header of a long table of actuals: which column is which, in Chinese and English.

use crate::actuals::matching::NearNames;
use crate::diag::{DataProblem, MissingColumn};
use crate::period::Period;
use crate::plan::normalised_name;

use super::actuals_text::delimiter_of;

/// What a column holds.
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

/// Every column with its accepted heads, plancheck's own first. A later group is used only where an earlier one has
/// not named the column: tables that carry both `published` and `published_on` mean the former.
const HEADS: [(Column, &str, &[&str], &[&str]); 11] = [
    (Column::Region, "region", &["地区", "区域"], &[]),
    (Column::Indicator, "indicator", &["指标", "指标名称"], &[]),
    (Column::IndicatorZh, "indicator_zh", &[], &[]),
    (Column::IndicatorEn, "indicator_en", &[], &[]),
    (Column::Period, "period", &["时期", "年份", "时间"], &[]),
    (Column::Value, "value", &["数值"], &[]),
    (Column::Unit, "unit", &["单位", "计量单位"], &[]),
    (
        Column::Published,
        "published",
        &["发布日期"],
        &["published_on"],
    ),
    (Column::Quality, "quality", &["质量"], &[]),
    (
        Column::Source,
        "source",
        &["来源", "数据来源"],
        &["source_url"],
    ),
    (Column::Note, "note", &["备注"], &[]),
];

/// Where each column stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) cells: usize,
    pub(super) region: Option<usize>,
    /// Any of the indicator columns: a name in either one may match.
    pub(super) indicators: Vec<usize>,
    pub(super) period: usize,
    pub(super) value: usize,
    pub(super) unit: Option<usize>,
    pub(super) published: Option<usize>,
    pub(super) quality: Option<usize>,
    pub(super) source: Option<usize>,
    pub(super) note: Option<usize>,
}

/// A fault of the header with the cell it is about.
pub(super) type HeaderFault = (DataProblem, Option<usize>);

impl Header {
    /// Reads the cells of the first record.
    pub(super) fn read<'a>(cells: impl Iterator<Item = &'a str>) -> Result<Self, Vec<HeaderFault>> {
        let cells: Vec<&str> = cells.map(str::trim).collect();
        let folded: Vec<String> = cells.iter().map(|cell| folded(cell)).collect();
        let mut faults = Vec::new();
        let mut found = |column: Column| {
            let (_, head, others, instead) = HEADS.iter().find(|(known, ..)| *known == column)?;
            let mut fits = positions(&folded, |cell| {
                cell == folded_head(head) || others.contains(&cell)
            });
            if fits.is_empty() {
                fits = positions(&folded, |cell| {
                    instead.iter().any(|other| folded_head(other) == cell)
                });
            }
            if let [first, second, ..] = fits.as_slice() {
                let shown =
                    |index: &usize| cells.get(*index).copied().unwrap_or_default().to_owned();
                let problem = DataProblem::DuplicateColumn {
                    column: head,
                    first: shown(first),
                    second: shown(second),
                };
                faults.push((problem, Some(*second)));
            }
            fits.first().copied()
        };
        let indicators: Vec<usize> = [Column::Indicator, Column::IndicatorZh, Column::IndicatorEn]
            .into_iter()
            .filter_map(&mut found)
            .collect();
        let (period, value) = (found(Column::Period), found(Column::Value));
        let header = Self {
            cells: cells.len(),
            region: found(Column::Region),
            period: period.unwrap_or_default(),
            value: value.unwrap_or_default(),
            unit: found(Column::Unit),
            published: found(Column::Published),
            quality: found(Column::Quality),
            source: found(Column::Source),
            note: found(Column::Note),
            indicators,
        };
        // Without a column of names it is no table of either kind, but rows without a header.
        if (period.is_none() || value.is_none())
            && !header.indicators.is_empty()
            && let Some(wide) = wide_table(&cells)
        {
            return Err(vec![wide]);
        }
        let required = [
            (Column::Indicator, header.indicators.first().copied()),
            (Column::Period, period),
            (Column::Value, value),
        ];
        let absent = required.iter().filter(|(_, place)| place.is_none());
        faults.extend(missing(absent.map(|(column, _)| *column), &cells));
        if faults.is_empty() {
            Ok(header)
        } else {
            Err(faults)
        }
    }
}

/// Does this line look like the header of a table of actuals? Two known heads, or a wide table.
pub(super) fn is_understood(line: &str) -> bool {
    let delimiter = char::from(delimiter_of(line));
    let cells: Vec<&str> = line.split(delimiter).map(str::trim).collect();
    let known = cells
        .iter()
        .map(|cell| folded(cell))
        .filter(|cell| column_of(cell).is_some())
        .count();
    known >= 2 || (known >= 1 && wide_table(&cells).is_some())
}

fn column_of(cell: &str) -> Option<Column> {
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
fn folded(cell: &str) -> String {
    folded_head(&normalised_name(cell))
}

fn folded_head(head: &str) -> String {
    head.replace(['_', '-'], "")
}

fn positions(cells: &[String], fits: impl Fn(&str) -> bool) -> Vec<usize> {
    cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| fits(cell))
        .map(|(index, _)| index)
        .collect()
}

/// Two heads that are periods, and one that is not.
fn wide_table(cells: &[&str]) -> Option<HeaderFault> {
    let periods: Vec<usize> = (0..cells.len())
        .filter(|index| {
            cells
                .get(*index)
                .is_some_and(|cell| Period::parse(cell).is_some())
        })
        .collect();
    let first = *periods.first()?;
    (periods.len() >= 2 && periods.len() < cells.len()).then(|| {
        let problem = DataProblem::WideTable {
            period: cells.get(first).copied().unwrap_or_default().to_owned(),
            count: periods.len(),
        };
        (problem, Some(first))
    })
}

/// One fault for all columns that are not there; its place is the first head that may be meant.
fn missing(columns: impl Iterator<Item = Column>, cells: &[&str]) -> Option<HeaderFault> {
    let unknown = || {
        cells
            .iter()
            .copied()
            .filter(|cell| column_of(&folded(cell)).is_none())
    };
    let near = NearNames::among(unknown());
    let mut place = None;
    let missing: Vec<MissingColumn> = columns
        .filter_map(|column| HEADS.iter().find(|(known, ..)| *known == column))
        .map(|(_, head, others, _)| {
            let nearest = std::iter::once(head)
                .chain(others.iter())
                .find_map(|accepted| near.nearest(accepted))
                // 数值(亿元): the head with something more.
                .or_else(|| {
                    unknown().find(|cell| {
                        let cell = folded(cell);
                        cell.starts_with(head) || others.iter().any(|other| cell.starts_with(other))
                    })
                });
            let at = nearest.and_then(|nearest| cells.iter().position(|cell| *cell == nearest));
            place = place.or(at);
            MissingColumn {
                column: head,
                accepted: others.join(", "),
                nearest: nearest.map(shortened),
            }
        })
        .collect();
    let named = || cells.iter().filter(|cell| !cell.is_empty());
    let mut found: Vec<String> = named()
        .take(MOST_SHOWN)
        .map(|cell| shortened(cell))
        .collect();
    if named().count() > found.len() {
        found.push("…".to_owned());
    }
    (!missing.is_empty()).then(|| {
        let found = found.join(", ");
        (DataProblem::MissingColumns { missing, found }, place)
    })
}

/// Heads of a header shown in a message; a file that is no table may be one long line.
const MOST_SHOWN: usize = 8;

/// Characters of a head shown in a message.
const LONGEST_SHOWN: usize = 30;

fn shortened(cell: &str) -> String {
    match cell.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("{}…", cell.get(..end).unwrap_or_default()),
        None => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Header, Vec<&'static str>> {
        Header::read(line.split(','))
            .map_err(|faults| faults.iter().map(|(problem, _)| problem.code()).collect())
    }

    #[test]
    fn columns_in_any_order_and_language() {
        let header =
            read("Note, VALUE ,指标,年份,extra,published_on,Source URL").expect("a header");
        assert_eq!(
            (header.note, header.value, &header.indicators, header.period),
            (Some(0), 1, &vec![2], 3)
        );
        assert_eq!(
            (header.published, header.source, header.region),
            (Some(5), Some(6), None)
        );
        let both = read("indicator_en,indicator_zh,period,value,published_on,published")
            .expect("a header");
        assert_eq!((both.indicators, both.published), (vec![1, 0], Some(5)));
    }

    #[test]
    fn faults_of_a_header() {
        assert_eq!(read("region,period,value"), Err(vec!["missing-column"]));
        assert_eq!(read("a,b"), Err(vec!["missing-column"]));
        assert_eq!(
            read("indicator,period,年份,value"),
            Err(vec!["duplicate-column"])
        );
        assert_eq!(
            read("地区,指标,2020年,2021年,2022年"),
            Err(vec!["wide-table"])
        );
        assert_eq!(
            read("杭州市,常住人口,2024,2023,万人"),
            Err(vec!["missing-column"])
        );
        let faults = Header::read("indicator,perod,value".split(',')).expect_err("no period");
        assert!(matches!(
            faults.as_slice(),
            [(DataProblem::MissingColumns { missing, .. }, Some(1))]
                if missing.len() == 1 && missing[0].nearest.as_deref() == Some("perod")
        ));
    }

    #[test]
    fn headers_that_make_sense() {
        assert!(is_understood("地区;指标;时期;数值"));
        assert!(is_understood("指标,2020,2021"));
        assert!(!is_understood("姓名,年龄"));
    }
}
