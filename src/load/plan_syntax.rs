//! What the TOML parser complains about, in terms of what the encoder probably did.

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use crate::{
    diag::{PlanProblem, SyntaxHint},
    keys::Span,
};

/// More faults than this are of a file that is no plan at all.
const MOST: usize = 50;

/// The parser's errors, each once, without those that only follow from a bracket left open.
pub fn faults(text: &str, root: &DeTable<'_>, errors: &[Error]) -> Vec<(Span, PlanProblem)> {
    let mut open = Vec::new();
    for value in root.values() {
        find_open(text, value, errors, &mut open);
    }
    let mut faults: Vec<(Span, PlanProblem)> = Vec::new();
    for error in errors {
        if faults.len() >= MOST {
            break;
        }
        let span = error.span().unwrap_or_default();
        let follows = |(open, _): &(Span, _)| open.start <= span.start && span.start <= open.end;
        if open.iter().any(follows) {
            continue;
        }
        let (span, problem) = fault(text, span, error);
        let again = faults.iter().any(|(last, before)| {
            let near = match problem {
                // One head with too few brackets is at odds with every other.
                PlanProblem::DuplicateKey { table, .. } => table,
                PlanProblem::Syntax { hint, .. } => hint.is_some() && same_line(text, last, &span),
                _ => false,
            };
            *before == problem && (*last == span || near)
        });
        if !again {
            faults.push((span, problem));
        }
    }
    faults.extend(open.into_iter().map(|(span, problem)| {
        let line = text.get(span.clone()).and_then(|text| text.lines().next());
        let end = span.start + line.map_or(0, |line| line.trim_end().len());
        (span.start..end, problem)
    }));
    faults
}

fn same_line(text: &str, one: &Span, other: &Span) -> bool {
    text.get(one.start.min(other.start)..one.start.max(other.start))
        .is_some_and(|text| !text.contains('\n'))
}

/// The outermost lists without an end, and inline tables that run over the end of their line. TOML 1.0 has none of these;
/// the parser takes such tables, and with a forgotten brace also everything that follows.
fn find_open(
    text: &str,
    value: &Spanned<DeValue<'_>>,
    errors: &[Error],
    open: &mut Vec<(Span, PlanProblem)>,
) {
    let span = value.span();
    let read = text.get(..span.end).unwrap_or_default();
    let before = text.get(..span.start).unwrap_or_default();
    match value.get_ref() {
        DeValue::Table(table) => {
            let inline = text.as_bytes().get(span.start) == Some(&b'{');
            if inline && runs_on(text, &span, table) {
                // Without its brace nothing after it was read as it was meant.
                let end = if read.ends_with('}') { span.end } else { text.len() };
                open.push((span.start..end, PlanProblem::OpenInlineTable));
            } else {
                table.values().for_each(|value| find_open(text, value, errors, open));
            }
        }
        DeValue::Array(list) => {
            // The head of a table is no list, though its place is that of one.
            let written = before.trim_end().ends_with('=');
            if written && (!read.ends_with(']') || is_unclosed(text, span.end, errors)) {
                open.push((span.start..text.len(), PlanProblem::OpenList));
            } else {
                list.iter().for_each(|value| find_open(text, value, errors, open));
            }
        }
        _ => {}
    }
}

/// Does the parser miss the end of a list where one was last read?
fn is_unclosed(text: &str, end: usize, errors: &[Error]) -> bool {
    let mut places = errors
        .iter()
        .filter(|error| error.message().starts_with("unclosed array,"))
        .filter_map(Error::span);
    places.any(|missed| {
        let between = text.get(end..missed.start);
        between.is_some_and(|between| between.trim().is_empty())
    })
}

/// Is there a line end in the table that belongs to none of its lists and texts?
fn runs_on(text: &str, span: &Span, table: &DeTable<'_>) -> bool {
    let line_ends = text
        .get(span.clone())
        .unwrap_or_default()
        .match_indices('\n')
        .map(|(at, _)| span.start + at);
    let mut own = line_ends.filter(|at| {
        let mut values = table.values();
        !values.any(|value| {
            let may_run_on = matches!(value.get_ref(), DeValue::Array(_) | DeValue::String(_));
            may_run_on && value.span().contains(at)
        })
    });
    own.next().is_some()
}

/// What the error is, and where the encoder will look for it.
fn fault(text: &str, span: Span, error: &Error) -> (Span, PlanProblem) {
    let message = error.message();
    if message == "duplicate key" {
        let before = text.get(..span.start).unwrap_or_default();
        let problem = PlanProblem::DuplicateKey {
            key: text.get(span.clone()).unwrap_or_default().to_owned(),
            table: before.trim_end_matches([' ', '\t']).ends_with('['),
        };
        return (span, problem);
    }
    let placed = thousands(text, &span)
        .map(|span| (span, SyntaxHint::Thousands))
        .or_else(|| full_width(text, &span, message));
    let (span, hint) = match placed {
        Some((span, hint)) => (span, Some(hint)),
        None => (span.clone(), hint(text, &span, message)),
    };
    // What is known better than the parser knows it is not said in its words.
    let message = hint.map_or(message, |_| "").to_owned();
    (span, PlanProblem::Syntax { message, hint })
}

/// The hint for an error, from the text at its place.
fn hint(text: &str, span: &Span, message: &str) -> Option<SyntaxHint> {
    let at = text.get(span.start..)?;
    let before = text.get(..span.start)?.trim_end();
    if at.starts_with([':', '：']) || before.ends_with([':', '：']) {
        return Some(SyntaxHint::Colon);
    }
    if message.starts_with("invalid date") {
        return Some(SyntaxHint::NoSuchDate);
    }
    if !message.starts_with("string values must be quoted") {
        return None;
    }
    let word = text.get(span.clone())?.trim();
    Some(if word.is_empty() {
        SyntaxHint::NoValue
    } else if word.starts_with(['“', '”', '„', '「', '『', '＂', '‘', '’']) {
        SyntaxHint::CurlyQuotes
    } else if word.starts_with(|first: char| first.is_ascii_digit()) && word.ends_with(['%', '％'])
    {
        SyntaxHint::Percent
    } else {
        SyntaxHint::Unquoted
    })
}

/// The first full-width sign among what the parser could not read as key, number or bracket.
fn full_width(text: &str, span: &Span, message: &str) -> Option<(Span, SyntaxHint)> {
    let (line_start, line) = line_at(text, span.start)?;
    let part = if message.starts_with("key with no value") || message.starts_with("unclosed") {
        // Said where the line ends: the sign stands before it.
        if line.contains(['"', '\'', '#']) && !line.contains('＝') {
            return None;
        }
        line_start..line_start + line.len()
    } else if message.starts_with("invalid unquoted key") {
        span.clone()
    } else if message.starts_with("string values must be quoted") {
        let word = text.get(span.clone())?;
        let value =
            word.starts_with(|first: char| first.is_ascii_digit() || narrow(first).is_some());
        value.then(|| span.clone())?
    } else {
        return None;
    };
    let mut signs = text.get(part.clone())?.char_indices();
    let (at, sign, narrow) = signs.find_map(|(at, sign)| Some((at, sign, narrow(sign)?)))?;
    let start = part.start + at;
    Some((start..start + sign.len_utf8(), SyntaxHint::FullWidth { sign: narrow }))
}

/// The line of a byte, and where it starts.
fn line_at(text: &str, at: usize) -> Option<(usize, &str)> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    Some((start, text.get(start..)?.lines().next()?))
}

/// The sign of TOML that a Chinese keyboard wrote in full width.
fn narrow(sign: char) -> Option<char> {
    match sign {
        '＝' => Some('='),
        '［' | '【' => Some('['),
        '］' | '】' => Some(']'),
        '｛' => Some('{'),
        '｝' => Some('}'),
        '，' | '、' => Some(','),
        '．' => Some('.'),
        '＃' => Some('#'),
        _ => None,
    }
}

/// A number outside quotes with a comma before exactly three digits, on the line of the error.
fn thousands(text: &str, span: &Span) -> Option<Span> {
    let (line_start, line) = line_at(text, span.start)?;
    let digit = |at: usize| line.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let comma = line.match_indices(',').map(|(at, _)| at).find(|at| {
        let quotes = line.get(..*at).map_or(0, |before| before.matches('"').count());
        // In a list the comma may stand between two numbers.
        let listed = line.get(..*at).is_some_and(|before| before.contains('['));
        let grouped = *at > 0 && digit(at - 1) && (1..=3).all(|step| digit(at + step));
        quotes % 2 == 0 && grouped && !listed && !digit(at + 4)
    })?;
    let start = (0..comma).rev().take_while(|at| digit(*at)).last()?;
    Some(line_start + start..line_start + comma + 4)
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::faults;
    use crate::diag::{PlanProblem, SyntaxHint};

    fn found(text: &str) -> Vec<PlanProblem> {
        let (root, errors) = DeTable::parse_recoverable(text);
        let faults = faults(text, root.get_ref(), &errors);
        faults.into_iter().map(|(_, problem)| problem).collect()
    }

    fn hint(text: &str) -> Option<SyntaxHint> {
        match &found(text)[..] {
            [PlanProblem::Syntax { hint, .. }, ..] => *hint,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn common_mistakes_have_a_hint() {
        assert_eq!(hint("a = { b = 2,000 }"), Some(SyntaxHint::Thousands));
        assert_eq!(hint("a = 80%"), Some(SyntaxHint::Percent));
        assert_eq!(hint("a = “杭州”"), Some(SyntaxHint::CurlyQuotes));
        assert_eq!(hint("a = 杭州"), Some(SyntaxHint::Unquoted));
        assert_eq!(hint("a =\nb = 1"), Some(SyntaxHint::NoValue));
        assert_eq!(hint("a = { b: 1 }"), Some(SyntaxHint::Colon));
        assert_eq!(hint("a ＝ 1"), Some(SyntaxHint::FullWidth { sign: '=' }));
        assert_eq!(hint("a＝1"), Some(SyntaxHint::FullWidth { sign: '=' }));
        assert_eq!(hint("［a］"), Some(SyntaxHint::FullWidth { sign: '[' }));
        assert_eq!(hint("a = [1，2]"), Some(SyntaxHint::FullWidth { sign: ',' }));
        assert_eq!(hint("a = { b = 1｝"), Some(SyntaxHint::FullWidth { sign: '}' }));
        assert_eq!(hint("a = 2023-02-29"), Some(SyntaxHint::NoSuchDate));
        assert_eq!(hint("a = 2023-13-01"), Some(SyntaxHint::NoSuchDate));
        assert_eq!(hint("[a\nb = 1"), None);
        assert_eq!(hint("a = [100,200] b"), None);
    }

    #[test]
    fn an_open_table_is_one_fault() {
        let text = "a = { b = 1\nc = 2\n[[d]]\nc = 3\nc = 4\n";
        assert_eq!(found(text), [PlanProblem::OpenInlineTable]);
        assert_eq!(found("a = {\n b = 1,\n}"), [PlanProblem::OpenInlineTable]);
        assert_eq!(found("a = [1,\n2\nb = 1\n[[c]]\n"), [PlanProblem::OpenList]);
        assert_eq!(found("a = { b = [\n1,\n2\n] }\nc = [\n{ d = 1 },\n]"), []);
    }
}
