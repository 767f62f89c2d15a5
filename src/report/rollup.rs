//! Indicators of one or several plans in groups, each with its worst verdict, its counts and its weight.
//!
//! The groups are data ([`Rollups`]); what people and machines are shown of them stands in `page`. Depends on the
//! core and on the view of one plan.

pub mod order;
pub mod page;
mod sections;

use std::collections::{BTreeSet, HashMap};

use crate::{
    assess::{
        Verdict,
        trace::rollup::{Rollup, Weighed, Weighing},
    },
    lang::Words,
    record::each,
    report::{Judged, Look, Sheet, StatusView, distinct, screen::Screen},
    table::Name,
};

pub use order::{Order, SortKey};
pub use sections::Section;

words! {
    /// What the indicators of a group have in common.
    pub enum By {
        /// The plan.
        Plan        "plan";
        /// The first heading of the place cited: 二.
        Chapter     "chapter";
        /// Its first two headings: 二(三).
        Section     "section";
        /// The place as cited: 二(三)6.
        Item        "item";
        /// The responsible unit; an indicator is listed under each of its units.
        Responsible "responsible";
        /// The verdict, the worst first.
        Verdict     "verdict";
    }
}

impl By {
    /// How many headings of a place make a group; `None` where all of them do.
    fn depth(self) -> Option<usize> {
        match self {
            Self::Chapter => Some(1),
            Self::Section => Some(2),
            Self::Plan | Self::Item | Self::Responsible | Self::Verdict => None,
        }
    }

    /// That an indicator counts in several groups.
    pub fn overlap(self, counted: usize, of: usize, words: Words) -> String {
        let (en, zh) = match self {
            Self::Responsible => ("names several units", "一项指标有多个责任单位的"),
            Self::Chapter | Self::Section | Self::Item => {
                ("is listed in several places", "一项指标在多处列出的")
            }
            // Never in several groups.
            Self::Plan | Self::Verdict => ("is in several groups", "一项指标属于多组的"),
        };
        say!(
            words,
            "An indicator that {en} counts in each: the groups add up to {counted}, from {of} indicators.",
            "{zh}，在各组分别计入：各组合计{counted}项，实有{of}项指标。"
        )
    }
}

/// What the indicators of one group share.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Common {
    /// A plan, by its id.
    Plan(String),
    /// A place in the document; `None` where nothing is cited.
    Section(Option<Section>),
    /// A unit that answers for them; `None` where nobody is named.
    Unit(Option<String>),
    /// A verdict.
    Verdict(Verdict),
}

/// What is not named in the plan.
const NOT_NAMED: [&str; 2] = ["none named", "未列明"];

impl Common {
    /// What people call it.
    pub fn called(&self, words: Words) -> &str {
        match self {
            Self::Verdict(verdict) => verdict.text(words),
            _ => self.word().unwrap_or(words.lang.pick(NOT_NAMED)),
        }
    }

    /// The text of the machine formats; `None` where nothing is named.
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Plan(id) => Some(id),
            Self::Section(section) => section.as_ref().map(Section::label),
            Self::Unit(unit) => unit.as_deref(),
            Self::Verdict(verdict) => Some(verdict.word()),
        }
    }
}

/// Where a group reaches: sections are those of one plan, and units of the same name are the same in one region only.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Reach {
    /// One plan, by its place among the views.
    View(usize),
    /// The plans of one region.
    Region(String),
    /// All plans.
    All,
}

/// A finding with the place of its plan among the views.
#[derive(Clone, Copy)]
struct Row<'a> {
    view: usize,
    judged: Judged<'a>,
}

/// The indicators that have something in common.
#[derive(Clone)]
pub struct Group<'a> {
    /// What that is.
    pub common: Common,
    /// The plan or region that it belongs to, where the views have several of them.
    pub of: Option<String>,
    /// What they come to.
    pub rollup: Rollup,
    reach: Reach,
    rows: Vec<Row<'a>>,
}

impl<'a> Group<'a> {
    /// Its findings, in order.
    pub fn judged(&self) -> impl Iterator<Item = &Judged<'a>> {
        self.rows.iter().map(|row| &row.judged)
    }
}

/// The groups of one run over any number of plans.
#[derive(Clone)]
pub struct Rollups<'v, 'a> {
    /// What the groups have in common.
    pub by: By,
    /// The views that are grouped.
    pub views: &'v [StatusView<'a>],
    /// The groups, in order.
    pub groups: Vec<Group<'a>>,
}

impl<'v, 'a> Rollups<'v, 'a> {
    /// Groups what the views show. An indicator with several units, or cited in several places, is in several groups.
    ///
    /// Sections stand in the order of the document, units in the order in which the plans name them first, verdicts
    /// with the worst first; unless `order` puts the groups in order too, save verdicts. A plan is a group even
    /// where filters leave nothing of it.
    pub fn new(views: &'v [StatusView<'a>], by: By, order: &Order<'_>) -> Self {
        let mut groups: Vec<Group<'a>> = Vec::new();
        let mut places: HashMap<(Reach, Common), usize> = HashMap::new();
        let mut place_of = |groups: &mut Vec<Group<'a>>, reach: Reach, common: Common| {
            let key = (reach.clone(), common.clone());
            *places.entry(key).or_insert_with(|| {
                groups.push(Group {
                    of: qualifier(views, &reach, &common),
                    common,
                    rollup: Rollup::of([]),
                    reach,
                    rows: Vec::new(),
                });
                groups.len() - 1
            })
        };
        for (index, view) in views.iter().enumerate() {
            if by == By::Plan {
                let common = Common::Plan(view.plan.id.clone());
                place_of(&mut groups, Reach::View(index), common);
            }
            for judged in view.judged() {
                for (reach, common) in shared(by, index, &judged) {
                    let place = place_of(&mut groups, reach, common);
                    let row = Row { view: index, judged };
                    groups[place].rows.push(row);
                }
            }
        }
        for group in &mut groups {
            order.sort(&mut group.rows, |row| &row.judged);
            group.rollup = roll_up(&group.rows);
        }
        // Verdicts of one plan beside those of another: their weights would stand in one column.
        if by == By::Verdict && roll_up(&rows_of(views)).weighing == Weighing::Apart {
            for group in &mut groups {
                group.rollup.weighing = Weighing::Apart;
            }
        }
        arrange(&mut groups, by, order);
        Self { by, views, groups }
    }

    /// The pages, one below the other: a summary of the plans where there are several, then each plan; or one page of
    /// groups. With `all`, rows without data stand in the tables.
    pub fn sheets(&self, look: Look, all: bool) -> Vec<Sheet> {
        self.pages(
            || self.tables(look, all),
            |view| match look {
                Look::Status => view.sheet(all),
                Look::Gap => view.gap_sheet(all),
            },
        )
    }

    /// The same, one line an indicator.
    pub fn screens(&self, of: Screen) -> Vec<Sheet> {
        self.pages(|| self.lines(of), |view| view.screen(of))
    }

    /// The same for a workbook: one table a plan, for reading and for print.
    pub fn readings(&self, look: Look, all: bool) -> Vec<Sheet> {
        self.pages(|| self.tables(look, all), |view| view.reading(look, all))
    }

    fn pages(
        &self,
        groups: impl Fn() -> Sheet,
        plan: impl Fn(&StatusView<'_>) -> Sheet,
    ) -> Vec<Sheet> {
        if self.by != By::Plan {
            return vec![groups()];
        }
        let summary = (self.views.len() > 1).then(|| self.plans());
        summary.into_iter().chain(self.views.iter().map(plan)).collect()
    }
}

/// All findings of the views, each once.
fn rows_of<'a>(views: &[StatusView<'a>]) -> Vec<Row<'a>> {
    let views = views.iter().enumerate();
    views.flat_map(|(view, it)| it.judged().map(move |judged| Row { view, judged })).collect()
}

/// What the findings of some views come to, each counted once.
pub fn of_views(views: &[StatusView<'_>]) -> Rollup {
    roll_up(&rows_of(views))
}

fn roll_up(rows: &[Row<'_>]) -> Rollup {
    Rollup::of(rows.iter().map(|row| Weighed {
        plan: row.view,
        verdict: row.judged.finding.verdict,
        weight: row.judged.indicator().weight.as_ref(),
    }))
}

/// The groups that a finding belongs to, each once.
fn shared(by: By, view: usize, judged: &Judged<'_>) -> Vec<(Reach, Common)> {
    let indicator = judged.indicator();
    match by {
        By::Plan => vec![(Reach::View(view), Common::Plan(judged.plan.id.clone()))],
        By::Verdict => vec![(Reach::All, Common::Verdict(judged.finding.verdict))],
        By::Chapter | By::Section | By::Item => {
            let cited = indicator.citations.iter();
            let places = cited.map(|it| Section::of(&it.section, by.depth()).within(it));
            each(each_once(places), |place| (Reach::View(view), Common::Section(place)))
        }
        By::Responsible => each(each_once(indicator.responsible.iter().cloned()), |unit| {
            (Reach::Region(judged.plan.region.clone()), Common::Unit(unit))
        }),
    }
}

/// Every value once, in the order of first sight; one `None` where there are no values.
fn each_once<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<Option<T>> {
    let values = distinct(values.map(Some));
    if values.is_empty() { vec![None] } else { values }
}

/// The plan or region that a group belongs to, where the views have several.
fn qualifier(views: &[StatusView<'_>], reach: &Reach, common: &Common) -> Option<String> {
    let several_regions = || {
        let regions: BTreeSet<&str> = views.iter().map(|it| it.plan.region.as_str()).collect();
        regions.len() > 1
    };
    match (reach, common) {
        (Reach::View(view), Common::Section(_)) if views.len() > 1 => {
            views.get(*view).map(|view| view.plan.id.clone())
        }
        (Reach::Region(region), _) if several_regions() => Some(region.clone()),
        _ => None,
    }
}

/// Puts groups in their own order, or in that of their foremost rows.
fn arrange(groups: &mut [Group<'_>], by: By, order: &Order<'_>) {
    groups.sort_by_key(|group| match (&group.reach, &group.common) {
        (Reach::View(view), Common::Section(section)) => {
            (*view, section.is_none(), section.clone(), 0)
        }
        (_, Common::Unit(unit)) => (0, unit.is_none(), None, 0),
        (_, Common::Verdict(verdict)) => (0, false, None, order::verdict_rank(*verdict)),
        (_, Common::Section(_) | Common::Plan(_)) => (0, false, None, 0),
    });
    // Plans are arranged before they are grouped, and verdicts are an order themselves.
    let own = matches!(by, By::Plan | By::Verdict) || order.key == SortKey::Plan;
    if own || !order.groups_too {
        return;
    }
    groups.sort_by_cached_key(|group| {
        let foremost = match (order.key, group.common.word()) {
            (SortKey::Name, Some(word)) => {
                let name = Name::untranslated(word);
                Some(order::Place::Name((order.names)(&name)))
            }
            (SortKey::Name, None) => None,
            _ => group.judged().next().map(|judged| order.place(judged)),
        };
        (foremost.is_none(), foremost)
    });
}

#[cfg(test)]
mod tests;
