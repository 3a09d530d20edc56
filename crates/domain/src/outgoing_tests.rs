use proptest::prelude::*;

use super::*;

fn seal() -> Seal {
    Seal::new([7; 32])
}

proptest! {
    #[test]
    fn r80_an_id_names_what_it_was_made_for(conversation in 1_i64.., entry in 1_i64..) {
        let (conversation, entry) = (ConversationId::new(conversation), EntryId::new(entry));
        let id = seal().message_id(conversation, entry, "harbour.example.org");
        prop_assert_eq!(seal().read_id(&id), Some(Named { conversation, entry: Some(entry) }));
        let id = seal().thread_id(conversation, "harbour.example.org");
        prop_assert_eq!(seal().read_id(&id), Some(Named { conversation, entry: None }));
    }

    #[test]
    fn r21_a_token_names_one_conversation_also_when_a_relay_folds_its_case(conversation in 1_i64..) {
        let conversation = ConversationId::new(conversation);
        let address = seal().reply_address(conversation, "desk@harbour.example.org").ok_or_else(
            || TestCaseError::fail("no address"))?;
        prop_assert_eq!(seal().read_address(&address), Some(conversation));
        prop_assert_eq!(seal().read_address(&address.to_uppercase()), Some(conversation));
        prop_assert_eq!(Seal::new([8; 32]).read_address(&address), None);
    }

    #[test]
    fn r21_one_changed_letter_names_nothing(conversation in 1_i64.., entry in 1_i64.., at in 0_usize..40, to in "[a-z2-7]") {
        let id = seal().message_id(ConversationId::new(conversation), EntryId::new(entry), "x.example.org");
        let changed: String = id.char_indices().map(|(i, c)| {
            if i == at { to.clone() } else { c.to_string() }
        }).collect();
        let is_local = at < id.find('@').unwrap_or(0);
        prop_assume!(changed != id && is_local);
        prop_assert_eq!(seal().read_id(&changed), None);
    }

    #[test]
    fn anything_at_all_is_read_without_a_fault(id in ".*") {
        prop_assert_eq!(seal().read_id(&id), None);
        prop_assert_eq!(seal().read_address(&id), None);
    }
}

#[test]
fn a_mailbox_whose_name_is_too_long_gets_no_token() {
    let mailbox = format!("{}@example.org", "d".repeat(60));
    assert_eq!(seal().reply_address(ConversationId::new(12), &mailbox), None);
    assert_eq!(seal().reply_address(ConversationId::new(12), "no address"), None);
}
