//! Statuses, payments, kinds, languages, yes and no, names and addresses.

use lobby_domain::{
    booking::BookingStatus,
    event::{EventKind, Response},
    money::PaymentStatus,
    resident::{self, Language, NotAnAddress, fold},
};

/// What a word of status says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub status: BookingStatus,
    /// The answer that it is at a Meeting.
    pub response: Response,
    /// What it says about the payment, as *Refunded* does.
    pub payment: Option<PaymentStatus>,
}

/// Words of status as [`fold`] writes them, parted by bars, and what they say.
const STATUSES: &[(BookingStatus, Response, Option<PaymentStatus>, &str)] = {
    use BookingStatus as S;
    use PaymentStatus as P;
    use Response as R;
    &[
        (
            S::Confirmed,
            R::Attending,
            None,
            "attending|confirmed|confirme|confirmee|accepted|accepte|acceptee|approved|approuve|\
             approuvee|booked|reserve|reservee|registered|inscrit|inscrite|going|yes|oui|active|actif|\
             valid|valide|validee|completed|complete|termine|terminee|ok|sold|vendu|success|placed|\
             participe|will attend|present a confirmer|enrolled|issued|emis|traite|traitee|processed|\
             scheduled|upcoming",
        ),
        (
            S::Confirmed,
            R::Attending,
            Some(P::Paid),
            "paid|paye|payee|regle|reglee",
        ),
        (
            S::Pending,
            R::NoAnswer,
            None,
            "pending|en attente|a confirmer|to confirm|unconfirmed|non confirme|non confirmee|requested|\
             demande|demandee|tentative|awaiting approval|pending approval|a approuver|\
             en attente d approbation|en attente de confirmation|provisional|provisoire|option|hold|new|\
             nouveau|nouvelle|in progress|en cours|maybe|peut etre",
        ),
        (
            S::Pending,
            R::NoAnswer,
            None,
            "invited|invite|invitee|no answer|no response|sans reponse|not responded|no reply",
        ),
        (
            S::Pending,
            R::NoAnswer,
            Some(P::Unpaid),
            "unpaid|not paid|non paye|non payee|awaiting payment|pending payment|payment pending|\
             en attente de paiement|impaye|impayee",
        ),
        (
            S::Waitlisted,
            R::NoAnswer,
            None,
            "waitlisted|waitlist|wait list|waiting list|on waitlist|on waiting list|liste d attente|\
             en liste d attente|sur liste d attente|waiting",
        ),
        (
            S::Declined,
            R::NotAttending,
            None,
            "declined|refuse|refusee|rejected|rejete|rejetee|denied|decline|declinee",
        ),
        (
            S::Cancelled,
            R::NotAttending,
            Some(P::Refunded),
            "refunded|rembourse|remboursee|fully refunded",
        ),
        (
            S::Cancelled,
            R::NotAttending,
            None,
            "cancelled|canceled|annule|annulee|deleted|supprime|supprimee|not attending|no|non|not going|\
             void|voided|transferred|transfere|transferee|withdrawn|dropped|ne participe pas|\
             absent excuse|expired|expire|expiree|cancelled by customer|inactive",
        ),
        (
            S::CheckedIn,
            R::Attending,
            None,
            "checked in|checkedin|check in|attended|present|presente|arrive|arrivee|enregistre|\
             enregistree|scanned|scanne|arrived|used|utilise|here|a participe",
        ),
        (
            S::NoShow,
            R::NotAttending,
            None,
            "no show|noshow|absent|absente|did not attend|missed|non presente|non presentee|\
             defaut de presentation",
        ),
    ]
};

/// Reads a booking's status, or the answer to a Meeting.
pub(crate) fn status(cell: &str) -> Option<Standing> {
    let folded = fold(cell);
    let (status, response, payment, _) = STATUSES.iter().find(|(.., words)| among(words, &folded))?;
    Some(Standing {
        status: *status,
        response: *response,
        payment: *payment,
    })
}

/// Whether a word is one of those that bars part.
fn among(words: &str, word: &str) -> bool {
    words.split('|').any(|known| known == word)
}

/// Words of payment.
const PAYMENTS: &[(PaymentStatus, &str)] = &[
    (
        PaymentStatus::Paid,
        "paid|paye|payee|regle|reglee|acquitte|acquittee|completed|complete|settled|paid in full|\
         fully paid|paye en totalite|recu|recue|received|captured|succeeded|success|paid online|\
         paid cash|encaisse|valide|charged",
    ),
    (
        PaymentStatus::Unpaid,
        "unpaid|not paid|non paye|non payee|non regle|impaye|impayee|due|du|due on arrival|pending|\
         en attente|outstanding|awaiting payment|en attente de paiement|a payer|owing|overdue|\
         en retard|open|invoiced|facture|failed|echoue|to pay|a regler|partially paid|partial|\
         partiel|partiellement paye|pay at door|paiement sur place",
    ),
    (
        PaymentStatus::Refunded,
        "refunded|rembourse|remboursee|refund|remboursement|fully refunded|credited|credite",
    ),
    (
        PaymentStatus::NotRequired,
        "free|gratuit|gratuite|not required|non requis|non requise|no payment|waived|exempt|exempte|\
         complimentary|offert|sans frais|not applicable|sans objet|no charge|comp",
    ),
];

/// Reads how a payment stands.
pub(crate) fn payment(cell: &str) -> Option<PaymentStatus> {
    let folded = fold(cell);
    let word = PAYMENTS
        .iter()
        .find(|(_, words)| among(words, &folded))
        .map(|(status, _)| *status);
    word.or_else(|| {
        yes_or_no(cell).map(|yes| {
            if yes {
                PaymentStatus::Paid
            } else {
                PaymentStatus::Unpaid
            }
        })
    })
}

/// Reads yes or no, ticked or not.
pub(crate) fn yes_or_no(cell: &str) -> Option<bool> {
    match cell.trim() {
        "✓" | "✔" | "☑" | "✅" => return Some(true),
        "✗" | "✘" | "☐" | "❌" => return Some(false),
        _ => {}
    }
    match fold(cell).as_str() {
        "yes" | "y" | "true" | "1" | "x" | "oui" | "o" | "vrai" | "ok" | "checked in" | "checked"
        | "allowed" | "required" | "permis" | "requis" | "requise" | "obligatoire" | "autorise" => Some(true),
        "no" | "n" | "false" | "0" | "non" | "faux" | "not checked in" | "unchecked" | "not allowed"
        | "not required" | "non permis" | "non requis" | "non requise" | "facultatif" | "facultative"
        | "optional" => Some(false),
        _ => None,
    }
}

/// Words of kind.
const KINDS: &[(EventKind, &str)] = &[
    (
        EventKind::CommunityEvent,
        "community event|event|evenement|evenement communautaire|activity|activite|social|class|\
         workshop|atelier|cours|community|communautaire|fete|party|evenement social|\
         activite communautaire|amenity|loisir|loisirs|recreation",
    ),
    (
        EventKind::Meeting,
        "meeting|reunion|assemblee|assemblee generale|assemblee generale annuelle|agm|aga|ag|\
         annual general meeting|general meeting|board meeting|conseil|seance|town hall|\
         conseil d administration|reunion du conseil",
    ),
    (
        EventKind::Notice,
        "notice|avis|announcement|annonce|information|info|maintenance|entretien|travaux|\
         notice to residents|avis aux residents",
    ),
];

/// Reads the kind of an event.
pub(crate) fn kind(cell: &str) -> Option<EventKind> {
    let folded = fold(cell);
    KINDS
        .iter()
        .find(|(_, words)| among(words, &folded))
        .map(|(kind, _)| *kind)
}

/// Names of languages; `None` are those that Lobby does not write in.
const LANGUAGES: &[(Option<Language>, &str)] = &[
    (Some(Language::En), "en|eng|english|anglais|anglaise|ang|a|e"),
    (Some(Language::Fr), "fr|fre|fra|french|francais|francaise|f"),
    (
        None,
        "es|spanish|espagnol|espanol|de|german|allemand|it|italian|italien|pt|portuguese|portugais|\
         zh|chinese|chinois|mandarin|cantonese|cantonais|ar|arabic|arabe|ru|russian|russe|ko|korean|\
         coreen|ja|japanese|japonais|hi|hindi|pa|punjabi|pendjabi|fa|farsi|persian|persan|vi|\
         vietnamese|vietnamien|other|autre|pl|polish|polonais|uk|ukrainian|ukrainien|el|greek|grec|\
         nl|dutch",
    ),
];

/// Reads a language: `Some(None)` is one that is a language, and not one that Lobby writes in.
pub(crate) fn language(cell: &str) -> Option<Option<Language>> {
    let folded = fold(cell);
    let first = folded.split(' ').next().unwrap_or_default();
    LANGUAGES
        .iter()
        .find(|(_, words)| among(words, first))
        .map(|(language, _)| *language)
}

/// Reads an email address, also as `Ana Moreau <ana@example.org>`.
pub(crate) fn email(cell: &str) -> Result<String, NotAnAddress> {
    let cell = cell.trim();
    match cell.rsplit_once('<') {
        Some((_, inner)) if inner.ends_with('>') => resident::email(inner.trim_end_matches('>')),
        _ => resident::email(cell),
    }
}

/// A name on one line, white space folded; *MOREAU, Ana* becomes *Ana Moreau*.
pub(crate) fn name(cell: &str) -> String {
    let one_line = one_line(cell);
    match one_line.split_once(',') {
        Some((last, first))
            if !last.trim().is_empty()
                && !first.trim().is_empty()
                && !first.contains(',')
                && !is_suffix(first) =>
        {
            first_and_last(first, last)
        }
        _ => one_line,
    }
}

/// A first and a last name as one; a last name in capitals beside a first name that is not is put
/// into small letters, as lists shout family names only to set them apart.
pub(crate) fn first_and_last(first: &str, last: &str) -> String {
    let (first, last) = (one_line(first), one_line(last));
    let shouts = |text: &str| {
        text.chars().filter(|c| c.is_alphabetic()).count() > 1 && !text.chars().any(char::is_lowercase)
    };
    let last = if shouts(&last) && !shouts(&first) && !first.is_empty() {
        calm(&last)
    } else {
        last
    };
    format!("{first} {last}").trim().to_owned()
}

fn is_suffix(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "jr" | "sr" | "ii" | "iii" | "iv" | "md" | "phd" | "esq" | "inc" | "ltd" | "llc" | "ltee"
    )
}

fn calm(shouted: &str) -> String {
    let mut begins = true;
    shouted
        .chars()
        .flat_map(|c| {
            let letter: Vec<char> = if begins {
                vec![c]
            } else {
                c.to_lowercase().collect()
            };
            begins = !c.is_alphanumeric();
            letter
        })
        .collect()
}

/// Text on one line, runs of white space as one space.
pub(crate) fn one_line(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r7_statuses_are_read_in_both_languages() {
        use BookingStatus as S;
        for (text, expected) in [
            ("Attending", S::Confirmed),
            ("Checked In", S::CheckedIn),
            ("Deleted", S::Cancelled),
            ("Confirmé", S::Confirmed),
            ("confirmée", S::Confirmed),
            ("En attente", S::Pending),
            ("Liste d'attente", S::Waitlisted),
            ("Annulé", S::Cancelled),
            ("Annulée", S::Cancelled),
            ("Not Attending", S::Cancelled),
            ("Refusé", S::Declined),
            ("NO-SHOW", S::NoShow),
            ("No show", S::NoShow),
            ("Présent", S::CheckedIn),
            ("Absente", S::NoShow),
            ("checked_in", S::CheckedIn),
            ("Waitlist", S::Waitlisted),
        ] {
            assert_eq!(
                status(text).map(|standing| standing.status),
                Some(expected),
                "{text}"
            );
        }
        assert_eq!(
            status("Refunded").and_then(|standing| standing.payment),
            Some(PaymentStatus::Refunded)
        );
        assert_eq!(
            status("Paid").and_then(|standing| standing.payment),
            Some(PaymentStatus::Paid)
        );
        assert_eq!(status("Owner"), None);
    }

    #[test]
    fn r7_every_status_and_payment_that_lobby_writes_comes_back() {
        for written in BookingStatus::ALL {
            let name = serde_json::to_value(written).unwrap();
            assert_eq!(
                status(name.as_str().unwrap()).map(|standing| standing.status),
                Some(written)
            );
        }
        for written in [
            PaymentStatus::NotRequired,
            PaymentStatus::Unpaid,
            PaymentStatus::Paid,
            PaymentStatus::Refunded,
        ] {
            let name = serde_json::to_value(written).unwrap();
            assert_eq!(payment(name.as_str().unwrap()), Some(written));
        }
    }

    #[test]
    fn r7_payments_are_read_in_both_languages() {
        use PaymentStatus as P;
        for (text, expected) in [
            ("Payé", P::Paid),
            ("Non payé", P::Unpaid),
            ("Remboursé", P::Refunded),
            ("oui", P::Paid),
            ("non", P::Unpaid),
            ("x", P::Paid),
            ("Gratuit", P::NotRequired),
            ("Paid", P::Paid),
        ] {
            assert_eq!(payment(text), Some(expected), "{text}");
        }
        assert_eq!(payment("Visa"), None);
    }

    #[test]
    fn r7_names_are_put_in_order() {
        for (text, expected) in [
            ("MOREAU, Ana", "Ana Moreau"),
            ("Moreau,  Ana ", "Ana Moreau"),
            ("Ana\n Moreau", "Ana Moreau"),
            ("DE LA CRUZ-GÓMEZ, Inés", "Inés De La Cruz-Gómez"),
            ("Martin Luther King, Jr.", "Martin Luther King, Jr."),
            ("ANA MOREAU", "ANA MOREAU"),
            ("a, b, c", "a, b, c"),
        ] {
            assert_eq!(name(text), expected);
        }
        assert_eq!(first_and_last("Jean-Luc", "TREMBLAY"), "Jean-Luc Tremblay");
        assert_eq!(first_and_last("Ana", "McDonald"), "Ana McDonald");
        assert_eq!(first_and_last("", "TREMBLAY"), "TREMBLAY");
    }

    #[test]
    fn r7_languages_kinds_and_ticks_are_read() {
        assert_eq!(language("Français (Canada)"), Some(Some(Language::Fr)));
        assert_eq!(language("en-CA"), Some(Some(Language::En)));
        assert_eq!(language("Español"), Some(None));
        assert_eq!(language("yes"), None);
        assert_eq!(kind("Réunion"), Some(EventKind::Meeting));
        assert_eq!(kind("Avis"), Some(EventKind::Notice));
        assert_eq!(kind("Owner"), None);
        assert_eq!(
            (yes_or_no("Oui"), yes_or_no("☐"), yes_or_no("maybe")),
            (Some(true), Some(false), None)
        );
    }

    #[test]
    fn r7_addresses_are_read_as_people_paste_them() {
        assert_eq!(
            email("Ana Moreau <ana@Example.org>"),
            Ok("ana@example.org".to_owned())
        );
        assert!(email("ana@example").is_err());
        assert!(email("a@example.org; b@example.org").is_err());
    }
}
