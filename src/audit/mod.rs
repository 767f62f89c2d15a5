//! Checks that an encoding is complete: the text of a document against the figures of its plan.
//!
//! What is checked:
//!
//! 1. **Every figure is in the document**, character by character; only white space is ignored, since a figure may span
//!    a line break. A figure that would begin or end inside a number (`达5` in 达55件) does not count.
//! 2. **Every target number is in its figure**: each figure contains one of its indicator's numbers, and each of
//!    those (both for `between`) is contained in one of its figures. 万 亿 % and units are converted as the lints do
//!    ([`crate::plan::printed`]): 全覆盖 and 全部 are 100 %, 倍增 and 翻番 are 2, and numerals of both languages are read as numbers.
//! 3. **Every number of the document is cited, set aside or skipped.** A number is a run of digits with its decimals
//!    and 万 亿 %, million and billion, a fraction (三分之二), or a word such as 全覆盖 倍增 减半 两位数 正增长 百强 千亿 halve.
//!    - A *set-aside* covers every number in every place where its figure occurs.
//!    - A *citation* covers, in every place where its figure occurs, the numbers it is cited for (target, baseline,
//!      milestones) and the words. Another number in the same figure (高新技术企业2万家和中小企业6万家, cited for 2万) is not
//!      covered: it may be a target that was not encoded.
//!    - *Skipped* are years, dates, document numbers, enumerators and ordinals ([`rules`]).
//! 4. **A set-aside contains more than the bare number**, because otherwise it would hide every equal number, and does not
//!    read like a target (新增2000家, 全覆盖), unless the number only says which things are meant (达300万元的项目).
//! 5. **A citation names the section that the figure is in** ([`sections`]), as far as the headings of the document tell.
//! 6. **Several things under one figure** (国家、省、市重点项目各100项; 杭州、宁波均…) are cited by more than one indicator.
//! 7. **What the plan says of the document is printed in it**: its number, the date of issue, responsible units.
//!
//! Pure: text and figures in, findings out. Depends on `plan`.

mod draft;
pub mod rules;
mod sections;
mod text;

use std::{collections::BTreeSet, ops::Range};

use crate::{
    keys::Step,
    number::Number,
    plan::{
        Citation, Goal, Indicator, Measure, Milestone, Plan, Quantity,
        lints::{Item, Spot},
        printed::{self, Form, Printed},
        regions::Gazetteer,
        wording::{self, Says},
    },
    unit::Unit,
};

pub use draft::{Draft, Drafts, drafts};
pub use rules::Rule;

use text::{Text, is_blank};

/// A figure of the plan.
#[derive(Debug, Clone)]
pub struct Figure {
    /// As quoted in the plan.
    pub text: String,
    /// The section that is cited for it; empty: none.
    pub section: String,
    /// Regions that it lists beside one another: 杭州、宁波.
    pub several: Option<String>,
    /// The id of the document that prints it, if that is not the plan's own.
    pub document: Option<String>,
    pub role: Role,
    /// Its place in the plan.
    pub spot: Spot,
}

impl Figure {
    /// The list of citations that it is one of.
    fn cited_at(&self) -> (Item, &[Step]) {
        let path = &self.spot.path;
        (self.spot.item, path.get(..path.len().saturating_sub(2)).unwrap_or_default())
    }
}

/// What a figure is cited for.
#[derive(Debug, Clone)]
pub enum Role {
    /// A target.
    Target(TargetNumbers),
    /// A task or rule; any number in the figure belongs to it.
    Work,
    /// Numbers that are not targets.
    SetAside,
    /// What the value of this key says of the document, which prints it.
    Said(&'static str),
}

/// The numbers of an indicator.
#[derive(Debug, Clone)]
pub struct TargetNumbers {
    /// The indicator's id.
    pub indicator: String,
    /// The numbers that its figures must contain.
    pub numbers: Vec<Quantity>,
    /// Other numbers that they may contain: baseline, milestones, share of members.
    pub others: Vec<Quantity>,
    /// Whether each member must reach the target.
    pub every: bool,
}

/// What covers a number of the document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// The figure of that index is cited for it.
    Cited(usize),
    /// The figure of that index sets it aside.
    SetAside(usize),
    /// A rule skips it.
    Skipped(Rule),
    /// Nothing; if it is inside a citation for other numbers, the index of that figure.
    Open(Option<usize>),
}

words! {
    /// What kind of cover a number has.
    pub enum CoverKind {
        Cited    "cited";
        SetAside "set-aside";
        Skipped  "skipped";
        Open     "open";
    }
}

impl Cover {
    pub fn kind(self) -> CoverKind {
        match self {
            Self::Cited(_) => CoverKind::Cited,
            Self::SetAside(_) => CoverKind::SetAside,
            Self::Skipped(_) => CoverKind::Skipped,
            Self::Open(_) => CoverKind::Open,
        }
    }
}

/// A number of the document.
pub struct DocumentNumber {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What covers it.
    pub cover: Cover,
}

/// A reason why the encoding is incomplete. Figures are given by index, places by bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The document does not contain the figure.
    FigureNotFound {
        /// Which.
        figure: usize,
        /// The most similar words, if there are any.
        nearest: Option<Range<usize>>,
    },
    /// The document contains the figure only as a part that cuts a number.
    FigureCutsNumber {
        /// Which.
        figure: usize,
        /// The whole number.
        number: Range<usize>,
    },
    /// No figure of the indicator contains a number of its target.
    NumberOutsideFigure {
        /// The figure that should contain it.
        figure: usize,
        /// The number.
        number: Quantity,
        /// The number that the document has there instead, if there is one.
        printed: Option<Range<usize>>,
    },
    /// The document has the figure only in another section than the cited one.
    OtherSection {
        /// Which.
        figure: usize,
        /// The name of the section.
        section: String,
        /// The figure there.
        place: Range<usize>,
    },
    /// A word of the figure gives its number to several things, and a single indicator cites it.
    OneOfSeveral {
        /// Which.
        figure: usize,
        /// The word: 各, 分别.
        word: Range<usize>,
    },
    /// A set-aside in the words of a target.
    TargetSetAside {
        /// Which.
        figure: usize,
        /// Its number.
        number: Range<usize>,
    },
    /// A set-aside that is only a number.
    ShortSetAside {
        /// Which.
        figure: usize,
    },
    /// The document does not print what the plan says of it.
    NotPrinted {
        /// Which.
        figure: usize,
        /// The most similar words, if there are any.
        nearest: Option<Range<usize>>,
    },
    /// A number of the document that is neither cited nor set aside.
    NumberUncovered {
        /// Its bytes.
        number: Range<usize>,
        /// The figure that contains it, cited for other numbers.
        inside: Option<usize>,
    },
}

/// The outcome.
#[derive(Default)]
pub struct Audit {
    /// How many figures are in the document.
    pub found: usize,
    /// The numbers of the document, in its order.
    pub numbers: Vec<DocumentNumber>,
    /// What must be fixed: first in the order of the plan, then of the document.
    pub findings: Vec<Finding>,
}

impl Audit {
    /// How many numbers have a cover that passes a test.
    pub fn count(&self, test: impl Fn(Cover) -> bool) -> usize {
        self.numbers.iter().filter(|number| test(number.cover)).count()
    }
}

/// Compares a document's text with the figures of its plan.
pub fn audit(document: &str, figures: &[Figure]) -> Audit {
    let text = Text::new(document);
    let numbers = printed::numbers_of(&text.narrow);
    let mut cover: Vec<Cover> = rules::skipped(&text.narrow, &numbers)
        .into_iter()
        .map(|rule| rule.map_or(Cover::Open(None), Cover::Skipped))
        .collect();
    let numbered = cover.contains(&Cover::Skipped(Rule::DocumentNumber));
    let mut audit = Audit::default();
    let mut places = Vec::new();
    for (index, figure) in figures.iter().enumerate() {
        let (cut, whole): (Vec<_>, Vec<_>) = text
            .places_of(&figure.text)
            .into_iter()
            .map(|place| (cuts(&numbers, &place), place))
            .partition(|(cut, _)| cut.is_some());
        let whole: Vec<_> = whole.into_iter().map(|(_, place)| place).collect();
        for place in &whole {
            for at in within(&numbers, place) {
                let number = &numbers[at];
                cover[at] = covered(cover[at], index, &figure.role, number.form, |meant| {
                    number.denotes(&text.narrow, place.start, meant)
                });
            }
        }
        places.push((cut.into_iter().find_map(|(cut, _)| cut), whole));
    }
    let page = Page { text: &text, numbers: &numbers, cover: &cover, figures, places: &places };
    let sections = sections::sections(&text.narrow);
    let dated = numbers.iter().any(|number| {
        let sign = |at: Option<usize>| at.and_then(|at| text.narrow.get(at));
        sign(number.start.checked_sub(1)) == Some(&'月') && sign(Some(number.end)) == Some(&'日')
    });
    for (index, (cut, whole)) in places.iter().enumerate() {
        if let Role::Said(key) = figures[index].role {
            let nearest = || text.nearest(&figures[index].text);
            // An excerpt has neither number nor date.
            let printed = match key {
                "document" => numbered,
                "issued" => dated,
                _ => true,
            };
            let missing = whole.is_empty() && cut.is_none() && printed;
            audit
                .findings
                .extend(missing.then(|| Finding::NotPrinted { figure: index, nearest: nearest() }));
            continue;
        }
        if !whole.is_empty() {
            audit.found += 1;
        } else if let Some(number) = cut {
            audit.findings.push(Finding::FigureCutsNumber {
                figure: index,
                number: text.bytes(number.start..number.end),
            });
        } else {
            audit.findings.push(Finding::FigureNotFound {
                figure: index,
                nearest: text.nearest(&figures[index].text),
            });
        }
        audit.findings.extend(page.inner_findings(index));
        let other = sections::other_section(&sections, whole, &figures[index].section);
        audit.findings.extend(other.map(|section| Finding::OtherSection {
            figure: index,
            section: section.name.clone(),
            place: text.bytes(whole[0].clone()),
        }));
        audit.findings.extend(page.one_of_several(index));
        audit.findings.extend(page.target_set_aside(index));
    }
    audit.numbers = numbers
        .iter()
        .zip(cover)
        .map(|(number, cover)| DocumentNumber {
            range: text.bytes(number.start..number.end),
            cover,
        })
        .collect();
    let open = audit.numbers.iter().filter_map(|number| match number.cover {
        Cover::Open(inside) => {
            Some(Finding::NumberUncovered { number: number.range.clone(), inside })
        }
        _ => None,
    });
    audit.findings.extend(open);
    audit
}

/// The number that a place cuts at its start or end.
fn cuts<'a>(numbers: &'a [Printed], place: &Range<usize>) -> Option<&'a Printed> {
    [place.start, place.end].into_iter().find_map(|edge| {
        let before = numbers.partition_point(|number| number.start < edge);
        let number = numbers.get(before.checked_sub(1)?)?;
        (edge < number.end).then_some(number)
    })
}

/// What covers a number that a figure contains: a citation takes precedence over a set-aside, and that over a rule.
fn covered(
    before: Cover,
    figure: usize,
    role: &Role,
    form: Form,
    is: impl Fn(&Quantity) -> bool,
) -> Cover {
    let cited = match role {
        Role::Said(_) => return before,
        Role::SetAside => false,
        Role::Work => true,
        Role::Target(target) => {
            form == Form::Word || target.numbers.iter().chain(&target.others).any(is)
        }
    };
    match (before, role) {
        (Cover::Cited(_), _) => before,
        _ if cited => Cover::Cited(figure),
        (Cover::Open(_) | Cover::Skipped(_), Role::SetAside) => Cover::SetAside(figure),
        (Cover::Open(None), _) => Cover::Open(Some(figure)),
        _ => before,
    }
}

/// The indices of the numbers inside a place.
fn within(numbers: &[Printed], place: &Range<usize>) -> Range<usize> {
    let first = numbers.partition_point(|number| number.start < place.start);
    first..first.max(numbers.partition_point(|number| number.end <= place.end))
}

/// A document with the places of the figures.
struct Page<'a> {
    text: &'a Text<'a>,
    numbers: &'a [Printed],
    cover: &'a [Cover],
    figures: &'a [Figure],
    /// For each figure the number that it cuts somewhere, and its whole places.
    places: &'a [(Option<&'a Printed>, Vec<Range<usize>>)],
}

impl Page<'_> {
    /// Whether a target number is in its figure, and a set-aside more than a number.
    fn inner_findings(&self, index: usize) -> Vec<Finding> {
        let figure = &self.figures[index];
        let target = match &figure.role {
            Role::Work | Role::Said(_) => return Vec::new(),
            Role::SetAside => {
                let short = is_bare(&figure.text);
                return short
                    .then_some(Finding::ShortSetAside { figure: index })
                    .into_iter()
                    .collect();
            }
            Role::Target(target) => target,
        };
        let of_same = |other: &&Figure| other.cited_at() == figure.cited_at();
        let has = |figure: &Figure, number: &Quantity| printed::prints(&figure.text, number);
        let first = self.figures.iter().position(|other| of_same(&other)) == Some(index);
        let none_here = !target.numbers.iter().any(|number| has(figure, number));
        let missing = target.numbers.iter().enumerate().filter(|(at, number)| {
            let nowhere = || !self.figures.iter().filter(of_same).any(|other| has(other, number));
            (none_here && *at == 0) || (first && nowhere())
        });
        let findings = missing.map(|(_, number)| Finding::NumberOutsideFigure {
            figure: index,
            number: number.clone(),
            printed: self.printed_there(index),
        });
        findings.collect()
    }

    /// The number in a figure that nothing is cited for, or else the nearest such number of its line.
    fn printed_there(&self, index: usize) -> Option<Range<usize>> {
        let place = self.places[index].1.first()?;
        let gap = |number: &Printed| {
            if number.start >= place.end {
                place.end..number.start
            } else {
                number.end.min(place.start)..place.start
            }
        };
        let open = self.numbers.iter().zip(self.cover);
        let open = open.filter(|(_, cover)| matches!(cover, Cover::Open(_)));
        let near = open.map(|(number, _)| (gap(number), number)).filter(|(gap, _)| {
            !self.text.narrow[gap.clone()].iter().any(|it| rules::is_line_end(*it))
        });
        let (_, number) = near.min_by_key(|(gap, _)| gap.len())?;
        Some(self.text.bytes(number.start..number.end))
    }

    /// Whether a figure is of several things by its words (国家、省、市各100项, 均超过50%, 杭州、宁波), and of one by the plan.
    fn one_of_several(&self, index: usize) -> Option<Finding> {
        let figure = &self.figures[index];
        let place = self.places[index].1.first()?;
        let text = &self.text.narrow[place.clone()];
        let is_of_one = matches!(&figure.role, Role::Target(target) if !target.every);
        let is_shared = || {
            self.figures.iter().zip(self.places).any(|(other, (_, places))| {
                let indicator = matches!(other.role, Role::Target(_));
                indicator
                    && other.spot.item != figure.spot.item
                    && places.iter().any(|it| it.start < place.end && place.start < it.end)
            })
        };
        let words = wording::found_in(text);
        let begins = |at: usize| {
            words.iter().any(|word| word.at == at)
                || printed::numbers_of(text).iter().any(|number| number.start == at)
        };
        let each = words.iter().find(|word| match word.says {
            // Of 平均 and 人均 there is one number, and of 各县 too.
            Says::Each => {
                let average =
                    word.at.checked_sub(1).is_some_and(|it| "平人户地".contains(text[it]));
                let alone = matches!(text[word.at], '分' | 'a'..='z' | 'A'..='Z');
                alone || !average && begins(word.end)
            }
            Says::Number(_) => text[word.at..word.end].starts_with(&['双', '覆']),
            _ => false,
        });
        let listed = || {
            let listed: Vec<char> = figure.several.as_ref()?.chars().collect();
            let at = text.windows(listed.len()).position(|it| it == listed)?;
            Some(at..at + listed.len())
        };
        let word = each.map(|it| it.at..it.end).or_else(listed)?;
        (is_of_one && !is_shared()).then(|| Finding::OneOfSeveral {
            figure: index,
            word: self.text.bytes(place.start + word.start..place.start + word.end),
        })
    }

    /// A number that a set-aside covers, with a word of a target beside it.
    fn target_set_aside(&self, index: usize) -> Option<Finding> {
        let place = self.places[index].1.first()?;
        let own = within(self.numbers, place);
        let skipped = rules::skipped(&self.text.narrow, self.numbers);
        let mut own = own.filter(|at| {
            matches!(self.cover[*at], Cover::SetAside(by) if by == index) && skipped[*at].is_none()
        });
        let at = own.find(|at| self.reads_like_target(&self.numbers[*at], place))?;
        let number = &self.numbers[at];
        let number = self.text.bytes(number.start..number.end);
        Some(Finding::TargetSetAside { figure: index, number })
    }

    fn reads_like_target(&self, number: &Printed, figure: &Range<usize>) -> bool {
        let before = &self.text.narrow[figure.start..number.start];
        let behind = &self.text.narrow[number.end..figure.end];
        let is_stop = |it: &char| !it.is_alphanumeric() && !is_blank(*it);
        let clause = before.iter().rposition(is_stop).map_or(0, |stop| stop + 1);
        let said = wording::found_in(&before[clause..]);
        let is_compared = |says| matches!(says, Says::Key(wording::Key::Compared(_)));
        let is_added = |says| matches!(says, Says::Added | Says::Measured(Measure::Total));
        let blanks = before.iter().rev().take_while(|it| is_blank(**it)).count();
        let length = (before.len() - blanks).saturating_sub(clause);
        let leads = said.iter().any(|word| {
            is_compared(word.says) && word.end == length
                || is_added(word.says) && !before[..clause + word.at].ends_with(&['已'])
        });
        // 300 or more: a word whose number is not the next one.
        let after: Vec<char> = behind.iter().copied().take_while(|it| !is_stop(it)).collect();
        let follows = wording::found_in(&after).first().is_some_and(|word| {
            let next = after[word.end..].iter().find(|it| !is_blank(**it));
            is_compared(word.says)
                && word.at <= LONGEST_UNIT
                && !next.is_some_and(char::is_ascii_digit)
        });
        let covers = wording::worth_at(&self.text.narrow, number.start, false)
            .is_some_and(|(worth, _)| worth.unit == "%" && worth.key != wording::FALL_BY);
        // Of 达300万元的项目 the number only says which; 5G and 4K are names.
        let tells_which = after.contains(&'的');
        let is_name = behind.first().is_some_and(char::is_ascii_uppercase)
            && !behind.get(1).is_some_and(char::is_ascii_alphanumeric);
        !tells_which && !is_name && (leads || follows || covers)
    }
}

/// Characters between a number and the word that compares it.
const LONGEST_UNIT: usize = 8;

/// Whether the figure consists only of numbers and signs.
fn is_bare(figure: &str) -> bool {
    let narrow: Vec<char> = figure.chars().map(printed::narrow).collect();
    let mut rest = narrow.clone();
    for number in printed::numbers_of(&narrow) {
        if let Some(number) = rest.get_mut(number.start..number.end) {
            number.fill(' ');
        }
    }
    !rest.into_iter().any(char::is_alphanumeric)
}

/// Every non-empty figure of the plan, in order.
///
/// Any new table of the plan that cites the document must be added here.
pub fn figures_of(plan: &Plan) -> Vec<Figure> {
    let indicators = (0..).map(Item::Indicator).zip(&plan.indicators);
    let targets = indicators.flat_map(|(item, indicator)| {
        let own = target_numbers(indicator, Some(&indicator.target), &indicator.milestones);
        let own = cited(item.key("cite"), &indicator.citations, Role::Target(own));
        let amended = indicator.amendments.iter().enumerate().flat_map(move |(entry, it)| {
            let milestones = it.milestones.as_deref().unwrap_or_default();
            let mut new = target_numbers(indicator, it.target.as_ref(), milestones);
            // What was to be reached before is often printed beside it.
            new.others.extend(indicator.target.printed(indicator.target_unit()));
            let at = item.key("amended").entry(entry).key("cite");
            cited(at, &it.citations, Role::Target(new))
        });
        own.chain(amended)
    });
    let set_asides =
        (0..).map(Item::SetAside).zip(&plan.set_asides).map(|(item, set_aside)| Figure {
            text: set_aside.figure.clone(),
            section: String::new(),
            several: None,
            document: set_aside.document.as_ref().map(|it| it.id.clone()),
            role: Role::SetAside,
            spot: item.key("figure"),
        });
    let tasks = (0..).map(Item::Task).zip(plan.tasks.iter().map(|it| &it.citations));
    let rules = (0..).map(Item::Rule).zip(plan.rules.iter().map(|it| &it.citations));
    let work =
        tasks.chain(rules).flat_map(|(item, cites)| cited(item.key("cite"), cites, Role::Work));
    let regions = Gazetteer::with(&plan.regions);
    let figures = targets.chain(work).chain(set_asides).chain(said_of(plan));
    let figures = figures.filter(|figure| !figure.text.is_empty());
    figures.map(|it| Figure { several: several_regions(&it.text, &regions), ..it }).collect()
}

/// Names of known regions beside one another, each without its suffix or with it: 杭州、宁波国家高新区.
fn several_regions(figure: &str, regions: &Gazetteer) -> Option<String> {
    let known = |name: &&str| name.len() >= "杭州".len() && !regions.meant(name).regions.is_empty();
    figure.match_indices('、').find_map(|(at, comma)| {
        let (before, after) = (&figure[..at], &figure[at + comma.len()..]);
        let first = before.char_indices().map(|(start, _)| &before[start..]).find(known)?;
        let ends = after.char_indices().map(|(start, it)| start + it.len_utf8());
        let second = ends.map(|end| &after[..end]).find(known)?;
        Some(format!("{first}{comma}{second}"))
    })
}

/// What the plan says of its document, each once.
fn said_of(plan: &Plan) -> Vec<Figure> {
    let head = |key: &'static str| (key, Item::Plan.key(key));
    let issued = plan.issued.map(|it| it.format("%Y年%-m月%-d日").to_string());
    // A page has no title of its own.
    let number = plan.document.clone().map(|it| (head("document"), it));
    let head = number.into_iter().chain(issued.map(|it| (head("issued"), it)));
    let indicators =
        (0..).map(Item::Indicator).zip(plan.indicators.iter().map(|it| &it.responsible));
    let tasks = (0..).map(Item::Task).zip(plan.tasks.iter().map(|it| &it.responsible));
    let units = indicators.chain(tasks).flat_map(|(item, units)| {
        let key = "responsible";
        let at = move |entry| (key, item.key(key).entry(entry));
        units.iter().enumerate().map(move |(entry, unit)| (at(entry), unit.clone()))
    });
    let mut seen = BTreeSet::new();
    let all = head.chain(units).filter(|((key, _), text)| seen.insert((*key, text.clone())));
    let figure = |((key, spot), text)| Figure {
        text,
        section: String::new(),
        several: None,
        document: None,
        role: Role::Said(key),
        spot,
    };
    all.map(figure).collect()
}

/// The figures of one table's citations.
fn cited(at: Spot, citations: &[Citation], role: Role) -> impl Iterator<Item = Figure> {
    let citations = citations.iter().enumerate();
    citations.map(move |(entry, citation)| Figure {
        text: citation.figure.clone(),
        section: citation.section.clone(),
        several: None,
        document: citation.document.as_ref().map(|it| it.id.clone()),
        role: role.clone(),
        spot: at.clone().entry(entry).key("figure"),
    })
}

/// The numbers of an indicator: those of its target (2 for a doubling), and others that its figures may contain.
fn target_numbers(
    indicator: &Indicator,
    goal: Option<&Goal>,
    milestones: &[Milestone],
) -> TargetNumbers {
    let own = |value: &Number| Quantity::new(value, &indicator.unit);
    let numbers = goal.map(|it| it.printed(indicator.target_unit())).unwrap_or_default();
    let baseline = indicator.baseline.iter();
    let baseline = baseline.filter_map(|baseline| baseline.value.as_ref());
    let milestones = milestones.iter().map(|milestone| &milestone.value);
    let every = indicator.every.iter();
    let share = every.filter_map(|every| every.share.as_ref());
    let share = share.map(|share| Quantity::new(&(share * &Number::from(100)), Unit::percent()));
    TargetNumbers {
        indicator: indicator.id.clone(),
        numbers,
        others: baseline.chain(milestones).map(own).chain(share).collect(),
        every: indicator.every.is_some(),
    }
}

#[cfg(test)]
mod tests;
