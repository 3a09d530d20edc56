//! Finding out what a file is.

use std::sync::Arc;

use lobby_domain::permission::Need;
use lobby_import::{File, Mapping, Table};
use lobby_store::import;

use super::{Import, Opened, Work};
use crate::{
    desk::Desk,
    problem::{Field, FieldFault, Noun, Problem},
    views::import::{ImportColumn, ImportOpened, ImportSort},
};

/// How many values of a column are shown below its heading.
const SAMPLES: usize = 3;

impl Desk {
    /// R7: opens the file that was brought in, and recognises its columns: as a person corrected them for an
    /// earlier file with the same headings, or else by the headings and the first lines.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::NotFound`]; [`Problem::File`] when it cannot be read at all;
    /// [`Problem::Invalid`] when fewer bytes came than were announced.
    pub async fn import_open(&self, token: &str) -> Result<ImportOpened, Problem> {
        self.guard(Need::Administration).await?;
        let import = self.imports.get(token)?;
        let mut work = import.work.lock().await;
        let file = match std::mem::take(&mut *work) {
            Work::Bytes(bytes) => Arc::new(read(&import, bytes).await?),
            Work::Opened(opened) => opened.file,
            Work::Nothing => return Err(Problem::missing(Noun::Import)),
        };
        let (mapping, remembered) = match file.as_ref() {
            File::Table(table) => {
                let kept = self.remembered(table).await?;
                let remembered = kept.is_some();
                (Some(kept.unwrap_or_else(|| Mapping::guess(table))), remembered)
            }
            File::Calendar(_) => (None, false),
        };
        let view = view(&import.name, &file, mapping.clone(), remembered);
        *work = Work::Opened(Box::new(Opened {
            file,
            mapping,
            given: vec![],
            corrected: false,
            preview: None,
        }));
        Ok(view)
    }

    /// The mapping that a person corrected for files like this one.
    async fn remembered(&self, table: &Table) -> Result<Option<Mapping>, Problem> {
        let mut db = self.store.read().await?;
        let kept = import::mapping(&mut db, &Mapping::signature_of(table)).await?;
        // A mapping that this version cannot read any more is guessed anew.
        let kept = kept.and_then(|json| serde_json::from_str::<Mapping>(&json).ok());
        Ok(kept.filter(|mapping| mapping.fits(table)))
    }
}

async fn read(import: &Import, bytes: Vec<u8>) -> Result<File, Problem> {
    if bytes.len() != import.announced {
        return Err(Problem::invalid(Field::File, FieldFault::TooShort));
    }
    let name = import.name.clone();
    let opened = super::apart(move || File::open(&name, bytes)).await?;
    Ok(opened?)
}

fn view(name: &str, file: &File, mapping: Option<Mapping>, remembered: bool) -> ImportOpened {
    let name = name.to_owned();
    match file {
        File::Table(table) => ImportOpened {
            name,
            sort: ImportSort::Table,
            columns: columns(table),
            mapping,
            remembered,
            rows: table.rows(),
            encoding: table.encoding(),
            delimiter: Some(table.delimiter().to_string()),
        },
        File::Calendar(calendar) => ImportOpened {
            name,
            sort: ImportSort::Calendar,
            columns: vec![],
            mapping,
            remembered,
            rows: calendar.events(),
            encoding: calendar.encoding(),
            delimiter: None,
        },
    }
}

fn columns(table: &Table) -> Vec<ImportColumn> {
    let headings = table.headings().iter().enumerate();
    headings
        .map(|(index, heading)| {
            let mut samples: Vec<String> = vec![];
            let cells = table
                .samples()
                .iter()
                .filter_map(|row| row.get(index))
                .map(|cell| cell.trim());
            for cell in cells.filter(|cell| !cell.is_empty()) {
                if samples.len() < SAMPLES && !samples.iter().any(|shown| shown == cell) {
                    samples.push(cell.chars().take(LONGEST_SAMPLE).collect());
                }
            }
            ImportColumn {
                heading: heading.clone(),
                samples,
            }
        })
        .collect()
}

/// As much of a cell as fits below a heading, in characters.
const LONGEST_SAMPLE: usize = 80;
