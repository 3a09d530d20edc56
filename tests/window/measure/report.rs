//! The figures in words, for a program, and against their limits.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::figures::Series;
use crate::machine::Memory;
use crate::page;
use crate::script::Measured;

/// A click is painted within this, at the 95th percentile, in milliseconds.
const PAINTED: f64 = 50.0;
/// A frame above this is late, in milliseconds.
const LATE: f64 = 20.0;
/// At most this share of the frames is late.
const LATE_SHARE: f64 = 0.05;
/// No gap between two ticks is longer, in milliseconds.
const GAP: f64 = 50.0;
/// The program takes at most this above an empty window, in MB.
const ABOVE_EMPTY: f64 = 60.0;
/// The screens that are judged; the other long threads stand beside the longest.
const JUDGED: [&str; 4] = [
    "bookings list",
    "side panel",
    "conversations list",
    "longest thread",
];

/// The phases whose ticks are told and not judged: while the page is loaded anew, and while the driver looks
/// for things in it with scripts of its own.
const OTHERS: [&str; 2] = ["opening", page::DRIVER];

fn intervals(tenths: &[f64]) -> Series {
    let mut series = Series::default();
    series.extend(tenths.iter().map(|tenth| tenth / 10.0));
    series
}

fn two_frames(measured: &Measured) -> Series {
    let mut series = Series::default();
    series.extend(measured.idle.two.iter().copied());
    series
}

/// The longest gap between two ticks, and in which phase.
fn longest_gap(measured: &Measured) -> (f64, String) {
    let phases = measured.ticks.as_object().into_iter().flatten();
    phases
        .filter(|(name, _)| !OTHERS.contains(&name.as_str()))
        .map(|(name, of)| (of["longest_ms"].as_f64().unwrap_or(f64::NAN), name.clone()))
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .unwrap_or((f64::NAN, String::new()))
}

fn above_empty(measured: &Measured) -> f64 {
    let [empty, _, after] = &measured.memory;
    after.share() - empty.share()
}

/// What is missing, or above its limit. With `quick` only what is missing.
pub fn faults(measured: &Measured, quick: bool) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, screen) in &measured.screens {
        if screen.painted.len() == 0 {
            faults.push(format!("{name}: no click was measured"));
        }
        let p95 = screen.painted.at(0.95);
        if !quick && JUDGED.contains(name) && (p95.is_nan() || p95 > PAINTED) {
            faults.push(format!(
                "{name}: {p95:.1} ms from the click to the picture, not {PAINTED} ms"
            ));
        }
    }
    for (name, scroll) in &measured.scrolls {
        if scroll.intervals.len() < 10 || scroll.looks == 0 {
            faults.push(format!("scrolling the {name}: no frames were measured"));
        }
        let late = intervals(&scroll.intervals).above(LATE);
        if !quick && late > LATE_SHARE {
            faults.push(format!(
                "scrolling the {name}: {:.1}% of the frames are late",
                late * 100.0
            ));
        }
    }
    let (gap, phase) = longest_gap(measured);
    if !gap.is_finite() || (!quick && gap > GAP) {
        faults.push(format!("{gap} ms between two ticks ({phase}), not {GAP} ms"));
    }
    let above = above_empty(measured);
    if measured.memory.iter().any(|memory| memory.0.len() < 3) {
        faults.push("a window without its three processes was measured".to_owned());
    }
    if !quick && above > ABOVE_EMPTY {
        faults.push(format!(
            "{above:.1} MB above an empty window, not {ABOVE_EMPTY} MB"
        ));
    }
    faults
}

/// The figures for a program.
pub fn json(measured: &Measured) -> Value {
    let screens = measured.screens.iter().map(|(name, screen)| {
        let figures = json!({
            "painted_ms": screen.painted.as_json(), "there_ms": screen.there.as_json(),
            "core_ms": screen.core.as_json(), "calls": screen.calls,
        });
        ((*name).to_owned(), figures)
    });
    let scrolls = measured.scrolls.iter().map(|(name, scroll)| {
        let frames = intervals(&scroll.intervals);
        let figures = json!({
            "frame_ms": frames.as_json(), "late_share": frames.above(LATE), "pixels": scroll.moved,
            "looks": scroll.looks, "blank": scroll.blank, "jumps": scroll.jumps,
        });
        ((*name).to_owned(), figures)
    });
    let idle = intervals(&measured.idle.intervals);
    let [empty, started, after] = &measured.memory;
    json!({
        "figure": "window",
        "bookings": measured.size.0, "entries": measured.size.1, "longest_thread": measured.longest,
        "clicks": screens.collect::<serde_json::Map<_, _>>(),
        "two_frames_ms": two_frames(measured).as_json(),
        "idle": { "frame_ms": idle.as_json(), "late_share": idle.above(LATE) },
        "scrolling": scrolls.collect::<serde_json::Map<_, _>>(),
        "ticks": measured.ticks,
        "memory": {
            "empty": empty.as_json(), "started": started.as_json(), "after": after.as_json(),
            "above_empty_mb": above_empty(measured),
        },
        "page": { "ran_s": measured.turn.ran, "waited_for_a_core_s": measured.turn.waited },
        "busy": measured.busy,
    })
}

/// The figures in words.
pub fn words(measured: &Measured) -> String {
    let mut out = String::new();
    // Writing into a string cannot fail.
    let _ = write_words(&mut out, measured);
    out
}

fn write_words(out: &mut String, measured: &Measured) -> std::fmt::Result {
    let (bookings, entries) = measured.size;
    writeln!(
        out,
        "The real window over {bookings} bookings and {entries} entries, {} of them in the longest thread",
        measured.longest
    )?;
    let [before, after] = &measured.busy;
    writeln!(out, "machine: {before} before, {after} after")?;
    let drawn = if std::env::var_os("WEBKIT_DISABLE_COMPOSITING_MODE").is_some() {
        "without compositing, as where there is no graphics card"
    } else {
        "with compositing, by an emulated graphics card where there is none"
    };
    writeln!(out, "drawn {drawn}")?;
    let turn = measured.turn;
    writeln!(
        out,
        "the page's thread ran {:.1} s and waited {:.1} s for a core",
        turn.ran, turn.waited
    )?;
    clicks(out, measured)?;
    frames(out, measured)?;
    memory(out, &measured.memory)?;
    writeln!(
        out,
        "  after is {:.1} MB above empty (limit {ABOVE_EMPTY:.0})",
        above_empty(measured)
    )
}

fn clicks(out: &mut String, measured: &Measured) -> std::fmt::Result {
    writeln!(
        out,
        "\nclick to picture, ms (limit {PAINTED:.0} at p95)     n    p50    p95    max | words there p50 p95 | core p50 p95"
    )?;
    for (name, screen) in &measured.screens {
        writeln!(
            out,
            "  {name:42} {:5} {:6.1} {:6.1} {:6.1} | {:11.1} {:6.1} | {:4.1} {:5.1}",
            screen.painted.len(),
            screen.painted.at(0.5),
            screen.painted.at(0.95),
            screen.painted.at(1.0),
            screen.there.at(0.5),
            screen.there.at(0.95),
            screen.core.at(0.5),
            screen.core.at(0.95),
        )?;
        for (calls, count) in &screen.calls {
            writeln!(
                out,
                "      {count:4} × {}",
                if calls.is_empty() { "no call" } else { calls }
            )?;
        }
    }
    let two = two_frames(measured);
    writeln!(
        out,
        "  {:42} {:5} {:6.1} {:6.1} {:6.1}",
        "two frames alone, nothing happening",
        two.len(),
        two.at(0.5),
        two.at(0.95),
        two.at(1.0)
    )
}

fn frames(out: &mut String, measured: &Measured) -> std::fmt::Result {
    writeln!(
        out,
        "\nframes, ms (limit {:.0}% above {LATE:.0} ms)              n    p50    p95    max  late",
        LATE_SHARE * 100.0
    )?;
    let idle = intervals(&measured.idle.intervals);
    let scrolls = measured.scrolls.iter().map(|(name, scroll)| {
        let more = format!(
            "{:.0} px, {} of {} looks blank, {} jumps",
            scroll.moved, scroll.blank, scroll.looks, scroll.jumps
        );
        (
            format!("scrolling the {name}"),
            intervals(&scroll.intervals),
            more,
        )
    });
    for (name, frames, more) in std::iter::once(("idle".to_owned(), idle, String::new())).chain(scrolls) {
        writeln!(
            out,
            "  {name:42} {:5} {:6.1} {:6.1} {:6.1} {:4.1}%  {more}",
            frames.len(),
            frames.at(0.5),
            frames.at(0.95),
            frames.at(1.0),
            frames.above(LATE) * 100.0
        )?;
    }
    writeln!(
        out,
        "\nticks of a MessageChannel (limit {GAP:.0} ms between two)     n  above   longest"
    )?;
    for (name, of) in measured.ticks.as_object().into_iter().flatten() {
        writeln!(
            out,
            "  {name:42} {:>12} {:>6} {:>9}",
            of["ticks"], of["above_50_ms"], of["longest_ms"]
        )?;
    }
    Ok(())
}

fn memory(out: &mut String, memory: &[Memory; 3]) -> std::fmt::Result {
    writeln!(out, "\nmemory, MB: share of all (PSS), and alone (USS)")?;
    for (name, memory) in ["empty window", "after the start", "after all of it"]
        .iter()
        .zip(memory)
    {
        let each = memory.0.iter().map(|one| {
            #[expect(clippy::cast_precision_loss, reason = "KiB of one process")]
            let share = one.share as f64 * 1.024 / 1000.0;
            format!("{} {share:.1}", one.name)
        });
        writeln!(
            out,
            "  {name:16} {:7.1} {:7.1}   {}",
            memory.share(),
            memory.alone(),
            each.collect::<Vec<_>>().join(", ")
        )?;
    }
    Ok(())
}
