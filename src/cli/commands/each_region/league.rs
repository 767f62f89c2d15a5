//! Regions by rank. Only their scores are kept, not their findings.

use super::{job::Job, selection::Selection};
use crate::{
    actuals::panel::Unpacker,
    assess::Basis,
    cli::{commands::prelude::*, contradictions::Contradictions, parallel, session::LoadedPanel},
    report::league::{
        League, RankBy, Ranking, Releases, Setting, Standing, columns::Leagues, small::Small,
    },
};

/// A plan with the scores of its regions, before ranking.
pub struct RegionScores {
    loaded: LoadedPanel,
    as_of: NaiveDate,
    indicators: Vec<usize>,
    ranking: Ranking,
    standings: Vec<Standing>,
}

/// Writes the ranking of every plan.
pub fn run(
    selection: &Selection<'_>,
    plans: Vec<Named>,
    output: &Output<'_>,
    session: &mut Session,
) -> Result<Outcome> {
    let mut all = Vec::new();
    for plan in plans {
        all.push(scores(selection, plan, false, session)?);
    }
    let leagues: Vec<League<'_>> = all.iter_mut().map(RegionScores::league).collect();
    let sheets = || leagues.iter().map(League::sheet).collect::<Vec<_>>();
    let all = Leagues(&leagues);
    output.write(&rendering!(
        session.as_of(selection.request.data),
        sheets(),
        all.flat(),
        all.data()
    ))
}

impl RegionScores {
    /// Ranks the regions; takes the scores out of `self`.
    pub fn league(&mut self) -> League<'_> {
        let standings = std::mem::take(&mut self.standings);
        let setting = Setting {
            plan: &self.loaded.plan,
            as_of: self.as_of,
            ranking: self.ranking,
            indicators: &self.indicators,
            files: &self.loaded.panel.files,
            later: usize::try_from(self.loaded.panel.later).unwrap_or(usize::MAX),
        };
        League::new(setting, standings)
    }
}

/// Assesses every selected region of a plan, with or without small multiples.
pub fn scores(
    selection: &Selection<'_>,
    plan: Named,
    small_multiples: bool,
    session: &mut Session,
) -> Result<RegionScores> {
    let as_of = session.as_of(selection.request.data);
    let (mut loaded, regions) = selection.load(plan, session)?;
    let job = Job::begun(&loaded, &regions, selection.request, session)?;
    let alone = job.indicators.len() == 1;
    let ranking = Ranking {
        by: match selection.request.rank_by {
            Some(RankBy::Gap) if !alone => RankBy::RelativeGap,
            asked => asked.unwrap_or(RankBy::Ratio),
        },
        alone,
    };
    let mut standings = Vec::with_capacity(job.regions.len());
    let mut contradictions = Contradictions::default();
    let done: Result<(), ()> = parallel::in_order(
        job.batches(),
        || Unpacker::new(&loaded.panel),
        |unpacker, batch| job.standings(unpacker, batch, (ranking, small_multiples)),
        |(batch, found)| {
            standings.extend(batch);
            contradictions.append(found);
            Ok(())
        },
    );
    debug_assert!(done.is_ok(), "`take` never fails");
    session.check(&contradictions.diagnostics())?;
    let indicators = job.indicators;
    // The regions are no longer needed: free the memory for the next plan.
    loaded.panel.regions = Vec::new();
    Ok(RegionScores { loaded, as_of, indicators, ranking, standings })
}

impl Job<'_> {
    /// The scores of the regions in a batch.
    fn standings(
        &self,
        unpacker: &mut Unpacker<'_>,
        batch: usize,
        (ranking, small_multiples): (Ranking, bool),
    ) -> (Vec<Standing>, Contradictions) {
        let mut contradictions = Contradictions::default();
        let regions = self.batch(batch).map(|region| {
            let may_conflict = unpacker.may_conflict(region);
            self.add_contradictions(unpacker, region, may_conflict, &mut contradictions);
            let actuals = self.actuals(unpacker, region);
            let assessment = self.assess(&actuals, &region.name);
            let judged = self.judged(&assessment, &actuals);
            let basis = Basis::new(self.plan, &actuals, self.as_of);
            let releases =
                Releases { newest: basis.newest_release(), later: basis.published_later().len() };
            let mut standing = Standing::new(&region.name, ranking, judged, releases);
            if small_multiples {
                let judged = self.judged(&assessment, &actuals);
                standing.smalls.extend(judged.map(|judged| Small::of(&judged)));
            }
            standing
        });
        (regions.collect(), contradictions)
    }
}
