//! What the TOML parser complains about, in terms of what the encoder probably did.

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::toml_table::Span;
use crate::diag::{PlanProblem, Slip};

/// The parser's errors, each once, without those that only follow from an inline table left open.
pub(super) fn faults(text: &str, root: &DeTable<'_>, errors: &[Error]) -> Vec<(Span, PlanProblem)> {
    let mut open = Vec::new();
    for value in root.values() {
        open_tables(text, value, &mut open);
    }
    let mut faults: Vec<(Span, PlanProblem)> = Vec::new();
    for error in errors {
        let span = error.span().unwrap_or_default();
        if open
            .iter()
            .any(|open| open.start <= span.start && span.start <= open.end)
        {
            continue;
        }
        let problem = problem(text, &span, error);
        if !faults.contains(&(span.clone(), problem.clone())) {
            faults.push((span, problem));
        }
    }
    let opened = open.into_iter().map(|span| {
        let line = text.get(span.clone()).and_then(|text| text.lines().next());
        let end = span.start + line.map_or(0, |line| line.trim_end().len());
        (span.start..end, PlanProblem::OpenInlineTable)
    });
    faults.extend(opened);
    faults
}

/// The outermost inline tables that run over the end of their line. TOML 1.0 has none; the parser takes them, and with a
/// forgotten brace also everything that follows.
fn open_tables(text: &str, value: &Spanned<DeValue<'_>>, open: &mut Vec<Span>) {
    let span = value.span();
    match value.get_ref() {
        DeValue::Table(table) => {
            let inline = text.as_bytes().get(span.start) == Some(&b'{');
            if inline && runs_on(text, &span, table) {
                // Without its brace nothing after it was read as it was meant.
                let closed = text
                    .as_bytes()
                    .get(..span.end)
                    .is_some_and(|read| read.ends_with(b"}"));
                let end = if closed { span.end } else { text.len() };
                open.push(span.start..end);
            } else {
                table
                    .values()
                    .for_each(|value| open_tables(text, value, open));
            }
        }
        DeValue::Array(list) => list.iter().for_each(|value| open_tables(text, value, open)),
        _ => {}
    }
}

/// Is there a line end in the table that belongs to none of its lists and texts?
fn runs_on(text: &str, span: &Span, table: &DeTable<'_>) -> bool {
    let inner = text.get(span.clone()).unwrap_or_default();
    let line_ends = inner.match_indices('\n').map(|(at, _)| span.start + at);
    let mut own = line_ends.filter(|at| {
        let mut values = table.values();
        !values.any(|value| {
            let may_run_on = matches!(value.get_ref(), DeValue::Array(_) | DeValue::String(_));
            may_run_on && value.span().contains(at)
        })
    });
    own.next().is_some()
}

fn problem(text: &str, span: &Span, error: &Error) -> PlanProblem {
    let message = error.message();
    if message == "duplicate key" {
        let before = text.get(..span.start).unwrap_or_default();
        return PlanProblem::DuplicateKey {
            key: text.get(span.clone()).unwrap_or_default().to_owned(),
            table: before.trim_end_matches([' ', '\t']).ends_with('['),
        };
    }
    PlanProblem::Syntax {
        message: message.to_owned(),
        slip: slip(text, span, message),
    }
}

/// The slip behind an error, by what stands at its place.
fn slip(text: &str, span: &Span, message: &str) -> Option<Slip> {
    let at = text.get(span.start..)?;
    let line_start = text.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(line_start..)?.lines().next()?;
    if has_thousands(line) {
        return Some(Slip::Thousands);
    }
    let before = text.get(..span.start)?.trim_end();
    if at.starts_with([':', '：']) || before.ends_with([':', '：']) {
        return Some(Slip::Colon);
    }
    if !message.starts_with("string values must be quoted") {
        return None;
    }
    let word = text.get(span.clone())?.trim();
    Some(if word.is_empty() {
        Slip::NoValue
    } else if word.starts_with(['“', '”', '„', '「', '『', '＂', '‘', '’']) {
        Slip::CurlyQuotes
    } else if word.starts_with(|first: char| first.is_ascii_digit()) && word.ends_with(['%', '％'])
    {
        Slip::Percent
    } else {
        Slip::Unquoted
    })
}

/// Does a number outside quotes have a comma before exactly three digits?
fn has_thousands(line: &str) -> bool {
    let outside = line.split('"').step_by(2);
    outside.into_iter().any(|part| {
        let digit = |at: usize| part.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
        part.match_indices(',').any(|(at, _)| {
            at > 0 && digit(at - 1) && (1..=3).all(|step| digit(at + step)) && !digit(at + 4)
        })
    })
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::faults;
    use crate::diag::{PlanProblem, Slip};

    fn found(text: &str) -> Vec<PlanProblem> {
        let (root, errors) = DeTable::parse_recoverable(text);
        let faults = faults(text, root.get_ref(), &errors);
        faults.into_iter().map(|(_, problem)| problem).collect()
    }

    fn slip(text: &str) -> Option<Slip> {
        match &found(text)[..] {
            [PlanProblem::Syntax { slip, .. }, ..] => *slip,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn slips_of_the_hand_are_named() {
        assert_eq!(slip("a = { b = 2,000 }"), Some(Slip::Thousands));
        assert_eq!(slip("a = 80%"), Some(Slip::Percent));
        assert_eq!(slip("a = “杭州”"), Some(Slip::CurlyQuotes));
        assert_eq!(slip("a = 杭州"), Some(Slip::Unquoted));
        assert_eq!(slip("a =\nb = 1"), Some(Slip::NoValue));
        assert_eq!(slip("a = { b: 1 }"), Some(Slip::Colon));
        assert_eq!(slip("a = [1, 2"), None);
    }

    #[test]
    fn an_open_table_is_one_fault() {
        let text = "a = { b = 1\nc = 2\n[[d]]\nc = 3\nc = 4\n";
        assert_eq!(found(text), [PlanProblem::OpenInlineTable]);
        assert_eq!(found("a = {\n b = 1,\n}"), [PlanProblem::OpenInlineTable]);
        assert_eq!(found("a = { b = [\n1,\n2\n] }\nc = [\n{ d = 1 },\n]"), []);
    }
}
