//! What is asked of every region, and what a batch of regions needs to answer it.

use std::sync::Arc;

use chrono::NaiveDate;
use wildmatch::WildMatch;

use crate::actuals::Actuals;
use crate::actuals::panel::{Need, Panel, PanelRegion, Unpacker};
use crate::assess::{Asked, Assessment, Finding, Method, Verdict, assess_one, needs_of_rows};
use crate::cli::args::DataArgs;
use crate::cli::session::{LoadedPanel, Session};
use crate::plan::{Indicator, Plan};
use crate::report::Judged;
use crate::report::league::RankBy;

/// Regions assessed at a time by one thread.
const BATCH: usize = 16;

/// What is asked of every region.
#[derive(Clone, Copy)]
pub(super) struct Asking<'a> {
    pub(super) data: &'a DataArgs,
    /// A file that lists regions.
    pub(super) list: Option<&'a str>,
    pub(super) rank_by: Option<RankBy>,
    /// Patterns of ids; without any, all indicators.
    pub(super) indicators: &'a [String],
    /// Without any, all verdicts.
    pub(super) verdicts: &'a [Verdict],
    pub(super) method: Option<Method>,
}

/// What every batch needs.
pub(super) struct Job<'a> {
    pub(super) plan: &'a Plan,
    pub(super) panel: &'a Panel,
    pub(super) regions: Vec<&'a PanelRegion>,
    pub(super) named: Arc<Actuals>,
    pub(super) as_of: NaiveDate,
    pub(super) asked: Asked<'a>,
    /// What the rows need of each series.
    pub(super) needs: Vec<Need>,
    /// Indicators that are judged of a region.
    pub(super) indicators: Vec<usize>,
    /// Those of which no region has a figure.
    pub(super) absent: Vec<&'a str>,
    pub(super) verdicts: &'a [Verdict],
    pub(super) strict: bool,
    /// Can a printed figure be contradicted by those from which it follows?
    pub(super) derives: bool,
}

impl<'a> Job<'a> {
    /// For the regions of a panel, by their places in it.
    pub(super) fn new(
        loaded: &'a LoadedPanel,
        regions: &[usize],
        asking: Asking<'a>,
        as_of: NaiveDate,
    ) -> Self {
        let patterns = asking.indicators.iter();
        let patterns: Vec<WildMatch> = patterns.map(|pattern| WildMatch::new(pattern)).collect();
        let indicators = loaded.plan.indicators.iter().enumerate();
        // What nobody has is said once, not of every region, unless it is asked for.
        let all = asking.verdicts.contains(&Verdict::NoData);
        let present = loaded.panel.present();
        let has_figures = |index: usize, it: &Indicator| {
            it.from.is_some() || present.get(index).copied().unwrap_or_default()
        };
        let mut absent = Vec::new();
        // A count of members is one figure of the plan's, not one of each region.
        let wanted = indicators.filter(|(index, it)| {
            let asked = it.every.is_none()
                && (patterns.is_empty() || patterns.iter().any(|pattern| pattern.matches(&it.id)));
            let there = has_figures(*index, it);
            if asked && !there {
                absent.push(it.id.as_str());
            }
            asked && (there || all)
        });
        let wanted = wanted.map(|(index, _)| index).collect();
        if all {
            absent.clear();
        }
        let regions = regions.iter();
        let asked =
            Asked { region: None, method: asking.method, other_methods: false, rows_only: true };
        // The wanted things are the indicators, in the plan's order, and then the series.
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
            verdicts: asking.verdicts,
            strict: asking.data.strict,
            derives: derives(&loaded.plan),
        }
    }

    /// Says of which indicators no region has a figure.
    pub(super) fn say_absent(&self, session: &Session<'_>) {
        // Without a region that goes without saying.
        if !self.regions.is_empty() {
            session.print_absent(&self.absent);
        }
    }

    /// How many batches there are.
    pub(super) fn batches(&self) -> usize {
        self.regions.len().div_ceil(BATCH)
    }

    /// The regions of a batch.
    pub(super) fn batch(&self, batch: usize) -> impl Iterator<Item = &'a PanelRegion> {
        self.regions.iter().copied().skip(batch * BATCH).take(BATCH)
    }

    /// The figures of a region, and beside them those of the regions that the plan names.
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

    /// The findings that the filters leave.
    pub(super) fn judged<'b>(
        &'b self,
        assessment: &'b Assessment,
        actuals: &'b Actuals,
    ) -> impl Iterator<Item = Judged<'b>> {
        let wanted = |finding: &&Finding| {
            self.verdicts.is_empty() || self.verdicts.contains(&finding.verdict)
        };
        let findings = assessment.findings.iter().filter(wanted);
        findings.map(move |finding| Judged { plan: self.plan, assessment, actuals, finding })
    }
}

/// Can a printed figure be contradicted by those from which it follows?
fn derives(plan: &Plan) -> bool {
    let mut indicators = plan.indicators.iter().map(|it| &it.from);
    let mut series = plan.series.iter().map(|it| &it.from);
    indicators.any(Option::is_some) || series.any(Option::is_some)
}
