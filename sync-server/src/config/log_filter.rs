//! Which log filters are taken. The library takes any word for the name of a part of a program, and then
//! logs nothing at all, errors neither.

const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];
/// Whose lines may be asked for by name: this program's and those of what it is built on.
const PARTS: [&str; 13] = [
    "sync_server",
    "samenspel_document",
    "samenspel_model",
    "samenspel_names",
    "samenspel_protocol",
    "samenspel_rules",
    "samenspel_sqlite",
    "axum",
    "hyper",
    "hyper_util",
    "rusqlite_migration",
    "tokio",
    "tower_http",
];

/// What is wrong with a filter, if anything is.
pub(super) fn check(filter: &str) -> Result<(), String> {
    let mut has_level = false;
    for part in filter.split(',').map(str::trim) {
        match part.split_once('=') {
            None if is_level(part) => has_level = true,
            None => return Err(format!("{part:?} is no level")),
            Some((_, level)) if !is_level(level) => {
                return Err(format!("{level:?} in {part:?} is no level"));
            }
            Some((target, _)) => {
                let name = target.split("::").next().unwrap_or_default();
                if !PARTS.contains(&name) {
                    return Err(format!("{name:?} is not one of {}", PARTS.join(", ")));
                }
            }
        }
    }
    match has_level {
        true => Ok(()),
        false => Err("begin it with a level for all the rest".to_owned()),
    }
}

fn is_level(text: &str) -> bool {
    LEVELS.iter().any(|level| level.eq_ignore_ascii_case(text))
}
