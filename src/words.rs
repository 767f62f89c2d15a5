//! Closed lists of words, one line each: machine word, English, Chinese. Depends on nothing.

/// A closed list declared by `words!`, for generic code.
pub trait Word: Copy + Send + Sync + 'static {
    /// Every member, in the order of the declaration.
    const ALL: &'static [Self];

    /// The word in machine formats.
    fn word(self) -> &'static str;

    /// The doc comment of the declaration, shown in the command-line help.
    fn doc(self) -> &'static str;

    /// The member with this word in machine formats.
    fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.word() == word)
    }
}

/// The texts one after another, with `joint` between two.
pub fn joined(texts: impl IntoIterator<Item: AsRef<str>>, joint: &str) -> String {
    let mut all = String::new();
    for (index, text) in texts.into_iter().enumerate() {
        if index > 0 {
            all.push_str(joint);
        }
        all.push_str(text.as_ref());
    }
    all
}

/// Is it one of the words of a list, with spaces between these?
pub fn is_among(word: &str, list: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// The words of a closed list, in its order.
pub fn words_of<T: Word>() -> Vec<&'static str> {
    T::ALL.iter().map(|it| it.word()).collect()
}

/// An enumeration whose variants have a machine word, which is never translated, and optionally a text in each language:
/// `Variant "word";` or `Variant "word" "English" "Chinese";`. Variants only for display have no word:
/// `Variant "English" "Chinese";`. An enumeration with several texts names them, `enum Name: text, meaning`, and each
/// variant has a pair for each, in that order.
macro_rules! words {
    (@texts $name:ident [] { $($variant:ident [])+ }) => {};
    (@texts $name:ident [] { $($variant:ident [$en:literal $zh:literal])+ }) => {
        words! { @texts $name [text] { $($variant [$en $zh])+ } }
    };
    (@texts $name:ident [$column:ident $($columns:ident)*] {
        $($variant:ident [$en:literal $zh:literal $($text:literal)*])+
    }) => {
        impl $name {
            /// The text for people.
            pub fn $column(self, lang: impl Into<$crate::words::Lang>) -> &'static str {
                let lang = lang.into();
                match self { $(Self::$variant => lang.pick([$en, $zh]),)+ }
            }
        }

        words! { @texts $name [$($columns)*] { $($variant [$($text)*])+ } }
    };
    ($(#[$meta:meta])* $vis:vis enum $name:ident {
        $($(#[$doc:meta])* $variant:ident $en:literal $zh:literal;)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$doc])* $variant,)+ }

        words! { @texts $name [text] { $($variant [$en $zh])+ } }
    };
    ($(#[$meta:meta])* $vis:vis enum $name:ident $(: $($column:ident),+)? {
        $($(#[doc = $doc:literal])* $variant:ident $word:literal $($text:literal)*;)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[doc = $doc])* $variant,)+ }

        impl $name {
            /// Every member, in order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word in machine formats.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl $crate::words::Word for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn word(self) -> &'static str {
                self.word()
            }

            fn doc(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),*),)+ }
            }
        }

        words! { @texts $name [$($($column)+)?] { $($variant [$($text)*])+ } }
    };
}

/// A text of an entry: `"a format string"` with fields of the entry, `("a format string {}", with, arguments)`,
/// `[field ? "with the value of an optional field" : "without"]`, `[if flag "one text" else "another"]` (a boolean field,
/// or any condition in parentheses), `[count, "one", "many {count}"]`, `{ any expression }`.
macro_rules! part {
    ($text:literal) => { format!($text) };
    (($($format:tt)+)) => { format!($($format)+) };
    ([$field:ident ? $some:tt : $none:tt]) => { match $field { Some($field) => part!($some), None => part!($none) } };
    ([$count:ident, $one:tt, $many:tt]) => { match $count { 1 => part!($one), _ => part!($many) } };
    ([if $flag:ident $yes:tt else $no:tt]) => { if *$flag { part!($yes) } else { part!($no) } };
    ([if ($condition:expr) $yes:tt else $no:tt]) => { if $condition { part!($yes) } else { part!($no) } };
    ($text:block) => { String::from($text) };
}

/// The sentence of a reader, `say!(words, "English {name}", "中文{name}")`, each text as in `part!`.
macro_rules! say {
    ($words:expr, $en:tt, $zh:tt) => {
        match $words.lang {
            $crate::words::Lang::En => part!($en),
            $crate::words::Lang::Zh => part!($zh),
        }
    };
}

/// A sentence for a reader who is not known yet.
macro_rules! said {
    ($en:tt, $zh:tt) => {
        move |words| say!(words, $en, $zh)
    };
}

words! {
    /// A language of the tool.
    pub enum Lang {
        /// English.
        En "en";
        /// Chinese.
        Zh "zh";
    }
}

impl Lang {
    /// The BCP 47 tag, for pages and logs.
    pub fn tag(self) -> &'static str {
        self.pick(["en", "zh-CN"])
    }

    /// The English or Chinese text, by language.
    pub fn pick<T>(self, [english, chinese]: [T; 2]) -> T {
        match self {
            Self::En => english,
            Self::Zh => chinese,
        }
    }
}
