//! The same statements without Lobby: through bare sqlx as a careful programmer writes it, and through SQLite
//! itself. Both keep one connection to read with and one to write with, and every statement prepared.

use std::{future::Future, path::Path, time::Duration};

use rusqlite::types::ToSqlOutput;
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _, Row as _, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteRow},
};

use crate::{Fault, statements::parts};

/// No statement of a screen gives more rows than this before it is read to its end.
const ROW_BUFFER: usize = 64;

/// What a connection is told when it is opened, as one text.
pub struct Settings {
    /// One for reading.
    pub reader: String,
    /// The one for writing.
    pub writer: String,
}

/// A parameter, or a cell of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(String),
}

impl Cell {
    /// The number; nought for anything else.
    pub fn int(&self) -> i64 {
        if let Self::Int(number) = self { *number } else { 0 }
    }
}

impl std::fmt::Display for Cell {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Int(number) => write!(to, "{number}"),
            Self::Text(text) => to.write_str(text),
        }
    }
}

impl rusqlite::ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Null => Ok(ToSqlOutput::from(rusqlite::types::Null)),
            Self::Int(number) => Ok(ToSqlOutput::from(*number)),
            Self::Text(text) => Ok(ToSqlOutput::from(text.as_str())),
        }
    }
}

/// A statement, and of what kind each column is that it gives: `i` a number, `t` a text, in capitals where it
/// may be nothing. They are read as such, without asking, as the checked macros read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// The text.
    pub sql: &'static str,
    /// The columns.
    pub columns: &'static str,
}

/// The rows of one statement, cell by cell: one allocation, however many rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    width: usize,
    cells: Vec<Cell>,
}

impl Rows {
    /// Row by row.
    pub fn each(&self) -> impl DoubleEndedIterator<Item = &[Cell]> {
        self.cells.chunks(self.width.max(1))
    }

    /// A column of the first row.
    pub fn first(&self, column: usize) -> Cell {
        self.each()
            .next()
            .and_then(|row| row.get(column).cloned())
            .unwrap_or(Cell::Null)
    }

    /// The numbers in a column as a JSON array.
    pub fn list(&self, column: usize) -> String {
        let ids: Vec<String> = self
            .each()
            .filter_map(|row| row.get(column))
            .map(ToString::to_string)
            .collect();
        format!("[{}]", ids.join(","))
    }

    /// No more than so many rows.
    pub fn cut(&mut self, rows: usize) {
        self.cells.truncate(rows * self.width);
    }
}

/// Somebody who runs statements.
pub trait Floor: Send {
    /// Reads, on the connection for reading.
    fn read(
        &mut self,
        statement: Statement,
        values: &[Cell],
    ) -> impl Future<Output = Result<Rows, Fault>> + Send;

    /// Runs all of it as one immediate transaction on the connection for writing; what the last that gives
    /// rows has given is handed back. The entry's id is what the first change inserted: `Cell::Null` in the
    /// later ones.
    fn write(
        &mut self,
        statements: &[(Statement, Vec<Cell>)],
    ) -> impl Future<Output = Result<Rows, Fault>> + Send;
}

/// Bare sqlx.
pub struct Bare {
    reader: SqliteConnection,
    writer: SqliteConnection,
}

impl Bare {
    /// Opens the file.
    pub async fn open(file: &Path, settings: &Settings) -> Result<Self, Fault> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .busy_timeout(Duration::from_secs(10))
            .row_buffer_size(ROW_BUFFER)
            .disable_statement_logging();
        let mut reader = options.clone().read_only(true).connect().await?;
        sqlx::raw_sql(AssertSqlSafe(settings.reader.clone()))
            .execute(&mut reader)
            .await?;
        let mut writer = options.connect().await?;
        sqlx::raw_sql(AssertSqlSafe(settings.writer.clone()))
            .execute(&mut writer)
            .await?;
        Ok(Self { reader, writer })
    }
}

impl Floor for Bare {
    async fn read(&mut self, statement: Statement, values: &[Cell]) -> Result<Rows, Fault> {
        through_sqlx(&mut self.reader, statement, values).await
    }

    async fn write(&mut self, statements: &[(Statement, Vec<Cell>)]) -> Result<Rows, Fault> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let (mut given, mut inserted) = (Rows::default(), Cell::Null);
        for (statement, values) in statements {
            if statement.columns.is_empty() {
                let mut query = sqlx::query(statement.sql);
                for value in values {
                    query = bound(query, if *value == Cell::Null { &inserted } else { value });
                }
                let done = query.execute(&mut *transaction).await?;
                if inserted == Cell::Null {
                    inserted = Cell::Int(done.last_insert_rowid());
                }
            } else {
                given = through_sqlx(&mut transaction, *statement, values).await?;
            }
        }
        transaction.commit().await?;
        Ok(given)
    }
}

type Query<'q> = sqlx::query::Query<'q, sqlx::Sqlite, sqlx::sqlite::SqliteArguments>;

fn bound<'q>(query: Query<'q>, value: &Cell) -> Query<'q> {
    match value {
        Cell::Null => query.bind(None::<i64>),
        Cell::Int(number) => query.bind(*number),
        Cell::Text(text) => query.bind(text.clone()),
    }
}

async fn through_sqlx(
    db: &mut SqliteConnection,
    statement: Statement,
    values: &[Cell],
) -> Result<Rows, Fault> {
    let mut query = sqlx::query(statement.sql);
    for value in values {
        query = bound(query, value);
    }
    let found = query.fetch_all(db).await?;
    let width = statement.columns.len();
    let mut cells = Vec::with_capacity(found.len() * width);
    for row in &found {
        for (place, kind) in statement.columns.chars().enumerate() {
            cells.push(cell(row, place, kind)?);
        }
    }
    Ok(Rows { width, cells })
}

fn cell(row: &SqliteRow, place: usize, kind: char) -> Result<Cell, Fault> {
    Ok(match kind {
        'i' => Cell::Int(row.try_get_unchecked(place)?),
        'I' => row
            .try_get_unchecked::<Option<i64>, _>(place)?
            .map_or(Cell::Null, Cell::Int),
        't' => Cell::Text(row.try_get_unchecked(place)?),
        _ => row
            .try_get_unchecked::<Option<String>, _>(place)?
            .map_or(Cell::Null, Cell::Text),
    })
}

/// SQLite itself.
pub struct Raw {
    reader: rusqlite::Connection,
    writer: rusqlite::Connection,
}

impl Raw {
    /// Opens the file.
    pub fn open(file: &Path, settings: &Settings) -> Result<Self, Fault> {
        let open = |settings: &str| -> Result<rusqlite::Connection, Fault> {
            let db = rusqlite::Connection::open(file)?;
            db.set_prepared_statement_cache_capacity(64);
            db.busy_timeout(Duration::from_secs(10))?;
            db.execute_batch(settings)?;
            Ok(db)
        };
        Ok(Self {
            reader: open(&settings.reader)?,
            writer: open(&settings.writer)?,
        })
    }

    /// Runs a statement that is nobody's, for choosing and comparing.
    pub fn ask(&self, sql: &'static str, columns: &'static str, values: &[Cell]) -> Result<Rows, Fault> {
        through_rusqlite(&self.reader, Statement { sql, columns }, values)
    }
}

impl Floor for Raw {
    async fn read(&mut self, statement: Statement, values: &[Cell]) -> Result<Rows, Fault> {
        through_rusqlite(&self.reader, statement, values)
    }

    async fn write(&mut self, statements: &[(Statement, Vec<Cell>)]) -> Result<Rows, Fault> {
        let transaction = self
            .writer
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let (mut given, mut inserted) = (Rows::default(), Cell::Null);
        for (statement, values) in statements {
            if statement.columns.is_empty() {
                let mut values = values
                    .iter()
                    .map(|value| if *value == Cell::Null { &inserted } else { value });
                for part in parts(statement.sql) {
                    let mut prepared = transaction.prepare_cached(part)?;
                    let own = values.by_ref().take(prepared.parameter_count());
                    prepared.execute(rusqlite::params_from_iter(own))?;
                }
                if inserted == Cell::Null {
                    inserted = Cell::Int(transaction.last_insert_rowid());
                }
            } else {
                given = through_rusqlite(&transaction, *statement, values)?;
            }
        }
        transaction.commit()?;
        Ok(given)
    }
}

fn through_rusqlite(db: &rusqlite::Connection, statement: Statement, values: &[Cell]) -> Result<Rows, Fault> {
    let mut prepared = db.prepare_cached(statement.sql)?;
    let mut found = prepared.query(rusqlite::params_from_iter(values))?;
    let (width, mut cells) = (statement.columns.len(), Vec::new());
    while let Some(row) = found.next()? {
        for (place, kind) in statement.columns.chars().enumerate() {
            cells.push(match kind {
                'i' => Cell::Int(row.get(place)?),
                'I' => row.get::<_, Option<i64>>(place)?.map_or(Cell::Null, Cell::Int),
                't' => Cell::Text(row.get(place)?),
                _ => row
                    .get::<_, Option<String>>(place)?
                    .map_or(Cell::Null, Cell::Text),
            });
        }
    }
    Ok(Rows { width, cells })
}
