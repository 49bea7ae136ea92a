//! The three-way merge of a text, by words: what a rebase does with an edit whose base somebody
//! else changed meanwhile. Where both sides touched one sentence, both versions are kept. Knows nothing of documents.

use std::ops::Range;

use super::difference::{Word, is_unspaced, words};
use super::places::{Place, Side, places};
use super::sentences::sentences;

/// Stands between the two versions of a place that both sides changed.
pub(super) const BETWEEN: &str = "/";

/// A text with the edits of both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Holds everything that either side inserted.
    pub text: String,
    /// Where both sides touched one sentence, in order.
    pub overlaps: Vec<Overlap>,
}

/// Both versions of a place that both sides changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// As this side has it; empty if it deleted the place.
    pub mine: String,
    /// As the other side has it; empty if it deleted the place.
    pub theirs: String,
}

/// Merges two edits of `base`. Theirs, which others have seen already, comes first wherever both
/// are kept.
pub fn merge3(base: &str, mine: &str, theirs: &str) -> Merged {
    let unchanged = |text: &str| Merged {
        text: text.to_owned(),
        overlaps: Vec::new(),
    };
    if mine == base || mine == theirs {
        return unchanged(theirs);
    }
    if theirs == base {
        return unchanged(mine);
    }
    let base = words(base);
    let mine = Side::new(&base, words(mine));
    let theirs = Side::new(&base, words(theirs));
    Merger::new(base, mine, theirs).merge()
}

struct Merger<'a> {
    base: Vec<Word<'a>>,
    mine: Side<'a>,
    theirs: Side<'a>,
    text: String,
    overlaps: Vec<Overlap>,
}

/// How many words of each text were merged so far.
#[derive(Default)]
struct Done {
    base: usize,
    mine: usize,
    theirs: usize,
}

impl<'a> Merger<'a> {
    fn new(base: Vec<Word<'a>>, mine: Side<'a>, theirs: Side<'a>) -> Self {
        Self {
            base,
            mine,
            theirs,
            text: String::new(),
            overlaps: Vec::new(),
        }
    }

    fn merge(mut self) -> Merged {
        let of_words = sentences(&self.base);
        let mut places = places(&self.base, &of_words, &self.mine, &self.theirs);
        let mut done = Done::default();
        for index in 0..places.len() {
            let next = places
                .get(index + 1)
                .map_or(self.base.len(), |it| it.base.start);
            let place = &mut places[index];
            if self.is_one_sided(place, &done) {
                place.widen(&of_words, done.base, next);
            }
            let (mine, theirs) = self.versions(place, &done);
            self.keep(place.base.start, &mut done);
            self.change(place, mine.clone(), theirs.clone());
            done = Done {
                base: place.base.end,
                mine: mine.end,
                theirs: theirs.end,
            };
        }
        self.keep(self.base.len(), &mut done);
        Merged {
            text: self.text,
            overlaps: self.overlaps,
        }
    }

    /// Each side's words for a place, as ranges of them.
    fn versions(&self, place: &Place, done: &Done) -> (Range<usize>, Range<usize>) {
        let kept = place.base.start - done.base;
        let range = |done: usize, grown: isize| {
            let start = done + kept;
            start..(start + place.base.len()).saturating_add_signed(grown)
        };
        (
            range(done.mine, place.mine.grown),
            range(done.theirs, place.theirs.grown),
        )
    }

    /// Whether one side deleted the whole place and the other did not: alone it would not be seen.
    fn is_one_sided(&self, place: &Place, done: &Done) -> bool {
        let (mine, theirs) = self.versions(place, done);
        place.mine.touched && place.theirs.touched && mine.is_empty() != theirs.is_empty()
    }

    /// Words up to `until` that neither side changed; of the white space behind them, a changed one.
    fn keep(&mut self, until: usize, done: &mut Done) {
        while done.base < until {
            let base = self.base[done.base];
            let mine = self.mine.words[done.mine];
            let theirs = self.theirs.words[done.theirs];
            let changed = mine.space() != base.space();
            self.push(if changed { mine } else { theirs });
            done.base += 1;
            done.mine += 1;
            done.theirs += 1;
        }
    }

    fn change(&mut self, place: &Place, mine: Range<usize>, theirs: Range<usize>) {
        let behind = match mine.start {
            0 => "",
            start => self.mine.words[start - 1].space(),
        };
        let mine = self.mine.words[mine].to_vec();
        let theirs = self.theirs.words[theirs].to_vec();
        match (place.mine.touched, place.theirs.touched) {
            (true, false) => self.push_all(&mine),
            (false, true) => self.push_all(&theirs),
            _ if same(&mine, &theirs) => self.push_all(&theirs),
            // Both added sentences of their own here: one after the other, no words are disputed.
            _ if place.base.is_empty() && place.sentences.is_none() => {
                self.push_all(&theirs);
                if self.text.ends_with(|c: char| !c.is_whitespace()) {
                    self.text.push_str(behind);
                }
                self.push_all(&mine);
            }
            _ => self.keep_both(&mine, &theirs),
        }
    }

    fn keep_both(&mut self, mine: &[Word<'a>], theirs: &[Word<'a>]) {
        self.push_all(theirs);
        if !mine.is_empty() && !theirs.is_empty() {
            self.text.truncate(self.text.trim_end().len());
            self.text.push(' ');
            self.text.push_str(BETWEEN);
            self.text.push(' ');
        }
        self.push_all(mine);
        self.overlaps.push(Overlap {
            mine: join(mine),
            theirs: join(theirs),
        });
    }

    fn push_all(&mut self, words: &[Word<'a>]) {
        for word in words {
            self.push(*word);
        }
    }

    /// The last word of a text has no white space behind it; another may follow it now.
    fn push(&mut self, word: Word<'a>) {
        let last = self.text.chars().next_back();
        let first = word.word().chars().next();
        if let (Some(last), Some(first)) = (last, first)
            && !last.is_whitespace()
            && !is_unspaced(last)
            && !is_unspaced(first)
        {
            self.text.push(' ');
        }
        self.text.push_str(word.whole());
    }
}

fn same(mine: &[Word<'_>], theirs: &[Word<'_>]) -> bool {
    mine.len() == theirs.len()
        && mine
            .iter()
            .zip(theirs)
            .all(|(mine, theirs)| mine.word() == theirs.word())
}

fn join(words: &[Word<'_>]) -> String {
    let whole: String = words.iter().map(Word::whole).collect();
    whole.trim().to_owned()
}

#[cfg(test)]
mod tests {
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
    fn line_breaks_of_either_side_survive() {
        assert_eq!(
            merged("een twee drie", "een\ntwee drie", "een twee vier"),
            "een\ntwee vier"
        );
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

    proptest! {
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
}
