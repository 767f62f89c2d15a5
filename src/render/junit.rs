//! A check as a `JUnit` report: a suite per plan, a case per indicator.
//!
//! The format is `junit-10.xsd`, which CI servers read: an indicator that fails the policy is a failure; one without a
//! grade that does not fail it is skipped.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::{
    record::each,
    render::{Style, printable, text},
    report::check::CheckView,
};

const NAME: &str = "plancheck check";

/// The name of the case for the warnings of a plan, if they fail.
const WARNINGS: &str = "warning";

struct Case {
    name: String,
    /// The verdict, or `warning`.
    kind: &'static str,
    message: String,
    details: String,
    /// `failure` or `skipped`; `None` if passed.
    outcome: Option<&'static str>,
}

const FAILED: Option<&str> = Some("failure");
const SKIPPED: Option<&str> = Some("skipped");

/// Writes the report.
pub fn report(views: &[CheckView<'_>], out: &mut dyn Write, style: &Style) -> io::Result<()> {
    let suites = each(views, |view| (view, cases(view, style)));
    let mut writer = Writer::new_with_indent(out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let all = || suites.iter().flat_map(|(_, cases)| cases);
    writer
        .create_element("testsuites")
        .with_attributes([
            ("name", NAME),
            ("tests", all().count().to_string().as_str()),
            ("failures", count(all(), FAILED).as_str()),
            ("errors", "0"),
        ])
        .write_inner_content(|writer| {
            suites.iter().try_for_each(|(view, cases)| suite(view, cases, writer))
        })?;
    writeln!(writer.into_inner())
}

/// Text without characters that XML forbids or that are unsafe in a terminal.
fn safe(text: &str) -> String {
    printable(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

fn cases(view: &CheckView<'_>, style: &Style) -> Vec<Case> {
    let cases = view.rows().map(|judged| {
        let verdict = judged.finding.verdict;
        let place = format!("{}:{}", judged.plan.file, judged.indicator().line);
        Case {
            name: judged.indicator().id.clone(),
            kind: verdict.word(),
            message: text::finding_line(&judged, style),
            details: format!("{}\n{place}", text::name_line(&judged, style)),
            outcome: if view.fails(&judged) {
                FAILED
            } else {
                SKIPPED.filter(|_| !verdict.is_graded())
            },
        }
    });
    cases.chain(view.policy.warnings.then(|| warnings(view, style))).collect()
}

fn warnings(view: &CheckView<'_>, style: &Style) -> Case {
    let said = view.warnings.iter().map(|warning| {
        let text = warning.problem.text(style.lang);
        let place =
            warning.place.as_ref().map(|it| format!("{}:{}:{}: ", it.file, it.line, it.column));
        let code = warning.problem.code();
        format!("{}[{code}] {}", place.unwrap_or_default(), text.message)
    });
    let said: Vec<String> = said.collect();
    Case {
        name: WARNINGS.to_owned(),
        kind: WARNINGS,
        message: said.first().cloned().unwrap_or_default(),
        outcome: FAILED.filter(|_| !said.is_empty()),
        details: said.join("\n"),
    }
}

fn count<'a>(cases: impl Iterator<Item = &'a Case>, outcome: Option<&str>) -> String {
    cases.filter(|case| case.outcome == outcome).count().to_string()
}

fn suite<W: Write>(view: &CheckView<'_>, cases: &[Case], writer: &mut Writer<W>) -> io::Result<()> {
    writer
        .create_element("testsuite")
        .with_attributes([
            ("name", view.id()),
            ("tests", cases.len().to_string().as_str()),
            ("failures", count(cases.iter(), FAILED).as_str()),
            ("errors", "0"),
            ("skipped", count(cases.iter(), SKIPPED).as_str()),
        ])
        .write_inner_content(|writer| {
            writer.create_element("properties").write_inner_content(|writer| {
                for (name, value) in view.facts() {
                    let value = safe(&value);
                    let property = writer.create_element("property");
                    property.with_attributes([("name", name), ("value", &value)]).write_empty()?;
                }
                Ok(())
            })?;
            cases.iter().try_for_each(|case| write_case(view.id(), case, writer))
        })?;
    Ok(())
}

fn write_case<W: Write>(suite: &str, case: &Case, writer: &mut Writer<W>) -> io::Result<()> {
    let message = safe(&case.message);
    let details = safe(&case.details);
    writer
        .create_element("testcase")
        .with_attributes([("classname", suite), ("name", &case.name)])
        .write_inner_content(|writer| {
            if let Some(end) = case.outcome {
                writer
                    .create_element(end)
                    .with_attributes([("type", case.kind), ("message", &message)])
                    .write_text_content(BytesText::new(&details))?;
                return Ok(());
            }
            let said = format!("{message}\n{details}");
            if !said.trim_end().is_empty() {
                let out = writer.create_element("system-out");
                out.write_text_content(BytesText::new(said.trim_end()))?;
            }
            Ok(())
        })?;
    Ok(())
}
