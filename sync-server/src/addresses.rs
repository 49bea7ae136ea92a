//! What is said of an address that cannot be listened on, or should not be: by `serve` and `doctor` alike.

use std::io;

/// What to do where an address cannot be listened on.
pub fn unusable_advice(problem: &io::Error) -> &'static str {
    match problem.kind() {
        io::ErrorKind::AddrInUse => {
            "another program uses this port; stop it, or choose another with --listen or --metrics-listen"
        }
        io::ErrorKind::PermissionDenied => {
            "ports below 1024 need rights; choose a higher one and put a reverse proxy in front"
        }
        io::ErrorKind::AddrNotAvailable => "this machine has no such address; check it",
        _ => "check the address",
    }
}

/// What to do about an address that others on the network can reach.
pub fn open_advice(name: &str) -> &'static str {
    match name {
        "listen" => {
            "listen on 127.0.0.1 and put a reverse proxy with TLS in front; if the proxy runs on another \
             machine, name it in trusted_proxies and let a firewall keep all others out"
        }
        _ => "listen on 127.0.0.1, or let a firewall keep out all but what reads the metrics",
    }
}
