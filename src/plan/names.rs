//! When two printed names are considered equal.

use unicode_normalization::UnicodeNormalization;

use super::printed::narrow;

/// The normalised form for comparison: NFKC, case-folded, without spaces, quotes and brackets of any kind.
///
/// Idempotent.
pub fn normalised_name(printed: &str) -> String {
    if let Some(normalised) = of_simple_characters(printed) {
        return normalised;
    }
    let kept = printed.chars().filter(|character| !is_ornament(*character));
    // Ornaments are also removed before the first composition, so that an acute accent used as a quote does not combine
    // with its neighbour; the second composition joins characters that an ornament separated. Lower, upper and lower case
    // in turn fold ß, ẞ and ς.
    let plain: String = kept
        .nfkc()
        .filter(|character| !is_ornament(*character))
        .flat_map(char::to_lowercase)
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .collect();
    plain.nfkc().collect()
}

/// The first of the words, in lower case, that one of the texts contains.
pub fn contained<'a>(
    texts: impl IntoIterator<Item = &'a String>,
    words: &[&'static str],
) -> Option<&'static str> {
    let texts: Vec<String> = texts.into_iter().map(|text| text.to_lowercase()).collect();
    words.iter().copied().find(|word| texts.iter().any(|text| text.contains(word)))
}

/// Fast path for names of characters that, once narrow, neither compose nor have case beyond ASCII, which is nearly every
/// name: the composition tables cost many times as much, and names are most of what is read at startup.
fn of_simple_characters(printed: &str) -> Option<String> {
    let mut normalised = String::with_capacity(printed.len());
    for character in printed.chars().map(narrow) {
        match character {
            '\u{4e00}'..='\u{9fff}' | '、' | '。' | 'a'..='z' | '0'..='9' => {
                normalised.push(character);
            }
            'A'..='Z' => normalised.push(character.to_ascii_lowercase()),
            other if is_ornament(other) => {}
            other if other.is_ascii() => normalised.push(other),
            _ => return None,
        }
    }
    Some(normalised)
}

/// White space, quotes, brackets and invisible marks.
fn is_ornament(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            // quotes
            '"' | '\''
                | '`'
                | '´'
                | '«'
                | '»'
                | '\u{2018}'..='\u{201f}'
                | '‹'
                | '›'
                | '\u{301d}'..='\u{301f}'
                // brackets
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '<'
                | '>'
                | '\u{2045}'..='\u{2046}'
                | '\u{2329}'..='\u{232a}'
                | '\u{2768}'..='\u{2775}'
                | '\u{27e6}'..='\u{27ef}'
                | '\u{2983}'..='\u{2998}'
                | '\u{3008}'..='\u{3011}'
                | '\u{3014}'..='\u{301b}'
                // invisible marks: soft hyphen, joiners, directions, variation selectors, byte order mark
                | '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_that_are_the_same() {
        for (printed, normalised) in [
            ("R&D经费", "r&d经费"),
            ("Ｒ＆Ｄ经费", "r&d经费"),
            (" 新增 高新技术企业\u{3000}", "新增高新技术企业"),
            ("“新增”高新技术企业", "新增高新技术企业"),
            ("发明专利(件)", "发明专利件"),
            ("发明专利（件）", "发明专利件"),
            ("《浙江制造》标准", "浙江制造标准"),
            ("〔2024〕1号", "20241号"),
            ("⟨甲⟩⟦乙⟧｢丙｣〝丁〟｟戊｠", "甲乙丙丁戊"),
            ("´甲´", "甲"),
            ("\u{feff}GDP\u{200b}", "gdp"),
            ("GDP\tgrowth\n(%)", "gdpgrowth%"),
            ("Straße", "strasse"),
            ("ΟΔΟΣ", "οδοσ"),
            ("οδος", "οδοσ"),
            ("e(\u{301})", "é"),
            ("㎡", "m2"),
            ("", ""),
            ("()", ""),
        ] {
            assert_eq!(normalised_name(printed), normalised, "{printed:?}");
        }
        assert_ne!(normalised_name("R&D"), normalised_name("RD"));
        assert_ne!(normalised_name("甲、乙"), normalised_name("甲乙"));
    }

    #[test]
    fn every_character_normalises_in_one_step() {
        // Outside these ranges nothing decomposes or has case.
        for character in ('\0'..'\u{20000}').chain('\u{2f800}'..'\u{2fa20}') {
            let once = normalised_name(&format!("{character}a{character}\u{301}"));
            assert_eq!(normalised_name(&once), once, "{character:?}");
            assert!(!once.chars().any(is_ornament), "{character:?}");
        }
    }

    proptest! {
        #[test]
        fn normalisation_is_idempotent(
            text in any::<String>(),
            marked in "[a-zA-Z一-龥ａ-ｚ（）“”\\u{301}\\u{308}\\u{327}İıßςΣ ]{0,20}",
        ) {
            for text in [text, marked] {
                let once = normalised_name(&text);
                prop_assert_eq!(normalised_name(&once), once);
            }
        }

        #[test]
        fn ornaments_and_case_do_not_matter(name in "[a-z一-龥]{1,12}", at in 0_usize..12) {
            let place = name.char_indices().nth(at).map_or(name.len(), |(place, _)| place);
            let (before, after) = name.split_at(place);
            let decorated = format!("（{before}”\u{a0}{after}】").to_uppercase();
            prop_assert_eq!(normalised_name(&decorated), name.as_str());
            // The same with a character that needs the slow path.
            let slow = normalised_name(&format!("{decorated}Ａ"));
            prop_assert_eq!(slow, format!("{name}a"));
        }
    }
}
