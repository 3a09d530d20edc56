//! Days and times as people read them, in the languages of the product (R90).

use chrono::{DateTime, Datelike as _, Timelike as _};
use lobby_domain::resident::Language;

const DAYS: [[&str; 7]; 2] = [
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
    [
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ],
];
const MONTHS: [[&str; 12]; 2] = [
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
];

/// A time as the resident reads it.
pub(crate) fn in_words(at: DateTime<chrono_tz::Tz>, language: Language) -> String {
    let day = day_in_words(at, language);
    match language {
        Language::En => {
            let (is_afternoon, hour) = at.hour12();
            let half = if is_afternoon { "PM" } else { "AM" };
            format!("{day}, {hour}:{:02} {half}", at.minute())
        }
        Language::Fr => format!("{day}, {} h {:02}", at.hour(), at.minute()),
    }
}

/// The name of the day of the week.
pub(crate) fn weekday(at: DateTime<chrono_tz::Tz>, language: Language) -> &'static str {
    DAYS.get(usize::from(language == Language::Fr))
        .and_then(|days| days.get(at.weekday().num_days_from_monday() as usize))
        .unwrap_or(&"")
}

/// A day as the resident reads it.
pub(crate) fn day_in_words(at: DateTime<chrono_tz::Tz>, language: Language) -> String {
    let day = weekday(at, language);
    let month = MONTHS
        .get(usize::from(language == Language::Fr))
        .and_then(|months| months.get(at.month0() as usize))
        .unwrap_or(&"");
    match language {
        Language::En => format!("{day}, {month} {}, {}", at.day(), at.year()),
        Language::Fr => format!("{day} {} {month} {}", at.day(), at.year()),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone as _, Utc};

    use lobby_domain::zone::zone;

    use super::*;

    #[test]
    fn a_time_reads_as_in_the_residents_language() {
        let zone = zone("America/Toronto").unwrap();
        let at = Utc
            .with_ymd_and_hms(2026, 11, 28, 0, 5, 0)
            .unwrap()
            .with_timezone(&zone);
        assert_eq!(in_words(at, Language::En), "Friday, November 27, 2026, 7:05 PM");
        assert_eq!(in_words(at, Language::Fr), "vendredi 27 novembre 2026, 19 h 05");
    }
}
