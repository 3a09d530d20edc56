//! S1 on the window application: it dies while staff press Send, Start, Close or Reopen. What it showed as done is
//! there afterwards, what it did not show is there whole or not at all, and what was typed is somewhere.

use std::{collections::BTreeMap, fs, path::PathBuf, time::Duration};

use lobby_domain::{conversation::ConversationState, entry::DraftKind};
use lobby_faults::{
    Failure,
    folder::{PASSWORD, copy, make},
    judge::{Expected, Verdict},
    protocol::Line,
    random::Random,
    state::{Place, State},
    step::Step,
};
use lobby_window_tests::{Desk, Opening, label, role, text};
use serde_json::json;
use tempfile::TempDir;

use crate::{look, settings::Settings};

/// Kills before a new folder begins.
const KILLS_A_FOLDER: usize = 9;
/// Those whose first booking in the list has no conversation yet: resident and booking.
const STARTS: [(i64, i64); 3] = [(5, 13), (6, 22), (8, 16)];
/// Who is at the desk.
const ME: (i64, &str) = (1, "Ada");

/// Where a press may end, between its first write and the answer.
const SENDING: &[&str] = &[
    "after_said",
    "after_files_sent",
    "before_commit",
    "after_commit",
    "before_answer",
];
const STARTING: &[&str] = &["after_conversation", "after_drafts_moved"];
const TURNING: &[&str] = &[
    "after_state",
    "after_happening",
    "after_record",
    "before_commit",
    "after_commit",
    "before_answer",
];

struct House {
    home: TempDir,
    template: State,
    folder: PathBuf,
    state: State,
    kills: usize,
    /// What must be seen in the window when it opens next: a conversation or a booking, and words in it.
    to_see: Option<(Step, bool)>,
}

#[derive(Debug, Default)]
struct Tally {
    kills: usize,
    at_points: BTreeMap<&'static str, usize>,
    outside: usize,
    shown: usize,
    there: usize,
    seen: usize,
    bad: usize,
}

/// One press: what it does, and how the program ends in it.
struct Press {
    step: Step,
    point: Option<&'static str>,
}

/// The figure.
pub async fn figure(settings: &Settings) -> Result<bool, Failure> {
    let wanted = settings.count(4, 50);
    let mut random = Random::new(settings.seed);
    let home = look::memory()?;
    let template = make(&home.path().join("template")).await?.state;
    let mut house = House::new(home, template)?;
    let mut tally = Tally::default();
    while tally.kills < wanted {
        if house.kills >= KILLS_A_FOLDER {
            house = house.anew()?;
        }
        let mark = format!("w{}.{}", settings.seed, tally.kills);
        let press = house.choose(&mut random, &mark);
        house.session(&press, &mut random, &mut tally).await?;
    }
    println!(
        "  {} kills of the window: {} at points between a write and its confirmation, {} from outside after the press",
        tally.kills,
        tally.at_points.values().sum::<usize>(),
        tally.outside
    );
    println!("  {:?}", tally.at_points);
    println!(
        "  {} presses were shown as done and are there; of the {} killed ones {} were there whole; {} times the words \
         were seen in the window that opened next; {} wrong",
        tally.shown, tally.kills, tally.there, tally.seen, tally.bad
    );
    let between = tally.at_points.values().sum::<usize>() * 100 >= tally.kills * 80;
    Ok(tally.bad == 0 && between && tally.kills >= wanted)
}

impl House {
    fn new(home: TempDir, template: State) -> Result<Self, Failure> {
        let folder = home.path().join("desk");
        let _ = fs::remove_dir_all(&folder);
        copy(&home.path().join("template"), &folder)?;
        Ok(Self {
            state: template.clone(),
            folder,
            home,
            template,
            kills: 0,
            to_see: None,
        })
    }

    fn anew(self) -> Result<Self, Failure> {
        Self::new(self.home, self.template)
    }

    fn choose(&self, random: &mut Random, mark: &str) -> Press {
        let words = format!("Your table is kept. [{mark}]");
        let begin = STARTS
            .iter()
            .map(|(_, booking)| *booking)
            .find(|booking| self.state.conversation_of(*booking).is_none());
        let open: Vec<i64> = self.in_state(ConversationState::Open);
        let closed: Vec<i64> = self.in_state(ConversationState::Closed);
        let (step, points) = match (random.below(10), begin, closed.first(), random.pick(&open)) {
            (0..3, Some(booking), ..) => {
                let points = [STARTING, STARTING, SENDING].concat();
                (Step::Start { booking, words }, points)
            }
            (3..5, _, Some(id), _) => (Step::Reopened { id: *id }, TURNING.to_vec()),
            (3..6, _, _, Some(id)) => (Step::Close { id: *id }, TURNING.to_vec()),
            (_, _, _, Some(to)) => {
                let points = [SENDING, &["after_draft_used"]].concat();
                (Step::Send { to: *to, words }, points)
            }
            (_, _, _, None) => (Step::Reopened { id: 1 }, TURNING.to_vec()),
        };
        let point = match random.chance(12) {
            true => None,
            false => random.pick(&points).copied(),
        };
        Press { step, point }
    }

    fn in_state(&self, state: ConversationState) -> Vec<i64> {
        let conversations = self.state.conversations.iter();
        conversations
            .filter(|(_, conversation)| conversation.state == state)
            .map(|(id, _)| *id)
            .collect()
    }

    /// Opens the window, looks for what was typed before the last kill, presses, and judges what is left.
    async fn session(
        &mut self,
        press: &Press,
        random: &mut Random,
        tally: &mut Tally,
    ) -> Result<(), Failure> {
        let armed = self.home.path().join("armed");
        let _ = fs::remove_file(&armed);
        let mut opening = Opening::default()
            .on(&self.folder)
            .of(&program()?)
            .with("LOBBY_CRASH_ARMED", &armed);
        if let Some(point) = press.point {
            opening = opening.with("LOBBY_CRASH_AT", format!("{point}:1"));
        }
        let desk = opening.open().await?;
        let mut lines = Vec::new();
        let done = |step: Step| [Line::Try { me: ME.0, step }, Line::Done { id: None }];
        desk.must_call("sign_in", json!({ "who": ME.1, "password": PASSWORD }))
            .await?;
        lines.extend(done(Step::SignIn { who: ME.0 }));
        desk.reload().await?;
        desk.see(role("navigation", "Sections")).await?;
        if let Some((step, there)) = self.to_see.take() {
            lines.extend(
                self.look_for(&desk, &step, there)
                    .await?
                    .into_iter()
                    .flat_map(done),
            );
            tally.seen += 1;
        }
        lines.extend(self.ready(&desk, &press.step).await?.into_iter().flat_map(done));
        lines.push(Line::Try {
            me: ME.0,
            step: press.step.clone(),
        });
        fs::write(&armed, "")?;
        let shown = self.press(&desk, press, random).await?;
        if shown {
            lines.push(Line::Done { id: None });
            tally.shown += 1;
        }
        drop(desk);
        self.judge_kill(press, shown, &lines, tally).await
    }

    /// What is left after the kill, beside what was shown and pressed.
    async fn judge_kill(
        &mut self,
        press: &Press,
        shown: bool,
        lines: &[Line],
        tally: &mut Tally,
    ) -> Result<(), Failure> {
        let expected = Expected::from(self.state.clone()).following(lines);
        let (verdict, found) = look::judge(&self.folder, &expected).await?;
        self.kills += 1;
        tally.kills += 1;
        match press.point {
            Some(point) => *tally.at_points.entry(point).or_default() += 1,
            None => tally.outside += 1,
        }
        match verdict {
            Verdict::Whole { more } => {
                tally.there += usize::from(more);
                self.to_see = Some((press.step.clone(), more || shown));
                self.state = found;
            }
            bad => {
                println!("  BAD at {:?}, {:?}: {bad:?}", press.point, press.step);
                tally.bad += 1;
                self.kills = KILLS_A_FOLDER;
            }
        }
        for misfit in expected.misfits {
            println!("  BAD: {misfit}");
            tally.bad += 1;
        }
        Ok(())
    }

    fn name(&self, step: &Step) -> String {
        let resident = match step {
            Step::Start { booking, .. } => self.state.bookings.get(booking).map(|booking| booking.resident),
            Step::Send { to: id, .. } | Step::Close { id } | Step::Reopened { id } => self
                .state
                .conversations
                .get(id)
                .map(|conversation| conversation.resident),
            _ => None,
        };
        format!("Resident {}", resident.unwrap_or(0))
    }

    /// Goes to where the press is made, and types; answers with what that did.
    async fn ready(&self, desk: &Desk, step: &Step) -> Result<Vec<Step>, Failure> {
        let name = self.name(step);
        match step {
            Step::Start { booking, words } => {
                self.panel(desk, &name).await?;
                // What was typed before a kill is in the composer already, and it is open.
                if desk.all(&label("Message to Resident")).await?.is_empty() {
                    let panel = role("complementary", &name);
                    desk.click_inside(panel, role("button", "Start conversation"))
                        .await?;
                }
                desk.fill(label("Message to Resident"), words).await?;
                let place = Place::Booking(*booking);
                Ok(vec![self.kept(desk, place, words).await?])
            }
            Step::Send { to, words } => {
                let read = self.thread(desk, *to, &name).await?;
                desk.fill(label("Reply to Resident"), words).await?;
                let place = Place::Conversation(*to, DraftKind::Message);
                Ok(vec![read, self.kept(desk, place, words).await?])
            }
            Step::Close { id } | Step::Reopened { id } => Ok(vec![self.thread(desk, *id, &name).await?]),
            _ => Ok(Vec::new()),
        }
    }

    async fn panel(&self, desk: &Desk, name: &str) -> Result<(), Failure> {
        desk.go("/bookings").await?;
        let list = role("list", "Bookings by event");
        desk.click_inside(list, role("button", name).containing()).await?;
        desk.see(role("complementary", name)).await?;
        Ok(())
    }

    /// Opens a thread, which is read by that.
    async fn thread(&self, desk: &Desk, id: i64, name: &str) -> Result<Step, Failure> {
        desk.go(&format!("/conversations/{id}")).await?;
        desk.see(role("region", &format!("Conversation with {name}")))
            .await?;
        desk.settled().await?;
        self.until(desk, |state| {
            !state
                .unread
                .contains_key(&lobby_faults::state::unread_key(ME.0, id))
        })
        .await?;
        Ok(Step::Read { id })
    }

    /// Waits until what was typed is kept.
    async fn kept(&self, desk: &Desk, place: Place, words: &str) -> Result<Step, Failure> {
        let key = lobby_faults::state::draft_key(ME.0, place);
        self.until(desk, |state| {
            state.drafts.get(&key).is_some_and(|kept| kept == words)
        })
        .await?;
        Ok(Step::Draft {
            place,
            words: words.to_owned(),
        })
    }

    async fn until(&self, desk: &Desk, there: impl Fn(&State) -> bool) -> Result<(), Failure> {
        for _ in 0..200 {
            if there(&lobby_faults::load::load(&self.folder).await?.state) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(75)).await;
        }
        Err(desk
            .trouble("what was done on the screen does not reach the file")
            .await
            .into())
    }

    /// Presses, and waits for the end; answers whether the window showed it as done before.
    async fn press(&self, desk: &Desk, press: &Press, random: &mut Random) -> Result<bool, Failure> {
        let name = self.name(&press.step);
        let within = match &press.step {
            Step::Start { .. } => role("complementary", &name),
            _ => role("region", &format!("Conversation with {name}")),
        };
        let (button, sign) = match &press.step {
            Step::Start { words, .. } | Step::Send { words, .. } => {
                ("Send", role("article", words).containing())
            }
            Step::Close { .. } => ("Close", text("This conversation is closed.").containing()),
            _ => ("Reopen", label("Reply to Resident")),
        };
        let button = desk.see_inside(within, role("button", button)).await?;
        let pressed = button.click().await;
        let Some(_) = press.point else {
            pressed?;
            tokio::time::sleep(Duration::from_millis(u64::try_from(random.below(200))?)).await;
            let shown = !desk.all(&sign).await?.is_empty();
            desk.kill().await?;
            return Ok(shown);
        };
        // The program may be gone before the driver has its answer.
        desk.ended().await?;
        Ok(false)
    }

    /// What was typed is in the window that opens next: as an entry, or in the composer.
    async fn look_for(&self, desk: &Desk, step: &Step, there: bool) -> Result<Option<Step>, Failure> {
        let name = self.name(step);
        let (words, id) = match step {
            Step::Start { booking, words } => (words, self.state.conversation_of(*booking)),
            Step::Send { to, words } => (words, Some(*to)),
            _ => return Ok(None),
        };
        let Some(id) = id else {
            self.panel(desk, &name).await?;
            let kept = desk.see(label("Message to Resident")).await?.value().await?;
            return match kept == *words {
                true => Ok(None),
                false => Err(format!("the composer holds “{kept}”, not “{words}”").into()),
            };
        };
        let read = self.thread(desk, id, &name).await?;
        if there {
            desk.see(role("article", words).containing()).await?;
        } else {
            let kept = desk.see(label("Reply to Resident")).await?.value().await?;
            if kept != *words {
                return Err(format!("the composer holds “{kept}”, not “{words}”").into());
            }
        }
        Ok(Some(read))
    }
}

/// The window program with the points in it.
fn program() -> Result<PathBuf, Failure> {
    let program = std::env::current_exe()?.with_file_name("lobby-with-faults");
    match program.exists() {
        true => Ok(program),
        false => Err("the window is not built with its points: cargo xtask faults S1 --window".into()),
    }
}
