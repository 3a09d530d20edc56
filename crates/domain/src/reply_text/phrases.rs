//! What single lines say: separators, marks of forwarding, signatures, rules.

use std::sync::LazyLock;

use regex::Regex;

/// A pattern of ours.
#[expect(
    clippy::expect_used,
    reason = "a pattern of ours that is none is found by every test"
)]
pub fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern written down here")
}

/// The longest line that is looked at as a separator.
const LONGEST: usize = 200;

/// Whether a line parts an answer from the mail it answers: `-----Original Message-----`.
pub fn is_original(line: &str) -> bool {
    line.len() < LONGEST && ORIGINAL.is_match(line)
}

/// Whether a line begins a mail that is passed on.
pub fn is_forward(line: &str) -> bool {
    line.len() < LONGEST && FORWARD.is_match(line)
}

/// Whether words on one line begin with such a line.
pub fn begins_with_forward(words: &str) -> bool {
    let words = words.trim_start_matches(['>', ' ']);
    let begin = if words.starts_with('-') {
        let dashes = words.len() - words.trim_start_matches('-').len();
        let end = words
            .get(dashes..)
            .and_then(|rest| rest.find("--"))
            .map_or(0, |at| dashes + at + 2);
        words.get(..end)
    } else {
        words.split_inclusive([':', '：']).next()
    };
    begin.is_some_and(is_forward)
}

/// Whether a line is drawn rather than written: dashes, stars, and what programs leave as a mark.
pub fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line == "ᐧ"
        || line.len() >= 2
            && line
                .chars()
                .all(|letter| matches!(letter, '-' | '_' | '*' | '=' | '#' | '~' | '+' | '—' | '–' | '―'))
}

/// What begins a signature, and how long it may be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SignatureMark {
    /// `-- ` (RFC 3676, section 4.3): all that follows.
    Standard,
    /// `--` without its blank, which many programs drop, and people write for other reasons.
    Dashes,
    /// A line of underscores, at the end of a mail.
    Underscores,
}

impl SignatureMark {
    /// Whether so many lines are still a signature.
    pub fn takes(self, lines: usize, before_quote: bool) -> bool {
        match self {
            Self::Standard => true,
            Self::Dashes => lines <= 12,
            Self::Underscores => lines <= 5 && !before_quote,
        }
    }
}

/// The mark of a signature that a line is.
pub fn signature_mark(line: &str) -> Option<SignatureMark> {
    if line == "-- " {
        return Some(SignatureMark::Standard);
    }
    let line = line.trim();
    if line == "--" {
        return Some(SignatureMark::Dashes);
    }
    (line.len() >= 8 && line.bytes().all(|byte| byte == b'_')).then_some(SignatureMark::Underscores)
}

/// The initials that a quote is marked with: `AM> `.
pub fn initials(line: &str) -> Option<&str> {
    let (initials, after) = line.split_once('>')?;
    let is_name = (1..=10).contains(&initials.len())
        && initials.starts_with(|letter: char| letter.is_ascii_uppercase())
        && initials.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_name && (after.is_empty() || after.starts_with(' '))).then_some(initials)
}

/// Whether `line` is what was broken off a link in `above`, or a link and nothing else.
pub fn is_rest_of_link(above: &str, line: &str) -> bool {
    let line = line.trim();
    let is_link = LINK.is_match(line);
    let was_open = above.contains("http") && above.matches('(').count() > above.matches(')').count()
        || above.contains("http") && above.matches('<').count() > above.matches('>').count();
    is_link || was_open && !line.contains(' ')
}

static LINK: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[(<\[]?\s*https?://[^\s()<>]+\s*[)>\]]?\s*>?$"));

static ORIGINAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[\s*_>]*[-_—=]{2,}[\s*]*(?:original|reply|quoted|previous)?\s?(?:original message|reply message|original appointment|quoted message|previous message|ursprüngliche nachricht|originalnachricht|original-nachricht|antwort nachricht|ursprüngliche e-mail|urspr\. nachricht|message d['’]origine|message original|message initial|message d[’']origine|mensaje original|mensagem original|missatge original|messaggio originale|oorspronkelijk bericht|origineel bericht|oprindelig meddelelse|oprindelig besked|originalmeddelelse|opprinnelig melding|ursprungligt meddelande|originalmeddelande|alkuperäinen viesti|wiadomość oryginalna|oryginalna wiadomość|wiadomość pierwotna|исходное сообщение|первоначальное сообщение|вихідне повідомлення|původní zpráva|pôvodná správa|eredeti üzenet|orijinal mesaj|özgün ileti|mesaj original|mesajul original|原始邮件|原始郵件|原始信件|原始訊息|邮件原件|元のメッセージ|원본 메시지|원본메시지|αρχικό μήνυμα|הודעה מקורית|الرسالة الأصلية|izvorna poruka|izvirno sporočilo|tin nhắn gốc|pesan asli)[\s*]*[-_—=]{2,}[\s*]*$",
    )
});

static FORWARD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[\s*_>]*(?:[-_—=]{2,}[\s*]*(?:forwarded message|forwarded by .{1,80}|forwarded mail|weitergeleitete nachricht|weitergeleitete e-mail|message transféré|message transmis|message réexpédié|mensaje reenviado|mensagem encaminhada|mensagem reencaminhada|missatge reenviat|messaggio inoltrato|doorgestuurd bericht|videresendt (?:besked|meddelelse|melding|e-mail)|vidarebefordrat (?:meddelande|brev)|välitetty viesti|edelleenlähetetty viesti|przekazana wiadomość|wiadomość przekazana|wiadomość przesłana dalej|пересылаемое сообщение|пересланное сообщение|пересылаемое письмо|переслане повідомлення|přeposlaná zpráva|preposlaná správa|továbbított üzenet|iletilen mesaj|iletilen ileti|yönlendirilmiş ileti|mesaj redirecționat|转发的?邮件(?:信息)?|轉寄郵件|轉寄的郵件|転送メッセージ|転送されたメッセージ|전달된 메시지|προωθημένο μήνυμα|הודעה שהועברה|الرسالة المعاد توجيهها|proslijeđena poruka|thư được chuyển tiếp|pesan terusan)[\s*]*[-_—=]{2,}[\s*]*$|(?:begin forwarded message|start of forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:transféré|réexpédié)|inicio del mensaje reenviado|início da mensagem (?:encaminhada|reencaminhada)|inizio (?:del )?messaggio inoltrato|begin doorgestuurd bericht|start på videresendt melding|begynd videresendt besked|vidarebefordrat brev|välitetty viesti alkaa|początek przekazywanej wiadomości|начало переадресованного сообщения|začátek přeposílané zprávy|továbbított levél kezdete|iletilmiş mesajın başlangıcı|下面是被转发的邮件|開始轉寄郵件|転送された?メッセージ|전달된 메시지 시작)\s?[:：]\s*)$",
    )
});
