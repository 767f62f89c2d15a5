//! The screen of `status` and `gap`: what it shows fits, is the answer, and can be typed.

use unicode_width::UnicodeWidthStr;

use crate::support::{answer, folder, plancheck, ran, read, repository};

const SHIPPED: &str = "status hangzhou-2024 --as-of 2025-06-30 -q";

/// The lines of a row: number, and what follows.
fn rows(text: &str) -> Vec<(String, String)> {
    let rows = text.lines().filter_map(|line| {
        let (number, rest) = line.trim_start().split_once(' ')?;
        let is_row = line.starts_with(' ') && number.bytes().all(|it| it.is_ascii_digit());
        is_row.then(|| (number.to_owned(), rest.trim_start().to_owned()))
    });
    rows.collect()
}

/// The name of a row: the words before the target's sign.
fn name(rest: &str) -> &str {
    rest.split(['≥', '>', '≤', '<']).next().unwrap().trim_end()
}

#[test]
fn the_answer_is_one_screen() {
    for lang in ["en", "zh"] {
        let text = answer(repository(), &format!("{SHIPPED} --lang {lang}"));
        assert!(text.lines().count() <= 28, "{text}");
        let lacking = text.lines().filter(|line| line.starts_with("– ")).count();
        assert_eq!(lacking, 1, "{text}");
    }
}

#[test]
fn no_line_is_wider_and_no_row_has_two() {
    for view in
        ["status", "gap", "status --sort plan --sparkline", "status --by section", "status --all"]
    {
        for plan in ["hangzhou-2024", "uk-carbon-budgets", "cn-st-135"] {
            for (width, lang) in
                [(40, "en"), (60, "zh"), (80, "en"), (80, "zh"), (120, "en"), (200, "zh")]
            {
                let asked =
                    format!("{view} {plan} --as-of 2025-06-30 -q --lang {lang} --width {width}");
                let text = answer(repository(), &asked);
                for line in text.lines() {
                    assert!(line.width() <= width, "{asked}: {line}");
                }
            }
        }
    }
}

#[test]
fn what_is_shown_can_be_typed() {
    for lang in ["en", "zh"] {
        let text = answer(repository(), &format!("{SHIPPED} --lang {lang}"));
        let rows = rows(&text);
        assert!(rows.len() > 8, "{text}");
        for (number, rest) in rows {
            let asked = |typed: &str| {
                let fixed = ["explain", "hangzhou-2024", typed, "-q", "--lang", lang];
                let output = plancheck(repository()).args(fixed).output().unwrap();
                assert_eq!(output.status.code(), Some(0), "{typed}: {output:?}");
                String::from_utf8(output.stdout).unwrap().lines().next().unwrap().to_owned()
            };
            let by_number = asked(&number);
            let (_, whole) = by_number.split_once(" — ").unwrap();
            assert_eq!(asked(name(&rest)), by_number, "{rest}");
            assert_eq!(asked(whole), by_number, "{rest}");
        }
    }
}

/// Of shipped plans and figures nothing can be mended; of a copy that somebody changed it can.
#[test]
fn nothing_is_said_of_what_is_shipped() {
    let asked = "status hangzhou-2024 --as-of 2025-06-30";
    let empty = folder(&[]);
    for folder in [repository(), empty.path()] {
        assert_eq!(ran(folder, asked).2, "");
        assert_eq!(ran(folder, "explain zhejiang-145 59 --as-of 2025-06-30").2, "");
    }
    for (more, code) in [
        ("--unmatched", "unmatched-name"),
        ("--region 宁波市", "no-such-region"),
        ("--set unit=%", "near-name"),
        ("--actuals examples/actuals/hangzhou.csv", "unmatched-name"),
    ] {
        let (_, _, said) = ran(repository(), &format!("{asked} {more}"));
        assert!(said.contains(code), "{more}: {said}");
    }
    let changed =
        read("examples/actuals/hangzhou.csv") + "杭州市,没有的指标,2024,1,个,2025-01-01,,,\n";
    let copy = folder(&[]);
    for (path, text) in [
        ("plans/hangzhou-2024.toml", read("plans/hangzhou-2024.toml")),
        ("plans/catalog.toml", read("plans/catalog.toml")),
        ("examples/actuals/hangzhou.csv", changed),
        ("examples/actuals/national.csv", read("examples/actuals/national.csv")),
    ] {
        let path = copy.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    assert!(ran(copy.path(), asked).2.contains("[unmatched-name]"));
    let (_, _, said) = ran(repository(), "check hangzhou-2024 --as-of 2025-06-30");
    assert!(said.contains("[near-name]"), "{said}");
}
