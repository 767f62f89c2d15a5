//! When two printed names are the same name.

use unicode_normalization::UnicodeNormalization;

/// The form in which names are compared: NFKC, without spaces, quotes and brackets of any kind, case-folded.
pub fn normalised_name(printed: &str) -> String {
    printed
        .nfkc()
        .filter(|character| !is_ornament(*character))
        .flat_map(char::to_lowercase)
        .collect()
}

/// White space, quotes, brackets and invisible marks.
fn is_ornament(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '"' | '\''
                | '`'
                | '“'
                | '”'
                | '‘'
                | '’'
                | '„'
                | '«'
                | '»'
                | '‹'
                | '›'
                | '「'
                | '」'
                | '『'
                | '』'
                | '《'
                | '》'
                | '〈'
                | '〉'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '【'
                | '】'
                | '〔'
                | '〕'
                | '〖'
                | '〗'
                | '<'
                | '>'
                | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        )
}
