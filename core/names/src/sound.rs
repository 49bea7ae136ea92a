//! Whether two folded words may be spellings of one name: what transcriptions, endings, diminutives and slips
//! make of it. Says too much rather than too little. Knows no list of names.

/// Small words that are written as one with a surname.
const BEFORE: [&str; 18] = [
    "vander", "vanden", "vande", "van", "von", "der", "den", "de", "ter", "ten", "te", "el", "al",
    "ait", "ben", "bin", "o", "mac",
];
const SHORTEST_BEHIND: usize = 3;

pub(super) fn sound_alike(known: &str, written: &str) -> bool {
    let (known, written) = (forms(known), forms(written));
    known
        .iter()
        .any(|one| written.iter().any(|other| is_one_name(one, other)))
}

/// The word, and what is left of it without a small word at its beginning.
fn forms(word: &str) -> Vec<&str> {
    let behind = BEFORE.iter().filter_map(|it| word.strip_prefix(it));
    let long = |it: &&str| it.chars().count() >= SHORTEST_BEHIND;
    let arabic = word.strip_prefix("ال");
    [word]
        .into_iter()
        .chain(behind.chain(arabic).filter(long))
        .collect()
}

fn is_one_name(one: &str, other: &str) -> bool {
    one == other
        || skeleton(one) == skeleton(other)
        || differ_by_one(one, other)
        || have_one_sound(one, other)
        || differ_in_ending(one, other)
        || differ_in_ending(other, one)
}

/// Mohammed and Muhammad, Ahmed and Ahmet, Yusuf and Joesoef: the same consonants, as they sound. Words of
/// fewer would be half the names there are.
fn have_one_sound(one: &str, other: &str) -> bool {
    const SOUNDS_MIN: usize = 3;
    let ways = |word: &str| ["h", "s"].map(|ch| sounds(word, ch));
    let enough = |it: &String| it.chars().count() >= SOUNDS_MIN;
    let (one, other) = (ways(one), ways(other));
    one.iter().any(|it| enough(it) && other.contains(it))
}

/// The consonants of a Latin or Cyrillic word by how they sound, and the class of a vowel at its
/// beginning; nothing for other scripts. `ch` is read as in Achmed or as in Rachid.
fn sounds(word: &str, ch: &str) -> String {
    let mut plain = word.strip_suffix('h').unwrap_or(word).to_owned();
    for (written, as_) in [
        ("sch", "s"),
        ("sh", "s"),
        ("ch", ch),
        ("ph", "f"),
        ("kh", "h"),
        ("gh", "g"),
        ("th", "t"),
        ("dj", "j"),
        ("ck", "k"),
        ("cz", "s"),
        ("sz", "s"),
        ("x", "ks"),
    ] {
        plain = plain.replace(written, as_);
    }
    let mut sounds = String::new();
    let mut earlier = None;
    for (at, letter) in plain.chars().enumerate() {
        let sound = match letter {
            'b' | 'p' => 'p',
            'd' | 't' => 't',
            'g' | 'k' | 'c' | 'q' => 'k',
            'f' | 'v' | 'w' => 'f',
            's' | 'z' => 's',
            'h' | 'l' | 'm' | 'n' | 'r' => letter,
            'a' if at == 0 => 'a',
            'o' | 'u' if at == 0 => 'o',
            'e' | 'i' | 'y' | 'j' if at == 0 => 'i',
            'б' | 'п' => 'п',
            'д' | 'т' => 'т',
            'в' | 'ф' => 'ф',
            'з' | 'с' => 'с',
            'а' | 'я' if at == 0 => 'а',
            'о' | 'у' | 'ю' if at == 0 => 'о',
            'и' | 'і' | 'е' | 'є' | 'э' | 'ы' if at == 0 => 'и',
            'г' | 'ж' | 'к' | 'л' | 'м' | 'н' | 'р' | 'х' | 'ц' | 'ч' | 'ш' | 'щ' => {
                letter
            }
            'a'..='z' | 'а'..='я' | 'і' | 'є' => {
                earlier = None;
                continue;
            }
            _ => return String::new(),
        };
        if earlier != Some(sound) {
            sounds.push(sound);
        }
        earlier = Some(sound);
    }
    sounds
}

/// Jantje of Jan, Nováková of Novák, Белая of Белый.
fn differ_in_ending(known: &str, written: &str) -> bool {
    const ENDINGS: [&str; 12] = [
        "je", "tje", "pje", "kje", "etje", "ie", "ke", "eke", "ova", "owa", "eva", "ska",
    ];
    let is_vowel = |c: char| "аеиоуыэюяіїєь".contains(c);
    let (root, other) = (
        known.trim_end_matches(is_vowel),
        written.trim_end_matches(is_vowel),
    );
    let is_longer = |ending: &str| {
        let long = known.chars().count() >= SHORTEST_BEHIND;
        long && written.strip_suffix(ending) == Some(known)
    };
    ENDINGS.iter().any(|it| is_longer(it))
        || (known.len() > 4 && is_longer("a"))
        || (root == other && root.chars().count() >= SHORTEST_BEHIND)
}

/// A word without what spellings of one name differ in: Müller, Mueller and Muller, Bruijn and Bruyn,
/// Jansen and Janssen, Schmidt and Schmitt.
fn skeleton(word: &str) -> String {
    if !word.bytes().all(|it| it.is_ascii_lowercase()) {
        return cyrillic(word);
    }
    let mut plain = word.to_owned();
    for (written, as_) in [
        ("ij", "i"),
        ("y", "i"),
        ("ae", "a"),
        ("oe", "o"),
        ("ue", "u"),
        ("ph", "f"),
        ("th", "t"),
        ("dt", "t"),
        ("ck", "k"),
        ("sch", "s"),
        ("sh", "s"),
        ("ch", "s"),
        ("cz", "s"),
        ("sz", "s"),
        ("q", "k"),
        ("w", "v"),
        ("z", "s"),
        ("c", "k"),
        ("ou", "u"),
    ] {
        plain = plain.replace(written, as_);
    }
    let mut skeleton = String::with_capacity(plain.len());
    for letter in plain.chars() {
        if !skeleton.ends_with(letter) {
            skeleton.push(letter);
        }
    }
    skeleton
}

/// The same name in Ukrainian and in Russian; other scripts stay.
fn cyrillic(word: &str) -> String {
    let plain = word.chars().filter(|c| !matches!(c, 'ь' | 'ъ'));
    let as_ = |c: char| match c {
        'і' | 'ы' => 'и',
        'є' | 'э' => 'е',
        other => other,
    };
    plain.map(as_).collect()
}

/// One letter too many, too few, another or two that changed places, in words long enough that this is
/// a slip rather than another name.
fn differ_by_one(one: &str, other: &str) -> bool {
    const LETTERS_MIN: usize = 6;
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if short.len() < LETTERS_MIN || long.len() - short.len() > 1 {
        return false;
    }
    let before = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[before..], &long[before..]);
    if short.len() < long.len() {
        return short == &long[1..];
    }
    match (short, long) {
        ([a, b, rest @ ..], [c, d, others @ ..]) => {
            (b == d && rest == others) || (a == d && b == c && rest == others)
        }
        _ => true,
    }
}
