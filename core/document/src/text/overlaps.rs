//! What an edit tells of the sentences that it left in two versions, so that every phone and the server know
//! it as the phone does that merged. Knows no document and no entry.

use super::Overlap;
use super::merge::BETWEEN;
use samenspel_model::limits::TEXT_CHARS_MAX;

/// As many bytes as a text value may have characters: then it is never too long.
const TOLD_BYTES_MAX: usize = TEXT_CHARS_MAX;

/// Begin the lines of each overlap: of what was there before the edit, and of its writer's own.
const THEIRS: char = '<';
const MINE: char = '>';

/// Stands for what was left out of a version that is too long to be told.
const CUT: char = '…';

/// The overlaps as an edit tells of them: for each the lines of what was there, then those of the writer's
/// own. Of long versions it tells what stands beside the sign between them, so that none is left out.
pub fn overlaps_told(overlaps: &[Overlap]) -> Option<String> {
    let all: Vec<_> = overlaps.iter().filter(|it| it.is_whole()).collect();
    // Each has two signs and two line ends, and may be cut twice.
    let room = (TOLD_BYTES_MAX / all.len().max(1)).saturating_sub(16) / 2;
    let mut told = String::new();
    for overlap in all {
        let mut lines = marked(THEIRS, overlap.theirs.trim());
        if lines.len() > room {
            lines = marked(THEIRS, &last_of(overlap.theirs.trim(), room / 2));
        }
        let mut mine = marked(MINE, overlap.mine.trim());
        if mine.len() > room {
            mine = marked(MINE, &first_of(overlap.mine.trim(), room / 2));
        }
        lines.push_str(&mine);
        if told.len() + lines.len() <= TOLD_BYTES_MAX {
            told.push_str(&lines);
        }
    }
    let told = told.trim_end();
    (!told.is_empty()).then(|| told.to_owned())
}

fn marked(sign: char, version: &str) -> String {
    let mut marked = String::new();
    for line in version.split('\n') {
        marked.push(sign);
        marked.push_str(line);
        marked.push('\n');
    }
    marked
}

fn first_of(text: &str, room: usize) -> String {
    let kept = text.floor_char_boundary(room);
    format!("{}{CUT}", &text[..kept])
}

fn last_of(text: &str, room: usize) -> String {
    let kept = text.ceil_char_boundary(text.len().saturating_sub(room));
    format!("{CUT}{}", &text[kept..])
}

/// The overlaps that an edit tells of.
pub fn overlaps_of(told: &str) -> Vec<Overlap> {
    let mut overlaps = Vec::new();
    let mut lines = told.split('\n').peekable();
    while lines.peek().is_some() {
        let mut version = |sign: char| -> String {
            let mut version = Vec::new();
            while let Some(line) = lines.peek().and_then(|it| it.strip_prefix(sign)) {
                version.push(line);
                lines.next();
            }
            version.join("\n")
        };
        let (theirs, mine) = (version(THEIRS), version(MINE));
        let overlap = Overlap { mine, theirs };
        if overlap.is_whole() {
            overlaps.push(overlap);
        } else if lines
            .peek()
            .is_some_and(|it| !it.starts_with([THEIRS, MINE]))
        {
            // Not one of ours.
            lines.next();
        }
    }
    overlaps
}

impl Overlap {
    fn is_whole(&self) -> bool {
        !self.theirs.trim().is_empty() && !self.mine.trim().is_empty()
    }

    /// Whether the text still holds a version beside the sign that stands between both, however it is
    /// spaced: nobody has decided yet. A version of a single word counts only with the other: alone it may
    /// stand anywhere.
    pub fn is_open_in(&self, text: &str) -> bool {
        if !self.is_whole() {
            return false;
        }
        let text = closed_up(text);
        // Whose comes first depends on who looks.
        let has = |first: &str, second: &str| {
            let one = closed_up(first.trim_start_matches(CUT));
            let other = closed_up(second.trim_end_matches(CUT));
            text.contains(&format!("{one}{BETWEEN}{other}"))
                || is_long(first) && text.contains(&format!("{one}{BETWEEN}"))
                || is_long(second) && text.contains(&format!("{BETWEEN}{other}"))
        };
        has(&self.theirs, &self.mine) || has(&self.mine, &self.theirs)
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

/// Whether a version is long enough to be known again without the other.
fn is_long(version: &str) -> bool {
    version.split_whitespace().count() > 1
}

/// Without white space, and with one sign for all that look like it.
fn closed_up(text: &str) -> String {
    let visible = text.chars().filter(|c| !c.is_whitespace());
    visible
        .map(|c| match c {
            '／' | '∕' | '⁄' | '|' | '\\' => '/',
            _ => c,
        })
        .collect()
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
        assert_eq!(read, merged.overlaps);
        assert!(read[0].is_open_in(&merged.text));
        assert!(!read[0].is_open_in("Paracetamol 3 keer per dag."));
        assert!(!read[0].is_open_in("Paracetamol 2 keer per nacht."));
        // Who mends one of the two, or only closes up the sign between them, has not chosen.
        assert!(read[0].is_open_in("Paracetamol 3 keer per dag./2 keer per nacht."));
        assert!(read[0].is_open_in("Paracetamol 3 keer per dag. / 2 keer bij nacht."));
        let short = merge3("Mag pinda", "Mag geen pinda", "Mag soms pinda");
        assert!(short.overlaps[0].is_open_in("Mag soms/geen pinda"));
        assert!(!short.overlaps[0].is_open_in("Mag soms pinda / noot"));
        assert_eq!(overlaps_told(&[]), None);
        for odd in ["", "<", ">a\n<b", "<a", "a\nb\nc", "<\n>", "\n\n<"] {
            assert!(overlaps_of(odd).is_empty(), "{odd:?}");
        }
    }

    #[test]
    fn of_long_versions_is_told_what_stands_beside_the_sign_and_none_is_left_out() {
        let long = |word: &str| [word, "één"].join(" ").repeat(1_000);
        let overlaps: Vec<Overlap> = (0..24)
            .map(|number| Overlap {
                mine: long(&format!("mijn{number}")),
                theirs: long(&format!("jouw{number}")),
            })
            .collect();
        let told = overlaps_told(&overlaps).unwrap();
        assert!(told.len() <= TOLD_BYTES_MAX);
        let read = overlaps_of(&told);
        assert_eq!(read.len(), overlaps.len());
        for (read, overlap) in read.iter().zip(&overlaps) {
            let text = format!("Ook {} / {} hier.", overlap.theirs, overlap.mine);
            assert!(read.is_open_in(&text) && read.clone().turned().is_open_in(&text));
            assert!(!read.is_open_in(&overlap.mine));
        }
    }
}
