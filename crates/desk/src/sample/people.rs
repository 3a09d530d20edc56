//! Who works and who lives in the sample building.

use chrono::{DateTime, TimeDelta, Utc};
use lobby_domain::{
    ids::{GroupId, ResidentId, StaffId},
    resident::{Language, fold},
};
use lobby_store::{Write, bulk, group, staff};

use crate::{
    password,
    problem::{Noun, Problem},
    set_up::{SAMPLE_PASSWORD, add_groups},
};

/// Who works at the sample building's desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Person {
    /// Sam Okafor of the Concierge: manages event bookings.
    Sam,
    /// Lee Park of Security: sees event bookings.
    Lee,
    /// Noor Haddad, who administers the building.
    Noor,
}

/// The staff of the sample building, with the ids the store has given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Team {
    pub sam: StaffId,
    pub lee: StaffId,
    pub noor: StaffId,
}

impl Team {
    pub(crate) fn id(self, person: Person) -> StaffId {
        match person {
            Person::Sam => self.sam,
            Person::Lee => self.lee,
            Person::Noor => self.noor,
        }
    }

    pub(crate) fn all(self) -> [StaffId; 3] {
        [self.sam, self.lee, self.noor]
    }
}

/// Adds the three permission groups, and one person to each. Everybody has the sample password.
pub(crate) async fn hire(
    write: &mut Write,
    hashes: [String; 3],
    now: DateTime<Utc>,
) -> Result<Team, Problem> {
    let administrators = add_groups(write, Language::En).await?;
    let groups = group::all(write).await?;
    let named = |name: &str| -> Result<GroupId, Problem> {
        groups
            .iter()
            .find(|group| group.name == name)
            .map(|group| group.id)
            .ok_or(Problem::missing(Noun::Group))
    };
    let [of_noor, of_sam, of_lee] = hashes;
    let people = [
        ("Noor Haddad", "noor.haddad@example.org", administrators, of_noor),
        (
            "Sam Okafor",
            "sam.okafor@example.org",
            named("Concierge")?,
            of_sam,
        ),
        ("Lee Park", "lee.park@example.org", named("Security")?, of_lee),
    ];
    let mut ids = [StaffId::new(0); 3];
    for ((name, email, group, hash), id) in people.iter().zip(&mut ids) {
        let new = staff::NewStaff {
            name,
            email,
            group: *group,
            password_hash: hash,
            recovery_hash: None,
            language: Language::En,
        };
        *id = staff::insert(write, &new, now).await?;
    }
    let [noor, sam, lee] = ids;
    Ok(Team { sam, lee, noor })
}

/// Hashes of the sample password, each with a salt of its own, made before the transaction begins.
pub(crate) async fn hashes() -> Result<[String; 3], Problem> {
    Ok([
        password::hash(SAMPLE_PASSWORD).await?,
        password::hash(SAMPLE_PASSWORD).await?,
        password::hash(SAMPLE_PASSWORD).await?,
    ])
}

/// Days that the residents have been known when the sample begins.
const KNOWN_FOR: i64 = 120;

/// The 60 residents.
pub(crate) fn residents(now: DateTime<Utc>) -> Vec<bulk::Resident> {
    (1_u32..)
        .zip(RESIDENTS)
        .map(|(number, (name, suite, language, reach, notes))| bulk::Resident {
            id: ResidentId::new(i64::from(number)),
            name: (*name).to_owned(),
            suite: (*suite).to_owned(),
            email: match reach {
                Reach::Both | Reach::Email => address(name),
                Reach::Phone | Reach::Neither => String::new(),
            },
            phone: match reach {
                Reach::Both | Reach::Phone => format!("+1 514 555 {:04}", 100 + (number + 41) % 100),
                Reach::Email | Reach::Neither => String::new(),
            },
            language: *language,
            notes: (*notes).to_owned(),
            created_at: now - TimeDelta::days(KNOWN_FOR),
        })
        .collect()
}

/// `Marie-Ève Bouchard` is reached at `marie.eve.bouchard@example.org`.
fn address(name: &str) -> String {
    format!("{}@example.org", fold(name).replace(' ', "."))
}

/// How a resident can be reached.
enum Reach {
    Both,
    Email,
    Phone,
    Neither,
}

use Language::{En, Fr};
use Reach::{Both, Email, Neither, Phone};

/// Name, suite, language, how they are reached, notes for staff.
const RESIDENTS: &[(&str, &str, Language, Reach, &str)] = &[
    (
        "Ana Moreau",
        "1204",
        Fr,
        Both,
        "Her mother visits often and uses a wheelchair.",
    ),
    ("Jonas Tremblay", "0807", Fr, Both, ""),
    ("Priya Krishnan", "2102", En, Both, ""),
    ("Lucía Benítez", "0310", En, Both, ""),
    ("Dana Whitfield", "1511", En, Both, ""),
    (
        "Hiro Nakamura",
        "0902",
        En,
        Both,
        "Travels for work; parcels are kept at the desk.",
    ),
    ("Esi Owusu", "1708", En, Both, ""),
    (
        "Mark Rousseau",
        "0615",
        En,
        Both,
        "Wooden toys: has a stall at every market.",
    ),
    ("Sofia Bianchi", "1910", En, Both, ""),
    ("Rosa Stein", "0404", En, Email, ""),
    ("Élodie Gagnon", "1103", Fr, Both, ""),
    (
        "Gerald Hutchins",
        "0212",
        En,
        Phone,
        "Has no email address and prefers a call.",
    ),
    ("Beatriz Almeida", "2005", En, Both, ""),
    ("Olivier Lefebvre", "1402", Fr, Both, ""),
    ("Tomasz Wójcik", "0709", En, Both, ""),
    ("Naomi Feldman", "1606", En, Both, ""),
    ("Marie-Ève Bouchard", "0511", Fr, Both, ""),
    ("Kwame Mensah", "1307", En, Both, ""),
    ("Anneliese Vogel", "0803", En, Both, "Moved in this month."),
    ("Chloé Pelletier", "1004", Fr, Both, "Severe nut allergy."),
    ("Farid Belkacem", "0908", Fr, Both, ""),
    (
        "Margaret O'Sullivan",
        "0201",
        En,
        Phone,
        "Hard of hearing: speak up on the phone.",
    ),
    ("Wei Zhang", "1815", En, Both, ""),
    ("Isabelle Côté", "1509", Fr, Both, ""),
    ("Thabo Ndlovu", "0610", En, Email, ""),
    ("Svetlana Petrova", "1712", En, Both, ""),
    ("Jean-François Roy", "0304", Fr, Both, ""),
    ("Amara Diallo", "1906", Fr, Both, ""),
    ("Liam Gallagher-Byrne", "2201", En, Both, ""),
    ("Noémie Desrosiers", "1112", Fr, Email, ""),
    ("Ravi Subramanian", "0714", En, Both, ""),
    ("Hannah Lindqvist", "1405", En, Both, ""),
    ("Diego Fuentes", "0506", En, Both, ""),
    ("Geneviève Lapointe", "1601", Fr, Both, ""),
    ("Yusuf Demir", "0913", En, Both, ""),
    (
        "Charlotte Beaulieu",
        "2104",
        Fr,
        Both,
        "Looks after Suite 2105 while its owners are away.",
    ),
    ("Kenji Watanabe", "1002", En, Email, ""),
    ("Fatima Zahra Benali", "0812", Fr, Both, ""),
    ("Peter Kowalczyk", "0407", En, Both, ""),
    ("Ingrid Sørensen", "1803", En, Both, ""),
    ("Mathieu Bélanger", "1210", Fr, Both, ""),
    ("Aisha Mohamud", "0605", En, Both, ""),
    ("Édouard Saint-Pierre", "0109", Fr, Phone, ""),
    ("Leila Farahani", "1313", En, Both, ""),
    ("Samuel Adeyemi", "1701", En, Both, ""),
    ("Catherine Fortin", "0303", Fr, Both, ""),
    ("Joaquín Morales", "2008", En, Both, ""),
    ("Nadia Kassem", "1506", Fr, Both, ""),
    ("Brian McAllister", "0901", En, Neither, ""),
    ("Zoé Thibault", "1109", Fr, Both, ""),
    ("Mei-Ling Chen", "1814", En, Both, ""),
    ("Andrzej Nowak", "0508", En, Both, ""),
    ("Josée Bergeron", "0702", Fr, Email, ""),
    ("Carlos Eduardo Lima", "1411", En, Both, ""),
    ("Simone Adler", "1902", En, Both, ""),
    ("Patrice Ouellet", "0613", Fr, Both, ""),
    ("Grace Nyambura", "1005", En, Both, ""),
    ("Viktor Hansen", "2203", En, Both, ""),
    ("Sylvie Marchand", "0206", Fr, Phone, ""),
    ("Olu Bankole", "1604", En, Both, ""),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_can_be_told_apart_and_every_address_can_be_written_to() {
        let people = residents(DateTime::UNIX_EPOCH);
        for (at, person) in people.iter().enumerate() {
            let others = people.iter().skip(at + 1);
            assert!(
                others.clone().all(|other| other.suite != person.suite),
                "{}",
                person.suite
            );
            assert!(
                others.clone().all(|other| other.name != person.name),
                "{}",
                person.name
            );
            if !person.email.is_empty() {
                assert_eq!(
                    lobby_domain::resident::email(&person.email),
                    Ok(person.email.clone())
                );
            }
        }
        let find = |name: &str| people.iter().find(|person| person.name == name).unwrap();
        assert_eq!(find("Ana Moreau").phone, "+1 514 555 0142");
        assert_eq!(find("Ana Moreau").email, "ana.moreau@example.org");
        assert_eq!(find("Marie-Ève Bouchard").email, "marie.eve.bouchard@example.org");
        assert!(
            people
                .iter()
                .any(|person| person.email.is_empty() && !person.phone.is_empty())
        );
    }
}
