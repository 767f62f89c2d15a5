//! Anchors within the page, and its table of contents.

use std::fmt::{self, Write};

use maud::{Markup, Render, html};

use crate::{lang::Words, plan::Plan};

use super::{page::PageView, parts::name};

words! {
/// A part of the page: its anchor and its heading.
    pub enum Part {
        Plans      "plans"      "Plans"                               "规划";
        Shared     "shared"     "Indicators shared by several plans"  "各规划共有指标";
        Overview   "overview"   "Overview"                            "总体情况";
        Changes    "changes"    "Changes"                             "变化情况";
        Indicators "indicators" "All indicators"                      "全部指标";
        Sections   "sections"   "By section of the document"          "按文件章节";
        Units      "units"      "By responsible unit"                 "按责任单位";
        Regions    "regions"    "By region"                           "分地区";
        Agenda     "agenda"     "Tasks and rules"                     "任务与规则";
        InWords    "words"      "Report in words"                     "文字报告";
        Data       "data"       "Data"                                "数据说明";
    }
}

/// An anchor within the page: the same in every run, so that links to it remain valid.
#[derive(Clone)]
pub struct Anchor(String);

impl Anchor {
    pub fn page(part: &str) -> Self {
        Self(part.to_owned())
    }

    pub fn plan(plan: &Plan) -> Self {
        Self(format!("p-{}", safe(&plan.id)))
    }

    pub fn part(plan: &Plan, part: Part) -> Self {
        Self(format!("p-{}.{}", safe(&plan.id), part.word()))
    }

    pub fn indicator(plan: &Plan, id: &str) -> Self {
        Self(format!("i-{}.{}", safe(&plan.id), safe(id)))
    }

    /// A place within this one.
    pub fn within(&self, place: &str) -> Self {
        Self(format!("{}.{place}", self.0))
    }

    pub fn link(&self) -> String {
        format!("#{}", self.0)
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Render for Anchor {
    fn render_to(&self, buffer: &mut String) {
        // It has only letters, digits, `-`, `_` and `.`.
        buffer.push_str(&self.0);
    }
}

/// An id in which nothing needs an escape; different ids stay different.
fn safe(id: &str) -> String {
    let mut safe = String::with_capacity(id.len());
    for character in id.chars() {
        match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => safe.push(character),
            other => {
                // Writing to a `String` cannot fail.
                let _ = write!(safe, "_{:x}_", u32::from(other));
            }
        }
    }
    safe
}

/// The table of contents: the parts of a single plan, or several plans.
pub fn contents(
    view: &PageView<'_>,
    parts: &[Vec<(Part, Markup)>],
    has_shared: bool,
    words: Words,
) -> Markup {
    html! {
        nav.pc-nav aria-label=(words.pick("Contents", "目录")) {
            ul {
                @match view.plans.as_slice() {
                    [plan] => {
                        @for (part, _) in parts.iter().flatten() {
                            li { a href=(Anchor::part(plan.plan(), *part).link()) { (part.text(words)) } }
                        }
                    }
                    plans => {
                        li { a href=(Anchor::page(Part::Plans.word()).link()) { (Part::Plans.text(words)) } }
                        @if has_shared {
                            li { a href=(Anchor::page(Part::Shared.word()).link()) { (Part::Shared.text(words)) } }
                        }
                        @for plan in plans {
                            li { a href=(Anchor::plan(plan.plan()).link()) { (name(&plan.title(), words)) } }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn different_ids_are_different_places() {
        let ids = ["a", "a.b", "a_b", "a b", "a\"b", "规划", "a-b", "A"];
        let mut safe: Vec<String> = ids.iter().map(|id| super::safe(id)).collect();
        safe.sort();
        safe.dedup();
        assert_eq!(safe.len(), ids.len());
        let fits = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
        assert!(safe.iter().all(|id| id.chars().all(fits)), "{safe:?}");
    }
}
