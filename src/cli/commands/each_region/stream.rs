//! One row per region and indicator, written while regions are assessed.

use std::io;

use super::{job::Job, selection::Selection};
use crate::{
    actuals::panel::Unpacker,
    cli::{
        commands::prelude::*, contradictions::Contradictions, output::Sink, parallel,
        rendering::dialect,
    },
    render::{csv, json, quick_rows::QuickRows},
    report::row,
};

/// The result for a batch of regions.
struct Batch {
    text: Vec<u8>,
    contradictions: Contradictions,
}

/// Writes the rows of every plan.
pub fn run(
    selection: &Selection<'_>,
    plans: Vec<Named>,
    output: &Output<'_>,
    session: &mut Session,
) -> Result<Outcome> {
    let mut sink = Sink::open(output.path).map_err(|error| output.cannot_write(error))?;
    let format = output.format;
    let mut first = true;
    for plan in plans {
        let (loaded, regions) = selection.load(plan, session)?;
        let job = Job::begun(&loaded, &regions, selection.request, session)?;
        let mut contradictions = Contradictions::default();
        let written: io::Result<()> = parallel::in_order(
            job.batches(),
            || (Unpacker::new(&loaded.panel), QuickRows::default()),
            |own, batch| job.rows(own, batch, format, first && batch == 0),
            |batch| {
                contradictions.append(batch.contradictions);
                sink.write_all(&batch.text)
            },
        );
        written.map_err(|error| output.cannot_write(error))?;
        first &= job.regions.is_empty();
        session.check(&contradictions.diagnostics())?;
        // The process ends soon: the system frees the memory faster than destructors would.
        std::mem::forget(loaded);
    }
    let written = if first && format != Format::Jsonl {
        // Without regions there is still a header.
        let mut header = Vec::new();
        csv::flat(row::flat([]), dialect(format), &mut header)
            .and_then(|()| sink.write_all(&header))
    } else {
        Ok(())
    };
    written.and_then(|()| sink.finish()).map_err(|error| output.cannot_write(error))?;
    Ok(Outcome::Met)
}

impl Job<'_> {
    /// The rows of a batch, with the header if it is the first.
    fn rows(
        &self,
        (unpacker, quick): &mut (Unpacker<'_>, QuickRows),
        batch: usize,
        format: Format,
        header: bool,
    ) -> Batch {
        let mut text = Vec::new();
        let mut contradictions = Contradictions::default();
        for (index, region) in self.batch(batch).enumerate() {
            let (actuals, may_conflict) = unpacker.for_rows(region, &self.needs);
            self.add_contradictions(unpacker, region, may_conflict, &mut contradictions);
            let actuals = self.with_files(actuals).beside(&self.named);
            let assessment = self.assess(&actuals, &region.name);
            let judged = self.judged(&assessment, &actuals);
            let header = header && index == 0;
            if format == Format::Csv && !header {
                judged.for_each(|judged| quick.write(&judged, &mut text));
                continue;
            }
            let flat = row::flat(judged);
            // Writing to a Vec cannot fail.
            let _ = match format {
                Format::Jsonl => json::lines(flat, &mut text),
                _ => csv::flat_part(flat, dialect(format), header, &mut text),
            };
        }
        Batch { text, contradictions }
    }
}
