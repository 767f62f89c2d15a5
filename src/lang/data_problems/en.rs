//! Problems of actuals in English.

use super::{columns, encoding_name, mapping, or_nothing, some_of, words};
use crate::diag::{DataProblem, MissingColumn, ValueFault};
use crate::lang::ProblemText;

/// The words for a problem.
pub(super) fn english(problem: &DataProblem) -> ProblemText {
    match problem {
        DataProblem::Unreadable { message } => words(
            format!("the actuals cannot be read: {message}"),
            "",
            "check that the file exists and that you may read it",
        ),
        DataProblem::EmptyFile => words(
            "the file is empty",
            "",
            "a file of actuals begins with a header line: region,indicator,period,value,unit",
        ),
        DataProblem::HeaderOnly => words(
            "the file has a header but no rows",
            "",
            "if rows were expected, export the file again",
        ),
        DataProblem::Workbook => words(
            "the file is a workbook of a kind that is not read here",
            "",
            "save the sheet as CSV; of actuals .xlsx is read too (not .xls, .ods, or one with a password)",
        ),
        DataProblem::DamagedWorkbook { message } => words(
            format!("the workbook cannot be read: {message}"),
            "",
            "copy the file again if it was cut off, or open it in a spreadsheet and save it anew",
        ),
        DataProblem::NoSuchSheet {
            sheet,
            nearest,
            sheets,
        } => words(
            format!("the workbook has no sheet \"{sheet}\""),
            "",
            match nearest {
                Some(nearest) => format!("did you mean \"{nearest}\"?"),
                None => format!("its sheets are {}", sheets.join(", ")),
            },
        ),
        DataProblem::SheetOfText { sheet } => words(
            format!("a sheet \"{sheet}\" is asked for, but the file is no workbook"),
            "",
            "leave out what follows the #, or name an .xlsx file",
        ),
        DataProblem::SheetsPassedOver {
            file,
            sheet,
            others,
        } => words(
            format!(
                "only the sheet {sheet} is read; {} could be read too",
                some_of(others, ", ", "and", "more")
            ),
            "",
            format!(
                "name each one that is meant, such as {file}#{}",
                others.first().map_or("", String::as_str)
            ),
        ),
        DataProblem::MergedHead { head } => words(
            format!("the head \"{head}\" stands over several columns of figures"),
            "a merged cell",
            "give each column a head of its own that says what it holds",
        ),
        DataProblem::TableUnit { unit } => words(
            format!("there is no column `unit`: every value is taken in {unit}, as the line above the table says"),
            "the unit",
            "add a column `unit` if some rows have another unit",
        ),
        DataProblem::UnknownHead {
            column,
            head,
            nearest,
        } => words(
            format!("no file has the head \"{head}\" that --columns gives for `{column}`"),
            "",
            match nearest {
                Some(nearest) => format!("did you mean \"{nearest}\"?"),
                None => "write the head as it stands in the file".to_owned(),
            },
        ),
        DataProblem::RegionNeeded => words(
            "there is no column `region`, and no plan to say which region is meant",
            "",
            "name the region of these rows with --region, or the column with --columns region=HEAD",
        ),
        DataProblem::UnclearEncoding { offset } => words(
            format!(
                "the text is not UTF-8 (byte {offset}), and read as GB18030 its first line is no header of actuals"
            ),
            "",
            "save the file as UTF-8, or name its encoding with --encoding, such as --encoding gbk",
        ),
        DataProblem::Utf16WithoutMark { guess } => words(
            format!("the file looks like {guess}, but has no byte order mark"),
            "",
            format!(
                "save it with a byte order mark or as UTF-8, or name the encoding: --encoding {}",
                guess.to_lowercase()
            ),
        ),
        DataProblem::UndecodableByte { encoding, offset } => words(
            format!("byte {offset} of the file is not {}", encoding_name(encoding)),
            "",
            "the file is damaged, or its encoding changes midway: save it anew as UTF-8, or name its encoding with --encoding",
        ),
        DataProblem::TruncatedFile { encoding, offset } => words(
            format!(
                "the file is truncated: it ends in the middle of a {} character (byte {offset})",
                encoding_name(encoding)
            ),
            "",
            "copy or download the file again",
        ),
        DataProblem::TruncatedStream { format, offset } => words(
            format!("the {format} file is truncated: it breaks off behind byte {offset} of the text inside"),
            "",
            "copy or download the file again",
        ),
        DataProblem::DamagedStream { format, message, offset } => words(
            format!("the {format} file is damaged: found behind byte {offset} of the text inside ({message})"),
            "",
            "copy or download the file again, or compress it anew",
        ),
        DataProblem::ZeroByte { offset } => words(
            format!("byte {offset} of the text is zero, which no text has"),
            "",
            "the file is damaged (a copy that broke off leaves such holes) or no table: copy it again; if it is UTF-16, say --encoding utf-16le",
        ),
        DataProblem::EncodingUsed { encoding } => words(
            format!("read as {}", encoding_name(encoding)),
            "",
            "if names look wrong, name the right encoding with --encoding",
        ),
        DataProblem::RecordTooLong { limit, offset } => words(
            format!("the row that starts at byte {offset} of the text is longer than {limit} MiB"),
            "",
            "most likely a quote (\") is opened in this row and never closed",
        ),
        DataProblem::HeaderTooLong { limit, offset } => words(
            format!("the first row, which names the columns, starts at byte {offset} of the text and is longer than {limit} MiB"),
            "",
            "check that the file is a table with line ends, and that no quote (\") is left open in its first line",
        ),
        DataProblem::TooManyCells { limit, offset } => words(
            format!("the row that starts at byte {offset} of the text has more than {limit} cells"),
            "",
            "check that the file has line ends, and that it is the table it should be",
        ),
        DataProblem::OpenQuote { offset } => words(
            format!("the file ends inside a quoted cell of the row that starts at byte {offset} of the text"),
            "a quote is opened in this row and never closed",
            "close the quote, or copy the file again if it was cut off",
        ),
        DataProblem::MissingColumns { missing, found, mappable } => words(
            format!(
                "there {} {}; the header has: {}",
                if missing.len() == 1 { "is no column" } else { "are no columns" },
                columns(missing, ", "),
                or_nothing(found, "nothing")
            ),
            &match missing.iter().find(|missing| missing.nearest.is_some()) {
                Some(missing) => format!("meant to be `{}`?", missing.column),
                None => String::new(),
            },
            missing
                .iter()
                .map(missing_english)
                .chain(mappable.then(|| {
                    let option = mapping(missing, "HEAD");
                    format!("or give the heads of the file: {option}")
                }))
                .collect::<Vec<_>>()
                .join("; "),
        ),
        DataProblem::DuplicateColumn { column, first, second } => words(
            format!("two columns mean `{column}`: \"{first}\" and \"{second}\""),
            "the second one",
            "rename or remove one of them",
        ),
        DataProblem::NoUnitColumn => words(
            "there is no column `unit`: every value is taken in its indicator's unit",
            "",
            "add a column `unit` if the file uses other units",
        ),
        DataProblem::NoUnitInHead { names } => words(
            format!(
                "no unit is given for {}: such values are taken in their indicator's unit",
                some_of(names, ", ", "and", "more")
            ),
            "",
            "write the unit into the head, in brackets",
        ),
        DataProblem::NoRegionColumn { region } => words(
            format!("there is no column `region`: every row is taken for {region}"),
            "",
            "add a column `region` if the rows belong to different regions",
        ),
        DataProblem::CellCount { expected, found } => words(
            format!("the row has {found} cells where the header has {expected}"),
            "",
            "put cells that contain the separator into quotes, and fill up missing cells",
        ),
        DataProblem::EmptyCell { column } => words(
            format!("the `{column}` of the row is empty"),
            "nothing here",
            format!("fill in the {column}, or remove the row"),
        ),
        DataProblem::BadPeriod { cell } => words(
            format!("\"{cell}\" is not a period"),
            "not a period",
            "write 2024, 2024H1, 2024Q3, 2024-06, 2024-06-30, 2024-01/2024-09, 2024年上半年 or 2024年1-9月",
        ),
        DataProblem::BadValue { cell, fault } => value_english(cell, fault),
        DataProblem::ScientificNotation { cell, count } => words(
            match count {
                1 => format!("\"{cell}\" is in scientific notation: digits may have been lost"),
                count => format!("{count} values are in scientific notation, such as \"{cell}\": digits may have been lost"),
            },
            "the first one",
            "format the cells as plain numbers before exporting",
        ),
        DataProblem::UnitMismatch { unit, known, indicator, expected, convertible } => words(
            if *known {
                format!("the unit {unit} cannot be converted to {expected}, the unit of \"{indicator}\"")
            } else {
                format!("the unit \"{unit}\" is not known; \"{indicator}\" is in {}", or_nothing(expected, "no unit"))
            },
            if *known { "another kind of unit" } else { "unknown unit" },
            format!("use a unit that converts: {}; or leave it empty", or_nothing(convertible, "none at all")),
        ),
        DataProblem::BadQuality { word, nearest } => words(
            format!("\"{word}\" is not a quality"),
            "not a quality",
            match nearest {
                Some(nearest) => format!("did you mean \"{nearest}\"?"),
                None => "write final, preliminary, estimate, approximate, lower-bound, doubtful or break; several are joined by ;".to_owned(),
            },
        ),
        DataProblem::BadDate { cell } => words(
            format!("\"{cell}\" is not a release date"),
            "not a date",
            "write 2024-03-05, 2024-03 (its last day), 2024年3月5日 or 2024/3/5, or leave it empty",
        ),
        DataProblem::UnmatchedRows { rows, names, more } => words(
            format!("{} of {} matched no indicator", rows_en(*rows), names_en(*names, *more)),
            "",
            "--unmatched lists the names; an alias in the plan makes a name match",
        ),
        DataProblem::NearName { name, rows, nearest } => words(
            format!("\"{name}\" matches no indicator ({})", rows_en(*rows)),
            "no indicator of this name",
            format!("did you mean \"{nearest}\"? If it is the same, add the name to the indicator's aliases"),
        ),
        DataProblem::UnmatchedName { name, rows } => words(
            format!("\"{name}\" matches no indicator ({})", rows_en(*rows)),
            "no indicator of this name",
            "",
        ),
        DataProblem::MoreNearNames { count } => words(
            format!("{count} more names nearly match an indicator"),
            "",
            "--unmatched lists them all",
        ),
        DataProblem::AmbiguousRegion { region, first, second, own } => words(
            format!("\"{region}\" may be {first} or {second}: the actuals have both"),
            "",
            if *own {
                format!("name the region in full in the plan, or with --region {first}")
            } else {
                "name the region in full in the plan".to_owned()
            },
        ),
        DataProblem::AmbiguousListed { region, first, second } => words(
            format!("\"{region}\" may be {first} or {second}: the actuals have both"),
            "",
            format!("write the full name in the list: {first} or {second}, or both on a line each"),
        ),
        DataProblem::RegionsLeftOut { left_out, rows } => words(
            format!(
                "left out {} of {} short names ({}), because the actuals also have these regions in full",
                rows_en(*rows), left_out.len(), some_of(left_out, ", ", "and", "more")
            ),
            "",
            "if they are the same regions, write their names in full in these rows",
        ),
        DataProblem::AbsentRegions { regions, nearest } => words(
            match regions.as_slice() {
                [only] => format!("the actuals have no row of {only}, which the plan needs too"),
                all => format!(
                    "the actuals have no row of {} regions that the plan needs: {}",
                    all.len(), some_of(all, ", ", "and", "more")
                ),
            },
            "",
            if nearest.is_empty() {
                "add actuals of these regions, or write them in the plan as the actuals do".to_owned()
            } else {
                let meant = nearest.iter().map(|(region, near)| format!("{near} for {region}"));
                format!(
                    "did you mean {}? Write them in the plan as the actuals do",
                    meant.collect::<Vec<_>>().join(", ")
                )
            },
        ),
        DataProblem::AbsentListed { regions, nearest } => words(
            match regions.as_slice() {
                [only] => format!("the actuals have no row of {only}, which the list names"),
                all => format!(
                    "the actuals have no row of {} regions that the list names: {}",
                    all.len(), some_of(all, ", ", "and", "more")
                ),
            },
            "",
            if nearest.is_empty() {
                "write them as the actuals do, or leave them out of the list".to_owned()
            } else {
                let meant = nearest.iter().map(|(region, near)| format!("{near} for {region}"));
                format!(
                    "did you mean {}? Write them as the actuals do",
                    meant.collect::<Vec<_>>().join(", ")
                )
            },
        ),
        DataProblem::NoRegionChosen { pattern } => words(
            match pattern {
                Some(pattern) => format!("no region of the actuals fits \"{pattern}\""),
                None => "the list of regions is empty".to_owned(),
            },
            "",
            match pattern {
                Some(_) => "`*` stands for any characters and `?` for one: 杭州*, *市",
                None => "write one region a line, as the actuals do",
            }
            .to_owned(),
        ),
        DataProblem::RegionLeftOut { region, left_out, rows } => words(
            format!("left out {} of \"{left_out}\", because the actuals also have {region} in full", rows_en(*rows)),
            "",
            format!("if they are the same region, write {region} in these rows"),
        ),
        DataProblem::NoSuchRegion { region, nearest } => words(
            format!("the actuals have no row of {region}"),
            "",
            match nearest {
                Some(nearest) => format!("did you mean {nearest}? Say so with --region {nearest}"),
                None => "check the region column, or choose another region with --region".to_owned(),
            },
        ),
        DataProblem::NothingMatched { rows } => words(
            match rows {
                1 => "the only row was not asked for".to_owned(),
                rows => format!("none of the {rows} rows was asked for"),
            },
            "",
            "no row has both a region and an indicator of the plan; --unmatched lists the names",
        ),
        DataProblem::MoreErrors { count } => words(
            format!("and {count} more errors in the actuals"),
            "",
            "mend the ones above first",
        ),
        DataProblem::Conflict { first, second, first_value, second_value, indicator, period } => words(
            format!("two values of \"{indicator}\" for {period}: {first_value} ({first}) and {second_value} ({second})"),
            "this one is used",
            "give the release dates in `published`, mark one in `quality`, or remove one",
        ),
        DataProblem::Disagreement { indicator, region, period, printed, derived, place } => words(
            format!(
                "\"{indicator}\" of {region} for {period} is printed as {printed}, but {derived} follows from {place}"
            ),
            "this one is used",
            "check that all of them are of the same release and coverage; mark one that is not in `quality`",
        ),
        DataProblem::MoreConflicts { count } => words(
            format!("{count} more pairs of values of one period and day differ"),
            "",
            "look at the ones above first: they may have one cause; for the others name fewer regions with --region",
        ),
        DataProblem::MoreDisagreements { count } => words(
            format!("{count} more printed figures differ from what other figures give"),
            "",
            "look at the ones above first: they may have one cause",
        ),
        DataProblem::BadTaskState { word, nearest } => words(
            format!("\"{word}\" is not a state of a task"),
            "not a state",
            match nearest {
                Some(nearest) => format!("did you mean \"{nearest}\"?"),
                None => "write not-started, in-progress, done or blocked, or leave it empty".to_owned(),
            },
        ),
        DataProblem::UnknownTask { task, plan, nearest } => words(
            format!("the plan {plan} has no task \"{task}\""),
            "no task of this id",
            match nearest {
                Some(nearest) => format!("did you mean \"{nearest}\"?"),
                None => "check the ids of the plan's [[task]] tables".to_owned(),
            },
        ),
        DataProblem::TaskTwice { task, updated, first, first_state, second_state } => words(
            match updated {
                Some(day) => format!("two states of \"{task}\" for {day}: {first_state} ({first}) and {second_state}"),
                None => format!("two states of \"{task}\" without a date: {first_state} ({first}) and {second_state}"),
            },
            "this one is used",
            "give each its date in `updated`, or remove one",
        ),
        DataProblem::BadTaskDate { cell } => words(
            format!("\"{cell}\" is not a day"),
            "not a date",
            "write 2024-03-05, 2024-03 (its last day), 2024年3月5日 or 2024/3/5, or leave it empty",
        ),
        DataProblem::NoTaskOfPlan { plan, rows, nearest } => words(
            match rows {
                1 => format!("the only row is not of the plan {plan}"),
                rows => format!("none of the {rows} rows is of the plan {plan}"),
            },
            "",
            match nearest {
                Some(nearest) => format!("is \"{nearest}\" in the column `plan` meant to be {plan}?"),
                None => format!("write {plan} in the column `plan` of its tasks"),
            },
        ),
        DataProblem::EmptyTasks => words(
            "the file is empty",
            "",
            "a file of task states begins with a header line: plan,task,state,updated,evidence",
        ),
    }
}

fn rows_en(rows: u64) -> String {
    if rows == 1 {
        "1 row".to_owned()
    } else {
        format!("{rows} rows")
    }
}

fn names_en(names: usize, more: bool) -> String {
    match (names, more) {
        (names, true) => format!("more than {names} names"),
        (1, false) => "1 name".to_owned(),
        (names, false) => format!("{names} names"),
    }
}

fn missing_english(missing: &MissingColumn) -> String {
    let MissingColumn {
        column,
        accepted,
        nearest,
    } = missing;
    match nearest {
        Some(nearest) => format!("rename \"{nearest}\" to `{column}` if it is meant"),
        None if accepted.is_empty() => format!("name the column `{column}`"),
        None => format!("name the column `{column}` (or {accepted})"),
    }
}

fn value_english(cell: &str, fault: &ValueFault) -> ProblemText {
    match fault {
        ValueFault::NotANumber => words(
            format!("\"{cell}\" is not a number"),
            "not a number",
            "write digits with a point for decimals; leave the cell empty, or write - or NA, where there is no figure",
        ),
        ValueFault::UnitInCell => words(
            format!("\"{cell}\" is a number with a word behind it"),
            "a word behind the number",
            "put the unit into the column `unit`",
        ),
        ValueFault::AmbiguousSeparator => words(
            format!("\"{cell}\" can be read in two ways"),
            "decimals or thousands?",
            "a separator of thousands stands before exactly three digits; for decimals write a point, or say --decimal-comma if the file's decimals stand behind a comma",
        ),
        ValueFault::MixedSeparators => words(
            format!("\"{cell}\" has point and comma in an order that is not this file's"),
            "point and comma",
            "write 1,234.5 or 1234.5; if the file means 1.234,5 throughout, say --decimal-comma",
        ),
        ValueFault::CommaInSemicolonFile => words(
            format!(
                "\"{cell}\" has a comma, which in a file separated by ; may mean decimals or thousands"
            ),
            "decimals or thousands?",
            "say --decimal-comma if it means decimals, else write the number without commas",
        ),
        ValueFault::TooManyDigits => words(
            format!("\"{cell}\" has more than 28 digits"),
            "too long for a number",
            "check that no cells have run together; round the value if it was computed",
        ),
        ValueFault::PercentBesideUnit { unit } => words(
            format!("\"{cell}\" has a percent sign, but its unit is {unit}"),
            "a percent sign",
            "remove the percent sign, or make the unit %",
        ),
        ValueFault::MagnitudeTwice { unit } => words(
            format!("\"{cell}\" has a power of ten of its own, and so has its unit {unit}"),
            "twice multiplied?",
            "write it in one of the two places only",
        ),
    }
}
