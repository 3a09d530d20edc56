//! Named points at which a test build can be made to die, as a power cut or a kill would end it, and the
//! safeguards that it can be made to go without, so that a harness can show that it would notice. In what
//! people install they are nothing.

/// The program has come to this point; `LOBBY_CRASH_AT=name:n` ends it at the n-th time, counted from 1,
/// with no destructor run and no buffer written. `LOBBY_CRASH_LOG=file` has the name of every point that is
/// passed added to that file, a line each: whoever wants to know the points asks a run for them.
/// `LOBBY_CRASH_ARMED=file` counts passages only while that file is there.
#[cfg(any(feature = "faults", test))]
pub fn point(name: &str) {
    use std::{
        fs::{File, OpenOptions},
        io::Write as _,
        sync::{
            OnceLock,
            atomic::{AtomicU64, Ordering},
        },
    };
    static WANTED: OnceLock<Option<(String, u64)>> = OnceLock::new();
    static LOG: OnceLock<Option<File>> = OnceLock::new();
    static PASSED: AtomicU64 = AtomicU64::new(0);
    let log = LOG.get_or_init(|| {
        let path = std::env::var_os("LOBBY_CRASH_LOG")?;
        OpenOptions::new().create(true).append(true).open(path).ok()
    });
    if let Some(mut log) = log.as_ref() {
        // A line that is missing shows as a point that was never hit.
        let _ = log.write_all(format!("{name}\n").as_bytes());
    }
    let wanted = WANTED.get_or_init(|| {
        let text = std::env::var("LOBBY_CRASH_AT").ok()?;
        let (name, time) = text.rsplit_once(':')?;
        Some((name.to_owned(), time.parse().ok()?))
    });
    if let Some((wanted, time)) = wanted
        && wanted == name
        && std::env::var_os("LOBBY_CRASH_ARMED").is_none_or(|armed| std::path::Path::new(&armed).exists())
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

/// Whether a test build is to do without a safeguard, for the control that must fail:
/// `LOBBY_FAULTS_WITHOUT=entry_order` and such.
#[cfg(feature = "faults")]
#[must_use]
pub fn without(safeguard: &str) -> bool {
    std::env::var("LOBBY_FAULTS_WITHOUT").is_ok_and(|without| without.split(',').any(|one| one == safeguard))
}

/// Whether a safeguard is missing: never.
#[cfg(not(feature = "faults"))]
#[inline]
#[must_use]
pub const fn without(_safeguard: &str) -> bool {
    false
}

/// `PRAGMA synchronous` of the writer: FULL, which is what makes a commit durable. A test build is given less
/// by `LOBBY_FAULTS_SYNCHRONOUS=NORMAL` or `OFF`, to show what is lost then.
#[must_use]
pub(crate) fn synchronous() -> (sqlx::sqlite::SqliteSynchronous, i64) {
    use sqlx::sqlite::SqliteSynchronous as S;
    #[cfg(feature = "faults")]
    match std::env::var("LOBBY_FAULTS_SYNCHRONOUS").as_deref() {
        Ok("NORMAL") => return (S::Normal, 1),
        Ok("OFF") => return (S::Off, 0),
        _ => {}
    }
    (S::Full, 2)
}
