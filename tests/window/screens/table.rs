//! The screens, and the way to each. A new screen is one more row.

/// Where a screen is found.
pub enum Place {
    /// On the first day: no building yet.
    FirstDay,
    /// In the sample building, with nobody signed in.
    SignIn,
    /// In the sample building, signed in as its administrator, at this address. `{id}` in it stands for
    /// the one value that the query answers.
    Desk(&'static str, Option<&'static str>),
}

/// What is done before the photograph is taken. Names are in English and French.
pub enum Step {
    /// Waits in the side panel for something with this role, whose name contains one of these, and presses it.
    ClickInPanel(&'static str, [&'static str; 2]),
    /// Presses keys.
    Press(&'static str),
}

/// A screen to be photographed.
pub struct Screen {
    /// The beginning of the file's name.
    pub name: &'static str,
    /// Where it is.
    pub place: Place,
    /// What shows it, once there.
    pub steps: &'static [Step],
}

/// The booking of the sample that the design shows.
const BOOKING: &str = "SELECT id FROM booking WHERE reference = 'WT-0418'";

/// Its conversation.
const CONVERSATION: &str =
    "SELECT conversation.id FROM conversation JOIN booking ON booking.id = booking_id WHERE reference = 'WT-0418'";

/// Every screen.
pub const SCREENS: &[Screen] = &[
    Screen {
        name: "set-up",
        place: Place::FirstDay,
        steps: &[],
    },
    Screen {
        name: "sign-in",
        place: Place::SignIn,
        steps: &[],
    },
    Screen {
        name: "bookings",
        place: Place::Desk("/bookings", None),
        steps: &[],
    },
    Screen {
        name: "bookings-side-panel",
        place: Place::Desk("/bookings?panel=booking:{id}", Some(BOOKING)),
        steps: &[],
    },
    Screen {
        name: "bookings-more-actions",
        place: Place::Desk("/bookings?panel=booking:{id}", Some(BOOKING)),
        steps: &[Step::ClickInPanel("button", ["More actions", "Autres actions"])],
    },
    Screen {
        name: "events",
        place: Place::Desk("/events", None),
        steps: &[],
    },
    Screen {
        name: "conversations",
        place: Place::Desk("/conversations/{id}", Some(CONVERSATION)),
        steps: &[],
    },
    Screen {
        name: "residents",
        place: Place::Desk("/residents", None),
        steps: &[],
    },
    Screen {
        name: "import",
        place: Place::Desk("/import", None),
        steps: &[],
    },
    Screen {
        name: "settings",
        place: Place::Desk("/settings", None),
        steps: &[],
    },
    Screen {
        name: "search",
        place: Place::Desk("/bookings", None),
        steps: &[Step::Press("Ctrl+k")],
    },
];
