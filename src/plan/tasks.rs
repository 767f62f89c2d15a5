//! States of tasks: what was reported about dated work without a number.
//!
//! Files are read by `load`.

use chrono::NaiveDate;

words! {
    /// The state of a task.
    pub enum State {
        /// Not started yet.
        NotStarted "not-started" "not-started" "未开始";
        /// In progress.
        InProgress "in-progress" "in-progress" "进行中";
        /// Finished.
        Done       "done"        "done"        "已完成";
        /// In progress, but held up.
        Blocked    "blocked"     "blocked"     "受阻";
    }
}

/// One report on a task.
#[derive(Debug, PartialEq, Eq)]
pub struct TaskState {
    /// Id of the task.
    pub task: String,
    /// Its state.
    pub state: State,
    /// The date of the report, if the file gives one.
    pub updated: Option<NaiveDate>,
    /// The source of the report, or the evidence.
    pub evidence: Option<String>,
    /// The place of its file in [`TaskStates::files`].
    pub file: usize,
    /// Its line, from 1.
    pub line: u32,
}

/// Every reported state of a plan's tasks, in the order read.
#[derive(Default)]
pub struct TaskStates {
    /// The files, in the order read, as the user named them.
    pub files: Vec<String>,
    /// The reports.
    pub all: Vec<TaskState>,
}

impl TaskStates {
    /// The state of a task as known on `as_of`: the newest report up to that date, and of several the one on the last line.
    /// A report with a date takes precedence over one without.
    pub fn of(&self, task: &str, as_of: NaiveDate) -> Option<&TaskState> {
        self.all
            .iter()
            .filter(|state| state.task == task && state.updated.is_none_or(|day| day <= as_of))
            .max_by_key(|state| (state.updated, state.file, state.line))
    }

    /// `file:line` of a report.
    pub fn place(&self, state: &TaskState) -> String {
        let name = self.files.get(state.file).map_or("?", String::as_str);
        format!("{name}:{}", state.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_report_known_on_the_day_counts() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let report = |state, updated: &str, line| TaskState {
            task: "t".to_owned(),
            state,
            updated: updated.parse().ok(),
            evidence: None,
            file: 0,
            line,
        };
        let states = TaskStates {
            files: vec!["tasks.csv".to_owned()],
            all: vec![
                report(State::Done, "2024-06-30", 2),
                report(State::InProgress, "2024-01-31", 3),
                report(State::Blocked, "2024-01-31", 4),
                report(State::NotStarted, "", 5),
            ],
        };
        let on = |text| states.of("t", day(text)).map(|state| state.state);
        assert_eq!(on("2024-12-31"), Some(State::Done));
        assert_eq!(on("2024-06-29"), Some(State::Blocked));
        assert_eq!(on("2023-12-31"), Some(State::NotStarted));
        assert_eq!(states.of("other", day("2024-12-31")), None);
        assert_eq!(states.place(&states.all[2]), "tasks.csv:4");
    }
}
