//! What support asks for first: how the desk stands, without a word that anybody wrote, and without a name.

use std::fmt::Write as _;

use lobby_domain::permission::Need;
use lobby_store::{safety::backup::Settings, size, tally};

use crate::{desk::Desk, problem::Problem};

impl Desk {
    /// How the desk stands, a fact a line, in English: it is read by those who make Lobby.
    ///
    /// # Errors
    /// [`Problem::Storage`].
    pub async fn diagnostics(&self) -> Result<String, Problem> {
        let (me, mut db) = self.guard_reading(Need::SignedIn).await?;
        let size = size::get(&mut db).await?;
        let counts = tally::get(&mut db, me.id).await?;
        drop(db);
        let folder = self.store.folder();
        let bytes = folder
            .join("lobby.db")
            .metadata()
            .map_or(0, |metadata| metadata.len());
        let backups = Settings::read(folder);
        let line = self.mail.standing.view();
        let mut text = String::new();
        let mut say = |fact: &str, value: &dyn std::fmt::Debug| {
            // Writing to a text does not fail.
            let _ = writeln!(text, "{fact}: {value:?}");
        };
        say("time", &me.now);
        say("permissions", &me.permissions);
        say("file, bytes", &bytes);
        say("size", &size);
        say("line", &(line.state, line.server, line.step, line.fault));
        say(
            "messages waiting, held, not delivered",
            &(counts.waiting, counts.held, counts.not_delivered),
        );
        say("mails in the tray", &counts.tray);
        say("last good backup", &backups.made_at);
        say(
            "backups fail since",
            &backups.failing.map(|failing| failing.since),
        );
        Ok(text)
    }
}
