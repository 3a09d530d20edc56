//! Hears which statements sqlx runs, so that the floor can be held to exactly those.

use std::{
    future::Future,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span,
    subscriber::Interest,
};

use crate::Fault;

/// sqlx tells of each statement under this name.
const TARGET: &str = "sqlx::query";

static LISTENS: AtomicBool = AtomicBool::new(false);
static HEARD: Mutex<Vec<String>> = Mutex::new(Vec::new());

struct Ear;

impl Subscriber for Ear {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        if metadata.target() == TARGET {
            Interest::sometimes()
        } else {
            Interest::never()
        }
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == TARGET && LISTENS.load(Ordering::Relaxed)
    }

    fn new_span(&self, _span: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _span: &span::Id, _values: &span::Record<'_>) {}

    fn record_follows_from(&self, _span: &span::Id, _follows: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut text = Text::default();
        event.record(&mut text);
        // A short statement is its own summary.
        let sql = if text.statement.is_empty() {
            text.summary
        } else {
            text.statement
        };
        HEARD
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(sql.trim().to_owned());
    }

    fn enter(&self, _span: &span::Id) {}

    fn exit(&self, _span: &span::Id) {}
}

#[derive(Default)]
struct Text {
    summary: String,
    statement: String,
}

impl Visit for Text {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => value.clone_into(&mut self.summary),
            "db.statement" => value.clone_into(&mut self.statement),
            _ => {}
        }
    }

    fn record_debug(&mut self, _field: &Field, _value: &dyn std::fmt::Debug) {}
}

/// From now on statements can be heard; as long as nobody listens it costs the look at a flag.
pub fn prepare() -> Result<(), Fault> {
    Ok(tracing::subscriber::set_global_default(Ear)?)
}

/// The statements that run while something is done; nothing else may run at the time.
pub async fn statements<T>(done: impl Future<Output = Result<T, Fault>>) -> Result<Vec<String>, Fault> {
    HEARD.lock().unwrap_or_else(PoisonError::into_inner).clear();
    LISTENS.store(true, Ordering::SeqCst);
    let outcome = done.await;
    // The thread that ran the last one tells of it after it has handed over the rows.
    tokio::time::sleep(Duration::from_millis(100)).await;
    LISTENS.store(false, Ordering::SeqCst);
    outcome?;
    let mut heard = HEARD.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(std::mem::take(&mut *heard))
}
