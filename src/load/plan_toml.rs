//! A plan from TOML text, with every problem of the file in one run.

mod documents;
mod figures;
mod goal;
mod units;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use toml::de::DeTable;

pub(super) use self::figures::same_in_english;
use self::figures::{IndicatorTable, SeriesTable};
pub(super) use self::goal::{TARGET, TOLERANT};
pub(super) use self::units::declared;
use super::{plan_syntax as syntax, recipe};
use crate::{
    audit::{self, Figure},
    calendar::{Calendar, Named},
    diag::{Diagnostic, Place, PlanProblem, Problem, Refused, SourceText},
    keys::{
        Date, Declared, Field, Id, Month, OrEmpty, Reading, Required, Span, Table, TableKeys, Text,
        Texts, Value, Written,
    },
    number::Number,
    period::Period,
    plan::{
        Bands, Catalog, DeclaredUnit, Document, MemberList, Method, Plan, Rule, SetAside, Task,
        lints::{self, Context, Item, Spot},
        recipe::Recipe,
    },
    words::Word,
};

/// What a plan file gave.
#[derive(Debug)]
pub struct LoadedPlan {
    /// The plan, unless there is an error among the diagnostics.
    pub plan: Option<Plan>,
    /// Everything found, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

tables! {
    /// `[plan]`.
    #[derive(Default)]
    struct Head = "[plan]" {
        /// kebab-case, the same as the file name
        id: Required<Id>,
        /// title as printed
        title: OrEmpty<Text>,
        /// title in English
        title_en: Option<Text>,
        /// the region it binds
        region: OrEmpty<Text>,
        /// who issued it
        issuer: Option<Text>,
        /// the document's number
        document: Option<Text>,
        /// the day it was issued
        issued: Option<Date>,
        /// "2024", or "2021/2025" with both ends included
        period: Required<Period>,
        /// the month in which its years begin; default: 01
        year_starts: Option<Month>,
        /// whether FY2019 begins or ends in 2019
        year_named: Option<Named>,
        /// the document as plain text, for `audit`: a file relative to this one
        source_text: Option<Text>,
        /// default actuals, relative to this file
        actuals: Texts,
        /// default files of task states, relative to this file
        tasks: Texts,
        /// how pace is judged
        method: Option<Chosen>,
        /// ratios from which the verdicts hold
        bands: Option<BandsTable>,
    }

    /// `bands = { … }`.
    struct BandsTable = "bands" {
        /// faster than the schedule from here
        ahead: Option<Number>,
        /// as the schedule asks from here
        on_track: Option<Number>,
        /// somewhat behind from here, behind below
        at_risk: Option<Number>,
    }
}

/// The file itself.
pub(super) static ROOT: TableKeys = keys!("the plan file" {
    /// the document
    plan: Head,
    /// lists of regions, by a name of the encoder's
    members: Option<Members>,
    /// a document that changes or adds targets
    document: Vec<Document>,
    /// one target
    indicator: Vec<IndicatorTable>,
    /// figures that others need and that are no target
    series: Vec<SeriesTable>,
    /// dated work without a number
    task: Vec<Task>,
    /// what follows when several figures fall
    rule: Vec<Rule>,
    /// a number that is not a target
    set_aside: Vec<SetAside>,
    /// a unit that is not known otherwise
    unit: Vec<DeclaredUnit>,
    /// how files of actuals are read that do not say all of it themselves
    source: Vec<Recipe>,
});

shapes! {
    /// A method that a plan may choose.
    Chosen: Method = Value::Word(Method::choices), |it| Method::of_word(it.word()?);
    /// `[members]`
    Members: Vec<MemberList> = Value::Members, |it| members(it);
}

/// The lists of members; a region twice in one list is reported here, where its place is known.
fn members(written: &Written<'_>) -> Option<Vec<MemberList>> {
    let list = |(name, entries)| {
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        let mut regions = Vec::new();
        for (region, span) in entries {
            if let Some(first) = seen.get(&region) {
                let problem = PlanProblem::DuplicateMember { region };
                written.reading.report_beside(span, problem, vec![first.clone()]);
            } else {
                regions.push(region.clone());
                seen.insert(region, span);
            }
        }
        MemberList { name, regions }
    };
    Some(written.lists()?.into_iter().map(list).collect())
}

/// Reads a plan. `file` is the file as the user knows it; a plan in `NAME.toml` must have the id `NAME`. What indicators
/// and series leave out, the concepts of the catalogue supply.
pub fn load_plan(file: &str, bytes: &[u8], catalog: Option<&Catalog>) -> LoadedPlan {
    load(file, bytes, catalog, true)
}

/// Reads one of several versions of a plan, of which only one can have the file name of its id.
pub fn load_version(file: &str, bytes: &[u8], catalog: Option<&Catalog>) -> LoadedPlan {
    load(file, bytes, catalog, false)
}

fn load(file: &str, bytes: &[u8], catalog: Option<&Catalog>, named: bool) -> LoadedPlan {
    let (plan, mut diagnostics) = from_toml(file, bytes, &ROOT, |root, incomplete| {
        let draft = Draft::read(file, root, catalog, incomplete)?;
        if !catalog.is_some_and(|it| it.shipped) {
            draft.lint(root.reading, catalog);
        }
        Some(draft.into_plan())
    });
    let is_name =
        |it: &Diagnostic| matches!(it.problem, Problem::Plan(PlanProblem::IdNotFileName { .. }));
    diagnostics.retain(|it| named || !is_name(it));
    LoadedPlan { plan: plan.filter(|_| !diagnostics.iter().any(Diagnostic::is_error)), diagnostics }
}

/// A plan to be audited: its figures with their places.
pub struct LoadedFigures {
    /// The plan's id.
    pub id: String,
    /// Where it says its document is.
    pub source_text: Option<String>,
    /// The documents that change or add targets.
    pub documents: Vec<Document>,
    /// Its figures; none unless all of the plan can be read, whatever the lints say of it.
    pub figures: Option<Vec<(Figure, Place)>>,
    /// Everything else found, in the order of the file: what the audit itself says of figures is left to it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a plan for its audit. `file` is the file as the user knows it.
pub fn load_figures(file: &str, bytes: &[u8], catalog: Option<&Catalog>) -> LoadedFigures {
    let (read, mut diagnostics) = from_toml(file, bytes, &ROOT, |root, incomplete| {
        let draft = Draft::read(file, root, catalog, incomplete)?;
        let figures = audit::figures_of(&draft.plan).into_iter().map(|figure| {
            let place = root.reading.source.place(draft.span_of(&figure.spot));
            (figure, place)
        });
        let figures = figures.collect();
        // A table that could not be read would leave its numbers out.
        let whole = !root.reading.is_faulty();
        draft.lint(root.reading, catalog);
        let Plan { id, source_text, documents, .. } = draft.plan;
        whole.then_some(((id, source_text, documents), figures))
    });
    diagnostics.retain(|diagnostic| {
        let problem = &diagnostic.problem;
        !matches!(
            problem,
            Problem::Plan(
                PlanProblem::FigureWithoutNumber { .. }
                    | PlanProblem::NoNumberToHold { .. }
                    | PlanProblem::BareFigure { .. }
            )
        )
    });
    let (head, figures) = read.unzip();
    let (id, source_text, documents) = head.unwrap_or_default();
    LoadedFigures { id, source_text, documents, figures, diagnostics }
}

/// What `read` makes of a TOML file, errors or not; nothing of what is not TOML. `read` is told whether the parser left out
/// tables, as it does with the second of two.
pub(super) fn from_toml<T>(
    file: &str,
    bytes: &[u8],
    keys: &'static TableKeys,
    read: impl FnOnce(&Table<'_>, bool) -> Option<T>,
) -> (Option<T>, Vec<Diagnostic>) {
    let text = match decoded(file, bytes) {
        Ok(text) => text,
        Err(diagnostic) => return (None, vec![*diagnostic]),
    };
    let reading = Reading::new(SourceText::new(file, text));
    let (root, errors) = DeTable::parse_recoverable(text);
    let faults = syntax::faults(text, root.get_ref(), &errors);
    let duplicates = !faults.is_empty();
    let broken =
        faults.iter().any(|(_, problem)| !matches!(problem, PlanProblem::DuplicateKey { .. }));
    for (span, problem) in faults {
        reading.report(span, problem);
    }
    // What the parser guessed past a fault is not what the encoder wrote: it is not judged.
    let judged =
        || read(&Table::open(root.get_ref(), 0..0, keys, &reading, Calendar::COMMON), duplicates);
    let result = if broken { None } else { judged() };
    (result, reading.diagnostics())
}

/// The text of a plan file: UTF-8, with or without a byte order mark.
fn decoded<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Box<Diagnostic>> {
    let mark = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let content = bytes.get(mark..).unwrap_or_default();
    let fault = match simdutf8::compat::from_utf8(content) {
        Ok(text) => return Ok(text),
        Err(fault) => fault,
    };
    let cut = fault.error_len().is_none();
    let fault = fault.valid_up_to();
    let likely = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16"),
        _ => encoding_rs::GB18030
            .decode_without_bom_handling_and_without_replacement(content)
            .map(|_| "GB18030"),
    };
    let valid = content.get(..fault).unwrap_or_default();
    let valid = std::str::from_utf8(valid).unwrap_or_default();
    let place = Place {
        // The line cannot be shown: what is wrong with it is that it has no text.
        excerpt: None,
        ..SourceText::new(file, valid).place(fault..fault)
    };
    let offset = fault + mark;
    let problem = if cut {
        PlanProblem::Truncated { offset }
    } else {
        PlanProblem::NotUtf8 { offset, likely }
    };
    Err(Box::new(Diagnostic::new(problem, Some(place))))
}

/// A plan with the tables it was read from, so that a lint can be put in its place.
struct Draft<'a> {
    plan: Plan,
    context: Context,
    head: Table<'a>,
    tables: Tables<'a>,
}

/// The tables that could be read.
type Tables<'a> = HashMap<Item, Table<'a>>;

impl<'a> Draft<'a> {
    fn read(
        file: &str,
        root: &Table<'a>,
        catalog: Option<&Catalog>,
        incomplete: bool,
    ) -> Option<Self> {
        let table = root.written("plan").and_then(|plan| plan.table(Head::KEYS));
        let head = table.as_ref().and_then(Head::of).unwrap_or_default();
        if let (Some(table), Some(id), Some(stem)) = (&table, &head.id, stem(file))
            && *id != stem
        {
            table.report("id", PlanProblem::IdNotFileName { id: id.clone(), stem });
        }
        let calendar = table.as_ref().map_or(Calendar::COMMON, |table| table.calendar);
        let root = &root.within(calendar);
        let mut context = Context {
            incomplete,
            period_known: head.period.is_some(),
            foreign_tables: root.has_unknown_keys,
            ..Context::default()
        };
        // Any year will do for a plan without one: it is not returned, and no lint looks at its periods.
        let period = head.period.or_else(|| Period::year(2000))?;
        let table = table.unwrap_or_else(|| root.clone());
        if context.period_known
            && head.year_starts.map_or(calendar.is_common(), |starts| starts > 1)
            && period.months() % 12 == 0
            && !calendar.is_whole_years(period)
        {
            let problem = PlanProblem::OtherYears { period, starts: period.first().number() };
            table.report("period", problem);
        }
        let mut plan = Plan {
            file: file.to_owned(),
            id: head.id.unwrap_or_default(),
            title: head.title,
            title_en: head.title_en,
            region: head.region,
            issuer: head.issuer,
            document: head.document,
            issued: head.issued,
            period,
            calendar: calendar.with(head.year_starts, head.year_named),
            source_text: head.source_text,
            actuals: head.actuals,
            regions: catalog.map(|it| it.regions.clone()).unwrap_or_default(),
            units: declared(root, catalog.map(|it| it.units.clone()).unwrap_or_default()),
            bands: head.bands.map(|stated| bands(&table, stated, head.method)),
            method: head.method,
            documents: Vec::new(),
            indicators: Vec::new(),
            set_asides: Vec::new(),
            members: Members::at(root, "members").unwrap_or_default(),
            series: Vec::new(),
            tasks: Vec::new(),
            task_files: head.tasks,
            rules: Vec::new(),
            sources: Vec::new(),
        };
        if !root.has("indicator") && !root.has_unknown_keys {
            root.report_whole(PlanProblem::NoIndicators);
        }
        let mut tables = Tables::default();
        let mut unread = |id: Option<String>| context.unread.extend(id);
        plan.documents = each(root, "document", &mut tables, Item::Document, Document::of);
        plan.indicators = each(root, "indicator", &mut tables, Item::Indicator, |table| {
            figures::indicator(table, period, catalog).map_err(&mut unread).ok()
        });
        plan.series = each(root, "series", &mut tables, Item::Series, |table| {
            figures::series(table, catalog).map_err(&mut unread).ok()
        });
        plan.tasks = each(root, "task", &mut tables, Item::Task, Task::of);
        plan.rules = each(root, "rule", &mut tables, Item::Rule, Rule::of);
        plan.set_asides = each(root, "set_aside", &mut tables, Item::SetAside, SetAside::of);
        let naming = documents::named(&mut plan);
        let known = Some(&plan).filter(|_| context.unread.is_empty() && !incomplete);
        let sources = root.tables("source");
        plan.sources = sources.iter().filter_map(|it| recipe::checked(it, known)).collect();
        let draft = Self { plan, context, head: table, tables };
        for (spot, problem) in naming {
            root.reading.report(draft.span_of(&spot), problem);
        }
        Some(draft)
    }

    fn lint(&self, reading: &Reading<'_>, catalog: Option<&Catalog>) {
        for finding in lints::check(&self.plan, &self.context, catalog) {
            let related = finding.related.iter().map(|spot| self.span_of(spot)).collect();
            reading.report_beside(self.span_of(&finding.spot), finding.problem, related);
        }
        self.accept(reading);
    }

    /// The plan, with every part knowing its whole.
    fn into_plan(mut self) -> Plan {
        let wholes: Vec<_> =
            self.plan.indicators.iter().map(|it| (it.id.clone(), it.parts.clone())).collect();
        for (id, parts) in wholes {
            for part in &mut self.plan.indicators {
                if parts.contains(&part.id) {
                    part.parent = Some(id.clone());
                }
            }
        }
        self.plan
    }

    /// Warnings and notes that an indicator answers are said no more, whoever found them; an answer to nothing is said itself.
    fn accept(&self, reading: &Reading<'_>) {
        let start = |table: &Table<'_>| table.span_at(&[]).start;
        for (index, indicator) in self.plan.indicators.iter().enumerate() {
            let at = Item::Indicator(index);
            let (false, Some(own)) = (indicator.accepted.is_empty(), self.tables.get(&at)) else {
                continue;
            };
            // What belongs to it stands before the next table.
            let starts = self.tables.values().chain([&self.head]).map(start);
            let end = starts.filter(|next| *next > start(own)).min().unwrap_or(usize::MAX);
            for (entry, code) in indicator.accepted.iter().enumerate() {
                let refused = match reading.take_back(&(start(own)..end), code) {
                    Ok(true) if indicator.note.is_some() => continue,
                    Ok(true) => None,
                    Ok(false) => Some(Refused::Unsaid),
                    Err(why) => Some(why),
                };
                let code = code.clone();
                let problem = match refused {
                    Some(why) => PlanProblem::AcceptedUnused { code, why },
                    None => PlanProblem::AcceptedWithoutNote { code },
                };
                reading.report(self.span_of(&at.key("accepted").entry(entry)), problem);
            }
        }
    }

    fn span_of(&self, spot: &Spot) -> Span {
        self.tables.get(&spot.item).unwrap_or(&self.head).span_at(&spot.path)
    }
}

/// What is made of the tables under a key; the table of each is kept.
fn each<'a, T>(
    root: &Table<'a>,
    name: &'static str,
    tables: &mut Tables<'a>,
    item: fn(usize) -> Item,
    mut read: impl FnMut(&Table<'a>) -> Option<T>,
) -> Vec<T> {
    let mut found = Vec::new();
    for table in root.tables(name) {
        if let Some(one) = read(&table) {
            tables.insert(item(found.len()), table);
            found.push(one);
        }
    }
    found
}

/// The name a plan in that file must have; `None` for standard input and files of another ending.
fn stem(file: &str) -> Option<String> {
    let path = Path::new(file);
    let toml = path.extension().is_some_and(|ending| ending == "toml");
    Some(path.file_stem().filter(|_| toml)?.to_string_lossy().into_owned())
}

/// The bands that the plan sets for its method; what it leaves out is as usual under that method.
fn bands(plan: &Table<'_>, stated: BandsTable, method: Option<Method>) -> Bands {
    let method = method.unwrap_or_default();
    let usual = Bands::of(method);
    if stated.ahead.is_some() && usual.ahead.is_none() {
        plan.report("bands", PlanProblem::BandNotJudged { method: method.word() });
    }
    let bands = Bands {
        ahead: usual.ahead.clone().map(|usual| stated.ahead.unwrap_or(usual)),
        on_track: stated.on_track.unwrap_or_else(|| usual.on_track.clone()),
        at_risk: stated.at_risk.unwrap_or_else(|| usual.at_risk.clone()),
    };
    let falling = bands.ahead.as_ref().is_none_or(|ahead| *ahead > bands.on_track)
        && bands.on_track > bands.at_risk;
    if !falling || !bands.at_risk.is_positive() {
        let bands = bands.named();
        let usual = usual.named();
        plan.report("bands", PlanProblem::BandsOrder { bands, usual });
    }
    bands
}

#[cfg(test)]
mod tests;
