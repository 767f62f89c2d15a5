//! The colours of a standalone picture, by their names in the page.
//!
//! They are written into the rules: many SVG viewers do not support custom properties.

/// Name and colour.
type Colour = (&'static str, &'static str);

/// On white: every text colour has a contrast of at least 4.5.
const LIGHT: [Colour; 13] = [
    ("--pc-bg", "#ffffff"),
    ("--pc-fg", "#1c2430"),
    ("--pc-muted", "#596474"),
    ("--pc-line", "#dfe4ea"),
    ("--pc-panel", "#f3f5f8"),
    ("--pc-accent", "#1257a6"),
    ("--pc-achieved-soft", "#bfe3cf"),
    ("--pc-ahead-soft", "#c4e6ee"),
    ("--pc-on-track-soft", "#dcefcf"),
    ("--pc-at-risk-soft", "#fbe6b4"),
    ("--pc-off-track-soft", "#fad3bd"),
    ("--pc-regressing-soft", "#efcdea"),
    ("--pc-missed-soft", "#f5c4ca"),
];

/// On a dark background.
const DARK: [Colour; 13] = [
    ("--pc-bg", "#12161c"),
    ("--pc-fg", "#e8ecf2"),
    ("--pc-muted", "#9eaaba"),
    ("--pc-line", "#2b3440"),
    ("--pc-panel", "#1b222b"),
    ("--pc-accent", "#6fb3ff"),
    ("--pc-achieved-soft", "#1d5538"),
    ("--pc-ahead-soft", "#17505d"),
    ("--pc-on-track-soft", "#33511f"),
    ("--pc-at-risk-soft", "#5c470f"),
    ("--pc-off-track-soft", "#653113"),
    ("--pc-regressing-soft", "#572450"),
    ("--pc-missed-soft", "#631d27"),
];

/// Text colours of verdicts: name, on white, on a dark background.
const VERDICTS: [(&str, &str, &str); 9] = [
    ("--pc-achieved", "#0a6b3d", "#63d39a"),
    ("--pc-ahead", "#00677a", "#5fd0e4"),
    ("--pc-on-track", "#3a6b12", "#a3d977"),
    ("--pc-at-risk", "#855500", "#f0c24b"),
    ("--pc-off-track", "#b03a00", "#ff9a66"),
    ("--pc-regressing", "#8c1d7b", "#e79bdc"),
    ("--pc-missed", "#a8071a", "#ff8b95"),
    ("--pc-undetermined", "#596474", "#9eaaba"),
    ("--pc-no-data", "#596474", "#9eaaba"),
];

/// The rules with their colours, repeated for dark mode.
pub(super) fn style(rules: &str) -> String {
    let rules = rules.lines().map(str::trim).collect::<String>();
    let light = VERDICTS.map(|(name, light, _)| (name, light));
    let dark = VERDICTS.map(|(name, _, dark)| (name, dark));
    let light = painted(&rules, LIGHT.iter().chain(&light));
    let dark = painted(&rules, DARK.iter().chain(&dark));
    format!("{light}@media (prefers-color-scheme:dark){{{dark}}}")
}

fn painted<'a>(rules: &str, colours: impl Iterator<Item = &'a Colour>) -> String {
    colours.fold(rules.to_owned(), |rules, (name, colour)| {
        rules.replace(&format!("var({name})"), colour)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_is_replaced() {
        let style = style(&format!("{}{}", super::super::CSS, super::super::standalone::CSS));
        assert!(!style.contains("var("), "{style}");
    }

    /// Relative luminance and contrast as WCAG 2.1 defines them.
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn texts_and_lines_can_be_seen() {
        for (palette, which) in [(LIGHT, 0), (DARK, 1)] {
            let ground = palette[0].1;
            for (name, colour) in &palette[1..3] {
                assert!(contrast(colour, ground) >= 4.5, "{name} {colour}");
            }
            assert!(contrast(palette[5].1, ground) >= 4.5, "accent");
            for (name, light, dark) in VERDICTS {
                let colour = if which == 0 { light } else { dark };
                assert!(contrast(colour, ground) >= 4.5, "{name} {colour}");
            }
            // The bar of the actual on every band.
            for (name, colour) in &palette[6..] {
                assert!(contrast(palette[5].1, colour) >= 3.0, "{name} {colour}");
            }
        }
    }
}
