//! Places at an event (R3).

/// How many places an event has and how many are taken by confirmed and checked-in parties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity {
    /// Places in all; `None` is an event without a limit.
    pub limit: Option<u32>,
    /// Places taken by confirmed and checked-in parties.
    pub taken: u32,
}

impl Capacity {
    /// Places left; `None` without a limit. Never negative: an import may have overbooked the event.
    #[must_use]
    pub fn left(self) -> Option<u32> {
        self.limit.map(|limit| limit.saturating_sub(self.taken))
    }

    /// R3: whether a party of `party` fits.
    ///
    /// # Errors
    /// [`NoRoom`] with the number of places left.
    pub fn admit(self, party: u32) -> Result<(), NoRoom> {
        match self.left() {
            Some(left) if party > left => Err(NoRoom { places_left: left }),
            _ => Ok(()),
        }
    }

    /// The same event with a party of `party` taken out of the count, as when it changes its size.
    #[must_use]
    pub fn without(self, party: u32) -> Self {
        Self {
            taken: self.taken.saturating_sub(party),
            ..self
        }
    }
}

/// The refusal of R3: a party is larger than what is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("only {places_left} places are left")]
pub struct NoRoom {
    /// Places left.
    pub places_left: u32,
}
