//! What Dovecot and Postfix are told.

use std::path::Path;

use crate::Ports;

/// The settings of Dovecot 2.3; everything it writes is below `run`.
pub(crate) fn dovecot(run: &Path, ports: &Ports) -> String {
    let run = run.display();
    format!(
        r"base_dir = {run}/dovecot
state_dir = {run}/dovecot-state
instance_name = lobby-{imap}
log_path = {run}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <{run}/certificate.pem
ssl_key = <{run}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %Lu
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = passwd-file
  args = username_format=%Ln {run}/users
  default_fields = uid=mail gid=mail home={run}/mail/%Lu
}}
userdb {{
  driver = static
  args = uid=mail gid=mail home={run}/mail/%Lu allow_all_users=yes
}}
mail_location = maildir:~/Maildir
first_valid_uid = 1
mail_plugins = $mail_plugins quota
mail_fsync = never
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    auto = subscribe
    special_use = \Sent
  }}
  mailbox Junk {{
    auto = create
    special_use = \Junk
  }}
}}
default_internal_user = dovecot
default_login_user = dovenull
default_process_limit = 200
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service auth {{
  unix_listener {run}/postfix/queue/private/auth {{
    mode = 0666
  }}
}}
protocol imap {{
  mail_plugins = $mail_plugins imap_quota
  mail_max_userip_connections = 100
  imap_idle_notify_interval = 2 mins
}}
protocol lmtp {{
  mail_plugins = $mail_plugins
  postmaster_address = postmaster@lobby.test
  lmtp_save_to_detail_mailbox = no
}}
recipient_delimiter = +
plugin {{
  quota = maildir:User quota
  quota_rule = *:storage=4G
  quota_exceeded_message = Mailbox is full
}}
",
        imap = ports.imap,
        imaps = ports.imaps,
        lmtp = ports.lmtp,
    )
}

/// Postfix' `main.cf`. `files_sent`: the server files what the desk sends, before it answers, as Gmail does.
pub(crate) fn postfix_main(run: &Path, ports: &Ports, files_sent: Option<&str>) -> String {
    let run = run.display();
    let filed = files_sent.map_or_else(String::new, |_| {
        format!("sender_bcc_maps = texthash:{run}/postfix/etc/files_sent\n")
    });
    format!(
        r"compatibility_level = 3.6
queue_directory = {run}/postfix/queue
data_directory = {run}/postfix/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
multi_instance_name = postfix-lobby-{smtp}
multi_instance_enable = yes
maillog_file = {run}/postfix.log
maillog_file_prefixes = /
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.lobby.test
mydestination =
mynetworks = 127.0.0.0/8
local_recipient_maps =
virtual_mailbox_domains = static:every
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
recipient_delimiter = +
transport_maps = texthash:{run}/postfix/etc/transport
default_transport = error:5.4.4 nothing leaves this server
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_sasl_type = dovecot
smtpd_sasl_path = {run}/postfix/queue/private/auth
smtpd_tls_cert_file = {run}/certificate.pem
smtpd_tls_key_file = {run}/key.pem
smtpd_tls_security_level = may
smtpd_recipient_restrictions = check_recipient_access regexp:{run}/postfix/etc/faults, permit_mynetworks, reject
message_size_limit = 52428800
minimal_backoff_time = 2s
maximal_backoff_time = 5s
queue_run_delay = 2s
maximal_queue_lifetime = 10s
bounce_queue_lifetime = 10s
delay_warning_time = 0
smtpd_error_sleep_time = 0
smtpd_soft_error_limit = 1000
smtpd_hard_error_limit = 1000
smtpd_client_connection_count_limit = 0
smtpd_peername_lookup = no
disable_dns_lookups = yes
notify_classes =
alias_maps =
alias_database =
{filed}",
        smtp = ports.smtp,
        lmtp = ports.lmtp,
    )
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
