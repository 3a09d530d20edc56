//! The mailbox, the line, the tray, and what stands beside a message that came by mail.

use chrono::{DateTime, Utc};
use lobby_domain::{
    ids::{ConversationId, MailId},
    mailbox::{FolderRole, History, MailFault, MailStep, Security},
    matching::{TrayReason, Trust},
};
use serde::{Deserialize, Serialize};
use specta::Type;

/// One of the mailbox's servers, as written in the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ServerForm {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the line is kept private.
    pub security: Security,
    /// The SHA-256 of the certificate accepted by hand, in hexadecimal digits; `None`: it is checked.
    pub certificate: Option<String>,
}

/// The mailbox as written in the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MailboxForm {
    /// Its address.
    pub address: String,
    /// The name that residents see as the sender.
    pub sender_name: String,
    /// Who signs in at the servers.
    pub login: String,
    /// The password; `None`: the one that is kept.
    pub password: Option<String>,
    /// Where mail is read.
    pub imap: ServerForm,
    /// Where mail is sent.
    pub smtp: ServerForm,
    /// It takes plus addresses.
    pub plus_addresses: bool,
    /// The server files what is sent by itself.
    pub files_sent: bool,
    /// Messages in 24 hours; `None`: no limit.
    pub sending_limit: Option<u32>,
    /// R81: how much of it is read when it is connected for the first time.
    pub history: History,
}

/// The settings that a mailbox of this address probably has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MailboxSuggestion {
    /// They are the provider's own; else a guess.
    pub is_known: bool,
    /// The provider wants a password made for Lobby.
    pub app_password: bool,
    /// The form, filled in.
    pub form: MailboxForm,
}

/// Which server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MailServer {
    /// Where mail is read.
    Imap,
    /// Where it is sent.
    Smtp,
}

/// What came of trying the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum MailboxTest {
    /// Both servers took the name and password.
    Works {
        /// The folders that will be read.
        folders: Vec<FolderRole>,
    },
    /// A step failed.
    Failed {
        /// At which server.
        server: MailServer,
        /// Which step.
        step: MailStep,
        /// Why.
        fault: MailFault,
        /// The server's or the system's own words.
        detail: String,
    },
}

/// Where the mailbox's password is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PasswordPlace {
    /// In the system's keychain.
    Keychain,
    /// In an encrypted file, because this system has no keychain.
    File,
    /// Nowhere.
    Nowhere,
}

/// Settings → Mailbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MailboxView {
    /// The mailbox, without its password; `None` before it is connected.
    pub form: Option<MailboxForm>,
    /// Where the password is kept.
    pub password: PasswordPlace,
    /// The line.
    pub line: LineView,
    /// R81: the ledger, a folder a row.
    pub folders: Vec<FolderView>,
    /// Messages that went out in the last 24 hours.
    pub sent_in_a_day: u32,
}

/// R81: a folder of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FolderView {
    /// As the server spells it.
    pub name: String,
    /// What it is for.
    pub role: FolderRole,
    /// Mails on the server, in the range that is read.
    pub on_server: u32,
    /// Of those, the mails that Lobby holds.
    pub held: u32,
    /// When that was compared; `None`: not yet.
    pub compared_at: Option<DateTime<Utc>>,
    /// History is still being fetched.
    pub is_fetching: bool,
}

/// R81: the state of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum LineState {
    /// The building has no mailbox yet: what staff write waits.
    NoMailbox,
    /// It is being tried.
    Connecting,
    /// Mail comes and goes.
    Online,
    /// The line is down; it is tried again by itself.
    Offline,
    /// The settings need a person.
    Settings,
}

/// R81: the line, and why it is not up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LineView {
    /// How it is.
    pub state: LineState,
    /// Which server is at fault.
    pub server: Option<MailServer>,
    /// Which step failed.
    pub step: Option<MailStep>,
    /// Why.
    pub fault: Option<MailFault>,
    /// When it is tried again.
    pub next_try: Option<DateTime<Utc>>,
}

/// R71: what is set about notifications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NotificationSettings {
    /// The person wants to be told.
    pub notifies: bool,
    /// With a sound.
    pub sound: bool,
    /// The building's: everybody can see the screen, so names and words are hidden.
    pub public_counter: bool,
    /// The building's: the minute of the day from which nothing is told; `None`: always.
    pub quiet_from: Option<u32>,
    /// And the minute until which.
    pub quiet_until: Option<u32>,
}

/// One page of the tray: at most 50 rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TrayPage {
    /// The rows, the newest first.
    pub rows: Vec<TrayRow>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<String>,
}

/// A mail that waits for a person to say where it belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TrayRow {
    /// Which.
    pub id: MailId,
    /// When the server received it.
    pub received: DateTime<Utc>,
    /// Who says to have written it: an address.
    pub sender: String,
    /// And a name; empty without.
    pub sender_name: String,
    /// Its subject.
    pub subject: String,
    /// One line of it.
    pub words: String,
    /// Why it is here.
    pub why: TrayReason,
    /// Whose conversation it seems to belong to.
    pub proposal: Option<Proposal>,
}

/// A conversation that a mail seems to belong to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Proposal {
    /// Which.
    pub conversation: ConversationId,
    /// Its resident's name.
    pub resident: String,
}

/// R32: a mail as it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MailView {
    /// Which.
    pub id: MailId,
    /// When the server received it.
    pub received: DateTime<Utc>,
    /// From whom, as it says itself.
    pub sender: String,
    /// The name beside.
    pub sender_name: String,
    /// Its subject.
    pub subject: String,
    /// Everything it says.
    pub text: String,
    /// What came with it.
    pub attachments: Vec<AttachmentView>,
    /// A part beyond a bound was left out.
    pub cut_short: bool,
}

/// Where a person puts a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum MailPlace {
    /// Into this conversation.
    Conversation {
        /// Which.
        id: ConversationId,
    },
    /// Into a new conversation of this resident, labelled *Resident*.
    Resident {
        /// Whose.
        id: lobby_domain::ids::ResidentId,
    },
}

/// R31: a file that came with a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AttachmentView {
    /// Which of the mail's.
    pub place: u32,
    /// Its name, made safe.
    pub name: String,
    /// Its type, as the mail called it.
    pub media_type: String,
    /// Kibibytes, rounded up.
    pub kib: u32,
}

/// What is known of the mail that an entry is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EntryMailView {
    /// Which mail.
    pub id: MailId,
    /// How far it is trusted.
    pub trust: Trust,
    /// It names several conversations.
    pub mixed: bool,
    /// R32: the original says more than is shown.
    pub folded: bool,
    /// What came with it.
    pub attachments: Vec<AttachmentView>,
}
