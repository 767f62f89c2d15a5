//! A table of cells as a flat table for machines: untranslated headings and words, numbers as numbers.

use crate::number::Number;
use crate::record::{Computed, Data, Flat, Value, each};
use crate::report::tasks;
use crate::table::{Cell, PlanOrigin, Sought, Table, Why};
use crate::words::{Lang, joined};

pub fn of_table(table: &Table) -> Flat<'_> {
    let columns = table.columns.iter().map(|column| column.heading.word());
    Flat::new(columns, table.rows.iter().map(|row| each(row, value)))
}

/// The machine form of a cell.
fn value(cell: &Cell) -> Data {
    let text = match cell {
        Cell::Empty | Cell::NoTarget | Cell::NotNamed | Cell::Met(None) => return Data::Undefined,
        Cell::Count(count) => return count.data(),
        Cell::Number(number) => return number.exact.data(),
        Cell::Period(period) => return period.data(),
        Cell::Month(month) => return month.data(),
        Cell::Date(date) => return date.data(),
        Cell::Yes(yes) | Cell::Met(Some(yes)) => return yes.data(),
        Cell::Names(names) => return names.data(),
        Cell::Progress { ratio, .. } => {
            return ratio.as_ref().map(|ratio| Computed(&ratio.exact)).data();
        }
        Cell::Stack(cells) if cells.len() == 1 => return value(&cells[0]),
        Cell::Text(text) | Cell::Member(text) => text.clone(),
        Cell::Name(name) => name.printed.clone(),
        Cell::Growth(growth) => growth.exact.computed_text(),
        Cell::Share(share) => share.exact.computed_text(),
        Cell::Remark(remark) => remark.text(Lang::En).to_owned(),
        Cell::Need(need) => format!("{} {}", need.amount.exact, need.unit.word()),
        Cell::Bands(bands) => {
            let named = bands.named().into_iter();
            joined(named.map(|(key, band)| format!("{key}={band}")), ";")
        }
        Cell::Amount(number, unit) => format!("{} {unit}", number.exact),
        Cell::Difference(number, unit) => format!("{} {}", number.exact, unit.word()),
        Cell::Target(Sought { goal, .. }, resolved, unit) => {
            let upper = goal.value().and_then(|target| target.upper.as_ref());
            let value =
                goal.value().map(|target| &target.value).or(resolved.as_ref().map(|it| &it.exact));
            let numbers = value.into_iter().chain(upper).map(ToString::to_string);
            let words = [goal.word().to_owned()].into_iter().chain(numbers);
            joined(words.chain([unit.clone()]), " ")
        }
        Cell::History(values) => {
            let text = |value: &Option<Number>| value.as_ref().map(ToString::to_string);
            joined(values.iter().map(|it| text(it).unwrap_or_default()), ";")
        }
        Cell::Verdict { verdict, .. } => verdict.word().to_owned(),
        Cell::Quality(quality) => quality.word(),
        Cell::Retroactive => "retroactive".to_owned(),
        Cell::Word(word, _) => (*word).to_owned(),
        Cell::Through(method) => method.word().to_owned(),
        Cell::MembersKnown(known, all) => format!("{known}/{all}"),
        Cell::Origin(PlanOrigin::File(file)) => file.clone(),
        Cell::Origin(PlanOrigin::BuiltIn) => "built-in".to_owned(),
        Cell::Citation(section, figure) => format!("{section}: {figure}"),
        Cell::RuleVerdict(verdict, _) => verdict.word().to_owned(),
        Cell::Comparison(comparison) => {
            let numbers = comparison
                .compared
                .iter()
                .flat_map(|(value, before)| [value, before])
                .map(|number| number.exact.computed_text());
            let words = [comparison.name.printed.clone()];
            joined(words.into_iter().chain(numbers), " ")
        }
        // Machine formats have separate words for causes; this is what happened to the figure.
        Cell::Why(why) => match why {
            Why::Figure { period, change, .. } => format!("{period} {}", change.word()),
            Why::Amended { on, .. } => on.to_string(),
            Why::Other(other) => other.word().to_owned(),
        },
        Cell::State { state, .. } => tasks::word(*state).to_owned(),
        Cell::Each(goal, unit) => {
            return value(&Cell::Target(goal.clone(), None, unit.clone()));
        }
        Cell::Every(every) => every.list.clone(),
        Cell::Derivation(from) => from.operands().join(";"),
        Cell::Contents(contents) => contents.indicators.to_string(),
        Cell::Missing(missing) => missing.name.printed.clone(),
        Cell::Of(some, all) => format!("{some}/{all}"),
        Cell::Verdicts(counts) => {
            joined(counts.iter().map(|(verdict, count)| format!("{}={count}", verdict.word())), ";")
        }
        Cell::Weights(weights) => weights.total.to_string(),
        Cell::Stack(cells) => joined(cells.iter().map(|cell| value(cell).plain()), ";"),
    };
    if text.is_empty() { Data::Undefined } else { Data::Text(text) }
}
