//! Regions and what they are called: those that are always known, and those that a catalogue adds.

use std::borrow::Cow;
use std::iter;
use std::sync::LazyLock;

use foldhash::HashMap;

use super::normalised_name;
use crate::keys::{Text, Texts};

tables! {
    /// A region.
    #[derive(Debug, Clone, Default)]
    pub struct Region = "[[region]]" {
        /// its name in full
        name: Text,
        /// name in English
        name_en: Option<Text>,
        /// other names under which releases print it
        aliases: Texts,
        /// codes that stand for it, such as 330000 or CN-ZJ
        codes: Texts,
        /// the region in which it lies, by its name in full
        within: Option<Text>,
    }
}

/// The regions that are always known, one a line, all names as they are compared: its name, the region in which it lies, its
/// other names and codes.
const SHIPPED: &str = include_str!("regions.txt");

static KNOWN: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut known = Gazetteer::default();
    known.by_name.reserve(SHIPPED.len() / 10);
    for line in SHIPPED.lines() {
        let mut fields = line.split('|').map(Cow::Borrowed);
        let name = fields.next().unwrap_or_default();
        let within = fields.next();
        known.add(name, within.filter(|within| !within.is_empty()), fields);
    }
    known
});

/// A name as it is compared.
type Name = Cow<'static, str>;

/// All regions that are known, by every name.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    /// The name of each, and the region in which it lies.
    regions: Vec<(Name, Option<Name>)>,
    /// By names in full, aliases and codes.
    by_name: HashMap<Name, Vec<usize>>,
    /// By the names that are left without 省, 市 …
    by_bare: HashMap<Name, Vec<usize>>,
}

/// The regions that a name may mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meant {
    /// As the gazetteer numbers them.
    pub regions: Vec<usize>,
    /// Is it a name without its suffix?
    pub is_bare: bool,
}

impl Gazetteer {
    /// The regions that are always known, and those of a catalogue.
    pub fn with(regions: &[Region]) -> Cow<'static, Self> {
        let mut known = Cow::Borrowed(&*KNOWN);
        let compared = |name: &String| Cow::Owned(normalised_name(name));
        for Region { name, name_en, aliases, codes, within } in regions {
            let others = name_en.iter().chain(aliases).chain(codes).map(compared);
            known.to_mut().add(compared(name), within.as_ref().map(compared), others);
        }
        known
    }

    /// Adds a region, or further names of one of the same name in the same place.
    fn add(&mut self, name: Name, within: Option<Name>, others: impl Iterator<Item = Name>) {
        let mut named = self.by_name.get(&name).into_iter().flatten().copied();
        let same = |at: &usize| self.regions.get(*at).is_some_and(|it| it.1 == within);
        let index = named.find(same).unwrap_or(self.regions.len());
        if index == self.regions.len() {
            let bare = bare_name(&name);
            if bare.len() < name.len() {
                self.by_bare.entry(bare.to_owned().into()).or_default().push(index);
            }
            self.regions.push((name.clone(), within));
        }
        for name in iter::once(name).chain(others) {
            let named = self.by_name.entry(name).or_default();
            if !named.contains(&index) {
                named.push(index);
            }
        }
    }

    /// The regions that a name, as compared, may mean: its own, or behind the names of those in which it lies.
    pub fn meant(&self, name: &str) -> Meant {
        for (is_bare, by_name) in [(false, &self.by_name), (true, &self.by_bare)] {
            for (at, _) in name.char_indices() {
                let (before, name) = name.split_at(at);
                let named = by_name.get(name).into_iter().flatten().copied();
                let regions: Vec<usize> =
                    named.filter(|region| self.lies_in(*region, before)).collect();
                if !regions.is_empty() {
                    return Meant { regions, is_bare };
                }
            }
        }
        Meant::default()
    }

    /// Are these the names of regions in which it lies, the largest first?
    fn lies_in(&self, region: usize, names: &str) -> bool {
        let mut rest = names;
        for within in self.above(region) {
            let mut forms = [within, bare_name(within)].into_iter();
            rest = forms.find_map(|name| rest.strip_suffix(name)).unwrap_or(rest);
        }
        rest.is_empty()
    }

    /// The names of the regions in which it lies, the nearest first.
    fn above(&self, region: usize) -> impl Iterator<Item = &str> {
        let within = |region: usize| self.regions.get(region)?.1.as_deref();
        let next = move |name: &&str| within(*self.by_name.get(*name)?.first()?);
        // One that lies in itself ends somewhere, too.
        iter::successors(within(region), next).take(8)
    }

    /// The suffix that says of what level a region is: its name's own, or that of the one region that a bare name means. 市
    /// says nothing of those that lie in a country.
    pub fn level(&self, name: &str) -> Option<&'static str> {
        match self.meant(name).regions.as_slice() {
            [] => suffix_of(name),
            [only] => {
                let (name, within) = self.regions.get(*only)?;
                suffix_of(within.as_deref()?).and_then(|_| suffix_of(name))
            }
            _ => None,
        }
    }
}

/// Suffixes without which a region is still called by its name; those that end in another one come first. The bare name of a
/// 县, 旗, 盟 or 自治州 is often that of another region: 长沙 is 长沙市, not 长沙县, and 海南 is the province.
const SUFFIXES: [&str; 8] = ["特别行政区", "自治区", "地区", "林区", "新区", "省", "市", "区"];

/// Peoples in the names of autonomous regions.
const PEOPLES: [&str; 3] = ["壮族", "回族", "维吾尔"];

/// The name without a suffix, if at least two characters remain.
fn cut<'a>(name: &'a str, suffix: &str) -> Option<&'a str> {
    name.strip_suffix(suffix).filter(|rest| rest.chars().count() >= 2)
}

/// The suffix of a name that can do without.
fn suffix_of(name: &str) -> Option<&'static str> {
    SUFFIXES.into_iter().find(|suffix| cut(name, suffix).is_some())
}

/// The name without its suffix.
pub fn bare_name(name: &str) -> &str {
    let Some(suffix) = suffix_of(name) else { return name };
    let rest = cut(name, suffix).unwrap_or(name);
    PEOPLES
        .iter()
        .find_map(|people| cut(rest, people))
        .filter(|_| suffix == "自治区")
        .unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_regions_are_written_as_they_are_compared() {
        let mut counts = [0; 4];
        let mut names: Vec<&str> = Vec::new();
        for line in SHIPPED.lines() {
            let fields: Vec<&str> = line.split('|').collect();
            for field in &fields {
                assert_eq!(normalised_name(field), *field, "{line}");
            }
            let (name, within) = (fields[0], fields[1]);
            assert!(within.is_empty() || names.contains(&within), "{line}: within comes first");
            names.push(name);
            let codes = fields.iter().filter(|it| it.len() == 6 && it.parse::<u32>().is_ok());
            let code = codes.copied().next().unwrap_or_default();
            let (province, city) = (code.ends_with("0000"), code.ends_with("00"));
            let level = if within == "全国" {
                0
            } else if city {
                1
            } else {
                2
            };
            assert_eq!(province, within == "全国", "{line}");
            if within == "浙江省" || level == 0 || code.starts_with("33") {
                counts[level] += 1;
            } else {
                counts[3] += 1;
            }
            let above = KNOWN.meant(within).regions;
            let above = above.first().map(|at| &KNOWN.regions[*at].0);
            assert_eq!(above.map_or("", |it| it), within);
            assert_eq!(KNOWN.meant(name), Meant { regions: vec![names.len() - 1], is_bare: false });
        }
        assert_eq!(counts[..3], [34, 11, 90]);
        let twice = KNOWN.by_name.iter().chain(&KNOWN.by_bare).filter(|(_, of)| of.len() > 1);
        let mut twice: Vec<&str> = twice.map(|(name, _)| name.as_ref()).collect();
        twice.sort_unstable();
        assert_eq!(twice, ["taizhou", "taizhoucity"]);
    }

    #[test]
    fn levels_are_those_of_full_names() {
        for (name, level) in [
            ("宁波", Some("市")),
            ("义乌市", Some("市")),
            ("株洲市", Some("市")),
            ("余杭", Some("区")),
            ("海淀区", Some("区")),
            ("长沙", None),
            ("长沙县", None),
            ("北京市", None),
            ("吉林", None),
            ("全国", None),
        ] {
            assert_eq!(KNOWN.level(name), level, "{name}");
        }
    }
}
