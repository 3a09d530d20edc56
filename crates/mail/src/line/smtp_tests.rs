//! The small parts of handing over; the whole is tried over real servers.

use super::*;

#[test]
fn an_answer_ends_with_a_line_without_a_hyphen() {
    assert!(is_whole(b"250 ok\r\n"));
    assert!(is_whole(b"250-one\r\n250 two\r\n"));
    assert!(!is_whole(b"250-one\r\n"));
    assert!(!is_whole(b"250 o"));
    assert!(is_whole(b"rubbish\r\n"));
}

#[test]
fn a_line_that_begins_with_a_full_stop_gets_a_second_one() {
    assert_eq!(with_dots(b"a\r\n.\r\n..b"), b"a\r\n..\r\n...b\r\n");
    assert_eq!(with_dots(b".a\r\n"), b"..a\r\n");
}

#[test]
fn an_answer_of_several_lines_reads_as_one() {
    assert_eq!(
        in_words(b"550-5.1.1 No such\r\n550 5.1.1 person\r\n"),
        "550-5.1.1 No such 5.1.1 person"
    );
}

#[test]
fn an_address_cannot_carry_a_command() {
    assert!(has_control("a@b>\r\nRCPT TO:<c@d"));
    assert!(!has_control("ana+x@example.org"));
}
