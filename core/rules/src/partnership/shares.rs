//! What goes outside: a frozen copy that the parent reads first, may add to, and agrees to or not.
//! Nothing goes before. Knows no table; the words of the copy are passed in.

use super::places::channel;
use super::{NewNote, Told};
use crate::schema::Elsewhere;
use crate::schema::notes::{Consent, Purpose, Receiver, Share, ShareAnswer, ShareSent};
use samenspel_model::ids::{ChildId, EntryKey, OrgId, PersonId};
use samenspel_model::limits::TEXT_CHARS_MAX;
use samenspel_model::series::Series;
use samenspel_model::time::UnixMillis;
use samenspel_names::shows_something;

/// Why nothing is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShareRefused {
    /// There is nothing in it.
    #[error("nothing was chosen: choose what to share")]
    Empty,
    /// It is longer than a note can be.
    #[error("this is too much for one copy: choose less, or make two")]
    TooLong,
    /// The parent does not agree to sharing with such a receiver.
    #[error("this parent does not agree to sharing with this receiver: talk about it first")]
    NoConsent,
    /// A parent has not read it yet, or said no.
    #[error("it goes only after every parent who was asked has read it and agreed")]
    NotAgreed,
}

/// What a parent consents to beforehand, for a kind of receiver.
pub fn purpose_of(receiver: Receiver) -> Option<Purpose> {
    match receiver {
        Receiver::School => Some(Purpose::ShareSchool),
        Receiver::AfterSchool => Some(Purpose::ShareAfterSchool),
        Receiver::YouthHealth => Some(Purpose::ShareYouthHealth),
        Receiver::Other => None,
    }
}

/// Proposes a copy to parents, each in their own channel: nobody learns what the other says. Who said
/// "no" to such receivers is not asked; who said nothing yet decides about this copy.
pub fn propose_share(
    org: OrgId,
    child: ChildId,
    parents: &[PersonId],
    copy: &Share,
    consents: &[Told<Consent>],
) -> Result<Vec<NewNote>, ShareRefused> {
    if !shows_something(&copy.text) || parents.is_empty() {
        return Err(ShareRefused::Empty);
    }
    if copy.text.chars().count() > TEXT_CHARS_MAX {
        return Err(ShareRefused::TooLong);
    }
    let purpose = purpose_of(copy.receiver);
    let consent_of = |parent: PersonId| {
        consents
            .iter()
            .filter(|it| it.author() == parent && Some(it.note.purpose) == purpose)
            .max_by_key(|it| (it.at, it.key))
    };
    parents
        .iter()
        .map(|parent| {
            let consent = consent_of(*parent);
            if consent.is_some_and(|it| !it.note.given) {
                return Err(ShareRefused::NoConsent);
            }
            let share = Share {
                consent: consent.map(|it| Elsewhere(it.key)),
                ..copy.clone()
            };
            Ok(NewNote::of(channel(org, child, *parent), &share))
        })
        .collect()
}

/// Where a copy stands with one parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ShareState {
    /// The parent said no.
    Declined,
    /// The parent has it to read.
    WithParent,
    /// The parent agreed.
    Agreed,
    /// It went.
    Sent,
}

/// Where a copy stands with the parent whose channel it is in.
pub fn share_state(
    of: EntryKey,
    answers: &[Told<ShareAnswer>],
    sent: &[Told<ShareSent>],
) -> ShareState {
    if sent.iter().any(|it| it.note.of == of) {
        return ShareState::Sent;
    }
    let its = answers.iter().filter(|it| it.note.of == of);
    match its.max_by_key(|it| (it.at, it.key)) {
        None => ShareState::WithParent,
        Some(answer) if answer.note.agreed => ShareState::Agreed,
        Some(_) => ShareState::Declined,
    }
}

/// Notes that a copy went, in the channel of every parent who was asked; only after all agreed.
pub fn mark_share_sent(
    asked: &[(Series, EntryKey, ShareState)],
    at: UnixMillis,
) -> Result<Vec<NewNote>, ShareRefused> {
    let is_agreed = |it: &(Series, EntryKey, ShareState)| it.2 >= ShareState::Agreed;
    if asked.is_empty() || !asked.iter().all(is_agreed) {
        return Err(ShareRefused::NotAgreed);
    }
    let sent = |(series, of, _): &(Series, EntryKey, ShareState)| {
        let went = ShareSent {
            at: Some(at),
            ..ShareSent::new(*of)
        };
        NewNote::of(*series, &went)
    };
    // Where it is noted already, nothing is left to note.
    let unsent = asked.iter().filter(|it| it.2 != ShareState::Sent);
    Ok(unsent.map(sent).collect())
}
