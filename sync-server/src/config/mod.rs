//! The settings: a file, the environment and flags, in ascending order of precedence, each with a
//! default that suits one small organisation behind a reverse proxy. Knows nothing of what they do.

mod file;
mod log_filter;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};
use samenspel_core::protocol::INVITATION_URL_BYTES_MAX;
use serde::Deserialize;

use file::{FILE_BYTES_MAX, read_file};

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
fn address(text: &str) -> Result<SocketAddr, String> {
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

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the settings file {} cannot be read ({source}): check its name and rights", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is too long to be one.
    #[error("the settings file {} is longer than {FILE_BYTES_MAX} bytes: is it the right file?", path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
    },
    /// The file is not TOML, or holds an unknown key or a wrong value.
    #[error("the settings file {} is wrong: {}{problem}", path.display(), line.map_or(String::new(), |it| format!("line {it}: ")))]
    Wrong {
        /// The file.
        path: PathBuf,
        /// The line, if it is known for certain.
        line: Option<usize>,
        /// What, and what is right.
        problem: String,
    },
    /// A value is outside its range.
    #[error("{name} must be {expected}")]
    Value {
        /// Which setting.
        name: &'static str,
        /// What it may be.
        expected: &'static str,
    },
    /// Two addresses are the same.
    #[error(
        "listen and metrics_listen are both {0}: give one of them another port, or set metrics_listen to \"off\""
    )]
    SameAddress(SocketAddr),
    /// The log filter would not do what it says.
    #[error(
        "log must be error, warn, info, debug or trace, or a filter such as info,sync_server=debug: {0}"
    )]
    LogFilter(String),
}

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

impl Config {
    /// Settles every setting: flag, else environment (both are in `sources` and `given`), else
    /// file, else default.
    pub fn load(
        sources: &ConfigSources,
        given: &ServeSettings,
        public_url: Option<&str>,
    ) -> Result<Self, ConfigError> {
        let file = read_file(sources.config.as_deref())?;
        let default = Self::default();
        let serve = serve_config(given, &file.serve)?;
        let public_url = match public_url.map(str::to_owned).or(file.public_url) {
            Some(url) => checked_url(url)?,
            None => format!("http://{}", serve.listen),
        };
        if let Some(metrics) = serve.metrics_listen
            && metrics == serve.listen
            && metrics.port() != 0
        {
            return Err(ConfigError::SameAddress(metrics));
        }
        let log = sources.log.clone().or(file.log).unwrap_or(default.log);
        let log = log.replace(' ', "");
        log_filter::check(&log).map_err(ConfigError::LogFilter)?;
        let directory = sources.data_directory.clone().or(file.data_directory);
        Ok(Self {
            data_directory: directory.unwrap_or(default.data_directory),
            log_format: sources.log_format.or(file.log_format).unwrap_or_default(),
            log,
            public_url,
            serve,
        })
    }
}

fn serve_config(given: &ServeSettings, file: &ServeSettings) -> Result<ServeConfig, ConfigError> {
    let default = ServeConfig::default();
    let count = |name, given: Option<u32>, file: Option<u32>, default: u32| match given
        .or(file)
        .unwrap_or(default)
    {
        0 => Err(ConfigError::Value {
            name,
            expected: "at least 1",
        }),
        number => Ok(number),
    };
    let seconds = |name, given: Option<u32>, file: Option<u32>, default: Duration| match given
        .or(file)
        .map_or(default, |seconds| Duration::from_secs(seconds.into()))
    {
        span if span.is_zero() || span > Duration::from_secs(3600) => Err(ConfigError::Value {
            name,
            expected: "1 to 3600 seconds",
        }),
        span => Ok(span),
    };
    macro_rules! settle {
        ($read:ident, $setting:ident, $default:expr) => {
            $read(
                stringify!($setting),
                given.$setting,
                file.$setting,
                $default,
            )?
        };
    }
    Ok(ServeConfig {
        listen: given.listen.or(file.listen).unwrap_or(default.listen),
        metrics_listen: match given.metrics_listen.or(file.metrics_listen) {
            None => default.metrics_listen,
            Some(Switchable::Off) => None,
            Some(Switchable::At(address)) => Some(address),
        },
        request_timeout: settle!(seconds, request_timeout_seconds, default.request_timeout),
        concurrent_requests_max: settle!(
            count,
            concurrent_requests_max,
            default.concurrent_requests_max
        ),
        connections_max: settle!(count, connections_max, default.connections_max),
        device_requests_per_minute: settle!(
            count,
            device_requests_per_minute,
            default.device_requests_per_minute
        ),
        device_requests_burst: settle!(count, device_requests_burst, default.device_requests_burst),
        enrolments_per_minute: settle!(count, enrolments_per_minute, default.enrolments_per_minute),
        hint_streams_per_device_max: settle!(
            count,
            hint_streams_per_device_max,
            default.hint_streams_per_device_max
        ),
        merge_interval: settle!(seconds, merge_interval_seconds, default.merge_interval),
        shutdown: settle!(seconds, shutdown_seconds, default.shutdown),
    })
}

fn checked_url(url: String) -> Result<String, ConfigError> {
    let url = url.trim_end_matches('/').to_owned();
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let is_usable = rest
        .is_some_and(|rest| !rest.is_empty() && !rest.contains(['/', ' ', '?', '#']))
        && url.len() <= INVITATION_URL_BYTES_MAX
        && url.is_ascii();
    if is_usable {
        Ok(url)
    } else {
        Err(ConfigError::Value {
            name: "public_url",
            expected: "an address like https://samenspel.example.nl, without a path",
        })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn with_file(text: &str) -> (tempfile::TempDir, ConfigSources) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("samenspel.toml");
        std::fs::write(&path, text).unwrap();
        let sources = ConfigSources {
            config: Some(path),
            ..ConfigSources::default()
        };
        (folder, sources)
    }

    #[test]
    fn what_is_given_wins_over_the_file_and_the_file_over_the_default() {
        let (_folder, sources) = with_file(
            "data_directory = \"elsewhere\"\nlisten = \"127.0.0.1:9000\"\nshutdown_seconds = 5\nmetrics_listen = \"off\"\n",
        );
        let given = ServeSettings {
            shutdown_seconds: Some(7),
            ..ServeSettings::default()
        };
        let config = Config::load(&sources, &given, None).unwrap();
        assert_eq!(config.serve.shutdown, Duration::from_secs(7));
        assert_eq!(config.data_directory, Path::new("elsewhere"));
        assert_eq!(config.serve.listen.port(), 9000);
        assert_eq!(config.serve.metrics_listen, None);
        assert_eq!(config.public_url, "http://127.0.0.1:9000");
        assert_eq!(
            config.serve.request_timeout,
            ServeConfig::default().request_timeout
        );
    }

    /// What is said of a file.
    fn said(text: &str) -> String {
        let (_folder, sources) = with_file(text);
        let error = Config::load(&sources, &ServeSettings::default(), None).unwrap_err();
        assert!(matches!(error, ConfigError::Wrong { .. }), "{error}");
        let said = error.to_string();
        said.split_once(" is wrong: ").unwrap().1.to_owned()
    }

    #[test]
    fn each_mistake_in_a_file_names_its_line_its_key_its_value_and_what_is_right() {
        let after = |text: &str| said(&format!("# ours\ndata_directory = \"d\"\n\n{text}\n"));
        for (text, expected) in [
            (
                "lissen = \"127.0.0.1:9000\"",
                "line 4: there is no setting lissen; did you mean listen?",
            ),
            (
                "Listen = \"127.0.0.1:9000\"",
                "line 4: there is no setting Listen; did you mean listen?",
            ),
            (
                "listen-address = 1",
                "line 4: there is no setting listen-address; did you mean listen?",
            ),
            (
                "connections-max = 1",
                "line 4: there is no setting connections-max; did you mean connections_max?",
            ),
            (
                "zzz = 1",
                "line 4: there is no setting zzz; samenspel serve --help lists them",
            ),
            (
                "listen = \"localhost:27220\"",
                "line 4: listen is \"localhost:27220\", but must be an IP address with a port in quotes, \
                 like \"127.0.0.1:8480\" (a name such as localhost is none)",
            ),
            (
                "listen = 8480",
                "line 4: listen is 8480, but must be an IP address with a port in quotes, like \
                 \"127.0.0.1:8480\" (a name such as localhost is none)",
            ),
            (
                "connections_max = \"many\"",
                "line 4: connections_max is \"many\", but must be a whole number without quotes, at \
                 least 1, like 4096",
            ),
            (
                "connections_max = -1",
                "line 4: connections_max is -1, but must be a whole number without quotes, at least 1, \
                 like 4096",
            ),
            (
                "shutdown_seconds = 1.5",
                "line 4: shutdown_seconds is 1.5, but must be a whole number without quotes, 1 to 3600, \
                 like 20",
            ),
            (
                "log_format = \"xml\"",
                "line 4: log_format is \"xml\", but must be \"text\" or \"json\"",
            ),
            (
                "metrics_listen = false",
                "line 4: metrics_listen is false, but must be an IP address with a port in quotes, like \
                 \"127.0.0.1:8481\", or \"off\"",
            ),
            (
                "[serve]\nlisten = \"127.0.0.1:1\"",
                "line 4: [serve] is no setting; settings stand at the beginning of the file, without a \
                 heading",
            ),
        ] {
            assert_eq!(after(text), expected, "{text}");
        }
        for text in [
            "listen = 127.0.0.1:9000",
            "connections_max 7",
            "log = \"info",
        ] {
            let told = after(text);
            assert!(told.starts_with("line 4: "), "{text}: {told}");
            assert!(!told.contains('\n'), "{text}: {told}");
        }
        let twice = after("data_directory = \"e\"");
        assert!(
            twice.contains("twice") && twice.contains("data_directory"),
            "{twice}"
        );
    }

    #[test]
    fn a_log_filter_that_would_say_nothing_is_refused() {
        let load = |log: &str| {
            let sources = ConfigSources {
                log: Some(log.to_owned()),
                ..ConfigSources::default()
            };
            Config::load(&sources, &ServeSettings::default(), None)
        };
        for good in [
            "info",
            "WARN",
            "off",
            "info,sync_server=debug",
            "warn, sync_server::http=trace",
        ] {
            assert!(load(good).is_ok(), "{good}");
        }
        for bad in [
            "loud",
            "",
            "verbose",
            "info,loud",
            "sync_server=debug",
            "info,sync_servr=debug",
            "info,sync_server=loud",
            "info,",
            "5",
        ] {
            let refused = load(bad).unwrap_err();
            assert!(matches!(refused, ConfigError::LogFilter(_)), "{bad}");
        }
    }

    #[test]
    fn one_address_is_not_for_two_things_and_those_beyond_this_machine_are_known() {
        let with = |listen: &str, metrics: &str| {
            let given = ServeSettings {
                listen: Some(listen.parse().unwrap()),
                metrics_listen: Some(metrics.parse().unwrap()),
                ..ServeSettings::default()
            };
            Config::load(&ConfigSources::default(), &given, None)
        };
        let same = with("127.0.0.1:9000", "127.0.0.1:9000").unwrap_err();
        assert!(same.to_string().contains("another port"), "{same}");
        assert!(with("127.0.0.1:0", "127.0.0.1:0").is_ok());
        let open = |listen, metrics| {
            with(listen, metrics)
                .unwrap()
                .serve
                .open_to_networks()
                .len()
        };
        assert_eq!(open("127.0.0.1:9000", "[::1]:9001"), 0);
        assert_eq!(open("0.0.0.0:9000", "off"), 1);
        assert_eq!(open("[::]:9000", "192.168.1.7:9001"), 2);
        assert_eq!(open("[::ffff:127.0.0.1]:9000", "127.0.0.2:9001"), 0);
    }

    #[test]
    fn a_value_outside_its_range_is_refused_with_its_name() {
        let (_folder, sources) = with_file("connections_max = 0\n");
        let error = Config::load(&sources, &ServeSettings::default(), None).unwrap_err();
        assert_eq!(error.to_string(), "connections_max must be at least 1");
    }

    #[test]
    fn a_named_file_that_is_not_there_is_an_error_that_says_so() {
        let sources = ConfigSources {
            config: Some(PathBuf::from("no/such/file.toml")),
            ..ConfigSources::default()
        };
        let error = Config::load(&sources, &ServeSettings::default(), None).unwrap_err();
        assert!(error.to_string().contains("no/such/file.toml"), "{error}");
    }

    #[test]
    fn a_public_url_has_a_scheme_and_no_path() {
        let load = |url| {
            Config::load(
                &ConfigSources::default(),
                &ServeSettings::default(),
                Some(url),
            )
        };
        assert_eq!(
            load("https://notes.example/").unwrap().public_url,
            "https://notes.example"
        );
        for url in [
            "notes.example",
            "https://notes.example/path",
            "ftp://x",
            "https://",
        ] {
            assert!(load(url).is_err(), "{url}");
        }
    }

    #[test]
    fn the_example_file_names_every_default() {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/samenspel.toml");
        let sources = ConfigSources {
            config: Some(example),
            ..ConfigSources::default()
        };
        let config = Config::load(&sources, &ServeSettings::default(), None).unwrap();
        assert_eq!(config, Config::default());
    }
}
