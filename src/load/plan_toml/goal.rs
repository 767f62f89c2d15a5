//! What must be reached, by whom, from which figures, and what was changed later.

use crate::{
    diag::PlanProblem,
    keys::{
        Boolean, Date, Field, FilledIds, Flag, Id, Pair, Required, Span, Table, TableKeys, Text,
        Tolerance, Value, Written,
    },
    number::Number,
    period::Period,
    plan::{
        Amendment, By, Change, Citation, Comparator, Derivation, Document, Every, Form, Goal,
        Milestones, Reference, Relative, Target,
    },
    words::{Word, words_of},
};

/// `target = { … }`: the comparators, each the key of one goal, and what may stand beside them.
pub static TARGET: TableKeys = keys!("target" {
    /// ≥: 达, 以上, bare numbers
    at_least: Option<Aimed>,
    /// >: 超, 突破, 高于
    more_than: Option<Aimed>,
    /// ≤: 以内, 不超过
    at_most: Option<Aimed>,
    /// <: 低于
    less_than: Option<Aimed>,
    /// 左右: decided at the edge of the tolerance
    about: Option<Aimed>,
    /// the lower value counts, the upper is the stretch
    between: Option<Pair>,
    /// must stay inside both values
    within: Option<Pair>,
    /// an allocation to be spent
    budget: Option<Number>,
    /// of about, in the indicator's unit or as "5%" (the default); of at_least_series and at_most_series, in the unit
    tolerance: Option<Tolerance>,
    /// so many times the baseline, above 1: 2 for 倍增, 翻番
    times_baseline: Option<Number>,
    /// true: above the baseline (level), each year above the one before (every-year)
    rising: Option<Boolean>,
    /// true: below the baseline (level), each year below the one before (every-year)
    falling: Option<Boolean>,
    /// of rising, falling, not_falling and not_rising: a natural bound at which nothing is left to gain
    limit: Option<Number>,
    /// above another indicator or series of the plan, at the newest period of both
    above_series: Option<Id>,
    /// not below another indicator or series, at the newest period of both
    at_least_series: Option<Id>,
    /// not above another indicator or series, at the newest period of both
    at_most_series: Option<Id>,
    /// of a series: the region of the other
    in_region: Option<Text>,
    /// of a series: what is added to the other, in the indicator's unit, pp for %; below zero for a target below it
    margin: Option<Margin>,
    /// a list of [members], each of which must meet the target
    every: Option<Id>,
    /// of every: at least this share of the members, 0.7 for 70 %
    share: Option<Number>,
    /// of every: the numbers of members with one of their own, by region; with one for each, write at_least = true
    targets: Option<OwnNumbers>,
    /// above the baseline by at least so much (level), in the indicator's unit or as "15%" of the baseline
    rise_by: Option<Tolerance>,
    /// below the baseline by at least so much (level), in the indicator's unit or as "15%" of the baseline; "50%" for 减半
    fall_by: Option<Tolerance>,
    /// true: not below the baseline (level), no year below the one before (every-year)
    not_falling: Option<Boolean>,
    /// true: not above the baseline (level), no year above the one before (every-year)
    not_rising: Option<Boolean>,
});

/// The comparators of which each member may have a number of its own.
const OWN: &[&str] = &["at_least", "more_than", "at_most", "less_than", "about"];

const BESIDE_SERIES: &[&str] = &["above_series", "at_least_series", "at_most_series"];

/// The comparators that leave a tolerance.
pub const TOLERANT: &[&str] = &["about", "at_least_series", "at_most_series"];

shapes! {
    /// The table of a target: what is to be reached, and by whom.
    TargetTable: (Goal, Option<Every>) = Value::Target(&TARGET), |it| target(it);
    /// A number; `true` where each member has one of its own.
    Aimed: Option<Number> = Value::NumberOrTrue,
        |it| if it.is_true() { Some(None) } else { it.number().map(Some) };
    Margin: Number = Value::Margin, |it| it.number();
    OwnNumbers: Vec<(String, Number)> = Value::NumbersByName, |it| it.numbers_by_name();
}

fn target(written: &Written<'_>) -> Option<(Goal, Option<Every>)> {
    let table = &written.table(&TARGET)?;
    let limit = Number::at(table, "limit");
    beside(table, "limit", &["rising", "falling", "not_falling", "not_rising"]);
    let in_region = Text::at(table, "in_region");
    let margin = Margin::at(table, "margin");
    for key in ["in_region", "margin"] {
        beside(table, key, BESIDE_SERIES);
    }
    let list = Id::at(table, "every");
    let share = Number::at(table, "share");
    for key in ["share", "targets"] {
        beside(table, key, &["every"]);
    }
    beside(table, "targets", OWN);
    if let Some(share) = &share
        && !(share.is_positive() && *share <= Number::ONE)
    {
        table.report("share", PlanProblem::BadShare { share: share.clone() });
    }
    let known = Goal::words().collect();
    let word = only(table, known, |found, known| PlanProblem::TargetComparator { found, known })?;
    let tolerance = Tolerance::at(table, "tolerance");
    if table.has("tolerance") && !TOLERANT.contains(&word) {
        table.report("tolerance", PlanProblem::ToleranceWithoutAbout);
    }
    let relative = Relative::of_word(word);
    let beside_series = relative.and_then(Relative::beside_series);
    let has_no_each =
        word == Comparator::Budget.word() || (relative.is_some() && beside_series.is_none());
    if table.has("every") && has_no_each {
        table.report("every", PlanProblem::EveryComparator { comparator: word });
    }
    let goal = match relative {
        Some(word @ (Relative::AboveSeries | Relative::AtLeastSeries | Relative::AtMostSeries)) => {
            if let Some((tolerance, true)) = &tolerance {
                let written = format!("{tolerance}%");
                table.report("tolerance", PlanProblem::BadTolerance { written, in_unit: true });
            }
            Goal::Series(Reference {
                word,
                comparator: beside_series?,
                series: Id::at(table, word.word())?,
                in_region,
                margin: margin.unwrap_or(Number::ZERO),
                tolerance: tolerance.map_or(Number::ZERO, |(tolerance, _)| tolerance),
            })
        }
        Some(Relative::TimesBaseline) => {
            let number = Number::at(table, word)?;
            positive(table, word, &number);
            let less = (&Number::ONE - &number).scaled(&Number::power_of_ten(2));
            if number.is_positive() && !less.is_negative() {
                table.report(word, PlanProblem::NoMultiple { times: number.clone(), less });
            }
            Goal::Change(Change { by: By::Times, number, falls: false })
        }
        Some(it @ (Relative::RiseBy | Relative::FallBy)) => {
            let (number, percent) = Tolerance::at(table, word)?;
            let by = if percent { By::Percent } else { By::Amount };
            Goal::Change(Change { by, number, falls: it == Relative::FallBy })
        }
        Some(
            it
            @ (Relative::Rising | Relative::Falling | Relative::NotFalling | Relative::NotRising),
        ) => {
            let rising = matches!(it, Relative::Rising | Relative::NotFalling);
            let or_equal = matches!(it, Relative::NotFalling | Relative::NotRising);
            if Boolean::at(table, word) == Some(false) {
                let other = Goal::Direction { rising: !rising, or_equal, limit: None }.word();
                table.report(word, PlanProblem::DirectionFalse { direction: word, other });
            }
            Goal::Direction { rising, or_equal, limit }
        }
        None => Goal::Value(value(table, word, tolerance)?),
    };
    Some((goal, list.map(|list| Every { list, share })))
}

/// The one of these keys that the table has; another number of them is a problem.
fn only(
    table: &Table<'_>,
    known: Vec<&'static str>,
    problem: fn(Vec<&'static str>, Vec<&'static str>) -> PlanProblem,
) -> Option<&'static str> {
    let found: Vec<_> = known.iter().copied().filter(|key| table.has(key)).collect();
    match found[..] {
        [key] => return Some(key),
        // A misspelt one has been reported as an unknown key.
        [] if table.has_unknown_keys => {}
        _ => table.report_whole(problem(found, known)),
    }
    None
}

/// Reports a value that has a meaning only beside others.
fn beside(table: &Table<'_>, key: &'static str, others: &[&'static str]) {
    // What a misspelt key was meant to be may be the other.
    if table.has(key) && !others.iter().any(|other| table.has(other)) && !table.has_unknown_keys {
        let others: Vec<_> = others.iter().map(|other| format!("`{other}`")).collect();
        table.report(key, PlanProblem::StrayKey { key, beside: others.join(" / ") });
    }
}

fn positive(table: &Table<'_>, key: &'static str, factor: &Number) {
    if !factor.is_positive() {
        table.report(key, PlanProblem::BadFactor { key });
    }
}

fn value(
    table: &Table<'_>,
    word: &'static str,
    tolerance: Option<(Number, bool)>,
) -> Option<Target> {
    let comparator = Comparator::of_word(word)?;
    let (number, upper) = match comparator {
        Comparator::Between | Comparator::Within => {
            let (lower, upper) = Pair::at(table, word)?;
            if lower >= upper {
                let lower = lower.clone();
                let upper = upper.clone();
                table.report(word, PlanProblem::PairOrder { comparator: word, lower, upper });
            }
            (Some(lower), Some(upper))
        }
        Comparator::Budget => (Some(Number::at(table, word)?), None),
        Comparator::AtLeast
        | Comparator::MoreThan
        | Comparator::AtMost
        | Comparator::LessThan
        | Comparator::About => (Aimed::at(table, word)?, None),
    };
    let (tolerance, of_value) = tolerance.unwrap_or_else(|| (Number::from(5), true));
    let target = |value: Number| {
        let tolerance = match comparator {
            Comparator::About if of_value => {
                (&tolerance * &value.abs()).scaled(&Number::power_of_ten(-2))
            }
            Comparator::About => tolerance.clone(),
            _ => Number::ZERO,
        };
        Target { upper: upper.clone(), tolerance, ..Target::of(comparator, value) }
    };
    let own = OwnNumbers::at(table, "targets").unwrap_or_default().into_iter();
    let own: Vec<_> = own.map(|(region, number)| (region, target(number))).collect();
    let only_own = number.is_none();
    let Some(value) = number.or_else(|| Some(own.first()?.1.value.clone())) else {
        let missing = Vec::new();
        table.report(word, PlanProblem::MemberWithoutTarget { comparator: word, missing });
        return None;
    };
    Some(Target { own, only_own, ..target(value) })
}

tables! {
    /// `from = { … }`: exactly one derivation.
    pub struct FromTable = "from" -> Derivation, derivation {
        /// percentage change against the year before
        growth_of: Option<Id>,
        /// change of a stock over the year
        increase_of: Option<Id>,
        /// of increase_of: true when the net change is what is asked for
        net: Flag,
        /// the first of two over the second
        ratio: FilledIds,
        /// of ratio: a factor, 100 for %; default 1
        times: Option<Number>,
        /// all of them together
        sum: FilledIds,
        /// the first of two less the second: a gap between them
        difference: FilledIds,
        /// an index from yearly changes in %, 100 in the baseline year
        chain_of: Option<Id>,
    }

    /// `[[indicator.amended]]`: a later change of the target.
    pub struct AmendedTable = "[[indicator.amended]]" -> Amended, amendment {
        /// in force from this day
        on: Required<Date>,
        /// the new target
        target: Option<TargetTable>,
        /// the new deadline
        deadline: Option<Period>,
        /// the new milestones
        milestones: Option<Milestones>,
        /// true when the target is given up
        withdrawn: Flag,
        /// true when it applies although the deadline was over; default: the target of the time decides
        retroactive: Flag,
        /// the document that says so, or the id of its [[document]]
        document: Option<Text>,
        /// where that says so
        citations: Vec<Citation> = "cite",
    }
}

fn derivation(table: &Table<'_>, from: FromTable) -> Option<Derivation> {
    if let Some(times) = &from.times {
        positive(table, "times", times);
    }
    beside(table, "times", &["ratio"]);
    beside(table, "net", &["increase_of"]);
    let forms = words_of::<Form>();
    let form = only(table, forms, |found, known| PlanProblem::DerivationForm { found, known })?;
    let form = Form::of_word(form)?;
    Some(match form {
        Form::GrowthOf => Derivation::GrowthOf(from.growth_of?),
        Form::IncreaseOf => Derivation::IncreaseOf { of: from.increase_of?, net: from.net },
        Form::Sum => Derivation::Sum(from.sum),
        Form::ChainOf => Derivation::ChainOf(from.chain_of?),
        Form::Ratio => {
            let (above, below) = pair(table, form, from.ratio)?;
            Derivation::Ratio { above, below, times: from.times.unwrap_or(Number::ONE) }
        }
        Form::Difference => {
            let (from, less) = pair(table, form, from.difference)?;
            Derivation::Difference { from, less }
        }
    })
}

fn pair(table: &Table<'_>, form: Form, ids: Vec<String>) -> Option<(String, String)> {
    let key = form.word();
    let count = table.written(key)?.length()?;
    if count != 2 {
        table.report(key, PlanProblem::PairOperands { key, count });
    }
    let mut ids = ids.into_iter();
    ids.next().zip(ids.next())
}

/// A change in force from a day, if the day is known, and the list of members that its target names, with its place.
pub type Amended = (Option<Amendment>, Option<(Every, Span)>);

fn amendment(table: &Table<'_>, new: AmendedTable) -> Amended {
    let has_new = ["target", "deadline", "milestones"].into_iter().any(|key| table.has(key));
    if has_new == new.withdrawn && !table.has_unknown_keys {
        table.report_whole(PlanProblem::AmendmentContent { withdrawn: new.withdrawn });
    }
    let (target, every) = new.target.unzip();
    let amendment = new.on.map(|on| Amendment {
        on,
        target,
        deadline: new.deadline,
        milestones: new.milestones,
        withdrawn: new.withdrawn,
        retroactive: new.retroactive,
        document: new.document.map(|id| Document { id, ..Document::default() }),
        citations: new.citations,
    });
    (amendment, every.flatten().map(|every| (every, table.span_of("target"))))
}
