//! The binary `play`.

use std::process::ExitCode;

fn main() -> ExitCode {
    samenspel_play::cli::run()
}
