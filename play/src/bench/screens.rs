//! What screens ask for, on a store with four years of notes about a hundred children: each call by
//! itself, then what `saving` measures on the same store. There is no network.

use std::path::Path;
use std::time::Instant;

use samenspel_device::screens::Viewer;
use samenspel_device::{Command, NewNote, Store, StoreError, TimelineQuery};
use samenspel_model::ids::{ChildId, GroupId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::Clock as _;
use samenspel_rules::partnership::arrived;
use samenspel_rules::schema::notes::{
    DayLog, DayLogMatter, DropOff, Handover, Medical, MedicalMatter, Mood, OpenItem, PickUp, State,
};

use super::Extent;
use super::device::fill;
use super::figures::{Bar, Report};
use super::phone::{store_key, store_path};
use super::saving;
use super::site::Site;
use sync_server::engine::Options;
use sync_server::system::{SystemClock, SystemRandom};

const CHILDREN: usize = 100;
const CALLS: usize = 20;
/// What a screen may take.
const BAR_MILLISECONDS: f64 = 10.0;

/// Measures it.
pub fn measure(report: &mut Report, folder: &Path, extent: &Extent) -> anyhow::Result<()> {
    // The engine only makes the history here; it is not measured.
    let options = Options {
        synchronous_off_for_simulation: true,
        ..Options::default()
    };
    let (site, organisation) = Site::create(folder, 1, CHILDREN, options)?;
    let (long, short) = (store_path(folder, "4-years"), store_path(folder, "1-year"));
    fill(&site, &organisation, &long, &short, extent)?;
    let store = Store::open(&long, &store_key())?;
    let group = today_begins(&site, &store)?;
    let notes: u64 = store.documents()?.iter().map(|it| it.entries).sum();
    report.add("notes_of_100_children_in_4_years", notes as f64);
    screens(report, &site, &store, group)?;
    saving::measure(report, (&site, &organisation), folder, &store, group)
}

/// A busy morning: every child arrived, with what is told at drop-off, at pick-up and in between.
fn today_begins(site: &Site, store: &Store) -> anyhow::Result<GroupId> {
    let room = &site.rooms[0];
    let directory = store.directory()?;
    let child = room.children.first();
    let placement = child.and_then(|it| directory.placements_of(*it).next());
    let Some(group) = placement.map(|it| it.group) else {
        anyhow::bail!("the child is not in the directory");
    };
    let now = SystemClock.now();
    let of_group = Series {
        org: site.org,
        kind: DocumentKind::Group,
        subject: Subject::Group(group),
    };
    for child in &room.children {
        let drop_off = DropOff {
            mood: Some(Mood::Happy),
            collects: Some("Oma Nel".into()),
            ..DropOff::new()
        };
        let told = PickUp {
            text: Some("Bouwde een toren.".into()),
            ..PickUp::new()
        };
        let day = site.series(DocumentKind::DayLog, *child);
        let watch = Handover {
            if_then: Some("Boven 38,5 bellen.".into()),
            ..Handover::new(State::Watch)
        };
        let handover = site.series(DocumentKind::Handover, *child);
        let allergy = Medical::new(MedicalMatter::Allergy, "Pinda".into());
        let notes = vec![
            arrived(of_group, *child, now, None),
            NewNote::of(day, &drop_off),
            NewNote::of(day, &DayLog::new(DayLogMatter::Sleep)),
            NewNote::of(day, &told),
            NewNote::of(handover, &watch),
            NewNote::of(handover, &OpenItem::new("Laarsje zoek".into())),
            NewNote::of(site.series(DocumentKind::ChildCore, *child), &allergy),
        ];
        let command = Command::AddNotes(notes);
        store.execute(&command, room.staff, SystemClock.read(), &mut SystemRandom)?;
    }
    Ok(group)
}

type Call<'a> = (
    &'static str,
    Box<dyn Fn(ChildId) -> Result<(), StoreError> + 'a>,
);

fn screens(report: &mut Report, site: &Site, store: &Store, group: GroupId) -> anyhow::Result<()> {
    let room = &site.rooms[0];
    let viewer = || Viewer {
        person: room.staff,
        now: SystemClock.read(),
    };
    let filtered = |child| {
        store.timeline(
            &TimelineQuery {
                subject: Subject::Child(child),
                kinds: &[],
                note_kinds: &["observation", "pick_up"],
                before: None,
                limit: 50,
            },
            SystemClock.read(),
        )
    };
    let calls: Vec<Call<'_>> = vec![
        (
            "screen_today_of_100_milliseconds",
            Box::new(|_| store.today(viewer(), group).map(drop)),
        ),
        (
            "screen_sweep_of_100_milliseconds",
            Box::new(|_| store.sweep(viewer(), group).map(drop)),
        ),
        (
            "screen_day_brief_of_100_milliseconds",
            Box::new(|_| store.day_brief(viewer(), group).map(drop)),
        ),
        (
            "screen_closing_of_100_milliseconds",
            Box::new(|_| store.closing(viewer(), group).map(drop)),
        ),
        (
            "screen_board_milliseconds",
            Box::new(|_| store.board(viewer(), group).map(drop)),
        ),
        (
            "screen_drop_off_milliseconds",
            Box::new(|child| store.drop_off(viewer(), child).map(drop)),
        ),
        (
            "screen_pick_up_milliseconds",
            Box::new(|child| store.pick_up(viewer(), child).map(drop)),
        ),
        (
            "screen_child_milliseconds",
            Box::new(|child| store.child_page(viewer(), child).map(drop)),
        ),
        (
            "screen_since_last_time_milliseconds",
            Box::new(|child| store.since_last_time(viewer(), child).map(drop)),
        ),
        (
            "screen_contact_milliseconds",
            Box::new(|child| store.contact(viewer(), child).map(drop)),
        ),
        (
            "screen_talks_milliseconds",
            Box::new(|child| store.talks(viewer(), child).map(drop)),
        ),
        (
            "screen_questions_milliseconds",
            Box::new(|child| store.asked(viewer(), child).map(drop)),
        ),
        (
            "screen_agreements_milliseconds",
            Box::new(|child| store.agreements(viewer(), child).map(drop)),
        ),
        (
            "screen_medicine_milliseconds",
            Box::new(|child| store.medicine(viewer(), child).map(drop)),
        ),
        (
            "screen_timeline_filtered_milliseconds",
            Box::new(move |child| filtered(child).map(drop)),
        ),
        (
            "screen_search_milliseconds",
            Box::new(|_| store.search("toren", SystemClock.read()).map(drop)),
        ),
        (
            "screen_inbox_milliseconds",
            Box::new(|_| store.inbox(None, SystemClock.read()).map(drop)),
        ),
    ];
    for (name, call) in calls {
        let mut taken = Vec::new();
        for number in 0..CALLS {
            let child = room.children[number % CHILDREN];
            let started = Instant::now();
            call(child)?;
            taken.push(milliseconds(started));
        }
        report.add_with_bar(name, super::median(taken), Bar::AtMost(BAR_MILLISECONDS));
    }
    Ok(())
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}
