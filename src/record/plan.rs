//! `plancheck.plan/v1`: the normalised plan, with every key, defaults filled in.

use crate::{
    number,
    plan::{
        Amendment, Bands, Baseline, By, Citation, Comparator, DeclaredUnit, Derivation, Document,
        Every, Goal, Indicator, MemberList, Method, Milestone, Plan, Rule, Series, SetAside,
        Target, Task, recipe::Recipe,
    },
    record::{
        Data, Value, each, in_form,
        shape::{
            Field, Object,
            Shape::{self, Flag, List, Number, Text},
            key,
        },
    },
};

/// A plan, and the only indicator that was asked for.
pub type Normalised<'a> = (&'a Plan, Option<&'a Indicator>);

record! {
    document "plan" "A normalised plan with every default filled in, as `plancheck show --format json` writes it."
    |it: &Plan, only: Option<&Indicator>| {
        file: "The plan's file.",
        id: "Its id.",
        title: "Its title as printed.",
        title_en: "Its title in English.",
        region: "The region that it binds.",
        issuer: "Who issued it.",
        document: "The number of the document.",
        issued: "The day of issue.",
        period: "Its period.",
        actuals: "Its own files of actuals, relative to the plan's file.",
        tasks: "Its files of task states, relative to the plan's file." = &it.task_files,
        method: "How its levels are judged." in Method::choices = method(it),
        bands: "From which ratio a verdict holds." = it.bands_of(method(it)),
        members: "Named lists of regions.",
        indicator: "Its indicators; only one where one was asked for."
            = each(only.map_or(&it.indicators[..], std::slice::from_ref), |one| (one, *it)),
        series: "Series that it needs without setting a target for them."
            = each(&it.series, |one| (one, *it)),
        task: "Dated work without a number of its own." = &it.tasks,
        rule: "Rules over members and years." = &it.rules,
        set_aside: "Numbers of the document that are no targets." = &it.set_asides,
        source: "How files of actuals are read that do not say all of it themselves." = &it.sources,
        year_starts: "The month in which its years begin." = month(it.calendar.starts()),
        source_text: "The document as plain text, relative to the plan's file.",
        documents: "Documents that change or add targets.",
        units: "The units that it declares.",
    }
}

record! {
    "document" "A document beside that of the plan."
    |it: Document| {
        id: "Its id.",
        title: "Its title as printed.",
        title_en: "Its title in English.",
        number: "Its number.",
        issued: "The day of issue.",
    }
}

record! {
    "unit" "A unit that is not known otherwise."
    |it: DeclaredUnit| {
        name: "As it is printed.",
        of: "The unit that it is so many of.",
        times: "How many." = it.times.as_ref().unwrap_or(&number::Number::ONE),
    }
}

record! {
    "source" "How the files of a pattern are read."
    |it: Recipe| {
        file: "The files, relative to the plan's file.",
        keys: "What else it says, as in the plan's file: a key and its value." = keys_of(it),
    }
}

/// What a recipe says besides its files.
pub fn keys_of(recipe: &Recipe) -> Vec<String> {
    let all = recipe.content.iter().filter(|(key, _)| *key != "file");
    all.map(|(key, value)| format!("{key} = {value}")).collect()
}

fn method(plan: &Plan) -> Method {
    plan.method.unwrap_or_default()
}

record! {
    "bands" "Ratios from which a verdict holds."
    |it: Bands| {
        ahead: "Faster than the schedule; null: the method never says so.",
        on_track: "As the method asks.",
        at_risk: "Somewhat behind; below it, off-track.",
    }
}

record! {
    "list-of-members" "A named list of regions."
    |it: MemberList| {
        name: "Its name.",
        regions: "Its regions.",
    }
}

record! {
    "indicator" "An indicator as encoded, defaults filled in."
    |it: &Indicator, plan: &Plan| {
        id: "Its id.",
        concept: "What is measured: the same word in every plan.",
        name: "Its name as printed.",
        name_en: "Its name in English.",
        aliases: "Other names that releases print.",
        unit: "The unit of its figures, and of its target unless that is an average growth (%).",
        measure: "How observations become the actual.",
        kind: "What one observation is." = it.kind.kind,
        target: "What must be reached, under the key of the plan file.",
        every: "The members that must each meet the target.",
        from: "How it is derived from other series.",
        cite: "Where the document says so." = &it.citations,
        responsible: "Who answers for it.",
        baseline: "The value at the start, or its period.",
        deadline: "When it must be met: the end of this period.",
        period: "The period over which it is accumulated.",
        region: "Its region." = plan.region_of(it),
        scope: "What it covers, in words.",
        parent: "The indicator of which it is a part.",
        binding: "Is the target binding (约束性)?",
        aspirational: "Is it wished rather than promised (力争)?",
        milestones: "Values to be reached on the way.",
        amended: "Later changes of the target." = &it.amendments,
        weight: "Its weight in a roll-up.",
        note: "A remark of the encoder.",
        line: "The line of the plan's file.",
        at: "Of a stock: the month whose figure is the year's; null: its last." = it.kind.at.map(month),
        better: "Which side of a value is good.",
        year_starts: "The month in which its years begin." = month(it.kind.calendar.starts()),
        unit_en: "Its unit as English readers see it." = it.unit.english(),
        frequency: "Months from one figure to the next.",
    }
}

/// Forms of an object: name and meaning, then a line for each key, those that may be absent with a `?`.
macro_rules! forms {
    ($($name:literal $doc:literal { $($key:ident$(? $optional:ident)?: $shape:expr, $about:literal)+ })+) => {
        &[$(Object {
            name: $name,
            doc: $doc,
            fields: || vec![$(Field { $($optional: true,)? ..key(stringify!($key), $shape, $about) }),+],
        }),+]
    };
}

/// A target in each of its forms, under the key of the plan file.
#[rustfmt::skip] // a key a line
const TARGETS: &[Object] = forms! {
    "at-least" "A floor." {
        at_least? nullable: Number, "Equality meets it; null: each member has its own."
        targets? optional: OWN, "Those of members of their own."
    }
    "more-than" "A strict floor." {
        more_than? nullable: Number, "Equality does not meet it; null: each member has its own."
        targets? optional: OWN, "Those of members of their own."
    }
    "at-most" "A ceiling." {
        at_most? nullable: Number, "Equality meets it; null: each member has its own."
        targets? optional: OWN, "Those of members of their own."
    }
    "less-than" "A strict ceiling." {
        less_than? nullable: Number, "Equality does not meet it; null: each member has its own."
        targets? optional: OWN, "Those of members of their own."
    }
    "about" "A value and how far below it still counts." {
        about? nullable: Number, "The value; null: each member has its own."
        tolerance: Number, "The tolerance, in the unit of the indicator."
        targets? optional: OWN, "Those of members of their own."
    }
    "between" "Two values, of which the lower counts." {
        between: List(&Number), "The value that counts, and the stretch."
    }
    "within" "Two values between which it must stay." {
        within: List(&Number), "The lower and the upper value."
    }
    "budget" "An allocation." { budget: Number, "What there is to spend." }
    "times-baseline" "A multiple of the baseline." { times_baseline: Number, "How many times." }
    "rising" "It must grow." {
        rising: Flag, "Always true."
        limit? optional: Number, "A natural bound."
    }
    "falling" "It must shrink." {
        falling: Flag, "Always true."
        limit? optional: Number, "A natural bound."
    }
    "above-series" "It must stand above another series." {
        above_series: Text, "The id of an indicator or a series."
        in_region? optional: Text, "That series' region, where it is another."
        margin: Number, "What is added to that series."
    }
    "at-least-series" "It must not stand below another series." {
        at_least_series: Text, "The id of an indicator or a series."
        in_region? optional: Text, "That series' region, where it is another."
        margin: Number, "What is added to that series."
        tolerance: Number, "How far below still counts."
    }
    "at-most-series" "It must not stand above another series." {
        at_most_series: Text, "The id of an indicator or a series."
        in_region? optional: Text, "That series' region, where it is another."
        margin: Number, "What is added to that series."
        tolerance: Number, "How far above still counts."
    }
    "rise-by" "It must rise from the baseline." {
        rise_by: Number, "By how much."
        percent: Flag, "Is that per cent of the baseline?"
    }
    "fall-by" "It must fall from the baseline." {
        fall_by: Number, "By how much."
        percent: Flag, "Is that per cent of the baseline?"
    }
    "not-falling" "It must not shrink." {
        not_falling: Flag, "Always true."
        limit? optional: Number, "A natural bound."
    }
    "not-rising" "It must not grow." {
        not_rising: Flag, "Always true."
        limit? optional: Number, "A natural bound."
    }
};

record! {
    "target-of-member" "A target of a member's own."
    |region: String, target: Target| {
        region: "The member." = region,
        target: "Its number." = &target.value,
    }
}

const OWN: Shape = <[(String, Target)]>::SHAPE;

impl Value for Goal {
    const SHAPE: Shape = Shape::Forms(TARGETS);

    fn data(&self) -> Data {
        let values = match self {
            Self::Value(target) => {
                let value = Some(&target.value).filter(|_| !target.only_own).data();
                let own = Some(&target.own).filter(|own| !own.is_empty()).data();
                match (target.comparator, &target.upper) {
                    (Comparator::Between | Comparator::Within, Some(upper)) => {
                        vec![[&target.value, upper].data()]
                    }
                    (Comparator::About, _) => vec![value, target.tolerance.data(), own],
                    _ => vec![value, own],
                }
            }
            // A multiple has no second key.
            Self::Change(change) => {
                vec![change.number.data(), (change.by == By::Percent).data()]
            }
            Self::Direction { limit, .. } => vec![true.data(), limit.data()],
            Self::Series(it) => {
                let numbers = [&it.margin, &it.tolerance].map(Value::data);
                [it.series.data(), it.in_region.data()].into_iter().chain(numbers).collect()
            }
        };
        in_form(TARGETS, self.word(), values)
    }
}

record! {
    "every" "Members that must each meet a target."
    |it: Every| {
        members: "The name of the list." = &it.list,
        share: "At least this share of them; null: all.",
    }
}

/// A derivation in each of its forms, under the key of the plan file.
#[rustfmt::skip] // a key a line
const DERIVATIONS: &[Object] = forms! {
    "growth-of" "The growth of another series over a year, in percent." {
        growth_of: Text, "The id of that series."
    }
    "increase-of" "The increase of another series." {
        increase_of: Text, "The id of that series."
        net: Flag, "Is the net increase what the target means?"
    }
    "ratio" "One series over another." {
        ratio: List(&Text), "The ids of the two series."
        times: Number, "What the quotient is multiplied by."
    }
    "sum" "Several series, added." { sum: List(&Text), "The ids of the series." }
    "difference" "One series less another." {
        difference: List(&Text), "The ids of the two series."
    }
    "chain-of" "An index from yearly changes, 100 in the baseline year." {
        chain_of: Text, "The id of the series of changes in percent."
    }
};

impl Value for Derivation {
    const SHAPE: Shape = Shape::Forms(DERIVATIONS);

    fn data(&self) -> Data {
        let values = match self {
            Self::GrowthOf(of) | Self::ChainOf(of) => vec![of.data()],
            Self::IncreaseOf { of, net } => vec![of.data(), net.data()],
            Self::Ratio { above, below, times } => vec![[above, below].data(), times.data()],
            Self::Sum(parts) => vec![parts.data()],
            Self::Difference { from, less } => vec![[from, less].data()],
        };
        in_form(DERIVATIONS, self.word(), values)
    }
}

record! {
    "citation" "A place of the document."
    |it: Citation| {
        section: "The section.",
        figure: "The words around the number, as printed.",
        document: "The id of the document among `documents`; null: the plan's own." = id_of(it.document.as_ref()),
    }
}

/// The id of a document, or the text that names it.
pub fn id_of(document: Option<&Document>) -> Option<&str> {
    document.map(|it| it.id.as_str())
}

record! {
    "baseline" "The value at the start."
    |it: Baseline| {
        period: "Its period.",
        value: "The value; null: left to the actuals.",
    }
}

record! {
    "milestone" "A value to be reached on the way."
    |it: Milestone| {
        period: "By the end of this period.",
        value: "The value.",
    }
}

record! {
    "amendment" "A later change of a target; null: unchanged."
    |it: Amendment| {
        on: "From this day on.",
        target: "The new target.",
        deadline: "The new deadline.",
        milestones: "The new milestones.",
        withdrawn: "Is the target given up?",
        document: "The document that says so; of one among `documents`, its id." = id_of(it.document.as_ref()),
        retroactive: "Does it apply although the deadline was over?",
        cite: "Where that says so." = &it.citations,
    }
}

record! {
    "series" "A series without a target, as encoded, defaults filled in."
    |it: &Series, plan: &Plan| {
        id: "Its id.",
        concept: "What is measured: the same word in every plan.",
        name: "Its name as printed.",
        name_en: "Its name in English.",
        aliases: "Other names that releases print.",
        unit: "Its unit.",
        kind: "What one observation is." = it.kind.kind,
        region: "Its region." = it.region.as_ref().unwrap_or(&plan.region),
        from: "How it is derived from other series.",
        line: "The line of the plan's file.",
        at: "Of a stock: the month whose figure is the year's; null: its last." = it.kind.at.map(month),
        year_starts: "The month in which its years begin." = month(it.kind.calendar.starts()),
        unit_en: "Its unit as English readers see it." = it.unit.english(),
        frequency: "Months from one figure to the next.",
    }
}

record! {
    "task" "Dated work without a number of its own."
    |it: Task| {
        id: "Its id.",
        title: "What is to be done, as printed.",
        title_en: "The same in English.",
        due: "To be done by the end of this period.",
        responsible: "Who answers for it.",
        cite: "Where the document says so." = &it.citations,
        aspirational: "Is it wished rather than promised (力争)?",
        unquantified: "Is it a target that prints no number?",
        note: "A remark of the encoder.",
        line: "The line of the plan's file.",
    }
}

record! {
    "rule" "A rule over members and years."
    |it: Rule| {
        id: "Its id.",
        name: "Its name as printed.",
        each: "The list of members it is applied to.",
        all_fall: "The series that must all fall for it to fire.",
        reading: "What it means that an amount falls.",
        outcome: "What follows, as printed.",
        cite: "Where the document says so." = &it.citations,
        note: "A remark of the encoder.",
        line: "The line of the plan's file.",
    }
}

record! {
    "set-aside" "A number of the document that is no target."
    |it: SetAside| {
        figure: "The words around the number, as printed.",
        why: "Why it is none.",
        document: "The id of the document among `documents`; null: the plan's own." = id_of(it.document.as_ref()),
    }
}

/// A month as the plan file writes it.
fn month(month: u32) -> String {
    format!("{month:02}")
}
