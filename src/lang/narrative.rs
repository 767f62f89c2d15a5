//! Sentences at the top and bottom of every page, and the derivation in `explain`.

use chrono::NaiveDate;

use crate::actuals::ActualsFile;
use crate::assess::Step;
use crate::lang::Lang;
use crate::lang::words::Words;
use crate::plan::Bands;
use crate::report::sheet::{StepState, Tally};
use crate::report::{Note, explain};

impl Words {
    /// The sentence of a note. A [`Note::Fact`] has none: its cell is drawn by the renderer.
    pub fn note(self, note: &Note) -> String {
        match note {
            Note::Title(id, name) => {
                format!("{id}{}{}", self.sign(" — ", " - "), self.name(name))
            }
            Note::PlanFacts { region, period, document } => {
                let mut facts = vec![region.clone(), self.period(*period)];
                facts.extend(document.clone());
                facts.join(self.pick(", ", "，"))
            }
            Note::Closed { on, lacking, of } => match (self.lang, lacking) {
                (Lang::En, 0) => format!("Closed on {on}; all {of} final figures are in."),
                (Lang::En, _) => {
                    format!("Closed on {on}; {lacking} of {of} indicators lack their final figure.")
                }
                (Lang::Zh, 0) => format!("规划期已于{on}结束，{of}项指标的终值均已公布。"),
                (Lang::Zh, _) => {
                    format!("规划期已于{on}结束，{of}项指标中有{lacking}项尚缺终值。")
                }
            },
            Note::Lacking { lacking, of } => say!(
                self,
                "{lacking} of {of} indicators are past their deadline and lack their final figure.",
                "{of}项指标中有{lacking}项已过完成期限而缺终值。"
            ),
            Note::Shown { shown, of } => {
                say!(self, "{shown} of {of} indicators shown.", "显示{of}项指标中的{shown}项。")
            }
            Note::WithoutData(names) => {
                let list: Vec<&str> = names.iter().map(|name| self.name(name)).collect();
                say!(
                    self,
                    ("No data ({}): {}", names.len(), list.join("; ")),
                    ("无数据（{}项）：{}", names.len(), list.join("；"))
                )
            }
            Note::Nothing => say!(self, "None.", "无。"),
            Note::Tally(tally) => self.tally(tally),
            Note::Rollup(note) => self.rollup_note(note),
            Note::League(note) => self.league_note(note),
            Note::Releases { as_of, newest, later } => self.releases(*as_of, *newest, *later),
            Note::Files(files) => self.files(files),
            Note::Section(section) => section.text(self.lang).to_owned(),
            Note::Part { part, stage, number } => self.stage_part(*part, *stage, *number),
            Note::Stage(note) => self.stage_note(note),
            Note::Fact(heading, _) => self.heading(*heading).to_owned(),
            Note::DerivedBaseline => say!(
                self,
                "The plan gives no baseline; the newest figure before its start is used.",
                "规划未给出基期，取开始前最新的数据。"
            ),
            Note::OtherVersion(other) => {
                let verdict = other.verdict.text(self.lang);
                if other.amended {
                    say!(
                        self,
                        "The target was amended after its deadline; by the amended target the verdict would be: {verdict}.",
                        "目标在完成期限之后调整；若按调整后的目标，结论为{verdict}。"
                    )
                } else {
                    say!(
                        self,
                        "The target was amended retroactively, after its deadline; by the target before the verdict would be: {verdict}.",
                        "目标在完成期限之后追溯调整；若按原目标，结论为{verdict}。"
                    )
                }
            }
            Note::Step(step, state) => self.step(*step, *state),
            Note::Formula(equation, unit) => self.equation(equation, unit),
            Note::Bands(bands) => self.bands(bands),
            Note::ByMethod(method) => self.by_method(*method),
            Note::Contrast(contrast, unit) => self.contrast(contrast, unit),
            Note::MethodSensitive => self.method_sensitive_means().to_owned(),
            Note::Tasks(tally) => self.task_tally(tally),
            Note::RuleTally { regions, years, counts } => self.rule_tally(*regions, years, counts),
            Note::RuleSays(verdict, regions) => self.rule_says(*verdict, regions),
            Note::Revised => self.revised_means().to_owned(),
            Note::NoRules => say!(self, "The plan has no rules.", "规划中没有规则。"),
            Note::NoTasks => say!(self, "The plan has no tasks.", "规划中没有任务。"),
            Note::Disagreement(period, printed, derived, unit) => {
                self.disagreement(*period, printed, derived, unit)
            }
            Note::NoVerdict => say!(
                self,
                "The plan sets no target for this series, so it has no verdict.",
                "规划未对其设定目标，故不作评估。"
            ),
            Note::Checked(tally) => self.checked(tally),
            Note::PolicyMet(policy) => self.policy(policy),
            Note::MoreRows(count) => self.more_rows(*count),
            Note::Side { after, as_of, newest, later, files } => {
                self.side(*after, &self.releases(*as_of, *newest, *later), files.as_deref())
            }
            Note::Differences(tally) => self.differences(tally),
            Note::FigureChange(id, why) => {
                format!("{id}{}{}", self.sign(" — ", " - "), self.why(why))
            }
            Note::Trend(remark) => self.remark(remark),
            Note::Lag(months) => match (self.lang, months) {
                (Lang::En, 1) => "The actual is 1 month old at the as-of date.".to_owned(),
                (Lang::En, _) => format!("The actual is {months} months old at the as-of date."),
                (Lang::Zh, _) => format!("数据距评估日期{months}个月。"),
            },
        }
    }

    /// `All 55: 3 achieved, 1 ahead`.
    fn tally(self, tally: &Tally) -> String {
        let counts: Vec<String> =
            tally.counts.iter().map(|(verdict, count)| self.counted(*verdict, *count)).collect();
        let scope = tally.scope.text(self.lang);
        say!(
            self,
            ("{scope} {}: {}", tally.total, counts.join(", ")),
            ("{scope}{}项：{}", tally.total, counts.join("，"))
        )
    }

    /// `As of 2025-06-30; newest release 2025-05-22; 3 rows published later are not used`.
    fn releases(self, as_of: NaiveDate, newest: Option<NaiveDate>, later: usize) -> String {
        let mut parts = vec![say!(self, "As of {as_of}", "评估日期{as_of}")];
        parts.extend(
            newest.map(|newest| say!(self, "newest release {newest}", "最新发布日期{newest}")),
        );
        match (self.lang, later) {
            (_, 0) => {}
            (Lang::En, 1) => parts.push("1 row published later is not used".to_owned()),
            (Lang::En, _) => parts.push(format!("{later} rows published later are not used")),
            (Lang::Zh, _) => parts.push(format!("另有{later}行发布在后，未采用")),
        }
        parts.join(self.pick("; ", "，"))
    }

    pub(super) fn files(self, files: &[ActualsFile]) -> String {
        if files.is_empty() {
            return say!(self, "Actuals: none read.", "实际值：未读取任何文件。");
        }
        let list: Vec<String> = files
            .iter()
            .map(|file| {
                say!(
                    self,
                    ("{} ({} of {} rows matched)", file.name, file.matched, file.rows),
                    ("{}（{}行中匹配{}行）", file.name, file.rows, file.matched)
                )
            })
            .collect();
        say!(self, ("Actuals: {}", list.join("; ")), ("实际值：{}", list.join("；")))
    }

    fn step(self, step: Step, state: StepState) -> String {
        let question = step.text(self.lang);
        let answer = state.text(self.lang);
        let number = explain::step_number(step);
        say!(self, "{number}. {question} {answer}", "{number}. {question}{answer}")
    }

    fn bands(self, bands: &Bands) -> String {
        let edges = self.band_edges(bands);
        say!(self, "Bands: {edges}", "分档：{edges}")
    }
}
