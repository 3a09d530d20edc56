//! Amounts and payment states (R4).

use serde::{Deserialize, Serialize};
use specta::Type;

/// R4: how the payment stands. Lobby records payment; it takes none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    /// Free of charge.
    NotRequired,
    /// Owed.
    Unpaid,
    /// Received.
    Paid,
    /// Given back.
    Refunded,
}

/// An amount in minor units with its ISO 4217 currency (R4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Money {
    /// Minor units, such as cents; never negative.
    pub minor: u32,
    /// Three capital letters.
    pub currency: String,
}

/// The number of minor digits of a currency (ISO 4217, list one), 2 where none is special.
#[must_use]
pub fn minor_digits(currency: &str) -> u32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI"
        | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

/// Whether `code` has the form of an ISO 4217 code: three capital letters.
#[must_use]
pub fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())
}
