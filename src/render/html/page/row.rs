//! One indicator of the page: what its row shows, and every figure in the exact form of the machine formats.

use crate::assess::Verdict;
use crate::plan::Measure;
use crate::record::Data;
use crate::report::{Block, Judged, Note, Sheet, explain, row, show, shown::need_heading};
use crate::table::{Cell, Heading};

/// A figure of an indicator.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The column of `status` that it stands in.
    pub key: &'static str,
    /// What it is.
    pub heading: Heading,
    /// The number as the JSON of `status` has it; `None` where that has none.
    pub exact: Option<String>,
    /// The upper end of a range, in the same form.
    pub upper: Option<String>,
    /// As people read it.
    pub cell: Cell,
}

/// One indicator.
#[derive(Clone)]
pub struct IndicatorRow<'a> {
    /// The indicator with all that is known of it.
    pub judged: Judged<'a>,
    /// Its place in the order of the gap table, from 0.
    pub gap_rank: usize,
}

impl IndicatorRow<'_> {
    /// Was nothing published for it?
    pub fn lacks_data(&self) -> bool {
        self.judged.finding.verdict == Verdict::NoData
    }

    /// The target with its unit and, where it is not the plan's, its deadline.
    pub fn target(&self) -> Figure {
        Figure {
            upper: self.exact("target_upper"),
            ..self.figure("target", Heading::Target, self.judged.digits().target_cell())
        }
    }

    /// The actual with its period.
    pub fn actual(&self) -> Figure {
        self.figure("actual", Heading::Actual, self.judged.digits().actual_cell())
    }

    /// The distance from the target.
    pub fn gap(&self) -> Figure {
        self.figure("gap", Heading::Gap, self.judged.digits().gap_cell())
    }

    /// The ratio that meets the bands, as a share.
    pub fn ratio(&self) -> Figure {
        let cell = Cell::of(self.judged.ratio(), Cell::Share);
        self.figure("ratio", Heading::Ratio, cell)
    }

    /// The share that is done.
    pub fn progress(&self) -> Figure {
        let [progress, _] = self.judged.way();
        let cell = Cell::of(progress, Cell::Share);
        self.figure("progress", Heading::Done, cell)
    }

    /// The share that should be done by the date of the actual.
    pub fn expected(&self) -> Figure {
        let [_, expected] = self.judged.way();
        let cell = Cell::of(expected, Cell::Share);
        self.figure("expected", Heading::Expected, cell)
    }

    /// Every figure that is known, in the order in which one reads them.
    pub fn figures(&self) -> Vec<Figure> {
        let judged = &self.judged;
        let digits = judged.digits();
        let attainment = Cell::of(judged.attainment(), Cell::Share);
        let projected = Cell::of(digits.projected(), |value| Cell::amount(value, &judged.unit()));
        // An average growth has no other need than growth.
        let growth_key = match judged.indicator().measure {
            Measure::AverageGrowth => "required_per_year",
            _ => "required_growth",
        };
        let figures = [
            self.figure("baseline", Heading::Baseline, digits.baseline_cell()),
            self.actual(),
            self.target(),
            self.gap(),
            self.figure("attainment", Heading::Attainment, attainment),
            self.progress(),
            self.expected(),
            self.ratio(),
            self.figure("projected", Heading::Projected, projected),
            self.figure("required_amount", need_heading([*judged]), digits.need_amount_cell()),
            self.figure(growth_key, Heading::RequiredGrowth, judged.need_growth_cell()),
        ];
        figures.into_iter().filter(|it| !it.cell.is_empty()).collect()
    }

    /// What `explain` says, in two parts: what plan and files say of the indicator, and how the verdict came about. What
    /// the row and its figures show already is left out.
    pub fn explained(&self) -> (Sheet<'static>, Sheet<'static>) {
        let (mut own, mut all) = (Sheet::default(), Sheet::default());
        show::indicator_facts(&mut own, self.judged.plan, self.judged.indicator());
        explain::derivation(&self.judged, &mut all);
        let (mut facts, mut derivation) = (Sheet::default(), Sheet::default());
        let baseline = self.judged.finding.baseline.is_some();
        let derived = all.blocks.into_iter().map(|block| (true, block));
        for (derived, block) in own.blocks.into_iter().map(|block| (false, block)).chain(derived) {
            match block {
                Block::Note(Note::Fact(heading, _)) if is_shown(heading) => {}
                Block::Note(Note::Fact(Heading::Baseline, _)) if baseline => {}
                Block::Note(Note::Fact(Heading::Source, cell)) => {
                    facts.fact(Heading::Source, cell);
                }
                block if derived => derivation.blocks.push(block),
                block => facts.blocks.push(block),
            }
        }
        (facts, derivation)
    }

    /// What to know beside the figures: how good the actual is, when it was published, by which method it is judged, and
    /// when the present pace arrives.
    pub fn beside(&self) -> Vec<(Heading, Cell)> {
        let finding = self.judged.finding;
        let actual = finding.actual.as_ref();
        let facts = [
            (Heading::Arrival, Cell::of(finding.arrival, Cell::Month)),
            (Heading::Quality, Cell::of(actual, |actual| Cell::Quality(actual.quality))),
            (Heading::Published, Cell::of(actual, |actual| Cell::Date(actual.published))),
            (Heading::Method, Cell::of(actual, |_| Cell::from(finding.method))),
        ];
        facts.into_iter().filter(|(_, cell)| !cell.is_empty()).collect()
    }

    fn figure(&self, key: &'static str, heading: Heading, cell: Cell) -> Figure {
        Figure { key, heading, exact: self.exact(key), upper: None, cell }
    }

    /// The number that stands in a column of `status`.
    fn exact(&self, key: &str) -> Option<String> {
        match row::value(&self.judged, key) {
            Some(Data::Number(text)) => Some(text),
            _ => None,
        }
    }
}

/// Does the row, or its list of figures, show it?
fn is_shown(heading: Heading) -> bool {
    matches!(
        heading,
        Heading::Plan
            | Heading::Target
            | Heading::Actual
            | Heading::Gap
            | Heading::Verdict
            | Heading::Method
            | Heading::Arrival
            | Heading::Quality
            | Heading::Published
    )
}
