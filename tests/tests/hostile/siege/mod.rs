//! A location under attack: the real service on loopback, honest devices whose pulls are compared
//! before and after each attack, and attackers who may be anyone. Knows no attack.

mod people;

use std::net::SocketAddr;

use samenspel_model::entry::{Entry, SignedEntry};
use samenspel_model::ids::{CircleId, EntryKey, PersonId};
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{HoldReason, Outcome, RefusalCode, RequestError};
use samenspel_protocol::{
    CommandAction, InvitationTicket, PushEntry, Reply, SignedCommand, SyncRequest, SyncResponse,
};
use samenspel_rules::directory::{Circle, Holder, Span};
use samenspel_testkit::clock::TrueTime;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::location::MONDAY_MORNING;
use samenspel_tests::support::bare_http::BareAnswer;
use samenspel_tests::support::driven_server::{DrivenServer, patient};
use samenspel_tests::support::modified_app::{ModifiedApp, empty_request, pushed};
use samenspel_tests::support::notes::text;
use samenspel_tests::support::picture::Picture;
use sync_server::config::ServeConfig;
use sync_server::storage::Statistics;

pub use people::{People, SIZE, person};

/// See the module's first lines.
pub struct Siege {
    /// The service.
    pub server: DrivenServer,
    /// Who is there.
    pub at: People,
    /// What honest people wrote before.
    pub written: Written,
    honest: Vec<(&'static str, ModifiedApp)>,
}

/// Notes that were there before any attack.
#[derive(Clone)]
pub struct Written {
    /// By Fatima, on Noor.
    pub handover: Entry,
    /// By Samira, on Noor, in the day-log.
    pub drop_off: Entry,
    /// By Pieter, on his own desk.
    pub home_note: Entry,
    /// Co-written; begun by Fatima, on Noor.
    pub agreement: Entry,
    /// By Joke, in the team's document on Noor.
    pub question: Entry,
    /// Of Fatima and Ingrid.
    pub circle: CircleId,
    /// As they were signed.
    pub signed: Vec<SignedEntry>,
}

/// Everything that an attack must leave as it is.
#[derive(PartialEq)]
struct Stand {
    pulls: Vec<(&'static str, Picture)>,
    counts: Statistics,
}

impl Siege {
    /// A Monday morning.
    pub fn lay() -> Self {
        Self::lay_with(&patient())
    }

    /// With other settings.
    pub fn lay_with(config: &ServeConfig) -> Self {
        let time = TrueTime::starting_at(MONDAY_MORNING);
        let server = DrivenServer::start_with(people::SIZE, time, config).unwrap();
        let (at, records) = People::of(&server.site.location, MONDAY_MORNING);
        server.organisation.change_directory(&records, &[]).unwrap();
        let honest = [
            ("Fatima", Holder::Person(at.fatima)),
            ("Joke", Holder::Person(at.joke)),
            ("Pieter", Holder::Person(at.pieter)),
            ("Karim", Holder::Person(at.karim)),
            ("Hassan", Holder::Person(at.hassan)),
            ("Ingrid", Holder::Person(at.ingrid)),
            ("the tablet", Holder::Group(at.rupsen)),
        ];
        let enrol = |(name, holder)| (name, enrol(&server, holder));
        let honest = honest.into_iter().map(enrol).collect();
        let written = Written::of(&at);
        let mut siege = Self {
            server,
            at,
            written,
            honest,
        };
        siege.write_what_is_there();
        siege
    }

    fn write_what_is_there(&mut self) {
        let (at, now) = (self.at, self.now());
        let samira = self.device_of(at.samira);
        let open = CommandAction::OpenCircle(Circle {
            id: self.written.circle,
            members: vec![at.fatima, at.ingrid],
            during: Span::since(now),
        });
        let opened = self.honest("Fatima").command(at.fatima, open, now);
        let outcome = self.command(self.honest("Fatima"), opened);
        assert!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
        let case = (DocumentKind::Circle, Subject::Case(self.written.circle));
        let board = (DocumentKind::Board, Subject::Group(at.rupsen));
        let closed = [("code", text("closed"))];
        let by = |name: &str, entry: &Entry| self.honest(name).sign(entry);
        let signed = vec![
            by("Fatima", &self.written.handover),
            samira.sign(&self.written.drop_off),
            by("Pieter", &self.written.home_note),
            by("Fatima", &self.written.agreement),
            by("Joke", &self.written.question),
            by("Fatima", &at.question(at.fatima, case, now)),
            by(
                "Fatima",
                &at.note(at.fatima, board, "board_item", &closed, now),
            ),
            by("Karim", &at.handover(at.karim, at.zeynep, now)),
        ];
        let entries = signed.iter().map(|it| pushed(it.clone(), now)).collect();
        // One phone brings what others wrote, as it may.
        for outcome in self.push(self.honest("Fatima"), entries) {
            assert!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
        }
        self.written.signed = signed;
    }

    /// The true time.
    pub fn now(&self) -> UnixMillis {
        self.server.time.now()
    }

    /// Where the service is.
    pub fn address(&self) -> SocketAddr {
        self.server.address
    }

    /// An honest person's device.
    pub fn honest(&self, name: &str) -> &ModifiedApp {
        let found = self.honest.iter().find(|(it, _)| *it == name);
        &found.unwrap().1
    }

    /// A lawfully enrolled device of a person, to be modified.
    pub fn device_of(&self, person: PersonId) -> ModifiedApp {
        enrol(&self.server, Holder::Person(person))
    }

    /// Another device in the room of Rupsen.
    pub fn tablet(&self) -> ModifiedApp {
        enrol(&self.server, Holder::Group(self.at.rupsen))
    }

    /// A device that was never enrolled.
    pub fn stranger(&self) -> ModifiedApp {
        ModifiedApp::unknown(self.at.org, self.address(), self.now())
    }

    /// An invitation for one device.
    pub fn ticket(&self, holder: Holder) -> InvitationTicket {
        self.server.invite(holder, self.address()).unwrap()
    }

    /// One request, which must reach the service.
    pub fn ask(&self, app: &ModifiedApp, request: &SyncRequest) -> Reply<SyncResponse> {
        app.send(request, self.now()).unwrap()
    }

    /// What becomes of entries.
    pub fn push(&self, app: &ModifiedApp, entries: Vec<PushEntry>) -> Vec<Outcome> {
        let request = SyncRequest {
            entries,
            ..empty_request()
        };
        self.ask(app, &request).unwrap().outcomes
    }

    /// What becomes of an entry written now.
    pub fn push_one(&self, app: &ModifiedApp, signed: SignedEntry) -> Outcome {
        self.push(app, vec![pushed(signed, self.now())]).remove(0)
    }

    /// What becomes of a directory command.
    pub fn command(&self, app: &ModifiedApp, command: SignedCommand) -> Outcome {
        let request = SyncRequest {
            commands: vec![command],
            ..empty_request()
        };
        self.ask(app, &request).unwrap().command_outcomes.remove(0)
    }

    /// Lawful preparation: an entry that is stored.
    pub fn stores(&self, app: &ModifiedApp, signed: SignedEntry) {
        let outcome = self.push_one(app, signed);
        assert!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
    }

    fn stand(&self) -> Stand {
        let pulls = self.pulls().into_iter();
        let pulls = pulls.map(|(name, it)| (name, it.unwrap())).collect();
        let counts = self.server.organisation.statistics().unwrap();
        Stand { pulls, counts }
    }

    /// What every honest device pulls, all at once: they share the server's transactions.
    fn pulls(&self) -> Vec<(&'static str, anyhow::Result<Picture>)> {
        let now = self.now();
        std::thread::scope(|scope| {
            let taking: Vec<_> = self
                .honest
                .iter()
                .map(|(name, app)| (*name, scope.spawn(move || Picture::take(app, now))))
                .collect();
            let taken = taking.into_iter();
            taken.map(|(name, it)| (name, it.join().unwrap())).collect()
        })
    }

    /// Waits until the server has seen that connections which were closed are, and all honest devices
    /// are served side by side.
    pub fn until_everybody_is_served(&self) {
        let begun = std::time::Instant::now();
        while self.pulls().iter().any(|(_, pulled)| pulled.is_err()) {
            let waited = begun.elapsed();
            assert!(
                waited < std::time::Duration::from_secs(20),
                "they stay shut out"
            );
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }

    /// Lets an attack happen: every honest device still pulls the same documents, entries, heads,
    /// digest and directory, and nothing more is stored.
    pub fn nothing_changes<T>(&self, attack: impl FnOnce() -> T) -> T {
        self.only_held(0, attack)
    }

    /// The same, but for so many entries that wait for a manager, where no device sees them.
    pub fn only_held<T>(&self, held: u64, attack: impl FnOnce() -> T) -> T {
        let before = self.stand();
        let answer = attack();
        let after = self.stand();
        for ((name, before), (_, after)) in before.pulls.iter().zip(&after.pulls) {
            assert_eq!(before.documents, after.documents, "documents of {name}");
            assert_eq!(before.directory, after.directory, "directory of {name}");
            assert!(before == after, "what {name} pulls is another");
        }
        let expected = Statistics {
            held: before.counts.held + held,
            last_position: before.counts.last_position + held,
            ..before.counts
        };
        assert_eq!(after.counts, expected);
        answer
    }

    /// The entry is refused with this code and these arguments, and nothing changes.
    pub fn refuses(
        &self,
        app: &ModifiedApp,
        signed: SignedEntry,
        code: RefusalCode,
        args: &[&str],
    ) {
        let outcome = self.nothing_changes(|| self.push_one(app, signed));
        assert_eq!(outcome, refused(code, args));
    }

    /// Each of the entries is refused with this code, and nothing changes.
    pub fn refuses_all(&self, app: &ModifiedApp, signed: Vec<SignedEntry>, code: RefusalCode) {
        let count = signed.len();
        let entries = signed.into_iter().map(|it| pushed(it, self.now()));
        let outcomes = self.nothing_changes(|| self.push(app, entries.collect()));
        assert_eq!(outcomes, vec![refused(code, &[]); count]);
    }

    /// The command of `asker` is refused with this code and these arguments, and nothing changes.
    pub fn refuses_command(
        &self,
        app: &ModifiedApp,
        asker: PersonId,
        action: CommandAction,
        (code, args): (RefusalCode, &[&str]),
    ) {
        let command = app.command(asker, action, self.now());
        let outcome = self.nothing_changes(|| self.command(app, command));
        assert_eq!(outcome, refused(code, args));
    }

    /// The entry waits for a manager, and no device sees it.
    pub fn holds(&self, app: &ModifiedApp, signed: SignedEntry, why: HoldReason) {
        let outcome = self.only_held(1, || self.push_one(app, signed));
        assert_eq!(outcome, Outcome::Held { why });
    }

    /// The request is refused with this code and status, and nothing changes.
    pub fn turns_away(
        &self,
        (status, code): (u16, &str),
        attack: impl FnOnce() -> BareAnswer,
    ) -> RequestError {
        let answer = self.nothing_changes(attack);
        let error = answer.error().unwrap();
        assert_eq!((answer.status, error.code()), (status, code), "{error}");
        error
    }

    /// Each of the bodies, lawfully signed, is refused with this code and status, and nothing changes.
    pub fn turns_away_all(
        &self,
        app: &ModifiedApp,
        bodies: &[Vec<u8>],
        (status, code): (u16, &str),
    ) {
        self.nothing_changes(|| {
            for body in bodies {
                let answer = app.send_bytes(body, self.now()).unwrap();
                let error = answer.error().unwrap();
                assert_eq!((answer.status, error.code()), (status, code), "{body:?}");
            }
        });
    }

    /// The bytes, lawfully signed, are refused as the body of a sync with this code and status.
    pub fn turns_away_bytes(
        &self,
        app: &ModifiedApp,
        body: &[u8],
        expected: (u16, &str),
    ) -> RequestError {
        self.turns_away(expected, || app.send_bytes(body, self.now()).unwrap())
    }
}

impl Written {
    fn of(at: &People) -> Self {
        let now = MONDAY_MORNING;
        let about_noor = |kind| (kind, Subject::Child(at.noor));
        let words = [("text", text("Noor slaapt om 12 uur."))];
        let agreements = about_noor(DocumentKind::Agreements);
        Self {
            handover: at.handover(at.fatima, at.noor, now),
            drop_off: at.drop_off(at.samira, at.noor, now),
            home_note: at.home_note(at.pieter, (at.noor, at.pieter), now),
            agreement: at.note(at.fatima, agreements, "agreement", &words, now),
            question: at.question(at.joke, about_noor(DocumentKind::Team), now),
            circle: CircleId::new(now, &mut SystemRandom),
            signed: Vec::new(),
        }
    }
}

fn enrol(server: &DrivenServer, holder: Holder) -> ModifiedApp {
    let app = ModifiedApp::unknown(server.site.location.org, server.address, server.time.now());
    let ticket = server.invite(holder, server.address).unwrap();
    let request = app.enrol_request(&ticket.code);
    server.organisation.enrol(&request).unwrap();
    app
}

/// The outcome of a refusal.
pub fn refused(code: RefusalCode, args: &[&str]) -> Outcome {
    Outcome::Refused {
        code,
        args: args.iter().map(ToString::to_string).collect(),
    }
}

/// A key of `person` that nothing has.
pub fn unused_key(person: PersonId, now: UnixMillis) -> EntryKey {
    EntryKey::new(person, now, &mut SystemRandom)
}

#[test]
#[should_panic(expected = "documents of Fatima")]
fn hostile_attack_that_succeeded_would_be_noticed() {
    let siege = Siege::lay();
    let at = siege.at;
    let samira = siege.device_of(at.samira);
    let note = samira.sign(&at.drop_off(at.samira, at.noor, siege.now()));
    siege.nothing_changes(|| siege.push_one(&samira, note));
}
