//! HTTP over a bare socket, byte by byte, so that a test can send what no client would. Knows
//! nothing of what the requests are about, but that every answer but 200 carries a request error.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, ensure};
use samenspel_model::limits::RESPONSE_BYTES_MAX;
use samenspel_model::verdict::RequestError;
use samenspel_model::wire::{decode_bounded, decompress};
use samenspel_protocol::Reply;

/// Longer than any answer takes; a test that waits so long has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BareAnswer {
    /// The status.
    pub status: u16,
    /// Status line and headers, in lower case.
    pub head: String,
    /// The body, as it came.
    pub body: Vec<u8>,
}

impl BareAnswer {
    /// The request error that it carries; its status must be the error's.
    pub fn error(&self) -> anyhow::Result<RequestError> {
        ensure!(self.status != 200, "the request was answered");
        let error: RequestError = decode_bounded(&self.body, RESPONSE_BYTES_MAX)
            .with_context(|| format!("an answer without an error: {}", self.head))?;
        ensure!(
            error.status() == self.status,
            "{} came with status {}",
            error.code(),
            self.status
        );
        ensure!(
            self.head.contains("content-type: application/cbor"),
            "an error is CBOR: {}",
            self.head
        );
        Ok(error)
    }

    /// A compressed message, or why there is none.
    pub fn reply<T: for<'b> minicbor::Decode<'b, ()>>(&self) -> anyhow::Result<Reply<T>> {
        if self.status != 200 {
            return Ok(Err(self.error()?));
        }
        let plain = decompress(&self.body, RESPONSE_BYTES_MAX)?;
        Ok(Ok(decode_bounded(&plain, RESPONSE_BYTES_MAX)?))
    }
}

/// The head of a request with a body of `length` bytes, on a connection of its own.
pub fn head(
    (method, path): (&str, &str),
    headers: &[(&'static str, String)],
    length: usize,
) -> String {
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: samenspel\r\nconnection: close\r\n");
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    head + &format!("content-length: {length}\r\n\r\n")
}

/// A connection that waits for an answer, but not for ever.
pub fn connect(address: SocketAddr) -> anyhow::Result<TcpStream> {
    let stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Sends exactly these bytes, as far as the server reads them, and takes the answer.
pub fn exchange(address: SocketAddr, bytes: &[u8]) -> anyhow::Result<BareAnswer> {
    let mut stream = connect(address)?;
    // A server that has seen enough answers before the end.
    if let Err(error) = stream.write_all(bytes) {
        let gone = [ErrorKind::BrokenPipe, ErrorKind::ConnectionReset];
        ensure!(gone.contains(&error.kind()), "not sent: {error}");
    }
    read_answer(&mut stream)
}

/// Reads an answer up to the connection's end.
pub fn read_answer(stream: &mut TcpStream) -> anyhow::Result<BareAnswer> {
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        // What was not read of the request resets the connection after the answer.
        Err(error) if error.kind() == ErrorKind::ConnectionReset && !answer.is_empty() => {}
        other => {
            other?;
        }
    }
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n");
    let end = end.context("no HTTP answer")?;
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    let status = head.get(9..12).and_then(|status| status.parse().ok());
    Ok(BareAnswer {
        status: status.context("no status")?,
        head,
        body: answer.split_off(end + 4),
    })
}

/// Sends a request and takes its answer.
pub fn send(
    address: SocketAddr,
    request: (&str, &str),
    headers: &[(&'static str, String)],
    body: &[u8],
) -> anyhow::Result<BareAnswer> {
    let head = head(request, headers, body.len());
    exchange(address, &[head.as_bytes(), body].concat())
}
