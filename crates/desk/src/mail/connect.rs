//! Connecting the building's mailbox: the settings, a test of them, and what is told of it.

use std::sync::Arc;

use chrono::TimeDelta;
use lobby_domain::{
    mailbox::{History, Security, provider_of, vouches},
    permission::Need,
    resident,
};
use lobby_mail::line::{Fault, Login, Secret, imap::Imap, smtp::Smtp};
use lobby_store::{
    folder,
    mailbox::{self, Mailbox, Server},
    outbox,
};

use super::{secret, server, standing::Line};
use crate::{
    Desk,
    change::Topic,
    desk::record,
    problem::{Field, FieldFault, Problem},
    views::mail::{
        FolderView, LineView, MailServer, MailboxForm, MailboxSuggestion, MailboxTest, MailboxView,
        ServerForm,
    },
};

impl Desk {
    /// Fills the form for a mailbox: with its provider's settings, or with those that most servers have.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`] for whoever is no administrator; [`Problem::Invalid`] for what is no address.
    pub async fn suggest_mailbox(&self, address: &str) -> Result<MailboxSuggestion, Problem> {
        self.guard(Need::Administration).await?;
        let address = valid_address(address)?;
        let building = self.building().await?;
        let known = provider_of(&address);
        let domain = super::letter::domain_of(&address).to_owned();
        let at = |host: String, port, security| ServerForm {
            host,
            port,
            security,
            certificate: None,
        };
        let (imap, smtp) = match known {
            Some(known) => (
                at(known.imap.0.to_owned(), known.imap.1, Security::Tls),
                at(known.smtp.0.to_owned(), known.smtp.1, known.smtp.2),
            ),
            None => (
                at(format!("imap.{domain}"), 993, Security::Tls),
                at(format!("smtp.{domain}"), 465, Security::Tls),
            ),
        };
        Ok(MailboxSuggestion {
            is_known: known.is_some(),
            app_password: known.is_some_and(|known| known.app_password),
            form: MailboxForm {
                login: address.clone(),
                address,
                sender_name: building.name,
                password: None,
                imap,
                smtp,
                plus_addresses: known.is_some_and(|known| known.plus_addresses),
                files_sent: known.is_some_and(|known| known.files_sent),
                sending_limit: known.and_then(|known| known.sending_limit),
                history: History::ThirtyDays,
            },
        })
    }

    /// Signs in at both servers, and says which step failed.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::Invalid`] for a field that cannot be tried.
    pub async fn test_mailbox(&self, form: MailboxForm) -> Result<MailboxTest, Problem> {
        let me = self.guard(Need::Administration).await?;
        let password = secret(form.password.as_deref());
        let mailbox = checked(&form, me.now)?;
        let login = match password {
            Some(password) => Ok(Login {
                name: mailbox.login.clone(),
                password,
            }),
            None => self.login(&mailbox).await,
        };
        let timing = self.mail.timing;
        let reading = async {
            let login = login.clone().map_err(|fault| (MailServer::Imap, fault))?;
            let fault = |fault| (MailServer::Imap, fault);
            let mut imap = Imap::open(&server(&mailbox.imap), &login, &timing)
                .await
                .map_err(fault)?;
            let folders = imap.folders().await.map_err(fault)?;
            imap.close().await;
            let smtp = Smtp::open(&server(&mailbox.smtp), &login, &timing)
                .await
                .map_err(|fault| (MailServer::Smtp, fault))?;
            smtp.close().await;
            Ok::<_, (MailServer, Fault)>(folders)
        };
        Ok(match reading.await {
            Ok(folders) => MailboxTest::Works {
                folders: folders.into_iter().map(|folder| folder.role).collect(),
            },
            Err((server, fault)) => MailboxTest::Failed {
                server,
                step: fault.step,
                fault: fault.fault,
                detail: fault.detail,
            },
        })
    }

    /// Connects the mailbox, or changes its settings; the password goes into the vault.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`]; [`Problem::Invalid`]; [`Problem::PasswordNotKept`].
    pub async fn save_mailbox(&self, form: MailboxForm) -> Result<MailboxView, Problem> {
        let me = self.guard(Need::Administration).await?;
        let mut new = checked(&form, me.now)?;
        if let Some(password) = secret(form.password.as_deref()) {
            self.keep_password(password).await?;
        }
        let mut write = self.store.write().await?;
        let before = mailbox::get(&mut write).await?;
        let is_same = before
            .as_ref()
            .is_some_and(|before| before.address == new.address && before.imap.host == new.imap.host);
        match before {
            // R81: what was chosen when it was connected stays; only a new mailbox begins anew.
            Some(before) if is_same => {
                new.connected_at = before.connected_at;
                new.history = before.history;
            }
            Some(_) => folder::forget(&mut write).await?,
            None => {}
        }
        mailbox::save(&mut write, &new).await?;
        outbox::hurry(&mut write).await?;
        record(&mut write, &me, "save_mailbox", ("building", 1), &new.address).await?;
        self.mail.standing.set(MailServer::Imap, Line::Trying);
        self.mail.standing.set(MailServer::Smtp, Line::Trying);
        self.commit(write, &[Topic::Mailbox, Topic::Conversations])
            .await?;
        self.mailbox_has_changed();
        self.mailbox().await
    }

    /// Connects the sample building to the mail servers of this computer, for trying. Any other building is left
    /// as it is.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`] for a building that is no sample, or has a mailbox.
    pub async fn connect_sample_mailbox(&self) -> Result<(), Problem> {
        let building = self.building().await?;
        if !building.sample || self.connected_mailbox().await?.is_some() {
            return Err(Problem::NotAllowed {
                need: Need::Administration,
            });
        }
        let here = |port| Server {
            host: "127.0.0.1".to_owned(),
            port,
            security: Security::Plain,
            certificate: None,
        };
        self.keep_password(Secret::new("secret".to_owned())).await?;
        let mut write = self.store.write().await?;
        let new = Mailbox {
            address: "desk@lobby.test".to_owned(),
            sender_name: building.name,
            login: "desk@lobby.test".to_owned(),
            imap: here(21143),
            smtp: here(21025),
            plus_addresses: true,
            files_sent: false,
            sending_limit: None,
            history: History::FromNow,
            vouches: String::new(),
            connected_at: chrono::SubsecRound::trunc_subsecs(self.now(), 0),
        };
        mailbox::save(&mut write, &new).await?;
        self.mail.standing.set(MailServer::Imap, Line::Trying);
        self.mail.standing.set(MailServer::Smtp, Line::Trying);
        self.commit(write, &[Topic::Mailbox, Topic::Conversations])
            .await?;
        self.mailbox_has_changed();
        Ok(())
    }

    /// Disconnects the mailbox and forgets its password. What came and went through it stays; what waits, waits.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`].
    pub async fn disconnect_mailbox(&self) -> Result<(), Problem> {
        let me = self.guard(Need::Administration).await?;
        let mut write = self.store.write().await?;
        mailbox::remove(&mut write).await?;
        folder::forget(&mut write).await?;
        record(&mut write, &me, "disconnect_mailbox", ("building", 1), "").await?;
        self.mail.standing.set(MailServer::Imap, Line::NoMailbox);
        self.mail.standing.set(MailServer::Smtp, Line::NoMailbox);
        self.commit(write, &[Topic::Mailbox, Topic::Conversations])
            .await?;
        self.mailbox_has_changed();
        let vault = Arc::clone(&self.mail.vault);
        // The mailbox is gone already; a password that stays behind opens nothing here.
        let _ = tokio::task::spawn_blocking(move || vault.forget()).await;
        Ok(())
    }

    /// Settings → Mailbox.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`].
    pub async fn mailbox(&self) -> Result<MailboxView, Problem> {
        let (me, mut db) = self.guard_reading(Need::Administration).await?;
        let found = mailbox::get(&mut db).await?;
        let folders = folder::all(&mut db).await?;
        let sent_in_a_day = outbox::accepted_since(&mut db, me.now - TimeDelta::hours(24)).await?;
        drop(db);
        let vault = Arc::clone(&self.mail.vault);
        let password = tokio::task::spawn_blocking(move || vault.place())
            .await
            .unwrap_or(crate::views::mail::PasswordPlace::Nowhere);
        Ok(MailboxView {
            form: found.as_ref().map(form_of),
            password,
            line: self.mail.standing.view(),
            folders: folders
                .into_iter()
                .filter(|folder| folder.reach.uid_validity != 0 && found.is_some())
                .map(|folder| FolderView {
                    is_fetching: folder.reach.history_next > 0,
                    name: folder.name,
                    role: folder.role,
                    on_server: folder.on_server,
                    held: folder.held,
                    compared_at: folder.compared_at,
                })
                .collect(),
            sent_in_a_day,
        })
    }

    /// R81: *Try now*: both lines, and everything that waits for its time.
    ///
    /// # Errors
    /// [`Problem::NotSignedIn`], [`Problem::Locked`].
    pub async fn try_now(&self) -> Result<LineView, Problem> {
        self.guard(Need::SignedIn).await?;
        let mut write = self.store.write().await?;
        outbox::hurry(&mut write).await?;
        self.commit(write, &[]).await?;
        self.mail.post.notify_one();
        self.mail.fetch.notify_one();
        Ok(self.mail.standing.view())
    }

    async fn keep_password(&self, password: Secret) -> Result<(), Problem> {
        let vault = Arc::clone(&self.mail.vault);
        let kept = tokio::task::spawn_blocking(move || vault.set(&password)).await;
        match kept {
            Ok(Ok(())) => Ok(()),
            Ok(Err(fault)) => Err(Problem::PasswordNotKept { detail: fault.0 }),
            Err(error) => Err(Problem::PasswordNotKept {
                detail: error.to_string(),
            }),
        }
    }
}

fn valid_address(typed: &str) -> Result<String, Problem> {
    resident::email(typed).map_err(|_| invalid(Field::Email, FieldFault::Malformed))
}

const fn invalid(field: Field, fault: FieldFault) -> Problem {
    Problem::Invalid { field, fault }
}

/// What a form becomes, if every field of it can be tried.
fn checked(form: &MailboxForm, now: chrono::DateTime<chrono::Utc>) -> Result<Mailbox, Problem> {
    let login = form.login.trim();
    if login.is_empty() {
        return Err(invalid(Field::Login, FieldFault::Missing));
    }
    Ok(Mailbox {
        address: valid_address(&form.address)?,
        sender_name: form.sender_name.trim().to_owned(),
        login: login.to_owned(),
        imap: checked_server(&form.imap)?,
        smtp: checked_server(&form.smtp)?,
        plus_addresses: form.plus_addresses,
        files_sent: form.files_sent,
        sending_limit: form.sending_limit.filter(|limit| *limit > 0),
        history: form.history,
        vouches: vouches(form.imap.host.trim()).to_owned(),
        // The server tells time in seconds (RFC 3501 section 9, date-time).
        connected_at: chrono::SubsecRound::trunc_subsecs(now, 0),
    })
}

fn checked_server(form: &ServerForm) -> Result<Server, Problem> {
    let host = form.host.trim();
    if host.is_empty() || host.contains(char::is_whitespace) {
        return Err(invalid(Field::Server, FieldFault::Missing));
    }
    if form.port == 0 {
        return Err(invalid(Field::Port, FieldFault::Missing));
    }
    // Nobody's password crosses a network in the open.
    let is_here = matches!(host, "localhost" | "127.0.0.1" | "::1");
    if form.security == Security::Plain && !is_here {
        return Err(invalid(Field::Server, FieldFault::NotEncrypted));
    }
    let certificate = match form.certificate.as_deref().filter(|hash| !hash.is_empty()) {
        None => None,
        Some(hash) => {
            let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(hash.as_bytes()).ok();
            let hash = bytes.and_then(|bytes| bytes.try_into().ok());
            Some(hash.ok_or(invalid(Field::Certificate, FieldFault::Malformed))?)
        }
    };
    Ok(Server {
        host: host.to_owned(),
        port: form.port,
        security: form.security,
        certificate,
    })
}

fn form_of(mailbox: &Mailbox) -> MailboxForm {
    let server = |server: &Server| ServerForm {
        host: server.host.clone(),
        port: server.port,
        security: server.security,
        certificate: server
            .certificate
            .map(|hash| data_encoding::HEXLOWER.encode(&hash)),
    };
    MailboxForm {
        address: mailbox.address.clone(),
        sender_name: mailbox.sender_name.clone(),
        login: mailbox.login.clone(),
        password: None,
        imap: server(&mailbox.imap),
        smtp: server(&mailbox.smtp),
        plus_addresses: mailbox.plus_addresses,
        files_sent: mailbox.files_sent,
        sending_limit: mailbox.sending_limit,
        history: mailbox.history,
    }
}
