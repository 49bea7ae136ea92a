//! A server on loopback that answers what the test tells it to. Speaks just enough HTTP.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use samenspel_model::ids::Incarnation;
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RequestError;
use samenspel_model::wire::{Digest16, compress, encode};
use samenspel_protocol::{Cursor, Page, SyncResponse};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// One answer.
#[derive(Debug, Clone)]
pub enum Answer {
    Sync(Box<SyncResponse>),
    Cbor(Vec<u8>),
    Wire(Vec<u8>),
    Refusal(RequestError),
    Status(u16, Vec<u8>),
    /// Closes the connection after so many bytes of a good answer.
    CutAfter(usize),
    /// Says nothing until the client goes away.
    Hang,
    /// Claims no length and sends this much.
    EndlessBody(usize),
}

/// A request as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Request {
    line: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

#[derive(Default)]
struct Told {
    next: VecDeque<Answer>,
    otherwise: Option<Answer>,
    requests: Vec<Request>,
}

pub struct FakeServer {
    url: String,
    told: Arc<Mutex<Told>>,
    seen: watch::Receiver<usize>,
    hints: watch::Sender<u32>,
}

/// An answer with nothing in it.
pub fn quiet_response(server_time: UnixMillis) -> SyncResponse {
    SyncResponse {
        version: 1,
        server_time,
        schema: 1,
        restored: None,
        command_outcomes: Vec::new(),
        outcomes: Vec::new(),
        directory: None,
        documents: None,
        page: Page::default(),
        wanted: Vec::new(),
        cursor: Cursor {
            incarnation: Incarnation([8; 8]),
            position: 0,
        },
        more: false,
        digest: Some(Digest16::default()),
        here: None,
    }
}

impl FakeServer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let told = Arc::new(Mutex::new(Told::default()));
        let (count, seen) = watch::channel(0);
        let hints = watch::Sender::new(0);
        let (shared, listening, count) = (told.clone(), hints.clone(), Arc::new(count));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let serving = serve(stream, shared.clone(), count.clone(), listening.subscribe());
                tokio::spawn(serving);
            }
        });
        Self {
            url,
            told,
            seen,
            hints,
        }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// Answers the next request that has no answer yet.
    pub fn will(&self, answer: Answer) {
        self.told.lock().unwrap().next.push_back(answer);
    }

    /// Answers everything else.
    pub fn always(&self, answer: Answer) {
        self.told.lock().unwrap().otherwise = Some(answer);
    }

    pub fn bodies(&self) -> Vec<Vec<u8>> {
        let told = self.told.lock().unwrap();
        told.requests.iter().map(|it| it.body.clone()).collect()
    }

    pub fn header_values(&self, name: &str) -> Vec<String> {
        let told = self.told.lock().unwrap();
        let headers = told.requests.iter().flat_map(|it| it.headers.clone());
        headers.filter(|it| it.0 == name).map(|it| it.1).collect()
    }

    pub fn count(&self, line: &str) -> usize {
        let told = self.told.lock().unwrap();
        told.requests
            .iter()
            .filter(|it| it.line.starts_with(line))
            .count()
    }

    pub async fn until_asked(&self, times: usize) {
        self.seen
            .clone()
            .wait_for(|seen| *seen >= times)
            .await
            .unwrap();
    }

    pub async fn until_count(&self, line: &str, times: usize) {
        let mut seen = self.seen.clone();
        while self.count(line) < times {
            seen.changed().await.unwrap();
        }
    }

    pub async fn until_listening(&self) {
        self.until_count("GET /v1/hints", 1).await;
    }

    /// Until the client has nothing to ask for a while.
    pub async fn until_quiet(&self) {
        let mut seen = self.seen.clone();
        while tokio::time::timeout(Duration::from_millis(300), seen.changed())
            .await
            .is_ok()
        {}
    }

    pub fn hint(&self) {
        self.hints.send_modify(|count| *count += 1);
    }
}

async fn serve(
    mut stream: TcpStream,
    told: Arc<Mutex<Told>>,
    count: Arc<watch::Sender<usize>>,
    hints: watch::Receiver<u32>,
) {
    while let Some(request) = read_request(&mut stream).await {
        let is_hints = request.line.starts_with("GET /v1/hints");
        let answer = {
            let mut told = told.lock().unwrap();
            told.requests.push(request);
            if is_hints {
                None
            } else {
                let next = told.next.pop_front();
                Some(next.or(told.otherwise.clone()).unwrap_or(Answer::Hang))
            }
        };
        count.send_modify(|count| *count += 1);
        let keep = match answer {
            None => send_hints(&mut stream, hints.clone()).await,
            Some(answer) => send(&mut stream, answer).await,
        };
        if keep.is_none() {
            return;
        }
    }
}

async fn read_request(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|it| it == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let text = String::from_utf8(bytes[..head].to_vec()).ok()?;
    let mut lines = text.split("\r\n");
    let line = lines.next()?.to_owned();
    let headers: Vec<(String, String)> = lines
        .filter_map(|it| it.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|it| it.0 == "content-length");
    let length: usize = length.map_or(0, |it| it.1.parse().unwrap());
    let mut body = bytes[head + 4..].to_vec();
    while body.len() < length {
        if stream.read_buf(&mut body).await.ok()? == 0 {
            return None;
        }
    }
    Some(Request {
        line,
        headers,
        body,
    })
}

/// `None` where the connection is over.
async fn send(stream: &mut TcpStream, answer: Answer) -> Option<()> {
    let (status, body) = match answer {
        Answer::Sync(response) => (200, compress(&encode(&*response))),
        Answer::Cbor(body) | Answer::Wire(body) => (200, body),
        Answer::Refusal(error) => (error.status(), encode(&error)),
        Answer::Status(status, body) => (status, body),
        Answer::CutAfter(bytes) => {
            let whole = whole(200, &compress(&encode(&quiet_response(UnixMillis(0)))));
            stream.write_all(&whole[..bytes]).await.ok()?;
            return None;
        }
        Answer::Hang => {
            let _ = stream.read_u8().await;
            return None;
        }
        Answer::EndlessBody(bytes) => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.ok()?;
            let piece = vec![0; 1 << 16];
            for _ in 0..bytes.div_ceil(piece.len()) {
                stream.write_all(&piece).await.ok()?;
            }
            return None;
        }
    };
    stream.write_all(&whole(status, &body)).await.ok()
}

fn whole(status: u16, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status} Any\r\nlocation: /elsewhere\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

async fn send_hints(stream: &mut TcpStream, mut hints: watch::Receiver<u32>) -> Option<()> {
    hints.mark_unchanged();
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n: hello\n\n";
    stream.write_all(head).await.ok()?;
    while hints.changed().await.is_ok() {
        stream.write_all(b"event: changed\ndata:\n\n").await.ok()?;
    }
    None
}
