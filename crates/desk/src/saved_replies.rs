//! Saved replies: writing them down, and offering them filled (R30).

use lobby_domain::{
    ids::SavedReplyId,
    permission::Need,
    resident::Language,
    saved_reply::{Values, fill, text_for},
    text::{LONGEST_TEXT, WordsFault},
};
use lobby_store::{
    SqliteConnection,
    saved_reply::{self, Ground, SavedReply},
};

use crate::{
    change::Topic,
    date_words::{day_in_words, in_words},
    desk::{Desk, record},
    fields::required,
    problem::{Field, Noun, Problem},
    session::Actor,
    views::saved_reply::{OfferedReply, ReplyPlace, SavedReplyForm, SavedReplyView},
};

impl Desk {
    /// R30: everybody's saved replies and this person's own, by name.
    ///
    /// # Errors
    /// [`Problem::Storage`].
    pub async fn list_saved_replies(&self) -> Result<Vec<SavedReplyView>, Problem> {
        let (me, mut db) = self.guard_reading(Need::SignedIn).await?;
        let all = saved_reply::of(&mut db, me.id).await?;
        Ok(all.into_iter().map(|reply| view(reply, &me)).collect())
    }

    /// R30: the same, filled for the resident of a conversation or a booking. Those who see no bookings are told no
    /// more of one than its event (R22): what else a placeholder stands for lacks then.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`] for a booking without *View event bookings*; [`Problem::NotFound`].
    pub async fn offer_saved_replies(&self, place: ReplyPlace) -> Result<Vec<OfferedReply>, Problem> {
        let need = match place {
            ReplyPlace::Conversation { .. } => Need::SignedIn,
            ReplyPlace::Booking { .. } => Need::ViewBookings,
        };
        let (me, mut db) = self.guard_reading(need).await?;
        let ground = match place {
            ReplyPlace::Conversation { id } => saved_reply::ground_of_conversation(&mut db, id)
                .await?
                .ok_or(Problem::missing(Noun::Conversation))?,
            ReplyPlace::Booking { id } => saved_reply::ground_of_booking(&mut db, id)
                .await?
                .ok_or(Problem::missing(Noun::Booking))?,
        };
        let all = saved_reply::of(&mut db, me.id).await?;
        let values = [
            values(&me, &ground, Language::En)?,
            values(&me, &ground, Language::Fr)?,
        ];
        Ok(all
            .into_iter()
            .map(|reply| offered(reply, &ground, &values))
            .collect())
    }

    /// R30: adds a saved reply, or changes one. Those for everybody are the administrators'.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::Invalid`] with the field; [`Problem::Words`]; [`Problem::NotFound`].
    pub async fn save_saved_reply(&self, form: SavedReplyForm) -> Result<SavedReplyId, Problem> {
        let (me, mut write) = self.guard_writing(Need::SignedIn).await?;
        let mut reply = SavedReply {
            id: form.id.unwrap_or(SavedReplyId::new(0)),
            of: (!form.shared).then_some(me.id),
            name: required(&form.name, Field::Name)?.to_owned(),
            english: text(&form.english)?,
            french: text(&form.french)?,
        };
        if reply.english.is_empty() && reply.french.is_empty() {
            return Err(Problem::Words {
                fault: WordsFault::Empty,
            });
        }
        may_change(&me, form.shared)?;
        match form.id {
            None => reply.id = saved_reply::insert(&mut write, &reply).await?,
            Some(id) => {
                let before = known(&mut write, &me, id).await?;
                may_change(&me, before.of.is_none())?;
                saved_reply::update(&mut write, &reply).await?;
            }
        }
        let action = if form.id.is_none() {
            "add_saved_reply"
        } else {
            "change_saved_reply"
        };
        record(
            &mut write,
            &me,
            action,
            ("saved_reply", reply.id.get()),
            &reply.name,
        )
        .await?;
        self.commit(write, &[Topic::SavedReplies]).await?;
        Ok(reply.id)
    }

    /// R30: removes a saved reply; what was written with it stays.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`] for everybody's without *Administration*; [`Problem::NotFound`].
    pub async fn remove_saved_reply(&self, id: SavedReplyId) -> Result<(), Problem> {
        let (me, mut write) = self.guard_writing(Need::SignedIn).await?;
        let reply = known(&mut write, &me, id).await?;
        may_change(&me, reply.of.is_none())?;
        saved_reply::remove(&mut write, id).await?;
        record(
            &mut write,
            &me,
            "remove_saved_reply",
            ("saved_reply", id.get()),
            &reply.name,
        )
        .await?;
        self.commit(write, &[Topic::SavedReplies]).await
    }
}

/// One that this person may use: a colleague's own is as if it were not there.
async fn known(db: &mut SqliteConnection, me: &Actor, id: SavedReplyId) -> Result<SavedReply, Problem> {
    let all = saved_reply::of(db, me.id).await?;
    all.into_iter()
        .find(|reply| reply.id == id)
        .ok_or(Problem::missing(Noun::SavedReply))
}

fn may_change(me: &Actor, shared: bool) -> Result<(), Problem> {
    if shared && !me.may(Need::Administration) {
        return Err(Problem::NotAllowed {
            need: Need::Administration,
        });
    }
    Ok(())
}

fn text(typed: &str) -> Result<String, Problem> {
    if typed.chars().count() > LONGEST_TEXT {
        return Err(Problem::Words {
            fault: WordsFault::TooLong,
        });
    }
    Ok(typed.replace("\r\n", "\n").trim().to_owned())
}

fn view(reply: SavedReply, me: &Actor) -> SavedReplyView {
    SavedReplyView {
        id: reply.id,
        shared: reply.of.is_none(),
        may_change: may_change(me, reply.of.is_none()).is_ok(),
        name: reply.name,
        english: reply.english,
        french: reply.french,
    }
}

fn values(me: &Actor, ground: &Ground, language: Language) -> Result<Values, Problem> {
    let mut values = Values {
        resident: Some(ground.resident.clone()),
        ..Values::default()
    };
    let Some((title, starts_at, all_day, place)) = &ground.event else {
        return Ok(values);
    };
    values.event = Some(title.clone());
    if me.may(Need::ViewBookings) {
        let local = starts_at.with_timezone(&me.zone()?);
        let words = if *all_day { day_in_words } else { in_words };
        values.time = Some(words(local, language));
        values.place = Some(place.clone());
        values.amount = ground.amount.as_ref().map(|amount| amount.in_words(language));
    }
    Ok(values)
}

fn offered(reply: SavedReply, ground: &Ground, [english, french]: &[Values; 2]) -> OfferedReply {
    let (text, language) = text_for(&reply.english, &reply.french, ground.language);
    let values = match language {
        Language::En => english,
        Language::Fr => french,
    };
    let filled = fill(text, values);
    OfferedReply {
        id: reply.id,
        name: reply.name,
        text: filled.text,
        language,
        lacking: filled.lacking,
    }
}
