//! One window of the program, and what a person does in it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::{self, Driver};
use crate::trouble::answered;
use crate::{Database, Find, Part, Result, ScreenWindow, Trouble, keys};

/// How long something may take to appear: generous, because two windows share two cores.
pub(crate) const PATIENCE: Duration = Duration::from_secs(15);

/// Between two looks at the screen.
pub(crate) const PAUSE: Duration = Duration::from_millis(40);

/// A size of the window's inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
}

impl Size {
    /// The size that the pictures of the design have.
    pub const WIDE: Self = Self {
        width: 1280,
        height: 800,
    };
    /// The smallest that everything must fit into.
    pub const NARROW: Self = Self {
        width: 900,
        height: 640,
    };
}

/// How a window is to be opened.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    data: Option<PathBuf>,
    sample: bool,
    program: Option<PathBuf>,
    pub(crate) settings: Vec<(&'static str, OsString)>,
}

impl Opening {
    /// On this data folder instead of a new one.
    #[must_use]
    pub fn on(mut self, data: &Path) -> Self {
        self.data = Some(data.to_path_buf());
        self
    }

    /// On the sample building.
    #[must_use]
    pub fn sample(mut self) -> Self {
        self.sample = true;
        self
    }

    /// Of this program instead of the one that people install.
    #[must_use]
    pub fn of(mut self, program: &Path) -> Self {
        self.program = Some(program.to_path_buf());
        self
    }

    /// With this in the program's environment.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.settings.push((name, value.into()));
        self
    }

    pub(crate) fn program(&self) -> PathBuf {
        self.program.clone().unwrap_or_else(driver::lobby)
    }

    /// Opens it.
    pub async fn open(self) -> Result<Desk> {
        Desk::start(self).await
    }
}

/// A window of the real program on a data folder of its own. Dropping it ends every process behind it.
pub struct Desk {
    client: Client,
    driver: Driver,
    data: PathBuf,
    opening: Opening,
    /// What the web view keeps, and the data folder of a desk that was given none; removed at the end.
    home: TempDir,
}

impl Desk {
    /// A window on an empty data folder, as on the first day.
    pub async fn open_new() -> Result<Self> {
        Opening::default().open().await
    }

    /// A window on the sample building, in a folder of its own.
    pub async fn open_sample() -> Result<Self> {
        Opening::default().sample().open().await
    }

    async fn start(opening: Opening) -> Result<Self> {
        let home = tempfile::Builder::new().prefix("lobby-window-").tempdir()?;
        let data = match &opening.data {
            Some(folder) => folder.clone(),
            None => home.path().join("data"),
        };
        let driver = Driver::start(home.path(), &opening)?;
        let client = connect(&driver, &opening, &data).await?;
        let desk = Self {
            client,
            driver,
            data,
            opening,
            home,
        };
        desk.loaded().await?;
        desk.resize(Size::WIDE).await?;
        Ok(desk)
    }

    /// Ends the program as a power cut would, in the middle of whatever it does.
    pub async fn kill(&self) -> Result<()> {
        let process = self.process()?;
        driver::signal("-KILL", &process.to_string())?;
        let begun = Instant::now();
        // What it held open it holds until its last thread has ended, which is later than it has no name.
        while driver::holds_anything(process) {
            if begun.elapsed() > PATIENCE {
                return Err(Trouble::new("the killed program does not end"));
            }
            tokio::time::sleep(PAUSE).await;
        }
        self.ended().await
    }

    /// Whether the program runs.
    pub fn runs(&self) -> bool {
        self.process().is_ok()
    }

    /// Waits until the program has ended, by whatever.
    pub async fn ended(&self) -> Result<()> {
        let begun = Instant::now();
        while self.runs() {
            if begun.elapsed() > PATIENCE {
                return Err(Trouble::new("the program does not end"));
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    /// The process of the program.
    pub fn process(&self) -> Result<u32> {
        self.driver.process(&self.data)
    }

    /// Opens a new window on the same data folder, after a `kill` or a `quit`.
    pub async fn reopen(self) -> Result<Self> {
        let Self {
            client,
            driver,
            data,
            opening,
            home,
        } = self;
        drop((client, driver));
        let driver = Driver::start(home.path(), &opening)?;
        // The sample is there by now; asked for again it would be made again.
        let opening = Opening {
            sample: false,
            ..opening
        };
        let client = connect(&driver, &opening, &data).await?;
        let desk = Self {
            client,
            driver,
            data,
            opening,
            home,
        };
        desk.loaded().await?;
        desk.resize(Size::WIDE).await?;
        Ok(desk)
    }

    /// The window as its screen has it.
    pub fn on_screen(&self) -> Result<ScreenWindow> {
        ScreenWindow::of(self.driver.display(), self.process()?)
    }

    /// Starts the program once more on the same data, and waits for its end; whether it ended well.
    pub async fn start_again(&self) -> Result<bool> {
        let mut again = std::process::Command::new(self.opening.program())
            .arg("--data-dir")
            .arg(&self.data)
            .env("DISPLAY", self.driver.display())
            .env("GDK_BACKEND", "x11")
            .env("HOME", self.home.path())
            .spawn()?;
        let begun = Instant::now();
        loop {
            if let Some(ended) = again.try_wait()? {
                return Ok(ended.success());
            }
            if begun.elapsed() > PATIENCE {
                again.kill()?;
                return Err(Trouble::new("the second start does not end"));
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// The data folder of this desk.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The database behind this window.
    pub fn database(&self) -> Database {
        Database::of(&self.data)
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Runs a script in the page and returns its answer.
    pub async fn script(&self, source: &str, arguments: Vec<Value>) -> Result<Value> {
        answered(self.client.execute(source, arguments)).await
    }

    /// Everything shown that fits, now.
    pub async fn all(&self, find: &Find) -> Result<Vec<Part>> {
        self.all_in(None, find).await
    }

    /// Everything shown that fits, now, in the first that fits `within`; nothing where there is none.
    async fn all_in(&self, within: Option<&Find>, find: &Find) -> Result<Vec<Part>> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.look(within, find).await {
                // What was found went from the page before the driver could take hold of it.
                Err(problem) if tries < 4 && problem.is_of_what_went() => tokio::time::sleep(PAUSE).await,
                answered => return answered,
            }
        }
    }

    async fn look(&self, within: Option<&Find>, find: &Find) -> Result<Vec<Part>> {
        let script = include_str!("find.js");
        let within = match within {
            Some(find) => match self.elements(script, find, Value::Null).await?.into_iter().next() {
                Some(first) => first,
                None => return Ok(Vec::new()),
            },
            None => Value::Null,
        };
        let elements = self.elements(script, find, within).await?;
        elements
            .into_iter()
            .map(|element| Ok(Part::new(self.element(element)?)))
            .collect()
    }

    async fn elements(&self, script: &str, find: &Find, within: Value) -> Result<Vec<Value>> {
        let answer = self.script(script, vec![find.as_json(), within]).await?;
        Ok(serde_json::from_value(answer)?)
    }

    fn element(&self, answer: Value) -> Result<Element> {
        let id = answer
            .as_object()
            .and_then(|object| object.values().next())
            .and_then(Value::as_str);
        let id =
            id.ok_or_else(|| Trouble::new(format!("the page answered {answer}, which is no element")))?;
        Ok(Element::from_element_id(
            self.client.clone(),
            id.to_owned().into(),
        ))
    }

    /// Waits until it is shown, and returns the first that fits.
    pub async fn see(&self, find: Find) -> Result<Part> {
        self.see_in(None, find).await
    }

    /// Waits until it is shown inside of something else. Both are looked for anew each time, for what holds
    /// it may be drawn anew in between.
    pub async fn see_inside(&self, within: Find, find: Find) -> Result<Part> {
        self.see_in(Some(within), find).await
    }

    async fn see_in(&self, within: Option<Find>, find: Find) -> Result<Part> {
        let begun = Instant::now();
        loop {
            if let Some(first) = self.all_in(within.as_ref(), &find).await?.into_iter().next() {
                return Ok(first);
            }
            if begun.elapsed() > PATIENCE {
                let place = within.map_or_else(String::new, |within| format!(" in {}", within.in_words()));
                let words = format!("{}{place} does not appear", find.in_words());
                return Err(self.trouble(&words).await);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Waits for something inside of something else, and presses it.
    pub async fn click_inside(&self, within: Find, find: Find) -> Result<()> {
        let begun = Instant::now();
        loop {
            let part = self.see_inside(within.clone(), find.clone()).await?;
            match part.click().await {
                Ok(()) => return Ok(()),
                // It was drawn anew, or moved, between finding and pressing.
                Err(problem) if begun.elapsed() > PATIENCE => {
                    let words = format!("{} cannot be pressed: {problem}", find.in_words());
                    return Err(self.trouble(&words).await);
                }
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
        }
    }

    /// Waits for it and reads its words, as they are drawn.
    pub async fn words_of(&self, find: Find) -> Result<String> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.see(find.clone()).await?.words().await {
                Err(problem) if tries < 4 && problem.is_of_what_went() => tokio::time::sleep(PAUSE).await,
                answered => return answered,
            }
        }
    }

    /// Waits until nothing that fits is shown any more.
    pub async fn see_gone(&self, find: Find) -> Result<()> {
        let begun = Instant::now();
        while !self.all(&find).await?.is_empty() {
            if begun.elapsed() > PATIENCE {
                return Err(self
                    .trouble(&format!("{} does not go away", find.in_words()))
                    .await);
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    /// Fails when it is shown now. Ask after something has been seen that proves the screen complete.
    pub async fn see_none(&self, find: Find) -> Result<()> {
        if self.all(&find).await?.is_empty() {
            return Ok(());
        }
        Err(self
            .trouble(&format!("{} is shown, and must not be", find.in_words()))
            .await)
    }

    /// Waits for it and presses it with the mouse.
    pub async fn click(&self, find: Find) -> Result<()> {
        let begun = Instant::now();
        loop {
            // The screen may be drawn anew between finding and pressing, or still be moving under the mouse.
            match self.see(find.clone()).await?.click().await {
                Ok(()) => return Ok(()),
                Err(problem) if begun.elapsed() > PATIENCE => {
                    return Err(self
                        .trouble(&format!("{} cannot be pressed: {problem}", find.in_words()))
                        .await);
                }
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
        }
    }

    /// Waits for a field and puts these words in the place of what it holds.
    pub async fn fill(&self, find: Find, words: &str) -> Result<()> {
        self.see(find).await?.fill(self, words).await
    }

    /// Presses keys where the focus is: `Tab`, `Escape`, `Ctrl+Enter`, `j`.
    pub async fn press(&self, chord: &str) -> Result<()> {
        answered(self.client.perform_actions(keys::strokes(chord)?)).await
    }

    /// Types words where the focus is.
    pub async fn type_words(&self, words: &str) -> Result<()> {
        let at = answered(self.client.active_element()).await?;
        answered(at.send_keys(words)).await
    }

    /// What has the focus: its name for a screen reader, or its words.
    pub async fn focused(&self) -> Result<String> {
        let script = "\
const at = document.activeElement;
if (!at || at === document.body) return '';
const label = at.labels && at.labels[0];
return at.getAttribute('aria-label') || (label ? label.textContent : '') || at.textContent.trim() || at.localName;";
        Ok(self
            .script(script, vec![])
            .await?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    }

    /// The words on the whole page, as they are drawn.
    pub async fn words(&self) -> Result<String> {
        Ok(self
            .script("return document.body.innerText", vec![])
            .await?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    }

    /// The title of the page.
    pub async fn title(&self) -> Result<String> {
        answered(self.client.title()).await
    }

    /// Gives the inside of the window this size, and waits until it has it.
    pub async fn resize(&self, size: Size) -> Result<()> {
        let begun = Instant::now();
        loop {
            let inside = self.script("return [innerWidth, innerHeight]", vec![]).await?;
            if inside == json!([size.width, size.height]) {
                return Ok(());
            }
            if begun.elapsed() > PATIENCE {
                return Err(Trouble::new(format!(
                    "the window stays at {inside}, not {size:?}"
                )));
            }
            // The driver sizes the outside; a title bar may take some of it.
            let (width, height) = answered(self.client.get_window_size()).await?;
            let over = |outside: u64, index: usize| {
                let inner = inside.get(index).and_then(Value::as_u64).unwrap_or(outside);
                u32::try_from(outside.saturating_sub(inner)).unwrap_or_default()
            };
            let outside = (size.width + over(width, 0), size.height + over(height, 1));
            answered(self.client.set_window_size(outside.0, outside.1)).await?;
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Photographs the inside of the window.
    pub async fn photograph(&self, file: &Path) -> Result<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(std::fs::write(file, answered(self.client.screenshot()).await?)?)
    }

    /// A failure with what helps to understand it: the words on the screen, and a photograph.
    pub async fn trouble(&self, words: &str) -> Trouble {
        let name = std::thread::current()
            .name()
            .unwrap_or("window")
            .replace("::", "-");
        let file = driver::target()
            .join("window-failures")
            .join(format!("{name}.png"));
        let photograph = match self.photograph(&file).await {
            Ok(()) => file.display().to_string(),
            Err(problem) => format!("none: {problem}"),
        };
        let screen = self.words().await.unwrap_or_default();
        Trouble::new(format!(
            "{words}\nphotograph: {photograph}\nthe screen says:\n{screen}"
        ))
    }
}

/// Opens the window; the driver needs a moment before it listens.
async fn connect(driver: &Driver, opening: &Opening, data: &Path) -> Result<Client> {
    let mut arguments = vec![json!("--data-dir"), json!(data)];
    if opening.sample {
        arguments.push(json!("--sample"));
    }
    let program = opening.program();
    if !program.exists() {
        return Err(Trouble::new(format!(
            "{} is not built: cargo xtask test build",
            program.display()
        )));
    }
    let mut capabilities = serde_json::Map::new();
    capabilities.insert(
        "tauri:options".to_owned(),
        json!({ "application": program, "args": arguments }),
    );
    let begun = Instant::now();
    loop {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        match builder
            .capabilities(capabilities.clone())
            .connect(&driver.address())
            .await
        {
            Ok(client) => return Ok(client),
            Err(problem) if begun.elapsed() > PATIENCE => {
                return Err(Trouble::new(format!("no window opens: {problem}")));
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}
