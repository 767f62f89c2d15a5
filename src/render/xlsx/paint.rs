//! Colours of words, as in Excel's styles for good, neutral and bad cells. The word says the same.

use rust_xlsxwriter::Format;

use crate::{
    assess::{Verdict, trace::rules::RuleVerdict},
    plan::tasks::State,
    words::Word,
};

/// Fill and text, as 0xRRGGBB.
type Colours = (u32, u32);

const BEST: Colours = (0xA9_D08E, 0x1E_4620);
const GOOD: Colours = (0xC6_EFCE, 0x00_6100);
const FAIR: Colours = (0xE2_EFDA, 0x37_5623);
const NEUTRAL: Colours = (0xFF_EB9C, 0x7F_6000);
const POOR: Colours = (0xF8_CBAD, 0x84_3C0C);
const BAD: Colours = (0xFF_C7CE, 0x9C_0006);
const WORST: Colours = (0xF4_9AA3, 0x66_0004);
const UNKNOWN: Colours = (0xD9_D9D9, 0x40_4040);
const NOTHING: Colours = (0xF2_F2F2, 0x59_5959);

pub fn of_verdict(verdict: Verdict) -> Format {
    format(match verdict {
        Verdict::Achieved => BEST,
        Verdict::Ahead => GOOD,
        Verdict::OnTrack => FAIR,
        Verdict::AtRisk => NEUTRAL,
        Verdict::OffTrack => POOR,
        Verdict::Regressing => BAD,
        Verdict::Missed => WORST,
        Verdict::NotAssessable => UNKNOWN,
        Verdict::NoData => NOTHING,
    })
}

/// The colours of a word in a column of verdicts, states or severities.
pub fn of_word(column: &str, word: &str) -> Option<Format> {
    if column.contains("verdict") {
        return Verdict::of_word(word).map(of_verdict).or_else(|| {
            Some(format(match RuleVerdict::of_word(word)? {
                RuleVerdict::Fires => BAD,
                RuleVerdict::Clear => GOOD,
                RuleVerdict::Unknown => UNKNOWN,
            }))
        });
    }
    let colours = match (column, word) {
        ("severity", "error") => BAD,
        ("severity", "warning") => NEUTRAL,
        ("state", _) => match State::of_word(word)? {
            State::Done => GOOD,
            State::InProgress => NEUTRAL,
            State::NotStarted => UNKNOWN,
            State::Blocked | State::Late => BAD,
        },
        _ => return None,
    };
    Some(format(colours))
}

fn format((fill, text): Colours) -> Format {
    Format::new().set_background_color(fill).set_font_color(text)
}

pub fn header() -> Format {
    let fill = 0x30_5496;
    let text = 0xFF_FFFF;
    format((fill, text)).set_bold()
}
