//! A bad network: a TCP relay on loopback that refuses some connections and cuts the others in the
//! middle of a byte stream, in either direction. Knows nothing of what it carries.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use samenspel_model::ids::Random;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Of a hundred connections, this many are refused at once.
const REFUSED_PERCENT: u64 = 10;
/// While the link is bad a connection is cut after at most this many bytes, both ways together.
const BYTES_BEFORE_CUT_MAX: u64 = 32_000;

/// What passed, and what did not.
#[derive(Debug, Default)]
struct Counters {
    connections: AtomicU64,
    cuts: AtomicU64,
    bytes_up: AtomicU64,
    bytes_down: AtomicU64,
}

/// A running relay; it ends when dropped.
pub struct LossyLink {
    address: SocketAddr,
    counters: Arc<Counters>,
    good: Arc<AtomicBool>,
    task: JoinHandle<()>,
}

/// What a relay carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carried {
    /// Connections taken.
    pub connections: u64,
    /// Connections refused or cut.
    pub cuts: u64,
    /// Bytes from phones to the server.
    pub bytes_up: u64,
    /// Bytes from the server to phones.
    pub bytes_down: u64,
}

impl LossyLink {
    /// Relays to `server`, badly while it is not [good](LossyLink::set_good).
    pub async fn start(server: SocketAddr, random: Box<dyn Random>) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let counters = Arc::new(Counters::default());
        let good = Arc::new(AtomicBool::new(true));
        let task = tokio::spawn(accept(
            listener,
            server,
            counters.clone(),
            good.clone(),
            Arc::new(Mutex::new(random)),
        ));
        Ok(Self {
            address,
            counters,
            good,
            task,
        })
    }

    /// Where phones connect to.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// From now on new connections are whole, or not.
    pub fn set_good(&self, good: bool) {
        self.good.store(good, Ordering::Relaxed);
    }

    /// What it carried so far.
    pub fn carried(&self) -> Carried {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Carried {
            connections: read(&self.counters.connections),
            cuts: read(&self.counters.cuts),
            bytes_up: read(&self.counters.bytes_up),
            bytes_down: read(&self.counters.bytes_down),
        }
    }
}

impl Drop for LossyLink {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(
    listener: TcpListener,
    server: SocketAddr,
    counters: Arc<Counters>,
    good: Arc<AtomicBool>,
    random: Arc<Mutex<Box<dyn Random>>>,
) {
    while let Ok((phone, _)) = listener.accept().await {
        counters.connections.fetch_add(1, Ordering::Relaxed);
        let budget = draw_budget(&random);
        if budget == 0 && !good.load(Ordering::Relaxed) {
            counters.cuts.fetch_add(1, Ordering::Relaxed);
            continue;
        }
        let line = Line {
            good: good.clone(),
            left: AtomicU64::new(budget),
        };
        tokio::spawn(relay(phone, server, line, counters.clone()));
    }
}

/// One connection: how much it still carries while the link is bad.
struct Line {
    good: Arc<AtomicBool>,
    left: AtomicU64,
}

impl Line {
    /// How much of `bytes` passes.
    fn pass(&self, bytes: u64) -> u64 {
        if self.good.load(Ordering::Relaxed) {
            return bytes;
        }
        let take = |left: u64| Some(left.saturating_sub(bytes));
        let before = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take);
        bytes.min(before.unwrap_or(0))
    }
}

fn draw_budget(random: &Mutex<Box<dyn Random>>) -> u64 {
    let bytes = random
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .bytes16();
    let [a, b, ..] = bytes.map(u64::from);
    if a % 100 < REFUSED_PERCENT {
        return 0;
    }
    // Squared, so that many are cut early and some last.
    1 + b * b * BYTES_BEFORE_CUT_MAX / (255 * 255)
}

async fn relay(phone: TcpStream, server: SocketAddr, line: Line, counters: Arc<Counters>) {
    let Ok(server) = TcpStream::connect(server).await else {
        return;
    };
    // Answers are small and awaited.
    let _ = (phone.set_nodelay(true), server.set_nodelay(true));
    let (phone_read, phone_write) = phone.into_split();
    let (server_read, server_write) = server.into_split();
    let up = copy(phone_read, server_write, &line, &counters.bytes_up);
    let down = copy(server_read, phone_write, &line, &counters.bytes_down);
    // Whichever direction ends, both do: a cut is a cut.
    let cut = tokio::select! {
        cut = up => cut,
        cut = down => cut,
    };
    if cut {
        counters.cuts.fetch_add(1, Ordering::Relaxed);
    }
}

/// Copies until an end closes (false) or the line is cut (true).
async fn copy(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    line: &Line,
    carried: &AtomicU64,
) -> bool {
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        let passed = line.pass(read as u64);
        let whole = usize::try_from(passed).unwrap_or(0).min(read);
        carried.fetch_add(passed, Ordering::Relaxed);
        if to.write_all(&buffer[..whole]).await.is_err() {
            return false;
        }
        if whole < read {
            return true;
        }
    }
    false
}
