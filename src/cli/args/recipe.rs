//! Arguments that say how files of actuals are read: the words of `[[source]]`.

use clap::Args;

use super::choice::{Choice, all_plain};
use crate::plan::recipe::{Column, Decimal, Delimiter, NoColumn, Recipe};

#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Reading")]
pub struct RecipeArgs {
    /// Read only the rows with this value in this column (code or label); repeatable: all columns must fit, any value of each
    #[arg(long = "where", value_name = "COLUMN=VALUE", value_parser = pair)]
    pub filter: Vec<(String, String)>,
    /// Fill a missing column or blank cells: region, indicator, year, period, unit, published, quality, source or note;
    /// repeatable
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = constant)]
    pub set: Vec<(Column, String)>,
    /// Further column headers (region=省份,value=金额); repeatable
    #[arg(long, value_name = "COLUMN=HEADER,…", value_parser = Headers::parse)]
    pub columns: Vec<Headers>,
    /// Lines (of a sheet: rows) before the header
    #[arg(long, value_name = "N")]
    pub skip: Option<u32>,
    /// Read a comma as the decimal separator
    #[arg(long, conflicts_with = "decimal_point")]
    pub decimal_comma: bool,
    /// Read a point as the decimal separator
    #[arg(long)]
    pub decimal_point: bool,
    /// Delimiter of the cells, instead of the detected one
    #[arg(long, value_name = "SIGN", value_parser = Choice(all_plain::<Delimiter>))]
    pub delimiter: Option<Delimiter>,
    /// Encoding, instead of the detected one (utf-8, gb18030, utf-16le …)
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// A mark for a missing figure, besides the usual ones; repeatable
    #[arg(long, value_name = "TEXT")]
    pub missing: Vec<String>,
}

impl RecipeArgs {
    /// The recipe that the options make.
    pub fn recipe(&self) -> Recipe {
        let mut filter: Vec<(String, Vec<String>)> = Vec::new();
        for (column, value) in &self.filter {
            match filter.iter_mut().find(|(known, _)| known == column) {
                Some((_, values)) => values.push(value.clone()),
                None => filter.push((column.clone(), vec![value.clone()])),
            }
        }
        let decimal = match (self.decimal_comma, self.decimal_point) {
            (true, _) => Some(Decimal::Comma),
            (_, point) => point.then_some(Decimal::Point),
        };
        Recipe {
            filter,
            columns: self.columns.iter().flat_map(|it| it.0.iter().cloned()).collect(),
            set: self.set.clone(),
            skip: self.skip,
            decimal,
            delimiter: self.delimiter,
            encoding: self.encoding.clone(),
            missing: self.missing.clone(),
            ..Recipe::default()
        }
    }
}

/// Headers of columns: `region=省份,value=金额`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<(Column, String)>);

impl Headers {
    /// A comma that no `column=` follows belongs to the header before it.
    fn parse(text: &str) -> Result<Self, String> {
        let mut headers: Vec<(Column, String)> = Vec::new();
        for piece in text.split(',') {
            let named = piece.split_once('=');
            let known = named.map(|(column, header)| (Column::with_header(column.trim()), header));
            match (known, headers.last_mut()) {
                (Some((Ok(column), header)), _) => headers.push((column, header.trim().to_owned())),
                (None, Some((_, header))) => {
                    header.push(',');
                    header.push_str(piece);
                }
                (Some((Err(fault), _)), _) => {
                    return Err(no_column(named.map_or("", |(column, _)| column.trim()), &fault));
                }
                (None, None) => {
                    return Err(
                        "write each as COLUMN=HEADER, such as region=省份,value=金额".to_owned()
                    );
                }
            }
        }
        let empty = |header: &String| header.trim().is_empty();
        match headers.iter().find(|(_, header)| empty(header)) {
            Some((column, _)) => Err(format!("no head is given for `{}`", column.word())),
            None => Ok(Self(headers)),
        }
    }
}

fn no_column(column: &str, NoColumn { nearest, known }: &NoColumn) -> String {
    let meant = nearest.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
    format!("there is no column `{column}`: the columns are {}{meant}", known.join(", "))
}

fn pair(text: &str) -> Result<(String, String), &'static str> {
    let pair = text.split_once('=').filter(|(column, _)| !column.trim().is_empty());
    let (column, value) = pair.ok_or("write it as COLUMN=VALUE, such as Sex=T")?;
    Ok((column.trim().to_owned(), value.trim().to_owned()))
}

fn constant(text: &str) -> Result<(Column, String), String> {
    let (name, value) = pair(text)?;
    let column = Column::settable(&name).map_err(|fault| no_column(&name, &fault))?;
    if column.takes(&value) {
        return Ok((column, value));
    }
    Err(match column {
        Column::Year => "not a year; write 2024",
        Column::Period => "not a period; write 2024 or 2024-01/2024-09",
        Column::Published => "not a release date; write 2024-03-05, or 2024-03 for its last day",
        _ => "a value is missing",
    }
    .to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_the_user() {
        let Headers(all) =
            Headers::parse("region=省份,value= 金额, 亿元 ,note=备=注").expect("headers");
        let all: Vec<_> = all.iter().map(|(column, text)| (column.word(), text.as_str())).collect();
        assert_eq!(all, [("region", "省份"), ("value", "金额, 亿元 "), ("note", "备=注")]);
    }

    #[test]
    fn what_cannot_be() {
        let headers = |text: &str| Headers::parse(text).map(|_| ());
        let constants = |text: &str| constant(text).map(|_| ());
        let pairs = |text: &str| pair(text).map(|_| ()).map_err(str::to_owned);
        type Parse<'a> = &'a dyn Fn(&str) -> Result<(), String>;
        for (parse, text, part) in [
            (&headers as Parse<'_>, "regin=省份", "did you mean `region`?"),
            (&headers, "省份", "COLUMN=HEADER"),
            (&headers, "", "COLUMN=HEADER"),
            (&headers, "region=", "no head is given for `region`"),
            (&headers, "indicator_zh=名称", "there is no column `indicator_zh`"),
            (&constants, "value=5", "there is no column `value`"),
            (&constants, "unti=%", "did you mean `unit`?"),
            (&constants, "year=24", "not a year"),
            (&constants, "period=soon", "not a period"),
            (&constants, "published=2024", "not a release date"),
            (&constants, "unit=", "a value is missing"),
            (&constants, "unit", "COLUMN=VALUE"),
            (&pairs, "=T", "COLUMN=VALUE"),
            (&pairs, "Sex", "COLUMN=VALUE"),
        ] {
            let fault = parse(text).expect_err(text);
            assert!(fault.contains(part), "{text}: {fault}");
        }
        assert_eq!(pair("Age="), Ok(("Age".to_owned(), String::new())));
        assert_eq!(pair("a=b=c"), Ok(("a".to_owned(), "b=c".to_owned())));
    }
}
