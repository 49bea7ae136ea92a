//! Writing to the terminal. A reader that went away (`| head`) is no reason to fail.

use std::io::Write;

/// A line on standard output.
pub(super) fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// A line on standard error.
pub(super) fn complain(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// An error with its causes. A cause that was told in the words before it is not told twice.
pub(super) fn told(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain().map(|cause| cause.to_string()) {
        match text.as_str() {
            "" => text = cause,
            told if told.contains(&cause) => {}
            _ => text = format!("{text}: {cause}"),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;

    #[test]
    fn a_cause_is_told_once() {
        let cause = std::io::Error::other("no more room");
        let told_of = Err::<(), _>(cause).context("file x cannot be used (no more room)");
        let error = told_of.context("nothing was kept").unwrap_err();
        assert_eq!(
            told(&error),
            "nothing was kept: file x cannot be used (no more room)"
        );
    }
}
