//! `chart`: one indicator as an SVG picture.

use std::path::Path;

use super::{
    prelude::*,
    subject::{Subject, View},
};
use crate::{
    cli::output::is_standard_output,
    render::svg::{self, Chart, Frame, Kind},
};

/// The width of a picture, and the height of its trajectory.
const FRAME: Frame = Frame { width: 720, height: 320 };

/// Extensions of formats into which other programs convert SVG.
const CONVERTIBLE: [&str; 9] = ["png", "jpg", "jpeg", "gif", "webp", "bmp", "tiff", "pdf", "eps"];

pub fn run(args: &ChartArgs, session: &mut Session) -> Result<Outcome> {
    // Arguments are checked before anything is read.
    check_extension(args.output.as_deref())?;
    let kind = args.kind;
    let named = [&args.plan, &args.indicator].map(String::as_str);
    let subject = Subject::load(named, &args.data, &args.judging, session)?;
    let (chart, of_series) = match subject.view(&args.data, session)? {
        View::Indicator(judged) => (Chart::of(judged, kind), false),
        View::Series(view) => (Chart::of_series(&view, kind), true),
    };
    let Some(picture) = svg::standalone(&chart, FRAME, session.settings.style.words()) else {
        bail!(RunProblem::NothingToDraw {
            id: args.indicator.clone(),
            plan: args.plan.clone(),
            of_series: of_series && kind == Kind::Bullet,
        });
    };
    deliver_to(args.output.as_deref(), picture.as_bytes())
}

/// Refuses file extensions other than `.svg`; a name without an extension is accepted.
fn check_extension(output: Option<&Path>) -> Result<(), RunProblem> {
    let Some(path) = output.filter(|path| !is_standard_output(path)) else {
        return Ok(());
    };
    let Some(ending) = path.extension() else {
        return Ok(());
    };
    let ending = ending.to_string_lossy().into_owned();
    let lower = ending.to_lowercase();
    if lower == "svg" {
        return Ok(());
    }
    Err(RunProblem::NotAPicture {
        svg: super::shown(&path.with_extension("svg")),
        dots: CONVERTIBLE.contains(&lower.as_str()),
        ending,
    })
}
