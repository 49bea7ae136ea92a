//! The network between one phone and the server: a loopback port that passes bytes on, can be cut,
//! and can be made to break in the middle of a request or of its answer.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::watch;

const NO_LIMIT: i64 = i64::MAX;
const BUFFER_BYTES: usize = 4_096;

/// One phone's way to the server.
pub struct Link {
    /// Where the phone connects.
    pub address: SocketAddr,
    state: Arc<State>,
    // The task that accepts connections lives in it.
    _runtime: Arc<Runtime>,
}

struct State {
    up: watch::Sender<bool>,
    /// Bytes that may still pass, each way.
    to_server: AtomicI64,
    to_phone: AtomicI64,
    connections: AtomicU64,
}

impl Link {
    /// A working link to the server at `target`.
    pub fn start(runtime: &Arc<Runtime>, target: SocketAddr) -> anyhow::Result<Self> {
        let listener = runtime.block_on(TcpListener::bind(("127.0.0.1", 0)))?;
        let address = listener.local_addr()?;
        let state = Arc::new(State {
            up: watch::Sender::new(true),
            to_server: AtomicI64::new(NO_LIMIT),
            to_phone: AtomicI64::new(NO_LIMIT),
            connections: AtomicU64::new(0),
        });
        runtime.spawn(accept(listener, target, state.clone()));
        Ok(Self {
            address,
            state,
            _runtime: runtime.clone(),
        })
    }

    /// The network is gone: what was connected breaks, nothing new gets through.
    pub fn cut(&self) {
        self.state.up.send_replace(false);
    }

    /// The network is back.
    pub fn restore(&self) {
        self.state.to_server.store(NO_LIMIT, Ordering::SeqCst);
        self.state.to_phone.store(NO_LIMIT, Ordering::SeqCst);
        self.state.up.send_replace(true);
    }

    /// The network will be cut as soon as so many more bytes went to the server.
    pub fn cut_after_sending(&self, bytes: usize) {
        let bytes = i64::try_from(bytes).unwrap_or(NO_LIMIT);
        self.state.to_server.store(bytes, Ordering::SeqCst);
    }

    /// The network will be cut as soon as so many more bytes came from the server.
    pub fn cut_after_receiving(&self, bytes: usize) {
        let bytes = i64::try_from(bytes).unwrap_or(NO_LIMIT);
        self.state.to_phone.store(bytes, Ordering::SeqCst);
    }

    /// Whether the network is there.
    pub fn is_up(&self) -> bool {
        *self.state.up.borrow()
    }

    /// How often the phone came through to the server.
    pub fn connections(&self) -> u64 {
        self.state.connections.load(Ordering::SeqCst)
    }
}

async fn accept(listener: TcpListener, target: SocketAddr, state: Arc<State>) {
    while let Ok((phone, _)) = listener.accept().await {
        if *state.up.borrow() {
            tokio::spawn(carry(phone, target, state.clone()));
        }
    }
}

async fn carry(phone: TcpStream, target: SocketAddr, state: Arc<State>) {
    let Ok(server) = TcpStream::connect(target).await else {
        return;
    };
    state.connections.fetch_add(1, Ordering::SeqCst);
    let mut up = state.up.subscribe();
    let (from_phone, to_phone) = phone.into_split();
    let (from_server, to_server) = server.into_split();
    // Whichever ends first takes the connection with it.
    tokio::select! {
        () = pass(from_phone, to_server, &state.to_server, &state.up) => {}
        () = pass(from_server, to_phone, &state.to_phone, &state.up) => {}
        _ = up.wait_for(|up| !up) => {}
    }
}

async fn pass(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    left: &AtomicI64,
    up: &watch::Sender<bool>,
) {
    let mut buffer = [0; BUFFER_BYTES];
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        let wanted = i64::try_from(read).unwrap_or(0);
        let before = match left.load(Ordering::SeqCst) {
            NO_LIMIT => NO_LIMIT,
            _ => left.fetch_sub(wanted, Ordering::SeqCst),
        };
        let passed = usize::try_from(before.clamp(0, wanted)).unwrap_or(0);
        if to.write_all(&buffer[..passed]).await.is_err() {
            return;
        }
        if passed < read {
            up.send_replace(false);
            return;
        }
    }
}
