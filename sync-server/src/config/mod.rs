//! The settings: a file, the environment and flags, in ascending order of precedence, each with a
//! default that suits one small organisation behind a reverse proxy. Knows nothing of what they do.

mod error;
mod file;
mod given;
mod log_filter;
mod proxies;
mod settling;
#[cfg(test)]
mod tests;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

pub use error::ConfigError;
pub use given::{ConfigSources, DEFAULT_FILE, LogFormat, ServeSettings, Switchable};
pub use proxies::TrustedProxies;

/// The settings of every command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Folder for the organisations' databases and keys.
    pub data_directory: PathBuf,
    /// How log lines are written.
    pub log_format: LogFormat,
    /// Which log lines are written.
    pub log: String,
    /// Where devices reach the server; in invitations.
    pub public_url: String,
    /// The settings of `serve`.
    pub serve: ServeConfig,
}

/// The settings of `serve`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServeConfig {
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Address for `/metrics`.
    pub metrics_listen: Option<SocketAddr>,
    /// Whose word is taken for where a request comes from.
    pub trusted_proxies: TrustedProxies,
    /// How long a request may take, its body included.
    pub request_timeout: Duration,
    /// Requests being answered at the same time.
    pub concurrent_requests_max: u32,
    /// Open connections.
    pub connections_max: u32,
    /// Requests a minute that one device may make.
    pub device_requests_per_minute: u32,
    /// Requests that one device may make at once.
    pub device_requests_burst: u32,
    /// Attempts to enrol a minute by one invitation, and by all codes that are none together.
    pub enrolments_per_minute: u32,
    /// Hints streams that one device may hold open.
    pub hint_streams_per_device_max: u32,
    /// Between two rounds of merging.
    pub merge_interval: Duration,
    /// How long accepted requests may take to finish.
    pub shutdown: Duration,
}

impl Default for ServeConfig {
    fn default() -> Self {
        Self {
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8480),
            metrics_listen: Some(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8481)),
            trusted_proxies: TrustedProxies::default(),
            request_timeout: Duration::from_secs(30),
            concurrent_requests_max: 256,
            connections_max: 4096,
            device_requests_per_minute: 120,
            device_requests_burst: 60,
            enrolments_per_minute: 60,
            hint_streams_per_device_max: 2,
            merge_interval: Duration::from_secs(5),
            shutdown: Duration::from_secs(20),
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        let serve = ServeConfig::default();
        Self {
            data_directory: PathBuf::from("./samenspel-data"),
            log_format: LogFormat::default(),
            log: "info".to_owned(),
            public_url: format!("http://{}", serve.listen),
            serve,
        }
    }
}

impl Config {
    /// What is wrong with the address that invitations name, and what to do about it.
    pub fn public_url_problem(&self) -> Option<(String, &'static str)> {
        let url = &self.public_url;
        let host = url.split("://").nth(1).unwrap_or_default();
        let is_local = ["127.", "localhost", "[::1]", "0.0.0.0"]
            .iter()
            .any(|it| host.starts_with(it));
        if is_local {
            return Some((
                format!("invitations will name {url}, which phones cannot reach"),
                "set public_url in the settings file, or --public-url, to the proxy's https address",
            ));
        }
        url.starts_with("http://").then(|| {
            (
                format!("invitations will name {url}, without TLS"),
                "put a reverse proxy with TLS in front and name its https address",
            )
        })
    }
}

impl ServeConfig {
    /// The addresses on which anybody on a network reaches this process without TLS.
    pub fn open_to_networks(&self) -> Vec<(&'static str, SocketAddr)> {
        let metrics = self.metrics_listen.map(|it| ("metrics_listen", it));
        let all = [Some(("listen", self.listen)), metrics];
        let is_open = |it: &(_, SocketAddr)| !it.1.ip().to_canonical().is_loopback();
        all.into_iter().flatten().filter(is_open).collect()
    }
}
