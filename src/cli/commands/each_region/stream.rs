//! One row a region and indicator, written while regions are assessed.

use std::io;

use anyhow::Result;

use super::chosen::Chosen;
use super::job::{Asking, Job};
use crate::actuals::panel::Unpacker;
use crate::cli::args::{Format, OutputArgs};
use crate::cli::commands::cannot_write_result;
use crate::cli::contradictions::Contradictions;
use crate::cli::exit::Outcome;
use crate::cli::output::Sink;
use crate::cli::parallel;
use crate::cli::session::Session;
use crate::load::discover::PlanFile;
use crate::plan::Plan;
use crate::render::csv::Dialect;
use crate::render::quick_rows::QuickRows;
use crate::render::{csv, jsonl};
use crate::report::row;

/// What a batch of regions gave.
struct Batch {
    text: Vec<u8>,
    contradictions: Contradictions,
}

/// Writes the rows of every plan.
pub(super) fn run(
    asking: Asking<'_>,
    chosen: &Chosen,
    plans: Vec<(PlanFile, Plan)>,
    (format, output): (Format, &OutputArgs),
    session: &mut Session<'_>,
) -> Result<Outcome> {
    let as_of = session.as_of(asking.data);
    let mut sink = Sink::open(output.output.as_deref())
        .map_err(|error| cannot_write_result(output, error, session))?;
    let mut first = true;
    for plan in plans {
        let (loaded, regions) = asking.load(chosen, plan, session)?;
        let job = Job::new(&loaded, &regions, asking, as_of);
        job.say_absent(session);
        if job.strict {
            session.check(&job.all_conflicts())?;
        }
        let mut contradictions = Contradictions::default();
        let written: io::Result<()> = parallel::in_order(
            job.batches(),
            || (Unpacker::new(&loaded.panel), QuickRows::default()),
            |own, batch| job.written(own, batch, format, first && batch == 0),
            |batch| {
                contradictions.append(batch.contradictions);
                sink.write_all(&batch.text)
            },
        );
        written.map_err(|error| cannot_write_result(output, error, session))?;
        first &= job.regions.is_empty();
        session.check(&contradictions.diagnostics())?;
        // The process ends here: the system takes the memory back faster than piece by piece.
        std::mem::forget(loaded);
    }
    let written = if first && format != Format::Jsonl {
        // Without any region there is still a header.
        let mut head = Vec::new();
        csv::flat(row::flat([]), dialect(format), &mut head).and_then(|()| sink.write_all(&head))
    } else {
        Ok(())
    };
    written
        .and_then(|()| sink.finish())
        .map_err(|error| cannot_write_result(output, error, session))?;
    Ok(Outcome::Met)
}

impl Job<'_> {
    /// The rows of a batch, under the header when it is the first of all.
    fn written(
        &self,
        (unpacker, quick): &mut (Unpacker<'_>, QuickRows),
        batch: usize,
        format: Format,
        head: bool,
    ) -> Batch {
        let (mut text, mut contradictions) = (Vec::new(), Contradictions::default());
        for (index, region) in self.batch(batch).enumerate() {
            let rows = unpacker.for_rows(region, &self.needs);
            self.contradictions(unpacker, region, rows.may_conflict, &mut contradictions);
            let mut actuals = rows.actuals;
            actuals.files.clone_from(&self.panel.files);
            let actuals = actuals.beside(&self.named);
            let assessment = self.assess(&actuals, &region.name);
            let judged = self.judged(&assessment, &actuals);
            let head = head && index == 0;
            if format == Format::Csv && !head {
                judged.for_each(|judged| quick.write(&judged, &mut text));
                continue;
            }
            let flat = row::flat(judged);
            // Memory does not fail to be written to.
            let _ = match format {
                Format::Jsonl => jsonl::flat(flat, &mut text),
                _ => csv::flat_part(flat, dialect(format), head, &mut text),
            };
        }
        Batch { text, contradictions }
    }
}

fn dialect(format: Format) -> Dialect {
    match format {
        Format::CsvExcel => Dialect::Excel,
        Format::Tsv => Dialect::Tabs,
        _ => Dialect::Plain,
    }
}
