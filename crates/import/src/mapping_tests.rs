use super::*;
use crate::file::File;

fn table(text: &str) -> Table {
    match File::open("a.csv", text.as_bytes().to_vec()) {
        Ok(File::Table(table)) => table,
        other => panic!("{other:?}"),
    }
}

fn guess(text: &str) -> Vec<Field> {
    Mapping::guess(&table(text)).columns
}

#[test]
fn r7_fields_are_in_the_order_of_their_declaration() {
    for (place, field) in Field::ALL.iter().enumerate() {
        assert_eq!(*field as usize, place);
    }
    assert!(
        Field::EventKey.is_of_event() && Field::Description.is_of_event() && !Field::Reference.is_of_event()
    );
    assert!(
        Field::Reference.is_of_booking() && Field::CheckedIn.is_of_booking() && !Field::Email.is_of_booking()
    );
}

#[test]
fn r7_a_list_of_residents_is_recognised() {
    use Field as F;
    let text =
        "Unit,Resident ID,Full Name,Email,Type,Status,Notes\n1,R-1,Ana,a@example.org,Owner,Current,Cat\n";
    assert_eq!(
        guess(text),
        [
            F::Suite,
            F::ResidentKey,
            F::Name,
            F::Email,
            F::Ignore,
            F::Ignore,
            F::ResidentNotes
        ],
        "owners are no kind of event, current is no status"
    );
    let text = "Given Name,Family Name,E-mail 1 - Value,Phone 1 - Value\nAna,Moreau,a@example.org,1\n";
    assert_eq!(guess(text), [F::FirstName, F::LastName, F::Email, F::Phone]);
}

#[test]
fn r7_what_stands_in_lists_of_people_makes_no_bookings_of_them() {
    use Field as F;
    let text = "First Name,Last Name,Title,E-mail Address,Home Phone,Mobile Phone,Status,Notes\nAna,Moreau,Dr,a@example.org,1,2,Active,Cat\n";
    assert_eq!(
        guess(text),
        [
            F::FirstName,
            F::LastName,
            F::Ignore,
            F::Email,
            F::Ignore,
            F::Phone,
            F::Ignore,
            F::ResidentNotes
        ]
    );
    let text = "Name,Email,Event,RSVP,Notes\nAna,a@example.org,Wine,Yes,x\n";
    assert_eq!(guess(text)[2..4], [F::EventTitle, F::Status]);
}

#[test]
fn r7_who_comes_is_taken_before_who_pays() {
    use Field as F;
    let text = "Order ID,Name,Buyer first name,Buyer last name,Buyer email,Event name\n1,Ana,Sam,Roy,s@example.org,Wine\n";
    assert_eq!(
        guess(text),
        [
            F::Reference,
            F::Name,
            F::Ignore,
            F::Ignore,
            F::Email,
            F::EventTitle
        ]
    );
}

#[test]
fn r7_a_list_of_events_is_recognised() {
    use Field as F;
    let text = "ID;Nom;Début;Fin;Lieu;Places;Prix;Description\n7;Vins;26/11/2026 19h;26/11/2026 21h;Salle;40;20,00 $;Bon\n";
    assert_eq!(
        guess(text),
        [
            F::EventKey,
            F::EventTitle,
            F::EventStart,
            F::EventEnd,
            F::Place,
            F::Capacity,
            F::Price,
            F::Description
        ]
    );
}

#[test]
fn r7_lists_of_bookings_are_recognised() {
    use Field as F;
    // Who pays and who comes.
    let text = "Référence commande,Date de la commande,Nom participant,Prénom participant,Nom payeur,Prénom payeur,\
                Email payeur,Tarif,Montant tarif,Numéro de billet,Événement,Date\n\
                A1,01/11/2026,Moreau,Ana,Roy,Sam,sam@example.org,Plein,12,77,Vins,26/11/2026\n";
    assert_eq!(
        guess(text),
        [
            F::Reference,
            F::BookedAt,
            F::LastName,
            F::FirstName,
            F::Ignore,
            F::Ignore,
            F::Email,
            F::Ignore,
            F::Amount,
            F::Ticket,
            F::EventTitle,
            F::EventStart
        ]
    );
    let text =
        "Booking ID,Name,Event,Event date,Date,Quantity,Price\nB1,Ana,Wine,2026-11-26,2026-11-01,2,40.00\n";
    assert_eq!(
        guess(text),
        [
            F::Reference,
            F::Name,
            F::EventTitle,
            F::EventStart,
            F::BookedAt,
            F::PartySize,
            F::Amount
        ]
    );
}

#[test]
fn r7_columns_without_headings_are_known_by_their_values() {
    assert_eq!(
        guess("Ana,a@example.org\nBo,b@example.org\n"),
        [Field::Ignore, Field::Email]
    );
}

#[test]
fn r7_a_mapping_is_remembered_for_files_with_the_same_headings() {
    let (first, second) = (
        table("Nom;COURRIEL\nAna;a@example.org\n"),
        table("nom,Courriel \nBo,b@example.org\n"),
    );
    let mut mapping = Mapping::guess(&first);
    mapping.columns = vec![Field::Name, Field::Ignore];
    let kept: Mapping = serde_json::from_str(&serde_json::to_string(&mapping).unwrap()).unwrap();
    assert!(kept.fits(&second));
    assert!(!kept.fits(&table("Nom;Suite\nAna;1\n")));
    assert!(!kept.fits(&table("Nom;Courriel;Suite\nAna;a@example.org;1\n")));
}
