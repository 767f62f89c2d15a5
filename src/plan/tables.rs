//! The parts of a plan that are kept as the file has them: one declaration a table.

use unicode_width::UnicodeWidthStr;

use crate::{
    diag::PlanProblem,
    keys::{Date, FilledIds, Flag, Id, OrEmpty, Prose, Table, Text, Texts, Value},
    number::Number,
    period::Period,
    unit::Unit,
};

tables! {
    /// Dated work without a number.
    #[derive(Debug, Clone)]
    pub struct Task = "[[task]]" {
        /// kebab-case, unique among the tasks
        id: Id,
        /// as printed
        title: OrEmpty<Text>,
        /// in English
        title_en: Option<Text>,
        /// by the end of this period
        due: Period,
        /// who answers for it, as printed
        responsible: Texts,
        /// where the document says so
        citations: OrEmpty<Vec<Citation>> = "cite",
        /// true for 力争, 争创: wished rather than promised
        aspirational: Flag,
        /// true when a quantity is asked for and left open
        unquantified: Flag,
        /// a remark of the encoder
        note: Option<Prose>,
        ; line
    }

    /// A rule over every member and year, such as the veto of a double decline (双下降一票否优).
    #[derive(Debug, Clone)]
    pub struct Rule = "[[rule]]" {
        /// kebab-case, unique among the rules
        id: Id,
        /// name as printed
        name: OrEmpty<Text>,
        /// the list of [members] it is held against
        each: Id,
        /// indicators or series; it fires when all of them fall
        all_fall: OrEmpty<FilledIds>,
        /// what falls of an amount: the amount, or its growth
        reading: Reading,
        /// what follows, as printed
        outcome: OrEmpty<Text>,
        /// where the document says so
        citations: Vec<Citation> = "cite",
        /// a remark of the encoder
        note: Option<Prose>,
        ; line
    }

    /// A document beside that of the plan, which changes or adds targets.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Document = "[[document]]" {
        /// kebab-case, unique among the documents
        id: Id,
        /// title as printed
        title: Text,
        /// title in English
        title_en: Option<Text>,
        /// its number
        number: Option<Text>,
        /// the day it was issued
        issued: Option<Date>,
    }

    /// Where the document prints a target.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Citation = "cite" -> Self, within_limit {
        /// id of the [[document]] that prints it; default: the plan's own document
        document: Option<Named>,
        /// section of the document
        section: OrEmpty<Text>,
        /// the words around the number exactly as printed
        figure: OrEmpty<Text>,
    }

    /// The starting point of an indicator.
    #[derive(Debug, Clone)]
    pub struct Baseline = "baseline" {
        /// the baseline's period
        period: Period,
        /// its value; left to the actuals when absent
        value: Option<Number>,
    }

    /// A unit that is not known otherwise.
    #[derive(Debug, Clone)]
    pub struct DeclaredUnit = "[[unit]]" {
        /// as it is printed
        name: Unit,
        /// a unit that is known, or another of these
        of: Unit,
        /// how many of those one of it is; default: 1
        times: Option<Number>,
    }

    /// A number of the document that is not a target.
    #[derive(Debug, Clone)]
    pub struct SetAside = "[[set_aside]]" {
        /// the words around the number exactly as printed
        figure: Text,
        /// why it is no target
        why: Prose,
        /// id of the [[document]] that prints it; default: the plan's own document
        document: Option<Named>,
    }
}

/// The most characters of a figure: enough to find a number in the document, too few to hide it.
const WIDE_LIMIT: usize = 24;

/// That of a figure in letters, which takes as many words.
const NARROW_LIMIT: usize = 80;

/// The most characters that a figure of these may have.
pub fn figure_limit(figure: &str) -> usize {
    if figure.width() > figure.chars().count() { WIDE_LIMIT } else { NARROW_LIMIT }
}

fn within_limit(table: &Table<'_>, citation: Citation) -> Citation {
    let length = citation.figure.chars().count();
    let limit = figure_limit(&citation.figure);
    if length > limit {
        table.report("figure", PlanProblem::LongFigure { length, limit });
    }
    citation
}

words! {
    /// What it means that an amount falls.
    pub enum Reading {
        /// The amount itself is less than the year before.
        Amount "amount" "amount: an amount falls when it is less than the year before" "按总量：总量低于上年即为下降";
        /// Its growth rate is less than the year before.
        Growth "growth"
            "growth: an amount falls when its growth is less than the year before"
            "按增幅：增幅低于上年即为下降";
    }
}

/// An intermediate value of the target path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// At the end of this period.
    pub period: Period,
    /// In the indicator's unit.
    pub value: Number,
}

shapes! {
    /// A document of which only the id is known so far.
    Named: Document = Value::Id, |it| Some(Document { id: it.id()?, ..Document::default() });
    /// Intermediate values by period.
    Milestones: Vec<Milestone> = Value::Milestones, |it| {
        Some(it.numbers_by_period().into_iter().flatten().map(|(period, value)| Milestone { period, value }).collect())
    };
}
