//! Scenario 5: two parents edit one agreement offline.
//!
//! "Both texts survive; previous akkoord lapses; nobody's approval attaches to the merged version until
//! given, even if the words come back. Where both changed the same words, both versions are shown."

use samenspel_device::{AgreementView, Command, CommandError, NewNote};
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::DocumentKind;
use samenspel_model::verdict::RefusalCode;
use samenspel_rules::schema::notes::{Agreement, Approval, Topic};
use samenspel_testkit::clock::TrueTime;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::of_child;

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 1,
    staff_per_group: 2,
};
const FIRST: &str =
    "Noor slaapt om twaalf uur.\nZij krijgt haar knuffel mee.\nWij bellen bij koorts.";

struct Family {
    server: DrivenServer,
    mentor: Carried,
    mother: Carried,
    father: Carried,
    agreement: EntryKey,
}

fn view(phone: &Carried, agreement: &EntryKey) -> AgreementView {
    phone
        .store()
        .agreement(agreement, phone.clock_reading())
        .unwrap()
        .unwrap()
}

fn approve(
    phone: &Carried,
    shown: &AgreementView,
    agreement: EntryKey,
) -> Result<EntryKey, CommandError> {
    let series = phone
        .store()
        .note(&agreement, phone.clock_reading())
        .unwrap()
        .unwrap()
        .entry
        .series;
    let approval = Approval::new(agreement, shown.text_hash, shown.edits_hash);
    phone.write(&Command::AddNote(NewNote::of(series, &approval)))
}

fn approved_by(view: &AgreementView) -> Vec<PersonId> {
    let holding = view.approvals.iter().filter(|it| it.holds);
    holding.map(|it| it.person).collect()
}

impl Family {
    /// The mentor wrote it, and both parents agreed.
    fn that_agreed() -> Self {
        let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
        let location = &server.site.location;
        let [father, mother] = location.parents[0];
        let phone = |name, person| Carried::new(&server, name, person).unwrap();
        let mentor = phone("mentor", location.staff[0][0]);
        let (mother, father) = (phone("mother", mother), phone("father", father));
        let series = of_child(
            location.org,
            DocumentKind::Agreements,
            location.children[0][0],
        );
        let note = Agreement {
            topic: Some(Topic::Sleep),
            ..Agreement::new(FIRST.into())
        };
        let agreement = mentor
            .write(&Command::AddNote(NewNote::of(series, &note)))
            .unwrap();
        let family = Self {
            server,
            mentor,
            mother,
            father,
            agreement,
        };
        family.everyone_syncs();
        for parent in [&family.mother, &family.father] {
            approve(parent, &view(parent, &agreement), agreement).unwrap();
        }
        family.everyone_syncs();
        assert_eq!(approved_by(&view(&family.mentor, &agreement)).len(), 2);
        family
    }

    fn everyone_syncs(&self) {
        for _ in 0..3 {
            self.server.time.advance_ms(60_000);
            for phone in [&self.mentor, &self.mother, &self.father] {
                phone.phone.sync_all().unwrap();
            }
        }
    }

    fn edit(&self, phone: &Carried, text: &str) {
        let agreement = self.agreement;
        let text = text.to_owned();
        phone
            .phone
            .write(&Command::EditText { agreement, text })
            .unwrap();
    }

    fn views(&self) -> [AgreementView; 3] {
        [&self.mentor, &self.mother, &self.father].map(|phone| view(phone, &self.agreement))
    }
}

#[test]
fn both_texts_survive_and_the_approvals_lapse_until_they_are_given_again() {
    let family = Family::that_agreed();
    let agreement = family.agreement;
    for parent in [&family.mother, &family.father] {
        parent.link.cut();
    }
    family.edit(&family.mother, &FIRST.replace("twaalf", "half een"));
    family.edit(
        &family.father,
        &FIRST.replace("koorts", "koorts boven 38,5"),
    );

    // With her own edit not sent, the mother cannot approve what nobody else has seen.
    let refused = approve(&family.mother, &view(&family.mother, &agreement), agreement);
    assert!(
        matches!(refused, Err(CommandError::UnsentEdits)),
        "{refused:?}"
    );

    for parent in [&family.mother, &family.father] {
        parent.link.restore();
    }
    family.everyone_syncs();
    let merged = FIRST
        .replace("twaalf", "half een")
        .replace("koorts", "koorts boven 38,5");
    for view in family.views() {
        assert_eq!(view.text, merged);
        assert_eq!(view.overlaps, []);
        assert_eq!(approved_by(&view), []);
        assert_eq!(
            view.approvals.len(),
            2,
            "lapsed approvals are still shown as such"
        );
    }

    // The words come back, the approvals do not.
    family.edit(&family.mother, FIRST);
    family.everyone_syncs();
    for view in family.views() {
        assert_eq!(view.text, FIRST);
        assert_eq!(approved_by(&view), []);
    }

    // An approval of what was shown before somebody's edit is refused, and says so.
    let shown = view(&family.father, &agreement);
    family.edit(
        &family.mentor,
        &FIRST.replace("knuffel", "knuffel en speen"),
    );
    family.everyone_syncs();
    let refused = approve(&family.father, &shown, agreement);
    let lapsed = |error: &CommandError| matches!(error, CommandError::Refused { code, .. } if *code == RefusalCode::ApprovalLapsed);
    assert!(refused.as_ref().is_err_and(lapsed), "{refused:?}");
    for parent in [&family.mother, &family.father] {
        approve(parent, &view(parent, &agreement), agreement).unwrap();
    }
    family.everyone_syncs();
    for view in family.views() {
        assert_eq!(approved_by(&view).len(), 2);
    }
}

#[test]
fn where_both_changed_the_same_words_both_versions_are_kept_and_shown() {
    let family = Family::that_agreed();
    for parent in [&family.mother, &family.father] {
        parent.link.cut();
    }
    family.edit(&family.mother, &FIRST.replace("twaalf uur", "één uur"));
    family.edit(&family.father, &FIRST.replace("twaalf uur", "half twee"));
    for parent in [&family.mother, &family.father] {
        parent.link.restore();
    }
    family.everyone_syncs();
    let [mentor, mother, father] = family.views();
    assert_eq!(mother.text, father.text);
    assert_eq!(mother.text, mentor.text);
    for words in ["één uur", "half twee"] {
        assert!(
            mother.text.contains(words),
            "{words} is gone from: {}",
            mother.text
        );
    }
    // Whoever looks is shown that there are two versions.
    for view in [&mother, &father, &mentor] {
        assert_eq!(view.overlaps.len(), 1);
    }
}
