//! A check as a `JUnit` report: a suite per plan, a case per indicator.
//!
//! The format is `junit-10.xsd`, which CI servers read: an indicator that fails the policy is a failure; one without a
//! grade that does not fail it is skipped.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::render::{Style, brief};
use crate::report::check::CheckView;

const NAME: &str = "plancheck check";

/// The name of the case for the warnings of a plan, if they fail.
const WARNINGS: &str = "warning";

enum Outcome {
    Passed,
    Failed,
    Skipped,
}

struct Case {
    name: String,
    /// The verdict, or `warning`.
    kind: &'static str,
    message: String,
    details: String,
    outcome: Outcome,
}

/// Writes the report.
pub fn report(views: &[CheckView<'_>], out: &mut dyn Write, style: &Style) -> io::Result<()> {
    let suites: Vec<(&CheckView<'_>, Vec<Case>)> =
        views.iter().map(|view| (view, cases(view, style))).collect();
    let counts = Counts::of(suites.iter().flat_map(|(_, cases)| cases));
    let mut writer = Writer::new_with_indent(out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .create_element("testsuites")
        .with_attribute(("name", NAME))
        .with_attribute(("tests", counts.tests.as_str()))
        .with_attribute(("failures", counts.failures.as_str()))
        .with_attribute(("errors", "0"))
        .write_inner_content(|writer| {
            for (view, cases) in &suites {
                suite(view, cases, writer)?;
            }
            Ok(())
        })?;
    writeln!(writer.into_inner())
}

/// Text without characters that XML forbids or that are unsafe in a terminal.
fn safe(text: &str) -> String {
    let allowed = |character: char| !matches!(character, '\u{fffe}' | '\u{ffff}');
    crate::render::printable(text)
        .chars()
        .map(|character| if allowed(character) { character } else { '\u{fffd}' })
        .collect()
}

fn cases(view: &CheckView<'_>, style: &Style) -> Vec<Case> {
    let mut cases: Vec<Case> = view
        .rows()
        .map(|judged| {
            let verdict = judged.finding.verdict;
            let place = format!("{}:{}", judged.plan.file, judged.indicator().line);
            Case {
                name: judged.indicator().id.clone(),
                kind: verdict.word(),
                message: brief::line(&judged, style),
                details: format!("{}\n{place}", brief::name(&judged, style)),
                outcome: if view.fails(&judged) {
                    Outcome::Failed
                } else if verdict.is_graded() {
                    Outcome::Passed
                } else {
                    Outcome::Skipped
                },
            }
        })
        .collect();
    if view.warnings_fail() {
        cases.push(warnings(view, style));
    }
    cases
}

fn warnings(view: &CheckView<'_>, style: &Style) -> Case {
    let said = view.warnings().iter().map(|warning| {
        let text = warning.problem.text(style.lang);
        let place = warning.place.as_ref();
        let place = place.map(|it| format!("{}:{}:{}: ", it.file, it.line, it.column));
        let code = warning.problem.code();
        format!("{}[{code}] {}", place.unwrap_or_default(), text.message)
    });
    let said: Vec<String> = said.collect();
    let first = said.first().cloned().unwrap_or_default();
    Case {
        name: WARNINGS.to_owned(),
        kind: WARNINGS,
        message: first,
        outcome: if said.is_empty() { Outcome::Passed } else { Outcome::Failed },
        details: said.join("\n"),
    }
}

/// Cases, counted by outcome.
struct Counts {
    tests: String,
    failures: String,
    skipped: String,
}

impl Counts {
    fn of<'a>(cases: impl Iterator<Item = &'a Case>) -> Self {
        let (mut tests, mut failures, mut skipped) = (0_usize, 0_usize, 0_usize);
        for case in cases {
            tests += 1;
            match case.outcome {
                Outcome::Passed => {}
                Outcome::Failed => failures += 1,
                Outcome::Skipped => skipped += 1,
            }
        }
        Self {
            tests: tests.to_string(),
            failures: failures.to_string(),
            skipped: skipped.to_string(),
        }
    }
}

fn suite<W: Write>(view: &CheckView<'_>, cases: &[Case], writer: &mut Writer<W>) -> io::Result<()> {
    let counts = Counts::of(cases.iter());
    writer
        .create_element("testsuite")
        .with_attribute(("name", view.id()))
        .with_attribute(("tests", counts.tests.as_str()))
        .with_attribute(("failures", counts.failures.as_str()))
        .with_attribute(("errors", "0"))
        .with_attribute(("skipped", counts.skipped.as_str()))
        .write_inner_content(|writer| {
            writer.create_element("properties").write_inner_content(|writer| {
                for (name, value) in view.facts() {
                    writer
                        .create_element("property")
                        .with_attribute(("name", name))
                        .with_attribute(("value", safe(&value).as_str()))
                        .write_empty()?;
                }
                Ok(())
            })?;
            for case in cases {
                write_case(view.id(), case, writer)?;
            }
            Ok(())
        })?;
    Ok(())
}

fn write_case<W: Write>(suite: &str, case: &Case, writer: &mut Writer<W>) -> io::Result<()> {
    let (message, details) = (safe(&case.message), safe(&case.details));
    writer
        .create_element("testcase")
        .with_attribute(("classname", suite))
        .with_attribute(("name", case.name.as_str()))
        .write_inner_content(|writer| {
            let end = match case.outcome {
                Outcome::Failed => "failure",
                Outcome::Skipped => "skipped",
                Outcome::Passed => {
                    let said = format!("{message}\n{details}");
                    let said = said.trim_end();
                    if !said.is_empty() {
                        writer
                            .create_element("system-out")
                            .write_text_content(BytesText::new(said))?;
                    }
                    return Ok(());
                }
            };
            writer
                .create_element(end)
                .with_attribute(("type", case.kind))
                .with_attribute(("message", message.as_str()))
                .write_text_content(BytesText::new(&details))?;
            Ok(())
        })?;
    Ok(())
}
