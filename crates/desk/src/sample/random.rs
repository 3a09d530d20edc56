//! Numbers that look like chance and are the same each time, so that a sample can be described, tested and
//! reported on: SplitMix64 (Steele, Lea, Flood 2014).

/// A source of such numbers.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 where there is none. The bias of the remainder is far below what a sample shows.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        u32::try_from(self.next() % u64::from(end.max(1))).unwrap_or(0)
    }

    /// A number from `least` to `most`, both included.
    pub(crate) fn between(&mut self, least: u32, most: u32) -> u32 {
        least + self.below(most.saturating_sub(least) + 1)
    }

    /// Whether something happens that happens `percent` times in a hundred.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of `all`; `None` only of nothing.
    pub(crate) fn one<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let at = self.below(u32::try_from(all.len()).unwrap_or(u32::MAX));
        all.get(usize::try_from(at).unwrap_or(0))
    }

    /// One of the texts; empty only of none.
    pub(crate) fn text(&mut self, all: &[&'static str]) -> &'static str {
        self.one(all).copied().unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_each_time_and_within_bounds() {
        let (mut one, mut other) = (Random::new(7), Random::new(7));
        let numbers: Vec<u32> = (0..1000).map(|_| one.between(3, 9)).collect();
        assert_eq!(
            numbers,
            (0..1000).map(|_| other.between(3, 9)).collect::<Vec<_>>()
        );
        assert!((3..=9).all(|number| numbers.contains(&number)));
        assert!(numbers.iter().all(|number| (3..=9).contains(number)));
        assert_eq!(Random::new(1).one::<u8>(&[]), None);
    }

    #[test]
    fn the_numbers_are_those_of_the_published_algorithm() {
        // The first number of the reference implementation for the seed 1234567.
        assert_eq!(Random::new(1_234_567).next(), 6_457_827_717_110_365_317);
    }
}
