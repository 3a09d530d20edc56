//! A hash of what a file says, to tell the same file from a newer one.

/// FNV-1a, 128 bits (<https://www.rfc-editor.org/rfc/rfc9923>): kept in the store, so it must stay the
/// same from one version of Lobby to the next, and nobody gains anything by making two lines collide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fingerprint(u128);

const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

impl Fingerprint {
    pub(super) fn new(of: &str) -> Self {
        Self(OFFSET).text(of)
    }

    fn bytes(mut self, bytes: &[u8]) -> Self {
        for byte in bytes {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(PRIME);
        }
        self
    }

    /// Adds a text; its end is marked, so that *ab, c* differs from *a, bc*.
    pub(super) fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes()).bytes(&[0xFF])
    }

    /// Adds a text, or that there is none.
    pub(super) fn maybe(self, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(text),
            None => self.bytes(&[0xFE]),
        }
    }

    /// Adds a number, or that there is none.
    pub(super) fn number(self, number: Option<i64>) -> Self {
        match number {
            Some(number) => self.bytes(&number.to_be_bytes()).bytes(&[0xFF]),
            None => self.bytes(&[0xFE]),
        }
    }

    pub(super) fn get(self) -> u128 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r7_a_fingerprint_is_the_published_hash() {
        // The test vectors of FNV-1a for the empty text and for "a".
        assert_eq!(Fingerprint(OFFSET).bytes(b"").get(), OFFSET);
        assert_eq!(
            Fingerprint(OFFSET).bytes(b"a").get(),
            0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964
        );
    }

    #[test]
    fn r7_where_a_text_ends_and_whether_there_is_one_matters() {
        let of = |texts: [Option<&str>; 2]| {
            texts
                .iter()
                .fold(Fingerprint::new("x"), |print, text| print.maybe(*text))
                .get()
        };
        assert_ne!(of([Some("ab"), Some("c")]), of([Some("a"), Some("bc")]));
        assert_ne!(of([None, Some("")]), of([Some(""), None]));
        assert_ne!(of([None, None]), of([Some(""), Some("")]));
    }
}
