//! Views of many rows as they cross to the window: the name of each field once, instead of once a row, which
//! is half of what a page of a list weighs.

use std::collections::HashMap;

use serde::{
    Serialize, Serializer,
    ser::{Error as _, SerializeStruct as _},
};
use serde_json::{Map, Value};
use specta::Type;

/// Shorter texts weigh no more than their place among the texts.
const SHORT: usize = 8;

/// A view that is packed on its way. It crosses as
/// `{ "shapes": [["id", "party"]], "texts": ["confirmed"], "packed": [0, "7", 2] }`: an object is an array that
/// begins with the place of its field names among the shapes, an array begins with -1, and `[-2, 0]` is the
/// first of the texts that are said more than once. The bridge in the window unpacks it before anybody looks.
#[derive(Debug, Clone, PartialEq, Eq, Type)]
#[specta(transparent)]
pub struct Packed<T>(pub T);

impl<T: Serialize> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let whole = serde_json::to_value(&self.0).map_err(S::Error::custom)?;
        let mut said = HashMap::new();
        count(&whole, &mut said);
        let mut sheet = Sheet::default();
        let packed = sheet.pack(&whole, &said);
        let mut all = to.serialize_struct("Packed", 3)?;
        all.serialize_field("shapes", &sheet.shapes)?;
        all.serialize_field("texts", &sheet.texts)?;
        all.serialize_field("packed", &packed)?;
        all.end()
    }
}

/// How often each of the longer texts is said.
fn count<'a>(value: &'a Value, said: &mut HashMap<&'a str, u32>) {
    match value {
        Value::String(text) if text.len() > SHORT => *said.entry(text).or_default() += 1,
        Value::Array(members) => members.iter().for_each(|member| count(member, said)),
        Value::Object(fields) => fields.values().for_each(|field| count(field, said)),
        _ => {}
    }
}

/// What is written down once.
#[derive(Default)]
struct Sheet<'a> {
    shapes: Vec<Vec<&'a str>>,
    texts: Vec<&'a str>,
    places: HashMap<&'a str, usize>,
}

impl<'a> Sheet<'a> {
    fn pack(&mut self, value: &'a Value, said: &HashMap<&str, u32>) -> Value {
        match value {
            Value::Array(members) => {
                let mut packed = vec![Value::from(-1)];
                packed.extend(members.iter().map(|member| self.pack(member, said)));
                Value::Array(packed)
            }
            Value::Object(fields) => {
                let mut packed = vec![Value::from(self.shape(fields))];
                packed.extend(fields.values().map(|field| self.pack(field, said)));
                Value::Array(packed)
            }
            Value::String(text) if said.get(text.as_str()).is_some_and(|times| *times > 1) => {
                let place = *self.places.entry(text).or_insert_with(|| {
                    self.texts.push(text);
                    self.texts.len() - 1
                });
                Value::Array(vec![Value::from(-2), Value::from(place)])
            }
            plain => plain.clone(),
        }
    }

    /// The place of these field names among the shapes.
    fn shape(&mut self, fields: &'a Map<String, Value>) -> usize {
        let known = self
            .shapes
            .iter()
            .position(|shape| shape.iter().eq(fields.keys()));
        known.unwrap_or_else(|| {
            self.shapes.push(fields.keys().map(String::as_str).collect());
            self.shapes.len() - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What the bridge does, to show that nothing is lost.
    fn unpack(value: &Value, shapes: &[Vec<String>], texts: &[Value]) -> Value {
        let Some((first, rest)) = value.as_array().and_then(|all| all.split_first()) else {
            return value.clone();
        };
        let mut rest = rest.iter().map(|member| unpack(member, shapes, texts));
        match first.as_i64().unwrap() {
            -1 => rest.collect(),
            -2 => texts[usize::try_from(rest.next().unwrap().as_u64().unwrap()).unwrap()].clone(),
            place => {
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
            "of": ["Wine tasting", "Wine tasting", "Morning yoga", ["Wine tasting"], "short", "short"],
            "next": null,
        });
        let wire = serde_json::to_value(Packed(&page)).unwrap();
        let shapes: Vec<Vec<String>> = serde_json::from_value(wire["shapes"].clone()).unwrap();
        assert_eq!(shapes.len(), 4, "{shapes:?}");
        let texts = wire["texts"].as_array().unwrap();
        assert_eq!(texts, &["Wine tasting"]);
        assert_eq!(unpack(&wire["packed"], &shapes, texts), page);
        let seven = serde_json::to_string(&Packed(7)).unwrap();
        assert_eq!(seven, r#"{"shapes":[],"texts":[],"packed":7}"#);
    }
}
