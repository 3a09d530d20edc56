//! Conversations about the wine tasting and the crêpes.

use lobby_domain::entry::{DraftKind, EntryKind};

use super::{Line, Script, closed, d, done, got, m, note, phone, reopened_by_reply, script, sent};
use crate::sample::{
    calendar::Slot,
    people::Person::{Lee, Noor, Sam},
};

pub(super) const ALL: &[Script] = &[
    Script {
        unread: &[Sam, Noor],
        draft: Some((
            Sam,
            DraftKind::Message,
            "Yes, lift B goes straight to level 32. We will keep the table by the door for you",
        )),
        ..script(Slot::Wine, "Ana Moreau", ANA)
    },
    script(Slot::Wine, "Jonas Tremblay", JONAS),
    script(Slot::Wine, "Priya Krishnan", PRIYA),
    Script {
        waits: true,
        ..script(Slot::Wine, "Lucía Benítez", LUCIA)
    },
    Script {
        unread: &[Lee, Noor],
        ..script(Slot::Crepes, "Élodie Gagnon", ELODIE)
    },
    script(Slot::Crepes, "Gerald Hutchins", GERALD),
];

const ANA: &[Line] = &[
    sent(
        m(47),
        Sam,
        "Bonjour Ana, your table for three is confirmed. The companion of your guest in the wheelchair comes free of \
         charge, so it is $80.00 in all. Payment can be made at the desk any time before {day}.",
    ),
    got(
        m(27),
        "Thank you! I will come down tomorrow morning to pay. One of us does not eat nuts: is that a problem?",
    ),
    sent(
        m(24),
        Sam,
        "Not at all. The bread is baked without nuts, and I have told the kitchen.",
    ),
    closed(m(22), Sam),
    got(
        m(14),
        "Is there a step-free way up to the lounge for my mother? She uses a wheelchair.",
    ),
    reopened_by_reply(m(14)),
    note(m(9), Lee, "Lift B reaches level 32, facilities confirmed."),
];

const JONAS: &[Line] = &[
    sent(
        d(5, 16, 10),
        Sam,
        "Bonjour Jonas, vos deux places pour la dégustation de {jour} à {time} sont confirmées et payées. À bientôt !",
    ),
    got(
        d(4, 8, 42),
        "Merci beaucoup. Pourriez-vous me dire quels vins seront servis ? Mon frère choisit toujours les plats d’après \
         les vins, et il faudra bien dîner avant.",
    ),
    note(
        d(4, 9, 5),
        Sam,
        "Asked Domaine Lyre for the list; they answer by tomorrow.",
    ),
    sent(
        m(75),
        Sam,
        "Voici la liste du Domaine : un crémant, deux blancs (aligoté et viognier), deux rouges (gamay et syrah), et \
         un muscat pour finir. Le pain et le fromage suffisent à un petit appétit.",
    ),
];

const PRIYA: &[Line] = &[
    done(d(3, 10, 2), Noor, EntryKind::BookingWaitlisted),
    sent(
        d(3, 10, 4),
        Noor,
        "Hello Priya, I have put you on the waiting list for the wine tasting: two tables are being held until \
         tomorrow evening. You are first in line, and we will write as soon as a place is free.",
    ),
    got(
        d(3, 12, 31),
        "Thanks for letting me know. I am happy to stand at the bar if that makes it easier.",
    ),
    sent(
        d(3, 12, 50),
        Noor,
        "Noted, that may well help. No need to do anything more for now.",
    ),
    got(
        d(1, 19, 15),
        "Just checking in. A friend offered to take me elsewhere on {day}, so I would love to know soon.",
    ),
    phone(
        d(1, 19, 40),
        Sam,
        "Called Priya: the held tables are decided tomorrow, she is fine with waiting one more day.",
    ),
];

const LUCIA: &[Line] = &[
    got(
        d(1, 17, 58),
        "Hello! Could my sister come in my place if my flight is late? Her name is Elena Benítez.",
    ),
    sent(
        d(1, 18, 20),
        Sam,
        "Of course. I have written Elena’s name on your booking; she only has to give your suite at the door.",
    ),
    got(
        m(52),
        "Wonderful. One more thing: does she have to pay again, or does my payment count?",
    ),
    sent(
        m(6),
        Sam,
        "Your payment counts for both places, whoever comes. Have a good flight!",
    ),
];

const ELODIE: &[Line] = &[
    got(
        d(2, 20, 12),
        "Bonsoir, j’ai réservé pour quatre, mais ma plus jeune n’a que trois ans et demi. Peut-elle venir quand même ? \
         Elle adore remuer la pâte.",
    ),
    desk(
        d(1, 9, 30),
        Noor,
        "Told Élodie at the desk that we ask the chef about children under four.",
    ),
    note(
        d(1, 9, 33),
        Noor,
        "Chef Anne is away until tomorrow. Approve only when she has answered.",
    ),
    got(
        m(88),
        "Rebonjour ! Avez-vous eu une réponse de la cheffe ? Sinon, nous viendrons à trois et sa grand-mère la gardera.",
    ),
];

const GERALD: &[Line] = &[Line {
    when: d(2, 11, 25),
    kind: EntryKind::BookingDeclined,
    by: Some(Noor),
    text: "The workshop is for families with children, and every place is with a child. We will call Mr Hutchins about \
           the baking evening for adults in the new year.",
}];

use super::desk;
