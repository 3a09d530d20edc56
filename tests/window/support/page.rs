//! Around the screen: commands called past it, addresses, and who is signed in.

use std::path::Path;
use std::time::Instant;

use fantoccini::Locator;
use serde_json::{Value, json};

use crate::desk::{PATIENCE, PAUSE};
use crate::trouble::answered;
use crate::{Desk, Result, Trouble};

/// The program calls its own commands this way; a test does it to go past what the screen offers.
const CALL: &str = "\
const [command, input, done] = arguments;
window.__TAURI_INTERNALS__.invoke(command, input).then(
  (answer) => done({ answer: answer === undefined ? null : answer }),
  (problem) => done({ problem }),
);";

/// True when the page of the program is there: a new window shows an empty one for a moment, and a page that
/// is drawn anew stands for a moment longer as it was.
const LOADED: &str = "\
return location.href !== 'about:blank' && document.readyState === 'complete' && !window.isLeft";

/// True when nothing moves, loads or waits any more, asked again after two frames.
const STILL: &str = "\
const done = arguments[0];
const still = () => document.fonts.status === 'loaded' && !document.querySelector('[aria-busy=true]')
  && !document.getAnimations().some((one) => one.playState === 'running');
if (!still()) done(false);
else requestAnimationFrame(() => requestAnimationFrame(() => done(still())));";

impl Desk {
    /// Runs a script that answers later, through its last argument.
    pub async fn script_async(&self, source: &str, arguments: Vec<Value>) -> Result<Value> {
        answered(self.client().execute_async(source, arguments)).await
    }

    /// Chooses a file where the page asks for one. The system's own dialog is not the page's to open.
    pub async fn choose_file(&self, file: &Path) -> Result<()> {
        let field = self.client().find(Locator::Css("input[type=file]"));
        let field = answered(field).await?;
        answered(field.send_keys(&file.display().to_string())).await
    }

    /// Waits until the focus is on something with this in its name.
    pub async fn has_focus(&self, name: &str) -> Result<()> {
        let begun = Instant::now();
        loop {
            let focused = self.focused().await?;
            if focused.contains(name) {
                return Ok(());
            }
            if begun.elapsed() > PATIENCE {
                return Err(self
                    .trouble(&format!("the focus is on “{focused}”, not on “{name}”"))
                    .await);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Calls a command of the core past the screen. The inner result is the core's own answer: what it
    /// gives, or the problem that it refuses with.
    pub async fn call(&self, command: &str, input: Value) -> Result<std::result::Result<Value, Value>> {
        let outcome = answered(self.client().execute_async(CALL, vec![json!(command), input])).await?;
        match (outcome.get("answer"), outcome.get("problem")) {
            (Some(answer), _) => Ok(Ok(answer.clone())),
            (None, Some(problem)) => Ok(Err(problem.clone())),
            (None, None) => Err(Trouble::new(format!("{command} answered {outcome}"))),
        }
    }

    /// Calls a command that must not be refused.
    pub async fn must_call(&self, command: &str, input: Value) -> Result<Value> {
        let outcome = self.call(command, input).await?;
        outcome.map_err(|problem| Trouble::new(format!("{command} was refused: {problem}")))
    }

    /// Signs somebody of the sample building in, past the screen, and shows the desk.
    pub async fn sign_in_to_sample(&self, name: &str) -> Result<()> {
        // Whoever is signed in now gives way; where nobody is, there is nothing to refuse.
        let _ = self.call("sign_out", json!({})).await?;
        let state = self.must_call("app_state", json!({})).await?;
        let password = state.get("sample_password").and_then(Value::as_str);
        let password =
            password.ok_or_else(|| Trouble::new(format!("this is no sample building: {state}")))?;
        self.must_call("sign_in", json!({ "who": name, "password": password }))
            .await?;
        self.reload().await
    }

    /// Draws the page from the beginning, as after a start.
    pub async fn reload(&self) -> Result<()> {
        self.script("window.isLeft = true", vec![]).await?;
        answered(self.client().refresh()).await?;
        self.loaded().await
    }

    /// Waits until the page of the program is there, and scripts in it are not cut off.
    pub(crate) async fn loaded(&self) -> Result<()> {
        let begun = Instant::now();
        while self.script(LOADED, vec![]).await? != json!(true) {
            if begun.elapsed() > PATIENCE {
                return Err(self.trouble("the page does not load").await);
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    /// Goes to an address of the window: `/bookings`, `/conversations/ID`.
    pub async fn go(&self, route: &str) -> Result<()> {
        self.script("location.hash = '#' + arguments[0]", vec![json!(route)])
            .await?;
        Ok(())
    }

    /// The address of the window now.
    pub async fn route(&self) -> Result<String> {
        let hash = self
            .script("return location.hash.replace(/^#/, '')", vec![])
            .await?;
        Ok(hash.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until nothing on the screen moves, loads or waits any more.
    pub async fn settled(&self) -> Result<()> {
        let begun = Instant::now();
        loop {
            match answered(self.client().execute_async(STILL, vec![])).await {
                Ok(Value::Bool(true)) => return Ok(()),
                Ok(_) => {}
                // A page that is just being replaced by another is not at rest.
                Err(problem) if problem.to_string().contains("unload event") => {}
                Err(problem) => return Err(problem),
            }
            if begun.elapsed() > PATIENCE {
                return Err(self.trouble("the screen does not come to rest").await);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}
