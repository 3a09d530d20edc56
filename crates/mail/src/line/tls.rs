//! Whom a server has to be, and how that is found out.

use std::sync::{Arc, Mutex, PoisonError};

use lobby_domain::mailbox::{CertificateDoubt, MailFault, MailStep};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{CryptoProvider, ring},
    pki_types::{CertificateDer, ServerName, UnixTime},
};
use sha2::{Digest as _, Sha256};
use tokio::net::TcpStream;
use tokio_rustls::{TlsConnector, client::TlsStream};

use super::{Fault, Server, fault};

/// Encrypts a connection and makes sure of the server.
pub(super) async fn encrypt(tcp: TcpStream, server: &Server) -> Result<TlsStream<TcpStream>, Fault> {
    let unexpected = |error: &dyn ToString| Fault::unexpected(MailStep::Encrypt, error.to_string());
    let provider = Arc::new(ring::default_provider());
    let checks = Arc::new(Checks {
        system: rustls_platform_verifier::Verifier::new(Arc::clone(&provider)).map_err(|e| unexpected(&e))?,
        accepted: server.certificate,
        provider: Arc::clone(&provider),
        seen: Mutex::default(),
    });
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| unexpected(&e))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::clone(&checks) as Arc<dyn ServerCertVerifier>)
        .with_no_client_auth();
    let name = ServerName::try_from(server.host.clone())
        .map_err(|e| Fault::new(MailStep::FindServer, MailFault::NoSuchServer, e))?;
    TlsConnector::from(Arc::new(config))
        .connect(name, tcp)
        .await
        .map_err(|error| checks.explain(&error))
}

/// Believes whom the system believes, or, where a certificate was accepted by hand, that one alone.
#[derive(Debug)]
struct Checks {
    system: rustls_platform_verifier::Verifier,
    accepted: Option<[u8; 32]>,
    provider: Arc<CryptoProvider>,
    /// The SHA-256 of the certificate that the server showed.
    seen: Mutex<[u8; 32]>,
}

impl Checks {
    fn explain(&self, error: &std::io::Error) -> Fault {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
        let fault = match inner {
            Some(inner) => match fault::doubt(inner) {
                Some(doubt) => self.certificate(doubt),
                None => MailFault::NotEncrypted,
            },
            None if error.kind() == std::io::ErrorKind::UnexpectedEof => MailFault::NotEncrypted,
            None => MailFault::Broken,
        };
        Fault::new(MailStep::Encrypt, fault, error)
    }

    fn certificate(&self, doubt: CertificateDoubt) -> MailFault {
        let seen = *self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        MailFault::Certificate {
            sha256: data_encoding::HEXLOWER.encode(&seen),
            doubt,
        }
    }
}

impl ServerCertVerifier for Checks {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let shown: [u8; 32] = Sha256::digest(end_entity).into();
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = shown;
        match self.accepted {
            Some(accepted) if accepted == shown => Ok(ServerCertVerified::assertion()),
            Some(_) => Err(Error::InvalidCertificate(
                CertificateError::ApplicationVerificationFailure,
            )),
            None => {
                self.system
                    .verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
            }
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}
