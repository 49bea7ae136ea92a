//! Settings as one source gives them: a flag, a variable of the environment, a key of the file; each may
//! be missing. Knows nothing of which source wins.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Deserialize;

use super::{TrustedProxies, file};

/// The file that is read if it exists and no other is named.
pub const DEFAULT_FILE: &str = "samenspel.toml";

/// Which file holds settings, and those given by flag or environment.
#[derive(Debug, Clone, Default, Args)]
pub struct ConfigSources {
    /// Settings file (TOML). Keys are the long flags below with `_` for `-`. Flags win over the
    /// environment, the environment wins over the file [default: samenspel.toml, if it exists]
    #[arg(long, env = "SAMENSPEL_CONFIG", value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// Folder for the organisations' databases and keys; docs/operating.md says what to back up, and how
    /// [default: ./samenspel-data]
    #[arg(
        long,
        env = "SAMENSPEL_DATA_DIRECTORY",
        value_name = "FOLDER",
        global = true
    )]
    pub data_directory: Option<PathBuf>,
    /// How log lines are written [default: text]
    #[arg(
        long,
        env = "SAMENSPEL_LOG_FORMAT",
        value_name = "FORMAT",
        global = true
    )]
    pub log_format: Option<LogFormat>,
    /// Which log lines are written: error, warn, info, debug or a filter such as
    /// `info,sync_server=debug` [default: info]
    #[arg(long, env = "SAMENSPEL_LOG", value_name = "FILTER", global = true)]
    pub log: Option<String>,
}

/// The settings, each as given in one source, or not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServeSettings {
    /// Address to listen on. Plain HTTP: put a reverse proxy with TLS in front, and let it pass
    /// `/v1/hints` through unbuffered [default: 127.0.0.1:8480]
    #[arg(long, env = "SAMENSPEL_LISTEN", value_name = "ADDRESS", value_parser = address)]
    #[serde(default, deserialize_with = "file::address")]
    pub listen: Option<SocketAddr>,
    /// Address for `/metrics` (Prometheus), apart from the other, so that no proxy can make it
    /// public by mistake; `off` for none [default: 127.0.0.1:8481]
    #[arg(long, env = "SAMENSPEL_METRICS_LISTEN", value_name = "ADDRESS")]
    pub metrics_listen: Option<Switchable>,
    /// Addresses of reverse proxies on other machines, or ranges of them, with commas between: what they say
    /// in `X-Forwarded-For` or `Forwarded` of where a request comes from is believed, as it always is of a
    /// proxy on this machine. Name the proxies alone, never a network in which phones are; `off` for none
    /// [default: off]
    #[arg(long, env = "SAMENSPEL_TRUSTED_PROXIES", value_name = "ADDRESSES")]
    pub trusted_proxies: Option<TrustedProxies>,
    /// Seconds that a request may take, its body included [default: 30]
    #[arg(
        long,
        env = "SAMENSPEL_REQUEST_TIMEOUT_SECONDS",
        value_name = "SECONDS"
    )]
    pub request_timeout_seconds: Option<u32>,
    /// Requests being answered at the same time, all devices together [default: 256]
    #[arg(long, env = "SAMENSPEL_CONCURRENT_REQUESTS_MAX", value_name = "COUNT")]
    pub concurrent_requests_max: Option<u32>,
    /// Open connections, hints streams included [default: 4096]
    #[arg(long, env = "SAMENSPEL_CONNECTIONS_MAX", value_name = "COUNT")]
    pub connections_max: Option<u32>,
    /// Requests a minute that one device may make, on average [default: 120]
    #[arg(
        long,
        env = "SAMENSPEL_DEVICE_REQUESTS_PER_MINUTE",
        value_name = "COUNT"
    )]
    pub device_requests_per_minute: Option<u32>,
    /// Requests that one device may make at once after a pause [default: 60]
    #[arg(long, env = "SAMENSPEL_DEVICE_REQUESTS_BURST", value_name = "COUNT")]
    pub device_requests_burst: Option<u32>,
    /// Attempts to enrol a minute by one invitation, and by all codes that are none together
    /// [default: 60]
    #[arg(long, env = "SAMENSPEL_ENROLMENTS_PER_MINUTE", value_name = "COUNT")]
    pub enrolments_per_minute: Option<u32>,
    /// Hints streams that one device may hold open [default: 2]
    #[arg(
        long,
        env = "SAMENSPEL_HINT_STREAMS_PER_DEVICE_MAX",
        value_name = "COUNT"
    )]
    pub hint_streams_per_device_max: Option<u32>,
    /// Seconds between two rounds of merging documents in the background [default: 5]
    #[arg(long, env = "SAMENSPEL_MERGE_INTERVAL_SECONDS", value_name = "SECONDS")]
    pub merge_interval_seconds: Option<u32>,
    /// Seconds that accepted requests may take to finish after SIGTERM or SIGINT [default: 20]
    #[arg(long, env = "SAMENSPEL_SHUTDOWN_SECONDS", value_name = "SECONDS")]
    pub shutdown_seconds: Option<u32>,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// An address to listen on, as it is written in a flag.
pub(super) fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        "must be an IP address with a port, like 127.0.0.1:8480 (a name such as localhost is none)"
            .to_owned()
    })
}

/// An address, or `off`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switchable {
    /// Not at all.
    Off,
    /// There.
    At(SocketAddr),
}

impl std::str::FromStr for Switchable {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "off" {
            return Ok(Self::Off);
        }
        address(text)
            .map(Self::At)
            .map_err(|problem| format!("{problem}, or off"))
    }
}

impl<'de> Deserialize<'de> for Switchable {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}
