//! R21, R26, R29, R31, R41, R83: where a mail belongs, and what comes of it.

use chrono::Utc;
use lobby_desk::views::mail::MailPlace;
use lobby_domain::{
    conversation::{ConversationLabel, ConversationState},
    delivery::Delivery,
    entry::EntryKind,
    matching::{TrayReason, Trust},
};
use lobby_mail::read::read;
use lobby_servers::{Wanted, answer_to};

use super::{
    Post,
    post::{ANA, DESK, mail},
};

#[tokio::test(flavor = "multi_thread")]
async fn r26_an_answer_reopens_a_closed_conversation_and_an_automatic_reply_does_not() {
    let post = Post::new().await;
    let (_, id) = post.anas_conversation().await;
    let sent = post.mails(ANA, 1).await;
    post.house.desk.close_conversation(id).await.unwrap();
    let (to, answer) = answer_to(&sent[0], ANA, "I am away until Monday.").unwrap();
    let automatic = [b"Auto-Submitted: auto-replied\r\n".as_slice(), &answer].concat();
    post.writes(ANA, &to, automatic).await;
    let entries = post
        .until(id, "shown", |entries| {
            entries
                .iter()
                .any(|entry| entry.entry_kind == EntryKind::AutomaticReply)
        })
        .await;
    assert_eq!(entries.len(), 3);
    assert_eq!(post.thread(id).await.head.state, ConversationState::Closed);
    assert_eq!(post.house.desk.pulse().await.unwrap().unread, 0);

    post.answers(ANA, "I am back.").await;
    let entries = post.until(id, "reopened", |entries| entries.len() == 5).await;
    assert_eq!(entries[3].text, "I am back.");
    assert_eq!(
        entries[4].entry_kind,
        EntryKind::Reopened,
        "by the reply before it"
    );
    let head = post.thread(id).await.head;
    assert_eq!((head.state, head.needs_reply), (ConversationState::Open, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn r21_a_spoofed_or_foreign_sender_waits_in_the_tray_and_a_person_decides() {
    let post = Post::new().await;
    let (_, id) = post.anas_conversation().await;
    let sent = post.mails(ANA, 1).await;
    let (to, answer) = answer_to(&sent[0], "stranger@elsewhere.example", "I am her husband.").unwrap();
    post.writes("stranger@elsewhere.example", &to, answer).await;
    post.until_count("SELECT count(*) FROM mail WHERE state = 'tray'", 1)
        .await;
    assert_eq!(post.thread(id).await.entries.len(), 1);
    let tray = post.house.desk.list_tray(None).await.unwrap();
    assert_eq!(tray.rows[0].why, TrayReason::ForeignSender);
    assert_eq!(tray.rows[0].proposal.as_ref().unwrap().resident, "Ana Moreau");
    assert_eq!(post.house.desk.pulse().await.unwrap().tray, 1);

    let place = MailPlace::Conversation { id };
    let placed = post.house.desk.place_mail(tray.rows[0].id, place).await.unwrap();
    assert_eq!(placed, id);
    let entries = post.thread(id).await.entries;
    assert_eq!(entries[1].mail.as_ref().unwrap().trust, Trust::ByHand);
    assert!(
        post.house.desk.place_mail(tray.rows[0].id, place).await.is_err(),
        "once"
    );
    assert_eq!(post.house.desk.pulse().await.unwrap().tray, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn r21_who_writes_under_our_own_address_is_not_taken_for_the_recipient() {
    let post = Post::new().await;
    let (_, id) = post.anas_conversation().await;
    post.mails(ANA, 1).await;
    let forged = mail(
        DESK,
        "Change of plan",
        "forged@elsewhere.example",
        "I shall not come.",
    );
    let forged = forged.replace(&format!("To: <{DESK}>"), &format!("To: <{ANA}>, <{DESK}>"));
    post.arrived(&forged, Utc::now());
    post.until_count("SELECT count(*) FROM mail WHERE state = 'tray'", 1)
        .await;
    let tray = post.house.desk.list_tray(None).await.unwrap();
    assert_eq!(tray.rows[0].why, TrayReason::UnknownSender);
    assert_eq!(post.thread(id).await.entries.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn r21_new_mail_finds_the_one_open_booking_or_begins_a_conversation_of_the_resident() {
    let post = Post::new().await;
    let (_, id) = post.anas_conversation().await;
    post.mails(ANA, 1).await;
    post.arrived(
        &mail(ANA, "Another thing", "new@example.org", "May I bring a friend?"),
        Utc::now(),
    );
    let entries = post.until(id, "matched", |entries| entries.len() == 2).await;
    assert_eq!(entries[1].mail.as_ref().unwrap().trust, Trust::ByAddress);

    post.house.resident("Bo Berg", "3", "bo@example.org").await;
    post.arrived(
        &mail("bo@example.org", "The lift", "lift@example.org", "It is stuck."),
        Utc::now(),
    );
    post.until_count("SELECT count(*) FROM conversation WHERE booking_id IS NULL", 1)
        .await;
    let of_bo = post
        .house
        .count("SELECT id FROM conversation WHERE booking_id IS NULL")
        .await;
    let thread = post.thread(lobby_domain::ids::ConversationId::new(of_bo)).await;
    assert_eq!(thread.head.label, ConversationLabel::Resident);
    assert_eq!(thread.entries[0].text, "It is stuck.");
    let id = thread.head.id;
    post.house
        .desk
        .send_message(id, "We are on it.", None)
        .await
        .unwrap();
    let letter = read(&post.mails("bo@example.org", 1).await[0]);
    assert_eq!(letter.subject, "Re: The lift");

    // Two residents behind one address: nobody knows whose words these are.
    post.house.resident("Cy Coe", "4", "both@example.org").await;
    post.house.resident("Di Coe", "4", "both@example.org").await;
    post.arrived(
        &mail("both@example.org", "Us", "us@example.org", "Hello"),
        Utc::now(),
    );
    post.until_count("SELECT count(*) FROM mail WHERE why = 'several_residents'", 1)
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn r83_what_staff_answer_from_another_mail_program_is_an_entry_too() {
    let post = Post::new().await;
    let (_, id) = post.anas_conversation().await;
    post.answers(ANA, "A question?").await;
    post.until(id, "answered", |entries| entries.len() == 2).await;
    let inbox = post.servers.mailbox(DESK).mails("INBOX");
    let (_, answer) = answer_to(&inbox[0], DESK, "From the webmail.").unwrap();
    post.servers
        .mailbox(DESK)
        .put("Sent", &answer, Utc::now())
        .unwrap();
    post.house.desk.try_now().await.unwrap();
    let entries = post.until(id, "there", |entries| entries.len() == 3).await;
    assert_eq!(entries[2].entry_kind, EntryKind::SentElsewhere);
    assert_eq!(entries[2].delivery, None, "it goes nowhere again");
    assert_eq!(entries[2].by, "", "whoever it was, not the resident");
    assert!(!post.thread(id).await.head.needs_reply);
}

#[tokio::test(flavor = "multi_thread")]
async fn r29_what_waits_when_the_resident_writes_is_looked_at_again() {
    let post = Post::begun(Wanted::default()).await;
    let mut form = post.form();
    form.smtp.port = 1;
    post.connect(form).await;
    let (_, id) = post.anas_conversation().await;
    post.until_stands(id, "waiting", |stands| *stands == Delivery::WaitingForLine)
        .await;
    post.arrived(
        &mail(ANA, "Never mind", "never@example.org", "I cannot come."),
        Utc::now(),
    );
    let entries = post.until(id, "answered", |entries| entries.len() == 2).await;
    assert_eq!(entries[0].delivery, Some(Delivery::Held));
    assert_eq!(post.house.desk.pulse().await.unwrap().held, 1);
    post.house.desk.send_again(entries[0].id).await.unwrap();
    assert_eq!(post.house.desk.pulse().await.unwrap().held, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn r31_what_comes_with_a_mail_is_there_with_a_safe_name() {
    let post = Post::new().await;
    let (_, id) = post.anas_conversation().await;
    post.mails(ANA, 1).await;
    let text = format!(
        "From: <{ANA}>\nTo: <{DESK}>\nSubject: Photo\nMessage-ID: <photo@example.org>\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee this.\n--b\n\
         Content-Type: application/octet-stream; name=\"../../evil.png\"\n\
         Content-Transfer-Encoding: base64\n\naGVsbG8=\n--b--\n"
    );
    post.arrived(&text, Utc::now());
    let entries = post.until(id, "there", |entries| entries.len() == 2).await;
    let came = entries[1].mail.as_ref().unwrap();
    assert_eq!(came.attachments[0].name, "evil.png");
    assert_eq!(post.house.desk.attachment(came.id, 0).await.unwrap(), b"hello");
    assert!(post.house.desk.attachment(came.id, 1).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn r41_the_same_mail_delivered_twice_is_shown_once() {
    let post = Post::new().await;
    let (_, id) = post.anas_conversation().await;
    post.mails(ANA, 1).await;
    let text = mail(ANA, "Twice", "twice@example.org", "Once is enough.");
    post.arrived(&text, Utc::now());
    post.arrived(&text, Utc::now());
    post.arrived(&format!("Received: by another way\n{text}"), Utc::now());
    post.until_count("SELECT count(*) FROM mail WHERE state = 'same'", 2)
        .await;
    assert_eq!(post.thread(id).await.entries.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn r83_a_mail_in_the_wrong_conversation_is_moved() {
    let post = Post::new().await;
    let (_, wrong) = post.anas_conversation().await;
    let (_, right) = post.conversation_with("Bo Berg", "bo@example.org").await;
    post.answers(ANA, "For Bo, really.").await;
    post.until(wrong, "answered", |entries| entries.len() == 2).await;
    post.answers(ANA, "And this is for you.").await;
    let entries = post.until(wrong, "answered", |entries| entries.len() == 3).await;
    post.house.desk.move_mail(entries[1].id, right).await.unwrap();
    let stays = post.thread(wrong).await;
    assert_eq!(stays.entries.len(), 2);
    assert_eq!(
        stays.first_unread,
        Some(entries[2].id),
        "R40: what is left of it is unread"
    );
    let moved = post.thread(right).await;
    assert_eq!(moved.entries.last().unwrap().text, "For Bo, really.");
    assert!(moved.head.needs_reply);
    assert_eq!(moved.first_unread, Some(entries[1].id), "R40: so is what moved");
    post.house.desk.move_mail(entries[2].id, right).await.unwrap();
    let empty = post.thread(wrong).await;
    assert!(!empty.head.needs_reply);
    assert_eq!(empty.first_unread, None);
    assert_eq!(post.house.desk.pulse().await.unwrap().unread, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn r23_who_calls_our_mail_spam_is_written_to_no_more_until_they_have_another_address() {
    let post = Post::new().await;
    let (_, id) = post.anas_conversation().await;
    let sent = read(&post.mails(ANA, 1).await[0]).message_id.unwrap();
    let complaint = format!(
        "From: abuse@example.org\nTo: <{DESK}>\nSubject: Complaint\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\n\
         Content-Type: text/plain\n\nThis is spam.\n--b\nContent-Type: message/feedback-report\n\n\
         Feedback-Type: abuse\nUser-Agent: mail/1\nVersion: 1\n\n--b\nContent-Type: message/rfc822\n\n\
         Message-ID: <{sent}>\nSubject: Hello\n\nHello\n--b--\n"
    );
    post.arrived(&complaint, Utc::now());
    post.until_count("SELECT count(*) FROM resident WHERE no_mail_because = 'abuse'", 1)
        .await;
    let waits = post
        .house
        .desk
        .send_message(id, "One more thing", None)
        .await
        .unwrap();
    assert_eq!(waits.delivery, Some(Delivery::WaitingForWelcome));
    let head = post.thread(id).await.head;
    let resident = post.house.desk.open_resident(head.resident_id).await.unwrap().row;
    let form = lobby_desk::views::resident::ResidentForm {
        id: Some(head.resident_id),
        name: resident.name,
        suite: resident.suite,
        email: "ana.new@example.org".into(),
        phone: resident.phone,
        language: head.language,
        notes: String::new(),
    };
    post.house.desk.save_resident(form).await.unwrap();
    post.until_stands(id, "sent", |stands| *stands == Delivery::Sent)
        .await;
    assert_eq!(post.mails("ana.new@example.org", 1).await.len(), 1);
}
