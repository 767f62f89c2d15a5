//! Pages of tasks, rules and comparisons, drawn from a hand-made plan.

use crate::{
    assess::{Asked, Basis, JudgedPlan, assess, trace::rules::Where},
    fixtures::{
        counties::{actuals, plan, states},
        date,
    },
    lang::Lang,
    plan::tasks::TaskStates,
    record::{Data, Flat, Value},
    render::Style,
    report::{
        Sheet,
        compare::{self, CompareView, Source},
        explain,
        rules::RulesView,
        series::SeriesView,
        show,
        status::StatusView,
        tasks::{Order, TasksView},
    },
};

pub fn drawn(sheet: &Sheet, lang: Lang) -> String {
    let style = Style { colour: false, ascii: false, width: 90, lang };
    let mut out = Vec::new();
    super::sheet(sheet, &mut out, &style).unwrap();
    String::from_utf8(out).unwrap()
}

fn records(flat: Flat<'_>) -> String {
    let line = |row: Vec<Data>| {
        let cells: Vec<String> = row.iter().map(Data::plain).collect();
        cells.join(",")
    };
    flat.rows.map(line).collect::<Vec<_>>().join("\n")
}

/// The value under a path of keys and indexes.
pub fn at<'d>(data: &'d Data, path: &[&str]) -> &'d Data {
    path.iter().fold(data, |data, key| match data {
        Data::Object(entries) => &entries.iter().find(|(name, _)| name == key).unwrap().1,
        Data::List(items) => &items[key.parse::<usize>().unwrap()],
        _ => panic!("nothing under {key}"),
    })
}

fn tasks(lang: Lang, order: Order, as_of: &str) -> String {
    let (plan, states) = (plan(), states());
    let view = TasksView { plan: &plan, states: &states, as_of: date(as_of), order };
    drawn(&view.sheet(), lang)
}

#[test]
fn tasks_by_due_date() {
    insta::assert_snapshot!(tasks(Lang::En, Order::Due, "2022-06-30"), @r#"
    counties — Innovation in the counties
    浙江省, 2019–2022, 浙政办发〔2019〕11号

    Due 2020 (2): 1 in-progress, 1 done; 1 overdue
    Task              State             Responsible         Cited from
    ───────────────────────────────────────────────────────────────────────────────────
    制定拨付评价办法  done              市科技局, 市财政局  二(一)1: "制定拨付评价办法"
      measures        31 days early
    建成服务中心      in-progress       市科技局            二(一)1: "建成服务中心"
      centre          546 days overdue

    Due 2022 (1): 1 unknown
    Task          State         Cited from
    ───────────────────────────────────────────────────
    争创全国百强  unknown       二(一)1: "争创全国百强"
      ranking     aspirational

    All 3: 1 in-progress, 1 done, 1 unknown; 1 overdue
    As of 2022-06-30; newest release 2021-03-31
    "#);
}

#[test]
fn tasks_by_unit_in_chinese() {
    insta::assert_snapshot!(tasks(Lang::Zh, Order::Responsible, "2023-06-30"), @"
    counties — 县域创新驱动发展
    浙江省，2019-2022年，浙政办发〔2019〕11号

    市科技局2项：已完成2；逾期办结1
    任务              状态           责任单位            出处
    ──────────────────────────────────────────────────────────────────────────────
    制定拨付评价办法  已完成         市科技局、市财政局  二(一)1：制定拨付评价办法
      measures        提前31天办结
      2020年
    建成服务中心      已完成         市科技局            二(一)1：建成服务中心
      centre          逾期761天办结
      2020年

    市财政局1项：已完成1
    任务              状态          责任单位            出处
    ─────────────────────────────────────────────────────────────────────────────
    制定拨付评价办法  已完成        市科技局、市财政局  二(一)1：制定拨付评价办法
      measures        提前31天办结
      2020年

    未列责任单位1项：未知1；期限已过而状态未知1
    任务          状态            出处
    ───────────────────────────────────────────────────
    争创全国百强  未知            二(一)1：争创全国百强
      ranking     期限已过、力争
      2022年

    全部3项：已完成2，未知1；期限已过而状态未知1；逾期办结1
    评估日期2023-06-30，最新发布日期2023-01-31
    ");
}

#[test]
fn tasks_for_machines() {
    let (plan, states) = (plan(), states());
    let view =
        TasksView { plan: &plan, states: &states, as_of: date("2022-06-30"), order: Order::Due };
    insta::assert_snapshot!(view.flat().columns.join(","), @"plan,task,title,due,state,overdue,aspirational,unquantified,responsible,section,figure,updated,evidence,source,title_en,note,as_of,done_on,days_late");
    insta::assert_snapshot!(records(view.flat()), @"
    counties,measures,制定拨付评价办法,2020,done,false,false,false,市科技局;市财政局,二(一)1,制定拨付评价办法,2020-11-30,,tasks.csv:2,,,2022-06-30,2020-11-30,-31
    counties,centre,建成服务中心,2020,in-progress,true,false,false,市科技局,二(一)1,建成服务中心,2021-03-31,,tasks.csv:3,,,2022-06-30,,546
    counties,ranking,争创全国百强,2022,unknown,false,true,false,,二(一)1,争创全国百强,,,,,,2022-06-30,,
    ");
    let document = view.data();
    assert_eq!(at(&document, &["tally", "overdue"]).plain(), "1");
    assert_eq!(at(&document, &["tally", "unknown"]).plain(), "1");
    assert_eq!(at(&document, &["groups", "0", "due"]).plain(), "2020");
}

#[test]
fn a_task_with_unknown_state_is_not_called_late() {
    let plan = plan();
    let view = TasksView {
        plan: &plan,
        states: &TaskStates::default(),
        as_of: date("2023-06-30"),
        order: Order::Due,
    };
    assert!(view.standings().iter().all(|it| it.overdue().is_none()));
}

#[test]
fn rules_fires_first() {
    let (plan, actuals) = (plan(), actuals());
    let view = RulesView::new(Basis::new(&plan, &actuals, date("2024-06-30")), Where::Members, &[]);
    insta::assert_snapshot!(drawn(&view.sheet(), Lang::En), @r"
    counties — Innovation in the counties
    浙江省, 2019–2022, 浙政办发〔2019〕11号

    double-decline-amount — 双下降
    Reading  amount: an amount falls when it is less than the year before
    Outcome  一票否优
    3 regions, 2019–2022: fires 1, unknown 4, clear 7
    Region  Year  Verdict  Compared with the year before
    ───────────────────────────────────────────────────────────────────────────
    德清    2021  fires    R&D intensity: 2.9% after 3.0%, fell
                             Fiscal S&T spending: 110 亿元 after 120 亿元, fell
    新昌县  2022  clear    R&D intensity: 4.2% after 4.1%, did not fall
                  revised    Fiscal S&T spending: 49 亿元 after 50 亿元, fell
    revised: the newest vintages alone give another verdict, but only one of the two years was
      revised.
    Unknown (no figure yet): 2019 嘉善; 2019–2020 新昌县
    Unknown (no figure for the year before): 2021 新昌县
    Clear: 2019–2020, 2022 德清; 2020–2022 嘉善

    double-decline-growth — 双下降
    Reading  growth: an amount falls when its growth is less than the year before
    Outcome  一票否优
    3 regions, 2019–2022: fires 2, unknown 6, clear 4
    Region  Year  Verdict  Compared with the year before
    ─────────────────────────────────────────────────────────────────────────────────────
    德清    2021  fires    R&D intensity: 2.9% after 3.0%, fell
                             Fiscal S&T spending, growth: −8.33% after 20%, fell
    嘉善    2021  fires    R&D intensity: 3.1% after 3.2%, fell
                             Fiscal S&T spending, growth: 9.52% after 20%, fell
    新昌县  2022  clear    R&D intensity: 4.2% after 4.1%, did not fall
                  revised    Fiscal S&T spending, growth: unknown (no figure for the year
                             before)
    revised: the newest vintages alone give another verdict, but only one of the two years was
      revised.
    Unknown (no figure yet): 2019 嘉善; 2019–2020 新昌县
    Unknown (no figure for the year before): 2019 德清; 2020 嘉善; 2021 新昌县
    Clear: 2020, 2022 德清; 2022 嘉善

    As of 2024-06-30; newest release 2024-02-28; 1 row published later is not used
    Actuals: counties.csv (36 of 36 rows matched)
    ");
}

#[test]
fn rules_of_each_region_in_chinese() {
    let (plan, actuals) = (plan(), actuals());
    let years = [2021, 2022];
    let view =
        RulesView::new(Basis::new(&plan, &actuals, date("2024-06-30")), Where::EachRegion, &years);
    insta::assert_snapshot!(drawn(&view.sheet(), Lang::Zh), @r"
    counties — 县域创新驱动发展
    浙江省，2019-2022年，浙政办发〔2019〕11号

    double-decline-amount — 双下降
    口径  按总量：总量低于上年即为下降
    后果  一票否优
    5个地区，2021-2022年：触发2，无法判定3，未触发5
    地区    年份  评估    与上年相比
    ──────────────────────────────────────────────────────────────────
    安吉县  2021  触发    研发强度：1.9%，上年2.0%，下降
                            财政科技投入：19 亿元，上年20 亿元，下降
    德清    2021  触发    研发强度：2.9%，上年3.0%，下降
                            财政科技投入：110 亿元，上年120 亿元，下降
    新昌县  2022  未触发  研发强度：4.2%，上年4.1%，未下降
                  有修订    财政科技投入：49 亿元，上年50 亿元，下降
    有修订：两年中仅一年经过修订，只看最新数据会得出不同结论。
    无法判定（期内尚无数据）：2022年安吉县
    无法判定（缺少上年数据）：2021年新昌县、浙江省
    未触发：2021-2022年嘉善；2022年德清、浙江省

    double-decline-growth — 双下降
    口径  按增幅：增幅低于上年即为下降
    后果  一票否优
    5个地区，2021-2022年：触发2，无法判定4，未触发4
    地区    年份  评估      与上年相比
    ────────────────────────────────────────────────────────────────────
    嘉善    2021  触发      研发强度：3.1%，上年3.2%，下降
                              财政科技投入增幅：9.52%，上年20%，下降
    德清    2021  触发      研发强度：2.9%，上年3.0%，下降
                              财政科技投入增幅：−8.33%，上年20%，下降
    安吉县  2021  无法判定  研发强度：1.9%，上年2.0%，下降
                              财政科技投入增幅：无法判定（缺少上年数据）
    新昌县  2022  未触发    研发强度：4.2%，上年4.1%，未下降
                  有修订      财政科技投入增幅：无法判定（缺少上年数据）
    有修订：两年中仅一年经过修订，只看最新数据会得出不同结论。
    无法判定（期内尚无数据）：2022年安吉县
    无法判定（缺少上年数据）：2021年新昌县、浙江省
    未触发：2022年嘉善、德清、浙江省

    评估日期2024-06-30，最新发布日期2024-02-28，另有1行发布在后，未采用
    实际值：counties.csv（36行中匹配36行）
    ");
}

#[test]
fn rules_for_machines() {
    let (plan, actuals) = (plan(), actuals());
    let place = Where::Region("德清");
    let view =
        RulesView::new(Basis::new(&plan, &actuals, date("2024-06-30")), place, &[2021, 2021, 2022]);
    insta::assert_snapshot!(view.flat().columns.join(","), @"plan,rule,name,reading,region,year,verdict,outcome,series,value,compared_with,fell,unit,revised,source,as_of,reason");
    insta::assert_snapshot!(records(view.flat()), @r"
    counties,double-decline-amount,双下降,amount,德清,2021,fires,一票否优,rd-intensity;fiscal,2.9;110,3.0;120,true;true,%;亿元,false,counties.csv:4;counties.csv:3;counties.csv:9;counties.csv:8,2024-06-30,
    counties,double-decline-amount,双下降,amount,德清,2022,clear,一票否优,rd-intensity;fiscal,3.1;130,2.9;110,false;false,%;亿元,false,counties.csv:5;counties.csv:4;counties.csv:10;counties.csv:9,2024-06-30,
    counties,double-decline-growth,双下降,growth,德清,2021,fires,一票否优,rd-intensity;fiscal,2.9;-8.333333,3.0;20,true;true,%;%,false,counties.csv:4;counties.csv:3;counties.csv:9;counties.csv:8;counties.csv:7,2024-06-30,
    counties,double-decline-growth,双下降,growth,德清,2022,clear,一票否优,rd-intensity;fiscal,3.1;18.181818,2.9;-8.333333,false;false,%;%,false,counties.csv:5;counties.csv:4;counties.csv:10;counties.csv:9;counties.csv:8,2024-06-30,
    ");
    let place = Where::Region("新昌县");
    let view = RulesView::new(Basis::new(&plan, &actuals, date("2024-06-30")), place, &[2022]);
    let document = view.data();
    let outcome = at(&document, &["rules", "0", "outcomes", "0"]);
    assert_eq!(at(outcome, &["verdict"]).plain(), "clear");
    assert_eq!(at(outcome, &["revised"]).plain(), "true");
    assert_eq!(at(outcome, &["conditions", "0", "value"]).plain(), "4.2");
    assert_eq!(at(outcome, &["conditions", "0", "provenance", "0", "period"]).plain(), "2022");
}

fn compared(name: &str) -> (String, String, String) {
    let (plan, actuals) = (plan(), actuals());
    let as_of = date("2023-12-31");
    let assessment = assess(&plan, &actuals, as_of, Asked::default());
    let source = Source { of: JudgedPlan::new(&plan, &actuals, &assessment), region: None };
    let concepts = compare::concepts_of(name, [&plan].into_iter());
    assert!(compare::mentions(&plan, name, &concepts));
    let view = CompareView::new(name, as_of, vec![source]);
    assert_eq!(at(&view.data(), &["rows", "0", "role"]).plain(), "target");
    (drawn(&view.sheet(), Lang::En), drawn(&view.sheet(), Lang::Zh), records(view.flat()))
}

#[test]
fn one_concept_side_by_side() {
    let (english, chinese, records) = compared("rd-intensity");
    insta::assert_snapshot!(english, @r"
    rd-intensity — R&D intensity

    Plan                   Region       Target  Actual        Gap  Verdict
    ──────────────────────────────────────────────────────────────────────────────────────
    counties               浙江省  ≥ 2 members       1  −1 member  not-assessable
      county-rd-intensity            each ≥ 3%    2022             figures missing, 2 of 3
                                                                   members known
    counties               浙江省                 3.11             no target
                                                  2022

    As of 2023-12-31; newest release 2023-09-30; 1 row published later is not used
    Actuals: counties.csv (36 of 36 rows matched)
    ");
    insta::assert_snapshot!(chinese, @"
    rd-intensity — 研发强度

    规划                   地区    目标值  实际值   差距  评估
    ────────────────────────────────────────────────────────────────────────────────────
    counties               浙江省  ≥ 2 个       1  −1 个  无法判定
      county-rd-intensity          各≥ 3%  2022年         数据有缺口、3个成员中2个有数据
    counties               浙江省            3.11         未设目标
                                           2022年

    评估日期2023-12-31，最新发布日期2023-09-30，另有1行发布在后，未采用
    实际值：counties.csv（36行中匹配36行）
    ");
    let empty = CompareView::new("", date("2023-12-31"), Vec::new());
    insta::assert_snapshot!(empty.flat().columns.join(","), @"plan,region,indicator,concept,name,unit,role,comparator,target,target_upper,deadline,actual,actual_period,quality,gap,gap_unit,verdict,reason,flags,source,name_en,as_of");
    insta::assert_snapshot!(records, @"
    counties,浙江省,county-rd-intensity,rd-intensity,各县研发强度,members,target,at_least,2,,2022,1,2022,final,-1,members,not-assessable,hole,members=2/3,counties.csv:30;counties.csv:31,R&D intensity of every county,2023-12-31
    counties,浙江省,rd-intensity,rd-intensity,研发强度,%,series,,,,,3.11,2022,final,,,,,,counties.csv:36,R&D intensity,2023-12-31
    ");
    let concepts = compare::concepts_of("museum", [].into_iter());
    assert!(!compare::mentions(&plan(), "museum", &concepts));
}

/// Every page of this file, for the tests that hold for all pages.
pub fn every_page() -> Vec<Sheet> {
    let (plan, actuals, states) = (plan(), actuals(), states());
    let as_of = date("2023-06-30");
    let assessment = assess(&plan, &actuals, as_of, Asked::default());
    let tasks = |order| TasksView { plan: &plan, states: &states, as_of, order };
    let source = Source { of: JudgedPlan::new(&plan, &actuals, &assessment), region: None };
    let findings = assessment.findings.iter().collect();
    let mut view = StatusView::new(source.of, findings);
    view.with_members = true;
    let series = plan.series.iter();
    let series = series.map(|it| SeriesView::new(*source.of, it, None).sheet());
    let mut pages = vec![
        tasks(Order::Due).sheet(),
        tasks(Order::Responsible).sheet(),
        RulesView::new(Basis::new(&plan, &actuals, as_of), Where::EachRegion, &[]).sheet(),
        CompareView::new("rd-intensity", as_of, vec![source]).sheet(),
        show::plan_sheet(&plan),
        view.sheet(true),
    ];
    pages.extend(series);
    pages.extend(view.judged().map(|judged| explain::Explained(judged).sheet()));
    pages
}
