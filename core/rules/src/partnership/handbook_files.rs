//! What a handbook takes from files and gives to them, all plain text: self-checks and practice cards.
//! Knows no table and no file system.

use crate::directory::{Directory, Record};
use crate::schema::Code;
use crate::schema::notes::{PageTopic, PracticeCard, SelfCheck};
use samenspel_model::entry::{Value, ValueError, clean_text};
use samenspel_model::ids::ChildId;
use samenspel_names::{TextWords, shows_something};

/// What is wrong with a self-check's file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SelfCheckError {
    /// The title does not come first.
    #[error("line {line}: the file begins with \"title: …\"")]
    NoTitle {
        /// From 1.
        line: usize,
    },
    /// The source does not follow.
    #[error("line {line}: after the title comes \"source: …\", where the questions are from")]
    NoSource {
        /// From 1.
        line: usize,
    },
    /// The same question twice.
    #[error("line {line}: this question is in line {first} already")]
    Twice {
        /// From 1.
        line: usize,
        /// The first of both.
        first: usize,
    },
    /// There is no question.
    #[error("line {line}: after the source there is one question per line; there is none")]
    NoQuestions {
        /// The last line.
        line: usize,
    },
    /// More than a note holds.
    #[error("line {line}: with this question the list is too long: split it in two files")]
    TooLong {
        /// From 1.
        line: usize,
    },
}

/// Reads a self-check: "title: …", "source: …" (or "titel:", "bron:"), then a question per line. Empty
/// lines and lines with `#` are passed over; a number or dash before a question is left out.
pub fn read_self_check(file: &str) -> Result<SelfCheck, SelfCheckError> {
    let mut lines = file
        .trim_start_matches('\u{feff}')
        .lines()
        .map(str::trim)
        .zip(1..)
        .filter(|(line, _)| shows_something(line) && !line.starts_with('#'));
    let (title, line) = lines.next().unwrap_or(("", 1));
    let title = after(title, &["title", "titel"]).ok_or(SelfCheckError::NoTitle { line })?;
    let (source, line) = lines.next().unwrap_or(("", line));
    let source = after(source, &["source", "bron"]).ok_or(SelfCheckError::NoSource { line })?;
    let mut questions: Vec<(String, usize)> = Vec::new();
    let mut last = line;
    let mut items = String::new();
    for (question, line) in lines {
        last = line;
        let question = clean_text(without_number(question));
        if let Some((_, first)) = questions.iter().find(|(it, _)| *it == question) {
            return Err(SelfCheckError::Twice {
                line,
                first: *first,
            });
        }
        if !items.is_empty() {
            items.push('\n');
        }
        items.push_str(&question);
        if Value::Text(items.clone()).check() == Err(ValueError::TextTooLong) {
            return Err(SelfCheckError::TooLong { line });
        }
        questions.push((question, line));
    }
    if questions.is_empty() {
        return Err(SelfCheckError::NoQuestions { line: last });
    }
    Ok(SelfCheck::new(title, items, source))
}

fn after(line: &str, names: &[&str]) -> Option<String> {
    let (name, rest) = line.split_once(':')?;
    let known = names.iter().any(|it| name.trim().eq_ignore_ascii_case(it));
    let rest = clean_text(rest.trim());
    (known && shows_something(&rest)).then_some(rest)
}

/// The question without its bullet or its number.
fn without_number(question: &str) -> &str {
    let rest = match question.strip_prefix(['-', '*', '•']) {
        Some(rest) => rest,
        None => {
            let digits = question.trim_start_matches(|it: char| it.is_ascii_digit());
            let numbered = digits.len() < question.len();
            let rest = digits.strip_prefix(['.', ')']).filter(|_| numbered);
            rest.unwrap_or(question)
        }
    };
    let rest = rest.trim();
    if rest.is_empty() { question } else { rest }
}

/// A self-check as [`read_self_check`] reads it.
pub fn write_self_check(check: &SelfCheck) -> String {
    let questions = check.items.lines().filter(|it| !it.trim().is_empty());
    let questions: String = questions.map(|it| format!("- {it}\n")).collect();
    let (title, source) = (&check.title, &check.source);
    format!("title: {title}\nsource: {source}\n\n{questions}")
}

/// Why practice cards cannot be given out or taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CardsError {
    /// Something stands before the first card.
    #[error("line {line}: a card begins with \"# \" and its title")]
    NoTitle {
        /// From 1.
        line: usize,
    },
    /// A card says nothing.
    #[error("line {line}: the card that begins here has no text")]
    NoText {
        /// From 1.
        line: usize,
    },
    /// A card says more than a note holds.
    #[error("line {line}: the card that begins here is too long")]
    TooLong {
        /// From 1.
        line: usize,
    },
    /// A topic that this app does not know.
    #[error("line {line}: this topic is not known")]
    UnknownTopic {
        /// From 1.
        line: usize,
    },
    /// A card names a child of this organisation.
    #[error("card {card} names a child: take the name out first")]
    NamesChild {
        /// From 1.
        card: usize,
    },
}

/// Practice cards as plain text (Markdown): "# title", "topic: …", then the text. A card that names a
/// child of the directory is not given out. Who wrote it is left out too.
pub fn write_practice_cards(cards: &[PracticeCard], dir: &Directory) -> Result<String, CardsError> {
    let mut file = String::new();
    for (card, number) in cards.iter().zip(1..) {
        if !children_named(dir, &[&card.title, &card.text]).is_empty() {
            return Err(CardsError::NamesChild { card: number });
        }
        let title = card.title.replace('\n', " ");
        file.push_str(&format!("# {title}\n"));
        if let Some(topic) = card.topic {
            file.push_str(&format!("topic: {}\n", topic.name()));
        }
        for line in card.text.lines() {
            // A line of the text that looks like a title or a topic is kept from being one.
            let escaped = ["#", "topic:", "\\"].iter().any(|it| line.starts_with(it));
            file.push_str(if escaped { "\n\\" } else { "\n" });
            file.push_str(line);
        }
        file.push_str("\n\n");
    }
    Ok(file)
}

/// Practice cards from plain text as [`write_practice_cards`] writes it.
pub fn read_practice_cards(file: &str) -> Result<Vec<PracticeCard>, CardsError> {
    let mut cards: Vec<(usize, PracticeCard)> = Vec::new();
    for (text, line) in file.trim_start_matches('\u{feff}').lines().zip(1..) {
        if let Some(title) = text.strip_prefix("# ") {
            let title = clean_text(title.trim());
            cards.push((line, PracticeCard::new(title, String::new())));
            continue;
        }
        let Some((_, card)) = cards.last_mut() else {
            if !shows_something(text) {
                continue;
            }
            return Err(CardsError::NoTitle { line });
        };
        if let Some(topic) = text.strip_prefix("topic:") {
            let topic = PageTopic::named(topic.trim());
            card.topic = Some(topic.ok_or(CardsError::UnknownTopic { line })?);
            continue;
        }
        let text = text.strip_prefix('\\').unwrap_or(text);
        card.text.push_str(&clean_text(text));
        card.text.push('\n');
    }
    let whole = |(line, mut card): (usize, PracticeCard)| {
        card.text = card.text.trim().to_owned();
        if !shows_something(&card.title) {
            return Err(CardsError::NoTitle { line });
        }
        if !shows_something(&card.text) {
            return Err(CardsError::NoText { line });
        }
        let fits = |text: &String| Value::Text(text.clone()).check().is_ok();
        if !fits(&card.title) || !fits(&card.text) {
            return Err(CardsError::TooLong { line });
        }
        Ok(card)
    };
    cards.into_iter().map(whole).collect()
}

/// The children of the directory whose first name is in one of the texts. Says too much rather than too
/// little: Roos may be a flower.
pub fn children_named(dir: &Directory, texts: &[&str]) -> Vec<ChildId> {
    let texts: Vec<TextWords> = texts.iter().map(|text| TextWords::of(text)).collect();
    let named = |record: &Record| match record {
        Record::Child(child) => texts
            .iter()
            .any(|text| text.hold(&child.first_name))
            .then_some(child.id),
        _ => None,
    };
    dir.records().filter_map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_self_check_is_read_with_title_source_and_a_question_per_line() {
        let file = "\u{feff}Titel: Kijk naar je eigen gesprek\n# uit de map\nBron: Eigen team, 2026\n\n1. Heb ik geluisterd?\n- Heb ik de naam gebruikt?\nWat neem ik mee?\n";
        let check = read_self_check(file).unwrap();
        assert_eq!(check.title, "Kijk naar je eigen gesprek");
        assert_eq!(check.source, "Eigen team, 2026");
        assert_eq!(
            check.items,
            "Heb ik geluisterd?\nHeb ik de naam gebruikt?\nWat neem ik mee?"
        );
    }

    #[test]
    fn what_is_wrong_with_a_self_check_is_told_with_its_line() {
        let long = format!("title: A\nsource: B\nx\n{}", "y".repeat(4_000));
        let cases = [
            ("", SelfCheckError::NoTitle { line: 1 }),
            (
                "\n\nHeb ik geluisterd?",
                SelfCheckError::NoTitle { line: 3 },
            ),
            ("title: A\nQ?", SelfCheckError::NoSource { line: 2 }),
            (
                "title: A\nsource:\nQ?",
                SelfCheckError::NoSource { line: 2 },
            ),
            (
                "title: A\nsource: B\n",
                SelfCheckError::NoQuestions { line: 2 },
            ),
            (
                "title: A\nsource: B\nQ?\nR?\n2) Q?",
                SelfCheckError::Twice { line: 5, first: 3 },
            ),
            (&long, SelfCheckError::TooLong { line: 4 }),
        ];
        for (file, error) in cases {
            assert_eq!(read_self_check(file), Err(error));
        }
    }

    #[test]
    fn a_self_check_comes_back_as_it_went_also_where_a_question_begins_with_a_number() {
        let check = SelfCheck::new(
            "Kijk terug".into(),
            "3. Wat ging goed?\n# hoe vaak?\nEn nu?".into(),
            "Eigen team: 2026".into(),
        );
        assert_eq!(read_self_check(&write_self_check(&check)), Ok(check));
    }

    #[test]
    fn practice_cards_come_back_as_they_went_and_say_what_is_wrong() {
        let coffee = PracticeCard {
            topic: Some(PageTopic::DropOff),
            ..PracticeCard::new(
                "Koffie bij het hek".into(),
                "Elke vrijdag.\n\n# geen titel\ntopic: ook niet\n\\ blijft staan".into(),
            )
        };
        let board = PracticeCard::new("Fotowand".into(), "Van elk gezin een foto.".into());
        let cards = [coffee, board];
        let file = write_practice_cards(&cards, &Directory::new()).unwrap();
        assert_eq!(read_practice_cards(&file), Ok(cards.to_vec()));
        let wrong = [
            ("hallo", CardsError::NoTitle { line: 1 }),
            (
                "# Titel\n\n# Nog een\nTekst",
                CardsError::NoText { line: 1 },
            ),
            (
                "# Titel\ntopic: gossip\nTekst",
                CardsError::UnknownTopic { line: 2 },
            ),
        ];
        for (file, error) in wrong {
            assert_eq!(read_practice_cards(file), Err(error));
        }
        let long = format!("# Titel\n{}", "y".repeat(4_001));
        assert_eq!(
            read_practice_cards(&long),
            Err(CardsError::TooLong { line: 1 })
        );
    }
}
