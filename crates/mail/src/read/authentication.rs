//! Authentication-Results (RFC 8601): what a server says about who sent a mail.

use super::{
    charset,
    header::{self, Headers},
    letter::{Authentication, Verdict},
};

/// The most headers and the most verdicts of one header that are read.
const MOST: usize = 50;

/// All of them, topmost first. Anybody can write one: only that of our own provider means anything.
pub fn all(headers: &Headers) -> Vec<Authentication> {
    headers
        .raw_all("authentication-results")
        .take(MOST)
        .map(|value| one(&header::one_line(&without_comments(&charset::guess(value)))))
        .collect()
}

fn one(value: &str) -> Authentication {
    let mut clauses = value.split(';').map(str::trim);
    let server = clauses.next().unwrap_or_default();
    let mut results = Authentication {
        // A version may stand behind the server's name.
        server: server.split(' ').next().unwrap_or_default().to_lowercase(),
        ..Authentication::default()
    };
    for clause in clauses.take(MOST) {
        let Some((method, rest)) = clause.split_once('=') else {
            continue;
        };
        let mut words = rest.split(' ').filter(|word| !word.is_empty());
        let result = words.next().unwrap_or_default().to_lowercase();
        let properties: Vec<(&str, &str)> = words.filter_map(|word| word.split_once('=')).collect();
        let domain = |names: &[&str]| {
            names
                .iter()
                .find_map(|name| properties.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)))
                .map(|(_, value)| domain_of(value))
                .unwrap_or_default()
        };
        // A version may stand behind the method: dkim/1.
        match method
            .trim()
            .split('/')
            .next()
            .unwrap_or_default()
            .to_lowercase()
            .as_str()
        {
            "dmarc" if results.dmarc.is_none() => {
                results.dmarc = Some(Verdict {
                    result,
                    domain: domain(&["header.from"]),
                });
            }
            "spf" if results.spf.is_none() => {
                results.spf = Some(Verdict {
                    result,
                    domain: domain(&["smtp.mailfrom", "smtp.helo"]),
                });
            }
            "dkim" => results.dkim.push(Verdict {
                result,
                domain: domain(&["header.d", "header.i"]),
            }),
            _ => {}
        }
    }
    results
}

fn domain_of(value: &str) -> String {
    let value = value.trim_matches(['"', '<', '>']);
    value.rsplit('@').next().unwrap_or_default().to_lowercase()
}

/// Without what stands in brackets, which a stranger may have filled; brackets nest (RFC 5322, section 3.2.2).
fn without_comments(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
    for letter in value.chars() {
        let was_escaped = std::mem::take(&mut escaped);
        match letter {
            '\\' if !was_escaped => escaped = true,
            '"' if depth == 0 && !was_escaped => quoted = !quoted,
            '(' if !quoted && !was_escaped => depth += 1,
            ')' if !quoted && !was_escaped && depth > 0 => depth -= 1,
            // What is quoted holds no clause of its own.
            ';' | '=' | ' ' if quoted => out.push('_'),
            _ if depth == 0 => out.push(letter),
            _ => {}
        }
    }
    out
}
