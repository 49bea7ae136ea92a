//! The letters that a decomposition leaves as they are, and what they are folded to; which marks belong
//! to the letter and stay. Knows no words.

use icu_properties::CodePointMapData;
use icu_properties::props::Script;
use unicode_normalization::char::canonical_combining_class;

use super::han::simplified;

/// What a letter in lower case is compared as, if not as itself.
pub(super) fn folded_letter(c: char) -> Option<&'static str> {
    latin(c).or_else(|| other(c)).or_else(|| simplified(c))
}

fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ĳ' => "ij",
        'ᴁ' => "ae",
        'ƕ' => "hv",
        'ȣ' => "ou",
        'ɶ' => "oe",
        'ƣ' => "oi",
        'ɑ' | 'ɐ' | 'ⱥ' => "a",
        'ɓ' | 'ƀ' | 'ƃ' => "b",
        'ƈ' | 'ȼ' | 'ɕ' => "c",
        'ð' | 'đ' | 'ɖ' | 'ɗ' | 'ƌ' | 'ȡ' => "d",
        'ə' | 'ɛ' | 'ǝ' | 'ɇ' => "e",
        'ƒ' => "f",
        'ɣ' | 'ǥ' | 'ɠ' | 'ɡ' | 'ƍ' => "g",
        'ħ' | 'ɦ' | 'ⱨ' => "h",
        'ı' | 'ɨ' | 'ɪ' | 'ɩ' => "i",
        'ȷ' | 'ɉ' | 'ɟ' => "j",
        'ĸ' | 'ƙ' | 'ⱪ' => "k",
        'ł' | 'ƚ' | 'ɫ' | 'ɬ' | 'ɭ' | 'ⱡ' => "l",
        'ɱ' => "m",
        'ŋ' | 'ɲ' | 'ƞ' | 'ɳ' | 'ȵ' => "n",
        'ø' | 'ɔ' | 'ɵ' => "o",
        'ƥ' | 'ᵽ' => "p",
        'ɋ' => "q",
        'ɍ' | 'ɽ' | 'ʀ' => "r",
        'ſ' | 'ʃ' | 'ʂ' | 'ȿ' => "s",
        'ŧ' | 'ƭ' | 'ʈ' | 'ⱦ' => "t",
        'ʉ' | 'ʊ' => "u",
        'ʋ' => "v",
        'ƿ' => "w",
        'ƴ' | 'ɏ' => "y",
        // Small capitals and turned letters.
        'ᴀ' | 'ʌ' => "a",
        'ʙ' | 'ᴃ' => "b",
        'ᴄ' => "c",
        'ᴅ' | 'ᴆ' => "d",
        'ᴇ' => "e",
        'ꜰ' => "f",
        'ɢ' | 'ʛ' => "g",
        'ʜ' | 'ɥ' => "h",
        'ᴊ' | 'ʝ' => "j",
        'ᴋ' | 'ʞ' => "k",
        'ʟ' | 'ᴌ' => "l",
        'ᴍ' | 'ɯ' => "m",
        'ɴ' | 'ᴎ' => "n",
        'ᴏ' => "o",
        'ᴘ' => "p",
        'ꞯ' => "q",
        'ʁ' | 'ᴙ' | 'ᴚ' | 'ɹ' | 'ɾ' => "r",
        'ꜱ' => "s",
        'ᴛ' | 'ʇ' => "t",
        'ᴜ' => "u",
        'ᴠ' => "v",
        'ᴡ' | 'ʍ' => "w",
        'ʏ' | 'ʎ' => "y",
        'ᴢ' => "z",
        'ʒ' | 'ƶ' | 'ȥ' | 'ʐ' | 'ⱬ' => "z",
        _ => return None,
    })
}

fn other(c: char) -> Option<&'static str> {
    Some(match c {
        // Greek: the form at a word's end.
        'ς' => "σ",
        // Cyrillic: letters with a bar, hook or tail that does not decompose.
        'ґ' | 'ғ' | 'ҕ' => "г",
        'қ' | 'ҝ' | 'ҟ' | 'ҡ' | 'ӄ' => "к",
        'ң' | 'ҥ' | 'ӈ' => "н",
        'ө' => "о",
        'ә' => "а",
        'ү' | 'ұ' => "у",
        'ҳ' | 'һ' => "х",
        'җ' => "ж",
        'ҙ' => "з",
        'ҫ' => "с",
        'ҷ' | 'ҹ' => "ч",
        'ҭ' => "т",
        // Arabic: forms of alef, hamza and its seats, ya and ha; Persian, Urdu and Kurdish forms of the
        // same letters; the stretch between letters.
        'ء' | 'ـ' => "",
        'ٱ' | 'ٲ' | 'ٳ' => "ا",
        'ى' | 'ی' | 'ې' | 'ے' | 'ێ' | 'ۍ' => "ي",
        'ة' | 'ھ' | 'ہ' | 'ە' | 'ۃ' => "ه",
        'ک' | 'ڪ' => "ك",
        'ۆ' | 'ۇ' | 'ۈ' | 'ۋ' => "و",
        'ں' => "ن",
        'ڕ' => "ر",
        'ڵ' => "ل",
        // Hebrew: the forms at a word's end, and the doubled letters of Yiddish.
        'ך' => "כ",
        'ם' => "מ",
        'ן' => "נ",
        'ף' => "פ",
        'ץ' => "צ",
        'װ' => "וו",
        'ױ' => "וי",
        'ײ' => "יי",
        _ => return georgian(c),
    })
}

/// The church letters of Georgian are the cases of today's.
fn georgian(c: char) -> Option<&'static str> {
    const TODAY: [&str; 38] = [
        "ა", "ბ", "გ", "დ", "ე", "ვ", "ზ", "თ", "ი", "კ", "ლ", "მ", "ნ", "ო", "პ", "ჟ", "რ", "ს",
        "ტ", "უ", "ფ", "ქ", "ღ", "ყ", "შ", "ჩ", "ც", "ძ", "წ", "ჭ", "ხ", "ჯ", "ჰ", "ჱ", "ჲ", "ჳ",
        "ჴ", "ჵ",
    ];
    let place = u32::from(c).checked_sub(0x2D00)?;
    TODAY.get(usize::try_from(place).ok()?).copied()
}

/// The mark as it is compared, where it is part of its letter: vowels of Indic and neighbouring scripts,
/// the voicing of kana. Accents, points, vowel signs that a writer may leave out, and tones are nothing.
pub(super) fn folded_mark(mark: char) -> Option<char> {
    const NUKTA: u8 = 7;
    if matches!(mark, '\u{3099}' | '\u{309A}') {
        return Some(mark);
    }
    let left_out = matches!(
        CodePointMapData::<Script>::new().get(mark),
        Script::Inherited
            | Script::Common
            | Script::Latin
            | Script::Greek
            | Script::Cyrillic
            | Script::Hebrew
            | Script::Arabic
            | Script::Syriac
            | Script::Armenian
            | Script::Georgian
            | Script::Ethiopic
            | Script::Nko
            | Script::Coptic
            | Script::Adlam
            | Script::Mongolian
            | Script::Glagolitic
            | Script::Samaritan
            | Script::Mandaic
            | Script::Tifinagh
    );
    // Tones and silencers of Thai and Lao.
    let is_tone = matches!(mark, '\u{E47}'..='\u{E4C}' | '\u{EC8}'..='\u{ECC}');
    if left_out || is_tone || canonical_combining_class(mark) == NUKTA {
        return None;
    }
    // Two ways to write that a vowel is nasal.
    Some(match mark {
        '\u{901}' => '\u{902}',
        '\u{981}' => '\u{982}',
        '\u{A01}' | '\u{A70}' => '\u{A02}',
        '\u{A81}' => '\u{A82}',
        other => other,
    })
}

/// Whether a sign is written for an apostrophe, or a letter that looks like one.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`'
            | '\u{B4}'
            | '\u{2B9}'..='\u{2C1}'
            | '\u{2C8}'
            | '\u{2CA}'
            | '\u{2CB}'
            | '\u{2EE}'
            | '\u{374}'
            | '\u{55A}'
            | '\u{5F3}'
            | '\u{5F4}'
            | '\u{7F4}'
            | '\u{7F5}'
            | '\u{2018}'..='\u{201B}'
            | '\u{2032}'
            | '\u{2035}'
            | '\u{A78B}'
            | '\u{A78C}'
    )
}
