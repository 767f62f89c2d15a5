//! The words of a target in a plan file: its measure, its comparator, and the keys of targets without a value of their own.

words! {
    /// How observations become the actual.
    pub enum Measure {
        /// The newest value.
        Level         "level"          "level"          "期末值";
        /// The sum over the period.
        Total         "total"          "total"          "累计值";
        /// The newest value of a rate or share inside the deadline period.
        Rate          "rate"           "rate"           "当期值（增速、占比）";
        /// Each year separately.
        EveryYear     "every-year"     "every-year"     "逐年达标";
        /// Compound growth per year since the baseline year.
        AverageGrowth "average-growth" "average-growth" "年均增长";
        /// The mean of the full years of the period, each with equal weight.
        Mean          "mean"           "mean"           "各年平均值";
    }
}

words! {
    /// How the actual is compared with the target.
    pub enum Comparator {
        /// ≥
        AtLeast  "at_least";
        /// >
        MoreThan "more_than";
        /// ≤
        AtMost   "at_most";
        /// <
        LessThan "less_than";
        /// 左右: within a tolerance of the value.
        About    "about";
        /// Reaching the lower value counts; the upper one is a stretch target.
        Between  "between";
        /// Must stay between both values.
        Within   "within";
        /// An allocation to be spent.
        Budget   "budget";
    }
}

impl Comparator {
    /// Whether a value equal to the target misses it.
    pub fn is_strict(self) -> bool {
        matches!(self, Self::MoreThan | Self::LessThan)
    }
}

words! {
    /// A target without a value of its own, by its key in the plan file.
    pub enum Relative {
        TimesBaseline "times_baseline";
        Rising        "rising";
        Falling       "falling";
        AboveSeries   "above_series";
        RiseBy        "rise_by";
        FallBy        "fall_by";
        NotFalling    "not_falling";
        NotRising     "not_rising";
        AtLeastSeries "at_least_series";
        AtMostSeries  "at_most_series";
    }
}

impl Relative {
    /// How the actual is compared, if it is compared with another series.
    pub fn beside_series(self) -> Option<Comparator> {
        match self {
            Self::AboveSeries => Some(Comparator::MoreThan),
            Self::AtLeastSeries => Some(Comparator::AtLeast),
            Self::AtMostSeries => Some(Comparator::AtMost),
            _ => None,
        }
    }

    /// The key that compares so with another series.
    pub fn of_comparator(comparator: Comparator) -> Option<Self> {
        let mut keys = Self::ALL.iter().copied();
        keys.find(|key| key.beside_series() == Some(comparator))
    }
}
