use std::fmt::Write as _;

use encoding_rs::{Encoding, GB18030, UTF_16LE};
use proptest::prelude::*;

use super::*;
use crate::{
    actuals::Origin,
    diag::{DataProblem, Severity},
    fixtures::{self, input},
    lang::Lang,
    load::{catalog::load_catalog, encoding::encoded, plan_toml::load_plan},
    number::Number,
    plan::{Figure, Indicator, Kind, Plan, Region},
    unit::Unit,
};

#[path = "actuals_dimensions_tests.rs"]
mod dimensions;
#[path = "actuals_forms_tests.rs"]
mod forms;

#[path = "actuals_tables_tests.rs"]
mod tables;

fn indicator(id: &str, name: &str, unit: &str, aliases: &[&str]) -> Indicator {
    let mut one = fixtures::one().indicators.remove(0);
    one.figure = Figure {
        id: id.to_owned(),
        concept: id.to_owned(),
        name: name.to_owned(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        unit: Unit::parse(unit),
        ..one.figure
    };
    one
}

fn plan_of(region: &str, indicators: Vec<Indicator>) -> Plan {
    Plan { region: region.to_owned(), indicators, ..fixtures::one() }
}

fn plan() -> Plan {
    plan_of(
        "杭州市",
        vec![
            indicator("enterprises", "新增高新技术企业", "家", &["新认定高新技术企业"]),
            indicator("rd", "研发经费支出", "亿元", &[]),
            indicator("patents", "有效发明专利拥有量", "万件", &["发明专利"]),
            indicator("patents-again", "发明专利", "件", &[]),
            indicator("share", "高新技术产业增加值占比", "%", &[]),
        ],
    )
}

/// The Hangzhou plan with the aliases of the catalogue.
fn hangzhou() -> Plan {
    let (catalog, _) = load_catalog("catalog.toml", include_bytes!("../../plans/catalog.toml"));
    let text = include_bytes!("../../plans/hangzhou-2024.toml");
    let loaded = load_plan("hangzhou-2024.toml", text, catalog.as_ref());
    loaded.plan.expect("a plan without errors")
}

const HANGZHOU: &str = include_str!("../../examples/actuals/hangzhou.csv");

/// For the plan's own region.
fn read_for(plan: &Plan, inputs: Vec<Input>, options: &Options) -> LoadedActuals {
    read_actuals(&plan.wanted(None), &plan.region, inputs, options)
}

fn encoded_input(name: &str, bytes: Vec<u8>, encoding: Option<&'static Encoding>) -> Input {
    let encoding = encoding.map(|it| it.name().to_owned());
    let recipe = Arc::new(Recipe { encoding, ..Recipe::default() });
    Input { recipe, ..input(name, bytes) }
}

fn read(text: impl Into<Vec<u8>>) -> LoadedActuals {
    read_for(&plan(), vec![input("a.csv", text)], &Options::default())
}

/// Code, line and column of everything said.
fn said(loaded: &LoadedActuals) -> Vec<(&'static str, u32, u32)> {
    loaded
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let place = diagnostic.place.as_ref();
            let (line, column) = place.map_or((0, 0), |place| (place.line, place.column));
            (diagnostic.problem.code(), line, column)
        })
        .collect()
}

fn codes(loaded: &LoadedActuals) -> Vec<&'static str> {
    said(loaded).into_iter().map(|(code, ..)| code).collect()
}

/// Values of one series as text.
fn values(loaded: &LoadedActuals, id: &str) -> Vec<String> {
    loaded
        .actuals
        .series(id, "杭州市")
        .iter()
        .map(|observation| observation.value.to_string())
        .collect()
}

/// Everything that was read, without the places.
fn content(plan: &Plan, loaded: &LoadedActuals) -> Vec<String> {
    let mut lines = Vec::new();
    for indicator in &plan.indicators {
        for observation in loaded.actuals.series(&indicator.id, plan.region_of(indicator)) {
            lines.push(format!(
                "{} {} {} {:?} {} {} {} {:?} {:?}",
                indicator.id,
                observation.period,
                observation.value,
                observation.printed,
                observation.published,
                observation.dated,
                observation.quality.word(),
                observation.source,
                observation.note
            ));
        }
    }
    lines
}

#[test]
fn a_long_table_in_either_language() {
    for text in [
        "region,indicator,period,value,unit,published,quality\n杭州市,新增高新技术企业,2024H1,\"1,234\",家,2024-07-20,初步\n",
        "\u{feff}数值,单位,时期,指标,地区,发布日期,质量,其他\r\n1234,个,2024年上半年,“新增 高新技术企业”,杭州 市,2024年7月20日,preliminary,x\r\n",
        "质量;发布日期;地区;指标;年份;数值\n初步;2024/7/20;杭州市;新认定高新技术企业;2024H1;1234\n",
    ] {
        let loaded = read(text);
        assert!(loaded.diagnostics.iter().all(|said| !said.is_error()), "{loaded:?}");
        let [observation] = loaded.actuals.series("enterprises", "杭州市") else {
            panic!("{loaded:?}");
        };
        assert_eq!(observation.value, Number::from(1234));
        assert_eq!(observation.period.to_string(), "2024H1");
        assert_eq!(observation.published.to_string(), "2024-07-20");
        assert_eq!(observation.quality.word(), "preliminary");
        assert_eq!(observation.origin, Origin::of_line(0, 2));
    }
}

#[test]
fn one_row_feeds_every_indicator_of_its_name_in_that_indicators_unit() {
    let loaded = read("region,indicator,period,value,unit\n杭州市,发明专利,2024,153281,件\n");
    assert_eq!(values(&loaded, "patents"), ["15.3281"]);
    assert_eq!(values(&loaded, "patents-again"), ["153281"]);
    let printed = |id| loaded.actuals.series(id, "杭州市")[0].printed.as_deref().map(str::to_owned);
    assert_eq!(printed("patents").as_deref(), Some("153281件"));
    assert_eq!(printed("patents-again"), None);
    assert_eq!((loaded.actuals.files[0].rows, loaded.actuals.files[0].matched), (1, 1));
}

#[test]
fn bounds_missing_values_and_default_dates() {
    let loaded = read(
        "region,indicator,period,value,unit\n杭州市,研发经费支出,2022,超700,亿元\n杭州市,研发经费支出,2023,—,亿元\n杭州市,研发经费支出,2024-06,8e2,\n",
    );
    let series = loaded.actuals.series("rd", "杭州市");
    assert_eq!(series.len(), 2);
    assert_eq!(series[0].quality.word(), "above");
    assert_eq!(series[0].printed.as_deref(), Some("超700亿元"));
    assert!(!series[0].dated);
    assert_eq!(series[0].published.to_string(), "2022-12-31");
    assert_eq!(said(&loaded), [("scientific-notation", 4, 20)]);
    assert_eq!(loaded.actuals.files[0].matched, 3);
}

#[test]
fn bad_cells_of_matching_rows_are_all_reported_with_their_place() {
    let loaded = read(
        "region,indicator,period,value,unit,published,quality\n\
         杭州市,新增高新技术企业,soon,\"1,5\",家,tomorrow,good\n\
         杭州市,常住人口,soon,abc,家,,\n\
         宁波市,新增高新技术企业,soon,abc,家,,\n\
         杭州市,研发经费支出,2024,5,家,,\n\
         杭州市,研发经费支出,2024,5\n\
         ,研发经费支出,2024,5,亿元,,\n\
         杭州市,高新技术产业增加值占比,2024,70%,‰,,\n\
         杭州市,有效发明专利拥有量,2024,1.5万,万件,,\n\
         ,,,,,,\n",
    );
    assert_eq!(
        said(&loaded),
        [
            ("unmatched-name", 0, 0),
            ("bad-period-cell", 2, 14),
            ("value-ambiguous-separator", 2, 19),
            ("bad-date", 2, 27),
            ("bad-quality", 2, 36),
            ("unit-mismatch", 5, 19),
            ("cell-count", 6, 1),
            ("empty-cell", 7, 1),
            ("value-percent-beside-unit", 8, 22),
            ("value-magnitude-twice", 9, 20),
        ]
    );
    let marked = |diagnostic: &Diagnostic| {
        let excerpt = diagnostic.place.as_ref()?.excerpt.as_ref()?;
        excerpt.text.get(excerpt.start..excerpt.end).map(str::to_owned)
    };
    assert_eq!(marked(&loaded.diagnostics[2]).as_deref(), Some("\"1,5\""));
    assert_eq!(loaded.actuals.files[0].rows, 8);
}

#[test]
fn fifty_errors_and_the_number_of_the_rest() {
    let rows = "杭州市,研发经费支出,2024,abc,亿元\n".repeat(120);
    let loaded = read(format!("region,indicator,period,value,unit\n{rows}"));
    assert_eq!(loaded.diagnostics.len(), 51);
    assert_eq!(loaded.diagnostics[50].problem, DataProblem::MoreErrors { count: 70 }.into());
}

#[test]
fn quoted_line_ends_keep_the_lines_right() {
    for end in ["\n", "\r\n"] {
        let text = format!(
            "region,indicator,period,value,unit,note{end}{end}\
             杭州市,研发经费支出,2023,700,亿元,\"two{end}lines\"{end}\
             杭州市,研发经费支出,2024,abc,亿元,{end}\
             杭州市,研发经费支出,2025,800,亿元,\"{end}\",extra{end}"
        );
        let loaded = read(text);
        assert_eq!(said(&loaded), [("value-not-a-number", 5, 17), ("cell-count", 6, 1)], "{end:?}");
        assert_eq!(loaded.actuals.series("rd", "杭州市")[0].origin.line, 3);
    }
}

#[test]
fn lone_carriage_returns_end_lines() {
    let loaded = read(
        "region,indicator,period,value,unit\r杭州市,研发经费支出,2023,700,亿元\r杭州市,研发经费支出,2024,abc,亿元\r",
    );
    assert_eq!(said(&loaded), [("value-not-a-number", 3, 17)]);
    assert_eq!(values(&loaded, "rd"), ["700"]);
}

#[test]
fn headers_that_cannot_be_used() {
    assert_eq!(codes(&read("")), ["empty-file"]);
    assert_eq!(codes(&read("\n\r\n\n")), ["empty-file"]);
    assert_eq!(codes(&read("region,indicator,period,value,unit\n")), ["header-only"]);
    assert_eq!(said(&read("region,indicator,perod,value,unit\n")), [("missing-column", 1, 18)]);
    assert_eq!(codes(&read("indicator,period,时间,value\n")), ["duplicate-column"]);
    let loaded = read("indicator,period,value\n研发经费支出,2024,5\n");
    assert_eq!(codes(&loaded), ["no-unit-column", "no-region-column"]);
    assert_eq!(values(&loaded, "rd"), ["5"]);
}

#[test]
fn files_that_are_damaged() {
    assert_eq!(
        said(&read(
            "region,indicator,period,value,unit\n杭州市,研发经费支出,2024,5,\"亿元\n杭州市,x\n"
        )),
        [("open-quote", 2, 1)]
    );
    let mut cut =
        "region,indicator,period,value,unit\n杭州市,研发经费支出,2024,5,亿元".as_bytes().to_vec();
    cut.pop();
    assert!(codes(&read(cut)).contains(&"truncated-file"));
    let long = format!(
        "region,indicator,period,value,unit\n杭州市,研发经费支出,2024,5,\"{}",
        "x".repeat(17 << 20)
    );
    assert_eq!(said(&read(long)), [("record-too-long", 2, 1)]);
    let mut wrong =
        "region,indicator,period,value,unit\n杭州市,研发经费支出,2024,5,亿元\n".as_bytes().to_vec();
    wrong.push(0xff);
    assert!(codes(&read(wrong)).contains(&"undecodable-byte"));
    assert_eq!(
        said(&read("region,indicator,period,value,unit\n杭州市,研发经费支出,2024,\0,亿元\n")),
        [("zero-byte", 2, 17)]
    );
}

#[test]
fn regions_over_several_files() {
    let file = |name, region: &str, value: &str| {
        input(
            name,
            format!(
                "region,indicator,period,value,unit\n{region},研发经费支出,2024,{value},亿元\n"
            ),
        )
    };
    let run = |inputs| read_for(&plan(), inputs, &Options::default());
    let loaded = run(vec![file("a", "杭州", "bad"), file("b", "杭州市", "2")]);
    assert_eq!(values(&loaded, "rd"), ["2"]);
    assert_eq!(codes(&loaded), ["region-left-out", "nothing-matched"]);
    let loaded = run(vec![file("a", "杭州", "1"), file("b", "浙江省杭州市", "2")]);
    assert_eq!(values(&loaded, "rd"), ["2"]);
    assert_eq!(codes(&loaded), ["region-taken", "region-left-out", "nothing-matched"]);
    let loaded = run(vec![file("a", "Hangzhou", "1"), file("b", "330100", "2")]);
    assert_eq!(values(&loaded, "rd"), ["1", "2"]);
    assert_eq!(codes(&loaded), ["region-taken"; 2]);
    let loaded = run(vec![file("a", "杭州省", "1")]);
    assert!(codes(&loaded).contains(&"no-such-region"), "{loaded:?}");
    let gulou = plan_of("鼓楼区", plan().indicators);
    let inputs = vec![file("a", "南京市鼓楼区", "1"), file("b", "福州市鼓楼区", "2")];
    let loaded = read_for(&gulou, inputs, &Options::default());
    assert_eq!(codes(&loaded)[0], "ambiguous-region");
    assert!(loaded.diagnostics[0].is_error());
    let loaded = run(vec![file("a", "杭卅市", "1")]);
    assert_eq!(
        loaded.diagnostics[0].problem,
        DataProblem::NoSuchRegion {
            region: "杭州市".to_owned(),
            nearest: Some("杭卅市".to_owned())
        }
        .into()
    );
    let wanted = plan().wanted(Some("宁波市"));
    let inputs = vec![file("a", "宁波", "7")];
    let loaded = read_actuals(&wanted, "宁波市", inputs, &Options::default());
    assert_eq!(loaded.actuals.series("rd", "宁波市").len(), 1);
}

#[test]
fn an_indicator_may_have_its_own_region() {
    let mut plan = plan();
    plan.indicators[1].region = Some("浙江省".to_owned());
    let text = "region,indicator,period,value,unit\n浙江省,研发经费支出,2024,5,亿元\n杭州市,研发经费支出,2024,3,亿元\n浙江省,发明专利,2024,5,件\n";
    let loaded = read_for(&plan, vec![input("a", text)], &Options::default());
    assert_eq!(loaded.actuals.series("rd", "浙江省").len(), 1);
    assert_eq!(loaded.actuals.series("rd", "杭州市").len(), 0);
    assert_eq!(loaded.actuals.series("patents", "杭州市").len(), 0);
}

/// Something wanted in several regions.
fn wanted(id: &str, names: &[&str], unit: &str, regions: &[&str]) -> Wanted {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    Wanted {
        id: id.to_owned(),
        names: owned(names),
        unit: Unit::parse(unit),
        printed_units: Vec::new(),
        kind: Kind::Flow.into(),
        regions: owned(regions),
    }
}

/// Id, region and values of every series kept.
fn kept(loaded: &LoadedActuals, ids: &[&str]) -> Vec<String> {
    let mut lines = Vec::new();
    for id in ids {
        for region in loaded.actuals.regions(id) {
            let values = loaded.actuals.series(id, region).iter();
            let values: Vec<_> = values.map(|it| it.value.to_string()).collect();
            lines.push(format!("{id} {region} {}", values.join(" ")));
        }
    }
    lines
}

const REGIONS: &str = "region,indicator,period,value,unit\n\
    浙江,研发强度,2023,3.2,%\n\
    全国,研发强度,2023,2.6,%\n\
    杭州,研发强度,2023,3.9,%\n\
    宁波市,研发强度,2023,3.1,%\n\
    浙江,研发经费,2023,2640,亿元\n\
    全国,研发经费,2023,33357,亿元\n\
    全国,人口,2023,abc,万人\n";

fn by_region() -> Vec<Wanted> {
    let all = ["浙江省", "全国", "杭州市", "宁波市"];
    vec![
        wanted("intensity", &["研发强度"], "%", &all),
        wanted("again", &["研发强度"], "‰", &["浙江省"]),
        wanted("amount", &["研发经费"], "万元", &["浙江省"]),
    ]
}

#[test]
fn rows_go_to_every_region_and_thing_that_needs_them() {
    let loaded =
        read_actuals(&by_region(), "浙江省", vec![input("a.csv", REGIONS)], &Options::default());
    assert_eq!(
        kept(&loaded, &["intensity", "again", "amount"]),
        [
            "intensity 全国 2.6",
            "intensity 宁波市 3.1",
            "intensity 杭州市 3.9",
            "intensity 浙江省 3.2",
            "again 浙江省 32",
            "amount 浙江省 26400000"
        ]
    );
    assert_eq!(loaded.actuals.files[0].matched, 5);
    assert_eq!(codes(&loaded), ["region-taken", "unmatched-name"]);
    let taken = vec!["浙江 = 浙江省".to_owned(), "杭州 = 杭州市".to_owned()];
    assert_eq!(loaded.diagnostics[0].problem, DataProblem::RegionsTaken { taken }.into());
}

/// What is read of a region from a file with a row of each of these, every row with its number, and what is said of it.
fn of_region(region: &str, rows: &[&str], known: &[Region]) -> (Vec<String>, Vec<&'static str>) {
    let mut text = "region,indicator,period,value,unit\n".to_owned();
    for (number, row) in rows.iter().enumerate() {
        writeln!(text, "{row},研发强度,2023,{number},%").unwrap();
    }
    let mut loadeds = [None, Some(64)].map(|block_size| {
        let all = [wanted("intensity", &["研发强度"], "%", &[region])];
        let options = Options { block_size, regions: known.to_vec(), ..Options::default() };
        let loaded = read_actuals(&all, region, vec![input("a.csv", text.as_str())], &options);
        let usable = !loaded.diagnostics.iter().any(Diagnostic::is_error);
        let kept = if usable { kept(&loaded, &["intensity"]) } else { Vec::new() };
        (kept, codes(&loaded))
    });
    assert_eq!(loadeds[0], loadeds[1], "{region} {rows:?}");
    std::mem::take(&mut loadeds[0])
}

#[test]
fn a_short_name_is_that_of_the_larger_region() {
    for (region, rows, value, code) in [
        // 吉林 is the province, 海南 too; 长沙 is the city.
        ("吉林市", &["吉林", "辽宁", "黑龙江"][..], None, "no-such-region"),
        ("吉林省", &["吉林", "辽宁", "黑龙江"], Some("0"), "region-taken"),
        ("吉林", &["吉林省", "吉林市"], None, "ambiguous-region"),
        ("吉林", &["吉林市", "长春市"], None, "region-doubtful"),
        ("吉林", &["吉林省", "长春市"], Some("0"), "region-taken"),
        ("海南藏族自治州", &["广东", "海南", "青海"], None, "no-such-region"),
        ("海南省", &["广东", "海南", "青海"], Some("1"), "region-taken"),
        ("长沙县", &["长沙", "株洲"], None, "no-such-region"),
        ("长沙县", &["长沙", "长沙市"], None, "no-such-region"),
        ("长沙县", &["长沙", "长沙县"], Some("1"), ""),
        // 朝阳 is a district in a table of Beijing, and a city in one of Liaoning.
        ("朝阳市", &["海淀", "朝阳", "西城"], None, "region-doubtful"),
        ("朝阳市", &["北京市", "海淀区", "朝阳", "西城区"], None, "region-doubtful"),
        ("朝阳区", &["北京市", "海淀区", "朝阳", "西城区"], Some("2"), "region-taken"),
        ("朝阳市", &["辽宁省", "沈阳市", "朝阳", "锦州"], Some("2"), "region-taken"),
        ("朝阳市", &["海淀区", "朝阳区", "西城区"], None, "no-such-region"),
        // There is more than one 鼓楼区.
        ("鼓楼区", &["南京市鼓楼区", "福州市鼓楼区"], None, "ambiguous-region"),
        ("南京市鼓楼区", &["南京市鼓楼区", "福州市鼓楼区"], Some("0"), ""),
        ("南京市鼓楼区", &["玄武区", "鼓楼区"], Some("1"), "region-taken"),
        ("长沙市", &["长沙", "株洲"], None, "region-doubtful"),
        ("长沙市", &["长沙", "株洲市"], Some("0"), "region-taken"),
        ("长沙市", &["长沙", "上海市"], None, "region-doubtful"),
        ("德清县", &["德清", "安吉县"], None, "no-such-region"),
        ("余杭区", &["杭州市余杭区", "杭州市"], Some("0"), "region-taken"),
        ("杭州市余杭区", &["余杭", "杭州市"], Some("0"), "region-taken"),
        // In English, and by codes.
        ("浙江省", &["Zhejiang", "Jiangsu"], Some("0"), "region-taken"),
        ("Hangzhou", &["杭州市", "宁波市"], Some("0"), "region-taken"),
        ("杭州市", &["Ningbo City", "Hangzhou City"], Some("1"), "region-taken"),
        ("全国", &["China", "Japan"], Some("0"), "region-taken"),
        ("浙江省", &["110000", "330000"], Some("1"), "region-taken"),
        ("台州市", &["Hangzhou", "Taizhou"], None, "region-doubtful"),
        ("Zhejiang", &["zhejiang", "Jiangsu"], Some("0"), ""),
    ] {
        let (values, codes) = of_region(region, rows, &[]);
        let value = value.map(|value| format!("intensity {region} {value}"));
        assert_eq!(values, Vec::from_iter(value), "{region} {rows:?}");
        assert_eq!(codes.first().copied().unwrap_or_default(), code, "{region} {rows:?}");
    }
}

#[test]
fn a_catalogue_says_which_region_a_name_means() {
    let text = "[[region]]\nname = \"长沙市\"\nname_en = \"Changsha\"\ncodes = [\"430100\"]\nwithin = \"湖南省\"\n\
        [[region]]\nname = \"鼓楼区\"\naliases = [\"Gulou\"]\nwithin = \"南京市\"\n\
        [[region]]\nname = \"鼓楼区\"\nwithin = \"福州市\"\n";
    let (catalog, said) = load_catalog("catalog.toml", text.as_bytes());
    assert!(said.is_empty(), "{said:?}");
    let known = catalog.unwrap().regions;
    for (region, rows, value, code) in [
        ("长沙市", &["长沙", "株洲"][..], Some("0"), "region-taken"),
        ("长沙市", &["Changsha"], Some("0"), "region-taken"),
        ("长沙市", &["湖南长沙市"], Some("0"), "region-taken"),
        ("长沙县", &["长沙"], None, "no-such-region"),
        ("福州市鼓楼区", &["鼓楼区", "马尾区"], None, "region-doubtful"),
        ("福州市鼓楼区", &["南京市鼓楼区", "Gulou"], None, "no-such-region"),
        ("南京市鼓楼区", &["福州市鼓楼区", "Gulou"], Some("1"), "region-taken"),
    ] {
        let (values, codes) = of_region(region, rows, &known);
        let value = value.map(|value| format!("intensity {region} {value}"));
        assert_eq!(values, Vec::from_iter(value), "{region} {rows:?}");
        assert_eq!(codes.first().copied().unwrap_or_default(), code, "{region} {rows:?}");
    }
}

#[test]
fn a_row_of_two_regions_asked_for_is_one_row_with_one_fault() {
    let all = vec![wanted("intensity", &["研发强度"], "%", &["浙江省", "浙江"])];
    let text = "region,indicator,period,value,unit\n浙江,研发强度,2023,3.2,%\n浙江,研发强度,2024,x,%\n浙江,研发强度,2025,1E0,%\n";
    let loaded = read_actuals(&all, "浙江省", vec![input("a.csv", text)], &Options::default());
    assert_eq!(kept(&loaded, &["intensity"]), ["intensity 浙江 3.2 1", "intensity 浙江省 3.2 1"]);
    assert_eq!(
        said(&loaded),
        [("scientific-notation", 4, 14), ("region-taken", 2, 1), ("value-not-a-number", 3, 14)]
    );
    assert_eq!(loaded.actuals.files[0].matched, 3);
}

#[test]
fn members_and_references_without_rows_are_one_warning() {
    let regions = ["浙江省", "全国", "杭州市", "宁波县", "绍兴市"];
    let all = vec![wanted("intensity", &["研发强度"], "%", &regions)];
    let run =
        |default| read_actuals(&all, default, vec![input("a.csv", REGIONS)], &Options::default());
    let loaded = run("浙江省");
    let absent = DataProblem::AbsentRegions {
        regions: vec!["宁波县".to_owned(), "绍兴市".to_owned()],
        nearest: vec![("宁波县".to_owned(), "宁波市".to_owned())],
        listed: false,
    };
    assert_eq!(loaded.diagnostics[1].problem, absent.into());
    assert_eq!(loaded.diagnostics[1].severity, Severity::Warning);
    // The region assessed has a message of its own.
    let loaded = run("绍兴市");
    assert_eq!(codes(&loaded)[1..3], ["no-such-region", "no-such-region"]);
    assert!(matches!(
        &loaded.diagnostics[1].problem,
        crate::diag::Problem::Data(DataProblem::NoSuchRegion { region, .. }) if region == "绍兴市"
    ));
}

#[test]
fn two_that_fit_a_member_are_an_error() {
    let all = vec![wanted("intensity", &["研发强度"], "%", &["浙江省", "鼓楼区"])];
    let text = "region,indicator,period,value,unit\n浙江省,研发强度,2023,3,%\n福州市鼓楼区,研发强度,2023,1,%\n南京市鼓楼区,研发强度,2023,2,%\n";
    let loaded = read_actuals(&all, "浙江省", vec![input("a.csv", text)], &Options::default());
    assert!(loaded.diagnostics[0].is_error());
    let problem = DataProblem::AmbiguousRegion {
        region: "鼓楼区".to_owned(),
        first: "南京市鼓楼区".to_owned(),
        second: "福州市鼓楼区".to_owned(),
        own: false,
    };
    assert_eq!(loaded.diagnostics[0].problem, problem.into());
}

/// The periods read of a region from rows of these regions, each with a year of its own.
fn read_of_region(region: &str, rows: &[&str]) -> (Vec<String>, LoadedActuals) {
    let all = vec![wanted("intensity", &["研发强度"], "%", &[region])];
    let mut text = "region,indicator,period,value,unit\n".to_owned();
    for (year, printed) in (2001..).zip(rows) {
        writeln!(text, "{printed},研发强度,{year},{year},%").unwrap();
    }
    let loaded = read_actuals(&all, region, vec![input("a.csv", text)], &Options::default());
    let read = loaded.actuals.series("intensity", region).iter();
    (read.map(|it| it.period.to_string()).collect(), loaded)
}

#[test]
fn the_region_that_fits_best_is_read_in_any_order() {
    let rows = ["浙江省杭州市", "杭州", "杭州市", "杭州", "Hangzhou", "湖南省长沙市"];
    let mut reversed = rows;
    reversed.reverse();
    for (rows, read) in [(rows, ["2001", "2003", "2005"]), (reversed, ["2002", "2004", "2006"])] {
        let (found, loaded) = read_of_region("杭州市", &rows);
        assert_eq!(found, read);
        assert!(loaded.diagnostics.iter().any(|it| matches!(
            &it.problem,
            crate::diag::Problem::Data(DataProblem::RegionLeftOut { left_out, rows: 2, .. })
                if left_out == "杭州"
        )));
        assert_eq!(loaded.actuals.files[0].matched, 3);
    }
    let (found, loaded) = read_of_region("长沙市", &["长沙", "湖南省长沙市", "长沙"]);
    assert_eq!(found, ["2001", "2003"]);
    assert!(!codes(&loaded).contains(&"region-left-out"));
    let (nanjing, fuzhou) = ("南京市鼓楼区", "福州市鼓楼区");
    for rows in [[nanjing, fuzhou, nanjing], [fuzhou, nanjing, fuzhou]] {
        let (found, loaded) = read_of_region("鼓楼区", &rows);
        assert!(found.is_empty() && codes(&loaded).contains(&"ambiguous-region"));
    }
    assert_eq!(read_of_region("鼓楼区", &[nanjing, fuzhou, "鼓楼区"]).0, ["2003"]);
    assert!(read_of_region("吉林", &["杭州市"]).0.is_empty());
}

#[test]
fn short_names_beside_full_ones_are_one_note() {
    let all = vec![wanted("intensity", &["研发强度"], "%", &["浙江省", "江苏省"])];
    let text = "region,indicator,period,value,unit\n浙江省,研发强度,2023,3,%\n浙江,研发强度,2023,1,%\n江苏,研发强度,2023,2,%\n江苏省,研发强度,2023,2,%\n";
    let run =
        |default| read_actuals(&all, default, vec![input("a.csv", text)], &Options::default());
    assert_eq!(codes(&run("浙江省")), ["region-left-out"; 2]);
    let loaded = run("全国");
    let both = DataProblem::RegionsLeftOut {
        left_out: vec!["浙江".to_owned(), "江苏".to_owned()],
        rows: 2,
    };
    assert_eq!(loaded.diagnostics[0].problem, both.into());
    assert_eq!(loaded.diagnostics.len(), 1);
}

#[test]
fn every_region_is_kept_under_its_printed_name_unless_the_plan_names_it() {
    let options = Options { every_region: true, ..Options::default() };
    let all = vec![
        wanted("intensity", &["研发强度"], "%", &["浙江省", "绍兴市"]),
        wanted("amount", &["研发经费"], "亿元", &["全国"]),
    ];
    let loaded = read_actuals(&all, "浙江省", vec![input("a.csv", REGIONS)], &options);
    assert_eq!(
        kept(&loaded, &["intensity", "amount"]),
        [
            "intensity 全国 2.6",
            "intensity 宁波市 3.1",
            "intensity 杭州 3.9",
            "intensity 浙江省 3.2",
            "amount 全国 33357",
            "amount 浙江省 2640"
        ]
    );
    assert_eq!(codes(&loaded), ["region-taken", "unmatched-name"]);
    assert_eq!(loaded.actuals.files[0].matched, 6);
}

#[test]
fn printed_units_mean_the_own_one() {
    let mut patents = wanted("patents", &["每万人发明专利"], "件/万人", &["浙江省"]);
    patents.printed_units = vec![Unit::parse("件")];
    let text = "region,indicator,period,value,unit\n浙江省,每万人发明专利,2023,18.5,件\n浙江省,每万人发明专利,2024,0.002,件/人\n浙江省,每万人发明专利,2025,5,家\n";
    let loaded =
        read_actuals(&[patents], "浙江省", vec![input("a.csv", text)], &Options::default());
    assert_eq!(kept(&loaded, &["patents"]), ["patents 浙江省 18.5 20"]);
    let series = loaded.actuals.series("patents", "浙江省");
    assert_eq!(series[0].printed.as_deref(), Some("18.5件"));
    assert_eq!(said(&loaded), [("unit-mismatch", 4, 20)]);
}

#[test]
fn a_near_name_is_one_that_the_region_needs() {
    let all = vec![
        wanted("intensity", &["研发强度"], "%", &["浙江省", "全国"]),
        wanted("amount", &["研发经费支出"], "亿元", &["浙江省"]),
    ];
    let run = |region: &str| {
        let text = format!(
            "region,indicator,period,value,unit\n{region},研发经费支岀,2023,3,亿元\n浙江省,研发强度,2023,3,%\n全国,研发强度,2023,3,%\n"
        );
        codes(&read_actuals(&all, "浙江省", vec![input("a.csv", text)], &Options::default()))
    };
    assert_eq!(run("浙江省"), ["unmatched-name", "near-name"]);
    assert_eq!(run("全国"), ["unmatched-name"]);
}

#[test]
fn unmatched_names() {
    let text = "region,indicator,period,value,unit\n杭州市,新增高新技术企业数,2024,5,家\n杭州市,常住人口,2024,abc,万人\n宁波市,户籍人口,2024,abc,万人\n杭州市,常住人口,2023,abc,万人\n";
    let run = |strict, all_unmatched| {
        let options = Options { strict, all_unmatched, ..Options::default() };
        read_for(&plan(), vec![input("a.csv", text)], &options)
    };
    let loaded = run(false, false);
    assert_eq!(
        loaded.diagnostics[0].problem,
        DataProblem::UnmatchedRows { rows: 3, names: 2, more: false }.into()
    );
    assert_eq!(
        said(&loaded),
        [("unmatched-name", 0, 0), ("near-name", 2, 5), ("nothing-matched", 1, 1)]
    );
    assert_eq!(loaded.diagnostics[1].severity, Severity::Warning);
    assert!(run(true, false).diagnostics[1].is_error());
    assert_eq!(
        codes(&run(false, true)),
        ["unmatched-name", "near-name", "unmatched-name", "nothing-matched"]
    );
}

#[test]
fn the_hangzhou_file_reads_clean_in_every_encoding_and_delimiter() {
    let plan = hangzhou();
    let read = |bytes: Vec<u8>, encoding| {
        read_for(&plan, vec![encoded_input("h.csv", bytes, encoding)], &Options::default())
    };
    let reference = read(HANGZHOU.as_bytes().to_vec(), None);
    let errors: Vec<_> = reference.diagnostics.iter().filter(|said| said.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let expected = content(&plan, &reference);
    assert!(expected.len() > 70, "{}", expected.len());

    let delimited = |delimiter: u8| {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        for record in
            csv::ReaderBuilder::new().has_headers(false).from_reader(HANGZHOU.as_bytes()).records()
        {
            writer.write_record(&record.expect("a record")).expect("in memory");
        }
        writer.into_inner().expect("in memory")
    };
    let bom = format!("\u{feff}{HANGZHOU}");
    let gb18030 = encoded(HANGZHOU, GB18030).expect("every character has a place");
    let utf_16 = encoded(HANGZHOU, UTF_16LE).expect("every character has a place");
    let utf_16_bom = encoded(&bom, UTF_16LE).expect("every character has a place");
    let crlf = HANGZHOU.replace('\n', "\r\n");
    for (name, bytes, encoding, said) in [
        ("BOM", bom.clone().into_bytes(), None, 0),
        ("GB18030", gb18030, None, 1),
        ("UTF-16 with BOM", utf_16_bom, None, 1),
        ("UTF-16", utf_16, Some(UTF_16LE), 1),
        (";", delimited(b';'), None, 0),
        ("tab", delimited(b'\t'), None, 0),
        ("CRLF", crlf.into_bytes(), None, 0),
    ] {
        let loaded = read(bytes, encoding);
        assert_eq!(content(&plan, &loaded), expected, "{name}");
        let notes = codes(&loaded).iter().filter(|code| **code == "encoding-used").count();
        assert_eq!(notes, said, "{name}");
    }
}

#[test]
fn every_problem_has_words_and_a_listed_code() {
    let loaded =
        read("region,indicator,period,value,unit\n杭州市,研发经费支出,x,y,z\n杭州,a,b,c,d\n");
    for diagnostic in &loaded.diagnostics {
        let code = diagnostic.problem.code();
        assert!(DataProblem::codes().contains(&code), "{code}");
        if let crate::diag::Problem::Data(problem) = &diagnostic.problem {
            for lang in [Lang::En, Lang::Zh] {
                assert!(!problem.text(lang).message.is_empty());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(bytes.clone());
        let mut behind_header = "region,indicator,period,value,unit\n".as_bytes().to_vec();
        behind_header.extend(&bytes);
        let _ = read(behind_header);
        for encoding in [GB18030, UTF_16LE] {
            let file = encoded_input("a", bytes.clone(), Some(encoding));
            let _ = read_for(&plan(), vec![file], &Options::default());
        }
    }

    #[test]
    fn rows_of_random_cells_never_panic(cells in proptest::collection::vec("[0-9,.;\"\n\r万亿%年-]{0,6}", 0..40)) {
        let mut text = "region,indicator,period,value,unit,published,quality\n".to_owned();
        for cell in cells {
            text.push_str("杭州市,研发经费支出,2024,");
            text.push_str(&cell);
            text.push('\n');
        }
        let _ = read(text);
    }

    #[test]
    fn a_mutated_file_never_panics(
        changes in proptest::collection::vec((0..HANGZHOU.len(), any::<u8>()), 1..20),
        cut in 0..HANGZHOU.len(),
    ) {
        let mut bytes = HANGZHOU.as_bytes().to_vec();
        for (index, byte) in changes {
            bytes[index] = byte;
        }
        bytes.truncate(cut);
        let _ = read_for(&hangzhou(), vec![input("h.csv", bytes)], &Options::default());
    }

    #[test]
    fn the_order_of_rows_changes_nothing_but_the_order(seed in any::<u64>()) {
        let plan = hangzhou();
        let mut lines: Vec<&str> = HANGZHOU.lines().collect();
        let header = lines.remove(0);
        let mut state = seed | 1;
        for index in (1..lines.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let other = usize::try_from(state >> 33).unwrap_or(0) % (index + 1);
            lines.swap(index, other);
        }
        let shuffled = format!("{header}\n{}\n", lines.join("\n"));
        let read = |text: &str| {
            let loaded = read_for(&plan, vec![input("h", text)], &Options::default());
            let mut content = content(&plan, &loaded);
            content.sort();
            content
        };
        prop_assert_eq!(read(&shuffled), read(HANGZHOU));
    }
}
