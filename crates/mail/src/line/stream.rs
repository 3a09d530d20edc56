//! A connection, plain or encrypted.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use lobby_domain::mailbox::{MailFault, MailStep};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpStream, lookup_host},
    time::timeout,
};
use tokio_rustls::client::TlsStream;

use super::{Fault, Security, Server, Timing, tls};

/// A connection to a server.
#[derive(Debug)]
pub(super) enum Stream {
    /// In the open.
    Plain(TcpStream),
    /// Encrypted.
    Tls(Box<TlsStream<TcpStream>>),
}

impl Stream {
    /// Connects; encrypted already where the server speaks TLS from the first byte.
    pub(super) async fn connect(server: &Server, timing: &Timing) -> Result<Self, Fault> {
        let found = timeout(timing.greeting, lookup_host((server.host.as_str(), server.port)))
            .await
            .map_err(|_| Fault::too_slow(MailStep::FindServer))?
            .map_err(|error| Fault::new(MailStep::FindServer, MailFault::NoSuchServer, error))?;
        let mut last = Fault::new(MailStep::FindServer, MailFault::NoSuchServer, "it has no address");
        for address in found {
            match timeout(timing.greeting, TcpStream::connect(address)).await {
                Err(_) => last = Fault::too_slow(MailStep::Connect),
                Ok(Err(error)) => last = Fault::new(MailStep::Connect, MailFault::Unreachable, error),
                Ok(Ok(tcp)) => {
                    tcp.set_nodelay(true)
                        .map_err(|error| Fault::io(MailStep::Connect, &error))?;
                    let plain = Self::Plain(tcp);
                    return match server.security {
                        Security::Tls => plain.encrypt(server, timing).await,
                        Security::StartTls | Security::Plain => Ok(plain),
                    };
                }
            }
        }
        Err(last)
    }

    /// Encrypts what was open until now.
    pub(super) async fn encrypt(self, server: &Server, timing: &Timing) -> Result<Self, Fault> {
        let Self::Plain(tcp) = self else {
            return Ok(self);
        };
        let stream = timeout(timing.greeting, tls::encrypt(tcp, server))
            .await
            .map_err(|_| Fault::too_slow(MailStep::Encrypt))??;
        Ok(Self::Tls(Box::new(stream)))
    }
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_read(cx, into),
            Self::Tls(stream) => Pin::new(stream.as_mut()).poll_read(cx, into),
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_write(cx, bytes),
            Self::Tls(stream) => Pin::new(stream.as_mut()).poll_write(cx, bytes),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_flush(cx),
            Self::Tls(stream) => Pin::new(stream.as_mut()).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_shutdown(cx),
            Self::Tls(stream) => Pin::new(stream.as_mut()).poll_shutdown(cx),
        }
    }
}
