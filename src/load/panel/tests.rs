//! The quick way and the general way give the same, whatever the file looks like and however it is cut.
#![allow(clippy::unwrap_used, reason = "a test that cannot read has failed")]

use std::fmt::Write as _;
use std::io::Write as _;

use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use crate::{
    actuals::{panel::Unpacker, region_names::RegionIndex},
    fixtures::input,
    load::actuals_csv::{ChosenRegions, LoadedActuals, Options, read_actuals},
    plan::{Kind, Timed, Wanted},
    unit::Unit,
};

fn wanted() -> Vec<Wanted> {
    let wanted = |id: &str, names: &[&str], unit: &str| Wanted {
        id: id.to_owned(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        unit: Unit::parse(unit),
        printed_units: Vec::new(),
        kind: Kind::Flow.into(),
        regions: vec!["甲市".to_owned()],
    };
    let people = wanted("people", &["常住人口"], "万人");
    vec![
        wanted("gdp", &["地区生产总值", "GDP"], "亿元"),
        Wanted { kind: Timed { at: Some(11), ..Kind::Stock.into() }, ..people },
        wanted("gdp-again", &["地区生产总值"], "万亿元"),
    ]
}

/// Everything that reading gives, as text.
fn read(inputs: &[(&str, Vec<u8>)], options: &Options) -> String {
    let wanted = wanted();
    let inputs = inputs.iter().map(|(name, bytes)| input(name, bytes.clone()));
    let loaded = read_actuals(&wanted, "甲市", inputs.collect(), options);
    let LoadedActuals { actuals, panel, diagnostics } = loaded;
    let mut text = String::new();
    for diagnostic in &diagnostics {
        writeln!(text, "{diagnostic:?}").unwrap();
    }
    for file in &actuals.files {
        writeln!(text, "{file:?}").unwrap();
    }
    match panel {
        None => {
            for wanted in &wanted {
                for region in actuals.regions(&wanted.id) {
                    writeln!(text, "{} {region}", wanted.id).unwrap();
                    let mut series = actuals.series(&wanted.id, region).to_vec();
                    series.sort_by_key(|observation| (observation.origin, observation.period));
                    for observation in series {
                        writeln!(text, "  {observation:?}").unwrap();
                    }
                }
            }
        }
        Some(panel) => {
            let mut unpacker = Unpacker::new(&panel);
            for wanted in &wanted {
                for region in &panel.regions {
                    let actuals = unpacker.actuals(region);
                    let mut observations = actuals.series(&wanted.id, &region.name).to_vec();
                    observations.sort_by_key(|one| (one.origin, one.period));
                    if !observations.is_empty() {
                        writeln!(text, "{} {}", wanted.id, region.name).unwrap();
                    }
                    for observation in observations {
                        writeln!(text, "  {observation:?}").unwrap();
                    }
                }
            }
        }
    }
    text
}

/// In blocks of every size from a few bytes on, for one region, for every one, and for those that are chosen.
fn same(files: &[(&str, &[u8])]) {
    let files: Vec<(&str, Vec<u8>)> =
        files.iter().map(|(name, bytes)| (*name, bytes.to_vec())).collect();
    let one = ChosenRegions {
        names: Some(RegionIndex::new(["乙市"], &[])),
        ..ChosenRegions::default()
    };
    for (every_region, chosen) in
        [(false, ChosenRegions::default()), (true, ChosenRegions::default()), (true, one)]
    {
        let general = Options { every_region, chosen, ..Options::default() };
        let expected = read(&files, &general);
        for size in [1, 7, 64, 1 << 20] {
            for packed in [false, true] {
                let options = Options {
                    block_size: Some(size),
                    packed: packed && every_region,
                    ..general.clone()
                };
                assert_eq!(read(&files, &options), expected, "{size} {every_region} {packed}");
            }
        }
    }
}

const HEADER: &str = "地区,指标,时期,数值,单位,发布日期,质量,来源,备注\n";

#[test]
fn ordinary_rows() {
    let rows = "甲市,GDP,2023,100.50,亿元,2024-03-01,,年鉴,\n\
                乙市,GDP,2023,1005000,万元,2024-03-01,preliminary,年鉴,\n\
                乙市,地区生产总值,2024Q1,25,亿元,2024-04-20,快报,年鉴,注\n\
                乙市,常住人口,2023,12.3,万人,,,,\n\
                乙市,常住人口,2021-11,12.1,万人,,,,\n\
                乙市,常住人口,2020年11月1日,12.1,万人,2020-11-20,,,\n\
                乙市,常住人口,2019,12.1,万人,2019-12-20,,,\n\
                乙市,常住人口,2018年末,12.1,万人,2018-11-20,,,\n\
                乙市,GDP,2018年末,12.1,亿元,,,,\n\
                甲市,GDP,2018-06-30,12.1,亿元,,,,\n\
                丙县,常住人口,2023年1-9月,-7,,2024年1月5日,,,\n\
                丙县,出口,2023,1,亿元,,,,\n\
                甲市,出口,2023,1,亿元,,,,\n\
                乙市,出口,2023,x,亿元,,,,\n";
    same(&[("a.csv", format!("{HEADER}{rows}").as_bytes())]);
    same(&[
        ("a.csv", format!("{HEADER}{rows}").as_bytes()),
        ("b.csv", format!("{HEADER}{rows}").replace("2023", "2022").as_bytes()),
    ]);
}

#[test]
fn quotes_line_ends_and_rows_of_every_kind() {
    let rows = [
        "乙市,GDP,2023,100.5,亿元,2024-03-01,,年鉴,",
        "\"乙市\",\"GDP\",\"2022\",\"99\",\"亿元\",\"2024-03-01\",\"\",\"年\"\"鉴\",\"两\n行\"",
        "\"乙市\",\"GDP\",\"2021\",\"1,099\",\"亿元\",\"2024-03-01\",\"\",\"年鉴\",\"两\r\n行\"",
        "",
        "   ",
        ",GDP,2023,5,亿元,,,,",
        ",出口,2023,5,亿元,,,,",
        "乙市,GDP,2020,约77,亿元,,,,",
        "乙市,GDP,2019,1.2E+02,亿元,,,,",
        "乙市,GDP,2018,—,亿元,,,,",
        "乙市,GDP,2017,,亿元,,,,",
        "乙市,GDP,2016,-,亿元,,,,",
        "丙 县,GDP,2023,007,亿元,2024/3/1,,,",
        "丙县,GDP,2022,12.3%,,,,,",
        "丙县 , GDP ,2022, 5 ,亿元,,,,",
        "丙县,常住人口,2022/2021,5,亿元,x,y,,",
        "丙县,常住人口,2022,5,公里,,,,",
        "丙县,常住人口,2022",
        "丙县",
        "丙县,\"常住人口\"x,2022,5,万人,,,,",
        "甲,GDP,2020,1,亿元,,,,",
        "省甲市,GDP,2020,1,亿元,,,,",
        "丁\u{a0}市,5\" 屏,2020,1,亿元,,,,",
    ];
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("{}{end}{}{end}", HEADER.trim(), rows.join(end));
        same(&[("a.csv", text.as_bytes())]);
        same(&[("a.csv", format!("\u{feff}{end}{text}").as_bytes())]);
        same(&[("a.csv", text.trim_end().as_bytes())]);
    }
    let mixed = format!("{HEADER}{}\r{}\n", rows[0], rows[7]);
    same(&[("a.csv", mixed.as_bytes())]);
}

#[test]
fn other_layouts() {
    same(&[(
        "a.csv",
        "时期;数值;指标;地区\n2020;5,5;GDP;乙市\n2021;5;GDP;甲市\n2022;6;GDP;乙市\n".as_bytes(),
    )]);
    same(&[(
        "a.csv",
        "指标\t时期\t数值\t地区\nGDP\t2020\t5.5\t乙市\n出口\t2021\t5\t乙市\n".as_bytes(),
    )]);
    same(&[("a.csv", "指标,时期,数值\nGDP,2020,5.5\n".as_bytes())]);
}

#[test]
fn texts_that_hardly_any_row_shares() {
    let row = |at: usize| {
        let (region, unit) = (["乙市", "丙市", "甲市"][at / 7 % 3], ["亿元", "万元"][at / 5 % 2]);
        let page = if at.is_multiple_of(4) { String::new() } else { format!("第{}页 ", at / 2) };
        let note = ["", "注"][at / 3 % 2];
        format!("{region},GDP,{},{at},{unit},,,年鉴{page},{note}\n", 1980 + at % 40)
    };
    let rows: String = (0..60).map(row).collect();
    same(&[("a.csv", format!("{HEADER}{rows}").as_bytes())]);
}

#[test]
fn faults_of_the_text() {
    let good = "乙市,GDP,2023,100.5,亿元,2024-03-01,,年鉴,\n".repeat(5);
    let open = format!("{HEADER}{good}乙市,\"GDP,2023,1\n乙市,GDP\n");
    same(&[("a.csv", open.as_bytes())]);
    let mut cut = format!("{HEADER}{good}乙市,GDP,2023,1,亿元,,,年鉴,尾").into_bytes();
    cut.pop();
    same(&[("a.csv", &cut)]);
    let mut broken = format!("{HEADER}{good}").into_bytes();
    let at = broken.len() - 10;
    broken[at] = 0xff;
    broken.extend_from_slice(good.as_bytes());
    same(&[("a.csv", &broken)]);
    same(&[("a.csv", HEADER.as_bytes())]);
    same(&[("a.csv", HEADER.trim().as_bytes())]);
}

#[test]
fn a_record_beyond_every_measure_stops_the_reading() {
    let long = format!("{HEADER}乙市,GDP,2023,1,亿元,,,,\"{}", "注".repeat(6 << 20));
    let inputs = [("a.csv", long.into_bytes())];
    let general = read(&inputs, &Options::default());
    assert!(general.contains("RecordTooLong"), "{general}");
    let blocks = Options { block_size: Some(1 << 20), ..Options::default() };
    assert_eq!(read(&inputs, &blocks), general);
}

#[test]
fn compressed_files_are_read_by_their_content() {
    let rows =
        "乙市,GDP,2023,100.5,亿元,2024-03-01,,年鉴,\n甲市,GDP,2023,5,亿元,2024-03-01,,年鉴,\n"
            .repeat(50);
    let text = format!("{HEADER}{rows}");
    let plain = read(&[("a", text.clone().into_bytes())], &Options::default());
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(text.as_bytes()).unwrap();
    assert_eq!(read(&[("a", gzip.finish().unwrap())], &Options::default()), plain);
    let zstd = compress_to_vec(text.as_bytes(), CompressionLevel::Fastest);
    assert_eq!(read(&[("a", zstd)], &Options::default()), plain);
}

#[test]
fn what_came_later_is_only_counted_where_it_stays_packed() {
    let rows = "乙市,地区生产总值,2022,100.5,亿元,2023-03-01,,年鉴,\n乙市,GDP,2023,101,亿元,2024-03-01,,年鉴,\n乙市,GDP,2023,x,亿元,2025-03-01,,年鉴,\n";
    let options = Options {
        every_region: true,
        packed: true,
        known_on: "2023-12-31".parse().ok(),
        block_size: Some(64),
        ..Options::default()
    };
    let wanted = wanted();
    let file = input("a.csv", format!("{HEADER}{rows}"));
    let loaded = read_actuals(&wanted, "甲市", vec![file], &options);
    let panel = loaded.panel.unwrap();
    assert_eq!(panel.later, 1);
    // One row feeds two indicators; a bad cell is an error however late it came.
    assert_eq!(panel.regions[0].packed.len(), 2);
    assert!(loaded.diagnostics.iter().any(crate::diag::Diagnostic::is_error));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    /// Whatever stands in the cells, and wherever a block ends: quotes, line ends, half characters, zeros, other bytes.
    #[test]
    fn any_text_is_read_alike_in_blocks_of_any_size(
        rows in proptest::collection::vec(("甲市|乙市|\"乙市\"|丙", "GDP|\"GDP\"|出口", "[12,\"\n\r甲x]{0,6}", 0..40_u8), 0..12),
        size in 1..40_usize,
    ) {
        let mut bytes = "地区,指标,时期,备注,数值\n".to_owned().into_bytes();
        for (region, name, note, fault) in rows {
            let quoted = note.replace('"', "\"\"");
            bytes.extend_from_slice(format!("{region},{name},2023,\"{quoted}\",5").as_bytes());
            match fault {
                0 => bytes.push(0xff),
                1 => bytes.extend_from_slice(&[0xe4, 0xb8]),
                2 => bytes.push(0),
                3 => bytes.push(b'"'),
                4 => bytes.extend_from_slice(note.as_bytes()),
                _ => {}
            }
            bytes.extend_from_slice(if fault % 2 == 0 { b"\r\n" } else { b"\n" });
        }
        let inputs = [("a.csv", bytes)];
        for every_region in [false, true] {
            let general = Options { every_region, ..Options::default() };
            let blocks = Options { block_size: Some(size), ..general.clone() };
            proptest::prop_assert_eq!(read(&inputs, &blocks), read(&inputs, &general));
        }
    }
}
