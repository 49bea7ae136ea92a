//! What an edit tells of the sentences that it left in two versions, so that every phone and the server know
//! it as the phone does that merged. Knows no document and no entry.

use super::Overlap;
use super::merge::BETWEEN;
use crate::limits::TEXT_BYTES_MAX;

/// Begin the two lines of each overlap: what was there before the edit, and its writer's own.
const THEIRS: char = '<';
const MINE: char = '>';

/// The overlaps as an edit tells of them: two lines for each. What has no room is left out; the phone that
/// merged shows it all the same.
pub fn overlaps_told(overlaps: &[Overlap]) -> Option<String> {
    let mut told = String::new();
    for overlap in overlaps {
        let (theirs, mine) = (one_line(&overlap.theirs), one_line(&overlap.mine));
        let lines = format!("{THEIRS}{theirs}\n{MINE}{mine}\n");
        if told.len() + lines.len() <= TEXT_BYTES_MAX / 4 {
            told.push_str(&lines);
        }
    }
    let told = told.trim_end();
    (!told.is_empty()).then(|| told.to_owned())
}

/// The overlaps that an edit tells of.
pub fn overlaps_of(told: &str) -> Vec<Overlap> {
    let lines: Vec<&str> = told.lines().collect();
    lines
        .chunks_exact(2)
        .filter_map(|pair| {
            Some(Overlap {
                theirs: pair[0].strip_prefix(THEIRS)?.to_owned(),
                mine: pair[1].strip_prefix(MINE)?.to_owned(),
            })
        })
        .collect()
}

impl Overlap {
    /// Whether the text still holds both versions beside each other: nobody has decided yet.
    pub fn is_open_in(&self, text: &str) -> bool {
        let (theirs, mine) = (one_line(&self.theirs), one_line(&self.mine));
        let text = one_line(text);
        // Whose comes first depends on who looks.
        let has = |one: &str, other: &str| text.contains(&format!("{one} {BETWEEN} {other}"));
        !theirs.is_empty() && !mine.is_empty() && (has(&theirs, &mine) || has(&mine, &theirs))
    }

    /// As whoever wrote the other version has it.
    #[must_use]
    pub fn turned(self) -> Self {
        Self {
            mine: self.theirs,
            theirs: self.mine,
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::merge3;
    use super::*;

    #[test]
    fn what_an_edit_tells_is_read_back_and_open_until_somebody_decides() {
        let merged = merge3(
            "Paracetamol 2 keer\nper dag.",
            "Paracetamol 3 keer\nper dag.",
            "Paracetamol 2 keer\nper nacht.",
        );
        let told = overlaps_told(&merged.overlaps).unwrap();
        let read = overlaps_of(&told);
        assert_eq!(read.len(), 1);
        assert!(read[0].is_open_in(&merged.text));
        assert!(!read[0].is_open_in("Paracetamol 3 keer per dag."));
        assert!(!read[0].is_open_in("Paracetamol 2 keer per nacht."));
        assert_eq!(overlaps_told(&[]), None);
        for odd in ["", "<", ">a\n<b", "<a", "a\nb\nc"] {
            assert!(overlaps_of(odd).is_empty(), "{odd:?}");
        }
    }
}
