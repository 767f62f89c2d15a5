//! Which rows belong to a plan, by the names of indicators as releases print them.
//!
//! Pure; the reader looks up every distinct spelling once. Depends on `plan`.

use foldhash::{HashMap, HashMapExt};

use crate::plan::{Wanted, normalised_name};

/// Maximum number of unmatched names kept.
pub const HELD_NAMES: usize = 50;

/// All names by which a row can match a wanted series.
pub struct NameIndex {
    by_name: HashMap<String, Vec<usize>>,
}

impl NameIndex {
    /// The names of all wanted series.
    pub fn new(wanted: &[Wanted]) -> Self {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, wanted) in wanted.iter().enumerate() {
            for name in &wanted.names {
                let name = normalised_name(name);
                if name.is_empty() {
                    continue;
                }
                let indexes = by_name.entry(name).or_default();
                if indexes.last() != Some(&index) {
                    indexes.push(index);
                }
            }
        }
        Self { by_name }
    }

    /// The indexes of the series that a printed name matches, in order; empty if there are none.
    pub fn find(&self, printed: &str) -> &[usize] {
        self.by_name.get(&normalised_name(printed)).map_or(&[], Vec::as_slice)
    }
}

/// Finds the name that was probably meant.
///
/// Built only on demand. The characters that one name lacks of another bound the edit distance from below, so the distance
/// itself is computed only for the few names that can be near.
pub struct NearNames<'a> {
    candidates: Vec<Candidate<'a>>,
}

struct Candidate<'a> {
    printed: &'a str,
    name: String,
    length: usize,
    /// A bit for each of its characters; several characters share a bit.
    traits: u64,
}

impl<'a> Candidate<'a> {
    fn new(printed: &'a str) -> Self {
        let name = normalised_name(printed);
        Self {
            printed,
            length: name.chars().count(),
            traits: name.chars().fold(0, |traits, one| traits | 1 << (u32::from(one) % 64)),
            name,
        }
    }

    /// A lower bound of how many of its characters the other one lacks.
    fn lacking(&self, other: &Self) -> usize {
        (self.traits & !other.traits).count_ones() as usize
    }
}

impl<'a> NearNames<'a> {
    /// Among any names.
    pub fn among(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut candidates: Vec<Candidate<'a>> = names.into_iter().map(Candidate::new).collect();
        candidates.dedup_by(|one, other| one.name == other.name);
        Self { candidates }
    }

    /// The nearest name, if it is near enough to be meant.
    pub fn nearest(&self, printed: &str) -> Option<&'a str> {
        let wanted = Candidate::new(printed);
        let length = wanted.length;
        let mut best: Option<(usize, &'a str)> = None;
        for candidate in &self.candidates {
            let longer = length.max(candidate.length);
            let allowed = allowed_distance(longer, wanted.name.is_ascii());
            let limit = best.map_or(allowed, |(distance, _)| allowed.min(distance - 1));
            let shorter = length.min(candidate.length);
            if longer - shorter > limit
                || wanted.lacking(candidate).max(candidate.lacking(&wanted)) > limit
            {
                continue;
            }
            let distance = strsim::osa_distance(&wanted.name, &candidate.name);
            if distance <= limit && distance < longer {
                best = Some((distance, candidate.printed));
                if distance <= 1 {
                    break;
                }
            }
        }
        best.map(|(_, name)| name)
    }
}

/// How many characters may differ. Two Chinese characters are a word (企业, 增速) and make another indicator; two letters
/// are a typo.
fn allowed_distance(longer: usize, alphabetic: bool) -> usize {
    if alphabetic { (longer / 4).max(1) } else { 1 + longer / 16 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names() {
        let near =
            NearNames::among(["新增高新技术企业", "new-high-tech-enterprises", "技术合同成交额"]);
        assert_eq!(near.nearest("新增高新技术企业数"), Some("新增高新技术企业"));
        assert_eq!(near.nearest("新增高技术企业"), Some("新增高新技术企业"));
        assert_eq!(near.nearest("new high tech enterprises"), Some("new-high-tech-enterprises"));
        assert_eq!(near.nearest("企业新增高新技术企业"), None);
        assert_eq!(near.nearest("技术合同成交额增速"), None);
        assert_eq!(near.nearest("常住人口"), None);
        assert_eq!(near.nearest(""), None);
    }
}
