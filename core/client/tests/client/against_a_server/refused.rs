//! Whatever a server refuses a request for, the note that it carried is kept.

use samenspel_device::{Command, NewNote, Status};
use samenspel_model::ids::{ChildId, EntryKey, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::Clock;
use samenspel_model::verdict::RequestError;
use samenspel_protocol::sync::{State, StopReason};
use samenspel_rules::schema::notes;
use samenspel_rules::schema::notes::Handover;

use super::{Counter, Phone, SlowClock, enrolled, sync};
use crate::against_a_server::fake_server::{Answer, FakeServer};

#[tokio::test]
async fn whatever_refuses_a_request_the_note_stays_on_the_phone_with_its_text() {
    let server = FakeServer::start().await;
    let phone = enrolled(&server).await;
    let note = write_a_note(&phone);
    for (refusal, said) in [
        (
            RequestError::UnsupportedVersion {
                got: 1,
                supported: 2,
            },
            Some(State::Stopped(StopReason::UnsupportedVersion)),
        ),
        (
            RequestError::UnknownOrganisation,
            Some(State::Stopped(StopReason::UnknownOrganisation)),
        ),
        (
            RequestError::UnknownDevice,
            Some(State::Stopped(StopReason::NotEnrolled)),
        ),
        (
            RequestError::BadSignature,
            Some(State::Stopped(StopReason::NotEnrolled)),
        ),
        (
            RequestError::Malformed {
                what: "a request".into(),
            },
            None,
        ),
        (
            RequestError::TooLarge {
                what: "request".into(),
                limit: 1,
            },
            None,
        ),
        (RequestError::NonceReused, None),
        (RequestError::RateLimited { retry_after_ms: 1 }, None),
    ] {
        let what = refusal.to_string();
        server.will(Answer::Refusal(refusal));
        let report = sync(&phone).await;
        let failure = report.failure.map(|it| it.to_string());
        assert_eq!(failure.as_ref(), Some(&what));
        match said {
            Some(stopped) => assert_eq!(report.state, stopped, "{what}"),
            None => assert!(matches!(report.state, State::Waiting { .. }), "{what}"),
        }
        assert_eq!(phone.store.pending_count().unwrap(), 1, "{what}");
        let kept = phone.store.note(&note, SlowClock.read()).unwrap().unwrap();
        assert_eq!(kept.entry.text("summary"), Some("Sliep slecht."), "{what}");
        let status = phone.store.status(&note).unwrap();
        assert_eq!(status, Some(Status::OnThisDevice), "{what}");
    }
}

fn write_a_note(phone: &Phone) -> EntryKey {
    let handover = Handover {
        summary: Some("Sliep slecht.".into()),
        ..Handover::new(notes::State::Watch)
    };
    let series = Series {
        org: OrgId([1; 16]),
        kind: DocumentKind::Handover,
        subject: Subject::Child(ChildId([6; 16])),
    };
    let command = Command::AddNote(NewNote::of(series, &handover));
    let author = PersonId([5; 16]);
    let reading = SlowClock.read();
    let written = phone
        .store
        .execute(&command, author, reading, &mut Counter(7))
        .unwrap();
    phone.store.entry_keys(written).unwrap()[0]
}
