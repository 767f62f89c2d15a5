//! What people mean by the names they write: the one plan, indicator or series, or an error that lists those that fit.

use crate::{
    diag::RunProblem,
    load::{
        discover::{PlanFile, PlanFolders},
        plan_toml,
    },
    plan::called::{Called, meant},
};

/// So many are listed where several fit.
const MOST_LISTED: usize = 8;

/// The one that is meant, if there is one.
pub fn only<'a, 'b>(
    name: &str,
    all: &'b [Called<'a>],
) -> Result<Option<&'b Called<'a>>, RunProblem> {
    let found = meant(name, all);
    if let [_, _, ..] = found[..] {
        return Err(several(name, &found));
    }
    Ok(found.first().copied())
}

/// The error that lists those that fit.
pub fn several(name: &str, found: &[&Called<'_>]) -> RunProblem {
    let more = found.len().saturating_sub(MOST_LISTED);
    let found = found.iter().take(MOST_LISTED).map(|it| it.listed()).collect();
    RunProblem::SeveralFit { name: name.to_owned(), found, more }
}

/// The plan of which this is the title, the region, or a part of either or of the id. Every plan is read for it.
pub fn plan(name: &str, folders: &PlanFolders) -> Result<Option<PlanFile>, RunProblem> {
    let read = |file: &PlanFile| {
        let bytes = file.read().ok()?;
        plan_toml::load_plan(&file.shown(), &bytes, None).plan
    };
    let all = folders.all();
    let plans: Vec<_> = all.iter().filter_map(read).collect();
    let called: Vec<_> = plans.iter().map(Called::plan).collect();
    let found = only(name, &called)?;
    Ok(found.and_then(|found| folders.find(found.id)))
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::{
        load::{builtin, catalog},
        plan::{Plan, called::Spellings},
    };

    /// The plans of the binary.
    fn plans() -> Vec<Plan> {
        let catalog = builtin::CATALOG.map(|own| own.text.as_bytes());
        let catalog = catalog.and_then(|bytes| catalog::load_catalog("catalog.toml", bytes).0);
        let all = PlanFolders::default().all().into_iter();
        all.map(|file| {
            let Ok(bytes) = file.read() else { panic!("{}", file.shown()) };
            plan_toml::load_plan(&file.shown(), &bytes, catalog.as_ref()).plan.unwrap()
        })
        .collect()
    }

    /// Every start and end of a name, with what stands for the rest.
    fn split<'a>(name: &'a str, dots: &'a str) -> impl Iterator<Item = String> + 'a {
        let cuts: Vec<usize> = name.char_indices().map(|(at, _)| at).collect();
        let ends = cuts.clone();
        cuts.into_iter().skip(1).flat_map(move |start| {
            let ends = ends.clone().into_iter().filter(move |end| *end > start);
            let form =
                move |end: usize| format!("{}{dots}{}", name[..start].trim(), name[end..].trim());
            ends.chain([name.len()]).map(form)
        })
    }

    #[test]
    fn every_indicator_is_meant_by_its_number_its_names_and_what_is_left_of_them() {
        let plans = plans();
        assert_eq!(plans.len(), 8);
        for plan in &plans {
            let all = Called::figures(plan);
            let spellings = Spellings::of(plan);
            let ids =
                |typed: &str| -> Vec<&str> { meant(typed, &all).iter().map(|it| it.id).collect() };
            for (index, it) in plan.indicators.iter().enumerate() {
                assert_eq!(ids(&(index + 1).to_string()), [it.id.as_str()], "{}", plan.id);
                let other = it.region.as_ref().filter(|region| **region != plan.region);
                for name in [Some(&it.name), it.name_en.as_ref()].into_iter().flatten() {
                    let name = other.map_or(name.clone(), |region| format!("{name} ({region})"));
                    // Indicators that share a name are listed.
                    let named = ids(&name);
                    assert!(named.contains(&it.id.as_str()), "{name}");
                    let shared = named.len();
                    for dots in ["…", "..."] {
                        for columns in (16..name.width()).step_by(3) {
                            let fits = |form: &str| form.width() <= columns;
                            let short = spellings.shortened(&name, &it.id, dots, fits);
                            let found = ids(&short);
                            assert!(found.contains(&it.id.as_str()), "{short}");
                            // Where several fit, no start and end of the name that has room fits only one.
                            let own = |form: &String| fits(form) && spellings.is_only(form, &it.id);
                            let alone = found.len() == 1 || shared > 1;
                            let other = || split(&name, dots).find(own);
                            assert!(alone || other().is_none(), "{short}: {:?}", other());
                        }
                    }
                }
            }
        }
    }
}
