//! What a method says of the pace of a level; the three methods are a file each.

use super::{Finding, Grounds, Method, Reason, Verdict, case::grade, trace::Equation};

mod annual;
mod compound;
mod growth;
mod projection;
mod schedule;
mod way;

pub(super) use annual::Run;
pub(super) use compound::{
    direction as compound_direction, stations as compound_stations, value_at as compound_value_at,
};
pub(super) use projection::{direction as projection_direction, rate as projection_rate};
pub(super) use way::{Pace, Way};

impl Way<'_> {
    /// What a method says; `schedule` hands over to `projection` where there is no baseline.
    ///
    /// Errors: why the method is refused, with the method.
    pub(super) fn read(&self) -> &(Method, Result<Pace, Reason>) {
        self.read.get_or_init(|| {
            let method = self.case.method;
            let read = match method {
                Method::Schedule | Method::Direct => schedule::read(self),
                Method::Compound => compound::read(self),
                Method::Projection => projection::read(self),
            };
            let projected = match (method, &read) {
                (Method::Schedule, Err(Reason::NoBaseline)) => projection::read(self).ok(),
                _ => None,
            };
            projected.map_or((method, read), |pace| (Method::Projection, Ok(pace)))
        })
    }

    /// The verdict of a pace.
    ///
    /// Errors: why there is none.
    pub(super) fn verdict(&self, method: Method, pace: &Pace) -> Result<Verdict, Reason> {
        let bands = self.case.bands(method);
        if let Grounds::Projection { .. } = &pace.grounds {
            return projection::verdict(self, &bands);
        }
        if let Some(ratio) = &pace.ratio {
            return Ok(grade(ratio, &bands, self.aim.budget));
        }
        let progress =
            self.progress_and_expected().0.as_ref().filter(|_| method == Method::Schedule);
        if let Some(progress) = progress.filter(|_| !self.held_at_baseline()) {
            // Nothing is expected yet on this path (a flat first milestone): only going backwards can be judged.
            return Ok(if progress.is_negative() { Verdict::Regressing } else { Verdict::OnTrack });
        }
        let worse = self.base().is_some_and(|base| self.aim.worsens(base, &self.actual));
        if worse { Ok(Verdict::Regressing) } else { Err(Reason::ZeroOrSign) }
    }

    /// The equations of the pace that the finding shows.
    pub(super) fn equations(&self, finding: &Finding) -> Vec<Equation> {
        match (&finding.grounds, self.path()) {
            (Grounds::Compound { achieved, required, .. }, _) => {
                compound::equations(self, finding, achieved, required.as_ref())
            }
            (Grounds::Projection { changes, mean }, _) => {
                projection::equations(self, finding, changes, mean)
            }
            (Grounds::Own, Some(path)) if finding.method == Method::Schedule => {
                path.equations(finding, false)
            }
            (Grounds::Own, _) => Vec::new(),
        }
    }
}
