//! A message of staff as a mail in the resident's language.

use lobby_domain::{
    ids::{ConversationId, EntryId},
    outgoing::Seal,
    resident::Language,
    zone::zone,
};
use lobby_mail::compose::{File, Message, Party, compose};
use lobby_store::{SqliteConnection, booking, entry, file, letter, mailbox::Mailbox};

use super::understand::Reading;
use crate::{
    date_words::in_words,
    problem::{Noun, Problem, StorageFault},
};

/// A mail that is ready to go.
pub(super) struct Letter {
    pub bytes: Vec<u8>,
    pub message_id: String,
    pub to: String,
}

/// Makes the mail of one message. The same message gives the same bytes at every try.
pub(super) async fn write(
    db: &mut SqliteConnection,
    Reading { mailbox, seal }: &Reading,
    (id, of): (EntryId, ConversationId),
    known: Option<String>,
) -> Result<Letter, Problem> {
    let facts = letter::facts(db, id).await?;
    let facts = facts.ok_or(Problem::missing(Noun::Conversation))?;
    let domain = domain_of(&mailbox.address);
    let message_id = known.unwrap_or_else(|| seal.message_id(of, id, domain));
    let reply_to = reply_to(seal, mailbox, of);
    let mut references = vec![seal.thread_id(of, domain)];
    references.extend(facts.thread.iter().rev().map(|(id, _)| id.clone()));
    let answered = facts.thread.iter().find(|(_, is_theirs)| *is_theirs);
    let summary = if facts.is_first {
        summary(db, &facts).await?
    } else {
        Vec::new()
    };
    let subject = subject(db, of, &facts).await?;
    let files = files(db, id, facts.has_files).await?;
    let files: Vec<File<'_>> = files
        .iter()
        .map(|(file, bytes)| File {
            name: &file.name,
            media_type: &file.media_type,
            bytes,
        })
        .collect();
    let footer = format!("{}, {}", facts.by.unwrap_or_default(), facts.building);
    let bytes = compose(&Message {
        from: Party {
            name: &mailbox.sender_name,
            address: &mailbox.address,
        },
        to: Party {
            name: &facts.name,
            address: &facts.email,
        },
        reply_to: reply_to.as_deref(),
        subject: &subject,
        message_id: &message_id,
        in_reply_to: answered.map(|(id, _)| id.as_str()),
        references: &references,
        date: facts.at,
        language: match facts.language {
            Language::En => "en",
            Language::Fr => "fr",
        },
        text: &facts.text,
        summary: &summary,
        footer: footer.trim_start_matches(", "),
        files: &files,
    });
    Ok(Letter {
        bytes,
        message_id,
        to: facts.email,
    })
}

/// R31: what goes with a message.
async fn files(
    db: &mut SqliteConnection,
    id: EntryId,
    has_files: bool,
) -> Result<Vec<(file::File, Vec<u8>)>, Problem> {
    let mut files = Vec::new();
    if !has_files {
        return Ok(files);
    }
    for (_, file) in file::of_entries(db, &[id]).await? {
        let bytes = file::bytes(db, file.id).await?;
        files.push((file, bytes));
    }
    Ok(files)
}

/// What stands below the first message: which booking this is about.
async fn summary(db: &mut SqliteConnection, facts: &letter::Facts) -> Result<Vec<String>, Problem> {
    let (Some((booking, reference)), Some((title, starts))) = (&facts.booking, &facts.event) else {
        return Ok(Vec::new());
    };
    let time_zone = zone(&facts.time_zone).map_err(|unknown| Problem::Storage {
        fault: StorageFault::Damaged,
        detail: unknown.to_string(),
    })?;
    let Some(booking) = booking::facts(db, *booking).await? else {
        return Ok(Vec::new());
    };
    let party = persons(booking.party, facts.language);
    Ok(vec![
        title.clone(),
        in_words(starts.with_timezone(&time_zone), facts.language),
        match facts.language {
            Language::En => format!("Booking {reference}, {party}"),
            Language::Fr => format!("Réservation {reference}, {party}"),
        },
    ])
}

/// One stable subject a conversation.
async fn subject(
    db: &mut SqliteConnection,
    of: ConversationId,
    facts: &letter::Facts,
) -> Result<String, Problem> {
    if let (Some((_, reference)), Some((title, _))) = (&facts.booking, &facts.event) {
        return Ok(format!("{title} ({reference})"));
    }
    let first = entry::first_subject(db, of)
        .await?
        .filter(|subject| !subject.is_empty());
    Ok(first.map_or_else(
        || facts.building.clone(),
        |subject| {
            if subject.to_lowercase().starts_with("re:") {
                subject
            } else {
                format!("Re: {subject}")
            }
        },
    ))
}

fn reply_to(seal: &Seal, mailbox: &Mailbox, of: ConversationId) -> Option<String> {
    mailbox
        .plus_addresses
        .then(|| seal.reply_address(of, &mailbox.address))
        .flatten()
}

pub(super) fn domain_of(address: &str) -> &str {
    address
        .rsplit_once('@')
        .map_or("lobby.invalid", |(_, domain)| domain)
}

fn persons(party: u32, language: Language) -> String {
    match (language, party) {
        (Language::En, 1) => "1 person".to_owned(),
        (Language::En, _) => format!("{party} persons"),
        (Language::Fr, 1) => "1 personne".to_owned(),
        (Language::Fr, _) => format!("{party} personnes"),
    }
}
