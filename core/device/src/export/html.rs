//! The readable form of an export: one page that needs nothing else, for a screen, a screen reader and
//! a printer. Everything that a person typed is escaped. Knows no store.

use std::fmt::Write as _;

use super::About;
use samenspel_model::calendar::day_of;
use samenspel_model::ids::{ChildId, PersonId};
use samenspel_phrasebook::{
    Direction, ExportSentence, Language, Names, Phrase, day_and_time, export_sentence, render_entry,
};

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;\
padding:0 1rem}article{margin:0 0 1.5rem;break-inside:avoid}h2{margin-top:2.5rem}\
h3{font-size:1rem;margin:0}p{margin:.15rem 0}footer,.by{color:#555}";

impl Names for About {
    fn child(&self, child: ChildId) -> Option<String> {
        Some(self.dir.child(child)?.first_name.clone())
    }

    fn person(&self, person: PersonId) -> Option<String> {
        Some(self.dir.person(person)?.first_name.clone())
    }
}

/// The page, in `language`.
pub(super) fn page(about: &About, language: Language) -> String {
    let child = about.child(about.child).unwrap_or_default();
    let reader = about.person(about.person).unwrap_or_default();
    let say = |sentence: &ExportSentence<'_>| escaped(&export_sentence(language, sentence));
    let title = say(&ExportSentence::Title { child: &child });
    let made = say(&ExportSentence::Made {
        time: &day_and_time(language, about.now),
        name: &reader,
        organisation: &about.organisation,
    });
    let direction = if language.is_right_to_left() {
        "rtl"
    } else {
        "ltr"
    };
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n<p>{made}</p>\n\
         </header>\n<main>\n",
        language.tag()
    );
    let mut day = None;
    for (note, text) in &about.notes {
        let its_day = day_of(note.at);
        let stamp = day_and_time(language, note.at);
        if its_day != day {
            let heading = stamp
                .rsplit_once(", ")
                .map_or(stamp.as_str(), |(day, _)| day);
            let _ = writeln!(page, "<h2>{}</h2>", escaped(heading));
            day = its_day;
        }
        let phrases = render_entry(&note.entry, language, about);
        article(
            &mut page,
            about,
            language,
            (note, text.as_deref()),
            &phrases,
            &stamp,
        );
    }
    page.push_str("</main>\n");
    if about.has_left_out {
        let left_out = say(&ExportSentence::LeftOut);
        let _ = writeln!(page, "<footer>\n<p>{left_out}</p>\n</footer>");
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn article(
    page: &mut String,
    about: &About,
    language: Language,
    (note, text): (&super::NoteView, Option<&str>),
    phrases: &[Phrase],
    stamp: &str,
) {
    let author = about.person(note.entry.author()).unwrap_or_default();
    let by = ExportSentence::By {
        name: &author,
        time: stamp,
    };
    let by = escaped(&export_sentence(language, &by));
    page.push_str("<article>\n");
    for (number, phrase) in phrases.iter().enumerate() {
        match phrase {
            Phrase::Coded(words) if number == 0 => {
                let _ = writeln!(
                    page,
                    "<h3>{}</h3>\n<p class=\"by\">{by}</p>",
                    escaped(words)
                );
            }
            Phrase::Coded(words) => {
                let _ = writeln!(page, "<p>{}</p>", escaped(words));
            }
            // Of a co-written text the words as they are now follow.
            Phrase::Written { .. } if text.is_some() => {}
            Phrase::Written {
                label, text: words, ..
            } => {
                let of = phrase.language(language);
                let label = escaped(label);
                written(page, &label, of, words, phrase.direction(language));
            }
        }
    }
    if let Some(words) = text {
        let label = escaped(&export_sentence(language, &ExportSentence::WrittenTogether));
        let of = note.entry.text("language").unwrap_or(language.tag());
        written(page, &label, of, words, Direction::of_tag(of));
    }
    page.push_str("</article>\n");
}

fn written(page: &mut String, label: &str, language: &str, words: &str, direction: Direction) {
    let direction = match direction {
        Direction::RightToLeft => "rtl",
        Direction::LeftToRight => "ltr",
    };
    let words = escaped(words).replace('\n', "<br>");
    let _ = writeln!(
        page,
        "<p>{label}: <span lang=\"{}\" dir=\"{direction}\">{words}</span></p>",
        escaped(language)
    );
}

/// Text as text, whatever it holds.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
