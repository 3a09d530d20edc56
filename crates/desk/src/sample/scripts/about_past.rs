//! Conversations about the concert that has been.

use lobby_domain::entry::EntryKind;

use super::{Line, Script, closed, d, desk, done, got, note, phone, reopened, script, sent};
use crate::sample::{
    calendar::Slot,
    people::Person::{Lee, Noor, Sam},
};

pub(super) const ALL: &[Script] = &[
    script(Slot::Jazz, "Beatriz Almeida", BEATRIZ),
    script(Slot::Jazz, "Olivier Lefebvre", OLIVIER),
    script(Slot::Jazz, "Tomasz Wójcik", TOMASZ),
];

const BEATRIZ: &[Line] = &[
    done(d(9, 11, 0), Sam, EntryKind::BookingApproved),
    sent(
        d(9, 11, 1),
        Sam,
        "Hello Beatriz, your two places at Jazz in the Sky Lounge are confirmed.",
    ),
    got(
        d(9, 12, 30),
        "Wonderful. We would love to sit close to the piano. Is that possible?",
    ),
    sent(
        d(9, 12, 41),
        Sam,
        "I have put you at table 3, on the piano’s side. From there you see the pianist’s hands.",
    ),
    done(d(7, 15, 20), Noor, EntryKind::EventMoved),
    sent(
        d(7, 15, 24),
        Noor,
        "A small change: the concert begins half an hour later, at {time}, because the trio comes from Québec that \
         afternoon. Does that still suit you?",
    ),
    got(d(7, 18, 2), "It suits us even better, we can have dinner first."),
    desk(d(5, 10, 15), Sam, "Paid at the desk, $40.00 by card."),
    done(d(4, 19, 48), Lee, EntryKind::BookingCheckedIn),
    got(
        d(3, 10, 33),
        "What an evening! Please tell the trio they have two new admirers.",
    ),
    sent(
        d(3, 11, 5),
        Sam,
        "We will, with pleasure. They come back in spring, and we will announce it early.",
    ),
    closed(d(3, 11, 6), Sam),
];

const OLIVIER: &[Line] = &[
    done(d(4, 19, 55), Sam, EntryKind::BookingCheckedIn),
    got(
        d(3, 8, 14),
        "Bonjour, ma femme a oublié une écharpe bleue au concert hier soir, sans doute sur le dossier de sa chaise. \
         L’avez-vous trouvée ?",
    ),
    note(
        d(3, 8, 22),
        Sam,
        "Nothing in the lost property drawer. Asked the lounge team.",
    ),
    sent(
        d(3, 8, 25),
        Sam,
        "Bonjour Olivier, je demande à l’équipe du salon et je reviens vers vous ce matin.",
    ),
    note(
        d(3, 10, 50),
        Lee,
        "Blue scarf, hung in the lounge cloakroom. It is in the drawer now, with the suite number.",
    ),
    sent(
        d(3, 10, 58),
        Sam,
        "Nous l’avons : elle vous attend à la réception, jour et nuit.",
    ),
    got(d(3, 11, 20), "Mille mercis ! Nous passons ce soir."),
    desk(d(3, 19, 10), Lee, "Olivier collected the scarf."),
    closed(d(3, 19, 11), Lee),
];

const TOMASZ: &[Line] = &[
    sent(
        d(8, 9, 45),
        Sam,
        "Hello Tomasz, your two places at the concert are confirmed. The doors open at 19:30.",
    ),
    got(d(8, 9, 59), "Thanks, looking forward to it."),
    done(d(4, 21, 0), Lee, EntryKind::BookingNoShow),
    closed(d(4, 21, 2), Lee),
    reopened(d(3, 13, 30), Noor),
    phone(
        d(3, 13, 31),
        Noor,
        "Tomasz called: his daughter was taken to hospital the evening of the concert. She is well again. He asked whether \
         anything can be given back.",
    ),
    note(
        d(3, 13, 40),
        Noor,
        "Refunding both places. It is the first time, and he gave the reason by himself.",
    ),
    sent(
        d(3, 13, 52),
        Noor,
        "Dear Tomasz, we are glad to hear that your daughter is well. We have refunded both places to your card; it may take \
         three working days to show.",
    ),
    got(d(3, 14, 20), "I did not expect that. Thank you, truly."),
    sent(
        d(2, 11, 0),
        Noor,
        "You are welcome. We hope to see you both at the next one.",
    ),
];
