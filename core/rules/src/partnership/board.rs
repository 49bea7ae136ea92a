//! The board of a group: what holds, what is asked, who comes. Answers go to each parent's own desk,
//! and of each parent the last one counts. Knows no table.

use super::places::{board, desk};
use super::statements::latest_by_each;
use super::{NewNote, Told};
use crate::directory::Directory;
use crate::policy::roles::is_on;
use crate::schema::notes::{BoardItem, Coming, ContactCard, Event, EventAnswer, Poll, PollAnswer};
use crate::schema::{Elsewhere, over_at};
use samenspel_model::ids::{GroupId, OrgId, PersonId};
use samenspel_model::series::Series;
use samenspel_model::time::UnixMillis;
use samenspel_names::shows_something;

/// Why something is not put on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BoardRefused {
    /// A contact card is a parent's own to give.
    #[error("this parent did not choose to share a contact card for this event")]
    CardNotShared,
    /// The parent has no child on this group.
    #[error("this board is of another group")]
    NotOnThisGroup,
}

/// Where a parent answers a board: at the desk of a child on that group.
pub fn answers_at(
    dir: &Directory,
    org: OrgId,
    group: GroupId,
    parent: PersonId,
    now: UnixMillis,
) -> Result<Series, BoardRefused> {
    dir.parenthoods_of(parent)
        .filter(|it| it.during.contains(now))
        .map(|it| it.child)
        .find(|child| is_on(dir, *child, group, now))
        .map(|child| desk(org, child, parent))
        .ok_or(BoardRefused::NotOnThisGroup)
}

/// Puts a parent's contact card beside an event: word for word as the parent wrote it, and only out
/// of an answer that shares it.
pub fn contact_card(
    org: OrgId,
    group: GroupId,
    answer: &Told<EventAnswer>,
) -> Result<NewNote, BoardRefused> {
    let note = &answer.note;
    let shares = note.shares_contact == Some(true) && note.answer != Coming::No;
    let text = note
        .text
        .as_ref()
        .filter(|it| shares && shows_something(it));
    let text = text.ok_or(BoardRefused::CardNotShared)?;
    let Elsewhere(event) = note.of;
    let card = ContactCard::new(event, text.clone());
    Ok(NewNote::of(board(org, group), &card).copied_from(answer.key, answer.author()))
}

/// Until when an item stays on the board.
pub fn item_ends(item: &Told<BoardItem>) -> UnixMillis {
    over_at(item.note.until, item.note.at, item.at)
}

/// Until when a poll takes answers.
pub fn poll_ends(poll: &Told<Poll>) -> UnixMillis {
    over_at(poll.note.until, None, poll.at)
}

/// When an event is over.
pub fn event_ends(event: &Told<Event>) -> UnixMillis {
    over_at(event.note.until, event.note.at, event.at)
}

/// How many chose each line of a poll; who did is not said.
pub fn tally(poll: &Poll, answers: &[Told<PollAnswer>]) -> Vec<(String, usize)> {
    let answers = latest_by_each(answers);
    let lines = poll.options.lines().enumerate();
    lines
        .map(|(index, line)| {
            let chose = |it: &&Told<PollAnswer>| {
                usize::try_from(it.note.choice.get()).is_ok_and(|choice| choice == index + 1)
            };
            (line.to_owned(), answers.iter().filter(chose).count())
        })
        .collect()
}

/// How many persons come to an event for certain, and how many hands there are.
pub fn comers(answers: &[Told<EventAnswer>]) -> (i64, usize) {
    let answers = latest_by_each(answers);
    let coming = || answers.iter().filter(|it| it.note.answer == Coming::Yes);
    let persons = coming().map(|it| it.note.persons.map_or(1, crate::schema::Whole::get));
    (
        persons.sum(),
        coming().filter(|it| it.note.helps == Some(true)).count(),
    )
}
