//! The beginning of a row that the rows behind it usually share.

/// Bytes that are compared together.
const PART: usize = 16;

/// Cells that rows of one series begin with, their delimiters included.
#[derive(Debug, Clone, Copy, Default)]
pub struct Prefix<'t> {
    bytes: &'t [u8],
    /// Its first and its last bytes, where the two cover it.
    ends: Option<([u8; PART], [u8; PART])>,
}

impl<'t> Prefix<'t> {
    pub fn new(bytes: &'t [u8]) -> Self {
        let ends = bytes.first_chunk().zip(bytes.last_chunk());
        Self {
            bytes,
            ends: ends.filter(|_| bytes.len() <= 2 * PART).map(|(first, last)| (*first, *last)),
        }
    }

    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Does the text begin with it? Without a prefix nothing does.
    pub fn begins(&self, text: &[u8]) -> bool {
        match &self.ends {
            Some((first, last)) => {
                let end = text.get(self.bytes.len() - PART..);
                text.first_chunk() == Some(first) && end.and_then(<[u8]>::first_chunk) == Some(last)
            }
            None => !self.bytes.is_empty() && text.starts_with(self.bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn it_begins_what_starts_with_it(prefix in "[ab,]{0,40}", text in "[ab,]{0,40}", glued: bool) {
            let text = if glued { format!("{prefix}{text}") } else { text };
            let begins = Prefix::new(prefix.as_bytes()).begins(text.as_bytes());
            proptest::prop_assert_eq!(begins, !prefix.is_empty() && text.starts_with(&prefix));
        }
    }
}
