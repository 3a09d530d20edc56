//! Whether and how a resident's message is told to whoever is at the desk (R70, R71).

use crate::ids::ConversationId;

/// R71: three or more within so many seconds become one.
pub const TOGETHER_SECONDS: u64 = 5;
/// R71: so many are told one by one.
const ALONE: u32 = 2;

/// Who is at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtDesk {
    /// Nobody is signed in, or the screen is locked.
    Nobody,
    /// Somebody, with the conversation that they read at this moment.
    Somebody {
        /// In a window in front of them; `None`: they read none.
        reads: Option<ConversationId>,
        /// Their own choice.
        wants: bool,
    },
}

/// What has been set for the building.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counter {
    /// Everybody can see the screen: names and words are hidden.
    pub is_public: bool,
    /// Minutes of the day between which nothing is told; the end may lie after midnight.
    pub quiet: Option<(u32, u32)>,
}

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tell {
    /// Who, about which event, and the first words.
    Everything,
    /// That somebody wrote, and not who.
    NoOne,
    /// Nothing.
    Nothing,
}

/// R70, R71: how much of a resident's message is told at this minute of the building's day.
#[must_use]
pub fn tell(of: ConversationId, at_desk: AtDesk, counter: Counter, minute: u32) -> Tell {
    if counter.quiet.is_some_and(|quiet| is_quiet(quiet, minute)) {
        return Tell::Nothing;
    }
    match at_desk {
        AtDesk::Nobody => Tell::NoOne,
        AtDesk::Somebody { wants: false, .. } => Tell::Nothing,
        AtDesk::Somebody {
            reads: Some(reads), ..
        } if reads == of => Tell::Nothing,
        AtDesk::Somebody { .. } if counter.is_public => Tell::NoOne,
        AtDesk::Somebody { .. } => Tell::Everything,
    }
}

fn is_quiet((from, until): (u32, u32), minute: u32) -> bool {
    if from <= until {
        (from..until).contains(&minute)
    } else {
        minute >= from || minute < until
    }
}

/// R71: whether the message that is the `number`th within five seconds is told alone; else it is told with the
/// others when the five seconds are over.
#[must_use]
pub fn is_told_alone(number: u32) -> bool {
    number <= ALONE
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: ConversationId = ConversationId::new(7);
    const OPEN: Counter = Counter {
        is_public: false,
        quiet: None,
    };

    fn somebody(reads: Option<ConversationId>) -> AtDesk {
        AtDesk::Somebody { reads, wants: true }
    }

    #[test]
    fn r70_none_for_what_is_read_at_that_moment() {
        assert_eq!(tell(ID, somebody(Some(ID)), OPEN, 600), Tell::Nothing);
        let other = Some(ConversationId::new(8));
        assert_eq!(tell(ID, somebody(other), OPEN, 600), Tell::Everything);
        assert_eq!(tell(ID, somebody(None), OPEN, 600), Tell::Everything);
    }

    #[test]
    fn r70_while_locked_it_names_no_one() {
        assert_eq!(tell(ID, AtDesk::Nobody, OPEN, 600), Tell::NoOne);
    }

    #[test]
    fn r71_a_public_counter_hides_names_and_words() {
        let public = Counter {
            is_public: true,
            ..OPEN
        };
        assert_eq!(tell(ID, somebody(None), public, 600), Tell::NoOne);
    }

    #[test]
    fn r71_quiet_hours_may_pass_midnight() {
        let night = Counter {
            quiet: Some((22 * 60, 7 * 60)),
            ..OPEN
        };
        for (minute, expected) in [
            (22 * 60, Tell::Nothing),
            (0, Tell::Nothing),
            (7 * 60 - 1, Tell::Nothing),
            (7 * 60, Tell::Everything),
        ] {
            assert_eq!(tell(ID, somebody(None), night, minute), expected, "{minute}");
        }
        let noon = Counter {
            quiet: Some((720, 780)),
            ..OPEN
        };
        assert_eq!(tell(ID, somebody(None), noon, 730), Tell::Nothing);
        assert_eq!(tell(ID, somebody(None), noon, 780), Tell::Everything);
    }

    #[test]
    fn r71_each_staff_member_chooses() {
        let silent = AtDesk::Somebody {
            reads: None,
            wants: false,
        };
        assert_eq!(tell(ID, silent, OPEN, 600), Tell::Nothing);
    }

    #[test]
    fn r71_three_or_more_become_one() {
        assert!(is_told_alone(1) && is_told_alone(2));
        assert!(!is_told_alone(3) && !is_told_alone(500));
    }
}
