//! Which plan, indicator or series people mean by what they write: pure, by ids, names, and parts of them.

use super::{Figure, Plan, names::normalised_name};
use crate::diag::nearest;

/// The end of a shortened name has so many letters, or a multiple of them: in Chinese and in others.
const LETTERS: [usize; 2] = [3, 6];

/// What stands for the letters that a shortened name leaves out; the second where only ASCII is written.
pub const DOTS: [&str; 2] = ["…", "..."];

/// What something may be called.
#[derive(Debug, Clone)]
pub struct Called<'a> {
    pub id: &'a str,
    /// Its number on the screen, from 1.
    number: Option<usize>,
    /// Its names, first the one that the document prints.
    names: Vec<&'a str>,
    in_english: Option<&'a str>,
    /// Its region, where that is not the plan's: its name is shown with it.
    region: Option<&'a str>,
}

impl<'a> Called<'a> {
    /// The plan itself, which is also known by its region.
    pub fn plan(plan: &'a Plan) -> Self {
        Self::of(&plan.id, None, [&plan.title, &plan.region], plan.title_en.as_ref())
    }

    /// The indicators of a plan, numbered.
    pub fn indicators(plan: &'a Plan) -> Vec<Self> {
        let numbered = (1..).zip(&plan.indicators).map(|(number, it)| {
            let region = it.region.as_deref().filter(|region| *region != plan.region);
            Self { region, ..Self::figure(it, Some(number)) }
        });
        numbered.collect()
    }

    /// Its indicators and its series.
    pub fn figures(plan: &'a Plan) -> Vec<Self> {
        let mut all = Self::indicators(plan);
        all.extend(plan.series.iter().map(|series| Self::figure(series, None)));
        all
    }

    fn figure(figure: &'a Figure, number: Option<usize>) -> Self {
        let names = std::iter::once(&figure.name).chain(&figure.aliases);
        Self::of(&figure.id, number, names, figure.name_en.as_ref())
    }

    fn of(
        id: &'a str,
        number: Option<usize>,
        printed: impl IntoIterator<Item = &'a String>,
        in_english: Option<&'a String>,
    ) -> Self {
        let names = printed.into_iter().map(String::as_str).collect();
        Self { id, number, names, in_english: in_english.map(String::as_str), region: None }
    }

    fn names(&self) -> impl Iterator<Item = &'a str> {
        self.names.iter().copied().chain(self.in_english)
    }

    /// As it is listed, in English and in Chinese: the id, and the name in brackets.
    pub fn listed(&self) -> [String; 2] {
        let printed = self.names.first().copied();
        [self.in_english.or(printed), printed]
            .map(|name| name.map_or(self.id.to_owned(), |name| format!("{} ({name})", self.id)))
    }

    fn any(&self, fits: impl Fn(&str) -> bool) -> bool {
        self.spellings().any(|name| fits(&name))
    }

    /// Its names as they are compared, also with the region behind them.
    fn spellings(&self) -> impl Iterator<Item = String> {
        self.names().map(normalised_name).flat_map(|name| {
            let with_region = self.region.map(|region| name.clone() + &normalised_name(region));
            [name].into_iter().chain(with_region)
        })
    }
}

/// Those that are meant: the one of that id; else all of that name or number; else those of that shortened form
/// (`Growth of val…`), those that begin so, and last those that contain it.
pub fn meant<'a, 'b>(written: &str, all: &'b [Called<'a>]) -> Vec<&'b Called<'a>> {
    let name = normalised_name(written);
    if name.is_empty() {
        return Vec::new();
    }
    let number = written.trim().parse().ok();
    let short = Shortened::of(written);
    let ways: [&dyn Fn(&Called) -> bool; 5] = [
        &|it| it.id == written,
        &|it| it.any(|own| own == name) || (number.is_some() && it.number == number),
        &|it| short.as_ref().is_some_and(|short| it.any(|own| short.fits(own))),
        &|it| normalised_name(it.id).starts_with(&name) || it.any(|own| own.starts_with(&name)),
        &|it| normalised_name(it.id).contains(&name) || it.any(|own| own.contains(&name)),
    ];
    let found = ways.iter().map(|fits| all.iter().filter(|it| fits(it)).collect::<Vec<_>>());
    found.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

/// A name of which only the start and the end are written.
struct Shortened([String; 2]);

impl Shortened {
    fn of(written: &str) -> Option<Self> {
        let parts = DOTS.iter().find_map(|dots| written.split_once(dots));
        let ends = parts.map(|(start, end)| [start, end].map(normalised_name));
        ends.filter(|ends| ends.iter().any(|it| !it.is_empty())).map(Self)
    }

    fn fits(&self, name: &str) -> bool {
        let Self([start, end]) = self;
        name.starts_with(start) && name.ends_with(end)
    }
}

/// The spellings of all figures of a plan with their ids, by which a shortened name is no other's.
#[derive(Debug)]
pub struct Spellings(Vec<(String, String)>);

impl Spellings {
    pub fn of(plan: &Plan) -> Self {
        let all = Called::figures(plan);
        let spellings =
            all.iter().flat_map(|it| it.spellings().map(|name| (name, it.id.to_owned())));
        Self(spellings.collect())
    }

    /// Is no other figure meant by the shortened form?
    pub fn is_only(&self, form: &str, id: &str) -> bool {
        let short = Shortened::of(form);
        let fits = |name: &str| short.as_ref().is_some_and(|short| short.fits(name));
        self.0.iter().all(|(name, other)| other == id || !fits(name))
    }

    /// The longest form of a figure's name that fits: its start, or its start and so much of its end that no other figure
    /// is meant by it.
    pub fn shortened(
        &self,
        name: &str,
        id: &str,
        dots: &str,
        fits: impl Fn(&str) -> bool,
    ) -> String {
        let letters: Vec<char> = name.chars().collect();
        let form = |kept: usize, end: usize| {
            let part = |letters: &[char]| letters.iter().collect::<String>().trim().to_owned();
            let (start, end) =
                (part(&letters[..kept - end]), part(&letters[letters.len() - end..]));
            format!("{start}{dots}{end}")
        };
        let kept = (1..letters.len()).rev().find(|kept| fits(&form(*kept, 0))).unwrap_or(1);
        let is_own = |form: &String| fits(form) && self.is_only(form, id);
        // Letters of the end may be wider than those of the start that they replace.
        let step = LETTERS[usize::from(name.is_ascii())];
        let by = |most: usize, step: usize| {
            let ends = move |kept: usize| (0..kept).step_by(step).map(move |end| (kept, end));
            (1..=most).rev().flat_map(ends)
        };
        let ways = by(kept, step).chain(by(letters.len().saturating_sub(1), 1));
        let mut forms = ways.map(|(kept, end)| form(kept, end));
        forms.find(is_own).unwrap_or_else(|| form(kept, 0))
    }
}

/// The id whose spelling, or that of whose name, is nearest.
pub fn nearest_id<'a>(written: &str, all: &[Called<'a>]) -> Option<&'a str> {
    let ids = all.iter().map(|it| (it.id, it.id));
    let names = all.iter().flat_map(|it| it.names().map(|name| (name, it.id)));
    let by = |texts: &mut dyn Iterator<Item = (&'a str, &'a str)>| {
        let texts: Vec<_> = texts.collect();
        let near = nearest(written, texts.iter().map(|(text, _)| *text))?;
        texts.iter().find(|(text, _)| *text == near).map(|(_, id)| *id)
    };
    by(&mut { ids }).or_else(|| by(&mut { names }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Called<'static>> {
        let of = |number, id, names: &[&'static str], in_english| Called {
            id,
            number,
            names: names.to_vec(),
            in_english: Some(in_english),
            region: None,
        };
        vec![
            of(Some(1), "rd-intensity", &["研发投入强度", "2"], "R&D intensity (GERD/GDP)"),
            of(Some(2), "rd-spending", &["研发经费"], "R&D expenditure"),
            of(Some(3), "new-firms", &["新增高新技术企业"], "New high-tech enterprises"),
            of(None, "firms", &["高新技术企业"], "High-tech enterprises"),
        ]
    }

    #[test]
    fn an_id_then_a_name_or_number_then_a_part() {
        for (written, ids) in [
            ("firms", "firms"),
            ("3", "new-firms"),
            ("2", "rd-intensity rd-spending"),
            ("高新技术企业", "firms"),
            ("r&d intensity(gerd/gdp)", "rd-intensity"),
            ("High-tech enter…", "firms"),
            ("新增…企业", "new-firms"),
            ("rd", "rd-intensity rd-spending"),
            ("RD-INT", "rd-intensity"),
            ("研发", "rd-intensity rd-spending"),
            ("增高", "new-firms"),
            ("tech", "new-firms firms"),
            ("人口", ""),
            (" ", ""),
            ("…", ""),
        ] {
            let all = all();
            let found: Vec<&str> = meant(written, &all).iter().map(|it| it.id).collect();
            assert_eq!(found.join(" "), ids, "{written}");
        }
    }

    #[test]
    fn a_slip_is_near_an_id_or_a_name() {
        for (written, id) in [
            ("rd-intensty", Some("rd-intensity")),
            ("研发投入强渡", Some("rd-intensity")),
            ("R&D expenditur", Some("rd-spending")),
            ("常住人口", None),
        ] {
            assert_eq!(nearest_id(written, &all()), id, "{written}");
        }
    }
}
