//! No bytes stop the reader: neither arbitrary ones nor real files with some of them changed.

use lobby_import::{Field, File, Mapping, read_calendar, read_table};
use proptest::prelude::*;

use crate::{context, go_on};

const SAMPLES: [&[u8]; 4] = [
    include_bytes!("../samples/attendee-report.csv"),
    include_bytes!("../samples/reservations.csv"),
    include_bytes!("../samples/residents.csv"),
    include_bytes!("../samples/building-events.ics"),
];

/// Reads whatever it is; every index must point at something.
fn read(name: &str, bytes: Vec<u8>, columns: Option<&[Field]>) {
    let reading = match File::open(name, bytes) {
        Err(_) => return,
        Ok(File::Table(table)) => {
            let mut mapping = Mapping::guess(&table);
            if let Some(columns) = columns {
                mapping.columns = columns.to_vec();
            }
            read_table(&table, &mapping, &context(), &mut go_on).unwrap()
        }
        Ok(File::Calendar(calendar)) => read_calendar(&calendar, &context(), &mut go_on).unwrap(),
    };
    for booking in &reading.bookings {
        assert!(booking.resident < reading.residents.len() && booking.event < reading.events.len());
    }
    for bad in &reading.bad {
        assert!(bad.line > 0 && bad.value.chars().count() <= 120);
    }
}

/// A sample with a few of its bytes replaced, a piece of it doubled, and its end cut off.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let sample = prop::sample::select(SAMPLES.to_vec());
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12);
    (
        sample,
        changes,
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        0_u8..4,
    )
        .prop_map(|(sample, changes, from, to, cut)| {
            let mut bytes = sample.to_vec();
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
            match cut {
                0 => bytes.truncate(from),
                1 if from < to => bytes.extend_from_within(from..to),
                _ => {}
            }
            bytes
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn r7_no_bytes_stop_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read("a.csv", bytes, None);
    }

    #[test]
    fn r7_no_text_of_cells_stops_the_reader(text in "([a-zé0-9/:.@$=\"' -]{0,12}[,;\t\n\r|]){0,60}") {
        read("a.csv", text.into_bytes(), None);
    }

    #[test]
    fn r7_no_change_to_a_real_file_stops_the_reader(bytes in mutated()) {
        read("a", bytes, None);
    }

    #[test]
    fn r7_no_mapping_stops_the_reader(bytes in mutated(), columns in prop::collection::vec(prop::sample::select(Field::ALL.to_vec()), 0..30)) {
        read("a.csv", bytes, Some(&columns));
    }

    #[test]
    fn r7_no_rule_stops_the_reader(
        start in "[0-9]{8}T[0-2][0-9][0-5][0-9]00Z?|20[0-9]{2}[01][0-9][0-3][0-9]",
        rule in "FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY)(;(BYDAY=-?[0-5]?(MO|TU|SU)|BYMONTH=[0-9]{1,2}|BYMONTHDAY=-?[0-9]{1,2}|BYSETPOS=-?[0-9]{1,3}|BYYEARDAY=-?[0-9]{1,3}|BYWEEKNO=-?[0-9]{1,2}|INTERVAL=[0-9]{1,5}|COUNT=[0-9]{1,9}|BYHOUR=[0-9]{1,2}|UNTIL=20[0-9]{6}|WKST=SU|é)){0,3}",
    ) {
        let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:a\nDTSTART:{start}\nRRULE:{rule}\nEND:VEVENT\nEND:VCALENDAR\n");
        read("a.ics", text.into_bytes(), None);
    }
}
