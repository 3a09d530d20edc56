//! What went wrong with a server, and in which step.

use std::io;

use lobby_domain::mailbox::{CertificateDoubt, MailFault, MailStep};
use rustls::CertificateError;

/// A step with a server that failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{step:?}: {detail}")]
pub struct Fault {
    /// How far it came.
    pub step: MailStep,
    /// Why it failed.
    pub fault: MailFault,
    /// The server's or the system's own words, for support; never a password.
    pub detail: String,
}

impl Fault {
    pub(crate) fn new(step: MailStep, fault: MailFault, detail: impl ToString) -> Self {
        Self {
            step,
            fault,
            detail: detail.to_string(),
        }
    }

    pub(crate) fn too_slow(step: MailStep) -> Self {
        Self::new(step, MailFault::TooSlow, "no answer in time")
    }

    pub(crate) fn unexpected(step: MailStep, detail: impl ToString) -> Self {
        Self::new(step, MailFault::Unexpected, detail)
    }

    /// A connection that fails while it is used.
    pub(crate) fn io(step: MailStep, error: &io::Error) -> Self {
        let fault = match error.kind() {
            io::ErrorKind::TimedOut => MailFault::TooSlow,
            io::ErrorKind::InvalidData => MailFault::Unexpected,
            _ => MailFault::Broken,
        };
        Self::new(step, fault, error)
    }
}

/// Why a TLS library does not believe a certificate; `None` where the certificate is not at fault.
pub(crate) fn doubt(error: &rustls::Error) -> Option<CertificateDoubt> {
    let rustls::Error::InvalidCertificate(error) = error else {
        return None;
    };
    Some(match error {
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => CertificateDoubt::Expired,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            CertificateDoubt::OtherName
        }
        // A server's own certificate that signs itself is nobody's, whatever the verifier calls it.
        // So is one that only bears the name of somebody who is trusted.
        CertificateError::UnknownIssuer
        | CertificateError::BadSignature
        | CertificateError::UnsupportedSignatureAlgorithmContext { .. }
        | CertificateError::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => {
            CertificateDoubt::UnknownIssuer
        }
        CertificateError::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => {
            CertificateDoubt::UnknownIssuer
        }
        CertificateError::ApplicationVerificationFailure => CertificateDoubt::Changed,
        _ => CertificateDoubt::Other,
    })
}
