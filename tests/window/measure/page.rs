//! The instruments in the page (`page.js`), as the driver uses them.

use std::time::{Duration, Instant};

use lobby_window_tests::{Desk, Find, Result, Trouble};
use serde::Deserialize;
use serde_json::{Value, json};

/// How long something may take before the run is given up.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the ticks of the page are told under while the driver itself keeps it busy.
pub const DRIVER: &str = "driver";

/// From a click to the picture, in milliseconds.
#[derive(Clone, Debug, Deserialize)]
pub struct Click {
    /// Until the last visible words were in the page.
    pub there: f64,
    /// Until two frames later.
    pub painted: f64,
    /// Of `there`: with a call to the core on its way.
    pub core: f64,
    /// The commands called.
    pub calls: Vec<String>,
    /// What the last row is about: an id, a reference, a name.
    pub key: String,
    /// The words found there.
    pub text: String,
}

/// The frames of one scroll.
#[derive(Clone, Debug, Deserialize)]
pub struct Scroll {
    /// Between one frame and the next, in tenths of a millisecond.
    pub intervals: Vec<f64>,
    /// How far it went, in pixels.
    pub moved: f64,
    /// How often the middle was looked at, and how often nothing was drawn there.
    pub looks: u32,
    /// Of `looks`.
    pub blank: u32,
    /// Frames in which what is read moved otherwise than told.
    pub jumps: u32,
}

/// How a list or a thread is to be scrolled.
#[derive(Clone, Copy, Debug)]
pub struct Way<'a> {
    /// Something inside of what scrolls.
    pub inside: &'a str,
    /// Down, or up.
    pub down: bool,
    /// How far, in pixels.
    pub pixels: u32,
    /// How far in one frame.
    pub a_frame: u32,
}

/// Frames of an idle page.
#[derive(Clone, Debug, Deserialize)]
pub struct Idle {
    /// From any moment to the second frame after it, in milliseconds.
    pub two: Vec<f64>,
    /// Between one frame and the next, in tenths of a millisecond.
    pub intervals: Vec<f64>,
}

/// Puts the instruments into the page.
pub async fn install(desk: &Desk) -> Result<()> {
    desk.script(include_str!("page.js"), vec![]).await.map(drop)
}

/// Says what goes on from now, for the ticks.
pub async fn phase(desk: &Desk, name: &str) -> Result<()> {
    desk.script("lobbyMeasure.phase(arguments[0])", vec![json!(name)])
        .await
        .map(drop)
}

/// The ticks of each phase: how many, how many gaps above 50 ms, the longest gap.
pub async fn ticks(desk: &Desk) -> Result<Value> {
    desk.script("return lobbyMeasure.ticks()", vec![]).await
}

/// Frames while nothing happens.
pub async fn idle(desk: &Desk, samples: u32) -> Result<Idle> {
    let source = "lobbyMeasure.idle(arguments[0]).then(arguments[1])";
    Ok(serde_json::from_value(
        desk.script_async(source, vec![json!(samples)]).await?,
    )?)
}

/// Clicks, and waits for what comes of it; `wanted` is what `looks` in the page takes.
pub async fn click(desk: &Desk, find: Find, kind: &str, wanted: Value) -> Result<Click> {
    let target = desk.see(find.clone()).await?;
    desk.script(
        "lobbyMeasure.arm(...arguments)",
        vec![json!(kind), wanted.clone()],
    )
    .await?;
    target.click().await?;
    let begun = Instant::now();
    loop {
        // Nothing is asked of the page while it is being measured.
        tokio::time::sleep(Duration::from_millis(150)).await;
        let result = desk.script("return lobbyMeasure.result()", vec![]).await?;
        if result.get("missing").is_some() || begun.elapsed() > PATIENCE {
            let what = format!("a click on {find:?} does not lead to {kind} {wanted}: {result}");
            return Err(desk.trouble(&what).await);
        }
        if result.get("painted").is_some() {
            return Ok(serde_json::from_value(result)?);
        }
    }
}

/// The keys of the rows in sight, whole ones only.
pub async fn rows(desk: &Desk, label: &str) -> Result<Vec<String>> {
    let rows = desk.script("return lobbyMeasure.rows(arguments[0])", vec![json!(label)]);
    Ok(serde_json::from_value(rows.await?)?)
}

/// Puts a list to a place, and waits until rows are drawn there.
pub async fn scroll_to(desk: &Desk, label: &str, top: f64) -> Result<()> {
    let begun = Instant::now();
    loop {
        let at = desk
            .script(
                "return lobbyMeasure.scrollTo(...arguments)",
                vec![json!(label), json!(top)],
            )
            .await?;
        desk.settled().await?;
        let there = at.as_f64().is_some_and(|at| (at - top).abs() < 2.0);
        if there && !rows(desk, label).await?.is_empty() {
            return Ok(());
        }
        if begun.elapsed() > PATIENCE {
            return Err(desk
                .trouble(&format!("{label} does not scroll to {top}, but to {at}"))
                .await);
        }
    }
}

/// Scrolls steadily, so many pixels a frame, and waits for the end of it.
pub async fn scroll(desk: &Desk, way: Way<'_>) -> Result<Scroll> {
    let wanted = json!({
        "selector": way.inside, "down": way.down, "pixels": way.pixels, "perFrame": way.a_frame,
    });
    desk.script("lobbyMeasure.scroll(arguments[0])", vec![wanted])
        .await?;
    let begun = Instant::now();
    // Twice as long as it takes with every second frame late.
    let most = Duration::from_secs(u64::from(way.pixels / way.a_frame.max(1) / 15)) + PATIENCE;
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let done = desk.script("return lobbyMeasure.scrolled()", vec![]).await?;
        if !done.is_null() {
            return Ok(serde_json::from_value(done)?);
        }
        if begun.elapsed() > most {
            return Err(Trouble::new(format!("{} does not scroll to an end", way.inside)));
        }
    }
}
