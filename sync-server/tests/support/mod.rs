//! A real server in a temporary folder with the example location, and devices that speak to it
//! with nothing but sockets and the protocol's own types.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod disks;
pub mod serving;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use samenspel_model::entry::{DeviceKey, Entry, Fields, NoteKind, SignedEntry, Value, domain};
use samenspel_model::ids::{ChildId, DeviceId, EntryKey, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::Certainty;
use samenspel_model::verdict::RequestError;
use samenspel_model::wire::{compress, decode_bounded, decompress, encode};
use samenspel_protocol::{
    EnrolRequest, InvitationTicket, PROTOCOL_VERSION, PushEntry, RequestHeaders, SYNC_PATH,
    SyncRequest, SyncResponse,
};
use samenspel_rules::directory::{Holder, Record};
use sync_server::config::Config;
use sync_server::import::{ExternalKind, IdStore};
use sync_server::system::{SystemClock, SystemRandom};

pub fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/location")
}

/// The binary, away from any settings of this machine.
pub fn samenspel(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_samenspel"));
    let folder = data.ancestors().skip(1).find(|it| it.is_dir()).unwrap();
    command
        .current_dir(folder)
        .arg("--data-directory")
        .arg(data);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SAMENSPEL_")) {
        command.env_remove(name);
    }
    command
}

pub fn run(data: &Path, arguments: &[&str]) -> Output {
    samenspel(data).args(arguments).output().unwrap()
}

/// What a command that must succeed says.
pub fn said(data: &Path, arguments: &[&str]) -> String {
    let output = run(data, arguments);
    let text = String::from_utf8(output.stdout).unwrap();
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{arguments:?}: {text}{complaint}");
    text
}

/// What a command that must fail complains of.
pub fn complained(data: &Path, arguments: &[&str]) -> String {
    let output = run(data, arguments);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {text}");
    text + &String::from_utf8(output.stderr).unwrap()
}

/// A data folder with the example location.
pub struct Place {
    pub folder: tempfile::TempDir,
    pub org: OrgId,
}

impl Place {
    pub fn empty() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        (folder, data)
    }

    pub fn new() -> Self {
        let (folder, data) = Self::empty();
        let org = said(&data, &["init", "--name", "De Linde"])
            .trim()
            .parse()
            .unwrap();
        said(&data, &["import", examples().to_str().unwrap()]);
        Self { folder, org }
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn log_file(&self) -> PathBuf {
        let organisation = self.data().join("organisations").join(self.org.to_string());
        organisation.join("log.sqlite")
    }

    pub fn config(&self) -> Config {
        let mut config = Config {
            data_directory: self.data(),
            ..Config::default()
        };
        config.serve.listen = "127.0.0.1:0".parse().unwrap();
        config.serve.metrics_listen = Some("127.0.0.1:0".parse().unwrap());
        config
    }

    /// The phone of a professional, enrolled.
    pub fn enrolled(&self, address: SocketAddr) -> Phone {
        let phone = Phone::new(7, self.org, address);
        let reply = phone.enrol(&self.invite(&["--person", "s001"]));
        assert_eq!(reply.status, 200, "{:?}", reply.body);
        phone
    }

    pub fn invite(&self, whom: &[&str]) -> InvitationTicket {
        let arguments = [&["invite", "--text-only"], whom].concat();
        InvitationTicket::from_text(said(&self.data(), &arguments).trim()).unwrap()
    }
}

/// A person of the example location.
pub fn person(place: &Place, external: &str) -> PersonId {
    PersonId(id_of(place, ExternalKind::Person, external))
}

/// A child of the example location.
pub fn child(place: &Place, external: &str) -> ChildId {
    ChildId(id_of(place, ExternalKind::Child, external))
}

fn id_of(place: &Place, kind: ExternalKind, external: &str) -> [u8; 16] {
    let folder = place.log_file();
    let ids = IdStore::open(folder.parent().unwrap()).unwrap();
    ids.read().unwrap().get(kind, external).unwrap()
}

/// A device, made of its key and an id.
pub struct Phone {
    pub org: OrgId,
    pub device: DeviceId,
    pub key: DeviceKey,
    address: SocketAddr,
}

static NONCE: AtomicU64 = AtomicU64::new(1);

impl Phone {
    pub fn new(number: u8, org: OrgId, address: SocketAddr) -> Self {
        let key = DeviceKey::from_bytes(&[number; 32]);
        Self {
            org,
            device: DeviceId([number; 16]),
            key,
            address,
        }
    }

    pub fn enrol_request(&self, ticket: &InvitationTicket) -> EnrolRequest {
        let public_key = self.key.public();
        let message =
            EnrolRequest::proof_message(&self.org, &ticket.code, &self.device, &public_key);
        EnrolRequest {
            version: PROTOCOL_VERSION,
            org: self.org,
            code: ticket.code.clone(),
            device: self.device,
            public_key,
            device_name: "phone".to_owned(),
            proof: self.key.sign(domain::ENROLMENT, &message),
        }
    }

    pub fn enrol(&self, ticket: &InvitationTicket) -> Reply {
        let body = encode(&self.enrol_request(ticket));
        post(self.address, "/v1/enrol", &[], &body)
    }

    pub fn signed(&self, method: &str, path: &str, body: &[u8]) -> RequestHeaders {
        let number = NONCE.fetch_add(1, Ordering::Relaxed);
        let mut nonce = [0; 16];
        nonce[..8].copy_from_slice(&number.to_be_bytes());
        let ids = (self.org, self.device);
        RequestHeaders::sign(
            &self.key,
            ids,
            (method, path),
            body,
            SystemClock.now(),
            nonce,
        )
    }

    /// Sends a body as a sync, signed.
    pub fn send(&self, body: &[u8]) -> Reply {
        let headers = self.signed("POST", SYNC_PATH, body).to_headers();
        post(self.address, SYNC_PATH, &headers, body)
    }

    /// A hand-over about a child, by a person, as a request that brings nothing else.
    pub fn hand_over(&self, author: PersonId, child: ChildId, summary: &str) -> SyncRequest {
        let now = SystemClock.now();
        let entry = Entry {
            series: Series {
                org: self.org,
                kind: DocumentKind::Handover,
                subject: Subject::Child(child),
            },
            schema: samenspel_rules::schema::SCHEMA,
            key: EntryKey::new(author, now, &mut SystemRandom),
            kind: NoteKind::new("handover").unwrap(),
            fields: fields(&[("state", "calm"), ("summary", summary)]),
            written_at: now,
            device: self.device,
        };
        let pushed = PushEntry {
            signed: SignedEntry::sign(&entry, &self.key),
            corrected_at: now,
            certainty: Certainty::Measured,
            text_change: None,
        };
        SyncRequest {
            entries: vec![pushed],
            ..sync_request()
        }
    }

    pub fn push(&self, request: &SyncRequest) -> Reply {
        self.send(&compress(&encode(request)))
    }

    pub fn sync(&self) -> Reply {
        self.send(&compress(&encode(&sync_request())))
    }
}

fn fields(texts: &[(&str, &str)]) -> Fields {
    let mut fields = Fields::new();
    for (name, text) in texts {
        fields.set(name, Value::Text((*text).to_owned())).unwrap();
    }
    fields
}

pub fn sync_request() -> SyncRequest {
    SyncRequest {
        version: PROTOCOL_VERSION,
        schema: samenspel_rules::schema::SCHEMA,
        cursor: None,
        directory: None,
        commands: Vec::new(),
        entries: Vec::new(),
        wants: Vec::new(),
        list_documents: false,
        here: None,
    }
}

/// An HTTP answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn error(&self) -> RequestError {
        assert!(
            self.headers.contains("application/cbor"),
            "{}",
            self.headers
        );
        decode_bounded(&self.body, 4096).unwrap()
    }

    pub fn response(&self) -> SyncResponse {
        assert_eq!(self.status, 200, "{:?}", self.body);
        assert!(
            self.headers.contains("application/zstd"),
            "{}",
            self.headers
        );
        let plain = decompress(&self.body, 1 << 25).unwrap();
        decode_bounded(&plain, 1 << 25).unwrap()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// The bytes of a request's head, for a body of `length` bytes.
pub fn head(method: &str, path: &str, headers: &[(&str, String)], length: usize) -> String {
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n");
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    if length > 0 {
        head += &format!("content-length: {length}\r\n");
    }
    head + "\r\n"
}

pub fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .unwrap();
    stream
}

pub fn post(address: SocketAddr, path: &str, headers: &[(&str, String)], body: &[u8]) -> Reply {
    let mut stream = connect(address);
    stream
        .write_all(head("POST", path, headers, body.len()).as_bytes())
        .unwrap();
    // A server that refuses by the announced length may close before it has all.
    let _ = stream.write_all(body);
    read_reply(&mut stream)
}

pub fn get(address: SocketAddr, path: &str) -> Reply {
    let mut stream = connect(address);
    stream
        .write_all(head("GET", path, &[], 0).as_bytes())
        .unwrap();
    read_reply(&mut stream)
}

/// Reads an answer to the end of the connection.
pub fn read_reply(stream: &mut TcpStream) -> Reply {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let end = bytes
        .windows(4)
        .position(|it| it == b"\r\n\r\n")
        .expect("an answer");
    let headers = String::from_utf8(bytes[..end].to_vec())
        .unwrap()
        .to_lowercase();
    let status = headers.split(' ').nth(1).unwrap().parse().unwrap();
    Reply {
        status,
        headers,
        body: bytes[end + 4..].to_vec(),
    }
}

/// The first child that a phone hears of, and the person whose phone it is.
pub fn child_and_holder(phone: &Phone) -> (ChildId, PersonId) {
    let records = phone.sync().response().directory.unwrap().records;
    let child = records.iter().find_map(|record| match record {
        Record::Child(child) => Some(child.id),
        _ => None,
    });
    let holder = records.iter().find_map(|record| match record {
        Record::Device(device) if device.id == phone.device => Some(device.holder),
        _ => None,
    });
    let Some(Holder::Person(person)) = holder else {
        panic!("the phone is not a person's: {holder:?}");
    };
    (child.expect("a child in the directory"), person)
}
