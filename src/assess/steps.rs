//! The order in which a verdict is reached: docs/assessment.md, "The order of assessment", read beside it.
//!
//! Steps 0 to 3 find that there is nothing to judge: the measures, which pick the figures, say so. Steps 4 to 8 are here,
//! once for every measure. Depends on nothing but the words of verdicts.

use super::{Reason, Step, Verdict};

/// What a measure answers, once it has picked its figures; `At` is one possibility of everything that the figures leave open.
pub(super) trait Question {
    type At;

    /// Step 4: is it decided by the deadline's figure, or whatever figures follow? Met or not.
    fn settled(&self, at: &Self::At) -> Option<bool>;

    /// Step 5: the verdict where the target is met now. Errors: why its pace, which then counts, cannot be measured.
    fn now(&self, at: &Self::At) -> Option<Result<Verdict, Reason>>;

    /// Step 6: was it met at the baseline?
    fn lost(&self, _at: &Self::At) -> bool {
        false
    }

    /// Whether the target is met, where it is not met now and its pace is barred: what has no baseline is short all the same.
    fn short(&self) -> Option<bool> {
        Some(false)
    }

    /// Steps 7 and 8: the verdict of the pace. Errors: what bars it.
    fn pace(&self, at: &Self::At) -> Result<Verdict, Reason>;
}

/// What the steps come to.
#[derive(Clone, Copy)]
pub(super) struct Outcome {
    pub step: Step,
    pub verdict: Verdict,
    pub reason: Option<Reason>,
    /// Is the target met now? `None` if the figures do not tell.
    pub met: Option<bool>,
}

impl Outcome {
    pub(super) fn decided(step: Step, verdict: Verdict) -> Self {
        let met = verdict == Verdict::Achieved || step == Step::MetNow;
        let met = (verdict != Verdict::NoData).then_some(met);
        Self { step, verdict, reason: None, met }
    }

    pub(super) fn refused(step: Step, reason: Reason) -> Self {
        Self { step, verdict: Verdict::NotAssessable, reason: Some(reason), met: None }
    }

    /// Is there a verdict, and is the target met, for good or for now?
    pub(super) fn is_met(self) -> bool {
        self.reason.is_none() && self.met == Some(true)
    }

    fn of(step: Step, verdict: Result<Verdict, Reason>, met: Option<bool>) -> Self {
        match verdict {
            Ok(verdict) => Self::decided(step, verdict),
            Err(reason) => Self { met, ..Self::refused(Step::Barred, reason) },
        }
    }
}

/// Steps 4 to 8, at every possibility that may make a difference: a single one where all figures are exact.
///
/// What the figures leave open decides nothing: only a verdict to which every possibility leads; else `doubt` is what is known
/// of the figure that leaves a step open.
pub(super) fn judge<Q: Question>(question: &Q, possible: &[Q::At], doubt: Reason) -> Outcome {
    if let [only] = possible {
        return judge_one(question, only);
    }
    let mut outcomes: Vec<Outcome> = possible.iter().map(|at| judge_one(question, at)).collect();
    outcomes.sort_by_key(|outcome| outcome.step);
    let ([first, ..], [.., last]) = (&*outcomes, &*outcomes) else {
        return Outcome::refused(Step::Barred, doubt);
    };
    let all = |same: &dyn Fn(&Outcome) -> bool| outcomes.iter().all(same);
    let met = first.met.filter(|met| all(&|other| other.met == Some(*met)));
    // Where several steps lead to one verdict, the last of them leaves nothing open.
    if all(&|other| (other.verdict, other.reason) == (first.verdict, first.reason)) {
        Outcome { met, ..*last }
    } else {
        // Whether it is certain already comes before whether it is met.
        let met = met.filter(|_| first.step > Step::Settled);
        Outcome { met, ..Outcome::refused(first.step, doubt) }
    }
}

fn judge_one<Q: Question>(question: &Q, at: &Q::At) -> Outcome {
    if let Some(met) = question.settled(at) {
        let verdict = if met { Verdict::Achieved } else { Verdict::Missed };
        return Outcome::decided(Step::Settled, verdict);
    }
    if let Some(verdict) = question.now(at) {
        return Outcome::of(Step::MetNow, verdict, Some(true));
    }
    if question.lost(at) {
        return Outcome::decided(Step::Lost, Verdict::Regressing);
    }
    Outcome::of(Step::Bands, question.pace(at), question.short())
}
