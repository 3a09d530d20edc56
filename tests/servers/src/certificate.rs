//! Certificates that nobody has signed.

use chrono::{DateTime, Utc};
use rcgen::{CertificateParams, DnType, KeyPair};

use crate::Outcome;

/// A certificate for `localhost` with its key, in PEM.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// The certificate.
    pub certificate: String,
    /// Its key.
    pub key: String,
    /// The certificate's own bytes (DER).
    pub der: Vec<u8>,
}

impl Certificate {
    /// Makes one that is valid until `until`.
    ///
    /// # Errors
    /// The words of who makes it.
    pub fn until(until: DateTime<Utc>) -> Outcome<Self> {
        let fault = |error: rcgen::Error| error.to_string();
        let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
        let mut params = CertificateParams::new(names).map_err(fault)?;
        params.distinguished_name.push(DnType::CommonName, "localhost");
        params.not_before = rcgen::date_time_ymd(2020, 1, 1);
        let day = until.date_naive();
        let (year, month, day) = (
            chrono::Datelike::year(&day),
            chrono::Datelike::month(&day),
            chrono::Datelike::day(&day),
        );
        params.not_after = rcgen::date_time_ymd(
            year,
            u8::try_from(month).unwrap_or(1),
            u8::try_from(day).unwrap_or(1),
        );
        let key = KeyPair::generate().map_err(fault)?;
        let made = params.self_signed(&key).map_err(fault)?;
        Ok(Self {
            certificate: made.pem(),
            key: key.serialize_pem(),
            der: made.der().to_vec(),
        })
    }
}
