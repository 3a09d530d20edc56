//! What is said of many measurements: the middle, the slow end, and how two of them compare.

use std::time::Duration;

/// The value that `share` of all values (0 to 1) do not exceed, by the nearest rank; nought of none.
pub fn percentile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a rank among a few thousand values"
    )]
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted
        .get(rank.saturating_sub(1))
        .or(sorted.last())
        .copied()
        .unwrap_or(0.0)
}

/// The value in the middle; between two, half of both.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    let at = |place: usize| sorted.get(place).copied().unwrap_or(0.0);
    if sorted.len().is_multiple_of(2) {
        f64::midpoint(at(half.saturating_sub(1)), at(half))
    } else {
        at(half)
    }
}

/// Milliseconds.
pub fn millis(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

/// What one side did, round by round, in milliseconds a call.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rounds(pub Vec<Vec<f64>>);

impl Rounds {
    /// The middle of all calls.
    pub fn p50(&self) -> f64 {
        median(&self.all())
    }

    /// What 19 of 20 calls do not exceed.
    pub fn p95(&self) -> f64 {
        percentile(&self.all(), 0.95)
    }

    fn all(&self) -> Vec<f64> {
        self.0.iter().flatten().copied().collect()
    }

    /// How many times longer this side takes than the other: round by round the middle of one over the middle
    /// of the other, and of these ratios the middle. What disturbs a whole round disturbs both sides of it.
    pub fn over(&self, other: &Self) -> f64 {
        let ratios: Vec<f64> = self
            .0
            .iter()
            .zip(&other.0)
            .map(|(mine, theirs)| median(mine) / median(theirs))
            .collect();
        median(&ratios)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_a_value_that_was_measured() {
        let values: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!(percentile(&values, 0.95), 95.0);
        assert_eq!(percentile(&values, 1.0), 100.0);
        assert_eq!(percentile(&[7.0], 0.95), 7.0);
        assert_eq!(percentile(&[1.0, 2.0], 0.95), 2.0);
        assert_eq!(percentile(&[], 0.95), 0.0);
    }

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), 2.5);
        assert_eq!(median(&[]), 0.0);
    }

    #[test]
    fn a_disturbed_round_does_not_move_the_ratio() {
        let one = Rounds(vec![vec![2.0, 2.0, 9.0], vec![20.0, 20.0], vec![2.2]]);
        let other = Rounds(vec![vec![1.0, 1.0, 1.0], vec![10.0, 10.0], vec![1.0]]);
        assert_eq!(one.over(&other), 2.0);
        // Neither does a round in which one side alone had bad luck.
        let unlucky = Rounds(vec![vec![2.0], vec![2.0], vec![90.0]]);
        let other = Rounds(vec![vec![1.0], vec![1.0], vec![1.0]]);
        assert_eq!(unlucky.over(&other), 2.0);
    }

    #[test]
    fn the_slow_end_is_of_all_rounds_together() {
        let rounds = Rounds(vec![vec![1.0; 19], vec![50.0]]);
        assert_eq!((rounds.p50(), rounds.p95()), (1.0, 1.0));
        let rounds = Rounds(vec![vec![1.0; 18], vec![50.0, 50.0]]);
        assert_eq!(rounds.p95(), 50.0);
    }
}
