//! The request for every region, the data that a batch of regions needs, and contradictions in their figures.

use std::sync::Arc;

use crate::{
    actuals::{
        Actuals,
        doubts::may_contradict,
        panel::{Need, Panel, PanelRegion, Unpacker},
    },
    assess::{Asked, Assessment, Finding, JudgedPlan, Method, Verdict, assess_one, needs_of_rows},
    cli::{
        commands::prelude::*,
        contradictions::{Contradictions, of_plan, of_rows},
        session::LoadedPanel,
    },
    report::{Judged, league::RankBy},
};

/// Regions that a thread assesses at a time.
const BATCH: usize = 16;

#[derive(Clone, Copy)]
pub struct Request<'a> {
    pub data: &'a DataArgs,
    /// The file that lists regions.
    pub list: Option<&'a str>,
    pub rank_by: Option<RankBy>,
    pub patterns: &'a Patterns,
    /// If empty, all verdicts.
    pub verdicts: &'a [Verdict],
    pub method: Option<Method>,
}

pub struct Job<'a> {
    pub plan: &'a Plan,
    pub panel: &'a Panel,
    pub regions: Vec<&'a PanelRegion>,
    pub named: Arc<Actuals>,
    pub as_of: NaiveDate,
    pub asked: Asked<'a>,
    /// The figures that rows need of each series.
    pub needs: Vec<Need>,
    /// Indexes of the indicators that are assessed.
    pub indicators: Vec<usize>,
    /// Ids of indicators for which no region has a figure.
    pub absent: Vec<&'a str>,
    pub request: Request<'a>,
    /// Whether figures of these regions may contradict what the plan makes of them.
    pub may_contradict: bool,
}

impl<'a> Job<'a> {
    /// The job for regions, by their indexes in the panel: prints what none of them has, and with `--strict` fails if their
    /// figures conflict.
    pub fn begun(
        loaded: &'a LoadedPanel,
        regions: &[usize],
        request: Request<'a>,
        session: &mut Session,
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
        // An indicator without any figure is reported once and not for every region, unless `no-data` is requested.
        let all = request.verdicts.contains(&Verdict::NoData);
        let present = loaded.panel.present();
        let mut indicators = Vec::new();
        let mut absent = Vec::new();
        for (index, it) in loaded.plan.indicators.iter().enumerate() {
            // A count of members is one figure for the plan, not one for each region.
            if it.every.is_some() || !request.patterns.select(&it.id) {
                continue;
            }
            let follows = it.from.is_some() || !it.parts.is_empty();
            if all || follows || present.get(index).copied().unwrap_or_default() {
                indicators.push(index);
            } else {
                absent.push(it.id.as_str());
            }
        }
        let asked =
            Asked { region: None, method: request.method, other_methods: false, rows_only: true };
        // One entry per indicator, in the plan's order, then one per series.
        let needs = needs_of_rows(&loaded.plan, as_of, asked);
        Self {
            absent,
            needs,
            plan: &loaded.plan,
            panel: &loaded.panel,
            regions: regions.iter().filter_map(|at| loaded.panel.regions.get(*at)).collect(),
            named: Arc::clone(&loaded.named),
            as_of,
            asked,
            indicators,
            request,
            may_contradict: may_contradict(&loaded.plan, loaded.panel.has_only_years())
                || loaded.panel.lacks_units(),
        }
    }

    pub fn batches(&self) -> usize {
        self.regions.len().div_ceil(BATCH)
    }

    pub fn batch(&self, batch: usize) -> impl Iterator<Item = &'a PanelRegion> {
        self.regions.iter().copied().skip(batch * BATCH).take(BATCH)
    }

    /// The figures of a region, and those of the regions that the plan names.
    pub fn actuals(&self, unpacker: &mut Unpacker<'_>, region: &PanelRegion) -> Actuals {
        self.with_files(unpacker.actuals(region)).beside(&self.named)
    }

    /// Unpacked figures, with the files they are from.
    pub fn with_files(&self, mut actuals: Actuals) -> Actuals {
        actuals.files.clone_from(&self.panel.files);
        actuals
    }

    pub fn assess(&self, actuals: &Actuals, region: &str) -> Assessment {
        let asked = Asked { region: Some(region), ..self.asked };
        let judged = |index: &usize| assess_one(self.plan, actuals, self.as_of, asked, *index);
        let findings = self.indicators.iter().map(judged).collect();
        Assessment { as_of: self.as_of, findings }
    }

    /// The findings that pass the filters.
    pub fn judged<'b>(
        &'b self,
        assessment: &'b Assessment,
        actuals: &'b Actuals,
    ) -> impl Iterator<Item = Judged<'b>> {
        let verdicts = self.request.verdicts;
        let wanted =
            |finding: &&Finding| verdicts.is_empty() || verdicts.contains(&finding.verdict);
        JudgedPlan::new(self.plan, actuals, assessment)
            .judged(assessment.findings.iter().filter(wanted))
    }

    /// Adds the contradictions of a region. With `--strict`, conflicts have been checked before anything was written.
    pub fn add_contradictions(
        &self,
        unpacker: &mut Unpacker<'_>,
        region: &PanelRegion,
        may_conflict: bool,
        found: &mut Contradictions,
    ) {
        if !self.request.data.strict && may_conflict {
            found.add(self.conflicts(unpacker, region));
        }
        if self.may_contradict {
            let actuals = self.actuals(unpacker, region);
            found.add(of_plan(self.plan, &actuals, self.as_of));
        }
    }

    /// The conflicts of every region, as errors.
    fn all_conflicts(&self) -> Vec<Diagnostic> {
        let mut found = Contradictions::default();
        let mut unpacker = Unpacker::new(self.panel);
        for region in &self.regions {
            if unpacker.may_conflict(region) {
                found.add(self.conflicts(&mut unpacker, region));
            }
        }
        found.diagnostics()
    }

    fn conflicts(&self, unpacker: &mut Unpacker<'_>, region: &PanelRegion) -> Vec<Diagnostic> {
        let actuals = self.with_files(unpacker.actuals(region));
        of_rows(self.plan, &actuals, self.as_of, self.request.data.strict)
    }
}
