//! Whole requests that were refused before anybody was known to have sent them, or from a device that
//! should not send any more: those worth knowing, once a day each. They are noted in memory at once and
//! written into the audit with what is written anyway, so that whoever floods the server pays for no
//! transaction and fills no table. Knows nothing of what was in the requests.

use std::collections::HashSet;
use std::sync::Mutex;

use samenspel_model::ids::DeviceId;
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RequestError;

use super::batch::Batch;
use super::error::{EngineError, Result};
use super::{Organisation, lock};
use crate::audit::{About, Action, By};

/// Rows a day, at most, of requests in the name of devices whose key their sender did not show to
/// have. Beyond, one row says that there were more.
pub const CLAIMS_PER_DAY_MAX: usize = 1_000;

/// Stands for no device in the list of what was noted today.
const NO_DEVICE: DeviceId = DeviceId([0; 16]);

/// Who sent a request, as far as it can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sender {
    /// Somebody.
    Anybody,
    /// Somebody in the name of a device that the directory knows.
    Claims(DeviceId),
    /// A device that the directory knows: it signed.
    Signed(DeviceId),
}

/// Who was refused what.
pub(super) type Refused = (Sender, &'static str);

/// What was refused today.
#[derive(Debug, Default)]
pub(super) struct TurnedAway(Mutex<Today>);

#[derive(Debug, Default)]
struct Today {
    day: i64,
    seen: HashSet<Refused>,
    claims: usize,
    waiting: Vec<Refused>,
}

impl TurnedAway {
    /// Notes a refusal. Costs a look-up, and memory once a day for each device and code.
    pub(super) fn note(&self, now: UnixMillis, sender: Sender, what: &'static str) {
        let mut today = lock(&self.0);
        let day = now.0.div_euclid(UnixMillis::DAY_MS);
        if day != today.day {
            today.day = day;
            today.seen.clear();
            today.claims = 0;
        }
        let mut refused = (sender, what);
        if today.seen.contains(&refused) {
            return;
        }
        if matches!(sender, Sender::Claims(_)) {
            if today.claims == CLAIMS_PER_DAY_MAX {
                refused = (
                    Sender::Anybody,
                    "request: more in the name of other devices",
                );
            } else {
                today.claims += 1;
            }
        }
        if today.seen.insert(refused) {
            today.waiting.push(refused);
        }
    }

    /// Takes what waits to be written.
    pub(super) fn take(&self) -> Vec<Refused> {
        std::mem::take(&mut lock(&self.0).waiting)
    }

    /// Puts back what could not be written.
    pub(super) fn put_back(&self, refused: Vec<Refused>) {
        lock(&self.0).waiting.extend(refused);
    }
}

impl Organisation {
    /// Notes why a request was refused, if an honest app gets no such answer.
    pub(super) fn turn_away(&self, sender: Sender, error: &RequestError) {
        if let Some(what) = worth_knowing(sender, error) {
            self.turned_away.note(self.now(), sender, what);
        }
    }

    /// Notes why nobody was enrolled, if it was not by chance.
    pub(super) fn turn_away_enrolment(&self, error: &RequestError) {
        let what = match error {
            RequestError::InvitationUnknown => "enrolment: invitation_unknown",
            RequestError::InvitationUsed => "enrolment: invitation_used",
            RequestError::BadSignature => "enrolment: bad_signature",
            _ => return,
        };
        self.turned_away.note(self.now(), Sender::Anybody, what);
    }

    /// Writes what was noted of refused requests into the audit, if nothing else was written since.
    /// Blocks.
    pub fn write_turned_away(&self) -> std::result::Result<(), EngineError> {
        let waiting = self.turned_away.take();
        if waiting.is_empty() {
            return Ok(());
        }
        let written = self.write(|batch| batch.audit_turned_away(&waiting));
        if written.is_err() {
            self.turned_away.put_back(waiting);
        }
        written
    }
}

/// The row's words; nothing for what happens to honest apps too.
fn worth_knowing(sender: Sender, error: &RequestError) -> Option<&'static str> {
    Some(match (sender, error) {
        (Sender::Anybody, RequestError::UnknownDevice) => "request: unknown_device",
        (Sender::Claims(_), RequestError::BadSignature) => "request: bad_signature",
        (Sender::Signed(_), RequestError::DeviceRevoked) => "request: device_revoked",
        (Sender::Signed(_), RequestError::Malformed { .. }) => "request: malformed",
        (Sender::Signed(_), RequestError::TooLarge { .. }) => "request: too_large",
        _ => return None,
    })
}

impl Batch<'_> {
    /// A row for each refusal that has none today.
    pub(super) fn audit_turned_away(&mut self, waiting: &[Refused]) -> Result<()> {
        let day = self.now.0.div_euclid(UnixMillis::DAY_MS);
        for &(sender, what) in waiting {
            let (device, acting, about) = match sender {
                Sender::Anybody => (NO_DEVICE, By::Stranger, About::Organisation),
                Sender::Claims(device) => (device, By::Stranger, About::Device(device)),
                Sender::Signed(device) => (device, By::Device(device), About::Device(device)),
            };
            if !self.write.note_refused_today(day, &device, what)? {
                continue;
            }
            let before = std::mem::replace(&mut self.acting, acting);
            let written = self.audit(Action::Refused, about, what);
            self.acting = before;
            written?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_leaves_a_bounded_list_and_the_next_day_begins_anew() {
        let turned_away = TurnedAway::default();
        let device = |number: u32| {
            let mut id = [7; 16];
            id[..4].copy_from_slice(&number.to_be_bytes());
            DeviceId(id)
        };
        let flood = |day: i64| {
            let now = UnixMillis(day * UnixMillis::DAY_MS);
            for number in 0..3_000 {
                for _ in 0..3 {
                    let sender = Sender::Claims(device(number));
                    turned_away.note(now, sender, "request: bad_signature");
                    turned_away.note(now, Sender::Anybody, "request: unknown_device");
                }
            }
            turned_away.note(now, Sender::Signed(device(1)), "request: malformed");
        };
        flood(1);
        // The unknown ones, that there were more, and the device that signed.
        assert_eq!(turned_away.take().len(), CLAIMS_PER_DAY_MAX + 3);
        flood(1);
        assert!(turned_away.take().is_empty());
        flood(2);
        let again = turned_away.take();
        assert_eq!(again.len(), CLAIMS_PER_DAY_MAX + 3);
        turned_away.put_back(again);
        assert_eq!(turned_away.take().len(), CLAIMS_PER_DAY_MAX + 3);
    }
}
