//! Writing a resident down by hand, or changing them (R8).

use lobby_domain::{
    ids::ResidentId,
    permission::Need,
    resident::{NotAnAddress, email},
};
use lobby_store::{
    crash,
    resident::{self, Fields},
};

use crate::{
    change::Topic,
    desk::{Desk, record},
    fields::{optional, required},
    problem::{Field, FieldFault, Noun, Problem},
    views::resident::ResidentForm,
};

impl Desk {
    /// R8, R15: adds a resident, or changes one; an email address may be left out, and added later.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::Invalid`] with the field; [`Problem::NotFound`].
    pub async fn save_resident(&self, form: ResidentForm) -> Result<ResidentId, Problem> {
        let me = self.guard(Need::ManageResidents).await?;
        let address = address(&form.email)?;
        let fields = Fields {
            name: required(&form.name, Field::Name)?,
            suite: optional(&form.suite)?,
            email: &address,
            phone: optional(&form.phone)?,
            language: form.language,
            notes: optional(&form.notes)?,
        };
        let mut write = self.store.write().await?;
        let id = match form.id {
            None => resident::insert(&mut write, &fields, me.now).await?,
            Some(id) if resident::update(&mut write, id, &fields).await? => id,
            Some(_) => return Err(Problem::missing(Noun::Resident)),
        };
        crash::point("after_resident");
        let action = if form.id.is_none() {
            "add_resident"
        } else {
            "change_resident"
        };
        record(&mut write, &me, action, ("resident", id.get()), fields.name).await?;
        self.commit(write, &[Topic::Residents, Topic::Bookings, Topic::Conversations])
            .await?;
        Ok(id)
    }
}

fn address(typed: &str) -> Result<String, Problem> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    email(typed).map_err(|NotAnAddress| Problem::invalid(Field::Email, FieldFault::Malformed))
}
