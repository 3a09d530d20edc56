//! R7: the headings that booking systems, ticket offices, building software and spreadsheets really
//! export, in English and French.

use lobby_domain::resident::fold;

use crate::mapping::Field;

/// What a heading means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Recognised {
    pub field: Field,
    /// Which of two columns with the same meaning is taken: the higher. The person who attends comes
    /// before the person who pays.
    pub rank: i8,
}

/// Headings as [`fold`] writes them (no accents, no punctuation, lower case), parted by bars.
const HEADINGS: &[(Field, &str)] = &[
    (
        Field::ResidentKey,
        "id|key|uid|cle|identifiant|numero|resident id|resident key|resident number|\
         resident no|occupant id|tenant id|owner id|member id|member number|\
         membership number|person id|account id|account number|customer id|client id|\
         contact id|user id|external id|id resident|no resident|n resident|numero resident|\
         numero de resident|no de membre|numero de membre|n membre|id membre|no client|\
         numero client|id client|no de dossier|numero de dossier|code client|\
         reference resident",
    ),
    (
        Field::Name,
        "name|full name|fullname|nom|nom complet|nom et prenom|nom prenom|prenom nom|\
         prenom et nom|display name|displayname|file as|resident|residents|resident name|\
         occupant|occupants|occupant name|tenant|tenant name|owner name|guest name|attendee|\
         attendee name|participant|participants|participant name|booked by|holder|\
         ticket holder|ticket holder name|member|member name|customer|customer name|client|\
         client name|booker|reserve par|reserve par nom|locataire|locataires|proprietaire|\
         nom du resident|nom de l occupant|nom du participant|nom participant complet|\
         contact|contact name|invite nom|adherent|nom de l adherent|nom d affichage|personne|\
         user|user name|holder name|nom du client|membre|nom du membre|nom du locataire",
    ),
    (
        Field::FirstName,
        "first name|firstname|first|given name|given names|forename|prenom|prenoms|\
         prenom participant|prenom du participant|prenom adherent|prenom de l adherent|\
         prenom du resident|attendee first name|name first",
    ),
    (
        Field::LastName,
        "last name|lastname|last|surname|family name|nom de famille|nom participant|\
         nom adherent|patronyme|attendee last name|name last|attendee surname",
    ),
    (
        Field::Suite,
        "suite|suite number|suite no|unit|unit number|unit no|units|unit name|apartment|\
         apartment number|apt|apt no|apt number|flat|flat number|door|door number|room|\
         room number|appartement|appart|app|no appartement|no d appartement|\
         numero d appartement|n appartement|n d appartement|numero appartement|logement|\
         no logement|numero de logement|n logement|lot|no de lot|numero de lot|porte|\
         no de porte|unite|no unite|no d unite|numero d unite|unite no|\
         what is your unit number|your unit|quel est votre appartement|suite unit|unit suite|\
         apt suite|apt unit",
    ),
    (
        Field::Email,
        "email|e mail|email address|e mail address|mail|courriel|adresse courriel|\
         adresse de courriel|adresse e mail|adresse email|adresse mail|adresse electronique|\
         e mail 1 value|email 1|email 1 value|primary email|email primary|home email|\
         contact email|e mail participant|email participant|mel|courrier electronique|\
         courriel principal",
    ),
    (
        Field::Phone,
        "phone|phone number|telephone|telephone number|tel|mobile|mobile phone|mobile number|\
         cell|cell phone|cellphone|cellular|home phone|primary phone|phone 1 value|phone 1|\
         contact number|contact phone|cellulaire|portable|numero de telephone|\
         no de telephone|n de telephone|no telephone|numero telephone|tel mobile|\
         telephone mobile|telephone portable|telephone cellulaire|tel portable|\
         business phone|work phone",
    ),
    (
        Field::Language,
        "language|preferred language|language preference|lang|locale|langue|\
         langue de correspondance|langue preferee|langue de communication|\
         correspondence language",
    ),
    (
        Field::ResidentNotes,
        "resident notes|resident note|notes resident|notes du resident|note resident",
    ),
    (
        Field::EventKey,
        "event id|event key|event code|event number|event ref|event reference|id evenement|\
         code evenement|cle evenement|numero evenement|no evenement|id de l evenement|\
         reference evenement|activity id|activity code|activity number|code activite|code de l activite|\
         no activite|numero d activite|session id|id session|event uid",
    ),
    (
        Field::EventTitle,
        "event|event name|event title|title|titre|subject|sujet|objet|evenement|evenements|\
         nom evenement|nom de l evenement|titre de l evenement|titre evenement|activity|\
         activity name|activite|activites|nom activite|nom de l activite|series name|class|\
         class name|session|session name|program|programme|nom du programme|program name|\
         atelier|cours|workshop|course|course name|spectacle|campagne|nom de la campagne|\
         summary|event series",
    ),
    (
        Field::EventKind,
        "event type|event kind|type|kind|type d evenement|type evenement|type de l evenement|\
         category|categorie|event category|categorie d evenement|genre|nature",
    ),
    (
        Field::EventStart,
        "start|starts|starts at|start at|start date|date start|start date time|\
         start datetime|start date and time|event start|event start date|\
         event start date time|event date|event date time|event date and time|date|date time|\
         date and time|from|begin|begins|begin date|debut|date de debut|date debut|\
         date et heure|date et heure de debut|date heure|date heure debut|\
         date de l evenement|date evenement|date de l activite|date activite|\
         date de la seance|date seance|seance|jour|day|session date|session start|class date|\
         when|quand|date de la session|du|event starts|event date start|booking date start|\
         booking start|reservation date|start date local|event start time local|\
         debut de l evenement|debut evenement",
    ),
    (
        Field::EventStartTime,
        "start time|time|event time|event start time|time start|begin time|from time|heure|\
         heures|heure debut|heure de debut|heure du debut|heure de l evenement|\
         heure evenement|session time|horaire|horaires|hour|hours|class time|times|\
         heure seance|heure de la seance|plage horaire|time slot|timeslot|creneau|time range",
    ),
    (
        Field::EventEnd,
        "end|ends|ends at|end at|end date|date end|end date time|end datetime|\
         end date and time|event end|event end date|to|until|finish|fin|date de fin|date fin|\
         date et heure de fin|date heure fin|session end|booking end|au|event ends|\
         fin de l evenement|fin evenement|jusqu a",
    ),
    (
        Field::EventEndTime,
        "end time|event end time|time end|to time|finish time|heure fin|heure de fin|\
         heure de fin de l evenement|until time",
    ),
    (
        Field::Duration,
        "duration|length|duree|duration minutes|duration mins|duration min|duree minutes|\
         duree min",
    ),
    (
        Field::Place,
        "place|location|venue|venue name|event location|event venue|lieu|lieux|endroit|salle|\
         emplacement|local|space|space name|asset|spaces|amenity|amenity name|facility|\
         facility name|espace|installation|commodite|nom du lieu|lieu de l evenement|\
         lieu evenement|adresse du lieu|where|ou|room name|nom de la salle|event place",
    ),
    (
        Field::Capacity,
        "capacity|max capacity|maximum capacity|event capacity|capacite|capacite maximale|\
         capacite max|max attendees|max participants|maximum attendees|maximum participants|\
         places maximum|places max|nombre de places maximum|jauge|places totales|\
         total places|nombre maximal de participants|nombre max de participants|limit|limite|\
         event limit",
    ),
    (
        Field::Price,
        "price|ticket price|unit price|event price|prix|prix unitaire|prix du billet|tarif|\
         tarif unitaire|cost|fee|cout|face value|entry fee|montant tarif|prix d entree",
    ),
    (
        Field::Currency,
        "currency|devise|monnaie|currency code|code devise|order currency",
    ),
    (
        Field::GuestsAllowed,
        "guests allowed|guest allowed|allow guests|invites permis|invites autorises|\
         invites admis|accompagnateurs permis|accompagnateurs autorises",
    ),
    (
        Field::BookingRequired,
        "booking required|registration required|rsvp required|requires booking|\
         reservation requise|reservation obligatoire|inscription requise|\
         inscription obligatoire|sur reservation|sur inscription",
    ),
    (
        Field::Description,
        "description|event description|details|event details|description de l evenement|\
         detail|description evenement|summary description",
    ),
    (
        Field::Reference,
        "reference|ref|booking reference|booking ref|booking id|booking|booking number|\
         booking no|booking code|order|order id|order number|order no|order reference|\
         order ref|order code|order name|confirmation|confirmation number|confirmation code|\
         confirmation no|reservation|reservation id|reservation number|reservation no|\
         registration id|registration number|registration|transaction id|invoice number|no facture|no de facture|numero de facture|\
         numero de reservation|no de reservation|no reservation|n de reservation|\
         n reservation|numero reservation|reference reservation|reference de la reservation|\
         ref reservation|numero de commande|no de commande|n de commande|no commande|\
         n commande|numero commande|reference commande|reference de commande|ref commande|\
         id commande|commande|numero de confirmation|no de confirmation|code de reservation|\
         numero d inscription|no d inscription|n inscription|code de confirmation|\
         reference de la commande|id reservation",
    ),
    (
        Field::Ticket,
        "ticket id|ticket number|ticket no|ticket code|ticket reference|ticket ref|barcode|\
         barcode number|attendee id|attendee number|attendee no|attendee barcode|\
         issued ticket id|numero de billet|no de billet|n de billet|numero billet|n billet|\
         no billet|code barre|code barres|code billet|id billet|ticket|billet|id weezevent|\
         no du billet|numero du billet|qr code",
    ),
    (
        Field::PartySize,
        "party|party size|quantity|qty|ticket quantity|tickets|number of tickets|places|\
         seats|number of places|number of seats|spots|spaces booked|number of people|people|\
         persons|number of persons|headcount|head count|attendees|number of attendees|pax|\
         number in party|group size|quantite|qte|nombre|nb|nombre de places|nb places|\
         nb de places|nbre de places|nombre de billets|nb billets|billets|\
         nombre de personnes|nb personnes|nb de personnes|nbre personnes|nbre de personnes|\
         personnes|places reservees|nombre de participants|nb participants|\
         nb de participants|total tickets|tickets bought|convives|nombre de convives|\
         no of people|no of tickets|no of attendees|no of guests total",
    ),
    (
        Field::Guests,
        "guests|number of guests|guest count|guests count|additional guests|extra guests|\
         plus ones|plus one|invites|nombre d invites|nb invites|nb d invites|accompagnateurs|\
         nombre d accompagnateurs|nb accompagnateurs|no of guests",
    ),
    (
        Field::Status,
        "status|booking status|attendee status|order status|ticket status|\
         registration status|reservation status|rsvp|rsvp status|response|attending|\
         attendance|attendance status|statut|statut de la reservation|statut reservation|\
         statut du billet|statut billet|statut de la commande|statut commande|\
         statut participant|statut de l inscription|statut inscription|etat|\
         etat de la reservation|etat reservation|reponse|presence|statut du participant|\
         etat du billet|state",
    ),
    (
        Field::Payment,
        "payment|payment status|payment state|paid status|financial status|paiement|\
         statut paiement|statut du paiement|statut de paiement|etat du paiement|\
         etat paiement|paid|is paid|paye|payee|payes|regle|reglement|acquitte|\
         statut reglement|statut du reglement",
    ),
    (
        Field::Amount,
        "amount|total|total amount|order total|total price|booking total|amount due|montant|\
         montant total|montant du|total ttc|total commande|montant de la commande|\
         total de la commande|montant billet|montant a payer|prix total|total order amount|\
         balance due|total cost|montant ttc|booking amount|grand total|subtotal|gross|\
         gross sales|order amount",
    ),
    (
        Field::AmountPaid,
        "total paid|amount paid|paid amount|montant paye|montant regle|total paye|\
         somme payee|montant verse|total regle|montant acquitte|payment amount|payments|\
         total payments",
    ),
    (
        Field::Note,
        "note|notes|comment|comments|remark|remarks|booking note|booking notes|order notes|\
         order note|special requests|special request|dietary requirements|remarque|remarques|\
         commentaire|commentaires|message|note de reservation|notes reservation|observations|\
         demandes speciales|internal note|internal notes|allergies|observation",
    ),
    (
        Field::BookedAt,
        "booked at|booked on|booked|booking date|booking created|date booked|order date|\
         order time|order date time|ordered at|order created|created|created at|created date|\
         date created|created on|registered at|registration date|registered on|purchase date|\
         purchased at|date purchased|transaction date|submitted at|timestamp|horodateur|\
         date de reservation|date reservation|date de la reservation|date de commande|\
         date commande|date de la commande|reserve le|date d achat|date achat|\
         date d inscription|date inscription|cree le|date de creation|inscrit le|\
         date du paiement|payment date|order placed|date d enregistrement",
    ),
    (
        Field::CheckedIn,
        "checked in|check in|checkin|checked in at|check in date|check in time|\
         checked in status|check in status|scanned|scanned at|present|attended|arrive|\
         arrivee|enregistre|presence confirmee|billet scanne|scanne|scanne le|controle|\
         date de controle|pointe|valide le|arrived",
    ),
];

/// Words that say whose name, address or number a column holds, and what that does to its rank.
const WHOSE: &[(i8, &str)] = &[
    (
        2,
        "attendee|participant|participants|resident|occupant|holder|ticket holder|adherent|beneficiaire",
    ),
    (
        1,
        "guest|member|membre|tenant|locataire|primary|main|principal|cell|mobile",
    ),
    (
        0,
        "owner|proprietaire|your|contact|user|client|customer|booker|home|personal",
    ),
    (-1, "business|work"),
    (
        -2,
        "buyer|purchaser|payer|payeur|acheteur|billing|order|commande|facturation",
    ),
];

/// Finds out what a heading means.
pub(crate) fn recognise(heading: &str) -> Option<Recognised> {
    // The raised o of Nº is a letter to Unicode.
    let heading = heading.replace('º', " ");
    let folded = fold(&heading);
    if folded.is_empty() || folded.len() > 60 {
        return None;
    }
    if let Some(found) = exact(&folded, 0).or_else(|| exact(&fold(&without_brackets(&heading)), 0)) {
        // "Ticket #" and "Attendee #" number the ticket; folding has taken the sign away.
        let numbers = heading.contains('#') || heading.contains('№');
        let ticket = numbers && matches!(folded.as_str(), "attendee" | "ticket" | "participant");
        let rank = if found.field == Field::Phone {
            rank_of_phone(&folded)
        } else {
            found.rank
        };
        let field = if ticket { Field::Ticket } else { found.field };
        return Some(Recognised { field, rank });
    }
    let whose = WHOSE
        .iter()
        .flat_map(|(rank, words)| words.split('|').map(move |word| (word, *rank)));
    whose.into_iter().find_map(|(word, rank)| {
        let rest = folded
            .strip_prefix(word)
            .map(str::trim_start)
            .filter(|rest| rest.len() < folded.len() - word.len());
        let rest = rest.or_else(|| folded.strip_suffix(word).and_then(|rest| rest.strip_suffix(' ')))?;
        let rest = rest
            .strip_suffix(" du")
            .or_else(|| rest.strip_suffix(" de l"))
            .unwrap_or(rest);
        exact(rest, rank).filter(|found| found.field.is_of_person())
    })
}

/// The number that reaches a person comes before that of their home, and that before their work's.
fn rank_of_phone(folded: &str) -> i8 {
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if says(&["mobile", "cell", "portable"]) {
        1
    } else if says(&["business", "work"]) {
        -1
    } else {
        0
    }
}

fn exact(folded: &str, rank: i8) -> Option<Recognised> {
    HEADINGS
        .iter()
        .find(|(_, names)| names.split('|').any(|name| name == folded))
        .map(|(field, _)| Recognised { field: *field, rank })
}

/// `Date (YYYY-MM-DD)` is a date.
fn without_brackets(heading: &str) -> String {
    let mut depth = 0_u32;
    let mut plain = String::new();
    for c in heading.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r7_no_heading_means_two_things() {
        let mut seen = std::collections::HashMap::new();
        for (field, names) in HEADINGS {
            for name in names.split('|') {
                assert_eq!(fold(name), name, "written as fold writes it");
                assert_eq!(seen.insert(name, *field), None, "{name} stands twice");
            }
        }
    }

    #[test]
    fn r7_headings_are_recognised_in_both_languages() {
        let cases = [
            ("Order #", Field::Reference),
            ("Attendee #", Field::Ticket),
            ("E-mail 1 - Value", Field::Email),
            ("Nº de commande", Field::Reference),
            ("Événement", Field::EventTitle),
            ("Prénom", Field::FirstName),
            ("Courriel", Field::Email),
            ("Buyer e-mail", Field::Email),
            ("Unit #", Field::Suite),
            ("Date (AAAA-MM-JJ)", Field::EventStart),
            ("Heure de début", Field::EventStartTime),
            ("Email payeur", Field::Email),
            ("N° de téléphone", Field::Phone),
            ("TOTAL PAID", Field::AmountPaid),
        ];
        for (heading, field) in cases {
            assert_eq!(
                recognise(heading).map(|found| found.field),
                Some(field),
                "{heading}"
            );
        }
        for heading in [
            "",
            "Favourite colour",
            "Frais de service",
            "Gender",
            "Ticket type",
            "Discount code",
        ] {
            assert_eq!(recognise(heading), None, "{heading}");
        }
    }

    #[test]
    fn r7_who_attends_comes_before_who_pays() {
        let rank = |heading: &str| recognise(heading).unwrap().rank;
        assert!(rank("Attendee email") > rank("Email"));
        assert!(rank("Email") > rank("Buyer email"));
    }
}
