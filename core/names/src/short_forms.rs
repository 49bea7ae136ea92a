//! What people are called for short: the beginning of a first name, its diminutives, and forms that are
//! another word. A modest table: it makes somebody ask, and forbids nothing. Knows no child and no court.

use super::fold;
use super::words_beside::{is_kin, is_parent, is_particle, is_title};

/// A shorter beginning fits too many names.
const BEGINNING_LETTERS_MIN: usize = 3;

/// First names with what stands for them, each way; folded.
const FORMS: &[&str] = &[
    "robert robbert rob bob bobby bobbie robbie robin bert",
    "johannes johan jan hans jo joop jannes han johnny john jack hansje jantje wannes",
    "johanna jo joke hanna hanneke jopie anneke janna",
    "willem wim pim wil willy bill liam will william guillaume",
    "wilhelmina willemina wil mina mien minnie wilma willy",
    "sebastiaan sebastian bas basti seb",
    "cornelis cornelius kees cees cor nelis corneel",
    "cornelia corrie nel nelly lia cokkie",
    "pieter petrus piet peter pete pierre per",
    "petra petronella nel pietje",
    "hendrik henricus henk hein henry rik henri harry harrie heinz hendrikus",
    "hendrika henny riek rika heintje",
    "aleksandr alexander aleksander alex sasha sascha sander xander lex sanya alek alec ales olek",
    "aleksandra alexandra alex sasha sascha sandra xandra lexie ola sanya",
    "katarzyna kasia kaska kasienka kate katja katia",
    "catharina katharina katrijn trijn tine cato kate katja karin toos to trien tineke kaatje cathy",
    "ekaterina yekaterina katerina kateryna katya katja kate katia",
    "mohammed muhammad mohamed mohammad mehmet mo moh moha hamid simo",
    "mustafa moustafa mustapha mus moes",
    "abdullah abdallah abdul abdel abdelkader abdelaziz abdou ab",
    "ahmed ahmad ahmet",
    "fatima fatma fatoumata fatiha fatoe fati",
    "antonius anton antoon ton tony toon teun antonio toni",
    "antonia tonia toos tony antje",
    "jacobus jacob jakob jaap koos jack jacques coby sjaak jim james",
    "jozef josef joseph jef jos joost sjef joep pepe jose josip",
    "josephina josefien fien josje",
    "gerardus gerard gerrit gert ger geert gerardo",
    "theodorus theodoor theo dorus ted fjodor",
    "elisabeth elizabeth els lies bets betty beth liesbeth lisa elsa elly ellie bep ela elzbieta lisette liz",
    "margaretha margarita margaret greet griet gretha marga margriet rita maggie gosia malgorzata peggy greetje",
    "maria marie mieke mia ria riet marijke marja miep marieke mary masha maryam miriam",
    "adriaan adrianus ad arie adri janus",
    "adriana adrie jana ada",
    "matthijs matthias mattheus thijs mathijs ties matt matteo",
    "nicolaas nikolaas nico klaas niek nick nikolai kolya mikolaj nicolas",
    "christiaan christian chris christophe christoffel stof krystian kris",
    "christina kristina stien stina tina krystyna chris",
    "franciscus frans frank francis cisco francisco paco franco",
    "francisca fransje francien cisca sissy",
    "frederik fred freek frits freddy rik frederic",
    "laurens laurentius laurent lau rens lorenzo larry",
    "leonardus leonard leo leen lennart",
    "ludovicus lodewijk louis lowie ludo luis",
    "michael michiel mike giel mick michel misha mikhail michal mikael",
    "daniel daan dan danny danil",
    "david dave davy dawid daud",
    "thomas tom tommy tomas maas",
    "richard rik rick dick ricardo riekert",
    "rudolf ruud roef rolf dolf rudi",
    "eduard edward ed ted edwin eddy eddie",
    "gijsbert gijsbertus gijs bert",
    "lambertus lambert bert lam",
    "albertus albert bert ab appie",
    "hubertus hubert huub bart bert hub",
    "bartholomeus bart mees bartlomiej bartek",
    "martinus martin maarten tinus marten tijn",
    "arnoldus arnold arnoud nol noud aart",
    "wouter walter wout walt",
    "stefan steven stephan stephen stef stijn steve szczepan",
    "benjamin ben benny benno",
    "jonathan jon nathan",
    "samuel sam sammy",
    "vladimir volodymyr vova vlad wladimir volodya",
    "dmitri dmytro dimitri dima mitja",
    "sergei serhiy sergey seryozha serge",
    "yevgeni evgeni jevgeni zhenya eugene",
    "anastasia anastasiya nastya stasia asya",
    "natalia nataliya natasha nata natalie",
    "olena elena helena jelena lena alena helen olenka ilona",
    "tatiana tatyana tanya tania",
    "agnieszka aga agnes jagna",
    "joanna asia joasia",
    "jakub kuba",
    "wojciech wojtek",
    "krzysztof krzysiek chris",
    "tadeusz tadek",
    "grzegorz grzes",
    "stanislaw staszek stas stan",
    "zbigniew zbyszek",
    "barbara basia bar babs",
    "ibrahim ibo brahim abraham bram ab",
    "ismail ismael smail",
    "yusuf youssef yousef joseph",
    "hasan hassan has",
    "huseyin hussein houssein hossein",
    "emine amina mina",
    "khadija hatice khadi",
];

/// Endings that make a name smaller or dearer; folded.
const ENDINGS: &[&str] = &[
    "", "je", "tje", "pje", "etje", "ke", "eke", "ie", "y", "i", "s", "ka", "ko", "ek", "ik", "us",
    "usia", "enka", "ito", "ita", "inho", "inha", "chen", "lein", "li", "cik", "ja", "a", "o",
    "ush", "ushka", "sha", "ya", "ulya", "ic", "ica", "uta", "ette", "x", "an",
];

/// Whether a written name may be what this person is called for short: nothing in it but that, perhaps with
/// the surname. Each of several people in it is looked at alone.
pub fn may_be_short(first_name: &str, last_name: &str, written: &str) -> bool {
    let (first, last) = (fold(first_name), fold(last_name));
    each_person(written).iter().any(|person| {
        let words = fold(person);
        let is_beside =
            |word: &String| is_title(word) || is_parent(word) || is_kin(word) || is_particle(word);
        let told: Vec<&String> = words
            .iter()
            .filter(|it| !is_beside(it) || first.contains(it) || last.contains(it))
            .collect();
        let fits_surname = |word: &str| {
            last.iter()
                .any(|it| it == word || (word.chars().count() == 1 && it.starts_with(word)))
        };
        let is_short = |word: &str| first.iter().any(|it| is_short_form(it, word));
        let shorts = told.iter().filter(|it| is_short(it)).count();
        shorts > 0 && told.iter().all(|it| is_short(it) || fits_surname(it))
    })
}

/// "Rob & Truus", "Rob en Truus", "Rob/Truus": each by itself.
fn each_person(written: &str) -> Vec<String> {
    let signs = |c: char| matches!(c, '&' | '/' | '+' | ',' | ';' | '(' | ')');
    let mut people = Vec::new();
    for part in written.split(signs) {
        let mut person = String::new();
        for word in part.split_whitespace() {
            if ["en", "and", "und", "et", "ve", "of", "i", "y", "met"]
                .contains(&word.to_lowercase().as_str())
            {
                people.push(std::mem::take(&mut person));
            } else {
                person.push_str(word);
                person.push(' ');
            }
        }
        people.push(person);
    }
    people
}

/// Whether a word is a first name for short; both folded.
fn is_short_form(name: &str, written: &str) -> bool {
    if name == written || is_beginning(name, written) {
        return true;
    }
    let forms = FORMS
        .iter()
        .filter(|row| row.split(' ').any(|it| it == name));
    forms
        .flat_map(|row| row.split(' '))
        .any(|form| form == written || (form.chars().count() >= 2 && is_with_ending(form, written)))
}

/// "Rob" and "Rober" of Robert, "Ivanka" of Ivana: the same beginning, and the end of a pet name.
fn is_beginning(name: &str, written: &str) -> bool {
    let same = name.chars().zip(written.chars());
    let same = same.take_while(|(one, other)| one == other).count();
    if same < BEGINNING_LETTERS_MIN {
        return false;
    }
    let end: String = written.chars().skip(same).collect();
    // "Robbie": the last letter twice.
    let last: Option<char> = written.chars().nth(same - 1);
    let without_double = last.and_then(|it| end.strip_prefix(it));
    is_ending(&end) || without_double.is_some_and(is_ending)
}

fn is_with_ending(form: &str, written: &str) -> bool {
    written.strip_prefix(form).is_some_and(|end| {
        let doubled = form.chars().last().and_then(|it| end.strip_prefix(it));
        is_ending(end) || doubled.is_some_and(is_ending)
    })
}

fn is_ending(end: &str) -> bool {
    ENDINGS.contains(&end)
}

#[cfg(test)]
mod tests {
    use super::may_be_short;

    #[test]
    fn a_first_name_for_short_may_be_the_person_and_another_surname_says_who_else() {
        for (first, last, written) in [
            ("Robert", "Visser", "Rob"),
            ("Robert", "Visser", "Robbie"),
            ("Robert", "Visser", "Bobbie"),
            ("Robert", "Visser", "oom Bob"),
            ("Robert", "Visser", "Rober"),
            ("Robert", "Visser", "Rob & Truus"),
            ("Robert", "Visser", "Truus en Rob"),
            ("Robert", "Visser", "Rob V."),
            ("Robert", "Visser", "Rob Visser"),
            ("Aleksandr", "Ivanov", "Alex"),
            ("Aleksandr", "Ivanov", "Sasha"),
            ("Katarzyna", "Wójcik", "Kaśka"),
            ("Katarzyna", "Wójcik", "Oma Kasia"),
            ("Ivana", "Đorđević", "Ivanka"),
            ("Johannes", "Bos", "Hans"),
            ("Hans", "Bos", "Johan"),
            ("Mohammed", "El Idrissi", "Mo"),
            ("Sebastiaan", "Smit", "Basje"),
            ("Cornelis", "de Jong", "Kees de Jong"),
        ] {
            assert!(may_be_short(first, last, written), "{written}");
        }
        for (first, last, written) in [
            ("Katarzyna", "Wójcik", "Oma Kasia Kowalska"),
            ("Katarzyna", "Wójcik", "Kasia Kowalska"),
            ("Robert", "Visser", "Rob Bakker"),
            ("Robert", "Visser", "Roos"),
            ("Robert", "Visser", "Truus"),
            ("Robert", "Visser", "oma"),
            ("Jan", "Bos", "Janneke Smit"),
            ("Maria", "Bos", "Oma Nel"),
        ] {
            assert!(!may_be_short(first, last, written), "{written}");
        }
    }
}
