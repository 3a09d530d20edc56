//! S7: receiving, whatever the line and other mail programs do: a burst while connected, a month offline, new UIDs,
//! another program's expunge, and a line that is cut after every byte.

use std::{
    collections::BTreeSet,
    fs,
    time::{Duration, Instant},
};

use chrono::{TimeDelta, Utc};
use lobby_faults::{Failure, post, run::Working};

use crate::{
    office::{Day, Mailbox, Office, plain, until},
    settings::Settings,
};

const LONG: Duration = Duration::from_secs(300);
/// A month's mails, for each of the burst.
const OFFLINE_PART: usize = 3;

/// The figure with its controls.
pub async fn figure(settings: &Settings) -> Result<bool, Failure> {
    let burst = settings.count(300, 10_000);
    // The full form cuts after every byte.
    let step = if settings.quick { 97 } else { 1 };
    let mut office = Office::open().await?;
    let mut good = true;
    let mut mailbox = office.mailbox_since(false, 31).await?;
    good &= crowds(&office, &mut mailbox, burst).await?;
    fs::remove_dir_all(&mailbox.folder)?;

    let mut mailbox = office.mailbox(false).await?;
    let cuts = cut_everywhere(&mut mailbox, step, None).await?;
    let wrong = mailbox.wrong_in_the_end(&office.smtp).await?;
    good &= told("a line cut at every byte", cuts, &wrong);

    let mut mailbox = office.mailbox(false).await?;
    let cuts = cut_everywhere(&mut mailbox, 97, Some("position_behind")).await?;
    let wrong = mailbox.wrong(&office.smtp, &mailbox.folder.clone()).await?;
    println!(
        "  control, the position moved before the mail is here: {} wrong in {cuts} cuts",
        wrong.len()
    );
    good &= !wrong.is_empty();

    let mut mailbox = office.mailbox(false).await?;
    renumbered(&office, &mut mailbox, 20, Some("recognition")).await?;
    let wrong = mailbox.wrong(&office.smtp, &mailbox.folder.clone()).await?;
    println!(
        "  control, mails not recognised under new UIDs: {} wrong",
        wrong.len()
    );
    good &= !wrong.is_empty();
    Ok(good)
}

fn told(what: &str, count: usize, wrong: &[String]) -> bool {
    println!("  {what} ({count}): {} wrong", wrong.len());
    for what in wrong.iter().take(20) {
        println!("    {what}");
    }
    wrong.is_empty()
}

/// So many at once, so many in a month, and all of them again under new UIDs.
async fn crowds(office: &Office, mailbox: &mut Mailbox, burst: usize) -> Result<bool, Failure> {
    let mut working = connected(mailbox, None).await?;
    let mails = several(mailbox, burst);
    mailbox.put(mails)?;
    let put = Instant::now();
    kept(mailbox, burst).await?;
    let took = put.elapsed();
    working.kill()?;
    working.wait()?;
    let wrong = mailbox.wrong(&office.smtp, &mailbox.folder.clone()).await?;
    let mut good = told("a burst while connected", burst, &wrong);
    println!("    all there {:.1} s after the last one", took.as_secs_f64());

    let month = burst / OFFLINE_PART;
    offline(mailbox, month).await?;
    // The UIDs of what was expunged are gaps, which is what the ledger below is for.
    let all = std::mem::take(&mut mailbox.mails);
    let wrong = mailbox.wrong_in_the_end(&office.smtp).await?;
    good &= told("a month offline, some expunged by another program", month, &wrong);

    renumbered(office, mailbox, 0, None).await?;
    let wrong = mailbox.wrong_in_the_end(&office.smtp).await?;
    good &= told("new UIDs for all of them", all as usize, &wrong);
    let (there, held) = post::read(&mailbox.folder).await?.ledger;
    let in_the_inbox = mailbox.maildir.mails("INBOX").len();
    println!("    the ledger: {there} on the server, {held} held, {in_the_inbox} files");
    good &= there == held && usize::try_from(there)? == in_the_inbox;
    Ok(good)
}

fn several(mailbox: &mut Mailbox, count: usize) -> Vec<Vec<u8>> {
    (0..count)
        .map(|number| {
            let words = mailbox.next_mark();
            let from = format!("resident{}@example.org", number % 12);
            plain(&from, &format!("{words}example"), &words)
        })
        .collect()
}

/// A desk that is at work and connected.
async fn connected(mailbox: &mut Mailbox, without: Option<&'static str>) -> Result<Working, Failure> {
    let day = Day {
        modes: vec!["on", "hurry"],
        ..Day::default()
    };
    let before = mailbox.line.connections();
    let mails = mailbox.mails;
    let working = mailbox.begin(&day.without(without), mails)?;
    let line = mailbox.line.clone();
    until(LONG, "the desk does not connect", || {
        let connections = line.connections();
        async move { Ok(connections > before) }
    })
    .await?;
    tokio::time::sleep(Duration::from_millis(300)).await;
    Ok(working)
}

/// Waits until so many mails are kept and understood.
async fn kept(mailbox: &Mailbox, count: usize) -> Result<(), Failure> {
    let count = i64::try_from(count)?;
    until(LONG, "mails are missing", || async {
        let waits = post::waits(&mailbox.folder).await?;
        Ok(waits.mails >= count && waits.new == 0)
    })
    .await
}

/// A month's mails come while nobody is there; another program takes some of them away, before the desk is back
/// and while it fetches.
async fn offline(mailbox: &mut Mailbox, month: usize) -> Result<(), Failure> {
    let received_before = mailbox.put.clone();
    let mails = several(mailbox, month);
    let begun = Utc::now() - TimeDelta::days(30);
    let apart = TimeDelta::days(30) / i32::try_from(month.max(1))?;
    let dated = (0..)
        .zip(mails)
        .map(|(number, mail)| (mail, begun + apart * number));
    mailbox.maildir.put_many("INBOX", dated)?;
    mailbox.maildir.remove_oldest("INBOX", month / 10);
    let day = Day {
        modes: vec!["on", "hurry"],
        ..Day::default()
    };
    let mut working = mailbox.begin(&day, 0)?;
    tokio::time::sleep(Duration::from_millis(150)).await;
    mailbox.maildir.remove_oldest("INBOX", month / 10);
    at_rest(mailbox).await?;
    working.kill()?;
    working.wait()?;
    // What was gone before it could be fetched is nobody's; everything else is shown.
    let there = marks(mailbox);
    mailbox
        .put
        .retain(|mark| received_before.contains(mark) || there.contains(mark));
    Ok(())
}

/// The marks of what is in the inbox.
fn marks(mailbox: &Mailbox) -> BTreeSet<String> {
    let mails = mailbox.maildir.mails("INBOX");
    let texts = mails.iter().map(|mail| String::from_utf8_lossy(mail));
    texts.filter_map(|text| post::mark("in", &text)).collect()
}

/// Waits until nothing has come for a second, and everything is understood.
async fn at_rest(mailbox: &Mailbox) -> Result<(), Failure> {
    let mut before = post::waits(&mailbox.folder).await?;
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let now = post::waits(&mailbox.folder).await?;
        if now == before && now.new == 0 {
            return Ok(());
        }
        before = now;
    }
}

/// Every mail of the inbox gets a new UID.
async fn renumbered(
    office: &Office,
    mailbox: &mut Mailbox,
    count: usize,
    without: Option<&'static str>,
) -> Result<(), Failure> {
    let mut working = connected(mailbox, without).await?;
    if count > 0 {
        let mails = several(mailbox, count);
        mailbox.put(mails)?;
        kept(mailbox, count).await?;
    }
    // Whoever is connected would have the old list written back.
    let before = post::read(&mailbox.folder).await?.uid_validity;
    mailbox.line.refuse(true);
    office.servers.change_uid_validity(&mailbox.address)?;
    let all = mailbox.maildir.mails("INBOX").len();
    mailbox.mails = u32::try_from(all)?;
    mailbox.line.refuse(false);
    let folder = mailbox.folder.clone();
    until(LONG, "the mails keep their UIDs", || async {
        Ok(post::read(&folder).await?.uid_validity != before)
    })
    .await?;
    kept(mailbox, all).await?;
    working.kill()?;
    working.wait()?;
    post::forget_ledger(&mailbox.folder).await?;
    let ended = mailbox.day(&Day::default().without(without));
    ended.map(drop)
}

/// A mail for each cut; the line ends after so many bytes of the server, and comes back whole.
async fn cut_everywhere(
    mailbox: &mut Mailbox,
    step: u64,
    without: Option<&'static str>,
) -> Result<usize, Failure> {
    // What the building had waiting goes first: filing it takes lines of its own.
    mailbox.day(&Day::default())?;
    let mut working = connected(mailbox, without).await?;
    let (mut bytes, mut cuts, mut whole) = (1, 0, 0);
    // Once the mail comes through before the cut, all that is said to fetch it was cut somewhere.
    while whole < 3 {
        let before = mailbox.line.connections();
        mailbox.line.cut_after(Some(bytes));
        mailbox.line.cut();
        let mail = several(mailbox, 1);
        mailbox.put(mail)?;
        let wanted = i64::from(mailbox.mails);
        let (line, folder) = (mailbox.line.clone(), mailbox.folder.clone());
        let lossy = without.is_some();
        until(LONG, "neither a cut nor the mail", || async {
            let came = post::waits(&folder).await?.mails >= wanted;
            Ok(came || line.connections() > before + 1)
        })
        .await?;
        let came = line.connections() <= before + 1;
        mailbox.line.cut_after(None);
        if lossy {
            tokio::time::sleep(Duration::from_millis(200)).await;
        } else {
            kept(mailbox, mailbox.mails as usize).await?;
        }
        whole += u32::from(came);
        cuts += 1;
        bytes += step;
        if lossy && cuts > 60 {
            break;
        }
    }
    working.kill()?;
    working.wait()?;
    if without.is_none() {
        post::forget_ledger(&mailbox.folder).await?;
        mailbox.day(&Day::default())?;
    }
    println!("    the line was cut after 1 to {bytes} bytes of the server");
    Ok(cuts)
}
