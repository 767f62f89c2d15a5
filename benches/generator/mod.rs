//! A synthetic panel of any size (regions × indicators × years, some figures revised later), and a plan for some of its
//! indicators. Every figure depends only on the seed and its position, so the same panel can be written in any order and
//! form.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Parser, ValueEnum};

/// A synthetic panel of actuals as CSV.
#[derive(Debug, Parser)]
pub(crate) struct Args {
    /// Regions
    #[arg(long, default_value_t = 3000)]
    regions: u64,
    /// Indicators in the panel
    #[arg(long, default_value_t = 120)]
    indicators: u64,
    /// Years, the last of them 2024
    #[arg(long, default_value_t = 25)]
    years: u64,
    /// Figures in a thousand that are revised half a year later
    #[arg(long, default_value_t = 78)]
    revised: u64,
    /// The seed
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Order of the rows
    #[arg(long, value_enum, default_value_t = Order::Region)]
    order: Order,
    /// Every cell in quotes
    #[arg(long)]
    quoted: bool,
    /// Lines end in CRLF
    #[arg(long)]
    crlf: bool,
    /// A panel with more to do: every fifth year is revised, every row has a source of its own; of the plan no baseline is
    /// written, and a third of the targets are met at the start
    #[arg(long)]
    varied: bool,
    /// The CSV file [default: standard output]
    #[arg(short)]
    pub(crate) output: Option<PathBuf>,
    /// Write a plan file with N indicators of the panel, instead of the panel
    #[arg(long, value_name = "N")]
    pub(crate) plan: Option<u64>,
    /// Further indicators of the plan that the panel does not have
    #[arg(long, default_value_t = 0)]
    absent: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    /// Region by region, indicator by indicator
    Region,
    /// Year by year, as releases come
    Time,
    /// No order
    Shuffled,
}

/// A well-mixed number from a seed and a place (the finaliser of `SplitMix64`).
fn mixed(seed: u64, place: u64) -> u64 {
    let mut mixed = seed
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add(place.wrapping_mul(0xbf58_476d_1ce4_e5b9));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A row to write.
#[derive(Debug, Clone, Copy)]
struct Slot {
    region: u64,
    indicator: u64,
    year: u64,
    revision: bool,
}

impl Args {
    fn slots(&self) -> u64 {
        self.regions * self.indicators * self.years * 2
    }

    /// The slot at a position, in the requested order.
    fn slot(&self, position: u64) -> Slot {
        let split = |value: u64, by: u64| (value / by, value % by);
        match self.order {
            Order::Region | Order::Shuffled => {
                let at = if self.order == Order::Region {
                    position
                } else {
                    scattered(position, self.slots())
                };
                let (rest, revision) = split(at, 2);
                let (rest, year) = split(rest, self.years);
                let (region, indicator) = split(rest, self.indicators);
                Slot { region, indicator, year, revision: revision == 1 }
            }
            Order::Time => {
                let (rest, indicator) = split(position, self.indicators);
                let (rest, region) = split(rest, self.regions);
                let (year, revision) = split(rest, 2);
                Slot { region, indicator, year, revision: revision == 1 }
            }
        }
    }

    fn first_year(&self) -> u64 {
        2025 - self.years
    }

    /// Writes the row of a slot; nothing for a revision that does not exist.
    fn row(&self, slot: Slot, out: &mut impl Write) -> io::Result<()> {
        let series = slot.region * self.indicators + slot.indicator;
        let own = mixed(self.seed, series);
        let of_year = mixed(self.seed ^ 0x5eed, series * self.years + slot.year);
        let year = self.first_year() + slot.year;
        let all_revised = self.varied && year.is_multiple_of(5);
        if slot.revision && !all_revised && of_year % 1000 >= self.revised {
            return Ok(());
        }
        // From 200.00 to 1,200.00 in the first year, some per cent more or less every year, and some noise.
        let start = 20_000 + own % 100_000;
        let slope = (own >> 20) % 120;
        let trend = start + start * slope * slot.year / 2000;
        let noise = (of_year >> 10) % (trend / 50);
        let correction = if slot.revision { (of_year >> 40) % 400 } else { 0 };
        let hundredths = trend + noise + correction;
        let day = 1 + (of_year >> 50) % 28;
        let month = if slot.revision { 9 } else { 3 };
        let unit = unit_of(slot.indicator);
        // Every tenth indicator is printed in a smaller unit than the plan's.
        let (whole, part) = if unit == "万元" {
            (hundredths * 100, None)
        } else {
            (hundredths / 100, Some(hundredths % 100))
        };
        let quote = if self.quoted { "\"" } else { "" };
        let between = if self.quoted { "\",\"" } else { "," };
        let end = if self.crlf { "\r\n" } else { "\n" };
        let (region, indicator) = (slot.region, slot.indicator);
        write!(
            out,
            "{quote}地区{region:05}{between}指标{indicator:03}{between}{year}{between}{whole}"
        )?;
        if let Some(part) = part {
            write!(out, ".{part:02}")?;
        }
        write!(
            out,
            "{between}{unit}{between}{next}-{month:02}-{day:02}{between}年鉴",
            next = year + 1
        )?;
        if self.varied {
            write!(out, "第{:08}页", series * self.years + slot.year)?;
        }
        write!(out, "{quote}{end}")
    }

    /// Writes the panel.
    pub(crate) fn panel(&self, out: &mut impl Write) -> io::Result<()> {
        let heads = ["region", "indicator", "period", "value", "unit", "published", "source"];
        let end = if self.crlf { "\r\n" } else { "\n" };
        if self.quoted {
            write!(out, "\"{}\"{end}", heads.join("\",\""))?;
        } else {
            write!(out, "{}{end}", heads.join(","))?;
        }
        for position in 0..self.slots() {
            self.row(self.slot(position), out)?;
        }
        out.flush()
    }

    /// Writes a plan of `count` indicators of the panel; the targets are such that every verdict occurs.
    pub(crate) fn plan(&self, count: u64, out: &mut impl Write) -> io::Result<()> {
        writeln!(
            out,
            "# Made up by benches/panel.rs\n[plan]\nid = \"panel-plan\"\ntitle = \"Panel\"\nregion = \"地区00000\"\nissuer = \"made up\"\n\
             document = \"made up\"\nissued = 2011-01-01\nperiod = \"2011/2020\"\nactuals = [\"panel.csv\"]"
        )?;
        let of_panel = (0..count).map(|index| (index * self.indicators / count, true));
        let absent = (0..self.absent).map(|index| (self.indicators + index, false));
        for (indicator, present) in of_panel.chain(absent) {
            let unit = match unit_of(indicator) {
                "万元" => "亿元",
                unit => unit,
            };
            let in_hundredths = if self.varied && indicator.is_multiple_of(3) {
                // Below every figure.
                15_000
            } else {
                60_000 + mixed(self.seed ^ 0x7a6, indicator) % 90_000
            };
            let baseline = if self.varied { "" } else { "baseline = { period = \"2010\" }\n" };
            let target = if unit_of(indicator) == "万元" {
                // 100 times the hundredths, in 万元; in 亿元 that is a hundredth of them.
                format!("{}.{:02}", in_hundredths / 100, in_hundredths % 100)
            } else {
                (in_hundredths / 100).to_string()
            };
            let name = if present { "指标" } else { "别处指标" };
            writeln!(
                out,
                "\n[[indicator]]\nid = \"indicator-{indicator:03}\"\nname = \"{name}{indicator:03}\"\nunit = \"{unit}\"\nmeasure = \"level\"\n\
                 {baseline}target = {{ at_least = {target} }}\ncite = {{ section = \"一\", figure = \"达到{target}{unit}\" }}"
            )?;
        }
        out.flush()
    }
}

/// A permutation of `0..count` that moves neighbours far apart.
fn scattered(position: u64, count: u64) -> u64 {
    let mut factor = count / 5 * 3 + 1;
    while divisor(factor, count) != 1 {
        factor += 1;
    }
    let product = u128::from(position) * u128::from(factor) % u128::from(count);
    // Applied twice and reversed in between, so that neighbours do not keep a constant distance.
    let turned = u128::from(count - 1) - product;
    let half = u128::from(count) / 2;
    let mixed = if turned < half { turned * 2 + 1 } else { (turned - half) * 2 };
    u64::try_from(if count.is_multiple_of(2) { mixed } else { turned }).unwrap_or_default()
}

fn divisor(one: u64, other: u64) -> u64 {
    if other == 0 { one } else { divisor(other, one % other) }
}

fn unit_of(indicator: u64) -> &'static str {
    match indicator % 10 {
        0 => "万元",
        1..=4 => "亿元",
        5 | 6 => "家",
        7 => "万人",
        8 => "件",
        _ => "万家",
    }
}
