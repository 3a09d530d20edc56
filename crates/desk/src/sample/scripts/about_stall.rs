//! Conversations about the holiday market: a short one, and the longest of all.

use lobby_domain::entry::EntryKind;

use super::{Line, Script, closed, d, desk, done, got, note, phone, reopened_by_reply, script, sent};
use crate::sample::{
    calendar::Slot,
    people::Person::{Lee, Noor, Sam},
};

pub(super) const ALL: &[Script] = &[
    script(Slot::Market, "Sofia Bianchi", SOFIA),
    script(Slot::Market, "Mark Rousseau", MARK),
];

const SOFIA: &[Line] = &[
    sent(
        d(2, 14, 8),
        Sam,
        "Hello Sofia, your stall at the holiday market is confirmed for the three of you. The hire of $45.00 can be paid at \
         the desk until the evening before.",
    ),
    got(
        d(2, 18, 39),
        "Great! Can I pay by card, and how late is somebody there?",
    ),
    got(d(2, 18, 41), "And may we bring our own string lights?"),
    sent(
        d(1, 9, 2),
        Sam,
        "By card any day from 8:00 to 20:00. Your own lights are welcome if they are made for outdoors. Thank you!",
    ),
];

const MARK: &[Line] = &[
    got(
        d(16, 9, 12),
        "Good morning! I would like a stall for my wooden toys again. Is the same corner as last year free?",
    ),
    sent(
        d(16, 9, 40),
        Sam,
        "Good morning Mark. It is: I have noted the corner by the fountain for you.",
    ),
    got(d(16, 9, 44), "Excellent. How many tables come with it?"),
    sent(
        d(16, 9, 50),
        Sam,
        "One table of two metres, and a second one if we have it left.",
    ),
    got(d(16, 9, 53), "Then please put me down for the second one too."),
    note(
        d(16, 9, 58),
        Sam,
        "Wants a second table. 18 in storage, 16 stalls: two spare.",
    ),
    done(d(15, 10, 0), Noor, EntryKind::BookingApproved),
    sent(
        d(15, 10, 3),
        Noor,
        "Your stall is approved, Mark. You are number 6 on the plan, the corner by the fountain.",
    ),
    got(d(15, 12, 20), "Thank you, Noor. Do I pay now or later?"),
    sent(
        d(15, 12, 31),
        Noor,
        "Either. The hire is $15.00, at the desk, until the evening before.",
    ),
    desk(d(14, 18, 22), Sam, "Paid $15.00 in cash; gave a receipt."),
    got(
        d(14, 20, 5),
        "Forgot to ask: is there electricity this year? My lamp went flat at three o’clock last time.",
    ),
    sent(
        d(13, 8, 15),
        Sam,
        "There are four sockets along the fountain wall. I will ask facilities which stalls they reach.",
    ),
    note(
        d(13, 8, 20),
        Sam,
        "Facilities: sockets reach stalls 5 to 8 with the flat cables. Max 500 watts each.",
    ),
    sent(
        d(13, 11, 2),
        Sam,
        "Good news: the sockets reach stall 6. Up to 500 watts, with the flat cable that we lay.",
    ),
    got(
        d(13, 11, 30),
        "My lamp takes 40. I could light half the courtyard with the rest.",
    ),
    sent(
        d(13, 11, 34),
        Sam,
        "Please do not. The neighbours like their stars.",
    ),
    got(d(13, 11, 35), "Agreed!"),
    closed(d(13, 17, 0), Sam),
    got(d(11, 8, 48), "Me again. What happens if it rains or snows?"),
    reopened_by_reply(d(11, 8, 48)),
    sent(
        d(11, 9, 10),
        Noor,
        "With light snow we stay outside, it is the season after all. In rain or wind the market moves to the garage level, \
         and everybody is told by eight in the morning.",
    ),
    got(d(11, 9, 22), "The garage has no fountain corner."),
    sent(
        d(11, 9, 31),
        Noor,
        "True. I have drawn a second plan: there you would stand next to the lift, where everybody passes.",
    ),
    got(d(11, 9, 33), "Sold. Could you send me both plans?"),
    note(
        d(11, 9, 36),
        Noor,
        "Both plans are printed, in the blue folder at the desk. A copy for Mark is in his letter box.",
    ),
    sent(d(11, 9, 40), Noor, "A copy of each is in your letter box."),
    got(
        d(11, 18, 12),
        "Found them, thank you. On the plan stall 7 is very close to mine. Who is that?",
    ),
    sent(
        d(10, 8, 5),
        Sam,
        "That is the honey stall. There is a metre and a half between you, the same as everywhere.",
    ),
    got(
        d(10, 8, 30),
        "Honey and toys: sticky, but good neighbours. Fine with me.",
    ),
    desk(
        d(9, 12, 10),
        Lee,
        "Mark measured the corner by the fountain: his shelf is 1.9 m, it fits.",
    ),
    note(
        d(9, 12, 14),
        Lee,
        "The fountain is switched off for winter on the same day; told facilities to do it before.",
    ),
    got(
        d(8, 19, 45),
        "May I set up the evening before? My shelf takes an hour, and I have a bad back.",
    ),
    sent(
        d(7, 8, 20),
        Sam,
        "The courtyard has to stay free overnight for the fire brigade. But you may come in from six in the morning, and we \
         lend you a trolley.",
    ),
    got(d(7, 8, 41), "Six it is. Will somebody be there to open the gate?"),
    note(
        d(7, 8, 50),
        Lee,
        "I have the early shift that day: gate open at 5:45.",
    ),
    sent(d(7, 9, 0), Sam, "Lee opens the gate at a quarter to six."),
    got(d(7, 9, 4), "Please thank Lee, and tell him there will be coffee."),
    note(d(7, 9, 12), Lee, "Black, please. Do not send him that."),
    phone(
        d(6, 14, 25),
        Noor,
        "Mark asked whether his niece can take over from noon. She can, she needs no pass of her own.",
    ),
    got(
        d(6, 14, 52),
        "Thanks for the call, Noor. Her name is Julie Rousseau, in case somebody asks.",
    ),
    sent(d(6, 15, 0), Noor, "Written down."),
    got(
        d(5, 10, 18),
        "A question about prices: must I put tags on everything? I have about 200 small pieces.",
    ),
    sent(
        d(5, 10, 40),
        Sam,
        "No. A list with the prices in plain sight is enough.",
    ),
    got(
        d(5, 10, 43),
        "And can people pay me by card? Is there wireless in the courtyard?",
    ),
    sent(
        d(5, 11, 15),
        Sam,
        "The residents’ network reaches the fountain, I have just tried with my telephone. Two bars of three.",
    ),
    got(d(5, 11, 18), "You went out in this cold for me?"),
    sent(d(5, 11, 20), Sam, "I needed the air."),
    closed(d(5, 17, 30), Sam),
    got(
        d(3, 9, 3),
        "Sorry to open this again. My cousin from the bakery in Suite 0613 wants to share my table. May he?",
    ),
    reopened_by_reply(d(3, 9, 3)),
    note(
        d(3, 9, 15),
        Noor,
        "Food needs the permit of the city. Patrice has one from last year, valid until spring.",
    ),
    sent(
        d(3, 9, 30),
        Noor,
        "He may, as long as he brings his permit for food on the day. One table stays one stall, so there is nothing more to \
         pay.",
    ),
    got(
        d(3, 9, 41),
        "He has it in his wallet like a driving licence. Then we are two, please change the name on the sign.",
    ),
    sent(
        d(3, 9, 45),
        Noor,
        "The sign will read “Rousseau & Ouellet, toys and bread”.",
    ),
    got(d(3, 9, 46), "My grandmother would be proud."),
    note(
        d(2, 16, 5),
        Sam,
        "Sign is printed. It is behind the desk, left side, with the flat cable for stall 6.",
    ),
    got(
        d(2, 17, 30),
        "Last question, I promise. Where do I leave the car while I unload?",
    ),
    sent(
        d(2, 17, 44),
        Sam,
        "In the delivery bay, for twenty minutes. Put the yellow card from the desk behind the windscreen.",
    ),
    got(
        d(2, 17, 50),
        "Perfect. Everything is clear now. You have been very patient.",
    ),
    sent(d(2, 18, 1), Sam, "It was a pleasure. See you on {day}!"),
];
