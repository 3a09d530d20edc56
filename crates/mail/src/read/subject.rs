//! What programs put in front of a subject.

/// *Re* in the languages of mail programs.
const REPLY: [&str; 25] = [
    "re",
    "aw",
    "antw",
    "antwort",
    "sv",
    "vs",
    "ynt",
    "odp",
    "rép",
    "rep",
    "réf",
    "ref",
    "res",
    "resp",
    "bls",
    "vá",
    "va",
    "atb",
    "απ",
    "ответ",
    "отв",
    "回复",
    "回覆",
    "答复",
    "r",
];
/// *Fwd* in the languages of mail programs.
const FORWARD: [&str; 22] = [
    "fwd",
    "fw",
    "wg",
    "tr",
    "rv",
    "enc",
    "vb",
    "vl",
    "vs",
    "i",
    "pd",
    "doorst",
    "továbbítás",
    "ilt",
    "πρθ",
    "пересл",
    "fs",
    "vidaresänt",
    "转发",
    "轉寄",
    "転送",
    "weitergeleitet",
];

/// The subject without any mark of an answer in front of it.
pub fn bare(subject: &str) -> String {
    let mut rest = subject.trim();
    while let Some((mark, after)) = mark(rest) {
        if !REPLY.contains(&mark.as_str()) {
            break;
        }
        rest = after;
    }
    rest.to_owned()
}

/// Whether the subject says that it answers something.
pub fn is_reply(subject: &str) -> bool {
    mark(subject.trim()).is_some_and(|(mark, _)| REPLY.contains(&mark.as_str()) && mark != "r")
}

/// Whether the subject says that somebody else's mail is passed on.
pub fn is_forward(subject: &str) -> bool {
    mark(subject.trim()).is_some_and(|(mark, _)| {
        // VS is *answer* in Finnish and *passed on* in Danish and Norwegian: no proof of a forward.
        FORWARD.contains(&mark.as_str()) && !matches!(mark.as_str(), "vs" | "i")
    })
}

/// What stands before the first colon, in lower case and without a counter, and what stands behind it.
fn mark(subject: &str) -> Option<(String, &str)> {
    let (mark, after) = subject.split_once([':', '：'])?;
    if mark.chars().count() > 16 {
        return None;
    }
    let word: String = mark
        .chars()
        .take_while(|letter| !matches!(letter, '[' | '(' | '^' | '*'))
        .collect::<String>()
        .trim()
        .trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.')
        .trim()
        .to_lowercase();
    Some((word, after.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r26_marks_of_answers_are_stripped_in_the_languages_of_mail_programs() {
        for subject in [
            "Re: Dinner",
            "RE : Dinner",
            "re:Dinner",
            "Re: RE: Aw: Dinner",
            "Re[2]: Dinner",
            "Re(3): Dinner",
            "RÉP : Dinner",
            "SV: Dinner",
            "Odp: Dinner",
            "Ответ: Dinner",
            "回复：Dinner",
            "Antw.: Dinner",
            "Dinner",
        ] {
            assert_eq!(bare(subject), "Dinner", "{subject}");
        }
        assert_eq!(bare("Dinner: the menu"), "Dinner: the menu");
        assert_eq!(bare("Fwd: Dinner"), "Fwd: Dinner");
    }

    #[test]
    fn r26_a_forward_is_told_from_an_answer() {
        for subject in [
            "Fwd: Dinner",
            "FW: Dinner",
            "TR : Dîner",
            "WG: Essen",
            "RV: Cena",
            "转发: Dinner",
        ] {
            assert!(is_forward(subject) && !is_reply(subject), "{subject}");
        }
        for subject in [
            "Re: Fwd: Dinner",
            "AW: WG: Essen",
            "Dinner",
            "Forward planning: dinner",
            "VS: Dinner",
        ] {
            assert!(!is_forward(subject), "{subject}");
        }
    }
}
