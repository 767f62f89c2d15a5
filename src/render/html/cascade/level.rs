//! The level of government that the name of a region tells.

use crate::plan::{COUNTRY, PROVINCES};

words! {
    /// A level, the highest first.
    pub enum Level {
        /// 全国
        National "national" "national"           "国家";
        /// 省、自治区、直辖市、特别行政区
        Province "province" "province"           "省级";
        /// 市, 地区, 自治州, 盟. A name that ends in 市 alone may be that of a county-level city too.
        City     "city"     "city"               "市级";
        /// 县、区、旗 and county-level cities named with the city above them.
        County   "county"   "county or district" "县级";
        /// The name does not tell: a zone, a corridor, a name without an ending.
        Unknown  "unknown"  "level unknown"      "层级不明";
    }
}

/// Cities that are provinces.
const MUNICIPALITIES: [&str; 4] = ["北京市", "天津市", "上海市", "重庆市"];

/// Endings of areas that belong to no level, and of which some are longer than those below.
const AREAS: [&str; 8] =
    ["新区", "开发区", "高新区", "园区", "示范区", "试验区", "保税区", "经济区"];

/// Endings by level, those that contain another one first.
const ENDINGS: [(Level, &[&str]); 3] = [
    (Level::Province, &["特别行政区", "自治区", "省"]),
    (Level::City, &["自治州", "地区", "盟"]),
    (Level::County, &["自治县", "自治旗", "林区", "县", "旗", "区"]),
];

impl Level {
    /// The level that a region's name tells.
    pub fn of(region: &str) -> Self {
        let name = region.trim();
        if COUNTRY.contains(&name) {
            return Self::National;
        }
        if MUNICIPALITIES.contains(&name) || PROVINCES.contains(&name) {
            return Self::Province;
        }
        if AREAS.iter().any(|area| name.ends_with(area)) {
            return Self::Unknown;
        }
        let ends_so = |(_, endings): &&(Self, &[&str])| endings.iter().any(|it| name.ends_with(it));
        if let Some((level, _)) = ENDINGS.iter().find(ends_so) {
            return *level;
        }
        match name.strip_suffix('市') {
            // 金华市义乌市: a city inside a city is a county's equal.
            Some(stem) if stem.contains('市') || stem.contains("自治州") => Self::County,
            Some(_) => Self::City,
            None => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_levels_by_their_endings() {
        for (name, level) in [
            ("全国", Level::National),
            ("浙江省", Level::Province),
            ("浙江", Level::Province),
            ("广西壮族自治区", Level::Province),
            ("内蒙古", Level::Province),
            ("上海市", Level::Province),
            ("香港特别行政区", Level::Province),
            ("杭州市", Level::City),
            ("延边朝鲜族自治州", Level::City),
            ("阿里地区", Level::City),
            ("锡林郭勒盟", Level::City),
            ("义乌市", Level::City),
            ("金华市义乌市", Level::County),
            ("余杭区", Level::County),
            ("杭州市余杭区", Level::County),
            ("新昌县", Level::County),
            ("景宁畲族自治县", Level::County),
            ("鄂温克族自治旗", Level::County),
            ("神农架林区", Level::County),
            ("杭州城西科创大走廊", Level::Unknown),
            ("杭州高新区", Level::Unknown),
            ("雄安新区", Level::Unknown),
            ("德清", Level::Unknown),
            ("Zhejiang", Level::Unknown),
            ("", Level::Unknown),
        ] {
            assert_eq!(Level::of(name), level, "{name}");
        }
    }

    #[test]
    fn levels_stand_in_the_order_of_the_cascade() {
        assert!(Level::ALL.is_sorted());
    }
}
