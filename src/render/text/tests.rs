use unicode_width::UnicodeWidthStr;

use crate::lang::Lang;
use crate::lang::words::Words;
use crate::render::Style;
use crate::report::sample::sample;
use crate::report::{Judged, Sheet, explain, gap, list, show};
use crate::table::PlanOrigin;

use super::grid;

fn style(lang: Lang, width: usize) -> Style {
    Style {
        colour: false,
        ascii: false,
        width,
        lang,
    }
}

fn drawn(sheet: &Sheet, style: &Style) -> String {
    let mut out = Vec::new();
    super::sheet(sheet, &mut out, style).unwrap();
    String::from_utf8(out).unwrap()
}

fn status(style: &Style) -> String {
    drawn(&sample().view().sheet(false), style)
}

#[test]
fn look() {
    for lang in [Lang::En, Lang::Zh] {
        for width in [40, 60, 80, 120] {
            println!("{}", status(&style(lang, width)));
        }
    }
    println!("{}", status(&Style { ascii: true, ..style(Lang::En, 80) }));
    let s = sample();
    println!("{}", drawn(&gap::sheet(&s.view()), &style(Lang::En, 80)));
    println!("{}", drawn(&gap::sheet(&s.view()), &style(Lang::Zh, 80)));
    println!("{}", drawn(&show::plan_sheet(&s.plan), &style(Lang::Zh, 80)));
    for (i, f) in s.assessment.findings.iter().enumerate() {
        if [0, 1, 3, 4].contains(&i) {
        let j = Judged { plan: &s.plan, assessment: &s.assessment, actuals: &s.actuals, finding: f };
        println!("{}", drawn(&explain::sheet(&j), &style(Lang::En, 80)));
        println!("{}", drawn(&explain::sheet(&j), &style(Lang::Zh, 80)));
        }
    }
}
