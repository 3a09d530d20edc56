//! Dates and times in words, numbers and signs: taken apart, then read from left to right.

use chrono::{NaiveDate, NaiveTime, Timelike};
use lobby_domain::resident::fold;

use super::date::{DateFault, DayOrder, Moment, checked};

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number { value: u32, digits: usize },
    Word(String),
    Sign(char),
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let lower = text.to_lowercase().replace("a.m", "am").replace("p.m", "pm");
    let mut tokens = vec![];
    let mut rest = lower.as_str();
    while let Some(c) = rest.chars().next() {
        let end = if c.is_ascii_digit() {
            rest.find(|c: char| !c.is_ascii_digit())
        } else if c.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic())
        } else {
            Some(c.len_utf8())
        };
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        if c.is_ascii_digit() {
            tokens.push(Token::Number {
                value: piece.parse().ok()?,
                digits: piece.len(),
            });
        } else if c.is_alphabetic() {
            tokens.push(Token::Word(fold(piece)));
        } else if !c.is_whitespace() {
            tokens.push(Token::Sign(c));
        }
    }
    (tokens.len() <= 40).then_some(tokens)
}

/// Reads a date written in words and numbers.
pub(super) fn read(text: &str, order: DayOrder) -> Result<Moment, DateFault> {
    let tokens = tokens(text).ok_or(DateFault::NotADate)?;
    Reader {
        tokens: &tokens,
        at: 0,
        order,
        moment: Moment::default(),
        half_open: false,
    }
    .read()
}

/// Walks over the tokens once.
struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    order: DayOrder,
    moment: Moment,
    /// The first time had no am or pm, so it takes that of the second, as in 7–9 pm.
    half_open: bool,
}

impl Reader<'_> {
    fn read(mut self) -> Result<Moment, DateFault> {
        while let Some(token) = self.tokens.get(self.at) {
            match token {
                Token::Number { value, digits } => self.number(*value, *digits)?,
                Token::Word(word) => self.word(&word.clone())?,
                Token::Sign('+') if self.moment.time.is_some() => self.offset(1)?,
                Token::Sign('-' | '−') if self.moment.time.is_some() && self.is_offset() => {
                    self.offset(-1)?
                }
                Token::Sign(
                    ',' | '.' | '-' | '–' | '—' | '−' | '(' | ')' | '|' | '·' | '•' | '@' | '>' | '→',
                ) => self.at += 1,
                Token::Sign(_) => return Err(DateFault::NotADate),
            }
        }
        if self.moment.date.is_none() && self.moment.time.is_none() {
            return Err(DateFault::NotADate);
        }
        Ok(self.moment)
    }

    fn peek_number(&self, ahead: usize) -> Option<(u32, usize)> {
        match self.tokens.get(self.at + ahead) {
            Some(Token::Number { value, digits }) => Some((*value, *digits)),
            _ => None,
        }
    }

    fn peek_word(&self, ahead: usize) -> Option<&str> {
        match self.tokens.get(self.at + ahead) {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn is_sign(&self, ahead: usize, signs: &str) -> bool {
        matches!(self.tokens.get(self.at + ahead), Some(Token::Sign(sign)) if signs.contains(*sign))
    }

    fn number(&mut self, value: u32, digits: usize) -> Result<(), DateFault> {
        if self.is_sign(1, ":")
            || matches!(
                self.peek_word(1),
                Some("h" | "heure" | "heures" | "hrs" | "am" | "pm")
            )
        {
            return self.clock(value);
        }
        let three = self.is_sign(1, "/-.−") && self.peek_number(2).is_some() && self.is_sign(3, "/-.−");
        if three
            && let (Some((second, _)), Some((third, third_digits))) =
                (self.peek_number(2), self.peek_number(4))
        {
            let dotted = self.is_sign(1, ".");
            self.at += 5;
            // 2026-11-26T19:00:00: the T joins the two.
            if self.peek_word(0) == Some("t") {
                self.at += 1;
            }
            return self.numeric(value, digits, second, (third, third_digits), dotted);
        }
        let hour_range = self.is_sign(1, "-–—") && self.peek_number(2).is_some();
        if hour_range
            && value <= 12
            && (matches!(self.peek_word(3), Some("am" | "pm")) || self.is_sign(3, ":"))
        {
            return self.clock(value);
        }
        self.day_then_month(value)
    }

    /// 26/11/2026, 2026-11-26, 26.11.26.
    fn numeric(
        &mut self,
        first: u32,
        digits: usize,
        second: u32,
        third: (u32, usize),
        dotted: bool,
    ) -> Result<(), DateFault> {
        let (year, month, day) = if digits == 4 {
            (first, second, third.0)
        } else {
            let year = full_year(third.0, third.1)?;
            match self.order {
                DayOrder::MonthFirst if !dotted => (year, first, second),
                _ => (year, second, first),
            }
        };
        self.set_date(year, month, day)
    }

    /// 26 novembre 2026, 26-Nov-26, 1er décembre 2026, 26th of November 2026.
    fn day_then_month(&mut self, day: u32) -> Result<(), DateFault> {
        self.at += 1;
        self.skip_ordinal();
        let month = self.peek_word(0).and_then(month).ok_or(DateFault::NotADate)?;
        self.at += 1;
        while self.is_sign(0, ",.-/ ") || matches!(self.peek_word(0), Some("de" | "of")) {
            self.at += 1;
        }
        let (year, digits) = self.peek_number(0).ok_or(DateFault::NotADate)?;
        self.at += 1;
        self.set_date(full_year(year, digits)?, month, day)
    }

    fn skip_ordinal(&mut self) {
        while self.is_sign(0, ",.-/")
            || matches!(
                self.peek_word(0),
                Some("er" | "e" | "st" | "nd" | "rd" | "th" | "of" | "de" | "d" | "eme")
            )
        {
            self.at += 1;
        }
    }

    fn word(&mut self, word: &str) -> Result<(), DateFault> {
        self.at += 1;
        if let Some(month) = month(word) {
            while self.is_sign(0, ",.-/") {
                self.at += 1;
            }
            let (day, digits) = self
                .peek_number(0)
                .filter(|(_, digits)| *digits <= 2)
                .ok_or(DateFault::NotADate)?;
            let _ = digits;
            self.at += 1;
            self.skip_ordinal();
            let (year, digits) = self.peek_number(0).ok_or(DateFault::NotADate)?;
            self.at += 1;
            return self.set_date(full_year(year, digits)?, month, day);
        }
        match word {
            "noon" | "midi" => self.set_time(NaiveTime::from_hms_opt(12, 0, 0)),
            "midnight" | "minuit" => self.set_time(NaiveTime::from_hms_opt(0, 0, 0)),
            "z" | "utc" | "gmt" => {
                self.moment.offset = Some(0);
                Ok(())
            }
            word if is_filler(word) => Ok(()),
            _ => Err(DateFault::NotADate),
        }
    }

    /// 19:00, 19:00:30.5, 19h, 19h00, 7pm, 7:00 p.m.
    fn clock(&mut self, hour: u32) -> Result<(), DateFault> {
        self.at += 1;
        let (mut minute, mut second) = (0, 0);
        if self.is_sign(0, ":") {
            minute = self.peek_number(1).ok_or(DateFault::NotADate)?.0;
            self.at += 2;
            if self.is_sign(0, ":") {
                second = self.peek_number(1).ok_or(DateFault::NotADate)?.0;
                self.at += 2;
                if self.is_sign(0, ".") && self.peek_number(1).is_some() {
                    self.at += 2;
                }
            }
        } else if matches!(self.peek_word(0), Some("h" | "heure" | "heures" | "hrs")) {
            self.at += 1;
            if let Some((value, 2)) = self.peek_number(0)
                && !self.is_sign(1, "/-.")
                && self.peek_word(1).and_then(month).is_none()
            {
                minute = value;
                self.at += 1;
                if matches!(self.peek_word(0), Some("m" | "min")) {
                    self.at += 1;
                }
            }
        }
        let half = match self.peek_word(0) {
            Some("am") => Some(0),
            Some("pm") => Some(12),
            _ => None,
        };
        let hour = match half {
            None => hour,
            Some(_) if hour == 0 || hour > 12 => return Err(DateFault::NotADate),
            Some(more) => hour % 12 + more,
        };
        self.at += usize::from(half.is_some());
        let midnight_at_the_end = hour == 24 && minute == 0 && second == 0;
        let time = NaiveTime::from_hms_opt(if midnight_at_the_end { 0 } else { hour }, minute, second);
        self.borrow_half(half, time);
        self.half_open = half.is_none() && hour <= 12 && self.moment.time.is_none();
        self.set_time(time)
    }

    /// 7–9 pm: the first takes the half of the second, unless it would come after it.
    fn borrow_half(&mut self, half: Option<u32>, second: Option<NaiveTime>) {
        if let (true, Some(12), Some(first), Some(second)) = (self.half_open, half, self.moment.time, second)
        {
            let later = first.with_hour(first.hour() % 12 + 12);
            if let Some(later) = later.filter(|later| *later <= second) {
                self.moment.time = Some(later);
            }
        }
    }

    /// After a sign: four digits, as in -0500, or hours and minutes after a plus.
    fn is_offset(&self) -> bool {
        self.peek_number(1).is_some_and(|(_, digits)| digits == 4) && !self.is_sign(2, "-/.:")
    }

    fn offset(&mut self, sign: i32) -> Result<(), DateFault> {
        let (value, digits) = self.peek_number(1).ok_or(DateFault::NotADate)?;
        self.at += 2;
        let (hours, minutes) = if digits == 4 {
            (value / 100, value % 100)
        } else {
            (value, 0)
        };
        let minutes = if self.is_sign(0, ":")
            && let Some((minutes, _)) = self.peek_number(1)
        {
            self.at += 2;
            minutes
        } else {
            minutes
        };
        if hours > 14 || minutes > 59 {
            return Err(DateFault::NotADate);
        }
        self.moment.offset = Some(sign * i32::try_from(hours * 3600 + minutes * 60).unwrap_or(0));
        Ok(())
    }

    fn set_date(&mut self, year: u32, month: u32, day: u32) -> Result<(), DateFault> {
        let year = i32::try_from(year).map_err(|_| DateFault::Impossible)?;
        let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(DateFault::Impossible)?;
        let slot = if self.moment.date.is_none() {
            &mut self.moment.date
        } else {
            &mut self.moment.end_date
        };
        if slot.is_some() {
            return Err(DateFault::NotADate);
        }
        *slot = Some(checked(date)?);
        Ok(())
    }

    fn set_time(&mut self, time: Option<NaiveTime>) -> Result<(), DateFault> {
        let time = time.ok_or(DateFault::Impossible)?;
        let slot = if self.moment.time.is_none() {
            &mut self.moment.time
        } else {
            &mut self.moment.end_time
        };
        if slot.is_some() {
            return Err(DateFault::NotADate);
        }
        *slot = Some(time);
        Ok(())
    }
}

/// Two digits are of this century up to 68, as in POSIX.
fn full_year(year: u32, digits: usize) -> Result<u32, DateFault> {
    match digits {
        4 => Ok(year),
        2 if year <= 68 => Ok(2000 + year),
        2 => Ok(1900 + year),
        _ => Err(DateFault::NotADate),
    }
}

/// Names of the months as [`fold`] writes them.
const MONTHS: [&str; 12] = [
    "jan|january|janv|janvier",
    "feb|february|fev|fevr|fevrier",
    "mar|march|mars",
    "apr|april|avr|avril",
    "may|mai",
    "jun|june|juin",
    "jul|july|juil|juillet|jui",
    "aug|august|aou|aout",
    "sep|sept|september|septembre",
    "oct|october|octobre",
    "nov|november|novembre",
    "dec|december|decembre",
];

fn month(word: &str) -> Option<u32> {
    let at = MONTHS
        .iter()
        .position(|names| names.split('|').any(|name| name == word))?;
    u32::try_from(at + 1).ok()
}

/// Days of the week, small words, and the short names of zones, which say no more than *here*.
const FILLERS: &str = "mon|monday|tue|tues|tuesday|wed|weds|wednesday|thu|thur|thurs|thursday|fri|friday|sat|\
     saturday|sun|sunday|lun|lundi|mar|mardi|mer|mercredi|jeu|jeudi|ven|vendredi|sam|samedi|dim|\
     dimanche|at|a|le|de|du|the|of|on|from|to|until|till|jusqu|au|des|et|and|est|edt|cst|cdt|mst|\
     mdt|pst|pdt|ast|adt|hne|hae|cet|cest|bst|heure|h|local|time";

fn is_filler(word: &str) -> bool {
    FILLERS.split('|').any(|filler| filler == word)
}
