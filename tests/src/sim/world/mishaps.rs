//! What happens to machines in the storm: phones and the server crash, clocks go wrong, old copies come
//! back, and what was under way is lost.

use samenspel_model::ids::EntryKey;
use samenspel_model::time::UnixMillis;

use super::World;
use super::trust::SPARE;

impl World {
    pub(super) fn crash_phone(&mut self, phone: usize) {
        let reboot = self.random.chance(40);
        self.phones[phone].crash(reboot);
        self.note("phone crashed");
    }

    pub(super) fn set_clock_wrong(&mut self, phone: usize) {
        let year_ms = 365 * UnixMillis::DAY_MS;
        self.phones[phone].clock.wrong_by_ms = self.random.between(-year_ms, year_ms);
        self.note("clock wrong");
    }

    pub(super) fn crash_server(&mut self) {
        self.server.crash();
        self.note("server crashed");
    }

    pub(super) fn merge(&mut self) {
        self.server.merge();
        self.note("merged");
    }

    pub(super) fn copy_phone(&mut self, phone: usize) {
        self.phones[phone].keep_copy();
        self.note("phone copied");
    }

    pub(super) fn restore_phone(&mut self, phone: usize) {
        if !self.phones[phone].put_copy_back() {
            return;
        }
        let store = self.phones[phone].store();
        self.ledger
            .lost_with_phone(phone, |key| store.status(key).unwrap().is_some());
        self.note("phone restored from a copy");
    }

    pub(super) fn back_up_server(&mut self) {
        self.server.back_up();
        self.decided_at_backup.clone_from(&self.decided);
        self.note("server backed up");
    }

    pub(super) fn restore_server(&mut self) {
        if self.server.restore() {
            self.lives += 1;
            self.decided.clone_from(&self.decided_at_backup);
            self.forget_what_no_phone_offers(|_| true);
            self.note("server restored from a backup");
        }
    }

    /// A server that went back asks phones for what it lacks, a revoked one too before that forgets it:
    /// what none holds of `these` is gone, by no fault of ours.
    pub(super) fn forget_what_no_phone_offers(&mut self, these: impl Fn(&EntryKey) -> bool) {
        let phones = &self.phones;
        let holds = |phone: usize, key: &EntryKey| phones[phone].holds(key);
        self.ledger.server_goes_back(phones.len(), these, holds);
    }

    pub(super) fn lose_everything_under_way(&mut self) {
        self.network.clear();
        self.note("everything under way lost");
    }

    /// The spare phone is stolen on the day the server's disk dies: what it wrote last is in no backup
    /// and on no other phone.
    pub(super) fn lose_a_phone_and_the_disk(&mut self) {
        if self.phones[SPARE].revoked {
            return;
        }
        self.back_up_server();
        for _ in 0..3 {
            self.write(SPARE);
        }
        self.sync_in_peace(SPARE);
        self.revoke_the_spare_phone();
        self.restore_server();
    }
}
