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

/// What a child may not have.
pub const SUBSTANCES: &[&str] = &["pinda", "melk", "noten", "ei"];
/// What mentor and parent say different things of, and what holds after they spoke.
pub const TWO_VIEWS_OF: &str = "kiwi";
/// What holds.
pub const WHAT_HOLDS: &str = "Gebeld met thuis: geen kiwi. Bij vlekken meteen bellen.";

/// A medicine.
pub const MEDICINE: &str = "Neusdruppels";
/// How much of it.
pub const MEDICINE_DOSE: &str = "1 druppel in elk neusgat";
/// When.
pub const MEDICINE_TIMES: &str = "12:00";
/// How.
pub const MEDICINE_HOW: &str = "Liggend, na het eten.";
/// Where it is.
pub const MEDICINE_KEPT: &str = "In de koelkast, bovenste plank.";
/// Who prescribed it.
pub const PRESCRIBER: &str = "de huisarts";

/// When a parent can be called.
pub const WHEN_IT_SUITS: &str = "Liefst voor twaalf uur.";

/// A worry, in the parent's own language.
pub fn worry(language: &str) -> &'static [&'static str] {
    match language {
        "tr" => &["Evde hiçbir arkadaşının adını söylemiyor."],
        "pl" => &["W domu nie mówi o żadnych kolegach."],
        "uk" => &["Вдома не розповідає про жодних друзів."],
        "ar" => &["في البيت لا نسمع اسم أي صديق."],
        _ => &["Thuis horen we nooit de naam van een vriendje."],
    }
}

/// Another view of the answer to it.
pub fn another_view(language: &str) -> &'static [&'static str] {
    match language {
        "tr" => &["Biz bunu farklı görüyoruz: evde oyun istemiyor, çok yorgun oluyor."],
        "pl" => &["Widzimy to inaczej: w domu jest bardzo zmęczone."],
        "uk" => &["Ми бачимо це інакше: вдома дуже втомлюється."],
        "ar" => &["نرى الأمر بشكل مختلف: في البيت يظهر التعب."],
        _ => &["Wij zien het anders: thuis is het na een dag vooral heel moe."],
    }
}

/// What the mentor says to a worry.
pub const ANSWERS_TO_WORRIES: &[&str] = &[
    "Speelt elke dag in de bouwhoek, vaak met dezelfde twee. Kom gerust kijken.",
    "Zoekt bij het buitenspelen steeds hetzelfde maatje op. Wij letten er extra op.",
];

/// A question for advice, in the parent's own language.
pub fn asks_advice(language: &str) -> &'static [&'static str] {
    match language {
        "tr" => &["Mağazada yere yatıp bağırıyor. Siz ne yapardınız?"],
        "pl" => &["W sklepie kładzie się na podłodze i krzyczy. Co robić?"],
        "uk" => &["У магазині лягає на підлогу й кричить. Що робити?"],
        "ar" => &["في المتجر صراخ وجلوس على الأرض. ماذا نفعل؟"],
        _ => &["In de winkel op de grond gaan liggen en gillen. Wat doen jullie dan?"],
    }
}

/// Tips, for who asked.
pub const TIPS: &[&str] = &[
    "Wij zeggen wat we zien (\"je wilde nog spelen\") en wachten dan even. Dat helpt vaak.",
    "Vertel voor de winkel wat er gaat gebeuren, en laat één ding dragen.",
];

/// Who gets a copy, and the copy.
pub const RECEIVER: &str = "het consultatiebureau";
/// The copy.
pub const COPY: &str = "Loopt los, klimt graag. Zegt zinnetjes van twee woorden. Eet en slaapt \
                        goed op de groep.";
/// What a parent adds to it.
pub const WORDS_WITH_A_COPY: &[&str] = &[
    "Thuis zegt het ook al drie woorden achter elkaar.",
    "Klopt. Wij willen graag over het drinken praten.",
];

/// Another child of a family is to come: its name.
pub const TO_COME: &str = "Mila";
/// What a family wants the group to know of itself, in its own language.
pub fn customs(language: &str) -> &'static [&'static str] {
    match language {
        "tr" => &["Bayramda evdeyiz. Domuz eti yemiyoruz."],
        "pl" => &["W Wigilię jesteśmy zawsze razem u babci."],
        "uk" => &["На Великдень ми завжди вдома."],
        "ar" => &["في العيد نبقى في البيت. لا نأكل لحم الخنزير."],
        _ => &["Op vrijdag eten we altijd met opa en oma."],
    }
}
/// Languages at home.
pub const LANGUAGES_AT_HOME: &str = "Nederlands, en wat oma spreekt";
/// A hope for the child.
pub fn hope(language: &str) -> &'static [&'static str] {
    match language {
        "tr" => &["Rahat hissetmesini ve arkadaş bulmasını umuyoruz."],
        "pl" => &["Mamy nadzieję, że będzie się tu czuć dobrze."],
        "uk" => &["Сподіваємося, що тут буде добре й спокійно."],
        "ar" => &["نأمل أن يكون هنا شعور بالأمان."],
        _ => &["Wij hopen dat ze zich hier snel thuis voelt."],
    }
}
/// How a child falls asleep at home.
pub fn way_at_home(language: &str) -> &'static [&'static str] {
    match language {
        "tr" => &["Kucakta ninniyle uyuyor."],
        "pl" => &["Zasypia przy kołysance, na rękach."],
        "uk" => &["Засинає на руках, під колискову."],
        "ar" => &["النوم في الحضن مع أغنية هادئة."],
        _ => &["Thuis slaapt ze op schoot in, met een liedje."],
    }
}
/// When she sleeps.
pub const SLEEP_TIMES: &str = "9:00 en 12:30";
/// When she drinks.
pub const FEEDS: &str = "Om de drie uur een fles, 150 ml.";
/// Who else may collect.
pub const GRANDMOTHER: &str = "oma";
/// The grandmother's name.
pub const GRANDMOTHERS_NAME: &str = "Corrie Bosgraaf";
/// What a parent puts on the agenda.
pub const POINT_OF_PARENT: &str = "Hoe gaat het wennen: hoe lang de eerste dag?";
/// What the group expects.
pub const EXPECT_HERE: &[&str] = &[
    "Wij horen graag elke ochtend hoe de nacht was.",
    "Bel ons gerust, ook als het om iets kleins gaat.",
];
/// How it is done here.
pub const WAY_HERE: &[&str] = &[
    "Hier in een eigen bedje, met een hand op de buik.",
    "Hier eerst even wiegen, dan wakker in bed.",
];
/// What the parent adds to the report.
pub const ONE_MORE_LINE: &str = "De eerste dag blijft een van ons een uur erbij.";

/// A poll, and what can be answered.
pub const POLL: &str = "Waar wilt u een avond over?";
/// A line each.
pub const POLL_OPTIONS: &str = "Slapen\nVan de luier af\nNiet nodig";
/// The evening that it asked for.
pub const EVENT: &str = "Avond: van de luier af";
/// What is needed.
pub const HELP_WANTED: &str = "Wie zet om half zeven de stoelen klaar?";
/// A parent's card for the other parents.
pub fn card(first_name: &str) -> String {
    format!("{first_name}, ik ken de weg: samen fietsen kan.")
}

/// A page of the handbook: title and text.
pub const PAGE_TOGETHER: (&str, &str) = (
    "Samen",
    "Ouders kennen hun kind het langst. Wij vragen eerst, en vertellen dan.",
);
/// Another one.
pub const PAGE_SLEEP: (&str, &str) = ("Slapen", "Ieder kind in het eigen bedje, op de rug.");
/// Its next version.
pub const PAGE_SLEEP_AGAIN: (&str, &str) = (
    "Slapen",
    "Ieder kind in het eigen bedje, op de rug. Elk kwartier kijkt iemand.",
);
/// What a pick-up note asks for.
pub const TEMPLATE: (&str, &str) = ("Ophalen", "Wat was vandaag mooi?\nWat was nieuw?");
/// What worked.
pub const PRACTICE: (&str, &str) = (
    "Koffie bij het hek",
    "Elke eerste vrijdag staat er een kan koffie bij het hek. Ouders blijven staan.",
);
/// Material on a theme.
pub const THEME: (&str, &str) = (
    "Van de luier af",
    "Wacht tot het kind het zelf merkt. Geen haast, geen beloning, wel een potje dichtbij.",
);
/// A list to look at one's own work by: title, questions, source.
pub const SELF_CHECK: (&str, &str, &str) = (
    "Hoe gaat het bij de deur?",
    "Noem ik ouders bij hun naam?\nVertel ik elke dag iets moois?",
    "eigen lijst van De Linde",
);
/// What to ask somebody about.
pub const STAFF_TOPICS: &str = "slapen, buiten spelen";

/// What a trainee saw.
pub const SEEN_BY_TRAINEE: &str = "Tekent een rondje en zegt: zon.";
/// And saw after a question.
pub const SEEN_AGAIN_BY_TRAINEE: &str = "Tekent met links een rondje en zegt: zon.";
/// What a trainee would tell the parents.
pub const NICE_BY_TRAINEE: &str = "Heeft een grote zon getekend, met stralen.";
/// The question to the trainee.
pub const WHICH_HAND: &str = "Mooi gezien! Met welke hand was het?";
/// Her answer.
pub const WITH_THE_LEFT: &str = "Met links. Het staat er nu bij.";
/// To the coach.
pub const TO_THE_COACH: &[&str] = &[
    "Hoe vertel ik een ouder dat ik me zorgen maak, zonder dat die schrikt?",
    "Een gezin zegt weinig bij de deur. Hoe begin ik?",
];
/// To the manager.
pub const TO_THE_MANAGER: &[&str] = &[
    "Wij komen er over het ophalen niet uit met de groep. Wilt u meedenken?",
    "Er zijn zoveel wisselingen. Kunnen we daar een keer over praten?",
];
/// What they answer.
pub const HELP_IS_GIVEN: &[&str] = &[
    "Goed dat je het vraagt. Zullen we morgen om half drie even zitten?",
    "Ik bel vanmiddag. Dan zoeken we samen een moment.",
];

/// What happened.
pub const BUMPS: &[&str] = &[
    "Tegen de tafelrand gelopen. Blauwe plek op het voorhoofd.",
    "Van de onderste tree gegleden. Even gehuild.",
];
/// Who collects instead.
pub const NEIGHBOUR: &str = "buurvrouw Hetty";

/// Written for oneself, and nobody else.
pub const REFLECTIONS: &[&str] = &[
    "Ik was kort aan de deur vandaag. Morgen eerst vragen, dan vertellen.",
    "Het gesprek ging goed omdat ik wachtte. Onthouden.",
];
/// What its writer brings to the team.
pub const FOR_THE_MEETING: &str = "Bespreken: wie staat er om vijf uur bij de deur?";

/// What a parent writes who does not know yet that a court has decided otherwise.
pub const LAST_WORD: &str = "Mijn zus haalt vandaag op, om vijf uur.";

/// Why the phone of a colleague allowed what the server holds.
pub const LEFT_THE_GROUP: &str = "Werkt sinds 14:00 niet meer op deze groep. De telefoon stond uit, wist dat nog niet en liet het toe.";

/// Why the phone of a parent allowed what the server refuses: a parent who has no authority any more writes
/// nothing in the child's day, and there is no day on which authority ends for which a note could come late.
pub const LOST_AUTHORITY: &str =
    "Heeft sinds 14:00 geen gezag meer. De telefoon stond uit, wist dat nog niet en liet het toe.";
