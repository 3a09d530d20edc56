//! What the icon in the system's tray says (R72, R82).

use lobby_domain::{permission::Need, resident::Language};
use lobby_store::{building, notification, tally};

use crate::desk::Desk;

/// What the icon in the system's tray says, in the language of whoever is at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrayWords {
    /// Conversations that the person at the desk has not read; none while nobody is there, or the screen is locked.
    pub unread: u32,
    /// The program's name, and how many those are.
    pub title: String,
    /// Brings the window back.
    pub open: &'static str,
    /// Ends the program.
    pub quit: &'static str,
}

impl Desk {
    /// R72: what the icon in the system's tray says. A store that fails is told of where somebody works with it.
    pub async fn tray_words(&self) -> TrayWords {
        let me = self.guard(Need::SignedIn).await.ok();
        let mut found = (0, None);
        if let Ok(mut db) = self.store.read().await {
            if let Some(me) = me {
                let counts = tally::get(&mut db, me.id).await;
                found.0 = counts.map_or(0, |counts| counts.unread);
                let choice = notification::choice(&mut db, me.id).await;
                found.1 = choice.ok().flatten().map(|(_, _, language)| language);
            }
            if found.1.is_none() {
                let building = building::get(&mut db).await;
                found.1 = building.ok().flatten().map(|building| building.language);
            }
        }
        words(found.0, found.1.unwrap_or(Language::En))
    }
}

fn words(unread: u32, language: Language) -> TrayWords {
    let (count, open, quit) = match language {
        Language::En => (format!("{unread} unread"), "Open Lobby", "Quit Lobby"),
        Language::Fr if unread == 1 => ("1 non lue".to_owned(), "Ouvrir Lobby", "Quitter Lobby"),
        Language::Fr => (format!("{unread} non lues"), "Ouvrir Lobby", "Quitter Lobby"),
    };
    TrayWords {
        unread,
        title: if unread == 0 {
            "Lobby".to_owned()
        } else {
            format!("Lobby · {count}")
        },
        open,
        quit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r72_the_icon_says_how_many_are_unread_in_the_persons_language() {
        assert_eq!(words(0, Language::En).title, "Lobby");
        assert_eq!(words(3, Language::En).title, "Lobby · 3 unread");
        assert_eq!(words(1, Language::Fr).title, "Lobby · 1 non lue");
        assert_eq!(words(3, Language::Fr).title, "Lobby · 3 non lues");
    }
}
