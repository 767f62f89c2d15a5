//! Dated work: how far each task is, by due date or by responsible unit, and `plancheck.tasks/v1`.

use chrono::NaiveDate;

use crate::{
    lang::{HARD_SPACE, Words},
    period::{Month, Period},
    plan::{
        Plan, Task,
        tasks::{State, TaskState, TaskStates, Timing},
    },
    record::{Flat, Record, Shape, each},
    report::{Note, Sentence, Sheet, distinct, grouped, tallied},
    table::{Cell, Heading, Name, Table},
    words::{joined, words_of},
};

words! {
    /// What tasks are listed by.
    pub enum Order {
        /// Due date.
        Due         "due";
        // A task stands under every unit that answers for it.
        /// Responsible unit.
        Responsible "responsible";
    }
}

/// A task with what is known of it.
#[derive(Clone, Copy)]
pub struct Standing<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The task.
    pub task: &'a Task,
    /// How far it is, when somebody said.
    pub state: Option<&'a TaskState>,
    /// The day on which it was done, as far as reports tell.
    done_on: Option<NaiveDate>,
    /// All reports, to say where this one stands.
    states: &'a TaskStates,
    /// The as-of date.
    pub as_of: NaiveDate,
}

record! {
    "columns-of-task" "The columns of CSV."
    |it: Standing<'_>| {
        plan: "The plan's id." = &it.plan.id,
        task: "The task's id." = &it.task.id,
        title: "What is to be done, as printed." = &it.task.title,
        due: "To be done by the end of this period." = it.task.due,
        state: "How far it is, as reported." in states = word(it.word()),
        overdue: "Was it due and is not done? null: nothing is reported." = it.overdue(),
        aspirational: "Is it wished rather than promised (力争)?" = it.task.aspirational,
        unquantified: "Is it a target that prints no number?" = it.task.unquantified,
        responsible: "Who answers for it." = &it.task.responsible,
        section: "The sections that say so." = each(&it.task.citations, |cite| &cite.section),
        figure: "The words that say so." = each(&it.task.citations, |cite| &cite.figure),
        updated: "The day of the report." = it.state.and_then(|state| state.updated),
        evidence: "What the report rests on." = it.state.and_then(|state| state.evidence.as_ref()),
        source: "Where the report stands." = it.state.map(|state| it.states.place(state)),
        title_en: "The same in English." = &it.task.title_en,
        note: "A remark of the encoder." = &it.task.note,
        as_of: "Nothing reported after it is used.",
        done_on: "The day of the first report that says that it is done.",
        days_late: "How many days after its due day it was done, or is not done yet; below zero: before it." = it.days_late(),
    }
}

struct Row<'a>(Standing<'a>);

record! {
    "task" "A task and how far it is: the columns of CSV, then the places of the document."
    |it: Row<'_>| {
        ..it.0,
        cite: "Where the document says so." = &it.0.task.citations,
    }
}

record! {
    document "tasks" "Dated work and how far it is, as `plancheck tasks --format json` writes it."
    |it: TasksView<'_>| {
        plan: "The plan's id." = &it.plan.id,
        as_of: "Nothing reported after it is used.",
        rows: "One row a task." = each(it.standings(), Row),
        tally: "All of them, counted." = it.total(),
        groups: "Counted by due date or by responsible unit."
            = each(it.groups(), |(group, standings)| OfGroup(tally(group, &standings))),
    }
}

record! {
    "all-tasks" "How many tasks there are, and how many in each state."
    |it: TaskTally| {
        total: "All of them.",
        for any states: "How many; absent: none." = each(&it.counts, |(state, count)| (word(*state), *count)),
        overdue: "Those that were due and are not done.",
        due_and_unknown: "Those that were due and of which nothing is reported." = it.lapsed,
        done_late: "Those that were done after they were due.",
    }
}

/// Tasks by what they have in common.
struct OfGroup(TaskTally);

values! {
    OfGroup: Shape::Forms(&[<(Period, &TaskTally)>::OBJECT, <(Option<&String>, &TaskTally)>::OBJECT]), |it| {
        match &it.0.group {
            TaskGroup::Due(period) => (*period, &it.0).data(),
            TaskGroup::Unit(unit) => (Some(unit), &it.0).data(),
            TaskGroup::All | TaskGroup::Nobody => (None::<&String>, &it.0).data(),
        }
    };
}

record! {
    "tasks-due" "The tasks that are due at the same time."
    |due: Period, tally: &TaskTally| {
        due: "When they are due." = due,
        ..*tally,
    }
}

record! {
    "tasks-of-unit" "The tasks that a unit answers for."
    |unit: Option<&String>, tally: &TaskTally| {
        responsible: "Who answers for them; null: nobody is named." = unit,
        ..*tally,
    }
}

/// How far a task can be.
fn states() -> Vec<&'static str> {
    let mut states = words_of::<State>();
    states.push(word(None));
    states
}

/// The word of the machine formats; `unknown` when nobody said how far a task is.
pub fn word(state: Option<State>) -> &'static str {
    state.map_or("unknown", State::word)
}

impl Standing<'_> {
    fn word(&self) -> Option<State> {
        self.state.map(|state| state.state)
    }

    /// Where it stands against its due day, if that is not simply before it or on it.
    fn timing(&self) -> Option<Timing> {
        let after = |day: NaiveDate| {
            i32::try_from((day - self.task.due.last_day()).num_days()).unwrap_or(i32::MAX)
        };
        let days = after(self.as_of);
        match self.word() {
            Some(State::Done) => self.done_on.map(|day| Timing::Done(after(day))),
            // Whoever reports it may have set an earlier day.
            Some(State::Late) => Some(Timing::Overdue(days.max(0))),
            Some(_) => (days > 0).then_some(Timing::Overdue(days)),
            None => (days > 0).then_some(Timing::Lapsed),
        }
    }

    /// Is it late? Nobody knows of a task that was due and of which nothing is reported.
    pub fn overdue(&self) -> Option<bool> {
        let timing = self.timing();
        (timing != Some(Timing::Lapsed)).then_some(matches!(timing, Some(Timing::Overdue(_))))
    }

    fn days_late(&self) -> Option<i32> {
        match self.timing()? {
            Timing::Overdue(days) | Timing::Done(days) => Some(days),
            Timing::Lapsed => None,
        }
    }

    /// What to say of its due day: nothing of what was done on that day.
    pub fn told(&self) -> Option<Timing> {
        self.timing().filter(|it| !matches!(it, Timing::Overdue(0) | Timing::Done(0)))
    }

    /// How far it is, with what to know beside it.
    pub fn cell(&self) -> Cell {
        let (state, timing) = (self.word(), self.told());
        Cell::State { state, timing, aspirational: self.task.aspirational }
    }

    /// The day of the report and its evidence.
    pub fn grounds(&self, words: Words) -> Option<String> {
        let state = self.state?;
        let day = state.updated.map(|day| day.to_string());
        let parts = day.into_iter().chain(state.evidence.clone());
        Some(joined(parts, words.colon())).filter(|text| !text.is_empty())
    }
}

/// The tasks of a plan with their states.
#[derive(Clone, Copy)]
pub struct TasksView<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Reports of states, of this plan's tasks.
    pub states: &'a TaskStates,
    /// Reports later than this do not count.
    pub as_of: NaiveDate,
    /// What they are listed by.
    pub order: Order,
}

impl<'a> TasksView<'a> {
    /// The tasks in order: by due date, or by the first unit that answers for them; then as in the plan.
    pub fn standings(&self) -> Vec<Standing<'a>> {
        let mut all = each(&self.plan.tasks, |task| Standing {
            plan: self.plan,
            task,
            states: self.states,
            state: self.states.of(&task.id, self.as_of),
            done_on: self.states.done_on(&task.id, self.as_of),
            as_of: self.as_of,
        });
        match self.order {
            Order::Due => {
                all.sort_by_key(due);
            }
            Order::Responsible => {
                let units = self.units();
                let place = |it: &Standing<'_>| {
                    let first = it.task.responsible.first();
                    let place = first.and_then(|unit| units.iter().position(|it| it == unit));
                    place.unwrap_or(units.len())
                };
                all.sort_by_key(|it| (place(it), due(it)));
            }
        }
        all
    }

    /// The responsible units in the plan's order.
    fn units(&self) -> Vec<&'a str> {
        distinct(self.plan.tasks.iter().flat_map(|task| &task.responsible).map(String::as_str))
    }

    /// What is known to be late, the longest overdue first, then what is held up before it is due.
    pub fn overdue_or_blocked(&self) -> [Vec<Standing<'a>>; 2] {
        let by_due = Self { order: Order::Due, ..*self }.standings().into_iter();
        let (late, others): (Vec<_>, Vec<_>) = by_due.partition(|it| it.overdue() == Some(true));
        let blocked = others.into_iter().filter(|it| it.word() == Some(State::Blocked));
        [late, blocked.collect()]
    }

    /// All tasks, counted.
    pub fn total(&self) -> TaskTally {
        tally(TaskGroup::All, &self.standings())
    }

    pub fn groups(&self) -> Vec<(TaskGroup, Vec<Standing<'a>>)> {
        let all = self.standings();
        match self.order {
            Order::Due => grouped(all.into_iter().map(|it| (TaskGroup::Due(it.task.due), it))),
            Order::Responsible => {
                let of = |wanted: &dyn Fn(&Task) -> bool| -> Vec<Standing<'a>> {
                    let mut found: Vec<_> =
                        all.iter().copied().filter(|it| wanted(it.task)).collect();
                    found.sort_by_key(due);
                    found
                };
                let units = self.units().into_iter().map(|unit| {
                    let members = of(&|task| task.responsible.iter().any(|one| one == unit));
                    (TaskGroup::Unit(unit.to_owned()), members)
                });
                let nobody = of(&|task| task.responsible.is_empty());
                units
                    .chain([(TaskGroup::Nobody, nobody)])
                    .filter(|(_, members)| !members.is_empty())
                    .collect()
            }
        }
    }

    /// The page: a table for each due date or unit, each with its tally, and the tally of all.
    pub fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::default();
        let plan = self.plan;
        sheet.plan(plan, &plan.region);
        if plan.tasks.is_empty() {
            sheet.space().note(Sentence::NoTasks);
            return sheet;
        }
        for (group, standings) in self.groups() {
            let tally = tally(group, &standings);
            sheet.space().say(move |words| tally.said(words)).table(self.table(&standings));
        }
        let total = self.total();
        sheet.space().say(move |words| total.said(words)).note(Note::releases(
            self.as_of,
            self.newest(),
            0,
        ));
        sheet
    }

    /// The newest report that counts.
    fn newest(&self) -> Option<NaiveDate> {
        let updates = self.states.all.iter().filter_map(|state| state.updated);
        updates.filter(|updated| *updated <= self.as_of).max()
    }

    fn table(&self, standings: &[Standing<'_>]) -> Table {
        Table::of(standings)
            .prose(Heading::Task, |it| {
                let due = (self.order == Order::Responsible).then_some(it.task.due);
                ((name_of(it.task), &it.task.id), due)
            })
            .word(Heading::State, |it| it.cell())
            .prose(Heading::Responsible, |it| &it.task.responsible)
            .prose(Heading::Citation, |it| &it.task.citations)
            .table()
            .without_empty_columns()
    }

    /// The tasks as one flat table, one a row.
    pub fn flat(&self) -> Flat<'_> {
        Flat::of(self.standings()).one_sheet_per("plan")
    }
}

/// In order of the days on which they are due: a quarter is due on its last day.
fn due(it: &Standing<'_>) -> (NaiveDate, Month) {
    (it.task.due.last_day(), it.task.due.first())
}

/// The title of a task in both languages.
pub fn name_of(task: &Task) -> Name {
    Name::of(&task.title, &task.title_en)
}

/// What tasks have in common that are listed together.
#[derive(Clone, PartialEq, Eq)]
pub enum TaskGroup {
    /// All of them.
    All,
    /// Due by the end of this period.
    Due(Period),
    /// Somebody answers for them.
    Unit(String),
    /// Nobody is named.
    Nobody,
}

/// Tasks, counted.
#[derive(Clone)]
pub struct TaskTally {
    /// What they have in common.
    pub group: TaskGroup,
    /// How many.
    pub total: usize,
    /// By state.
    pub counts: Vec<(Option<State>, usize)>,
    /// Due before the as-of date and known not to be done.
    pub overdue: usize,
    /// Due before the as-of date, their state unknown.
    pub lapsed: usize,
    /// Done after they were due.
    pub done_late: usize,
}

impl TaskTally {
    /// `Due 2024, 74 tasks: 3 done, 71 unknown; 2 overdue`.
    pub fn said(&self, words: Words) -> String {
        let total = self.total;
        let heading = match &self.group {
            TaskGroup::All => say!(words, "All {total}", "全部{total}项"),
            TaskGroup::Due(period) => {
                let period = words.period(*period);
                say!(words, "Due {period} ({total})", "{period}到期{total}项")
            }
            TaskGroup::Unit(unit) => say!(words, "{unit} ({total})", "{unit}{total}项"),
            TaskGroup::Nobody => say!(words, "No unit named ({total})", "未列责任单位{total}项"),
        };
        let counts = self.counts.iter().map(|(state, count)| {
            let state = words.state(*state);
            say!(words, "{count}{HARD_SPACE}{state}", "{state}{count}")
        });
        let more = [
            (self.overdue, words.pick("overdue", "逾期")),
            (self.lapsed, words.pick("past their due date, state unknown", "期限已过而状态未知")),
            (self.done_late, words.pick("done late", "逾期办结")),
        ];
        let more = more
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| say!(words, "{count} {word}", "{word}{count}"));
        let parts = words.semicolons([words.commas(counts)].into_iter().chain(more));
        format!("{heading}{}{parts}", words.colon())
    }
}

pub fn tally(group: TaskGroup, standings: &[Standing<'_>]) -> TaskTally {
    // Unknown comes last, as the first of an option's values would come first.
    let mut counts = tallied(standings.iter().map(Standing::word));
    counts.sort_by_key(|(state, _)| state.is_none());
    let count = |of: &dyn Fn(&Standing<'_>) -> bool| standings.iter().filter(|it| of(it)).count();
    TaskTally {
        group,
        total: standings.len(),
        counts,
        overdue: count(&|it| it.overdue() == Some(true)),
        lapsed: count(&|it| it.timing() == Some(Timing::Lapsed)),
        done_late: count(&|it| matches!(it.timing(), Some(Timing::Done(1..)))),
    }
}
