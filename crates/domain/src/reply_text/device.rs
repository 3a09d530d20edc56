//! Lines that a telephone or a program adds: *Sent from my iPhone*.

use std::sync::LazyLock;

use regex::Regex;

use super::phrases::pattern;

/// The longest such line in bytes.
const LONGEST: usize = 160;

/// Whether a line is one that a device or a mail program added.
pub fn is_device_line(line: &str) -> bool {
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST {
        return false;
    }
    let line =
        line.trim_matches(|letter: char| matches!(letter, '(' | '<' | '*' | '_' | '[' | '~' | '-' | ' '));
    (SENT.is_match(line) && DEVICE.is_match(line))
        || SENT_FROM_MY.is_match(line) && !SPENT.is_match(line)
        || WHOLE.is_match(line)
}

/// Where money is sent from: no device.
static SPENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:bank|account|card|savings|chequing|checking|credit|paypal|wife|husband|son|daughter|office|company|home|address)\b",
    )
});

/// *Sent from* in the languages of mail programs, at the beginning or, where the language wants it, the end.
static SENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:sent|posted|written|composed|typed|delivered|this (?:e-?mail|message) was sent)\s+(?:from|via|with|by|using|through|on)\b|^(?:from|via)\s+(?:my\s+)?|^\p{L}+ from (?:my\s+)?(?:mobile|phone)$|^envoyé\s+(?:depuis|de|à partir d|avec|par)|^(?:gesendet|geschrieben|verschickt)\s+(?:von|mit|aus|über|via)|\bgesendet\.?$|^von\s+(?:mein|unterwegs)|^enviado\s+(?:desde|de|do|a partir d|con|com|pelo|por|via)|^inviato\s+(?:da|dal|dalla|con|tramite|via)|^(?:verzonden|verstuurd|gestuurd)\s+(?:vanaf|vanuit|van|met|via|door)|^sendt\s+(?:fra|via|med)|^skickat\s+(?:från|via|med)|^lähetetty\b|^wysłan[eoya]\b|^отправлено\s+(?:с|со|из|через)\b|^надіслано\s+(?:з|із|через)\b|^(?:odesláno|odoslané|odoslano|poslano|poslané)\s+(?:z|ze|zo|s|iz)\b|^trimis\s+(?:de|din|prin)\b|^küldve\b|\bküldve\.?$|gönderildi\.?$|^στάλθηκε\b|^εστάλη\b|^נשלח\b|^أُ?رسلت?\b|^enviat\s+(?:des|de)|^sent fra|から送信$|^发自|^發自|傳送$|^傳送自|^寄自|에서 보냄$|에서 보냈|^được gửi từ|^dikirim dari",
    )
});

/// What such lines name: devices, systems, programs.
static DEVICE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)iphone|ipad|ipod|apple watch|macbook|android|mobile|mobil|móvil|celular|cellulare|telefon|téléphone|teléfono|telefone|phone|tablet|smartphone|handy|handheld|cell\b|samsung|galaxy|huawei|xiaomi|nokia|motorola|oneplus|pixel|xperia|htc|\blg\b|alcatel|blackberry|windows|outlook|hotmail|yahoo|gmail|\binbox\b|airmail|mailbox|proton|thunderbird|spark|superhuman|newton|k-9|bluemail|mail\.ru|яндекс|yandex|почт|gmx|web\.de|orange|icloud|\bmail\b|email app|mail app|mail-app|e-mail app|телефон|手机|手機|komórk",
    )
});

/// *Sent from my* and a few words: whatever it names, nobody else says so of a thing of theirs.
static SENT_FROM_MY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^sent\s+(?:from|via|with|by|on|using)\s+my\s+[\w-]+(?:\s+[\w-]+){0,3}(?:[,.]\s+.{0,80})?[.!]?$",
    )
});

/// Lines that name no sending.
static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:get|download|télécharge[rz]|obtenir|obtenez|obtener|obtén|obtenha|obter|ottieni|scarica|hämta|hent|få|download|hanki|pobierz|скачать|скачайте|holen sie sich|laden sie)\s+\[?(?:outlook|die outlook|l['’]app outlook|o outlook)\b.{0,40}(?:ios|android|mobile|mobil).*$|^outlook\s+(?:für|pour|voor|for|para|per|til|dla|для)\s+(?:ios|android)\b.*$|^(?:provenance|provient de|gesendet von|von)\s?:\s*(?:courrier|mail|e-mail)\s+(?:pour|für|for)\s+windows.*$|^(?:virus-free|garanti sans virus|sans virus|virenfrei|libre de virus|livre de vírus|privo di virus|virusvrij)\b.{0,10}(?:www\.)?av(?:ast|g)\.com.*$",
    )
});
