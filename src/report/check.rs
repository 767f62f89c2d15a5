//! The gate of a pipeline: which findings of a plan fail a policy, and `plancheck.check/v1`.

use std::collections::BTreeSet;

use crate::actuals::Actuals;
use crate::assess::{Assessment, Finding, Flag, Step, Verdict};
use crate::diag::Diagnostic;
use crate::plan::Plan;
use crate::report::record::{Record, Value};
use crate::report::row::Row;
use crate::report::sheet::{CheckTally, PolicyMet, Tally};
use crate::report::shown::Digits;
use crate::report::status::{StatusView, Tallies};
use crate::report::{Data, Flat, Judged, Note, Sheet, row};
use crate::table::{Cell, Heading, Table};

/// The schema of the JSON document.
pub const SCHEMA: &str = "plancheck.check/v1";

/// The columns that follow those of `status` in CSV.
const MORE_COLUMNS: [&str; 3] = ["fails", "plan_file", "plan_line"];

/// What makes a check fail, and what it does not look at.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// Verdicts that fail.
    pub verdicts: BTreeSet<Verdict>,
    /// Do warnings about plan or actuals fail?
    pub warnings: bool,
    /// Are targets that were wished rather than promised left out?
    pub ignore_aspirational: bool,
}

impl Policy {
    /// Does a finding fail?
    pub fn fails(&self, finding: &Finding) -> bool {
        self.verdicts.contains(&finding.verdict)
    }

    /// Is a finding looked at?
    pub fn looks_at(&self, finding: &Finding) -> bool {
        !(self.ignore_aspirational && finding.flags.contains(&Flag::Aspirational))
    }

    /// The words of what fails, verdicts best first.
    pub fn words(&self) -> Vec<&'static str> {
        let warning = self.warnings.then_some("warning");
        let verdicts = self.verdicts.iter().map(|verdict| verdict.word());
        verdicts.chain(warning).collect()
    }
}

/// A plan under a policy.
#[derive(Debug, Clone)]
pub struct CheckView<'a> {
    policy: &'a Policy,
    plan: &'a Plan,
    status: StatusView<'a>,
    /// Left out as wished rather than promised.
    ignored: usize,
    /// Is the plan's file one that can be opened, rather than inside the binary?
    on_disk: bool,
    warnings: &'a [Diagnostic],
}

/// What a plan and its actuals come to, before any policy.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its assessment.
    pub assessment: &'a Assessment,
    /// The actuals it rests on.
    pub actuals: &'a Actuals,
    /// Is the plan's file one that can be opened, rather than inside the binary?
    pub on_disk: bool,
    /// What was warned of while both were read.
    pub warnings: &'a [Diagnostic],
}

impl<'a> CheckView<'a> {
    /// The findings of a subject that `wanted` takes, under a policy.
    pub fn new(
        subject: Subject<'a>,
        policy: &'a Policy,
        wanted: impl Fn(&Finding) -> bool,
    ) -> Self {
        let findings: Vec<&Finding> =
            subject.assessment.findings.iter().filter(|finding| wanted(finding)).collect();
        let all = findings.len();
        let looked_at: Vec<&Finding> =
            findings.into_iter().filter(|finding| policy.looks_at(finding)).collect();
        Self {
            policy,
            plan: subject.plan,
            ignored: all - looked_at.len(),
            status: StatusView::new(subject.plan, subject.assessment, subject.actuals, looked_at),
            on_disk: subject.on_disk,
            warnings: subject.warnings,
        }
    }

    /// The plan's id.
    pub fn id(&self) -> &'a str {
        &self.plan.id
    }

    /// What to know of the plan as a whole, with the words of the machine formats.
    pub fn facts(&self) -> [(&'static str, String); 4] {
        [
            ("title", self.plan.title.clone()),
            ("region", self.status.region()),
            ("period", self.plan.period.to_string()),
            ("as_of", self.status.as_of().to_string()),
        ]
    }

    /// The plan's file, where it is one that can be opened.
    pub fn file(&self) -> Option<&'a str> {
        self.on_disk.then_some(self.plan.file.as_str())
    }

    /// Every finding looked at, in the plan's order.
    pub fn rows(&self) -> impl Iterator<Item = Judged<'a>> {
        self.status.judged()
    }

    /// Does this finding fail?
    pub fn fails(&self, judged: &Judged<'_>) -> bool {
        self.policy.fails(judged.finding)
    }

    /// The findings that fail.
    pub fn failing(&self) -> impl Iterator<Item = Judged<'a>> {
        self.rows().filter(|judged| self.fails(judged))
    }

    /// What was warned of.
    pub fn warnings(&self) -> &'a [Diagnostic] {
        self.warnings
    }

    /// Do warnings fail?
    pub fn warnings_fail(&self) -> bool {
        self.policy.warnings
    }

    /// Does the plan meet the policy?
    pub fn met(&self) -> bool {
        self.failing().next().is_none() && (self.warnings.is_empty() || !self.policy.warnings)
    }

    /// Was any figure compared with a target? One from before the plan, or of a series whose counterpart is missing, was not.
    pub fn compared_anything(&self) -> bool {
        self.rows().any(|Judged { finding, .. }| {
            let placed = finding.gap.is_some() && finding.step > Step::NotYet;
            placed || finding.verdict.is_graded()
        })
    }

    /// What fails, counted.
    pub fn tally(&self) -> CheckTally {
        CheckTally {
            failing: self.failing().count(),
            of: self.rows().count(),
            ignored: self.ignored,
            warnings: self.warnings.len(),
        }
    }

    /// The verdicts of what was looked at, counted.
    pub fn tallies(&self) -> Vec<Tally> {
        self.status.tallies()
    }

    /// The page of a plan: what fails, in so many rows at most, and how all stand.
    pub fn sheet(&self, most: usize) -> Sheet {
        let mut sheet = Sheet::default();
        self.status.head(&mut sheet);
        let mut table = self.table();
        let more = table.rows.len().saturating_sub(most);
        table.rows.truncate(most);
        if !table.rows.is_empty() {
            sheet.space().table(table);
        }
        if more > 0 {
            sheet.note(Note::MoreRows(more));
        }
        sheet.space().note(Note::Checked(self.tally()));
        for tally in self.tallies() {
            sheet.note(Note::Tally(tally));
        }
        self.status.foot(&mut sheet);
        sheet
    }

    /// The findings that fail.
    pub fn table(&self) -> Table {
        Table::of(self.failing().map(Judged::digits))
            .prose(Heading::Indicator, |it| Cell::Name(it.name()))
            .number(Heading::Target, Digits::target_cell)
            .number(Heading::Actual, Digits::actual_cell)
            .number(Heading::Gap, Digits::gap_cell)
            .word(Heading::Verdict, |it| it.verdict_cell())
            .table()
    }

    fn data(&self) -> Data {
        let tally = self.tally();
        let mut entries = self.status.entries();
        entries.extend([
            ("file", Data::text(&self.plan.file)),
            ("built_in", Data::Flag(!self.on_disk)),
            ("met", Data::Flag(self.met())),
            ("rows", Data::count(tally.of)),
            ("failing", Data::count(tally.failing)),
            ("ignored", Data::count(tally.ignored)),
            ("warnings", Data::count(tally.warnings)),
        ]);
        Data::Object(entries)
    }

    /// The values that follow those of `status`: does it fail, and where does the indicator stand?
    fn more(&self, judged: &Judged<'_>) -> [Data; 3] {
        [
            Data::Flag(self.fails(judged)),
            Data::text(&self.plan.file),
            Data::count(judged.indicator().line),
        ]
    }
}

/// What there is to know of one finding in a line: headings and cells, those without a value left out.
pub fn brief(judged: &Judged<'_>) -> Vec<(Heading, Cell)> {
    let digits = judged.digits();
    let facts = [
        (Heading::Verdict, judged.verdict_cell()),
        (Heading::Actual, digits.actual_amount_cell()),
        (Heading::Target, digits.target_cell()),
        (Heading::Gap, digits.gap_cell()),
        (Heading::Progress, judged.progress_cell()),
    ];
    facts.into_iter().filter(|(_, cell)| !cell.is_empty()).collect()
}

/// Is the policy met by all plans?
pub fn outcome(views: &[CheckView<'_>], policy: &Policy) -> PolicyMet {
    PolicyMet {
        met: views.iter().all(CheckView::met),
        verdicts: policy.verdicts.iter().copied().collect(),
        warnings: policy.warnings,
    }
}

/// Every finding looked at, one a row: the columns of `status`, then what the check adds.
pub fn flat<'a>(views: &'a [CheckView<'a>]) -> Flat<'a> {
    let rows = views.iter().flat_map(|view| {
        view.rows().map(|judged| {
            let own = judged.entries().into_iter().map(|(_, value)| value);
            own.chain(view.more(&judged)).collect()
        })
    });
    Flat::new(row::column_names().into_iter().chain(MORE_COLUMNS), rows).one_sheet_per("plan")
}

/// The JSON document of one run. `warnings` are those of the views as data, in their order: their words belong to a
/// language, of which this room knows nothing.
pub fn document(views: &[CheckView<'_>], policy: &Policy, warnings: Vec<Data>) -> Data {
    let rows = views.iter().flat_map(|view| {
        view.rows().map(|judged| {
            let mut entries = Row(judged).entries();
            entries.extend(MORE_COLUMNS.into_iter().zip(view.more(&judged)));
            Data::Object(entries)
        })
    });
    let ignored = policy.ignore_aspirational.then_some("aspirational");
    let as_of = views.first().map(|view| view.status.as_of());
    Data::Object(vec![
        ("schema", Data::text(SCHEMA)),
        ("as_of", Data::of(as_of, Data::Date)),
        (
            "policy",
            Data::Object(vec![
                ("fail_on", Data::texts(policy.words())),
                ("ignore", Data::texts(ignored)),
            ]),
        ),
        ("met", Data::Flag(outcome(views, policy).met)),
        ("rows", Data::List(rows.collect())),
        ("warnings", Data::List(warnings)),
        ("tallies", Tallies(tallies(views)).data()),
        ("plans", Data::List(views.iter().map(CheckView::data).collect())),
    ])
}

/// The tallies of all plans together.
fn tallies(views: &[CheckView<'_>]) -> Vec<Tally> {
    let statuses: Vec<StatusView<'_>> = views.iter().map(|view| view.status.clone()).collect();
    crate::report::status::tallies(&statuses)
}
