//! Closed lists of words: a line each, for machines, in English and in Chinese. Depends on nothing.

/// A closed list declared by [`words!`], for code that serves any of them.
pub trait Word: Copy + Send + Sync + 'static {
    /// Every member, in the order of the declaration.
    const ALL: &'static [Self];

    /// The word of the machine formats.
    fn word(self) -> &'static str;

    /// The doc comment of the declaration: the help of the command line shows it.
    fn doc(self) -> &'static str;

    /// The member that the machine formats call so.
    fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.word() == word)
    }
}

/// The words of a closed list, in its order.
pub fn words_of<T: Word>() -> Vec<&'static str> {
    T::ALL.iter().map(|it| it.word()).collect()
}

/// An enumeration whose variants have a word for machines, which is never translated, and, where people read
/// them, a text in each language: `Variant "word";` or `Variant "word" "English" "Chinese";`. What only people read
/// has no word: `Variant "English" "Chinese";`. An enumeration with several texts names them, `enum Name: text, meaning`,
/// and each variant has a pair for each, in that order.
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
            pub fn $column(self, lang: $crate::words::Lang) -> &'static str {
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
            /// Every member, in this order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word of the machine formats.
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
    /// The tag of pages and logs, as BCP 47 has it.
    pub fn tag(self) -> &'static str {
        self.pick(["en", "zh-CN"])
    }

    /// The text in this language, of an English one and a Chinese one.
    pub fn pick<T>(self, [english, chinese]: [T; 2]) -> T {
        match self {
            Self::En => english,
            Self::Zh => chinese,
        }
    }
}
