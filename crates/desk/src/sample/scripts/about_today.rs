//! Conversations about what is on today and tomorrow, and one about no booking.

use lobby_domain::entry::EntryKind;

use super::{Line, Script, closed, d, desk, done, got, note, phone, script, sent};
use crate::sample::{
    calendar::Slot,
    people::Person::{Lee, Noor, Sam},
};

pub(super) const ALL: &[Script] = &[
    Script {
        slot: None,
        unread: &[Sam, Lee],
        ..script(
            Slot::Tour,
            "Rosa Stein",
            &[got(d(1, 16, 20), "Hello, is the pool open on Sunday?")],
        )
    },
    script(Slot::BookClub, "Kwame Mensah", KWAME),
    script(Slot::Tour, "Anneliese Vogel", ANNELIESE),
    script(Slot::Breakfast, "Chloé Pelletier", CHLOE),
];

const KWAME: &[Line] = &[
    done(d(4, 10, 30), Sam, EntryKind::BookingWaitlisted),
    sent(
        d(4, 10, 31),
        Sam,
        "Hello Kwame, the book club is full for now, so you are on the waiting list. Two people are not sure yet.",
    ),
    got(
        d(4, 11, 12),
        "No problem. I will read the book in any case. Is there a copy at the desk?",
    ),
    sent(
        d(4, 11, 20),
        Sam,
        "There is: I have put one aside with your suite on it.",
    ),
    desk(d(3, 18, 5), Lee, "Kwame picked up the book."),
    done(d(1, 9, 12), Noor, EntryKind::PlaceOffered),
    sent(
        d(1, 9, 13),
        Noor,
        "Good news, Kwame: a place has come free and it is yours. Do you still want it?",
    ),
    phone(
        d(1, 10, 2),
        Noor,
        "Kwame called: yes, he comes, and brings a list of questions.",
    ),
];

const ANNELIESE: &[Line] = &[
    sent(
        d(6, 13, 40),
        Noor,
        "Welcome to Harbour House, Anneliese! The tour for new residents starts at {time} in the main lobby on {day}, and \
         takes about an hour. You have booked for two.",
    ),
    got(
        d(6, 17, 22),
        "Thank you! We are still surrounded by boxes. Will the tour show the bicycle room?",
    ),
    sent(
        d(6, 17, 35),
        Noor,
        "It will, and you can choose a rack on the spot. Bring your bicycle’s serial number if you can.",
    ),
    got(
        d(2, 9, 48),
        "My partner may be a little late. Can he join you on the way?",
    ),
    note(
        d(2, 9, 55),
        Lee,
        "The tour passes the desk again about twenty minutes in: I will send him along.",
    ),
    desk(
        d(1, 12, 15),
        Sam,
        "Told Anneliese at the desk: he can join at the desk twenty minutes after the start.",
    ),
];

const CHLOE: &[Line] = &[
    got(
        d(4, 21, 6),
        "Bonsoir, je viens au petit-déjeuner avec mon fils. Je suis très allergique aux noix : pouvez-vous me dire ce qui \
         sera servi ?",
    ),
    note(
        d(3, 8, 12),
        Noor,
        "Kitchen: the granola has hazelnuts. They can leave it out and put the nuts on a table apart.",
    ),
    sent(
        d(3, 8, 30),
        Noor,
        "Bonjour Chloé, merci de nous l’avoir écrit. La cuisine retire les noix du granola et les sert sur une table à \
         part. Le pain, les fruits et les œufs n’en contiennent pas.",
    ),
    got(d(3, 8, 57), "Merci, c’est rassurant. Et les confitures ?"),
    sent(
        d(3, 9, 20),
        Noor,
        "Elles viennent d’une maison qui ne travaille aucune noix ; les pots restent fermés jusqu’à votre arrivée.",
    ),
    got(d(3, 9, 24), "Parfait. Vous êtes formidables !"),
    closed(d(3, 9, 40), Noor),
];
