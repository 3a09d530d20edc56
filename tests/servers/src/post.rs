//! A mail handed to a server by hand.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpStream,
    time::Duration,
};

use crate::{Outcome, told};

/// Hands a mail to the SMTP server at `port`, which asks nobody's name.
///
/// # Errors
/// The server's words.
pub fn deliver(port: u16, from: &str, to: &str, mail: &[u8]) -> Outcome<()> {
    let fault = || told("the server");
    let stream = TcpStream::connect(("127.0.0.1", port)).map_err(fault())?;
    stream.set_nodelay(true).map_err(fault())?;
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .map_err(fault())?;
    let mut reader = BufReader::new(stream.try_clone().map_err(fault())?);
    let mut stream = stream;
    expect(&mut reader, "220")?;
    for (line, code) in [
        ("EHLO localhost".to_owned(), "250"),
        (format!("MAIL FROM:<{from}>"), "250"),
        (format!("RCPT TO:<{to}>"), "250"),
        ("DATA".to_owned(), "354"),
    ] {
        stream
            .write_all(format!("{line}\r\n").as_bytes())
            .map_err(fault())?;
        expect(&mut reader, code)?;
    }
    let mut body = Vec::new();
    for line in mail.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(b".") {
            body.push(b'.');
        }
        body.extend_from_slice(
            line.strip_suffix(b"\n")
                .map_or(line, |line| line.strip_suffix(b"\r").unwrap_or(line)),
        );
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b".\r\n");
    stream.write_all(&body).map_err(fault())?;
    expect(&mut reader, "250")?;
    let _ = stream.write_all(b"QUIT\r\n");
    Ok(())
}

fn expect(reader: &mut BufReader<TcpStream>, code: &str) -> Outcome<()> {
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).map_err(told("the server"))?;
        if !line.starts_with(code) {
            return Err(format!("the server said {line:?} instead of {code}"));
        }
        if line.as_bytes().get(3) != Some(&b'-') {
            return Ok(());
        }
    }
}
