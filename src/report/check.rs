//! The gate of a pipeline: which findings of a plan fail a policy, and `plancheck.check/v1`.

use std::collections::BTreeSet;

use crate::{
    assess::{Finding, Flag, Step, Verdict},
    diag::Diagnostic,
    lang::{Lang, Words},
    record::{
        Flat, each,
        problems::{Placed, Told},
    },
    report::{
        Judged, Sheet, StatusView, Tally, indicators::Line, row::Row as RowOfStatus,
        status::Tallies,
    },
    table::{Cell, Heading, Table},
    words::words_of,
};

/// What makes a check fail, and what it does not look at.
#[derive(Clone, Default)]
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

    /// `Policy not met (fails on off-track, regressing, missed).`
    pub fn said(&self, met: bool, words: Words) -> String {
        let warning = self.warnings.then(|| words.pick("warning", "警告"));
        let verdicts = self.verdicts.iter().map(|it| it.text(words));
        let listed = words.listed(verdicts.chain(warning));
        let met = policy_met(met, words);
        let none = listed.is_empty();
        say!(
            words,
            [if (none) "{met} (no failure condition is set)." else "{met} (fails on {listed})."],
            [if (none) "{met}（未设不通过的条件）。" else "{met}（出现{listed}即不通过）。"]
        )
    }
}

/// Whether the run meets the failure policy.
pub fn policy_met(met: bool, words: Words) -> &'static str {
    if met {
        words.pick("Policy met", "符合要求")
    } else {
        words.pick("Policy not met", "不符合要求")
    }
}

/// A plan under a policy.
#[derive(Clone)]
pub struct CheckView<'a> {
    pub policy: &'a Policy,
    status: StatusView<'a>,
    /// Left out as wished rather than promised.
    ignored: usize,
    /// Is the plan's file one that can be opened, rather than inside the binary?
    on_disk: bool,
    /// What was warned of.
    pub warnings: &'a [Diagnostic],
}

impl<'a> CheckView<'a> {
    /// The findings of a view under a policy.
    pub fn new(
        status: &StatusView<'a>,
        policy: &'a Policy,
        on_disk: bool,
        warnings: &'a [Diagnostic],
    ) -> Self {
        let findings = status.judged().map(|judged| judged.finding);
        let (looked_at, ignored): (Vec<_>, Vec<_>) =
            findings.partition(|finding| policy.looks_at(finding));
        let status = status.with_findings(looked_at);
        Self { policy, status, ignored: ignored.len(), on_disk, warnings }
    }

    /// The plan's id.
    pub fn id(&self) -> &'a str {
        &self.status.plan.id
    }

    /// What to know of the plan as a whole, with the words of the machine formats.
    pub fn facts(&self) -> [(&'static str, String); 4] {
        [
            ("title", self.status.plan.title.clone()),
            ("region", self.status.region().to_owned()),
            ("period", self.status.plan.period.to_string()),
            ("as_of", self.status.as_of.to_string()),
        ]
    }

    /// The plan's file, where it is one that can be opened.
    pub fn file(&self) -> Option<&'a str> {
        self.on_disk.then_some(self.status.plan.file.as_str())
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

    /// `3 of 56 indicators fail; 2 aspirational ones excluded; 1 warning.`
    fn tally(&self) -> impl Fn(Words) -> String + use<> {
        let failing = self.failing().count();
        let of = self.rows().count();
        let ignored = self.ignored;
        let warnings = self.warnings.len();
        move |words| {
            let mut parts = vec![match (words.lang, failing, of) {
                (Lang::En, 0, 1) => "The indicator does not fail".to_owned(),
                (Lang::En, 0, _) => format!("None of {of} indicators fails"),
                (Lang::En, 1, _) => format!("1 of {of} indicators fails"),
                (Lang::En, ..) => format!("{failing} of {of} indicators fail"),
                (Lang::Zh, 0, _) => format!("{of}项指标均通过"),
                (Lang::Zh, ..) => format!("{of}项指标中有{failing}项未通过"),
            }];
            if ignored > 0 {
                parts.push(say!(
                    words,
                    [
                        ignored,
                        "1 aspirational one excluded",
                        "{ignored} aspirational ones excluded"
                    ],
                    "另有{ignored}项力争指标不计"
                ));
            }
            if warnings > 0 {
                parts.push(say!(
                    words,
                    [warnings, "1 warning", "{warnings} warnings"],
                    "{warnings}个警告"
                ));
            }
            words.join(parts, ["; ", "，"]) + words.pick(".", "。")
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
        sheet.spaced(table);
        if more > 0 {
            sheet.say(said!("… and {more} more.", "……另有{more}项。"));
        }
        sheet.space().say(self.tally()).notes(self.tallies());
        self.status.foot(&mut sheet);
        sheet
    }

    /// The findings that fail.
    pub fn table(&self) -> Table {
        let failing = self.failing().flat_map(|judged| Line::of(judged, false));
        Table::of(failing).standing(|it| it.name(), false).verdict()
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
pub fn met(views: &[CheckView<'_>]) -> bool {
    views.iter().all(CheckView::met)
}

/// Every finding looked at, one a row: the columns of `status`, then what the check adds.
pub fn flat<'a>(views: &'a [CheckView<'a>]) -> Flat<'a> {
    Flat::of(views.iter().flat_map(looked_at)).one_sheet_per("plan")
}

fn looked_at<'a>(view: &'a CheckView<'a>) -> impl Iterator<Item = Looked<'a>> {
    view.rows().map(move |judged| Looked((judged, view)))
}

/// A finding under a policy.
struct Looked<'a>((Judged<'a>, &'a CheckView<'a>));

record! {
    "columns-of-check" "The columns of CSV."
    |it: Looked<'_>| {
        ..it.0.0,
        ..it.0,
    }
}

record! {
    "more-of-check" "What follows the columns of status."
    |it: Judged<'_>, view: &CheckView<'_>| {
        fails: "Does it fail?" = view.fails(it),
        plan_file: "The plan's file." = &view.status.plan.file,
        plan_line: "The line of the indicator in the plan's file." = it.indicator().line,
    }
}

struct Row<'a>(Looked<'a>);

record! {
    "row-of-check" "An indicator as in status, and whether it fails."
    |it: Row<'_>| {
        ..RowOfStatus(it.0.0.0),
        ..it.0.0,
    }
}

/// Plans under a policy; what was warned of is told in a language.
pub struct Checked<'a> {
    pub views: &'a [CheckView<'a>],
    pub policy: &'a Policy,
    pub lang: Lang,
}

record! {
    document "check" "Plans under a policy, as `plancheck check --format json` writes them."
    |it: Checked<'_>| {
        as_of: "Nothing published after it is used." = it.views.first().map(|view| view.status.as_of),
        policy: "What was asked for.",
        met: "Is the policy met by all plans?" = met(it.views),
        rows: "One row an indicator looked at." = each(it.views.iter().flat_map(looked_at), Row),
        warnings: "What was warned of while plans and actuals were read."
            = each(it.views.iter().flat_map(|view| view.warnings.iter().map(move |one| (view.id(), one))), |(plan, one)| (one, plan, it.lang)),
        tallies: "The verdicts of all rows, counted." = Tallies(tallies(it.views)),
        plans: "The plans of the run." = it.views,
    }
}

record! {
    "policy" "What makes a check fail, and what it does not look at."
    |it: Policy| {
        fail_on: "Verdicts, and warning; empty: nothing fails." in fail_on = it.words(),
        ignore: "What is left out." in ignored = each(it.ignore_aspirational.then_some(IGNORED), |word| word),
    }
}

const IGNORED: &str = "aspirational";

fn fail_on() -> Vec<&'static str> {
    words_of::<Verdict>().into_iter().chain(["warning"]).collect()
}

fn ignored() -> Vec<&'static str> {
    vec![IGNORED]
}

record! {
    "warning" "A warning and its place."
    |it: &Diagnostic, plan: &str, lang: Lang| {
        plan: "The plan's id." = plan,
        ..Placed(it),
        ..Told(it, *lang),
    }
}

record! {
    "plan-of-check" "A plan of the run under the policy."
    |it: CheckView<'_>| {
        ..&it.status,
        file: "The plan's file." = &it.status.plan.file,
        built_in: "Is that inside the binary?" = !it.on_disk,
        met: "Does the plan meet the policy?" = it.met(),
        rows: "Indicators looked at." = it.rows().count(),
        failing: "Those that fail." = it.failing().count(),
        ignored: "Those left out." = it.ignored,
        warnings: "Warnings." = it.warnings.len(),
    }
}

/// The tallies of all plans together.
fn tallies(views: &[CheckView<'_>]) -> Vec<Tally> {
    crate::report::status::tallies(views.iter().map(|view| &view.status))
}
