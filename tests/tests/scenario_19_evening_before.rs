//! Scenario 19, on groups' tablets with real stores and the real server, on three days: an ordinary one,
//! and the mornings after the clock went back and forward.
//!
//! "At 21:30 a father fills in tomorrow's form for two children ('oma haalt op', no fruit, paracetamol at
//! 20:00), offline; his phone gets a network at 06:50. At 08:00 it is in the form of both groups, on both
//! cards and in the brief; at pick-up grandmother, spelled without her accent in the list of collectors, may
//! collect, and a person whose name resembles a barred one may not without a call. On the night the clock
//! changes nothing moves by an hour."

use jiff::civil::{Date, date};
use samenspel_device::screens::DropOffMark;
use samenspel_device::{Command, NewNote, Status};
use samenspel_model::calendar::{at_minute, day_of, minute_of_day};
use samenspel_model::ids::ChildId;
use samenspel_model::series::{DocumentKind, Granularity, Period};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Authority, LocationSettings, Parenthood, Record, Span};
use samenspel_rules::partnership::{
    Adult, Standing, Telling, Verdict, next_opening, tell_the_group, today_is_different,
};
use samenspel_rules::schema::IsoDate;
use samenspel_rules::schema::notes::{
    Collector, DayChange, DayDifference, DayReason, DropOff, Mood,
};
use samenspel_testkit::clock::TrueTime;
use samenspel_tests::location::Size;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::of_child;
use samenspel_tests::support::post::Post;
use sync_server::engine::BarredFrom;

const SIZE: Size = Size {
    groups: 2,
    children_per_group: 2,
    staff_per_group: 1,
};

struct Family {
    server: DrivenServer,
    father: Post,
    /// The tablets of both groups.
    tablets: [Post; 2],
    /// A child in each group.
    children: [ChildId; 2],
    /// The day that is told of.
    tomorrow: Date,
}

impl Family {
    /// The evening before `tomorrow`, every day an opening day, both children the father's.
    fn begin(tomorrow: Date) -> Self {
        let evening = at_minute(tomorrow.yesterday().unwrap(), 20 * 60).unwrap();
        let server = DrivenServer::start(SIZE, TrueTime::starting_at(evening)).unwrap();
        let location = &server.site.location;
        let children = [location.children[0][0], location.children[1][0]];
        let person = location.parents[0][0];
        let also_his = Record::Parenthood(Parenthood {
            child: children[1],
            person,
            authority: Authority::Full,
            carer: false,
            earlier_names: Vec::new(),
            collection_barred: false,
            during: Span::since(evening.plus_ms(-UnixMillis::DAY_MS)),
        });
        let always_open = Record::LocationSettings(LocationSettings {
            open_weekdays: 127,
            ..LocationSettings::of(location.location)
        });
        let mut records = vec![also_his, always_open];
        for record in &location.records {
            if let Record::Placement(placement) = record {
                let mut placement = placement.clone();
                placement.weekdays = 127;
                records.push(Record::Placement(placement));
            }
        }
        server.organisation.change_directory(&records, &[]).unwrap();
        let tablet = |name, group: usize| {
            let (place, person) = (location.groups[group], location.staff[group][0]);
            Post::tablet(&server, name, place, person).unwrap()
        };
        let tablets = [tablet("first", 0), tablet("second", 1)];
        let father = Post::own(&server, "father", person).unwrap();
        let family = Self {
            father,
            tablets,
            children,
            tomorrow,
            server,
        };
        family.sync();
        family
    }

    fn sync(&self) {
        let all = [&self.father, &self.tablets[0], &self.tablets[1]];
        for post in all.iter().chain(&all) {
            post.device.phone.sync_all().unwrap();
        }
    }

    /// Father says once that grandmother may collect.
    fn names_oma(&self) {
        for child in self.children {
            let oma = Collector::new("Oma Ines".into());
            let note = NewNote::of(self.series(DocumentKind::ChildCore, child), &oma);
            self.father.write(&Command::AddNote(note)).unwrap();
        }
        self.sync();
    }

    /// Lets the clocks on the wall stand at this time.
    fn at(&self, day: Date, hour: u16, minute: u16) -> UnixMillis {
        let then = at_minute(day, hour * 60 + minute).unwrap();
        let time = &self.server.time;
        time.advance_ms(then.since(time.now()));
        then
    }

    fn series(&self, kind: DocumentKind, child: ChildId) -> samenspel_model::series::Series {
        of_child(self.server.site.location.org, kind, child)
    }

    /// The form of both children for tomorrow.
    fn forms(&self) -> Vec<NewNote> {
        let day_before = self.tomorrow.yesterday().unwrap();
        let as_always = DropOff {
            mood: Some(Mood::AsUsual),
            collects_at: at_minute(day_before, 17 * 60 + 15),
            ..DropOff::new()
        };
        let differs = DropOff {
            for_date: Some(IsoDate(self.tomorrow.to_string())),
            collects: Some("Oma Inès".into()),
            to_know: Some("Geen fruit. Paracetamol om 20:00.".into()),
            medicine: Some(true),
            ..DropOff::new()
        };
        let telling = |child: &ChildId| Telling {
            child: *child,
            as_always: as_always.clone(),
            differs: DropOff::new(),
        };
        let tellings: Vec<_> = self.children.iter().map(telling).collect();
        tell_the_group(self.server.site.location.org, &differs, &tellings)
    }
}

fn is_oma(adult: &samenspel_rules::partnership::MayCollect) -> bool {
    adult.expected_today && matches!(&adult.who, Adult::Named { name, .. } if name == "Oma Ines")
}

#[test]
fn a_form_of_the_evening_before_is_there_in_the_morning() {
    the_evening_before(date(2026, 11, 3));
}

#[test]
fn a_form_of_the_last_evening_of_a_month_is_in_the_next_months_document() {
    the_evening_before(date(2026, 12, 1));
}

#[test]
fn nothing_moves_by_an_hour_on_the_night_the_clock_goes_back() {
    the_evening_before(date(2026, 10, 25));
}

#[test]
fn nothing_moves_by_an_hour_on_the_night_the_clock_goes_forward() {
    the_evening_before(date(2027, 3, 28));
}

fn the_evening_before(tomorrow: Date) {
    let family = Family::begin(tomorrow);
    let today = tomorrow.yesterday().unwrap();
    family.names_oma();

    // At 21:30, offline; the network comes at 06:50.
    family.at(today, 21, 30);
    family.father.device.link.cut();
    let mut keys = Vec::new();
    for form in family.forms() {
        keys.push(family.father.write(&Command::AddNote(form)).unwrap());
    }
    let network = family.at(tomorrow, 6, 50);
    assert_eq!(minute_of_day(network), 6 * 60 + 50);
    family.father.device.link.restore();
    family.sync();
    for (key, child) in keys.iter().zip(family.children) {
        let status = family.father.device.phone.status(key).unwrap();
        assert!(!matches!(status, Status::Refused { .. }), "{status:?}");
        // Filed under the month of the day that it is for.
        let series = family.series(DocumentKind::DayLog, child);
        let month = Period::at(Granularity::Month, at_minute(tomorrow, 12 * 60).unwrap());
        let documents = family.tablets[0].store().documents().unwrap();
        let of_child = documents.iter().filter(|it| it.series == series);
        let months: Vec<_> = of_child.map(|it| it.placement.period).collect();
        assert!(
            child == family.children[1] || months.contains(&month),
            "{months:?}"
        );
    }

    // At 08:00 it is in both groups' forms, on both cards and in the brief.
    family.at(tomorrow, 8, 0);
    family.sync();
    for (index, tablet) in family.tablets.iter().enumerate() {
        let (child, group) = (
            family.children[index],
            family.server.site.location.groups[index],
        );
        let view = tablet
            .store()
            .drop_off(tablet.viewer().unwrap(), child)
            .unwrap();
        assert_eq!(
            view.form.to_know[0].what,
            "Geen fruit. Paracetamol om 20:00."
        );
        assert!(view.form.medicine[0].what);
        assert_eq!(view.to_confirm.len(), 1);
        // As always, at a quarter past five: of tomorrow, whatever the clock did.
        let collects_at = view.form.collects_at[0].what;
        assert_eq!(day_of(collects_at), Some(tomorrow));
        assert_eq!(minute_of_day(collects_at), 17 * 60 + 15);
        let today = tablet
            .store()
            .today(tablet.viewer().unwrap(), group)
            .unwrap();
        let card = today.children.iter().find(|it| it.child == child).unwrap();
        assert_eq!(card.collects, ["Oma Inès"]);
        assert_eq!(card.standing, Standing::Expected);
        assert_eq!(card.drop_off, DropOffMark::FromHome);
        let brief = tablet
            .store()
            .day_brief(tablet.viewer().unwrap(), group)
            .unwrap();
        let row = brief.children.iter().find(|it| it.child == child).unwrap();
        assert!(row.may_collect.iter().any(is_oma));
        let told = &row.drop_offs[0].note;
        let words = told.to_know.as_deref();
        assert_eq!(words, Some("Geen fruit. Paracetamol om 20:00."));
        assert_eq!((told.medicine, row.drop_offs.len()), (Some(true), 1));
    }

    // At pick-up grandmother may collect.
    family.at(tomorrow, 17, 15);
    for (tablet, child) in family.tablets.iter().zip(family.children) {
        let view = tablet
            .store()
            .pick_up(tablet.viewer().unwrap(), child)
            .unwrap();
        let oma = view.may_collect.iter().find(|it| is_oma(it)).unwrap();
        assert_eq!(oma.verdict, Verdict::Yes);
        assert!(
            oma == &view.may_collect[0],
            "whoever is expected stands first"
        );
    }
    // The evening after, it is over.
    let after = tomorrow.tomorrow().unwrap();
    family.at(after, 8, 0);
    family.sync();
    let tablet = &family.tablets[0];
    let view = tablet
        .store()
        .drop_off(tablet.viewer().unwrap(), family.children[0])
        .unwrap();
    assert!(view.form.collects.is_empty() && view.from_home.is_empty());
}

fn verdict_at(tablet: &Post, child: ChildId) -> Verdict {
    let viewer = tablet.viewer().unwrap();
    let view = tablet.store().pick_up(viewer, child).unwrap();
    view.may_collect
        .iter()
        .find(|it| is_oma(it))
        .unwrap()
        .verdict
}

#[test]
fn who_resembles_a_barred_parent_is_asked_about_until_the_manager_says_who_it_is() {
    let tomorrow = date(2026, 11, 3);
    let family = Family::begin(tomorrow);
    let location = &family.server.site.location;
    let organisation = &family.server.organisation;
    let child = family.children[0];
    let [father, mother] = location.parents[0];
    assert_eq!(family.father.person, father);
    let mut barred = organisation
        .directory()
        .parenthood(child, mother)
        .unwrap()
        .clone();
    let mut named = organisation.directory().person(mother).unwrap().clone();
    named.first_name = "Ines".into();
    barred.collection_barred = true;
    let records = [Record::Parenthood(barred.clone()), Record::Person(named)];
    organisation.change_directory(&records, &[]).unwrap();
    family.names_oma();
    for form in family.forms() {
        family.father.write(&Command::AddNote(form)).unwrap();
    }
    family.sync();
    family.at(tomorrow, 17, 0);
    family.sync();
    let tablet = &family.tablets[0];
    assert_eq!(verdict_at(tablet, child), Verdict::Ask);
    // The other child is not hers: nobody resembles anybody.
    assert_eq!(
        verdict_at(&family.tablets[1], family.children[1]),
        Verdict::Yes
    );

    // The manager looks into it, once; written without its accent it is the same name.
    let of = BarredFrom {
        child,
        than: mother,
        manager: location.manager,
    };
    organisation.say_somebody_else(of, "oma Ines").unwrap();
    family.sync();
    assert_eq!(verdict_at(tablet, child), Verdict::Yes);

    // A new decision is asked about again.
    for collection_barred in [false, true] {
        barred.collection_barred = collection_barred;
        let record = Record::Parenthood(barred.clone());
        organisation.change_directory(&[record], &[]).unwrap();
    }
    family.sync();
    assert_eq!(verdict_at(tablet, child), Verdict::Ask);
}

#[test]
fn the_next_opening_is_at_eight_whatever_the_clock_did() {
    let settings = LocationSettings {
        open_weekdays: 127,
        ..LocationSettings::of(samenspel_model::ids::LocationId([1; 16]))
    };
    for day in [date(2026, 10, 25), date(2027, 3, 28), date(2026, 11, 3)] {
        let evening = at_minute(day.yesterday().unwrap(), 19 * 60).unwrap();
        let opens = next_opening(&settings, evening).unwrap();
        assert_eq!((day_of(opens), minute_of_day(opens)), (Some(day), 8 * 60));
    }
}

#[test]
fn a_holiday_over_the_end_of_a_month_is_known_on_each_of_its_days() {
    let family = Family::begin(date(2026, 11, 27));
    let child = family.children[0];
    let holiday = DayChange {
        for_date: Some(IsoDate("2026-11-27".into())),
        until_date: Some(IsoDate("2026-12-09".into())),
        reason: Some(DayReason::DayOff),
        ..DayChange::new(DayDifference::NotComing)
    };
    let notes = today_is_different(family.server.site.location.org, &[child], &holiday);
    assert_eq!(notes.len(), 2);
    for note in notes {
        family.father.write(&Command::AddNote(note)).unwrap();
    }
    family.sync();
    for (day, away) in [
        (date(2026, 11, 27), true),
        (date(2026, 11, 30), true),
        (date(2026, 12, 1), true),
        (date(2026, 12, 9), true),
        (date(2026, 12, 10), false),
    ] {
        family.at(day, 8, 0);
        family.sync();
        let tablet = &family.tablets[0];
        let group = family.server.site.location.groups[0];
        let today = tablet
            .store()
            .today(tablet.viewer().unwrap(), group)
            .unwrap();
        let card = today.children.iter().find(|it| it.child == child).unwrap();
        let said = matches!(card.standing, Standing::NotComing { .. });
        assert_eq!(said, away, "{day}");
    }
}
