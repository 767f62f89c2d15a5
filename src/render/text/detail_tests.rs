//! Pages of series, members, references and amendments, drawn from a hand-made plan.

use super::outcome_tests::{at, drawn};
use crate::{
    assess::{Asked, Basis, JudgedPlan, assess},
    fixtures::{
        counties::{actuals, plan},
        date,
    },
    lang::Lang,
    record::{Record, Value},
    report::{Judged, explain, row::Row, series::SeriesView, show, status::StatusView},
};

#[test]
fn a_series_with_its_vintages() {
    let (plan, actuals) = (plan(), actuals());
    let series = plan.series_of("rd-intensity").unwrap();
    let view =
        SeriesView::new(Basis::new(&plan, &actuals, date("2024-06-30")), series, Some("新昌县"));
    let page = drawn(&view.sheet(), Lang::En);
    let own: Vec<&str> = page.lines().take(15).collect();
    insta::assert_snapshot!(own.join("\n"), @r"
    rd-intensity — R&D intensity
    Plan    counties
    Unit    %
    Kind    ratio
    Region  新昌县
    Place   plans/counties.toml:90
    The plan sets no target for this series, so it has no verdict.

    Every published value
    Period  Value  Status                                Published   Quality  Place
    ─────────────────────────────────────────────────────────────────────────────────────────
    2021      4.1  in force                              2022-09-30  final    counties.csv:17
    2022      4.2  replaced by a newer or better figure  2023-09-30  final    counties.csv:18
    2022     4.08  in force                              2024-02-28  final    counties.csv:19
    ");
    let document = view.data();
    assert_eq!(at(&document, &["regions", "0", "region"]).plain(), "新昌县");
    assert_eq!(at(&document, &["regions", "0", "observations", "1", "use"]).plain(), "replaced");
}

fn explained(id: &str, as_of: &str, lang: Lang) -> String {
    let (plan, actuals) = (plan(), actuals());
    let assessment = assess(&plan, &actuals, date(as_of), Asked::default());
    let index = plan.indicators.iter().position(|it| it.id == id).unwrap();
    let all = JudgedPlan::new(&plan, &actuals, &assessment);
    let judged = Judged { basis: *all, finding: &assessment.findings[index] };
    drawn(&explain::Explained(judged).sheet(), lang)
}

#[test]
fn members_are_explained_one_by_one() {
    insta::assert_snapshot!(explained("county-rd-intensity", "2023-06-30", Lang::En), @r#"
    county-rd-intensity — R&D intensity of every county
    Plan        counties
    Concept     rd-intensity
    Target      ≥ 3%
    Members     60% of the members of counties
    Measure     level
    Kind        ratio
    Region      浙江省
    Period      2019–2022
    Deadline    2022
    Binding     no
    Cited from  二(三): "各县研发强度"
    Place       plans/counties.toml:20

    Figures used
    Actual      1 member, 2022
    Quality     final
    Published   2022-12-31
    The actual is 6 months old at the as-of date.
    Used as  Period  Value  Published   Quality  Place
    ────────────────────────────────────────────────────────────
    actual   2022      3.1  2022-12-31  final    counties.csv:30
    actual   2022      2.9  2022-12-31  final    counties.csv:31

    Member by member
    Region  Actual  Period  Met      Place
    ────────────────────────────────────────────────
    德清      3.1%  2022    met      counties.csv:30
    嘉善      2.9%  2022    not met  counties.csv:31
    新昌县                  unknown

    How it was assessed
    0. Was the target withdrawn? no
    1. No figure matched? no
    2. No figure later than the baseline or inside the period? no
    3. Nothing to compare it with? no
    4. Is the deadline's figure in, or the outcome certain? no
    5. Is the target met now? no
    6. Met at the baseline and lost since? no
    7. Can pace not be measured? this decides
    8. Which band holds the ratio? not reached

    Arithmetic
    gap = actual − target = 1 − 2 = −1 member
    attainment = actual / target = 1 / 2 = 0.5
    Bands: ahead ≥ 1.10, on-track ≥ 0.95, at-risk ≥ 0.60

    Result
    Target      ≥ 2 members, each ≥ 3%
    Verdict     not-assessable, figures missing, 2 of 3 members known
    Method      direct
    Gap         −1 member
    As of 2023-06-30; newest release 2022-12-31; 4 rows published later are not used
    "#);
}

#[test]
fn a_derived_figure_names_the_places_of_its_operands() {
    let page = explained("fiscal-share", "2023-06-30", Lang::En);
    let places: Vec<&str> = page.lines().filter(|line| line.contains("counties.csv:")).collect();
    insta::assert_snapshot!(places.join("\n"), @r"
    actual   2022     5.66  2022-12-31  final    counties.csv:27, counties.csv:29
    not a single year; full  2021     5.25  2021-12-31  final    counties.csv:26,
      years are compared                                           counties.csv:28
    ");
}

#[test]
fn a_missing_reference_is_named() {
    let page = explained("industrial-growth", "2023-06-30", Lang::Zh);
    let named: Vec<&str> = page.lines().filter(|line| line.contains("固定资产")).collect();
    insta::assert_snapshot!(named.join("\n"), @"
    目标值    高于全国固定资产投资增速
    缺少数据  固定资产投资增速（全国）
    目标值    高于全国固定资产投资增速
    评估      无法判定，缺少固定资产投资增速（全国）
    ");
}

#[test]
fn an_amended_target_is_shown_with_its_document() {
    for (as_of, target) in [("2021-05-31", "≥ 10 个"), ("2023-06-30", "≥ 20 个")] {
        let page = explained("zones", as_of, Lang::En).replace('\u{a0}', " ");
        assert!(page.contains("浙政发〔2021〕5号"), "{page}");
        let result = page.split("Result").nth(1).unwrap();
        assert!(result.contains(target), "{result}");
    }
}

#[test]
fn rows_count_members_and_use_the_target_in_force() {
    let (plan, actuals) = (plan(), actuals());
    let as_of = date("2023-06-30");
    let assessment = assess(&plan, &actuals, as_of, Asked::default());
    let findings = assessment.findings.iter().collect();
    let view = StatusView::new(JudgedPlan::new(&plan, &actuals, &assessment), findings);
    let lines: Vec<String> = view
        .judged()
        .map(|judged| {
            let values: Vec<String> = judged
                .entries()
                .into_iter()
                .filter(|(name, _)| {
                    [
                        "indicator",
                        "unit",
                        "comparator",
                        "target",
                        "actual",
                        "gap",
                        "gap_unit",
                        "verdict",
                        "reason",
                        "flags",
                        "source",
                    ]
                    .contains(name)
                })
                .map(|(_, value)| value.plain())
                .collect();
            values.join(",")
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    county-rd-intensity,members,at_least,2,1,-1,members,not-assessable,hole,members=2/3,counties.csv:30;counties.csv:31
    fiscal-share,%,at_least,5,5.659153,0.659153,pp,achieved,,,counties.csv:27;counties.csv:29
    industrial-growth,%,above_series,,12.5,,,not-assessable,no-series,,counties.csv:32
    zones,个,at_least,20,15,-5,个,missed,,derived-baseline;amended,counties.csv:34;counties.csv:33
    ");
    insta::assert_snapshot!(drawn(&view.sheet(false), Lang::En), @r"
    counties — Innovation in the counties
    浙江省, 2019–2022, 浙政办发〔2019〕11号
    Closed on 2022-12-31; 1 of 4 indicators lacks its final figure.

    Indicator                      Target  Actual       Gap  Progress /  Verdict
                                                             expected
    ───────────────────────────────────────────────────────────────────────────────────────
    R&D intensity of every    ≥ 2 members       1        −1              not-assessable
      county                    each ≥ 3%    2022    member              figures missing, 2
                                                                         of 3 members known
    S&T share of fiscal              ≥ 5%    5.66  +0.66 pp  ratio 113%  achieved
      spending                               2022
    Growth of high-tech      above Growth    12.5                        not-assessable
      investment                       of    2022                        no figure for
                              fixed-asset                                Growth of
                            investment in                                fixed-asset
                                     全国                                investment (全国)
    High-tech zones               ≥ 20 个      15     −5 个  ██████░░░   missed
                                             2022            67% / 100%  derived-baseline,
                                                                         amended

    All 4: 1 achieved, 1 missed, 2 not-assessable
    As of 2023-06-30; newest release 2022-12-31; 4 rows published later are not used
    Actuals: counties.csv (36 of 36 rows matched)
    ");
    insta::assert_snapshot!(drawn(&view.sheet(false), Lang::Zh), @"
    counties — 县域创新驱动发展
    浙江省，2019-2022年，浙政办发〔2019〕11号
    规划期已于2022-12-31结束，4项指标中有1项尚缺终值。

    指标                      目标值  实际值      差距  完成进度 /   评估
                                                        序时进度
    ─────────────────────────────────────────────────────────────────────────────────────
    各县研发强度              ≥ 2 个       1     −1 个               无法判定
                              各≥ 3%  2022年                         数据有缺口、
                                                                     3个成员中2个有数据
    财政科技支出占比            ≥ 5%    5.66     +0.66  进度比 113%  已实现
                                      2022年  个百分点
    高技术产业投资增速  高于全国固定    12.5                         无法判定
                        资产投资增速  2022年                         缺少固定资产投资增
                                                                     速（全国）
    高新区                   ≥ 20 个      15     −5 个  ██████░░░    未完成
                                      2022年            67% / 100%   推定基期、目标已调整

    全部4项：已实现1，未完成1，无法判定2
    评估日期2023-06-30，最新发布日期2022-12-31，另有4行发布在后，未采用
    实际值：counties.csv（36行中匹配36行）
    ");
}

#[test]
fn members_follow_their_indicator_when_requested() {
    let (plan, actuals) = (plan(), actuals());
    let assessment = assess(&plan, &actuals, date("2023-06-30"), Asked::default());
    let findings = assessment.findings.iter().take(1).collect();
    let mut view = StatusView::new(JudgedPlan::new(&plan, &actuals, &assessment), findings);
    view.with_members = true;
    let page = drawn(&view.sheet(false), Lang::En);
    let table: Vec<&str> = page.lines().skip(5).take(12).collect();
    insta::assert_snapshot!(table.join("\n"), @r"
    Indicator                    Target  Actual        Gap  Progress /  Verdict
                                                            expected
    ──────────────────────────────────────────────────────────────────────────────────────
    R&D intensity of every  ≥ 2 members       1  −1 member              not-assessable
      county                  each ≥ 3%    2022                         figures missing, 2
                                                                        of 3 members known
    · 德清                                  3.1                         met
                                           2022
    · 嘉善                                  2.9                         not met
                                           2022
    · 新昌县                                                            unknown
    ");
    let row = Row(view.judged().next().unwrap()).data();
    assert_eq!(at(&row, &["members", "all", "1", "met"]).plain(), "false");
}

#[test]
fn the_plan_as_encoded_has_everything() {
    let plan = plan();
    insta::assert_snapshot!(drawn(&show::plan_sheet(&plan), Lang::En), @r#"
    counties — Innovation in the counties
    浙江省, 2019–2022, 浙政办发〔2019〕11号
    Method      schedule
    Bands: ahead ≥ 1.10, on-track ≥ 0.95, at-risk ≥ 0.60

    Targets
    Indicator                                       Target  Measure  Cited from
    ───────────────────────────────────────────────────────────────────────────────────────
    R&D intensity of every                            ≥ 3%  level    二(三): "各县研发强度"
      county                60% of the members of counties
      county-rd-intensity
    S&T share of fiscal                               ≥ 5%  rate     二(三): "财政科技支出
      spending                                                         占比"
      fiscal-share
    Growth of high-tech        above Growth of fixed-asset  rate     二(三): "高技术产业投
      investment                        investment in 全国             资增速"
      industrial-growth
    High-tech zones                                ≥ 10 个  level    二(三): "高新区"
      zones

    Figures needed beside the targets
    Series                            Unit  Kind
    ─────────────────────────────────────────────
    R&D intensity                     %     ratio
      rd-intensity
    Fiscal S&T spending               亿元  flow
      fiscal
    Fiscal spending                   亿元  flow
      budget
    Growth of fixed-asset investment  %     ratio
      investment-growth

    Members
    Members   Region
    ────────────────────────────
    counties  德清, 嘉善, 新昌县

    Rules
    double-decline-amount — 双下降
    Members     counties
    Series      rd-intensity, fiscal
    Reading     amount: an amount falls when it is less than the year before
    Outcome     一票否优
    Cited from  三(三): "实行“一票否优”"
    double-decline-growth — 双下降
    Members     counties
    Series      rd-intensity, fiscal
    Reading     growth: an amount falls when its growth is less than the year before
    Outcome     一票否优
    Cited from  三(三): "实行“一票否优”"

    Tasks
    Task              Due   Responsible         Cited from
    ───────────────────────────────────────────────────────────────────────
    制定拨付评价办法  2020  市科技局, 市财政局  二(一)1: "制定拨付评价办法"
      measures
    建成服务中心      2020  市科技局            二(一)1: "建成服务中心"
      centre
    争创全国百强      2022                      二(一)1: "争创全国百强"
      ranking
    "#);
    let document = (&plan, None).data();
    for (path, expected) in [
        (&["indicator", "0", "every", "members"][..], "counties"),
        (&["indicator", "1", "from", "times"], "100"),
        (&["indicator", "2", "target", "in_region"], "全国"),
        (&["indicator", "3", "amended", "0", "target", "at_least"], "20"),
        (&["members", "0", "regions", "2"], "新昌县"),
        (&["series", "3", "id"], "investment-growth"),
        (&["task", "2", "aspirational"], "true"),
        (&["rule", "1", "reading"], "growth"),
        (&["rule", "1", "all_fall"], "rd-intensity;fiscal"),
    ] {
        assert_eq!(at(&document, path).plain(), expected, "{path:?}");
    }
}
