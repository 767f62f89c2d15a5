//! Which report it is, and how much of the plan's time has passed.

use chrono::NaiveDate;

use crate::{
    calendar::Calendar,
    lang::Words,
    period::{Month, Period},
};

words! {
    /// A stage of a plan's life.
    pub enum Stage {
        /// One year of the plan.
        Annual  "annual"  "annual report"   "年度评估";
        /// The way so far.
        Midterm "midterm" "mid-term report" "中期评估";
        /// What became of it.
        Final   "final"   "final account"   "终期评估";
    }
}

words! {
    /// Why a report is of its stage.
    pub enum Chosen {
        /// Somebody asked for it.
        Asked   "asked";
        /// The plan's period is over.
        Closed  "closed";
        /// The plan runs, and is one of a single year.
        OneYear "one-year";
        /// The plan runs, and is one of several years.
        Running "running";
    }
}

/// A stage at a date.
#[derive(Clone, Copy)]
pub struct Occasion {
    /// The stage.
    pub stage: Stage,
    /// Why it is this one.
    pub chosen: Chosen,
    /// The as-of date.
    pub as_of: NaiveDate,
    /// The last day of the plan.
    pub last_day: NaiveDate,
    /// The newest year of the plan that was over on the as-of date; the first one until then.
    ///
    /// Figures of a year come out in the next: on any day but its last, the running year has none.
    pub year: i32,
    /// When the years of the plan begin.
    pub calendar: Calendar,
    /// Had the plan begun?
    pub begun: bool,
    /// Months of the plan that are over: that of the as-of date on its last day.
    pub elapsed: i32,
    /// Months of the plan.
    pub months: i32,
}

impl Occasion {
    /// The stage asked for, or else the one that date and period call for: after the end the final account, before it
    /// the annual report of a plan of a year or less and the mid-term report of a longer one.
    pub fn of(period: Period, calendar: Calendar, as_of: NaiveDate, asked: Option<Stage>) -> Self {
        const ONE_YEAR: i32 = 12;
        let months = period.months();
        let (stage, chosen) = match asked {
            Some(stage) => (stage, Chosen::Asked),
            None if as_of > period.last_day() => (Stage::Final, Chosen::Closed),
            None if months <= ONE_YEAR => (Stage::Annual, Chosen::OneYear),
            None => (Stage::Midterm, Chosen::Running),
        };
        let years = calendar.begun(period);
        let next_day = as_of.succ_opt().unwrap_or(as_of);
        Self {
            stage,
            chosen,
            as_of,
            last_day: period.last_day(),
            year: (calendar.year_of(Month::of(next_day)) - 1).clamp(*years.start(), *years.end()),
            calendar,
            begun: as_of > period.eve().last_day(),
            // The month of the next day has not ended, those before it have.
            elapsed: (Month::of(next_day).since(period.eve()) - 1).clamp(0, months),
            months,
        }
    }

    /// Is the plan's last day over?
    pub fn is_closed(&self) -> bool {
        self.as_of > self.last_day
    }

    /// Is at least half of the plan's time over?
    pub fn is_past_half(&self) -> bool {
        self.elapsed * 2 >= self.months
    }

    /// The kind of report and its as-of date.
    pub fn heading(&self, words: Words) -> String {
        let as_of = self.as_of;
        let year = self.calendar.name(self.year);
        let (en, zh) = match self.stage {
            Stage::Annual => (format!("Annual report for {year}"), format!("{year}年度")),
            Stage::Midterm => ("Mid-term report".to_owned(), "中期".to_owned()),
            Stage::Final => ("Final account".to_owned(), "终期".to_owned()),
        };
        say!(words, "{en}, as of {as_of}", "{zh}评估报告（截至{as_of}）")
    }

    /// Why it is of this stage.
    pub fn why_chosen(&self, words: Words) -> String {
        let stage = self.stage.text(words);
        let last = self.last_day;
        let untimely = match (self.stage, self.is_closed()) {
            (Stage::Annual | Stage::Midterm, true) => say!(
                words,
                " The plan ended on {last}; use `--stage final` for its final account.",
                "规划期已于{last}结束，终期评估用 --stage final。"
            ),
            (Stage::Final, false) => say!(
                words,
                " The plan runs until {last}; indicators not yet due are listed as such.",
                "规划期至{last}，未到期限的指标单独列出。"
            ),
            _ => String::new(),
        };
        let why = match self.chosen {
            Chosen::Asked => say!(words, "as requested", "按指定的阶段"),
            Chosen::Closed => {
                say!(words, "because the plan ended on {last}", "规划期已于{last}结束")
            }
            Chosen::OneYear => say!(
                words,
                "because the plan covers a year or less and runs until {last}",
                "规划期不超过一年，至{last}"
            ),
            Chosen::Running => say!(
                words,
                "because the plan covers several years and runs until {last}",
                "规划期为多年，至{last}"
            ),
        };
        say!(
            words,
            "This is the {stage}, {why}.{untimely}",
            "报告类型：{stage}（{why}）。{untimely}"
        )
    }

    /// How much of the plan's time has passed.
    pub fn time_passed(&self, words: Words) -> String {
        let elapsed = self.elapsed;
        let months = self.months;
        if !self.begun {
            return say!(words, "The plan has not begun.", "规划期尚未开始。");
        }
        let share = words.percent_of(elapsed, months);
        let half = self.is_past_half();
        say!(
            words,
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

    /// The years of a plan that the report is about.
    pub fn years(&self, period: Period) -> Vec<i32> {
        match self.stage {
            Stage::Annual => vec![self.year],
            Stage::Midterm => {
                let begun = |year: &i32| *year <= self.calendar.year_of(Month::of(self.as_of));
                self.calendar.begun(period).filter(begun).collect()
            }
            Stage::Final => self.calendar.begun(period).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn occasion(period: &str, as_of: &str, asked: Option<Stage>) -> Occasion {
        let period = Period::parse(period).unwrap();
        Occasion::of(period, Calendar::COMMON, as_of.parse().unwrap(), asked)
    }

    #[test]
    fn the_stage_follows_from_date_and_period() {
        for (period, as_of, stage, chosen) in [
            ("2024", "2024-06-30", Stage::Annual, Chosen::OneYear),
            ("2024", "2024-12-31", Stage::Annual, Chosen::OneYear),
            ("2024", "2025-01-01", Stage::Final, Chosen::Closed),
            ("2021/2025", "2020-01-01", Stage::Midterm, Chosen::Running),
            ("2021/2025", "2025-12-31", Stage::Midterm, Chosen::Running),
            ("2021/2025", "2026-01-01", Stage::Final, Chosen::Closed),
            ("2024-07/2025-06", "2025-03-01", Stage::Annual, Chosen::OneYear),
            ("2024-07/2025-07", "2025-03-01", Stage::Midterm, Chosen::Running),
        ] {
            let found = occasion(period, as_of, None);
            assert_eq!((found.stage, found.chosen), (stage, chosen), "{period} {as_of}");
        }
        let asked = occasion("2021/2025", "2026-01-01", Some(Stage::Midterm));
        assert_eq!((asked.stage, asked.chosen), (Stage::Midterm, Chosen::Asked));
    }

    #[test]
    fn time_stays_inside_the_plan() {
        for (as_of, elapsed, year, half) in [
            ("2020-12-31", 0, 2021, false),
            ("2021-01-01", 0, 2021, false),
            ("2022-12-30", 23, 2021, false),
            ("2022-12-31", 24, 2022, false),
            ("2023-05-31", 29, 2022, false),
            ("2023-06-29", 29, 2022, false),
            ("2023-06-30", 30, 2022, true),
            ("2025-12-01", 59, 2024, true),
            ("2025-12-31", 60, 2025, true),
            ("2026-06-30", 60, 2025, true),
        ] {
            let found = occasion("2021/2025", as_of, None);
            assert_eq!((found.elapsed, found.months), (elapsed, 60), "{as_of}");
            assert_eq!((found.year, found.is_past_half()), (year, half), "{as_of}");
        }
    }

    #[test]
    fn an_annual_report_is_about_one_year_and_the_others_about_several() {
        let period = Period::parse("2021/2025").unwrap();
        let years = |stage| occasion("2021/2025", "2023-04-01", Some(stage)).years(period);
        assert_eq!(years(Stage::Annual), [2022]);
        assert_eq!(years(Stage::Midterm), [2021, 2022, 2023]);
        assert_eq!(years(Stage::Final), [2021, 2022, 2023, 2024, 2025]);
    }
}
