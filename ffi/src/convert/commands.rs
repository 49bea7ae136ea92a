//! What a person does into the core's commands. What is of more than one note is composed by the core.

use samenspel_device::screens::Viewer;
use samenspel_device::{Command, NewNote, Store};
use samenspel_model::ids::{CircleId, EntryKey, GrantId, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_protocol::CommandAction;
use samenspel_rules::directory::{Circle, DayGrant, Person, Span};
use samenspel_rules::partnership;
use samenspel_rules::partnership::circles::{InCircle, Turner};
use samenspel_rules::partnership::{confirm_medical, of_child};
use samenspel_rules::schema::notes::{Approval, EscalatedTo, Medical, Proposal};
use samenspel_rules::schema::{Code, Note};

use super::composed;
use super::requests::{fields, new_note, note_kind, parse, parse_all, parse_some};
use crate::clock::SystemRandom;
use crate::error::DeviceCode;
use crate::{CircleNote, CirclePlace, CommandRequest, SamenspelError};

/// What a person asks; ids that are needed for it are drawn here.
pub(crate) fn command(
    store: &Store,
    request: &CommandRequest,
    viewer: Viewer,
) -> Result<Command, SamenspelError> {
    let org = store.profile()?.org;
    let now = store.corrected(viewer.now)?.0;
    Ok(match request {
        CommandRequest::AddNotes { notes } => {
            let notes = notes.iter().map(|note| new_note(org, note));
            Command::AddNotes(notes.collect::<Result<_, _>>()?)
        }
        CommandRequest::SendDraft { draft, note } => Command::SendDraft {
            draft: parse(draft, "draft")?,
            note: new_note(org, note)?,
        },
        CommandRequest::EditText { agreement, text } => Command::EditText {
            agreement: parse(agreement, "agreement")?,
            text: text.clone(),
        },
        CommandRequest::Approve { agreement } => {
            Command::AddNote(approval(store, viewer, &parse(agreement, "agreement")?)?)
        }
        CommandRequest::MarkRead { notes } => Command::MarkRead {
            notes: parse_all(notes, "notes")?,
        },
        CommandRequest::HereToday { group } => {
            Command::Directory(CommandAction::HereToday(parse(group, "group")?))
        }
        CommandRequest::GrantDay {
            group,
            person,
            from_ms,
            until_ms,
        } => Command::Directory(CommandAction::GrantDay(DayGrant {
            id: GrantId::new(now, &mut SystemRandom),
            group: parse(group, "group")?,
            person: parse(person, "person")?,
            granted_by: viewer.person,
            during: Span {
                from: UnixMillis(*from_ms),
                until: Some(UnixMillis(*until_ms)),
            },
        })),
        CommandRequest::AddProvisionalPerson {
            person,
            first_name,
            last_name,
            languages,
        } => Command::Directory(CommandAction::AddProvisionalPerson(Person {
            id: parse(person, "person")?,
            first_name: first_name.clone(),
            last_name: last_name.clone(),
            languages: languages.clone(),
            left_at: None,
        })),
        CommandRequest::CloseCircle { circle } => {
            Command::Directory(CommandAction::CloseCircle(parse(circle, "circle")?))
        }
        CommandRequest::EndDayGrant { grant } => {
            Command::Directory(CommandAction::EndDayGrant(parse(grant, "grant")?))
        }
        CommandRequest::WithdrawPerson { person } => {
            Command::Directory(CommandAction::WithdrawPerson(parse(person, "person")?))
        }
        CommandRequest::WithdrawInvitation { invitation } => Command::Directory(
            CommandAction::WithdrawInvitation(parse(invitation, "invitation")?),
        ),
        CommandRequest::RevokeDevice { device } => {
            Command::Directory(CommandAction::RevokeDevice(parse(device, "device")?))
        }
        CommandRequest::OpenCircle { members, notes } => {
            open_circle(org, &parse_all(members, "members")?, notes, now)?
        }
        CommandRequest::Escalate {
            to,
            place,
            why,
            about,
        } => {
            let to = EscalatedTo::named(to).ok_or_else(|| SamenspelError::unknown("to"))?;
            let (place, about) = (in_circle(place)?, parse_some(about, "about")?);
            let turner = turner(org, viewer.person, now);
            let turning = turner.escalate(to, &place, why, about, &mut SystemRandom);
            turning.into()
        }
        CommandRequest::AskCoach {
            place,
            words,
            about,
        } => {
            let (place, about) = (in_circle(place)?, parse_some(about, "about")?);
            let turner = turner(org, viewer.person, now);
            let turning = turner.ask_coach(&place, words, about, &mut SystemRandom);
            turning.into()
        }
        CommandRequest::Propose {
            group,
            fields: given,
        } => {
            let group = parse(group, "group")?;
            let draft = composed::typed::<Proposal>(given)?;
            let directory = store.directory_as_asked()?;
            let turner = turner(org, viewer.person, now);
            let turning = turner.propose(&directory, group, &draft, &mut SystemRandom);
            turning.into()
        }
        CommandRequest::Sweep { children, summary } => {
            let calm = parse_all(children, "children")?;
            Command::AddNotes(partnership::sweep(org, &calm, summary.as_deref()))
        }
        CommandRequest::TakeOver { items } => composed::take_over(store, viewer, items)?,
        CommandRequest::ConfirmDropOff { drop_off, fields } => {
            composed::confirm_drop_off(store, viewer, drop_off, fields)?
        }
        CommandRequest::ConfirmMedical {
            child,
            seen,
            words,
            holds,
        } => {
            let core = of_child(org, DocumentKind::ChildCore, parse(child, "child")?);
            let holds = holds.as_ref().map(|it| composed::typed::<Medical>(it));
            let (seen, holds) = (parse_all(seen, "seen")?, holds.transpose()?);
            Command::AddNotes(confirm_medical(core, seen, words, holds.as_ref()))
        }
        CommandRequest::ReleaseToParents { note, told } => {
            composed::release_to_parents(store, viewer, note, told)?
        }
        CommandRequest::ReleaseProposal { proposal, child } => {
            composed::release_proposal(store, viewer, proposal, child)?
        }
    })
}

fn turner(org: OrgId, person: PersonId, now: UnixMillis) -> Turner {
    Turner { org, person, now }
}

fn in_circle(place: &CirclePlace) -> Result<InCircle, SamenspelError> {
    Ok(match place {
        CirclePlace::Known { circle } => InCircle::Known(parse(circle, "circle")?),
        CirclePlace::NewWith { people } => InCircle::NewWith(parse_all(people, "people")?),
    })
}

/// An approval of a text exactly as it is shown.
fn approval(
    store: &Store,
    viewer: Viewer,
    agreement: &EntryKey,
) -> Result<NewNote, SamenspelError> {
    let unknown = || SamenspelError::input(DeviceCode::UnknownAgreement, "agreement");
    let view = store
        .agreement(agreement, viewer.now)?
        .ok_or_else(unknown)?;
    let made_by = store.note(agreement, viewer.now)?.ok_or_else(unknown)?;
    let approval = Approval {
        agreement: *agreement,
        text_hash: view.text_hash,
        edits_hash: view.edits_hash,
    };
    Ok(NewNote {
        series: made_by.entry.series,
        kind: Approval::kind_name(),
        fields: approval.to_fields(),
    })
}

fn open_circle(
    org: OrgId,
    members: &[PersonId],
    notes: &[CircleNote],
    now: UnixMillis,
) -> Result<Command, SamenspelError> {
    let id = CircleId::new(now, &mut SystemRandom);
    let series = Series {
        org,
        kind: DocumentKind::Circle,
        subject: Subject::Case(id),
    };
    let notes = notes.iter().map(|note| {
        Ok(NewNote {
            series,
            kind: note_kind(&note.kind)?,
            fields: fields(&note.fields)?,
        })
    });
    Ok(Command::OpenCircle {
        circle: Circle {
            id,
            members: members.to_vec(),
            during: Span::since(now),
        },
        notes: notes.collect::<Result<_, SamenspelError>>()?,
    })
}
