//! Named points at which a test build can be made to die, as a power cut or a kill would end it. In what
//! people install they are nothing.

/// The program has come to this point; `LOBBY_CRASH_AT=name:n` ends it at the n-th time, counted from 1,
/// with no destructor run and no buffer written.
#[cfg(any(feature = "faults", test))]
pub fn point(name: &str) {
    use std::sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    };
    static WANTED: OnceLock<Option<(String, u64)>> = OnceLock::new();
    static PASSED: AtomicU64 = AtomicU64::new(0);
    let wanted = WANTED.get_or_init(|| {
        let text = std::env::var("LOBBY_CRASH_AT").ok()?;
        let (name, time) = text.rsplit_once(':')?;
        Some((name.to_owned(), time.parse().ok()?))
    });
    if let Some((wanted, time)) = wanted
        && wanted == name
        && PASSED.fetch_add(1, Ordering::SeqCst) + 1 == *time
    {
        // Where the signal cannot be sent, ending at once comes closest.
        #[cfg(unix)]
        let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
        std::process::abort();
    }
}

/// The program has come to this point.
#[cfg(not(any(feature = "faults", test)))]
#[inline]
pub const fn point(_name: &str) {}
