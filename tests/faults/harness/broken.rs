//! S10: mail that is broken, by chance and by name, is kept byte for byte and shown, and stops nothing.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::Path,
    time::{Duration, Instant},
};

use lobby_faults::{Failure, post, random::Random};

use crate::{
    office::{Day, Mailbox, Office, until},
    settings::Settings,
};

const FROM: &str = "resident1@example.org";
/// The most memory that the desk may take, in MiB, its mailbox at work: a mail of 9 MB is among the named.
const MEMORY: u64 = 256;

/// The figure with its control.
pub async fn figure(settings: &Settings) -> Result<bool, Failure> {
    let count = settings.count(300, 10_000);
    let mut office = Office::open().await?;
    let mut random = Random::new(settings.seed);
    let mut mails = named();
    mails.extend(mutated(&mut random, count)?);
    let mut mailbox = office.mailbox(true).await?;
    let begun = Instant::now();
    let peak = receive(&mut mailbox, mails.clone(), Day::default()).await?;
    let took = begun.elapsed();
    let wrong = judge(&mailbox, &mails).await?;
    println!(
        "  {} broken mails in {:.1} s: {} wrong; at most {peak} MiB",
        mails.len(),
        took.as_secs_f64(),
        wrong.len()
    );
    for what in wrong.iter().take(20) {
        println!("    {what}");
    }
    let mut good = wrong.is_empty() && peak <= MEMORY;

    let mut mailbox = office.mailbox(true).await?;
    receive(&mut mailbox, mails.clone(), Day::default().without(Some("tray"))).await?;
    let wrong = judge(&mailbox, &mails).await?;
    println!(
        "  control, what cannot be read shown nowhere: {} wrong",
        wrong.len()
    );
    good &= !wrong.is_empty();
    Ok(good)
}

/// Receives them all; answers with the most memory that it took, in MiB.
async fn receive(mailbox: &mut Mailbox, mails: Vec<Vec<u8>>, day: Day) -> Result<u64, Failure> {
    let count = i64::try_from(mails.len())?;
    mailbox.put(mails)?;
    let day = Day {
        modes: vec!["on"],
        ..day
    };
    let mut working = mailbox.begin(&day, 0)?;
    let folder = mailbox.folder.clone();
    until(Duration::from_secs(600), "a mail stops the others", || async {
        let waits = post::waits(&folder).await?;
        Ok(waits.mails >= count && waits.new == 0)
    })
    .await?;
    let status = fs::read_to_string(format!("/proc/{}/status", working.process()))?;
    working.kill()?;
    working.wait()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak
        .and_then(|peak| peak.split_whitespace().next())
        .unwrap_or("0");
    Ok(kilobytes.parse::<u64>()? / 1024)
}

/// Each is kept as it was sent, and each is shown somewhere, or says for itself what it is for.
async fn judge(mailbox: &Mailbox, mails: &[Vec<u8>]) -> Result<Vec<String>, Failure> {
    let post = post::read(&mailbox.folder).await?;
    let mut wrong = post.faults.clone();
    let mut sent: HashMap<Vec<u8>, i64> = HashMap::new();
    for mail in mails {
        *sent.entry(as_served(mail)).or_default() += 1;
    }
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for mail in &post.mails {
        *states.entry(&mail.state).or_default() += 1;
        if !mail.bytes.is_empty() {
            *sent.entry(mail.bytes.clone()).or_default() -= 1;
        }
        let is_shown = matches!(mail.state.as_str(), "placed" | "tray" | "same" | "own");
        let is_report = mail.state == "told" && says_report(&mail.bytes);
        if !is_shown && !is_report {
            wrong.push(format!(
                "the mail {} is {} and shown nowhere",
                mail.uid, mail.state
            ));
        }
    }
    let large = post
        .mails
        .iter()
        .filter(|mail| mail.bytes.is_empty() && mail.size > 0);
    let mut in_files = i64::try_from(large.count())?;
    for (mail, count) in sent.into_iter().filter(|(_, count)| *count != 0) {
        if mail.len() > 8 << 20 && count == 1 && in_files > 0 {
            in_files -= 1;
            continue;
        }
        let start = String::from_utf8_lossy(mail.get(..60).unwrap_or(&mail)).into_owned();
        wrong.push(format!("{count} of a mail are not kept as they came: {start:?}"));
    }
    println!("    {states:?}");
    Ok(wrong)
}

/// How Dovecot hands a file out: every line ends as IMAP wants it, and there is no nought (RFC 3501, section 4.3.1).
fn as_served(mail: &[u8]) -> Vec<u8> {
    let mut served = Vec::with_capacity(mail.len());
    for byte in mail {
        if *byte == b'\n' && served.last() != Some(&b'\r') {
            served.push(b'\r');
        }
        served.push(if *byte == 0 { 0x80 } else { *byte });
    }
    served
}

/// A mail that changes how a message stands calls itself a report (RFC 3462).
fn says_report(mail: &[u8]) -> bool {
    let text = String::from_utf8_lossy(mail).to_lowercase();
    text.contains("report")
}

/// Every sample of the project, mutated: bytes changed, cut, doubled or taken out.
fn mutated(random: &mut Random, count: usize) -> Result<Vec<Vec<u8>>, Failure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../mail-samples");
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        files.push(entry?.path());
    }
    files.sort();
    let samples = files.iter().map(fs::read).collect::<Result<Vec<_>, _>>()?;
    let mut mails = Vec::with_capacity(count);
    for (number, sample) in samples.iter().cycle().take(count).enumerate() {
        let mut bytes = sample.clone();
        for _ in 0..=random.below(6) {
            let at = random.below(bytes.len().max(1));
            match random.below(4) {
                0 => {
                    let other = u8::try_from(random.below(256))?;
                    bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = other);
                }
                1 => bytes.truncate(at.max(1)),
                2 => bytes.extend_from_within(at..),
                _ => drop(bytes.drain(at..(at + 9).min(bytes.len()))),
            }
        }
        bytes.extend_from_slice(format!("\r\n{number}\r\n").as_bytes());
        mails.push(bytes);
    }
    Ok(mails)
}

/// What is known to break readers of mail.
fn named() -> Vec<Vec<u8>> {
    let plain = |headers: &str, body: &str| format!("{headers}\r\n\r\n{body}\r\n").into_bytes();
    let from = format!("From: <{FROM}>\r\nTo: <desk@lobby.test>");
    let with = |header: &str| format!("{from}\r\n{header}");
    let nested: String = (0..1000)
        .map(|depth| format!("Content-Type: multipart/mixed; boundary=b{depth}\r\n\r\n--b{depth}\r\n"))
        .collect();
    let addresses: Vec<String> = (0..10_000)
        .map(|number| format!("r{number}@example.org"))
        .collect();
    let latin1 = [
        with("Content-Type: text/plain; charset=utf-8").as_bytes(),
        b"\r\n\r\nSch\xf6n\r\n",
    ]
    .concat();
    vec![
        plain(&from, "No Message-ID and no subject"),
        plain(&with("Message-ID: <same@example.org>"), "One id"),
        plain(
            &with("Message-ID: <same@example.org>"),
            "And the same with other words",
        ),
        plain(&with("Date: Thu, 01 Jan 1970 00:00:00 +0000"), "Long ago"),
        plain(&with("Date: Fri, 31 Dec 2099 23:59:59 +0000"), "Far ahead"),
        plain(&with("Content-Type: text/plain; charset=x-none"), "Schön"),
        latin1,
        plain(&with(&format!("MIME-Version: 1.0\r\n{nested}")), "Deep down"),
        plain(
            &with(&format!("Cc: {}", addresses.join(",\r\n "))),
            "To everybody",
        ),
        plain(&from, "a lone\rcarriage return and a \0 nought"),
        plain("", "No header at all"),
        vec![0; 64],
        vec![0xff; 64],
        // Above 8 MiB it is fetched in slices, into a file.
        plain(&with("Subject: Large"), &"0123456789abcdef\r\n".repeat(520_000)),
    ]
}
