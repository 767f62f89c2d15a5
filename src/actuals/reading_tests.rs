//! What figures say of the true value, from the file to what is derived from them.

use chrono::NaiveDate;

use super::{Actuals, Observation, derived, vintages::View};
use crate::{
    fixtures::{actuals, date, number, plan},
    interval::Interval,
    plan::{Kind, Plan},
};

const PLAN: &str = r#"
    [plan]
    id = "t"
    title = "规划"
    region = "测试市"
    period = "2021/2025"
    [[series]]
    id = "s"
    name = "支出"
    unit = "亿元"
    kind = "flow"
    [[series]]
    id = "d"
    name = "总额"
    unit = "亿元"
    kind = "flow"
    [[series]]
    id = "stock"
    name = "余额"
    unit = "亿元"
    kind = "stock"
    [[series]]
    id = "people"
    name = "人口"
    unit = "亿人"
    kind = "stock"
    [[series]]
    id = "ratio"
    name = "强度"
    unit = "%"
    kind = "ratio"
    from = { ratio = ["s", "d"], times = 100 }
    [[series]]
    id = "growth"
    name = "增速"
    unit = "%"
    kind = "ratio"
    from = { growth_of = "s" }
    [[series]]
    id = "growth-of-stock"
    name = "余额增速"
    unit = "%"
    kind = "ratio"
    from = { growth_of = "stock" }
    [[series]]
    id = "added"
    name = "新增"
    unit = "亿元"
    kind = "flow"
    from = { increase_of = "stock" }
    [[series]]
    id = "net"
    name = "净增"
    unit = "万元"
    kind = "flow"
    from = { increase_of = "stock", net = true }
    [[series]]
    id = "sum"
    name = "合计"
    unit = "亿元"
    kind = "flow"
    from = { sum = ["s", "d"] }
    [[series]]
    id = "per-head"
    name = "人均支出"
    unit = "元/人"
    kind = "ratio"
    from = { ratio = ["s", "people"] }
    [[indicator]]
    id = "x"
    name = "指标"
    unit = "家"
    measure = "total"
    target = { at_least = 1 }
    cite = { section = "一", figure = "1家" }
"#;

/// `支出 2020 超100`: name, period and value, then quality and release date if given; several, separated by `|`.
fn text_of(rows: &str) -> String {
    let mut text = "region,indicator,period,value,quality,published,unit\n".to_owned();
    for row in rows.split('|') {
        let mut cells: Vec<&str> = row.split_whitespace().collect();
        cells.resize(6, "");
        let cells: Vec<&str> =
            cells.into_iter().map(|cell| if cell == "-" { "" } else { cell }).collect();
        text += "测试市,";
        text += &cells.join(",");
        text.push('\n');
    }
    text
}

fn read(plan: &Plan, rows: &str) -> Actuals {
    actuals(plan, "a.csv", text_of(rows))
}

fn shown(interval: &Interval) -> String {
    let low = interval.low.as_ref().map_or("(".to_owned(), |end| {
        format!("{}{}", if end.open { "(" } else { "[" }, end.value.short_text(3))
    });
    let high = interval.high.as_ref().map_or(")".to_owned(), |end| {
        format!("{}{}", end.value.short_text(3), if end.open { ")" } else { "]" })
    });
    format!("{low}..{high}")
}

fn figure(observation: &Observation) -> String {
    format!(
        "{} {} {} {}",
        observation.period,
        observation.value.short_text(3),
        observation.quality.word(),
        observation.known.as_ref().map_or("exact".to_owned(), |known| shown(known)),
    )
}

fn late() -> NaiveDate {
    date("2026-06-30")
}

fn derived_figures(rows: &str, id: &str) -> Vec<String> {
    let plan = plan("t.toml", PLAN);
    let actuals = read(&plan, rows);
    let figures = derived::figures(&plan, &actuals, id, "测试市", late());
    figures.observations.iter().map(figure).collect()
}

#[test]
fn what_words_and_marks_say() {
    let plan = plan("t.toml", PLAN);
    for (row, expected) in [
        ("指标 2021 2000", "2021 2000 final exact"),
        ("指标 2021 2000 final", "2021 2000 final exact"),
        ("指标 2021 2000 preliminary", "2021 2000 preliminary exact"),
        ("指标 2021 超2000", "2021 2000 above (2000..)"),
        ("指标 2021 2000以上", "2021 2000 lower-bound [2000..)"),
        ("指标 2021 2000以内", "2021 2000 upper-bound (..2000]"),
        ("指标 2021 不足2000", "2021 2000 below (..2000)"),
        ("指标 2021 近2000", "2021 2000 near [1900..2000)"),
        ("指标 2021 近-2000", "2021 -2000 near (-2000..-1900]"),
        ("指标 2021 约2000", "2021 2000 approximate [1950..2050]"),
        ("指标 2021 约1.2万", "2021 12000 approximate [11500..12500]"),
        ("指标 2021 约1.20万", "2021 12000 approximate [11950..12050]"),
        ("指标 2021 5.4左右", "2021 5.4 approximate [5.35..5.45]"),
        ("指标 2021 约1.2 - - 万家", "2021 12000 approximate [11500..12500]"),
        ("指标 2021 0.2 超 - 万家", "2021 2000 above (2000..)"),
        ("指标 2021 2000 lower-bound", "2021 2000 lower-bound [2000..)"),
        ("指标 2021 超2000 lower-bound", "2021 2000 lower-bound;above (2000..)"),
        ("指标 2021 2000 approximate;doubtful", "2021 2000 approximate;doubtful [1950..2050]"),
        ("指标 2021 2000 below", "2021 2000 below (..2000)"),
        ("指标 2021 2000 near", "2021 2000 near [1900..2000)"),
        ("指标 2021 2000 约 - 万家", "2021 20000000 approximate [19500000..20500000]"),
    ] {
        let named = read(&plan, row);
        let seen: Vec<String> = named.series("x", "测试市").iter().map(figure).collect();
        assert_eq!(seen, [expected], "{row}");
        // Rows of a region that the plan does not name are packed.
        let others = actuals(&plan, "a.csv", text_of(row).replace("测试市", "另一市"));
        let seen: Vec<String> = others.series("x", "另一市").iter().map(figure).collect();
        assert_eq!(seen, [expected], "{row}");
    }
}

#[test]
fn bounds_go_through_what_is_derived() {
    for (id, rows, expected) in [
        ("ratio", "支出 2021 120|总额 2021 200", "2021 60 final exact"),
        ("ratio", "支出 2021 120|总额 2021 超200", "2021 60 below (0..60)"),
        ("ratio", "支出 2021 超120|总额 2021 200", "2021 60 above (60..)"),
        ("ratio", "支出 2021 超120|总额 2021 超200", "2021 60 approximate (0..)"),
        ("ratio", "支出 2021 约120|总额 2021 200", "2021 60 approximate [57.5..62.5]"),
        ("ratio", "支出 2021 120|总额 2021 200以内", "2021 60 upper-bound (..)"),
        ("growth", "支出 2020 100|支出 2021 120", "2021 20 final exact"),
        ("growth", "支出 2020 超100|支出 2021 120", "2021 20 below (-100..20)"),
        ("growth", "支出 2020 100|支出 2021 120以上", "2021 20 lower-bound [20..)"),
        ("growth", "支出 2020 近100|支出 2021 120", "2021 20 above (20..26.316]"),
        ("growth", "支出 2020 超100|支出 2021 超120", "2021 20 approximate (-100..)"),
        ("growth", "支出 2020 不足100|支出 2021 120", "2021 20 below (..)"),
        ("net", "余额 2020 1|余额 2021 超1.5", "2021 5000 above (5000..)"),
        ("net", "余额 2020 超1|余额 2021 1.5", "2021 5000 below (..5000)"),
        ("net", "余额 2020 超1|余额 2021 超1.5", "2021 5000 above (..)"),
        ("added", "余额 2020 100|余额 2021 150", "2021 50 lower-bound [50..)"),
        ("added", "余额 2020 超100|余额 2021 150", "2021 50 above (..)"),
        ("added", "余额 2020 不足100|余额 2021 150", "2021 50 above (50..)"),
        ("sum", "支出 2021 超120|总额 2021 200以上", "2021 320 above (320..)"),
        ("sum", "支出 2021 约120|总额 2021 200", "2021 320 approximate [315..325]"),
        ("sum", "支出 2021 超120|总额 2021 不足200", "2021 320 above;below (..)"),
        (
            "sum",
            "支出 2021 120 doubtful|总额 2021 不足200 preliminary",
            "2021 320 preliminary;below;doubtful (..320)",
        ),
        (
            "sum",
            "支出 2021 120 preliminary|总额 2021 不足200",
            "2021 320 preliminary;below (..320)",
        ),
    ] {
        let figures = derived_figures(rows, id);
        assert_eq!(figures.first().map_or("", String::as_str), expected, "{id}: {rows}");
    }
}

#[test]
fn the_end_of_a_year_by_any_name() {
    for end in ["2020", "2020年末", "2020-12", "2020Q4", "2020年12月31日"] {
        let next = end.replace("2020", "2021");
        let rows = format!("余额 {end} 100|余额 {next} 112|人口 {next} 2|支出 2021 300");
        assert_eq!(derived_figures(&rows, "growth-of-stock"), ["2021 12 final exact"], "{end}");
        assert_eq!(derived_figures(&rows, "net"), ["2021 120000 final exact"], "{end}");
        assert_eq!(derived_figures(&rows, "per-head"), ["2021 150 final exact"], "{end}");
    }
    // Other months stay as they are, and a flow of one month is not that of the year.
    let rows = "余额 2020-06 100|余额 2021-06 112|人口 2021-12 2|支出 2021-12 300";
    assert_eq!(derived_figures(rows, "growth-of-stock"), ["2021-06 12 final exact"]);
    assert_eq!(derived_figures(rows, "per-head"), ["2021-12 150 final exact"]);
    assert_eq!(
        derived_figures("支出 2020-12 100|支出 2021-12 112", "growth"),
        ["2021-12 12 final exact"]
    );
}

#[test]
fn released_before_the_period_ends() {
    let plan = plan("t.toml", PLAN);
    let known = |rows: &str, id: &str, as_of: &str| {
        let actuals = read(&plan, rows);
        let kind = plan.kind_of(id);
        let known = View::new(actuals.series(id, "测试市"), kind, (date(as_of), false)).known();
        let all = |bucket: &[&Observation]| {
            bucket.iter().map(|it| figure(it)).collect::<Vec<_>>().join(", ")
        };
        format!("{} | {} | {}", all(&known.current), all(&known.early), known.later.len())
    };
    for (rows, id, as_of, expected) in [
        ("指标 2024 150 - 2024-03-01", "x", "2024-02-01", " |  | 1"),
        ("指标 2024 150 - 2024-03-01", "x", "2024-04-01", " | 2024 150 estimate exact | 0"),
        ("指标 2024 150 - 2024-03-01", "x", "2024-12-30", " | 2024 150 estimate exact | 0"),
        ("指标 2024 150 - 2024-03-01", "x", "2024-12-31", "2024 150 estimate exact |  | 0"),
        ("指标 2024 150 - 2024-12-31", "x", "2024-12-31", "2024 150 final exact |  | 0"),
        ("指标 2024 150 - 2024-12", "x", "2024-12-31", "2024 150 final exact |  | 0"),
        ("指标 2024 150", "x", "2024-12-31", "2024 150 final exact |  | 0"),
        ("指标 2024 150 final 2024-03-01", "x", "2024-04-01", "2024 150 final exact |  | 0"),
        ("指标 2024 150 终值;break 2024-03-01", "x", "2024-04-01", "2024 150 break exact |  | 0"),
        ("指标 2024 150 estimate 2024-03-01", "x", "2024-04-01", "2024 150 estimate exact |  | 0"),
        ("指标 2024 150 预计 2024-03-01", "x", "2024-04-01", "2024 150 preliminary exact |  | 0"),
        (
            "指标 2024 超150 - 2024-03-01",
            "x",
            "2024-04-01",
            " | 2024 150 estimate;above (150..) | 0",
        ),
        ("余额 2024 超150 - 2024-03-01", "stock", "2024-04-01", "2024 150 above (150..) |  | 0"),
        (
            "余额 2024 150以上 - 2024-03-01",
            "stock",
            "2024-04-01",
            "2024 150 lower-bound [150..) |  | 0",
        ),
        (
            "余额 2024 不足150 - 2024-03-01",
            "stock",
            "2024-04-01",
            " | 2024 150 estimate;below (..150) | 0",
        ),
        (
            "余额 2024-03-01 150 - 2024-03-01",
            "stock",
            "2024-04-01",
            "2024-03-01 150 final exact |  | 0",
        ),
        // Of the end of the period a newer figure speaks, and a later forecast does not replace it.
        (
            "指标 2024 150 - 2024-03-01|指标 2024 140 - 2025-02-01",
            "x",
            "2025-03-01",
            "2024 140 final exact |  | 0",
        ),
    ] {
        assert_eq!(known(rows, id, as_of), expected, "{rows} on {as_of}");
    }
    // What is derived from it is known when it is.
    let actuals = read(&plan, "支出 2024 150 - 2024-03-01|总额 2024 300 - 2025-02-01");
    let ratio =
        |as_of| derived::figures(&plan, &actuals, "ratio", "测试市", date(as_of)).observations;
    assert!(ratio("2024-12-31").is_empty());
    let figures: Vec<String> = ratio("2025-02-01").iter().map(figure).collect();
    assert_eq!(figures, ["2024 50 estimate exact"]);
    let early = like_with_like_of_early(&plan);
    assert_eq!(early.as_deref(), Some("100"));
}

/// A forecast of 2023 that was known before 2022 was revised does not date the comparison.
fn like_with_like_of_early(plan: &Plan) -> Option<String> {
    let rows = "支出 2022 90 - 2023-02-01|支出 2022 100 - 2023-10-01|支出 2023 120 - 2023-06-01|支出 2023 121 - 2024-02-01";
    let actuals = read(plan, rows);
    let of = |year| crate::period::Period::year(year);
    let view = View::new(actuals.series("s", "测试市"), Kind::Flow.into(), (late(), false));
    let found = view.like_with_like(of(2022)?, of(2023)?);
    found.map(|it| it.value.to_string())
}

/// What is in force of a derived series on a day, and what counts for the year 2021 as known on it, or first known after it.
fn derived_on(rows: &str, id: &str, day: &str, doubtful: bool) -> [String; 2] {
    let plan = plan("t.toml", PLAN);
    let actuals = read(&plan, rows);
    let figures = derived::figures(&plan, &actuals, id, "测试市", late()).observations;
    let view = |on| View::new(&figures, plan.kind_of(id), (on, doubtful));
    let shown = |it: &Observation| {
        format!("{} {} {}", it.period, it.value.short_text(3), it.quality.word())
    };
    let all: Vec<String> = view(date(day)).in_force().iter().map(shown).collect();
    let year = crate::period::Period::year(2021).unwrap();
    let known = view(late()).as_known(year, date(day)).map(shown);
    [all.join(", "), known.unwrap_or_default()]
}

#[test]
fn a_printed_figure_takes_precedence_from_the_day_on_which_it_is_known() {
    let stock = "余额 2020 100|余额 2021 112 final 2021-12-16";
    let flow = "支出 2020 100|支出 2021 112 final 2021-12-16";
    let derived = "2021 12 final";
    for (id, name, rows) in [("growth-of-stock", "余额增速", stock), ("growth", "增速", flow)]
    {
        for (printed, day, expected) in [
            // Released first, known last.
            ("2021 11 - 2021-11-08", "2021-12-20", derived),
            ("2021 11 - 2021-11-08", "2021-12-31", "2021 11 estimate"),
            ("2021 11 - 2022-02-01", "2022-01-31", derived),
            ("2021 11 - 2022-02-01", "2022-02-01", "2021 11 final"),
            ("2021 11 doubtful 2022-02-01", "2022-02-01", derived),
        ] {
            let rows = format!("{name} {printed}|{rows}");
            for doubtful in [false, true] {
                let said = derived_on(&rows, id, day, doubtful);
                assert_eq!(said, [expected, expected], "{rows} on {day}");
            }
        }
    }
}

#[test]
fn what_is_not_derived_any_more_is_not_known_until_it_is_again() {
    let known = "2021 10 final";
    let revised = "2021 12 final";
    for (rows, days) in [
        // The later figure is not comparable, and is again when it is revised.
        (
            "余额 2020 100|余额 2021 110 - 2022-01-10|余额 2021 112 break 2022-06-01|余额 2021 112 - 2023-06-01",
            [
                ("2022-01-10", known, known),
                ("2022-06-01", "", revised),
                ("2023-06-01", revised, revised),
            ],
        ),
        // So is one between the two, which changes nothing of them.
        (
            "余额 2020 100|余额 2021 110 - 2022-01-10|余额 2021-06 50 break 2022-06-01|余额 2021-06 50 - 2023-06-01",
            [("2022-01-10", known, known), ("2022-06-01", "", known), ("2023-06-01", known, known)],
        ),
        // Nothing grows from zero.
        (
            "余额 2020 100 - 2021-01-10|余额 2021 110 - 2022-01-10|余额 2021 112 - 2022-06-01|余额 2020 0 - 2022-03-01",
            [("2022-01-10", known, known), ("2022-05-31", known, known), ("2022-06-01", "", "")],
        ),
    ] {
        for (day, in_force, counts) in days {
            let said = derived_on(rows, "growth-of-stock", day, false);
            assert_eq!(said, [in_force, counts], "{rows} on {day}");
        }
    }
    // What a doubtful break bars is known without it.
    let rows = "余额 2020 100|余额 2021 110 - 2022-01-10|余额 2021-06 50 doubtful;break 2022-06-01";
    for doubtful in [false, true] {
        assert_eq!(derived_on(rows, "growth-of-stock", "2023-01-01", doubtful), [known, known]);
    }
}

#[test]
fn the_last_digit_in_the_unit_of_the_indicator() {
    let plan = plan("t.toml", PLAN);
    for (row, half) in [
        ("指标 2021 2000", "0.5"),
        ("指标 2021 1.2万", "500"),
        ("指标 2021 1.25 - - 万家", "50"),
        ("指标 2021 2000.0", "0.05"),
        ("余额 2021 120000 - - 万元", "0.00005"),
    ] {
        let actuals = read(&plan, row);
        let id = if row.starts_with("指标") { "x" } else { "stock" };
        assert_eq!(actuals.series(id, "测试市")[0].half(), number(half), "{row}");
    }
}

const PARTS: &str = r#"
    [plan]
    id = "t"
    title = "规划"
    region = "测试市"
    period = "2024"
    [[indicator]]
    id = "whole"
    name = "总额"
    unit = "亿元"
    measure = "total"
    target = { budget = 100 }
    parts = ["a", "b"]
    cite = { section = "一", figure = "100亿元" }
    [[indicator]]
    id = "a"
    name = "甲"
    unit = "亿元"
    measure = "total"
    target = { budget = 60 }
    cite = { section = "一", figure = "60亿元" }
    [[indicator]]
    id = "b"
    name = "乙"
    unit = "万元"
    measure = "total"
    target = { budget = 400000 }
    cite = { section = "一", figure = "40亿元" }
    [[indicator]]
    id = "b-stretch"
    concept = "b"
    name = "乙(力争)"
    unit = "亿元"
    measure = "total"
    target = { budget = 50 }
    cite = { section = "一", figure = "50亿元" }
    [[indicator]]
    id = "b-growth"
    concept = "b"
    name = "乙增速"
    unit = "%"
    measure = "rate"
    target = { at_least = 6 }
    cite = { section = "一", figure = "6%" }
"#;

#[test]
fn a_whole_without_a_figure_is_the_sum_of_its_parts() {
    let plan = plan("t.toml", PARTS);
    for (rows, as_of, expected) in [
        (
            "甲 2024 54.2 - 2025-01-20|乙 2024 100000 preliminary 2025-02-20",
            "2025-03-01",
            "2024 64.2 preliminary exact from parts 2025-02-20",
        ),
        (
            "甲 2024 超54.2 - 2025-01-20|乙 2024 100000 - 2025-02-20",
            "2025-03-01",
            "2024 64.2 above (64.2..) from parts 2025-02-20",
        ),
        ("甲 2024 54.2 - 2025-01-20|乙 2024 100000 - 2025-02-20", "2025-02-01", "missing whole"),
        ("甲 2024 54.2 - 2025-01-20|乙 2024H1 100000 - 2025-02-20", "2025-03-01", "missing whole"),
        ("甲 2024 54.2 - 2025-01-20", "2025-03-01", "missing whole"),
        (
            "总额 2024H1 7 - 2024-07-20|甲 2024 54.2 - 2025-01-20|乙 2024 100000 - 2025-02-20",
            "2025-03-01",
            "2024H1 7 final exact 2024-07-20",
        ),
        (
            "总额 2024 70 - 2025-03-20|甲 2024 54.2 - 2025-01-20|乙 2024 100000 - 2025-02-20",
            "2025-03-01",
            "2024 70 final exact 2025-03-20, 2024 64.2 final exact from parts 2025-02-20",
        ),
    ] {
        let actuals = read(&plan, rows);
        let figures = derived::figures(&plan, &actuals, "whole", "测试市", date(as_of));
        let one = |it: &Observation| {
            let from = if it.derived.is_some() { " from parts" } else { "" };
            format!("{}{from} {}", figure(it), it.published)
        };
        let all: Vec<String> = figures.observations.iter().map(one).collect();
        let missing = figures.missing.iter().map(|(id, _)| format!("missing {id}"));
        let all: Vec<String> = all.into_iter().chain(missing).collect();
        assert_eq!(all.join(", "), expected, "{rows}");
    }
}

#[test]
fn targets_of_one_concept_share_its_rows() {
    let plan = plan("t.toml", PARTS);
    let actuals = read(
        &plan,
        "乙 2024 10 - 2025-01-20 亿元|乙(力争) 2023 9 - 2024-01-20 亿元|乙增速 2024 8 - 2025-01-20 %",
    );
    for (id, expected) in [
        ("b", "2024 100000 final exact, 2023 90000 final exact"),
        ("b-stretch", "2024 10 final exact, 2023 9 final exact"),
        ("b-growth", "2024 8 final exact"),
    ] {
        let all: Vec<String> = actuals.series(id, "测试市").iter().map(figure).collect();
        assert_eq!(all.join(", "), expected, "{id}");
    }
}
