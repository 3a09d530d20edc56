//! Charsets, broken mail, ids and verdicts (R26 needs to know who wrote and what is answered).

use lobby_mail::read::Kind;

use crate::letter;

#[test]
fn r26_words_survive_a_wrong_or_missing_charset() {
    assert_eq!(
        letter("charset-missing-latin1").text.trim(),
        "Nous serons à l'étage, près de la fenêtre."
    );
    assert_eq!(
        letter("charset-says-latin1-is-utf8").text.trim(),
        "À bientôt, Zoë."
    );
    assert_eq!(letter("charset-unknown").text.trim(), "Déjà vu.");
}

#[test]
fn r26_subjects_survive_what_programs_do_to_them() {
    assert_eq!(letter("subject-letter-cut-in-two").subject, "Bonjour été étoilé");
    assert_eq!(letter("subject-raw-latin1").subject, "Réservation");
}

#[test]
fn r26_a_subject_is_known_without_its_marks() {
    assert_eq!(
        letter("reply-outlook-header-french").subject_bare,
        "Dinner in the party room"
    );
    assert_eq!(letter("reply-above-quote-german").subject_bare, "Dinner");
}

#[test]
fn r26_broken_mail_is_repaired() {
    for name in [
        "repair-blank-lines-first",
        "repair-byte-order-mark",
        "repair-mbox-line",
        "repair-boundary-never-closed",
        "repair-boundary-misnamed",
    ] {
        let letter = letter(name);
        assert_eq!(letter.text.trim(), "Yes.", "{name}");
        assert_eq!(letter.kind, Kind::Reply, "{name}");
        assert_eq!(letter.from.unwrap().address, "ana.moreau@example.org", "{name}");
    }
    assert_eq!(
        letter("repair-boundary-misnamed").attachments[0].name,
        "guests.csv"
    );
    assert_eq!(letter("repair-only-carriage-returns").text, "Yes.\nAna\n");
    assert_eq!(
        letter("repair-base64-that-is-none").text.trim(),
        "Yes, we will come, all eight of us."
    );
    assert_eq!(letter("repair-line-among-fields").subject, "Dinner");
}

#[test]
fn r26_what_is_no_mail_is_still_shown() {
    let letter = letter("no-mail-at-all");
    assert_eq!(letter.kind, Kind::Unreadable);
    assert!(letter.text.contains("nothing here is a header"));
    assert!(letter.fault.unwrap().contains("No header"));
}

#[test]
fn r26_ids_are_kept_byte_for_byte() {
    let letter = letter("ids-unparsable");
    assert_eq!(letter.message_id.as_deref(), Some("no-brackets@example.org"));
    assert_eq!(
        letter.references,
        ["first@example.org", "cut@example.org", "LAST@Example.org"]
    );
    assert!(letter.in_reply_to.contains(&"Monday".to_owned()));
}

#[test]
fn r26_addresses_of_delivery_are_each_told_once() {
    assert_eq!(
        letter("delivered-to-token").delivered_to,
        ["desk+c12.abc@example.org", "desk@example.org"]
    );
}

#[test]
fn r26_the_topmost_verdict_is_first_and_comments_are_none() {
    let letter_forged = letter("authentication-forged-below");
    let first = &letter_forged.authentication[0];
    assert_eq!(first.server, "mx.provider.example");
    assert_eq!(first.dmarc.as_ref().unwrap().result, "fail");
    assert_eq!(first.spf.as_ref().unwrap().domain, "other.example");
    assert_eq!(
        letter_forged.authentication[1].dmarc.as_ref().unwrap().result,
        "pass"
    );
    let commented = letter("authentication-comment-with-verdict");
    let verdict = &commented.authentication[0];
    assert_eq!(
        (
            verdict.dmarc.as_ref(),
            verdict.dkim.len(),
            verdict.spf.as_ref().unwrap().result.as_str()
        ),
        (None, 0, "softfail")
    );
}
