//! What is said in a building of any size: sentences put together, so that a search finds something and no two
//! threads read alike.

use lobby_domain::{entry::EntryKind, resident::Language};

use crate::sample::random::Random;

pub(super) const TITLES: &[&str] = &[
    "Morning yoga",
    "Wine tasting",
    "Book club",
    "Jazz evening",
    "Cooking class",
    "Ciné-club",
    "Rooftop barbecue",
    "Chess tournament",
    "Holiday market",
    "Atelier de peinture",
    "Garden day",
    "First aid course",
    "Family breakfast",
    "Language café",
    "Bicycle repair",
    "Quiz night",
];

pub(super) const PLACES: &[&str] = &[
    "Sky Lounge",
    "Wellness studio",
    "Library",
    "Courtyard",
    "Garden room",
    "Party room",
    "Main lobby",
    "Roof terrace",
];

pub(super) const FIRST_NAMES: &[&str] = &[
    "Ana",
    "Jonas",
    "Priya",
    "Lucía",
    "Dana",
    "Hiro",
    "Esi",
    "Mark",
    "Sofia",
    "Rosa",
    "Élodie",
    "Olivier",
    "Beatriz",
    "Tomasz",
    "Naomi",
    "Marie",
    "Kwame",
    "Anneliese",
    "Chloé",
    "Farid",
    "Margaret",
    "Wei",
    "Isabelle",
    "Thabo",
    "Svetlana",
    "François",
    "Amara",
    "Liam",
    "Noémie",
    "Ravi",
    "Hannah",
    "Diego",
    "Geneviève",
    "Yusuf",
    "Charlotte",
    "Kenji",
    "Fatima",
    "Peter",
    "Ingrid",
    "Mathieu",
];

pub(super) const LAST_NAMES: &[&str] = &[
    "Moreau",
    "Tremblay",
    "Krishnan",
    "Benítez",
    "Whitfield",
    "Nakamura",
    "Owusu",
    "Rousseau",
    "Bianchi",
    "Stein",
    "Gagnon",
    "Lefebvre",
    "Almeida",
    "Wójcik",
    "Feldman",
    "Bouchard",
    "Mensah",
    "Vogel",
    "Pelletier",
    "Belkacem",
    "O’Sullivan",
    "Zhang",
    "Côté",
    "Ndlovu",
    "Petrova",
    "Roy",
    "Diallo",
    "Gallagher",
    "Desrosiers",
    "Subramanian",
    "Lindqvist",
    "Fuentes",
    "Lapointe",
    "Demir",
    "Beaulieu",
    "Watanabe",
    "Benali",
    "Kowalczyk",
    "Sørensen",
    "Bélanger",
];

const IN_EN: [&[&str]; 3] = [
    &[
        "Good morning,",
        "Hello,",
        "Hi there,",
        "Thank you,",
        "One more question:",
        "Sorry to bother you again,",
    ],
    &[
        "could we have seats near the door?",
        "is there a lift to that level?",
        "may I bring a friend who is visiting?",
        "I am not sure that I can come after all.",
        "can I still change the number of people?",
        "does it matter if we are ten minutes late?",
        "is there something without nuts or gluten?",
        "where do I leave my bicycle?",
        "the amount on my receipt looks too high.",
        "we enjoyed it very much last time.",
    ],
    &[
        "Thanks in advance!",
        "Have a nice day.",
        "No hurry.",
        "Best regards.",
        "I am at home all evening.",
        "",
    ],
];

const IN_FR: [&[&str]; 3] = [
    &[
        "Bonjour,",
        "Bonsoir,",
        "Merci beaucoup,",
        "Encore une question :",
        "Rebonjour,",
        "Désolée de vous déranger,",
    ],
    &[
        "pourrions-nous être assis près de la porte ?",
        "y a-t-il un ascenseur jusqu’à cet étage ?",
        "puis-je venir avec une amie de passage ?",
        "je ne suis plus certain de pouvoir venir.",
        "puis-je encore changer le nombre de personnes ?",
        "est-ce grave si nous avons dix minutes de retard ?",
        "y aura-t-il quelque chose sans noix ni gluten ?",
        "où puis-je laisser mon vélo ?",
        "le montant de mon reçu me semble trop élevé.",
        "nous avons beaucoup aimé la dernière fois.",
    ],
    &[
        "Merci d’avance !",
        "Bonne journée.",
        "Rien ne presse.",
        "Cordialement.",
        "Je suis à la maison ce soir.",
        "",
    ],
];

const OUT_EN: [&[&str]; 3] = [
    &[
        "Hello,",
        "Good morning,",
        "Of course:",
        "Thank you for writing:",
        "With pleasure:",
        "Good news:",
    ],
    &[
        "your places are confirmed.",
        "we have kept two seats by the door for you.",
        "lift B reaches that level without a step.",
        "you are welcome to bring a guest, we have changed the number.",
        "we have told the kitchen about it.",
        "please pay at the desk until the evening before.",
        "the doors open half an hour earlier.",
        "bicycles can be left in the room behind the garage.",
        "we have corrected the receipt and put it in your letter box.",
        "we will write as soon as we know more.",
    ],
    &[
        "See you there!",
        "Kind regards.",
        "Let us know if anything changes.",
        "The desk is open from 8:00 to 20:00.",
        "",
    ],
];

const OUT_FR: [&[&str]; 3] = [
    &[
        "Bonjour,",
        "Bien sûr :",
        "Merci de votre message :",
        "Avec plaisir :",
        "Bonne nouvelle :",
    ],
    &[
        "vos places sont confirmées.",
        "nous vous avons gardé deux sièges près de la porte.",
        "l’ascenseur B y mène sans aucune marche.",
        "votre invitée est la bienvenue, nous avons changé le nombre.",
        "nous avons prévenu la cuisine.",
        "le paiement se fait à la réception jusqu’à la veille au soir.",
        "les portes ouvrent une demi-heure plus tôt.",
        "les vélos se garent dans la salle derrière le garage.",
        "nous avons corrigé le reçu, il est dans votre boîte aux lettres.",
        "nous vous écrirons dès que nous en saurons plus.",
    ],
    &[
        "À bientôt !",
        "Cordialement.",
        "Dites-nous si quelque chose change.",
        "La réception est ouverte de 8 h à 20 h.",
        "",
    ],
];

const NOTES: [&[&str]; 3] = [
    &["Facilities:", "Kitchen:", "For the evening shift:", "Checked:"],
    &[
        "confirmed by phone.",
        "waits for an answer until tomorrow.",
        "the key is in the second drawer.",
        "please tell the next shift.",
        "paid in cash, receipt given.",
        "table moved next to the window.",
    ],
    &[""],
];

/// Words of one entry.
pub(super) fn words(language: Language, kind: EntryKind, random: &mut Random) -> String {
    let parts = match (kind, language) {
        (EntryKind::MessageIn, Language::En) => &IN_EN,
        (EntryKind::MessageIn, Language::Fr) => &IN_FR,
        (EntryKind::MessageOut, Language::En) => &OUT_EN,
        (EntryKind::MessageOut, Language::Fr) => &OUT_FR,
        _ => &NOTES,
    };
    let chosen: Vec<&str> = parts
        .iter()
        .map(|some| random.text(some))
        .filter(|part| !part.is_empty())
        .collect();
    format!(
        "{} ({} {})",
        chosen.join(" "),
        rare_word(random),
        rare_word(random)
    )
}

/// How many such words there are: about as many as a building's people write in some years.
const RARE_WORDS: f64 = 50_000.0;
const SYLLABLES: [&str; 32] = [
    "ba", "cor", "du", "fen", "gi", "lam", "mo", "nel", "pi", "ras", "so", "tan", "ve", "wil", "za", "bru",
    "cha", "dri", "fo", "gar", "lu", "mer", "ni", "por", "que", "ril", "sta", "tro", "vu", "xen", "yo",
    "kem",
];

/// A made-up word, as names and things are in what people write: a few of them everywhere, most of them hardly
/// ever (Zipf).
fn rare_word(random: &mut Random) -> String {
    let share = f64::from(random.below(1_000_000)) / 1_000_000.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 1 to fifty thousand"
    )]
    let rank = RARE_WORDS.powf(share) as usize;
    // Neighbours in rank share no beginning: an odd factor goes through all numbers below 2^16 once.
    let mut number = rank.wrapping_mul(40_503) % 65_536;
    let mut word = String::new();
    for _ in 0..4 {
        word.push_str(
            SYLLABLES
                .get(number % SYLLABLES.len())
                .copied()
                .unwrap_or_default(),
        );
        number /= SYLLABLES.len();
        if number == 0 {
            break;
        }
    }
    word
}
