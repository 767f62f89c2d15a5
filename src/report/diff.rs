//! What changed between two assessments of a plan, and why: the page, the rows, and `plancheck.diff/v1`.

mod data;

use std::collections::HashSet;

use crate::actuals::{ActualsFile, Observation};
use crate::assess::{
    JudgedPlan,
    trace::diff::{Cause, Diff, FigureDiff, IndicatorDiff, Part, Role},
};
use crate::plan::Plan;
use crate::record::each;
use crate::report::{
    Judged, Note, Section, Sheet, distinct, id_name, row,
    sheet::{self, DiffTally},
    tallied,
};
use crate::table::{Cell, Edges, Heading, Table, Vintage, Why};

words! {
    /// What makes a comparison fail.
    pub enum FailOn {
        /// A verdict that is worse than before, or lost.
        Worse   "worse"   "worse"      "变差";
        /// Anything that changed.
        Changed "changed" "any change" "有变化";
    }
}

/// A comparison of two sides, as far as it is asked for.
#[derive(Clone)]
pub struct DiffView<'a> {
    /// As it was.
    pub from: JudgedPlan<'a>,
    /// As it is.
    pub to: JudgedPlan<'a>,
    /// What changed.
    pub diff: &'a Diff,
    /// Ids of indicators and series asked for; all when empty.
    pub only: Vec<&'a str>,
    /// What makes it fail.
    pub fail_on: Option<FailOn>,
}

impl<'a> DiffView<'a> {
    /// The plan.
    pub fn plan(&self) -> &'a Plan {
        self.to.plan
    }

    fn wanted(&self, id: &str) -> bool {
        self.only.is_empty() || self.only.contains(&id)
    }

    /// An indicator on both sides.
    fn sides(&self, one: &IndicatorDiff) -> Option<[Judged<'a>; 2]> {
        let judged =
            |side: JudgedPlan<'a>| side.judged(side.assessment.findings.get(one.finding)).next();
        Some([judged(self.from)?, judged(self.to)?])
    }

    /// The indicators asked for, changed or not, each on both sides.
    fn indicators(&self) -> Vec<(&'a IndicatorDiff, [Judged<'a>; 2])> {
        let all = self.diff.indicators.iter().filter_map(|one| Some((one, self.sides(one)?)));
        all.filter(|(_, [from, _])| self.wanted(&from.indicator().id)).collect()
    }

    /// Those that changed.
    pub fn changed(&self) -> Vec<(&'a IndicatorDiff, [Judged<'a>; 2])> {
        let mut changed = self.indicators();
        changed.retain(|(one, _)| !one.parts.is_empty());
        changed
    }

    /// The figures asked for that changed, each under the first indicator or series that names it.
    pub fn figures(&self) -> impl Iterator<Item = &'a FigureDiff> {
        let mut told = HashSet::new();
        let named =
            self.diff.figures.iter().filter(|figure| figure.named && self.wanted(&figure.id));
        named.filter(move |figure| told.insert(figure.identity()))
    }

    /// What changed, counted, and whether that is a failure.
    pub fn tally(&self) -> DiffTally {
        let changed = self.changed();
        let worse = changed.iter().any(|(one, _)| one.direction.is_worse());
        let figures = self.figures().count();
        let fails = match self.fail_on {
            None => false,
            Some(FailOn::Worse) => worse,
            Some(FailOn::Changed) => !changed.is_empty() || figures > 0,
        };
        DiffTally {
            of: self.indicators().len(),
            changed: changed.len(),
            counts: tallied(changed.iter().map(|(one, _)| one.direction)),
            figures,
            fail_on: self.fail_on,
            met: !fails,
        }
    }

    /// The page.
    pub fn sheet(&self) -> Sheet<'static> {
        let mut sheet = Sheet::default();
        sheet.plan(self.plan(), self.region());
        let same_files = self.same_files();
        for (after, side) in [(false, self.from), (true, self.to)] {
            sheet.note(side_note(after, side, same_files));
        }
        sheet.part(Section::ChangedIndicators, self.indicator_table());
        let own = self.region();
        for (index, figure) in self.figures().enumerate() {
            if index == 0 {
                sheet.section(Section::ChangedFigures);
            } else {
                sheet.space();
            }
            self.figure_notes(figure, &own, &mut sheet);
        }
        let tally = self.tally();
        sheet.space().say(move |words| tally.said(words));
        if same_files {
            sheet.note(Note::files(self.to.files()));
        }
        sheet
    }

    /// The region assessed.
    pub fn region(&self) -> String {
        self.to.region().to_owned()
    }

    /// Do both sides rest on the same files, so that naming them once is enough?
    fn same_files(&self) -> bool {
        let names = |files: &'a [ActualsFile]| files.iter().map(|file| &file.name);
        names(self.from.files()).eq(names(self.to.files()))
    }

    fn indicator_table(&self) -> Table {
        Table::of(self.changed())
            .prose(Heading::Indicator, |(_, [it, _])| (it.name(), &it.indicator().id))
            .word(Heading::Before, |(one, [from, _])| state_cell(one, from))
            .word(Heading::After, |(one, [_, to])| state_cell(one, to))
            .prose(Heading::Cause, |(one, [_, to])| Cell::Stack(each(self.why(one, to), Cell::Why)))
            .table()
    }

    /// A figure that changed, with the source of either vintage.
    fn figure_notes(&self, figure: &FigureDiff, own_region: &str, sheet: &mut Sheet<'_>) {
        let why = self.why_figure(figure, Role::Actual, "", own_region);
        let id = figure.id.clone();
        sheet.say(move |words| words.titled(&id, &words.why(&why)));
        for (heading, side, one) in
            [(Heading::Before, self.from, &figure.from), (Heading::After, self.to, &figure.to)]
        {
            let sources = one.as_ref().map(|one| {
                let places = one.places(side.files());
                distinct(row::sources(one, side.files()).into_iter().chain(places))
            });
            sheet.fact(heading, sources);
        }
    }

    /// Why an indicator changed, ready to be said.
    pub fn why(&self, one: &IndicatorDiff, to: &Judged<'_>) -> Vec<Why> {
        let indicator = to.indicator();
        let causes = one.causes.iter();
        causes
            .filter_map(|cause| match cause {
                Cause::Figure(place, role) => {
                    let figure = self.diff.figures.get(*place)?;
                    Some(self.why_figure(figure, *role, &indicator.id, &to.finding.region))
                }
                Cause::Amended(place) => {
                    indicator.amendments.get(*place).map(|amendment| Why::Amended {
                        on: amendment.on,
                        document: amendment.document.clone(),
                        withdrawn: amendment.withdrawn,
                    })
                }
                Cause::Other(other) => Some(Why::Other(*other)),
            })
            .collect()
    }

    fn why_figure(&self, figure: &FigureDiff, role: Role, own_id: &str, own_region: &str) -> Why {
        let (from, to) = vintages(self.plan(), figure);
        Why::Figure {
            name: (figure.id != own_id).then(|| id_name(self.plan(), &figure.id)),
            region: (figure.region != own_region).then(|| figure.region.clone()),
            role,
            period: figure.period,
            change: figure.change,
            vintages: Box::new([from, to]),
        }
    }
}

/// One side, for people: `Before: as of 2025-03-01; newest release 2025-01-14`, and its files where the sides do not share
/// them.
fn side_note(after: bool, side: JudgedPlan<'_>, same_files: bool) -> Note<'static> {
    let (as_of, newest, later) = (side.as_of, side.newest_release(), side.published_later().len());
    let files = (!same_files).then(|| side.files().to_vec());
    Note::plain(move |words| {
        let heading = if after {
            words.pick("After", "变化后")
        } else {
            words.pick("Before", "变化前")
        };
        let releases = sheet::releases(words, as_of, newest, later);
        let releases = match releases.strip_prefix("As of") {
            Some(rest) => format!("as of{rest}"),
            None => releases,
        };
        let files = files.iter().map(|files| sheet::files(words, files));
        let parts = words.semicolons([releases].into_iter().chain(files));
        format!("{heading}{}{parts}", words.colon())
    })
}

/// The unit of an indicator's or series' figures.
pub fn unit_of(plan: &Plan, id: &str) -> String {
    plan.figure(id).map_or_else(String::new, |it| it.unit.to_string())
}

/// A figure as it was known on either side.
pub fn vintages(plan: &Plan, figure: &FigureDiff) -> (Option<Vintage>, Option<Vintage>) {
    let unit = unit_of(plan, &figure.id);
    let both = figure.from.iter().chain(&figure.to);
    let edges = Edges::new(0, both.map(|one| &one.value));
    let shown = |one: &Option<Observation>| {
        one.as_ref().map(|one| Vintage {
            value: edges.amount(&one.value).marked(one.quality.inexact()),
            unit: unit.clone(),
            published: one.published,
            quality: one.quality,
        })
    };
    (shown(&figure.from), shown(&figure.to))
}

/// How an indicator stands on one side: the verdict, the actual, and the target where that changed.
pub fn state_cell(one: &IndicatorDiff, judged: &Judged<'_>) -> Cell {
    let digits = judged.digits();
    let target = one.parts.contains(&Part::Target).then(|| digits.target_cell());
    let cells = [judged.verdict_cell(), digits.actual_amount_cell()];
    Cell::Stack(cells.into_iter().chain(target).collect())
}
