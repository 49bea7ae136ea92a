//! The phone's client speaks TLS: with a server behind an authority of the organisation's own, and
//! not with one that cannot prove who it is. In front of the real server stands what terminates TLS,
//! as a reverse proxy would.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use samenspel_client::{Client, ClientError, ClientOptions, ExchangeError, Roots, TransportError};
use samenspel_device::Status;
use samenspel_model::ids::PersonId;
use samenspel_model::series::DocumentKind;
use samenspel_protocol::sync::State;
use samenspel_rules::directory::Holder;
use samenspel_testkit::clock::TrueTime;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::clock::SharedClock;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::{note, of_child, text};
use samenspel_tests::support::phone::{Phone, Surroundings};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ServerConfig, crypto};

const SIZE: Size = Size {
    groups: 1,
    children_per_group: 1,
    staff_per_group: 2,
};

/// A private authority.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    root: Vec<u8>,
}

/// What a server shows, and the key to it.
struct Shown {
    certificate: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let root = params.self_signed(&key).unwrap().der().to_vec();
        Self {
            issuer: Issuer::new(params, key),
            root,
        }
    }

    fn certify(&self, params: CertificateParams) -> Shown {
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        Shown {
            certificate: certificate.der().clone(),
            key: PrivateKeyDer::Pkcs8(key.serialize_der().into()),
        }
    }

    /// A phone that trusts this authority.
    fn trusted(&self) -> ClientOptions {
        ClientOptions {
            roots: Roots::Given(vec![self.root.clone()]),
            ..ClientOptions::default()
        }
    }
}

fn for_name(name: &str) -> CertificateParams {
    CertificateParams::new(vec![name.to_owned()]).unwrap()
}

/// Takes off TLS and passes on what is inside.
struct Terminator {
    address: SocketAddr,
    shown: Arc<Mutex<Arc<ServerConfig>>>,
}

impl Terminator {
    fn start(server: &DrivenServer, shown: Shown) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0));
        let listener = server.runtime.block_on(listener).unwrap();
        let it = Self {
            address: listener.local_addr().unwrap(),
            shown: Arc::new(Mutex::new(tls(shown))),
        };
        let (shown, target) = (it.shown.clone(), server.address);
        server.runtime.spawn(async move {
            while let Ok((phone, _)) = listener.accept().await {
                let acceptor = TlsAcceptor::from(shown.lock().unwrap().clone());
                tokio::spawn(async move {
                    // A phone that does not trust it hangs up in the handshake.
                    let mut phone = acceptor.accept(phone).await?;
                    let mut server = TcpStream::connect(target).await?;
                    copy_bidirectional(&mut phone, &mut server).await
                });
            }
        });
        it
    }

    /// From the next connection on it shows another certificate.
    fn show(&self, shown: Shown) {
        *self.shown.lock().unwrap() = tls(shown);
    }
}

fn tls(shown: Shown) -> Arc<ServerConfig> {
    let provider = Arc::new(crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![shown.certificate], shown.key);
    Arc::new(config.unwrap())
}

/// A location whose server stands behind TLS.
struct Place {
    server: DrivenServer,
    authority: Authority,
    terminator: Terminator,
}

impl Place {
    fn new() -> Self {
        let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
        let authority = Authority::new();
        let shown = authority.certify(for_name("127.0.0.1"));
        Self {
            terminator: Terminator::start(&server, shown),
            server,
            authority,
        }
    }

    fn url(&self) -> String {
        format!("https://{}", self.terminator.address)
    }

    fn staff(&self, number: usize) -> PersonId {
        self.server.site.location.staff[0][number]
    }

    fn around(&self, options: ClientOptions) -> Surroundings {
        let clock = Arc::new(SharedClock::right(&self.server.time));
        Surroundings {
            options,
            ..Surroundings::new(self.server.runtime.handle(), clock)
        }
    }

    /// Enrols a phone through TLS.
    fn enrol(&self, number: usize, options: ClientOptions) -> anyhow::Result<Phone> {
        let person = self.staff(number);
        let ticket = self.server.invite_at(Holder::Person(person), &self.url())?;
        let path = self.server.site.phones()?.join(format!("{person}.store"));
        Phone::enrol(&path, person, &ticket, &self.around(options))
    }

    fn hand_over(&self, by: &Phone) -> samenspel_model::ids::EntryKey {
        let location = &self.server.site.location;
        let child = location.children[0][0];
        let series = of_child(location.org, DocumentKind::Handover, child);
        let fields = [("state", text("calm")), ("summary", text("Sliep goed."))];
        by.write(&note(series, "handover", &fields)).unwrap()
    }

    fn stored(&self) -> u64 {
        self.server.organisation.statistics().unwrap().entries
    }
}

/// Why the server was not believed.
fn not_trusted(error: &TransportError) -> &'static str {
    match error {
        TransportError::NotTrusted(why) => why,
        other => panic!("{other}"),
    }
}

#[test]
fn phones_sync_with_a_server_behind_an_authority_that_they_were_told_to_trust() {
    let place = Place::new();
    let fatima = place.enrol(0, place.authority.trusted()).unwrap();
    let joke = place.enrol(1, place.authority.trusted()).unwrap();
    let key = place.hand_over(&fatima);
    fatima.sync_all().unwrap();
    assert_eq!(fatima.status(&key).unwrap(), Status::Sent);
    joke.sync_all().unwrap();
    assert!(
        joke.store
            .note(&key, joke.clock().read())
            .unwrap()
            .is_some()
    );
}

#[test]
fn a_server_that_cannot_prove_who_it_is_gets_nothing_and_the_note_goes_when_it_can() {
    let place = Place::new();
    let fatima = place.enrol(0, place.authority.trusted()).unwrap();
    fatima.sync_all().unwrap();
    let path = fatima.path.clone();
    drop(fatima);
    let around = place.around(place.authority.trusted());
    let open = || Phone::open(&path, &around).unwrap();
    let key = place.hand_over(&open());

    let of = |make: fn(&mut CertificateParams)| {
        let mut params = for_name("127.0.0.1");
        make(&mut params);
        place.authority.certify(params)
    };
    let stranger = Authority::new();
    for (shown, expected) in [
        (stranger.certify(for_name("127.0.0.1")), "no authority"),
        (
            place.authority.certify(for_name("samenspel.example")),
            "for another address",
        ),
        (
            of(|params| params.not_after = date_time_ymd(2001, 1, 1)),
            "has expired",
        ),
        (
            of(|params| params.not_before = date_time_ymd(4000, 1, 1)),
            "not valid yet",
        ),
    ] {
        place.terminator.show(shown);
        // A fresh connection, as after an app was opened again.
        let phone = open();
        let report = phone.sync();
        let Some(ExchangeError::Transport(error)) = &report.failure else {
            panic!("{report:?}")
        };
        assert!(not_trusted(error).contains(expected), "{error}");
        assert!(error.to_string().contains("certificate"), "{error}");
        assert!(matches!(report.state, State::Waiting { .. }));
        assert_eq!(report.traffic.bytes_down, 0);
        assert_eq!(phone.status(&key).unwrap(), Status::OnThisDevice);
        assert_eq!(place.stored(), 0);
    }

    place
        .terminator
        .show(place.authority.certify(for_name("127.0.0.1")));
    let phone = open();
    phone.sync_all().unwrap();
    assert_eq!(phone.status(&key).unwrap(), Status::Sent);
    assert_eq!(place.stored(), 1);
}

#[test]
fn a_phone_enrols_with_no_server_that_it_does_not_trust_and_the_invitation_still_works() {
    let place = Place::new();
    let person = place.staff(0);
    let url = place.url();
    let ticket = place.server.invite_at(Holder::Person(person), &url);
    let ticket = ticket.unwrap();
    let folder = place.server.site.phones().unwrap();
    let unenrolled = |name: &str, options| {
        let around = place.around(options);
        Phone::unenrolled(&folder.join(name), person, &url, &around).unwrap()
    };
    let suspicious = unenrolled("suspicious", Authority::new().trusted());
    let refused = suspicious.enrol_by(&ticket).unwrap_err();
    let ClientError::Transport(error) = &refused else {
        panic!("{refused}")
    };
    assert!(not_trusted(error).contains("no authority"));
    unenrolled("trusting", place.authority.trusted())
        .enrol_by(&ticket)
        .unwrap();
}

#[test]
fn a_phone_that_expects_tls_says_nothing_to_a_server_without_it() {
    let place = Place::new();
    let plain = format!("https://{}", place.server.address);
    let ticket = place
        .server
        .invite_at(Holder::Person(place.staff(0)), &plain)
        .unwrap();
    let around = place.around(place.authority.trusted());
    let path = place.server.site.phones().unwrap().join("phone");
    let phone = Phone::unenrolled(&path, place.staff(0), &plain, &around).unwrap();
    let refused = phone.enrol_by(&ticket).unwrap_err();
    let no_answer = ClientError::Transport(TransportError::NoAnswer("no connection"));
    assert_eq!(refused.to_string(), no_answer.to_string());
}

#[test]
fn plain_http_beyond_this_machine_is_refused_before_anything_is_sent() {
    let clock = Arc::new(TrueTime::starting_at(MONDAY_MORNING));
    let client = |url: &str| {
        let options = ClientOptions::default();
        Client::new(url, &options, clock.clone(), Box::new(SystemRandom))
    };
    for url in [
        "http://samenspel.example",
        "http://192.0.2.1:8480",
        "http://localhost.samenspel.example",
    ] {
        let error = client(url).unwrap_err();
        assert!(matches!(error, ClientError::Address(_)), "{error}");
        assert!(error.to_string().contains("https://"), "{error}");
    }
    assert!(client("http://127.0.0.1:8480").is_ok());
}
