//! What each source may say, which one wins, and what is said of a mistake.

use std::path::{Path, PathBuf};
use std::time::Duration;

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
fn trusted_proxies_are_named_by_a_list_or_a_line_and_a_wrong_one_is_shown_with_the_key() {
    let named = |text: &str| {
        let (_folder, sources) = with_file(text);
        let config = Config::load(&sources, &ServeSettings::default(), None);
        config.unwrap().serve.trusted_proxies
    };
    let both: TrustedProxies = "192.0.2.10,10.1.0.0/24".parse().unwrap();
    for text in [
        "trusted_proxies = [\"192.0.2.10\", \"10.1.0.0/24\"]",
        "trusted_proxies = \"192.0.2.10, 10.1.0.0/24\"",
    ] {
        assert_eq!(named(text), both);
    }
    for text in ["trusted_proxies = []", "trusted_proxies = \"off\"", ""] {
        assert_eq!(named(text), TrustedProxies::default());
    }
    let (_folder, sources) = with_file("trusted_proxies = [\"192.0.2.10\"]");
    let given = ServeSettings {
        trusted_proxies: Some(TrustedProxies::default()),
        ..ServeSettings::default()
    };
    let config = Config::load(&sources, &given, None).unwrap();
    assert_eq!(config.serve.trusted_proxies, TrustedProxies::default());
    for wrong in [
        "[\"proxy.example.nl\"]",
        "[\"0.0.0.0/0\"]",
        "\"\"",
        "7",
        "[7]",
        "[\"10.0.0.5/8\"]",
    ] {
        let told = said(&format!("trusted_proxies = {wrong}"));
        let begin = format!("line 1: trusted_proxies is {wrong}, but must be addresses of proxies");
        assert!(told.starts_with(&begin), "{told}");
    }
    let told = said("trusted-proxies = []");
    assert!(told.ends_with("did you mean trusted_proxies?"), "{told}");
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
