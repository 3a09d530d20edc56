//! Goes through the table with one window a language for the sample, and photographs.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use lobby_window_tests::{Desk, Opening, Result, Size, Trouble, css, damage, project, role};
use serde_json::json;
use tempfile::TempDir;

use crate::table::{Place, SCREENS, Screen, Step};

/// Who looks at the sample building: its administrator, who sees every screen.
const WHO: &str = "Noor Haddad";

/// Shown in the place of the folder that the window works on, which no two machines have alike.
const FOLDER: &str = "/home/desk/.local/share/app.lobby.desk";

/// The backup in a damaged building, without its ending.
const BACKUP: &str = "lobby-20261125T190000Z";

const SIZES: [(Size, &str); 2] = [(Size::WIDE, "1280x800"), (Size::NARROW, "900x640")];
const THEMES: [&str; 2] = ["light", "dark"];

/// Puts words into the place of others everywhere on the page.
const INSTEAD: &str = "\
const [found, words] = arguments;
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const { currentNode } = texts;
  if (currentNode.data.includes(found)) currentNode.data = currentNode.data.replaceAll(found, words);
}";

/// A language as the screen and the file names have it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    English,
    French,
}

impl Language {
    fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    fn choose(self, [english, french]: [&'static str; 2]) -> &'static str {
        match self {
            Self::English => english,
            Self::French => french,
        }
    }
}

/// Photographs the screens whose name contains one of these; all of them when there are none.
pub async fn photograph_all(names: &[String]) -> Result<()> {
    let chosen = SCREENS
        .iter()
        .filter(|screen| names.is_empty() || names.iter().any(|name| screen.name.contains(name.as_str())));
    let chosen: Vec<&Screen> = chosen.collect();
    for language in [Language::English, Language::French] {
        let mut sample = None;
        for screen in &chosen {
            for size in SIZES {
                match screen.place {
                    Place::FirstDay => {
                        photograph(&Desk::open_new().await?, screen, language, size).await?;
                    }
                    Place::InUse => {
                        let first = Desk::open_new().await?;
                        let desk = Opening::default().on(first.data()).open().await?;
                        photograph(&desk, screen, language, size).await?;
                    }
                    Place::Damaged => {
                        let folder = damaged().await?;
                        let desk = Opening::default().on(folder.path()).open().await?;
                        photograph(&desk, screen, language, size).await?;
                    }
                    _ => {
                        let desk = match sample.take() {
                            Some(desk) => desk,
                            None => Desk::open_sample().await?,
                        };
                        photograph(&desk, screen, language, size).await?;
                        sample = Some(desk);
                    }
                }
            }
        }
    }
    Ok(())
}

/// A data folder with the sample building, a backup of it, and a file that was damaged since.
async fn damaged() -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    let desk = Opening::default().sample().on(folder.path()).open().await?;
    desk.sign_in_to_sample(WHO).await?;
    // A page that is still coming would take the call with it when it goes.
    desk.see(css("main h1")).await?;
    desk.settled().await?;
    desk.must_call("back_up", json!({})).await?;
    desk.kill().await?;
    damage(folder.path(), "WT-0418")?;
    // The name says when it was made; this hour stays.
    for backup in std::fs::read_dir(folder.path().join("backups"))?.flatten() {
        let fixed = backup
            .path()
            .with_file_name(BACKUP)
            .with_extension(backup.path().extension().unwrap_or_default());
        std::fs::rename(backup.path(), fixed)?;
    }
    Ok(folder)
}

/// Comes to the screen, and paints it light and dark: both are the same page.
async fn photograph(
    desk: &Desk,
    screen: &Screen,
    language: Language,
    (size, measure): (Size, &str),
) -> Result<()> {
    let named = |problem| Trouble::new(format!("{} ({measure}): {problem}", screen.name));
    desk.resize(size).await?;
    show(desk, screen, language).await.map_err(named)?;
    for theme in THEMES {
        let paint = "document.documentElement.dataset.theme = arguments[0]";
        desk.script(paint, vec![json!(theme)]).await?;
        desk.settled().await?;
        let name = format!("{}-{}-{theme}-{measure}.png", screen.name, language.code());
        let file = project().join("docs/screens").join(&name);
        desk.photograph(&file).await?;
        reduce(&file);
        println!("{name}");
    }
    Ok(())
}

/// Makes a picture a third of its size, with the 256 colours that are most in it. Where ImageMagick is
/// not installed it stays as it is: it shows the same.
fn reduce(file: &Path) {
    let palette = [
        "-strip",
        "+dither",
        "-colors",
        "256",
        "-define",
        "png:compression-level=9",
    ];
    let mut small = std::ffi::OsString::from("PNG8:");
    small.push(file);
    let _ = Command::new("convert")
        .arg(file)
        .args(palette)
        .arg(small)
        .stderr(Stdio::null())
        .status();
}

/// Shows a screen as from a start, so that none depends on the one before.
async fn show(desk: &Desk, screen: &Screen, language: Language) -> Result<()> {
    come_to(desk, screen.place, language).await?;
    // A caret comes and goes.
    let still = "document.documentElement.style.caretColor = 'transparent'";
    desk.script(still, vec![]).await?;
    for step in screen.steps {
        take(desk, step, language).await?;
    }
    desk.see(css(screen.shows)).await?;
    desk.settled().await?;
    let folder = desk.data().display().to_string();
    desk.script(INSTEAD, vec![json!(folder), json!(FOLDER)]).await?;
    Ok(())
}

async fn come_to(desk: &Desk, place: Place, language: Language) -> Result<()> {
    match place {
        Place::FirstDay | Place::InUse | Place::Damaged => desk.reload().await?,
        Place::SignIn => {
            // Refused where nobody is signed in, which is what is wanted.
            let _ = desk.call("sign_out", json!({})).await?;
            desk.reload().await?;
        }
        Place::Locked => {
            desk.sign_in_to_sample(WHO).await?;
            desk.must_call("lock", json!({})).await?;
            desk.reload().await?;
        }
        Place::Desk(route, query) => {
            let preferences =
                json!({ "language": language.code(), "theme": "system", "density": "comfortable" });
            let preferences = json!({ "preferences": preferences });
            if desk.call("save_preferences", preferences.clone()).await?.is_err() {
                desk.sign_in_to_sample(WHO).await?;
                desk.must_call("save_preferences", preferences).await?;
            }
            desk.go(&address(desk, route, query).await?).await?;
            desk.reload().await?;
        }
    }
    desk.settled().await?;
    if !matches!(place, Place::Desk(..)) && language == Language::French {
        // Nobody is signed in whose preferences would hold: the language is chosen on the screen, which
        // leaves neither the focus nor the mouse behind.
        desk.see(role("button", "Français")).await?;
        let choose = "document.querySelector('header button').click()";
        desk.script(choose, vec![]).await?;
        desk.see(role("button", "English")).await?;
    }
    Ok(())
}

async fn take(desk: &Desk, step: &Step, language: Language) -> Result<()> {
    match step {
        Step::Press(selector) => press(desk, selector).await,
        Step::Keys(chord) => {
            desk.settled().await?;
            desk.press(chord).await
        }
        Step::Write(selector, words) => desk.fill(css(selector), language.choose(*words)).await,
        Step::File(name) => {
            desk.see(css("main button")).await?;
            let samples = project().join("crates/import/tests/samples");
            desk.choose_file(&samples.join(Path::new(name))).await
        }
        Step::Instead(selector, words) => {
            let chance = desk.words_of(css(selector)).await?;
            let words = language.choose(*words);
            desk.script(INSTEAD, vec![json!(chance), json!(words)])
                .await
                .map(|_| ())
        }
        Step::BackUp => {
            let status = desk.must_call("backup_status", json!({})).await?;
            if status.get("backups") == Some(&json!([])) {
                desk.must_call("back_up", json!({})).await?;
            }
            desk.see(css("main li")).await.map(|_| ())
        }
        Step::FailBackups => fail_backups(desk).await,
    }
}

/// Writes down that backups fail where the core itself does. It was tried just now: the next try is an
/// hour away.
async fn fail_backups(desk: &Desk) -> Result<()> {
    let now = desk.script("return new Date().toISOString()", vec![]).await?;
    let failing = json!({
        "since": "2026-11-26T15:00:00Z", "tried_at": now,
        "detail": "/mnt/stick: No such device (os error 19)",
    });
    let settings = json!({
        "folder": null, "daily": true, "made_at": "2026-11-25T19:00:00Z", "failing": failing,
    });
    std::fs::write(desk.data().join("backup.json"), settings.to_string())?;
    desk.reload().await
}

/// Presses the last shown thing that the selector finds.
async fn press(desk: &Desk, selector: &str) -> Result<()> {
    // A list that is still being narrowed down would give way under the mouse.
    desk.see(css(selector)).await?;
    desk.settled().await?;
    let begun = Instant::now();
    loop {
        desk.see(css(selector)).await?;
        let last = desk.all(&css(selector)).await?.pop();
        match last {
            Some(part) if part.click().await.is_ok() => return Ok(()),
            // It moved or was drawn anew between finding and pressing.
            _ if begun.elapsed() < Duration::from_secs(10) => {
                tokio::time::sleep(Duration::from_millis(40)).await;
            }
            _ => return Err(desk.trouble(&format!("{selector} cannot be pressed")).await),
        }
    }
}

/// The route with its id in it.
async fn address(desk: &Desk, route: &str, query: Option<&'static str>) -> Result<String> {
    let Some(query) = query else {
        return Ok(route.to_owned());
    };
    let answers = desk.database().words(query).await?;
    let id = answers
        .first()
        .ok_or_else(|| Trouble::new(format!("the sample has none: {query}")))?;
    Ok(route.replace("{id}", id))
}
