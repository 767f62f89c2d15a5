//! The content of a trajectory before layout: the range of its axes, its labels, and its legend.

use super::super::{
    legend::{Entry, Sign},
    texts::{number, safe},
};
use crate::lang::Words;
use crate::number::Number;
use crate::period::Month;
use crate::render::curves::legend;
use crate::report::plot::{Curve, Plot, Spot};
use crate::table::Span;

/// The first and the last month, including the as-of date if it is not far away.
pub fn months(plot: &Plot) -> Option<(Month, Month)> {
    let (first, last) = plot.months()?;
    let earlier = plot.earlier.iter().map(|release| release.at);
    let first = earlier.clone().chain([first]).min()?;
    let last = earlier.chain([last]).max()?;
    let near = last.plus((last.since(first) / 4).max(12));
    let as_of = plot.as_of.map(Month::of).filter(|month| *month <= near);
    Some((first, as_of.map_or(last, |month| last.max(month))))
}

/// From the lowest to the highest value, including those of earlier releases.
pub fn values(plot: &Plot) -> Option<Span> {
    let span = plot.values()?;
    let earlier = plot.earlier.iter().map(|release| &release.value);
    Span::of(earlier.chain([&span.from, &span.to]))
}

/// The actual that is labelled: the one of the verdict, else the last.
pub fn newest(plot: &Plot) -> Option<&Spot> {
    let actual = plot.lines.iter().rfind(|line| line.curve == Curve::Actual)?;
    let newest = plot.newest;
    let judged = actual.spots.iter().find(|spot| Some(spot.at) == newest);
    judged.or(actual.spots.last())
}

/// Labels at the right ends of lines: value, text, class.
pub fn ends(plot: &Plot, words: Words, long: bool) -> Vec<(Number, String, &'static str)> {
    let mut ends: Vec<(Number, String, &'static str)> = Vec::new();
    for line in &plot.lines {
        let class = match line.curve {
            Curve::Target => "pc-w",
            Curve::Stretch | Curve::Projection(_) => "pc-t",
            Curve::Path | Curve::Reference(_) | Curve::Actual => continue,
        };
        let spots: Vec<&Spot> = match line.curve {
            Curve::Projection(_) => line.spots.last().into_iter().collect(),
            _ => line.spots.iter().collect(),
        };
        for spot in spots {
            let known =
                ends.iter().any(|(value, _, known)| *value == spot.value && *known == class);
            if known {
                continue;
            }
            let value = number(&plot.edges.amount(&spot.value), words);
            let text = match line.curve {
                Curve::Projection(_) => format!("→ {value}"),
                _ if long => format!("{} {value}", words.curve(&line.curve)),
                _ => value,
            };
            ends.push((spot.value.clone(), text, class));
        }
    }
    ends
}

/// The legend entries, the strongest line first.
pub fn entries(plot: &Plot, words: Words) -> Vec<Entry> {
    let legend = legend(plot, words, |value| number(value, words)).into_iter();
    legend.map(|(mark, word)| Entry { sign: Sign::Mark(mark), word: safe(&word) }).collect()
}
