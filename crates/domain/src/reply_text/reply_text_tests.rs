use proptest::prelude::*;

use super::*;

/// What is shown of a text of which nothing else is known.
fn shown(text: &str) -> String {
    fold(text, Hints::default()).shown
}

const QUOTE: &str = "> Will you come?\n> The room is yours from six.";

#[test]
fn r32_attributions_are_known_in_the_languages_of_mail_programs() {
    for attribution in [
        "On Mon, 3 May 2027 at 10:12, Lobby <desk@example.org> wrote:",
        "On Mon, May 3, 2027 at 10:12 AM Lobby <\ndesk@example.org> wrote:",
        "On May 3, 2027, at 10:12 AM, Lobby <desk@example.org>\nwrote:",
        "Le lun. 3 mai 2027 à 10:12, Lobby <desk@example.org> a écrit :",
        "Le 03/05/2027 à 10:12, Lobby a écrit :",
        "Am 03.05.2027 um 10:12 schrieb Lobby:",
        "Lobby <desk@example.org> schrieb am Mo., 3. Mai 2027,\n10:12:",
        "El lun, 3 may 2027 a las 10:12, Lobby (<desk@example.org>) escribió:",
        "Em seg., 3 de mai. de 2027 às 10:12, Lobby <desk@example.org>\nescreveu:",
        "Il giorno lun 3 mag 2027 alle ore 10:12 Lobby <desk@example.org>\nha scritto:",
        "Op ma 3 mei 2027 om 10:12 schreef Lobby <desk@example.org>:",
        "Den mån 3 maj 2027 kl 10:12 skrev Lobby <desk@example.org>:",
        "man. 3. maj 2027 kl. 10.12 skrev Lobby <desk@example.org>:",
        "ma 3. toukok. 2027 klo 10.12 Lobby (desk@example.org) kirjoitti:",
        "pon., 3 maj 2027 o 10:12 Lobby <desk@example.org> napisał(a):",
        "po 3. 5. 2027 v 10:12 odesílatel Lobby <desk@example.org> napsal:",
        "пн, 3 мая 2027 г. в 10:12, Lobby <desk@example.org>:",
        "3 мая 2027 г., в 10:12, Lobby <desk@example.org> написал(а):",
        "3 May 2027 Pzt, 10:12 tarihinde Lobby <desk@example.org> şunu yazdı:",
        "Lobby <desk@example.org> 于2027年5月3日周一 10:12写道：",
        "2027年5月3日(月) 10:12 Lobby <desk@example.org>:",
        "Στις Δευ 3 Μαΐ 2027 στις 10:12 π.μ., ο χρήστης Lobby <desk@example.org> έγραψε:",
        "Vào Th 2, 3 thg 5, 2027 vào lúc 10:12 Lobby <desk@example.org> đã viết:",
    ] {
        assert_eq!(
            shown(&format!("Yes.\n\n{attribution}\n\n{QUOTE}")),
            "Yes.",
            "{attribution}"
        );
        assert_eq!(
            shown(&format!("{attribution}\n{QUOTE}\n\nYes.")),
            "Yes.",
            "below {attribution}"
        );
    }
}

#[test]
fn r32_short_attributions_are_known_above_a_marked_quote_only() {
    for attribution in [
        "Ana Moreau wrote:",
        "Lobby a écrit :",
        "Quoting Lobby <desk@example.org>:",
        "Zitat von Lobby <desk@example.org>:",
    ] {
        assert_eq!(
            shown(&format!("Yes.\n\n{attribution}\n\n{QUOTE}")),
            "Yes.",
            "{attribution}"
        );
        assert_eq!(
            shown(&format!("{attribution}\n{QUOTE}\n\nYes.")),
            "Yes.",
            "below {attribution}"
        );
        let unmarked = format!("Yes.\n\n{attribution}\n\nWill you come?");
        if !attribution.contains('@') {
            assert_eq!(shown(&unmarked), unmarked, "{attribution}");
        }
    }
    let own = "As Jonas said:\n> nobody has the key\n\nSo what now?";
    assert_eq!(shown(own), own);
}

#[test]
fn r32_the_line_above_an_attribution_is_never_taken_with_it() {
    for attribution in [
        "\"Lobby\" <desk@example.org> wrote:",
        "Lobby <desk@example.org> wrote:",
        "<desk@example.org> wrote:",
        "On 3 May 2027 at 10:12, Lobby <desk@example.org> wrote:",
        "2027-05-03 10:12 GMT-04:00 Lobby <desk@example.org>:",
        "---- Lobby wrote ----",
        "3 mai 2027 à 10:12, \"Lobby\" <desk@example.org>:",
    ] {
        for words in [
            "Yes, we come.",
            "We come",
            "Thanks,\nAna",
            "Oui !\n\nAna",
            "See you at the door",
            "Eight of us:",
        ] {
            for blank in ["\n", "\n\n", "\n\n\n"] {
                let text = format!("{words}{blank}{attribution}\n{QUOTE}");
                assert_eq!(shown(&text), words, "{text}");
            }
        }
    }
}

#[test]
fn r32_who_tells_of_a_mail_in_a_sentence_is_shown() {
    for text in [
        "I wrote to ana@example.org yesterday, and she said:\n> nobody has the key\n\nSo what now?",
        "Hello,\nI wrote to ana@example.org on Monday.\nShe wants this:\n> a table by the window",
        "J'ai écrit à ana@example.org le 3 mai 2027 :\n> une table\n\nPas de réponse.",
    ] {
        assert_eq!(shown(text), text);
    }
}

#[test]
fn r32_a_header_within_a_quote_is_part_of_it() {
    let text = "Oui.\n\n> Message du 03/05/27 10:12\n> De : \"Lobby\" <desk@example.org>\n> A : ana@example.org\n> Copie à : \n> Objet : Dîner\n>\n> Viendrez-vous ?";
    assert_eq!(shown(text), "Oui.");
}

#[test]
fn r32_an_attribution_without_marked_lines_ends_the_answer() {
    let text =
        "Yes.\n\nOn Mon, 3 May 2027 at 10:12, Lobby <desk@example.org> wrote:\n\nWill you come?\n\nLobby";
    assert_eq!(shown(text), "Yes.");
}

#[test]
fn r32_headers_of_outlook_are_known_in_its_languages() {
    for header in [
        "From: Lobby <desk@example.org>\nSent: Monday, May 3, 2027 10:12 AM\nTo: Ana\nSubject: Dinner",
        "*From:* Lobby\n*Sent:* Monday, May 3, 2027 10:12 AM\n*To:* Ana\n*Subject:* Dinner",
        "De : Lobby <desk@example.org>\nEnvoyé : lundi 3 mai 2027 10:12\nÀ : Ana\nObjet : Dîner",
        "Von: Lobby <desk@example.org>\nGesendet: Montag, 3. Mai 2027 10:12\nAn: Ana\nBetreff: Essen",
        "De: Lobby <desk@example.org>\nEnviado: lunes, 3 de mayo de 2027 10:12\nPara: Ana\nAsunto: Cena",
        "Da: Lobby <desk@example.org>\nInviato: lunedì 3 maggio 2027 10:12\nA: Ana\nOggetto: Cena",
        "Van: Lobby <desk@example.org>\nVerzonden: maandag 3 mei 2027 10:12\nAan: Ana\nOnderwerp: Diner",
        "Från: Lobby <desk@example.org>\nSkickat: den 3 maj 2027 10:12\nTill: Ana\nÄmne: Middag",
        "Fra: Lobby <desk@example.org>\nSendt: 3. mai 2027 10:12\nTil: Ana\nEmne: Middag",
        "Od: Lobby <desk@example.org>\nWysłano: 3 maja 2027 10:12\nDo: Ana\nTemat: Kolacja",
        "От: Lobby <desk@example.org>\nОтправлено: 3 мая 2027 г. 10:12\nКому: Ana\nТема: Ужин",
        "发件人: Lobby <desk@example.org>\n发送时间: 2027年5月3日 10:12\n收件人: Ana\n主题: 晚餐",
        "差出人: Lobby <desk@example.org>\n送信日時: 2027年5月3日 10:12\n宛先: Ana\n件名: 夕食",
    ] {
        assert_eq!(
            shown(&format!("Yes.\n\n{header}\n\nWill you come?")),
            "Yes.",
            "{header}"
        );
        assert_eq!(
            shown(&format!(
                "Yes.\n________________________________\n{header}\n\nWill you come?"
            )),
            "Yes."
        );
    }
}

#[test]
fn r32_what_residents_write_of_times_is_no_header() {
    for text in [
        "Date: Saturday\nFrom: 3 pm\nTo: 5 pm",
        "From: the lobby\nTo: the roof",
        "Subject: the party room\nDate: 5 June\nTime: 6 pm",
        "To: all\nFrom: me",
        "I have this to say:\nit was not us.",
        "On Saturday, 5 June 2027, at 18:00 we need:\n\n- chairs\n- tables",
        "As Jonas said:\nthe key is with the desk.",
        "We booked for 5 June 2027:\n- 18:00 dinner\n- 22:00 end",
        "a > b and b < c",
        "Room A\n---\nRoom B\n***\nRoom C",
        "1. yes\n2. no\n\n____ guests (please fill in)",
        "On 3 May 2027 you wrote:\nthe room holds forty.",
        "Le 3 mai 2027 vous m'avez écrit :\n- huit personnes\n- un enfant",
        "Our guests are:\n\n> four adults\n> two children",
        "I sent the photos from my iPhone yesterday, did you get them?",
    ] {
        assert_eq!(shown(text), text);
        assert_eq!(
            shown(&format!("Hello,\n\n{text}\n\nThanks")),
            format!("Hello,\n\n{text}\n\nThanks")
        );
    }
}

#[test]
fn r32_device_lines_are_folded_at_the_end_only() {
    for line in [
        "Sent from my iPhone",
        "Sent from Outlook for Android",
        "Get Outlook for iOS<https://aka.ms/x>",
        "Envoyé de mon iPad",
        "Envoyé à partir d'Outlook pour iOS",
        "Von meinem Samsung Galaxy Smartphone gesendet.",
        "Enviado desde mi iPhone",
        "Enviado do meu iPhone",
        "Inviato da iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Skickat från min iPhone",
        "Sendt fra min iPhone",
        "Lähetetty iPhonesta",
        "Wysłane z iPhone'a",
        "Отправлено с iPhone",
        "iPhoneから送信",
        "发自我的iPhone",
        "Provenance : Courrier pour Windows",
        "Virus-free.www.avast.com <https://www.avast.com/x>",
    ] {
        assert_eq!(shown(&format!("Yes.\n\n{line}\n")), "Yes.", "{line}");
        let between = format!("Yes.\n{line}\nAnd no.");
        assert_eq!(shown(&between), between);
    }
}

#[test]
fn r32_a_signature_ends_where_a_quote_begins() {
    let text = "Yes.\n\n-- \nAna Moreau\nSuite 904\n\nOn Mon, 3 May 2027, Lobby <desk@example.org> wrote:\n> Will you?\n\nP.S. Eight.";
    assert_eq!(shown(text), "Yes.\n\n\nP.S. Eight.");
}

#[test]
fn r32_code_between_fences_is_no_quote() {
    let text = "See:\n\n```\n> not a quote\n-- \n```\n\nEnd.";
    assert_eq!(shown(text), text);
}

#[test]
fn r32_a_forward_is_kept_unless_it_stands_in_a_quote() {
    let forward = "See below.\n\n-------- Message transféré --------\nDe : Traiteur <a@example.org>\nDate : 3 mai 2027\n\n400 dollars.";
    let folded = fold(forward, Hints::default());
    assert!(folded.is_forward);
    assert_eq!(folded.shown, forward);
    let answered = format!("Yes.\n\n-----Original Message-----\n{forward}");
    assert_eq!(
        fold(&answered, Hints::default()),
        Folded {
            shown: "Yes.".to_owned(),
            is_forward: false
        }
    );
}

proptest! {
    /// Folding takes lines away, and never words out of the lines that it leaves.
    #[test]
    fn r32_whatever_is_shown_stands_in_the_text(lines in prop::collection::vec(line(), 0..30), passes_on: bool) {
        let text = lines.join("\n");
        let folded = fold(&text, Hints { passes_on, quotes_are_sure: false });
        for shown in folded.shown.lines() {
            prop_assert!(text.contains(shown), "{shown:?}");
        }
    }

    /// Words below every mark are always shown: a person who writes under a quote is heard.
    #[test]
    fn r32_words_under_a_marked_quote_are_shown(quote in prop::collection::vec("> [a-z ]{0,20}", 1..10), words in "[a-z]{3,10} [a-z]{3,10}") {
        let text = format!("On 3 May 2027 at 10:12, Lobby <desk@example.org> wrote:\n{}\n\n{words}", quote.join("\n"));
        prop_assert_eq!(shown(&text), words);
    }
}

/// Lines of every sort.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z ,.]{0,30}",
        ">{1,3} ?[a-z ]{0,20}",
        Just("-- ".to_owned()),
        Just("________".to_owned()),
        Just("On 3 May 2027 at 10:12, Lobby <desk@example.org> wrote:".to_owned()),
        Just("Lobby <".to_owned()),
        Just("> wrote:".to_owned()),
        Just("From: Lobby <desk@example.org>".to_owned()),
        Just("Sent: Monday, May 3, 2027 10:12 AM".to_owned()),
        Just("-----Original Message-----".to_owned()),
        Just("---------- Forwarded message ---------".to_owned()),
        Just("Sent from my iPhone".to_owned()),
        Just("```".to_owned()),
        any::<String>(),
    ]
}
