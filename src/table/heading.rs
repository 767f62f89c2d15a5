//! What the columns and facts of a page are about.

/// What a column, or a line `heading  value`, is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Heading {
    /// An indicator's name.
    Indicator,
    /// What must be reached.
    Target,
    /// What has been reached.
    Actual,
    /// Distance between the two.
    Gap,
    /// Progress beside what is expected by the date of the actual.
    Progress,
    /// The share done.
    Done,
    /// The share that should be done by the date of the actual.
    Expected,
    /// Actual over target.
    Attainment,
    /// Values over time.
    History,
    /// The grade.
    Verdict,
    /// Change per year that is still needed.
    Required,
    /// Growth per year that is still needed.
    RequiredGrowth,
    /// Value at the deadline at the present pace.
    Projected,
    /// When the present pace arrives.
    Arrival,
    /// What meets the bands.
    Ratio,
    /// From which ratio a verdict holds.
    Bands,
    /// Who answers for it.
    Responsible,
    /// A plan's id.
    Plan,
    /// A plan's title.
    Title,
    /// A region.
    Region,
    /// A period.
    Period,
    /// How many indicators.
    Indicators,
    /// How many of them are 约束性.
    Binding,
    /// Where a plan comes from.
    Origin,
    /// File and line.
    Place,
    /// A value as used.
    Value,
    /// The release date.
    Published,
    /// Marks of quality.
    Quality,
    /// The source as the file names it.
    Source,
    /// A remark.
    Note,
    /// What an observation was used for, or why it was not.
    Use,
    /// How observations become the actual.
    Measure,
    /// What one observation is.
    Kind,
    /// How the ratio came about.
    Method,
    /// The period that decides.
    Deadline,
    /// Where it started.
    Baseline,
    /// Where the document says so.
    Citation,
    /// A calendar year.
    Year,
    /// Was the whole of it covered?
    Complete,
    /// Met or not.
    Met,
    /// A unit.
    Unit,
    /// Other names.
    Aliases,
    /// The whole of which it is a part.
    Parent,
    /// Wished rather than promised.
    Aspirational,
    /// Values on the way.
    Milestones,
    /// Weight in a roll-up.
    Weight,
    /// Coverage in words.
    Scope,
    /// What is measured.
    Concept,
    /// Who issued it.
    Issuer,
    /// When it was issued.
    Issued,
    /// Default actuals.
    Files,
    /// A printed figure.
    Figure,
    /// Dated work.
    Task,
    /// When it is due.
    Due,
    /// How far it is.
    State,
    /// What was compared with the year before.
    Compared,
    /// An operand or a reference.
    Series,
    /// A rule.
    Rule,
    /// What follows when it fires.
    Outcome,
    /// What it means that an amount falls.
    Reading,
    /// A list of regions.
    Members,
    /// How figures follow from others.
    Derivation,
    /// A later change of the target.
    Amended,
    /// The other series' figure.
    Reference,
    /// Operands without a figure.
    Missing,
    /// How many tasks.
    Tasks,
    /// How many rules.
    Rules,
    /// What a plan holds.
    Contents,
    /// Is it in force, or what replaced it?
    Status,
    /// How it was.
    Before,
    /// How it is.
    After,
    /// Why it changed.
    Cause,
    /// What should be at the end of a period.
    Path,
    /// The upper end of what should be.
    PathUpper,
    /// Distance from what should be.
    PathGap,
    /// The sum since the start of the period.
    SumSoFar,
    /// A place in the document.
    Section,
    /// The worst verdict.
    Worst,
    /// How many could be judged, of how many.
    Assessed,
    /// Verdicts, counted.
    Verdicts,
    /// The place among the regions.
    Rank,
    /// The mean progress of a region's indicators.
    MeanProgress,
    /// The mean ratio of a region's indicators.
    MeanRatio,
    /// The mean gap of a region's indicators, in percent of the target.
    MeanGap,
    /// Over how many of them.
    MeanOver,
    /// How many have data.
    WithData,
}

impl Heading {
    /// The word of the machine formats, never translated.
    pub fn word(self) -> &'static str {
        match self {
            Self::Indicator => "indicator",
            Self::Target => "target",
            Self::Actual => "actual",
            Self::Gap => "gap",
            Self::Progress => "progress",
            Self::Done => "done",
            Self::Expected => "expected",
            Self::Attainment => "attainment",
            Self::History => "history",
            Self::Verdict => "verdict",
            Self::Required => "required_per_year",
            Self::RequiredGrowth => "required_growth",
            Self::Projected => "projected",
            Self::Arrival => "arrival",
            Self::Ratio => "ratio",
            Self::Bands => "bands",
            Self::Responsible => "responsible",
            Self::Plan => "plan",
            Self::Title => "title",
            Self::Region => "region",
            Self::Period => "period",
            Self::Indicators => "indicators",
            Self::Binding => "binding",
            Self::Origin => "origin",
            Self::Place => "place",
            Self::Value => "value",
            Self::Published => "published",
            Self::Quality => "quality",
            Self::Source => "source",
            Self::Note => "note",
            Self::Use => "use",
            Self::Measure => "measure",
            Self::Kind => "kind",
            Self::Method => "method",
            Self::Deadline => "deadline",
            Self::Baseline => "baseline",
            Self::Citation => "citation",
            Self::Year => "year",
            Self::Complete => "complete",
            Self::Met => "met",
            Self::Unit => "unit",
            Self::Aliases => "aliases",
            Self::Parent => "parent",
            Self::Aspirational => "aspirational",
            Self::Milestones => "milestones",
            Self::Weight => "weight",
            Self::Scope => "scope",
            Self::Concept => "concept",
            Self::Issuer => "issuer",
            Self::Issued => "issued",
            Self::Files => "files",
            Self::Figure => "figure",
            Self::Task => "task",
            Self::Due => "due",
            Self::State => "state",
            Self::Compared => "compared",
            Self::Series => "series",
            Self::Rule => "rule",
            Self::Outcome => "outcome",
            Self::Reading => "reading",
            Self::Members => "members",
            Self::Derivation => "from",
            Self::Amended => "amended",
            Self::Reference => "reference",
            Self::Missing => "missing",
            Self::Tasks => "tasks",
            Self::Rules => "rules",
            Self::Contents => "contents",
            Self::Status => "status",
            Self::Before => "before",
            Self::After => "after",
            Self::Cause => "cause",
            Self::Path => "path",
            Self::PathUpper => "path_upper",
            Self::PathGap => "path_gap",
            Self::SumSoFar => "sum_so_far",
            Self::Section => "section",
            Self::Worst => "worst",
            Self::Assessed => "assessed",
            Self::Verdicts => "verdicts",
            Self::Rank => "rank",
            Self::MeanProgress => "mean_progress",
            Self::MeanRatio => "mean_ratio",
            Self::MeanGap => "mean_gap",
            Self::MeanOver => "mean_over",
            Self::WithData => "with_data",
        }
    }
}
