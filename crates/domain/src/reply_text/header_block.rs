//! The header that Outlook and others put above the mail that is answered: From, Sent, To, Subject.
//!
//! Residents write such lines too (*Date: Saturday, From: 3 pm, To: 5 pm*), so two labels are none: they need an
//! address among them, or three of them a day with its time.

use std::sync::LazyLock;

use regex::Regex;

use super::phrases::pattern;

/// The most lines that are looked at.
const MOST_LINES: usize = 14;
/// The most lines that one field is broken into.
const MOST_FOLDS: usize = 4;

/// What a label stands for.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Label {
    From,
    Sent,
    To,
    Copy,
    Subject,
    ReplyTo,
}

/// Whether such a header begins at `index`.
pub fn begins_at(lines: &[&str], index: usize) -> bool {
    let Some((first, _)) = lines.get(index).and_then(|line| label(line)) else {
        return false;
    };
    if !matches!(first, Label::From | Label::Sent | Label::Subject) {
        return false;
    }
    let mut seen: Vec<Label> = vec![];
    let (mut address, mut moment, mut folds) = (false, false, 0);
    for (offset, line) in lines.iter().skip(index).take(MOST_LINES).enumerate() {
        let trimmed = line.trim();
        match label(trimmed) {
            Some((kind, value)) => {
                folds = 0;
                // No header names the same twice.
                if seen.contains(&kind) && kind != Label::Copy && kind != Label::ReplyTo {
                    break;
                }
                if !seen.contains(&kind) {
                    seen.push(kind);
                }
                moment |= kind == Label::Sent && is_moment(value);
                address |= kind != Label::Subject && value.contains('@');
            }
            None if trimmed.is_empty() => {
                let next = lines.get(index + offset + 1).and_then(|line| label(line));
                if next.is_none() {
                    break;
                }
            }
            None => {
                folds += 1;
                if folds > MOST_FOLDS {
                    break;
                }
                address |= folds == 1 && trimmed.contains('@');
            }
        }
    }
    let has = |kind| seen.contains(&kind);
    match seen.len() {
        0 | 1 => false,
        2 => {
            address
                && (has(Label::From) && (has(Label::Sent) || has(Label::To) || has(Label::Subject))
                    || has(Label::Sent) && has(Label::To))
        }
        3 => {
            (has(Label::From) || has(Label::Sent))
                && (address || moment || has(Label::Subject) && has(Label::From) && has(Label::Sent))
        }
        _ => has(Label::From) || has(Label::Sent),
    }
}

/// Whether words on one line begin with such a header.
pub fn begins_words(words: &str) -> bool {
    let Some((first, value)) = label(words) else {
        return false;
    };
    if !matches!(first, Label::From | Label::Sent | Label::Subject) {
        return false;
    }
    let mut pieces = value.split([':', '：']).take(20).peekable();
    while let Some(piece) = pieces.next() {
        // The label of the next field is the last word before its colon.
        let name = piece
            .trim_end()
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let known = LABELS.iter().find(|(_, names)| names.contains(&name.as_str()));
        if pieces.peek().is_some() && known.is_some_and(|(kind, _)| *kind != first) {
            return true;
        }
    }
    false
}

/// The label of a line and what stands behind it.
fn label(line: &str) -> Option<(Label, &str)> {
    let found = LABEL.captures(line.get(..line.floor_char_boundary(300)).unwrap_or_default())?;
    let name = found.get(1)?.as_str().trim().to_lowercase();
    let value = found.get(2).map_or("", |value| value.as_str());
    let kind = LABELS.iter().find(|(_, names)| names.contains(&name.as_str()))?.0;
    // The captures end with the shortened line; the value is looked at no further.
    line.find(value)
        .and_then(|at| line.get(at..))
        .map(|value| (kind, value))
}

/// A day with its time, and not just one of them.
fn is_moment(value: &str) -> bool {
    MOMENT_DAY.is_match(value) && MOMENT_TIME.is_match(value)
}

static LABEL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\s*_|>]*(\p{L}[\p{L}\p{M} '’-]{0,20}?)[\s*_]*[:：][\s*_]*(.*)$"));
static MOMENT_DAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:19|20)\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2}|[\p{L}]+-\d{2}-\d{2}"));
static MOMENT_TIME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\d{1,2}[\p{Cf}]*[:.h][\p{Cf}]*\d{2}|\d{1,2}\s?(?:am|pm|a\.m|p\.m)"));

/// The labels of mail programs by language, in lower case.
const LABELS: [(Label, &[&str]); 6] = [
    (
        Label::From,
        &[
            "from",
            "von",
            "de",
            "da",
            "van",
            "från",
            "fra",
            "frá",
            "od",
            "от",
            "від",
            "lähettäjä",
            "kimden",
            "gönderen",
            "feladó",
            "από",
            "מאת",
            "من",
            "发件人",
            "寄件者",
            "寄件人",
            "差出人",
            "送信者",
            "보낸 사람",
            "보낸사람",
            "expéditeur",
            "remitente",
            "remetente",
            "mittente",
            "afzender",
            "avsändare",
            "avsender",
            "afsender",
            "nadawca",
            "отправитель",
            "odesílatel",
            "odosielateľ",
            "dari",
            "từ",
            "nuo",
            "saatja",
            "no",
            "pošiljatelj",
            "expeditor",
        ],
    ),
    (
        Label::Sent,
        &[
            "sent",
            "date",
            "gesendet",
            "gesendet am",
            "datum",
            "envoyé",
            "envoyé le",
            "envoye",
            "enviado",
            "enviado el",
            "enviado em",
            "enviada",
            "enviada em",
            "enviat",
            "fecha",
            "data",
            "inviato",
            "verzonden",
            "verstuurd",
            "skickat",
            "sendt",
            "dato",
            "lähetetty",
            "päivämäärä",
            "päiväys",
            "wysłano",
            "wysłane",
            "отправлено",
            "дата",
            "надіслано",
            "gönderildi",
            "gönderme tarihi",
            "gönderilme tarihi",
            "tarih",
            "elküldve",
            "küldve",
            "dátum",
            "odesláno",
            "odoslané",
            "poslano",
            "trimis",
            "ημερομηνία",
            "στάλθηκε",
            "נשלח",
            "תאריך",
            "تاريخ الإرسال",
            "发送时间",
            "发送日期",
            "日期",
            "寄件日期",
            "傳送時間",
            "送信日時",
            "日付",
            "보낸 날짜",
            "날짜",
            "dikirim",
            "tanggal",
            "ngày",
            "đã gửi",
            "saadetud",
            "kuupäev",
            "išsiųsta",
        ],
    ),
    (
        Label::To,
        &[
            "to",
            "an",
            "à",
            "a",
            "para",
            "til",
            "till",
            "aan",
            "naar",
            "do",
            "кому",
            "vastaanottaja",
            "kime",
            "címzett",
            "komu",
            "pro",
            "προς",
            "אל",
            "إلى",
            "收件人",
            "收件者",
            "宛先",
            "받는 사람",
            "받는사람",
            "destinataire",
            "pour",
            "destinatario",
            "destinatário",
            "mottagare",
            "mottaker",
            "modtager",
            "adresat",
            "către",
            "kepada",
            "tới",
            "đến",
            "per",
        ],
    ),
    (
        Label::Copy,
        &[
            "cc",
            "bcc",
            "kopie",
            "kopie (cc)",
            "kopia",
            "kopi",
            "copie",
            "copie à",
            "cópia",
            "copia",
            "копия",
            "копія",
            "dw",
            "ud",
            "bilgi",
            "másolat",
            "κοιν",
            "抄送",
            "副本",
            "참조",
            "on behalf of",
        ],
    ),
    (
        Label::Subject,
        &[
            "subject",
            "betreff",
            "objet",
            "sujet",
            "asunto",
            "assunto",
            "oggetto",
            "onderwerp",
            "ämne",
            "emne",
            "efni",
            "aihe",
            "otsikko",
            "temat",
            "тема",
            "konu",
            "tárgy",
            "předmět",
            "predmet",
            "subiect",
            "θέμα",
            "נושא",
            "الموضوع",
            "主题",
            "主旨",
            "主題",
            "件名",
            "제목",
            "assumpte",
            "perihal",
            "subjek",
            "chủ đề",
            "teema",
            "zadeva",
            "tema",
        ],
    ),
    (
        Label::ReplyTo,
        &[
            "reply-to",
            "reply to",
            "antwort an",
            "antworten an",
            "répondre à",
            "risposta",
            "rispondi a",
            "responder a",
            "responder para",
            "beantwoorden",
            "svar til",
            "svara till",
            "odpowiedz do",
            "importance",
            "priority",
            "wichtigkeit",
            "importancia",
            "importância",
            "attachments",
            "anlagen",
        ],
    ),
];
