//! The words of what goes out in files, in both languages. The import reads them too (R7).

use lobby_domain::{
    booking::BookingStatus, conversation::ConversationState, delivery::OutboxState, entry::EntryKind,
    money::PaymentStatus, resident::Language,
};

/// One of the two.
pub(super) fn of(language: Language, [en, fr]: [&'static str; 2]) -> &'static str {
    match language {
        Language::En => en,
        Language::Fr => fr,
    }
}

pub(super) const BOOKINGS: &[[&str; 2]] = &[
    ["Reference", "Référence"],
    ["Event", "Événement"],
    ["Start", "Début"],
    ["End", "Fin"],
    ["Location", "Lieu"],
    ["Resident ID", "Identifiant"],
    ["Resident", "Résident"],
    ["Suite", "Appartement"],
    ["Email", "Courriel"],
    ["Phone", "Téléphone"],
    ["Language", "Langue"],
    ["Places", "Nombre de places"],
    ["Status", "Statut"],
    ["Payment", "Paiement"],
    ["Amount", "Montant"],
    ["Currency", "Devise"],
    ["Note", "Note"],
    ["Reason", "Motif"],
    ["Booked at", "Réservé le"],
];

pub(super) const RESIDENTS: &[[&str; 2]] = &[
    ["Resident ID", "Identifiant"],
    ["Name", "Nom"],
    ["Suite", "Appartement"],
    ["Email", "Courriel"],
    ["Phone", "Téléphone"],
    ["Language", "Langue"],
    ["Resident notes", "Notes du résident"],
    ["Moved out", "Parti le"],
];

pub(super) const CONVERSATIONS: &[[&str; 2]] = &[
    ["Conversation", "Conversation"],
    ["State", "État"],
    ["Reference", "Référence"],
    ["Event", "Événement"],
    ["Resident", "Résident"],
    ["Suite", "Appartement"],
    ["Time", "Date et heure"],
    ["What", "Nature"],
    ["By", "Par"],
    ["Words", "Texte"],
    ["Delivery", "Remise"],
    ["Files", "Fichiers"],
];

pub(super) const RECORD: &[[&str; 2]] = &[
    ["Time", "Date et heure"],
    ["By", "Par"],
    ["Action", "Action"],
    ["Subject", "Objet"],
    ["Number", "Numéro"],
    ["Detail", "Détail"],
];

pub(super) const fn status(status: BookingStatus) -> [&'static str; 2] {
    match status {
        BookingStatus::Pending => ["Pending", "En attente"],
        BookingStatus::Confirmed => ["Confirmed", "Confirmée"],
        BookingStatus::Waitlisted => ["Waitlisted", "Liste d’attente"],
        BookingStatus::Declined => ["Declined", "Refusée"],
        BookingStatus::Cancelled => ["Cancelled", "Annulée"],
        BookingStatus::CheckedIn => ["Checked in", "Présente"],
        BookingStatus::NoShow => ["No-show", "Absente"],
    }
}

pub(super) const fn payment(payment: PaymentStatus) -> [&'static str; 2] {
    match payment {
        PaymentStatus::NotRequired => ["Not required", "Non requis"],
        PaymentStatus::Unpaid => ["Unpaid", "Impayé"],
        PaymentStatus::Paid => ["Paid", "Payé"],
        PaymentStatus::Refunded => ["Refunded", "Remboursé"],
    }
}

pub(super) const fn language(language: Language) -> [&'static str; 2] {
    match language {
        Language::En => ["English", "Anglais"],
        Language::Fr => ["French", "Français"],
    }
}

pub(super) const fn state(state: ConversationState) -> [&'static str; 2] {
    match state {
        ConversationState::Open => ["Open", "Ouverte"],
        ConversationState::Closed => ["Closed", "Fermée"],
    }
}

pub(super) const fn kind(kind: EntryKind) -> [&'static str; 2] {
    match kind {
        EntryKind::MessageOut => ["Message to the resident", "Message au résident"],
        EntryKind::MessageIn => ["Message from the resident", "Message du résident"],
        EntryKind::Note => ["Note for staff", "Note pour l’équipe"],
        EntryKind::SaidAtDesk => ["Said at the desk", "Dit à la réception"],
        EntryKind::SaidByPhone => ["Said by phone", "Dit au téléphone"],
        EntryKind::Closed => ["Closed", "Fermée"],
        EntryKind::Reopened => ["Reopened", "Rouverte"],
        EntryKind::BookingApproved => ["Booking approved", "Réservation approuvée"],
        EntryKind::BookingDeclined => ["Booking declined", "Réservation refusée"],
        EntryKind::BookingWaitlisted => ["Booking waitlisted", "Réservation en liste d’attente"],
        EntryKind::PlaceOffered => ["Place offered", "Place proposée"],
        EntryKind::BookingCheckedIn => ["Checked in", "Arrivée notée"],
        EntryKind::CheckInUndone => ["Check-in undone", "Arrivée annulée"],
        EntryKind::BookingNoShow => ["No-show", "Absence"],
        EntryKind::BookingCancelled => ["Booking cancelled", "Réservation annulée"],
        EntryKind::EventMoved => ["Event moved", "Événement déplacé"],
        EntryKind::AutomaticReply => ["Automatic reply", "Réponse automatique"],
        EntryKind::SentElsewhere => ["Sent from another mail program", "Envoyé d’un autre logiciel"],
        EntryKind::DeliveryReport => ["Delivery report", "Rapport de remise"],
    }
}

/// R23: how a message stands; `failed`: a report says that it did not arrive.
pub(super) const fn delivery(state: OutboxState, failed: bool) -> [&'static str; 2] {
    match state {
        OutboxState::Accepted if failed => ["Not delivered", "Non remis"],
        OutboxState::Refused => ["Not delivered", "Non remis"],
        OutboxState::Accepted => ["Sent", "Envoyé"],
        OutboxState::Unknown => ["May have been sent", "Peut-être envoyé"],
        OutboxState::Waiting | OutboxState::Held | OutboxState::Sending => ["Waiting", "En attente"],
        OutboxState::Discarded => ["Discarded", "Abandonné"],
    }
}
