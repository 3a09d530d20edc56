//! The only error that crosses to the screen: a closed set, which the screen switches on.

use lobby_domain::{
    booking::BookingRefusal, conversation::ConversationRefusal, event::EventFault, permission::Need,
    saved_reply::Placeholder, staff::PasswordFault, text::WordsFault,
};
use lobby_import::{FileFault, LineFault};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::views::conversation::CameBetween;

/// Why a command was refused or failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Problem {
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    NotSignedIn,
    /// The screen is locked (R52).
    #[error("the screen is locked")]
    Locked,
    /// R51: the person's permission group does not give this.
    #[error("not allowed: {need:?} is needed")]
    NotAllowed {
        /// What would be needed.
        need: Need,
    },
    /// It is not there, or no longer.
    #[error("there is no such {what:?}")]
    NotFound {
        /// What was looked for.
        what: Noun,
    },
    /// Name or password is wrong (R52).
    #[error("the name or the password is wrong")]
    WrongPassword,
    /// Too many wrong passwords (R52).
    #[error("wait {seconds} seconds before the next try")]
    MustWait {
        /// Seconds to wait.
        seconds: u32,
    },
    /// The recovery code is wrong (R50).
    #[error("the recovery code is wrong")]
    WrongRecoveryCode,
    /// Lobby has been set up already.
    #[error("the building has been set up already")]
    AlreadySetUp,
    /// A field cannot be kept as written.
    #[error("{field:?} cannot be kept: {fault:?}")]
    Invalid {
        /// The field.
        field: Field,
        /// Why.
        fault: FieldFault,
    },
    /// What was written is empty or too long (R12).
    #[error(transparent)]
    Words {
        /// Why.
        #[from]
        fault: WordsFault,
    },
    /// R2: the booking's status does not allow this.
    #[error("the booking's status does not allow this")]
    StatusForbids,
    /// R3: the party does not fit.
    #[error("only {places_left} places are left")]
    NoRoom {
        /// Places left.
        places_left: u32,
    },
    /// R2: declining and cancelling take a reason.
    #[error("a reason is needed")]
    ReasonMissing,
    /// A party is at least one person.
    #[error("a party is at least one person")]
    EmptyParty,
    /// The event takes no guests.
    #[error("the event takes no guests")]
    NoGuests,
    /// R4: that payment step is not open.
    #[error("there is nothing to pay")]
    NothingToPay,
    /// R1: the event has no bookings.
    #[error("the event has no bookings")]
    NotBookable,
    /// R1: the event has no responses.
    #[error("the event has no responses")]
    NoResponses,
    /// An event with bookings cannot stop taking them.
    #[error("the event has bookings")]
    HasBookings,
    /// R15: the resident has no email address.
    #[error("the resident has no email address")]
    NoEmail,
    /// R23: the message has gone, is going, or may have gone.
    #[error("the message has gone")]
    MessageGone,
    /// The building has no mailbox.
    #[error("the building has no mailbox")]
    NoMailbox,
    /// The mailbox's password could not be kept.
    #[error("the password could not be kept: {detail}")]
    PasswordNotKept {
        /// Why, in the system's words.
        detail: String,
    },
    /// R31: the files of a message would be more than 25 MB together.
    #[error("the files of a message are more than 25 MB")]
    FilesTooLarge,
    /// R29: the resident wrote, or a colleague answered, after the reply was begun; it goes when that was seen.
    #[error("somebody wrote in between")]
    CameBetween {
        /// What they wrote, the oldest first.
        entries: Vec<CameBetween>,
    },
    /// R30: a placeholder of a saved reply still stands in a message.
    #[error("the placeholder {placeholder:?} still stands in the message")]
    PlaceholderLeft {
        /// Which.
        placeholder: Placeholder,
    },
    /// R25: the conversation is closed.
    #[error("the conversation is closed")]
    ConversationClosed,
    /// R25: the conversation is closed already.
    #[error("the conversation is closed already")]
    AlreadyClosed,
    /// R25: the conversation is open already.
    #[error("the conversation is open already")]
    AlreadyOpen,
    /// R83: the conversation is about a booking already.
    #[error("the conversation is about a booking already")]
    HasBooking,
    /// R21: the booking is another resident's.
    #[error("the booking is another resident's")]
    OtherResident,
    /// R50: the last administrator cannot be removed or demoted.
    #[error("the building would be left without an administrator")]
    LastAdministrator,
    /// A permission group with members cannot be removed.
    #[error("the permission group still has members")]
    GroupInUse,
    /// R7: the file cannot be read at all.
    #[error("the file: {fault}")]
    File {
        /// Why.
        #[from]
        fault: FileFault,
    },
    /// R7: a line is bad, and it was not said that bad lines are to be left out.
    #[error("line {line}: {fault:?}")]
    Line {
        /// The first bad line.
        line: u32,
        /// Why.
        fault: LineFault,
    },
    /// R7: somebody stopped the import; nothing was changed.
    #[error("the import was stopped")]
    ImportStopped,
    /// The preview is older than the data: make it again.
    #[error("the data has changed since the preview")]
    ImportOutdated,
    /// Too little would stay free on the disk of a backup. Nothing was changed.
    #[error("{folder}: {needed_kib} KiB are needed, {free_kib} KiB are free")]
    NoRoomOnDisk {
        /// Where.
        folder: String,
        /// Kibibytes, with what is kept free.
        needed_kib: u32,
        /// Kibibytes.
        free_kib: u32,
    },
    /// A backup is not as it was written. Nothing was changed.
    #[error("the backup is damaged: {detail}")]
    BackupDamaged {
        /// The technical part.
        detail: String,
    },
    /// Neither the building nor an administrator could be read: nobody could sign in. Nothing was changed.
    #[error("neither the building nor an administrator could be read")]
    NobodyLeft,
    /// A backup, a restore or a rescue goes on already.
    #[error("one is being made already")]
    AlreadyAtWork,
    /// Somebody stopped it. Nothing was changed.
    #[error("it was stopped")]
    WorkStopped,
    /// The data is whole: there is nothing to rescue.
    #[error("there is nothing to rescue")]
    NothingToRescue,
    /// The store did not take it. Nothing of the command was kept.
    #[error("the store: {fault:?}: {detail}")]
    Storage {
        /// What happened.
        fault: StorageFault,
        /// The technical part.
        detail: String,
    },
}

/// What the store reports, in terms a person can act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum StorageFault {
    /// The disk is full.
    DiskFull,
    /// The disk reports an error.
    DiskFailing,
    /// The folder or the file cannot be written to.
    ReadOnly,
    /// The folder does not exist and cannot be made, or cannot be read.
    NoFolder,
    /// The file is damaged, or not a Lobby file.
    Damaged,
    /// A newer Lobby made the file.
    MadeByNewer,
    /// R84: the folder is on a network share.
    NetworkShare,
    /// Another Lobby has the folder open.
    InUse,
    /// The system reported something else.
    Other,
}

/// The nouns that can be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Noun {
    /// A booking.
    Booking,
    /// A conversation.
    Conversation,
    /// An event.
    Event,
    /// A resident.
    Resident,
    /// A staff member.
    Staff,
    /// A permission group.
    Group,
    /// A saved reply.
    SavedReply,
    /// A series.
    Series,
    /// An import that was begun.
    Import,
    /// A backup.
    Backup,
    /// A mail.
    Mail,
    /// A file that came with a mail.
    Attachment,
}

/// The fields of forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// A name of a person, a group or a building.
    Name,
    /// An email address.
    Email,
    /// A password.
    Password,
    /// A time zone.
    TimeZone,
    /// A currency.
    Currency,
    /// Minutes until the screen locks.
    LockAfter,
    /// An event's title.
    Title,
    /// An event's times.
    Times,
    /// An event's capacity.
    Capacity,
    /// Whether booking is required.
    BookingRequired,
    /// An amount.
    Amount,
    /// A file that is being brought in.
    File,
    /// The mapping of an import.
    Mapping,
    /// The cursor of a list.
    Cursor,
    /// A folder.
    Folder,
    /// Who signs in at the mail servers.
    Login,
    /// A mail server's name.
    Server,
    /// A mail server's port.
    Port,
    /// A certificate accepted by hand.
    Certificate,
}

/// Why a field cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FieldFault {
    /// Nothing was written.
    Missing,
    /// Too short.
    TooShort,
    /// Too long.
    TooLong,
    /// Not of the right form.
    Malformed,
    /// Somebody or something else has it already.
    Taken,
    /// Not what there is to choose from.
    Unknown,
    /// The end lies before the start.
    EndsBeforeItStarts,
    /// Only a Community Event can require booking.
    OnlyCommunityEvents,
    /// A password would cross a network in the open.
    NotEncrypted,
}

impl Problem {
    /// A field that cannot be kept.
    #[must_use]
    pub const fn invalid(field: Field, fault: FieldFault) -> Self {
        Self::Invalid { field, fault }
    }

    /// Something that is not there.
    #[must_use]
    pub const fn missing(what: Noun) -> Self {
        Self::NotFound { what }
    }
}

impl From<BookingRefusal> for Problem {
    fn from(refusal: BookingRefusal) -> Self {
        match refusal {
            BookingRefusal::StatusForbids => Self::StatusForbids,
            BookingRefusal::NoRoom(no_room) => Self::NoRoom {
                places_left: no_room.places_left,
            },
            BookingRefusal::ReasonMissing => Self::ReasonMissing,
            BookingRefusal::EmptyParty => Self::EmptyParty,
            BookingRefusal::NoGuests => Self::NoGuests,
            BookingRefusal::NothingToPay => Self::NothingToPay,
        }
    }
}

impl From<ConversationRefusal> for Problem {
    fn from(refusal: ConversationRefusal) -> Self {
        match refusal {
            ConversationRefusal::NotBookable => Self::NotBookable,
            ConversationRefusal::NoEmail => Self::NoEmail,
            ConversationRefusal::Words(fault) => Self::Words { fault },
            ConversationRefusal::PlaceholderLeft(placeholder) => Self::PlaceholderLeft { placeholder },
            ConversationRefusal::Closed => Self::ConversationClosed,
            ConversationRefusal::AlreadyClosed => Self::AlreadyClosed,
            ConversationRefusal::AlreadyOpen => Self::AlreadyOpen,
            ConversationRefusal::HasBooking => Self::HasBooking,
            ConversationRefusal::OtherResident => Self::OtherResident,
            ConversationRefusal::MayNotStart => Self::NotAllowed {
                need: Need::ManageBookings,
            },
        }
    }
}

impl From<EventFault> for Problem {
    fn from(fault: EventFault) -> Self {
        match fault {
            EventFault::NoTitle => Self::invalid(Field::Title, FieldFault::Missing),
            EventFault::EndsBeforeItStarts => Self::invalid(Field::Times, FieldFault::EndsBeforeItStarts),
            EventFault::BookingsBelongToCommunityEvents => {
                Self::invalid(Field::BookingRequired, FieldFault::OnlyCommunityEvents)
            }
            EventFault::NoPlaces => Self::invalid(Field::Capacity, FieldFault::TooShort),
        }
    }
}

impl From<PasswordFault> for Problem {
    fn from(fault: PasswordFault) -> Self {
        Self::invalid(
            Field::Password,
            match fault {
                PasswordFault::TooShort => FieldFault::TooShort,
                PasswordFault::TooLong => FieldFault::TooLong,
            },
        )
    }
}
