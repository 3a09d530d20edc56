//! Conversations about the weekly yoga.

use lobby_domain::entry::EntryKind;

use super::{Line, Script, closed, d, desk, done, got, m, note, reopened, script, sent};
use crate::sample::{
    calendar::Slot,
    people::Person::{Lee, Noor, Sam},
};

pub(super) const ALL: &[Script] = &[
    Script {
        unread: &[Sam, Noor],
        ..script(Slot::YogaNext, "Dana Whitfield", DANA)
    },
    script(Slot::YogaNext, "Hiro Nakamura", HIRO),
    script(Slot::YogaNext, "Esi Owusu", ESI),
    script(Slot::YogaLast, "Naomi Feldman", NAOMI),
    script(Slot::YogaBefore, "Marie-Ève Bouchard", MARIE_EVE),
];

const DANA: &[Line] = &[
    sent(
        d(2, 15, 5),
        Sam,
        "Hi Dana, your place in Morning yoga on {day} is confirmed. We start at {time} sharp.",
    ),
    got(
        d(2, 15, 48),
        "Great, thank you! Is there somewhere to leave a bag?",
    ),
    sent(
        d(2, 16, 2),
        Sam,
        "There are lockers outside the studio; bring a dollar coin, it comes back.",
    ),
    got(m(43), "Could I bring my own mat?"),
];

const HIRO: &[Line] = &[
    got(
        d(4, 7, 20),
        "Good morning. I land very early on {day}. If I am ten minutes late, may I still join?",
    ),
    note(
        d(4, 8, 1),
        Lee,
        "Claire locks the studio door once they have begun. Night desk can let him in by the side door.",
    ),
    sent(
        d(4, 8, 15),
        Sam,
        "Good morning Hiro. Up to ten minutes is fine: ring at the side door and the desk lets you in quietly.",
    ),
    got(d(4, 8, 21), "Perfect, that is very kind."),
    sent(d(4, 8, 30), Sam, "See you on {day}."),
];

const ESI: &[Line] = &[
    got(
        d(5, 18, 44),
        "Hello, I have hurt my knee and cannot come to yoga this week. Could you free my place for someone else?",
    ),
    done(d(5, 19, 1), Sam, EntryKind::BookingCancelled),
    sent(
        d(5, 19, 1),
        Sam,
        "We are sorry to hear it, Esi. Your place is free again for somebody else, and there is nothing to pay. Get \
         well soon!",
    ),
    got(d(5, 19, 10), "Thank you so much. I hope to be back in two weeks."),
    closed(d(5, 19, 30), Sam),
];

const NAOMI: &[Line] = &[
    sent(
        d(4, 14, 12),
        Noor,
        "Hello Naomi, this week’s yoga is in the small studio, because the floor of the large one is being oiled. Same \
         time, one door further.",
    ),
    got(
        d(4, 14, 40),
        "Good to know. Is the small one heated in the morning?",
    ),
    sent(
        d(4, 15, 3),
        Noor,
        "It is: I have set the heating for six o’clock.",
    ),
    done(d(3, 7, 24), Sam, EntryKind::BookingCheckedIn),
    done(d(3, 7, 26), Sam, EntryKind::CheckInUndone),
    note(
        d(3, 7, 27),
        Sam,
        "Checked her in by mistake for her neighbour; she came a few minutes later.",
    ),
    done(d(3, 7, 31), Sam, EntryKind::BookingCheckedIn),
    got(d(3, 9, 2), "Lovely class, and the room was warm. Thank you both."),
    closed(d(3, 9, 20), Noor),
];

const MARIE_EVE: &[Line] = &[
    got(
        d(12, 19, 33),
        "Bonjour ! C’est ma première séance de yoga. Faut-il apporter quelque chose, et y a-t-il un vestiaire ?",
    ),
    sent(
        d(11, 8, 10),
        Sam,
        "Bonjour Marie-Ève, et bienvenue ! Les tapis sont sur place ; une bouteille d’eau suffit. Le vestiaire est juste \
         à côté du studio, avec des douches.",
    ),
    got(
        d(11, 8, 52),
        "Super. Je suis débutante, j’espère que ce n’est pas trop difficile…",
    ),
    sent(
        d(11, 9, 0),
        Sam,
        "Pas du tout : Claire montre chaque posture et propose toujours une version plus douce.",
    ),
    done(d(10, 7, 21), Lee, EntryKind::BookingCheckedIn),
    got(
        d(10, 12, 15),
        "C’était formidable, merci ! Puis-je venir chaque semaine ?",
    ),
    desk(
        d(10, 17, 45),
        Sam,
        "Marie-Ève came by: she books each week by herself, and knows how.",
    ),
    closed(d(10, 17, 46), Sam),
    reopened(d(9, 10, 5), Noor),
    sent(
        d(9, 10, 6),
        Noor,
        "Petite précision, Marie-Ève : les séances sont ouvertes jusqu’à la fin de la saison, vous pouvez déjà réserver \
         celles qui viennent.",
    ),
    got(d(9, 11, 30), "Parfait, c’est fait. Bonne journée !"),
    closed(d(9, 11, 45), Noor),
];
