//! What the week looks like to each reader: the child's timeline in the reader's language, as the
//! phone that they hold shows it.

use std::fmt::Write as _;

use samenspel_model::ids::ChildId;
use samenspel_model::series::Subject;
use samenspel_phrasebook::{Phrase, day_and_time};
use samenspel_tests::support::carried::Carried;

use super::group::Week;

/// Each reader's page, by name.
pub fn all(week: &Week) -> Vec<(&'static str, String)> {
    let (noor, daan, zeynep, sem) = week.children();
    vec![
        ("noor_as_sanne_reads_it", page(&week.sanne, noor)),
        ("noor_as_samira_reads_it_in_dutch", page(&week.samira, noor)),
        (
            "noor_as_pieter_reads_it_in_turkish",
            page(&week.pieter, noor),
        ),
        ("daan_as_marta_reads_it_in_polish", page(&week.marta, daan)),
        (
            "zeynep_as_hassan_reads_it_in_arabic",
            page(&week.hassan, zeynep),
        ),
        (
            "sem_as_oksana_reads_it_in_ukrainian",
            page(&week.oksana, sem),
        ),
    ]
}

fn page(reader: &Carried, child: ChildId) -> String {
    let language = reader.language().unwrap();
    let directory = reader.store().directory().unwrap();
    let mut page = String::new();
    for note in reader.phone.timeline(Subject::Child(child)).unwrap() {
        let author = directory.person(note.entry.author());
        let author = author.map_or("?", |it| it.first_name.as_str());
        let status = reader.status_words(&note.entry.key, language).unwrap();
        writeln!(
            page,
            "{} · {author} · {status}",
            day_and_time(language, note.at)
        )
        .unwrap();
        for phrase in reader.shown(&note.entry).unwrap() {
            let line = match phrase {
                Phrase::Coded(words) => words,
                Phrase::Written {
                    label,
                    text,
                    language,
                } => match language {
                    Some(language) => format!("{label} ({}): {text}", language.name),
                    None => format!("{label}: {text}"),
                },
            };
            writeln!(page, "    {line}").unwrap();
        }
    }
    page
}
