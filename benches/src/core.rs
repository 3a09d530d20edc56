//! What the core needs of memory without a window, in a process of its own that does a morning's work.

use std::{fs, path::Path, process::Command, time::Duration};

use lobby_desk::views::{
    booking::{BookingFilter, BookingQuery},
    conversation::{ConversationFilter, ConversationOrder, ConversationQuery},
};
use lobby_domain::ids::{BookingId, ConversationId};

use crate::{
    Fault,
    data::{self, Copy},
    report::{Figure, Judged, Measured},
};

/// How much it may be, in thousands of thousands of bytes.
const LIMIT: f64 = 30.0;
/// The name of the process's command.
pub const CHILD: &str = "core-child";

/// Starts the process and reads what it has found of itself.
pub fn run(copy: &Copy) -> Result<Figure, Fault> {
    let child = Command::new(std::env::current_exe()?)
        .arg(CHILD)
        .arg(copy.folder())
        .output()?;
    if !child.status.success() {
        let said = String::from_utf8_lossy(&child.stderr).into_owned();
        return Err(format!("the core without a window ended with {}: {said}", child.status).into());
    }
    let text = String::from_utf8(child.stdout)?;
    let numbers: Result<Vec<f64>, _> = text.split_whitespace().map(str::parse::<f64>).collect();
    let numbers = numbers?;
    let [pss, rss, peak] = numbers.as_slice() else {
        return Err(format!("the core without a window said: {text}").into());
    };
    let mut part = Measured::new("signed in; every list ten pages down, 400 threads, 200 messages");
    part.judged = vec![
        Judged::at_most("PSS", *pss, "MB", LIMIT),
        Judged::told("RSS", *rss, "MB"),
        Judged::told("RSS, the most at any time", *peak, "MB"),
    ];
    Ok(Figure {
        name: "core",
        measured: vec![part],
    })
}

/// The process: works, rests, and prints its PSS, RSS and the most it had, in MB.
pub async fn child(folder: &Path) -> Result<String, Fault> {
    let desk = data::signed_in(folder).await?;
    desk.app_state().await?;
    desk.pulse().await?;
    let mut bookings = Vec::new();
    for filter in [
        BookingFilter::Upcoming,
        BookingFilter::Today,
        BookingFilter::Pending,
        BookingFilter::Unpaid,
        BookingFilter::OpenConversation,
        BookingFilter::Past,
    ] {
        let mut after = None;
        for _ in 0..10 {
            let search = String::new();
            let page = desk
                .list_bookings(BookingQuery {
                    filter,
                    search,
                    after,
                })
                .await?;
            bookings.extend(page.rows.first().map(|row| row.id));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    let mut threads = Vec::new();
    for order in [ConversationOrder::Newest, ConversationOrder::EventStart] {
        let (filter, mut after) = (ConversationFilter::Open, None);
        for _ in 0..10 {
            let page = desk
                .list_conversations(ConversationQuery { filter, order, after })
                .await?;
            threads.extend(page.rows.iter().map(|row| row.id));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    threads.truncate(400);
    read(&desk, &bookings, &threads).await?;
    for (nth, to) in threads.iter().cycle().take(200).enumerate() {
        let words = format!("Message {nth}: thank you, and see you there.");
        desk.send_message(*to, &words, None).await?;
    }
    desk.list_bookings(crate::list::Bookings::query()).await?;
    desk.list_conversations(crate::list::Conversations::query())
        .await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let found = memory()?;
    desk.close().await;
    Ok(found)
}

/// Opens panels and threads; of the first thread with earlier entries twenty pages.
async fn read(
    desk: &lobby_desk::Desk,
    bookings: &[BookingId],
    threads: &[ConversationId],
) -> Result<(), Fault> {
    for id in bookings {
        desk.open_booking(*id).await?;
    }
    let mut paged = false;
    for id in threads {
        let mut earlier = desk.open_thread(*id).await?.earlier;
        if !paged && earlier.is_some() {
            paged = true;
            for _ in 0..20 {
                let Some(before) = earlier else { break };
                earlier = desk.earlier_entries(*id, &before, None).await?.earlier;
            }
        }
    }

    Ok(())
}

fn memory() -> Result<String, Fault> {
    let rollup = fs::read_to_string("/proc/self/smaps_rollup")?;
    let status = fs::read_to_string("/proc/self/status")?;
    let (pss, rss) = (field(&rollup, "Pss:")?, field(&rollup, "Rss:")?);
    let peak = field(&status, "VmHWM:")?;
    Ok(format!("{pss:.2} {rss:.2} {peak:.2}"))
}

/// A field of the kernel's, which counts in 1024 bytes, in MB.
pub(crate) fn field(text: &str, name: &str) -> Result<f64, Fault> {
    let value = text
        .lines()
        .find_map(|line| line.strip_prefix(name)?.trim().strip_suffix("kB"))
        .ok_or_else(|| format!("the kernel does not tell {name}"))?;
    Ok(value.trim().parse::<f64>()? * 1024.0 / 1_000_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_of_the_kernel_is_read_in_megabytes() {
        let text = "Rss:               30000 kB\nPss:               29297 kB\nPss_Anon:          20000 kB\n";
        assert!((field(text, "Pss:").unwrap() - 30.0).abs() < 0.001);
        assert!(field(text, "VmHWM:").is_err());
    }
}
