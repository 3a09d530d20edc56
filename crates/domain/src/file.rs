//! R31: files that go with messages.

/// The most that the files of one message may be together, in bytes: 25 MB.
pub const LARGEST: u64 = 25_000_000;

/// Why a file cannot go along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileRefusal {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// With what is attached already it is more than a message takes.
    #[error("the files of a message are more than 25 MB")]
    TooLarge,
}

/// R31: whether a file of `size` bytes may go along with files of `there` bytes together.
///
/// # Errors
/// [`FileRefusal`].
pub fn may_attach(there: u64, size: u64) -> Result<(), FileRefusal> {
    if size == 0 {
        return Err(FileRefusal::Empty);
    }
    if there.saturating_add(size) > LARGEST {
        return Err(FileRefusal::TooLarge);
    }
    Ok(())
}

/// What a file is sent as: the type that the screen knows, if it has the form of one (RFC 6838, section 4.2).
#[must_use]
pub fn media_type(said: &str) -> &str {
    let is_name = |name: &str| {
        !name.is_empty()
            && name.len() <= 64
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c))
    };
    match said.split_once('/') {
        Some((kind, name)) if is_name(kind) && is_name(name) => said,
        _ => "application/octet-stream",
    }
}

/// The pictures that are previewed, by their first bytes; whatever they call themselves, anything else is none.
#[must_use]
pub fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some("image/png"),
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn r31_the_files_of_a_message_are_25_mb_at_most_and_none_is_empty() {
        assert_eq!(may_attach(0, LARGEST), Ok(()));
        assert_eq!(may_attach(0, LARGEST + 1), Err(FileRefusal::TooLarge));
        assert_eq!(may_attach(LARGEST - 10, 10), Ok(()));
        assert_eq!(may_attach(LARGEST - 10, 11), Err(FileRefusal::TooLarge));
        assert_eq!(may_attach(0, 0), Err(FileRefusal::Empty));
    }

    #[test]
    fn r31_a_picture_is_what_begins_like_one() {
        assert_eq!(picture_type(b"\x89PNG\r\n\x1a\nrest"), Some("image/png"));
        assert_eq!(picture_type(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(picture_type(b"GIF89a"), Some("image/gif"));
        assert_eq!(picture_type(b"RIFF1234WEBPVP8 "), Some("image/webp"));
        for other in [
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".as_slice(),
            b"MZ",
            b"",
            b"GIF",
        ] {
            assert_eq!(picture_type(other), None);
        }
    }

    proptest! {
        /// R31: the type of a file never breaks a header, whatever the screen says.
        #[test]
        fn r31_a_type_is_one_word_of_each_side(said in "\\PC{0,40}") {
            let kept = media_type(&said);
            prop_assert_eq!(kept.matches('/').count(), 1);
            prop_assert!(kept.chars().all(|c| c.is_ascii_graphic() && c != '"' && c != ';'));
        }
    }
}
