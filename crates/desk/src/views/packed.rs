//! Views of many rows as they cross to the window: the name of each field once, instead of once a row, which
//! is half of what a page of a list weighs.

use serde::{
    Serialize, Serializer,
    ser::{Error as _, SerializeStruct as _},
};
use serde_json::Value;
use specta::Type;

/// A view that is packed on its way. It crosses as `{ "shapes": [["id", "party"]], "packed": [0, "7", 2] }`: an
/// object is an array that begins with the place of its field names among the shapes, and an array begins
/// with -1. The bridge in the window unpacks it before anybody looks.
#[derive(Debug, Clone, PartialEq, Eq, Type)]
#[specta(transparent)]
pub struct Packed<T>(pub T);

impl<T: Serialize> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let whole = serde_json::to_value(&self.0).map_err(S::Error::custom)?;
        let mut shapes = Vec::new();
        let packed = pack(whole, &mut shapes);
        let mut both = to.serialize_struct("Packed", 2)?;
        both.serialize_field("shapes", &shapes)?;
        both.serialize_field("packed", &packed)?;
        both.end()
    }
}

fn pack(value: Value, shapes: &mut Vec<Vec<String>>) -> Value {
    match value {
        Value::Array(members) => {
            let members = members.into_iter().map(|member| pack(member, shapes));
            Value::Array(std::iter::once(Value::from(-1)).chain(members).collect())
        }
        Value::Object(fields) => {
            let place = match shapes.iter().position(|shape| shape.iter().eq(fields.keys())) {
                Some(place) => place,
                None => {
                    shapes.push(fields.keys().cloned().collect());
                    shapes.len() - 1
                }
            };
            let mut packed = vec![Value::from(place)];
            packed.extend(fields.into_iter().map(|(_, field)| pack(field, shapes)));
            Value::Array(packed)
        }
        plain => plain,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What the bridge does, to show that nothing is lost.
    fn unpack(value: &Value, shapes: &[Vec<String>]) -> Value {
        let Some((first, rest)) = value.as_array().and_then(|all| all.split_first()) else {
            return value.clone();
        };
        let rest = rest.iter().map(|member| unpack(member, shapes));
        match first.as_u64() {
            None => rest.collect(),
            Some(place) => {
                let names = shapes[usize::try_from(place).unwrap()].iter().cloned();
                Value::Object(names.zip(rest).collect())
            }
        }
    }

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let page = json!({
            "rows": [
                { "id": "1", "words": "[-1]", "amount": null, "actions": ["approve"], "talk": { "offer": "start" } },
                { "id": "2", "words": "", "amount": 7, "actions": [], "talk": { "offer": "view", "unread": 2 } },
                { "id": "3", "words": "", "amount": -1, "actions": [], "talk": { "offer": "start" } },
            ],
            "next": null,
        });
        let wire = serde_json::to_value(Packed(&page)).unwrap();
        let shapes: Vec<Vec<String>> = serde_json::from_value(wire["shapes"].clone()).unwrap();
        assert_eq!(shapes.len(), 4, "{shapes:?}");
        assert_eq!(unpack(&wire["packed"], &shapes), page);
        assert_eq!(serde_json::to_string(&Packed(7)).unwrap(), r#"{"shapes":[],"packed":7}"#);
    }
}
