//! The command line: one file per subcommand. Talks to people; knows nothing of requests.

mod audit;
mod clock;
mod collectors;
mod devices;
mod doctor;
mod held;
mod import;
mod init;
mod invitations;
mod invite;
mod mentor;
mod names;
mod open;
mod opening;
mod output;
mod serve;
mod trial_worker;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::ConfigSources;
use crate::trial::TRIAL_WORKER;

/// Partnership notes between childcare staff and parents: the sync server.
///
/// One data folder holds any number of organisations, each in a folder of its own with its database
/// and its key store. Settings come from flags, the environment (SAMENSPEL_…) or a file, in that
/// order of precedence.
#[derive(Parser)]
#[command(name = "samenspel", version, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    sources: ConfigSources,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Init(init::Init),
    Import(import::Import),
    Invite(invite::Invite),
    Invitations(invitations::Invitations),
    Devices(devices::Devices),
    Held(held::Held),
    Mentor(mentor::Mentor),
    Collectors(collectors::Collectors),
    Open(opening::Open),
    Audit(audit::Audit),
    Clock(clock::Clock),
    Serve(serve::Serve),
    Doctor(doctor::Doctor),
    #[command(name = TRIAL_WORKER, hide = true)]
    TrialWorker(trial_worker::TrialWorker),
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Init(command) => command.run(&cli.sources),
        Command::Import(command) => command.run(&cli.sources),
        Command::Invite(command) => command.run(&cli.sources),
        Command::Invitations(command) => command.run(&cli.sources),
        Command::Devices(command) => command.run(&cli.sources),
        Command::Mentor(command) => command.run(&cli.sources),
        Command::Collectors(command) => command.run(&cli.sources),
        Command::Held(command) => command.run(&cli.sources),
        Command::Open(command) => command.run(&cli.sources),
        Command::Audit(command) => command.run(&cli.sources),
        Command::Clock(command) => command.run(&cli.sources),
        Command::Serve(command) => command.run(&cli.sources),
        Command::TrialWorker(command) => command.run(),
        Command::Doctor(command) => return command.run(&cli.sources),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&format!("samenspel: {}", output::told(&error)));
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::config::{Config, ServeConfig};

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn help_names_the_default_of_every_setting_of_serve() {
        let mut cli = Cli::command();
        let serve = cli.find_subcommand_mut("serve").unwrap();
        let help = serve.render_long_help().to_string();
        let (config, defaults) = (Config::default(), ServeConfig::default());
        let expected = [
            defaults.listen.to_string(),
            defaults.metrics_listen.unwrap().to_string(),
            "off".to_owned(),
            defaults.request_timeout.as_secs().to_string(),
            defaults.concurrent_requests_max.to_string(),
            defaults.connections_max.to_string(),
            defaults.device_requests_per_minute.to_string(),
            defaults.device_requests_burst.to_string(),
            defaults.enrolments_per_minute.to_string(),
            defaults.hint_streams_per_device_max.to_string(),
            defaults.merge_interval.as_secs().to_string(),
            defaults.shutdown.as_secs().to_string(),
        ];
        for default in expected {
            assert!(
                help.contains(&format!("[default: {default}]")),
                "{default}\n{help}"
            );
        }
        assert_eq!(config.data_directory.to_str(), Some("./samenspel-data"));
    }
}
