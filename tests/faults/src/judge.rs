//! Whether what is found is what must be there.

use std::collections::{BTreeMap, HashSet};

use lobby_desk::problem::Problem;

use crate::{load::Found, protocol::Line, state::State, step::Step};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// What was confirmed and, with `more`, also the step that was under way.
    Whole {
        /// Whether more was there than the least that had to be.
        more: bool,
    },
    /// A whole state from before: something confirmed is gone.
    Lost(String),
    /// No state that there ever was.
    Torn(String),
    /// SQLite or the schema's own copies say that the file is damaged.
    Damaged(String),
    /// The desk could not be opened again.
    Shut(String),
}

impl Verdict {
    /// Whether nothing is wrong.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        matches!(self, Self::Whole { .. })
    }
}

/// What a folder may hold after the lines that a worker said, beginning from what it held before.
#[derive(Debug, Clone)]
pub struct Expected {
    /// Every state that it may be in; the first is the least: nothing but what was confirmed.
    pub allowed: Vec<State>,
    /// The digest of every whole state that it was in before: to find one of them is a loss.
    pub earlier: HashSet<u64>,
    /// What it may be in as well, as long as the step that was tried is not answered.
    under_way: Vec<State>,
    trying: Option<(i64, Step)>,
    /// How many steps were confirmed.
    pub confirmed: usize,
    /// What does not fit among the lines themselves: a confirmation that the rules do not allow, a refusal
    /// that they do not ask for, a wrong id.
    pub misfits: Vec<String>,
    /// The failures of the store that the worker was told of.
    pub failures: Vec<Problem>,
}

impl Expected {
    /// A folder in this state, before anything is said.
    #[must_use]
    pub fn from(start: State) -> Self {
        Self {
            allowed: vec![start],
            earlier: HashSet::new(),
            under_way: Vec::new(),
            trying: None,
            confirmed: 0,
            misfits: Vec::new(),
            failures: Vec::new(),
        }
    }

    /// Follows what a worker said, line by line.
    #[must_use]
    pub fn following(mut self, lines: &[Line]) -> Self {
        for line in lines {
            self.follow(line);
        }
        self
    }

    /// Follows one line.
    pub fn follow(&mut self, line: &Line) {
        match line {
            Line::Try { me, step } => {
                self.under_way = self.perhaps(*me, step);
                self.trying = Some((*me, step.clone()));
            }
            Line::Done { id } => {
                if let Some((me, step)) = self.trying.take() {
                    self.confirm(me, &step, *id);
                }
                self.under_way.clear();
            }
            Line::Refused { problem } => {
                if let Some((me, step)) = self.trying.take() {
                    self.refuse(me, &step, problem);
                }
                self.under_way.clear();
            }
            _ => {}
        }
    }

    /// Whether a step was tried and not answered.
    #[must_use]
    pub const fn is_pending(&self) -> bool {
        self.trying.is_some()
    }

    fn confirm(&mut self, me: i64, step: &Step, id: Option<i64>) {
        let next: Vec<State> = self
            .allowed
            .iter()
            .filter_map(|state| state.after(me, step))
            .filter(|state| id.is_none_or(|id| given(state, step) == Some(id)))
            .collect();
        if next.is_empty() {
            self.misfits
                .push(format!("{step:?} was confirmed with {id:?}, which cannot be"));
            return;
        }
        self.confirmed += 1;
        self.earlier.extend(self.allowed.iter().map(State::digest));
        self.allowed = next;
    }

    fn refuse(&mut self, me: i64, step: &Step, problem: &Problem) {
        if matches!(problem, Problem::Storage { .. }) {
            self.failures.push(problem.clone());
            self.allowed.append(&mut self.under_way);
        } else if self.allowed.iter().all(|state| state.after(me, step).is_some()) {
            self.misfits.push(format!(
                "{step:?} was refused as {problem:?}, which the rules do not ask for"
            ));
        }
    }

    /// What else there may be while a step is under way: it is whole or not at all, nobody knows which.
    fn perhaps(&self, me: i64, step: &Step) -> Vec<State> {
        self.allowed
            .iter()
            .filter_map(|state| state.after(me, step))
            .filter(|state| !self.allowed.contains(state))
            .collect()
    }

    /// Judges what was found.
    #[must_use]
    pub fn judge(&self, found: &Found) -> Verdict {
        if !found.faults.is_empty() {
            return Verdict::Damaged(found.faults.join("\n"));
        }
        let may_be = || self.allowed.iter().chain(&self.under_way);
        if let Some(place) = may_be().position(|state| *state == found.state) {
            return Verdict::Whole { more: place > 0 };
        }
        let nearest = may_be()
            .map(|state| state.differences(&found.state))
            .min_by_key(Vec::len)
            .unwrap_or_default();
        let words = format!("{}{}", twice(may_be(), &found.state), nearest.join("\n"));
        if self.earlier.contains(&found.state.digest()) {
            Verdict::Lost(words)
        } else {
            Verdict::Torn(words)
        }
    }
}

/// The id that the desk must have given for a step, as the state after it shows.
fn given(state: &State, step: &Step) -> Option<i64> {
    use Step as S;
    match step {
        S::Send { .. } | S::Note { .. } | S::Said { .. } => state.entries.keys().next_back().copied(),
        S::Start { booking, .. } => state.conversation_of(*booking),
        S::Book { .. } => state.bookings.keys().next_back().copied(),
        S::Resident { id: Some(id), .. } => Some(*id),
        S::Resident { id: None, .. } => state.residents.keys().next_back().copied(),
        _ => None,
    }
}

/// Says first what would hurt most: the same words twice.
fn twice<'a>(allowed: impl Iterator<Item = &'a State>, found: &State) -> String {
    let count = |state: &State| {
        let mut texts: BTreeMap<String, usize> = BTreeMap::new();
        for entry in state.entries.values().filter(|entry| !entry.text.is_empty()) {
            *texts.entry(entry.text.clone()).or_default() += 1;
        }
        texts
    };
    let wanted: Vec<_> = allowed.map(count).collect();
    count(found)
        .into_iter()
        .filter(|(text, times)| {
            *times > 1
                && wanted
                    .iter()
                    .all(|texts| texts.get(text).is_none_or(|had| had < times))
        })
        .map(|(text, times)| format!("{times} times: {text}\n"))
        .collect()
}

#[cfg(test)]
#[path = "judge_tests.rs"]
mod tests;
