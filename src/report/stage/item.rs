//! One indicator of a report: the judged row, and how it is told.

use std::ops::Deref;

use crate::{
    assess::{Flag, Method, Reason},
    interval::End,
    lang::{Lang, Words},
    period::Month,
    plan::Measure,
    report::{
        Judged, name_of,
        shown::{Digits, Distance, Usage},
    },
    table::{GapRemark, Need, Share, Shown},
    unit::Unit,
};

use super::{Stage, Standing};

words! {
    /// How a distance is known that follows from a figure that is not exact; what is said where it is none.
    pub enum Bound {
        /// As it is.
        Exact  "at the target"                "与目标值持平";
        /// The true value may lie on either side of the figure.
        Around "about at the target"          "约与目标值持平";
        /// The true distance from the target is at most as much short of it, or at least as much beyond.
        Better "at or better than the target" "达到或优于目标";
        /// As `Better`, and not the figure itself.
        Beyond "better than the target"       "优于目标";
        /// The true distance is at least as much short of the target, or at most as much beyond.
        Worse  "at or short of the target"    "持平或未达目标";
        /// As `Worse`, and not the figure itself.
        Short  "short of the target"          "未达目标";
    }
}

/// An indicator of a report at a stage.
#[derive(Debug, Clone)]
pub struct Item<'a> {
    /// The judged row, with its numbers as people read them.
    pub digits: Digits<'a>,
    /// Where it stands.
    pub standing: Standing,
    /// The stage of the report.
    pub stage: Stage,
    /// The region, where it is not the one that the report is about.
    pub region: Option<&'a str>,
}

impl<'a> Deref for Item<'a> {
    type Target = Digits<'a>;

    fn deref(&self) -> &Self::Target {
        &self.digits
    }
}

impl Item<'_> {
    /// The growth needed per year from here, where growth is what is judged.
    pub fn growth(&self) -> Option<Shown> {
        let judged_by_growth = self.indicator().measure == Measure::AverageGrowth
            || self.finding.method == Method::Compound;
        self.need_growth().filter(|_| judged_by_growth)
    }

    /// How it is told.
    pub fn said(&self, words: Words) -> String {
        let mut facts = vec![self.name_and_target(words)];
        facts.extend(self.actual_and_gap(words));
        // A final account tells no pace.
        facts.extend((self.stage != Stage::Final).then(|| self.pace(words)).flatten());
        facts.push(self.outcome(words));
        let facts = words.semicolons(facts);
        let ahead = self.prospects(words);
        let marks = words.listed(self.marks(words));
        let marks = if marks.is_empty() {
            marks
        } else {
            say!(words, " Note: {marks}.", "备注：{marks}。")
        };
        let end = words.pick(".", "。");
        let units = words.responsible(&self.indicator().responsible);
        format!("{facts}{end}{ahead}{units}{marks}")
    }

    /// Name, region and target.
    fn name_and_target(&self, words: Words) -> String {
        let indicator = self.in_force();
        let binding = indicator.binding.then(|| words.pick("binding", "约束性"));
        let remarks = words.listed(self.region.into_iter().chain(binding));
        let name = name_of(&indicator);
        let name = words.name(&name);
        let name =
            if remarks.is_empty() { name.to_owned() } else { words.remarked(name, &remarks) };
        let required = self.finding.members.as_ref().map(|members| members.required);
        let resolved = self.target().filter(|_| required.is_none());
        let unit = indicator.target_unit();
        let goal = words.goal_prose(&self.sought(), resolved.as_ref(), unit);
        let goal = match required {
            None => goal,
            Some(required) => {
                let each = words.each_goal(&self.sought(), &goal);
                say!(words, "at least {required} members, {each}", "至少{required}个成员{each}")
            }
        };
        let deadline = self.own_deadline().map(|deadline| words.period(deadline));
        let deadline =
            say!(words, [deadline ? " by {deadline}" : ""], [deadline ? "（期限{deadline}）" : ""]);
        say!(words, "{name}: target {goal}{deadline}", "{name}：目标为{goal}{deadline}")
    }

    /// `actual 4.0% (2024), 1.0 pp short`.
    fn actual_and_gap(&self, words: Words) -> Option<String> {
        let value = self.actual()?;
        let unit = self.unit();
        let period = words.period(self.finding.actual.as_ref()?.period);
        let gap = self.distance().zip(self.bound());
        let usage = self.usage();
        if let (Some(usage), Some((gap, bound))) = (&usage, &gap)
            && !usage.budget
        {
            return Some(words.allowance(usage, gap, *bound, &value, &unit, &period));
        }
        let value = words.inexact_amount(&value, &unit);
        let newest = matches!(
            self.standing,
            Standing::LacksFinal | Standing::NotDue | Standing::NotAssessable
        );
        let value = words.remarked(&value, &period);
        let actual = say!(
            words,
            [if (newest) "newest figure {value}" else "actual {value}"],
            [if (newest) "最新数据为{value}" else "实际为{value}"]
        );
        let gap = gap.map(|(gap, bound)| {
            let comma = words.pick(", ", "，");
            format!("{comma}{}", words.distance(&gap, bound, usage.is_some()))
        });
        Some(format!("{actual}{}", gap.unwrap_or_default()))
    }

    /// `progress 40% against 20% expected, ratio 200%`.
    fn pace(&self, words: Words) -> Option<String> {
        let share = |share: Option<Share>| share.map(|share| words.share(&share));
        // Chinese has said already how much of a ceiling is used.
        let budget = self.usage().map(|usage| usage.budget);
        let used = budget == Some(false);
        let done = if budget == Some(true) { "支出进度" } else { "完成进度" };
        let [progress, expected] = self.way().map(share);
        let progress = match (progress, expected) {
            (Some(progress), Some(expected)) if used => Some(say!(
                words,
                "{progress} used against {expected} expected",
                "序时进度{expected}"
            )),
            (Some(progress), Some(expected)) => Some(say!(
                words,
                "progress {progress} against {expected} expected",
                "{done}{progress}，序时进度{expected}"
            )),
            (Some(progress), None) => Some(say!(words, "progress {progress}", "{done}{progress}")),
            (None, _) => None,
        };
        let ratio = share(self.ratio()).map(|ratio| say!(words, "ratio {ratio}", "进度比{ratio}"));
        let pace = words.commas(progress.into_iter().chain(ratio));
        (!pace.is_empty()).then_some(pace)
    }

    /// The standing, with the reason if there is no verdict.
    fn outcome(&self, words: Words) -> String {
        let standing = self.standing.text(words);
        let Some(reason) = self.finding.reason else {
            return standing.to_owned();
        };
        let missing = self.missing();
        let reason = if reason == Reason::NoSeries && !missing.is_empty() {
            words.all_missing(&missing)
        } else {
            reason.text(words).to_owned()
        };
        say!(words, "{standing}: {reason}", "{standing}（{reason}）")
    }

    /// The projection, when the target is reached, and the pace needed from now on; nothing once the deadline is over.
    fn prospects(&self, words: Words) -> String {
        if self.is_past() {
            return String::new();
        }
        let mut pace = Vec::new();
        if let Some(projected) = self.projected().filter(|_| self.is_projection_real()) {
            let unit = self.unit();
            let amount = |value: &Shown| words.shown_amount(value, &unit);
            let projected = amount(&projected);
            let budget = self.usage().is_some_and(|usage| usage.budget);
            let overrun = self.overrun().map(|overrun| amount(&overrun));
            let beyond = if budget { "超支" } else { "超出上限" };
            let overrun = say!(
                words,
                [overrun ? ", on course to exceed by {overrun}" : ""],
                [overrun ? "，将{beyond}{overrun}" : ""]
            );
            pace.push(say!(
                words,
                "{projected} by the deadline{overrun}",
                "期末为{projected}{overrun}"
            ));
        }
        if let Some(month) = self.finding.arrival {
            let remark = if month > self.in_force().deadline.last() {
                words.pick(", after the deadline", "（晚于完成期限）")
            } else if month <= Month::of(self.as_of) {
                words.pick(", which no figure confirms yet", "（尚无数据证实）")
            } else {
                ""
            };
            let month = words.month(month);
            pace.push(say!(
                words,
                "the target reached in {month}{remark}",
                "{month}达到目标{remark}"
            ));
        }
        let pace = words.commas(pace);
        let pace = if pace.is_empty() {
            pace
        } else {
            say!(words, " At the pace so far: {pace}.", "按已有进度推算，{pace}。")
        };
        format!("{pace}{}", self.required(words).unwrap_or_default())
    }

    /// What is still needed, of what is not on course; what may still be used, of everything.
    fn required(&self, words: Words) -> Option<String> {
        let is_behind = !self.standing.is_on_course();
        let Some(growth) = self.growth() else {
            let need = self.need().filter(|need| need.allowed || is_behind)?;
            return Some(words.need_sentence(&need));
        };
        let growth = words.shown(&growth);
        is_behind.then(|| {
            say!(
                words,
                " Growth needed per year from then on: {growth}%.",
                "如期实现，此后每年尚需增长{growth}%。"
            )
        })
    }

    /// Remarks that the rest of the entry does not make.
    fn marks(&self, words: Words) -> Vec<String> {
        let said = |flag: Flag| match flag {
            Flag::Early | Flag::Aspirational => true,
            Flag::Unclosed => self.standing == Standing::LacksFinal,
            _ => false,
        };
        let flags = self
            .finding
            .flags
            .iter()
            .filter(|flag| !said(**flag))
            .map(|flag| flag.text(words).to_owned());
        let members = self
            .members()
            .filter(|(known, all)| known < all)
            .map(|(known, all)| words.members_known(known, all));
        flags.chain(members).collect()
    }
}

impl Words {
    /// `385 of 1,950 Mt used (2023–2024), 1,565 Mt left`.
    fn allowance(
        self,
        usage: &Usage,
        gap: &Distance,
        bound: Bound,
        value: &Shown,
        unit: &Unit,
        period: &str,
    ) -> String {
        let of = self.shown_amount(&usage.of, unit);
        let a_year = usage.a_year.as_ref().map(|it| self.shown_amount(it, unit));
        let period = say!(
            self,
            [a_year ? "{period}, {a_year} a year" : "{period}"],
            [a_year ? "{period}，年均{a_year}" : "{period}"]
        );
        let rest = self.tight(&self.shown(&gap.gap.size()), &gap.unit);
        let over = gap.gap.is_negative();
        let share = usage.share.as_ref().map(|share| self.share(share));
        let limit = self.limit(bound, !over);
        match self.lang {
            Lang::En => {
                let rest = part!([if (over) "{rest} too many" else "{rest} left"]);
                let used = self.inexact_amount(value, Unit::none());
                format!("{used} of {of} used ({period}), {limit}{rest}")
            }
            Lang::Zh => {
                let used = self.inexact_amount(value, unit);
                let share = share.filter(|_| !over);
                let share = part!([share ? "，占上限的{share}" : ""]);
                let rest = part!([if (over) "超出上限{limit}{rest}" else "剩余{limit}{rest}"]);
                format!("已使用{used}（{period}）{share}，{rest}")
            }
        }
    }

    /// What limits a distance that follows from a figure that is not exact; `beyond` if it is on the good side.
    fn limit(self, bound: Bound, beyond: bool) -> &'static str {
        let better = matches!(bound, Bound::Better | Bound::Beyond);
        match bound {
            Bound::Exact => "",
            Bound::Around => self.pick("about ", "约"),
            _ if better == beyond => self.pick("at least ", "至少"),
            _ => self.pick("at most ", "至多"),
        }
    }

    fn distance(self, distance: &Distance, bound: Bound, budget: bool) -> String {
        let Distance { gap, unit, remark, below, sided } = distance;
        if let Some(GapRemark::NotBeyond) = remark {
            return say!(
                self,
                "equal to the target, but must be better",
                "等于目标值，但须优于目标值"
            );
        }
        if gap.is_zero() {
            let all = (budget && bound == Bound::Exact)
                .then(|| self.pick("all of the budget", "与预算相等"));
            return all.unwrap_or_else(|| bound.text(self)).to_owned();
        }
        let size = self.tight(&self.shown(&gap.size()), unit);
        let short = gap.is_negative();
        if let Some(remark) = remark {
            let remark = remark.text(self);
            let where_it_is =
                if *below { self.pick("below", "低") } else { self.pick("above", "高") };
            return say!(
                self,
                "{size} {where_it_is} the target, {remark}",
                "比目标{where_it_is}{size}，{remark}"
            );
        }
        let limit = self.limit(bound, !short);
        let [en, zh] = match (*sided, budget, short) {
            (true, ..) if *below => ["below the target", "低于目标"],
            (true, ..) => ["above the target", "高于目标"],
            (false, false, true) => ["short", "差"],
            (false, false, false) => ["better than the target", "优于目标"],
            (false, true, true) => ["under budget", "低于预算"],
            (false, true, false) => ["over budget", "超支"],
        };
        say!(
            self,
            "{limit}{size} {en}",
            [if sided "{zh}{limit}{size}" else "{limit}{zh}{size}"]
        )
    }

    fn need_sentence(self, need: &Need) -> String {
        let Need { amount, unit, months, allowed, mean } = need;
        if *mean {
            let size = self.inexact_amount(amount, unit);
            return say!(self, " Needed on average from then on: {size}.", "此后年均须为{size}。");
        }
        let size = self.tight(&self.shown(&amount.size()), unit);
        let signed = self.tight(&self.signed(amount), unit);
        let when = match months {
            None => say!(self, "per year from then on", "此后每年"),
            Some(months) => say!(
                self,
                [months, "in the month left", "in the {months} months left"],
                "后{months}个月"
            ),
        };
        if *allowed {
            return say!(self, " Allowed {when}: {size}.", "{when}可用{size}。");
        }
        let yearly = months.is_none();
        let falls = amount.is_negative();
        let verb = if yearly || falls { self.changes(unit, falls) } else { "" };
        say!(
            self,
            " Needed {when}: {signed}.",
            [if (yearly) "如期实现，{when}尚需{verb}{size}。" else "{when}尚需{verb}{size}。"]
        )
    }
}

impl Judged<'_> {
    /// How the distance shown is known; `None` where nothing is.
    pub fn bound(&self) -> Option<Bound> {
        let Some(known) = &self.finding.known_gap else { return Some(Bound::Exact) };
        let at = |end: &Option<End>| {
            let end = end.as_ref().filter(|end| self.finding.gap.as_ref() == Some(&end.value));
            end.map(|end| end.open)
        };
        Some(match (at(&known.low), at(&known.high)) {
            (Some(false), _) => Bound::Better,
            (Some(true), _) => Bound::Beyond,
            (None, Some(false)) => Bound::Worse,
            (None, Some(true)) => Bound::Short,
            (None, None) if known.low.is_none() && known.high.is_none() => return None,
            (None, None) => Bound::Around,
        })
    }
}
