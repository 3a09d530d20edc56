//! A line that fails as it is told, between Lobby and a server.

use std::{
    io::{Read as _, Write as _},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};

use crate::{Outcome, told};

/// Passes everything on, until it is told otherwise.
#[derive(Debug, Clone)]
pub struct FaultProxy {
    port: u16,
    state: Arc<State>,
}

#[derive(Debug, Default)]
struct State {
    refuses: AtomicBool,
    stalls: AtomicBool,
    /// Bytes that each connection may still get from the server; `u64::MAX`: all.
    cut_after: AtomicU64,
    open: Mutex<Vec<TcpStream>>,
    ended: AtomicBool,
    connections: AtomicU64,
}

impl FaultProxy {
    /// Listens, and passes on to `target` of this computer.
    ///
    /// # Errors
    /// The system's words.
    pub fn start(target: u16) -> Outcome<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(told("the proxy"))?;
        let port = listener.local_addr().map_err(told("the proxy"))?.port();
        let state = Arc::new(State {
            cut_after: AtomicU64::new(u64::MAX),
            ..State::default()
        });
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if shared.ended.load(Ordering::Relaxed) {
                    return;
                }
                shared.connections.fetch_add(1, Ordering::Relaxed);
                if !shared.refuses.load(Ordering::Relaxed) {
                    shared.join(&client, target);
                }
            }
        });
        Ok(Self { port, state })
    }

    /// Where it listens.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// How many connections were asked for.
    #[must_use]
    pub fn connections(&self) -> u64 {
        self.state.connections.load(Ordering::Relaxed)
    }

    /// Cuts every connection now.
    pub fn cut(&self) {
        for stream in self.state.held().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Closes the line: what is open is cut, and nobody gets through. `false` opens it again.
    pub fn refuse(&self, refuses: bool) {
        self.state.refuses.store(refuses, Ordering::Relaxed);
        if refuses {
            self.cut();
        }
    }

    /// Keeps the connections open and passes nothing on, as a line does whose other end is gone.
    pub fn stall(&self, stalls: bool) {
        self.state.stalls.store(stalls, Ordering::Relaxed);
    }

    /// From the next connection on, each is cut after so many bytes of the server; `None`: none is.
    pub fn cut_after(&self, bytes: Option<u64>) {
        let bytes = bytes.unwrap_or(u64::MAX);
        self.state.cut_after.store(bytes, Ordering::Relaxed);
    }
}

impl Drop for FaultProxy {
    fn drop(&mut self) {
        // The listener and the last handle share the state.
        if Arc::strong_count(&self.state) <= 2 {
            self.state.ended.store(true, Ordering::Relaxed);
            let _ = TcpStream::connect(("127.0.0.1", self.port));
        }
    }
}

impl State {
    fn held(&self) -> std::sync::MutexGuard<'_, Vec<TcpStream>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn join(self: &Arc<Self>, client: &TcpStream, target: u16) {
        let Ok(server) = TcpStream::connect(("127.0.0.1", target)) else {
            return;
        };
        let left = self.cut_after.load(Ordering::Relaxed);
        for (from, to, left) in [(client, &server, u64::MAX), (&server, client, left)] {
            let _ = from.set_nodelay(true);
            if let (Ok(from), Ok(to), Ok(kept)) = (from.try_clone(), to.try_clone(), from.try_clone()) {
                self.held().push(kept);
                let state = Arc::clone(self);
                thread::spawn(move || state.pass_on(from, to, left));
            }
        }
    }

    fn pass_on(&self, mut from: TcpStream, mut to: TcpStream, mut left: u64) {
        let mut some = [0; 16 * 1024];
        while let Ok(count) = from.read(&mut some) {
            while self.stalls.load(Ordering::Relaxed) && !self.ended.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_millis(10));
            }
            let may = usize::try_from(left).unwrap_or(usize::MAX).min(count);
            let passed = some.get(..may).is_some_and(|some| to.write_all(some).is_ok());
            left = left.saturating_sub(count as u64);
            if count == 0 || !passed || left == 0 {
                break;
            }
        }
        let _ = from.shutdown(Shutdown::Both);
        let _ = to.shutdown(Shutdown::Both);
    }
}
