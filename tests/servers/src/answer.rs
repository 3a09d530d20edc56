//! A resident's answer, as a mail program makes it.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::Utc;
use lobby_mail::read::{Letter, read};

use crate::Outcome;

static NUMBER: AtomicU64 = AtomicU64::new(0);

/// The answer of `from` to `mail`, with the words above the quoted mail; and the address that it goes to.
///
/// # Errors
/// Where the mail names nobody to answer to.
pub fn answer_to(mail: &[u8], from: &str, text: &str) -> Outcome<(String, Vec<u8>)> {
    let letter = read(mail);
    let to = letter
        .reply_to
        .first()
        .or(letter.from.as_ref())
        .map(|party| party.address.clone())
        .ok_or("the mail names nobody to answer to")?;
    Ok((to.clone(), written(&letter, from, &to, text)))
}

fn written(letter: &Letter, from: &str, to: &str, text: &str) -> Vec<u8> {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let now = Utc::now();
    let id = letter.message_id.as_deref().unwrap_or("");
    let mut references = letter.references.clone();
    references.push(id.to_owned());
    let references: Vec<String> = references.iter().map(|id| format!("<{id}>")).collect();
    let quoted: Vec<String> = letter.text.lines().map(|line| format!("> {line}")).collect();
    format!(
        "From: <{from}>\r\nTo: <{to}>\r\nSubject: Re: {}\r\nDate: {}\r\n\
         Message-ID: <{}.{number}@residents.example>\r\nIn-Reply-To: <{id}>\r\nReferences: {}\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\
         {text}\r\n\r\nOn {}, the desk wrote:\r\n{}\r\n",
        letter.subject_bare.replace(['\r', '\n'], " "),
        now.to_rfc2822(),
        now.timestamp_micros(),
        references.join("\r\n "),
        now.format("%d %B %Y"),
        quoted.join("\r\n"),
    )
    .into_bytes()
}
