//! What the demo prints at the end: one child's day as two people see it on their own phones, and
//! the table. Knows the phrasebook; knows nothing of how the notes got there.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use samenspel_device::{InboxContent, NoteView, Status, Store, TimelineQuery};
use samenspel_model::hex::hex;
use samenspel_model::ids::{ChildId, EntryKey, PersonId};
use samenspel_model::series::Subject;
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_phrasebook::{
    Language, Names, Phrase, StatusWord, age, day_and_time, hold, refusal, render_entry, status,
};
use samenspel_rules::directory::{Directory, Holder};

use super::figures::{Extent, Figures};
use super::script::Day;
use super::world::World;

/// Columns of a terminal.
const WIDTH: usize = 78;
/// Where the words of a note begin.
const INDENT: usize = 8;
/// Notes shown of one child.
const NOTES_MAX: usize = 40;

/// The two views.
pub fn day_of_one_child(world: &mut World, day: &Day) -> anyhow::Result<String> {
    let mut text = String::new();
    for (person, language) in [
        (day.colleague, Language::Dutch),
        (day.reader, reader_language(world, day.reader)),
    ] {
        let colleague = person == day.colleague;
        let phone = world.phone_of(person).context("the reader's phone")?;
        let store = phone.store()?.clone();
        let view = View {
            directory: store.directory()?,
            reader: person,
            language,
            now: phone.reading(),
        };
        text.push_str(&view.page(&store, day.shown, colleague)?);
    }
    Ok(text)
}

fn reader_language(world: &World, reader: PersonId) -> Language {
    Language::best_of([world.location.language(reader)])
}

/// What one person sees.
struct View {
    directory: Arc<Directory>,
    reader: PersonId,
    language: Language,
    now: ClockReading,
}

impl Names for View {
    fn child(&self, child: ChildId) -> Option<String> {
        Some(self.directory.child(child)?.first_name.clone())
    }

    fn person(&self, person: PersonId) -> Option<String> {
        Some(self.directory.person(person)?.first_name.clone())
    }
}

impl View {
    fn page(&self, store: &Store, child: ChildId, colleague: bool) -> anyhow::Result<String> {
        let record = self.directory.child(child).context("the child shown")?;
        let reader = self.name(self.reader);
        let who = if colleague {
            "de volgende collega"
        } else {
            "ouder"
        };
        let query = TimelineQuery {
            subject: Subject::Child(child),
            kinds: &[],
            note_kinds: &[],
            before: None,
            limit: NOTES_MAX,
        };
        let notes = store.timeline(&query, self.now)?;
        let now = notes.last().map_or(UnixMillis(0), |note| note.at);
        let age = age(self.language, &record.birth_date, now).unwrap_or_default();
        let mut page = String::new();
        let rule = "━".repeat(WIDTH);
        let first = &record.first_name;
        let _ = writeln!(
            page,
            "\n{rule}\n{first} ({age}), zoals {who} {reader} het ziet\n{rule}"
        );
        let mut day = String::new();
        for note in &notes {
            self.note(store, note, &mut day, &mut page)?;
        }
        self.still_open(store, child, &mut page)?;
        Ok(page)
    }

    fn note(
        &self,
        store: &Store,
        note: &NoteView,
        day: &mut String,
        page: &mut String,
    ) -> anyhow::Result<()> {
        let stamp = day_and_time(self.language, note.at);
        let (date, time) = stamp.rsplit_once(", ").unwrap_or(("", &stamp));
        if date != day {
            let _ = writeln!(page, "\n  {date}");
            date.clone_into(day);
        }
        let mut phrases = render_entry(&note.entry, self.language, self).into_iter();
        let title = phrases.next().map(words).unwrap_or_default();
        let author = self.name(note.entry.author());
        let head = format!(
            "{title} · {author}{}",
            self.standing(store, &note.entry.key)?
        );
        push_wrapped(page, &format!("{time:>7} "), &head);
        if note.entry.kind.as_str() == "agreement" {
            self.agreement(store, &note.entry.key, page)?;
            return Ok(());
        }
        for phrase in phrases {
            push_wrapped(page, &" ".repeat(INDENT + 2), &words(phrase));
        }
        Ok(())
    }

    fn still_open(&self, store: &Store, child: ChildId, page: &mut String) -> anyhow::Result<()> {
        let open = store.open_items(Subject::Child(child), self.now)?;
        if !open.is_empty() {
            let _ = writeln!(page, "\n  Nog open");
        }
        for note in open {
            let what = note.entry.text("what").or(note.entry.text("to_do"));
            push_wrapped(page, "      ☐ ", what.unwrap_or_default());
        }
        Ok(())
    }

    /// The text as it is now, with what both parents made of it.
    fn agreement(&self, store: &Store, key: &EntryKey, page: &mut String) -> anyhow::Result<()> {
        for line in store
            .agreement_text(key, self.now)?
            .unwrap_or_default()
            .lines()
        {
            push_wrapped(page, &format!("{}│ ", " ".repeat(INDENT + 2)), line);
        }
        Ok(())
    }

    /// Only what the design has words for, and only of one's own notes and of what was taken over.
    fn standing(&self, store: &Store, key: &EntryKey) -> anyhow::Result<String> {
        let names = |people: &[PersonId]| people.iter().map(|it| self.name(*it)).collect();
        let word = match store.status(key)? {
            Some(Status::TakenOverBy(person)) => StatusWord::TakenOverBy(names(&[person])),
            Some(Status::ReadBy(people)) => StatusWord::ReadBy(names(&people)),
            Some(Status::Sent) if key.person == self.reader => StatusWord::Sent,
            _ => return Ok(String::new()),
        };
        Ok(format!(" · {}", status(self.language, &word)))
    }

    fn name(&self, person: PersonId) -> String {
        let known = self.directory.person(person);
        known.map_or_else(|| "?".to_owned(), |it| it.first_name.clone())
    }
}

/// A phrase with, for typed words, whose language they are in.
fn words(phrase: Phrase) -> String {
    match phrase {
        Phrase::Coded(text) => text,
        Phrase::Written {
            label,
            text,
            language,
        } => {
            let language = language
                .map(|it| format!(" [{}]", it.name))
                .unwrap_or_default();
            format!("{label} “{text}”{language}")
        }
    }
}

/// Breaks between words; what follows the first line is set in below its words.
fn push_wrapped(page: &mut String, lead: &str, text: &str) {
    let indent = lead.chars().count();
    let mut line = lead.to_owned();
    let mut length = indent;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if length > indent && length + 1 + width > WIDTH {
            let _ = writeln!(page, "{line}");
            line = " ".repeat(indent + 2);
            length = indent + 2;
        } else if length > indent {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += width;
    }
    let _ = writeln!(page, "{line}");
}

/// The table, with what it is about.
pub fn table(figures: &Figures, extent: &Extent, day: &Day) -> String {
    let rows = [
        ("Notes written", figures.notes_written as u64, String::new()),
        (
            "  acknowledged",
            figures.notes_acknowledged as u64,
            String::new(),
        ),
        (
            "  refused",
            figures.notes_refused as u64,
            format!("back with their author, {} of them held", extent.held),
        ),
        ("  lost", figures.notes_lost as u64, "must be 0".to_owned()),
        (
            "Replicas that differ",
            figures.replicas_differing as u64,
            format!(
                "must be 0; {} devices, {} documents",
                extent.devices, extent.documents
            ),
        ),
        (
            "Requests",
            figures.requests,
            format!("{} connections refused or cut", extent.cuts),
        ),
        (
            "Bytes up",
            figures.bytes_up,
            "on the link, headers included".to_owned(),
        ),
        ("Bytes down", figures.bytes_down, String::new()),
    ];
    let mut table = format!("\n{}\n", "━".repeat(WIDTH));
    for (name, number, remark) in rows {
        let line = format!("{name:<22}{:>12}  {remark}", grouped(number));
        let _ = writeln!(table, "{}", line.trim_end());
    }
    if figures.notes_waiting() > 0 {
        let _ = writeln!(
            table,
            "{} notes are still waiting to be sent",
            figures.notes_waiting()
        );
    }
    let _ = writeln!(
        table,
        "\nOne phone was killed in the middle of a write: the {} notes that it had\n\
         committed were all there when it was opened again.\n\
         From the phones' stores, against {} freshly enrolled devices.",
        day.survived, extent.devices
    );
    table
}

/// What came back to whom, and why, in the words that its author reads; and what their phone did not know.
pub fn came_back(world: &World, day: &Day) -> anyhow::Result<String> {
    let mut text = String::new();
    for phone in &world.phones {
        let store = phone.store()?;
        let Holder::Person(person) = phone.holder else {
            continue;
        };
        for item in store.inbox(Some(person), phone.reading())? {
            let why = match item.status {
                Status::Held(why) => hold(Language::Dutch, why),
                Status::Refused { code, .. } => refusal(Language::Dutch, code),
                _ => continue,
            };
            let view = View {
                directory: store.directory()?,
                reader: person,
                language: Language::Dutch,
                now: phone.reading(),
            };
            let what = match &item.content {
                InboxContent::Note(entry) => {
                    let mut phrases = render_entry(entry, Language::Dutch, &view).into_iter();
                    phrases.next().map(words).unwrap_or_default()
                }
                InboxContent::TextEdit { .. } => "Afspraak".to_owned(),
                InboxContent::Directory(_) => "Wijziging".to_owned(),
            };
            let author = world.location.first_name(person);
            push_wrapped(&mut text, "  ↩ ", &format!("{author} · {what} · {why}"));
            if let Some(changed) = day.rights_changed.get(&person) {
                push_wrapped(&mut text, "    ", changed);
            }
        }
    }
    if !text.is_empty() {
        text.insert_str(
            0,
            &format!("\n{}\nTerug bij wie het schreef\n", "━".repeat(WIDTH)),
        );
    }
    Ok(text)
}

/// 1234567 as 1,234,567.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What is in the folder that was kept, and how to serve it; also writes down the stores' keys.
pub fn kept(world: &World, folder: &Path) -> anyhow::Result<String> {
    let mut list = String::from("file,name,key\n");
    for phone in &world.phones {
        let name = match phone.holder {
            Holder::Person(person) => world.location.first_name(person).to_owned(),
            Holder::Group(group) => {
                let group = world.location.directory.group(group);
                group.map_or_else(String::new, |it| it.name.clone())
            }
        };
        let key = hex(phone.key());
        let _ = writeln!(list, "{}.samenspel,{name},{key}", phone.name);
    }
    std::fs::write(folder.join("phones.csv"), list).context("the list of phones")?;
    Ok(format!(
        "\nKept in {0}: server/ has the server's data, phones/ one encrypted store\n\
         each, phones.csv their keys. To serve it:\n\n  \
         cargo run --release -- serve --data-directory {0}/server\n",
        folder.display()
    ))
}
