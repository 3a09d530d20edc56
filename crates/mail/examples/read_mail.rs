//! Prints one line of JSON for each file that holds a mail: `read_mail FILE…`.
//!
//! It is what support asks a desk for: what Lobby makes of a mail, without the mailbox around it.

#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

use std::{env, error::Error, fs};

use lobby_mail::read::{Letter, read};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let files: Vec<String> = env::args().skip(1).collect();
    if files.is_empty() {
        return Err("read_mail FILE…".into());
    }
    for file in files {
        let raw = fs::read(&file)?;
        println!("{}", shown(&file, &read(&raw)));
    }
    Ok(())
}

fn shown(file: &str, letter: &Letter) -> Value {
    let delivery: Vec<Value> = letter
        .deliveries
        .iter()
        .map(|delivery| {
            json!({
                "recipient": delivery.recipient,
                "status": delivery.status,
                "permanent": delivery.permanent,
                "address_dead": delivery.address_dead,
                "reason": delivery.reason,
            })
        })
        .collect();
    let attachments: Vec<Value> = letter
        .attachments
        .iter()
        .map(|attachment| json!({ "name": attachment.name, "bytes": attachment.bytes, "type": attachment.kind }))
        .collect();
    json!({
        "file": file,
        "kind": letter.kind,
        "from": letter.from.as_ref().map(|from| from.address.as_str()),
        "subject": letter.subject,
        "message_id": letter.message_id,
        "in_reply_to": letter.in_reply_to,
        "references": letter.references,
        "text": letter.text,
        "reply_text": letter.reply_text,
        "delivery": delivery,
        "attachments": attachments,
    })
}
