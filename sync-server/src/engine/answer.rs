//! Answering: directory, entries, wanted documents and digest, all read in one transaction.

use samenspel_model::calendar::is_same_day;
use samenspel_model::ids::Incarnation;
use samenspel_model::limits;
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RequestError;
use samenspel_model::wire::Digest16;
use samenspel_protocol::{
    Cursor, DirectoryView, HereView, ListedDocument, PROTOCOL_VERSION, Page, SyncResponse, Want,
    Wanted, WantedPart,
};
use samenspel_rules::directory::{Device, here_digest, view_digest};
use samenspel_rules::schema::SCHEMA;

use super::Organisation;
use super::admit::Pull;
use super::apply::Applied;
use super::directory::DirectoryState;
use super::error::Result;
use super::page::{LeaveOut, Wish};
use super::readable::Readable;
use super::turned_away::Sender;
use crate::storage::{LogRow, ReadTransaction};

impl Organisation {
    /// Answers a request whose outcomes are durable.
    pub fn answer(&self, applied: &Applied) -> std::result::Result<SyncResponse, RequestError> {
        self.try_answer(applied)
            .unwrap_or_else(|error| Err(error.into_request_error("answered")))
            .inspect_err(|error| self.turn_away(Sender::Signed(applied.device), error))
    }

    fn try_answer(
        &self,
        applied: &Applied,
    ) -> Result<std::result::Result<SyncResponse, RequestError>> {
        let read = self.storage.begin_read()?;
        let log = read.log()?;
        let state = self.directory_in(&*read, &log)?;
        let now = self.now();
        let Some(device) = state.directory.device(applied.device) else {
            return Ok(Err(RequestError::UnknownDevice));
        };
        let mut response = empty_response(applied, &log, now);
        if device.revoked_at.is_some() {
            if self.cursor_is_of_another_life(&applied.pull, log.incarnation) {
                return Ok(Ok(self.ask_revoked(applied, &log, response)));
            }
            return Ok(answer_revoked(applied, response));
        }
        if device.suspended_at.is_some() {
            return Ok(answer_suspended(applied, response));
        }
        let readable = self.readable.get(&*read, &log, &state, device.id, now)?;
        let pull = &applied.pull;
        let after = self.page_start(pull, &log, &mut response);
        let mut budget = limits::PAGE_BYTES_MAX;
        let cut = self.build_page(
            &*read,
            &log,
            Wish {
                documents: changed_after(&readable, after),
                after,
                leave_out: Some(LeaveOut {
                    device: device.id,
                    incarnation: log.incarnation,
                }),
            },
            &mut budget,
        )?;
        response.page = cut.page;
        response.cursor.position = cut.up_to;
        response.more = cut.more;
        response.digest = (!cut.more).then_some(readable.digest);
        response.directory = directory_view(pull, &state, device, &readable, now);
        response.here = here_today(&*read, &readable, pull, now)?;
        response.documents = pull.list_documents.then(|| list(&readable));
        response.wanted = self.answer_wants(&*read, &log, &readable, &pull.wants, &mut budget)?;
        Ok(Ok(response))
    }

    /// Where the page starts: after the cursor; at the end for a device without one, which has no
    /// documents yet and wants them whole.
    fn page_start(&self, pull: &Pull, log: &LogRow, response: &mut SyncResponse) -> u64 {
        let Some(cursor) = pull.cursor else {
            return log.last_position;
        };
        let known_up_to = self
            .lives
            .agrees_up_to(cursor.incarnation)
            .min(log.last_position);
        let same_life = cursor.incarnation == log.incarnation;
        if !same_life || cursor.position > known_up_to {
            response.restored = Some(known_up_to);
        }
        cursor.position.min(known_up_to)
    }

    /// The log went back since the device was last here. Once it is told to forget, what it alone still
    /// holds is gone; so it is asked for that first, and keeps its documents for one answer more.
    fn ask_revoked(
        &self,
        applied: &Applied,
        log: &LogRow,
        mut response: SyncResponse,
    ) -> SyncResponse {
        self.page_start(&applied.pull, log, &mut response);
        response.digest = Some(Digest16::default());
        // A cursor may say anything: whoever asks with one again and again leaves a trace.
        self.turn_away(Sender::Signed(applied.device), &RequestError::DeviceRevoked);
        response
    }

    /// Whether the device has not heard yet that the log was restored.
    pub(super) fn cursor_is_of_another_life(&self, pull: &Pull, present: Incarnation) -> bool {
        // A cursor may say anything: only a log that went back has other lives.
        self.lives.went_back()
            && pull
                .cursor
                .is_some_and(|cursor| cursor.incarnation != present)
    }
}

fn empty_response(applied: &Applied, log: &LogRow, now: UnixMillis) -> SyncResponse {
    SyncResponse {
        version: PROTOCOL_VERSION,
        server_time: now,
        schema: SCHEMA,
        restored: None,
        command_outcomes: applied.command_outcomes.clone(),
        outcomes: applied.outcomes.clone(),
        directory: None,
        documents: None,
        page: Page::default(),
        wanted: Vec::new(),
        cursor: Cursor {
            incarnation: log.incarnation,
            position: log.last_position,
        },
        more: false,
        digest: None,
        here: None,
    }
}

/// A revoked device hears what became of what it still held, and that it may read nothing.
fn answer_revoked(
    applied: &Applied,
    mut response: SyncResponse,
) -> std::result::Result<SyncResponse, RequestError> {
    if response.outcomes.is_empty() && response.command_outcomes.is_empty() {
        return Err(RequestError::DeviceRevoked);
    }
    let gone = |want: &Want| Wanted {
        document: want.document,
        part: WantedPart::Gone,
    };
    response.wanted = applied.pull.wants.iter().map(gone).collect();
    response.documents = applied.pull.list_documents.then(Vec::new);
    response.digest = Some(Digest16::default());
    Ok(response)
}

/// A suspended device hears what became of what it sent, and nothing else: what it has stays as it is, and
/// it goes on from where it was once a manager confirms it.
fn answer_suspended(
    applied: &Applied,
    mut response: SyncResponse,
) -> std::result::Result<SyncResponse, RequestError> {
    if response.outcomes.is_empty() && response.command_outcomes.is_empty() {
        return Err(RequestError::DeviceSuspended);
    }
    response.cursor = applied.pull.cursor.unwrap_or(Cursor {
        position: 0,
        ..response.cursor
    });
    // There is more, which it does not get: no digest is compared, and the next request hears why.
    response.more = true;
    Ok(response)
}

fn changed_after(readable: &Readable, after: u64) -> Vec<crate::storage::DocumentNumber> {
    readable
        .documents
        .values()
        .filter(|known| known.last_position > after)
        .map(|known| known.number)
        .collect()
}

/// Who is here today on the groups whose people the device may see, if it does not know yet.
fn here_today(
    read: &dyn ReadTransaction,
    readable: &Readable,
    pull: &Pull,
    now: UnixMillis,
) -> Result<Option<HereView>> {
    let mut here = Vec::new();
    for group in &readable.groups {
        let noted = read.here_on(*group)?.into_iter();
        here.extend(noted.filter(|it| is_same_day(it.at, now)));
    }
    let digest = here_digest(&here);
    let is_known = match pull.here {
        Some(known) => known == digest,
        None => here.is_empty(),
    };
    Ok((!is_known).then_some(HereView { digest, here }))
}

fn list(readable: &Readable) -> Vec<ListedDocument> {
    readable
        .documents
        .values()
        .map(|known| known.listed)
        .collect()
}

fn directory_view(
    pull: &Pull,
    state: &DirectoryState,
    device: &Device,
    readable: &Readable,
    now: UnixMillis,
) -> Option<DirectoryView> {
    if pull.directory == Some(readable.view) {
        return None;
    }
    let records = Readable::directory_view(state, device, now);
    Some(DirectoryView {
        digest: view_digest(&records),
        records,
    })
}
