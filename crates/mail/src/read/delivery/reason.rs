//! From a server's words to a status code (RFC 3463), and to whether the address is of any use.

use std::sync::LazyLock;

use regex::Regex;

use super::notice::{Notice, pattern};

/// The most letters of a reason that are kept.
const LONGEST: usize = 500;

/// The status code: what the status part says, the words where they say more, and what the words mean.
///
/// The second value tells whether a server gave the code, or it was made here.
pub fn status(given: &str, words: &str, notice: &Notice) -> (String, bool) {
    let given = ENHANCED
        .find(given)
        .map(|code| code.as_str().to_owned())
        .unwrap_or_default();
    let told = enhanced(words);
    if !given.is_empty() {
        // A code that says nothing but its class gives way to the server's answer, and so does *later* where the
        // answer is *never*.
        let is_vague = given.ends_with(".0.0");
        let code = match told {
            Some(told) if is_vague && told.get(..1) == given.get(..1) => told,
            Some(told) if told.starts_with('5') && given.starts_with('4') && is_refusal(words) => told,
            _ => given,
        };
        return (code, true);
    }
    if let Some(told) = told {
        return (told, true);
    }
    let class = reply_code(words).or_else(|| reply_code(notice.words()));
    // Who reports a failure without a code has given up.
    let temporary = class
        .as_deref()
        .map_or_else(|| notice.is_warning(), |code| code.starts_with('4'));
    let detail = detail(&words.to_lowercase());
    (format!("{}.{detail}", if temporary { '4' } else { '5' }), false)
}

/// The most telling enhanced code in a text: the last that is not vague, since servers relay each other's.
fn enhanced(words: &str) -> Option<String> {
    let codes: Vec<&str> = ENHANCED_IN_TEXT
        .captures_iter(words)
        .filter_map(|found| found.get(1))
        .map(|code| code.as_str())
        .collect();
    let telling = codes.iter().find(|code| !code.ends_with(".0.0"));
    telling.or(codes.first()).map(|code| (*code).to_owned())
}

/// The reply code of SMTP in a text (RFC 5321, section 4.2).
fn reply_code(words: &str) -> Option<String> {
    REPLY_CODE
        .captures(words)
        .and_then(|found| found.get(1))
        .map(|code| code.as_str().to_owned())
}

/// Whether the answer begins with a reply code that means *never*.
fn is_refusal(words: &str) -> bool {
    words.trim_start().starts_with('5')
}

/// Whether the words give a reason that is known here.
pub fn is_known(words: &str) -> bool {
    let words = words.to_lowercase();
    let lists: [&[&str]; 5] = [NO_USER, NO_HOST, MOVED, TAKES_NONE, FULL];
    lists
        .iter()
        .any(|phrases| phrases.iter().any(|phrase| words.contains(phrase)))
}

/// Subject and detail of a code that nobody gave, by what the words mean.
fn detail(words: &str) -> &'static str {
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| words.contains(phrase));
    if says(FULL) {
        "2.2"
    } else if says(MOVED) {
        "1.6"
    } else if says(NO_HOST) {
        "1.2"
    } else if says(NO_USER) {
        "1.1"
    } else if says(TAKES_NONE) {
        "1.10"
    } else if says(TEMPORARY) {
        "4.7"
    } else {
        "0.0"
    }
}

/// Whether there is no such user or host, or it has moved, or it takes no mail.
///
/// `given`: the status is a server's own. `after_data`: the recipient had been taken when the mail was refused.
pub fn is_dead(status: &str, given: bool, words: &str, after_data: bool) -> bool {
    let words = words.to_lowercase();
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| words.contains(phrase));
    if says(SURE) {
        return true;
    }
    if says(TAKES_NONE) || says(MOVED) {
        return true;
    }
    if says(FULL) || says(REFUSED) {
        return false;
    }
    let detail = status.split_once('.').map_or("", |(_, detail)| detail);
    let bare = words.trim_end_matches(['.', ' ']);
    let says_so =
        || !after_data && (says(NO_USER) || says(NO_HOST) || bare.ends_with("recipient address rejected"));
    match detail {
        _ if !given => says_so(),
        "1.1" | "1.2" | "1.6" | "1.10" | "7.27" => true,
        // The mailbox is no more, where the words say so; else it only rests.
        "2.1" => !after_data && says(NO_USER),
        _ if detail.starts_with("2.") || detail.starts_with("7.") => false,
        _ => says_so(),
    }
}

/// The words for staff: on one line, and not without end.
pub fn shown(words: &str) -> String {
    crate::read::header::one_line(words)
        .chars()
        .take(LONGEST)
        .collect()
}

static ENHANCED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[245]\.\d{1,3}\.\d{1,3}\b"));
/// A code in running text is no part of an address of a host: no digit or dot stands around it.
static ENHANCED_IN_TEXT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[\s(#\[:;,-])([45]\.\d{1,2}\.\d{1,3})(?:$|[\s)\]:;,-]|\.\s|\.$)"));
static REPLY_CODE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[\s'\x22(#:\[])([45][0-5]\d)(?:[\s-]|$)"));

/// What the large providers say of addresses that are none, in words that mean something else elsewhere.
const SURE: &[&str] = &[
    "recipient address rejected: access denied",
    "recipient address rejected: user unknown",
];
/// There is no such mailbox.
const NO_USER: &[&str] = &[
    "user unknown",
    "unknown user",
    "unknown recipient",
    "unknown address",
    "no such user",
    "no such recipient",
    "no such mailbox",
    "no such address",
    "no such account",
    "no such person",
    "no mailbox here",
    "no mailbox found",
    "mailbox not found",
    "mailbox does not exist",
    "mailbox unknown",
    "user not found",
    "user does not exist",
    "user not exist",
    "user doesn't exist",
    "user doesn't have a",
    "recipient not found",
    "recipient unknown",
    "recipient does not exist",
    "address does not exist",
    "address unknown",
    "does not exist",
    "doesn't exist",
    "account not found",
    "not a known user",
    "not a valid",
    "invalid recipient",
    "invalid mailbox",
    "invalid address",
    "invalid user",
    "bad recipient",
    "bad destination mailbox",
    "not our customer",
    "unknown local part",
    "unknown or illegal alias",
    "unrouteable address",
    "unroutable address",
    "couldn't be found",
    "wasn't found",
    "recipnotfound",
    "not listed in",
    "name is not recognized",
    "no longer available",
    "no valid recipient",
    "is not a valid mailbox",
    "this user doesn't",
    "undeliverable address",
    "пользователь не найден",
];
/// There is no such host or domain.
const NO_HOST: &[&str] = &[
    "host unknown",
    "unknown host",
    "host not found",
    "no such domain",
    "domain not found",
    "domain does not exist",
    "unknown domain",
    "domain name not found",
    "name or service not known",
    "bad destination host",
    "couldn't find any host",
    "no such host",
    "host or domain name not found",
    "nxdomain",
    "domain unknown",
    "illegal host/domain",
    "could not find a gateway",
    "couldn't find a mail exchanger",
    "no mx found",
    "no mx or a",
    "no mx record",
    "mx records point to non-existent",
    "no such domain name",
    "no mail exchanger",
    "domain is not reachable",
];
/// The mailbox has another address now.
const MOVED: &[&str] = &[
    "has moved",
    "moved to",
    "has changed",
    "please use the new address",
    "new address is",
    "no longer at this address",
    "address has been changed",
];
/// The host says that it takes no mail for anybody (RFC 7504, 7505).
const TAKES_NONE: &[&str] = &[
    "does not accept mail",
    "doesn't accept mail",
    "not accept email",
    "no smtp service",
    "null mx",
    "nullmx",
    "does not accept email",
    "no mail accepted",
    "smtp protocol is not supported",
    "does not receive mail",
    "mx points to",
];
/// The mailbox is full.
const FULL: &[&str] = &[
    "mailbox full",
    "exceeded the local limit",
    "exceeded the limit",
    "mailbox size limit",
    "boîte pleine",
    "postfach voll",
    "mailbox is full",
    "over quota",
    "overquota",
    "quota exceeded",
    "exceeded quota",
    "exceeds quota",
    "exceed quota",
    "out of storage",
    "quota full",
    "insufficient storage",
    "insufficient disk",
    "mailbox exceeded",
    "not enough storage",
    "storage limit",
    "mailfolder is full",
    "inbox is full",
    "mail box full",
    "quota is full",
    "over the quota",
];
/// The server would not take this mail, whoever it is for.
const REFUSED: &[&str] = &[
    "spam",
    "blacklist",
    "blocklist",
    "black list",
    "block list",
    "blocked",
    "dnsbl",
    "rbl",
    "policy",
    "dmarc",
    "spf ",
    "dkim",
    "reputation",
    "authentication",
    "relay",
    "ptr record",
    "reverse dns",
    "rdns",
    "virus",
    "malware",
    "content rejected",
    "not authorized",
    "not permitted",
    "not allowed",
    "access denied",
    "too large",
    "too big",
    "rate limit",
    "too many",
    "banned",
    "client host",
    "sender address",
    "sender verify",
];
/// It may work later.
const TEMPORARY: &[&str] = &[
    "temporar",
    "try again",
    "will be retried",
    "timed out",
    "timeout",
    "time out",
    "greylist",
    "deferred",
    "connection refused",
    "too long in the queue",
    "in the queue too long",
    "retry",
    "expired",
    "not respond",
    "lost connection",
    "undelivered for",
    "unable to connect",
    "no route to host",
    "network is unreachable",
    "socket error",
];
