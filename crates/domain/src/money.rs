//! Amounts and payment states (R4).

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::resident::Language;

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

impl Money {
    /// The amount as people read it: `$80.00`, `80,00 $`; the code where the currency has no sign of its own.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        let digits = minor_digits(&self.currency) as usize;
        let padded = format!("{:0>width$}", self.minor, width = digits + 1);
        let (whole, minor) = padded
            .split_at_checked(padded.len() - digits)
            .unwrap_or((&padded, ""));
        let sign = match self.currency.as_str() {
            "CAD" | "USD" | "AUD" | "NZD" => "$",
            "EUR" => "€",
            "GBP" => "£",
            code => code,
        };
        let space = if sign.len() == 3 && sign.is_ascii() {
            "\u{a0}"
        } else {
            ""
        };
        match (language, minor) {
            (Language::En, "") => format!("{sign}{space}{whole}"),
            (Language::En, minor) => format!("{sign}{space}{whole}.{minor}"),
            (Language::Fr, "") => format!("{whole}\u{a0}{sign}"),
            (Language::Fr, minor) => format!("{whole},{minor}\u{a0}{sign}"),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r4_an_amount_reads_as_in_each_language() {
        let read = |minor, currency: &str, language| {
            let money = Money {
                minor,
                currency: currency.to_owned(),
            };
            money.in_words(language).replace('\u{a0}', "_")
        };
        assert_eq!(read(8000, "CAD", Language::En), "$80.00");
        assert_eq!(read(5, "CAD", Language::Fr), "0,05_$");
        assert_eq!(read(1234, "EUR", Language::En), "€12.34");
        assert_eq!(read(500, "JPY", Language::En), "JPY_500");
        assert_eq!(read(1500, "TND", Language::Fr), "1,500_TND");
        assert_eq!(read(0, "CHF", Language::Fr), "0,00_CHF");
    }
}
