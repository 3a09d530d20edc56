//! What Dovecot and Postfix are told.

use std::path::Path;

use crate::Ports;

/// The settings of Dovecot 2.3; everything it writes is below `run`.
pub(crate) fn dovecot(run: &Path, ports: &Ports) -> String {
    filled(include_str!("dovecot.conf"), run, ports)
}

fn filled(template: &str, run: &Path, ports: &Ports) -> String {
    template
        .replace("@RUN@", &run.display().to_string())
        .replace("@IMAP@", &ports.imap.to_string())
        .replace("@IMAPS@", &ports.imaps.to_string())
        .replace("@LMTP@", &ports.lmtp.to_string())
        .replace("@SMTP@", &ports.smtp.to_string())
}

/// Postfix' `main.cf`. `files_sent`: the server files what the desk sends, before it answers, as Gmail does.
pub(crate) fn postfix_main(run: &Path, ports: &Ports, files_sent: Option<&str>) -> String {
    let mut main = filled(include_str!("main.cf"), run, ports);
    if files_sent.is_some() {
        main.push_str(&format!(
            "sender_bcc_maps = texthash:{}/postfix/etc/files_sent\n",
            run.display()
        ));
    }
    main
}

/// Postfix' `master.cf`.
pub(crate) fn postfix_master(run: &Path, ports: &Ports) -> String {
    let recipients = format!(
        "smtpd_recipient_restrictions=check_recipient_access,regexp:{}/postfix/etc/faults,permit_sasl_authenticated,reject",
        run.display()
    );
    let mut services = format!(
        "{} inet n - n - - smtpd\n\
         {} inet n - n - - smtpd -o smtpd_sasl_auth_enable=yes -o smtpd_tls_security_level=encrypt -o {recipients}\n\
         {} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes -o smtpd_sasl_auth_enable=yes -o {recipients}\n",
        ports.smtp, ports.submission, ports.smtps
    );
    services.push_str(
        "pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 5 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
",
    );
    services
}

/// Recipients that the server refuses at once (regular expressions of Postfix).
pub(crate) const FAULTS: &str = "/^refused[+@]/  550 5.1.1 User unknown
/^later[+@]/    450 4.3.0 Try again later
/^over-quota[+@]/ 552 5.2.2 Mailbox full
/^spam[+@]/     554 5.7.1 Message refused as spam
";

/// Domains whose mail fails after it was taken, so that a real delivery report comes back.
pub(crate) const TRANSPORT: &str = "gone.test error:5.1.2 no such host
greylist.test retry:4.7.1 Greylisted, try again later
";

/// Mailboxes with a limit of their own: a kilobyte, which no mail fits into.
pub(crate) const USERS: &str = "full:::::::userdb_quota_rule=*:storage=1K\n";
