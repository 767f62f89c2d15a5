//! Tables with a row an indicator, and one for each of its members below it where they are asked for.

use crate::{
    assess::{MemberOutcome, Verdict},
    record::each,
    report::{
        Judged, StatusView, name_of,
        shown::{Digits, figure_cell, need_heading},
        spark,
    },
    table::{Cell, Column, Edges, Heading, Rows, Table},
};

/// What a page shows of every indicator.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Progress and verdict.
    Status,
    /// What is still to be done.
    Gap,
}

/// A row.
pub enum Line<'a> {
    Indicator(Box<Digits<'a>>),
    /// A member of the list above it with a target that others have not, and the numbers with which its own is compared.
    Member(&'a MemberOutcome, Box<Option<Cell>>, Edges),
}

impl<'a> Line<'a> {
    /// An indicator, and its members if they are asked for.
    pub fn of(judged: Judged<'a>, with_members: bool) -> impl Iterator<Item = Self> {
        let members = judged.finding.members.iter().filter(move |_| with_members);
        let below = members.flat_map(move |members| {
            let edges = judged.member_edges();
            members.all.iter().map(move |member| {
                Self::Member(member, Box::new(judged.member_target(member)), edges.clone())
            })
        });
        [Self::Indicator(Box::new(judged.digits()))].into_iter().chain(below)
    }
}

impl<'a> Rows<Line<'a>> {
    pub fn named<C: Into<Cell>>(self, name: impl Fn(&Digits<'a>) -> C) -> Self {
        self.prose(Heading::Indicator, |line| match line {
            Line::Indicator(it) => name(it).into(),
            Line::Member(member, ..) => Cell::Member(member.region.clone()),
        })
    }

    pub fn target(self) -> Self {
        self.number(Heading::Target, |line| match line {
            Line::Indicator(it) => Some(it.target_cell()),
            Line::Member(_, target, _) => (**target).clone(),
        })
    }

    /// What stands first: name, target, actual, with the history beside it if it is asked for, gap.
    pub fn standing<C: Into<Cell>>(self, name: impl Fn(&Digits<'a>) -> C, history: bool) -> Self {
        let rows = self.named(name).target().number(Heading::Actual, |line| match line {
            Line::Indicator(it) => it.actual_cell(),
            Line::Member(member, _, edges) => figure_cell(edges, member.actual.as_ref()),
        });
        let rows = if history {
            let history = |it: &Digits<'_>| Cell::History(spark::of(it));
            rows.own(Column::word(Heading::History), history)
        } else {
            rows
        };
        rows.own(Column::number(Heading::Gap), Digits::gap_cell)
    }

    /// What stands last.
    pub fn verdict(self) -> Table {
        let verdicts = self.word(Heading::Verdict, |line| match line {
            Line::Indicator(it) => it.verdict_cell(),
            Line::Member(member, ..) => Cell::met(member.met),
        });
        verdicts.table()
    }

    /// A column that is empty beside members.
    pub fn own<C: Into<Cell>>(self, column: Column, cell: impl Fn(&Digits<'a>) -> C) -> Self {
        self.column(column, |line| match line {
            Line::Indicator(it) => Some(cell(it)),
            Line::Member(..) => None,
        })
    }
}

impl StatusView<'_> {
    /// The table of some indicators: each with its plan if they are of several, those without any data only if `all` are
    /// asked for.
    pub fn table<'j>(
        &self,
        judged: impl Iterator<Item = Judged<'j>>,
        look: Look,
        several: bool,
        all: bool,
    ) -> Table {
        let judged = each(judged, |it| it);
        let name = |it: &Digits<'_>| {
            let units = &it.indicator().responsible;
            let name: Cell = match look {
                Look::Status => it.name().into(),
                Look::Gap if units.is_empty() => name_of(it.indicator()).into(),
                Look::Gap => (name_of(it.indicator()), units).into(),
            };
            if several { name.above(&it.plan.id) } else { name }
        };
        let need = Column::number(need_heading(judged.iter().copied()));
        let arrival = |it: &Digits<'_>| it.finding.arrival;
        let shown = judged.iter().filter(|it| all || it.finding.verdict != Verdict::NoData);
        let rows = Table::of(shown.flat_map(|it| Line::of(*it, self.with_members)));
        let rows = rows.standing(name, self.with_history && look == Look::Status);
        match look {
            Look::Status => rows
                .own(Column::word(Heading::Progress), |it| it.progress_cell())
                .own(Column::number(Heading::Projected).optional(), Digits::projected)
                .own(need.optional(), Digits::need_cell)
                .own(Column::word(Heading::Arrival).optional(), arrival)
                .verdict()
                .without_empty_optional(),
            Look::Gap => rows
                .own(need, Digits::need_cell)
                .own(Column::word(Heading::Arrival), arrival)
                .verdict()
                .without_empty_columns(),
        }
    }
}
