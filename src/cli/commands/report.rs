//! `report`: the annual, mid-term or final report of one or several plans, as text or as an HTML page.

use super::{
    each_region::{self, RegionScores},
    prelude::*,
};
use crate::{
    assess::{
        Assessment, JudgedPlan, assess,
        trace::diff::{Diff, Pair, diff},
    },
    plan::tasks::TaskStates,
    render::html::{self, PageView, PlanPage},
    report::{
        diff::DiffView,
        stage::{StageView, document, flat, sheet},
    },
};

/// A plan with its assessment, the states of its tasks, and its earlier state.
struct Reported {
    assessed: Assessed,
    states: TaskStates,
    before: Option<Before>,
}

/// The assessment on an earlier date, and the changes since.
struct Before {
    assessment: Assessment,
    diff: Diff,
}

pub fn run(args: &ReportArgs, session: &mut Session) -> Result<Outcome> {
    let output = Output::new("report", &args.output, session)?;
    check_options(args, output.format, session)?;
    let (reported, mut regions) = reported(args, session)?;
    let region = other_region(args);
    let views: Vec<StageView<'_>> = reported
        .iter()
        .map(|it| StageView::new(it.assessed.all(), &it.states, args.stage, region))
        .collect();
    if output.format == Format::Html {
        let leagues = regions.iter_mut().map(|it| it.as_mut().map(RegionScores::league));
        let plans = views.into_iter().zip(&reported).zip(leagues);
        let plans =
            plans.map(|((stage, it), regions)| PlanPage { stage, changes: changes(it), regions });
        let page = PageView::new(plans.collect());
        let mut result = Vec::new();
        html::page(&page, &mut result, &output.style)?;
        return output.deliver(&result);
    }
    let as_of = session.as_of(&args.data);
    output.write(&rendering!(
        as_of,
        sheet(&views, output.style.words()),
        flat(&views),
        document(&views)
    ))
}

/// Refuses options of the HTML page in other formats, and a `--from` after the as-of date.
fn check_options(args: &ReportArgs, format: Format, session: &Session) -> Result<()> {
    let only_in_html = [
        (args.from.is_some(), "--from", "diff"),
        (args.each.each_region, "--each-region", "status --each-region"),
        (args.each.regions.is_some(), "--regions", "status --regions"),
    ];
    let asked = only_in_html.into_iter().find(|(asked, ..)| *asked);
    if let (Some((_, option, instead)), true) = (asked, format != Format::Html) {
        bail!(RunProblem::OnlyInHtml { option, format: format.word(), instead });
    }
    let Some(from) = args.from else {
        return Ok(());
    };
    let as_of = session.as_of(&args.data);
    if from > as_of {
        bail!(RunProblem::FromAfterAsOf { from: from.to_string(), as_of: as_of.to_string() });
    }
    Ok(())
}

/// Every plan with its assessment and the states of its tasks, and its regions if requested.
fn reported(
    args: &ReportArgs,
    session: &mut Session,
) -> Result<(Vec<Reported>, Vec<Option<RegionScores>>)> {
    // Arguments are checked before any actuals are read: the warnings about these would bury the error.
    let plans = session.plans(&args.plans)?;
    // With --each-region the actuals are read twice: for every region, and for the plan's own.
    session.reads_stdin_once = plans.len() == 1 && args.tasks.is_empty() && !args.each.is_asked();
    let report_regions = each_region::of_report(args, session)?;
    // With `--each-region`, `--region` is a pattern for the others.
    let own = DataArgs { region: other_region(args).map(str::to_owned), ..args.data.clone() };
    let mut reported = Vec::new();
    let mut regions = Vec::new();
    for named in plans {
        let states = session.task_states(&named, &args.tasks)?;
        regions.push(match &report_regions {
            Some(asked) => Some(each_region::scores(asked, named.clone(), true, session)?),
            None => None,
        });
        let assessed = Assessed::load(named, &own, &args.judging, session)?;
        let before = args.from.map(|from| before(&assessed, from, args));
        reported.push(Reported { assessed, states, before });
    }
    Ok((reported, regions))
}

/// The region to assess instead of the plan's own.
fn other_region(args: &ReportArgs) -> Option<&str> {
    args.data.region.as_deref().filter(|_| !args.each.is_asked())
}

/// The same plan and actuals as known on an earlier date.
fn before(assessed: &Assessed, from: NaiveDate, args: &ReportArgs) -> Before {
    let plan = &assessed.plan;
    let actuals = &assessed.actuals;
    let region = other_region(args);
    let assessment = assess(plan, actuals, from, asked(region, &args.judging));
    let old = JudgedPlan::new(plan, actuals, &assessment);
    let asked = asked(region, &args.judging);
    let diff = diff(old, assessed.all(), actuals, &Pair::same(plan), asked);
    Before { assessment, diff }
}

/// The changes since the earlier date.
fn changes(it: &Reported) -> Option<DiffView<'_>> {
    let before = it.before.as_ref()?;
    let assessed = &it.assessed;
    Some(DiffView {
        from: JudgedPlan::new(&assessed.plan, &assessed.actuals, &before.assessment),
        to: assessed.all(),
        changes: &[],
        diff: &before.diff,
        unmatched: Vec::new(),
        only: Vec::new(),
        fail_on: None,
    })
}
