//! A declared series: every published value with its vintages, and no verdict.

use crate::{
    actuals::{ActualsFile, Observation},
    assess::{Basis, SetAsideWhy, trace::course::Uses},
    plan::Series,
    record::{Flat, each},
    report::{
        Plot, Section, Sentence, Sheet, derivation_cell, explain, missing, row::Figure, show,
        value_cell,
    },
    table::{Heading, Missing, Shown, Table, Use},
    unit::Unit,
    words::words_of,
};

/// A series with its figures in every region for which they were read.
#[derive(Clone)]
pub struct SeriesView<'a> {
    pub basis: Basis<'a>,
    pub series: &'a Series,
    /// By region, the series' own first; the one asked for alone.
    pub regions: Vec<Uses>,
}

impl<'a> SeriesView<'a> {
    /// A series of the plan; `region` instead of its own.
    pub fn new(basis: Basis<'a>, series: &'a Series, region: Option<&str>) -> Self {
        // Who names a region wants that one alone.
        let regions = match region {
            Some(_) => vec![Uses::of(basis, series, region)],
            None => Uses::of_all(basis, series),
        };
        Self { basis, series, regions }
    }

    /// The page.
    pub fn sheet(&self) -> Sheet {
        self.page(None)
    }

    /// The page of `trend`: a picture stands before the values.
    pub fn trend_sheet(&self) -> Sheet {
        self.page(Some(self.plot()))
    }

    fn page(&self, picture: Option<Plot>) -> Sheet {
        let mut sheet = Sheet::default();
        let series = self.series;
        let own = self.regions.first().map(|own| own.region.clone());
        sheet.of_plan(self.basis.plan, &series.id);
        if series.concept != series.id {
            sheet.fact(Heading::Concept, &series.concept);
        }
        sheet
            .fact(Heading::Unit, &series.unit)
            .fact(Heading::Kind, series.kind.kind)
            .fact(Heading::At, series.kind.at.map(show::at))
            .fact(Heading::YearStarts, show::year_starts(self.basis.plan, series.kind.calendar))
            .fact(Heading::Region, own);
        if picture.is_none() {
            let place = format!("{}:{}", self.basis.plan.file, series.line);
            sheet
                .fact(Heading::Derivation, derivation_cell(self.basis.plan, series))
                .fact(Heading::Aliases, &series.aliases)
                .fact(Heading::Place, place);
        }
        sheet.note(Sentence::NoVerdict);
        for missing in self.missing() {
            sheet.fact(Heading::Missing, missing);
        }
        let table = self.short_table();
        if let Some(picture) = picture {
            let notes = picture.notes.clone();
            sheet.plot(picture).notes(notes);
        }
        sheet.section(Section::Vintages);
        if table.rows.is_empty() {
            sheet.note(Sentence::Nothing);
        }
        sheet.table(table);
        for disagreement in self.regions.iter().flat_map(|it| &it.disagreements) {
            sheet.note(explain::disagreeing(disagreement.clone(), &series.unit));
        }
        sheet.space().foot(self.basis);
        sheet
    }

    /// What the figures of its own region lack.
    fn missing(&self) -> Vec<Missing> {
        let Some(own) = self.regions.first() else {
            return Vec::new();
        };
        let others = own.missing.iter().filter(|(id, _)| *id != self.series.id);
        missing(self.basis.plan, others, &own.region)
    }

    fn short_table(&self) -> Table {
        let several = self.regions.len() > 1;
        Table::of(self.uses())
            .word(Heading::Region, |(region, ..)| several.then_some(*region))
            .word(Heading::Period, |(.., one)| one.period)
            .number(Heading::Value, |(.., one)| {
                (value_cell(Shown::as_printed(&one.value), one.quality), &one.printed)
            })
            .prose(Heading::Status, |(_, usage, _)| *usage)
            .word(Heading::Published, |(.., one)| one.published)
            .word(Heading::Quality, |(.., one)| one.quality)
            .prose(Heading::Place, |(.., one)| one.places(self.basis.files()))
            .table()
            .without_empty_columns()
    }

    /// Every figure with its region and its use.
    fn uses(&self) -> impl Iterator<Item = (&str, Use, &Observation)> {
        self.regions
            .iter()
            .flat_map(|own| own.all.iter().map(|(usage, one)| (own.region.as_str(), *usage, one)))
    }

    /// Every value with its use, one a row.
    pub fn flat(&self) -> Flat<'_> {
        let unit = &self.series.unit;
        let files = self.basis.files();
        Flat::of(self.uses().map(move |(region, usage, one)| (region, (one, usage, unit, files))))
    }
}

record! {
    "columns-of-explained-series" "The columns of CSV."
    |region: &str, used: (&Observation, Use, &Unit, &[ActualsFile])| {
        region: "The region." = region,
        ..*used,
    }
}

record! {
    form of "explain" "explained-series" "A series without a target: its values and vintages."
    |it: SeriesView<'_>| {
        plan: "The plan's id." = &it.basis.plan.id,
        series: "As encoded." = (it.series, it.basis.plan),
        as_of: "Nothing published after it is used." = it.basis.as_of,
        regions: "Each region with its figures." = each(&it.regions, |own| (own, it.basis.files())),
    }
}

record! {
    "region" "The figures of a series in a region."
    |it: &Uses, files: &[ActualsFile]| {
        region: "The region.",
        observations: "Every figure and what it is used for."
            = each(&it.all, |(usage, one)| (*usage, (one, *files))),
        missing: "Operands without a figure.",
        disagreements: "Printed figures that their operands contradict."
            = each(&it.disagreements, |one| (one.clone(), *files)),
    }
}

record! {
    "used" "A figure and what it is used for."
    |usage: Use, figure: Figure<'_>| {
        use: "In force, or why it is not." in uses = usage.word(),
        observation: "The figure." = figure,
    }
}

/// What a figure of a series can be used for.
pub fn uses() -> Vec<&'static str> {
    [Use::InForce.word()].into_iter().chain(words_of::<SetAsideWhy>()).collect()
}
