//! S10: mail that is broken on purpose is kept, shown, and stops nothing.

use std::path::Path;

use chrono::Utc;
use lobby_servers::Wanted;

use super::{
    Post,
    post::{ANA, DESK, mail},
};

/// The seed of the mutations.
const SEED: u64 = 20_261_126;
/// How many mutated mails the short form has.
const MUTATED: usize = 300;

/// A number that follows from the one before (xorshift).
fn next(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state >> 16).unwrap_or(0)
}

/// Every sample of the project, mutated: bytes changed, cut, doubled or taken out.
fn mutated(count: usize) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/mail-samples");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let samples: Vec<Vec<u8>> = files.iter().map(|file| std::fs::read(file).unwrap()).collect();
    let mut state = SEED;
    samples
        .iter()
        .cycle()
        .take(count)
        .enumerate()
        .map(|(number, sample)| {
            let mut bytes = sample.clone();
            for _ in 0..=next(&mut state) % 6 {
                let at = next(&mut state) % bytes.len().max(1);
                match next(&mut state) % 4 {
                    0 => {
                        let other = u8::try_from(next(&mut state) % 256).unwrap_or(0);
                        bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = other);
                    }
                    1 => bytes.truncate(at.max(1)),
                    2 => bytes.extend_from_within(at..),
                    _ => drop(bytes.drain(at..(at + 9).min(bytes.len()))),
                }
            }
            bytes.extend_from_slice(format!("\r\n{number}\r\n").as_bytes());
            bytes
        })
        .collect()
}

/// What is known to break readers of mail.
fn named() -> Vec<Vec<u8>> {
    let plain = |headers: &str, body: &str| format!("{headers}\r\n\r\n{body}\r\n").into_bytes();
    let from = format!("From: <{ANA}>\r\nTo: <{DESK}>");
    let nested: String = (0..1000)
        .map(|depth| format!("Content-Type: multipart/mixed; boundary=b{depth}\r\n\r\n--b{depth}\r\n"))
        .collect();
    let addresses: Vec<String> = (0..10_000)
        .map(|number| format!("r{number}@example.org"))
        .collect();
    vec![
        plain(&from, "No Message-ID and no subject"),
        plain(&format!("{from}\r\nMessage-ID: <same@example.org>"), "One id"),
        plain(
            &format!("{from}\r\nMessage-ID: <same@example.org>"),
            "And the same with other words",
        ),
        plain(
            &format!("{from}\r\nDate: Thu, 01 Jan 1970 00:00:00 +0000"),
            "Long ago",
        ),
        plain(
            &format!("{from}\r\nDate: Fri, 31 Dec 2099 23:59:59 +0000"),
            "Far ahead",
        ),
        plain(
            &format!("{from}\r\nContent-Type: text/plain; charset=x-none"),
            "Sch\u{f6}n",
        ),
        plain(&format!("{from}\r\nMIME-Version: 1.0\r\n{nested}"), "Deep down"),
        plain(
            &format!("{from}\r\nCc: {}", addresses.join(",\r\n ")),
            "To everybody",
        ),
        plain(&from, "a lone\rcarriage return and a \0 nought"),
        plain("", "No header at all"),
        vec![0; 64],
        vec![0xff; 64],
        // Above 8 MiB it is fetched in slices, into a file.
        plain(
            &format!("{from}\r\nSubject: Large"),
            &"0123456789abcdef\r\n".repeat(520_000),
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn r81_s10_every_broken_mail_is_kept_and_shown_and_none_stops_the_next() {
    let post = Post::begun(Wanted {
        without_postfix: true,
        ..Wanted::default()
    })
    .await;
    post.house.sam().await;
    post.house.resident("Ana Moreau", "1204", ANA).await;
    post.connect(post.form()).await;
    let mut mails = named();
    mails.extend(mutated(MUTATED));
    let count = i64::try_from(mails.len()).unwrap() + 1;
    let all = mails.into_iter().map(|mail| (mail, Utc::now()));
    post.servers.mailbox(DESK).put_many("INBOX", all).unwrap();
    let good = mail(ANA, "Good", "good@example.org", "And this one is whole.");
    post.arrived(&good, Utc::now());

    post.until_count(
        "SELECT count(*) FROM entry WHERE text = 'And this one is whole.'",
        1,
    )
    .await;
    // The good one may come before others: the server numbers what arrives together as it finds it.
    post.until_count("SELECT count(*) FROM mail", count).await;
    post.until_count("SELECT count(*) FROM mail WHERE state = 'new'", 0)
        .await;
    assert_eq!(
        post.house.count("SELECT count(*) FROM mail").await,
        count,
        "seed {SEED}"
    );
    // Two with one id and other words are both there.
    let both = "SELECT count(*) FROM entry WHERE text IN ('One id', 'And the same with other words')";
    assert_eq!(post.house.count(both).await, 2);
    let large = "SELECT count(*) FROM raw WHERE file IS NOT NULL AND size > 8388608";
    assert_eq!(post.house.count(large).await, 1);
    // Each can be opened, whatever became of it.
    let last = post.house.count("SELECT max(id) FROM mail").await;
    for id in 1..=last {
        let id = lobby_domain::ids::MailId::new(id);
        post.house.desk.open_mail(id).await.unwrap();
    }
    assert!(!post.house.desk.list_tray(None).await.unwrap().rows.is_empty());
}
