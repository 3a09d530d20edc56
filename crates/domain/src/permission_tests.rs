//! R11, R20, R50: what a permission group gives.

use proptest::prelude::*;

use super::*;

fn permissions() -> impl Strategy<Value = Permissions> {
    use AnnouncementsLevel as A;
    use BookingsLevel as B;
    use ResidentsLevel as R;
    (
        proptest::sample::select(vec![B::None, B::View, B::Manage]),
        proptest::sample::select(vec![R::View, R::Manage]),
        proptest::sample::select(vec![A::None, A::Send]),
        any::<bool>(),
    )
        .prop_map(
            |(event_bookings, residents, announcements, administration)| Permissions {
                event_bookings,
                residents,
                announcements,
                administration,
            },
        )
}

#[test]
fn r11_starting_needs_manage_event_bookings() {
    let with = |event_bookings| Permissions {
        event_bookings,
        ..Permissions::START
    };
    assert!(with(BookingsLevel::Manage).allow(Need::ManageBookings));
    assert!(!with(BookingsLevel::View).allow(Need::ManageBookings));
    assert!(!with(BookingsLevel::None).allow(Need::ManageBookings));
}

#[test]
fn r11_being_an_administrator_is_not_enough() {
    let administrator = Permissions {
        administration: true,
        ..Permissions::START
    };
    assert!(!administrator.allow(Need::ManageBookings));
}

#[test]
fn r22_below_view_bookings_are_not_shown() {
    let none = Permissions {
        event_bookings: BookingsLevel::None,
        ..Permissions::ALL
    };
    assert!(!none.allow(Need::ViewBookings));
    assert!(Permissions::START.allow(Need::ViewBookings));
}

#[test]
fn r50_groups_start_at_view() {
    let view = Permissions {
        event_bookings: BookingsLevel::View,
        residents: ResidentsLevel::View,
        announcements: AnnouncementsLevel::None,
        administration: false,
    };
    assert_eq!(Permissions::START, view);
    assert!(!view.allow(Need::ManageBookings) && !view.allow(Need::ManageResidents));
    assert!(!view.allow(Need::Administration));
}

#[test]
fn r50_the_last_administrator_stays() {
    assert_eq!(keep_an_administrator(0), Err(LastAdministrator));
    assert_eq!(keep_an_administrator(1), Ok(()));
}

proptest! {
    /// R20: whoever can sign in may read, reply, close and reopen.
    #[test]
    fn r20_every_group_may_converse(permissions in permissions()) {
        prop_assert!(permissions.allow(Need::SignedIn));
    }

    /// R50: a level never gives more by being lower.
    #[test]
    fn r50_levels_are_ordered(permissions in permissions()) {
        prop_assert!(!permissions.allow(Need::ManageBookings) || permissions.allow(Need::ViewBookings));
    }
}
