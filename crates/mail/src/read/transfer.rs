//! Content-Transfer-Encoding (RFC 2045, section 6), read with patience.

use std::borrow::Cow;

/// How a part's bytes were written down for the way.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Transfer {
    /// 7bit, 8bit, binary, and what nobody knows.
    #[default]
    Plain,
    /// Base64.
    Base64,
    /// Quoted-printable.
    Quoted,
}

impl Transfer {
    /// From the value of the header.
    pub fn named(value: &str) -> Self {
        let value = value.to_ascii_lowercase();
        if value.contains("base64") {
            Self::Base64
        } else if value.contains("quoted") {
            Self::Quoted
        } else {
            Self::Plain
        }
    }

    /// The bytes as they were before the way. What says it is base64 and is not stays as it is.
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, [u8]> {
        match self {
            Self::Plain => Cow::Borrowed(bytes),
            Self::Base64 if !looks_like_base64(bytes) => Cow::Borrowed(bytes),
            Self::Base64 => Cow::Owned(base64(bytes)),
            Self::Quoted => Cow::Owned(quoted_printable(bytes)),
        }
    }

    /// How many bytes [`Transfer::decode`] gives, without keeping them.
    pub fn decoded_length(self, bytes: &[u8]) -> usize {
        match self {
            Self::Plain => bytes.len(),
            Self::Base64 if looks_like_base64(bytes) => {
                let mut length = 0;
                each_of_base64(bytes, |_| length += 1);
                length
            }
            Self::Base64 => bytes.len(),
            Self::Quoted => quoted_printable(bytes).len(),
        }
    }
}

/// Whether enough of it is of the alphabet. Words have blanks between them, base64 has none within a line.
fn looks_like_base64(bytes: &[u8]) -> bool {
    let sample = bytes.get(..4096).unwrap_or(bytes).trim_ascii();
    let strange = sample
        .iter()
        .filter(|byte| sextet(**byte).is_none() && !matches!(**byte, b'=' | b'\r' | b'\n'))
        .count();
    strange * 20 <= sample.len()
}

fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

/// Base64, passing over what is not of the alphabet; padding ends a group, and more may follow.
pub fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len() / 4 * 3);
    each_of_base64(bytes, |byte| decoded.push(byte));
    decoded
}

fn each_of_base64(bytes: &[u8], mut put: impl FnMut(u8)) {
    let (mut bits, mut held) = (0_u32, 0_u8);
    for byte in bytes {
        if *byte == b'=' {
            (bits, held) = (0, 0);
        } else if let Some(value) = sextet(*byte) {
            bits = (bits << 6) | u32::from(value);
            held += 6;
            if held >= 8 {
                held -= 8;
                put(u8::try_from((bits >> held) & 0xFF).unwrap_or_default());
                bits &= (1 << held) - 1;
            }
        }
    }
}

/// Quoted-printable; an escape that is none stays as it is written.
pub fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let end: &[u8] = if line.ends_with(b"\r\n") {
            b"\r\n"
        } else if line.ends_with(b"\n") {
            b"\n"
        } else {
            b""
        };
        // Blanks at the end of a line were added on the way.
        let content = line.trim_ascii_end();
        let soft = content.ends_with(b"=");
        let content = if soft {
            content.strip_suffix(b"=").unwrap_or(content)
        } else {
            content
        };
        unescape(content, &mut decoded);
        if !soft {
            decoded.extend_from_slice(end);
        }
    }
    decoded
}

fn unescape(content: &[u8], decoded: &mut Vec<u8>) {
    let mut rest = content;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte == b'='
            && let Some(([high, low], after)) =
                after.split_first_chunk::<2>().map(|(two, after)| (*two, after))
            && let Some(value) = hex(high).zip(hex(low)).map(|(high, low)| high * 16 + low)
        {
            decoded.push(value);
            rest = after;
        } else {
            decoded.push(*byte);
        }
    }
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r31_sizes_are_those_of_what_is_decoded() {
        for text in [
            "TG9iYnk=",
            "TG9iYnk=\r\nTG9iYnk=",
            "TG9iYnk=\n\n--end",
            "TG9",
            "",
            "T",
            "=",
            "Lobby is no base64 at all.",
        ] {
            for transfer in [Transfer::Plain, Transfer::Base64, Transfer::Quoted] {
                let decoded = transfer.decode(text.as_bytes());
                assert_eq!(
                    transfer.decoded_length(text.as_bytes()),
                    decoded.len(),
                    "{text:?} {transfer:?}"
                );
            }
        }
    }

    #[test]
    fn r31_padding_in_the_middle_ends_a_group() {
        assert_eq!(base64(b"TG9iYnk=TG9iYnk="), b"LobbyLobby");
    }

    #[test]
    fn r32_quoted_printable_is_read_with_patience() {
        assert_eq!(
            quoted_printable(b"a=20b=\r\nc =\nd=ZZ=e9 \nf"),
            b"a bc d=ZZ\xe9\nf"
        );
    }
}
