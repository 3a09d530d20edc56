//! R23, R80, R83: what staff write reaches the resident, and what does not says why.

use std::slice;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use chrono::Utc;
use lobby_desk::{problem::Problem, views::conversation::NewFile};
use lobby_domain::{
    delivery::{Delivery, NotDelivered},
    entry::EntryKind,
    matching::Trust,
};
use lobby_mail::read::{Kind, attachment, read};

use super::{
    Post,
    post::{ANA, DESK, mail},
};

#[tokio::test(flavor = "multi_thread")]
async fn r23_r41_a_message_goes_out_and_its_answer_comes_back_into_the_conversation() {
    let post = Post::new().await;
    let mut arrivals = post.house.desk.arrivals();
    let (_, id) = post.anas_conversation().await;
    let mails = post.mails(ANA, 1).await;
    let letter = read(&mails[0]);
    assert_eq!(letter.from.as_ref().unwrap().name, "Harbour House");
    assert!(letter.subject.starts_with("Wine tasting with Domaine Lyre ("));
    assert!(letter.text.starts_with("Bonjour Ana, your table is confirmed."));
    assert!(
        letter.text.contains("Réservation "),
        "the summary, in her language"
    );
    assert!(letter.text.contains("3 personnes"));
    assert!(letter.reply_to[0].address.starts_with("desk+c"));
    post.until_stands(id, "sent", |stands| *stands == Delivery::Sent)
        .await;

    post.answers(ANA, "Merci, à jeudi !\n\nAna").await;
    let entries = post.until(id, "answered", |entries| entries.len() == 2).await;
    let answer = &entries[1];
    assert_eq!(answer.entry_kind, EntryKind::MessageIn);
    assert_eq!(answer.text, "Merci, à jeudi !\n\nAna", "R32: the quote is folded");
    let mail = answer.mail.as_ref().unwrap();
    assert_eq!((mail.trust, mail.folded), (Trust::Verified, true));
    let original = post.house.desk.open_mail(mail.id).await.unwrap();
    assert!(
        original.text.contains("> Bonjour Ana"),
        "the whole original is there"
    );
    let arrived = arrivals.recv().await.unwrap();
    assert_eq!(
        (arrived.conversation, arrived.resident.as_str()),
        (id, "Ana Moreau")
    );
    let pulse = post.house.desk.pulse().await.unwrap();
    assert_eq!((pulse.unread, pulse.waiting), (1, 0));

    // The second message carries the thread, and no summary any more.
    post.house.desk.send_message(id, "À jeudi.", None).await.unwrap();
    let letter = read(post.mails(ANA, 2).await.last().unwrap());
    assert_eq!(letter.text.lines().next(), Some("À jeudi."));
    assert!(!letter.text.contains("Réservation"));
    assert!(letter.in_reply_to[0].ends_with("@residents.example"));
    assert_eq!(letter.references.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn r83_a_copy_of_each_message_is_filed_once_in_the_sent_folder() {
    let post = Post::new().await;
    let (_, id) = post.anas_conversation().await;
    post.until_stands(id, "sent", |stands| *stands == Delivery::Sent)
        .await;
    post.until_count(
        "SELECT count(*) FROM outbox WHERE to_file = 0 AND state = 'accepted'",
        1,
    )
    .await;
    let sent = post.servers.mailbox(DESK).mails("Sent");
    assert_eq!(sent.len(), 1);
    assert_eq!(read(&sent[0]).kind, Kind::OwnCopy);
}

#[tokio::test(flavor = "multi_thread")]
async fn r23_what_the_server_refuses_says_why_and_can_be_taken_back_or_changed() {
    let post = Post::new().await;
    let (_, id) = post
        .conversation_with("Rita Refused", "refused@example.org")
        .await;
    post.until_stands(id, "refused", |stands| {
        matches!(stands, Delivery::NotDelivered { why: NotDelivered::NoSuchAddress, said } if said.contains("User unknown"))
    })
    .await;
    let pulse = post.house.desk.pulse().await.unwrap();
    assert_eq!((pulse.not_delivered, pulse.waiting), (1, 0));
    let message = post.thread(id).await.entries[0].id;
    post.house
        .desk
        .edit_message(message, "Other words")
        .await
        .unwrap();
    post.until_stands(id, "refused again", |stands| {
        matches!(stands, Delivery::NotDelivered { .. })
    })
    .await;
    post.house.desk.discard_message(message).await.unwrap();
    let entries = post.thread(id).await.entries;
    assert_eq!(entries[0].delivery, Some(Delivery::TakenBack));
    assert_eq!(entries[0].text, "Other words", "it never vanishes");
    assert!(
        post.house.desk.send_again(message).await.is_err(),
        "what was taken back stays so"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn r23_r26_a_real_delivery_report_marks_the_very_message() {
    let post = Post::new().await;
    let (_, id) = post.conversation_with("Fay Full", "full@example.org").await;
    post.until_stands(id, "not delivered", |stands| {
        matches!(
            stands,
            Delivery::NotDelivered {
                why: NotDelivered::MailboxFull,
                ..
            }
        )
    })
    .await;
    let entries = post
        .until(id, "told", |entries| {
            entries
                .iter()
                .any(|entry| entry.entry_kind == EntryKind::DeliveryReport)
        })
        .await;
    assert!(
        entries
            .iter()
            .all(|entry| entry.entry_kind != EntryKind::MessageIn)
    );
    let pulse = post.house.desk.pulse().await.unwrap();
    assert_eq!((pulse.unread, pulse.not_delivered, pulse.tray), (0, 1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn r31_files_go_with_a_message_byte_for_byte() {
    let post = Post::new().await;
    let (_, id) = post.anas_conversation().await;
    post.mails(ANA, 1).await;
    let desk = &post.house.desk;
    let picture = b"\x89PNG\r\n\x1a\nand the rest of it".repeat(50_000);
    let new = NewFile {
        conversation: id,
        name: "..\\plans/Plan d\u{2019}\u{e9}tage.png".into(),
        media_type: "image/png".into(),
        bytes: u32::try_from(picture.len()).unwrap(),
    };
    let file = desk.attach_file(new.clone()).await.unwrap();
    assert_eq!(file.name, "Plan d\u{2019}\u{e9}tage.png", "a safe name");
    for part in picture.chunks(1 << 19) {
        desk.attach_part(file.id, &BASE64_STANDARD.encode(part))
            .await
            .unwrap();
    }
    let more = desk.attach_part(file.id, "AAAA").await;
    assert!(matches!(more, Err(Problem::Invalid { .. })), "{more:?}");
    let large = NewFile {
        bytes: 25_000_000,
        ..new
    };
    assert_eq!(desk.attach_file(large).await, Err(Problem::FilesTooLarge));
    assert_eq!(desk.open_thread(id).await.unwrap().files, slice::from_ref(&file));

    // Whoever else writes there sees and sends none of it.
    post.house.lee().await;
    assert!(desk.open_thread(id).await.unwrap().files.is_empty());
    assert!(matches!(
        desk.open_file(file.id).await,
        Err(Problem::NotFound { .. })
    ));
    post.house.sam().await;
    let sent = desk.send_message(id, "Here is the plan.", None).await.unwrap();
    assert_eq!(sent.files, slice::from_ref(&file));
    let thread = desk.open_thread(id).await.unwrap();
    assert!(thread.files.is_empty(), "it has gone");
    assert_eq!(thread.entries.last().unwrap().files, slice::from_ref(&file));
    assert!(matches!(
        desk.remove_file(file.id).await,
        Err(Problem::NotFound { .. })
    ));
    let mails = post.mails(ANA, 2).await;
    assert_eq!(attachment(&mails[1], 0).unwrap(), picture, "byte for byte");
    assert_eq!(desk.open_file(file.id).await.unwrap().1, picture);
    let shown = desk.picture_of_file(file.id).await.unwrap().unwrap();
    assert!(shown.starts_with("data:image/png;base64,iVBOR"));
}

#[tokio::test(flavor = "multi_thread")]
async fn r31_what_calls_itself_a_picture_and_is_none_is_saved_and_never_shown() {
    let post = Post::new().await;
    let (_, id) = post.anas_conversation().await;
    post.mails(ANA, 1).await;
    let desk = &post.house.desk;
    let back = mail(ANA, "Re: plan", "plan@example.org", "");
    let back = back.replace(
        "Content-Type: text/plain; charset=utf-8",
        "Content-Type: multipart/mixed; boundary=b",
    );
    let part = BASE64_STANDARD.encode(b"<script>");
    let body = format!(
        "--b\r\nContent-Type: text/plain\r\n\r\nSigned.\r\n--b\r\nContent-Type: image/png; name=signed.png\r\n\
         Content-Disposition: attachment; filename=signed.png\r\nContent-Transfer-Encoding: base64\r\n\r\n{part}\r\n--b--\r\n"
    );
    post.arrived(&format!("{}\n\n{body}", back.trim_end()), Utc::now());
    post.until_count("SELECT count(*) FROM attachment", 1).await;
    let thread = desk.open_thread(id).await.unwrap();
    let came = thread.entries.last().unwrap().mail.clone().unwrap();
    assert_eq!(came.attachments[0].name, "signed.png");
    assert_eq!(desk.attachment(came.id, 0).await.unwrap(), b"<script>");
    assert_eq!(
        desk.picture_of_mail(came.id, 0).await.unwrap(),
        None,
        "what calls itself a picture and is none is not shown"
    );
}
