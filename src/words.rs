//! Closed lists of words: a line each, for machines, in English and in Chinese. Depends on nothing.

/// A language of the tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    #[default]
    En,
    Zh,
}

impl Lang {
    /// The text in this language, of an English one and a Chinese one.
    pub fn pick<T>(self, [english, chinese]: [T; 2]) -> T {
        match self {
            Self::En => english,
            Self::Zh => chinese,
        }
    }
}

/// A closed list declared by [`words!`], for code that serves any of them.
pub trait Word: Copy + Send + Sync + 'static {
    /// Every member, in the order of the declaration.
    const ALL: &'static [Self];

    /// The word of the machine formats.
    fn word(self) -> &'static str;
}

/// An enumeration whose variants have a word for machines, which is never translated, and, where people read
/// them, a text in each language: `Variant "word";` or `Variant "word" "English" "Chinese";`.
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident {
        $($(#[$doc:meta])* $variant:ident $word:literal $en:literal $zh:literal;)+
    }) => {
        words! { $(#[$meta])* $vis enum $name { $($(#[$doc])* $variant $word;)+ } }

        impl $name {
            /// The text for people.
            pub fn text(self, lang: $crate::words::Lang) -> &'static str {
                match self { $(Self::$variant => lang.pick([$en, $zh]),)+ }
            }
        }
    };
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$doc:meta])* $variant:ident $word:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// Every member, in this order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word of the machine formats.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The member that the machine formats call so.
            pub fn of_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl $crate::words::Word for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn word(self) -> &'static str {
                self.word()
            }
        }
    };
}
