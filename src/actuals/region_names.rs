//! Which rows belong to a region that is asked for, by the names of regions as releases print them.
//!
//! Pure; the reader looks up every distinct spelling once. Depends on `plan`.

use std::borrow::Cow;

use foldhash::{HashMap, HashMapExt};

use crate::plan::{
    Region, normalised_name,
    regions::{Gazetteer, Meant, bare_name},
};

/// How well a printed region matches the requested one, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RegionRank {
    /// The same name, or another name or code of the same region.
    Same,
    /// One is the bare name of the other, without 省, 市, 区 … Different suffixes are different regions: 吉林省, 吉林市.
    Bare,
    /// The same of a bare name that is printed and may be that of another region.
    Presumed,
    /// One name is the end of the other: 朝阳区, 北京市朝阳区.
    End,
}

/// A region's name in the forms in which it is compared.
#[derive(Debug, Clone)]
pub struct RegionName {
    name: String,
    bare: String,
    meant: Meant,
}

impl RegionName {
    /// The normalised form, used for comparison.
    pub fn compared(&self) -> &str {
        &self.name
    }

    /// From a name as printed.
    pub fn new(printed: &str, known: &Gazetteer) -> Self {
        let name = normalised_name(printed);
        let bare = bare_name(&name).to_owned();
        Self { meant: known.meant(&name), name, bare }
    }

    /// How well a printed region matches this one; `None` if it is another region.
    pub fn rank(&self, printed: &Self) -> Option<RegionRank> {
        if printed.name.is_empty() {
            return None;
        }
        if self.name == printed.name {
            return Some(RegionRank::Same);
        }
        let known = [self, printed].map(|it| !it.meant.regions.is_empty());
        if self.meant.regions.iter().any(|it| printed.meant.regions.contains(it)) {
            let both = [&self.meant, &printed.meant];
            return Some(if both.iter().any(|it| it.regions.len() > 1) {
                RegionRank::Presumed
            } else if both.iter().any(|it| it.is_bare) {
                RegionRank::Bare
            } else {
                RegionRank::Same
            });
        }
        // What is known by a bare name is no other region, and what is known lies where it is known to lie.
        match known {
            [_, false] if self.bare == printed.name => Some(RegionRank::Presumed),
            [_, false] if self.name == printed.bare => Some(RegionRank::Bare),
            [false, _] if is_end_of(&self.name, &printed.name) => Some(RegionRank::End),
            _ if is_end_of(&printed.name, &self.name) => Some(RegionRank::End),
            _ => None,
        }
    }

    /// Every form by which it may be found: the name, the name without its suffix, and the proper endings.
    fn forms(&self) -> impl Iterator<Item = &str> {
        endings(&self.name).chain([self.name.as_str(), self.bare.as_str()])
    }
}

/// Whether one name is the end of a longer one, in Chinese and with at least two characters on each side: York does not
/// match New York.
fn is_end_of(short: &str, long: &str) -> bool {
    let two = |text: &str| text.chars().nth(1).is_some();
    !short.is_ascii() && two(short) && long.strip_suffix(short).is_some_and(two)
}

/// Finds the requested regions that a printed region matches, fast for any number of them.
#[derive(Debug, Clone)]
pub struct RegionIndex {
    known: Cow<'static, Gazetteer>,
    names: Vec<RegionName>,
    /// By every form that a printed name can match: the name, the name without its suffix, and every ending of two or more
    /// characters.
    by_form: HashMap<String, Vec<usize>>,
    /// By what they mean.
    by_region: HashMap<usize, Vec<usize>>,
}

impl RegionIndex {
    /// Of the requested regions; `regions` are known beside those that always are.
    pub fn new<'a>(printed: impl IntoIterator<Item = &'a str>, regions: &[Region]) -> Self {
        let known = Gazetteer::with(regions);
        let names: Vec<RegionName> =
            printed.into_iter().map(|printed| RegionName::new(printed, &known)).collect();
        let mut by_form: HashMap<String, Vec<usize>> = HashMap::new();
        let mut by_region: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, name) in names.iter().enumerate() {
            for form in name.forms() {
                let indexes = by_form.entry(form.to_owned()).or_default();
                if indexes.last() != Some(&index) {
                    indexes.push(index);
                }
            }
            for region in &name.meant.regions {
                by_region.entry(*region).or_default().push(index);
            }
        }
        Self { known, names, by_form, by_region }
    }

    /// The name of a printed region, and the indexes of those that it matches, in order, each with its rank. Another name of
    /// one of them is taken for its own.
    pub fn find(&self, printed: &str) -> (RegionName, Vec<(usize, RegionRank)>) {
        let printed = RegionName::new(printed, &self.known);
        let of_forms = printed.forms().filter_map(|form| self.by_form.get(form));
        let of_regions =
            printed.meant.regions.iter().filter_map(|region| self.by_region.get(region));
        let mut near: Vec<usize> = of_forms.chain(of_regions).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        let rank = |at: usize| Some((at, self.names[at].rank(&printed)?));
        let fits: Vec<(usize, RegionRank)> = near.into_iter().filter_map(rank).collect();
        let own = fits.iter().find(|(_, rank)| *rank == RegionRank::Same);
        (own.map_or(printed, |(at, _)| self.names[*at].clone()), fits)
    }

    /// Of the name of a region that is known: is it this one? A number is no name.
    pub fn is_of(&self, printed: &str, region: &str) -> Option<bool> {
        if printed.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        let (name, fits) = self.find(printed);
        let own = RegionName::new(region, &self.known).rank(&name).is_some();
        (own || !fits.is_empty() || !name.meant.regions.is_empty()).then_some(own)
    }

    /// Does nothing say that a printed name means the requested region: neither that both are known, nor that another name
    /// beside it is of the same level?
    pub fn is_doubtful<'o>(
        &self,
        (at, rank): (usize, RegionRank),
        printed: &RegionName,
        mut others: impl Iterator<Item = &'o String>,
    ) -> bool {
        let known = |it: &RegionName| !it.meant.regions.is_empty();
        let level = |name: &str| self.known.level(&normalised_name(name));
        let asked = &self.names[at];
        match rank {
            RegionRank::Bare => known(asked) && !known(printed),
            RegionRank::Presumed => {
                let of_asked = level(&asked.name);
                known(asked) || known(printed) || !others.any(|other| level(other) == of_asked)
            }
            RegionRank::Same | RegionRank::End => false,
        }
    }
}

/// The proper endings of a name, of two or more characters.
fn endings(name: &str) -> impl Iterator<Item = &str> {
    let last = name.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    name.char_indices().skip(1).take_while(move |(at, _)| *at <= last).map(|(at, _)| &name[at..])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rank(wanted: &str, printed: &str) -> Option<RegionRank> {
        RegionIndex::new([wanted], &[]).find(printed).1.first().map(|(_, rank)| *rank)
    }

    #[test]
    fn regions_match_by_rank() {
        use RegionRank::{Bare, End, Presumed, Same};
        for (wanted, printed, expected) in [
            ("杭州市", "杭州市", Some(Same)),
            ("杭州市", " 杭 州 市", Some(Same)),
            ("杭州市", "杭州", Some(Bare)),
            ("杭州", "杭州市", Some(Bare)),
            ("吉林", "吉林省", Some(Bare)),
            ("吉林", "吉林市", Some(Bare)),
            ("吉林市", "吉林", None),
            ("长沙市", "长沙", Some(Presumed)),
            ("长沙", "长沙市", Some(Bare)),
            ("内蒙古", "内蒙古自治区", Some(Bare)),
            ("广西", "广西壮族自治区", Some(Bare)),
            ("宁夏回族自治区", "宁夏", Some(Bare)),
            ("新疆", "新疆维吾尔自治区", Some(Bare)),
            ("西藏", "西藏自治区", Some(Bare)),
            ("恩施", "恩施土家族苗族自治州", None),
            ("长沙县", "长沙", None),
            ("长沙", "长沙县", None),
            ("德清县", "德清", None),
            ("海南藏族自治州", "海南", None),
            ("海南省", "海南", Some(Bare)),
            ("朝阳区", "朝阳", Some(Presumed)),
            ("朝阳市", "朝阳区", None),
            ("香港", "香港特别行政区", Some(Bare)),
            ("浦东", "浦东新区", Some(Bare)),
            ("余杭区", "杭州市余杭区", Some(Same)),
            ("杭州市余杭区", "余杭区", Some(Same)),
            ("杭州市余杭区", "浙江杭州余杭区", Some(Same)),
            ("杭州市余杭区", "浙江省余杭区", Some(Same)),
            ("杭州市余杭区", "余杭", Some(Bare)),
            ("朝阳区", "北京市朝阳区", Some(End)),
            ("北京市朝阳区", "朝阳区", Some(End)),
            ("江北区", "宁波市江北区", Some(Same)),
            ("江北区", "重庆市江北区", None),
            ("南京市鼓楼区", "福州市鼓楼区", None),
            ("杭州市", "宁波市", None),
            ("杭州市", "杭州市余杭区", None),
            ("吉林市", "吉林省", None),
            ("东区", "浦东区", None),
            ("York", "New York", None),
            ("hangzhou", "Hangzhou", Some(Same)),
            ("杭州市", "Hangzhou City", Some(Same)),
            ("Hangzhou", "330100", Some(Same)),
            ("全国", "China", Some(Same)),
            ("中国", "CHN", Some(Same)),
            ("浙江省", "CN-ZJ", Some(Same)),
            ("内蒙古自治区", "Inner Mongolia", Some(Same)),
            ("陕西省", "Shanxi", None),
            // Jiangsu has one, too.
            ("台州市", "Taizhou", Some(Presumed)),
            ("市", "杭州市", None),
            ("杭州市", "", None),
        ] {
            assert_eq!(rank(wanted, printed), expected, "{wanted} {printed}");
        }
    }

    #[test]
    fn a_catalogue_adds_regions() {
        let region = |name: &str, within: &str, codes: &[&str]| Region {
            name: name.to_owned(),
            within: Some(within.to_owned()),
            codes: codes.iter().map(|it| (*it).to_owned()).collect(),
            ..Region::default()
        };
        let known = [
            region("鼓楼区", "南京市", &["320106"]),
            region("鼓楼区", "福州市", &["350102"]),
            region("江北区", "宁波市", &["JB"]),
            region("东乡", "西乡", &[]),
            region("西乡", "东乡", &[]),
        ];
        let index = RegionIndex::new(["南京市鼓楼区", "江北区", "东乡"], &known);
        let fits = |printed: &str| index.find(printed).1;
        for printed in ["320106", "南京鼓楼区", "南京市鼓楼区"] {
            assert_eq!(fits(printed), [(0, RegionRank::Same)], "{printed}");
        }
        assert_eq!(fits("福州市鼓楼区"), []);
        assert_eq!(fits("330205"), fits("jb"));
        assert_eq!(fits("西乡东乡西乡东乡"), [(2, RegionRank::Same)]);
        let (name, fits) = index.find("鼓楼区");
        assert_eq!(fits, [(0, RegionRank::Presumed)]);
        let others = ["玄武区".to_owned()];
        assert!(index.is_doubtful(fits[0], &name, others.iter()));
    }

    proptest! {
        #[test]
        fn the_index_finds_what_a_search_of_all_finds(
            wanted in proptest::collection::vec("[杭州市余县区]{0,5}|[a-c]{0,3}|杭州市?|Hangzhou|余杭区?", 0..8),
            printed in "[杭州市余县区]{0,6}|[a-c]{0,4}|浙江杭州|330100|杭州市余杭区",
        ) {
            let index = RegionIndex::new(wanted.iter().map(String::as_str), &[]);
            let all: Vec<_> = wanted
                .iter()
                .enumerate()
                .filter_map(|(at, wanted)| Some((at, rank(wanted, &printed)?)))
                .collect();
            prop_assert_eq!(index.find(&printed).1, all);
        }
    }
}
