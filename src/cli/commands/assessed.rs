//! What `status`, `gap` and `explain` share: plans loaded, assessed and filtered.

use anyhow::Result;
use chrono::NaiveDate;
use wildmatch::WildMatch;

use crate::assess::{Asked, Assessment, Finding, assess};
use crate::cli::args::{DataArgs, JudgingArgs, StatusArgs};
use crate::cli::session::{Loaded, Session};
use crate::diag::{RunProblem, nearest};
use crate::report::status::StatusView;

/// A plan, its actuals, and what they say.
pub(super) struct Assessed {
    pub loaded: Loaded,
    pub assessment: Assessment,
}

impl Assessed {
    /// Assesses a loaded plan as the arguments ask.
    pub(super) fn new(
        loaded: Loaded,
        data: &DataArgs,
        judging: &JudgingArgs,
        as_of: NaiveDate,
    ) -> Self {
        let asked = Asked {
            region: data.region.as_deref(),
            method: judging.method.map(|choice| choice.0),
            other_methods: true,
        };
        let assessment = assess(&loaded.plan, &loaded.actuals, as_of, asked);
        Self { loaded, assessment }
    }

    /// The findings that the filters leave, in the plan's order.
    pub(super) fn view(&self, args: &StatusArgs) -> StatusView<'_> {
        let patterns: Vec<WildMatch> = args
            .indicator
            .iter()
            .map(|pattern| WildMatch::new(pattern))
            .collect();
        let wanted = |finding: &&Finding| {
            let id = &finding.indicator_of(&self.loaded.plan).id;
            (patterns.is_empty() || patterns.iter().any(|pattern| pattern.matches(id)))
                && (args.verdict.is_empty()
                    || args
                        .verdict
                        .iter()
                        .any(|choice| choice.0 == finding.verdict))
        };
        let findings = self.assessment.findings.iter().filter(wanted).collect();
        let view = StatusView::new(
            &self.loaded.plan,
            &self.assessment,
            &self.loaded.actuals,
            findings,
        );
        if args.members {
            view.with_members()
        } else {
            view
        }
    }
}

/// Every plan of the arguments, assessed; a pattern that fits no indicator of any plan is an error.
pub(super) fn all(args: &StatusArgs, session: &mut Session<'_>) -> Result<Vec<Assessed>> {
    let as_of = session.as_of(&args.data);
    // What was typed is checked before any actuals are read: their warnings would bury the one error.
    let plans = session.plans(&args.plans)?;
    let indicators = plans.iter().flat_map(|(_, plan)| &plan.indicators);
    let ids: Vec<&str> = indicators.map(|indicator| indicator.id.as_str()).collect();
    for pattern in &args.indicator {
        let matcher = WildMatch::new(pattern);
        if !ids.iter().any(|id| matcher.matches(id)) {
            let nearest = nearest(pattern, ids.iter().copied()).map(str::to_owned);
            return Err(session.fail(RunProblem::NoIndicatorFits {
                pattern: pattern.clone(),
                nearest,
            }));
        }
    }
    let mut assessed = Vec::new();
    for (file, plan) in plans {
        let loaded = session.with_actuals(&file, plan, &args.data)?;
        assessed.push(Assessed::new(loaded, &args.data, &args.judging, as_of));
    }
    Ok(assessed)
}
