//! Reads one file and prints what is in it, and how long it took: `read_file FILE`.

#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

use std::{collections::HashMap, env, error::Error, fs, ops::ControlFlow, path::Path, time::Instant};

use chrono::Utc;
use chrono_tz::Tz;
use lobby_domain::resident::Language;
use lobby_import::{Context, File, Mapping, Reading, read_calendar, read_table};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("read_file FILE")?;
    let name = Path::new(&path)
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let bytes = fs::read(&path)?;
    let context = Context {
        zone: Tz::America__Toronto,
        currency: "CAD".to_owned(),
        language: Language::En,
        now: Utc::now(),
        laid_down: HashMap::new(),
        given: vec![],
    };
    let begun = Instant::now();
    let mut go_on = |_, _| ControlFlow::Continue(());
    let reading = match File::open(&name, bytes)? {
        File::Table(table) => {
            let mapping = Mapping::guess(&table);
            println!(
                "opened after {:?}: {} lines, {:?}",
                begun.elapsed(),
                table.rows(),
                table.encoding()
            );
            for (heading, field) in table.headings().iter().zip(&mapping.columns) {
                println!("  {heading} -> {field:?}");
            }
            read_table(&table, &mapping, &context, &mut go_on)?
        }
        File::Calendar(calendar) => read_calendar(&calendar, &context, &mut go_on)?,
    };
    let Reading {
        residents,
        events,
        bookings,
        bad,
        dates,
        passed_over,
    } = reading;
    println!(
        "{} residents, {} events, {} bookings",
        residents.len(),
        events.len(),
        bookings.len()
    );
    println!(
        "{} faults, {passed_over} lines passed over, in {:?}",
        bad.len(),
        begun.elapsed()
    );
    for bad in bad.iter().take(20) {
        println!("  {bad:?}");
    }
    for decision in dates {
        println!("  {decision:?}");
    }
    Ok(())
}
