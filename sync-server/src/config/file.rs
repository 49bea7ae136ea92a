//! Reading the settings file: each setting by itself, so that a mistake is told with its line, its key, its
//! value and what would be right.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer};
use toml::{Table, Value};

use super::{ConfigError, DEFAULT_FILE, LogFormat, ServeSettings};

pub(super) const FILE_BYTES_MAX: u64 = 64 * 1024;
const VALUE_CHARS_MAX: usize = 60;

/// What a settings file may hold.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub data_directory: Option<PathBuf>,
    pub log_format: Option<LogFormat>,
    pub log: Option<String>,
    pub public_url: Option<String>,
    #[serde(flatten)]
    pub serve: ServeSettings,
}

/// What a setting may be, in the words of whoever writes it.
const SETTINGS: [(&str, &str); 16] = [
    (
        "data_directory",
        "a folder in quotes, like \"./samenspel-data\"",
    ),
    ("log_format", "\"text\" or \"json\""),
    ("log", "a level in quotes, like \"info\""),
    (
        "public_url",
        "an address in quotes, like \"https://samenspel.example.nl\"",
    ),
    (
        "listen",
        "an IP address with a port in quotes, like \"127.0.0.1:8480\" (a name such as localhost is none)",
    ),
    (
        "metrics_listen",
        "an IP address with a port in quotes, like \"127.0.0.1:8481\", or \"off\"",
    ),
    (
        "trusted_proxies",
        "addresses of proxies or ranges of them, like [\"192.0.2.10\", \"10.1.0.0/24\"], and never all \
         addresses; or \"off\"",
    ),
    (
        "request_timeout_seconds",
        "a whole number without quotes, 1 to 3600, like 30",
    ),
    (
        "concurrent_requests_max",
        "a whole number without quotes, at least 1, like 256",
    ),
    (
        "connections_max",
        "a whole number without quotes, at least 1, like 4096",
    ),
    (
        "device_requests_per_minute",
        "a whole number without quotes, at least 1, like 120",
    ),
    (
        "device_requests_burst",
        "a whole number without quotes, at least 1, like 60",
    ),
    (
        "enrolments_per_minute",
        "a whole number without quotes, at least 1, like 60",
    ),
    (
        "hint_streams_per_device_max",
        "a whole number without quotes, at least 1, like 2",
    ),
    (
        "merge_interval_seconds",
        "a whole number without quotes, 1 to 3600, like 5",
    ),
    (
        "shutdown_seconds",
        "a whole number without quotes, 1 to 3600, like 20",
    ),
];

pub(super) fn read_file(named: Option<&Path>) -> Result<File, ConfigError> {
    let path = named.unwrap_or(Path::new(DEFAULT_FILE));
    if named.is_none() && !path.exists() {
        return Ok(File::default());
    }
    let unreadable = |source| ConfigError::Unreadable {
        path: path.to_owned(),
        source,
    };
    if path.metadata().map_err(unreadable)?.len() > FILE_BYTES_MAX {
        return Err(ConfigError::TooLong {
            path: path.to_owned(),
        });
    }
    let text = std::fs::read_to_string(path).map_err(unreadable)?;
    read(&text).map_err(|(line, problem)| ConfigError::Wrong {
        path: path.to_owned(),
        line,
        problem,
    })
}

type Mistake = (Option<usize>, String);

fn read(text: &str) -> Result<File, Mistake> {
    let table: Table = toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| line_at(text, span.start));
        let at = line
            .and_then(|it| text.lines().nth(it - 1))
            .unwrap_or_default();
        (line, spelling(error.message(), at))
    })?;
    for (key, value) in &table {
        let line = line_of(text, key);
        let Some((_, right)) = SETTINGS.iter().find(|(name, _)| name == key) else {
            return Err((line, unknown(key, value)));
        };
        let alone = Table::from_iter([(key.clone(), value.clone())]);
        if alone.try_into::<File>().is_err() {
            return Err((
                line,
                format!("{key} is {}, but must be {right}", shown(value)),
            ));
        }
    }
    let unread = |error: toml::de::Error| (None, error.message().to_owned());
    table.try_into().map_err(unread)
}

/// What the parser found wrong in a line, where it can be said better in our words.
fn spelling(message: &str, line: &str) -> String {
    let message = message.lines().next().unwrap_or_default();
    if message.contains("duplicate") {
        let key = line.split('=').next().unwrap_or_default().trim();
        return format!("{key} stands here for the second time: keep one, it must not stand twice");
    }
    format!(
        "this is no setting ({message}); it must look like listen = \"127.0.0.1:8480\", with the quotes, \
         or like shutdown_seconds = 20"
    )
}

fn unknown(key: &str, value: &Value) -> String {
    if value.is_table() {
        return format!(
            "[{key}] is no setting; settings stand at the beginning of the file, without a heading"
        );
    }
    match meant(key) {
        Some(name) => format!("there is no setting {key}; did you mean {name}?"),
        None => format!("there is no setting {key}; samenspel serve --help lists them"),
    }
}

/// The setting that a mistyped key is likely to be.
fn meant(key: &str) -> Option<&'static str> {
    let key = key.to_lowercase().replace('-', "_");
    let names = || SETTINGS.iter().map(|(name, _)| *name);
    names()
        .find(|name| key == *name || key.starts_with(&format!("{name}_")))
        .or_else(|| names().find(|name| name.starts_with(&format!("{key}_"))))
        .or_else(|| {
            let nearest = names().min_by_key(|name| distance(&key, name))?;
            (distance(&key, nearest) <= key.len() / 3).then_some(nearest)
        })
}

/// How many letters must be changed, added or left out to make one word of another.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.bytes().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (column, beside) in other.bytes().enumerate() {
            let changed = diagonal + usize::from(letter != beside);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(VALUE_CHARS_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn line_at(text: &str, byte: usize) -> usize {
    let before = text.get(..byte).unwrap_or(text);
    before.matches('\n').count() + 1
}

/// The line that sets a key, if there is exactly one that looks so.
fn line_of(text: &str, key: &str) -> Option<usize> {
    let sets = |line: &str| {
        let line = line.trim_start().trim_start_matches(['[', '"', '\'']);
        line.strip_prefix(key)
            .map(|rest| rest.trim_start_matches(['"', '\'']).trim_start())
            .is_some_and(|rest| rest.starts_with(['=', '.', ']']))
    };
    let mut lines = text.lines().enumerate().filter(|(_, line)| sets(line));
    let (at, _) = lines.next()?;
    lines.next().is_none().then_some(at + 1)
}

/// The standard form is told in other words where it is refused.
pub(super) fn address<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<SocketAddr>, D::Error> {
    let text = String::deserialize(deserializer)?;
    super::given::address(&text)
        .map(Some)
        .map_err(serde::de::Error::custom)
}
