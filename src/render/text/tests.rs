use unicode_width::UnicodeWidthStr;

use crate::{
    assess::Verdict,
    fixtures::{Sample, sample},
    lang::{Lang, words::Words},
    render::Style,
    report::{Block, Judged, Sheet, explain, show, status::StatusView},
};

use super::grid;

fn style(lang: Lang, width: usize) -> Style {
    Style { colour: false, ascii: false, width, lang }
}

fn drawn(sheet: &Sheet, style: Style) -> String {
    let mut out = Vec::new();
    super::sheet(sheet, &mut out, &style).unwrap();
    String::from_utf8(out).unwrap()
}

fn status(style: Style) -> String {
    drawn(&sample().view().sheet(false), style)
}

fn explained(sample: &Sample, index: usize, style: Style) -> String {
    let judged = Judged { basis: *sample.all(), finding: &sample.assessment.findings[index] };
    drawn(&explain::Explained(judged).sheet(), style)
}

/// The page of `gap`, in its order.
fn gap_page(view: &StatusView<'_>) -> Sheet {
    let findings = view.by_gap().iter().map(|judged| judged.finding).collect();
    view.with_findings(findings).gap_sheet(false)
}

fn found(sample: &Sample) -> show::Listed {
    show::Listed(vec![show::FoundPlan { plan: sample.plan.clone(), file: None }])
}

/// Every page there is, for the tests that hold for all of them.
fn every_page() -> Vec<Sheet> {
    let sample = sample();
    let view = sample.view();
    let mut pages = vec![
        view.sheet(false),
        view.sheet(true),
        gap_page(&view),
        show::plan_sheet(&sample.plan),
        found(&sample).sheet(),
    ];
    for judged in view.judged() {
        pages.push(explain::Explained(judged).sheet());
        pages.push(show::indicator_sheet(&sample.plan, judged.indicator()));
    }
    pages.extend(super::outcome_tests::every_page());
    pages
}

#[test]
fn english_at_80_columns() {
    insta::assert_snapshot!(status(style(Lang::En, 80)), @r"
    sample-2024 — Hangzhou 2024 work plan for science and technology
    杭州市, 2024, 杭科领办〔2024〕1号
    Closed on 2024-12-31; 7 of 8 indicators lack their final figure.

    Indicator                 Target   Actual      Gap  Progress /  Verdict
                                                        expected
    ────────────────────────────────────────────────────────────────────────────────
    Growth of value             ≥ 5%      4.0  −1.0 pp  ratio 80%   missed
      added of                           2024
      industrial
      enterprises above
      designated size
    Yearly investment in      ≥ 56.7     37.1    −19.6  ████│▉░░░   ahead
      the 21 key                亿元  Jan–Jun     亿元  65% / 50%   unclosed
      projects                           2024
    New digital highly-    ≥ 7500 人   19,400  +11,900  ████████│   achieved
      skilled workers                 Jan–Nov       人  259% / 92%  early,
                                         2024                       aspirational
    Invention patents in   > 155,000  133,281  −21,719  ███▍│░░░░   at-risk
      force                       件   2024H1       件  38% / 50%   provisional,
                                                                    unclosed,
                                                                    derived-baseline
    单位GDP能耗(二级指    in −3.5 to     0.75    −0.25              regressing
      标)                       0.5%  2024-06       pp              lost
    New graduates under    ≥ 35 万人      ≥30                       not-assessable
      35                              Jan–Sep                       only a lower
                                         2024                       bound

    No data (2): Wicked\u{1b}[31m\u{9}name; New science museums

    All 8: 1 achieved, 1 ahead, 1 at-risk, 1 regressing, 1 missed, 1 not-assessable,
      2 no-data
    Binding 1: 1 missed
    Indicative 7: 1 achieved, 1 ahead, 1 at-risk, 1 regressing, 1 not-assessable,
      2 no-data
    As of 2025-06-30; newest release 2025-01-27; 1 row published later is not used
    Actuals: examples/actuals/hangzhou.csv (9 of 120 rows matched)
    ");
}

#[test]
fn chinese_at_80_columns() {
    insta::assert_snapshot!(status(style(Lang::Zh, 80)), @r"
    sample-2024 — 杭州市落实省“315”科技创新体系建设工程2024年工作计划
    杭州市，2024年，杭科领办〔2024〕1号
    规划期已于2024-12-31结束，8项指标中有7项尚缺终值。

    指标                           目标值   实际值      差距  完成进度 /  评估
                                                              序时进度
    ────────────────────────────────────────────────────────────────────────────────
    规上工业增加值增长               ≥ 5%      4.0      −1.0  进度比 80%  未完成
                                            2024年  个百分点
    科技创新强基重大项目      ≥ 56.7 亿元     37.1     −19.6  ████│▉░░░   快于预期
      年度投资                              2024年      亿元  65% / 50%   终值未出
                                             1-6月
    新增数字高技能人才          ≥ 7500 人   19,400   +11,900  ████████│   提前实现
                                            2024年        人  259% / 92%  力争
                                            1-11月
    累计有效发明专利拥有     > 155,000 件  133,281   −21,719  ███▍│░░░░   略有滞后
      量                                    2024年        件  38% / 50%   非最终数、
                                            上半年                        终值未出、
                                                                          推定基期
    单位GDP能耗(二级指标)  介于−3.5至0.5%     0.75     −0.25              倒退
                                            2024年  个百分点              得而复失
                                               6月
    新引进35岁以下大学生        ≥ 35 万人      ≥30                        无法判定
                                            2024年                        仅有下限
                                             1-9月

    无数据（2项）：坏\u{1b}[31m名 字；新增科普场馆

    全部8项：已实现1，快于预期1，略有滞后1，倒退1，未完成1，无法判定1，无数据2
    约束性1项：未完成1
    预期性7项：已实现1，快于预期1，略有滞后1，倒退1，无法判定1，无数据2
    评估日期2025-06-30，最新发布日期2025-01-27，另有1行发布在后，未采用
    实际值：examples/actuals/hangzhou.csv（120行中匹配9行）
    ");
}

#[test]
fn ascii_at_80_columns() {
    let ascii = Style { ascii: true, ..style(Lang::En, 80) };
    insta::assert_snapshot!(status(ascii), @r"
    sample-2024 - Hangzhou 2024 work plan for science and technology
    杭州市, 2024, 杭科领办〔2024〕1号
    Closed on 2024-12-31; 7 of 8 indicators lack their final figure.

    Indicator                 Target   Actual      Gap  Progress /  Verdict
                                                        expected
    --------------------------------------------------------------------------------
    Growth of value            >= 5%      4.0  -1.0 pp  ratio 80%   missed
      added of                           2024
      industrial
      enterprises above
      designated size
    Yearly investment in     >= 56.7     37.1    -19.6  [###|#  ]   ahead
      the 21 key                亿元  Jan-Jun     亿元  65% / 50%   unclosed
      projects                           2024
    New digital highly-   >= 7500 人   19,400  +11,900  [######|]   achieved
      skilled workers                 Jan-Nov       人  259% / 92%  early,
                                         2024                       aspirational
    Invention patents in   > 155,000  133,281  -21,719  [###|   ]   at-risk
      force                       件   2024H1       件  38% / 50%   provisional,
                                                                    unclosed,
                                                                    derived-baseline
    单位GDP能耗(二级指    in -3.5 to     0.75    -0.25              regressing
      标)                       0.5%  2024-06       pp              lost
    New graduates under   >= 35 万人     >=30                       not-assessable
      35                              Jan-Sep                       only a lower
                                         2024                       bound

    No data (2): Wicked\u{1b}[31m\u{9}name; New science museums

    All 8: 1 achieved, 1 ahead, 1 at-risk, 1 regressing, 1 missed, 1 not-assessable,
      2 no-data
    Binding 1: 1 missed
    Indicative 7: 1 achieved, 1 ahead, 1 at-risk, 1 regressing, 1 not-assessable,
      2 no-data
    As of 2025-06-30; newest release 2025-01-27; 1 row published later is not used
    Actuals: examples/actuals/hangzhou.csv (9 of 120 rows matched)
    ");
}

#[test]
fn a_narrow_screen_gets_a_list() {
    insta::assert_snapshot!(status(style(Lang::Zh, 40)), @r"
    sample-2024 — 杭州市落实省“315”科技创新
      体系建设工程2024年工作计划
    杭州市，2024年，杭科领办〔2024〕1号
    规划期已于2024-12-31结束，8项指标中有7项
      尚缺终值。

    规上工业增加值增长
      目标值：≥ 5%
      实际值：4.0，2024年
      差距：−1.0 个百分点
      完成进度 / 序时进度：进度比 80%
      评估：未完成
    科技创新强基重大项目年度投资
      目标值：≥ 56.7 亿元
      实际值：37.1，2024年1-6月
      差距：−19.6 亿元
      完成进度 / 序时进度：65% / 50%
      评估：快于预期，终值未出
    新增数字高技能人才
      目标值：≥ 7500 人
      实际值：19,400，2024年1-11月
      差距：+11,900 人
      完成进度 / 序时进度：259% / 92%
      评估：提前实现，力争
    累计有效发明专利拥有量
      目标值：> 155,000 件
      实际值：133,281，2024年上半年
      差距：−21,719 件
      完成进度 / 序时进度：38% / 50%
      评估：略有滞后，非最终数、终值未出、推
        定基期
    单位GDP能耗(二级指标)
      目标值：介于−3.5至0.5%
      实际值：0.75，2024年6月
      差距：−0.25 个百分点
      评估：倒退，得而复失
    新引进35岁以下大学生
      目标值：≥ 35 万人
      实际值：≥30，2024年1-9月
      评估：无法判定，仅有下限

    无数据（2项）：坏\u{1b}[31m名 字；新增科
      普场馆

    全部8项：已实现1，快于预期1，略有滞后1，
      倒退1，未完成1，无法判定1，无数据2
    约束性1项：未完成1
    预期性7项：已实现1，快于预期1，
      略有滞后1，倒退1，无法判定1，无数据2
    评估日期2025-06-30，最新发布日期
      2025-01-27，另有1行发布在后，未采用
    实际值：examples/actuals/hangzhou.csv
      （120行中匹配9行）
    ");
}

#[test]
fn a_wide_screen_gets_wider_bars() {
    insta::assert_snapshot!(status(style(Lang::En, 120)), @r"
    sample-2024 — Hangzhou 2024 work plan for science and technology
    杭州市, 2024, 杭科领办〔2024〕1号
    Closed on 2024-12-31; 7 of 8 indicators lack their final figure.

    Indicator                                 Target        Actual         Gap  Progress / expected  Verdict
    ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
    Growth of value added of                    ≥ 5%           4.0     −1.0 pp  ratio 80%            missed
      industrial enterprises above                            2024
      designated size
    Yearly investment in the 21 key      ≥ 56.7 亿元          37.1  −19.6 亿元  ████████│█▌░░░░░     ahead
      projects                                        Jan–Jun 2024              65% / 50%            unclosed
    New digital highly-skilled             ≥ 7500 人        19,400  +11,900 人  ██████████████│█     achieved
      workers                                         Jan–Nov 2024              259% / 92%           early, aspirational
    Invention patents in force          > 155,000 件       133,281  −21,719 件  ██████▏░│░░░░░░░     at-risk
                                                            2024H1              38% / 50%            provisional, unclosed,
                                                                                                     derived-baseline
    单位GDP能耗(二级指标)            in −3.5 to 0.5%          0.75    −0.25 pp                       regressing
                                                           2024-06                                   lost
    New graduates under 35                 ≥ 35 万人           ≥30                                   not-assessable
                                                      Jan–Sep 2024                                   only a lower bound

    No data (2): Wicked\u{1b}[31m\u{9}name; New science museums

    All 8: 1 achieved, 1 ahead, 1 at-risk, 1 regressing, 1 missed, 1 not-assessable, 2 no-data
    Binding 1: 1 missed
    Indicative 7: 1 achieved, 1 ahead, 1 at-risk, 1 regressing, 1 not-assessable, 2 no-data
    As of 2025-06-30; newest release 2025-01-27; 1 row published later is not used
    Actuals: examples/actuals/hangzhou.csv (9 of 120 rows matched)
    ");
}

#[test]
fn the_largest_shortfall_leads_the_gap_table() {
    let sample = sample();
    insta::assert_snapshot!(drawn(&gap_page(&sample.view()), style(Lang::En, 80)), @r"
    sample-2024 — Hangzhou 2024 work plan for science and technology
    杭州市, 2024, 杭科领办〔2024〕1号
    Closed on 2024-12-31; 7 of 8 indicators lack their final figure.

    Indicator            Target   Actual      Gap   Still  Arrives  Verdict
                                                   needed
    ────────────────────────────────────────────────────────────────────────────────
    Yearly               ≥ 56.7     37.1    −19.6   +19.6  2024-10  ahead
      investment in        亿元  Jan–Jun     亿元    亿元           unclosed
      the 21 key                    2024             in 6
      projects                                     months
    Growth of value        ≥ 5%      4.0  −1.0 pp                   missed
      added of                      2024
      industrial
      enterprises
      above
      designated
      size
      市经信局, 市
      发改委
    Invention         > 155,000  133,281  −21,719                   at-risk
      patents in             件   2024H1       件                   provisional,
      force                                                         unclosed,
                                                                    derived-baseline
    单位GDP能耗(二   in −3.5 to     0.75    −0.25                   regressing
      级指标)              0.5%  2024-06       pp                   lost
    New graduates     ≥ 35 万人      ≥30                            not-assessable
      under 35                   Jan–Sep                            only a lower
                                    2024                            bound
    New digital       ≥ 7500 人   19,400  +11,900                   achieved
      highly-                    Jan–Nov       人                   early,
      skilled                       2024                            aspirational
      workers

    No data (2): Wicked\u{1b}[31m\u{9}name; New science museums

    As of 2025-06-30; newest release 2025-01-27; 1 row published later is not used
    Actuals: examples/actuals/hangzhou.csv (9 of 120 rows matched)
    ");
}

#[test]
fn an_explanation_in_english() {
    insta::assert_snapshot!(explained(&sample(), 1, style(Lang::En, 80)), @r#"
    strong-base-projects — Yearly investment in the 21 key projects
    Plan        sample-2024
    Target      ≥ 56.7 亿元
    Measure     total
    Kind        flow
    Region      杭州市
    Period      2024
    Deadline    2024
    Binding     no
    Cited from  一: "科技创新强基重大项目年度投资"
    Place       plans/sample-2024.toml:20

    Figures used
    Actual      37.1 亿元, Jan–Jun 2024
    Quality     final
    Published   2024-08-01
    Used as  Period  Value  Published   Quality  Place
    ─────────────────────────────────────────────────────────────────────────────
    actual   2024Q1   17.1  2024-05-01  final    examples/actuals/hangzhou.csv:20
    actual   2024Q2   20.0  2024-08-01  final    examples/actuals/hangzhou.csv:21
    Source      杭州市统计局

    How it was assessed
    0. Was the target withdrawn? no
    1. No figure matched? no
    2. No figure later than the baseline or inside the period? no
    3. Nothing to compare it with? no
    4. Is the deadline's figure in, or the outcome certain? no
    5. Is the target met now? no
    6. Met at the baseline and lost since? no
    7. Can pace not be measured? no
    8. Which band holds the ratio? this decides

    Arithmetic
    actual = 17.1 + 20.0 = 37.1
    gap = actual − target = 37.1 − 56.7 = −19.6 亿元
    attainment = actual / target = 37.1 / 56.7 = 0.654321…
    progress = (actual − baseline) / (target − baseline) = (37.1 − 0) / (56.7 − 0) =
      0.654321…
    expected = months elapsed / months in total = 6 / 12 = 0.5
    ratio = progress / expected = 0.654321… / 0.5 = 1.308642…
    Bands: ahead ≥ 1.10, on-track ≥ 0.95, at-risk ≥ 0.60

    Result
    Target      ≥ 56.7 亿元
    Verdict     ahead, unclosed
    Method      schedule
    Gap         −19.6 亿元
    Arrives     2024-10
    As of 2025-06-30; newest release 2025-01-27; 1 row published later is not used
    "#);
}

#[test]
fn an_explanation_in_chinese() {
    insta::assert_snapshot!(explained(&sample(), 0, style(Lang::Zh, 80)), @r"
    industrial-growth — 规上工业增加值增长
    规划      sample-2024
    目标值    ≥ 5%
    计量方式  当期值（增速、占比）
    数据类型  比率
    地区      杭州市
    时期      2024年
    完成期限  2024年
    约束性    是
    责任单位  市经信局、市发改委
    出处      一：规上工业增加值增长
    位置      plans/sample-2024.toml:10

    采用的数据
    实际值    4.0%，2024年
    质量      最终数
    发布日期  2025-01-27
    数据距评估日期6个月。
    用途    时期    数值  发布日期    质量    位置
    ──────────────────────────────────────────────────────────────────────────
    实际值  2024年   4.0  2025-01-27  最终数  examples/actuals/hangzhou.csv:12
    来源      杭州市统计局

    未采用的数据
    用途                    时期    数值  发布日期    质量  位置
    ─────────────────────────────────────────────────────────────────────────
    数据存疑，另有可靠数据  2024年   4.2  2024-10-30  存疑  examples/actuals/
                            1-9月                             hangzhou.csv:11

    评估步骤
    0. 目标已取消？否
    1. 没有匹配的数据？否
    2. 基期之后或期内没有可用数据？否
    3. 缺少可比的目标值或数据？否
    4. 期末数据已公布或结果已定？由此判定
    5. 目前已达到目标？无需再看
    6. 基期已达到而后失去？无需再看
    7. 无法衡量进度？无需再看
    8. 进度比落在哪一档？无需再看

    计算过程
    差距 = 实际值 − 目标值 = 4.0 − 5 = −1.0 个百分点
    完成率 = 实际值 / 目标值 = 4.0 / 5 = 0.8
    进度比 = 实际值 / 目标值 = 4.0 / 5 = 0.8
    分档：快于预期≥1.10，符合预期≥0.95，略有滞后≥0.60

    各方法结果
    期末数据已公布，结论已定，与方法无关。

    结论
    目标值    ≥ 5%
    评估      未完成
    评估方法  直接比较
    差距      −1.0 个百分点
    评估日期2025-06-30，最新发布日期2025-01-27，另有1行发布在后，未采用
    ");
}

#[test]
fn the_plan_as_encoded() {
    let sample = sample();
    insta::assert_snapshot!(drawn(&show::plan_sheet(&sample.plan), style(Lang::En, 80)), @r#"
    sample-2024 — Hangzhou 2024 work plan for science and technology
    杭州市, 2024, 杭科领办〔2024〕1号
    Issued   2024-03-12
    Actuals  ../examples/actuals/hangzhou.csv
    Method   schedule
    Bands: ahead ≥ 1.10, on-track ≥ 0.95, at-risk ≥ 0.60

    Targets
    Indicator                            Target  Measure  Cited from
    ────────────────────────────────────────────────────────────────────────────────
    Growth of value added of               ≥ 5%  rate     一: "规上工业增加值增长"
      industrial enterprises
      above designated size
      industrial-growth
    Yearly investment in the        ≥ 56.7 亿元  total    一: "科技创新强基重大项目
      21 key projects                                       年度投资"
      strong-base-projects
    New digital highly-skilled        ≥ 7500 人  total    一: "新增数字高技能人才"
      workers
      digital-workers
    Invention patents in force     > 155,000 件  level    一: "累计有效发明专利拥有
      valid-invention-patents                               量"
    单位GDP能耗(二级指标)       in −3.5 to 0.5%  level    一: "单位GDP能耗(二级指
      energy-intensity                                      标)"
    New graduates under 35            ≥ 35 万人  total    一: "新引进35岁以下大学生"
      graduates
    Wicked\u{1b}[31m\u{9}name       budget 1 个  total    一: "坏\u{1b}[31m名 字"
      wicked
    New science museums                 ≈ 10 家  total    一: "新增科普场馆"
      museum

    Numbers that are not targets
    Figure  Note
    ─────────────────────────
    50个县  existing counties
    "#);
}

#[test]
fn the_plans_found() {
    let sample = sample();
    insta::assert_snapshot!(drawn(&found(&sample).sheet(), style(Lang::En, 80)), @"
    Plan                           Region  Period  Contents                 From
    ────────────────────────────────────────────────────────────────────────────────
    sample-2024                    杭州市  2024    8 indicators, 1 binding  built in
      Hangzhou 2024 work plan for
      science and technology
    ");
}

#[test]
fn every_line_of_a_grid_has_the_same_width() {
    for page in every_page() {
        for lang in [Lang::En, Lang::Zh] {
            for width in 30..150 {
                for block in &page.blocks {
                    let Block::Table(table) = block else { continue };
                    let words = Words { lang, ascii: false };
                    let Some(lines) = grid::draw(table, words, width, false) else {
                        continue;
                    };
                    let first = lines[0].width();
                    assert!(first <= width, "{first} columns on a screen of {width}");
                    for line in &lines {
                        assert_eq!(line.width(), first, "{lang:?} {width}: {line:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn no_line_is_wider_than_the_screen() {
    for page in every_page() {
        for lang in [Lang::En, Lang::Zh] {
            for width in 40..150 {
                for line in drawn(&page, style(lang, width)).lines() {
                    assert!(line.width() <= width, "{width}: {line}");
                }
            }
        }
    }
}

#[test]
fn absurd_widths_do_no_harm() {
    for page in every_page() {
        for width in [0, 1, 2, 3, 10, 1_000, 100_000] {
            assert!(!drawn(&page, style(Lang::Zh, width)).is_empty());
        }
    }
}

#[test]
fn grids_fit_80_columns() {
    let sample = sample();
    for lang in [Lang::En, Lang::Zh] {
        let words = Words { lang, ascii: false };
        for page in [sample.view().sheet(false), gap_page(&sample.view())] {
            for block in page.blocks {
                if let Block::Table(table) = block {
                    assert!(grid::draw(&table, words, 80, false).is_some());
                }
            }
        }
    }
}

#[test]
fn no_file_controls_the_terminal() {
    for page in every_page() {
        let plain = drawn(&page, style(Lang::En, 80));
        assert!(
            plain.chars().all(|character| character == '\n' || !character.is_control()),
            "{plain}"
        );
        let coloured = Style { colour: true, ..style(Lang::Zh, 80) };
        assert!(!drawn(&page, coloured).contains("\u{1b}[31m名"));
    }
}

#[test]
fn ascii_means_ascii_but_for_names() {
    let ascii = Style { ascii: true, ..style(Lang::En, 80) };
    for page in every_page() {
        let text = drawn(&page, ascii);
        let signs = "─│═█▏▎▍▌▋▊▉░≥≤≈−–—…·×";
        assert!(!text.contains(|character| signs.contains(character)), "{text}");
    }
}

#[test]
fn colour_and_words_say_the_same() {
    let coloured = Style { colour: true, ..style(Lang::En, 80) };
    let text = status(coloured);
    assert!(text.contains('\u{1b}'));
    for word in ["missed", "ahead", "achieved", "at-risk", "regressing"] {
        assert!(text.contains(word));
    }
    assert!(!status(style(Lang::En, 80)).contains('\u{1b}'));
}

#[test]
fn there_is_no_negative_zero() {
    for page in every_page() {
        for lang in [Lang::En, Lang::Zh] {
            let text = drawn(&page, style(lang, 120));
            assert!(!text.contains("−0.00") && !text.contains("-0.00"), "{text}");
        }
    }
}

#[test]
fn filters_are_mentioned() {
    let sample = sample();
    let missed = sample
        .assessment
        .findings
        .iter()
        .filter(|finding| finding.verdict == Verdict::Missed)
        .collect();
    let view = StatusView::new(sample.all(), missed);
    let text = drawn(&view.sheet(false), style(Lang::En, 80));
    assert!(text.contains("1 of 8 indicators shown."), "{text}");
    assert!(text.contains("All 1: 1 missed"), "{text}");
    let none = StatusView::new(sample.all(), Vec::new());
    assert!(drawn(&none.sheet(false), style(Lang::En, 80)).contains("None."));
}
