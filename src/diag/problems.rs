//! The macros that declare a family of problems: one entry holds the code, the severity and the texts in both languages.
//! Depends on `words` only.

words! {
    /// The severity of a problem.
    pub enum Severity {
        /// Something the user should know; nothing is wrong.
        Note    "note"    "note"    "提示";
        /// The run continues and reports what it did instead.
        Warning "warning" "warning" "警告";
        /// The run cannot give a result: exit 2 (`validate`: exit 1).
        Error   "error"   "error"   "错误";
    }
}

/// The texts of a problem.
#[derive(Clone)]
pub struct ProblemText {
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The text under the caret.
    pub label: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
}

impl ProblemText {
    /// An empty label or help becomes `None`.
    pub fn new(message: String, label: String, help: String) -> Self {
        let some = |text: String| (!text.is_empty()).then_some(text);
        Self { message, label: some(label), help: some(help) }
    }
}

/// Each code once, in order of first appearance.
#[cfg(test)]
pub fn distinct(all: &[&[&'static str]]) -> Vec<&'static str> {
    let mut codes = Vec::new();
    for code in all.iter().copied().flatten() {
        if !codes.contains(code) {
            codes.push(code);
        }
    }
    codes
}

/// The texts of an entry, English first: `message, label, help; …` or, without a label, `message, help; …`.
/// `lang => expression` delegates to another entry.
macro_rules! said {
    ($lang:ident { $own:ident => $text:expr }) => {{ let $own = $lang; $text }};
    ($lang:ident { $($en:tt),+; $($zh:tt),+ }) => {
        match $lang {
            $crate::words::Lang::En => said!(@ $($en),+),
            $crate::words::Lang::Zh => said!(@ $($zh),+),
        }
    };
    (@ $message:tt, $help:tt) => { said!(@ $message, "", $help) };
    (@ $message:tt, $label:tt, $help:tt) => {
        $crate::diag::problems::ProblemText::new(part!($message), part!($label), part!($help))
    };
}

/// An enumeration whose variants have texts in both languages: `Variant { fields } = { English; Chinese }`.
/// Arguments that the texts need besides the fields follow the name: `enum Name of (cell: &str)`.
macro_rules! texts {
    ($(#[$meta:meta])* $vis:vis enum $name:ident $(of ($($about:ident: $of:ty),+))? { $(
        $(#[$doc:meta])* $variant:ident $({ $($field:ident: $type:ty),+ })? = $words:tt
    )+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        $vis enum $name { $($(#[$doc])* $variant $({ $($field: $type),+ })?,)+ }

        impl $name {
            /// Message, label and help.
            #[allow(unused_variables, reason = "not every text names every field")]
            #[allow(clippy::useless_format, clippy::useless_conversion, reason = "a text may have no arguments")]
            pub fn text(&self, lang: $crate::words::Lang $($(, $about: $of)+)?) -> $crate::diag::problems::ProblemText {
                match self { $(Self::$variant $({ $($field),+ })? => said!(lang $words),)+ }
            }
        }
    };
}

/// A family of problems: `Variant { fields } = Severity "stable-code" { English; Chinese }`.
///
/// A severity that depends on the fields is an expression in braces. A problem whose kinds have codes of their own
/// names their enumeration, also declared by this macro, instead of a code: `(Kinds: kind.code())`. One of two kinds, told
/// apart by a field: `[field ? "code" : "other-code"]`.
macro_rules! problems {
    ($(#[$meta:meta])* $vis:vis enum $name:ident $(of ($($about:ident: $of:ty),+))? { $(
        $(#[$doc:meta])* $variant:ident $({ $($field:ident: $type:ty),+ })? = $severity:tt $code:tt $words:tt
    )+ }) => {
        texts! {
            $(#[$meta])* $vis enum $name $(of ($($about: $of),+))? {
                $($(#[$doc])* $variant $({ $($field: $type),+ })? = $words)+
            }
        }

        #[allow(unused_variables, reason = "few codes and severities need a field")]
        impl $name {
            /// The stable code, kebab-case; never reused for another meaning.
            pub fn code(&self) -> &'static str {
                match self { $(Self::$variant $({ $($field),+ })? => problems!(@code $code),)+ }
            }

            pub fn severity(&self) -> $crate::diag::problems::Severity {
                match self { $(Self::$variant $({ $($field),+ })? => problems!(@severity $severity),)+ }
            }

            /// Every code of the family, in order of declaration.
            #[cfg(test)]
            pub fn codes() -> Vec<&'static str> {
                $crate::diag::problems::distinct(&[$(problems!(@codes $code)),+])
            }
        }
    };
    (@code $code:literal) => { $code };
    (@code [$flag:ident ? $yes:literal : $no:literal]) => { if *$flag { $yes } else { $no } };
    (@code ($kinds:ident: $code:expr)) => { $code };
    (@codes $code:literal) => { &[$code] };
    (@codes [$flag:ident ? $yes:literal : $no:literal]) => { &[$no, $yes] };
    (@codes ($kinds:ident: $code:expr)) => { &$kinds::codes() };
    (@severity $severity:ident) => { $crate::diag::problems::Severity::$severity };
    (@severity $severity:block) => { $severity };
}
