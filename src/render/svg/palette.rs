//! The colours of a standalone picture, by their names in the page.
//!
//! They are written into the rules: many SVG viewers do not support custom properties.

/// Names, with the colour on white, on which every text has a contrast of at least 4.5, and on a dark background.
const COLOURS: [(&str, &str, &str); 22] = [
    ("--pc-bg", "#ffffff", "#12161c"),
    ("--pc-fg", "#1c2430", "#e8ecf2"),
    ("--pc-muted", "#596474", "#9eaaba"),
    ("--pc-line", "#dfe4ea", "#2b3440"),
    ("--pc-panel", "#f3f5f8", "#1b222b"),
    ("--pc-accent", "#1257a6", "#6fb3ff"),
    ("--pc-achieved-soft", "#bfe3cf", "#1d5538"),
    ("--pc-ahead-soft", "#c4e6ee", "#17505d"),
    ("--pc-on-track-soft", "#dcefcf", "#33511f"),
    ("--pc-at-risk-soft", "#fbe6b4", "#5c470f"),
    ("--pc-off-track-soft", "#fad3bd", "#653113"),
    ("--pc-regressing-soft", "#efcdea", "#572450"),
    ("--pc-missed-soft", "#f5c4ca", "#631d27"),
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
pub fn style(rules: &str) -> String {
    let rules = rules.lines().map(str::trim).collect::<String>();
    let painted = |colour: fn(&(&str, &'static str, &'static str)) -> &'static str| {
        COLOURS
            .iter()
            .fold(rules.clone(), |rules, it| rules.replace(&format!("var({})", it.0), colour(it)))
    };
    let light = painted(|it| it.1);
    let dark = painted(|it| it.2);
    format!("{light}@media (prefers-color-scheme:dark){{{dark}}}")
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
        let palettes = [COLOURS.map(|it| (it.0, it.1)), COLOURS.map(|it| (it.0, it.2))];
        for palette in palettes {
            let of = |name: &str| palette.iter().find(|it| it.0 == name).unwrap().1;
            let (ground, accent) = (of("--pc-bg"), of("--pc-accent"));
            for (name, colour) in palette {
                if name.ends_with("-soft") {
                    // The bar of the actual on every band.
                    assert!(contrast(accent, colour) >= 3.0, "{name} {colour}");
                } else if !["--pc-bg", "--pc-line", "--pc-panel"].contains(&name) {
                    assert!(contrast(colour, ground) >= 4.5, "{name} {colour}");
                }
            }
        }
    }
}
