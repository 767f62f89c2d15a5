//! States of tasks from CSV: `plan,task,state,updated,evidence`.
//!
//! These files are small, written by hand, and read whole.

use std::collections::HashMap;
use std::io::Cursor;

use chrono::NaiveDate;
use encoding_rs::UTF_8;

use crate::{
    actuals::matching::NearNames,
    diag::{self, DataProblem, Diagnostic, MissingColumn, Place},
    plan::{
        normalised_name,
        tasks::{State, TaskState, TaskStates},
    },
    words::{Lang, words_of},
};

use super::{
    actuals_csv::Input,
    actuals_file::TextFile,
    actuals_header::{HeaderFault, duplicate},
    actuals_rows::read_date,
    actuals_said::{MAX_ERRORS, Said},
    actuals_table::{Places, Row},
    actuals_top::PlacedFaults,
    encoding::{FileFault, read_text},
    text::small,
};

/// Every column with its Chinese head, and whether a file must have it.
const HEADS: [(&str, &str, bool); 5] = [
    ("plan", "规划", true),
    ("task", "任务", true),
    ("state", "状态", true),
    ("updated", "更新日期", false),
    ("evidence", "依据", false),
];

/// Reads every input for the tasks of one plan. Rows of other plans are passed over; so are rows without a state, as
/// a template has them.
pub fn read_tasks(inputs: Vec<Input>, plan: &str, tasks: &[&str]) -> (TaskStates, Vec<Diagnostic>) {
    let mut run = Run {
        plan,
        tasks,
        states: TaskStates::default(),
        seen: HashMap::new(),
        said: Said::default(),
    };
    for input in inputs {
        let index = small(run.states.files.len() as u64);
        let name = input.name.clone();
        run.states.files.push(name.clone());
        if let Err(fault) = run.read_file(index, input) {
            run.said.fault(fault.0, fault.1.unwrap_or_else(|| Place::whole_file(&name)));
        }
    }
    (run.states, run.said.finish())
}

struct Run<'a> {
    plan: &'a str,
    tasks: &'a [&'a str],
    states: TaskStates,
    /// The newest report of each task and day, as an index.
    seen: HashMap<(String, Option<NaiveDate>), usize>,
    said: Said,
}

/// Where each column of [`HEADS`] stands.
type Columns = [Option<usize>; HEADS.len()];

impl Run<'_> {
    fn read_file(&mut self, index: u32, input: Input) -> Result<(), FileFault> {
        // Read whole: of a damaged file nothing else is said.
        let (text, encoding) = read_text(input.reader, None)?;
        let input = Input { reader: Box::new(Cursor::new(text)), ..input };
        let mut head = None;
        let mut look = |cells: &[&str], place: Places<'_>| {
            head = Some(columns_of(cells, place));
            true
        };
        let file = TextFile::open(index, input, Some(UTF_8), &mut look, None)?;
        let Some(mut file) = file else {
            return Err(DataProblem::EmptyTasks.into());
        };
        file.encoding = encoding;
        file.say_encoding(&mut self.said);
        let (columns, faults) = head.unwrap_or_default();
        if !faults.is_empty() {
            for (problem, place) in faults {
                self.said.fault(problem, place);
            }
            return Ok(());
        }
        let mut rows = 0;
        let mut own = 0_u64;
        let mut others = Vec::new();
        file.rows.each(&file.table, |row| {
            if row.is_blank() {
                return;
            }
            rows += 1;
            let plan = row.cell(columns[0]);
            if row.cell_count().is_none() && !plan.is_empty() && plan != self.plan {
                if !others.iter().any(|other| other == plan) && others.len() < MAX_ERRORS {
                    others.push(plan.to_owned());
                }
                return;
            }
            own += 1;
            self.read_row(row, columns);
        })?;
        self.report_rows(&file.table.name, rows, own, &others);
        Ok(())
    }

    fn read_row(&mut self, row: &Row<'_>, columns: Columns) {
        let [plan, task, state, updated, evidence] = columns;
        let mut fault = |problem, column| self.said.fault(problem, row.place(column));
        if let Some(problem) = row.cell_count() {
            return fault(problem, None);
        }
        for (column, at) in [("plan", plan), ("task", task)] {
            if row.cell(at).is_empty() {
                return fault(DataProblem::EmptyCell { column }, at);
            }
        }
        let id = row.cell(task);
        if !self.tasks.contains(&id) {
            let nearest = diag::nearest(id, self.tasks.iter().copied());
            self.said.say(
                DataProblem::UnknownTask {
                    task: id.to_owned(),
                    plan: self.plan.to_owned(),
                    nearest: nearest.map(str::to_owned),
                },
                Some(row.place(task)),
            );
            return;
        }
        let word = row.cell(state);
        if word.is_empty() {
            return;
        }
        let known = read_state(word).map_err(|nearest| {
            let word = word.to_owned();
            let known = words_of::<State>();
            let known_zh = State::ALL.iter().map(|state| state.text(Lang::Zh)).collect();
            fault(DataProblem::BadTaskState { word, nearest, known, known_zh }, state);
        });
        let day = read_date(row.cell(updated)).map_err(|_| {
            fault(DataProblem::BadTaskDate { cell: row.cell(updated).to_owned() }, updated);
        });
        let (Ok(known), Ok(day)) = (known, day) else {
            return;
        };
        let evidence = row.cell(evidence);
        let report = TaskState {
            task: id.to_owned(),
            state: known,
            updated: day,
            evidence: (!evidence.is_empty()).then(|| evidence.to_owned()),
            file: row.table.index as usize,
            line: row.line,
        };
        let before = self.seen.insert((id.to_owned(), day), self.states.all.len());
        if let Some(first) = before.and_then(|before| self.states.all.get(before)) {
            self.said.say(
                DataProblem::TaskTwice {
                    task: id.to_owned(),
                    updated: day.map(|day| day.to_string()),
                    first: self.states.place(first),
                    first_state: first.state.word(),
                    second_state: known.word(),
                },
                Some(row.place(state)),
            );
        }
        self.states.all.push(report);
    }

    fn report_rows(&mut self, file: &str, rows: u64, own: u64, others: &[String]) {
        let place = Some(Place::whole_file(file));
        if rows == 0 {
            self.said.say(DataProblem::HeaderOnly, place);
        } else if own == 0 {
            let nearest = diag::nearest(self.plan, others);
            self.said.say(
                DataProblem::NoTaskOfPlan {
                    plan: self.plan.to_owned(),
                    rows,
                    nearest: nearest.cloned(),
                },
                place,
            );
        }
    }
}

/// The state that a word names, in either language, whatever its case, with `-`, `_` or a space between its parts.
///
/// Errors: the word that may be meant.
fn read_state(word: &str) -> Result<State, Option<&'static str>> {
    let plain = |word: &str| normalised_name(word).replace(['-', '_'], "");
    let words = || {
        State::ALL.iter().flat_map(|state| {
            let own = [state.word(), state.text(Lang::Zh)].into_iter();
            own.chain(state.also().iter().copied()).map(|word| (word, *state))
        })
    };
    let wanted = plain(word);
    words()
        .find(|(known, _)| plain(known) == wanted)
        .map(|(_, state)| state)
        .ok_or_else(|| diag::nearest(word, words().map(|(word, _)| word)))
}

/// Finds the columns, and what is wrong with them.
fn columns_of(cells: &[&str], place: Places<'_>) -> (Columns, PlacedFaults) {
    let mut columns = Columns::default();
    let mut faults = Vec::new();
    for (column, (name, chinese, required)) in HEADS.iter().enumerate() {
        let mut fits = (0..cells.len()).filter(|index| column_of(cells[*index]) == Some(name));
        columns[column] = fits.next();
        let fault = match (columns[column], fits.next()) {
            (Some(first), Some(second)) => Some(duplicate(name, cells, first, second)),
            (None, _) if *required => Some(missing(name, chinese, cells)),
            _ => None,
        };
        faults.extend(fault.map(|(problem, at)| (problem, place(at))));
    }
    (columns, faults)
}

fn column_of(cell: &str) -> Option<&'static str> {
    let name = normalised_name(cell);
    HEADS
        .iter()
        .find(|(head, chinese, _)| name == *head || name == *chinese)
        .map(|(head, ..)| *head)
}

fn missing(head: &'static str, chinese: &str, cells: &[&str]) -> HeaderFault {
    let unknown = cells.iter().filter(|cell| column_of(cell).is_none());
    let near = NearNames::among(unknown.copied());
    let nearest = near.nearest(head).or_else(|| near.nearest(chinese));
    let missing = MissingColumn {
        column: head,
        accepted: chinese.to_owned(),
        nearest: nearest.map(str::to_owned),
    };
    (
        DataProblem::MissingColumns {
            missing: vec![missing],
            found: cells.join(", "),
            mappable: false,
        },
        nearest.and_then(|nearest| cells.iter().position(|cell| *cell == nearest)),
    )
}

#[cfg(test)]
#[path = "tasks_tests.rs"]
mod tests;
