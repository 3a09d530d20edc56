//! Amounts and numbers.

use lobby_domain::{
    money::{Money, is_currency, minor_digits},
    resident::fold,
};

/// Why a cell is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AmountFault {
    NotAnAmount,
    TooLarge,
    NotACurrency,
}

/// Whether a cell is an amount in any currency.
pub(crate) fn is_amount(cell: &str) -> bool {
    amount(cell, "USD").is_ok()
}

/// Reads an amount; `usual` is the currency where the cell names none, or only a dollar sign.
pub(crate) fn amount(cell: &str, usual: &str) -> Result<Money, AmountFault> {
    let cell = cell.trim();
    let words = fold(cell);
    let free = [
        "free",
        "gratuit",
        "gratuite",
        "no charge",
        "sans frais",
        "offert",
        "complimentary",
        "nil",
        "none",
        "aucun",
    ];
    if free.contains(&words.as_str()) {
        return Ok(Money {
            minor: 0,
            currency: usual.to_owned(),
        });
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let first = cell.find(is_digit).ok_or(AmountFault::NotAnAmount)?;
    let last = cell.rfind(is_digit).ok_or(AmountFault::NotAnAmount)? + 1;
    let before = cell.get(..first).unwrap_or_default();
    let digits = cell.get(first..last).unwrap_or_default();
    let after = cell.get(last..).unwrap_or_default();
    // A decimal sign may come first, as in ".50"; only the amount itself may then be before it.
    let (before, digits) = match before.strip_suffix(['.', ',']) {
        Some(before) if !before.ends_with(char::is_alphabetic) => (before, format!("0.{digits}")),
        _ => (before, digits.to_owned()),
    };
    let currency = currency(&format!("{} {after}", before.trim_end_matches('.')), usual)?;
    let minor = minor_units(&digits, minor_digits(&currency))?;
    Ok(Money { minor, currency })
}

/// Reads a code or a sign.
pub(crate) fn currency(text: &str, usual: &str) -> Result<String, AmountFault> {
    let sign: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{202f}')
        .collect::<String>()
        .to_uppercase();
    let usual_dollar = matches!(usual, "USD" | "CAD" | "AUD" | "NZD" | "SGD" | "HKD" | "MXN");
    let code = match sign.as_str() {
        "" | "+" => usual,
        "$" if usual_dollar => usual,
        "$" | "US$" | "$US" | "USD$" | "$USD" => "USD",
        "CA$" | "C$" | "$CA" | "$C" | "CAD$" | "$CAD" | "CDN$" | "$CDN" | "CDN" => "CAD",
        "A$" | "AU$" => "AUD",
        "€" | "EURO" | "EUROS" | "€EUR" => "EUR",
        "£" => "GBP",
        "¥" | "円" => "JPY",
        "FR" | "FR." | "SFR" | "SFR." => "CHF",
        code if is_currency(code) => code,
        _ => return Err(AmountFault::NotACurrency),
    };
    Ok(code.to_owned())
}

/// `1 234,50`, `1,234.50`, `1'234.50`, `1.234,50`, `80`.
fn minor_units(text: &str, minor: u32) -> Result<u32, AmountFault> {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '\u{202f}'))
        .collect();
    if !plain.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
        return Err(AmountFault::NotAnAmount);
    }
    let (whole, part) = split_decimals(&plain, minor as usize);
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    // Groups of three; Indian ones of two are taken too.
    let grouped = groups
        .iter()
        .enumerate()
        .all(|(index, group)| match (index, groups.len()) {
            (_, 1) => true,
            (0, _) => !group.is_empty() && group.len() <= 3,
            (index, all) if index + 1 == all => group.len() == 3,
            _ => group.len() == 2 || group.len() == 3,
        });
    let too_fine = part.chars().skip(minor as usize).any(|c| c != '0');
    if !grouped || too_fine {
        return Err(AmountFault::NotAnAmount);
    }
    let mut all: String = groups.concat();
    all.extend(part.chars().chain(std::iter::repeat('0')).take(minor as usize));
    let all = all.trim_start_matches('0');
    if all.is_empty() {
        Ok(0)
    } else {
        all.parse().map_err(|_| AmountFault::TooLarge)
    }
}

/// The last sign parts the decimals, unless it is the same as one before it or has exactly three
/// digits behind it in a currency that has no three.
fn split_decimals(plain: &str, minor: usize) -> (&str, &str) {
    let Some(at) = plain.rfind(['.', ',']) else {
        return (plain, "");
    };
    let (whole, rest) = plain.split_at(at);
    let part = rest.trim_start_matches(['.', ',']);
    let repeated = rest.chars().next().is_some_and(|sign| whole.contains(sign));
    let other_before = whole.contains(['.', ',']) && !repeated;
    let groups = part.len() == 3 && minor != 3 && !other_before && whole != "0";
    if repeated || groups {
        (plain, "")
    } else {
        (whole, part)
    }
}

/// Reads a whole number, such as a party; `2.0` is one too, as spreadsheets write it.
pub(crate) fn whole(cell: &str) -> Option<u32> {
    let cell = cell.trim();
    let cell = cell
        .split_once(['.', ','])
        .filter(|(_, part)| part.chars().all(|c| c == '0') && part.len() != 3)
        .map_or(cell, |(whole, _)| whole);
    let digits: String = cell.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    if digits.starts_with('+') {
        None
    } else {
        digits.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minor(text: &str, usual: &str) -> Result<(u32, String), AmountFault> {
        amount(text, usual).map(|money| (money.minor, money.currency))
    }

    #[test]
    fn r7_amounts_are_read_in_both_languages() {
        for (text, usual, expected, currency) in [
            ("$80.00", "CAD", 8000, "CAD"),
            ("80,00 €", "EUR", 8000, "EUR"),
            ("80,00 $", "CAD", 8000, "CAD"),
            ("1 234,50", "EUR", 123_450, "EUR"),
            ("1\u{202f}234,50\u{a0}€", "CAD", 123_450, "EUR"),
            ("1,234.50", "USD", 123_450, "USD"),
            ("1.234,50", "EUR", 123_450, "EUR"),
            ("1'234.50", "CHF", 123_450, "CHF"),
            ("CA$ 20", "USD", 2000, "CAD"),
            ("20 $ CA", "USD", 2000, "CAD"),
            ("EUR 12", "CAD", 1200, "EUR"),
            ("12 EUR", "CAD", 1200, "EUR"),
            ("£5", "CAD", 500, "GBP"),
            ("Gratuit", "CAD", 0, "CAD"),
            ("FREE", "USD", 0, "USD"),
            ("0", "USD", 0, "USD"),
            ("80", "USD", 8000, "USD"),
            ("1,234", "USD", 123_400, "USD"),
            ("1.234", "EUR", 123_400, "EUR"),
            ("1,234,567", "USD", 123_456_700, "USD"),
            ("12.5", "USD", 1250, "USD"),
            ("80.0000", "USD", 8000, "USD"),
            ("1500", "JPY", 1500, "JPY"),
            ("1.234", "KWD", 1234, "KWD"),
            (".50", "USD", 50, "USD"),
            ("$", "USD", 0, "!"),
            ("¥1,500", "USD", 1500, "JPY"),
        ] {
            if currency == "!" {
                assert_eq!(minor(text, usual), Err(AmountFault::NotAnAmount));
            } else {
                assert_eq!(minor(text, usual), Ok((expected, currency.to_owned())), "{text}");
            }
        }
    }

    #[test]
    fn r7_what_is_no_amount_is_refused() {
        for text in ["", "abc", "1.2.3", "12,34,5", "1;2", "80.0055", "12.34.56"] {
            assert_eq!(minor(text, "USD"), Err(AmountFault::NotAnAmount), "{text}");
        }
        assert_eq!(minor("-5.00", "USD"), Err(AmountFault::NotACurrency));
        assert_eq!(minor("(5.00)", "USD"), Err(AmountFault::NotACurrency));
        assert_eq!(minor("5 bananas", "USD"), Err(AmountFault::NotACurrency));
        assert_eq!(minor("99999999999", "USD"), Err(AmountFault::TooLarge));
    }

    #[test]
    fn r7_whole_numbers_are_read() {
        for (text, number) in [
            ("2", Some(2)),
            ("2.0", Some(2)),
            ("1 200", Some(1200)),
            ("1,200", Some(1200)),
            ("2.5", None),
            ("-1", None),
            ("two", None),
            ("", None),
        ] {
            assert_eq!(whole(text), number, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn r7_any_amount_comes_back(minor in 0_u32..u32::MAX) {
            let (units, cents) = (minor / 100, minor % 100);
            for text in [format!("{units}.{cents:02}"), format!("{units},{cents:02} €"), format!("$ {units}.{cents:02}")] {
                proptest::prop_assert_eq!(amount(&text, "USD").map(|money| money.minor), Ok(minor));
            }
        }

        #[test]
        fn r7_no_text_stops_the_reader(text in "\\PC{0,20}|[0-9., $€']{0,20}") {
            let _ = (amount(&text, "CAD"), whole(&text));
        }
    }
}
