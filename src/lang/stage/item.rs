//! The entry of one indicator in a stage report.

use crate::assess::{Flag, Reason};
use crate::lang::Lang;
use crate::lang::words::Words;
use crate::number::Number;
use crate::period::Month;
use crate::plan::{Comparator, Goal, Target};
use crate::report::shown::{Distance, Usage};
use crate::report::stage::{Bound, Item, Stage, Standing};
use crate::table::{GapRemark, GapUnit, Need, Share, Shown, Sought};

impl Words {
    pub(super) fn item(self, item: &Item<'_>) -> String {
        let mut facts = vec![self.name_and_target(item)];
        facts.extend(self.actual_and_gap(item));
        // A final account tells no pace.
        facts.extend((item.stage != Stage::Final).then(|| self.pace(item)).flatten());
        facts.push(self.outcome(item));
        let facts = self.semicolons(facts);
        let ahead = self.prospects(item);
        let marks = self.listed(self.marks(item));
        let marks = if marks.is_empty() {
            marks
        } else {
            say!(self, " Note: {marks}.", "备注：{marks}。")
        };
        let end = self.pick(".", "。");
        let units = self.responsible(&item.indicator().responsible);
        format!("{facts}{end}{ahead}{units}{marks}")
    }

    /// Name, region and target.
    fn name_and_target(self, item: &Item<'_>) -> String {
        let indicator = item.in_force();
        let binding = indicator.binding.then(|| self.pick("binding", "约束性"));
        let remarks = self.listed(item.region.into_iter().chain(binding));
        let name = item.name();
        let name = self.name(&name);
        let name = if remarks.is_empty() { name.to_owned() } else { self.remarked(name, &remarks) };
        let required = item.finding.members.as_ref().map(|members| members.required);
        let resolved = item.target().filter(|_| required.is_none());
        let unit = indicator.target_unit().printed();
        let goal = self.goal_prose(&item.sought(), resolved.as_ref(), unit);
        let goal = match required {
            None => goal,
            Some(required) => say!(
                self,
                "at least {required} members with {goal} each",
                "至少{required}个成员各{goal}"
            ),
        };
        let deadline = item.own_deadline().map_or_else(String::new, |deadline| {
            let deadline = self.period(deadline);
            say!(self, " by {deadline}", "（期限{deadline}）")
        });
        say!(self, "{name}: target {goal}{deadline}", "{name}：目标为{goal}{deadline}")
    }

    /// `actual 4.0% (2024), 1.0 pp short`.
    fn actual_and_gap(self, item: &Item<'_>) -> Option<String> {
        let (value, unit) = (item.actual()?, item.unit());
        let period = self.period(item.finding.actual.as_ref()?.period);
        let gap = item.distance().zip(item.bound());
        let usage = item.usage();
        if let (Some(usage), Some((gap, bound))) = (&usage, &gap)
            && !usage.budget
        {
            return Some(self.allowance(usage, gap, *bound, &value, unit.printed(), &period));
        }
        let value = self.inexact_amount(&value, unit.printed());
        let newest = matches!(
            item.standing,
            Standing::LacksFinal | Standing::NotDue | Standing::NotAssessable
        );
        let value = self.remarked(&value, &period);
        let actual = say!(
            self,
            [if (newest) "newest figure {value}" else "actual {value}"],
            [if (newest) "最新数据为{value}" else "实际为{value}"]
        );
        let gap = gap.map(|(gap, bound)| {
            let comma = self.pick(", ", "，");
            format!("{comma}{}", self.distance(&gap, bound, usage.is_some()))
        });
        Some(actual + &gap.unwrap_or_default())
    }

    /// `385 of 1,950 Mt used (2023–2024), 1,565 Mt left`.
    fn allowance(
        self,
        usage: &Usage,
        gap: &Distance,
        bound: Bound,
        value: &Shown,
        unit: &str,
        period: &str,
    ) -> String {
        let of = self.shown_amount(&usage.of, unit);
        let rest = self.tight(&self.shown(&gap.gap.size()), self.gap_unit(&gap.unit));
        let over = gap.gap.is_negative();
        let share = usage.share.as_ref().map(|share| self.share(share));
        let limit = self.limit(bound, !over);
        match self.lang {
            Lang::En => {
                let rest = if over { format!("{rest} too many") } else { format!("{rest} left") };
                let used = self.inexact_amount(value, "");
                format!("{used} of {of} used ({period}), {limit}{rest}")
            }
            Lang::Zh => {
                let used = self.inexact_amount(value, unit);
                let share = share.filter(|_| !over);
                let share = share.map(|share| format!("，占上限的{share}")).unwrap_or_default();
                let rest = if over {
                    format!("超出上限{limit}{rest}")
                } else {
                    format!("剩余{limit}{rest}")
                };
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
            return all.unwrap_or_else(|| bound.text(self.lang)).to_owned();
        }
        let size = self.tight(&self.shown(&gap.size()), self.gap_unit(unit));
        let short = gap.is_negative();
        if let Some(remark) = remark {
            let remark = remark.text(self.lang);
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
            (false, true, false) => ["over budget", "超预算"],
        };
        say!(
            self,
            "{limit}{size} {en}",
            [if sided "{zh}{limit}{size}" else "{limit}{zh}{size}"]
        )
    }

    /// `progress 40% against 20% expected, ratio 200%`.
    fn pace(self, item: &Item<'_>) -> Option<String> {
        let share = |share: Option<Share>| share.map(|share| self.share(&share));
        // Chinese has said already how much of a ceiling is used.
        let used = item.usage().is_some_and(|usage| !usage.budget);
        let [progress, expected] = item.way().map(share);
        let progress = match (progress, expected) {
            (Some(progress), Some(expected)) if used => Some(say!(
                self,
                "{progress} used against {expected} expected",
                "序时进度{expected}"
            )),
            (Some(progress), Some(expected)) => Some(say!(
                self,
                "progress {progress} against {expected} expected",
                "完成进度{progress}，序时进度{expected}"
            )),
            (Some(progress), None) => Some(say!(self, "progress {progress}", "完成进度{progress}")),
            (None, _) => None,
        };
        let ratio = share(item.ratio()).map(|ratio| say!(self, "ratio {ratio}", "进度比{ratio}"));
        let pace = self.commas(progress.into_iter().chain(ratio));
        (!pace.is_empty()).then_some(pace)
    }

    /// The standing, with the reason if there is no verdict.
    fn outcome(self, item: &Item<'_>) -> String {
        let standing = item.standing.text(self.lang);
        let Some(reason) = item.finding.reason else {
            return standing.to_owned();
        };
        let missing = item.missing();
        let reason = if reason == Reason::NoSeries && !missing.is_empty() {
            self.all_missing(&missing)
        } else {
            reason.text(self.lang).to_owned()
        };
        say!(self, "{standing}: {reason}", "{standing}（{reason}）")
    }

    /// The projection, when the target is reached, and the pace needed from now on; nothing once the deadline is over.
    fn prospects(self, item: &Item<'_>) -> String {
        if item.is_past() {
            return String::new();
        }
        let mut pace = Vec::new();
        if let Some(projected) = item.projected().filter(|_| item.is_projection_real()) {
            let unit = item.unit();
            let amount = |value: &Shown| self.shown_amount(value, unit.printed());
            let projected = amount(&projected);
            let overrun = item.overrun().map(|overrun| {
                let overrun = amount(&overrun);
                say!(self, ", on course to exceed by {overrun}", "，将超出上限{overrun}")
            });
            let overrun = overrun.unwrap_or_default();
            pace.push(say!(
                self,
                "{projected} by the deadline{overrun}",
                "期末为{projected}{overrun}"
            ));
        }
        if let Some(month) = item.finding.arrival {
            let remark = if month > item.in_force().deadline.last() {
                self.pick(", after the deadline", "（晚于完成期限）")
            } else if month <= Month::of(item.as_of) {
                self.pick(", which no figure confirms yet", "（尚无数据证实）")
            } else {
                ""
            };
            let month = self.month(month);
            pace.push(say!(
                self,
                "the target reached in {month}{remark}",
                "{month}达到目标{remark}"
            ));
        }
        let pace = self.commas(pace);
        let pace = if pace.is_empty() {
            pace
        } else {
            say!(self, " At the pace so far: {pace}.", "按已有进度推算，{pace}。")
        };
        pace + &self.required(item).unwrap_or_default()
    }

    /// What is still needed, of what is not on course; what may still be used, of everything.
    fn required(self, item: &Item<'_>) -> Option<String> {
        let is_behind = !item.standing.is_on_course();
        let Some(growth) = item.growth() else {
            let need = item.need().filter(|need| need.allowed || is_behind)?;
            return Some(self.need_sentence(&need));
        };
        let growth = self.shown(&growth);
        is_behind.then(|| {
            say!(
                self,
                " Growth needed per year from then on: {growth}%.",
                "如期实现，此后每年尚需增长{growth}%。"
            )
        })
    }

    fn need_sentence(self, need: &Need) -> String {
        let Need { amount, unit, months, allowed } = need;
        let size = self.tight(&self.shown(&amount.size()), self.gap_unit(unit));
        let signed = self.tight(&self.signed(amount), self.gap_unit(unit));
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
        let verb = match (unit, amount.is_negative()) {
            (_, false) if !yearly => "",
            (GapUnit::Points, false) => "提高",
            (GapUnit::Points, true) => "降低",
            (GapUnit::Own(_), false) => "增加",
            (GapUnit::Own(_), true) => "减少",
        };
        say!(
            self,
            " Needed {when}: {signed}.",
            [if (yearly) "如期实现，{when}尚需{verb}{size}。" else "{when}尚需{verb}{size}。"]
        )
    }

    /// Remarks that the rest of the entry does not make.
    fn marks(self, item: &Item<'_>) -> Vec<String> {
        let said = |flag: Flag| match flag {
            Flag::Early | Flag::Aspirational => true,
            Flag::Unclosed => item.standing == Standing::LacksFinal,
            _ => false,
        };
        let flags = item.finding.flags.iter().filter(|flag| !said(**flag));
        let flags = flags.map(|flag| flag.text(self.lang).to_owned());
        let members = item.members().filter(|(known, all)| known < all);
        let members = members.map(|(known, all)| self.members_known(known, all));
        flags.chain(members).collect()
    }

    /// The goal inside a sentence; `resolved` is the value of a relative target.
    pub(super) fn goal_prose(
        self,
        sought: &Sought,
        resolved: Option<&Shown>,
        unit: &str,
    ) -> String {
        match &sought.goal {
            Goal::Value(target) => self.target_prose(target, unit),
            _ => self.relative(sought, resolved.map(|number| self.shown_amount(number, unit))),
        }
    }

    fn target_prose(self, target: &Target, unit: &str) -> String {
        let value = self.amount(&target.value, unit);
        let upper = target.upper.as_ref();
        let range = upper.map(|upper| {
            // A percent sign belongs to both.
            let lower = if unit.starts_with(['%', '‰']) {
                self.amount(&target.value, unit)
            } else {
                self.printed(&target.value)
            };
            (lower, self.amount(upper, unit))
        });
        let is_rank = unit == "位";
        let (en, zh) = match (target.comparator, range) {
            (Comparator::Within, Some((lower, upper))) => {
                (format!("between {lower} and {upper}"), format!("介于{lower}至{upper}之间"))
            }
            (_, Some((lower, upper))) => {
                (format!("{lower} to {upper}"), format!("{lower}至{upper}"))
            }
            (Comparator::AtMost, _) if is_rank => {
                let place = self.printed(&target.value);
                (format!("rank {place} or better"), format!("前{value}"))
            }
            (Comparator::AtLeast, _) => (format!("at least {value}"), format!("不低于{value}")),
            (Comparator::MoreThan, _) => (format!("more than {value}"), format!("超过{value}")),
            (Comparator::AtMost, _) => (format!("at most {value}"), format!("不高于{value}")),
            (Comparator::LessThan, _) => (format!("less than {value}"), format!("低于{value}")),
            (Comparator::About, _) => (format!("about {value}"), format!("{value}左右")),
            (Comparator::Between | Comparator::Within, None) => (value.clone(), value),
            (Comparator::Budget, _) => (format!("a budget of {value}"), format!("预算{value}")),
        };
        self.pick(en, zh)
    }

    /// A number of the document with its unit; Chinese has no space between the two.
    fn amount(self, number: &Number, unit: &str) -> String {
        self.tight(&self.printed(number), unit)
    }

    pub(in crate::lang) fn shown_amount(self, number: &Shown, unit: &str) -> String {
        self.tight(&self.shown(number), unit)
    }

    fn tight(self, number: &str, unit: &str) -> String {
        match self.lang {
            Lang::En => self.with_unit(number, unit),
            Lang::Zh => format!("{number}{unit}"),
        }
    }
}
