//! The building's mailbox and its seal.

use chrono::{DateTime, Utc};
use lobby_domain::{
    mailbox::{History, Security},
    outgoing::Seal,
};
use sqlx::SqliteConnection;

use crate::{StoreError, code};

/// One of the mailbox's two servers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the line is kept private.
    pub security: Security,
    /// The SHA-256 of the certificate accepted by hand; `None`: it is checked.
    pub certificate: Option<[u8; 32]>,
}

/// The mailbox's row. Its password is elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// Its address.
    pub address: String,
    /// The name that residents see as the sender.
    pub sender_name: String,
    /// Who signs in at the servers.
    pub login: String,
    /// Where mail is read.
    pub imap: Server,
    /// Where mail is sent.
    pub smtp: Server,
    /// It takes plus addresses.
    pub plus_addresses: bool,
    /// The server files what is sent by itself.
    pub files_sent: bool,
    /// Messages in 24 hours; `None`: no limit.
    pub sending_limit: Option<u32>,
    /// R81: how much of it is read.
    pub history: History,
    /// The authserv-id (RFC 8601) of its provider; empty: unknown.
    pub vouches: String,
    /// R81: what the server received before is history.
    pub connected_at: DateTime<Utc>,
}

/// The mailbox; `None` before it is connected.
///
/// # Errors
/// [`StoreError`].
pub async fn get(db: &mut SqliteConnection) -> Result<Option<Mailbox>, StoreError> {
    let row = sqlx::query!(
        r#"SELECT address, sender_name, login, imap_host, imap_port, imap_security, imap_certificate,
            smtp_host, smtp_port, smtp_security, smtp_certificate, plus_addresses AS "plus_addresses: bool",
            files_sent AS "files_sent: bool", sending_limit, history, vouches, connected_at
        FROM mailbox WHERE id = 1"#
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        let server = |host, port, security: &str, certificate: Option<Vec<u8>>| {
            Ok::<_, StoreError>(Server {
                host,
                port: u16::try_from(port).unwrap_or(u16::MAX),
                security: code::member(security)?,
                certificate: certificate.and_then(|hash| hash.try_into().ok()),
            })
        };
        Ok(Mailbox {
            address: row.address,
            sender_name: row.sender_name,
            login: row.login,
            imap: server(
                row.imap_host,
                row.imap_port,
                &row.imap_security,
                row.imap_certificate,
            )?,
            smtp: server(
                row.smtp_host,
                row.smtp_port,
                &row.smtp_security,
                row.smtp_certificate,
            )?,
            plus_addresses: row.plus_addresses,
            files_sent: row.files_sent,
            sending_limit: row.sending_limit.map(code::count),
            history: code::member(&row.history)?,
            vouches: row.vouches,
            connected_at: code::instant(row.connected_at)?,
        })
    })
    .transpose()
}

/// Keeps the mailbox in place of the one before.
///
/// # Errors
/// [`StoreError`].
pub async fn save(db: &mut SqliteConnection, new: &Mailbox) -> Result<(), StoreError> {
    let (imap_security, smtp_security) = (code::text(&new.imap.security), code::text(&new.smtp.security));
    let certificate = |server: &Server| server.certificate.map(|hash| hash.to_vec());
    let (imap_certificate, smtp_certificate) = (certificate(&new.imap), certificate(&new.smtp));
    let (history, connected_at) = (code::text(&new.history), code::millis(new.connected_at));
    sqlx::query!(
        "INSERT OR REPLACE INTO mailbox (id, address, sender_name, login, imap_host, imap_port, imap_security,
            imap_certificate, smtp_host, smtp_port, smtp_security, smtp_certificate, plus_addresses, files_sent,
            sending_limit, history, vouches, connected_at)
        VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        new.address,
        new.sender_name,
        new.login,
        new.imap.host,
        new.imap.port,
        imap_security,
        imap_certificate,
        new.smtp.host,
        new.smtp.port,
        smtp_security,
        smtp_certificate,
        new.plus_addresses,
        new.files_sent,
        new.sending_limit,
        history,
        new.vouches,
        connected_at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets the mailbox; what came and went through it stays.
///
/// # Errors
/// [`StoreError`].
pub async fn remove(db: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM mailbox").execute(db).await?;
    Ok(())
}

/// The building's secret, with which ids and reply addresses are sealed.
///
/// # Errors
/// [`StoreError`].
pub async fn seal(db: &mut SqliteConnection) -> Result<Seal, StoreError> {
    let secret = sqlx::query_scalar!("SELECT secret FROM seal WHERE id = 1")
        .fetch_one(db)
        .await?;
    let secret = secret.try_into().map_err(|_| StoreError::Unreadable {
        what: "seal",
        value: "not 32 bytes".to_owned(),
    })?;
    Ok(Seal::new(secret))
}
