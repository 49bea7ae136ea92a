//! What people type in the demo: invented sentences, short and plain. Knows nothing of who says them.

/// What a parent types at home, in the parent's own language.
pub fn to_know(language: &str) -> &'static [&'static str] {
    match language {
        "tr" => &[
            "Gece iki kez uyandı, biraz yorgun olabilir.",
            "Bu sabah az yedi. Meyveyi sever.",
            "Büyükannesi yarın gelecek, çok heyecanlı.",
        ],
        "pl" => &[
            "Dzisiaj pobudka już o piątej rano.",
            "Na śniadanie tylko pół kanapki.",
        ],
        "uk" => &[
            "Ніч була коротка, сьогодні може бути втома.",
            "Зранку майже без сніданку.",
        ],
        "ar" => &["كان الاستيقاظ مبكرا جدا اليوم.", "فطور قليل هذا الصباح."],
        _ => &[
            "Vannacht twee keer wakker geweest. Misschien wat eerder naar bed.",
            "Heeft weinig ontbeten. Graag om tien uur wat fruit.",
            "Oma komt morgen. Daar gaat het hier al de hele ochtend over.",
            "Is gisteren gevallen met de fiets, de knie is nog blauw.",
            "Wil graag zelf de jas uittrekken. Het lukt bijna.",
        ],
    }
}

/// A note about home.
pub fn from_home(language: &str) -> &'static [&'static str] {
    match language {
        "tr" => &["Hafta sonu ilk kez bisiklete bindi!"],
        "pl" => &["W weekend byliśmy u babci na wsi."],
        "uk" => &["На вихідних ми ходили в зоопарк."],
        "ar" => &["ذهبنا إلى الحديقة يوم الأحد."],
        _ => &[
            "We slapen deze week bij opa en oma, thuis wordt verbouwd.",
            "Dit weekend voor het eerst op het potje!",
            "Wij zijn naar het strand geweest. Er zit nog zand in de laarzen.",
        ],
    }
}

/// What staff hear at the door and pass on.
pub const AT_THE_DOOR: &[&str] = &[
    "Moest huilen bij het afscheid. Een kwartier op schoot gezeten, toen ging het.",
    "Is verkouden en hoest wat. Geen koorts.",
    "Heeft thuis nog niet gegeten. Een boterham gekregen.",
    "Vader vertelde: de nacht was kort. Graag wat rustiger aan.",
];

/// What the next colleague must know of a child to keep an eye on.
pub const WATCH: &[&str] = &[
    "Is sinds tien uur wat hangerig. Temperatuur 37,6.",
    "Heeft weinig gedronken vanmorgen.",
    "Miste vader lang bij het brengen. Zit nu rustig bij de boeken.",
    "Slaapt kort vandaag: maar een half uur.",
];

/// What is to be done.
pub const TO_DO: &[&str] = &[
    "Om drie uur nog eens de temperatuur meten.",
    "Elk half uur water aanbieden.",
    "Moeder bellen als het huilen terugkomt.",
    "Nog even laten rusten als het kan.",
];

/// If …, then ….
pub const IF_THEN: &[&str] = &[
    "Boven 38,5: meteen moeder bellen, daarna vader.",
    "Blijft drinken weigeren: bel het eerste nummer.",
    "Wil niet slapen: met het konijn op de bank.",
];

/// What stays open until somebody does it.
pub const OPEN_ITEMS: &[&str] = &[
    "Reservekleren zijn op. Aan moeder vragen.",
    "De regenlaarzen liggen nog buiten.",
    "Tekening meegeven bij het ophalen.",
    "Formulier voor het uitje is nog niet terug.",
    "Zonnebrand is bijna leeg.",
];

/// How an open item was closed.
pub const CLOSED: &[&str] = &["Gedaan.", "Meegegeven aan vader.", "Gevraagd, komt morgen."];

/// What was seen.
pub const SEEN: &[&str] = &[
    "Legt zes blokken op elkaar en kijkt dan rond of iemand het ziet.",
    "Pakt zelf een doekje als er water op tafel ligt.",
    "Zegt 'mijn beurt' en wacht daarna echt.",
    "Zoekt de kleinste schelp en noemt hem 'baby'.",
];

/// How a colleague reads it.
pub const MEANING: &[&str] = &[
    "Wil laten zien wat lukt. Doorzetten gaat steeds langer goed.",
    "Heeft plezier in helpen.",
    "Oefent met delen.",
];

/// What parents are told, in words.
pub const FOR_PARENTS: &[&str] = &[
    "Vandaag voor het eerst zelf de schoenen aangedaan.",
    "Heeft lang met de treinbaan gespeeld, samen met een ander kind.",
    "Heeft twee keer soep genomen.",
    "Wilde na het slapen eerst knuffelen en toen naar buiten.",
];

/// What is better told than written.
pub const FOR_THE_DOOR: &[&str] = &[
    "Vraag naar de zandbak!",
    "Vraag naar het liedje van de eend.",
    "Er is iets moois gemaakt van klei.",
];

/// What staff ask parents.
pub const QUESTIONS: &[&str] = &[
    "Hoe gaat het thuis met slapen zonder speen?",
    "Welk liedje zingen jullie voor het slapen?",
    "Lukt het drinken uit een gewone beker thuis al?",
];

/// What a parent answers, in the parent's own language.
pub fn answer(language: &str) -> &'static [&'static str] {
    match language {
        "tr" => &["Evde de aynı şekilde yapıyoruz, iyi gidiyor."],
        "pl" => &["W domu robimy tak samo."],
        "uk" => &["Вдома робимо так само."],
        "ar" => &["نفعل الشيء نفسه في البيت."],
        _ => &[
            "Thuis doen we het net zo. Het gaat goed!",
            "Nog niet, maar we oefenen.",
        ],
    }
}

/// What the group writes for itself.
pub const NOTICES: &[&str] = &[
    "De buitendeur klemt. Even goed aanduwen.",
    "Morgen om tien uur komt de fotograaf.",
    "Na het eten gaan we vandaag naar de dierenweide.",
];

/// The agreement as the mentor wrote it, and how each parent changes it at home, both offline.
pub const AGREEMENT: &str = "Slapen na het eten.\nEerst een boekje op de bank.\n\
                             De knuffel mag mee.\nNa een uur maken we wakker.";
/// One parent changes the last line.
pub const AGREEMENT_BY_ONE: &str = "Slapen na het eten.\nEerst een boekje op de bank.\n\
                                    De knuffel mag mee.\nNa anderhalf uur maken we wakker.";
/// The other one adds a line in the middle.
pub const AGREEMENT_BY_OTHER: &str = "Slapen na het eten.\nEerst een boekje op de bank.\n\
                                      Dan nog een liedje.\nDe knuffel mag mee.\n\
                                      Na een uur maken we wakker.";

/// What a parent writes who does not know yet that a court has decided otherwise.
pub const LAST_WORD: &str = "Mijn zus haalt vandaag op, om vijf uur.";
