//! What is packed during a run, beside the regions that hold it: texts by number, lines of files, what came later.

use std::collections::HashMap;
use std::sync::Arc;

use indexmap::IndexSet;

use crate::{
    actuals::{
        ActualsFile,
        panel::{Conversion, Panel, Texts},
    },
    plan::Wanted,
};

/// The common part of everything packed.
#[derive(Debug, Default)]
pub struct Store {
    texts: IndexSet<Arc<Texts>>,
    first_lines: Vec<u32>,
    next_line: u32,
    /// Rows published after the date asked for.
    pub later: u64,
}

impl Store {
    /// The number of a row's texts.
    ///
    /// Errors: the texts again, when there are too many of them for one more number.
    pub fn text(&mut self, texts: Texts) -> Result<u16, Texts> {
        let known = self.texts.get_index_of(&texts);
        let Ok(number) = u16::try_from(known.unwrap_or(self.texts.len())) else {
            return Err(texts);
        };
        if known.is_none() {
            self.texts.insert(Arc::new(texts));
        }
        Ok(number)
    }

    /// A file is read in blocks; the lines of all files before it.
    pub fn begin(&mut self, file: u32) -> u32 {
        while self.first_lines.len() <= file as usize {
            self.first_lines.push(self.next_line);
        }
        self.next_line
    }

    /// The file had so many lines.
    pub fn end(&mut self, lines: u32) {
        self.next_line = self.next_line.saturating_add(lines).saturating_add(1);
    }

    /// Everything that packed observations need to be made whole again, without any region yet.
    pub fn panel(self, wanted: &[Wanted], files: Vec<ActualsFile>) -> Panel {
        let mut of_units: HashMap<&str, Arc<[_]>> = HashMap::new();
        let conversions = self.texts.iter().map(|texts| {
            let all = || wanted.iter().map(|wanted| Conversion::new(&texts.unit, wanted)).collect();
            Arc::clone(of_units.entry(&texts.unit).or_insert_with(all))
        });
        Panel {
            conversions: conversions.collect(),
            files,
            first_lines: self.first_lines,
            series: wanted.iter().map(|wanted| wanted.id.clone()).collect(),
            texts: self.texts.into_iter().collect(),
            regions: Vec::new(),
            others: Vec::new(),
            later: self.later,
        }
    }
}
