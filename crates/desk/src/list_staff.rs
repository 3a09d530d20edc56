//! Staff and permission groups.

use lobby_domain::permission::Need;
use lobby_store::{group, staff};

use crate::{
    desk::Desk,
    problem::Problem,
    views::settings::{GroupView, StaffPage, StaffView},
};

impl Desk {
    /// R50: the staff and the permission groups.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::Storage`].
    pub async fn list_staff(&self) -> Result<StaffPage, Problem> {
        let (_, mut db) = self.guard_reading(Need::Administration).await?;
        let people = staff::all(&mut db).await?;
        let administrators = people
            .iter()
            .filter(|person| person.permissions.administration)
            .count();
        let staff = people.into_iter().map(|person| StaffView {
            id: person.id,
            name: person.name,
            email: person.email,
            group: person.group,
            last_administrator: person.permissions.administration && administrators == 1,
        });
        let groups = group::all(&mut db).await?.into_iter().map(|group| GroupView {
            id: group.id,
            name: group.name,
            permissions: group.permissions,
            members: group.members,
        });
        Ok(StaffPage {
            staff: staff.collect(),
            groups: groups.collect(),
        })
    }
}
