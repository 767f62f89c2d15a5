//! Periods in the reader's language.

use crate::lang::Lang;
use crate::lang::words::{SOFT_BREAK, Words};
use crate::period::{Month, Period};

impl Words {
    /// A period as people write it; machine formats use its `Display`.
    pub fn period(self, period: Period) -> String {
        let year = period.first().year();
        let (first, last) = (period.first().number(), period.last().number());
        let text = period.to_string();
        let one_year = year == period.last().year();
        match self.lang {
            Lang::En if text.contains('/') && one_year => {
                let dash = self.sign("–", "-");
                format!("{}{dash}{} {year}", english_month(first), english_month(last))
            }
            Lang::En if text.contains('/') && period.is_whole_years() => {
                text.replace('/', self.sign("–", "-"))
            }
            Lang::Zh if text.len() == "2024-06-30".len() => text,
            Lang::Zh if period.is_calendar_year() => format!("{year}年"),
            Lang::Zh if text.contains('H') => {
                let half = if last == 6 { "上半年" } else { "下半年" };
                format!("{year}年{SOFT_BREAK}{half}")
            }
            Lang::Zh if text.contains('Q') => {
                let quarter = ["一", "二", "三", "四"][(last as usize / 3).clamp(1, 4) - 1];
                format!("{year}年{SOFT_BREAK}{quarter}季度")
            }
            Lang::Zh if period.months() == 1 => self.month(period.first()),
            Lang::Zh if one_year => format!("{year}年{SOFT_BREAK}{first}-{last}月"),
            Lang::Zh if period.is_whole_years() => {
                format!("{year}-{}年", period.last().year())
            }
            Lang::En | Lang::Zh => text,
        }
    }

    pub fn month(self, month: Month) -> String {
        match self.lang {
            Lang::En => month.to_string(),
            Lang::Zh => format!("{}年{SOFT_BREAK}{}月", month.year(), month.number()),
        }
    }
}

fn english_month(number: u32) -> &'static str {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    MONTHS[number.clamp(1, 12) as usize - 1]
}
