//! A resident's message as a notification (R70, R71).

use chrono::Timelike as _;
use lobby_domain::{
    ids::ConversationId,
    notification::{AtDesk, Tell, tell},
    permission::Need,
    resident::Language,
    zone::zone,
};
use lobby_store::{building, notification};

use super::Arrived;
use crate::{
    Desk,
    desk::record,
    problem::{Field, FieldFault, Problem},
    views::mail::NotificationSettings,
};

/// What a notification says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Which conversation a click opens.
    pub conversation: ConversationId,
    /// Its title.
    pub title: String,
    /// Its words.
    pub body: String,
    /// With a sound.
    pub sound: bool,
    /// The language of whoever reads it.
    pub language: Language,
}

impl Desk {
    /// R70: what is told of a message that has just arrived; `None` where nothing is.
    ///
    /// # Errors
    /// [`Problem::Storage`].
    pub async fn notice(&self, arrived: &Arrived) -> Result<Option<Notice>, Problem> {
        let me = self.guard(Need::SignedIn).await.ok();
        let mut db = self.store.read().await?;
        let Some(building) = building::get(&mut db).await? else {
            return Ok(None);
        };
        let counter = notification::counter(&mut db).await?;
        let choice = match &me {
            Some(me) => notification::choice(&mut db, me.id).await?,
            None => None,
        };
        drop(db);
        let (wants, sound, language) = choice.unwrap_or((true, true, building.language));
        let at_desk = match me {
            None => AtDesk::Nobody,
            Some(_) => AtDesk::Somebody {
                reads: self.mail.reads(),
                wants,
            },
        };
        let minute = zone(&building.time_zone).map_or(0, |zone| {
            let local = self.now().with_timezone(&zone);
            local.hour() * 60 + local.minute()
        });
        let (title, body) = match tell(arrived.conversation, at_desk, counter, minute) {
            Tell::Nothing => return Ok(None),
            Tell::NoOne => (building.name, somebody_wrote(language).to_owned()),
            Tell::Everything => (
                match &arrived.event {
                    Some(event) => format!("{} · {event}", arrived.resident),
                    None => arrived.resident.clone(),
                },
                arrived.words.clone(),
            ),
        };
        Ok(Some(Notice {
            conversation: arrived.conversation,
            title,
            body,
            sound,
            language,
        }))
    }

    /// R70: which conversation the person reads at this moment, in a window in front of them.
    ///
    /// # Errors
    /// [`Problem::NotSignedIn`], [`Problem::Locked`].
    pub async fn now_reading(&self, conversation: Option<ConversationId>) -> Result<(), Problem> {
        self.guard(Need::SignedIn).await?;
        self.mail.set_reading(conversation);
        Ok(())
    }

    /// R71: what is set about notifications.
    ///
    /// # Errors
    /// [`Problem::NotSignedIn`], [`Problem::Locked`].
    pub async fn notification_settings(&self) -> Result<NotificationSettings, Problem> {
        let (me, mut db) = self.guard_reading(Need::SignedIn).await?;
        let counter = notification::counter(&mut db).await?;
        let choice = notification::choice(&mut db, me.id).await?;
        let (notifies, sound, _) = choice.unwrap_or((true, true, Language::En));
        Ok(NotificationSettings {
            notifies,
            sound,
            public_counter: counter.is_public,
            quiet_from: counter.quiet.map(|quiet| quiet.0),
            quiet_until: counter.quiet.map(|quiet| quiet.1),
        })
    }

    /// R71: each staff member sets their own; what holds for the counter is the administrator's.
    ///
    /// # Errors
    /// [`Problem::Invalid`] for a time that is none.
    pub async fn save_notification_settings(&self, new: NotificationSettings) -> Result<(), Problem> {
        let me = self.guard(Need::SignedIn).await?;
        let quiet = new.quiet_from.zip(new.quiet_until);
        if quiet.is_some_and(|(from, until)| from >= 1440 || until >= 1440 || from == until) {
            return Err(Problem::invalid(Field::Times, FieldFault::Malformed));
        }
        let mut write = self.store.write().await?;
        notification::set_choice(&mut write, me.id, (new.notifies, new.sound)).await?;
        if me.may(Need::Administration) {
            let counter = lobby_domain::notification::Counter {
                is_public: new.public_counter,
                quiet,
            };
            notification::set_counter(&mut write, counter).await?;
            record(&mut write, &me, "save_notifications", ("building", 1), "").await?;
        }
        self.commit(write, &[crate::change::Topic::Building]).await
    }
}

/// What stands for a message of which no more may be told.
fn somebody_wrote(language: Language) -> &'static str {
    match language {
        Language::En => "A resident has written.",
        Language::Fr => "Un résident a écrit.",
    }
}

/// R71: what stands for several messages.
#[must_use]
pub fn several(count: u32, language: Language) -> String {
    match language {
        Language::En => format!("{count} new messages from residents"),
        Language::Fr => format!("{count} nouveaux messages de résidents"),
    }
}
