//! Leagues of hand-made findings.

use super::*;
use crate::{
    assess::{Assessment, Finding, JudgedPlan},
    fixtures::{Sample, number, sample},
    lang::{Lang, words::Words},
    report::Block,
};

const EN: Words = Words { lang: Lang::En, ascii: false };

const BY_RATIO: Ranking = Ranking { by: RankBy::Ratio, alone: false };

/// The sample's findings with these verdicts and ratios, and no others.
fn standing(region: &str, ranking: Ranking, ratios: &[(Verdict, Option<Number>)]) -> Standing {
    let Sample { plan, assessment, actuals } = sample();
    let findings = assessment.findings.into_iter().zip(ratios);
    let findings: Vec<Finding> = findings
        .map(|(finding, (verdict, ratio))| Finding {
            verdict: *verdict,
            ratio: ratio.clone(),
            ..finding
        })
        .collect();
    let assessment = Assessment { findings, ..assessment };
    let judged = JudgedPlan::new(&plan, &actuals, &assessment).judged(&assessment.findings);
    Standing::new(region, ranking, judged, Releases::default())
}

fn third(numerator: i64) -> Option<Number> {
    Number::fraction(numerator, 3)
}

fn league(plan: &Plan, ranking: Ranking, standings: Vec<Standing>) -> League<'_> {
    let setting = Setting {
        plan,
        as_of: "2024-06-30".parse().unwrap(),
        ranking,
        indicators: &[0],
        files: &[],
        later: 0,
    };
    League::new(setting, standings)
}

#[test]
fn equals_share_a_rank_and_the_next_is_as_many_lower() {
    use Verdict::{Achieved, AtRisk, NoData, NotAssessable};
    let plan = sample().plan;
    let region = |name, ratios: &[_]| standing(name, BY_RATIO, ratios);
    // One third and two thirds make a half, which no rounding of either would.
    let thirds = [(AtRisk, third(1)), (AtRisk, third(2))];
    let standings = vec![
        region("无", &[(NoData, None)]),
        region("半", &[(AtRisk, Number::fraction(1, 2))]),
        region("低", &[(AtRisk, Some(number("0.499999999999")))]),
        region("三分", &thirds),
        region("高", &[(Achieved, third(4))]),
        // A figure without a verdict does not rank.
        region("难", &[(NotAssessable, third(9))]),
    ];
    let league = league(&plan, BY_RATIO, standings);
    let told: Vec<_> =
        league.standings.iter().map(|it| (it.region.as_str(), it.rank, it.over)).collect();
    assert_eq!(
        told,
        [
            ("高", Some(1), 1),
            ("半", Some(2), 1),
            ("三分", Some(2), 2),
            ("低", Some(4), 1),
            ("无", None, 0),
            ("难", None, 0),
        ]
    );
    assert_eq!(league.by_worst(), [(Some(Achieved), 1), (Some(AtRisk), 3), (None, 2),]);
}

#[test]
fn the_mean_is_exact_whatever_the_order() {
    let primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29];
    let figures: Vec<Number> =
        primes.iter().map(|prime| Number::fraction(1, *prime).unwrap()).collect();
    let mut turned = figures.clone();
    turned.reverse();
    let sum = figures.iter().fold(Number::ZERO, |sum, it| &sum + it);
    let exact = sum.over(&Number::from(10)).unwrap();
    assert_eq!(mean_within(figures, None), Some(exact.clone()));
    assert_eq!(mean_within(turned, None), Some(exact));
    assert_eq!(mean_within(Vec::new(), None), None);
}

#[test]
fn a_gap_is_that_of_one_indicator_or_a_share_of_the_target() {
    let sample = sample();
    let view = sample.view();
    for judged in view.judged() {
        let finding = judged.finding;
        let relative = RankBy::RelativeGap.figure(&judged);
        if let (Some(relative), Some(gap), Some(target)) =
            (&relative, &finding.gap, &finding.target)
        {
            assert!(target.is_positive());
            assert_eq!(&(relative * target), gap);
        }
        let graded = finding.verdict.is_graded();
        assert_eq!(RankBy::Gap.figure(&judged), finding.gap.clone().filter(|_| graded));
    }
    let relative = view.judged().filter_map(|it| RankBy::RelativeGap.figure(&it));
    assert!(relative.count() > 2);
    let judged: Vec<_> = view.judged().collect();
    let with_target = |target: &str| {
        let mut finding = judged[0].finding.clone();
        finding.target = Some(number(target));
        RankBy::RelativeGap.figure(&Judged { finding: &finding, ..judged[0] })
    };
    assert!(with_target("7").is_some());
    assert_eq!(with_target("0"), None);
    assert_eq!(with_target("-7"), None);
}

#[test]
fn one_of_several_indicators_does_not_outweigh_the_others() {
    let far = [(Verdict::Achieved, third(999)), (Verdict::Regressing, third(-999))];
    let figure = |ranking, ratios: &[_]| standing("某市", ranking, ratios).figure;
    // (2 − 1) / 2
    assert_eq!(figure(BY_RATIO, &far), Number::fraction(1, 2));
    let alone = Ranking { alone: true, ..BY_RATIO };
    assert_eq!(figure(alone, &far[..1]), Some(Number::from(333)));
}

#[test]
fn regions_that_filters_leave_nothing_of_are_counted_only() {
    let plan = sample().plan;
    let standings = vec![
        standing("空", BY_RATIO, &[]),
        standing("有", BY_RATIO, &[(Verdict::Ahead, third(4))]),
    ];
    let league = league(&plan, BY_RATIO, standings);
    assert_eq!(league.standings.len(), 1);
    let reach = league.sheet().blocks.into_iter().find_map(|block| match block {
        Block::Note(note) => note.said(EN).strip_suffix("; 1 of 8 indicators").map(str::to_owned),
        _ => None,
    });
    assert_eq!(reach.as_deref(), Some("1 of 2 regions"));
}

#[test]
fn tallies_are_those_of_all_regions() {
    use Verdict::{Achieved, Missed, NoData};
    let plan = sample().plan;
    let region = |name| {
        let ratios = [(Achieved, third(3)), (Missed, third(1)), (NoData, None)];
        standing(name, BY_RATIO, &ratios)
    };
    let league = league(&plan, BY_RATIO, vec![region("一"), region("二")]);
    let tallies = league.tallies();
    assert_eq!(tallies[0].total, 6);
    assert_eq!(tallies[0].counts, [(Achieved, 2), (Missed, 2), (NoData, 2)]);
    let apart: usize = tallies.iter().skip(1).map(|tally| tally.total).sum();
    assert!(apart == 0 || apart == 6, "{tallies:?}");
    let standing = &league.standings[0];
    assert_eq!((standing.total(), standing.with_data()), (3, 2));
    assert_eq!(standing.rollup().worst(), Some(Missed));
}

#[test]
fn every_row_has_every_column() {
    let plan = sample().plan;
    for alone in [false, true] {
        let ranking = Ranking { by: RankBy::Ratio, alone };
        let only = standing("某市", ranking, &[(Verdict::Ahead, third(4))]);
        let leagues = [league(&plan, ranking, vec![only])];
        let flat = columns::Leagues(&leagues).flat();
        let count = flat.columns.len();
        let rows: Vec<_> = flat.rows.collect();
        assert!(rows.iter().all(|row| row.len() == count));
        let at = flat.columns.iter().position(|name| *name == "indicator");
        let indicator = rows[0][at.unwrap()].plain();
        assert_eq!(indicator.is_empty(), !alone);
    }
}
