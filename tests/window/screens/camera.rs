//! Goes through the table with one window a language and a kind of folder, and photographs.

use std::path::PathBuf;

use lobby_window_tests::{Desk, Result, Size, Trouble, project, role};
use serde_json::json;

use crate::table::{Place, SCREENS, Screen, Step};

/// Who looks at the sample building: its administrator, who sees every screen.
const WHO: &str = "Noor Haddad";

const SIZES: [(Size, &str); 2] = [(Size::WIDE, "1280x800"), (Size::NARROW, "900x640")];
const THEMES: [&str; 2] = ["light", "dark"];

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
    let chosen =
        |screen: &&Screen| names.is_empty() || names.iter().any(|name| screen.name.contains(name.as_str()));
    for language in [Language::English, Language::French] {
        let (first_day, later): (Vec<&Screen>, Vec<&Screen>) = SCREENS
            .iter()
            .filter(chosen)
            .partition(|screen| matches!(screen.place, Place::FirstDay));
        if !first_day.is_empty() {
            photograph(&Desk::open_new().await?, &first_day, language).await?;
        }
        if !later.is_empty() {
            photograph(&Desk::open_sample().await?, &later, language).await?;
        }
    }
    Ok(())
}

async fn photograph(desk: &Desk, screens: &[&Screen], language: Language) -> Result<()> {
    for screen in screens {
        for theme in THEMES {
            for (size, measure) in SIZES {
                desk.resize(size).await?;
                show(desk, screen, language, theme).await?;
                let name = format!("{}-{}-{theme}-{measure}.png", screen.name, language.code());
                let file: PathBuf = project().join("docs/screens").join(&name);
                desk.photograph(&file).await?;
                println!("{name}");
            }
        }
    }
    Ok(())
}

/// Shows a screen as from a start, so that none depends on the one before.
async fn show(desk: &Desk, screen: &Screen, language: Language, theme: &str) -> Result<()> {
    match screen.place {
        Place::FirstDay => desk.reload().await?,
        Place::SignIn => {
            // Refused where nobody is signed in, which is what is wanted.
            let _ = desk.call("sign_out", json!({})).await?;
            desk.reload().await?;
        }
        Place::Desk(route, query) => {
            let preferences =
                json!({ "language": language.code(), "theme": theme, "density": "comfortable" });
            if desk
                .call("save_preferences", json!({ "preferences": preferences }))
                .await?
                .is_err()
            {
                desk.sign_in_to_sample(WHO).await?;
                desk.must_call("save_preferences", json!({ "preferences": preferences }))
                    .await?;
            }
            desk.go(&address(desk, route, query).await?).await?;
            desk.reload().await?;
        }
    }
    desk.settled().await?;
    if !matches!(screen.place, Place::Desk(..)) {
        // Nobody is signed in whose preferences would hold: the language is chosen on the screen, and
        // the theme is the system's, which a virtual screen has none of.
        if language == Language::French {
            desk.click(role("button", "Français")).await?;
        }
        desk.script(
            "document.documentElement.dataset.theme = arguments[0]",
            vec![json!(theme)],
        )
        .await?;
    }
    for step in screen.steps {
        match step {
            Step::ClickInPanel(kind, names) => {
                let panel = desk.see(role("complementary", "").of_any_name()).await?;
                desk.see_inside(&panel, role(kind, language.choose(*names)).containing())
                    .await?
                    .click()
                    .await?;
            }
            Step::Press(chord) => desk.press(chord).await?,
        }
    }
    desk.settled().await
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
