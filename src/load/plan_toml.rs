//! A plan from TOML text, with every problem of the file in one run.

mod declared;
mod goal;
mod identity;

use std::path::Path;

use toml::de::DeTable;

use self::identity::Identity;
use super::plan_keys::TableKeys;
use super::toml_table::{Issue, Issues, Span, Table};
use super::{plan_keys, plan_syntax as syntax};
use crate::audit::{self, Figure};
use crate::diag::{Diagnostic, Place, PlanProblem, Problem, SourceText};
use crate::period::Period;
use crate::plan::lints::{self, Context, Item, Spot};
use crate::plan::{
    Bands, Baseline, Better, Catalog, Citation, Indicator, Kind, Measure, Method, Plan, SetAside,
};
use crate::words::Word;

/// The most characters of a figure: enough to find a number in the document, too few to hide it.
pub const FIGURE_LIMIT: usize = 24;

/// What a plan file gave.
#[derive(Debug, Clone)]
pub struct LoadedPlan {
    /// The plan, unless there is an error among the diagnostics.
    pub plan: Option<Plan>,
    /// Everything found, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a plan. `file` is the file as the user knows it; a plan in `NAME.toml` must have the id `NAME`. What indicators
/// and series leave out, the concepts of the catalogue supply.
pub fn load_plan(file: &str, bytes: &[u8], catalog: Option<&Catalog>) -> LoadedPlan {
    let (plan, diagnostics) =
        from_toml(file, bytes, &plan_keys::ROOT, |root, source, issues, duplicates| {
            let mut draft = Draft::read(file, root, source, catalog, issues)?;
            draft.context.incomplete = duplicates;
            draft.linted(issues)
        });
    LoadedPlan { plan: plan.filter(|_| !diagnostics.iter().any(Diagnostic::is_error)), diagnostics }
}

/// A plan to be audited: its figures with their places.
#[derive(Debug, Clone)]
pub struct LoadedFigures {
    /// The plan's id.
    pub id: String,
    /// Its figures; none unless the plan can be read.
    pub figures: Vec<(Figure, Place)>,
    /// Everything else found, in the order of the file: what the audit itself says of figures is left to it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a plan for its audit. `file` is the file as the user knows it.
pub fn load_figures(file: &str, bytes: &[u8], catalog: Option<&Catalog>) -> LoadedFigures {
    let mut id = String::new();
    let mut figures = Vec::new();
    let (_, mut diagnostics) =
        from_toml(file, bytes, &plan_keys::ROOT, |root, source, issues, duplicates| {
            let mut draft = Draft::read(file, root, source, catalog, issues)?;
            draft.context.incomplete = duplicates;
            id.clone_from(&draft.plan.id);
            let all = audit::figures_of(&draft.plan).into_iter();
            figures = all
                .map(|figure| {
                    let place = source.place(draft.span_of(&figure.spot));
                    (figure, place)
                })
                .collect();
            draft.linted(issues)
        });
    diagnostics.retain(|diagnostic| {
        let problem = &diagnostic.problem;
        !matches!(
            problem,
            Problem::Plan(PlanProblem::FigureWithoutNumber { .. } | PlanProblem::BareFigure { .. })
        )
    });
    LoadedFigures { id, figures, diagnostics }
}

/// What `read` makes of a TOML file, errors or not; nothing of what is not TOML. `read` is told whether the parser left out
/// tables, as it does with the second of two.
pub(super) fn from_toml<T>(
    file: &str,
    bytes: &[u8],
    keys: &'static TableKeys,
    read: impl FnOnce(&Table<'_>, &SourceText<'_>, &Issues, bool) -> Option<T>,
) -> (Option<T>, Vec<Diagnostic>) {
    let text = match decoded(file, bytes) {
        Ok(text) => text,
        Err(diagnostic) => return (None, vec![*diagnostic]),
    };
    let source = SourceText::new(file, text);
    let issues = Issues::default();
    let result = parsed(text, &source, keys, &issues, read);
    let issues = issues.sorted().into_iter();
    let diagnostics = issues.map(|issue| diagnostic(issue, &source));
    (result, diagnostics.collect())
}

fn diagnostic(issue: Issue, source: &SourceText<'_>) -> Diagnostic {
    let related = issue.related.into_iter();
    Diagnostic::new(issue.problem, Some(source.place(issue.span)))
        .with_related(related.map(|span| source.place(span)))
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

/// The file as far as it can be read; problems go to `issues`.
fn parsed<T>(
    text: &str,
    source: &SourceText<'_>,
    keys: &'static TableKeys,
    issues: &Issues,
    read: impl FnOnce(&Table<'_>, &SourceText<'_>, &Issues, bool) -> Option<T>,
) -> Option<T> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let faults = syntax::faults(text, root.get_ref(), &errors);
    let duplicates = !faults.is_empty();
    let broken =
        faults.iter().any(|(_, problem)| !matches!(problem, PlanProblem::DuplicateKey { .. }));
    for (span, problem) in faults {
        issues.add(span, problem);
    }
    if broken {
        // What the parser guessed past a fault is not what the encoder wrote: it is not judged.
        return None;
    }
    let root = Table::open(root.get_ref(), 0..0, keys, issues);
    read(&root, source, issues, duplicates)
}

/// A plan with the tables it was read from, so that a lint can be put in its place.
struct Draft<'a> {
    plan: Plan,
    context: Context,
    plan_table: Table<'a>,
    indicator_tables: Vec<Table<'a>>,
    set_aside_tables: Vec<Table<'a>>,
    series_tables: Vec<Table<'a>>,
    task_tables: Vec<Table<'a>>,
    rule_tables: Vec<Table<'a>>,
}

impl<'a> Draft<'a> {
    fn read(
        file: &str,
        root: &Table<'a>,
        source: &SourceText<'_>,
        catalog: Option<&Catalog>,
        issues: &Issues,
    ) -> Option<Self> {
        let plan_table = root.table("plan");
        let head = plan_table.as_ref();
        let id = head.and_then(|table| table.id("id"));
        if let (Some(table), Some(id), Some(stem)) = (head, &id, stem(file))
            && *id != stem
        {
            let problem = PlanProblem::IdNotFileName { id: id.clone(), stem };
            issues.add(table.span_of("id"), problem);
        }
        let text = |name| head.and_then(|table| table.text(name));
        let required_text = |name| text(name).unwrap_or_default();
        let period = head.and_then(|table| table.period("period"));
        let mut context = Context {
            period_known: period.is_some(),
            foreign_tables: root.has_unknown_keys(),
            ..Context::default()
        };
        // Any year will do for a plan without one: it is not returned, and no lint looks at its periods.
        let period = period.or_else(|| Period::year(2000))?;
        let method = head.and_then(read_method);
        let mut plan = Plan {
            file: file.to_owned(),
            id: id.unwrap_or_default(),
            title: required_text("title"),
            title_en: text("title_en"),
            region: required_text("region"),
            issuer: text("issuer"),
            document: text("document"),
            issued: head.and_then(|table| table.date("issued")),
            period,
            actuals: head.map(|table| table.texts("actuals")).unwrap_or_default(),
            bands: head.and_then(|table| read_bands(table, method, issues)),
            method,
            indicators: Vec::new(),
            set_asides: Vec::new(),
            members: declared::members(root, issues),
            series: Vec::new(),
            tasks: Vec::new(),
            task_files: head.map(|table| table.texts("tasks")).unwrap_or_default(),
            rules: Vec::new(),
        };

        if !root.has("indicator") && !root.has_unknown_keys() {
            issues.add(root.span(), PlanProblem::NoIndicators);
        }
        let mut indicator_tables = Vec::new();
        for table in root.tables("indicator") {
            let line = source.line_of(table.span().start);
            let id = table.id("id");
            match read_indicator(&table, id.as_deref(), line, period, catalog, issues) {
                Some((indicator, own_aliases)) => {
                    plan.indicators.push(indicator);
                    context.own_aliases.push(own_aliases);
                    indicator_tables.push(table);
                }
                None => context.unread.extend(id),
            }
        }
        let mut series_tables = Vec::new();
        for table in root.tables("series") {
            let line = source.line_of(table.span().start);
            let id = table.id("id");
            match declared::series(&table, id.as_deref(), line, catalog, issues) {
                Some((series, own_aliases)) => {
                    plan.series.push(series);
                    context.own_aliases_of_series.push(own_aliases);
                    series_tables.push(table);
                }
                None => context.unread.extend(id),
            }
        }
        let mut task_tables = Vec::new();
        for table in root.tables("task") {
            let line = source.line_of(table.span().start);
            if let Some(task) = declared::task(&table, line, issues) {
                plan.tasks.push(task);
                task_tables.push(table);
            }
        }
        let mut rule_tables = Vec::new();
        for table in root.tables("rule") {
            let line = source.line_of(table.span().start);
            if let Some(rule) = declared::rule(&table, line, issues) {
                plan.rules.push(rule);
                rule_tables.push(table);
            }
        }
        let mut set_aside_tables = Vec::new();
        for table in root.tables("set_aside") {
            if let (Some(figure), Some(why)) = (table.text("figure"), table.text("why")) {
                plan.set_asides.push(SetAside { figure, why });
                set_aside_tables.push(table);
            }
        }
        Some(Self {
            plan,
            context,
            plan_table: plan_table.unwrap_or_else(|| root.clone()),
            indicator_tables,
            set_aside_tables,
            series_tables,
            task_tables,
            rule_tables,
        })
    }

    /// The plan after its lints, with every part knowing its whole.
    fn linted(mut self, issues: &Issues) -> Option<Plan> {
        for finding in lints::check(&self.plan, &self.context) {
            let related = finding.related.iter().map(|spot| self.span_of(spot)).collect();
            issues.add_beside(self.span_of(&finding.spot), finding.problem, related);
        }
        for whole in 0..self.plan.indicators.len() {
            let Indicator { id, parts, .. } = self.plan.indicators.get(whole)?;
            let (id, parts) = (id.clone(), parts.clone());
            for part in &mut self.plan.indicators {
                if parts.contains(&part.id) {
                    part.parent = Some(id.clone());
                }
            }
        }
        Some(self.plan)
    }

    fn span_of(&self, spot: &Spot) -> Span {
        let table = match spot.item {
            Item::Indicator(index) => self.indicator_tables.get(index),
            Item::SetAside(index) => self.set_aside_tables.get(index),
            Item::Series(index) => self.series_tables.get(index),
            Item::Task(index) => self.task_tables.get(index),
            Item::Rule(index) => self.rule_tables.get(index),
        };
        table.unwrap_or(&self.plan_table).span_at(&spot.path)
    }
}

/// The name a plan in that file must have; `None` for standard input and files of another ending.
fn stem(file: &str) -> Option<String> {
    let path = Path::new(file);
    let toml = path.extension().is_some_and(|ending| ending == "toml");
    let stem = path.file_stem().filter(|_| toml)?;
    Some(stem.to_string_lossy().into_owned())
}

fn read_method(plan: &Table<'_>) -> Option<Method> {
    let word = plan.word("method")?;
    Method::CHOICES.into_iter().find(|method| method.word() == word)
}

/// The bands that the plan sets for its method; what it leaves out is as usual under that method.
fn read_bands(plan: &Table<'_>, method: Option<Method>, issues: &Issues) -> Option<Bands> {
    let table = plan.table("bands")?;
    let method = method.unwrap_or(Method::Schedule);
    let usual = Bands::of(method);
    let ahead = table.number("ahead");
    if ahead.is_some() && usual.ahead.is_none() {
        let method = method.word();
        issues.add(table.span(), PlanProblem::BandNotJudged { method });
    }
    let bands = Bands {
        ahead: usual.ahead.clone().map(|usual| ahead.unwrap_or(usual)),
        on_track: table.number("on_track").unwrap_or(usual.on_track),
        at_risk: table.number("at_risk").unwrap_or(usual.at_risk),
    };
    let falling = bands.ahead.as_ref().is_none_or(|ahead| *ahead > bands.on_track)
        && bands.on_track > bands.at_risk;
    if !falling || !bands.at_risk.is_positive() {
        issues.add(
            table.span(),
            PlanProblem::BandsOrder { bands: bands.named(), usual: Bands::of(method).named() },
        );
    }
    Some(bands)
}

/// An indicator with the number of its own aliases; `None` when it lacks what no lint can do without. Every key is read, so that all problems show.
fn read_indicator(
    table: &Table<'_>,
    id: Option<&str>,
    line: u32,
    plan_period: Period,
    catalog: Option<&Catalog>,
    issues: &Issues,
) -> Option<(Indicator, usize)> {
    let Identity {
        concept,
        name,
        name_en,
        aliases,
        own_aliases,
        unit,
        printed_units,
        kind,
        at,
        better,
    } = identity::read(table, id, catalog, issues);
    let better = table.word("better").and_then(Better::of_word).or(better);
    let measure = table.word("measure").and_then(Measure::of_word);
    let target = goal::read(table, issues);
    let every = target.as_ref().and_then(|(_, every)| every.as_ref());
    let amendments = goal::amendments(table, every, issues);
    let from = goal::derivation(table, issues);
    let deadline = table.period("deadline");
    let period = table.period("period");
    let weight = table.number("weight");
    if weight.as_ref().is_some_and(|weight| !weight.is_positive()) {
        issues.add(table.span_of("weight"), PlanProblem::BadWeight);
    }
    let citations = read_citations(table, issues);
    let responsible = table.texts("responsible");
    let baseline = read_baseline(table);
    let region = table.text("region");
    let scope = table.text("scope");
    let parent = table.id("parent");
    let binding = table.flag("binding");
    let aspirational = table.flag("aspirational");
    let milestones = goal::milestones(table);
    let note = table.text("note");

    let (id, unit, measure, (target, every)) = (id?, unit?, measure?, target?);
    // With an earlier deadline of its own, a target accumulates until then; without one, its last year decides.
    let period = period
        .or_else(|| Period::interval(plan_period.first(), deadline?.last().min(plan_period.last())))
        .unwrap_or(plan_period);
    let indicator = Indicator {
        concept,
        id: id.to_owned(),
        name,
        name_en,
        aliases,
        kind: kind.unwrap_or_else(|| Kind::by_default(measure, &unit)),
        unit,
        printed_units,
        at,
        better,
        measure,
        target,
        every,
        from,
        amendments,
        citations,
        responsible,
        baseline,
        deadline: deadline.unwrap_or_else(|| closing_period(period)),
        period,
        region,
        scope,
        parent,
        parts: table.ids("parts"),
        binding,
        aspirational,
        milestones,
        weight,
        note,
        line,
    };
    if indicator.kind == Kind::Flow {
        for (span, written) in table.points_in_time() {
            issues.add(span, PlanProblem::PointOfFlow { written });
        }
    }
    Some((indicator, own_aliases))
}

/// The period whose figure closes another: its last year when it consists of whole years, else itself.
fn closing_period(period: Period) -> Period {
    let last_year = || Period::year(period.last().year());
    let whole_years = period.is_whole_years();
    whole_years.then(last_year).flatten().unwrap_or(period)
}

fn read_citations(indicator: &Table<'_>, issues: &Issues) -> Vec<Citation> {
    let tables = indicator.tables("cite").into_iter();
    tables
        .map(|table| {
            let (section, figure) = (table.text("section"), table.text("figure"));
            let length = figure.as_ref().map_or(0, |figure| figure.chars().count());
            if length > FIGURE_LIMIT {
                issues.add(
                    table.span_of("figure"),
                    PlanProblem::LongFigure { length, limit: FIGURE_LIMIT },
                );
            }
            // A faulty one keeps its place, so that the next one is found under its own number.
            Citation { section: section.unwrap_or_default(), figure: figure.unwrap_or_default() }
        })
        .collect()
}

fn read_baseline(indicator: &Table<'_>) -> Option<Baseline> {
    let table = indicator.table("baseline")?;
    let (period, value) = (table.period("period"), table.number("value"));
    Some(Baseline { period: period?, value })
}

#[cfg(test)]
mod tests;
