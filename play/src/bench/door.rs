//! A server's door as a benchmark knocks at it: one connection, one request after the other.

use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use samenspel_protocol::{CommandAction, PushEntry, SYNC_PATH};
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};

use super::process::ServerProcess;
use super::writer::Writer;

const IDLE_MAX: Duration = Duration::from_secs(1);

/// The door.
pub struct Door {
    runtime: Runtime,
    connection: SendRequest<Full<Bytes>>,
    address: String,
    used: Instant,
}

impl Door {
    /// Connects.
    pub fn open(server: &ServerProcess) -> anyhow::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let address = server.address().to_owned();
        let connection = runtime.block_on(connect(&address))?;
        Ok(Self {
            runtime,
            connection,
            address,
            used: Instant::now(),
        })
    }

    /// The server says that it is ready.
    pub fn ready(&mut self) -> anyhow::Result<()> {
        let request = hyper::Request::get("/readyz");
        self.send(request, Vec::new()).map(drop)
    }

    /// Posts a body and gives the answer's.
    pub fn post(
        &mut self,
        path: &str,
        headers: &[(&'static str, String)],
        body: Vec<u8>,
    ) -> anyhow::Result<Bytes> {
        let mut request = hyper::Request::post(path);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        self.send(request, body)
    }

    /// A device's sync with these entries, which must all be stored.
    pub fn sync(&mut self, writer: &mut Writer, entries: Vec<PushEntry>) -> anyhow::Result<()> {
        let count = entries.len();
        let (headers, body) = writer.request(entries);
        let answer = self.post(SYNC_PATH, &headers.to_headers(), body)?;
        writer.take(count, &answer)
    }

    /// A device's sync with one command, which must be carried out.
    pub fn command(&mut self, writer: &mut Writer, action: CommandAction) -> anyhow::Result<()> {
        let (headers, body) = writer.ask(action);
        let answer = self.post(SYNC_PATH, &headers.to_headers(), body)?;
        writer.take_command(&answer)
    }

    fn send(
        &mut self,
        request: hyper::http::request::Builder,
        body: Vec<u8>,
    ) -> anyhow::Result<Bytes> {
        let request = request
            .header("host", &self.address)
            .body(Full::new(Bytes::from(body)))?;
        // The server closes what is idle.
        if self.used.elapsed() > IDLE_MAX {
            self.connection = self.runtime.block_on(connect(&self.address))?;
        }
        self.used = Instant::now();
        let connection = &mut self.connection;
        self.runtime.block_on(async {
            connection.ready().await?;
            let response = connection.send_request(request).await?;
            let status = response.status();
            let body = response.into_body().collect().await.context("an answer")?;
            ensure!(status.is_success(), "a request was answered with {status}");
            Ok(body.to_bytes())
        })
    }
}

async fn connect(address: &str) -> anyhow::Result<SendRequest<Full<Bytes>>> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (connection, driver) = handshake(TokioIo::new(stream)).await?;
    tokio::spawn(driver);
    Ok(connection)
}
