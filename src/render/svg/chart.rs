//! What a picture of one indicator or series shows beside its charts: name, region, target, actual, verdict.

use crate::assess::Verdict;
use crate::render::Bullet;
use crate::report::{Judged, Plot, SeriesView, TrendView, id_name, title_of};
use crate::table::{Cell, Heading, Name};

words! {
    /// Which charts a picture has.
    pub enum Kind {
        /// the years: path, target, actuals, projection
        Trajectory "trajectory";
        /// the actual on the way from the baseline to the target
        Bullet     "bullet";
        /// whichever of the two there is
        Both       "both";
    }
}

/// A picture of one indicator or series.
#[derive(Clone)]
pub struct Chart {
    /// Its name.
    pub name: Name,
    /// The region.
    pub region: String,
    /// The plan's title.
    pub plan: Name,
    /// What else to know, in order.
    pub facts: Vec<(Heading, Cell)>,
    /// The grade, and the cell that says it; none of a series.
    pub verdict: Option<(Verdict, Cell)>,
    /// The trajectory, where it is asked for and there is one.
    pub plot: Option<Plot>,
    /// The bullet, where it is asked for and there is one.
    pub bullet: Option<Bullet>,
}

impl Chart {
    /// The picture of a finding.
    pub fn of(judged: Judged<'_>, kind: Kind) -> Self {
        let finding = judged.finding;
        let digits = judged.digits();
        let mut facts = vec![(Heading::Target, digits.dated_target_cell())];
        if finding.actual.is_some() {
            facts.push((Heading::Actual, digits.actual_amount_cell()));
        }
        Self {
            name: judged.name(),
            region: finding.region.clone(),
            plan: title_of(judged.plan),
            facts,
            verdict: Some((finding.verdict, judged.verdict_cell())),
            bullet: (kind != Kind::Trajectory).then(|| Bullet::of(&judged)).flatten(),
            plot: (kind != Kind::Bullet)
                .then(|| TrendView::new(judged).plot())
                .filter(|plot| plot.months().is_some()),
        }
    }

    /// The picture of a series, which has no target and so no bullet.
    pub fn of_series(view: &SeriesView<'_>, kind: Kind) -> Self {
        let plot = (kind != Kind::Bullet).then(|| view.plot());
        Self {
            name: id_name(view.basis.plan, &view.series.id),
            region: view.drawn().map(|own| own.region.clone()).unwrap_or_default(),
            plan: title_of(view.basis.plan),
            facts: Vec::new(),
            verdict: None,
            plot: plot.filter(|plot| plot.months().is_some()),
            bullet: None,
        }
    }
}
