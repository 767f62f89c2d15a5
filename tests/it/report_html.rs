//! The HTML page of `report` has exactly the numbers of `status`, and no text in a file can break it.

use std::collections::{BTreeSet, HashMap};

use scraper::{ElementRef, Html};
use serde_json::Value;

use crate::support::{self, all, answer, folder, repository, said};

/// Plans and dates: all built-in plans, invented ones in which everything occurs, and several at once.
const CASES: [(&str, &str); 23] = [
    ("hangzhou-2024", "2024-09-30"),
    ("hangzhou-2024", "2026-06-30"),
    ("qinghai-145", "2026-06-30"),
    ("xinchang-2025", "2026-06-30"),
    ("zhejiang-145", "2024-06-30"),
    ("zhejiang-145", "2026-06-30"),
    ("zhejiang-county-2022", "2023-06-30"),
    ("cn-ip-145", "2025-12-31"),
    ("cn-st-135", "2022-12-31"),
    ("uk-carbon-budgets", "2025-06-30"),
    ("zhejiang-145 hangzhou-2024 qinghai-145 xinchang-2025 zhejiang-county-2022", "2026-06-30"),
    ("tests/cmd/report.in/made-up-145.toml", "2022-08-31"),
    ("tests/cmd/report.in/made-up-145.toml", "2026-06-30"),
    ("tests/cmd/trend-measures.in/province-2030.toml", "2028-06-30"),
    ("tests/cmd/rollup-weights.in/city-2030.toml", "2030-06-30"),
    ("tests/cmd/diff.in/made-2025.toml", "2025-06-30"),
    ("tests/cmd/changes.in/changes-145.toml", "2024-06-30"),
    ("tests/docs/methods.toml", "2024-06-30"),
    ("tests/docs/edges.toml", "2025-06-30"),
    ("tests/cmd/means-and-chains.in/made-2025.toml", "2025-06-30"),
    ("tests/cmd/means-and-chains.in/made-2025.toml", "2026-04-01"),
    ("plans/uk-carbon-budgets.toml", "2025-06-30"),
    ("tests/cmd/years.in/april-2025.toml", "2024-01-15"),
];

/// The numbers of a row of `status` that the page shows.
const KEYS: [&str; 13] = [
    "target",
    "target_upper",
    "baseline",
    "actual",
    "gap",
    "attainment",
    "progress",
    "expected",
    "ratio",
    "projected",
    "required_per_year",
    "required_amount",
    "required_growth",
];

/// Those shown as a rounded percentage.
const SHARES: [&str; 4] = ["attainment", "progress", "expected", "ratio"];

fn json(plans: &str, as_of: &str) -> Value {
    support::json(repository(), &format!("status {plans} --as-of {as_of}"))
}

fn page(plans: &str, as_of: &str, lang: &str) -> Html {
    let asked = format!("report {plans} --as-of {as_of} --lang {lang} --format html -q");
    Html::parse_document(&answer(repository(), &asked))
}

/// Every number in a text, as people write them: `−1,234.5` is −1234.5.
fn numbers(text: &str) -> Vec<(f64, usize)> {
    let plain = text.replace('\u{2212}', "-").replace(',', "");
    let is_part = |it: char| it.is_ascii_digit() || it == '.' || it == '-';
    let pieces = plain.split(|it: char| !is_part(it));
    pieces
        .filter_map(|piece| {
            let piece = piece.trim_end_matches(['.', '-']);
            let decimals = piece.split('.').nth(1).map_or(0, str::len);
            Some((piece.parse().ok()?, decimals))
        })
        .collect()
}

/// Whether the text shows the machine-readable number, rounded.
fn shows(text: &str, key: &str, value: &str) -> bool {
    let mut exact: f64 = value.parse().unwrap();
    if SHARES.contains(&key) {
        exact *= 100.0;
    }
    // The distance of a bound that lies at the target may be nothing, or not: the page leaves it out.
    if key == "gap" && exact == 0.0 && text.trim().is_empty() {
        return true;
    }
    // In an indicator of a year or less the page says what is left, and in how many months.
    if key == "required_amount"
        && (text.contains("month") || text.contains("个月"))
        && let Some((months, _)) = numbers(text).last()
    {
        exact *= months / 12.0;
    }
    numbers(text).into_iter().any(|(shown, decimals)| {
        // Computed numbers have at most six decimals in JSON; the page may show more.
        let half = 0.5 * 10_f64.powi(-i32::try_from(decimals.min(6)).unwrap());
        (shown - exact).abs() <= half * (1.0 + 1e-9)
    })
}

/// Compares the numbers of an indicator's row, anywhere in it.
fn compare_row(row: &Value, shown: ElementRef<'_>, about: &str) -> usize {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut compared = 0;
    for data in all(shown, "data") {
        let key = data.attr("data-key").unwrap();
        assert!(KEYS.contains(&key), "{about}: {key}");
        let value = data.attr("value").unwrap();
        assert_eq!(row[key].to_string(), value, "{about}: {key}");
        let text = said(data);
        assert!(shows(&text, key, value), "{about}: {key} {value} as {text}");
        seen.insert(key.to_owned());
        if let Some(upper) = data.attr("data-upper") {
            assert_eq!(row["target_upper"].to_string(), upper, "{about}");
            assert!(shows(&text, key, upper), "{about}: {upper} as {text}");
            seen.insert("target_upper".to_owned());
        }
        compared += 1;
    }
    for key in KEYS {
        // The change needed per year is shown as an amount or as a growth rate.
        let stands_for = match key {
            "required_per_year" => vec![key, "required_amount", "required_growth"],
            // In an indicator of a year or less what is left is shown, and no growth per year.
            "required_growth" => vec![key, "required_amount"],
            _ => vec![key],
        };
        let known = !row[key].is_null();
        let is_shown = stands_for.iter().any(|key| seen.contains(*key));
        assert!(is_shown || !known, "{about}: {key} is not shown");
    }
    compared
}

fn compare_tallies(tallies: &Value, within: ElementRef<'_>, about: &str) {
    let shown = all(within, ".pc-tally");
    assert_eq!(shown.len(), tallies.as_object().unwrap().len(), "{about}");
    for tally in shown {
        let scope = tally.attr("data-scope").unwrap();
        let expected = tallies[scope].as_object().unwrap();
        let data = all(tally, "data");
        assert_eq!(
            data.len() + usize::from(scope == "all" && tallies.as_object().unwrap().len() == 1),
            expected.len(),
            "{about}: {scope}"
        );
        for number in data {
            let key = number.attr("data-key").unwrap();
            assert_eq!(expected[key].to_string(), number.attr("value").unwrap());
            assert_eq!(expected[key].to_string(), said(number), "{about}: {key}");
        }
    }
}

#[test]
fn every_number_is_that_of_status() {
    let mut compared = 0;
    for (plans, as_of) in CASES {
        let status = json(plans, as_of);
        let rows = status["rows"].as_array().unwrap();
        for lang in ["en", "zh"] {
            let page = page(plans, as_of, lang);
            let root = page.root_element();
            let mut by_id: HashMap<(String, String), ElementRef<'_>> = HashMap::new();
            for row in all(root, "[data-indicator]") {
                let of = |name: &str| row.attr(name).unwrap().to_owned();
                let twice = by_id.insert((of("data-plan"), of("data-indicator")), row);
                assert!(twice.is_none());
            }
            assert_eq!(by_id.len(), rows.len(), "{plans} {as_of}");
            for row in rows {
                let text = |key: &str| row[key].as_str().unwrap().to_owned();
                let (plan, id) = (text("plan"), text("indicator"));
                let about = format!("{plan} {id} {as_of} {lang}");
                let shown = by_id[&(plan, id)];
                assert_eq!(shown.attr("data-verdict").unwrap(), text("verdict"));
                assert_eq!(shown.attr("data-region").unwrap(), text("region"));
                compared += compare_row(row, shown, &about);
            }
            for plan in status["plans"].as_array().unwrap() {
                let id = plan["plan"].as_str().unwrap();
                let section = all(root, &format!("section[data-plan='{id}']"));
                compare_tallies(&plan["tallies"], section[0], id);
            }
        }
    }
    assert!(compared > 2000, "only {compared} numbers were compared");
}

/// The comparison finds a number that differs.
#[test]
fn a_number_that_differs_is_found() {
    assert!(shows("≥ 1,234.5 亿元", "target", "1234.5"));
    assert!(shows("−0.27 pp", "gap", "-0.274"));
    assert!(!shows("−0.27 pp", "gap", "0.274"));
    assert!(!shows("−0.27 pp", "gap", "-0.276"));
    assert!(shows("65%", "progress", "0.654321"));
    assert!(!shows("65%", "progress", "0.6551"));
    let compare = |row: Value| {
        std::panic::catch_unwind(|| {
            let text = "<p><data data-key='gap' value='-1'>−1.0</data></p>";
            compare_row(&row, Html::parse_document(text).root_element(), "")
        })
    };
    let row = |gap: f64| serde_json::json!({ "gap": gap });
    assert!(compare(row(-2.0)).is_err());
    assert!(compare(serde_json::json!({ "gap": -1 })).is_ok());
    assert!(compare(serde_json::json!({ "gap": -1, "ratio": 2 })).is_err());
}

/// The highlights have the same numbers as the rows of the indicators.
#[test]
fn highlights_have_the_numbers_of_their_rows() {
    let mut compared = 0;
    for (plans, as_of) in CASES {
        let page = page(plans, as_of, "en");
        let root = page.root_element();
        for line in all(root, ".pc-foremost li") {
            let link = all(line, "a")[0].attr("href").unwrap();
            let row = all(root, &format!("tbody[id='{}']", &link[1..]))[0];
            for number in all(line, "data") {
                let key = number.attr("data-key").unwrap();
                let same = all(row, &format!("data[data-key='{key}']"))[0];
                assert_eq!(number.attr("value"), same.attr("value"), "{link} {key}");
                assert_ne!(number.text().collect::<String>(), "", "{link} {key}");
                compared += 1;
            }
        }
    }
    assert!(compared > 20, "{compared}");
}

/// Ids are unique, links lead to them, and nothing is requested from elsewhere.
#[test]
fn the_page_is_consistent_and_self_contained() {
    for (plans, as_of) in CASES {
        let page = page(plans, as_of, "zh");
        let root = page.root_element();
        let mut ids = BTreeSet::new();
        for element in all(root, "[id]") {
            let id = element.attr("id").unwrap();
            assert!(ids.insert(id), "{plans}: {id} twice");
        }
        for element in all(root, "[aria-labelledby], [aria-controls], [aria-describedby]") {
            for name in ["aria-labelledby", "aria-controls", "aria-describedby"] {
                let named = element.attr(name).unwrap_or_default();
                assert!(named.split(' ').all(|it| it.is_empty() || ids.contains(it)));
            }
        }
        for link in all(root, "a") {
            let to = link.attr("href").unwrap();
            if let Some(id) = to.strip_prefix('#') {
                assert!(ids.contains(id), "{plans}: {to} leads nowhere");
                continue;
            }
            assert!(to.starts_with("http://") || to.starts_with("https://"), "{to}");
            assert_eq!(link.attr("rel"), Some("noreferrer noopener"));
        }
        for outside in ["link", "img", "iframe", "object", "embed", "script[src]", "[src]", "form"]
        {
            assert!(all(root, outside).is_empty(), "{outside}");
        }
        for element in all(root, "*") {
            for (name, _) in element.value().attrs() {
                assert!(!name.starts_with("on"), "{name}");
            }
        }
        assert_eq!(all(root, "h1").len(), 1);
        assert_eq!(all(root, "main").len(), 1);
        assert_eq!(all(root, "script").len(), 1);
        assert_eq!(root.attr("lang"), Some("zh-CN"));
        // Heading levels are not skipped.
        let mut last = 0;
        for heading in all(root, "h1, h2, h3, h4, h5, h6") {
            let level: usize = heading.value().name()[1..].parse().unwrap();
            assert!(level <= last + 1, "{plans}: h{level} below h{last}: {}", said(heading));
            last = level;
        }
    }
}

/// Names with HTML characters, quotes, direction marks and great length are shown as text.
#[test]
fn a_hostile_name_is_text_and_breaks_nothing() {
    let long = "长".repeat(200);
    let names = [
        "<script>alert(1)</script>",
        "\\\"quoted\\\" & 'both' &amp; <b>",
        "שלום עולם",
        long.as_str(),
        "</style></title><!-- ]]>",
    ];
    let mut plan = String::from(
        "[plan]\nid = \"wicked\"\ntitle = \"<i>a</i> & \\\"b\\\"\"\nregion = \"<u>R</u>\"\nperiod = \"2024\"\nactuals = [\"figures.csv\"]\n",
    );
    let mut figures =
        String::from("region,indicator,period,value,unit,published,quality,source,note\n");
    for (index, name) in names.iter().enumerate() {
        let indicator = format!(
            "[[indicator]]\nid = \"i{index}\"\nname = \"{name}\"\nunit = \"<个>\"\nmeasure = \"total\"\ntarget = {{ at_least = 10 }}\ncite = {{ section = \"<一>\", figure = \"<10>\" }}\nresponsible = [\"{name}\"]\n"
        );
        plan.push_str(&indicator);
        let row = format!(
            "<u>R</u>,i{index},2024H1,5,<个>,2024-07-01,,\"<img src=x onerror=alert(1)> javascript:alert(1) https://a.cn/\"\"><script>\",<b>abc\u{202e}def\u{200f}\u{2066}\n"
        );
        figures.push_str(&row);
    }
    let folder = folder(&[("wicked.toml", &plan), ("figures.csv", &figures)]);
    for lang in ["en", "zh"] {
        let text = answer(
            folder.path(),
            &format!("report wicked.toml --as-of 2024-09-30 --format html -q --lang {lang}"),
        );
        let page = Html::parse_document(&text);
        assert!(page.errors.is_empty(), "{:?}", page.errors);
        let root = page.root_element();
        assert_eq!(all(root, "script").len(), 1);
        for none in ["img", "i", "u", "b"] {
            assert!(all(root, none).is_empty(), "<{none}>");
        }
        let rows = all(root, "[data-indicator]");
        assert_eq!(rows.len(), names.len());
        let name = |row: usize| said(all(rows[row], ".pc-name")[0]);
        assert_eq!(name(0), "<script>alert(1)</script>");
        assert_eq!(name(1), "\"quoted\" & 'both' &amp; <b>");
        assert_eq!(name(2), "שלום עולם");
        assert_eq!(name(3), long);
        // A plan must not contain them; a file of actuals may, and they are shown.
        assert!(text.contains("abc\\u{202e}def\\u{200f}\\u{2066}"));
        for raw in ['\u{202e}', '\u{200f}', '\u{2066}'] {
            assert!(!text.contains(raw), "{raw:?}");
        }
        let links: BTreeSet<&str> =
            all(root, "a[rel]").iter().map(|it| it.attr("href").unwrap()).collect();
        assert_eq!(links.into_iter().collect::<Vec<_>>(), ["https://a.cn/"]);
    }
}

#[test]
fn two_runs_give_the_same_page() {
    let asked = "report zhejiang-145 hangzhou-2024 --as-of 2026-06-30 --format html -q";
    assert!(answer(repository(), asked) == answer(repository(), asked));
}
