//! Drafts of targets, from the text of a document: each number that no rule skips, with the words around it and what they may
//! mean. What the words say stands in [`crate::plan::wording`]; a draft is a guess, which its encoder checks.

use std::ops::Range;

use super::{
    rules::{self, Rule, is_line_end},
    sections::{Section, sections},
    text::{Text, is_blank},
};
use crate::{
    number::Number,
    plan::{
        Citation, Comparator, Measure, Relative, figure_limit,
        printed::{self, Form, Printed},
        wording::{Key, Says, found_in},
    },
    unit::{Dimension, Unit},
    words::joined,
};

/// A number of the document as a target, as far as its words tell.
#[derive(Debug, PartialEq, Eq)]
pub struct Draft {
    /// The words before the number; empty if there are none.
    pub name: String,
    /// Empty if none is known.
    pub unit: String,
    pub measure: Measure,
    /// The key of the target and its value as TOML, with what 左右 leaves.
    pub target: (&'static str, String),

    pub aspirational: bool,
    pub binding: bool,
    /// The words of the document from which measure and target were read.
    pub read_from: Vec<String>,
    /// The year that the words compare with, and a value that they start from.
    pub baseline: Option<(Option<i32>, Option<Number>)>,
    /// The years that the words name for it: the first and the last.
    pub years: Option<(i32, i32)>,
    pub citations: Vec<Citation>,
}

/// What a document gives: targets, and figures of numbers that count nothing.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Drafts {
    pub targets: Vec<Draft>,
    pub set_asides: Vec<String>,
}

/// Signs between the cells of a table.
const CELLS: &[char] = &['\t', '|'];

/// Signs that end a clause.
const STOPS: &str = "。;；!！?？,，:：";

/// Brackets and quotation marks, which a clause may have inside and stands inside.
const OPENING: &str = "([{“‘《【「〔";
const CLOSING: &str = ")]}”’》】」〕";

/// What parts the items of a list.
const PARTING: [&str; 6] = ["、", "以及", "和", "及", "与", " and "];

/// What says nothing between a word and its number, or around a name; of two the longer one first.
const FILLERS: &[&str] = &[
    "确保", "实现", "总计", "合计", "保持", "控制", "在", "共", "各", "均", "为", "到", "至", "由",
    "从", "了", "的", "占比", "to", "by", "of", "from", "at", "is", "was", "were", "be", "a", "an",
    "the",
];

/// Characters of a unit that are looked at.
const LONGEST_UNIT: usize = 32;

/// The document, read.
struct Page<'a> {
    text: Text<'a>,
    numbers: Vec<Printed>,
    rules: Vec<Option<Rule>>,
    sections: Vec<Section>,
    /// Whether a character belongs to a number.
    in_number: Vec<bool>,
    /// Each line, and the first line of the table that it belongs to.
    lines: Vec<(Range<usize>, Option<usize>)>,
}

/// The words that a number stands in.
struct Local {
    /// What is cited: the clause, as far as it is about this number.
    around: Range<usize>,
    /// Where the clause begins.
    clause: usize,
    /// Of a table, the words at the head of its row and of its column.
    heads: [Range<usize>; 2],
}

/// Every number of a document that no rule skips; in a plan of one year what flows is a total.
pub fn drafts(document: &str, one_year: bool) -> Drafts {
    let page = Page::new(document);
    let mut drafts = Drafts::default();
    let mut subject = (0, String::new());
    // The number behind that of the newest target.
    let mut next = 0;
    let mut index = 0;
    while index < page.numbers.len() {
        let at = index;
        index += 1;
        if page.rules[at].is_some() {
            continue;
        }
        let upper = page.joined(at).then_some(at + 1);
        index += usize::from(upper.is_some());
        let local = page.local(at, upper.unwrap_or(at));
        let unit = page.unit(upper.unwrap_or(at), &local);
        let section = page.sections.partition_point(|it| it.start <= page.numbers[at].start);
        let section = section.checked_sub(1).map(|it| page.sections[it].name.clone());
        let figure = page.figure(&local, &unit, at, upper.unwrap_or(at));
        let citation = Citation { document: None, section: section.unwrap_or_default(), figure };
        let bare = super::is_bare(&citation.figure);
        let Some(mut draft) = page.draft(at, upper, &local, &unit, one_year, bare) else {
            if !bare && !drafts.set_asides.contains(&citation.figure) {
                drafts.set_asides.push(citation.figure);
            }
            continue;
        };
        // 研发经费支出达800亿元、占地区生产总值比重达3.95%: the share is one of the amount.
        if draft.name.starts_with('占') && subject.0 == local.clause {
            draft.name.insert_str(0, &subject.1);
        }
        subject = (local.clause, draft.name.clone());
        // 从2.3%提高到2.8%: the first number is where the second starts.
        if let Some(before) =
            drafts.targets.last_mut().filter(|it| it.citations == [citation.clone()])
        {
            let rises =
                page.between(at).contains(['到', '至']) || page.between(at).contains(" to ");
            if rises && next == at && before.unit == draft.unit && draft.baseline.is_none() {
                let value = page.numbers[at - 1].value.clone();
                draft.baseline = Some((None, value));
                draft.measure = Measure::Level;
                draft.citations.push(citation);
                *before = draft;
                continue;
            }
        }
        draft.citations.push(citation);
        let same = drafts.targets.iter_mut().find(|it| {
            !it.name.is_empty()
                && it.name == draft.name
                && it.unit == draft.unit
                && it.target == draft.target
        });
        if let Some(same) = same {
            same.aspirational |= draft.aspirational;
            let new = draft.citations.into_iter().filter(|it| !same.citations.contains(it));
            same.citations.extend(new.collect::<Vec<_>>());
        } else {
            drafts.targets.push(draft);
            next = index;
        }
    }
    drafts
}

impl<'a> Page<'a> {
    fn new(document: &'a str) -> Self {
        let text = Text::new(document);
        let numbers = printed::numbers_of(&text.narrow);
        let rules = rules::skipped(&text.narrow, &numbers);
        let sections = sections(&text.narrow);
        let mut in_number = vec![false; text.narrow.len()];
        for number in &numbers {
            in_number[number.start..number.end].fill(true);
        }
        let mut lines: Vec<(Range<usize>, Option<usize>)> = Vec::new();
        let mut start = 0;
        for line in text.narrow.split(|sign| is_line_end(*sign)) {
            let cells = line.iter().any(|sign| CELLS.contains(sign));
            let above = lines.last().and_then(|(_, table)| *table).unwrap_or(lines.len());
            lines.push((start..start + line.len(), cells.then_some(above)));
            start += line.len() + 1;
        }
        Self { text, numbers, rules, sections, in_number, lines }
    }

    fn words(&self, range: Range<usize>) -> String {
        let end = range.end.min(self.text.narrow.len());
        self.text.narrow.get(range.start..end).unwrap_or_default().iter().collect()
    }

    /// What stands between a number and the one before.
    fn between(&self, index: usize) -> String {
        let before = index.checked_sub(1).map_or(0, |before| self.numbers[before].end);
        self.words(before..self.numbers[index].start)
    }

    /// 10—15家, 3 to 5: is the next number the upper end of this one?
    fn joined(&self, index: usize) -> bool {
        let next = self.rules.get(index + 1).is_some_and(Option::is_none);
        let dash = |text: &str| ["-", "–", "—", "——", "~", "～", "to"].contains(&text);
        let value = |index: usize| self.numbers.get(index).and_then(|it| it.value.as_ref());
        let multiplier = |it: &Printed| self.words(it.digits_end..it.end);
        // 1万—2 is none: one unit is for both.
        let alike = || {
            let [own, upper] = [index, index + 1].map(|it| multiplier(&self.numbers[it]));
            own.is_empty() || own == upper
        };
        next && value(index) < value(index + 1) && dash(self.between(index + 1).trim()) && alike()
    }

    /// The numbers that no rule skips, of a range of characters.
    fn counted(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = &Printed> {
        let numbers =
            self.within(&range).map(move |index| (&self.numbers[index], self.rules[index]));
        numbers.filter(|(_, rule)| rule.is_none()).map(|(number, _)| number)
    }

    /// The numbers of a range of characters, by index.
    fn within(&self, range: &Range<usize>) -> Range<usize> {
        let from = self.numbers.partition_point(|it| it.start < range.start);
        from..self.numbers.partition_point(|it| it.end <= range.end).max(from)
    }

    /// Does a clause end at this character, which is outside of brackets?
    fn stops(&self, at: usize) -> bool {
        let narrow = &self.text.narrow;
        let sign = narrow[at];
        let after = narrow.get(at + 1).copied().unwrap_or('\n');
        let period = sign == '.' && is_blank(after);
        !self.in_number[at]
            && (period
                || STOPS.contains(sign)
                || CELLS.contains(&sign)
                || is_line_end(sign) && !self.wraps(at))
    }

    /// Does a sentence go on after this end of a line? The line is long, and both sides are inside a sentence.
    fn wraps(&self, at: usize) -> bool {
        let narrow = &self.text.narrow;
        let line = narrow[..at].iter().rev().take_while(|sign| !is_line_end(**sign));
        let long =
            line.clone().take(60).map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum::<usize>()
                >= 60;
        let last = narrow[..at].iter().next_back().copied().unwrap_or('.');
        let next = narrow.get(at + 1).copied().unwrap_or('\n');
        let inside = |sign: char| sign.is_alphanumeric() && !sign.is_ascii_uppercase();
        long && !is_blank(last) && (inside(last) || last == ',') && inside(next)
    }

    /// The first of these characters that ends a clause: one outside of the brackets that go `into` and `out`.
    fn bound(&self, mut at: impl Iterator<Item = usize>, into: &str, out: &str) -> Option<usize> {
        let mut depth = 0;
        at.find(|at| {
            let sign = self.text.narrow[*at];
            depth += i32::from(into.contains(sign)) - i32::from(out.contains(sign));
            let line_ends = is_line_end(sign) && !self.wraps(*at);
            depth < 0 || line_ends || depth == 0 && self.stops(*at)
        })
    }

    /// The clause around a range, within its brackets.
    fn clause(&self, range: &Range<usize>) -> Range<usize> {
        let narrow = &self.text.narrow;
        let before = self.bound((0..range.start).rev(), CLOSING, OPENING);
        let end = self.bound(range.end..narrow.len(), OPENING, CLOSING).unwrap_or(narrow.len());
        let heading = self.sections.partition_point(|it| it.end <= range.start);
        let heading = heading.checked_sub(1).map_or(0, |it| self.sections[it].end);
        let mut start = before.map_or(0, |at| at + 1).max(heading);
        // A remark in brackets that closes the sentence before.
        if narrow[start..range.start].starts_with(&['('])
            && let Some(closed) = narrow[start..range.start].iter().position(|sign| *sign == ')')
        {
            start += closed + 1;
        }
        let bullet = |sign: &&char| !sign.is_alphanumeric() && !OPENING.contains(**sign);
        start += narrow[start..range.start].iter().take_while(bullet).count();
        start..end
    }

    fn local(&self, first: usize, last: usize) -> Local {
        let number = self.numbers[first].start..self.numbers[last].end;
        let mut clause = self.clause(&number);
        // “双覆盖”: what is enclosed says nothing by itself.
        let letters = clause
            .clone()
            .filter(|at| !self.in_number[*at] && self.text.narrow[*at].is_alphanumeric());
        if letters.count() < 2
            && clause.start > 0
            && self.text.narrow.get(clause.end).is_some_and(|it| CLOSING.contains(*it))
        {
            clause = self.clause(&(clause.start - 1..clause.end + 1));
        }
        let part = |range: Range<usize>, last: bool| {
            let words = self.words(range.clone());
            let found = PARTING.iter().flat_map(|sign| words.match_indices(sign));
            let found = found.map(|(at, sign)| (words[..at].chars().count(), sign.chars().count()));
            let found = if last { found.max() } else { found.min() };
            found
                .map(|(at, length)| if last { range.start + at + length } else { range.start + at })
        };
        let before = self.counted(clause.start..number.start).next_back();
        let start = before.and_then(|before| part(before.end..number.start, true));
        // 增速高于全国、企业达30家: what is compared with another figure has no number.
        let compared = || {
            let words = self.words(clause.start..number.start);
            let (items, _) = words.rsplit_once('、')?;
            let item = items.rsplit('、').next().unwrap_or(items);
            let compares =
                said_in(item).iter().any(|it| matches!(it.says, Says::Key(Key::Compared(_))));
            compares.then(|| clause.start + items.chars().count() + 1)
        };
        let start = start.or_else(compared).unwrap_or(clause.start);
        let start = start
            + self.text.narrow[start..number.start].iter().take_while(|it| is_blank(**it)).count();
        let after = self.counted(number.end..clause.end).next();
        let end =
            after.and_then(|after| part(number.end..after.start, false)).unwrap_or(clause.end);
        Local { around: start..end, clause: clause.start, heads: self.heads(number.start) }
    }

    /// The cells at the head of the row and of the column of a table's number.
    fn heads(&self, at: usize) -> [Range<usize>; 2] {
        let line = self.lines.partition_point(|(line, _)| line.end < at);
        let Some((row, Some(table))) = self.lines.get(line) else { return [0..0, 0..0] };
        let cells = |row: &Range<usize>| {
            let mut start = row.start;
            let signs = self.text.narrow[row.clone()].split(|sign| CELLS.contains(sign));
            let cells = signs.map(|cell| {
                let cell = start..start + cell.len();
                start = cell.end + 1;
                cell
            });
            cells.collect::<Vec<_>>()
        };
        let own = cells(row);
        let column = own.iter().position(|cell| cell.end >= at).unwrap_or(0);
        let head = self.lines.get(*table).map(|(row, _)| cells(row)).unwrap_or_default();
        let filled = |cell: &&Range<usize>| !self.words((*cell).clone()).trim().is_empty();
        let label = own.iter().take(column).find(filled).cloned().unwrap_or(0..0);
        let head = head.get(column).cloned().filter(|_| *table < line).unwrap_or(0..0);
        [label, head]
    }

    /// The unit behind a number, or in brackets in the heads; per what the words before say. Empty if there is none.
    fn unit(&self, index: usize, local: &Local) -> Unit {
        let number = &self.numbers[index];
        let narrow = &self.text.narrow;
        let behind = narrow.get(number.digits_end..).unwrap_or_default();
        let behind: String = printed::unit_part(behind).iter().take(LONGEST_UNIT).collect();
        let known = |text: &str| {
            let unit = Unit::parse(text);
            (unit.is_known() && *unit.dimension() != Dimension::Pure).then_some(unit)
        };
        let longest = |text: &str| {
            let ends = text.char_indices().map(|(at, sign)| at + sign.len_utf8());
            let word = |end: &usize| {
                let letter = |it: char| it.is_ascii_alphanumeric();
                let whole = text[..*end]
                    .ends_with(|it: char| it.is_alphanumeric() || "%‰)€£$".contains(it));
                whole && !(text[..*end].ends_with(letter) && text[*end..].starts_with(letter))
            };
            let ends = ends.filter(word).take(if text.starts_with(['%', '‰']) {
                1
            } else {
                LONGEST_UNIT
            });
            ends.filter_map(|end| known(&text[..end])).last()
        };
        let words: String =
            [&local.heads[0], &local.heads[1]].map(|it| self.words(it.clone())).concat();
        let bracketed = || {
            let unit = words.rsplit_once('(').and_then(|(_, unit)| known(unit.split_once(')')?.0));
            let counted = printed::is_counted(narrow, number.digits_end);
            unit.filter(|unit| !(counted && unit.has_magnitude()))
        };
        let unit = match (number.unit, narrow.get(number.digits_end)) {
            ("", Some('强')) if number.form == Form::Word => Unit::parse("位"),
            ("", Some('亿')) if number.form == Form::Word => Unit::parse("亿元"),
            ("%", _) if !self.is_relative(index) => Unit::percent().clone(),
            ("", _) => {
                longest(behind.trim_start()).or_else(bracketed).unwrap_or_else(|| Unit::parse(""))
            }
            // Of halving and doubling it is the unit of what is halved.
            _ => Unit::parse(""),
        };
        let unit = if unit.is_share() && !unit.printed().starts_with('‰') {
            Unit::percent().clone()
        } else {
            unit
        };
        let before = self.words(local.around.start..number.start);
        let per =
            before.rsplit_once('每').and_then(|(_, per)| longest(per)).filter(Unit::has_magnitude);
        match per {
            Some(per) if !unit.is_ratio() => Unit::parse(&format!("{unit}/{per}")),
            _ => unit,
        }
    }

    /// Is it a word for how much of the baseline is due: 倍增, halve?
    fn is_relative(&self, index: usize) -> bool {
        let number = &self.numbers[index];
        let words = self.words(number.start..number.end);
        said_in(&words).iter().any(
            |it| matches!(it.says, Says::Number(worth) if matches!(worth.key, Key::Relative(_))),
        )
    }

    /// What stands behind a number and its unit, and where it starts.
    fn behind(&self, index: usize, unit: &Unit, end: usize) -> (usize, String) {
        let number = &self.numbers[index];
        let behind = self.words(number.digits_end..end.max(number.digits_end));
        let own = unit.printed().split('/').next().unwrap_or_default();
        let gap = behind.len() - behind.trim_start().len();
        let skipped = if behind[gap..].starts_with(own) { gap + own.len() } else { 0 };
        let start = number.digits_end + behind[..skipped].chars().count();
        let start = start.max(number.end);
        (start, self.words(start..end.max(start)))
    }

    /// The comparing word behind a number and its unit (以上, or more), and where it ends.
    fn compared_behind(
        &self,
        index: usize,
        unit: &Unit,
        end: usize,
    ) -> Option<(String, Says, usize)> {
        let (start, behind) = self.behind(index, unit, end);
        let text = behind.trim_start_matches(|it| is_blank(it) || it == '及');
        let word = *said_in(text).first()?;
        let direct =
            word.at == 0 && (!word.text.is_ascii() || word.text.to_lowercase().starts_with("or "));
        let length = behind.chars().count() - text.chars().count() + word.text.chars().count();
        (direct && matches!(word.says, Says::Key(Key::Compared(_))))
            .then(|| (word.text.to_owned(), word.says, start + length))
    }

    /// The words around a number as printed, within the length of a figure.
    fn figure(&self, local: &Local, unit: &Unit, first: usize, last: usize) -> String {
        let narrow = &self.text.narrow;
        let start = self.numbers[first].start;
        let (tail, _) = self.behind(last, unit, local.around.end);
        let tail = self.compared_behind(last, unit, local.around.end).map_or(tail, |(.., end)| end);
        let mut around = local.around.clone();
        let bare = |range: &Range<usize>| {
            !range.clone().any(|at| !self.in_number[at] && narrow[at].is_alphanumeric())
        };
        let cell = |sign: &char| CELLS.contains(sign);
        // A cell of a number alone: with the one before it.
        while bare(&around) && around.start > 0 && !is_line_end(narrow[around.start - 1]) {
            let before = &narrow[..around.start];
            let skipped = before
                .iter()
                .rev()
                .take_while(|it| cell(it) || is_blank(**it) && !is_line_end(**it));
            let skipped = skipped.count();
            if skipped == 0 {
                break;
            }
            let before = &before[..around.start - skipped];
            let more = before.iter().rev().take_while(|it| !cell(it) && !is_line_end(**it)).count();
            if more == 0 {
                break;
            }
            around.start -= skipped + more;
        }
        let fits = |around: &Range<usize>| {
            let figure = self.one_line(around.clone());
            figure.chars().count() <= figure_limit(&figure)
        };
        // First the items of a list before the number, then what follows it, then the words before.
        while !fits(&around)
            && let Some(at) =
                (around.start + 1..start).find(|at| narrow[at - 1] == '、' || narrow[*at] == '占')
        {
            around.start = at;
        }
        while !fits(&around) && around.end > tail {
            around.end -= 1;
        }
        while !fits(&around) && around.start < start {
            around.start += 1;
        }
        // Neither end cuts a word or a number.
        let cuts = |at: usize| {
            let word = |at: usize| self.in_number[at] || narrow[at].is_ascii_alphanumeric();
            at > 0 && at < narrow.len() && word(at) && word(at - 1)
        };
        while cuts(around.start) && around.start < start && around.start != local.around.start {
            around.start += 1;
        }
        while cuts(around.end) && around.end > tail {
            around.end -= 1;
        }
        self.one_line(around)
    }

    /// A text as printed, without its breaks of lines.
    fn one_line(&self, range: Range<usize>) -> String {
        let text = self.text.original(range);
        let mut line = String::new();
        for word in text.split(is_blank).filter(|word| !word.is_empty()) {
            let letters = |it: Option<char>| it.is_some_and(|it| it.is_ascii());
            if letters(line.chars().next_back()) && letters(word.chars().next()) {
                line.push(' ');
            }
            line.push_str(word);
        }
        line
    }

    /// What the words around a number say of it; `None` if it counts nothing and no word is about it.
    fn draft(
        &self,
        first: usize,
        upper: Option<usize>,
        local: &Local,
        unit: &Unit,
        one_year: bool,
        bare: bool,
    ) -> Option<Draft> {
        let number = &self.numbers[first];
        let last = &self.numbers[upper.unwrap_or(first)];
        let table = local.heads.iter().any(|it| !it.is_empty());
        let heads = local.heads.each_ref().map(|it| self.words(it.clone()));
        // The words of one number in front of another belong to both: 从2.3%提高到2.8%.
        let own = self.words(local.around.start..number.start);
        let before = if table { format!("{} {own}", heads.join(" ")) } else { own };
        let clause = self.words(local.clause..number.start);
        let words = Words { said: said_in(&before), text: &before, table };
        let of_number = self.words(number.start..number.end);
        let key = said_in(&of_number).into_iter().find_map(|it| match it.says {
            Says::Number(worth) => Some(worth.key),
            _ => None,
        });
        let years = self.years(local);
        let share = unit.is_share();
        let value = number.value.as_ref()?.to_string();
        let mut read_from = Vec::new();

        let change = words.change();
        let by_key = |says| matches!(says, Says::Key(Key::Compared(_)));
        // Of the heads of a table the last word counts.
        let later = |it: &Said<'_>| !table || change.is_none_or(|(change, _)| change.at < it.at);
        let before_it = || words.near(by_key).filter(later);
        let following = self.compared_behind(upper.unwrap_or(first), unit, local.around.end);
        let following = following.map(|(word, says, _)| (word, says));

        let compared = following.or_else(|| before_it().map(|it| (it.text.to_owned(), it.says)));
        let comparator = match compared {
            Some((_, Says::Key(Key::Compared(comparator)))) => Some(comparator),
            _ => match key {
                Some(Key::Compared(comparator)) => Some(comparator),
                _ => None,
            },
        };

        let behind = self.words(last.end..local.around.end);
        let points = said_in(&behind);
        let points = points.first().is_some_and(|it| it.at < 4 && it.says == Says::Points);
        let by = change.filter(|(found, level)| {
            let growth = found.says == Says::Rises && share && !points && !found.text.is_ascii();
            // By nothing is no change.
            let none = number.value.as_ref().is_some_and(Number::is_zero);
            !(*level || none || growth && years.baseline.is_none())
                && matches!(comparator, None | Some(Comparator::AtLeast | Comparator::MoreThan))
        });
        let lower = change.is_some_and(|(found, level)| level && found.says == Says::Falls);
        let relative = match (key, by) {
            (Some(Key::Relative(Relative::FallBy)), _) => {
                Some((Relative::FallBy, format!("\"{value}%\"")))
            }
            (Some(Key::Relative(key)), _) => Some((key, value.clone())),
            (None, Some((found, _))) => {
                read_from.push(found.text.to_owned());
                let key =
                    if found.says == Says::Falls { Relative::FallBy } else { Relative::RiseBy };
                let value = if share && !points { format!("\"{value}%\"") } else { value.clone() };
                Some((key, value))
            }
            _ => None,
        };
        let target = match (&relative, upper) {
            (Some((key, value)), None) => (key.word(), value.clone()),
            (_, Some(_)) => {
                let within = comparator == Some(Comparator::Within);
                let key = if within { Comparator::Within } else { Comparator::Between };
                (key.word(), format!("[{value}, {}]", last.value.as_ref()?))
            }
            (None, None) => {
                read_from.extend(compared.iter().map(|(word, _)| word.clone()));
                let comparator = match comparator {
                    Some(Comparator::AtLeast) | None if unit.is_rank() || lower => {
                        Comparator::AtMost
                    }
                    Some(Comparator::MoreThan) if unit.is_rank() => Comparator::LessThan,
                    other => other.unwrap_or(Comparator::AtLeast),
                };
                let about = comparator == Comparator::About;
                let tolerance = if about { ", tolerance = \"5%\"" } else { "" };
                (comparator.word(), format!("{value}{tolerance}"))
            }
        };
        if unit.printed().is_empty()
            && number.form == Form::Digits
            && !(table || bare)
            && compared.is_none()
            && change.is_none()
        {
            return None;
        }
        // 新增甲2000家、乙3000家: the verb is said once.
        let verb = |it: &&Said<'_>| matches!(it.says, Says::Added | Says::Measured(Measure::Total));
        let clause_words = said_in(&clause);
        let carried =
            clause_words.iter().rev().find(verb).filter(|_| words.measure().is_none() && !table);
        let growth = change.filter(|_| share && relative.is_none()).map(|(found, _)| found);
        let hint =
            growth.into_iter().chain(words.measure()).max_by_key(|it| it.at).or(carried.copied());
        let measure = if relative.is_some() {
            Measure::Level
        } else if comparator == Some(Comparator::Budget) {
            Measure::Total
        } else if let Some(found) = hint {
            read_from.push(found.text.to_owned());
            match found.says {
                Says::Measured(Measure::Total) | Says::Added if unit.is_rank() => Measure::Level,
                Says::Measured(Measure::Total) | Says::Added if unit.is_ratio() => Measure::Rate,
                Says::Measured(Measure::AverageGrowth) if one_year => Measure::Rate,
                Says::Measured(Measure::Mean) if one_year => Measure::Level,
                Says::Measured(measure) => measure,
                Says::Added => Measure::Total,
                Says::Amount if one_year && !unit.is_ratio() => Measure::Total,
                Says::Rises | Says::Falls => Measure::Rate,
                _ => Measure::Level,
            }
        } else if years.span.is_some_and(|(first, last)| first < last) && !unit.is_ratio() {
            Measure::Total
        } else {
            Measure::Level
        };
        let line = self.lines.partition_point(|(line, _)| line.end < number.start);
        let line =
            self.lines.get(line).map(|(line, _)| self.words(line.clone())).unwrap_or_default();
        let says = |text: &str, says: Says| said_in(text).iter().any(|it| it.says == says);
        let based = relative.is_some() || measure == Measure::AverageGrowth;
        let name = if table {
            joined(heads.iter().map(|it| it.trim()).filter(|it| !it.is_empty()), ", ")
        } else {
            self.name(local, unit, first, upper.unwrap_or(first))
        };
        let verb = carried.map(|it| it.text).filter(|_| !name.is_empty()).unwrap_or_default();
        Some(Draft {
            name: joined((verb.to_owned() + &name).split_whitespace(), " "),
            unit: unit.printed().to_owned(),
            measure,

            target,
            aspirational: says(&clause, Says::Aspirational),
            binding: says(if table { &line } else { &clause }, Says::Binding),
            read_from,
            baseline: based.then_some((years.baseline, None)),
            years: years.span,
            citations: Vec::new(),
        })
    }

    /// What the words around a number say of years.
    fn years(&self, local: &Local) -> Years {
        let mut years = Years::default();
        for range in [&local.heads[0], &local.heads[1], &local.around] {
            for index in self.within(range).filter(|index| self.rules[*index] == Some(Rule::Year)) {
                let number = &self.numbers[index];
                let Ok(year) = self.words(number.start..number.end).parse::<i32>() else {
                    continue;
                };
                let before = self.words(range.start..number.start).to_lowercase();
                let behind = self.words(number.end..number.end + 8);
                let based = ["比", "较", "on", "below", "above", "of", "than", "over"];
                if based.iter().any(|word| before.trim_end().ends_with(word))
                    || behind.trim_start().starts_with("level")
                {
                    years.baseline = Some(year);
                } else {
                    let first = years.span.map_or(year, |(first, _)| first);
                    years.span = Some((first.min(year), year.max(first)));
                }
            }
        }
        years
    }

    /// What the number counts: the words before it, and behind it if those say too little.
    fn name(&self, local: &Local, unit: &Unit, first: usize, last: usize) -> String {
        let start =
            self.counted(local.around.clone()).next().map_or(local.around.start, |it| it.start);
        let before = self.one_line(local.around.start..start);
        let before = stripped(&before);
        let (_, behind) = self.behind(last, unit, local.around.end);
        let behind = stripped(&behind);
        if before.chars().count() > 3
            || behind.chars().count() < 2
            || self.numbers[first].form == Form::Word
        {
            return before.to_owned();
        }
        let space = if before.is_ascii() && !before.is_empty() { " " } else { "" };
        format!("{before}{space}{behind}")
    }
}

/// A word of the list where a text has it.
#[derive(Clone, Copy)]
struct Said<'t> {
    /// Its first byte.
    at: usize,
    text: &'t str,
    says: Says,
}

/// The words of the list in a text, from its start.
fn said_in(text: &str) -> Vec<Said<'_>> {
    let narrow: Vec<char> = text.chars().map(printed::narrow).collect();
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let said = found_in(&narrow).into_iter().map(|it| {
        let at = starts[it.at];
        Said { at, text: &text[at..starts[it.end]], says: it.says }
    });
    said.collect()
}

/// Years that words name.
#[derive(Default)]
struct Years {
    baseline: Option<i32>,
    span: Option<(i32, i32)>,
}

/// The words before a number.
struct Words<'a> {
    said: Vec<Said<'a>>,
    text: &'a str,
    /// Whether they are heads, which are all about the number.
    table: bool,
}

impl<'a> Words<'a> {
    /// What stands between a word and the number, but for other words of the list.
    fn gap(&self, found: &Said<'_>) -> String {
        let end = |found: &Said<'_>| found.at + found.text.len();
        let mut gap = String::new();
        let mut at = end(found);
        for other in self.said.iter().filter(|it| it.at > found.at) {
            gap += self.text.get(at..other.at).unwrap_or_default();
            at = end(other);
        }
        gap + self.text.get(at..).unwrap_or_default()
    }

    /// The last word of a kind that the number follows.
    fn near(&self, kind: impl Fn(Says) -> bool) -> Option<Said<'a>> {
        let near = |it: &&Said<'_>| {
            let gap = self.gap(it);
            // Below 1990 levels: it compares with something else.
            let other = gap.trim_start().starts_with(|it: char| it.is_ascii_digit());
            !other && (self.table || stripped(&gap).is_empty())
        };
        self.said.iter().rev().filter(|it| kind(it.says)).find(near).copied()
    }

    /// The rise or fall that the number states, and whether it is the level reached (提高到).
    fn change(&self) -> Option<(Said<'a>, bool)> {
        let found =
            self.said.iter().rev().find(|it| matches!(it.says, Says::Rises | Says::Falls))?;
        let gap = self.gap(found);
        let gap = gap.trim();
        let ends = |word: &str| gap == word || gap.ends_with(&format!(" {word}"));
        let level = gap.ends_with(['到', '至', '为']) || ends("to");
        let near = self.table || stripped(gap).is_empty();
        (near || found.text.is_ascii() && (level || ends("by") || ends("of")))
            .then_some((*found, level))
    }

    /// The last word that says how figures become the actual.
    fn measure(&self) -> Option<Said<'a>> {
        let says = |it: &&Said<'_>| {
            matches!(it.says, Says::Measured(_) | Says::Stock | Says::Amount | Says::Added)
        };
        // 每年派遣100名 is one of every year, whatever verb is nearer.
        let yearly = |it: &&Said<'_>| it.says == Says::Measured(Measure::EveryYear);
        let mut said = self.said.iter().rev();
        said.clone().find(yearly).or_else(|| said.find(says)).copied()
    }
}

/// A text without the words at its ends that name nothing.
fn stripped(text: &str) -> &str {
    let mut text = text;
    loop {
        let found = said_in(text);
        let compares =
            |it: &&Said<'_>| matches!(it.says, Says::Key(Key::Compared(_)) | Says::Aspirational);
        let first = found.first().filter(compares).filter(|it| it.at == 0);
        let last = found.last().filter(compares).filter(|it| it.at + it.text.len() == text.len());
        let filler = |fits: &dyn Fn(&str) -> Option<bool>| {
            FILLERS.iter().find(|filler| fits(filler).unwrap_or(false)).map(|it| it.len())
        };
        let edge = |it: Option<char>| it.is_none_or(|it| !it.is_ascii_alphanumeric());
        let starts = filler(&|it| {
            text.strip_prefix(it).map(|rest| !it.is_ascii() || edge(rest.chars().next()))
        });
        let ends = filler(&|it| {
            text.strip_suffix(it).map(|rest| !it.is_ascii() || edge(rest.chars().next_back()))
        });
        let start = first.map(|it| it.text.len()).or(starts).unwrap_or(0);
        let end = last.map(|it| it.at).or_else(|| Some(text.len() - ends?)).unwrap_or(text.len());
        let inner = text.get(start..end).unwrap_or_default();
        let inner = inner.trim_matches(|it: char| is_blank(it) || "、,，:".contains(it));
        if inner == text {
            return text;
        }
        text = inner;
    }
}
