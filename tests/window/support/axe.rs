//! The accessibility rules of axe, run inside the page.

use std::fmt;

use serde_json::{Value, json};

use crate::trouble::answered;
use crate::{Desk, Result, Trouble, driver};

/// WCAG 2.0 to 2.2, levels A and AA.
const TAGS: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/// Asks axe, and hands back only what can cross: rule, weight, and where.
const RUN: &str = "\
const [tags, done] = arguments;
axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }).then(
  (result) => done(result.violations.map((one) => ({
    rule: one.id,
    weight: one.impact,
    help: one.help,
    places: one.nodes.map((node) => node.html + ' — ' + node.failureSummary),
  }))),
  (problem) => done(String(problem)),
);";

/// One rule of axe that the page breaks.
#[derive(Clone, Debug)]
pub struct Violation {
    /// axe's own name of the rule, such as `color-contrast`.
    pub rule: String,
    /// How grave axe calls it.
    pub weight: String,
    /// What the rule asks for.
    pub help: String,
    /// The elements, with what is wrong with each.
    pub places: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} ({}): {}", self.rule, self.weight, self.help)?;
        self.places
            .iter()
            .try_for_each(|place| write!(out, "\n    {place}"))
    }
}

impl Desk {
    /// The rules that the page as it stands now breaks.
    pub async fn violations(&self) -> Result<Vec<Violation>> {
        let present = self.script("return typeof axe === 'object'", vec![]).await?;
        if present != json!(true) {
            let path = driver::project().join("ui/node_modules/axe-core/axe.min.js");
            let source = std::fs::read_to_string(&path)
                .map_err(|problem| Trouble::new(format!("{}: {problem}", path.display())))?;
            // axe looks for a module loader first and only then for the window to put itself on.
            self.script(&format!("{source};window.axe = axe;"), vec![])
                .await?;
        }
        let answer = answered(self.client().execute_async(RUN, vec![json!(TAGS)])).await?;
        let Value::Array(violations) = &answer else {
            return Err(Trouble::new(format!("axe did not finish: {answer}")));
        };
        Ok(violations.iter().map(violation).collect())
    }

    /// Fails with every rule that the page as it stands now breaks; `what` says which page that is.
    pub async fn breaks_no_rule(&self, what: &str) -> Result<()> {
        let violations = self.violations().await?;
        if violations.is_empty() {
            return Ok(());
        }
        let list: Vec<String> = violations.iter().map(Violation::to_string).collect();
        Err(self
            .trouble(&format!("axe finds on {what}:\n{}", list.join("\n")))
            .await)
    }
}

fn violation(answer: &Value) -> Violation {
    let words = |name: &str| {
        answer
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let places = answer
        .get("places")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    Violation {
        rule: words("rule"),
        weight: words("weight"),
        help: words("help"),
        places: places
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
    }
}
