//! Problems of plan files in English.

use super::{Words, example, is_of_catalogue, listed, same_family, some, turned_round};
use crate::diag::{Found, IdOf, NumberFault, PlanProblem, Shape, Slip};

fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "a text",
        Shape::Id => "an id",
        Shape::Period => "a period",
        Shape::Word => "a word",
        Shape::Date => "a date",
        Shape::Number => "a number",
        Shape::Tolerance => "a number or a percentage",
        Shape::Boolean => "true or false",
        Shape::Texts => "a list of texts",
        Shape::Pair => "a list of two numbers",
        Shape::Table => "a table",
        Shape::Target => "a table with one comparator",
        Shape::Tables => "a table or a list of tables",
        Shape::Milestones => "a table of numbers by period",
        Shape::Members => "lists of regions by name",
    }
}

fn found(found: Found) -> &'static str {
    match found {
        Found::Text => "a text",
        Found::Integer | Found::Float => "a number",
        Found::Boolean => "true or false",
        Found::Datetime => "a date or time",
        Found::Array => "a list",
        Found::Table => "a table",
    }
}

fn meant(suggestion: &str) -> String {
    format!("did you mean `{suggestion}`?")
}

pub(super) fn words(problem: &PlanProblem) -> Words {
    match problem {
        PlanProblem::Truncated { offset } => (
            format!("the plan is truncated: it ends in the middle of a character (byte {offset})"),
            None,
            some("copy or download the file again"),
        ),
        PlanProblem::NotUtf8 { offset, likely } => (
            format!("the plan is not UTF-8: byte {offset} is no part of a character"),
            None,
            Some(match likely {
                Some(encoding) => format!("it looks like {encoding}; save the file as UTF-8"),
                None => "save the file as UTF-8".to_owned(),
            }),
        ),
        PlanProblem::Syntax { slip: Some(Slip::FullWidth(sign)), .. } => (
            "the plan is not valid TOML: a full-width character".to_owned(),
            None,
            Some(format!("write {sign}")),
        ),
        PlanProblem::Syntax { message, slip } => (
            format!(
                "the plan is not valid TOML: {}",
                match slip {
                    Some(Slip::Thousands) => "a number with a comma in it",
                    Some(Slip::Percent) => "a number with a % sign",
                    Some(Slip::CurlyQuotes) => "a text between curly quotes",
                    Some(Slip::Unquoted) => "a text without quotes",
                    Some(Slip::NoValue) => "no value behind =",
                    Some(Slip::Colon) => "a colon in place of =",
                    Some(Slip::NoSuchDate) => "a date that no calendar has",
                    Some(Slip::FullWidth(_)) | None => message,
                }
            ),
            None,
            some(match slip {
                Some(Slip::Thousands) => "write numbers without separators: 2000 or 2_000",
                Some(Slip::Percent) => "write the number without %, and the unit as unit = \"%\"",
                Some(Slip::CurlyQuotes) => {
                    "put the text between straight quotes, \"...\"; “...” may stand inside"
                }
                Some(Slip::Unquoted) => "put the text between straight quotes, \"...\"",
                Some(Slip::NoValue) => "write a value behind =, or remove the line",
                Some(Slip::Colon) => "write = between key and value",
                Some(Slip::NoSuchDate) => "write a day of the calendar, as in 2024-03-12",
                Some(Slip::FullWidth(_)) | None => {
                    "texts stand in double quotes, and every bracket is closed"
                }
            }),
        ),
        PlanProblem::OpenInlineTable => (
            "this inline table does not end on its line".to_owned(),
            some("opened here"),
            some(
                "close it with } on the same line; several tables stand in a list, [ { ... }, { ... } ]",
            ),
        ),
        PlanProblem::OpenList => {
            ("this list does not end".to_owned(), some("opened here"), some("close it with ]"))
        }
        PlanProblem::DuplicateKey { key, table } => (
            format!("`{key}` stands here a second time"),
            some("second time"),
            Some(if *table {
                format!("write [[{key}]], with two brackets, at every one of them")
            } else {
                "keep one of the two".to_owned()
            }),
        ),
        PlanProblem::UnknownKey { table, key, suggestion, known } => (
            format!("unknown key `{key}` in {table}"),
            some(if is_of_catalogue(table) {
                "not a key of a catalogue"
            } else {
                "not a key of a plan"
            }),
            Some(match suggestion {
                Some(suggestion) => meant(suggestion),
                None => format!("{table} knows {}", listed(known)),
            }),
        ),
        PlanProblem::MissingKey { table, key, shape } => (
            format!("`{key}` is missing in {table}"),
            None,
            Some(format!("add {}", example(key, *shape))),
        ),
        PlanProblem::WrongType { key, expected, found: stands } => (
            if same_family(*expected, *stands) {
                format!("`{key}` must be {}", shape(*expected))
            } else {
                format!("`{key}` must be {}, not {}", shape(*expected), found(*stands))
            },
            Some(format!("expected {}", shape(*expected))),
            Some(format!("write {}", example(key, *expected))),
        ),
        PlanProblem::PeriodNotQuoted { key, written } => (
            format!("`{key}` must be a period in quotes"),
            some("expected a text"),
            Some(format!("write {key} = \"{written}\"")),
        ),
        PlanProblem::EmptyText { key } => (
            format!("`{key}` is empty"),
            None,
            some("write what the document says, or remove the key if it is optional"),
        ),
        PlanProblem::EmptyList { key } => {
            (format!("`{key}` is an empty list"), None, some("add at least one entry"))
        }
        PlanProblem::OuterSpace { key, trimmed } => (
            format!("`{key}` starts or ends with white space, which is left out"),
            None,
            Some(format!("write \"{trimmed}\"")),
        ),
        PlanProblem::ControlCharacter { key, character } => (
            format!("`{key}` contains the control character {}", character.escape_unicode()),
            None,
            some("remove it; nobody can see it, and a terminal may obey it"),
        ),
        PlanProblem::BadNumber { key, written, fault } => (
            match fault {
                NumberFault::NotFinite => format!("`{key}` is `{written}`, which is no quantity"),
                NumberFault::Radix => format!("`{key}` is not written in decimal"),
                NumberFault::TooLong => format!("`{key}` has more digits than can be kept exactly"),
            },
            None,
            some(match fault {
                NumberFault::NotFinite => "write the number the document prints",
                NumberFault::Radix => {
                    "write the number in decimal digits, as the document prints it"
                }
                NumberFault::TooLong => {
                    "at most 28 significant digits; use a larger unit, such as 亿元"
                }
            }),
        ),
        PlanProblem::BadId { key, written, suggestion } => (
            format!("`{written}` is not an id, as `{key}` asks"),
            some("only a-z, 0-9 and single hyphens"),
            Some(match suggestion {
                Some(suggestion) => format!("write \"{suggestion}\""),
                None => "write a few English words joined by hyphens, such as \"new-enterprises\""
                    .to_owned(),
            }),
        ),
        PlanProblem::IdNotFileName { id, stem } => (
            format!("the plan's id is `{id}`, but its file is named `{stem}.toml`"),
            None,
            Some(format!("write id = \"{stem}\", or rename the file to {id}.toml")),
        ),
        PlanProblem::BadPeriod { key, written } if turned_round(written).is_some() => (
            format!("the period `{written}` of `{key}` runs backwards"),
            None,
            turned_round(written).map(|turned| format!("write \"{turned}\"")),
        ),
        PlanProblem::BadPeriod { key, written } => (
            format!("`{written}` is not a period, as `{key}` asks"),
            None,
            some(
                "write \"2024\", \"2021/2025\", \"2024H1\", \"2024Q3\", \"2024-06\" or \"2024-01/2024-09\"",
            ),
        ),
        PlanProblem::UnknownWord { key, written, known, suggestion } => (
            format!("`{key}` cannot be `{written}`"),
            None,
            Some(match suggestion {
                Some(suggestion) => format!("{} (valid: {})", meant(suggestion), listed(known)),
                None => format!("valid: {}", listed(known)),
            }),
        ),
        PlanProblem::BandsOrder { bands, usual } => {
            let names: Vec<&str> = bands.iter().map(|(name, _)| *name).collect();
            let values: Vec<String> = usual.iter().map(|(_, value)| value.to_string()).collect();
            let held: Vec<String> =
                bands.iter().map(|(name, value)| format!("{name} {value}")).collect();
            (
                format!("the bands do not fall: {}", held.join(", ")),
                None,
                Some(format!(
                    "{} > 0; what is left out is {}",
                    names.join(" > "),
                    values.join(", ")
                )),
            )
        }
        PlanProblem::BandNotJudged { method } => (
            format!("`ahead` is no verdict of the method `{method}`"),
            None,
            some("leave `ahead` out, or judge by `method = \"schedule\"`"),
        ),
        PlanProblem::TargetComparator { found } => (
            if found.is_empty() {
                "the target has no comparator".to_owned()
            } else {
                format!("the target has {} comparators: {}", found.len(), listed(found))
            },
            some("exactly one comparator"),
            some(
                "write one of at_least, more_than, at_most, less_than, about, between, within, budget, \
                 times_baseline, rising, falling, above_series; two bounds are within = [low, high]",
            ),
        ),
        PlanProblem::ToleranceWithoutAbout => (
            "`tolerance` stands beside a comparator that has none".to_owned(),
            None,
            some("remove it, or write about = ... for 左右"),
        ),
        PlanProblem::BadTolerance { written } => (
            format!("`{written}` is not a tolerance"),
            None,
            some("write a number from 0 in the indicator's unit, or a percentage such as \"5%\""),
        ),
        PlanProblem::PairOrder { comparator, lower, upper } => (
            format!("`{comparator}` must ascend, but {lower} is not below {upper}"),
            None,
            Some(if lower == upper {
                format!("write at_least = {lower} for a single value")
            } else {
                format!("write {comparator} = [{upper}, {lower}]")
            }),
        ),
        PlanProblem::LongFigure { length, limit } => (
            format!("the figure has {length} characters, at most {limit} are allowed"),
            None,
            some("quote only the words around the number, exactly as printed"),
        ),
        PlanProblem::BadWeight => (
            "a weight must be above zero".to_owned(),
            None,
            some("remove the key if the document gives no weight"),
        ),
        PlanProblem::NoIndicators => (
            "the plan has no indicator".to_owned(),
            None,
            some("add an [[indicator]] for every target of the document"),
        ),
        PlanProblem::DuplicateId { id, of } => (
            format!("the id `{id}` is used twice"),
            some("second time"),
            some(match of {
                IdOf::Figures => {
                    "give each indicator its own id; targets for one thing share its `concept`"
                }
                IdOf::Task => "give each task its own id",
                IdOf::Rule => "give each rule its own id; two readings of a rule are two rules",
                IdOf::Concept => "join the two: a concept stands once, with all its aliases",
            }),
        ),
        PlanProblem::FigureWithoutNumber { figure, value, upper } => (
            match upper {
                Some(upper) => {
                    format!("the figure `{figure}` contains neither {value} nor {upper}")
                }
                None => {
                    format!("the figure `{figure}` does not contain the target's number {value}")
                }
            },
            some("the target's number is not here"),
            some("compare target, unit and figure with the document: one of them is mistyped"),
        ),
        PlanProblem::DuplicateCitation => (
            "the same citation stands here twice".to_owned(),
            None,
            some("remove one, or name the section of the second place"),
        ),
        PlanProblem::BareFigure { figure } => (
            format!("`{figure}` is only a number and would set aside every number like it"),
            None,
            some("quote the words around it as well, exactly as printed"),
        ),
        PlanProblem::DuplicateSetAside { figure } => (
            format!("`{figure}` is set aside twice"),
            None,
            some("remove one: a figure covers every place where it occurs"),
        ),
        PlanProblem::UnknownParent { id, suggestion } => (
            format!("no indicator has the id `{id}`"),
            some("parent not found"),
            Some(match suggestion {
                Some(suggestion) => meant(suggestion),
                None => "name the id of another [[indicator]] of this file".to_owned(),
            }),
        ),
        PlanProblem::UnknownPart { id, suggestion } => (
            format!("no indicator has the id `{id}`"),
            some("part not found"),
            Some(match suggestion {
                Some(suggestion) => meant(suggestion),
                None => "name the ids of other [[indicator]] tables of this file".to_owned(),
            }),
        ),
        PlanProblem::ParentCycle { ids } => (
            format!("an indicator is a part of itself: {}", ids.join(" -> ")),
            None,
            some("`parent` names the larger indicator; remove it from the largest"),
        ),
        PlanProblem::TwoParents { part, first, second } => (
            format!("`{part}` is claimed by two wholes, `{first}` and `{second}`"),
            None,
            some("a part belongs to one whole; remove it from the other"),
        ),
        PlanProblem::PartsWithoutTotal => (
            "only an indicator with measure = \"total\" has parts that add up".to_owned(),
            None,
            some("write parent = ... on the parts instead; it does not ask for a sum"),
        ),
        PlanProblem::PartNotComparable { part } => (
            format!("`{part}` cannot be added to the whole: its unit or its measure is another"),
            None,
            some("write parent = ... on that indicator instead, or correct its unit and measure"),
        ),
        PlanProblem::PartsSum { whole, sum, unit } => (
            format!("the parts add up to {sum} {unit}, the whole is {whole} {unit}"),
            Some(format!("{} {unit} apart", (sum - whole).abs())),
            some(
                "compare every number with the document; if parts are left out there, use parent = ...",
            ),
        ),
        PlanProblem::ChildExceedsParent { child, whole, parent, unit } => (
            format!("this part, {child} {unit}, is above its parent `{parent}`, {whole} {unit}"),
            None,
            some("compare both numbers and units with the document"),
        ),
        PlanProblem::ChildrenExceedParent { sum, whole, unit } => (
            format!(
                "the children of this indicator add up to {sum} {unit}, above its own {whole} {unit}"
            ),
            None,
            some("compare the numbers with the document; nothing is wrong if the children overlap"),
        ),
        PlanProblem::DeadlineOutsidePlan { deadline, period } => (
            format!("the deadline {deadline} is outside the plan's period {period}"),
            None,
            Some(format!(
                "write a deadline inside {period}, or leave it out: the last year decides"
            )),
        ),
        PlanProblem::PeriodOutsidePlan { own, period } => (
            format!("the indicator's period {own} is outside the plan's period {period}"),
            None,
            Some(format!("write a period inside {period}, or leave it out")),
        ),
        PlanProblem::BaselineAfterDeadline { baseline, deadline } => (
            format!("the baseline {baseline} is not before the deadline {deadline}"),
            None,
            some("the baseline is the last figure before the plan starts"),
        ),
        PlanProblem::BaselineInsidePeriod { baseline, period } => (
            format!(
                "the baseline {baseline} lies inside the period {period} that it should precede"
            ),
            None,
            some("check the year in the document; time is counted from the end of the baseline"),
        ),
        PlanProblem::MilestoneOutside { milestone, deadline } => (
            format!(
                "the milestone {milestone} is not between the start and the deadline {deadline}"
            ),
            None,
            some(
                "milestones lie after the baseline and before the deadline, whose value is the target",
            ),
        ),
        PlanProblem::MilestoneOrder { milestone, before } => (
            format!("the milestone {milestone} does not come after {before}"),
            None,
            some("write milestones from the earliest to the latest, one for each date"),
        ),
        PlanProblem::NameOfTwoConcepts { name, first, second } => (
            format!("`{name}` would match two concepts, `{first}` and `{second}`"),
            some("also a name of the other"),
            some(
                "keep the name where releases mean it; give both the same `concept` if they are one thing",
            ),
        ),
        PlanProblem::DuplicateAlias { name, concept } => (
            format!(
                "the alias `{name}` is a name of this {} already",
                if *concept { "concept" } else { "indicator" }
            ),
            None,
            some("remove it; spaces, quotes, brackets and letter case make no difference"),
        ),
        PlanProblem::AlreadyMet { baseline, target, unit } => (
            format!(
                "the baseline {baseline} {unit} meets the target {target} {unit} already: judged as hold"
            ),
            None,
            some(
                "check comparator and numbers; nothing is wrong if the document asks to keep the level",
            ),
        ),
        PlanProblem::UnknownUnit { unit, suggestion } => (
            format!("unknown unit `{unit}`: values convert from no other unit"),
            None,
            Some(match suggestion {
                Some(suggestion) => meant(suggestion),
                None => "nothing is wrong if releases print the very same unit".to_owned(),
            }),
        ),
        PlanProblem::BindingAndAspirational => (
            "the indicator is both binding (约束性) and aspirational (力争)".to_owned(),
            None,
            some("a binding target is not a wish; remove one of the two"),
        ),
        PlanProblem::BudgetMeasure { measure } => (
            format!("a budget is spent over a period, but the measure is `{measure}`"),
            None,
            some("write measure = \"total\""),
        ),
        PlanProblem::TotalOfRatio { unit } => (
            format!("values in `{unit}` would be added up over the period"),
            None,
            some("a share or growth rate is measure = \"rate\" or \"level\""),
        ),
        PlanProblem::RankFloor { comparator, suggestion } => (
            format!("a rank is better when it is lower, but the target is `{comparator}`"),
            None,
            Some(format!("write {suggestion} = ...")),
        ),
        PlanProblem::UnknownOperand { id, suggestion } => (
            format!("no indicator or series has the id `{id}`"),
            some("not found"),
            Some(match suggestion {
                Some(suggestion) => meant(suggestion),
                None => "declare it: [[series]] with id, name and unit".to_owned(),
            }),
        ),
        PlanProblem::DerivationForm { found } => (
            if found.is_empty() {
                "`from` does not say how the figures follow from others".to_owned()
            } else {
                format!("`from` has {} derivations: {}", found.len(), listed(found))
            },
            some("exactly one derivation"),
            some(
                "write one of growth_of, increase_of, ratio, sum; a derivation of a derivation goes by a [[series]]",
            ),
        ),
        PlanProblem::RatioOperands { count } => (
            format!("a ratio has two operands, not {count}"),
            None,
            some("write ratio = [\"numerator\", \"denominator\"]"),
        ),
        PlanProblem::StrayKey { key, beside } => (
            format!("`{key}` says nothing without {beside}"),
            None,
            Some(format!("remove it, or write {beside} beside it")),
        ),
        PlanProblem::DerivationCycle { ids } => (
            format!("figures follow from themselves: {}", ids.join(" -> ")),
            None,
            some("an operand is printed by releases, or follows from others that are"),
        ),
        PlanProblem::OperandUnit { operand, unit, own } => (
            format!("`{operand}` is in {unit}, which does not convert to {own}"),
            None,
            some(
                "compare both units with the document; only values of one kind are added or compared",
            ),
        ),
        PlanProblem::GrowthUnit { unit } => (
            format!("a growth is in %, but the unit is {unit}"),
            None,
            Some(format!("write unit = \"%\", or increase_of for a change in {unit}")),
        ),
        PlanProblem::UnknownMembers { list, suggestion } => (
            format!("[members] has no list `{list}`"),
            some("list not found"),
            Some(match suggestion {
                Some(suggestion) => meant(suggestion),
                None => format!("add it: [members] with {list} = [\"...\"], at least one region"),
            }),
        ),
        PlanProblem::DuplicateMember { region } => (
            format!("`{region}` is in the list already"),
            some("second time"),
            some("remove it: it would count twice"),
        ),
        PlanProblem::BadShare { share } => (
            format!("`share` is {share}, not a share of the members"),
            None,
            some(
                "write a number above 0 and up to 1: 0.7 for 70 %; leave it out when all must meet the target",
            ),
        ),
        PlanProblem::EveryComparator { comparator } => (
            format!("`every` cannot stand beside `{comparator}`"),
            None,
            some(
                "members are held against a value or above_series; write an indicator for each region instead",
            ),
        ),
        PlanProblem::BadFactor { key } => (
            format!("`{key}` must be above zero"),
            None,
            Some(if *key == "times" {
                "write 100 for %, 10000 for each 10,000".to_owned()
            } else {
                format!("write {key} = 2 for 倍增 and 翻番")
            }),
        ),
        PlanProblem::DirectionFalse { direction, other } => (
            format!("`{direction} = false` names no direction"),
            None,
            Some(format!(
                "write {direction} = true or {other} = true; to hold a level, write at_least or at_most"
            )),
        ),
        PlanProblem::GoalMeasure { goal, measure } => (
            format!("`{goal}` is not defined for the measure `{measure}`"),
            None,
            some(
                "write measure = \"level\" (against the baseline) or \"every-year\" (against the year before)",
            ),
        ),
        PlanProblem::AverageGrowthUnit { unit } => (
            format!("an average growth of figures in {unit} cannot be computed"),
            None,
            some(
                "write the unit of the levels, or unit = \"%\" with from = { growth_of = \"...\" }",
            ),
        ),
        PlanProblem::AmendmentOrder { on, before } => (
            format!("the amendment of {on} does not come after the one of {before}"),
            None,
            some("write amendments from the earliest to the latest, one for each day"),
        ),
        PlanProblem::AmendmentTooEarly { on, start } => (
            format!("the amendment of {on} is older than the plan, of {start}"),
            None,
            some("check the dates; a target changed before the plan was issued is the target"),
        ),
        PlanProblem::AmendmentContent { withdrawn } => (
            if *withdrawn {
                "the amendment withdraws the target and changes it besides".to_owned()
            } else {
                "the amendment changes nothing".to_owned()
            },
            None,
            some("write target, deadline or milestones; or withdrawn = true alone"),
        ),
        PlanProblem::TaskBeforePlan { due, period } => (
            format!("the task is due in {due}, before the plan's period {period}"),
            None,
            some("check the year in the document; a date after the plan's end is allowed"),
        ),
        PlanProblem::ConceptUnit { concept, unit, catalogue } => (
            format!(
                "`{concept}` is in {catalogue} in the catalogue, which does not convert to {unit}"
            ),
            None,
            some(
                "correct the unit, or the concept; a unit that releases print in its place is named by printed_units in the catalogue",
            ),
        ),
        PlanProblem::UnknownConcept { concept, suggestion } => (
            format!("the catalogue has no concept `{concept}`"),
            None,
            Some(format!("{} nothing is wrong if it is another thing", meant(suggestion))),
        ),
    }
}
