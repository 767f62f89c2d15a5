use encoding_rs::GB18030;
use proptest::prelude::*;

use super::*;
use crate::{diag::Severity, fixtures::input, lang::Lang, load::encoding::encoded};

const TASKS: [&str; 3] = ["pilot-zone", "method", "phase-three"];

fn read(bytes: impl Into<Vec<u8>>) -> (TaskStates, Vec<Diagnostic>) {
    read_tasks(vec![input("t.csv", bytes)], "city", &TASKS)
}

/// Task, state, day and line of every report.
fn reports(states: &TaskStates) -> Vec<String> {
    let line = |it: &TaskState| {
        let day = it.updated.map(|day| day.to_string()).unwrap_or_default();
        format!(
            "{} {} {day} {} {}",
            it.task,
            it.state.word(),
            it.evidence.as_deref().unwrap_or_default(),
            it.line
        )
    };
    states.all.iter().map(line).collect()
}

/// Code, line and column of everything said; every message must have words.
fn said(diagnostics: &[Diagnostic]) -> Vec<(&'static str, u32, u32)> {
    diagnostics
        .iter()
        .map(|diagnostic| {
            if let diag::Problem::Data(problem) = &diagnostic.problem {
                for lang in [Lang::En, Lang::Zh] {
                    assert!(!problem.text(lang).message.is_empty());
                }
            }
            let place = diagnostic.place.as_ref();
            let (line, column) = place.map_or((0, 0), |place| (place.line, place.column));
            (diagnostic.problem.code(), line, column)
        })
        .collect()
}

#[test]
fn states_in_either_language() {
    let english = "plan,task,state,updated,evidence\ncity,pilot-zone,In progress,2024-03-05,\"a, b\"\nother,x,nonsense,,\ncity,method,done,,\ncity,phase-three,,,\n\n";
    let chinese = "\u{feff}任务;依据;状态;规划;更新日期\r\npilot-zone;a, b;进行中;city;2024年3月5日\r\nx;;nonsense;other;\r\nmethod;;已完成;city;\r\n";
    for text in [english, chinese] {
        let (states, diagnostics) = read(text);
        assert_eq!(said(&diagnostics), []);
        assert_eq!(
            reports(&states),
            ["pilot-zone in-progress 2024-03-05 a, b 2", "method done   4"]
        );
    }
    let bytes = encoded(chinese.trim_start_matches('\u{feff}'), GB18030).expect("encodable");
    let (states, diagnostics) = read(bytes);
    assert_eq!(said(&diagnostics), [("encoding-used", 1, 1)]);
    assert_eq!(states.all.len(), 2);
    let words = |state: &State| [(state.word(), *state), (state.text(Lang::Zh), *state)];
    for (word, state) in State::ALL.iter().flat_map(words) {
        assert_eq!(read_state(word), Ok(state));
    }
    for (word, state) in [
        ("未启动", State::NotStarted),
        ("推进中", State::InProgress),
        ("Under Way", State::InProgress),
        ("已办结", State::Done),
        ("逾期办结", State::Done),
        ("滞后", State::Blocked),
        ("behind-schedule", State::Blocked),
        ("逾期未办结", State::Late),
    ] {
        assert_eq!(read_state(word), Ok(state), "{word}");
    }
    // No word is of two states, and the documentation lists them all.
    let all: Vec<&str> = State::ALL.iter().flat_map(|it| it.also()).copied().collect();
    assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), all.len());
    let page = include_str!("../../docs/formats.md");
    for state in State::ALL {
        let start = page.find(&format!("| `{}` | {} | ", state.word(), state.text(Lang::Zh)));
        let line = page[start.expect("a line")..].lines().next().expect("a line");
        assert!(line.ends_with(&format!("| {} |", state.also().join(", "))), "{line}");
    }
}

#[test]
fn every_fault_has_its_place() {
    let (states, diagnostics) = read(
        "plan,task,state,updated\n\
         city,pilot-zone,doen,2024-03-05\n\
         city,methd,done,2024-03-05\n\
         city,method,done,soon\n\
         city,,done,\n\
         ,method,done,\n\
         city,method,done\n\
         city,method,已办节,2024\n",
    );
    assert_eq!(states.all, []);
    assert_eq!(
        said(&diagnostics),
        [
            ("unknown-task", 3, 6),
            ("bad-task-state", 2, 17),
            ("bad-date", 4, 18),
            ("empty-cell", 5, 6),
            ("empty-cell", 6, 1),
            ("cell-count", 7, 1),
            ("bad-task-state", 8, 13),
            ("bad-date", 8, 17),
        ]
    );
    assert_eq!(diagnostics[0].severity, Severity::Warning);
    let unknown = DataProblem::UnknownTask {
        task: "methd".to_owned(),
        plan: "city".to_owned(),
        nearest: Some("method".to_owned()),
    };
    assert_eq!(diagnostics[0].problem, unknown.into());
    let nearest = |index: usize| match &diagnostics[index].problem {
        diag::Problem::Data(DataProblem::BadTaskState { nearest, .. }) => *nearest,
        _ => None,
    };
    assert_eq!((nearest(1), nearest(6)), (Some("done"), Some("已办结")));
}

#[test]
fn headers_and_files_that_cannot_be_used() {
    let codes = |text: &str| said(&read(text).1);
    assert_eq!(codes(""), [("empty-file", 1, 1)]);
    assert_eq!(codes("plan,task,state\n"), [("header-only", 1, 1)]);
    assert_eq!(codes("plan,taks,state\ncity,method,done\n"), [("missing-column", 1, 6)]);
    assert_eq!(
        codes("plan,task,state,状态\ncity,method,done,done\n"),
        [("duplicate-column", 1, 17)]
    );
    assert_eq!(codes("plan,task,state\ncity,method,\"done\n"), [("open-quote", 2, 1)]);
    let (_, diagnostics) = read("plan,task,state\ncitty,method,done\n");
    assert_eq!(said(&diagnostics), [("nothing-matched", 1, 1)]);
    assert_eq!(diagnostics[0].severity, Severity::Warning);
    let (_, diagnostics) = read("plan,task,state\nanother-plan,method,done\n");
    assert_eq!(diagnostics[0].severity, Severity::Note);
    let many = format!("plan,task,state\n{}", "city,method,x\n".repeat(60));
    assert_eq!(codes(&many).len(), 51);
}

#[test]
fn a_task_twice_is_a_warning_only_on_one_day() {
    let inputs = vec![
        input(
            "a.csv",
            "plan,task,state,updated\ncity,method,done,2024-03-05\ncity,method,blocked,2024-01-05\n",
        ),
        input("b.csv", "plan,task,state,updated\ncity,method,in-progress,2024-03-05\n"),
    ];
    let (states, diagnostics) = read_tasks(inputs, "city", &TASKS);
    assert_eq!(said(&diagnostics), [("task-twice", 2, 13)]);
    assert!(matches!(
        &diagnostics[0].problem,
        diag::Problem::Data(DataProblem::TaskTwice { first, .. }) if first == "a.csv:2"
    ));
    let newest = states.of("method", "2024-12-31".parse().expect("a day"));
    assert_eq!(newest.map(|it| it.state), Some(State::InProgress));
}

proptest! {
    #[test]
    fn nothing_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200), cells in "[a-z,;\"\n\r任务-]{0,60}") {
        let _ = read(bytes);
        let _ = read(cells.clone());
        let _ = read(format!("plan,task,state,updated,evidence\n{cells}"));
    }
}
