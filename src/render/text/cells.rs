//! The content of a cell, as lines that may still be wrapped.

use unicode_width::UnicodeWidthStr;

use crate::{
    assess::Reason,
    lang::{HARD_SPACE, JOINER, SOFT_BREAK, Words},
    number::Number,
    plan::{Citation, called::DOTS},
    record::each,
    render::{columns, fitting, printable},
    table::{Cell, Share, Span},
    unit::{POINTS, Unit},
    words::joined,
};

/// The lines of a cell; `bar` is the width of a progress bar, `None` for no bar.
pub fn lines(cell: &Cell, words: Words, bar: Option<usize>) -> Vec<String> {
    each(raw_lines(cell, words, bar).into_iter().filter(|line| !line.is_empty()), |line| {
        safe(&line)
    })
}

/// A cell on one line, as short as can be.
pub fn short(cell: &Cell, words: Words) -> String {
    let text = match cell {
        Cell::Stack(cells) => cells.iter().find(|it| !it.is_empty()).map(|it| short(it, words)),
        Cell::Target(goal, resolved, unit) => {
            let text = words.goal_short(goal, resolved.as_ref(), unit);
            // Only what is no number is as long as that.
            Some(cut(&text, MOST_OF_TARGET, words))
        }
        Cell::Difference(number, unit) => Some(words.signed(number) + points(unit, words)),
        Cell::Need(need) => {
            let time = words.need(need).pop().map(|time| format!(" {time}"));
            Some(
                words.needed(need)
                    + points(&need.unit, words)
                    + time.unwrap_or_default().trim_end(),
            )
        }
        Cell::Period(period) => Some(words.period_short(*period)),
        // Its word is above it, or its sign before it.
        Cell::Verdict { .. } => lines(cell, words, None).into_iter().nth(1),
        Cell::Progress { progress, expected, .. } => {
            let shares = [progress, expected].into_iter().flatten().filter(|_| progress.is_some());
            Some(joined(shares.map(|share| words.share(share).replace('%', "")), "/"))
        }
        _ => lines(cell, words, None).into_iter().next(),
    };
    text.map(|text| safe(&plain(&text))).unwrap_or_default()
}

/// The unit of a difference, unless it is that of the target.
fn points(unit: &Unit, words: Words) -> &'static str {
    if unit.printed() == POINTS { words.pick(POINTS, "点") } else { "" }
}

/// The most columns of a target.
const MOST_OF_TARGET: usize = 20;

/// The start of a text that is at most so wide, with dots behind it if it is not all.
pub fn cut(text: &str, width: usize, words: Words) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let dots = words.sign(DOTS[0], DOTS[1]);
    let kept = fitting(text, width.saturating_sub(dots.width()), columns);
    format!("{}{dots}", kept.trim_end())
}

/// The text of a cell at most so wide.
pub fn shortened(cell: &Cell, text: &str, width: usize, words: Words) -> String {
    match cell {
        Cell::Called(_, id, spellings) if text.width() > width => {
            let dots = words.sign(DOTS[0], DOTS[1]);
            spellings.shortened(text, id, dots, |it| it.width() <= width)
        }
        _ => cut(text, width, words),
    }
}

/// Text without line-break marks.
pub fn plain(text: &str) -> String {
    text.replace([JOINER, SOFT_BREAK], "").replace(HARD_SPACE, " ")
}

/// One line of text that is safe in a terminal.
pub fn safe(text: &str) -> String {
    printable(text).replace('\n', " ")
}

fn raw_lines(cell: &Cell, words: Words, bar: Option<usize>) -> Vec<String> {
    let one = match cell {
        Cell::Empty => return Vec::new(),
        Cell::Stack(cells) => {
            return cells.iter().flat_map(|cell| raw_lines(cell, words, bar)).collect();
        }
        Cell::Weights(weights) => return words.weights_short(weights),
        Cell::Need(need) => return words.need(need),
        Cell::Progress { progress, expected, ratio, over } => {
            let shares = [progress, expected, ratio].map(Option::as_ref);
            return progress_lines(shares, *over, words, bar);
        }
        Cell::Verdict { verdict, reason, flags, members, missing } => {
            let early = flags.contains(&crate::assess::Flag::Early);
            let word = words.verdict(*verdict, early);
            // The Chinese word for an early achievement already says so.
            let said = word != verdict.text(words);
            let rest = flags
                .iter()
                .filter(|flag| !(said && **flag == crate::assess::Flag::Early))
                .map(|flag| flag.text(words));
            let named = *reason == Some(Reason::NoSeries) && !missing.is_empty();
            let reason = reason.map(|reason| {
                if named { words.all_missing(missing) } else { reason.text(words).to_owned() }
            });
            let members = members
                .filter(|(known, all)| known < all)
                .map(|(known, all)| words.members_known(known, all));
            let notes = reason.into_iter().chain(rest.map(str::to_owned)).chain(members);
            return vec![word.to_owned(), words.listed(notes)];
        }
        Cell::RuleVerdict(verdict, revised) => {
            // A revision alone would change it.
            let note = if *revised { words.pick("revised", "有修订") } else { "" };
            return vec![verdict.text(words).to_owned(), note.to_owned()];
        }
        Cell::State { state, timing, aspirational } => {
            let aspirational = aspirational.then(|| words.pick("aspirational", "力争").to_owned());
            let notes = timing.map(|timing| words.timing(timing)).into_iter().chain(aspirational);
            return vec![words.state(*state).to_owned(), words.listed(notes)];
        }
        Cell::Text(text) => text.clone(),
        Cell::Name(name) | Cell::Called(name, ..) => words.name(name).to_owned(),
        Cell::Place(verdict, signed, number, digits) => {
            let sign = if *signed { words.verdict_sign(*verdict) } else { "" };
            format!("{sign}{number:>width$}", width = digits + sign.chars().count())
        }
        Cell::Doubted(number) => format!("?{}", words.shown(number)),
        Cell::Unit(unit) => words.unit("", unit).to_owned(),
        Cell::Count(count) => count.to_string(),
        Cell::Number(number) => words.shown(number),
        Cell::Amount(number, unit) => words.with_unit(&words.shown(number), unit),
        Cell::Difference(number, unit) => words.with_unit(&words.signed(number), unit),
        Cell::Growth(growth) => {
            let growth = words.signed(growth);
            say!(words, "{growth}% a{HARD_SPACE}year", "年均{growth}%")
        }
        Cell::Share(share) => words.share(share),
        Cell::Bands(bands) => words.band_edges(bands),
        Cell::Through(method) => {
            let name = method.text(words);
            say!(words, "by {name}", "改用{name}")
        }
        Cell::Target(goal, resolved, unit) => words.goal(goal, resolved.as_ref(), unit),
        Cell::Period(period) => words.period(*period),
        Cell::Month(month) => words.month(*month),
        Cell::Date(date) => date.to_string(),
        Cell::Quality(quality) => words.quality(*quality),
        Cell::Word(texts) => words.lang.pick(*texts).to_owned(),
        Cell::Member(region) => format!("{} {region}", words.sign("·", "-")),
        Cell::MembersKnown(known, all) => words.members_known(*known, *all),
        Cell::Yes(true) => words.pick("yes", "是").to_owned(),
        Cell::Yes(false) => words.pick("no", "否").to_owned(),
        Cell::History(values) => history(values, words),
        Cell::Citation(Citation { document, section, figure }) => {
            let document = document.as_ref().map(|it| words.document(it));
            say!(
                words,
                [document ? "{document}, {section}: \"{figure}\"" : "{section}: \"{figure}\""],
                [document ? "{document}{section}：{figure}" : "{section}：{figure}"]
            )
        }
        Cell::Document(document) => words.document(document),
        Cell::Names(names) => words.listed(names),
        Cell::Comparison(comparison) => words.comparison(comparison),
        Cell::Each(goal, unit) => {
            let text = words.goal(goal, None, unit);
            words.each_goal(goal, &text)
        }
        Cell::Every(every) => words.every(every),
        Cell::Derivation(from, names) => words.derivation(from, names),
        Cell::Contents(contents) => words.contents(*contents),
        Cell::Why(why) => words.why(why),
        Cell::Missing(missing) => words.missing(missing),
        Cell::Of(some, all) => words.of(*some, *all),
        Cell::Verdicts(counts) => words.verdicts(counts),
    };
    vec![one]
}

/// The most steps of a history that a column shows: the newest.
pub const MOST_STEPS: usize = 12;

/// The characters of a history, from the lowest value to the highest.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const ASCII_BLOCKS: [char; 5] = ['_', '.', '-', '=', '^'];

/// Values as blocks whose height is their position between the lowest and the highest; the middle if all are equal.
fn history(values: &[Option<Number>], words: Words) -> String {
    let newest = &values[values.len().saturating_sub(MOST_STEPS)..];
    let Some(span) = Span::of(newest.iter().flatten()) else { return String::new() };
    let signs: &[char] = if words.ascii { &ASCII_BLOCKS } else { &BLOCKS };
    let sign = |value: &Number| {
        let step = span.step(value, signs.len() - 1).unwrap_or((signs.len() - 1) / 2);
        signs.get(step).copied().unwrap_or(HARD_SPACE)
    };
    // A gap is a no-break space; there is none before the first value.
    let shown = newest.iter().skip_while(|value| value.is_none());
    shown.map(|value| value.as_ref().map_or(HARD_SPACE, sign)).collect()
}

fn progress_lines(
    [progress, expected, ratio]: [Option<&Share>; 3],
    over: bool,
    words: Words,
    bar: Option<usize>,
) -> Vec<String> {
    let Some(progress) = progress else {
        let ratio = ratio.map(|ratio| {
            let word = words.pick("ratio", "进度比");
            format!("{word} {}", words.share(ratio))
        });
        return ratio.into_iter().collect();
    };
    let done = words.share(progress);
    let text = match expected {
        Some(expected) => format!("{done}\u{a0}/\u{a0}{}", words.share(expected)),
        None => done,
    };
    let bar = bar.map(|width| {
        let mut bar = draw_bar(progress, expected, words, width);
        // What passes a ceiling runs over the end: a full bar would be a target reached.
        if over && bar.pop().is_some() {
            bar.push_str(words.sign("▶", ">"));
        }
        bar
    });
    bar.into_iter().chain([text]).collect()
}

/// A bar of `width` columns, with a mark at the expected progress.
fn draw_bar(progress: &Share, expected: Option<&Share>, words: Words, width: usize) -> String {
    // At 100% the mark would only hide the bar's end.
    let mark = expected.filter(|expected| expected.is_part());
    if words.ascii {
        let inner = width.saturating_sub(2);
        let filled = progress.steps(inner);
        let mark = mark.map(|expected| expected.steps(inner * 8) / 8);
        let cells: String = (0..inner)
            .map(|cell| match cell {
                cell if Some(cell) == mark => '|',
                cell if cell < filled => '#',
                _ => ' ',
            })
            .collect();
        return format!("[{cells}]");
    }
    let eighths = progress.steps(width * 8);
    let mark = mark.map(|expected| expected.steps(width * 8) / 8);
    (0..width)
        .map(|cell| match eighths.saturating_sub(cell * 8) {
            _ if Some(cell) == mark => '│',
            0 => '░',
            1 => '▏',
            2 => '▎',
            3 => '▍',
            4 => '▌',
            5 => '▋',
            6 => '▊',
            7 => '▉',
            _ => '█',
        })
        .collect()
}
