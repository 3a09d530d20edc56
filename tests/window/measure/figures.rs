//! Many samples as the few numbers that are said of them.

use serde_json::{Value, json};

/// Samples of one kind, in milliseconds.
#[derive(Clone, Debug, Default)]
pub struct Series {
    values: Vec<f64>,
}

impl Series {
    /// One more.
    pub fn add(&mut self, value: f64) {
        self.values.push(value);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// The value that this share of them does not exceed, by the nearest rank: 0.95 of 60 is the 57th.
    pub fn at(&self, share: f64) -> f64 {
        let mut sorted = self.values.clone();
        sorted.sort_by(f64::total_cmp);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a count of samples, far below what a float holds exactly"
        )]
        let rank = (share * sorted.len() as f64).ceil().max(1.0) as usize;
        sorted.get(rank - 1).copied().unwrap_or(f64::NAN)
    }

    /// The share of them above `limit`.
    pub fn above(&self, limit: f64) -> f64 {
        let above = self.values.iter().filter(|value| **value > limit).count();
        #[expect(clippy::cast_precision_loss, reason = "a count of samples")]
        let share = above as f64 / self.values.len().max(1) as f64;
        share
    }

    /// For a program to read.
    pub fn as_json(&self) -> Value {
        json!({
            "samples": self.len(), "p50": self.at(0.5), "p95": self.at(0.95), "longest": self.at(1.0),
        })
    }
}

impl Extend<f64> for Series {
    fn extend<I: IntoIterator<Item = f64>>(&mut self, values: I) {
        self.values.extend(values);
    }
}
