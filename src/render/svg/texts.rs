//! Text in a picture: its width, cutting and position.

use maud::{Markup, html};
use unicode_width::UnicodeWidthChar;

use super::scale::{Px, Rect, px};
use crate::{
    lang::{HARD_SPACE, Words},
    render::{fitting, printable, text},
    table::Shown,
};

/// Font size.
pub const SIZE: i32 = 12;

/// Line height.
pub const LINE: Px = px(15);

/// Widths of a Chinese and of a Latin character in tenths of a pixel. Digits matter most: those of `DejaVu Sans`, the
/// widest of the usual fonts, take 0.636 of the font size.
const WIDE: i32 = 10 * SIZE;
const NARROW: i32 = 64 * SIZE / 10;

/// A number of more characters than this is written with a power of ten.
const LONGEST_NUMBER: usize = 12;

/// Digits of a number with a power of ten.
const DIGITS: u32 = 6;

/// Text without characters that XML forbids or that are unsafe in a terminal.
pub fn safe(text: &str) -> String {
    let forbidden = |one: char| matches!(u32::from(one) & 0xffff, 0xfffe | 0xffff);
    let plain = text::plain(&printable(text)).replace(['\n', HARD_SPACE], " ");
    plain.replace(forbidden, "\u{fffd}")
}

/// The estimated width of a character.
fn letter(one: char) -> i32 {
    match one.width() {
        Some(0) | None => 0,
        Some(1) => NARROW,
        Some(_) => WIDE,
    }
}

/// The estimated width of a text.
pub fn width(text: &str) -> Px {
    Px(text.chars().map(letter).sum())
}

/// The estimated width of a bold text.
pub fn bold(text: &str) -> Px {
    Px(width(text).0 * 11 / 10)
}

/// Classes of bold text.
const BOLD: [&str; 2] = ["pc-w", "pc-n"];

/// The text, cut with an ellipsis to be no wider than `room`, and whether it was cut.
pub fn cut(text: &str, room: Px) -> (String, bool) {
    if width(text) <= room {
        return (text.to_owned(), false);
    }
    let room = usize::try_from((room - width("…")).0).unwrap_or(0);
    let kept = fitting(text, room, |one| usize::try_from(letter(one)).unwrap_or(0));
    let kept = format!("{}…", kept.trim_end());
    (kept, true)
}

/// A number in a label: with all its digits, or with a power of ten if there are too many.
pub fn number(shown: &Shown, words: Words) -> String {
    let plain = safe(&words.shown(shown));
    if shown.exact.is_zero() && plain.chars().count() > LONGEST_NUMBER {
        return "0".to_owned();
    }
    // The digits of others set them apart from a target.
    if shown.is_ordinary() || plain.chars().count() <= LONGEST_NUMBER {
        return plain;
    }
    with_power(shown, words).unwrap_or(plain)
}

/// `≈1.23457×10¹⁴`.
fn with_power(shown: &Shown, words: Words) -> Option<String> {
    let (digits, is_exact, exponent) = shown.with_power(DIGITS - 1)?;
    let about = if is_exact { "" } else { words.sign("≈", "~") };
    let digits = digits.replace('-', words.minus());
    let power: String = exponent.to_string().chars().map(raised).collect();
    Some(format!("{about}{digits}×10{power}"))
}

fn raised(digit: char) -> char {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    digit.to_digit(10).and_then(|digit| RAISED.get(digit as usize).copied()).unwrap_or('⁻')
}

/// Which end of a text is at its position.
#[derive(Clone, Copy)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A text with the position of its anchor on the baseline of the line.
#[derive(Clone)]
pub struct Label {
    pub text: String,
    pub at: (Px, Px),
    pub anchor: Anchor,
    /// Classes in addition to the anchor's.
    pub class: String,
    /// The whole text, if it was cut.
    pub whole: Option<String>,
}

impl Label {
    pub fn new(
        text: impl Into<String>,
        at: (Px, Px),
        anchor: Anchor,
        class: impl Into<String>,
    ) -> Self {
        Self { text: text.into(), at, anchor, class: class.into(), whole: None }
    }

    /// A text cut to the room that there is, with all of it as a title.
    pub fn cut(text: &str, room: Px, at: (Px, Px), anchor: Anchor, class: &'static str) -> Self {
        let (short, was_cut) = cut(text, room);
        Self { whole: was_cut.then(|| text.to_owned()), ..Self::new(short, at, anchor, class) }
    }

    /// The rectangle that it covers.
    pub fn room(&self) -> Rect {
        let wide =
            if BOLD.contains(&self.class.as_str()) { bold(&self.text) } else { width(&self.text) };
        let (x, y) = self.at;
        let left = match self.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - wide.half(),
            Anchor::End => x - wide,
        };
        Rect { left, right: left + wide, top: y - px(10), bottom: y + px(3) }
    }

    /// The label, moved inside `area`.
    pub fn inside(mut self, area: &Rect) -> Self {
        let room = self.room();
        let shifted = room.inside(area);
        self.at.0 = self.at.0 + (shifted.left - room.left);
        self.at.1 = self.at.1 + (shifted.top - room.top);
        self
    }

    pub fn draw(&self) -> Markup {
        let class = match self.anchor {
            Anchor::Start => self.class.clone(),
            Anchor::Middle => format!("{} pc-m", self.class),
            Anchor::End => format!("{} pc-e", self.class),
        };
        html! {
            text class=(class.trim()) x=(self.at.0) y=(self.at.1) {
                @if let Some(whole) = &self.whole { title { (whole) } }
                (self.text)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::number::Number;

    const EN: Words = Words { lang: Lang::En, ascii: false };

    fn written(text: &str) -> String {
        number(&Number::parse_decimal(text).unwrap().into(), EN)
    }

    #[test]
    fn numbers_too_long_for_a_label_are_written_with_a_power() {
        for (value, text) in [
            ("949.62", "949.62"),
            ("-1234567.5", "−1,234,567.5"),
            ("123456789012345", "≈1.23457×10¹⁴"),
            ("-200000000000000", "−2×10¹⁴"),
            ("0.0000000000012", "1.2×10⁻¹²"),
            ("12.3456789012", "12.35"),
            ("0.00000000000000", "0"),
        ] {
            assert_eq!(written(value), text);
        }
    }

    #[test]
    fn texts_are_cut_by_character() {
        assert_eq!(cut("abc", px(100)), ("abc".to_owned(), false));
        let (text, was_cut) = cut("全社会研发投入强度", px(60));
        assert!(was_cut);
        assert_eq!(text, "全社会研…");
        assert!(width(&text) <= px(60));
    }

    #[test]
    fn nothing_that_xml_forbids_is_left() {
        assert_eq!(safe("a\u{1}b\u{202e}c\u{ffff}d"), "a\\u{1}b\\u{202e}c\u{fffd}d");
    }
}
