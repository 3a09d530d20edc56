//! The screens, and the way to each. A new screen is one more row.
//!
//! They are found by what does not depend on the language: roles, keys of menu items, places on the screen.

/// Where a screen is found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On the first day: no building yet.
    FirstDay,
    /// On a data folder that another window has open.
    InUse,
    /// On the sample building with a backup, and a file that was damaged since.
    Damaged,
    /// In the sample building, with nobody signed in.
    SignIn,
    /// In the sample building, locked by its administrator.
    Locked,
    /// In the sample building, signed in as its administrator, at this address. `{id}` in it stands for
    /// the one value that the query answers.
    Desk(&'static str, Option<&'static str>),
}

/// What is done before the photograph is taken. Words are in English and French.
pub enum Step {
    /// Presses the last shown thing that this selector finds.
    Press(&'static str),
    /// Presses keys.
    Keys(&'static str),
    /// Puts words into a field, in the place of what it holds.
    Write(&'static str, [&'static str; 2]),
    /// Chooses one of the sample files of the import.
    File(&'static str),
    /// Shows these words in the place of others that are made by chance, or by the hour.
    Instead(&'static str, [&'static str; 2]),
    /// Makes a backup past the screen, if there is none yet.
    BackUp,
    /// Lets the last backup have failed.
    FailBackups,
}

/// A screen to be photographed.
pub struct Screen {
    /// The beginning of the file's name.
    pub name: &'static str,
    /// Where it is.
    pub place: Place,
    /// What shows it, once there.
    pub steps: &'static [Step],
    /// What shows that it is there.
    pub shows: &'static str,
}

use Step::{BackUp, FailBackups, File, Instead, Keys, Press, Write};

const fn screen(name: &'static str, place: Place, steps: &'static [Step], shows: &'static str) -> Screen {
    Screen {
        name,
        place,
        steps,
        shows,
    }
}

const fn at(name: &'static str, route: &'static str, steps: &'static [Step], shows: &'static str) -> Screen {
    screen(name, Place::Desk(route, None), steps, shows)
}

const fn of(
    name: &'static str,
    (route, query): (&'static str, &'static str),
    steps: &'static [Step],
    shows: &'static str,
) -> Screen {
    screen(name, Place::Desk(route, Some(query)), steps, shows)
}

/// The booking of the sample that the design shows.
const BOOKING: (&str, &str) = (
    "/bookings?panel=booking:{id}",
    "SELECT id FROM booking WHERE reference = 'WT-0418'",
);

/// A booking without a conversation, whose resident can be written to; its composer open.
const COMPOSER: (&str, &str) = (
    "/bookings?panel=booking:{id}&compose=true",
    "SELECT b.id FROM booking b JOIN resident r ON r.id = b.resident_id JOIN event e ON e.id = b.event_id
     WHERE b.status = 'pending' AND b.conversation = 'none' AND r.email <> '' ORDER BY e.starts_at, b.id",
);

/// The next Community Event, beside Today.
const TODAYS_EVENT: (&str, &str) = (
    "/today?panel=event:{id}",
    "SELECT event_id FROM booking JOIN event ON event.id = event_id WHERE event.ends_at > 1000 * unixepoch()
     AND status = 'confirmed' ORDER BY event.starts_at",
);

/// The event of that booking, a Community Event.
const COMMUNITY: (&str, &str) = (
    "/events?panel=event:{id}",
    "SELECT event_id FROM booking WHERE reference = 'WT-0418'",
);

/// The last of the Meetings that have responses, which is yet to come.
const MEETING: (&str, &str) = (
    "/events?panel=event:{id}",
    "SELECT id FROM event WHERE kind = 'meeting' AND id IN (SELECT event_id FROM response) ORDER BY starts_at DESC",
);

/// The conversation of the booking that the design shows.
const THREAD: (&str, &str) = (
    "/conversations/{id}",
    "SELECT conversation.id FROM conversation JOIN booking ON booking.id = booking_id WHERE reference = 'WT-0418'",
);

const CLOSED_THREAD: (&str, &str) = (
    "/conversations/{id}",
    "SELECT id FROM conversation WHERE state = 'closed' ORDER BY id DESC",
);

/// What a resident wrote about no booking, who has one.
const ABOUT_NO_BOOKING: (&str, &str) = (
    "/conversations/{id}",
    "SELECT id FROM conversation WHERE booking_id IS NULL AND EXISTS (
        SELECT 1 FROM booking WHERE booking.resident_id = conversation.resident_id
    ) ORDER BY id DESC",
);

/// Whoever made the booking that the design shows.
const RESIDENT: (&str, &str) = (
    "/residents?panel=resident:{id}",
    "SELECT resident_id FROM booking WHERE reference = 'WT-0418'",
);

const MENU: &str = "[role=menu]";
const DIALOG: &str = "[role=dialog], [role=alertdialog]";
/// More actions in the side panel.
const DOTS: &str = "aside [aria-haspopup]";
/// The chief button above a list: New booking, New event, New resident.
const NEW: &str = "main header button:not([role])";
/// The one primary action of the screen.
const GO_ON: &str = "main button[data-variant=primary]";
const SUBMIT: &str = "main [type=submit]";
const PASSWORD: &str = "[type=password]";

/// The first step of the set-up, filled in.
const BUILDING: Step = Write("main input", ["Harbour House", "Résidence du Quai"]);
/// The suggestions for these two are of the machine.
const ZONE: Step = Write("[role=combobox]", ["Toronto", "Toronto"]);
const CURRENCY: Step = Write("form > div > div > :last-child [role=combobox]", ["CAD", "CAD"]);
const OPTION: Step = Press("[role=option]");
const NAME: Step = Write("[autocomplete=name]", ["Noor Haddad", "Noor Haddad"]);
const EMAIL: Step = Write("[autocomplete=email]", ["noor@example.org", "noor@example.org"]);
const SECRET: Step = Write(PASSWORD, ["four words in a row", "quatre mots de suite"]);
const SET_UP: &str = "main button:first-child";

/// What the settings say of the last backup, as of an hour that stays.
const LAST_BACKUP: Step = Instead(
    "main section [role=status] > div",
    [
        "The last good backup was made on Wednesday 25 November 2026, 14:00.",
        "La dernière bonne sauvegarde date du mercredi 25 novembre 2026, 14:00.",
    ],
);
/// Where the damaged file went, as of an hour that stays.
const KEPT_ASIDE: Step = Instead(
    "main li:last-child code",
    [
        "/home/desk/.local/share/app.lobby.desk/replaced-20261126T140000Z",
        "/home/desk/.local/share/app.lobby.desk/replaced-20261126T140000Z",
    ],
);
/// The newest backup of the list, likewise.
const BACKUP_OF: Step = Instead(
    "main li span > span",
    ["Wednesday 25 November, 14:00", "mercredi 25 novembre, 14:00"],
);

/// Every screen.
pub const SCREENS: &[Screen] = &[
    screen("set-up", Place::FirstDay, &[], "main h1"),
    screen(
        "set-up-building",
        Place::FirstDay,
        &[Press(SET_UP), ZONE, OPTION, CURRENCY, OPTION, BUILDING],
        SUBMIT,
    ),
    screen(
        "set-up-administrator",
        Place::FirstDay,
        &[Press(SET_UP), BUILDING, Press(SUBMIT), NAME, EMAIL, SECRET],
        SUBMIT,
    ),
    screen(
        "set-up-recovery-code",
        Place::FirstDay,
        &[
            Press(SET_UP),
            BUILDING,
            Press(SUBMIT),
            NAME,
            EMAIL,
            SECRET,
            Press(SUBMIT),
            Instead(
                "main code",
                ["7K2QM-9XPDT-4HRVB-W3F8C-N5YZG", "7K2QM-9XPDT-4HRVB-W3F8C-N5YZG"],
            ),
        ],
        "main code",
    ),
    screen("unavailable", Place::InUse, &[], "main code"),
    screen("rescue", Place::Damaged, &[], GO_ON),
    screen(
        "rescue-outcome",
        Place::Damaged,
        &[Press(GO_ON), KEPT_ASIDE],
        "main li",
    ),
    screen("sign-in", Place::SignIn, &[], "main li button"),
    screen(
        "sign-in-password",
        Place::SignIn,
        &[Press("main li:first-child button")],
        PASSWORD,
    ),
    screen("locked", Place::Locked, &[], PASSWORD),
    at("today", "/today", &[], "[data-row]"),
    of("today-event", TODAYS_EVENT, &[], "aside ul"),
    at("bookings", "/bookings", &[], "[data-row]"),
    of("bookings-side-panel", BOOKING, &[], "aside dl"),
    of("bookings-more-actions", BOOKING, &[Press(DOTS)], MENU),
    of(
        "bookings-cancel",
        BOOKING,
        &[Press(DOTS), Press("[data-key=cancel]")],
        DIALOG,
    ),
    at(
        "bookings-new",
        "/bookings",
        &[Press(NEW), Press("[role=option]:first-child")],
        DIALOG,
    ),
    at("events", "/events", &[], "[data-row]"),
    of("events-community-event", COMMUNITY, &[], "aside dl"),
    of("events-meeting", MEETING, &[], "aside ul"),
    at(
        "events-new",
        "/events",
        &[
            Press(NEW),
            Write("[role=dialog] input[type=text]", ["Film night", "Soirée cinéma"]),
        ],
        DIALOG,
    ),
    of("conversations", THREAD, &[], "article"),
    of("conversations-closed", CLOSED_THREAD, &[], "article"),
    of("conversations-resident", ABOUT_NO_BOOKING, &[], "article"),
    of(
        "conversations-move",
        ABOUT_NO_BOOKING,
        &[Press("section header button:has(.lucide-calendar-plus)")],
        "[role=dialog] input",
    ),
    at("residents", "/residents", &[], "[data-row]"),
    of("residents-side-panel", RESIDENT, &[], "aside dl"),
    of(
        "residents-edit",
        RESIDENT,
        &[Press(
            "aside header button:not([aria-haspopup]):not([aria-label])",
        )],
        DIALOG,
    ),
    at("import", "/import", &[], "main h1"),
    at(
        "import-columns",
        "/import",
        &[File("reservations.csv")],
        "main table select, main table button",
    ),
    at(
        "import-preview",
        "/import",
        &[File("reservations.csv"), Press(GO_ON)],
        "main caption",
    ),
    at(
        "import-preview-residents",
        "/import",
        &[File("residents.csv"), Press(GO_ON)],
        "main caption",
    ),
    at("settings-you", "/settings", &[], "main form"),
    at(
        "settings-mailbox",
        "/settings/mailbox",
        &[
            Write(
                "main input[type=email]",
                ["desk@maple.example", "accueil@maple.example"],
            ),
            Press("main button[type=submit]"),
        ],
        "main fieldset",
    ),
    at("tray-empty", "/tray", &[], "main h1"),
    at(
        "settings-building",
        "/settings",
        &[Press("[role=radio]:nth-child(3)")],
        "main form",
    ),
    at(
        "settings-staff",
        "/settings",
        &[Press("[role=radio]:nth-child(5)")],
        "main li",
    ),
    at(
        "settings-permission-groups",
        "/settings",
        &[Press("[role=radio]:nth-child(6)")],
        "main li",
    ),
    at(
        "settings-backup",
        "/settings/backup",
        &[BackUp, LAST_BACKUP, BACKUP_OF],
        "main li",
    ),
    at(
        "settings-backup-restore",
        "/settings/backup",
        &[
            BackUp,
            LAST_BACKUP,
            BACKUP_OF,
            Press("main li button"),
            Instead(
                "[role=alertdialog] h2",
                [
                    "Go back to the backup of Wednesday 25 November, 14:00?",
                    "Revenir à la sauvegarde du mercredi 25 novembre, 14:00 ?",
                ],
            ),
        ],
        DIALOG,
    ),
    at("settings-record", "/settings/record", &[], "main li time"),
    at("settings-export", "/settings/export", &[], "main li"),
    at("settings-replies", "/settings/replies", &[], "main li"),
    at(
        "settings-reply",
        "/settings/replies",
        &[Press("main li [aria-haspopup]"), Press("[data-key=edit]")],
        DIALOG,
    ),
    of(
        "conversations-replies",
        THREAD,
        &[Write("section textarea", ["/", "/"])],
        "section [role=option]",
    ),
    at(
        "search",
        "/bookings",
        &[Keys("Ctrl+k"), Write("[role=dialog] input", ["ana", "ana"])],
        "[role=option][id*=booking]",
    ),
    at(
        "search-messages",
        "/bookings",
        &[Keys("Ctrl+k"), Write("[role=dialog] input", ["lift", "liste"])],
        "[role=option] mark",
    ),
    at(
        "search-found-message",
        "/conversations",
        &[
            Keys("Ctrl+k"),
            Write("[role=dialog] input", ["wheelchair", "muscat"]),
            Press("[role=option][id*=message-]"),
        ],
        "[data-wanted]",
    ),
    at("keys", "/bookings", &[Keys("?")], DIALOG),
    // Last: what is written here is kept as a draft, which a list shows; and backups that fail are told in the
    // navigation.
    of(
        "bookings-first-message",
        COMPOSER,
        &[Write(
            "aside textarea",
            [
                "Hello, thank you for your booking. A table by the window is still free: shall we keep it for you?",
                "Bonjour, merci de votre réservation. Une table près de la fenêtre est encore libre : vous la garde-t-on ?",
            ],
        )],
        "aside textarea",
    ),
    at(
        "settings-backup-failing",
        "/settings/backup",
        &[FailBackups],
        "main [data-tone=warning]",
    ),
];
