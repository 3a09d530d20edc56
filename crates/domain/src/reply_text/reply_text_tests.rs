use super::*;

#[test]
fn r32_a_quote_under_an_answer_is_folded() {
    let text =
        "Yes, gladly.\n\nOn Mon, 3 May 2027 at 10:12, Lobby <desk@example.org> wrote:\n> Will you come?\n";
    assert_eq!(fold(text, Hints::default()).shown, "Yes, gladly.");
}
