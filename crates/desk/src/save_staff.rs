//! Adding and changing staff members (R50).

use lobby_domain::{
    ids::StaffId,
    permission::{Need, keep_an_administrator},
    resident,
    staff::check_password,
};
use lobby_store::{
    StoreError, Write, group,
    staff::{self, NewStaff},
};

use crate::{
    change::Topic,
    desk::{Desk, record},
    fields::required,
    password,
    problem::{Field, FieldFault, Noun, Problem},
    views::settings::StaffForm,
};

impl Desk {
    /// R50: adds a staff member, or changes one. The last administrator stays one.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::Invalid`] with the field; [`Problem::LastAdministrator`];
    /// [`Problem::NotFound`].
    pub async fn save_staff(&self, form: StaffForm) -> Result<StaffId, Problem> {
        let me = self.guard(Need::Administration).await?;
        let name = required(&form.name, Field::Name)?;
        let email = resident::email(&form.email)
            .map_err(|_| Problem::invalid(Field::Email, FieldFault::Malformed))?;
        let hash = new_hash(&form).await?;
        let language = self.building().await?.language;
        let mut write = self.store.write().await?;
        if !group::all(&mut write)
            .await?
            .iter()
            .any(|group| group.id == form.group)
        {
            return Err(Problem::missing(Noun::Group));
        }
        let id = match (form.id, &hash) {
            (None, None) => return Err(Problem::invalid(Field::Password, FieldFault::Missing)),
            (None, Some(hash)) => {
                let new = NewStaff {
                    name,
                    email: &email,
                    group: form.group,
                    password_hash: hash,
                    recovery_hash: None,
                    language,
                };
                staff::insert(&mut write, &new, me.now).await.map_err(taken)?
            }
            (Some(id), hash) => {
                if !staff::update(&mut write, id, name, &email, form.group)
                    .await
                    .map_err(taken)?
                {
                    return Err(Problem::missing(Noun::Staff));
                }
                if let Some(hash) = hash {
                    staff::set_password(&mut write, id, hash).await?;
                }
                id
            }
        };
        keep_one(&mut write).await?;
        let action = if form.id.is_none() {
            "add_staff"
        } else {
            "change_staff"
        };
        let detail = if form.id.is_some() && hash.is_some() {
            "with a new password"
        } else {
            ""
        };
        record(&mut write, &me, action, ("staff", id.get()), detail).await?;
        self.commit(write, &[Topic::Staff, Topic::Stage, Topic::Conversations])
            .await?;
        Ok(id)
    }
}

/// The hash of the password in the form; none where an empty one keeps what there is.
async fn new_hash(form: &StaffForm) -> Result<Option<String>, Problem> {
    if form.password.is_empty() {
        return Ok(None);
    }
    check_password(&form.password)?;
    Ok(Some(password::hash(&form.password).await?))
}

fn taken(error: StoreError) -> Problem {
    if error.is_taken() {
        Problem::invalid(Field::Email, FieldFault::Taken)
    } else {
        error.into()
    }
}

/// R50: counts after the change and before the commit, so that no second change slips in between.
pub(crate) async fn keep_one(write: &mut Write) -> Result<(), Problem> {
    let administrators = staff::administrators(write).await?;
    keep_an_administrator(administrators).map_err(|_| Problem::LastAdministrator)
}
