//! Year by year: the path to the target against the actuals, as a table and as curves, and `plancheck.trend/v1`; of a series
//! its values alone.
//!
//! The course says what should be when and what was; a row pairs the two, and the picture draws both.

use std::borrow::Cow;

use crate::{
    actuals::Quality,
    assess::{
        Basis, Reason, SetAsideWhy,
        trace::{
            Side,
            course::{Course, Entry, Path, Point, Uses},
        },
    },
    calendar::Calendar,
    number::{COMPUTED_DECIMALS, Number},
    period::Month,
    plan::{Comparator, Goal, Measure},
    record::{
        Data, Flat, Record, Shape, computed, each,
        shape::{Object, key},
    },
    report::{
        Judged, Note, Sentence, Sheet, distinct, id_name,
        plot::{Curve, Plot, Release, Spot, monthly, source_line},
        row::{Row, sources},
        series::{SeriesView, uses},
        show, sought, value_cell,
    },
    table::{Cell, Edges, Heading, Name, Table, Use},
    unit::{POINTS, Unit},
};

/// More rows than these are folded to one a year in the table for people.
const MOST_ROWS: usize = 30;

/// The trend of one indicator.
#[derive(Clone)]
pub struct TrendView<'a> {
    judged: Judged<'a>,
    course: Course,
    entries: Vec<Entry>,
}

impl<'a> TrendView<'a> {
    /// The trend behind a finding.
    pub fn new(judged: Judged<'a>) -> Self {
        let (course, entries) = judged.course();
        Self { judged, course, entries }
    }

    /// The unit of path and actuals.
    fn unit(&self) -> &Unit {
        &self.course.unit
    }

    /// The page.
    pub fn sheet(&self) -> Sheet {
        let judged = &self.judged;
        let indicator = judged.indicator();
        let finding = judged.finding;
        let unit = self.unit();
        let mut sheet = Sheet::default();
        sheet
            .of_plan(judged.plan, &indicator.id)
            .fact(Heading::Region, &finding.region)
            .fact(Heading::Unit, indicator.every.is_none().then_some(unit))
            .fact(Heading::Measure, indicator.measure);
        let digits = judged.digits();
        sheet.fact(Heading::Target, digits.dated_target_cell());
        for amendment in &indicator.amendments {
            if amendment.on <= judged.as_of {
                sheet.fact(
                    Heading::Amended,
                    show::amendment_cell(judged.plan, indicator, amendment),
                );
            }
        }
        let edges = self.edges();
        sheet.fact(
            Heading::Baseline,
            self.course.baseline.as_ref().map(|from| digits.start_cell(from)),
        );
        sheet.fact(Heading::Actual, digits.actual_amount_cell());
        if let Some(projected) = self.projected() {
            sheet.fact(
                Heading::Projected,
                Cell::amount(edges.amount(projected), self.unit()).above(finding.method),
            );
        }
        sheet.fact(Heading::Verdict, judged.verdict_cell());
        sheet.notes(self.remarks());
        sheet.plot(self.plot()).notes(self.source_line());
        let (table, folded) = self.table();
        sheet.spaced(table);
        if folded > 0 {
            sheet.say(said!("{folded} figures from within the years are in the chart and the CSV, not in the table.",
                    "另有{folded}个年内数据见图和CSV，未列入表中。"));
        }
        sheet.space().foot(judged.basis);
        sheet
    }

    fn source_line(&self) -> Option<Note> {
        let drawn = self.entries.iter().filter(|entry| entry.point.actual.is_some());
        let figures = drawn.flat_map(|entry| &entry.point.observations);
        source_line(figures, self.judged.files())
    }

    /// What to know before reading.
    fn remarks(&self) -> Vec<Note> {
        let judged = &self.judged;
        let mut notes = Vec::new();
        let finding = judged.finding;
        let indicator = judged.indicator();
        let in_force = judged.in_force();
        if finding.reason == Some(Reason::Withdrawn) {
            return vec![Sentence::Withdrawn.into()];
        }
        if in_force.target != indicator.target {
            let unit = indicator.target_unit().clone();
            let first = sought(judged.plan, indicator, &indicator.target);
            notes.push(Note::plain(move |words| {
                let first = words.goal(&first, None, &unit);
                say!(
                    words,
                    "The first target was {first}; the one shown is in force on the as-of date.",
                    "最初目标为{first}，此处为评估日期时有效的目标。"
                )
            }));
        }
        if let Some(members) = &finding.members {
            let all = members.all.len();
            notes.push(Note::plain(said!("The actual is how many of {all} members meet the target, by their figures up to the end of each year.",
                    "实际值为{all}个成员中按截至各年末的数据达标的个数。")));
        } else if self.course.side == Side::Ceiling {
            notes.push(Sentence::LowerIsBetter.into());
        } else if self.course.target_upper.is_some() && self.course.side == Side::Range {
            notes.push(Sentence::Within.into());
        }
        let no_path = self.course.path == Path::None;
        let sentence = match (in_force.measure, &in_force.target) {
            _ if in_force.every.is_some() => None,
            (_, Goal::Series(_)) => no_path.then_some(Sentence::NoReference),
            (Measure::EveryYear, Goal::Direction { .. }) => Some(Sentence::YearBefore),
            _ if self.course.target.is_none() => Some(Sentence::NoTarget),
            (Measure::Level, _) => no_path.then_some(Sentence::NoPath),
            (Measure::Total, _) => Some(Sentence::Summed),
            (Measure::Mean, _) => Some(Sentence::Averaged),
            (Measure::AverageGrowth, Goal::Value(target)) if self.course.levels => {
                let growth = target.value.short_text(COMPUTED_DECIMALS);
                notes.push(Note::plain(said!(
                    "Levels are shown; the path grows by {growth}% a year.",
                    "图中为绝对量，序时目标每年增长{growth}%。"
                )));
                notes.extend(self.implied());
                None
            }
            _ => None,
        };
        let hole = Some(Use::SetAside(SetAsideWhy::BehindHole));
        let behind = sentence == Some(Sentence::Summed)
            && self.entries.iter().any(|entry| entry.point.usage == hole);
        let behind = behind.then_some(Sentence::BehindHole);
        notes.extend(sentence.into_iter().chain(behind).map(Note::from));
        if let (Goal::Value(target), Some(edge)) = (&in_force.target, &self.course.target)
            && target.comparator == Comparator::About
            && *edge != target.value
            && in_force.every.is_none()
            && !self.course.levels
        {
            let edge = edge.clone();
            notes.push(Note::plain(move |words| {
                let edge = words.number(&edge);
                say!(words, "The tolerance limit {edge} decides.", "以允许偏差的边缘{edge}为准。")
            }));
        }
        if let Some(goal) = in_force.target.reference()
            && goal.tolerance.is_positive()
            && in_force.every.is_none()
        {
            let limit = goal.tolerance.clone();
            let unit = self.unit().of_differences();
            notes.push(Note::plain(move |words| {
                let limit = words.tight(&words.number(&limit), &unit);
                say!(
                    words,
                    "What is worse by up to {limit} counts as met.",
                    "劣于序时目标不超过{limit}的，视为达标。"
                )
            }));
        }
        if self.course.compound {
            notes.push(Sentence::CompoundPath.into());
        }
        if self.entries.iter().all(|entry| !entry.point.is_known()) {
            notes.push(Sentence::NoFigures.into());
        }
        notes
    }

    /// What the line of a target is that the plan states as growth: 949.62 = 472.13 × (1 + 15%)^5.
    fn implied(&self) -> Option<Note> {
        let level = self.course.target.clone()?;
        let from = self.course.baseline.as_ref()?;
        let years = self.judged.in_force().deadline.last().since(from.period.last()) / 12;
        let growth = self.judged.finding.edge.clone();
        let edges = self.edges();
        let [level, from] = [level, from.value.clone()].map(|value| edges.amount(&value));
        Some(Note::plain(move |words| {
            let [level, from] = [&level, &from].map(|value| words.shown(value));
            let grown = words.grown(&growth, &words.in_full(&growth.abs()));
            let times = words.sign("×", "*");
            say!(
                words,
                "The target line is the level implied: {level} = {from} {times} {grown}^{years}.",
                "目标线为推算的水平：{level} = {from} {times} {grown}^{years}。"
            )
        }))
    }

    /// Where the present pace leads by the deadline, where it is a value of the same kind as the actuals.
    fn projected(&self) -> Option<&Number> {
        let same_kind = self.judged.in_force().measure != Measure::AverageGrowth;
        self.judged.finding.projected.as_ref().filter(|_| same_kind)
    }

    /// The table for people, and how many rows were left out of it.
    fn table(&self) -> (Table, usize) {
        let to_target = self.course.path == Path::None;
        let gap = if to_target { Heading::Gap } else { Heading::PathGap };
        let indicator = self.judged.in_force();
        let (actual, sums) = match indicator.measure {
            // How many members meet it is counted, whatever the measure.
            _ if indicator.every.is_some() => (Heading::Actual, false),
            Measure::Total => (Heading::SumSoFar, true),
            Measure::Mean => (Heading::MeanSoFar, true),
            _ => (Heading::Actual, false),
        };
        let edges = self.edges();
        let path = |it: &Entry, path: &Option<Number>| {
            let beside = |path: &Number| match &it.point.actual {
                Some(actual) => edges.amount_beside(path, actual),
                None => edges.amount(path),
            };
            path.as_ref().map(beside)
        };
        let all = self.entries.len();
        let calendar = self.judged.indicator().kind.calendar;
        let shown = self.entries.iter().enumerate().filter(|(index, entry)| {
            all <= MOST_ROWS || index + 1 == all || stays(&entry.point, calendar)
        });
        let table = Table::of(shown.map(|(_, entry)| entry))
            .word(Heading::Period, |it| it.point.period)
            .number(Heading::Value, |Entry { point, .. }| {
                let own = point.value.as_ref().filter(|_| sums || point.actual.is_none());
                own.map(|value| value_cell(edges.amount(value), point.own_quality))
            })
            .number(actual, |Entry { point, .. }| {
                let actual = point.actual.as_ref();
                actual.map(|actual| value_cell(edges.amount(actual), point.quality))
            })
            .number(Heading::Path, |it| path(it, &it.path))
            .number(Heading::PathUpper, |it| path(it, &it.path_upper))
            .number(gap, |it| {
                let gap = if to_target { &it.target_gap } else { &it.gap };
                let of = it.point.actual.iter().chain(&it.path);
                let told = |gap| Cell::Difference(edges.distance(gap, of), self.short_gap_unit());
                gap.as_ref().map(told)
            })
            .prose(Heading::Quality, |it| Some(it.point.quality).filter(|it| *it != Quality::FINAL))
            .prose(Heading::Note, |it| self.note_cell(&it.point))
            .table();
        let folded = all - table.rows.len();
        (table.without_empty_columns(), folded)
    }

    /// The numbers that are compared with each other: those of the indicator, unless it is about the growth of what is drawn.
    fn edges(&self) -> Edges {
        if self.course.levels {
            let baseline = self.course.baseline.as_ref().map(|from| &from.value);
            Edges::new(0, baseline.into_iter().chain(&self.course.target))
        } else {
            self.judged.edges()
        }
    }

    /// Percentage points are said; any other unit stands at the head of the page.
    fn short_gap_unit(&self) -> Unit {
        let unit = self.unit().of_differences();
        if unit.printed() == POINTS { unit } else { Unit::default() }
    }

    fn note_cell(&self, point: &Point) -> Cell {
        let before = point.period.last() < self.course.start;
        let usage = match point.usage {
            Some(Use::Actual) if before => Cell::from(Use::SetAside(SetAsideWhy::BeforePeriod)),
            // That a figure is doubtful its quality says.
            Some(
                Use::Actual | Use::InForce | Use::Reference | Use::SetAside(SetAsideWhy::Doubtful),
            )
            | None => Cell::Empty,
            Some(usage) => Cell::from(usage),
        };
        match point.members {
            Some((known, all)) if known < all => Cell::MembersKnown(known, all),
            _ => usage,
        }
    }

    /// One row a period.
    pub fn flat(&self) -> Flat<'_> {
        Flat::of(self.lines())
    }

    fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let Judged { basis, finding } = self.judged;
        self.entries.iter().map(move |entry| Line {
            basis,
            region: &finding.region,
            id: &self.judged.indicator().id,
            unit: self.unit(),
            target: [&self.course.target, &self.course.target_upper],
            entry: Cow::Borrowed(entry),
        })
    }
}

record! {
    form of "trend" "trend-of-indicator" "An indicator year by year against the path to its target."
    |it: TrendView<'_>| {
        indicator: "As encoded." = (it.judged.indicator(), it.judged.plan),
        as_of: "Nothing published after it is used." = it.judged.as_of,
        status: "As in status." = Row(it.judged),
        rows: "One row a period." = each(it.lines(), Mark),
    }
}

/// A period with what is known of it.
#[derive(Debug)]
struct Line<'a> {
    basis: Basis<'a>,
    region: &'a str,
    id: &'a str,
    unit: &'a Unit,
    /// The value on which meeting the target turns, and the upper one.
    target: [&'a Option<Number>; 2],
    entry: Cow<'a, Entry>,
}

record! {
    "columns-of-trend" "The columns of CSV."
    |it: Line<'_>| {
        plan: "The plan's id." = &it.basis.plan.id,
        region: "The region.",
        indicator: "The id of the indicator or series." = it.id,
        name: "Its name as printed, whatever the language." = id_name(it.basis.plan, it.id).printed,
        unit: "The unit of the values.",
        period: "The period." = it.entry.point.period,
        use: "What the figure is used for, or why it is not." in all_uses = it.entry.point.usage.map(Use::word),
        value: "The value published." = it.entry.point.value.as_ref().map(Kept),
        path: "Where the path to the target leads through." = computed(&it.entry.path),
        path_upper: "The same for the upper value of between and within." = computed(&it.entry.path_upper),
        actual: "The value to be compared with the path: the sum so far, of a total." = it.entry.point.actual.as_ref().map(Kept),
        quality: "Its quality; several marks are joined by a semicolon."
            = it.entry.point.value.as_ref().or(it.entry.point.actual.as_ref()).map(|_| it.entry.point.quality),
        gap: "The distance from the path; negative: behind it." = computed(&it.entry.gap),
        gap_unit: "The unit of the gaps; pp: percentage points."
            = it.entry.gap.as_ref().or(it.entry.target_gap.as_ref()).map(|_| it.unit.of_differences()),
        target: "The target." = computed(it.target[0]),
        target_upper: "The upper value of between and within." = computed(it.target[1]),
        target_gap: "The distance from the target; negative: short of it." = computed(&it.entry.target_gap),
        published: "The day of release." = it.entry.point.published,
        source: "The sources of the figures; file:line where none is named."
            = distinct(it.entry.point.observations.iter().flat_map(|one| sources(one, it.basis.files()))),
        name_en: "Its name in English." = id_name(it.basis.plan, it.id).english,
        as_of: "Nothing published after it is used." = it.basis.as_of,
    }
}

/// A line with the figures behind it.
struct Mark<'a>(Line<'a>);

record! {
    "point" "A period of an indicator: the columns of CSV, then the figures behind it."
    |it: Mark<'_>| {
        ..&it.0,
        provenance: "Every figure the row rests on." = each(&it.0.entry.point.observations, |one| (one, it.0.basis.files())),
        members_known: "How many members have a figure; null: members are not counted."
            = it.0.entry.point.members.map(|(known, _)| known),
    }
}

/// What a figure can be used for.
fn all_uses() -> Vec<&'static str> {
    let judged = [Use::Actual, Use::Baseline, Use::Reference].map(Use::word);
    judged.into_iter().chain(uses()).collect()
}

/// A figure with all its digits, if it was read or added up; a derived one may not end.
struct Kept<'a>(&'a Number);

values! {
    Kept<'_>: Shape::Number, |it| match it.0.exact_text() {
        Some(_) => Data::exact(it.0),
        None => Data::computed(it.0),
    };
}

/// Does a period stay in a table of one row a year?
fn stays(point: &Point, calendar: Calendar) -> bool {
    calendar.ends_in(point.period.last())
        || matches!(point.usage, Some(Use::Actual | Use::Baseline))
        || !point.is_known()
}

impl TrendView<'_> {
    /// The picture.
    pub fn plot(&self) -> Plot {
        let judged = &self.judged;
        let indicator = judged.in_force();
        let mut plot = Plot {
            unit: self.unit().clone(),
            edges: self.edges(),
            calendar: indicator.kind.calendar,
            from_zero: indicator.measure == Measure::Total || indicator.every.is_some(),
            as_of: Some(judged.as_of),
            newest: judged.finding.actual.as_ref().map(|it| it.period.last()),
            ..Plot::default()
        };
        let deadline = indicator.deadline.last();
        let at_deadline = |value| vec![Spot::sure(deadline, value)];
        let upper = if self.course.side == Side::Range { Curve::Target } else { Curve::Stretch };
        plot.line(upper, self.course.target_upper.clone().map(at_deadline).unwrap_or_default());
        let relative = matches!(self.course.path, Path::Partners(..));
        let target = self.course.target.clone().filter(|_| !relative);
        plot.line(Curve::Target, target.map(at_deadline).unwrap_or_default());
        self.path_lines(&mut plot);
        self.projection(&mut plot, deadline);
        plot.line(Curve::Actual, drawn(&self.entries));
        plot.earlier = self.earlier();
        plot.notes = self.remarks();
        plot.notes.extend(self.source_line());
        plot
    }

    /// What was known of the drawn figures before newer releases replaced them by other values.
    fn earlier(&self) -> Vec<Release> {
        let judged = &self.judged;
        let indicator = judged.indicator();
        // A sum, a mean and a count have no earlier release of their own.
        if indicator.every.is_some() || matches!(indicator.measure, Measure::Total | Measure::Mean)
        {
            return Vec::new();
        }
        let id = match judged.levels_of().filter(|_| self.course.levels) {
            Some((id, _)) => id,
            None => &indicator.id,
        };
        let replaced = judged.replaced(id).into_iter();
        let mut earlier = each(
            replaced.filter(|one| {
                self.entries.iter().any(|entry| {
                    let point = &entry.point;
                    point.period.same_span(one.period)
                        && point.actual.as_ref().is_some_and(|now| *now != one.value)
                })
            }),
            |one| Release::of(&one),
        );
        earlier.sort_by_key(|one| (one.at, one.published));
        earlier.dedup_by(|later, before| later.at == before.at && later.value == before.value);
        earlier
    }

    /// The way to the target; one that is the target's own line is drawn once.
    fn path_lines(&self, plot: &mut Plot) {
        let judged = &self.judged;
        for path in [&self.course.path, &self.course.path_upper] {
            match path {
                Path::None => {}
                Path::Stations(stations) => {
                    let spots =
                        stations.iter().map(|(month, value)| Spot::sure(*month, value.clone()));
                    // The axis of a target's own line still reaches from the start to the deadline.
                    let own = self.course.is_targets_line();
                    plot.line(if own { Curve::Target } else { Curve::Path }, spots.collect());
                }
                Path::Partners(partners, _) => {
                    let name = judged.in_force().target.reference().map(|goal| {
                        let name = id_name(judged.plan, &goal.series);
                        let region = goal.in_region.as_ref().map(|it| format!("{it} "));
                        let region = region.unwrap_or_default();
                        let sign = if goal.margin.is_negative() { "" } else { "+" };
                        let margin = Some(&goal.margin).filter(|it| !it.is_zero());
                        let margin = margin.map(|it| format!(" {sign}{it}")).unwrap_or_default();
                        let whole = |name| format!("{region}{name}{margin}");
                        Name { printed: whole(name.printed), english: name.english.map(whole) }
                    });
                    let used = partners.iter().filter(|(period, _)| {
                        self.entries.iter().any(|entry| {
                            entry.path.is_some() && entry.point.period.last() == period.last()
                        })
                    });
                    let spots =
                        used.map(|(period, value)| Spot::sure(period.last(), value.clone()));
                    plot.line(Curve::Reference(name), monthly(spots));
                }
            }
        }
    }

    /// From the actual to where its pace leads by the deadline.
    fn projection(&self, plot: &mut Plot, deadline: Month) {
        let finding = self.judged.finding;
        let (Some(projected), Some(actual)) = (self.projected(), &finding.actual) else {
            return;
        };
        let spots = vec![
            Spot::sure(actual.period.last(), actual.value.clone()),
            Spot::sure(deadline, projected.clone()),
        ];
        plot.line(Curve::Projection(finding.method), spots);
    }
}

/// One figure a month: of several that end together the longest.
fn drawn(entries: &[Entry]) -> Vec<Spot> {
    monthly(entries.iter().filter_map(|entry| {
        let point = &entry.point;
        let value = point.actual.clone()?;
        Some(Spot {
            at: point.period.last(),
            value,
            sure: point.is_sure(),
            inexact: point.quality.inexact(),
            period: Some(point.period),
        })
    }))
}

impl SeriesView<'_> {
    /// The values in force in the first region that has any.
    pub fn plot(&self) -> Plot {
        let mut plot = Plot {
            unit: self.series.unit.clone(),
            calendar: self.series.kind.calendar,
            as_of: Some(self.basis.as_of),
            ..Plot::default()
        };
        let Some(drawn) = self.drawn() else { return plot };
        let spots = monthly(drawn.in_force().map(|one| Spot {
            at: one.period.last(),
            value: one.value.clone(),
            sure: one.quality.rank() == 0,
            inexact: one.quality.inexact(),
            period: Some(one.period),
        }));
        plot.newest = spots.last().map(|spot| spot.at);
        // What newer releases replaced by other values.
        let replaced = drawn.all.iter().filter(|(usage, one)| {
            let other = |spot: &Spot| spot.at == one.period.last() && spot.value != one.value;
            *usage == Use::SetAside(SetAsideWhy::Replaced) && spots.iter().any(other)
        });
        plot.earlier = each(replaced, |(_, one)| Release::of(one));
        plot.line(Curve::Actual, spots);
        plot.notes.extend(source_line(drawn.in_force(), self.basis.files()));
        plot
    }

    /// The first region with values in force.
    pub fn drawn(&self) -> Option<&Uses> {
        self.regions.iter().find(|own| own.in_force().next().is_some())
    }

    /// One row a published value.
    pub fn trend_flat(&self) -> Flat<'_> {
        Flat::of(self.lines())
    }

    fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let every = self.regions.iter().flat_map(|own| own.all.iter().map(move |one| (own, one)));
        every.map(|(own, (usage, one))| {
            let value = Some(one.value.clone());
            let point = Point {
                actual: value.clone().filter(|_| *usage == Use::InForce),
                value,
                quality: one.quality,
                published: Some(one.published),
                observations: vec![one.clone()],
                ..Point::open(one.period, Some(*usage))
            };
            let entry = Entry { point, path: None, path_upper: None, gap: None, target_gap: None };
            Line {
                basis: self.basis,
                region: &own.region,
                id: &self.series.id,
                unit: &self.series.unit,
                target: [&None; 2],
                entry: Cow::Owned(entry),
            }
        })
    }
}

/// The trend of a series.
pub struct TrendOfSeries<'a>(pub &'a SeriesView<'a>);

record! {
    form of "trend" "trend-of-series" "A series without a target, value by value."
    |it: TrendOfSeries<'_>| {
        plan: "The plan's id." = &it.0.basis.plan.id,
        series: "As encoded." = (it.0.series, it.0.basis.plan),
        as_of: "Nothing published after it is used." = it.0.basis.as_of,
        rows: "One row a published value." = each(it.0.lines(), |line| Untargeted(Mark(line))),
    }
}

/// A published value: a point without a target.
struct Untargeted<'a>(Mark<'a>);

impl Untargeted<'_> {
    const OBJECT: Object = Object {
        name: "point-of-series",
        doc: "A published value: the columns of CSV, then its place.",
        fields: || {
            let is_of_target =
                |name: &str| ["gap", "path", "target"].iter().any(|of| name.starts_with(of));
            let fields = Mark::fields().into_iter();
            let own = fields.filter(|field| field.name != "members_known");
            own.map(|field| match field.name {
                name if is_of_target(name) => key(name, Shape::Nothing, "A series has no target."),
                _ => field,
            })
            .collect()
        },
    };
}

values! {
    Untargeted<'_>: Shape::Object(&Self::OBJECT), |it| {
        let entries = it.0.entries().into_iter();
        Data::Object(entries.filter(|(name, _)| *name != "members_known").collect())
    };
}
