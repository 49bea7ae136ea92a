//! What happens to access and trust in the storm: phones are revoked, substitutes are let in, managers
//! decide what is held, and notes travel by colleagues' phones.

use samenspel_device::RelayError;
use samenspel_device::relay::{Bundle, Relayed, seal};
use samenspel_document::TEXT_EDIT_KIND;
use samenspel_model::entry::SignedEntry;
use samenspel_model::ids::{DocumentId, GrantId, Random};
use samenspel_model::time::{Certainty, UnixMillis};
use samenspel_rules::directory::{DayGrant, Device, Record, Span};
use sync_server::engine::{DecisionError, HeldDecision};

use super::World;
use crate::sim::rogue::forge;

/// The phone that may be stolen: somebody's second one.
pub const SPARE: usize = 6;

impl World {
    /// Something happens to somebody's access.
    pub(super) fn change_access(&mut self) {
        match self.random.below(10) {
            0 => self.revoke_the_spare_phone(),
            1..=4 => self.let_a_substitute_in(),
            _ => self.decide_what_is_held(),
        }
    }

    pub(super) fn revoke_the_spare_phone(&mut self) {
        let id = self.phones[SPARE].store().profile().unwrap().device;
        let directory = self.server.directory();
        let known = directory.device(id);
        let Some(device) = known.filter(|device| device.revoked_at.is_none()) else {
            return;
        };
        // However it is written: as a change of the directory, or as the operator's command.
        if self.aside.chance(50) {
            let revoked = Device {
                revoked_at: Some(self.time.now()),
                ..device.clone()
            };
            self.server.change(&[Record::Device(revoked)]);
        } else {
            self.server.engine().revoke_device(id).unwrap();
        }
        self.phones[SPARE].revoked = true;
        self.note("phone revoked");
        self.nothing_prepared_helps();
    }

    /// Somebody of the second group helps out on the first.
    fn let_a_substitute_in(&mut self) {
        let now = self.time.now();
        let hours = self.random.between(1, 10);
        let grant = DayGrant {
            id: GrantId(self.random.bytes16()),
            group: self.location.groups[0],
            person: self.location.staff[1][0],
            granted_by: self.location.staff[0][0],
            during: Span {
                from: now,
                until: Some(now.plus_ms(hours * UnixMillis::HOUR_MS)),
            },
        };
        self.server.change(&[Record::DayGrant(grant)]);
        self.note("substitute let in");
    }

    pub(super) fn decide_what_is_held(&mut self) {
        let held = self.server.engine().held().unwrap();
        if held.is_empty() {
            return;
        }
        let key = self.random.pick(&held).key;
        let decision = match self.random.chance(60) {
            true => HeldDecision::Adopt,
            false => HeldDecision::Discard,
        };
        let manager = self.location.manager;
        let reason = "in the storm";
        let decided = self
            .server
            .engine()
            .decide_held(&key, decision, manager, reason);
        match decided {
            Ok(()) => {
                self.decided.insert(key, decision);
                self.note(match decision {
                    HeldDecision::Adopt => "held note adopted",
                    HeldDecision::Discard => "held note discarded",
                });
            }
            // A case is nobody's to decide who is no manager of a place; and some no longer fit.
            Err(
                DecisionError::NotTheManager
                | DecisionError::DoesNotFit { .. }
                | DecisionError::NotYet { .. }
                | DecisionError::TextChanged,
            ) => self.note("held note left as it is"),
            Err(error) => self.failures.push(format!("a decision failed: {error}")),
        }
    }

    /// A phone gives what it could not send to another; some of it is altered on the way.
    pub(super) fn relay(&mut self, from: usize) {
        let to = self.random.below(self.phones.len() as u64) as usize;
        if from == to {
            return;
        }
        if self.aside.chance(30) {
            self.relay_forged(from, to);
        }
        let reading = self.phones[to].reading();
        let (store, random) = self.phones[to].store_and_random();
        let offer = store.offer_relay(reading, random).unwrap();
        let reading = self.phones[from].reading();
        let (store, random) = self.phones[from].store_and_random();
        let mut given = match store.relay_to(&offer, reading, random) {
            Ok(given) => given.sealed,
            Err(RelayError::Nothing) => return,
            Err(error) => {
                self.failures
                    .push(format!("phone {from} could not relay: {error}"));
                return;
            }
        };
        let altered = self.random.chance(20);
        if altered {
            let at = self.random.below(given.len() as u64) as usize;
            given[at] ^= 1;
        }
        let reading = self.phones[to].reading();
        match self.phones[to].store().take_relay(&given, reading) {
            Ok(_) if altered => self.failures.push("an altered relay was taken".into()),
            Ok(_) => self.note("relayed"),
            Err(RelayError::Seal(_)) if altered => self.note("altered relay refused"),
            Err(error) => self
                .failures
                .push(format!("a relay was not taken: {error}")),
        }
    }

    /// A modified app gives somebody a note that its author never signed, sealed as it should be.
    fn relay_forged(&mut self, from: usize, to: usize) {
        let Some(signed) = self.anything_stored() else {
            return;
        };
        let forged = forge(&signed, self.time.now(), &mut self.aside);
        self.rogue.tried.push(forged.entry().unwrap().key);
        let bundle = Bundle {
            org: self.location.org,
            from: self.phones[from].store().profile().unwrap().device,
            entries: vec![Relayed {
                signed: forged,
                corrected_at: self.time.now(),
                certainty: Certainty::Measured,
            }],
        };
        let reading = self.phones[to].reading();
        let store = self.phones[to].store();
        let offer = store.offer_relay(reading, &mut self.aside).unwrap();
        let sealed = seal(&bundle, &offer, &mut self.aside).unwrap();
        match store.take_relay(&sealed, reading) {
            Ok(taken) if taken.taken.is_empty() => self.note("forged relay refused"),
            Ok(_) => self.failures.push("a forged note was taken along".into()),
            Err(error) => self
                .failures
                .push(format!("a relay was not taken: {error}")),
        }
    }

    /// What a phone holds.
    pub(super) fn documents_of_somebody(&mut self) -> Vec<DocumentId> {
        let phone = self.aside.below(self.phones.len() as u64) as usize;
        let documents = self.phones[phone].store().documents().unwrap();
        documents.into_iter().map(|it| it.id).collect()
    }

    /// Some entry with its true signature, as any phone has it.
    pub(super) fn anything_stored(&mut self) -> Option<SignedEntry> {
        let phone = self.aside.below(self.phones.len() as u64) as usize;
        let store = self.phones[phone].store();
        let mut documents = store.documents().unwrap();
        documents.retain(|it| it.entries > 0);
        if documents.is_empty() {
            return None;
        }
        let document = self.aside.pick(&documents).id;
        let mut entries = store.entries(&document).unwrap();
        // An edit of a text is refused in a relay whoever signed it.
        entries.retain(|it| it.signed.entry().unwrap().kind.as_str() != TEXT_EDIT_KIND);
        if entries.is_empty() {
            return None;
        }
        Some(self.aside.pick(&entries).signed.clone())
    }
}
