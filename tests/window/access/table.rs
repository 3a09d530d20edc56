//! The views that axe looks at. A new route, menu, dialog or error is one more row.
//!
//! They are found by what does not depend on the language: roles, keys of menu items, places on the screen.

/// What is done to come to a view.
pub enum Step {
    /// Presses the last shown thing that this selector finds.
    Press(&'static str),
    /// Presses keys.
    Keys(&'static str),
    /// Puts the focus into a field, and types.
    Write(&'static str, &'static str),
}

/// One view of the window.
pub struct View {
    /// For the report.
    pub name: &'static str,
    /// Where it is; nothing where it goes on from the view before. `{id}` is what the query answers.
    pub route: Option<&'static str>,
    pub query: Option<&'static str>,
    pub steps: &'static [Step],
    /// What shows that the view is there.
    pub shows: &'static str,
}

use Step::{Keys, Press, Write};

const fn at(name: &'static str, route: &'static str, steps: &'static [Step], shows: &'static str) -> View {
    View {
        name,
        route: Some(route),
        query: None,
        steps,
        shows,
    }
}

const fn then(name: &'static str, steps: &'static [Step], shows: &'static str) -> View {
    View {
        name,
        route: None,
        query: None,
        steps,
        shows,
    }
}

const fn of(
    name: &'static str,
    (route, query): (&'static str, &'static str),
    steps: &'static [Step],
    shows: &'static str,
) -> View {
    View {
        name,
        route: Some(route),
        query: Some(query),
        steps,
        shows,
    }
}

/// A confirmed booking that costs something and has a conversation.
const ANAS: (&str, &str) = (
    "/bookings?panel=booking:{id}",
    "SELECT id FROM booking WHERE reference = 'WT-0418'",
);
/// A pending one without a conversation, whose resident can be written to.
const PENDING: (&str, &str) = (
    "/bookings?panel=booking:{id}",
    "SELECT b.id FROM booking b JOIN resident r ON r.id = b.resident_id
     WHERE b.status = 'pending' AND b.conversation = 'none' AND r.email <> ''",
);
/// One whose resident has no email address.
const NO_EMAIL: (&str, &str) = (
    "/bookings?panel=booking:{id}",
    "SELECT b.id FROM booking b JOIN resident r ON r.id = b.resident_id
     WHERE b.conversation = 'none' AND r.email = '' AND b.status IN ('pending', 'confirmed')",
);
/// One that was turned down, with its reason.
const DECLINED: (&str, &str) = (
    "/bookings?panel=booking:{id}",
    "SELECT id FROM booking WHERE status = 'declined' AND reason <> ''",
);
const OPEN_THREAD: (&str, &str) = (
    "/conversations/{id}",
    "SELECT c.id FROM conversation c JOIN entry e ON e.conversation_id = c.id
     WHERE c.state = 'open' GROUP BY c.id ORDER BY count(*) DESC",
);
const CLOSED_THREAD: (&str, &str) = (
    "/conversations/{id}",
    "SELECT id FROM conversation WHERE state = 'closed'",
);
const NO_EMAIL_THREAD: (&str, &str) = (
    "/conversations/{id}",
    "SELECT c.id FROM conversation c JOIN resident r ON r.id = c.resident_id
     WHERE r.email = '' AND c.state = 'open'",
);
/// What a resident wrote about no booking, who has one.
const ABOUT_NO_BOOKING: (&str, &str) = (
    "/conversations/{id}",
    "SELECT id FROM conversation WHERE booking_id IS NULL
     AND resident_id IN (SELECT resident_id FROM booking)",
);
const COMMUNITY: (&str, &str) = (
    "/events?panel=event:{id}",
    "SELECT id FROM event WHERE booking_required = 1 AND capacity IS NOT NULL",
);
const RECURRING: (&str, &str) = (
    "/events?panel=event:{id}",
    "SELECT id FROM event WHERE series_id IS NOT NULL",
);
const MEETING: (&str, &str) = (
    "/events?panel=event:{id}",
    "SELECT id FROM event WHERE kind = 'meeting'",
);
const NOTICE: (&str, &str) = (
    "/events?panel=event:{id}",
    "SELECT id FROM event WHERE kind = 'notice'",
);
const RESIDENT: (&str, &str) = (
    "/residents?panel=resident:{id}",
    "SELECT resident_id FROM booking",
);

const MENU: &str = "[role=menu]";
const DIALOG: &str = "[role=dialog], [role=alertdialog]";
const SUBMIT: &str = "[role=dialog] [type=submit]";
const WRONG: &str = "[role=dialog] [aria-invalid=true]";
/// More actions in the side panel.
const DOTS: &str = "aside [aria-haspopup]";
/// The chief button above a list: New booking, New event, New resident.
const NEW: &str = "main header button:not([role])";

/// The desk, for somebody who sees all of it.
pub const DESK: &[View] = &[
    at("no such address", "/not-here", &[], "main a"),
    at("today", "/today", &[], "[data-row]"),
    at("bookings", "/bookings", &[], "[data-row]"),
    then(
        "the menu of a row",
        &[Press("[data-list-row] [aria-haspopup]")],
        MENU,
    ),
    at(
        "bookings of today",
        "/bookings",
        &[Press("[role=radio]:nth-child(2)")],
        "[aria-checked=true]:nth-child(2)",
    ),
    at(
        "past bookings",
        "/bookings",
        &[Press("[role=radio]:nth-child(7)")],
        "[data-row]",
    ),
    at(
        "upcoming bookings",
        "/bookings",
        &[Press("[role=radio]:nth-child(1)")],
        "[data-row]",
    ),
    then(
        "no booking found",
        &[Write("input[type=search]", "zzzz")],
        "main h2",
    ),
    then("found again", &[Keys("Escape")], "[data-row]"),
    of("a booking", ANAS, &[], "aside dl"),
    then("the menu of a booking", &[Press(DOTS)], MENU),
    of(
        "payment",
        ANAS,
        &[Press(DOTS), Press("[data-key=payment]")],
        "[role=dialog] [type=radio]",
    ),
    of(
        "editing a booking",
        ANAS,
        &[Press(DOTS), Press("[data-key=edit]")],
        DIALOG,
    ),
    of(
        "cancelling a booking",
        ANAS,
        &[Press(DOTS), Press("[data-key=cancel]")],
        DIALOG,
    ),
    of("a declined booking", DECLINED, &[], "aside dl"),
    of(
        "the first message",
        PENDING,
        &[Press(DOTS), Press("[data-key=converse]")],
        "aside textarea",
    ),
    of(
        "declining a booking",
        PENDING,
        &[Press(DOTS), Press("[data-key=decline]")],
        DIALOG,
    ),
    then("a reason is missing", &[Press(SUBMIT)], WRONG),
    of(
        "no email address",
        NO_EMAIL,
        &[Press(DOTS), Press("[data-key=converse]")],
        DIALOG,
    ),
    then(
        "an email address is wrong",
        &[Write("[type=email]", "nobody"), Press(SUBMIT)],
        WRONG,
    ),
    at(
        "a booking that is not there",
        "/bookings?panel=booking:987654",
        &[],
        "aside [role=alert]",
    ),
    at(
        "a new booking, choosing its event",
        "/bookings",
        &[Press(NEW)],
        "[role=listbox]",
    ),
    then("a new booking of nobody", &[Keys("Escape"), Press(SUBMIT)], WRONG),
    at("events", "/events", &[], "[data-row]"),
    of("a Community Event", COMMUNITY, &[], "aside dl"),
    of("a recurring event", RECURRING, &[], "aside dl"),
    of("a Meeting", MEETING, &[], "aside ul"),
    of("a Notice", NOTICE, &[], "aside dl"),
    at("a new event", "/events", &[Press(NEW)], DIALOG),
    then("a new event without a title", &[Press(SUBMIT)], WRONG),
    at("conversations", "/conversations", &[], "[data-row]"),
    then(
        "the order of conversations",
        &[Press("main header [aria-haspopup]")],
        MENU,
    ),
    of("a thread", OPEN_THREAD, &[], "article"),
    then(
        "the menu of a thread",
        &[Press("section header [aria-haspopup]")],
        MENU,
    ),
    of(
        "a note for staff",
        OPEN_THREAD,
        &[Press("[role=tab]:nth-child(2)")],
        "textarea",
    ),
    of(
        "what was said",
        OPEN_THREAD,
        &[Press("[role=tab]:nth-child(3)")],
        "[role=tabpanel] [type=radio]",
    ),
    of(
        "a booking beside its thread",
        OPEN_THREAD,
        &[
            Press("section header [aria-haspopup]"),
            Press("[data-key=booking]"),
        ],
        "aside dl",
    ),
    of("a closed thread", CLOSED_THREAD, &[], "article"),
    of("a thread without an address", NO_EMAIL_THREAD, &[], "article"),
    at(
        "a thread that is not there",
        "/conversations/987654",
        &[],
        "[role=alert]",
    ),
    at("residents", "/residents", &[], "[data-row]"),
    then("nobody found", &[Write("input[type=search]", "zzzz")], "main h2"),
    of("a resident", RESIDENT, &[], "aside dl"),
    then("the menu of a resident", &[Press(DOTS)], MENU),
    of(
        "moving out",
        RESIDENT,
        &[Press(DOTS), Press("[data-key=out]")],
        DIALOG,
    ),
    at("a new resident", "/residents", &[Press(NEW)], DIALOG),
    then("a new resident without a name", &[Press(SUBMIT)], WRONG),
    at("import", "/import", &[], "main h1"),
    at("settings: you", "/settings", &[], "main form"),
    at("settings: mailbox", "/settings/mailbox", &[], "main form"),
    then(
        "settings: mailbox filled in",
        &[
            Write("main input[type=email]", "desk@maple.example"),
            Press("main button[type=submit]"),
        ],
        "main fieldset",
    ),
    at("settings: record", "/settings/record", &[], "main li time"),
    at("settings: export", "/settings/export", &[], "main li"),
    of("a resident's conversation", ABOUT_NO_BOOKING, &[], "article"),
    then(
        "moving it to a booking",
        &[Press("section header button:has(.lucide-calendar-plus)")],
        "[role=dialog] input",
    ),
    at("tray: empty", "/tray", &[], "main h1"),
    at(
        "settings: language",
        "/settings",
        &[Press("main [aria-haspopup=listbox]")],
        "[role=listbox]",
    ),
    at(
        "settings: building",
        "/settings",
        &[Press("[role=radio]:nth-child(3)")],
        "main form",
    ),
    at(
        "settings: staff",
        "/settings",
        &[Press("[role=radio]:nth-child(5)")],
        "main li",
    ),
    then(
        "the menu of a colleague",
        &[Press("main li [aria-haspopup]")],
        MENU,
    ),
    then("a colleague", &[Press("[data-key=edit]")], DIALOG),
    then(
        "a colleague without a name",
        &[Keys("Ctrl+a"), Keys("Delete"), Press(SUBMIT)],
        WRONG,
    ),
    at("settings: saved replies", "/settings/replies", &[], "main li"),
    then(
        "a saved reply",
        &[Press("main li [aria-haspopup]"), Press("[data-key=edit]")],
        DIALOG,
    ),
    of(
        "picking a saved reply",
        OPEN_THREAD,
        &[Write("section textarea", "/")],
        "section [role=option]",
    ),
    at(
        "settings: groups",
        "/settings",
        &[Press("[role=radio]:nth-child(6)")],
        "main li",
    ),
    then(
        "a permission group",
        &[Press("main li [aria-haspopup]"), Press("[data-key=edit]")],
        DIALOG,
    ),
    at(
        "settings: backup",
        "/settings/backup",
        &[Press("main section button[data-variant=primary]")],
        "main li",
    ),
    then("going back to a backup", &[Press("main li button")], DIALOG),
    at(
        "settings: backup to no folder",
        "/settings/backup",
        &[
            Write("main form input", "backups"),
            Press("main form [type=submit]"),
        ],
        "main [aria-invalid=true]",
    ),
    at(
        "search",
        "/bookings",
        &[Keys("Ctrl+k")],
        "[role=dialog] [role=option]",
    ),
    then(
        "what was found",
        &[Write("[role=dialog] input", "ana")],
        "[role=option][id*=booking]",
    ),
    then(
        "messages that were found",
        &[Write("[role=dialog] input", "lift")],
        "[role=option] mark",
    ),
    then(
        "nothing was found",
        &[Write("[role=dialog] input", "zzzz")],
        "[role=dialog] p",
    ),
    at("the keys", "/bookings", &[Keys("?")], DIALOG),
    at(
        "who is at the desk",
        "/bookings",
        &[Press("nav [aria-haspopup]")],
        MENU,
    ),
    of(
        "a notice that can be undone",
        ANAS,
        &[Press(
            "aside header button:not([aria-haspopup]):not([aria-label]):not([data-variant=primary])",
        )],
        "[aria-live] button",
    ),
];

/// Where the panel lies over the list, and the navigation keeps to its icons.
pub const NARROW: &[View] = &[
    at("today", "/today", &[], "[data-row]"),
    at("bookings", "/bookings", &[], "[data-row]"),
    of("a booking", ANAS, &[], "aside dl"),
    at("conversations", "/conversations", &[], "[data-row]"),
    of("a thread", OPEN_THREAD, &[], "article"),
    at("events", "/events", &[], "[data-row]"),
    at("residents", "/residents", &[], "[data-row]"),
];

/// The first day, one view after the other.
pub const FIRST_DAY: &[View] = &[
    then("welcome", &[], "main h1"),
    then("the building", &[Press("main button:first-child")], "main h1"),
    then(
        "the building has no name",
        &[Press("[type=submit]")],
        "[aria-invalid=true]",
    ),
    then(
        "the first administrator",
        &[Write("main input", "Harbour House"), Press("[type=submit]")],
        "[type=password]",
    ),
    then(
        "nobody is named",
        &[Press("[type=submit]")],
        "[aria-invalid=true]",
    ),
];

/// A damaged file of which nothing can be read, one view after the other.
pub const DAMAGED: &[View] = &[
    then("the file is damaged", &[], "main button[data-variant=primary]"),
    then("the technical part", &[Press("main [aria-expanded]")], "main pre"),
    then(
        "nothing can be read",
        &[Press("main button[data-variant=primary]")],
        "main [data-tone=danger]",
    ),
];

/// The sign-in, one view after the other.
pub const SIGN_IN: &[View] = &[
    then("the password", &[], "[type=password]"),
    then(
        "a wrong password",
        &[Write("[type=password]", "not this"), Press("[type=submit]")],
        "[aria-invalid=true]",
    ),
    then("who is there", &[Keys("Escape")], "main li button"),
    then(
        "the recovery code",
        &[
            Press("main li button"),
            Press("main form button[data-variant=quiet]"),
        ],
        "[autocomplete=email], [type=email]",
    ),
];
