//! What every screen reads from: rows of the read model by (about, kind, time), corrected and typed,
//! beside the directory and the moment. Every query is a seek in an index. Knows no screen.

use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::{Connection, Row, ToSql, params};

use super::super::floor::Eyes;
use super::super::notes::about;
use super::super::{Profile, Store, StoreError, contacts};
use super::Viewer;
use samenspel_model::calendar::{bounds_of_day, day_of, plus_days};
use samenspel_model::entry::{Entry, Fields, Value};
use samenspel_model::ids::{ChildId, EntryKey, GroupId, PersonId};
use samenspel_model::series::{Series, Subject};
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_names::sort_key;
use samenspel_rules::directory::Directory;
use samenspel_rules::partnership::{OfDays, Told, corrected, days_of};
use samenspel_rules::policy::roles::{children_at, group_of, groups_of};
use samenspel_rules::schema::notes::Presence;
use samenspel_rules::schema::{Days, Note};

/// Notes of one kind in one answer; nobody reads more at once.
pub(super) const NOTES_MAX: usize = 200;

/// So many are read of some days; most are one action of one person.
const NOTES_OF_DAYS_MAX: usize = 1_000;

/// How far back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    from: UnixMillis,
    until: UnixMillis,
}

impl Span {
    pub(super) const ALWAYS: Self = Self {
        from: UnixMillis(i64::MIN),
        until: UnixMillis(i64::MAX),
    };

    pub(super) fn since(from: UnixMillis) -> Self {
        Self {
            from,
            ..Self::ALWAYS
        }
    }
}

/// One reading of the store for one screen.
pub(in super::super) struct Scene<'a> {
    pub(in super::super) connection: &'a Connection,
    pub(in super::super) dir: &'a Directory,
    pub(in super::super) profile: &'a Profile,
    pub(in super::super) person: PersonId,
    pub(in super::super) now: UnixMillis,
    pub(super) eyes: &'a Eyes,
}

impl Store {
    /// Reads everything that a screen shows in one consistent look.
    pub(in super::super) fn scene<T>(
        &self,
        viewer: Viewer,
        show: impl FnOnce(&Scene<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let eyes = self.eyes(viewer.now, Some(viewer.person))?;
        let dir = self.as_shown(self.directory()?, viewer.person, viewer.now)?;
        self.scene_through(viewer, &dir, &eyes, show)
    }

    /// The same through the eyes of somebody else, as this directory has them: what a day brief may
    /// tell. Whoever asks was checked before.
    pub(in super::super) fn scene_as<T>(
        &self,
        dir: Arc<Directory>,
        person: PersonId,
        now: ClockReading,
        show: impl FnOnce(&Scene<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let eyes = Eyes::of(dir.clone(), person, self.corrected(now)?.0);
        self.scene_through(Viewer { person, now }, &dir, &eyes, show)
    }

    fn scene_through<T>(
        &self,
        viewer: Viewer,
        dir: &Directory,
        eyes: &Eyes,
        show: impl FnOnce(&Scene<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let profile = self.profile()?;
        self.read(|connection| {
            // Each statement would else see its own moment of the database.
            let look = connection.unchecked_transaction()?;
            let shown = show(&Scene {
                connection: &look,
                dir,
                profile: &profile,
                person: viewer.person,
                now: contacts::corrected(&look, viewer.now)?.0,
                eyes,
            })?;
            look.finish()?;
            Ok(shown)
        })
    }
}

impl Scene<'_> {
    /// Today, from midnight to midnight.
    pub(super) fn today(&self) -> Span {
        let (from, until) = bounds_of_day(self.now);
        Span { from, until }
    }

    /// The last `days` days, since this time of day.
    pub(super) fn days(&self, days: i64) -> Span {
        Span::since(plus_days(self.now, -days))
    }

    /// The groups that are one with `group` at the moment, itself first.
    pub(super) fn merged(&self, group: GroupId) -> Vec<GroupId> {
        let one = std::collections::BTreeSet::from([group]);
        let mut groups = vec![group];
        let merged = samenspel_rules::policy::with_merged(self.dir, &one, self.now);
        groups.extend(merged.into_iter().filter(|it| *it != group));
        groups
    }

    /// The children of some groups, in the fixed order of cards: by first name, then last.
    pub(super) fn children(&self, groups: &[GroupId]) -> Vec<ChildId> {
        self.children_and(groups, [])
    }

    /// The same with some others among them.
    pub(super) fn children_and(
        &self,
        groups: &[GroupId],
        others: impl IntoIterator<Item = ChildId>,
    ) -> Vec<ChildId> {
        let mut children: Vec<ChildId> = groups
            .iter()
            .flat_map(|group| children_at(self.dir, *group, self.now))
            .chain(others)
            .collect();
        children.sort_by_cached_key(|child| {
            let record = self.dir.child(*child);
            (
                record.map(|it| sort_key(&it.first_name, &it.last_name)),
                *child,
            )
        });
        children.dedup();
        children
    }

    /// The group that a child is on today.
    pub(super) fn group(&self, child: ChildId) -> Option<GroupId> {
        group_of(self.dir, child, self.now)
    }

    /// Every group of a child, each once.
    pub(super) fn groups(&self, child: ChildId) -> BTreeSet<GroupId> {
        groups_of(self.dir, child, self.now).collect()
    }

    /// A child's parents at the moment.
    pub(in super::super) fn parents(&self, child: ChildId) -> Vec<PersonId> {
        let parents = self.dir.parents_of(child);
        let now = parents.filter(|it| it.during.contains(self.now));
        now.map(|it| it.person).collect()
    }

    /// Notes of one kind about a subject, oldest first; the latest `limit` of them. What is between one
    /// parent and the group is about the child.
    pub(super) fn notes<N: Note>(
        &self,
        subject: Subject,
        span: Span,
        limit: usize,
    ) -> Result<Vec<Told<N>>, StoreError> {
        self.notes_that(subject, span, limit, |_| Ok(true))
    }

    /// Everything of a kind that was ever told about a subject, oldest first: for what is put together from
    /// all of it, or picked out of it. What a document may hold bounds it.
    pub(super) fn all<N: Note>(&self, subject: Subject) -> Result<Vec<Told<N>>, StoreError> {
        self.notes(subject, Span::ALWAYS, usize::MAX)
    }

    /// The same, of those notes that `keep` takes: what it leaves out never stands before them.
    pub(super) fn notes_that<N: Note>(
        &self,
        subject: Subject,
        span: Span,
        limit: usize,
        keep: impl FnMut(&Told<N>) -> Result<bool, StoreError>,
    ) -> Result<Vec<Told<N>>, StoreError> {
        let mut notes = self.first_that(
            "SELECT key, series, body, sort_at, position IS NOT NULL FROM notes
             WHERE about = ?1 AND note_kind = ?2 AND retracted = 0 AND sort_at >= ?3 AND sort_at < ?4
             ORDER BY sort_at DESC, sort_depth DESC, key DESC",
            params![
                about(subject, &self.profile.org.0),
                N::KIND.name,
                span.from.0,
                span.until.0
            ],
            limit,
            keep,
        )?;
        notes.reverse();
        Ok(notes)
    }

    /// Notes of a kind that are for any of some days, whenever they were told, oldest first; the latest
    /// that fit a screen. What a correction says of its days counts.
    pub(super) fn notes_of_days<N: OfDays>(
        &self,
        subject: Subject,
        days: Days,
    ) -> Result<Vec<Told<N>>, StoreError> {
        let start = |day| samenspel_model::calendar::start_of(day).unwrap_or(self.now);
        let after_last = days.last.tomorrow().map_or(UnixMillis(i64::MAX), start);
        let overlaps = |its: Days| its.first <= days.last && days.first <= its.last;
        let mut notes: Vec<Told<N>> = self.first_that(
            "SELECT key, series, body, sort_at, position IS NOT NULL FROM notes
             WHERE about = ?1 AND note_kind = ?2 AND retracted = 0
               AND (first_day IS NULL AND sort_at >= ?3 AND sort_at < ?4
                 OR first_day <= ?6 AND last_day >= ?5
                 OR id IN (SELECT told.id FROM notes correction
                   JOIN links ON links.note = correction.id AND links.kind = 'correction'
                   JOIN notes told ON told.key = links.target AND told.series = correction.series
                   WHERE correction.about = ?1 AND correction.note_kind = 'correction'
                     AND correction.retracted = 0
                     AND correction.first_day <= ?6 AND correction.last_day >= ?5))
             ORDER BY sort_at DESC, sort_depth DESC, key DESC",
            params![
                about(subject, &self.profile.org.0),
                N::KIND.name,
                start(days.first).0,
                after_last.0,
                days.first.to_string(),
                days.last.to_string()
            ],
            NOTES_OF_DAYS_MAX,
            |it| Ok(days_of(it).is_some_and(overlaps)),
        )?;
        notes.reverse();
        Ok(notes)
    }

    /// Notes of a kind that are for today.
    pub(super) fn notes_of_today<N: OfDays>(
        &self,
        subject: Subject,
    ) -> Result<Vec<Told<N>>, StoreError> {
        match day_of(self.now) {
            Some(today) => self.notes_of_days(subject, Days::one(today)),
            None => Ok(Vec::new()),
        }
    }

    /// The last times that a child arrived or left before today.
    pub(super) fn presences_before_today(
        &self,
        child: ChildId,
    ) -> Result<Vec<Told<Presence>>, StoreError> {
        const LAST: usize = 4;
        let (today_from, _) = bounds_of_day(self.now);
        self.first_that(
            "SELECT key, series, body, sort_at, position IS NOT NULL FROM notes
             WHERE child = ?1 AND retracted = 0 AND sort_at < ?2
             ORDER BY sort_at DESC",
            params![child.0, today_from.0],
            LAST,
            |it: &Told<Presence>| Ok(it.note.child == child),
        )
    }

    /// Notes of one kind in one series: between one parent and the group, not the other.
    pub(super) fn notes_in<N: Note>(
        &self,
        series: &Series,
        span: Span,
        limit: usize,
    ) -> Result<Vec<Told<N>>, StoreError> {
        self.notes_that(series.subject, span, limit, |it: &Told<N>| {
            Ok(it.series == *series)
        })
    }

    /// The latest note of a kind about a subject.
    pub(super) fn latest<N: Note>(
        &self,
        subject: Subject,
        span: Span,
    ) -> Result<Option<Told<N>>, StoreError> {
        Ok(self.notes(subject, span, 1)?.pop())
    }

    /// The latest note of a kind about a subject that `keep` takes.
    pub(super) fn latest_that<N: Note>(
        &self,
        subject: Subject,
        keep: impl FnMut(&Told<N>) -> Result<bool, StoreError>,
    ) -> Result<Option<Told<N>>, StoreError> {
        Ok(self.notes_that(subject, Span::ALWAYS, 1, keep)?.pop())
    }

    /// Items and hand-overs of a kind about a subject that nobody closed, oldest first.
    pub(super) fn open<N: Note>(&self, subject: Subject) -> Result<Vec<Told<N>>, StoreError> {
        self.first_that(
            "SELECT key, series, body, sort_at, position IS NOT NULL FROM notes
             WHERE open_item = 1 AND about = ?1 AND note_kind = ?2
             ORDER BY sort_at, sort_depth, key",
            params![about(subject, &self.profile.org.0), N::KIND.name],
            NOTES_MAX,
            |_| Ok(true),
        )
    }

    /// How many items about a subject nobody closed.
    pub(super) fn open_count(&self, subject: Subject) -> Result<u32, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT count(*) FROM notes WHERE open_item = 1 AND about = ?1")?;
        Ok(statement.query_row([about(subject, &self.profile.org.0)], |row| row.get(0))?)
    }

    /// The notes of a kind that name another, in any of their fields of keys, oldest first.
    pub(in super::super) fn naming<N: Note>(
        &self,
        key: &EntryKey,
    ) -> Result<Vec<Told<N>>, StoreError> {
        self.query(
            "SELECT n.key, n.series, n.body, n.sort_at, n.position IS NOT NULL
             FROM links l JOIN notes n ON n.id = l.note
             WHERE l.target = ?1 AND l.kind = ?2 AND n.retracted = 0
             ORDER BY n.sort_at, n.sort_depth, n.key",
            params![key, N::KIND.name],
        )
    }

    /// Whether anybody wrote a note of a kind that names another.
    pub(super) fn is_named_by(&self, key: &EntryKey, kind: &str) -> Result<bool, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM links l JOIN notes n ON n.id = l.note
             WHERE l.target = ?1 AND l.kind = ?2 AND n.retracted = 0)",
        )?;
        Ok(statement.query_row(params![key, kind], |row| row.get(0))?)
    }

    /// Who wrote the notes of a kind that name another, oldest first, each once.
    pub(in super::super) fn named_by(
        &self,
        key: &EntryKey,
        kind: &str,
    ) -> Result<Vec<PersonId>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT n.author FROM links l JOIN notes n ON n.id = l.note
             WHERE l.target = ?1 AND l.kind = ?2 AND n.retracted = 0
             ORDER BY n.sort_at, n.sort_depth, n.key",
        )?;
        let mut rows = statement.query(params![key, kind])?;
        let mut people: Vec<PersonId> = Vec::new();
        while let Some(row) = rows.next()? {
            let person = row.get(0)?;
            if !people.contains(&person) {
                people.push(person);
            }
        }
        Ok(people)
    }

    /// Who wrote notes of a kind that name another as it reads now: what was said to it before its author
    /// last set it right does not count.
    pub(super) fn answered_as_it_is_by(
        &self,
        key: &EntryKey,
        kind: &str,
    ) -> Result<Vec<PersonId>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT n.author FROM links l JOIN notes n ON n.id = l.note
             WHERE l.target = ?1 AND l.kind = ?2 AND n.retracted = 0 AND NOT EXISTS (
               SELECT 1 FROM links k JOIN notes c ON c.id = k.note
               WHERE k.target = ?1 AND k.kind = 'correction' AND c.retracted = 0
                 AND c.sort_at > n.sort_at)",
        )?;
        let mut rows = statement.query(params![key, kind])?;
        let mut people = Vec::new();
        while let Some(row) = rows.next()? {
            people.push(row.get(0)?);
        }
        Ok(people)
    }

    /// Whether anybody did.
    pub(super) fn is_answered_as_it_is(
        &self,
        key: &EntryKey,
        kind: &str,
    ) -> Result<bool, StoreError> {
        Ok(!self.answered_as_it_is_by(key, kind)?.is_empty())
    }

    /// One note of a kind.
    pub(super) fn note<N: Note>(&self, key: &EntryKey) -> Result<Option<Told<N>>, StoreError> {
        let mut found = self.query(
            "SELECT key, series, body, sort_at, position IS NOT NULL FROM notes
             WHERE key = ?1 AND note_kind = ?2 AND retracted = 0 LIMIT 1",
            params![key, N::KIND.name],
        )?;
        Ok(found.pop())
    }

    pub(super) fn query<N: Note>(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
    ) -> Result<Vec<Told<N>>, StoreError> {
        self.first_that(sql, params, usize::MAX, |_| Ok(true))
    }

    /// The first `limit` rows that whoever looks may see and that `keep` takes. Counted here and not in
    /// SQL: a limit there would count what is left out afterwards.
    pub(super) fn first_that<N: Note>(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        limit: usize,
        mut keep: impl FnMut(&Told<N>) -> Result<bool, StoreError>,
    ) -> Result<Vec<Told<N>>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut notes = Vec::new();
        while notes.len() < limit
            && let Some(row) = rows.next()?
        {
            if let Some(told) = self.told(row)?
                && keep(&told)?
            {
                notes.push(told);
            }
        }
        Ok(notes)
    }

    /// A row as a note of its type; `None` if this version cannot read it as one.
    fn told<N: Note>(&self, row: &Row<'_>) -> Result<Option<Told<N>>, StoreError> {
        let body = row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?;
        let entry = Entry::from_cbor(body).map_err(|_| StoreError::unreadable("an entry"))?;
        let corrections = self.corrections(&entry.key, &entry.series)?;
        let corrected_fields: Fields;
        let fields = if corrections.is_empty() {
            &entry.fields
        } else {
            corrected_fields = corrected(&entry, &corrections);
            &corrected_fields
        };
        let bytes = |name: &str| match fields.get(name) {
            Some(Value::Bytes(bytes)) => Some(bytes.as_slice()),
            _ => None,
        };
        let key = |name: &str| bytes(name).and_then(|it| EntryKey::from_slice(it).ok());
        let original_author = bytes("original_author");
        let at = UnixMillis(row.get(3)?);
        if !self.eyes.see(&entry.series, at) {
            return Ok(None);
        }
        let is_sent = row.get(4)?;
        Ok(N::from_fields(fields).map(|note| Told {
            key: entry.key,
            series: entry.series,
            at,
            is_sent,
            is_corrected: !corrections.is_empty(),
            language: entry.text("language").map(str::to_owned),
            replies_to: key("replies_to"),
            copied_from: key("copied_from"),
            original_author: original_author.and_then(|it| PersonId::from_slice(it).ok()),
            note,
        }))
    }

    /// The corrections of a note that were not taken back, oldest first.
    pub(super) fn corrections(
        &self,
        key: &EntryKey,
        series: &Series,
    ) -> Result<Vec<Entry>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT n.body FROM links l JOIN notes n ON n.id = l.note
             WHERE l.target = ?1 AND l.series = ?2 AND l.kind = 'correction' AND n.retracted = 0
             ORDER BY n.sort_at, n.sort_depth, n.key",
        )?;
        let mut rows = statement.query(params![key, series])?;
        let mut corrections = Vec::new();
        while let Some(row) = rows.next()? {
            let body = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
            corrections
                .push(Entry::from_cbor(body).map_err(|_| StoreError::unreadable("an entry"))?);
        }
        Ok(corrections)
    }
}
