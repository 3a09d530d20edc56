//! Dovecot and Postfix, started and stopped.

use std::{
    fs,
    hash::{BuildHasher as _, Hasher as _, RandomState},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use chrono::{TimeDelta, Utc};

use crate::{Certificate, Maildir, Outcome, config, told};

/// Where the servers listen, on 127.0.0.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ports {
    /// IMAP in the open, with STARTTLS.
    pub imap: u16,
    /// IMAP over TLS.
    pub imaps: u16,
    /// LMTP, into the mailboxes.
    pub lmtp: u16,
    /// SMTP from anybody on this computer, without signing in.
    pub smtp: u16,
    /// Submission with STARTTLS.
    pub submission: u16,
    /// Submission over TLS.
    pub smtps: u16,
}

impl Ports {
    /// Six ports that nobody listens at, below those that the system gives to whoever calls out (from 32,768 on
    /// Linux): between now and the start of the servers, no connection of another test gets one of them.
    ///
    /// # Errors
    /// There are none.
    pub fn free() -> Outcome<Self> {
        // The keys of a new hash map are the standard library's only chance.
        let mut chance = RandomState::new().build_hasher().finish();
        let mut ports = Vec::new();
        for _ in 0..1000 {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let port = 10_000 + u16::try_from((chance >> 33) % 20_000).unwrap_or(0);
            if !ports.contains(&port) && TcpListener::bind(("127.0.0.1", port)).is_ok() {
                ports.push(port);
            }
            if let &[imap, imaps, lmtp, smtp, submission, smtps] = ports.as_slice() {
                return Ok(Self {
                    imap,
                    imaps,
                    lmtp,
                    smtp,
                    submission,
                    smtps,
                });
            }
        }
        Err("no six ports are free".to_owned())
    }

    /// Well-known ones for trying by hand.
    #[must_use]
    pub const fn fixed() -> Self {
        Self {
            imap: 21143,
            imaps: 21993,
            lmtp: 21024,
            smtp: 21025,
            submission: 21587,
            smtps: 21465,
        }
    }

    fn all(&self) -> [u16; 6] {
        [
            self.imap,
            self.imaps,
            self.lmtp,
            self.smtp,
            self.submission,
            self.smtps,
        ]
    }
}

/// What the servers are to be like.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Dovecot alone, which starts in a moment; mail comes in over LMTP.
    pub without_postfix: bool,
    /// The mailbox whose sent mail the server files before it answers, as Gmail does.
    pub files_sent: Option<String>,
    /// The certificate; `None`: one that is valid for ten years.
    pub certificate: Option<Certificate>,
}

/// A pair of mail servers; they stop when this is dropped.
#[derive(Debug)]
pub struct Servers {
    run: PathBuf,
    ports: Ports,
    certificate: Certificate,
    with_postfix: bool,
    /// Kept as long as the servers run.
    _folder: Option<tempfile::TempDir>,
    leave_running: bool,
}

impl Servers {
    /// Starts them in a scratch folder, on free ports.
    ///
    /// # Errors
    /// Why they do not start.
    pub fn start(wanted: Wanted) -> Outcome<Self> {
        let mut last = String::new();
        // Two tests may have found the same port free.
        for _ in 0..3 {
            let folder = tempfile::Builder::new()
                .prefix("lobby-mail-")
                .tempdir()
                .map_err(told("a scratch folder"))?;
            let run = folder.path().to_owned();
            match Self::start_in(&run, Ports::free()?, wanted.clone(), Some(folder)) {
                Ok(servers) => return Ok(servers),
                Err(why) => last = why,
            }
        }
        Err(last)
    }

    /// Starts them for trying by hand, in `run` and on fixed ports; they go on when this program ends.
    ///
    /// # Errors
    /// Why they do not start.
    pub fn start_for_trying(run: &Path) -> Outcome<Self> {
        fs::create_dir_all(run).map_err(told("the folder"))?;
        let mut servers = Self::start_in(run, Ports::fixed(), Wanted::default(), None)?;
        servers.leave_running = true;
        Ok(servers)
    }

    fn start_in(
        run: &Path,
        ports: Ports,
        wanted: Wanted,
        folder: Option<tempfile::TempDir>,
    ) -> Outcome<Self> {
        let ten_years = Utc::now() + TimeDelta::days(3650);
        let certificate = match wanted.certificate {
            Some(certificate) => certificate,
            None => Certificate::until(ten_years)?,
        };
        let servers = Self {
            run: run.to_owned(),
            ports,
            certificate,
            with_postfix: !wanted.without_postfix,
            _folder: folder,
            leave_running: false,
        };
        servers.lay_out(wanted.files_sent.as_deref())?;
        servers.begin()?;
        Ok(servers)
    }

    /// Where they listen.
    #[must_use]
    pub fn ports(&self) -> Ports {
        self.ports
    }

    /// What they show over TLS.
    #[must_use]
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// The mailbox of an address, whatever its domain.
    #[must_use]
    pub fn mailbox(&self, address: &str) -> Maildir {
        Maildir::of(&self.run, address)
    }

    /// What Dovecot and Postfix have written down.
    #[must_use]
    pub fn log(&self) -> String {
        ["dovecot.log", "postfix.log"]
            .iter()
            .filter_map(|name| fs::read_to_string(self.run.join(name)).ok())
            .collect()
    }

    /// Starts them again after [`Servers::stop`].
    ///
    /// # Errors
    /// Why they do not start.
    pub fn begin(&self) -> Outcome<()> {
        let path = self.run.join("dovecot.conf");
        let with_log = |why: String| format!("{why}\n{}", self.log());
        run(Command::new("/usr/sbin/dovecot").arg("-c").arg(path)).map_err(with_log)?;
        if self.with_postfix {
            self.postfix("start").map_err(with_log)?;
        }
        let last = Instant::now() + Duration::from_secs(20);
        while !self.are_up() {
            if Instant::now() > last {
                return Err(format!("the mail servers do not answer:\n{}", self.log()));
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Whether every port answers.
    #[must_use]
    pub fn are_up(&self) -> bool {
        let dovecot = [self.ports.imap, self.ports.imaps, self.ports.lmtp];
        let ports = if self.with_postfix {
            self.ports.all().to_vec()
        } else {
            dovecot.to_vec()
        };
        ports
            .iter()
            .all(|port| TcpStream::connect(("127.0.0.1", *port)).is_ok())
    }

    /// Stops the servers of a scratch folder, whoever started them.
    pub fn stop_in(folder: &Path) {
        stop_in(folder);
    }

    /// The mailbox of an address at the servers of a scratch folder.
    #[must_use]
    pub fn mailbox_in(folder: &Path, address: &str) -> Maildir {
        Maildir::of(folder, address)
    }

    /// Stops them in order: Postfix delivers again what it was killed over.
    pub fn stop(&self) {
        stop_in(&self.run);
    }

    /// Gives every mail of a mailbox's inbox a new UID under a new UIDVALIDITY.
    ///
    /// # Errors
    /// The system's words.
    pub fn change_uid_validity(&self, address: &str) -> Outcome<()> {
        // Whoever is connected would write the old list back.
        let _ = Command::new("doveadm")
            .arg("-c")
            .arg(self.run.join("dovecot.conf"))
            .args(["kick", address])
            .output();
        thread::sleep(Duration::from_millis(200));
        let folder = self.mailbox(address).folder("INBOX");
        for entry in fs::read_dir(&folder).map_err(told("the mailbox"))?.flatten() {
            let name = entry.file_name();
            if name.to_string_lossy().starts_with("dovecot") {
                let _ = fs::remove_file(entry.path());
            }
        }
        // The number is the second at which the list is made.
        thread::sleep(Duration::from_millis(1100));
        Ok(())
    }

    fn lay_out(&self, files_sent: Option<&str>) -> Outcome<()> {
        let file = |name: &str, text: &str| {
            let path = self.run.join(name);
            fs::create_dir_all(path.parent().unwrap_or(&self.run)).map_err(told(name))?;
            fs::write(path, text).map_err(told(name))
        };
        file("certificate.pem", &self.certificate.certificate)?;
        file("key.pem", &self.certificate.key)?;
        file("users", config::USERS)?;
        file("dovecot.conf", &config::dovecot(&self.run, &self.ports))?;
        let main = config::postfix_main(&self.run, &self.ports, files_sent);
        file("postfix/etc/main.cf", &main)?;
        file(
            "postfix/etc/master.cf",
            &config::postfix_master(&self.run, &self.ports),
        )?;
        file("postfix/etc/faults", config::FAULTS)?;
        file("postfix/etc/transport", config::TRANSPORT)?;
        if let Some(address) = files_sent {
            // A copy into the same mailbox: where it is filed is for the test to say.
            let (local, domain) = address.split_once('@').unwrap_or((address, "lobby.test"));
            file(
                "postfix/etc/files_sent",
                &format!("{address} {local}.sent@{domain}\n"),
            )?;
        }
        for name in ["mail", "dovecot-state", "postfix/queue", "postfix/data"] {
            fs::create_dir_all(self.run.join(name)).map_err(told(name))?;
        }
        run(Command::new("chmod").args(["755"]).arg(&self.run))?;
        run(Command::new("chown").arg("mail:mail").arg(self.run.join("mail")))?;
        if self.with_postfix {
            run(Command::new("chown")
                .arg("postfix:postfix")
                .arg(self.run.join("postfix/data")))?;
            self.postfix("check")?;
        }
        // Postfix makes this folder for itself when it looks over its queue; Dovecot has a socket there.
        fs::create_dir_all(self.run.join("postfix/queue/private")).map_err(told("the queue"))
    }

    fn postfix(&self, what: &str) -> Outcome<()> {
        postfix(&self.run, what)
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        if !self.leave_running {
            self.stop();
        }
    }
}

fn postfix(folder: &Path, what: &str) -> Outcome<()> {
    run(Command::new("/usr/sbin/postfix")
        .arg("-c")
        .arg(folder.join("postfix/etc"))
        .arg(what))
}

fn stop_in(folder: &Path) {
    if folder.join("postfix/queue/pid/master.pid").exists() {
        let _ = postfix(folder, "stop");
    }
    let file = folder.join("dovecot/master.pid");
    let Some(pid) = fs::read_to_string(&file).ok() else {
        return;
    };
    let pid = pid.trim().to_owned();
    let _ = Command::new("kill").arg(&pid).output();
    let last = Instant::now() + Duration::from_secs(5);
    while Path::new("/proc").join(&pid).exists() && Instant::now() < last {
        thread::sleep(Duration::from_millis(10));
    }
}

fn run(command: &mut Command) -> Outcome<()> {
    let shown = format!("{command:?}");
    // Into a file: a daemon keeps what it was given open, and a pipe would never end.
    let said = tempfile::NamedTempFile::new().map_err(told("a scratch file"))?;
    let handle = || said.reopen().map_err(told("a scratch file"));
    let status = command
        .stdin(Stdio::null())
        .stdout(handle()?)
        .stderr(handle()?)
        .status()
        .map_err(|error| {
            format!("{shown}: {error}. The packages dovecot-imapd, dovecot-lmtpd and postfix are needed")
        })?;
    if status.success() {
        return Ok(());
    }
    let said = fs::read_to_string(said.path()).unwrap_or_default();
    Err(format!("{shown}: {said}"))
}
