//! What is to be done about the residents of a file (R7).

use lobby_domain::{ids::ResidentId, resident::fold};
use lobby_import::{Reading, ResidentLine};
use lobby_store::{
    code,
    import::{Resident, Said, Subject},
};

use super::{
    fingerprint::Fingerprint,
    plan::{Known, Plan, Rules, Spoilt, Verdict},
    recognise::{Match, resident_called},
};

/// The ids of the file's residents; new ones are given the next.
pub(super) fn ids(matches: &[Match], known: &Known) -> Vec<ResidentId> {
    let mut next = known.last.resident;
    let id = |found: &Match| match found.index().and_then(|at| known.residents.get(at)) {
        Some(known) => known.id,
        None => {
            next += 1;
            ResidentId::new(next)
        }
    };
    matches.iter().map(id).collect()
}

/// Decides about every resident of the file, and finds who is missing from a list of residents.
pub(super) fn plan(
    plan: &mut Plan,
    reading: &Reading,
    known: &Known,
    (matches, ids, spoilt): (&[Match], &[ResidentId], &Spoilt),
    rules: Rules,
) {
    let said = known.said_of(Subject::Resident);
    // Only a list of residents tells who lives here: a booking may be an old one.
    let list = reading.events.is_empty() && reading.bookings.is_empty();
    let lines = reading.residents.iter().zip(matches).zip(ids).enumerate();
    for (at, ((line, found), id)) in lines {
        if spoilt.resident(at, line.line) {
            continue;
        }
        let fingerprint = fingerprint(line);
        let unchanged = said.get(&(id.get(), 0)) == Some(&fingerprint);
        let before = found.index().and_then(|at| known.residents.get(at));
        let verdict = match (before, found) {
            (Some(_), Match::Again(_)) => Verdict::Unchanged,
            (Some(_), _) if unchanged => Verdict::Unchanged,
            (Some(before), _) => {
                let after = changed(before, line, list);
                if after == *before {
                    Verdict::Unchanged
                } else {
                    plan.changed_residents.push(after);
                    Verdict::Changed
                }
            }
            (None, _) => {
                plan.new_residents.push(new(line, *id, rules));
                Verdict::Added
            }
        };
        plan.decide(Subject::Resident, line.line, verdict, id.get());
        if !unchanged && !matches!(found, Match::Again(_)) {
            let said_as = Some(resident_called(line));
            plan.said.push(Said {
                subject: Subject::Resident,
                id: id.get(),
                resident: 0,
                said_as,
                fingerprint,
            });
        }
    }
    if list && !reading.residents.is_empty() {
        plan.missing = missing(matches, known);
    }
}

/// Who lives here and is in no line, by suite and name.
fn missing(matches: &[Match], known: &Known) -> Vec<usize> {
    let listed: std::collections::HashSet<usize> = matches.iter().filter_map(|found| found.index()).collect();
    let residents = known.residents.iter().enumerate();
    let mut missing: Vec<_> = residents
        .filter(|(at, resident)| !resident.moved_out && !listed.contains(at))
        .collect();
    missing.sort_by_key(|(_, resident)| (&resident.suite, &resident.name_folded, resident.id));
    missing.into_iter().map(|(at, _)| at).collect()
}

fn new(line: &ResidentLine, id: ResidentId, rules: Rules) -> Resident {
    Resident {
        id,
        key: line.key.clone(),
        name: line.name.clone(),
        name_folded: fold(&line.name),
        suite: line.suite.clone().unwrap_or_default(),
        email: line.email.clone().unwrap_or_default(),
        phone: line.phone.clone().unwrap_or_default(),
        language: line.language.unwrap_or(rules.language),
        notes: line.notes.clone().unwrap_or_default(),
        moved_out: false,
    }
}

/// The resident as the file says; what it does not say stays. The key of another system stays too.
fn changed(before: &Resident, line: &ResidentLine, list: bool) -> Resident {
    let said = |said: &Option<String>, before: &String| said.as_ref().unwrap_or(before).clone();
    // What a booker typed in capitals that day does not change how the name is written.
    let same_name = !list && fold(&line.name) == before.name_folded;
    let name = if same_name { &before.name } else { &line.name };
    Resident {
        id: before.id,
        key: before.key.clone().or_else(|| line.key.clone()),
        name: name.clone(),
        name_folded: fold(name),
        suite: said(&line.suite, &before.suite),
        // Case does not make another address.
        email: match &line.email {
            Some(email) if !email.eq_ignore_ascii_case(&before.email) => email.clone(),
            _ => before.email.clone(),
        },
        phone: said(&line.phone, &before.phone),
        language: line.language.unwrap_or(before.language),
        notes: said(&line.notes, &before.notes),
        moved_out: before.moved_out && !list,
    }
}

/// Everything that the file says of a resident.
fn fingerprint(line: &ResidentLine) -> u128 {
    Fingerprint::new("resident")
        .maybe(line.key.as_deref())
        .text(&line.name)
        .maybe(line.suite.as_deref())
        .maybe(line.email.as_deref())
        .maybe(line.phone.as_deref())
        .maybe(line.language.as_ref().map(code::text).as_deref())
        .maybe(line.notes.as_deref())
        .get()
}
