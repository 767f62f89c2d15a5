//! What a view lays out for people: blocks of typed notes and tables, one below the other.

use std::{fmt, rc::Rc};

use chrono::NaiveDate;

use crate::{
    actuals::ActualsFile,
    assess::{Basis, Verdict},
    lang::{Lang, Words},
    plan::Plan,
    report::{Plot, id_name, title_of},
    table::{Cell, Heading, Name, Table},
};

/// A page of blocks.
#[derive(Clone, Default)]
pub struct Sheet {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
}

/// One block.
#[derive(Clone)]
#[allow(clippy::large_enum_variant, reason = "a page has some dozens of blocks, each read once")]
pub enum Block {
    /// An empty line.
    Space,
    /// A line of words.
    Note(Note),
    /// A table.
    Table(Table),
    /// A table with heads of groups before the rows of these numbers.
    Lines(Table, Vec<(usize, Note)>),
    /// A picture.
    Plot(Plot),
}

words! {
    /// Which indicators are counted.
    pub enum Scope {
        /// All that are shown.
        All      "all"      "All"      "全部";
        /// 约束性
        Binding  "binding"  "Binding"  "约束性";
        /// 预期性
        Expected "expected" "Indicative" "预期性";
    }
}

impl Scope {
    /// Does it count a target that is binding, or is not?
    pub fn counts(self, binding: bool) -> bool {
        match self {
            Self::All => true,
            Self::Binding => binding,
            Self::Expected => !binding,
        }
    }
}

/// The verdicts of some of the indicators, counted.
#[derive(Debug, Clone)]
pub struct Tally {
    /// Which indicators.
    pub scope: Scope,
    /// How many.
    pub total: usize,
    /// By verdict, best first.
    pub counts: Vec<(Verdict, usize)>,
}

impl Tally {
    /// `All 55: 3 achieved, 1 ahead`.
    pub fn said(&self, words: Words) -> String {
        let counts = self.counts.iter().map(|(verdict, count)| words.counted(*verdict, *count));
        self.with(&words.commas(counts), words)
    }

    /// These counts of it.
    pub fn with(&self, counts: &str, words: Words) -> String {
        let scope = self.scope.text(words);
        let total = self.total;
        say!(words, "{scope} {total}: {counts}", "{scope}{total}项：{counts}")
    }

    /// All, and 约束性 and 预期性 where there are both.
    pub fn by_scope(count: impl Fn(Scope) -> Vec<(Verdict, usize)>) -> Vec<Self> {
        let [all, binding, expected] = [Scope::All, Scope::Binding, Scope::Expected].map(|scope| {
            let counts = count(scope);
            Self { scope, total: counts.iter().map(|(_, count)| count).sum(), counts }
        });
        let both = binding.total > 0 && expected.total > 0;
        if both { vec![all, binding, expected] } else { vec![all] }
    }
}

words! {
    /// The part of a page that follows.
    pub enum Section {
        /// Observations that the verdict rests on.
        Used              "Figures used"                      "采用的数据";
        /// Observations that were set aside.
        SetAside          "Figures set aside"                 "未采用的数据";
        /// The years of an `every-year` target.
        Years             "Year by year"                      "逐年情况";
        /// The steps of judging.
        Steps             "How it was assessed"               "评估步骤";
        /// The arithmetic.
        Formulas          "Arithmetic"                        "计算过程";
        /// What each method says.
        Methods           "By each method"                    "各方法结果";
        /// The outcome.
        Result            "Result"                            "结论";
        /// The targets of a plan.
        Targets           "Targets"                           "目标";
        /// Numbers of the document that are no targets.
        PlanSetAsides     "Numbers that are not targets"      "非目标数字";
        /// Documents beside that of a plan.
        Documents         "Further documents"                 "其他文件";
        /// Units that a plan declares.
        Units             "Units declared"                    "声明的单位";
        Sources           "Files with a recipe"               "另有读法的文件";
        /// The members of an `every` target.
        Members           "Member by member"                  "各成员情况";
        /// Operands and references of a plan.
        PlanSeries        "Figures needed beside the targets" "辅助数据";
        /// Member lists of a plan.
        MemberLists       "Members"                           "成员名单";
        /// Rules of a plan.
        Rules             "Rules"                             "规则";
        /// Dated work of a plan.
        Tasks             "Tasks"                             "任务";
        /// The values of a series, with their vintages.
        Vintages          "Every published value"             "历次发布数据";
        /// What is not the same in two versions of a plan.
        PlanChanges       "Changes of the plan"               "规划的变化";
        /// Indicators that are not what they were.
        ChangedIndicators "Indicators that changed"           "有变化的指标";
        /// Figures that are not what they were.
        ChangedFigures    "Figures that changed"              "有变化的数据";
    }
}

words! {
    /// How far judging came.
    pub enum StepState {
        /// It did not apply.
        Passed     "no"           "否";
        /// It decided.
        Decided    "this decides" "由此判定";
        /// It was not needed any more.
        NotReached "not reached"  "无需再看";
    }
}

words! {
    /// A sentence without arguments.
    pub enum Sentence {
        Nothing "None." "无。";
        NoRules "The plan has no rules." "规划中没有规则。";
        NoTasks "The plan has no tasks." "规划中没有任务。";
        NoVerdict "The plan sets no target for this series, so it has no verdict." "规划未对其设定目标，故不作评估。";
        DerivedBaseline "The plan gives no baseline; the newest figure before its start is used." "规划未给出基期，取开始前最新的数据。";
        MethodSensitive
            "method-sensitive: another method gives a different verdict; `explain` compares all three."
            "因方法而异：换一种方法会得出不同结论，explain 列出三种方法的结果和原因。";
        Revised
            "revised: the newest vintages alone give another verdict, but only one of the two years was revised."
            "有修订：两年中仅一年经过修订，只看最新数据会得出不同结论。";
        WeightsApart "The weights of different plans have different scales; they are not added." "各规划的权重口径不同，不相加。";
        // Before the chart of a trend.
        LowerIsBetter "Lower is better." "数值越低越好。";
        NoPath
            "No baseline is known, so there is no path; the gap is to the target." "缺少基期值，无法给出序时目标；差距为与目标值之差。";
        NoTarget "The target is relative to a baseline that is unknown." "目标值取决于基期值，而基期值未知。";
        NoReference "The figures to compare with are unknown, so there is no path." "缺少对比数据，无法给出序时目标。";
        NoFigures "No figure is known on the as-of date." "至评估日期尚无数据。";
        Withdrawn "The target was withdrawn." "目标已取消。";
        Summed "The sum since the start of the period is compared." "比较的是期初以来的累计值。";
        Averaged "The mean of the years since the start of the period is compared." "比较的是期初以来各年的平均值。";
        BehindHole "After a gap in the figures the sum is only a lower bound." "数据有缺口，缺口之后的累计值仅为下限。";
        CompoundPath
            "The path grows at the same rate every year, as the method compound requires." "序时目标按复合增长法逐年以相同比率变化。";
        Within "The value must stay between the two target lines." "数值须保持在两条目标线之间。";
        YearBefore "Each year is compared with the year before." "各年与上年相比。";
        // In the reports of a stage.
        AllBinding "All indicators are binding." "均为约束性指标。";
        NoneBinding "The plan marks no indicator as binding." "规划未标注约束性指标。";
        NothingSettled "No indicator is settled." "尚无已有结论的指标。";
        NothingAssessed "No indicator can be assessed." "没有可以评估的指标。";
        AspirationalFollow "Aspirational targets:" "力争目标：";
        NoGaps
            "Every indicator has a figure, and none is doubtful, old or not final." "各项指标均有数据，未见存疑、陈旧或非最终数据。";
        NoStates "No task states were read; `--tasks FILE` names a file of them." "未读取任务进展数据，可用 --tasks 指定文件。";
    }
}

/// A line of words.
#[derive(Clone)]
#[expect(clippy::large_enum_variant, reason = "a view has few lines of words")]
pub enum Note {
    /// A plan or an indicator, by id and name.
    Title(String, Name),
    /// One fact: heading and value.
    Fact(Heading, Cell),
    /// Verdicts, counted.
    Tally(Tally),
    /// What the view says of itself, said once its reader is known.
    Said(Line, Rc<dyn Fn(Words) -> String>),
}

/// What a line is, which decides how it is laid out.
#[derive(Debug, Clone, Copy)]
pub enum Line {
    /// A sentence.
    Plain,
    /// The title of a screen, which is cut rather than wrapped.
    Top,
    /// The head of the rows with this verdict.
    Graded(Verdict),
    /// The head of a part of the page.
    Head,
    /// The head of a group, with its counts.
    Group,
    /// Counts, which break between words only.
    Counts,
    /// An entry of a list, which begins with its number.
    Item,
    /// An equation with its numbers.
    Formula,
    /// A step of judging.
    Step(StepState),
}

impl Note {
    /// A line of this kind.
    pub fn line(line: Line, said: impl Fn(Words) -> String + 'static) -> Self {
        Self::Said(line, Rc::new(said))
    }

    /// A sentence.
    pub fn plain(said: impl Fn(Words) -> String + 'static) -> Self {
        Self::line(Line::Plain, said)
    }

    /// How new the data is: the as-of date, the newest release among what was known, and how many later rows are not used.
    pub fn releases(as_of: NaiveDate, newest: Option<NaiveDate>, later: usize) -> Self {
        Self::plain(move |words| releases(words, as_of, newest, later))
    }

    /// The files that were read.
    pub fn files(all: &[ActualsFile]) -> Self {
        let all = all.to_vec();
        Self::plain(move |words| files(words, &all))
    }

    /// The sentence. A fact has none: its cell is drawn by the renderer.
    pub fn said(&self, words: Words) -> String {
        match self {
            Self::Title(id, name) => words.titled(id, words.name(name)),
            Self::Fact(heading, _) => heading.text(words).to_owned(),
            Self::Tally(tally) => tally.said(words),
            Self::Said(_, say) => say(words),
        }
    }
}

impl fmt::Debug for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.said(Words { lang: Lang::En, ascii: true }))
    }
}

impl From<Sentence> for Note {
    fn from(sentence: Sentence) -> Self {
        Self::plain(move |words| sentence.text(words).to_owned())
    }
}

impl From<Tally> for Note {
    fn from(tally: Tally) -> Self {
        Self::Tally(tally)
    }
}

/// `As of 2025-06-30; newest release 2025-05-22; 3 rows published later are not used`.
pub fn releases(words: Words, as_of: NaiveDate, newest: Option<NaiveDate>, later: usize) -> String {
    let mut parts = vec![say!(words, "As of {as_of}", "评估日期{as_of}")];
    parts.extend(
        newest.map(|newest| say!(words, "newest release {newest}", "最新发布日期{newest}")),
    );
    if later > 0 {
        parts.push(say!(
            words,
            [
                later,
                "1 row published later is not used",
                "{later} rows published later are not used"
            ],
            "另有{later}行发布在后，未采用"
        ));
    }
    words.join(parts, ["; ", "，"])
}

pub fn files(words: Words, files: &[ActualsFile]) -> String {
    if files.is_empty() {
        return say!(words, "Actuals: none read.", "实际值：未读取任何文件。");
    }
    let list = words.semicolons(files.iter().map(|ActualsFile { name, rows, matched, .. }| {
        say!(
            words,
            "{name} ({matched} of {rows} rows matched)",
            "{name}（{rows}行中匹配{matched}行）"
        )
    }));
    say!(words, "Actuals: {list}", "实际值：{list}")
}

impl Sheet {
    /// Adds a note.
    pub fn note(&mut self, note: impl Into<Note>) -> &mut Self {
        self.blocks.push(Block::Note(note.into()));
        self
    }

    /// Adds notes.
    pub fn notes(&mut self, notes: impl IntoIterator<Item: Into<Note>>) -> &mut Self {
        self.blocks.extend(notes.into_iter().map(|note| Block::Note(note.into())));
        self
    }

    /// Adds a sentence.
    pub fn say(&mut self, said: impl Fn(Words) -> String + 'static) -> &mut Self {
        self.note(Note::plain(said))
    }

    /// Adds a line.
    pub fn line(&mut self, line: Line, said: impl Fn(Words) -> String + 'static) -> &mut Self {
        self.note(Note::line(line, said))
    }

    /// Adds a line for a reader who is known.
    pub fn told(&mut self, line: Line, text: String) -> &mut Self {
        self.line(line, move |_| text.clone())
    }

    /// Adds the head of a page about a plan: its title, whom it binds, when, and by which document.
    pub fn plan(&mut self, plan: &Plan, region: &str) -> &mut Self {
        self.note(Note::Title(plan.id.clone(), title_of(plan))).facts(plan, region)
    }

    /// Adds whom a plan binds, when, and by which document.
    pub fn facts(&mut self, plan: &Plan, region: &str) -> &mut Self {
        let region = region.to_owned();
        let period = plan.period;
        let document = plan.document.clone();
        self.say(move |words| {
            let facts = [region.clone(), words.period(period)];
            words.commas(facts.iter().chain(&document))
        })
    }

    /// Adds the title of a page about an indicator or series, and its plan.
    pub fn of_plan(&mut self, plan: &Plan, id: &str) -> &mut Self {
        self.note(Note::Title(id.to_owned(), id_name(plan, id))).fact(Heading::Plan, &plan.id)
    }

    /// Adds the foot of a page: the as-of date, the newest release, and the files.
    pub fn foot(&mut self, basis: Basis<'_>) -> &mut Self {
        self.releases(basis).note(Note::files(basis.files()))
    }

    /// Adds how new the data is.
    pub fn releases(&mut self, basis: Basis<'_>) -> &mut Self {
        let later = basis.published_later().len();
        self.note(Note::releases(basis.as_of, basis.newest_release(), later))
    }

    /// Adds a line `heading  value`, unless there is no value.
    pub fn fact(&mut self, heading: Heading, cell: impl Into<Cell>) -> &mut Self {
        let cell = cell.into();
        if !cell.is_empty() {
            self.note(Note::Fact(heading, cell));
        }
        self
    }

    /// Adds an empty line and the head of a part.
    pub fn section(&mut self, section: Section) -> &mut Self {
        self.space().line(Line::Head, move |words| section.text(words).to_owned())
    }

    /// Adds a table, unless it has no rows.
    pub fn table(&mut self, table: Table) -> &mut Self {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
        self
    }

    /// Adds an empty line and a table, unless it has no rows.
    pub fn spaced(&mut self, table: Table) -> &mut Self {
        if table.rows.is_empty() { self } else { self.space().table(table) }
    }

    /// Adds the head of a part and its table, unless that has no rows.
    pub fn part(&mut self, section: Section, table: Table) -> &mut Self {
        if table.rows.is_empty() { self } else { self.section(section).table(table) }
    }

    /// Adds an empty line and a picture, unless it shows nothing.
    pub fn plot(&mut self, plot: Plot) -> &mut Self {
        if plot.months().is_some() {
            self.space().blocks.push(Block::Plot(plot));
        }
        self
    }

    /// Adds an empty line.
    pub fn space(&mut self) -> &mut Self {
        self.blocks.push(Block::Space);
        self
    }
}
