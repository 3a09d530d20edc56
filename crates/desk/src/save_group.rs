//! Adding and changing permission groups (R50).

use lobby_domain::{ids::GroupId, permission::Need};
use lobby_store::{StoreError, group};

use crate::{
    change::Topic,
    desk::{Desk, record},
    fields::required,
    problem::{Field, FieldFault, Noun, Problem},
    save_staff::keep_one,
    views::settings::GroupForm,
};

impl Desk {
    /// R50: adds a permission group, or changes one, at once for everybody in it.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::Invalid`] with the field; [`Problem::LastAdministrator`];
    /// [`Problem::NotFound`].
    pub async fn save_group(&self, form: GroupForm) -> Result<GroupId, Problem> {
        let me = self.guard(Need::Administration).await?;
        let name = required(&form.name, Field::Name)?;
        let mut write = self.store.write().await?;
        let id = match form.id {
            None => group::insert(&mut write, name, form.permissions)
                .await
                .map_err(taken)?,
            Some(id) => {
                if !group::update(&mut write, id, name, form.permissions)
                    .await
                    .map_err(taken)?
                {
                    return Err(Problem::missing(Noun::Group));
                }
                id
            }
        };
        keep_one(&mut write).await?;
        let action = if form.id.is_none() {
            "add_group"
        } else {
            "change_group"
        };
        record(&mut write, &me, action, ("group", id.get()), name).await?;
        // What everybody is offered follows from their group.
        let all = [
            Topic::Staff,
            Topic::Stage,
            Topic::Residents,
            Topic::Events,
            Topic::Bookings,
            Topic::Conversations,
        ];
        self.commit(write, &all).await?;
        Ok(id)
    }
}

fn taken(error: StoreError) -> Problem {
    if error.is_taken() {
        Problem::invalid(Field::Name, FieldFault::Taken)
    } else {
        error.into()
    }
}
