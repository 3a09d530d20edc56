//! A building of the stories' own: small, the same every time, and with a person of every kind at its desk.

use lobby_window_tests::{Desk, Find, Opening, Part, Result, Trouble, role};
use serde_json::{Value, json};

/// Everybody's password.
pub const PASSWORD: &str = "four words in a row";

/// The event that everybody in the stories has booked.
pub const WINE: &str = "Wine tasting with Domaine Lyre";

/// The desk of Harbour House. Noor administers it, Sam manages event bookings, Lee sees them, Zoe does not.
///
/// Ana has a confirmed booking for three at the wine tasting, which has six places; Jonas and Priya have
/// pending ones for two each. Priya has no email address.
pub struct House {
    /// Its window, with nobody signed in.
    pub desk: Desk,
    /// The id of Ana's booking.
    pub ana: String,
    /// The id of Jonas's booking.
    pub jonas: String,
}

impl House {
    /// Furnishes the house past the screen, and opens its window on the sign-in.
    pub async fn open() -> Result<Self> {
        Self::open_as(Opening::default()).await
    }

    /// The same, in a window opened in a way of its own.
    pub async fn open_as(opening: Opening) -> Result<Self> {
        let desk = opening.open().await?;
        let form = json!({
            "building": "Harbour House", "address": "12 Quay Street", "time_zone": "America/Montreal",
            "language": "en", "currency": "CAD",
            "name": "Noor Haddad", "email": "noor@example.org", "password": PASSWORD,
        });
        desk.must_call("set_up", json!({ "form": form })).await?;
        hire(&desk).await?;
        let ana = resident(&desk, ("Ana Moreau", "1204", "fr"), "ana.moreau@example.org").await?;
        let jonas = resident(&desk, ("Jonas Tremblay", "905", "en"), "jonas@example.org").await?;
        let priya = resident(&desk, ("Priya Krishnan", "1710", "en"), "").await?;
        let wine = event(&desk, ("community_event", WINE), 3, Some(6)).await?;
        event(&desk, ("meeting", "Board meeting"), 4, None).await?;
        event(&desk, ("notice", "Pool closed for cleaning"), 5, None).await?;
        let ana = booking(&desk, (&wine, &ana), 3, "confirmed").await?;
        let jonas = booking(&desk, (&wine, &jonas), 2, "pending").await?;
        booking(&desk, (&wine, &priya), 2, "pending").await?;
        desk.must_call("sign_out", json!({})).await?;
        desk.reload().await?;
        Ok(Self { desk, ana, jonas })
    }

    /// Somebody takes the seat past the screen, and begins at this address.
    pub async fn enters(&self, who: &str, route: &str) -> Result<()> {
        // Whoever is signed in now gives way; where nobody is, there is nothing to refuse.
        let _ = self.desk.call("sign_out", json!({})).await?;
        let input = json!({ "who": who, "password": PASSWORD });
        self.desk.must_call("sign_in", input).await?;
        self.desk.reload().await?;
        self.desk.see(role("navigation", "Sections")).await?;
        self.desk.go(route).await?;
        Ok(())
    }

    /// The house in a new window on the same data, after a kill.
    pub async fn reopen(self) -> Result<Self> {
        let Self { desk, ana, jonas } = self;
        let desk = desk.reopen().await?;
        Ok(Self { desk, ana, jonas })
    }

    /// Presses the row of a booking in the list of bookings.
    pub async fn open_row(&self, resident: &str) -> Result<()> {
        let list = role("list", "Bookings by event");
        self.click_in(list, role("button", resident).containing()).await?;
        self.desk.see(panel(resident)).await?;
        Ok(())
    }

    /// Opens More actions on the row of a booking.
    pub async fn more_on_row(&self, resident: &str) -> Result<()> {
        let list = role("list", "Bookings by event");
        self.click_in(list, more(resident)).await?;
        self.desk.see(role("menu", "").of_any_name()).await?;
        Ok(())
    }

    /// Opens More actions in the side panel of a booking.
    pub async fn more_in_panel(&self, resident: &str) -> Result<()> {
        self.click_in(panel(resident), more(resident)).await?;
        self.desk.see(role("menu", "").of_any_name()).await?;
        Ok(())
    }

    /// Starts the conversation about Ana's booking past the screen; answers with its id.
    pub async fn anas_conversation(&self, words: &str) -> Result<String> {
        let input = json!({ "booking": self.ana, "text": words });
        let started = self.desk.must_call("start_conversation", input).await?;
        id_of(started.get("id"))
    }

    /// Waits for something inside of something else, and presses it.
    pub async fn click_in(&self, within: Find, find: Find) -> Result<()> {
        self.desk.click_inside(within, find).await
    }

    /// Waits for something inside of something else.
    pub async fn see_in(&self, within: Find, find: Find) -> Result<Part> {
        self.desk.see_inside(within, find).await
    }

    /// The words inside of something.
    pub async fn words_in(&self, within: Find) -> Result<String> {
        self.desk.words_of(within).await
    }
}

/// The side panel that is about this resident's booking.
pub fn panel(resident: &str) -> Find {
    role("complementary", resident)
}

/// The three dots of a resident's booking.
fn more(resident: &str) -> Find {
    role("button", &format!("More actions: {resident}")).containing()
}

/// One of the things that a menu offers.
pub fn item(words: &str) -> Find {
    role("menuitem", words)
}

async fn hire(desk: &Desk) -> Result<()> {
    let permissions = json!({
        "event_bookings": "none", "residents": "view", "announcements": "none", "administration": false,
    });
    let night = json!({ "id": null, "name": "Night", "permissions": permissions });
    desk.must_call("save_group", json!({ "form": night })).await?;
    let staff = desk.must_call("list_staff", json!({})).await?;
    let groups = staff
        .get("groups")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    for (name, group) in [
        ("Sam Okafor", "Concierge"),
        ("Lee Park", "Security"),
        ("Zoe Martin", "Night"),
    ] {
        let first = name.split(' ').next().unwrap_or(name).to_lowercase();
        let group = groups.iter().find(|one| one.get("name") == Some(&json!(group)));
        let form = json!({
            "id": null, "name": name, "email": format!("{first}@example.org"),
            "group": group.and_then(|one| one.get("id")), "password": PASSWORD,
        });
        desk.must_call("save_staff", json!({ "form": form })).await?;
    }
    Ok(())
}

async fn resident(desk: &Desk, (name, suite, language): (&str, &str, &str), email: &str) -> Result<String> {
    let form = json!({
        "id": null, "name": name, "suite": suite, "email": email, "phone": "", "language": language,
        "notes": "",
    });
    id_of(Some(
        &desk.must_call("save_resident", json!({ "form": form })).await?,
    ))
}

/// An event some days from now; a Community Event requires booking and costs CAD 40 a place.
async fn event(desk: &Desk, (kind, title): (&str, &str), days: i64, places: Option<u32>) -> Result<String> {
    let day = day(desk, days).await?;
    let is_community = kind == "community_event";
    let form = json!({
        "id": null, "event_kind": kind, "title": title, "starts": format!("{day}T19:00:00"),
        "ends": format!("{day}T21:00:00"), "all_day": false, "place": "Sky Lounge", "description": "",
        "capacity": places, "guests_allowed": is_community, "booking_required": is_community,
        "price_minor": is_community.then_some(4000),
    });
    id_of(Some(
        &desk.must_call("save_event", json!({ "form": form })).await?,
    ))
}

async fn booking(desk: &Desk, (event, resident): (&str, &str), party: u32, status: &str) -> Result<String> {
    let booking =
        json!({ "event": event, "resident": resident, "party": party, "status": status, "note": "" });
    id_of(Some(
        &desk
            .must_call("create_booking", json!({ "booking": booking }))
            .await?,
    ))
}

/// The day some days from today, as a calendar writes it: `2026-11-26`.
pub async fn day(desk: &Desk, days: i64) -> Result<String> {
    let script = "return new Date(Date.now() + arguments[0] * 864e5).toISOString().slice(0, 10)";
    id_of(Some(&desk.script(script, vec![json!(days)]).await?))
}

/// An id, which crosses as words.
fn id_of(answer: Option<&Value>) -> Result<String> {
    let id = answer.and_then(Value::as_str);
    id.map(str::to_owned)
        .ok_or_else(|| Trouble::new(format!("{answer:?} is no id")))
}
