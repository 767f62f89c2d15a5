//! The request for every region, and the data that a batch of regions needs.

use std::sync::Arc;

use anyhow::Result;
use chrono::NaiveDate;

use crate::actuals::Actuals;
use crate::actuals::doubts::may_contradict;
use crate::actuals::panel::{Need, Panel, PanelRegion, Unpacker};
use crate::assess::{
    Asked, Assessment, Finding, JudgedPlan, Method, Verdict, assess_one, needs_of_rows,
};
use crate::cli::args::DataArgs;
use crate::cli::commands::assessed::Patterns;
use crate::cli::session::{LoadedPanel, Session};
use crate::plan::{Indicator, Plan};
use crate::report::Judged;
use crate::report::league::RankBy;

/// Regions that a thread assesses at a time.
const BATCH: usize = 16;

#[derive(Clone, Copy)]
pub(super) struct Request<'a> {
    pub(super) data: &'a DataArgs,
    /// The file that lists regions.
    pub(super) list: Option<&'a str>,
    pub(super) rank_by: Option<RankBy>,
    /// Patterns of ids; if empty, all indicators.
    pub(super) indicators: &'a [String],
    /// If empty, all verdicts.
    pub(super) verdicts: &'a [Verdict],
    pub(super) method: Option<Method>,
}

pub(super) struct Job<'a> {
    pub(super) plan: &'a Plan,
    pub(super) panel: &'a Panel,
    pub(super) regions: Vec<&'a PanelRegion>,
    pub(super) named: Arc<Actuals>,
    pub(super) as_of: NaiveDate,
    pub(super) asked: Asked<'a>,
    /// The figures that rows need of each series.
    pub(super) needs: Vec<Need>,
    /// Indexes of the indicators that are assessed.
    pub(super) indicators: Vec<usize>,
    /// Ids of indicators for which no region has a figure.
    pub(super) absent: Vec<&'a str>,
    pub(super) request: Request<'a>,
    /// Whether figures of these regions may contradict what the plan makes of them.
    pub(super) may_contradict: bool,
}

impl<'a> Job<'a> {
    /// The job for regions, by their indexes in the panel: prints what none of them has, and with `--strict` fails if their
    /// figures conflict.
    pub(super) fn begun(
        loaded: &'a LoadedPanel,
        regions: &[usize],
        request: Request<'a>,
        session: &mut Session<'_>,
    ) -> Result<Self> {
        let job = Self::new(loaded, regions, request, session.as_of(request.data));
        if !job.regions.is_empty() {
            session.print_absent(&job.absent);
        }
        if request.data.strict {
            session.check(&job.all_conflicts())?;
        }
        Ok(job)
    }

    fn new(
        loaded: &'a LoadedPanel,
        regions: &[usize],
        request: Request<'a>,
        as_of: NaiveDate,
    ) -> Self {
        let patterns = Patterns::of(request.indicators);
        let indicators = loaded.plan.indicators.iter().enumerate();
        // An indicator without any figure is reported once and not for every region, unless `no-data` is requested.
        let all = request.verdicts.contains(&Verdict::NoData);
        let present = loaded.panel.present();
        let has_figures = |index: usize, it: &Indicator| {
            it.from.is_some()
                || !it.parts.is_empty()
                || present.get(index).copied().unwrap_or_default()
        };
        let mut absent = Vec::new();
        // A count of members is one figure for the plan, not one for each region.
        let wanted = indicators.filter(|(index, it)| {
            let selected = it.every.is_none() && patterns.select(&it.id);
            let there = has_figures(*index, it);
            if selected && !there {
                absent.push(it.id.as_str());
            }
            selected && (there || all)
        });
        let wanted = wanted.map(|(index, _)| index).collect();
        if all {
            absent.clear();
        }
        let regions = regions.iter();
        let asked =
            Asked { region: None, method: request.method, other_methods: false, rows_only: true };
        // One entry per indicator, in the plan's order, then one per series.
        let needs = needs_of_rows(&loaded.plan, as_of, asked);
        Self {
            absent,
            needs,
            plan: &loaded.plan,
            panel: &loaded.panel,
            regions: regions.filter_map(|at| loaded.panel.regions.get(*at)).collect(),
            named: Arc::clone(&loaded.named),
            as_of,
            asked,
            indicators: wanted,
            request,
            may_contradict: may_contradict(&loaded.plan, loaded.panel.has_only_years()),
        }
    }

    pub(super) fn batches(&self) -> usize {
        self.regions.len().div_ceil(BATCH)
    }

    pub(super) fn batch(&self, batch: usize) -> impl Iterator<Item = &'a PanelRegion> {
        self.regions.iter().copied().skip(batch * BATCH).take(BATCH)
    }

    /// The figures of a region, and those of the regions that the plan names.
    pub(super) fn actuals(&self, unpacker: &mut Unpacker<'_>, region: &PanelRegion) -> Actuals {
        let mut actuals = unpacker.actuals(region);
        actuals.files.clone_from(&self.panel.files);
        actuals.beside(&self.named)
    }

    pub(super) fn assess(&self, actuals: &Actuals, region: &str) -> Assessment {
        let asked = Asked { region: Some(region), ..self.asked };
        let indicators = self.indicators.iter();
        let findings =
            indicators.map(|index| assess_one(self.plan, actuals, self.as_of, asked, *index));
        Assessment { as_of: self.as_of, findings: findings.collect() }
    }

    /// The findings that pass the filters.
    pub(super) fn judged<'b>(
        &'b self,
        assessment: &'b Assessment,
        actuals: &'b Actuals,
    ) -> impl Iterator<Item = Judged<'b>> {
        let verdicts = self.request.verdicts;
        let wanted =
            |finding: &&Finding| verdicts.is_empty() || verdicts.contains(&finding.verdict);
        let findings = assessment.findings.iter().filter(wanted);
        JudgedPlan::new(self.plan, actuals, assessment).judged(findings)
    }
}
