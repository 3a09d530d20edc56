//! The first screen of the day (R43).

use lobby_domain::{
    ids::EventId,
    permission::Need,
    waiting::{Fortnight, near},
    zone,
};
use lobby_store::{
    SqliteConnection, event, tally,
    today::{self, Attendance, Undelivered},
};

use crate::{
    conversation_view,
    desk::Desk,
    event_view::row_view,
    problem::Problem,
    session::Actor,
    views::today::{AnswerDay, AnswerTimes, TodayBookings, TodayEvent, TodayView, UndeliveredView},
};

/// Conversations that are shown; the list of all of them is one click away.
const WAITING: u32 = 10;
/// Events that are shown.
const EVENTS: usize = 20;
/// Events whose bookings are counted.
const COUNTED: u32 = 500;
/// Messages that did not arrive and are shown.
const UNDELIVERED: u32 = 3;

impl Desk {
    /// R43: what waits for an answer and since when, today's events with their bookings, what was not delivered, and
    /// how long first answers took. Those who see no bookings are told nothing of them (R22).
    ///
    /// # Errors
    /// [`Problem::Storage`].
    pub async fn today(&self) -> Result<TodayView, Problem> {
        let (me, mut db) = self.guard_reading(Need::SignedIn).await?;
        let counts = tally::get(&mut db, me.id).await?;
        let near = near(me.zone()?, me.now);
        let mut ids = today::waiting_near(&mut db, near, WAITING).await?;
        let room = WAITING.saturating_sub(u32::try_from(ids.len()).unwrap_or(WAITING));
        ids.extend(today::waiting_longest(&mut db, near, room).await?);
        let (events, more_events, bookings) = events(&mut db, &me).await?;
        Ok(TodayView {
            needs_reply: counts.needs_reply,
            waits_since: today::longest_wait(&mut db).await?,
            waiting: conversation_view::rows(&mut db, &me, &ids).await?,
            events,
            more_events,
            bookings,
            answers: answers(&mut db, &me).await?,
            not_delivered: counts.not_delivered,
            undelivered: undelivered(&mut db).await?,
        })
    }
}

/// Today's events, how many more there are, and the bookings of all of them.
async fn events(
    db: &mut SqliteConnection,
    me: &Actor,
) -> Result<(Vec<TodayEvent>, u32, Option<TodayBookings>), Problem> {
    let mut ids = today::events(db, zone::today(me.zone()?, me.now), COUNTED).await?;
    let attendance = today::attendance(db, &ids).await?;
    let bookings = me.may(Need::ViewBookings).then(|| TodayBookings {
        bookings: attendance.iter().map(|one| one.bookings).sum(),
        checked_in: attendance.iter().map(|one| one.checked_in).sum(),
    });
    let more = u32::try_from(ids.len().saturating_sub(EVENTS)).unwrap_or(u32::MAX);
    ids.truncate(EVENTS);
    let checked_in = |id: EventId| {
        let of = |one: &&Attendance| one.event == id && bookings.is_some();
        attendance.iter().find(of).map_or(0, |one| one.checked_in)
    };
    let shown = event::by_ids(db, &ids).await?.into_iter().map(|event| {
        let checked_in = checked_in(event.head.id);
        let row = row_view(event, me);
        TodayEvent {
            attending: row.attending,
            head: row.head,
            checked_in,
        }
    });
    Ok((shown.collect(), more, bookings))
}

async fn answers(db: &mut SqliteConnection, me: &Actor) -> Result<AnswerTimes, Problem> {
    let weeks = Fortnight::of(me.zone()?, me.now);
    let medians = weeks.medians(&today::answers(db, weeks.begins()).await?);
    let seconds = |took: chrono::TimeDelta| u32::try_from(took.num_seconds()).unwrap_or(u32::MAX);
    Ok(AnswerTimes {
        this_week: medians.this_week.map(seconds),
        last_week: medians.last_week.map(seconds),
        days: weeks
            .starts()
            .into_iter()
            .zip(medians.days)
            .map(|(starts, took)| AnswerDay {
                starts,
                took: took.map(seconds),
            })
            .collect(),
    })
}

async fn undelivered(db: &mut SqliteConnection) -> Result<Vec<UndeliveredView>, Problem> {
    let found = today::not_delivered(db, UNDELIVERED).await?;
    let view = |message: Undelivered| UndeliveredView {
        entry: message.entry,
        conversation: message.conversation,
        resident: message.resident,
        label: message.label,
        event: message.event,
        since: message.since,
        why: message.why,
    };
    Ok(found.into_iter().map(view).collect())
}
