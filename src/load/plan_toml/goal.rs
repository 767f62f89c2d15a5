//! What must be reached, by whom, from which figures, and what was changed later.

use crate::diag::PlanProblem;
use crate::load::toml_table::{Issues, Table};
use crate::number::Number;
use crate::plan::{
    Amendment, Comparator, Derivation, Every, Form, Goal, Milestone, Relative, Target,
};
use crate::words::{Word, words_of};

/// The table of a target: what is to be reached, and by whom.
pub(super) fn read(owner: &Table<'_>, issues: &Issues) -> Option<(Goal, Option<Every>)> {
    let table = owner.table("target")?;
    let limit = beside(&table, "limit", &["rising", "falling"], issues, Table::number);
    let in_region = beside(&table, "in_region", &["above_series"], issues, Table::text);
    let every = table.id("every");
    let share = beside(&table, "share", &["every"], issues, Table::number);
    if let Some(share) = &share
        && !(share.is_positive() && *share <= Number::one())
    {
        let share = share.clone();
        issues.add(table.span_of("share"), PlanProblem::BadShare { share });
    }
    let word = the_one(&table, issues)?;
    let relative = Relative::of_word(word);
    let has_no_each = word == Comparator::Budget.word()
        || relative.is_some_and(|relative| relative != Relative::AboveSeries);
    if table.has("every") && has_no_each {
        let problem = PlanProblem::EveryComparator { comparator: word };
        issues.add(table.span_of("every"), problem);
    }
    let goal = match relative {
        Some(Relative::TimesBaseline) => Goal::TimesBaseline(positive(&table, word, issues)?),
        Some(Relative::Rising) => {
            direction(&table, Relative::Rising, Relative::Falling, issues);
            Goal::Rising { limit }
        }
        Some(Relative::Falling) => {
            direction(&table, Relative::Falling, Relative::Rising, issues);
            Goal::Falling { limit }
        }
        Some(Relative::AboveSeries) => Goal::AboveSeries { series: table.id(word)?, in_region },
        None => Goal::Value(value(&table, word, issues)?),
    };
    Some((goal, every.map(|list| Every { list, share })))
}

/// The only comparator of the table; another number of them is reported.
fn the_one(table: &Table<'_>, issues: &Issues) -> Option<&'static str> {
    let written: Vec<_> = Goal::words().filter(|word| table.has(word)).collect();
    if let [word] = written[..] {
        if word != "about" && table.has("tolerance") {
            issues.add(table.span_of("tolerance"), PlanProblem::ToleranceWithoutAbout);
        }
        return Some(word);
    }
    // A misspelt comparator has been reported as an unknown key.
    if !written.is_empty() || !table.has_unknown_keys() {
        let known = Goal::words().collect();
        issues.add(table.span(), PlanProblem::TargetComparator { found: written, known });
    }
    None
}

/// A value that has a meaning only beside others; its type is looked at in any case.
fn beside<'a, T>(
    table: &Table<'a>,
    key: &'static str,
    others: &[&'static str],
    issues: &Issues,
    read: impl Fn(&Table<'a>, &'static str) -> Option<T>,
) -> Option<T> {
    let value = read(table, key);
    // What a misspelt key was meant to be may be the other.
    if table.has(key) && !others.iter().any(|other| table.has(other)) && !table.has_unknown_keys() {
        let others: Vec<_> = others.iter().map(|other| format!("`{other}`")).collect();
        let problem = PlanProblem::StrayKey { key, beside: others.join(" / ") };
        issues.add(table.span_of(key), problem);
    }
    value
}

fn positive(table: &Table<'_>, key: &'static str, issues: &Issues) -> Option<Number> {
    let number = table.number(key)?;
    if !number.is_positive() {
        issues.add(table.span_of(key), PlanProblem::BadFactor { key });
    }
    Some(number)
}

fn direction(table: &Table<'_>, direction: Relative, other: Relative, issues: &Issues) {
    let key = direction.word();
    let denied = table.is_false(key);
    // A value of another type is reported as such.
    table.flag(key);
    if denied {
        let problem = PlanProblem::DirectionFalse { direction: key, other: other.word() };
        issues.add(table.span_of(key), problem);
    }
}

fn value(table: &Table<'_>, word: &'static str, issues: &Issues) -> Option<Target> {
    let comparator = Comparator::of_word(word)?;
    let (value, upper) = match comparator {
        Comparator::Between | Comparator::Within => {
            let (lower, upper) = table.pair(word)?;
            if lower >= upper {
                issues.add(
                    table.span_of(word),
                    PlanProblem::PairOrder {
                        comparator: word,
                        lower: lower.clone(),
                        upper: upper.clone(),
                    },
                );
            }
            (lower, Some(upper))
        }
        Comparator::AtLeast
        | Comparator::MoreThan
        | Comparator::AtMost
        | Comparator::LessThan
        | Comparator::About
        | Comparator::Budget => (table.number(word)?, None),
    };
    let tolerance = if comparator == Comparator::About {
        let five_percent = (&value.abs() * &Number::from(5)).scaled(&Number::power_of_ten(-2));
        table.tolerance("tolerance", &value).unwrap_or(five_percent)
    } else {
        Number::zero()
    };
    Some(Target { comparator, value, upper, tolerance })
}

/// `from`: exactly one derivation. Every key is read, so that all problems show.
pub(super) fn derivation(owner: &Table<'_>, issues: &Issues) -> Option<Derivation> {
    let table = owner.table("from")?;
    let growth_of = table.id("growth_of");
    let increase_of = table.id("increase_of");
    let flag = |table: &Table<'_>, key| Some(table.flag(key));
    let net = beside(&table, "net", &["increase_of"], issues, flag).unwrap_or_default();
    let ratio = table.filled_ids("ratio");
    let times =
        beside(&table, "times", &["ratio"], issues, |table, key| positive(table, key, issues));
    let sum = table.filled_ids("sum");
    let forms = Form::ALL.iter().copied();
    let written: Vec<_> = forms.filter(|form| table.has(form.word())).collect();
    let [form] = written[..] else {
        if !written.is_empty() || !table.has_unknown_keys() {
            let found = written.into_iter().map(Form::word).collect();
            issues.add(
                table.span(),
                PlanProblem::DerivationForm { found, known: words_of::<Form>() },
            );
        }
        return None;
    };
    Some(match form {
        Form::GrowthOf => Derivation::GrowthOf(growth_of?),
        Form::IncreaseOf => Derivation::IncreaseOf { of: increase_of?, net },
        Form::Sum => Derivation::Sum(sum),
        Form::Ratio => {
            let count = table.length_of("ratio")?;
            if count != 2 {
                let problem = PlanProblem::RatioOperands { count };
                issues.add(table.span_of("ratio"), problem);
            }
            let mut operands = ratio.into_iter();
            Derivation::Ratio {
                above: operands.next()?,
                below: operands.next()?,
                times: times.unwrap_or_else(Number::one),
            }
        }
    })
}

/// `[[indicator.amended]]`, in the order written; what `every` says stays as the indicator has it.
pub(super) fn amendments(
    indicator: &Table<'_>,
    every: Option<&Every>,
    issues: &Issues,
) -> Vec<Amendment> {
    let read = |table: Table<'_>| {
        let on = table.date("on");
        let target = read(&table, issues);
        if let Some((_, Some(other))) = &target
            && every != Some(other)
        {
            let problem = PlanProblem::StrayKey {
                key: "every",
                beside: "[[indicator]] target = { every = … }".to_owned(),
            };
            issues.add(table.span_of("target"), problem);
        }
        let deadline = table.period("deadline");
        let milestones = milestones(&table);
        let withdrawn = table.flag("withdrawn");
        let retroactive = table.flag("retroactive");
        let document = table.text("document");
        let new = ["target", "deadline", "milestones"];
        let has_new = new.into_iter().any(|key| table.has(key));
        if has_new == withdrawn && !table.has_unknown_keys() {
            issues.add(table.span(), PlanProblem::AmendmentContent { withdrawn });
        }
        Some(Amendment {
            on: on?,
            target: target.map(|(goal, _)| goal),
            deadline,
            milestones: table.has("milestones").then_some(milestones),
            withdrawn,
            retroactive,
            document,
        })
    };
    let tables = indicator.tables("amended").into_iter();
    tables.filter_map(read).collect()
}

pub(super) fn milestones(table: &Table<'_>) -> Vec<Milestone> {
    let written = table.numbers_by_period("milestones").into_iter();
    written.map(|(period, value)| Milestone { period, value }).collect()
}
