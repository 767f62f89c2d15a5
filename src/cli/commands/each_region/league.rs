//! The league: regions by rank, of which only sums are held.

use anyhow::Result;

use super::chosen::Chosen;
use super::{Asking, Job};
use crate::actuals::panel::Unpacker;
use crate::cli::args::{Format, OutputArgs, RankingChoice};
use crate::cli::commands::write;
use crate::cli::exit::Outcome;
use crate::cli::parallel;
use crate::cli::rendering::{Pages, Rendering};
use crate::cli::session::{Doubts, LoadedPanel, Session};
use crate::load::discover::PlanFile;
use crate::plan::Plan;
use crate::report::league::{League, RankBy, Ranking, Releases, Setting, Standing, columns};

/// One plan with its regions, not ranked yet.
struct Sums {
    loaded: LoadedPanel,
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
    let as_of = session.as_of(asking.data);
    let mut sums = Vec::new();
    for plan in plans {
        sums.push(summed(asking, chosen, plan, session)?);
    }
    let leagues: Vec<League<'_>> = sums
        .iter_mut()
        .map(|sums| {
            let setting = Setting {
                plan: &sums.loaded.plan,
                as_of,
                ranking: sums.ranking,
                indicators: &sums.indicators,
                files: &sums.loaded.panel.files,
                later: usize::try_from(sums.loaded.panel.later).unwrap_or(usize::MAX),
            };
            League::new(setting, std::mem::take(&mut sums.standings))
        })
        .collect();
    let rendering = Rendering {
        as_of,
        pages: &|| Pages::Sheets(leagues.iter().map(League::sheet).collect()),
        flat: &|| columns::flat(&leagues),
        document: &|| columns::document(&leagues),
    };
    write(&rendering, format, output, session)?;
    Ok(Outcome::Met)
}

/// Assesses every region of one plan.
fn summed(
    asking: Asking<'_>,
    chosen: &Chosen,
    plan: (PlanFile, Plan),
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
        by: match asking.each.rank_by {
            Some(RankingChoice::Progress) => RankBy::Progress,
            Some(RankingChoice::Gap) if alone => RankBy::Gap,
            Some(RankingChoice::Gap) => RankBy::RelativeGap,
            Some(RankingChoice::Ratio) | None => RankBy::Ratio,
        },
        alone,
    };
    let mut standings = Vec::with_capacity(job.regions.len());
    let mut doubts = Doubts::default();
    let done: Result<(), ()> = parallel::in_order(
        job.batches(),
        || Unpacker::new(&loaded.panel),
        |unpacker, batch| job.standings(unpacker, batch, ranking),
        |(batch, found)| {
            standings.extend(batch);
            doubts.append(found);
            Ok(())
        },
    );
    debug_assert!(done.is_ok(), "nothing stops the work");
    session.check(&doubts.diagnostics())?;
    let indicators = job.indicators;
    // Sums are all that is needed of them: the memory is for the next plan.
    loaded.panel.regions = Vec::new();
    Ok(Sums {
        loaded,
        indicators,
        ranking,
        standings,
    })
}

impl Job<'_> {
    /// What each region of a batch comes to.
    fn standings(
        &self,
        unpacker: &mut Unpacker<'_>,
        batch: usize,
        ranking: Ranking,
    ) -> (Vec<Standing>, Doubts) {
        let mut doubts = Doubts::default();
        let regions = self.batch(batch).map(|region| {
            let actuals = self.actuals(unpacker, region);
            self.doubts(&actuals, &mut doubts);
            let assessment = self.assess(&actuals, &region.name);
            let judged = self.judged(&assessment, &actuals);
            let (newest, later) = actuals.newest_release(self.as_of);
            Standing::new(&region.name, ranking, judged, Releases { newest, later })
        });
        (regions.collect(), doubts)
    }
}
