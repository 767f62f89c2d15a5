//! Which plan, indicator or series people mean by what they write: pure, by ids, names, and parts of them.

use super::{Figure, Plan, names::normalised_name};
use crate::diag::nearest;

/// What something may be called.
#[derive(Debug, Clone)]
pub struct Called<'a> {
    pub id: &'a str,
    /// Its number on the screen, from 1.
    number: Option<usize>,
    /// Its names, first the one that the document prints.
    names: Vec<&'a str>,
    in_english: Option<&'a str>,
}

impl<'a> Called<'a> {
    /// The plan itself, which is also known by its region.
    pub fn plan(plan: &'a Plan) -> Self {
        Self::of(&plan.id, None, [&plan.title, &plan.region], plan.title_en.as_ref())
    }

    /// The indicators of a plan, numbered.
    pub fn indicators(plan: &'a Plan) -> Vec<Self> {
        let numbered = (1..).zip(&plan.indicators);
        numbered.map(|(number, it)| Self::figure(it, Some(number))).collect()
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
        Self { id, number, names, in_english: in_english.map(String::as_str) }
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
        self.names().any(|name| fits(&normalised_name(name)))
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
    let short = written.split_once('…').map(|(start, end)| [start, end].map(normalised_name));
    let short = short.filter(|short| short.iter().any(|it| !it.is_empty()));
    let ways: [&dyn Fn(&Called) -> bool; 5] = [
        &|it| it.id == written,
        &|it| it.any(|own| own == name) || (number.is_some() && it.number == number),
        &|it| {
            let fits = |[start, end]: &[String; 2], own: &str| {
                own.starts_with(start) && own.ends_with(end)
            };
            short.as_ref().is_some_and(|short| it.any(|own| fits(short, own)))
        },
        &|it| normalised_name(it.id).starts_with(&name) || it.any(|own| own.starts_with(&name)),
        &|it| normalised_name(it.id).contains(&name) || it.any(|own| own.contains(&name)),
    ];
    let found = ways.iter().map(|fits| all.iter().filter(|it| fits(it)).collect::<Vec<_>>());
    found.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
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
