//! How the line stands, in words (R81).

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use lobby_domain::delivery::Outward;
use lobby_mail::line::Fault;

use crate::views::mail::{LineState, LineView, MailServer};

/// How both lines stand.
#[derive(Debug, Default)]
pub struct Standing(Mutex<Both>);

#[derive(Debug, Clone, Default)]
struct Both {
    imap: Line,
    smtp: Line,
    limit_reached: bool,
}

/// How one line stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Line {
    /// There is no mailbox.
    #[default]
    NoMailbox,
    /// It is being tried, or was not needed yet.
    Trying,
    /// The last thing that was asked of it worked.
    Up,
    /// It failed.
    Down(Fault, Option<DateTime<Utc>>),
}

impl Standing {
    fn hold(&self) -> MutexGuard<'_, Both> {
        // Only plain assignments happen under the lock, so a poisoned one holds a whole value.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers whether something has changed.
    pub(crate) fn set(&self, server: MailServer, line: Line) -> bool {
        let mut both = self.hold();
        let held = match server {
            MailServer::Imap => &mut both.imap,
            MailServer::Smtp => &mut both.smtp,
        };
        let changes = *held != line;
        if changes {
            line.log(server);
        }
        *held = line;
        changes
    }

    /// Answers whether something has changed.
    pub(crate) fn set_limit(&self, reached: bool) -> bool {
        let mut both = self.hold();
        std::mem::replace(&mut both.limit_reached, reached) != reached
    }

    /// R23: what keeps messages from going.
    pub(crate) fn outward(&self) -> Outward {
        let both = self.hold();
        match &both.smtp {
            Line::NoMailbox => Outward::NoMailbox,
            Line::Down(fault, _) if fault.fault.passes() => Outward::Line,
            Line::Down(..) => Outward::Settings,
            Line::Trying | Line::Up if both.limit_reached => Outward::Limit,
            Line::Trying | Line::Up => Outward::Open,
        }
    }

    /// R81: the line as the screen says it; the worse of the two.
    pub(crate) fn view(&self) -> LineView {
        let both = self.hold().clone();
        let mut worst = LineView {
            state: LineState::Online,
            server: None,
            step: None,
            fault: None,
            next_try: None,
        };
        for (server, line) in [(MailServer::Imap, &both.imap), (MailServer::Smtp, &both.smtp)] {
            let seen = line.view(server);
            if badness(seen.state) > badness(worst.state) {
                worst = seen;
            }
        }
        worst
    }
}

fn badness(state: LineState) -> u8 {
    match state {
        LineState::Online => 0,
        LineState::Connecting => 1,
        LineState::Offline => 2,
        LineState::Settings => 3,
        LineState::NoMailbox => 4,
    }
}

impl Line {
    /// Not in the server's own words, which may name somebody.
    fn log(&self, server: MailServer) {
        match self {
            Self::Down(fault, next_try) => {
                tracing::warn!(?server, step = ?fault.step, fault = ?fault.fault, ?next_try, "the line is down");
            }
            Self::NoMailbox | Self::Trying | Self::Up => tracing::info!(?server, line = ?self, "the line"),
        }
    }

    fn view(&self, server: MailServer) -> LineView {
        let plain = |state| LineView {
            state,
            server: None,
            step: None,
            fault: None,
            next_try: None,
        };
        match self {
            Self::NoMailbox => plain(LineState::NoMailbox),
            Self::Up => plain(LineState::Online),
            // The line that sends is tried when there is something to send.
            Self::Trying if server == MailServer::Smtp => plain(LineState::Online),
            Self::Trying => plain(LineState::Connecting),
            Self::Down(fault, next_try) => LineView {
                state: if fault.fault.passes() {
                    LineState::Offline
                } else {
                    LineState::Settings
                },
                server: Some(server),
                step: Some(fault.step),
                fault: Some(fault.fault.clone()),
                next_try: *next_try,
            },
        }
    }
}
