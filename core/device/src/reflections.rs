//! A member of staff's private reflections. They are rows of this device and nothing else: no document,
//! no server, no colleague. Knows no wire.

use rusqlite::params;

use super::{CommandError, Store, StoreError, Topic, floor};
use samenspel_model::entry::{Value, clean_text};
use samenspel_model::ids::{IntentId, PersonId, Random};
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_names::shows_something;
use samenspel_phrasebook::GuideCard;

/// Something somebody wrote for nobody else.
#[derive(Clone, PartialEq, Eq)]
pub struct Reflection {
    /// Its id.
    pub id: IntentId,
    /// When, by the device's own clock.
    pub written_at: UnixMillis,
    /// The guide card that it was written beside, if any.
    pub card: Option<String>,
    /// The words.
    pub text: String,
}

samenspel_model::hides_content!(Reflection);

impl Reflection {
    /// The guide card that it was written beside, if this version knows it.
    pub fn guide_card(&self) -> Option<GuideCard> {
        GuideCard::named(self.card.as_deref()?)
    }
}

impl Store {
    /// Keeps a reflection on this device.
    pub fn reflect(
        &self,
        author: PersonId,
        card: Option<&str>,
        text: &str,
        reading: ClockReading,
        random: &mut dyn Random,
    ) -> Result<IntentId, CommandError> {
        let text = clean_text(text);
        Value::Text(text.clone()).check()?;
        if !shows_something(&text) {
            return Err(CommandError::Empty);
        }
        self.ask_author(author, reading)?;
        let id = IntentId::new(reading.wall, random);
        self.write(|transaction, topics| {
            floor::touch_standing(transaction, reading)?;
            topics.add(Topic::Drafts);
            transaction
                .prepare_cached(
                    "INSERT INTO reflections (id, author, written_at, card, text)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![id, author, reading.wall.0, card, text])?;
            Ok::<_, CommandError>(())
        })?;
        Ok(id)
    }

    /// A person's own reflections, the latest first.
    pub fn reflections(
        &self,
        author: PersonId,
        reading: ClockReading,
    ) -> Result<Vec<Reflection>, StoreError> {
        self.ask_who(Some(author), reading)?;
        if !self.shows_own_words(author)? {
            return Ok(Vec::new());
        }
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, written_at, card, text FROM reflections
                 WHERE author = ?1 ORDER BY written_at DESC, id DESC",
            )?;
            let rows = statement.query_map([author], |row| {
                Ok(Reflection {
                    id: row.get(0)?,
                    written_at: UnixMillis(row.get(1)?),
                    card: row.get(2)?,
                    text: row.get(3)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// A person's own reflections beside one guide card, the latest first.
    pub fn reflections_beside(
        &self,
        author: PersonId,
        card: GuideCard,
        reading: ClockReading,
    ) -> Result<Vec<Reflection>, StoreError> {
        let mut own = self.reflections(author, reading)?;
        own.retain(|it| it.guide_card() == Some(card));
        Ok(own)
    }

    /// Takes a reflection off this device; there is no other copy.
    pub fn forget_reflection(
        &self,
        id: IntentId,
        author: PersonId,
        reading: ClockReading,
    ) -> Result<bool, StoreError> {
        self.ask_who(Some(author), reading)?;
        self.write(|transaction, topics| {
            topics.add(Topic::Drafts);
            let since = floor::own_words_since(transaction, author)?;
            let gone = transaction
                .prepare_cached(
                    "DELETE FROM reflections WHERE id = ?1 AND author = ?2 AND written_at >= ?3",
                )?
                .execute(params![id, author, since.0])?;
            Ok(gone > 0)
        })
    }
}
