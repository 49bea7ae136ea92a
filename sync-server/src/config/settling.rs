//! Settles every setting from what its sources give, each value within its range. Knows nothing of how a
//! file is read.

use std::time::Duration;

use samenspel_protocol::INVITATION_URL_BYTES_MAX;

use super::file::read_file;
use super::{
    Config, ConfigError, ConfigSources, ServeConfig, ServeSettings, Switchable, log_filter,
};

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
        trusted_proxies: (given.trusted_proxies.as_ref())
            .or(file.trusted_proxies.as_ref())
            .map_or(default.trusted_proxies, Clone::clone),
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
