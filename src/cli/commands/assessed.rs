//! Loading, assessing and filtering plans, for every command that assesses; and, for `status` and `gap`, grouping, sorting
//! and writing the result.

use wildmatch::WildMatch;

use super::prelude::*;
use crate::{
    actuals::Actuals,
    assess::{Asked, Assessment, Finding, Judged, JudgedPlan, Verdict, assess},
    cli::named::only,
    plan::called::Called,
    report::{
        Look,
        rollup::{By, Order, Rollups, SortKey, page::Summary},
        row,
        screen::{Screen, quoted},
        status::StatusView,
    },
    table::Name,
};

/// A plan with its actuals and its assessment.
pub struct Assessed {
    pub plan: Plan,
    pub actuals: Actuals,
    pub assessment: Assessment,
}

impl Assessed {
    pub fn new(
        Loaded { plan, actuals }: Loaded,
        data: &DataArgs,
        judging: &JudgingArgs,
        as_of: NaiveDate,
    ) -> Self {
        let assessment = assess(&plan, &actuals, as_of, asked(data.region.as_deref(), judging));
        Self { plan, actuals, assessment }
    }

    /// Reads the actuals of a plan and assesses it.
    pub fn load(
        named: Named,
        data: &DataArgs,
        judging: &JudgingArgs,
        session: &mut Session,
    ) -> Result<Self> {
        Ok(Self::new(session.with_actuals(named, data, false)?, data, judging, session.as_of(data)))
    }

    /// What views are of.
    pub fn all(&self) -> JudgedPlan<'_> {
        JudgedPlan::new(&self.plan, &self.actuals, &self.assessment)
    }

    /// The finding of one indicator.
    pub fn judged(&self, index: usize) -> Result<Judged<'_>> {
        let finding = self.assessment.findings.get(index).ok_or(Stopped)?;
        Ok(Judged { basis: *self.all(), finding })
    }

    /// The findings that pass the filters, in the plan's order.
    pub fn view(&self, patterns: &Patterns, verdicts: &[Verdict]) -> StatusView<'_> {
        let wanted = |finding: &&Finding| {
            patterns.select(&finding.indicator_of(&self.plan).id)
                && (verdicts.is_empty() || verdicts.contains(&finding.verdict))
        };
        StatusView::new(self.all(), self.assessment.findings.iter().filter(wanted).collect())
    }
}

/// What is asked about the whole plan, in the region.
pub fn asked<'a>(region: Option<&'a str>, judging: &JudgingArgs) -> Asked<'a> {
    Asked { region, method: judging.method, other_methods: true, rows_only: false }
}

/// Patterns of ids; without any, every id is selected.
pub struct Patterns(Vec<WildMatch>);

impl Patterns {
    /// Those of every indicator.
    pub const ALL: &Self = &Self(Vec::new());

    /// What is typed, among the indicators and series of each plan: patterns of ids, or else names. One that fits none is an
    /// error.
    pub fn among(typed: &[String], plans: &[Vec<Called<'_>>], session: &Session) -> Result<Self> {
        let mut patterns = Vec::new();
        for typed in typed {
            let pattern = WildMatch::new(typed);
            let mut all = plans.iter().flatten();
            if all.clone().any(|it| pattern.matches(it.id)) {
                patterns.push(pattern);
                continue;
            }
            let before = patterns.len();
            for plan in plans.iter().filter(|_| !session.ids_only) {
                patterns.extend(only(typed, plan)?.map(|it| WildMatch::new(it.id)));
            }
            if patterns.len() == before {
                let nearest = nearest(typed, all.by_ref().map(|it| it.id)).map(str::to_owned);
                bail!(RunProblem::NoIndicatorFits { pattern: typed.clone(), nearest });
            }
        }
        Ok(Self(patterns))
    }

    pub fn select(&self, id: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|pattern| pattern.matches(id))
    }
}

/// A plan with the path that names it, if its id does not.
type WithPath = (Option<String>, Assessed);

/// Loads and assesses every plan of the arguments, each with its path if its id finds none or another; a pattern that matches
/// no indicator of any plan is an error.
fn all(args: &StatusArgs, session: &mut Session) -> Result<(Vec<WithPath>, Patterns)> {
    let mut assessed = Vec::new();
    let (plans, patterns) = plans(&args.plans, &args.indicator, session)?;
    session.reads_stdin_once = plans.len() == 1;
    for named in plans {
        let path = named.file.shown();
        let by_id = session.settings.folders.find(&named.plan.id);
        let typed = by_id.is_none_or(|found| found.shown() != path).then_some(path);
        assessed.push((typed, Assessed::load(named, &args.data, &args.judging, session)?));
    }
    Ok((assessed, patterns))
}

/// The plans named, and patterns of the ids of indicators; one that matches none of any plan is an error.
pub fn plans(
    names: &[String],
    patterns: &[String],
    session: &mut Session,
) -> Result<(Vec<Named>, Patterns)> {
    // Arguments are checked before any actuals are read: the warnings about these would bury the error.
    let plans = session.plans(names)?;
    let called: Vec<_> = plans.iter().map(|named| Called::indicators(&named.plan)).collect();
    let patterns = Patterns::among(patterns, &called, session)?;
    Ok((plans, patterns))
}

/// Runs `status` or `gap`, which differ in their columns and in the default order. `history` adds a history column.
pub fn run(args: &StatusArgs, look: Look, history: bool, session: &mut Session) -> Result<Outcome> {
    let output = tabular(&args.output, session)?;
    let (plans, patterns) = all(args, session)?;
    let words = output.style.words();
    let names = |name: &Name| words.name_order(name);
    let own = match look {
        Look::Status => SortKey::Plan,
        Look::Gap => SortKey::Gap,
    };
    let order =
        Order { key: args.sort.unwrap_or(own), groups_too: args.sort.is_some(), names: &names };
    // Standard input cannot be read again.
    let actuals = args.data.actuals.iter().filter(|name| !name.starts_with('-'));
    let mut options = String::new();
    for name in actuals {
        options.extend([" --actuals ", &quoted(name)]);
    }
    options += &args.data.recipe.typed();
    let views = plans.iter().map(|(typed, plan)| {
        let mut view = order.applied(&plan.view(&patterns, &args.verdict));
        (view.with_members, view.with_history) = (args.members, history);
        view.typed.clone_from(typed);
        view.options.clone_from(&options);
        view
    });
    let mut views: Vec<_> = views.collect();
    order.arrange(&mut views);
    let by = args.by.unwrap_or(By::Plan);
    let rollups = Rollups::new(&views, by, &order);
    let as_of = session.as_of(&args.data);
    let rows = || match args.by {
        Some(_) => rollups.grouped(),
        // Without --by, the columns are exactly the documented ones.
        None => row::flat(rollups.views.iter().flat_map(StatusView::judged)),
    };
    let outcome = if args.summary {
        output.write(&rendering!(
            as_of,
            rollups.summary(),
            rollups.flat(),
            Summary(&rollups).data()
        ))
    } else {
        let screen = Screen {
            look,
            by_verdict: args.sort.map_or(look == Look::Status, |key| key == SortKey::Verdict),
            all: args.all || args.verdict.contains(&Verdict::NoData),
        };
        let pages = || match output.format {
            Format::Table if !args.long => rollups.screens(screen),
            Format::Xlsx => rollups.readings(look, args.all),
            _ => rollups.sheets(look, args.all),
        };
        output.write(&rendering!(as_of, pages(), rows(), rollups.data()))
    }?;
    // The process ends here: the system frees the memory faster than destructors would.
    drop(rollups);
    drop(views);
    std::mem::forget(plans);
    Ok(outcome)
}
