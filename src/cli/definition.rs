//! The command line as it is parsed, documented and completed: what the arguments declare, with each command's own formats
//! and examples; and its help in Chinese.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command, CommandFactory};
use toml::Table;

use super::args::{Cli, own_formats};
use crate::{
    render::text::{Breaks, wrap},
    words::joined,
};

/// What may be typed, by command. The first is the plainest.
const EXAMPLES: [(&str, &[&str]); 23] = [
    ("list", &["list", "list --format json"]),
    ("show", &["show hangzhou-2024", "show hangzhou-2024 34", "show zhejiang-145 --format toml"]),
    (
        "status",
        &[
            "status hangzhou-2024 --as-of 2025-06-30",
            "status hangzhou-2024 --actuals mine.csv -o status.xlsx",
            "status zhejiang-145 --each-region --rank-by ratio",
        ],
    ),
    ("gap", &["gap zhejiang-145", "gap hangzhou-2024 --by responsible -o gap.md"]),
    ("explain", &["explain hangzhou-2024 34", "explain zhejiang-145 研发投入强度"]),
    ("trend", &["trend hangzhou-2024 34", "trend zhejiang-145 rd-intensity --format csv"]),
    ("chart", &["chart zhejiang-145 rd-intensity -o chart.svg"]),
    ("compare", &["compare rd-intensity", "compare rd-intensity zhejiang-145 qinghai-145"]),
    (
        "report",
        &[
            "report zhejiang-145 -o report.html",
            "report hangzhou-2024 --lang zh --format markdown",
            "report zhejiang-145 --each-region -o provinces.html",
        ],
    ),
    ("tasks", &["tasks xinchang-2025", "tasks xinchang-2025 --tasks states.csv --by responsible"]),
    ("rules", &["rules zhejiang-county-2022 --year 2018/2023"]),
    (
        "check",
        &[
            "check hangzhou-2024 --fail-on missed,off-track",
            "check zhejiang-145 --format junit -o plancheck.xml",
        ],
    ),
    (
        "diff",
        &[
            "diff zhejiang-145 --from 2024-01-01 --to 2025-01-01",
            "diff zhejiang-145 --from old.csv --to new.csv",
            "diff old.toml plans/city-2030.toml",
        ],
    ),
    (
        "validate",
        &[
            "validate",
            "validate plans/city-2030.toml",
            "validate plans --format sarif -o out.sarif",
        ],
    ),
    ("audit", &["audit city-2030 --source plan.txt"]),
    (
        "init",
        &[
            "init city-2030 --period 2026/2030 --region 杭州市",
            "init city-2030 --period 2026/2030 --from plan.txt",
        ],
    ),
    ("template", &["template hangzhou-2024 -o mine.csv"]),
    ("export", &["export hangzhou-2024 work"]),
    (
        "convert",
        &[
            "convert yearbook.xlsx#表1 --region 浙江省 -o actuals.csv",
            "convert data.csv --where sex=T --plan-recipe",
        ],
    ),
    ("explain-code", &["explain-code", "explain-code unit-mismatch"]),
    ("schema", &["schema -o plan.schema.json", "schema status"]),
    ("completions", &["completions bash", "completions powershell -o plancheck.ps1"]),
    ("man", &["man -o plancheck.1", "man --dir man"]),
];

/// The help in Chinese.
const CHINESE: &str = include_str!("../lang/help.zh.toml");

const HEADINGS: [(&str, &str); 6] = [
    ("General", "通用选项"),
    ("Actuals", "实际值"),
    ("Reading", "读取方式"),
    ("Regions", "地区"),
    ("Assessment", "评估"),
    ("Output", "输出"),
];

/// The heading of options without another.
const OPTIONS: &str = "选项";

/// Clap indents the help of an argument so far if it is below the argument.
const INDENT: usize = 10;

/// The command line.
pub fn definition() -> Command {
    EXAMPLES.iter().fold(Cli::command(), |program, (name, _)| {
        program.mut_subcommand(name, |command| {
            let note = command.get_after_help().map(ToString::to_string);
            let command = command.after_help(after(name, "Examples:", note.as_deref()));
            command.mut_args(|arg| match arg.get_id().as_str() {
                "format" => arg.value_parser(own_formats(name)),
                _ => arg,
            })
        })
    })
}

/// The end of a command's help: its examples, and what else there is to say.
fn after(name: &str, head: &str, note: Option<&str>) -> String {
    let examples = EXAMPLES.iter().find(|(known, _)| *known == name);
    let lines = examples.iter().flat_map(|(_, lines)| lines.iter());
    let lines = lines.map(|line| format!("  plancheck {line}"));
    let note = note.map(|note| format!("\n{note}"));
    joined(std::iter::once(head.to_owned()).chain(lines).chain(note), "\n")
}

/// The same in Chinese, in lines of this width.
pub fn in_chinese(program: Command, width: usize) -> Command {
    let table: Table = CHINESE.parse().unwrap_or_default();
    let texts = Texts { table, width };
    let names: Vec<String> = program.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    let about = texts.text(&["about"]);
    let program = texts.command(program, None).about(about).after_help(texts.wrapped(
        &texts.text(&["after"]),
        0,
        0,
    ));
    let program = program
        .disable_help_subcommand(true)
        .subcommand(Command::new("help").arg(Arg::new("COMMAND").num_args(0..)))
        .arg(texts.flag("version", 'V', ArgAction::Version))
        .disable_version_flag(true);
    let translated = |program: Command, name: &String| {
        program.mut_subcommand(name, |command| {
            let note = texts.find(&["notes", name]);
            let after = after(name, "示例：", note.as_deref());
            texts.command(command, Some(name)).after_help(texts.wrapped(&after, 0, 4))
        })
    };
    let program = names.iter().fold(program, translated);
    program.mut_subcommand("help", |help| help.about(texts.text(&["commands", "help"])))
}

struct Texts {
    table: Table,
    width: usize,
}

impl Texts {
    /// The text under these keys.
    fn find(&self, keys: &[&str]) -> Option<String> {
        let (last, tables) = keys.split_last()?;
        let table = tables.iter().try_fold(&self.table, |table, key| table.get(*key)?.as_table());
        Some(table?.get(*last)?.as_str()?.to_owned())
    }

    /// A test finds every text that is missing.
    fn text(&self, keys: &[&str]) -> String {
        self.find(keys).unwrap_or_default()
    }

    /// In lines as long as there is room besides what clap indents them by.
    fn wrapped(&self, text: &str, indented: usize, hanging: usize) -> String {
        let width = self.width.saturating_sub(indented).max(20);
        let broken = |line| joined(wrap(line, width, hanging, Breaks::Prose), "\n");
        joined(text.lines().map(broken), "\n")
    }

    fn flag(&self, name: &'static str, short: char, action: ArgAction) -> Arg {
        let arg = Arg::new(name).short(short).long(name).action(action);
        arg.help(self.text(&["arguments", name])).help_heading(OPTIONS)
    }

    fn command(&self, command: Command, name: Option<&str>) -> Command {
        let usage = command.clone().render_usage().to_string();
        let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", "[选项]");
        let usage = usage.replace("<COMMAND>", "<命令>");
        let (command, program) = match name {
            Some(name) => (command.about(self.text(&["commands", name])), "plancheck "),
            None => (command, ""),
        };
        command
            .override_usage(format!("{program}{usage}"))
            .help_template(
                "{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}",
            )
            .subcommand_help_heading("命令")
            .disable_help_flag(true)
            .mut_args(|arg| self.argument(arg, name))
            .arg(self.flag("help", 'h', ArgAction::Help))
    }

    fn argument(&self, arg: Arg, command: Option<&str>) -> Arg {
        let id = arg.get_id().to_string();
        let own = command.and_then(|command| self.find(&["of", command, &id]));
        let help = own.unwrap_or_else(|| self.text(&["arguments", &id]));
        let values: Vec<PossibleValue> =
            arg.get_possible_values().into_iter().filter(|it| !it.is_hide_set()).collect();
        let takes_values = arg.get_action().takes_values();
        let hidden = arg.is_hide_possible_values_set() || !takes_values;
        let mut short = help.clone();
        let default: Vec<_> =
            arg.get_default_values().iter().map(|it| it.to_string_lossy()).collect();
        if !default.is_empty() && takes_values {
            short = format!("{short} [默认：{}]", default.join(","));
        }
        let mut long = self.wrapped(&short, INDENT, 0);
        if !hidden && !values.is_empty() {
            let all: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
            short = format!("{short} [可选值：{}]", all.join("、"));
            long += "\n\n可选值：";
            for value in all {
                let line = match self.find(&["values", &id, value]) {
                    Some(text) => format!("- {value}：{text}"),
                    None => format!("- {value}"),
                };
                long += "\n";
                long += &self.wrapped(&line, INDENT, 2);
            }
        }
        let heading = arg.get_help_heading();
        let heading = HEADINGS.iter().find(|(english, _)| heading == Some(*english));
        let other = if arg.is_positional() { "参数" } else { OPTIONS };
        let heading = heading.map_or(other, |(_, heading)| *heading);
        let arg = if takes_values {
            arg.hide_possible_values(true).hide_default_value(true)
        } else {
            arg
        };
        arg.help(self.wrapped(&short, INDENT, 0))
            .long_help(long)
            .help_heading(heading)
            .next_line_help(true)
            .hide_env(true)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use unicode_width::UnicodeWidthStr;

    use super::*;

    /// Every text of the Chinese help, as a path of keys.
    fn keys(table: &Table, path: &str) -> Vec<String> {
        let below = |(key, value): (&String, &toml::Value)| {
            let path = format!("{path}/{key}");
            value.as_table().map_or(vec![path.clone()], |table| keys(table, &path))
        };
        table.iter().flat_map(below).collect()
    }

    fn told(command: &Command, name: Option<&str>, table: &Table, used: &mut BTreeSet<String>) {
        for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
            let id = arg.get_id().as_str();
            let own = name.map(|name| format!("/of/{name}/{id}"));
            let has = |path: &String| keys(table, "").contains(path);
            let path = own.filter(has).unwrap_or(format!("/arguments/{id}"));
            assert!(has(&path), "{name:?}: {path}");
            used.insert(path);
            let values = arg.get_possible_values();
            for value in values.iter().filter(|it| !it.is_hide_set() && it.get_help().is_some()) {
                let path = format!("/values/{id}/{}", value.get_name());
                assert!(has(&path), "{path}");
                used.insert(path);
            }
            let heading = arg.get_help_heading();
            assert!(heading.is_none_or(|it| HEADINGS.iter().any(|(known, _)| *known == it)));
        }
    }

    #[test]
    fn all_help_is_there_in_chinese_and_none_is_left_over() {
        let table: Table = CHINESE.parse().unwrap();
        let program = definition();
        let mut used: BTreeSet<String> =
            ["/about", "/after", "/arguments/help", "/arguments/version", "/commands/help"]
                .map(str::to_owned)
                .into();
        told(&program, None, &table, &mut used);
        for command in program.get_subcommands() {
            let name = command.get_name();
            told(command, Some(name), &table, &mut used);
            used.insert(format!("/commands/{name}"));
            let note = command.get_after_help().map(ToString::to_string);
            if note.is_some_and(|note| note.contains("\n\n")) {
                used.insert(format!("/notes/{name}"));
            }
        }
        let all: BTreeSet<String> = keys(&table, "").into_iter().collect();
        assert_eq!(all.difference(&used).collect::<Vec<_>>(), Vec::<&String>::new());
    }

    #[test]
    fn help_in_chinese_has_no_english_sentence_and_no_wide_line() {
        let help = |line: &[&str]| {
            let program = in_chinese(definition(), 80).term_width(80);
            program.try_get_matches_from(line).unwrap_err().to_string()
        };
        for (name, _) in EXAMPLES {
            let help = help(&["plancheck", name, "--help"]);
            for english in ["Usage", "Options:", "Arguments", "default:", "possible", "Print"] {
                assert!(!help.contains(english), "{english}: {help}");
            }
            for line in help.lines().filter(|line| !line.contains("plancheck")) {
                assert!(line.width() <= 80, "{line}");
            }
        }
        let help = help(&["plancheck"]);
        assert!(help.contains("用法：plancheck [选项] <命令>"), "{help}");
        assert!(help.lines().all(|line| line.width() <= 80), "{help}");
    }

    #[test]
    fn every_command_has_examples_that_can_be_typed() {
        let program = definition();
        let names: Vec<&str> = program.get_subcommands().map(Command::get_name).collect();
        assert_eq!(names, EXAMPLES.map(|(name, _)| name));
        for line in EXAMPLES.iter().flat_map(|(_, lines)| *lines) {
            let words = ["plancheck"].into_iter().chain(line.split(' '));
            let parsed = definition().try_get_matches_from(words);
            assert!(parsed.is_ok(), "{line}: {:?}", parsed.err());
        }
    }
}
