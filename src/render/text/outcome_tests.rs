//! Pages of tasks, rules, comparisons, series and members, drawn from a hand-made plan.

use crate::assess::assess;
use crate::lang::Lang;
use crate::render::Style;
use crate::report::compare::{self, CompareView, Source};
use crate::report::hand_made::{actuals, date, plan, states};
use crate::report::rules::{self, RulesView, Where};
use crate::report::series::SeriesView;
use crate::report::status::StatusView;
use crate::report::tasks::{Order, TasksView};
use crate::report::{Data, Judged, Sheet, explain, plan_data, row, show};

fn drawn(sheet: &Sheet, lang: Lang) -> String {
    let style = Style {
        colour: false,
        ascii: false,
        width: 90,
        lang,
    };
    let mut out = Vec::new();
    super::sheet(sheet, &mut out, &style).unwrap();
    String::from_utf8(out).unwrap()
}

fn records(rows: &[Vec<String>]) -> String {
    let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
    lines.join("\n")
}

/// The value under a path of keys and indexes.
fn at<'d>(data: &'d Data, path: &[&str]) -> &'d Data {
    path.iter().fold(data, |data, key| match data {
        Data::Object(entries) => &entries.iter().find(|(name, _)| name == key).unwrap().1,
        Data::List(items) => &items[key.parse::<usize>().unwrap()],
        _ => panic!("nothing under {key}"),
    })
}

fn tasks(lang: Lang, order: Order, as_of: &str) -> String {
    let (plan, states) = (plan(), states());
    let view = TasksView {
        plan: &plan,
        states: &states,
        as_of: date(as_of),
        order,
    };
    drawn(&view.sheet(), lang)
}

#[test]
fn tasks_by_due_date() {
    insta::assert_snapshot!(tasks(Lang::En, Order::Due, "2022-06-30"), @r#"
    counties — Innovation in the counties
    浙江省, 2019–2022, 浙政办发〔2019〕11号

    Due 2020 (2): 1 done, 1 in-progress; 1 overdue
    Task              State        Responsible         Cited from
    ──────────────────────────────────────────────────────────────────────────────
    制定拨付评价办法  done         市科技局, 市财政局  二(一)1: "制定拨付评价办法"
      measures
    建成服务中心      in-progress  市科技局            二(一)1: "建成服务中心"
      centre          overdue

    Due 2022 (1): 1 unknown
    Task          State         Cited from
    ───────────────────────────────────────────────────
    争创全国百强  unknown       二(一)1: "争创全国百强"
      ranking     aspirational

    All 3: 1 done, 1 in-progress, 1 unknown; 1 overdue
    As of 2022-06-30; newest release 2021-03-31
    "#);
}

#[test]
fn tasks_by_unit_in_chinese() {
    insta::assert_snapshot!(tasks(Lang::Zh, Order::Responsible, "2023-06-30"), @"
    counties — 县域创新驱动发展
    浙江省，2019-2022年，浙政办发〔2019〕11号

    市科技局2项：已完成2
    任务              状态    责任单位            出处
    ───────────────────────────────────────────────────────────────────────
    制定拨付评价办法  已完成  市科技局、市财政局  二(一)1：制定拨付评价办法
      measures
      2020年
    建成服务中心      已完成  市科技局            二(一)1：建成服务中心
      centre
      2020年

    市财政局1项：已完成1
    任务              状态    责任单位            出处
    ───────────────────────────────────────────────────────────────────────
    制定拨付评价办法  已完成  市科技局、市财政局  二(一)1：制定拨付评价办法
      measures
      2020年

    未列责任单位1项：未知1；期限已过而状态未知1
    任务          状态            出处
    ───────────────────────────────────────────────────
    争创全国百强  未知            二(一)1：争创全国百强
      ranking     期限已过、力争
      2022年

    全部3项：已完成2，未知1；期限已过而状态未知1
    评估日期2023-06-30，最新发布日期2023-01-31
    ");
}

#[test]
fn tasks_for_machines() {
    let (plan, states) = (plan(), states());
    let view = TasksView {
        plan: &plan,
        states: &states,
        as_of: date("2022-06-30"),
        order: Order::Due,
    };
    insta::assert_snapshot!(TasksView::column_names().join(","), @"plan,task,title,due,state,overdue,aspirational,unquantified,responsible,section,figure,updated,evidence,source,title_en,note,as_of");
    insta::assert_snapshot!(records(&view.rows()), @"
    counties,measures,制定拨付评价办法,2020,done,false,false,false,市科技局;市财政局,二(一)1,制定拨付评价办法,2020-11-30,,tasks.csv:2,,,2022-06-30
    counties,centre,建成服务中心,2020,in-progress,true,false,false,市科技局,二(一)1,建成服务中心,2021-03-31,,tasks.csv:3,,,2022-06-30
    counties,ranking,争创全国百强,2022,unknown,false,true,false,,二(一)1,争创全国百强,,,,,,2022-06-30
    ");
    let document = view.document();
    assert_eq!(at(&document, &["tally", "overdue"]).plain(), "1");
    assert_eq!(at(&document, &["tally", "unknown"]).plain(), "1");
    assert_eq!(at(&document, &["groups", "0", "due"]).plain(), "2020");
}

#[test]
fn a_task_of_which_nothing_is_known_is_not_called_late() {
    let plan = plan();
    let view = TasksView {
        plan: &plan,
        states: &[],
        as_of: date("2023-06-30"),
        order: Order::Due,
    };
    assert!(view.standings().iter().all(|it| it.overdue().is_none()));
}

#[test]
fn rules_fires_first() {
    let (plan, actuals) = (plan(), actuals());
    let view = RulesView::new(&plan, &actuals, date("2024-06-30"), Where::Members, &[]);
    insta::assert_snapshot!(drawn(&view.sheet(), Lang::En), @"
    counties — Innovation in the counties
    浙江省, 2019–2022, 浙政办发〔2019〕11号

    double-decline-amount — 双下降
    Reading  amount: an amount falls when it is less than the year before
    Outcome  一票否优
    3 regions, 2019–2022: fires 1, unknown 4, clear 7
    Region  Year  Verdict  Compared with the year before
    ─────────────────────────────────────────────────────────────────────────
    德清    2021  fires    R&D intensity: 2.9% after 3.0%, fell
                             Fiscal S&T spending: 110 亿元 after 120 亿元,
                             fell
    新昌县  2022  clear    R&D intensity: 4.2% after 4.1%, did not fall
                  revised    Fiscal S&T spending: 49 亿元 after 50 亿元, fell
    revised: newest vintages alone would say otherwise, but one of the two years was revised
      and the other not.
    Nothing known: 2019 嘉善; 2019–2021 新昌县
    Clear: 2019–2020, 2022 德清; 2020–2022 嘉善

    double-decline-growth — 双下降
    Reading  growth: an amount falls when its growth is less than the year before
    Outcome  一票否优
    3 regions, 2019–2022: fires 2, unknown 6, clear 4
    Region  Year  Verdict  Compared with the year before
    ───────────────────────────────────────────────────────────────────────
    德清    2021  fires    R&D intensity: 2.9% after 3.0%, fell
                             Fiscal S&T spending, growth: −8.33% after 20%,
                             fell
    嘉善    2021  fires    R&D intensity: 3.1% after 3.2%, fell
                             Fiscal S&T spending, growth: 9.52% after 20%,
                             fell
    新昌县  2022  clear    R&D intensity: 4.2% after 4.1%, did not fall
                  revised    Fiscal S&T spending, growth: not known
    revised: newest vintages alone would say otherwise, but one of the two years was revised
      and the other not.
    Nothing known: 2019 德清; 2019–2020 嘉善; 2019–2021 新昌县
    Clear: 2020, 2022 德清; 2022 嘉善

    As of 2024-06-30; newest release 2024-02-28; 1 row published later is not used
    Actuals: counties.csv (36 of 36 rows matched)
    ");
}

#[test]
fn rules_of_each_region_in_chinese() {
    let (plan, actuals) = (plan(), actuals());
    let years = [2021, 2022];
    let view = RulesView::new(
        &plan,
        &actuals,
        date("2024-06-30"),
        Where::EachRegion,
        &years,
    );
    insta::assert_snapshot!(drawn(&view.sheet(), Lang::Zh), @"
    counties — 县域创新驱动发展
    浙江省，2019-2022年，浙政办发〔2019〕11号

    double-decline-amount — 双下降
    口径  按总量：总量低于上年即为下降
    后果  一票否优
    5个地区，2021-2022年：触发2，无法判定3，未触发5
    地区    年份  评估    与上年相比
    ────────────────────────────────────────────────────────────────
    安吉县  2021  触发    研发强度：1.9%，上年2.0%，下降
                            财政科技投入：19 亿元，上年20 亿元，下降
    德清    2021  触发    研发强度：2.9%，上年3.0%，下降
                            财政科技投入：110 亿元，上年120 亿元，下
                            降
    新昌县  2022  未触发  研发强度：4.2%，上年4.1%，未下降
                  有修订    财政科技投入：49 亿元，上年50 亿元，下降
    有修订：两年中仅一年经过修订，只看最新数据会得出不同结论。
    均无数据：2022年安吉县；2021年新昌县、浙江省
    未触发：2021-2022年嘉善；2022年德清、浙江省

    double-decline-growth — 双下降
    口径  按增幅：增幅低于上年即为下降
    后果  一票否优
    5个地区，2021-2022年：触发2，无法判定4，未触发4
    地区    年份  评估      与上年相比
    ───────────────────────────────────────────────────────────────
    嘉善    2021  触发      研发强度：3.1%，上年3.2%，下降
                              财政科技投入增幅：9.52%，上年20%，下
                              降
    德清    2021  触发      研发强度：2.9%，上年3.0%，下降
                              财政科技投入增幅：−8.33%，上年20%，下
                              降
    安吉县  2021  无法判定  研发强度：1.9%，上年2.0%，下降
                              财政科技投入增幅：缺数据
    新昌县  2022  未触发    研发强度：4.2%，上年4.1%，未下降
                  有修订      财政科技投入增幅：缺数据
    有修订：两年中仅一年经过修订，只看最新数据会得出不同结论。
    均无数据：2022年安吉县；2021年新昌县、浙江省
    未触发：2022年嘉善、德清、浙江省

    评估日期2024-06-30，最新发布日期2024-02-28，另有1行发布在后，未采用
    实际值：counties.csv（36行中匹配36行）
    ");
}

#[test]
fn rules_for_machines() {
    let (plan, actuals) = (plan(), actuals());
    let place = Where::Region("德清");
    let view = RulesView::new(
        &plan,
        &actuals,
        date("2024-06-30"),
        place,
        &[2021, 2021, 2022],
    );
    insta::assert_snapshot!(rules::COLUMNS.join(","), @"plan,rule,name,reading,region,year,verdict,outcome,series,value,compared_with,fell,unit,revised,source,as_of");
    insta::assert_snapshot!(records(&view.rows()), @"
    counties,double-decline-amount,双下降,amount,德清,2021,fires,一票否优,rd-intensity;fiscal,2.9;110,3.0;120,true;true,%;亿元,false,counties.csv:4;counties.csv:3;counties.csv:9;counties.csv:8,2024-06-30
    counties,double-decline-amount,双下降,amount,德清,2022,clear,一票否优,rd-intensity;fiscal,3.1;130,2.9;110,false;false,%;亿元,false,counties.csv:5;counties.csv:4;counties.csv:10;counties.csv:9,2024-06-30
    counties,double-decline-growth,双下降,growth,德清,2021,fires,一票否优,rd-intensity;fiscal,2.9;-8.333333,3.0;20,true;true,%;%,false,counties.csv:4;counties.csv:3;counties.csv:9;counties.csv:8;counties.csv:7,2024-06-30
    counties,double-decline-growth,双下降,growth,德清,2022,clear,一票否优,rd-intensity;fiscal,3.1;18.181818,2.9;-8.333333,false;false,%;%,false,counties.csv:5;counties.csv:4;counties.csv:10;counties.csv:9;counties.csv:8,2024-06-30
    ");
    let place = Where::Region("新昌县");
    let view = RulesView::new(&plan, &actuals, date("2024-06-30"), place, &[2022]);
    let document = view.document();
    let outcome = at(&document, &["rules", "0", "outcomes", "0"]);
    assert_eq!(at(outcome, &["verdict"]).plain(), "clear");
    assert_eq!(at(outcome, &["revised"]).plain(), "true");
    assert_eq!(at(outcome, &["conditions", "0", "value"]).plain(), "4.2");
    assert_eq!(
        at(outcome, &["conditions", "0", "provenance", "0", "period"]).plain(),
        "2022"
    );
}

fn compared(name: &str) -> (String, String, String) {
    let (plan, actuals) = (plan(), actuals());
    let as_of = date("2023-12-31");
    let assessment = assess(&plan, &actuals, as_of, None);
    let source = Source {
        plan: &plan,
        assessment: &assessment,
        actuals: &actuals,
        region: None,
    };
    assert!(compare::mentions(&plan, name, &[&plan]));
    let view = CompareView::new(name, as_of, vec![source]);
    assert_eq!(
        at(&view.document(), &["rows", "0", "role"]).plain(),
        "target"
    );
    (
        drawn(&view.sheet(), Lang::En),
        drawn(&view.sheet(), Lang::Zh),
        records(&view.rows()),
    )
}

#[test]
fn one_concept_side_by_side() {
    let (english, chinese, records) = compared("rd-intensity");
    insta::assert_snapshot!(english, @"
    rd-intensity — R&D intensity

    Plan                   Region     Target  Actual    Gap  Verdict
    ────────────────────────────────────────────────────────────────────────────────────────
    counties               浙江省     ≥ 2 个       1  −1 个  not-assessable
      county-rd-intensity          each ≥ 3%    2022         figures missing, data of 2 of 3
                                                             members
    counties               浙江省               3.11         no target
                                                2022

    As of 2023-12-31; newest release 2023-09-30; 1 row published later is not used
    Actuals: counties.csv (36 of 36 rows matched)
    ");
    insta::assert_snapshot!(chinese, @"
    rd-intensity — 研发强度

    规划          地区    目标值  实际值   差距  评估
    ───────────────────────────────────────────────────────────────────────────
    counties      浙江省  ≥ 2 个       1  −1 个  无法判定
      county-rd-          各≥ 3%  2022年         数据有缺口、3个成员中2个有数据
      intensity
    counties      浙江省            3.11         未设目标
                                  2022年

    评估日期2023-12-31，最新发布日期2023-09-30，另有1行发布在后，未采用
    实际值：counties.csv（36行中匹配36行）
    ");
    insta::assert_snapshot!(compare::COLUMNS.join(","), @"plan,region,indicator,concept,name,unit,role,comparator,target,target_upper,deadline,actual,actual_period,quality,gap,gap_unit,verdict,reason,flags,source,name_en,as_of");
    insta::assert_snapshot!(records, @"
    counties,浙江省,county-rd-intensity,rd-intensity,各县研发强度,个,target,at_least,2,,2022,1,2022,final,-1,个,not-assessable,hole,members=2/3,counties.csv:30;counties.csv:31,R&D intensity of every county,2023-12-31
    counties,浙江省,rd-intensity,rd-intensity,研发强度,%,series,,,,,3.11,2022,final,,,,,,counties.csv:36,R&D intensity,2023-12-31
    ");
    assert!(!compare::mentions(&plan(), "museum", &[&plan()]));
}

#[test]
fn a_series_with_its_vintages() {
    let (plan, actuals) = (plan(), actuals());
    let series = plan.series_of("rd-intensity").unwrap();
    let view = SeriesView::new(&plan, &actuals, series, date("2024-06-30"), Some("新昌县"));
    let page = drawn(&view.sheet(), Lang::En);
    let own: Vec<&str> = page.lines().take(15).collect();
    insta::assert_snapshot!(own.join("\n"), @"
    rd-intensity — R&D intensity
    Plan    counties
    Unit    %
    Kind    ratio
    Region  新昌县
    Place   plans/counties.toml:90
    The plan sets no target for it, so there is no verdict.

    Every published value
    Period  Value  Status                                Published   Quality  Place
    ─────────────────────────────────────────────────────────────────────────────────────────
    2021      4.1  in force                              2022-09-30  final    counties.csv:17
    2022      4.2  replaced by a newer or better figure  2023-09-30  final    counties.csv:18
    2022     4.08  in force                              2024-02-28  final    counties.csv:19
    ");
    let document = view.document();
    assert_eq!(at(&document, &["regions", "0", "region"]).plain(), "新昌县");
    assert_eq!(
        at(&document, &["regions", "0", "observations", "1", "use"]).plain(),
        "replaced"
    );
}

fn explained(id: &str, as_of: &str, lang: Lang) -> String {
    let (plan, actuals) = (plan(), actuals());
    let assessment = assess(&plan, &actuals, date(as_of), None);
    let index = plan.indicators.iter().position(|it| it.id == id).unwrap();
    let judged = Judged {
        plan: &plan,
        assessment: &assessment,
        actuals: &actuals,
        finding: &assessment.findings[index],
    };
    drawn(&explain::sheet(&judged), lang)
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
    Actual      1 个, 2022
    Quality     final
    Published   2022-12-31
    Missing     R&D intensity of every county (新昌县)
    The actual is 6 months old at the as-of date.
    Used as  Period  Value  Published   Quality  Place
    ────────────────────────────────────────────────────────────
    actual   2022      3.1  2022-12-31  final    counties.csv:30
    actual   2022      2.9  2022-12-31  final    counties.csv:31

    Member by member
    Region  Actual  Period  Met      Place
    ────────────────────────────────────────────────
    德清      3.1%  2022    yes      counties.csv:30
    嘉善      2.9%  2022    no       counties.csv:31
    新昌县                  unknown

    How it was judged
    1. No figure matched? no
    2. No figure later than the baseline or inside the period? no
    3. Only a bound, a break or a hole that decides nothing? this decides
    4. Is the deadline's figure in? not reached
    5. Is the target met now? not reached
    6. Met at the baseline and lost since? not reached
    7. Which band holds the ratio? not reached

    Arithmetic
    gap = actual − target = 1 − 2 = −1 个
    attainment = actual / target = 1 / 2 = 0.5
    Bands: ahead ≥ 1.10, on-track ≥ 0.95, at-risk ≥ 0.60

    Result
    Target      ≥ 2 个, each ≥ 3%
    Verdict     not-assessable, figures missing, data of 2 of 3 members
    Method      direct
    Gap         −1 个
    As of 2023-06-30; newest release 2022-12-31; 4 rows published later are not used
    "#);
}

#[test]
fn a_derived_figure_names_the_places_of_its_operands() {
    let page = explained("fiscal-share", "2023-06-30", Lang::En);
    let places: Vec<&str> = page
        .lines()
        .filter(|line| line.contains("counties.csv:"))
        .collect();
    insta::assert_snapshot!(places.join("\n"), @"
    actual   2022    5.659153  2022-12-31  final    counties.csv:27, counties.csv:29
    a newer or longer figure  2021    5.253028  2021-12-31  final    counties.csv:26,
      is used                                                          counties.csv:28
    ");
}

#[test]
fn a_missing_reference_is_named() {
    let page = explained("industrial-growth", "2023-06-30", Lang::Zh);
    let named: Vec<&str> = page
        .lines()
        .filter(|line| line.contains("固定资产"))
        .collect();
    insta::assert_snapshot!(named.join("\n"), @"
    缺少数据  固定资产投资增速（全国）
    评估      无法判定，缺少固定资产投资增速（全国）
    ");
}

#[test]
fn an_amended_target_is_told_with_its_document() {
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
    let assessment = assess(&plan, &actuals, as_of, None);
    let findings = assessment.findings.iter().collect();
    let view = StatusView::new(&plan, &assessment, &actuals, findings);
    let lines: Vec<String> = view
        .judged()
        .map(|judged| {
            let values: Vec<String> = row::COLUMNS
                .iter()
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
                .map(|(_, value)| value(&judged).plain())
                .collect();
            values.join(",")
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    county-rd-intensity,个,at_least,2,1,-1,个,not-assessable,hole,members=2/3,counties.csv:30;counties.csv:31
    fiscal-share,%,at_least,5,5.659153,0.659153,pp,achieved,,,counties.csv:27;counties.csv:29
    industrial-growth,%,above_series,,12.5,,,not-assessable,no-series,,counties.csv:32
    zones,个,at_least,20,15,-5,个,missed,,derived-baseline;amended,counties.csv:34;counties.csv:33
    ");
    insta::assert_snapshot!(drawn(&view.sheet(false), Lang::En), @"
    counties — Innovation in the counties
    浙江省, 2019–2022, 浙政办发〔2019〕11号
    Closed on 2022-12-31; 2 of 4 indicators lack their final figure.

    Indicator                          Target    Actual    Gap  Progress /  Verdict
                                                                expected
    ─────────────────────────────────────────────────────────────────────────────────────────
    R&D intensity of every             ≥ 2 个         1  −1 个              not-assessable
      county                        each ≥ 3%      2022                     figures missing,
                                                                            data of 2 of 3
                                                                            members
    S&T share of fiscal                  ≥ 5%  5.659153  +0.66  ratio 113%  achieved
      spending                                     2022     pp
    Growth of high-tech                > 全国      12.5                     not-assessable
      investment            investment-growth      2022                     no figures of
                                                                            Growth of
                                                                            fixed-asset
                                                                            investment (全国)
    High-tech zones                   ≥ 20 个        15  −5 个  ██████░░░   missed
                                                   2022         67% / 100%  derived-baseline,
                                                                            amended

    All 4: 1 achieved, 1 missed, 2 not-assessable
    As of 2023-06-30; newest release 2022-12-31; 4 rows published later are not used
    Actuals: counties.csv (36 of 36 rows matched)
    ");
    insta::assert_snapshot!(drawn(&view.sheet(false), Lang::Zh), @"
    counties — 县域创新驱动发展
    浙江省，2019-2022年，浙政办发〔2019〕11号
    规划期已于2022-12-31结束，4项指标中有2项尚缺终值。

    指标                           目标值    实际值      差距  目标进度 /  评估
                                                               时序进度
    ─────────────────────────────────────────────────────────────────────────────────────────
    各县研发强度                   ≥ 2 个         1     −1 个              无法判定
                                   各≥ 3%    2022年                        数据有缺口、
                                                                           3个成员中2个有数据
    财政科技支出占比                 ≥ 5%  5.659153     +0.66  进度比      已实现
                                             2022年  个百分点  113%
    高技术产业投资增速             > 全国      12.5                        无法判定
                        investment-growth    2022年                        缺少固定资产投资增
                                                                           速（全国）
    高新区                        ≥ 20 个        15     −5 个  ██████░░░   未完成
                                             2022年            67% / 100%  推定基期、
                                                                           目标已调整

    全部4项：已实现1，未完成1，无法判定2
    评估日期2023-06-30，最新发布日期2022-12-31，另有4行发布在后，未采用
    实际值：counties.csv（36行中匹配36行）
    ");
}

#[test]
fn the_plan_as_encoded_has_everything() {
    let plan = plan();
    insta::assert_snapshot!(drawn(&show::plan_sheet(&plan), Lang::En), @r#"
    counties — Innovation in the counties
    浙江省, 2019–2022, 浙政办发〔2019〕11号
    Bands: ahead ≥ 1.10, on-track ≥ 0.95, at-risk ≥ 0.60

    Targets
    Indicator                                       Target  Measure  Cited from
    ────────────────────────────────────────────────────────────────────────────────────────
    R&D intensity of every                            ≥ 3%  level    二(三): "各县研发强度"
      county                60% of the members of counties
      county-rd-intensity
    S&T share of fiscal                               ≥ 5%  rate     二(三): "财政科技支出占
      spending                                                         比"
      fiscal-share
    Growth of high-tech           > 全国 investment-growth  rate     二(三): "高技术产业投资
      investment                                                       增速"
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
    let document = plan_data::document(&plan);
    for (path, expected) in [
        (&["indicator", "0", "every", "members"][..], "counties"),
        (&["indicator", "1", "from", "times"], "100"),
        (&["indicator", "2", "target", "in_region"], "全国"),
        (
            &["indicator", "3", "amended", "0", "target", "at_least"],
            "20",
        ),
        (&["members", "0", "regions", "2"], "新昌县"),
        (&["series", "3", "id"], "investment-growth"),
        (&["task", "2", "aspirational"], "true"),
        (&["rule", "1", "reading"], "growth"),
        (&["rule", "1", "all_fall"], "rd-intensity;fiscal"),
    ] {
        assert_eq!(at(&document, path).plain(), expected, "{path:?}");
    }
}
