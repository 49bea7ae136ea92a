//! What a merge of two edits must be, by examples and by properties.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn merged(base: &str, mine: &str, theirs: &str) -> String {
    merge3(base, mine, theirs).text
}

#[test]
fn two_edits_of_one_sentence_are_an_overlap_however_far_apart() {
    for (base, mine, theirs, shown) in [
        (
            "Paracetamol 2 keer per dag.",
            "Paracetamol 3 keer per dag.",
            "Paracetamol 2 keer per nacht.",
            ("3 keer per dag.", "2 keer per nacht."),
        ),
        (
            "Papa haalt op maandag en mama op dinsdag.",
            "Mama haalt op maandag en mama op dinsdag.",
            "Papa haalt op maandag en papa op dinsdag.",
            (
                "Mama haalt op maandag en mama",
                "Papa haalt op maandag en papa",
            ),
        ),
        (
            "Zoë krijgt 5 ml hoestdrank bij koorts.",
            "Zoë krijgt 10 ml hoestdrank bij koorts.",
            "Zoë krijgt 5 ml hoestdrank bij hoesten.",
            (
                "10 ml hoestdrank bij koorts.",
                "5 ml hoestdrank bij hoesten.",
            ),
        ),
        (
            "Mila slaapt om 12 uur in het blauwe bed. Met haar knuffel.",
            "Mila slaapt om 13 uur in het blauwe bed. Met haar knuffel.",
            "Mila slaapt om 12 uur in het rode bed. Met haar knuffel.",
            ("13 uur in het blauwe", "12 uur in het rode"),
        ),
    ] {
        let (mine, theirs) = both_versions(base, mine, theirs);
        assert_eq!((mine.as_str(), theirs.as_str()), shown, "{base:?}");
    }
}

#[test]
fn edits_of_different_sentences_are_both_there() {
    let base = "Mila slaapt om 12 uur. Het blauwe bed.";
    let mine = "Mila slaapt om 13 uur. Het blauwe bed.";
    let theirs = "Mila slaapt om 12 uur. Het rode bed.";
    let both = merge3(base, mine, theirs);
    assert_eq!(both.text, "Mila slaapt om 13 uur. Het rode bed.");
    assert_eq!(both.overlaps, []);
}

#[test]
fn where_both_touched_the_same_words_both_versions_are_kept_and_shown() {
    let both = merge3(
        "Slaap om 12 uur.",
        "Slaap om 13 uur.",
        "Slaap om half een uur.",
    );
    assert_eq!(both.text, "Slaap om half een / 13 uur.");
    let overlap = Overlap {
        mine: "13".into(),
        theirs: "half een".into(),
    };
    assert_eq!(both.overlaps, [overlap]);
}

#[test]
fn what_one_deleted_and_the_other_changed_is_kept() {
    let both = merge3("speen en knuffel mee", "speen mee", "speen en doekje mee");
    assert_eq!(both.text, "speen en doekje mee / mee");
    assert_eq!(both.overlaps.len(), 1);
    assert_eq!(both.overlaps[0].mine, "mee");
}

#[test]
fn additions_at_the_same_place_follow_each_other() {
    let both = merge3(
        "Slaap om 12 uur.",
        "Slaap om 12 uur. Met speen.",
        "Slaap om 12 uur. Deur open.",
    );
    assert_eq!(both.text, "Slaap om 12 uur. Deur open. Met speen.");
    assert_eq!(both.overlaps, []);
}

#[test]
fn the_same_edit_on_both_sides_is_there_once() {
    assert_eq!(
        merged("om 12 uur", "om 13 uur", "om 13 uur soms"),
        "om 13 uur soms"
    );
    assert_eq!(
        merged("om 12 uur x", "om 13 uur x y", "om 13 uur z"),
        "om 13 uur z / x y"
    );
}

/// Both versions, in either order of who merges.
fn both_versions(base: &str, mine: &str, theirs: &str) -> (String, String) {
    let (one, other) = (merge3(base, mine, theirs), merge3(base, theirs, mine));
    assert_eq!(one.overlaps.len(), 1, "{base:?}: {one:?}");
    assert_eq!(other.overlaps.len(), 1, "{base:?}: {other:?}");
    let overlap = one.overlaps[0].clone();
    let turned = other.overlaps[0].clone();
    assert_eq!(
        (&overlap.mine, &overlap.theirs),
        (&turned.theirs, &turned.mine)
    );
    for shown in [&one.text, &other.text] {
        assert!(
            shown.contains(&overlap.mine) && shown.contains(&overlap.theirs),
            "{shown}"
        );
    }
    (overlap.mine, overlap.theirs)
}

#[test]
fn neighbouring_words_of_a_sentence_are_an_overlap() {
    let both = merge3("Mag pinda", "Mag geen pinda", "Mag soms pinda");
    assert_eq!(both.text, "Mag soms / geen pinda");
    for (base, mine, theirs, shown) in [
        (
            "Mag pinda",
            "Mag geen pinda",
            "Mag soms pinda",
            ("geen", "soms"),
        ),
        (
            "Mag pinda.",
            "Mag geen pinda.",
            "Mag pinda soms.",
            ("geen pinda.", "pinda soms."),
        ),
        (
            "Mag pinda",
            "Mag pinda niet",
            "Mag soms pinda",
            ("pinda niet", "soms pinda"),
        ),
        (
            "Mag geen pinda",
            "Mag pinda",
            "Mag geen pinda meer",
            ("pinda", "geen pinda meer"),
        ),
        (
            "Mag soms pinda",
            "Mag pinda",
            "Mag soms geen pinda",
            ("pinda", "soms geen pinda"),
        ),
        (
            "pinda eten",
            "Geen pinda eten",
            "Soms pinda eten",
            ("Geen", "Soms"),
        ),
        (
            "Mag pinda",
            "Mag pinda nooit",
            "Mag pinda altijd",
            ("nooit", "altijd"),
        ),
        (
            "Mag\npinda",
            "Mag\ngeen pinda",
            "Mag soms\npinda",
            ("geen", "soms"),
        ),
        (
            "- melk\n- pinda",
            "- melk\n- geen pinda",
            "- melk\n- soms pinda",
            ("geen", "soms"),
        ),
        (
            "可以吃花生",
            "不可以吃花生",
            "有时可以吃花生",
            ("不", "有时"),
        ),
        ("กินถั่วได้", "กินถั่วไม่ได้", "กินถั่วบ้างได้", ("ไม่", "บ้าง")),
        (
            "Fıstık yiyebilir",
            "Fıstık yiyemez",
            "Fıstık bazen yiyebilir",
            ("yiyemez", "bazen yiyebilir"),
        ),
    ] {
        let (mine, theirs) = both_versions(base, mine, theirs);
        assert_eq!((mine.as_str(), theirs.as_str()), shown, "{base:?}");
    }
}

#[test]
fn what_denies_a_sentence_disputes_every_other_edit_of_it() {
    let (mine, theirs) = both_versions(
        "Hij eet pinda bij opa en oma thuis.",
        "Hij eet pinda bij opa en oma thuis niet.",
        "Hij eet soms pinda bij opa en oma thuis.",
    );
    assert_eq!(mine, "pinda bij opa en oma thuis niet.");
    assert_eq!(theirs, "soms pinda bij opa en oma thuis.");
}

#[test]
fn edits_of_other_sentences_are_both_there_however_near() {
    for (base, mine, theirs, right) in [
        (
            "Mag pinda. Slaapt kort.",
            "Mag geen pinda. Slaapt kort.",
            "Mag pinda. Slaapt soms kort.",
            "Mag geen pinda. Slaapt soms kort.",
        ),
        (
            "- melk\n- brood",
            "- geen melk\n- brood",
            "- melk\n- soms brood",
            "- geen melk\n- soms brood",
        ),
        (
            "- melk\n",
            "- melk\n- ei\n",
            "- melk\n- kaas\n",
            "- melk\n- kaas\n- ei\n",
        ),
        (
            "- melk",
            "- melk\n- ei",
            "- melk\n- kaas",
            "- melk\n- kaas\n- ei",
        ),
        (
            "可以吃花生。十二点睡觉。",
            "不可以吃花生。十二点睡觉。",
            "可以吃花生。一点睡觉。",
            "不可以吃花生。一点睡觉。",
        ),
        (
            "- geen pinda\n- wel melk\n- geen ei",
            "- geen pinda\n- geen ei",
            "- geen pinda\n- wel melk\n- wel vis\n- geen ei",
            "- geen pinda\n- wel vis\n- geen ei",
        ),
        (
            "- geen pinda\n- wel melk",
            "- wel melk\n- geen pinda",
            "- geen pinda, wel noot\n- wel melk",
            "- wel melk\n- geen pinda, wel noot",
        ),
        (
            "Melk.",
            "Geen ei. Melk.",
            "Wel brood. Melk.",
            "Wel brood. Geen ei. Melk.",
        ),
    ] {
        let both = merge3(base, mine, theirs);
        assert_eq!(both.text, right);
        assert_eq!(both.overlaps, [], "{base:?}");
    }
}

#[test]
fn who_breaks_or_joins_lines_touches_both() {
    for (base, mine, theirs) in [
        ("een twee drie", "een\ntwee drie", "een twee vier"),
        (
            "Slaapt niet\nop de buik",
            "Slaapt niet op de buik",
            "Slaapt niet\nop de rug",
        ),
        (
            "Slaapt niet op de buik",
            "Slaapt niet\nop de buik",
            "Slaapt niet op de rug",
        ),
        (
            "geen pinda\nwel melk",
            "geen pinda wel melk",
            "geen pinda\ngeen melk",
        ),
        (
            "Slaapt niet\n\nop de buik",
            "Slaapt wel\n\nop de buik",
            "Slaapt niet\n\nop de rug",
        ),
        (
            "- niet\n- op de buik",
            "- niet op de buik",
            "- niet\n- op de rug",
        ),
    ] {
        both_versions(base, mine, theirs);
    }
}

#[test]
fn what_only_looks_like_the_end_of_a_sentence_is_none() {
    for (base, mine, theirs) in [
        (
            "Bel dr. Visser bij koorts",
            "Bel nooit dr. Visser bij koorts",
            "Bel dr. Visser bij uitslag",
        ),
        (
            "Geen pinda (ook niet in koek!) en geen ei",
            "Wel pinda (ook niet in koek!) en geen ei",
            "Geen pinda (ook niet in koek!) en wel ei",
        ),
        (
            "Zeg \"nee!\" als hij pinda wil",
            "Zeg \"ja!\" als hij pinda wil",
            "Zeg \"nee!\" als hij slaap wil",
        ),
        (
            "Zeg 'Nee! Nooit!' Bij pinda",
            "Zeg 'Ja! Nooit!' Bij pinda",
            "Zeg 'Nee! Nooit!' Bij melk",
        ),
        (
            "Geef geen noten, bijv. Pinda bij de lunch",
            "Geef wel noten, bijv. Pinda bij de lunch",
            "Geef geen noten, bijv. Kokos bij de lunch",
        ),
        (
            "Geen pinda... Tot 4 jaar",
            "Wel pinda... Tot 4 jaar",
            "Geen pinda... Tot 2 jaar",
        ),
        (
            "Na 12. Mei geen pinda",
            "Na 13. Mei geen pinda",
            "Na 12. Mei wel pinda",
        ),
        (
            "Bel mw. Bos of J.P. de Wit om 10.30 uur",
            "Bel nooit mw. Bos of J.P. de Wit om 10.30 uur",
            "Bel mw. Bos of J.P. de Wit om 11.30 uur",
        ),
        (
            "Koorts boven 38.5. Dan bellen",
            "Koorts boven 39.5. Dan bellen",
            "Koorts boven 38.5. Dan slapen",
        ),
        (
            "说「不！」如果他要花生",
            "说「好！」如果他要花生",
            "说「不！」如果他要睡觉",
        ),
        (
            "اتصل بـ د. أحمد عند الحمى",
            "لا تتصل بـ د. أحمد عند الحمى",
            "اتصل بـ د. أحمد عند الطفح",
        ),
    ] {
        both_versions(base, mine, theirs);
    }
}

#[test]
fn a_sentence_that_leans_on_the_one_before_is_read_with_it() {
    for (base, mine, theirs) in [
        (
            "Mag alles eten. Liefst warm.",
            "Mag alles eten. Behalve noten.",
            "Mag niets eten. Liefst warm.",
        ),
        (
            "Mag alles eten. Behalve: noten.",
            "Mag niets eten. Behalve: noten.",
            "Mag alles eten. Behalve: noten en kaas.",
        ),
        (
            "Slaapt buiten. Dat mag altijd.",
            "Slaapt binnen. Dat mag altijd.",
            "Slaapt buiten. Dat mag nooit.",
        ),
        (
            "She may have milk. But not cold.",
            "She may not have milk. But not cold.",
            "She may have milk. But not warm.",
        ),
        (
            "Może jeść wszystko. Oprócz orzechów.",
            "Nie może jeść nic. Oprócz orzechów.",
            "Może jeść wszystko. Oprócz orzechów i sera.",
        ),
    ] {
        assert_eq!(merge3(base, mine, theirs).overlaps.len(), 1, "{base:?}");
    }
}

#[test]
fn what_is_disputed_when_one_addition_comes_first_is_disputed_on_both_phones() {
    let (base, one, two) = (
        "Melk... ",
        "Melk...\n\n\"Nee!\" ",
        "Melk... dr.\n\nMelk...\n",
    );
    let (here, there) = (merge3(base, one, two), merge3(base, two, one));
    assert_eq!(here.overlaps.len(), 1);
    assert_eq!(here.overlaps[0], there.overlaps[0].clone().turned());
    assert_eq!(here.text, there.text);
}

#[test]
fn a_heading_is_read_with_what_stands_below() {
    for (base, mine, theirs) in [
        (
            "Mag niet:\n- pinda\n- ei",
            "Mag wel:\n- pinda\n- ei",
            "Mag niet:\n- pinda\n- melk",
        ),
        (
            "Mag niet\n\n- pinda\n\n- ei",
            "Mag wel\n\n- pinda\n\n- ei",
            "Mag niet\n\n- pinda\n\n- melk",
        ),
        (
            "Niet:\n- pinda\nWel:\n- melk",
            "Niet:\n- pinda\n- melk",
            "Niet:\n- pinda\nWel:\n- melk\n- ei",
        ),
        (
            "Niet geven:\npinda\nWel geven:\nmelk",
            "Niet geven:\npinda\nmelk",
            "Niet geven:\npinda\nWel geven:\nmelk\nvis",
        ),
        (
            "Wat mag niet?\n- pinda\n- ei",
            "Wat mag wel?\n- pinda\n- ei",
            "Wat mag niet?\n- pinda\n- melk",
        ),
        (
            "Mag hij pinda? Nee. Slaapt goed.",
            "Mag hij melk? Nee. Slaapt goed.",
            "Mag hij pinda? Ja. Slaapt goed.",
        ),
        (
            "- Niet:\n  - pinda\n- Wel:\n  - melk",
            "- Wel:\n  - pinda\n- Wel:\n  - melk",
            "- Niet:\n  - noot\n- Wel:\n  - melk",
        ),
    ] {
        both_versions(base, mine, theirs);
    }
    let two = merge3(
        "Niet:\n- pinda\nWel:\n- melk",
        "Niet:\n- noot\nWel:\n- melk",
        "Niet:\n- pinda\nWel:\n- sojamelk",
    );
    assert_eq!(two.text, "Niet:\n- noot\nWel:\n- sojamelk");
    assert_eq!(two.overlaps, []);
    let both = merge3(
        "Mag niet:\n- pinda\n- ei\n- melk",
        "Mag niet:\n- pindakaas\n- ei\n- melk",
        "Mag niet:\n- pinda\n- ei\n- sojamelk\n- vis",
    );
    assert_eq!(both.text, "Mag niet:\n- pindakaas\n- ei\n- sojamelk\n- vis");
    assert_eq!(both.overlaps, []);
}

#[test]
fn what_one_deleted_and_the_other_edited_stands_in_both_versions() {
    for (base, mine, theirs, shown) in [
        (
            "Geen pinda. Wel melk.",
            "Wel melk.",
            "Geen pinda of noten. Wel melk.",
            ("Wel melk.", "Geen pinda of noten. Wel melk."),
        ),
        (
            "Wel melk. Geen pinda.",
            "Wel melk.",
            "Wel melk. Geen pinda of noten.",
            ("Wel melk.", "Wel melk. Geen pinda of noten."),
        ),
        (
            "- geen pinda\n- wel melk\n- geen ei",
            "- geen pinda\n- geen ei",
            "- geen pinda\n- wel sojamelk\n- geen ei",
            ("- geen ei", "- wel sojamelk\n- geen ei"),
        ),
        (
            "- geen pinda\n- wel melk",
            "- wel melk\n- geen pinda",
            "- geen pinda\n- wel melk, lauw",
            ("- geen pinda", "- geen pinda\n- wel melk, lauw"),
        ),
    ] {
        let (mine, theirs) = both_versions(base, mine, theirs);
        assert_eq!((mine.as_str(), theirs.as_str()), shown, "{base:?}");
    }
    let both = merge3(
        "Geen pinda. Wel melk. Geen ei.",
        "Wel melk. Geen ei.",
        "Geen pinda. Geen ei.",
    );
    assert_eq!(both.text, "Geen ei.");
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(("[a-e]{1,2}", "[ \n]{1,2}"), 0..12).prop_map(|words| {
        words
            .into_iter()
            .map(|(word, space)| word + &space)
            .collect()
    })
}

fn counts(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in words(text).iter().filter(|it| !it.word().is_empty()) {
        *counts.entry(word.word().to_owned()).or_default() += 1;
    }
    counts
}

fn sentences_of_words() -> impl Strategy<Value = String> {
    let end = prop::sample::select(vec![" ", " ", " ", ". ", "\n", ".\n\n"]);
    let word = prop::sample::select(vec!["Mag", "geen", "pinda", "niet", "soms", "De", "吃"]);
    prop::collection::vec((word, end), 0..14).prop_map(|words| {
        words
            .into_iter()
            .map(|(word, end)| word.to_owned() + end)
            .collect()
    })
}

/// What a reader is told by each sentence.
fn told(text: &str) -> Vec<String> {
    let version = Version::new(words(text));
    let sentences = 0..version.reading.sentences.len();
    sentences
        .map(|it| version.reading.told(&version.words, it))
        .collect()
}

/// Text of words, marks and line breaks, and two edits of some of its words each.
fn edited_twice() -> impl Strategy<Value = (String, String, String)> {
    let word = || {
        prop::sample::select(vec![
            "Mag", "geen", "pinda.", "niet", "Wel!", "dr.", "Bos", "-", "niet:", "(ook", "koek!)",
            "\"Nee!\"", "ei,", "Goed?", "3.", "吃。", "吃", "bijv.", "Melk...", "1)",
        ])
    };
    let space = || prop::sample::select(vec![" ", " ", " ", "\n", "\n", "\n\n", "\n  "]);
    let token = move || (word(), space());
    let edit = move || (any::<prop::sample::Index>(), 0..4_u8, token());
    let edits = move || prop::collection::vec(edit(), 1..4);
    (prop::collection::vec(token(), 1..16), edits(), edits()).prop_map(|(base, one, two)| {
        let apply = |edits: Vec<(prop::sample::Index, u8, (&'static str, &'static str))>| {
            let mut tokens = base.clone();
            for (at, what, token) in edits {
                let at = at.index(tokens.len() + 1);
                match what {
                    0 => tokens.insert(at, token),
                    1 if at < tokens.len() => {
                        tokens.remove(at);
                    }
                    2 if at < tokens.len() => tokens[at].0 = token.0,
                    _ if at < tokens.len() => tokens[at].1 = token.1,
                    _ => tokens.push(token),
                }
            }
            let whole = |(word, space): &(&str, &str)| format!("{word}{space}");
            tokens.iter().map(whole).collect::<String>()
        };
        let (one, two) = (apply(one), apply(two));
        (apply(Vec::new()), one, two)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_sentence_comes_out_that_nobody_wrote((base, one, two) in edited_twice()) {
        let both = merge3(&base, &one, &two);
        let written: Vec<String> = [&base, &one, &two].into_iter().flat_map(|it| told(it)).collect();
        if both.overlaps.is_empty() {
            for sentence in told(&both.text) {
                prop_assert!(written.contains(&sentence), "{:?} in {:?}", sentence, both);
            }
        }
        let visible = |text: &str| !text.trim().is_empty();
        if visible(&one) && visible(&two) {
            for overlap in &both.overlaps {
                prop_assert!(overlap.is_open_in(&both.text), "{:?}", both);
                prop_assert!(overlap.clone().turned().is_open_in(&both.text));
            }
        }
    }

    #[test]
    fn both_phones_show_the_same_versions_of_two_edits((base, one, two) in edited_twice()) {
        let (here, there) = (merge3(&base, &one, &two), merge3(&base, &two, &one));
        let turned: Vec<Overlap> = there.overlaps.into_iter().map(Overlap::turned).collect();
        prop_assert_eq!(here.overlaps, turned);
    }

    #[test]
    fn whoever_merges_shows_the_same_versions(
        base in sentences_of_words(),
        one in sentences_of_words(),
        two in sentences_of_words(),
    ) {
        let (here, there) = (merge3(&base, &one, &two), merge3(&base, &two, &one));
        let turned: Vec<Overlap> = there
            .overlaps
            .into_iter()
            .map(|it| Overlap { mine: it.theirs, theirs: it.mine })
            .collect();
        prop_assert_eq!(here.overlaps, turned);
        prop_assert_eq!(counts(&here.text), counts(&there.text));
    }

    #[test]
    fn the_same_edit_of_both_merges_silently(
        base in sentences_of_words(),
        edited in sentences_of_words(),
    ) {
        let merged = merge3(&base, &edited, &edited);
        prop_assert_eq!(merged.text, edited);
        prop_assert_eq!(merged.overlaps, []);
    }

    #[test]
    fn two_words_put_beside_one_word_are_never_mixed(
        base in prop::collection::vec("[a-e]{2,4}", 1..9),
        at in any::<prop::sample::Index>(),
        behind in any::<bool>(),
    ) {
        let put = |at: usize, word: &str| {
            let mut words = base.clone();
            words.insert(at, word.to_owned());
            words.join(" ")
        };
        let at = at.index(base.len());
        let other = at + usize::from(behind);
        let both = merge3(&base.join(" "), &put(at, "geen"), &put(other, "soms"));
        prop_assert_eq!(both.overlaps.len(), 1, "{:?}", both);
        prop_assert!(both.text.contains(" / "));
    }

    #[test]
    fn one_side_unchanged_gives_the_other(base in "\\PC{0,40}", other in "\\PC{0,40}") {
        prop_assert_eq!(merged(&base, &base, &other), other.clone());
        prop_assert_eq!(merged(&base, &other, &base), other);
    }

    #[test]
    fn the_same_words_survive_whoever_merges(base in text(), one in text(), two in text()) {
        prop_assert_eq!(counts(&merged(&base, &one, &two)), counts(&merged(&base, &two, &one)));
    }

    #[test]
    fn nothing_that_either_side_inserted_is_lost(base in text(), one in text(), two in text()) {
        let merged = counts(&merged(&base, &one, &two));
        let base = counts(&base);
        for side in [counts(&one), counts(&two)] {
            for (word, count) in side {
                // More of a word than the base has were inserted: they must be there.
                if count > base.get(&word).copied().unwrap_or(0) {
                    prop_assert!(merged.contains_key(&word), "{} is lost", word);
                }
            }
        }
    }

    #[test]
    fn words_marked_by_their_side_all_survive(
        base in text(),
        one in prop::collection::vec((any::<prop::sample::Index>(), "[m-o]{2}"), 1..5),
        two in prop::collection::vec((any::<prop::sample::Index>(), "[p-r]{2}"), 1..5),
    ) {
        let put = |marks: Vec<(prop::sample::Index, String)>| {
            let mut words: Vec<String> = base.split_whitespace().map(str::to_owned).collect();
            for (at, word) in marks {
                let at = at.index(words.len() + 1);
                // Half of the marks replace a word, half are inserted.
                if at < words.len() && word.starts_with(['m', 'p']) {
                    words[at] = word;
                } else {
                    words.insert(at, word);
                }
            }
            words.join(" ")
        };
        let (one, two) = (put(one), put(two));
        let merged = counts(&merged(&base, &one, &two));
        for side in [counts(&one), counts(&two)] {
            for (word, count) in side.into_iter().filter(|(word, _)| word.starts_with(['m', 'n', 'o', 'p', 'q', 'r'])) {
                prop_assert!(merged.get(&word).copied().unwrap_or(0) >= count, "{} is lost", word);
            }
        }
    }
}
