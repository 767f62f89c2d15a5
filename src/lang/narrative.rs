//! Sentences at the top and bottom of every page, and the derivation in `explain`.

use chrono::NaiveDate;

use crate::actuals::ActualsFile;
use crate::lang::words::Words;
use crate::report::sheet::Tally;
use crate::report::{Note, explain};

impl Words {
    /// The sentence of a note. A [`Note::Fact`] has none: its cell is drawn by the renderer.
    pub fn note(self, note: &Note<'_>) -> String {
        match note {
            Note::Title(id, name) => self.titled(id, self.name(name)),
            Note::PlanFacts { region, period, document } => {
                let facts = [region.clone(), self.period(*period)];
                self.commas(facts.iter().chain(document))
            }
            Note::Closed { on, lacking, of } => say!(
                self,
                [if (*lacking == 0) "Closed on {on}; all {of} final figures are in."
                    else "Closed on {on}; {lacking} of {of} indicators lack their final figure."],
                [if (*lacking == 0) "规划期已于{on}结束，{of}项指标的终值均已公布。"
                    else "规划期已于{on}结束，{of}项指标中有{lacking}项尚缺终值。"]
            ),
            Note::Lacking { lacking, of } => say!(
                self,
                "{lacking} of {of} indicators are past their deadline and lack their final figure.",
                "{of}项指标中有{lacking}项已过完成期限而缺终值。"
            ),
            Note::Shown { shown, of } => {
                say!(self, "{shown} of {of} indicators shown.", "显示{of}项指标中的{shown}项。")
            }
            Note::WithoutData(names) => self.without_data(None, false, names),
            Note::Fixed(sentence) => sentence.text(self.lang).to_owned(),
            Note::Tally(tally) => self.tally(tally),
            Note::Rollup(note) => self.rollup_note(note),
            Note::League(note) => self.league_note(note),
            Note::Releases { as_of, newest, later } => self.releases(*as_of, *newest, *later),
            Note::Files(files) => self.files(files),
            Note::Section(section) => section.text(self.lang).to_owned(),
            Note::Part { part, stage, number } => self.stage_part(*part, *stage, *number),
            Note::Stage(note) => self.stage_note(note),
            Note::Fact(heading, _) => self.heading(*heading).to_owned(),
            Note::OtherVersion(other) => {
                let verdict = other.verdict.text(self.lang);
                say!(
                    self,
                    [if (other.amended)
                        "The target was amended after the deadline; by the amended target the verdict would be: {verdict}."
                        else "The target was amended retroactively, after the deadline; by the target before the verdict would be: {verdict}."],
                    [if (other.amended) "目标在完成期限之后调整；若按调整后的目标，结论为{verdict}。"
                        else "目标在完成期限之后追溯调整；若按原目标，结论为{verdict}。"]
                )
            }
            Note::Step(step, state) => {
                let number = explain::step_number(*step);
                let (question, answer) = (step.text(self.lang), state.text(self.lang));
                say!(self, "{number}. {question} {answer}", "{number}. {question}{answer}")
            }
            Note::Formula(equation, unit) => self.equation(equation, unit),
            Note::Bands(bands) => {
                let edges = self.band_edges(bands);
                say!(self, "Bands: {edges}", "分档：{edges}")
            }
            Note::ByMethod(method) => self.by_method(*method),
            Note::Contrast(contrast, unit) => self.contrast(contrast, unit),
            Note::Tasks(tally) => self.task_tally(tally),
            Note::RuleTally { regions, years, counts } => self.rule_tally(*regions, years, counts),
            Note::RuleSays(verdict, reason, regions) => self.rule_says(*verdict, *reason, regions),
            Note::Disagreement(period, printed, derived, unit) => {
                self.disagreement(*period, printed, derived, unit)
            }
            Note::Checked(tally) => self.checked(tally),
            Note::PolicyMet(policy) => self.policy(policy),
            Note::MoreRows(count) => say!(self, "… and {count} more.", "……另有{count}项。"),
            Note::Side { after, as_of, newest, later, files } => {
                self.side(*after, &self.releases(*as_of, *newest, *later), files.as_deref())
            }
            Note::Differences(tally) => self.differences(tally),
            Note::FigureChange(id, why) => self.titled(id, &self.why(why)),
            Note::Trend(remark) => self.remark(remark),
            Note::Lag(months) => say!(
                self,
                [
                    months,
                    "The actual is 1 month old at the as-of date.",
                    "The actual is {months} months old at the as-of date."
                ],
                "数据距评估日期{months}个月。"
            ),
        }
    }

    fn titled(self, id: &str, what: &str) -> String {
        format!("{id}{}{what}", self.sign(" — ", " - "))
    }

    /// `All 55: 3 achieved, 1 ahead`.
    fn tally(self, tally: &Tally) -> String {
        let counts = tally.counts.iter();
        let counts = self.commas(counts.map(|(verdict, count)| self.counted(*verdict, *count)));
        let (scope, total) = (tally.scope.text(self.lang), tally.total);
        say!(self, "{scope} {total}: {counts}", "{scope}{total}项：{counts}")
    }

    /// `As of 2025-06-30; newest release 2025-05-22; 3 rows published later are not used`.
    fn releases(self, as_of: NaiveDate, newest: Option<NaiveDate>, later: usize) -> String {
        let mut parts = vec![say!(self, "As of {as_of}", "评估日期{as_of}")];
        parts.extend(
            newest.map(|newest| say!(self, "newest release {newest}", "最新发布日期{newest}")),
        );
        if later > 0 {
            parts.push(say!(
                self,
                [
                    later,
                    "1 row published later is not used",
                    "{later} rows published later are not used"
                ],
                "另有{later}行发布在后，未采用"
            ));
        }
        self.join(parts, ["; ", "，"])
    }

    pub(super) fn files(self, files: &[ActualsFile]) -> String {
        if files.is_empty() {
            return say!(self, "Actuals: none read.", "实际值：未读取任何文件。");
        }
        let list =
            self.semicolons(files.iter().map(|ActualsFile { name, rows, matched, .. }| {
                say!(
                    self,
                    "{name} ({matched} of {rows} rows matched)",
                    "{name}（{rows}行中匹配{matched}行）"
                )
            }));
        say!(self, "Actuals: {list}", "实际值：{list}")
    }
}
