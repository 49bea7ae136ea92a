//! How many files this process may have open: every connection is one. Raises the limit as far as the
//! system lets it, and says when the connections do not fit.

use rlimit::Resource;

/// What a server has open besides connections: its program, its log, the workers of text trials.
const OTHER_FILES: u64 = 128;
/// Databases with their logs and readers.
const FILES_PER_ORGANISATION: u64 = 48;

/// Raises the limit to what the system allows, and says how many files may be open; `None` where the
/// system does not say.
pub fn raise() -> Option<u64> {
    let (soft, hard) = Resource::NOFILE.get().ok()?;
    if soft < hard && Resource::NOFILE.set(hard, hard).is_err() {
        return Some(soft);
    }
    Resource::NOFILE.get().ok().map(|(soft, _)| soft)
}

/// How many files the limit could be raised to.
pub fn most() -> Option<u64> {
    Resource::NOFILE.get().ok().map(|(_, hard)| hard)
}

/// How many of the connections fit.
pub fn fitting(connections_max: u32, organisations: usize, files: Option<u64>) -> u32 {
    let Some(files) = files else {
        return connections_max;
    };
    let others = OTHER_FILES + FILES_PER_ORGANISATION * organisations as u64;
    let room = files.saturating_sub(others).max(1);
    connections_max.min(u32::try_from(room).unwrap_or(u32::MAX))
}

/// What is wrong and what to do about it, where the connections do not fit.
pub fn problem(
    connections_max: u32,
    organisations: usize,
    files: Option<u64>,
) -> Option<(String, &'static str)> {
    let fitting = fitting(connections_max, organisations, files);
    (fitting < connections_max).then(|| {
        let files = files.unwrap_or_default();
        let found = format!(
            "connections_max is {connections_max}, but this process may have {files} files open: \
             {fitting} connections fit"
        );
        let advice = "raise the limit of open files (LimitNOFILE of a systemd unit, ulimit -Hn of a \
                      shell), or lower connections_max";
        (found, advice)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_beyond_the_files_that_may_be_open_are_told_of_with_what_fits() {
        assert_eq!(problem(4_096, 1, Some(1_048_576)), None);
        assert_eq!(problem(4_096, 1, None), None);
        let (found, advice) = problem(4_096, 1, Some(1_024)).unwrap();
        assert!(
            found.contains("1024 files open: 848 connections fit"),
            "{found}"
        );
        assert!(advice.contains("LimitNOFILE"));
        assert_eq!(fitting(4_096, 1, Some(1_024)), 848);
        assert_eq!(fitting(4_096, 9, Some(100)), 1, "never none");
        assert_eq!(fitting(100, 1, Some(1_024)), 100);
    }

    #[test]
    fn the_limit_is_raised_to_what_the_system_allows() {
        assert_eq!(raise(), most());
    }
}
