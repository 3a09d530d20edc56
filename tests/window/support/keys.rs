//! Keys by the names that are printed on them.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

use crate::{Result, Trouble};

/// The presses of `Ctrl+Enter`: each key down in turn, then up in the opposite order.
pub(crate) fn strokes(chord: &str) -> Result<KeyActions> {
    // The plus key itself stands at the end: `Ctrl++`.
    let names: Vec<&str> = match chord.strip_suffix('+') {
        Some(rest) => rest
            .split('+')
            .filter(|name| !name.is_empty())
            .chain(["+"])
            .collect(),
        None => chord.split('+').collect(),
    };
    let keys = names.into_iter().map(key).collect::<Result<Vec<char>>>()?;
    let downs = keys.iter().map(|value| KeyAction::Down { value: *value });
    let ups = keys.iter().rev().map(|value| KeyAction::Up { value: *value });
    Ok(downs
        .chain(ups)
        .fold(KeyActions::new("keyboard".to_owned()), KeyActions::then))
}

fn key(name: &str) -> Result<char> {
    let named = match name {
        "Ctrl" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => return Ok(' '),
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "F10" => Key::F10,
        single => {
            let mut characters = single.chars();
            return match (characters.next(), characters.next()) {
                (Some(only), None) => Ok(only),
                _ => Err(Trouble::new(format!("there is no key named {single}"))),
            };
        }
    };
    Ok(named.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chord_goes_down_in_order_and_up_in_the_opposite() {
        let down = |value| KeyAction::Down { value };
        let up = |value| KeyAction::Up { value };
        let control = char::from(Key::Control);
        let expected = [down(control), down('k'), up('k'), up(control)]
            .into_iter()
            .fold(KeyActions::new("keyboard".to_owned()), KeyActions::then);
        assert_eq!(
            format!("{:?}", strokes("Ctrl+k").unwrap()),
            format!("{expected:?}")
        );
    }

    #[test]
    fn the_plus_key_and_unknown_keys() {
        assert!(strokes("Ctrl++").is_ok());
        assert!(strokes("Hyper+k").is_err());
    }
}
