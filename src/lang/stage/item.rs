//! The entry of one indicator in a stage report.

use crate::assess::{Flag, Reason};
use crate::lang::Lang;
use crate::lang::words::Words;
use crate::number::Number;
use crate::plan::{Comparator, Goal, Target};
use crate::report::stage::{Bound, Item, Required, Standing};
use crate::table::{GapUnit, Sought};

impl Words {
    pub(super) fn item(self, item: &Item) -> String {
        let mut facts = vec![self.name_and_target(item)];
        facts.extend(self.actual_and_gap(item));
        facts.extend(self.pace(item));
        facts.push(self.outcome(item));
        let facts = facts.join(self.pick("; ", "；"));
        let ahead = self.prospects(item);
        let marks = self.marks(item).join(self.pick(", ", "、"));
        let marks = match (marks.is_empty(), self.lang) {
            (true, _) => String::new(),
            (false, Lang::En) => format!(" Note: {marks}."),
            (false, Lang::Zh) => format!("备注：{marks}。"),
        };
        let end = self.pick(".", "。");
        let units = self.responsible(&item.responsible);
        format!("{facts}{end}{ahead}{units}{marks}")
    }

    /// Name, region and target.
    fn name_and_target(self, item: &Item) -> String {
        let mut remarks: Vec<&str> = item.region.as_deref().into_iter().collect();
        if item.binding {
            remarks.push(self.pick("binding", "约束性"));
        }
        let name = self.name(&item.name);
        let name = match (remarks.is_empty(), self.lang) {
            (true, _) => name.to_owned(),
            (false, Lang::En) => format!("{name} ({})", remarks.join(", ")),
            (false, Lang::Zh) => format!("{name}（{}）", remarks.join("、")),
        };
        let resolved = item.target.as_ref().filter(|_| item.members_required.is_none());
        let goal = self.goal_prose(&item.goal, resolved, &item.unit);
        let goal = match item.members_required {
            None => goal,
            Some(required) => self.pick(
                format!("at least {required} members with {goal} each"),
                format!("至少{required}个成员各{goal}"),
            ),
        };
        let deadline = item.deadline.map_or_else(String::new, |deadline| {
            let deadline = self.period(deadline);
            self.pick(format!(" by {deadline}"), format!("（期限{deadline}）"))
        });
        self.pick(
            format!("{name}: target {goal}{deadline}"),
            format!("{name}：目标为{goal}{deadline}"),
        )
    }

    /// `actual 4.0% (2024), 1.0 pp short`.
    fn actual_and_gap(self, item: &Item) -> Option<String> {
        let (value, is_bound, unit, period) = item.actual.as_ref()?;
        let value = self.amount(value, unit);
        let value = match (is_bound, self.lang) {
            (false, _) => value,
            (true, Lang::En) => format!("at least {value}"),
            (true, Lang::Zh) => format!("{value}以上"),
        };
        let period = self.period(*period);
        let newest = matches!(
            item.standing,
            Standing::LacksFinal | Standing::NotDue | Standing::NotAssessable
        );
        let actual = match (self.lang, newest) {
            (Lang::En, false) => format!("actual {value} ({period})"),
            (Lang::En, true) => format!("newest figure {value} ({period})"),
            (Lang::Zh, false) => format!("实际为{value}（{period}）"),
            (Lang::Zh, true) => format!("最新数据为{value}（{period}）"),
        };
        let gap = item.gap.as_ref().map(|(gap, unit, bound)| {
            let comma = self.pick(", ", "，");
            format!("{comma}{}", self.distance(gap, unit, *bound))
        });
        Some(actual + &gap.unwrap_or_default())
    }

    fn distance(self, gap: &Number, unit: &GapUnit, bound: Bound) -> String {
        if gap.is_zero() && bound == Bound::Exact {
            return self.pick("at the target", "与目标值持平").to_owned();
        }
        // A bound may be the true value.
        match (gap.is_zero(), bound) {
            (true, Bound::Better) => {
                return self.pick("at or better than the target", "达到或优于目标").to_owned();
            }
            (true, Bound::Worse) => {
                return self.pick("at or short of the target", "持平或未达目标").to_owned();
            }
            _ => {}
        }
        let size = self.signed(&gap.abs());
        let size = self.tight(size.trim_start_matches('+'), self.gap_unit(unit));
        let short = gap.is_negative();
        let at_most = matches!((bound, short), (Bound::Better, true) | (Bound::Worse, false));
        let (limit, zh_limit) = match (bound, at_most) {
            (Bound::Exact, _) => ("", ""),
            (_, true) => ("at most ", "至多"),
            (_, false) => ("at least ", "至少"),
        };
        match (self.lang, short) {
            (Lang::En, true) => format!("{limit}{size} short"),
            (Lang::En, false) => format!("{limit}{size} better than the target"),
            (Lang::Zh, true) => format!("{zh_limit}差{size}"),
            (Lang::Zh, false) => format!("{zh_limit}优于目标{size}"),
        }
    }

    /// `progress 40% against 20% expected, ratio 200%`.
    fn pace(self, item: &Item) -> Option<String> {
        let share = |share: &Option<Number>| share.as_ref().map(|share| self.percent(share));
        let progress = match (share(&item.progress), share(&item.expected)) {
            (Some(progress), Some(expected)) => Some(self.pick(
                format!("progress {progress} against {expected} expected"),
                format!("完成进度{progress}，序时进度{expected}"),
            )),
            (Some(progress), None) => {
                Some(self.pick(format!("progress {progress}"), format!("完成进度{progress}")))
            }
            (None, _) => None,
        };
        let ratio = share(&item.ratio)
            .map(|ratio| self.pick(format!("ratio {ratio}"), format!("进度比{ratio}")));
        let pace: Vec<String> = progress.into_iter().chain(ratio).collect();
        (!pace.is_empty()).then(|| pace.join(self.pick(", ", "，")))
    }

    /// The standing, with the reason if there is no verdict.
    fn outcome(self, item: &Item) -> String {
        let standing = item.standing.text(self.lang);
        let Some(reason) = item.reason else {
            return standing.to_owned();
        };
        let reason = if reason == Reason::NoSeries && !item.missing.is_empty() {
            self.all_missing(&item.missing)
        } else {
            reason.text(self.lang).to_owned()
        };
        self.pick(format!("{standing}: {reason}"), format!("{standing}（{reason}）"))
    }

    /// The projection, when the target is reached, and the pace needed from now on.
    fn prospects(self, item: &Item) -> String {
        let mut pace = Vec::new();
        if let Some((projected, unit)) = &item.projected {
            let projected = self.amount(projected, unit);
            pace.push(
                self.pick(format!("{projected} by the deadline"), format!("期末为{projected}")),
            );
        }
        if let Some((month, arrival)) = item.arrival {
            let month = self.month(month);
            let remark = arrival.text(self.lang);
            pace.push(self.pick(
                format!("the target reached in {month}{remark}"),
                format!("{month}达到目标{remark}"),
            ));
        }
        let pace = pace.join(self.pick(", ", "，"));
        let pace = match (pace.is_empty(), self.lang) {
            (true, _) => String::new(),
            (false, Lang::En) => format!(" At the pace so far: {pace}."),
            (false, Lang::Zh) => format!("按已有进度推算，{pace}。"),
        };
        let required = item.required.as_ref().map(|required| self.required(required));
        pace + &required.unwrap_or_default()
    }

    fn required(self, required: &Required) -> String {
        match required {
            Required::Change(change, unit) => {
                let signed = self.tight(&self.signed(change), self.gap_unit(unit));
                let size = self.signed(&change.abs());
                let size = self.tight(size.trim_start_matches('+'), self.gap_unit(unit));
                let verb = match (unit, change.is_negative()) {
                    (GapUnit::Points, false) => "提高",
                    (GapUnit::Points, true) => "降低",
                    (GapUnit::Own(_), false) => "增加",
                    (GapUnit::Own(_), true) => "减少",
                };
                self.pick(
                    format!(" Needed per year from then on: {signed}."),
                    format!("如期实现，此后每年尚需{verb}{size}。"),
                )
            }
            Required::Growth(growth) => {
                let growth = self.signed(growth);
                let growth = growth.trim_start_matches('+');
                self.pick(
                    format!(" Growth needed per year from then on: {growth}%."),
                    format!("如期实现，此后每年尚需增长{growth}%。"),
                )
            }
        }
    }

    /// Remarks that the rest of the entry does not make.
    fn marks(self, item: &Item) -> Vec<String> {
        let said = |flag: Flag| match flag {
            Flag::Early | Flag::Aspirational => true,
            Flag::Unclosed => item.standing == Standing::LacksFinal,
            _ => false,
        };
        let flags = item.flags.iter().filter(|flag| !said(**flag));
        let flags = flags.map(|flag| flag.text(self.lang).to_owned());
        let members = item.members.filter(|(known, all)| known < all);
        let members = members.map(|(known, all)| self.members_known(known, all));
        flags.chain(members).collect()
    }

    /// The goal inside a sentence; `resolved` is the value of a relative target.
    pub(super) fn goal_prose(
        self,
        sought: &Sought,
        resolved: Option<&Number>,
        unit: &str,
    ) -> String {
        match &sought.goal {
            Goal::Value(target) => self.target_prose(target, unit),
            _ => self.relative(sought, resolved.map(|number| self.amount(number, unit))),
        }
    }

    fn target_prose(self, target: &Target, unit: &str) -> String {
        let value = self.amount(&target.value, unit);
        let upper = target.upper.as_ref();
        let range = upper.map(|upper| {
            let (lower, upper) = (self.number(&target.value), self.amount(upper, unit));
            self.pick(format!("{lower} to {upper}"), format!("{lower}至{upper}"))
        });
        let is_rank = unit == "位";
        let (en, zh) = match (target.comparator, range) {
            (Comparator::AtMost, _) if is_rank => {
                let place = self.number(&target.value);
                (format!("rank {place} or better"), format!("前{value}"))
            }
            (Comparator::AtLeast, _) => (format!("at least {value}"), format!("不低于{value}")),
            (Comparator::MoreThan, _) => (format!("more than {value}"), format!("超过{value}")),
            (Comparator::AtMost, _) => (format!("at most {value}"), format!("不高于{value}")),
            (Comparator::LessThan, _) => (format!("less than {value}"), format!("低于{value}")),
            (Comparator::About, _) => (format!("about {value}"), format!("{value}左右")),
            (Comparator::Between, Some(range)) => (range.clone(), range),
            (Comparator::Within, Some(range)) => {
                (format!("within {range}"), format!("介于{range}"))
            }
            (Comparator::Between | Comparator::Within, None) => (value.clone(), value),
            (Comparator::Budget, _) => (format!("a budget of {value}"), format!("预算{value}")),
        };
        self.pick(en, zh)
    }

    /// A number with its unit; Chinese has no space between the two.
    fn amount(self, number: &Number, unit: &str) -> String {
        self.tight(&self.number(number), unit)
    }

    fn tight(self, number: &str, unit: &str) -> String {
        match self.lang {
            Lang::En => self.with_unit(number, unit),
            Lang::Zh => format!("{number}{unit}"),
        }
    }
}
