//! The league: regions by rank, of which only sums are held.

use anyhow::Result;
use chrono::NaiveDate;

use super::chosen::Chosen;
use super::job::{Asking, Job};
use crate::actuals::panel::Unpacker;
use crate::cli::args::{Format, OutputArgs};
use crate::cli::commands::write;
use crate::cli::contradictions::Contradictions;
use crate::cli::exit::Outcome;
use crate::cli::parallel;
use crate::cli::rendering::{Pages, Rendering};
use crate::cli::session::{LoadedPanel, Session};
use crate::load::discover::PlanFile;
use crate::plan::Plan;
use crate::report::league::small::Small;
use crate::report::league::{League, RankBy, Ranking, Releases, Setting, Standing, columns};

/// One plan with its regions, not ranked yet.
pub(in crate::cli::commands) struct Sums {
    loaded: LoadedPanel,
    as_of: NaiveDate,
    indicators: Vec<usize>,
    ranking: Ranking,
    standings: Vec<Standing>,
}

/// Writes the leagues of every plan.
pub(super) fn run(
    asking: Asking<'_>,
    chosen: &Chosen,
    plans: Vec<(PlanFile, Plan)>,
    (format, output): (Format, &OutputArgs),
    session: &mut Session<'_>,
) -> Result<Outcome> {
    let mut sums = Vec::new();
    for plan in plans {
        sums.push(summed(asking, chosen, plan, false, session)?);
    }
    let leagues: Vec<League<'_>> = sums.iter_mut().map(Sums::league).collect();
    let rendering = Rendering {
        as_of: session.as_of(asking.data),
        pages: &|| Pages::Sheets(leagues.iter().map(League::sheet).collect()),
        flat: &|| columns::flat(&leagues),
        document: &|| columns::document(&leagues),
    };
    write(&rendering, format, output, session)?;
    Ok(Outcome::Met)
}

impl Sums {
    /// The regions by rank; they are handed over.
    pub(in crate::cli::commands) fn league(&mut self) -> League<'_> {
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

/// Assesses every region of one plan; with or without its small multiples.
pub(super) fn summed(
    asking: Asking<'_>,
    chosen: &Chosen,
    plan: (PlanFile, Plan),
    small: bool,
    session: &mut Session<'_>,
) -> Result<Sums> {
    let as_of = session.as_of(asking.data);
    let (mut loaded, regions) = asking.load(chosen, plan, session)?;
    let job = Job::new(&loaded, &regions, asking, as_of);
    job.say_absent(session);
    if job.strict {
        session.check(&job.all_conflicts())?;
    }
    let alone = job.indicators.len() == 1;
    let ranking = Ranking {
        by: match asking.rank_by {
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
        |unpacker, batch| job.standings(unpacker, batch, (ranking, small)),
        |(batch, found)| {
            standings.extend(batch);
            contradictions.append(found);
            Ok(())
        },
    );
    debug_assert!(done.is_ok(), "nothing stops the work");
    session.check(&contradictions.diagnostics())?;
    let indicators = job.indicators;
    // Sums are all that is needed of them: the memory is for the next plan.
    loaded.panel.regions = Vec::new();
    Ok(Sums { loaded, as_of, indicators, ranking, standings })
}

impl Job<'_> {
    /// What each region of a batch comes to.
    fn standings(
        &self,
        unpacker: &mut Unpacker<'_>,
        batch: usize,
        (ranking, small): (Ranking, bool),
    ) -> (Vec<Standing>, Contradictions) {
        let mut contradictions = Contradictions::default();
        let regions = self.batch(batch).map(|region| {
            let may_conflict = unpacker.may_conflict(region);
            self.contradictions(unpacker, region, may_conflict, &mut contradictions);
            let actuals = self.actuals(unpacker, region);
            let assessment = self.assess(&actuals, &region.name);
            let judged = self.judged(&assessment, &actuals);
            let (newest, later) = actuals.newest_release(self.as_of);
            let standing = Standing::new(&region.name, ranking, judged, Releases { newest, later });
            if !small {
                return standing;
            }
            let judged = self.judged(&assessment, &actuals);
            standing.with_smalls(judged.map(|judged| Small::of(&judged)).collect())
        });
        (regions.collect(), contradictions)
    }
}
