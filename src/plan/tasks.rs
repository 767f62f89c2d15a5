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
        /// Not finished in time.
        Late       "late"        "late"        "逾期";
    }
}

impl State {
    /// Other words for it, as the tables of supervisors (督查) have them.
    pub fn also(self) -> &'static [&'static str] {
        match self {
            Self::NotStarted => &[
                "未启动",
                "未开工",
                "未开展",
                "未实施",
                "尚未启动",
                "尚未开始",
                "待启动",
                "not begun",
                "pending",
                "planned",
                "to do",
            ],
            Self::InProgress => &[
                "推进中",
                "未完成",
                "未办结",
                "办理中",
                "实施中",
                "落实中",
                "在办",
                "在建",
                "正在推进",
                "有序推进",
                "正常推进",
                "持续推进",
                "按序时推进",
                "ongoing",
                "under way",
                "started",
                "on schedule",
            ],
            Self::Done => &[
                "已办结",
                "办结",
                "完成",
                "已办理",
                "已落实",
                "已销号",
                "销号",
                "逾期办结",
                "逾期完成",
                "提前完成",
                "completed",
                "complete",
                "finished",
                "closed",
            ],
            Self::Blocked => &[
                "推进受阻",
                "滞后",
                "进度滞后",
                "推进缓慢",
                "进展缓慢",
                "停滞",
                "暂停",
                "held up",
                "delayed",
                "behind schedule",
                "stalled",
                "on hold",
                "suspended",
            ],
            Self::Late => {
                &["逾期未办结", "逾期未完成", "超期", "超期未办结", "超期未完成", "overdue"]
            }
        }
    }
}

/// Where a task stands against its due day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// Not done so many days after it.
    Overdue(i32),
    /// It has passed, and nothing is reported.
    Lapsed,
    /// Done so many days after it; below zero: before it.
    Done(i32),
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
        self.up_to(task, as_of).pop()
    }

    /// The day of the first report that a task is done, since the last one that it is not.
    pub fn done_on(&self, task: &str, as_of: NaiveDate) -> Option<NaiveDate> {
        let reports = self.up_to(task, as_of).into_iter().rev();
        reports.take_while(|it| it.state == State::Done).last()?.updated
    }

    /// What is known of a task on `as_of`, the newest last.
    fn up_to(&self, task: &str, as_of: NaiveDate) -> Vec<&TaskState> {
        let known = |it: &&TaskState| it.task == task && it.updated.is_none_or(|day| day <= as_of);
        let mut reports: Vec<_> = self.all.iter().filter(known).collect();
        reports.sort_by_key(|it| (it.updated, it.file, it.line));
        reports
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
