//! How far dated work is, as somebody reported it.

use chrono::NaiveDate;

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Finished.
    Done,
    /// Under way.
    InProgress,
    /// Not begun.
    NotStarted,
    /// Something is in the way.
    Blocked,
}

impl State {
    /// Every state with the word of the tasks file.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Done, "done"),
        (Self::InProgress, "in-progress"),
        (Self::NotStarted, "not-started"),
        (Self::Blocked, "blocked"),
    ];

    /// The word of the tasks file.
    pub fn word(self) -> &'static str {
        super::word_of(&Self::ALL, self)
    }
}

/// The state of a task, as one row of a tasks file reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskState {
    /// Id of the task.
    pub task: String,
    /// How far it is.
    pub state: State,
    /// The day on which that was known.
    pub updated: Option<NaiveDate>,
    /// What shows it.
    pub evidence: Option<String>,
    /// The file, as the user knows it.
    pub file: String,
    /// The line of the file, from 1.
    pub line: u32,
}

/// What was known of a task on a day: the newest report, of one day the last one; a report without a day is the oldest.
pub fn state_on<'a>(
    states: &'a [TaskState],
    task: &str,
    as_of: NaiveDate,
) -> Option<&'a TaskState> {
    states
        .iter()
        .filter(|state| state.task == task)
        .filter(|state| state.updated.is_none_or(|updated| updated <= as_of))
        .max_by_key(|state| state.updated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_report_of_the_day_counts() {
        let report = |state, updated: Option<&str>| TaskState {
            task: "x".to_owned(),
            state,
            updated: updated.map(|day| day.parse().unwrap()),
            evidence: None,
            file: "tasks.csv".to_owned(),
            line: 2,
        };
        let states = [
            report(State::InProgress, Some("2024-05-01")),
            report(State::NotStarted, None),
            report(State::Blocked, Some("2024-09-01")),
            report(State::Done, Some("2024-09-01")),
        ];
        for (day, expected) in [
            ("2024-04-30", State::NotStarted),
            ("2024-05-01", State::InProgress),
            ("2024-12-31", State::Done),
        ] {
            let found = state_on(&states, "x", day.parse().unwrap()).unwrap();
            assert_eq!(found.state, expected, "{day}");
        }
        assert_eq!(state_on(&states, "y", "2024-12-31".parse().unwrap()), None);
    }
}
