//! `samenspel doctor`: what is wrong, and what to do about it.

use std::process::ExitCode;

use clap::Args;
use serde_json::json;

use super::output;
use crate::config::{Config, ConfigSources, ServeSettings};
use crate::doctor::{Check, Level, examine};

/// Look at the settings, the machine and every organisation, and say what to do.
///
/// Every line begins with ok, warn or error. Exit status 1 if there is an error. May run while
/// `samenspel serve` runs; it reads whole databases, so rather not at the busiest hour.
#[derive(Args)]
pub(super) struct Doctor {
    /// Print one JSON object instead.
    #[arg(long)]
    json: bool,
    /// Where phones reach the server, as they see it.
    #[arg(long, env = "SAMENSPEL_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
    #[command(flatten)]
    settings: ServeSettings,
}

impl Doctor {
    pub(super) fn run(&self, sources: &ConfigSources) -> ExitCode {
        let checks = match Config::load(sources, &self.settings, self.public_url.as_deref()) {
            Ok(config) => examine(&config),
            Err(problem) => vec![Check {
                level: Level::Error,
                found: problem.to_string(),
                advice: "correct the settings; samenspel serve --help explains each".to_owned(),
            }],
        };
        let errors = checks
            .iter()
            .filter(|check| check.level == Level::Error)
            .count();
        if self.json {
            output::say(&json!({ "checks": checks, "errors": errors }).to_string());
        } else {
            checks.iter().for_each(|check| output::say(&line(check)));
        }
        if errors == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

/// One line, whatever a system or a database had to say.
fn line(check: &Check) -> String {
    let text = match check.advice.as_str() {
        "" => check.found.clone(),
        advice => format!("{}: {advice}", check.found),
    };
    let text = text.lines().map(str::trim).collect::<Vec<_>>().join("; ");
    let level = match check.level {
        Level::Ok => "ok   ",
        Level::Warn => "warn ",
        Level::Error => "error",
    };
    format!("{level} {text}")
}
