//! Sentences of the annual, mid-term and final reports, in the wording of official evaluations.

mod item;

use crate::assess::rules::RuleVerdict;
use crate::lang::Lang;
use crate::lang::words::Words;
use crate::plan::Rule;
use crate::report::stage::{
    AmendmentLine, Chosen, Counted, Gaps, Group, Occasion, Stage, StageNote, StagePart, Standing,
    Standings,
};
use crate::report::{name_of, tasks, title_of};

impl Words {
    pub(super) fn stage_note(self, note: &StageNote<'_>) -> String {
        match note {
            StageNote::Heading(occasion) => self.report_heading(occasion),
            StageNote::Chosen(occasion) => self.chosen(occasion),
            StageNote::Elapsed(occasion) => self.elapsed(occasion),
            StageNote::Tally(counted, standings) => self.standings_of(*counted, standings),
            StageNote::Balance { stage, standings, binding_behind } => {
                self.balance(*stage, standings, *binding_behind)
            }
            StageNote::Halfway { of, half } => say!(
                self,
                [
                    half,
                    "1 of the {of} assessed indicators whose progress can be measured is at least halfway.",
                    "{half} of the {of} assessed indicators whose progress can be measured are at least halfway."
                ],
                "已评估且可计算完成进度的{of}项指标中，{half}项任务过半。"
            ),
            StageNote::FigureYears { year, years } => self.figure_years(*year, years),
            StageNote::Methods(methods) => {
                let methods = self.commas(methods.iter().map(|(method, count)| {
                    let method = method.text(self.lang);
                    say!(self, "{method} {count}", "{method}{count}项")
                }));
                say!(self, "Methods: {methods}.", "评估方法：{methods}。")
            }
            StageNote::Item(number, item) => format!("{number}. {}", self.item(item)),
            StageNote::Reasons(reasons) => {
                let reasons = reasons.iter().map(|(reason, count)| {
                    let reason = reason.text(self.lang);
                    say!(self, "{reason} ({count})", "{reason}{count}项")
                });
                let reasons = self.join(reasons, ["; ", "，"]);
                say!(self, "Reasons: {reasons}.", "原因：{reasons}。")
            }
            // Older than 18 months (2): A (2021); B (2022)
            StageNote::Gaps(Gaps { indicators, meaning, .. }) => {
                let (count, what) = (indicators.len(), self.lang.pick(*meaning));
                let names = self.semicolons(indicators.iter().map(|(name, period)| {
                    let name = self.name(name);
                    match period {
                        Some(period) => self.remarked(name, &self.period(*period)),
                        None => name.to_owned(),
                    }
                }));
                say!(self, "{what} ({count}): {names}.", "{what}{count}项：{names}。")
            }
            StageNote::Amendment(number, line) => format!("{number}. {}", self.amendment(line)),
            StageNote::MayRepeat(kind) => kind.may_repeat(self.lang).to_owned(),
            StageNote::Group(group) => self.group(group),
            StageNote::GroupsWithoutVerdict(kind, groups) => {
                let (count, units) = (groups.len(), kind.units(self.lang));
                let units = if count == 1 { units.trim_end_matches('s') } else { units };
                let names =
                    self.listed(groups.iter().map(|(name, total)| {
                        say!(self, "{name} ({total})", "{name}（{total}项）")
                    }));
                say!(
                    self,
                    "No indicator that can be assessed ({count} {units}): {names}.",
                    "以下{count}{units}的指标均无法评估：{names}。"
                )
            }
            StageNote::LateTask(number, task) => {
                let (name, due) = (tasks::name_of(task), self.period(task.due));
                let (name, units) = (self.name(&name), self.responsible(&task.responsible));
                say!(
                    self,
                    "{number}. {name}: was due {due}.{units}",
                    "{number}. {name}：应于{due}完成。{units}"
                )
            }
            StageNote::Rule { number, rule, tally, fires } => {
                let Rule { id, name, outcome, .. } = rule;
                let tally = self.note(tally);
                let fires = if fires.is_empty() {
                    String::new()
                } else {
                    let fires = self.rule_says(RuleVerdict::Fires, None, fires);
                    say!(self, " {fires}.", "{fires}。")
                };
                say!(
                    self,
                    "{number}. {name} ({id}; outcome: {outcome}): {tally}.{fires}",
                    "{number}. {name}（{id}，后果：{outcome}）：{tally}。{fires}"
                )
            }
            StageNote::PlanLine(plan, stage, standings) => {
                let (id, stage, title) = (&plan.id, stage.text(self.lang), title_of(plan));
                let title = self.name(&title);
                let counts = self.standings_of(Counted::All, standings);
                say!(
                    self,
                    "{id}, {title} ({stage}): {counts}",
                    "{id}《{title}》（{stage}）：{counts}"
                )
            }
            StageNote::PlansTotal(plans, standings) => {
                let counts = self.standings_of(Counted::All, standings);
                say!(self, "{plans} plans. {counts}", "本报告包括{plans}个规划（计划）。{counts}")
            }
        }
    }

    /// The heading of a part; in Chinese with its number.
    pub(super) fn stage_part(self, part: StagePart, stage: Stage, number: usize) -> String {
        let heading = match (part, stage) {
            (StagePart::Behind, Stage::Midterm) => {
                self.pick("What is behind and must speed up", "进度滞后、需加快推进的指标")
            }
            (StagePart::Behind, Stage::Final) => self.pick("What was missed", "未完成的指标"),
            _ => part.text(self.lang),
        };
        match (self.lang, number) {
            (Lang::Zh, 1..) => format!("{}、{heading}", chinese_numeral(number)),
            _ => heading.to_owned(),
        }
    }

    /// The kind of report and its as-of date.
    pub fn report_heading(self, occasion: &Occasion) -> String {
        let Occasion { as_of, year, .. } = occasion;
        let (en, zh) = match occasion.stage {
            Stage::Annual => (format!("Annual report for {year}"), format!("{year}年度")),
            Stage::Midterm => ("Mid-term report".to_owned(), "中期".to_owned()),
            Stage::Final => ("Final account".to_owned(), "终期".to_owned()),
        };
        say!(self, "{en}, as of {as_of}", "{zh}评估报告（截至{as_of}）")
    }

    fn chosen(self, occasion: &Occasion) -> String {
        let stage = occasion.stage.text(self.lang);
        let last = occasion.last_day;
        let untimely = match (occasion.stage, occasion.is_closed()) {
            (Stage::Annual | Stage::Midterm, true) => say!(
                self,
                " The plan ended on {last}; use `--stage final` for its final account.",
                "规划期已于{last}结束，终期评估用 --stage final。"
            ),
            (Stage::Final, false) => say!(
                self,
                " The plan runs until {last}; indicators not yet due are listed as such.",
                "规划期至{last}，未到期限的指标单独列出。"
            ),
            _ => String::new(),
        };
        let why = match occasion.chosen {
            Chosen::Asked => say!(self, "as requested", "按指定的阶段"),
            Chosen::Closed => {
                say!(self, "because the plan ended on {last}", "规划期已于{last}结束")
            }
            Chosen::OneYear => say!(
                self,
                "because the plan covers a year or less and runs until {last}",
                "规划期不超过一年，至{last}"
            ),
            Chosen::Running => say!(
                self,
                "because the plan covers several years and runs until {last}",
                "规划期为多年，至{last}"
            ),
        };
        say!(
            self,
            "This is the {stage}, {why}.{untimely}",
            "报告类型：{stage}（{why}）。{untimely}"
        )
    }

    fn elapsed(self, occasion: &Occasion) -> String {
        let (elapsed, months) = (occasion.elapsed, occasion.months);
        if elapsed == 0 {
            return say!(self, "The plan has not begun.", "规划期尚未开始。");
        }
        let share = self.percent_of(elapsed, months);
        let half = occasion.is_past_half();
        say!(
            self,
            (
                "{elapsed} of the plan's {months} months ({share}) have passed, {} half of its time.",
                if half { "at least" } else { "less than" }
            ),
            (
                "规划期共{months}个月，已过{elapsed}个月（{share}），{}。",
                if half { "时间过半" } else { "时间尚未过半" }
            )
        )
    }

    /// `59 indicators: 1 achieved early, 1 ahead, 57 without data.`
    fn standings_of(self, counted: Counted, standings: &Standings) -> String {
        let total = standings.total();
        let counts = self.counts(standings);
        let whose = match counted {
            Counted::All => {
                say!(self, [total, "1 indicator", "{total} indicators"], "{total}项指标")
            }
            Counted::Binding => say!(self, "Binding indicators ({total})", "约束性指标{total}项"),
            Counted::Expected => say!(self, "Expected indicators ({total})", "预期性指标{total}项"),
            Counted::Aspirational => {
                say!(self, "Aspirational targets ({total})", "力争目标{total}项")
            }
        };
        if total == 0 {
            return say!(self, "The plan has no indicators.", "规划中没有指标。");
        }
        say!(self, "{whose}: {counts}.", "{whose}中，{counts}。")
    }

    /// `1 achieved early, 57 without data`.
    fn counts(self, standings: &Standings) -> String {
        self.commas(standings.counts().map(|(standing, count)| {
            let word = standing.text(self.lang);
            say!(self, "{count} {word}", "{count}项{word}")
        }))
    }

    fn balance(self, stage: Stage, standings: &Standings, binding: Option<usize>) -> String {
        let assessed = standings.count(Standing::is_assessed);
        let good = standings.count(Standing::is_on_course);
        let bad = standings.count(Standing::is_behind);
        let of_them = match binding.filter(|_| bad > 0) {
            Some(0) => say!(self, ", none of these binding", "（均为预期性指标）"),
            Some(count) => say!(self, ", {count} of these binding", "（其中约束性指标{count}项）"),
            None => String::new(),
        };
        let none = bad == 0;
        if stage == Stage::Final {
            return say!(
                self,
                "Settled: {assessed}, of which {good} met and {bad} missed{of_them}.",
                [if (none) "已有结论的{assessed}项均已实现。"
                    else "已有结论的{assessed}项中，{good}项实现，{bad}项未完成{of_them}。"]
            );
        }
        say!(
            self,
            "Assessed: {assessed}, of which {good} achieved, ahead or on track and {bad} behind{of_them}.",
            [if (none) "可评估的{assessed}项均已实现、快于或符合预期。"
                else "可评估的{assessed}项中，{good}项已实现、快于或符合预期，{bad}项进度滞后{of_them}。"]
        )
    }

    fn figure_years(self, year: i32, years: &[(i32, usize)]) -> String {
        let assessed: usize = years.iter().map(|(_, count)| count).sum();
        let own = years.iter().find(|(known, _)| *known == year);
        let own = own.map_or(0, |(_, count)| *count);
        let others = years.iter().filter(|(known, _)| *known != year);
        let others = self.listed(
            others.map(|(known, count)| say!(self, "{known} ({count})", "{known}年（{count}项）")),
        );
        let none = others.is_empty();
        say!(
            self,
            [if (none) "Assessed on a figure for {year}: {own} of {assessed}."
                else "Assessed on a figure for {year}: {own} of {assessed}; on one for another year: {others}."],
            [if (none) "可评估的{assessed}项中，{own}项有{year}年数据。"
                else "可评估的{assessed}项中，{own}项有{year}年数据，其余按最新数据评估：{others}。"]
        )
    }

    fn amendment(self, line: &AmendmentLine<'_>) -> String {
        let AmendmentLine { indicator, amendment, .. } = line;
        let (on, name) = (amendment.on, name_of(indicator));
        let name = self.name(&name);
        let document = amendment
            .document
            .as_ref()
            .map_or_else(String::new, |document| say!(self, " ({document})", "（{document}）"));
        let mut changes = Vec::new();
        if let Some([from, to]) = &line.target {
            let unit = indicator.target_unit().printed();
            let [from, to] = [from, to].map(|sought| self.goal_prose(sought, None, unit));
            changes.push(say!(
                self,
                "the target changed from {from} to {to}",
                "目标由{from}改为{to}"
            ));
        }
        if let Some([from, to]) = line.deadline {
            let [from, to] = [from, to].map(|period| self.period(period));
            changes.push(say!(
                self,
                "the deadline changed from {from} to {to}",
                "完成期限由{from}改为{to}"
            ));
        }
        if amendment.milestones.is_some() {
            changes.push(say!(self, "the milestones changed", "节点目标有调整"));
        }
        if amendment.withdrawn {
            changes.push(say!(self, "the target was withdrawn", "目标取消"));
        }
        if changes.is_empty() {
            changes.push(say!(self, "nothing changed", "目标不变"));
        }
        let changes = self.join(changes, ["; ", "，"]);
        let late = match (line.late, amendment.retroactive) {
            (false, _) => "",
            (true, false) => self.pick(
                ", after the deadline: the assessment is by the target before",
                "；调整时期限已过，仍按原目标评估",
            ),
            (true, true) => self.pick(
                ", after the deadline, and applies retroactively",
                "；调整时期限已过，追溯适用",
            ),
        };
        say!(
            self,
            "{name}: as of {on}{document} {changes}{late}.",
            "{name}：自{on}起{document}{changes}{late}。"
        )
    }

    /// `市科技局 (30): 2 achieved, 28 without data. Behind: A (missed)`.
    fn group(self, group: &Group<'_>) -> String {
        let total = group.standings.total();
        let name = match &group.name {
            Some(name) => name,
            None => self.pick("No unit named", "未列责任单位"),
        };
        let counts = self.counts(&group.standings);
        let behind = group.behind.iter();
        let behind =
            behind.map(|(judged, it)| self.remarked(self.name(&judged.name()), it.text(self.lang)));
        let behind = if group.behind.is_empty() {
            String::new()
        } else {
            let behind = self.join(behind, ["; ", "、"]);
            say!(self, " Behind or missed: {behind}.", "滞后或未完成：{behind}。")
        };
        say!(self, "{name} ({total}): {counts}.{behind}", "{name}（{total}项）：{counts}。{behind}")
    }

    /// ` Responsible: a, b.`
    fn responsible(self, units: &[String]) -> String {
        if units.is_empty() {
            return String::new();
        }
        let units = self.listed(units);
        say!(self, " Responsible: {units}.", "责任单位：{units}。")
    }
}

/// 一, 二, … 十, 十一 …, as parts of a document are numbered; digits from a hundred on.
fn chinese_numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number / 10, number % 10);
    match tens {
        0 => DIGITS[ones].to_owned(),
        1 => format!("十{}", DIGITS[ones]),
        2..=9 => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_numbered_as_in_a_document() {
        for (number, text) in
            [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四")]
        {
            assert_eq!(chinese_numeral(number), text);
        }
    }
}
