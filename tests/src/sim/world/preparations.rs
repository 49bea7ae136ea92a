//! What somebody with a stolen phone prepares before it is missed: invitations, and phones that come in
//! with them; and floods, from honest phones and from the modified one.

use samenspel_device::Command;
use samenspel_model::ids::{DeviceId, InvitationId, PersonId, Random};
use samenspel_protocol::{CommandAction, InvitationRequest, invitation_code_hash};
use samenspel_rules::directory::Holder;
use sync_server::engine::RevokeError;

use super::World;
use super::trust::SPARE;
use crate::sim::phone::Phone;

const LET_IN_MAX: usize = 2;
/// More than are judged of one device in a minute.
const EDITS_AT_ONCE: usize = 40;

/// What a phone that may be stolen prepared.
#[derive(Default)]
pub struct Prepared {
    /// Codes that it, or a phone that it let in, handed out.
    codes: Vec<Vec<u8>>,
    /// The phones that came in with one.
    let_in: Vec<usize>,
    /// How many phones were tried with codes that should be closed.
    tried: u32,
}

impl World {
    /// The stolen phone, or one that it let in, prepares something; or a manager looks at who waits.
    pub(super) fn prepare(&mut self) {
        match self.aside.below(4) {
            0 | 1 => self.hand_out_a_code(),
            2 => self.let_a_phone_in(),
            _ => self.decide_on_somebody_who_waits(),
        }
    }

    fn owner_of_the_spare_phone(&self) -> PersonId {
        self.phones[SPARE].person
    }

    fn hand_out_a_code(&mut self) {
        let mut from = vec![SPARE];
        from.extend(&self.prepared.let_in);
        from.retain(|phone| !self.phones[*phone].revoked);
        if from.is_empty() {
            return;
        }
        let from = *self.aside.pick(&from);
        let code = self.aside.bytes16().to_vec();
        let request = InvitationRequest {
            id: InvitationId::new(self.time.now(), &mut self.aside),
            holder: Holder::Person(self.owner_of_the_spare_phone()),
            code_hash: invitation_code_hash(&code),
        };
        let command = Command::Directory(CommandAction::Invite(request));
        self.execute(from, &command, "");
        self.prepared.codes.push(code);
        self.sync_in_peace(from);
        self.note("code handed out");
    }

    fn let_a_phone_in(&mut self) {
        if self.prepared.let_in.len() == LET_IN_MAX || self.prepared.codes.is_empty() {
            return;
        }
        let at = self.aside.below(self.prepared.codes.len() as u64) as usize;
        let code = self.prepared.codes.swap_remove(at);
        let name = format!("let in {}", self.prepared.let_in.len());
        match self.enrol_with(&code, &name) {
            Some(phone) => {
                self.phones.push(phone);
                let index = self.phones.len() - 1;
                self.prepared.let_in.push(index);
                self.sync_in_peace(index);
                // A server that goes back further knows nothing of this phone, which then has to enrol anew.
                self.back_up_server();
                self.note("phone let in");
            }
            None => self.note("code refused"),
        }
    }

    fn enrol_with(&mut self, code: &[u8], name: &str) -> Option<Phone> {
        let (folder, time) = (self.folder.path().to_owned(), self.time.clone());
        let person = self.owner_of_the_spare_phone();
        Phone::enrol(&folder, name, self.seed, person, &time, &self.server, code).ok()
    }

    /// The stolen phone was revoked: no code that it handed out lets anybody in, and who came in with one
    /// waits for a manager.
    pub(super) fn nothing_prepared_helps(&mut self) {
        for code in std::mem::take(&mut self.prepared.codes) {
            self.prepared.tried += 1;
            let name = format!("tried {}", self.prepared.tried);
            match self.enrol_with(&code, &name) {
                Some(_) => self
                    .failures
                    .push("an invitation of a revoked device let a phone in".into()),
                None => self.note("code of a revoked phone refused"),
            }
        }
        for index in self.prepared.let_in.clone() {
            let device = self.device_of(index);
            let directory = self.server.directory();
            if directory.device(device).is_some_and(|it| it.is_active()) {
                self.failures.push(format!(
                    "phone {index}, let in by a revoked one, does not wait"
                ));
            }
        }
    }

    fn device_of(&self, phone: usize) -> DeviceId {
        self.phones[phone].store().profile().unwrap().device
    }

    fn decide_on_somebody_who_waits(&mut self) {
        let waiting = self.server.engine().suspended_devices();
        if waiting.is_empty() {
            return;
        }
        let device = self.aside.pick(&waiting).id;
        let known = self.prepared.let_in.iter().copied();
        let phone = known.into_iter().find(|it| self.device_of(*it) == device);
        let Some(phone) = phone else {
            return self
                .failures
                .push("a device waits for a manager that no revoked one let in".into());
        };
        let engine = self.server.engine();
        let (decided, what) = match self.aside.chance(60) {
            true => {
                let confirmed = engine.confirm_devices(&[device], self.location.manager);
                (confirmed, "phone confirmed")
            }
            false => {
                self.phones[phone].revoked = true;
                let revoked = engine.revoke_device(device);
                (revoked.map(|_| ()), "phone that waited revoked")
            }
        };
        match decided {
            Ok(()) => self.note(what),
            // Revoking one suspends what it let in; the other may have gone with it.
            Err(RevokeError::AlreadyRevoked(_)) => {}
            Err(error) => self.failures.push(format!(
                "nobody could decide on a phone that waits: {error}"
            )),
        }
    }

    /// After the storm a manager looks at each who waits, and takes back every invitation.
    pub fn decide_on_whoever_waits(&mut self) {
        let engine = self.server.engine();
        for invitation in engine.open_invitations().unwrap() {
            engine.withdraw_invitation(invitation.id).unwrap();
        }
        for _ in 0..2 * LET_IN_MAX {
            self.decide_on_somebody_who_waits();
        }
    }

    /// An honest phone has far more edits of a text than are taken at once: none may be lost.
    pub(super) fn flood_with_edits(&mut self) {
        let phone = self.aside.below(self.phones.len() as u64) as usize;
        for _ in 0..EDITS_AT_ONCE {
            self.edit_text(phone);
        }
        self.note("flood of edits");
    }

    /// The modified phone asks for more changes of the directory than anybody may.
    pub(super) fn flood_with_commands(&mut self) {
        let members = vec![self.rogue.person(), self.location.staff[0][0]];
        let now = self.time.now();
        let fault = self.rogue.flood(&self.server, &members, now);
        self.failures.extend(fault);
        self.note("flood of commands");
    }
}
