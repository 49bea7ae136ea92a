//! The day, scene by scene: who writes what, when, and with or without a network. Knows people and
//! notes; knows nothing of figures or screens.

mod cast;
mod contact;
mod evening;
mod help;
mod home;
mod intake;
mod leaving;
mod midday;
mod morning;
mod office;
mod play;
mod shift;
mod trouble;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use samenspel_device::NewNote;
use samenspel_model::ids::{ChildId, EntryKey, GroupId, PersonId};
use samenspel_model::series::Series;
use samenspel_model::time::UnixMillis;
use samenspel_rules::schema::Note;
use samenspel_rules::schema::notes::Approval;

use self::cast::{Cast, Family, Part};
use super::location::TIME_ZONE;
use super::progress::Progress;
use super::random::Seeded;
use super::world::World;

/// Scenes, for the bar.
pub const SCENES: u64 = 17;

/// What the scenes tell one another.
pub struct Day {
    date: Date,
    random: Seeded,
    /// The child whose day is shown.
    pub shown: ChildId,
    /// The parent who reads it.
    pub reader: PersonId,
    /// The colleague who takes over.
    pub colleague: PersonId,
    /// How many notes the killed phone had committed.
    pub survived: usize,
    /// Whose rights changed while their phones were off, and how: these allowed what the server does not.
    pub rights_changed: BTreeMap<PersonId, &'static str>,
    cast: Cast,
    /// Children who went home before the others.
    gone: BTreeSet<ChildId>,
    /// Open items by group.
    open: BTreeMap<GroupId, Vec<(Series, EntryKey)>>,
    /// Hand-overs to be read back, by group.
    handed_over: BTreeMap<GroupId, Vec<(Series, EntryKey)>>,
    /// Incidents that a parent has to be told of.
    bumps: BTreeMap<ChildId, EntryKey>,
    /// Pick-up notes.
    told: BTreeMap<ChildId, EntryKey>,
    /// Questions to parents.
    asked: BTreeMap<ChildId, EntryKey>,
    /// The agreement that both parents change.
    agreement: Option<EntryKey>,
    /// The child who is to come, once it is enrolled.
    to_come: Option<intake::ToCome>,
}

impl Day {
    /// Chooses whose day is shown: a child of two parents who read Turkish, if one comes today.
    pub fn new(world: &World, date: Date) -> anyhow::Result<Self> {
        let mut random = Seeded::new(world.seed, "day");
        let (shown, reader) = shown(world, &mut random).context("no child comes today")?;
        let room = world.location.groups.iter();
        let colleague = room
            .filter(|room| room.children.contains(&shown))
            .find_map(super::location::Room::late)
            .context("nobody takes over")?;
        let cast = Cast::new(world, (shown, reader), &mut random).context("nobody plays a part")?;
        Ok(Self {
            date,
            random,
            shown,
            reader,
            colleague,
            survived: 0,
            rights_changed: BTreeMap::new(),
            cast,
            gone: BTreeSet::new(),
            open: BTreeMap::new(),
            handed_over: BTreeMap::new(),
            bumps: BTreeMap::new(),
            told: BTreeMap::new(),
            asked: BTreeMap::new(),
            agreement: None,
            to_come: None,
        })
    }

    /// Plays the whole day.
    pub async fn play(
        &mut self,
        world: &mut World,
        executable: &Path,
        progress: &Progress,
    ) -> anyhow::Result<()> {
        self.before_opening(world, progress).await?;
        self.morning(world, executable, progress).await?;
        self.afternoon(world, progress).await?;
        self.scene(
            world,
            progress,
            19 * 60 + 30,
            "Thuis: lezen, bedanken, antwoorden",
        )?;
        evening::the_evening(self, world).await?;
        self.scene(world, progress, 21 * 60, "Alles gaat over de lijn")?;
        everything_is_sent(world).await
    }

    async fn before_opening(
        &mut self,
        world: &mut World,
        progress: &Progress,
    ) -> anyhow::Result<()> {
        self.scene(
            world,
            progress,
            -5 * 60,
            "Ouders schrijven thuis over morgen",
        )?;
        home::the_evening_before(self, world).await?;
        self.scene(
            world,
            progress,
            6 * 60 + 40,
            "Brengberichten van thuis, soms zonder netwerk",
        )?;
        home::before_leaving(self, world).await
    }

    async fn morning(
        &mut self,
        world: &mut World,
        executable: &Path,
        progress: &Progress,
    ) -> anyhow::Result<()> {
        self.scene(world, progress, 7 * 60 + 5, "De locatie gaat open")?;
        morning::opening(self, world).await?;
        self.scene(
            world,
            progress,
            7 * 60 + 30,
            "Kinderen komen binnen, het wifi valt weg",
        )?;
        morning::arrivals(self, world)?;
        self.scene(
            world,
            progress,
            8 * 60 + 50,
            "Een telefoon valt uit, midden in een notitie",
        )?;
        self.survived = trouble::a_phone_is_killed(self, world, executable)?;
        self.scene(
            world,
            progress,
            9 * 60 + 10,
            "Dagboekje, voor een paar kinderen tegelijk",
        )?;
        morning::day_book(self, world)?;
        trouble::a_note_on_the_wrong_child(self, world)?;
        self.scene(
            world,
            progress,
            10 * 60 + 30,
            "Een intake: hoe doen jullie het thuis, hoe doen wij het",
        )?;
        intake::is_held(self, world).await?;
        self.scene(
            world,
            progress,
            10 * 60 + 50,
            "Mentoren en ouders: bellen, aanbieden, afspreken",
        )?;
        contact::a_quiet_quarter(self, world).await?;
        self.scene(
            world,
            progress,
            11 * 60 + 15,
            "Handboek, prikbord, en wie hulp vraagt",
        )?;
        office::pages_and_board(self, world).await?;
        help::is_asked_for(self, world).await?;
        self.scene(
            world,
            progress,
            11 * 60 + 45,
            "Het netwerk is terug, maar hapert",
        )?;
        world.link.set_good(false);
        midday::midday(self, world).await
    }

    async fn afternoon(&mut self, world: &mut World, progress: &Progress) -> anyhow::Result<()> {
        self.scene(
            world,
            progress,
            12 * 60 + 50,
            "Overdracht: wie is rustig, wie niet",
        )?;
        shift::hand_over(self, world)?;
        self.scene(
            world,
            progress,
            13 * 60 + 5,
            "De late dienst leest en neemt over",
        )?;
        shift::take_over(self, world).await?;
        self.scene(
            world,
            progress,
            14 * 60,
            "Rechten veranderen terwijl telefoons uit staan",
        )?;
        trouble::rights_change(self, world).await?;
        self.scene(
            world,
            progress,
            15 * 60,
            "De middag: gezien, gevraagd, afgerond",
        )?;
        play::the_afternoon(self, world)?;
        self.scene(
            world,
            progress,
            16 * 60 + 15,
            "Ophalen, met iets moois van vandaag",
        )?;
        leaving::pick_up(self, world).await
    }

    fn scene(
        &self,
        world: &World,
        progress: &Progress,
        minutes: i64,
        what: &str,
    ) -> anyhow::Result<()> {
        world.time.move_to(self.at(minutes)?);
        let minutes = minutes.rem_euclid(24 * 60);
        progress.scene(&format!("{:02}:{:02}", minutes / 60, minutes % 60), what);
        Ok(())
    }

    /// So many minutes after midnight, where the location is.
    fn at(&self, minutes: i64) -> anyhow::Result<UnixMillis> {
        moment(self.date, minutes)
    }

    /// The children of a group who are there.
    fn present(&self, world: &World, room: usize) -> Vec<ChildId> {
        let children = world.location.groups[room].children.iter();
        let is_here =
            |child: &&ChildId| !self.cast.ill.contains(child) && !self.gone.contains(child);
        children.filter(is_here).copied().collect()
    }

    /// One of the sentences.
    fn say(&mut self, sentences: &'static [&'static str]) -> String {
        self.random.say(sentences).to_owned()
    }

    fn family(&self, part: Part) -> Family {
        self.cast.family(part)
    }
}

/// A note in Dutch.
fn dutch<N: Note>(series: Series, note: &N) -> NewNote {
    NewNote::of(series, note).in_language("nl")
}

/// A person approves a co-written text as it is on their own phone; not with edits that are still
/// on the way.
fn approve(world: &mut World, person: PersonId, key: EntryKey) -> anyhow::Result<()> {
    let found = world.screen(person, |store, viewer| {
        let now = viewer.now;
        Ok((store.note(&key, now)?, store.agreement(&key, now)?))
    })?;
    if let Some((Some(note), Some(text))) = found
        && !text.has_unsent_edits
    {
        let approval = Approval::new(key, text.text_hash, text.edits_hash);
        world.write_one(person, NewNote::of(note.entry.series, &approval))?;
    }
    Ok(())
}

/// Minutes after (or before) a date's midnight, where the location is.
pub fn moment(date: Date, minutes: i64) -> anyhow::Result<UnixMillis> {
    let zone = TimeZone::get(TIME_ZONE).context("the location's time zone")?;
    let midnight = date.to_zoned(zone)?.timestamp().as_millisecond();
    Ok(UnixMillis(midnight).plus_ms(minutes * UnixMillis::MINUTE_MS))
}

fn shown(world: &World, random: &mut Seeded) -> Option<(ChildId, PersonId)> {
    let location = &world.location;
    let readers_of = |child: ChildId| {
        let parents = location.parents_with_authority(child);
        let with_phone = |parent: &PersonId| world.index_of(*parent).is_some();
        (parents.len() == 2 && parents.iter().all(with_phone)).then_some(parents)
    };
    let mut children: Vec<_> = location
        .children()
        .filter_map(|child| Some((child, *readers_of(child)?.first()?)))
        .collect();
    random.shuffle(&mut children);
    let turkish = |(_, parent): &&(ChildId, PersonId)| location.language(*parent) == "tr";
    let latin = |(child, _): &&(ChildId, PersonId)| {
        location
            .child(*child)
            .is_ok_and(|it| it.first_name.is_ascii())
    };
    let found = children.iter().filter(turkish).find(latin);
    found
        .or_else(|| children.iter().find(turkish))
        .or_else(|| children.first())
        .copied()
}

/// The link is bad for a few more rounds, then good; everybody has a network and syncs until there
/// is nothing left to do.
async fn everything_is_sent(world: &mut World) -> anyhow::Result<()> {
    for phone in &mut world.phones {
        phone.online = true;
    }
    for _ in 0..3 {
        world.sync().await?;
        world.time.advance_ms(2 * UnixMillis::MINUTE_MS);
    }
    world.link.set_good(true);
    // What one sends another must fetch; and a connection made while the link was bad may still break.
    let mut quiet = 0;
    for _ in 0..20 {
        quiet = if world.sync().await? == 0 {
            quiet + 1
        } else {
            0
        };
        world.time.advance_ms(UnixMillis::MINUTE_MS);
        if quiet == 2 {
            break;
        }
    }
    Ok(())
}
