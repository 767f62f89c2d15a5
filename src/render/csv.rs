//! Flat tables as CSV and TSV: plain digits, no separators, no exponent; UTF-8, quoted where needed.

use std::io::{self, Write};

use crate::{
    record::Flat,
    render::{csv_excel, printable_cell},
};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Commas, LF, values as they are: for scripts.
    Plain,
    /// For spreadsheets: a byte order mark, CRLF, text that no spreadsheet runs or converts.
    Excel,
    /// Tabs instead of commas.
    Tabs,
}

/// Writes a flat table with its header, even if it has no rows.
pub fn flat(flat: Flat<'_>, dialect: Dialect, out: &mut dyn Write) -> io::Result<()> {
    flat_part(flat, dialect, true, out)
}

/// Writes a part of a flat table; only the first has the header.
pub fn flat_part(
    flat: Flat<'_>,
    dialect: Dialect,
    is_first: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    if dialect == Dialect::Excel && is_first {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut builder = csv::WriterBuilder::new();
    match dialect {
        Dialect::Plain => builder.terminator(csv::Terminator::Any(b'\n')),
        Dialect::Excel => builder.terminator(csv::Terminator::CRLF),
        Dialect::Tabs => builder.delimiter(b'\t').terminator(csv::Terminator::Any(b'\n')),
    };
    let mut writer = builder.from_writer(out);
    if is_first {
        writer.write_record(&flat.columns).map_err(io_error)?;
    }
    for row in flat.rows {
        for value in &row {
            let cell = match dialect {
                Dialect::Plain | Dialect::Tabs => printable_cell(&value.plain()),
                Dialect::Excel => csv_excel::cell(value),
            };
            writer.write_field(cell).map_err(io_error)?;
        }
        writer.write_record(None::<&[u8]>).map_err(io_error)?;
    }
    writer.flush()
}

/// The error of the stream itself, so that a closed pipe remains recognisable.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::sample;
    use crate::report::{explain, row, show};

    fn status() -> String {
        let sample = sample();
        let view = sample.view();
        let mut out = Vec::new();
        flat(row::flat(view.judged()), Dialect::Plain, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// One cell of the status CSV.
    fn cell(indicator: &str, column: &str) -> String {
        let text = status();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let place = |name: &str| row::column_names().iter().position(|it| *it == name).unwrap();
        let record = reader
            .records()
            .map(Result::unwrap)
            .find(|record| &record[place("indicator")] == indicator)
            .unwrap();
        record[place(column)].to_owned()
    }

    #[test]
    fn the_columns_are_frozen() {
        assert_eq!(
            status().lines().next().unwrap(),
            "plan,region,indicator,name,unit,measure,comparator,target,target_upper,deadline,baseline,\
             baseline_period,actual,actual_period,quality,gap,gap_unit,attainment,progress,expected,ratio,\
             method,projected,required_per_year,arrival,verdict,reason,flags,binding,parent,responsible,\
             section,source,name_en,published,as_of"
        );
    }

    #[test]
    fn rows_hold_plain_digits() {
        insta::assert_snapshot!(status().lines().skip(1).take(6).collect::<Vec<_>>().join("\n"), @r#"
        sample-2024,杭州市,industrial-growth,规上工业增加值增长,%,rate,at_least,5,,2024,,,4.0,2024,final,-1,pp,0.8,,,0.8,direct,,,,missed,,,true,,市经信局;市发改委,一,杭州市统计局,Growth of value added of industrial enterprises above designated size,2025-01-27,2025-06-30
        sample-2024,杭州市,strong-base-projects,科技创新强基重大项目年度投资,亿元,total,at_least,56.7,,2024,,,37.1,2024-01/2024-06,final,-19.6,亿元,0.654321,0.654321,0.5,1.308642,schedule,,39.2,2024-10,ahead,,unclosed,false,,,一,杭州市统计局,Yearly investment in the 21 key projects,2024-08-01,2025-06-30
        sample-2024,杭州市,digital-workers,新增数字高技能人才,人,total,at_least,7500,,2024,,,19400,2024-01/2024-11,final,11900,人,2.586667,2.586667,0.916667,2.821818,schedule,,,,achieved,,early;aspirational,false,,,一,杭州市统计局,New digital highly-skilled workers,2024-12-20,2025-06-30
        sample-2024,杭州市,valid-invention-patents,累计有效发明专利拥有量,件,level,more_than,155000,,2024,120000,2023,133281,2024H1,final,-21719,件,,0.379457,0.5,0.758914,schedule,,,,at-risk,,provisional;unclosed;derived-baseline,false,,,一,杭州市统计局,Invention patents in force,2024-07-20,2025-06-30
        sample-2024,杭州市,energy-intensity,单位GDP能耗(二级指标),%,level,within,-3.5,0.5,2024,,,0.75,2024-06,final,-0.25,pp,,,,,direct,,,,regressing,,lost,false,,,一,杭州市统计局,,2024-07-20,2025-06-30
        sample-2024,杭州市,graduates,新引进35岁以下大学生,万人,total,at_least,35,,2024,,,30,2024-01/2024-09,lower-bound,0,万人,,,,,direct,,,,not-assessable,lower-bound,,false,,,一,杭州市统计局,New graduates under 35,2024-10-20,2025-06-30
        "#);
    }

    #[test]
    fn figures_keep_their_digits_and_results_have_six_decimals() {
        assert_eq!(cell("industrial-growth", "actual"), "4.0");
        assert_eq!(cell("industrial-growth", "gap"), "-1");
        assert_eq!(cell("industrial-growth", "gap_unit"), "pp");
        assert_eq!(cell("strong-base-projects", "progress"), "0.654321");
        assert_eq!(cell("strong-base-projects", "ratio"), "1.308642");
        assert_eq!(cell("digital-workers", "gap"), "11900");
        assert_eq!(cell("graduates", "gap"), "0");
        assert_eq!(cell("graduates", "quality"), "lower-bound");
        assert_eq!(cell("energy-intensity", "target_upper"), "0.5");
    }

    #[test]
    fn what_is_unknown_is_empty() {
        for column in ["actual", "gap", "gap_unit", "ratio", "method", "source", "published"] {
            assert_eq!(cell("museum", column), "", "{column}");
        }
        assert_eq!(cell("museum", "verdict"), "no-data");
    }

    #[test]
    fn no_file_controls_the_terminal() {
        let text = status();
        assert!(text.chars().all(|it| it == '\n' || !it.is_control()));
        assert_eq!(cell("wicked", "name"), "坏\\u{1b}[31m名 字");
    }

    #[test]
    fn each_source_is_named_once() {
        assert_eq!(cell("strong-base-projects", "source"), "杭州市统计局");
    }

    #[test]
    fn the_header_is_written_without_rows() {
        let mut out = Vec::new();
        flat(row::flat([]), Dialect::Plain, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap().lines().count(), 1);
    }

    #[test]
    fn a_generic_table_is_never_translated() {
        let sample = sample();
        let found = show::FoundPlan { plan: sample.plan.clone(), file: None };
        let mut out = Vec::new();
        flat(show::Listed(vec![found]).flat(), Dialect::Plain, &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @"
        plan,title,region,period,indicators,binding,tasks,rules,origin
        sample-2024,杭州市落实省“315”科技创新体系建设工程2024年工作计划,杭州市,2024,8,1,0,0,built-in
        ");
    }

    #[test]
    fn an_explanation_lists_every_figure() {
        let sample = sample();
        let view = sample.view();
        let judged = view.judged().next().unwrap();
        let mut out = Vec::new();
        flat(explain::Explained(judged).flat(), Dialect::Plain, &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
        use,place,period,value,unit,published,quality,source,note
        actual,examples/actuals/hangzhou.csv:12,2024,4.0,%,2025-01-27,final,杭州市统计局,
        doubtful,examples/actuals/hangzhou.csv:11,2024-01/2024-09,4.2,%,2024-10-30,doubtful,杭州市统计局,
        ");
    }

    /// A closed pipe.
    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_stays_recognisable() {
        let sample = sample();
        let view = sample.view();
        let many = std::iter::repeat_with(|| view.judged()).take(100).flatten();
        let error = flat(row::flat(many), Dialect::Plain, &mut Closed).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }
}
