//! R53: a conversation written down, to be read by people.

use chrono::{DateTime, Utc};
use lobby_domain::{entry::EntryKind, ids::ConversationId, permission::Need, resident::Language};
use lobby_store::{
    Read, conversation,
    entry::Key,
    export::{self, Entry},
    moved,
};

use super::{How, ROWS, author, key, text, words};
use crate::{
    date_words::in_words,
    desk::Desk,
    problem::{Noun, Problem},
    views::export::TranscriptForm,
};

/// A conversation written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    /// The name of its file.
    pub name: String,
    /// The text, UTF-8, its lines ended as Windows does, which all systems show.
    pub text: String,
    /// Entries in it.
    pub entries: u32,
}

impl Desk {
    /// R53: writes a conversation down, with everything that was said and done; the notes for staff only where they
    /// are wanted (R24), because the resident may be given it. Those who see no bookings find the event's title in
    /// it and no more (R22).
    ///
    /// # Errors
    /// [`Problem::NotFound`].
    pub async fn transcript(&self, form: TranscriptForm) -> Result<Transcript, Problem> {
        let me = self.guard(Need::SignedIn).await?;
        let how = How {
            language: form.language,
            zone: me.zone()?,
            sees_bookings: me.may(Need::ViewBookings),
        };
        let building = self.building().await?.name;
        let mut db = self.store.read().await?;
        let id = match conversation::head(&mut db, form.conversation).await? {
            Some(_) => form.conversation,
            None => moved::now_in(&mut db, form.conversation).await?,
        };
        let head = conversation::head(&mut db, id)
            .await?
            .ok_or(Problem::missing(Noun::Conversation))?;
        let all = entries(&mut db, id).await?;
        drop(db);
        let day = me.now.with_timezone(&how.zone).format("%Y-%m-%d");
        let name = format!("conversation-{}-{day}.txt", file_safe(&head.name));
        self.record_export(&me, ("conversation", Some(id.get())), &name)
            .await?;
        let wanted: Vec<&Entry> = all
            .iter()
            .filter(|entry| form.notes || entry.kind != EntryKind::Note)
            .collect();
        let mut lines = vec![building, top(&head, how)];
        lines.extend(about(&head, how));
        lines.push(said(how, me.now, &me.name));
        for entry in &wanted {
            lines.push(String::new());
            lines.extend(of_entry(entry, how));
        }
        lines.push(String::new());
        Ok(Transcript {
            name,
            text: lines.join("\r\n"),
            entries: crate::keeping::count(wanted.len() as u64),
        })
    }
}

async fn entries(db: &mut Read, id: ConversationId) -> Result<Vec<Entry>, Problem> {
    let mut all: Vec<Entry> = Vec::new();
    let mut after = Key { at: 0, id: 0 };
    loop {
        let page = export::entries(db, (id, after), ROWS).await?;
        let before = all.len();
        all.extend(page.into_iter().filter(|entry| entry.conversation == id));
        match all.last() {
            Some(last) if all.len() - before == ROWS as usize => after = key(last),
            _ => return Ok(all),
        }
    }
}

fn top(head: &conversation::Head, how: How) -> String {
    let [with, suite] = match how.language {
        Language::En => ["Conversation with", "suite"],
        Language::Fr => ["Conversation avec", "appartement"],
    };
    if head.suite.is_empty() {
        format!("{with} {}", head.name)
    } else {
        format!("{with} {}, {suite} {}", head.name, head.suite)
    }
}

/// The booking that it is about.
fn about(head: &conversation::Head, how: How) -> Option<String> {
    let (title, starts_at) = head.event.as_ref()?;
    if !how.sees_bookings {
        return Some(title.clone());
    }
    let reference = head.booking.as_ref().map_or("", |(_, reference)| reference);
    let time = in_words(starts_at.with_timezone(&how.zone), how.language);
    Some(format!("{title} · {time} · {reference}"))
}

fn said(how: How, now: DateTime<Utc>, by: &str) -> String {
    let time = in_words(now.with_timezone(&how.zone), how.language);
    let words = words::of(how.language, ["Written down by", "Établi par"]);
    format!("{words} {by} · {time}")
}

/// Its head, its words, its files.
fn of_entry(entry: &Entry, how: How) -> Vec<String> {
    let time = in_words(entry.at.with_timezone(&how.zone), how.language);
    let kind = words::of(how.language, words::kind(entry.kind));
    let author = author(entry);
    let by = if author.is_empty() {
        String::new()
    } else {
        format!(" · {author}")
    };
    let stands = entry.outbox.map_or_else(String::new, |state| {
        format!(
            " · {}",
            words::of(how.language, words::delivery(state, entry.failed))
        )
    });
    let mut lines = vec![format!("{time}{by} · {kind}{stands}")];
    let text = text(entry, how);
    lines.extend(
        text.lines()
            .map(|line| format!("    {line}").trim_end().to_owned()),
    );
    let files = words::of(how.language, ["File:", "Fichier :"]);
    lines.extend(entry.files.lines().map(|name| format!("    {files} {name}")));
    lines
}

/// A name as a part of a file's name: letters and digits, with hyphens between.
fn file_safe(name: &str) -> String {
    let words: Vec<String> = name
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let joined = words.join("-");
    joined.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r53_a_name_leads_out_of_no_folder() {
        assert_eq!(file_safe("../../Ana  O’Moreau: <b>"), "ana-o-moreau-b");
        assert_eq!(file_safe("Élodie Gagnon"), "élodie-gagnon");
    }
}
