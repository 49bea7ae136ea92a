//! What is done in each organisation, and what it costs its server. Knows nothing of bars.

use samenspel_model::entry::{DeviceKey, domain};
use samenspel_model::ids::DeviceId;
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::wire::encode;
use samenspel_protocol::{
    CommandAction, EnrolRequest, InvitationTicket, PROTOCOL_VERSION, PushEntry, SYNC_PATH,
};
use samenspel_rules::directory::{Record, Span};

use super::super::chain::{GROUPS, always, assignment};
use super::super::limit::thread_seconds;
use super::super::site::{calm_handover_fields, entry};
use super::case::{Case, NOTED_GROUP};
use samenspel_protocol::ENROL_PATH;
use sync_server::system::{SystemClock, SystemRandom};

/// The group whose assignments change.
const BUSY_GROUP: usize = 1;

impl Case {
    pub(super) fn enrol(&mut self, round: usize) -> anyhow::Result<f64> {
        let tickets = self.invitations[round].clone();
        let requests: Vec<Vec<u8>> = tickets.iter().map(enrolment).collect();
        self.cost(requests.len(), |it| {
            requests
                .into_iter()
                .try_for_each(|body| it.door.post(ENROL_PATH, &[], body).map(drop))
        })
    }

    pub(super) fn grant(&mut self, round: usize) -> anyhow::Result<f64> {
        let each = self.extent.each;
        let grants: Vec<_> = (0..each)
            .map(|place| self.grant_on(place, round, 10 + round % 8))
            .collect();
        self.cost(each, |it| {
            for (place, grant) in grants.into_iter().enumerate() {
                let writer = &mut it.staff[round][place];
                it.door.command(writer, grant)?;
            }
            Ok(())
        })
    }

    /// By a command beside the server, whose own work counts, and the server hears of it.
    pub(super) fn assign(&mut self, round: usize) -> anyhow::Result<f64> {
        let each = self.extent.each;
        let mut own_seconds = 0.0;
        let of_server = self.cost(each, |it| {
            for place in 0..each {
                let here = &it.chain.places[place];
                let during = Span {
                    until: Some(SystemClock.now().plus_ms(UnixMillis::DAY_MS * 30)),
                    ..always()
                };
                let changed =
                    assignment(here.staff[9 + round % 8], here.groups[BUSY_GROUP], during);
                let before = thread_seconds();
                it.beside.change_directory(&[changed], &[])?;
                own_seconds += thread_seconds() - before;
                it.door.sync(&mut it.parents[place], Vec::new())?;
            }
            Ok(())
        })?;
        Ok(of_server + own_seconds * 1e3 / each as f64)
    }

    pub(super) fn open_lists(&mut self, round: usize) -> anyhow::Result<f64> {
        let each = self.extent.each;
        let groups: Vec<_> = self.chain.places[..each]
            .iter()
            .map(|place| place.groups[round % GROUPS])
            .collect();
        self.cost(each, |it| {
            for (place, group) in groups.into_iter().enumerate() {
                let writer = &mut it.staff[round][place];
                it.door.command(writer, CommandAction::HereToday(group))?;
            }
            Ok(())
        })
    }

    /// After something was written and somebody enrolled in every other location.
    pub(super) fn ask_with_nothing_new(&mut self, _: usize) -> anyhow::Result<f64> {
        for parent in &mut self.parents {
            self.door.sync(parent, Vec::new())?;
        }
        self.change_elsewhere()?;
        self.cost(self.extent.each, |it| {
            for parent in &mut it.parents {
                it.door.sync(parent, Vec::new())?;
            }
            Ok(())
        })
    }

    /// What one manager's phone costs that asks after a change of the directory, with nothing known yet of
    /// it, and the bytes of the answer.
    pub(super) fn tell_managers(&mut self) -> anyhow::Result<(f64, f64)> {
        let grant = self.grant_on(0, 0, 10);
        self.door.command(&mut self.staff[0][0], grant)?;
        let requests: Vec<_> = (self.managers.iter())
            .map(|manager| manager.request(Vec::new()))
            .collect();
        let mut bytes = 0;
        let spent = self.cost(requests.len(), |it| {
            for (headers, body) in requests {
                bytes = it.door.post(SYNC_PATH, &headers.to_headers(), body)?.len();
            }
            Ok(())
        })?;
        Ok((spent, bytes as f64))
    }

    fn change_elsewhere(&mut self) -> anyhow::Result<()> {
        let now = SystemClock.now();
        for (place, writer) in self.chain.places.iter().zip(&mut self.writers) {
            let series = Series {
                org: self.chain.org,
                kind: DocumentKind::Handover,
                subject: Subject::Child(place.children[NOTED_GROUP][0]),
            };
            let note = entry(writer, series, "handover", calm_handover_fields(1)?, now)?;
            let note: PushEntry = writer.sign(&note);
            self.door.sync(writer, vec![note])?;
        }
        for place in self.chain.places.iter().step_by(10) {
            let (_, records): (_, Vec<Record>) = self.chain.devices(&place.staff[..1]);
            self.beside.change_directory(&records, &[])?;
            // The server hears of each by itself, as it does of its own.
            self.door.sync(&mut self.writers[0], Vec::new())?;
        }
        Ok(())
    }
}

/// A device that asks to be enrolled by an invitation.
fn enrolment(ticket: &InvitationTicket) -> Vec<u8> {
    let key = DeviceKey::generate(&mut SystemRandom);
    let device = DeviceId::new(SystemClock.now(), &mut SystemRandom);
    let public_key = key.public();
    let message = EnrolRequest::proof_message(&ticket.org, &ticket.code, &device, &public_key);
    encode(&EnrolRequest {
        version: PROTOCOL_VERSION,
        org: ticket.org,
        code: ticket.code.clone(),
        device,
        public_key,
        device_name: "phone".into(),
        proof: key.sign(domain::ENROLMENT, &message),
    })
}
