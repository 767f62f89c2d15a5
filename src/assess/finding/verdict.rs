//! The words of verdicts: grades, the steps that lead to them, reasons and flags.

words! {
    /// The grade of an indicator, best first; the last two are outside the scale.
    pub enum Verdict: text, meaning {
        /// The target is met and settled.
        Achieved "achieved" "achieved" "已实现" "the target is met and settled" "目标已达到，结论已定";
        /// Faster than the schedule.
        Ahead "ahead" "ahead" "快于预期"
            "faster than time asks (schedule: ratio from 1.10 on, unless the plan says otherwise)"
            "快于序时进度（默认进度比不低于1.10）";
        /// As the schedule asks.
        OnTrack "on-track" "on-track" "符合预期"
            "as time asks (ratio from 0.95 on)"
            "与序时进度相当（默认进度比不低于0.95）";
        /// Somewhat behind.
        AtRisk "at-risk" "at-risk" "略有滞后"
            "somewhat behind (ratio from 0.60 on; projection: 0.80)"
            "略慢于序时进度（默认进度比不低于0.60，趋势外推法为0.80）";
        /// Behind.
        OffTrack "off-track" "off-track" "滞后" "behind" "明显慢于序时进度";
        /// Going the wrong way, or lost again.
        Regressing "regressing" "regressing" "倒退" "going the wrong way, or lost again" "背离目标或得而复失";
        /// Settled and not met.
        Missed "missed" "missed" "未完成" "settled and not met" "期限已到而未达到目标";
        /// There is data, but no verdict can be defended.
        NotAssessable "not-assessable" "not-assessable" "无法判定"
            "the data do not support a verdict; see the reason"
            "有数据但不足以下结论，旁注原因";
        /// Nothing matched.
        NoData "no-data" "no-data" "无数据" "nothing published matches" "没有匹配的数据";
    }
}

/// Before anything is known.
impl Default for Verdict {
    fn default() -> Self {
        Self::NoData
    }
}

impl Verdict {
    /// Is it on the scale from achieved to missed?
    pub fn is_graded(self) -> bool {
        self < Self::NotAssessable
    }

    /// `ahead` is said by one method alone, and says no less than on-track.
    pub(in crate::assess) fn without_ahead(self) -> Self {
        if self == Self::Ahead { Self::OnTrack } else { self }
    }
}

words! {
    /// The step that decided, in the order in which the steps are tried.
    pub enum Step {
        /// 0: given up by a later document.
        Withdrawn "withdrawn" "Was the target withdrawn?" "目标已取消？";
        /// 1: nothing matched, or nothing is known on the day.
        NoData "no-data" "No figure matched?" "没有匹配的数据？";
        /// 2: nothing later than the baseline or inside the period that counts.
        NotYet "not-yet" "No figure later than the baseline or inside the period?" "基期之后或期内没有可用数据？";
        /// 3: no target, or nothing comparable with it.
        Incomparable "incomparable" "Nothing to compare it with?" "缺少可比的目标值或数据？";
        /// 4: the deadline period's figure is in, or the figures prove the outcome.
        Settled "settled" "Is the deadline's figure in, or the outcome certain?" "期末数据已公布或结果已定？";
        /// 5: met now.
        MetNow "met-now" "Is the target met now?" "目前已达到目标？";
        /// 6: met at the baseline and not now.
        Lost "lost" "Met at the baseline and lost since?" "基期已达到而后失去？";
        /// 7: a break, a bound or a missing baseline.
        Barred "barred" "Can pace not be measured?" "无法衡量进度？";
        /// 8: the ratio and the bands.
        Bands "bands" "Which band holds the ratio?" "进度比落在哪一档？";
    }
}

/// Before anything is known.
impl Default for Step {
    fn default() -> Self {
        Self::NoData
    }
}

words! {
    /// Why no verdict can be defended.
    pub enum Reason {
        /// The method needs a baseline and none is known.
        NoBaseline   "no-baseline"    "no baseline"             "缺少基期值";
        /// The method needs more annual figures in a row than there are.
        TooFewPoints "too-few-points" "too few years in a row"  "连续年份不足";
        /// The period starts after the as-of date.
        NotBegun     "not-begun"      "not begun"               "尚未开始";
        /// All figures since the start are doubtful, forecasts or after the deadline.
        SetAsideOnly "set-aside-only" "only doubtful, forecast or later figures" "仅有存疑、预测或期后数据";
        /// Only parts of the time that is compared have figures.
        PartYearOnly "part-year-only" "only part-year figures"  "期内仅有非全年数据";
        /// Nothing has been published for a time after the baseline or inside the period.
        NoFigureYet  "no-figure-yet"  "no figure yet"           "期内尚无数据";
        /// The ratio has no meaning for zero or for signs that differ.
        ZeroOrSign   "zero-or-sign"   "zero or opposite signs"  "零值或符号相反";
        /// A figure without an upper end that leaves a step open.
        LowerBound   "lower-bound"    "only a lower bound"      "仅有下限";
        /// A figure without a lower end that leaves a step open.
        UpperBound   "upper-bound"    "only an upper bound"     "仅有上限";
        /// A figure between two ends that leaves a step open.
        Approximate  "approximate"    "only an approximate figure" "仅有约数";
        /// The series changed its coverage between baseline and actual.
        Break        "break"          "break in the series"     "口径变化";
        /// The figures have a gap from the start.
        Hole         "hole"           "figures missing"         "数据有缺口";
        /// A relative or derived figure lacks an operand.
        NoSeries     "no-series"      "a series is missing"     "缺少对比数据";
        /// The target was given up.
        Withdrawn    "withdrawn"      "withdrawn"               "目标已取消";
        /// A rule has a figure for the year, and none for the year before to compare it with.
        NoYearBefore "no-year-before" "no figure for the year before" "缺少上年数据";
    }
}

words! {
    /// Something to know beside the verdict.
    pub enum Flag {
        /// Met before the deadline.
        Early           "early"            "early"            "提前";
        /// Met, but the last change goes the wrong way.
        Slipping        "slipping"         "slipping"         "近期回落";
        /// Met at the baseline and not now.
        Lost            "lost"             "lost"             "得而复失";
        /// Rests on a figure that is not final.
        Provisional     "provisional"      "provisional"      "非最终数";
        /// Rests on a figure that is not exact, and that allows the verdict all the same.
        Approximate     "approximate"      "approximate"      "约数";
        /// Added up from its parts, as no figure is printed.
        FromParts       "from-parts"       "from parts"       "由分项合计";
        /// Rests on a figure whose source or year is uncertain.
        Doubtful        "doubtful"         "doubtful"         "数据存疑";
        /// The figure after the newest is late.
        Stale           "stale"            "stale"            "数据未更新";
        /// The deadline has passed and its figure is not in.
        Unclosed        "unclosed"         "unclosed"         "终值未出";
        /// The first figure after the deadline stands in for the deadline's.
        AfterDeadline   "after-deadline"   "after-deadline"   "期后数据";
        /// Only part of the period is known, and it is enough.
        Partial         "partial"          "partial"          "部分数据";
        /// A part of the period is missing.
        Hole            "hole"             "hole"             "数据缺口";
        /// The baseline was taken from the actuals.
        DerivedBaseline "derived-baseline" "derived-baseline" "推定基期";
        /// Another method would have given another verdict.
        MethodSensitive "method-sensitive" "method-sensitive" "因方法而异";
        /// The target was wished rather than promised.
        Aspirational    "aspirational"     "aspirational"     "力争";
        /// More was spent than allocated.
        OverBudget      "over-budget"      "over-budget"      "超支";
        /// The target was changed after the plan was issued.
        Amended         "amended"          "amended"          "目标已调整";
    }
}
