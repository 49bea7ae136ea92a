//! The command line as an operator meets it: the real binary on real folders.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use samenspel_model::verdict::Outcome;
use support::serving::Serving;
use support::{Phone, Place, child, complained, examples, person, run, said, samenspel};

#[test]
fn a_second_init_is_refused_and_changes_nothing() {
    let (_folder, data) = Place::empty();
    let id = said(&data, &["init", "--name", "De Linde"]);
    let complaint = complained(&data, &["init", "--name", "Anders"]);
    assert!(
        complaint.contains("there is an organisation"),
        "{complaint}"
    );
    assert!(complaint.contains(id.trim()), "{complaint}");
}

#[test]
fn no_organisation_is_made_inside_the_folder_of_another() {
    let place = Place::new();
    let own = place.log_file().parent().unwrap().to_path_buf();
    let several = own.parent().unwrap().to_path_buf();
    for inside in [
        own.clone(),
        own.join("new"),
        several.clone(),
        several.join("new"),
    ] {
        let complaint = complained(&inside, &["init", "--name", "Anders"]);
        assert!(
            complaint.contains("inside the data of an organisation"),
            "{complaint}"
        );
        assert!(!inside.join("organisations").exists());
    }
    said(
        &place.folder.path().join("elsewhere"),
        &["init", "--name", "Anders"],
    );
}

#[test]
fn an_office_that_gives_one_id_anothers_name_is_asked_and_can_say_so() {
    let place = Place::new();
    let folder = example_folder();
    let people = folder.path().join("people.csv");
    let text = std::fs::read_to_string(&people).unwrap();
    let swapped = text
        .replace("s001,", "s00x,")
        .replace("s002,", "s001,")
        .replace("s00x,", "s002,");
    std::fs::write(&people, swapped).unwrap();
    let file = people.to_str().unwrap();
    let complaint = complained(&place.data(), &["import", file]);
    assert!(complaint.contains("--names-moved"), "{complaint}");
    said(&place.data(), &["import", file, "--names-moved"]);
}

#[test]
fn an_organisation_whose_name_shows_nothing_is_not_made() {
    let (_folder, data) = Place::empty();
    for nothing in ["\u{200B}", "\u{3164}", "\u{2800}", " \u{FEFF}", "\u{301}"] {
        let complaint = complained(&data, &["init", "--name", nothing]);
        assert!(complaint.contains("show something"), "{complaint}");
    }
}

#[test]
fn a_command_before_init_says_to_run_init() {
    let (_folder, data) = Place::empty();
    for command in [
        &["serve"][..],
        &["devices"],
        &["invite", "--person", "s001"],
    ] {
        let complaint = complained(&data, command);
        assert!(complaint.contains("run samenspel init"), "{complaint}");
    }
}

/// A folder with the example's files.
fn example_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(examples()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "csv") {
            std::fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
        }
    }
    folder
}

#[test]
fn an_import_names_what_it_did_not_read() {
    let (_folder, data) = Place::empty();
    said(&data, &["init", "--name", "De Linde"]);
    let folder = example_folder();
    let at = |name: &str| folder.path().join(name);
    std::fs::rename(at("contacts.csv"), at("CONTACTS.CSV")).unwrap();
    std::fs::copy(at("days.csv"), at("days (1).csv")).unwrap();
    std::fs::create_dir(at("old.csv")).unwrap();
    std::fs::write(at("Blad1.xlsx"), "").unwrap();
    let output = run(
        &data,
        &["import", folder.path().to_str().unwrap(), "--dry-run"],
    );
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{told}");
    for (name, advice) in [
        ("days (1).csv", "save it as days.csv"),
        ("old.csv", "known are groups.csv"),
        ("Blad1.xlsx", "known are groups.csv"),
    ] {
        let line = told.lines().find(|line| line.contains(name)).unwrap();
        assert!(
            line.contains("was not read") && line.contains(advice),
            "{line}"
        );
    }
    assert_eq!(told.lines().count(), 3, "{told}");
}

#[test]
fn a_file_that_is_there_twice_or_is_none_is_named_and_nothing_is_waited_for() {
    let (_folder, data) = Place::empty();
    said(&data, &["init", "--name", "De Linde"]);
    let folder = example_folder();
    let at = |name: &str| folder.path().join(name);
    let import = ["import", folder.path().to_str().unwrap()];
    std::fs::copy(at("days.csv"), at("Days.CSV")).unwrap();
    let twice = complained(&data, &import);
    assert!(twice.contains("Days.CSV and "), "{twice}");
    assert!(twice.contains("are both days.csv; keep one"), "{twice}");
    std::fs::remove_file(at("Days.CSV")).unwrap();
    std::fs::remove_file(at("days.csv")).unwrap();
    // A pipe that nobody writes into.
    let made = std::process::Command::new("mkfifo")
        .arg(at("days.csv"))
        .status();
    assert!(made.unwrap().success());
    let pipe = complained(&data, &import);
    assert!(pipe.contains("days.csv is not a file"), "{pipe}");
    std::fs::remove_file(at("days.csv")).unwrap();
    std::fs::create_dir(at("days.csv")).unwrap();
    let inside = complained(&data, &import);
    assert!(inside.contains("days.csv is not a file"), "{inside}");
    let absent = complained(&data, &["import", "/nowhere/people.csv"]);
    assert!(absent.contains("is not there; check its name"), "{absent}");
}

#[test]
fn the_help_of_import_names_every_file_and_column() {
    let help = said(std::path::Path::new("/nowhere"), &["import", "--help"]);
    for entry in std::fs::read_dir(examples()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if !name.ends_with(".csv") {
            continue;
        }
        assert!(help.contains(&format!("  {name} ")), "{name}");
        let text = std::fs::read_to_string(&path).unwrap();
        for column in text.lines().next().unwrap().split(',') {
            assert!(help.contains(column), "{name}: {column}");
        }
    }
    let readme = std::fs::read_to_string(examples().join("README.md")).unwrap();
    for part in readme.split("\n## ").filter(|part| part.contains(".csv\n")) {
        let name = part.lines().next().unwrap();
        let text = std::fs::read_to_string(examples().join(name)).unwrap();
        for column in text.lines().next().unwrap().split(',') {
            assert!(part.contains(&format!("`{column}`")), "{name}: {column}");
        }
        let example = part.lines().last().unwrap_or_default().trim_matches('`');
        assert!(
            text.contains(example.trim_end_matches('\n')),
            "{name}: {example}"
        );
    }
}

#[test]
fn a_dry_run_writes_nothing_an_import_everything_and_a_second_import_nothing() {
    let (_folder, data) = Place::empty();
    said(&data, &["init", "--name", "De Linde"]);
    let examples = examples();
    let import = ["import", examples.to_str().unwrap()];
    let dry = said(&data, &[&import[..], &["--dry-run"]].concat());
    assert!(
        dry.contains("children: 40 new") && dry.contains("nothing was written"),
        "{dry}"
    );
    let first = said(&data, &import);
    assert!(
        first.contains("people: 84 new") && first.ends_with("imported\n"),
        "{first}"
    );
    let second = said(&data, &import);
    assert!(
        second.contains("children: 0 new, 0 changed, 40 unchanged"),
        "{second}"
    );
    assert!(second.ends_with("nothing to change\n"), "{second}");
}

#[test]
fn a_file_with_errors_is_refused_by_line_and_changes_nothing() {
    let place = Place::new();
    let file = place.folder.path().join("people.csv");
    std::fs::write(
        &file,
        "id,first_name,last_name\nnew,Iris,De Boer\ns001,,Oosterhuis\n",
    )
    .unwrap();
    let complaint = complained(&place.data(), &["import", file.to_str().unwrap()]);
    assert!(
        complaint.contains("people.csv line 3, column first_name"),
        "{complaint}"
    );
    assert!(complaint.contains("nothing was imported"), "{complaint}");
    let complaint = complained(&place.data(), &["invite", "--person", "new"]);
    assert!(complaint.contains("no such person"), "{complaint}");
}

#[test]
fn somebody_without_a_role_is_not_invited_and_a_substitute_with_a_warning() {
    let place = Place::new();
    let people = place.folder.path().join("people.csv");
    let import = |row: &str| {
        let text = format!("id,first_name,last_name,work_days\n{row}\n");
        std::fs::write(&people, text).unwrap();
        said(&place.data(), &["import", people.to_str().unwrap()]);
    };
    let invite = ["invite", "--person", "x001", "--text-only"];
    import("x001,Iemand,Anders,");
    let complaint = complained(&place.data(), &invite);
    assert!(complaint.contains("this person has no role"), "{complaint}");
    assert_eq!(said(&place.data(), &["invitations"]), "");
    import("x001,Iemand,Anders,mon tue");
    let output = run(&place.data(), &invite);
    assert!(output.status.success());
    let warned = String::from_utf8(output.stderr).unwrap();
    assert!(
        warned.contains("warning: this person has days of work and no role"),
        "{warned}"
    );
    // What was taken away again is no role either.
    import("x001,Iemand,Anders,clear");
    complained(&place.data(), &invite);
}

#[test]
fn an_invitation_shows_a_qr_code_and_the_same_as_text() {
    let place = Place::new();
    let shown = said(&place.data(), &["invite", "--person", "o001"]);
    assert!(
        shown.contains('█') && shown.contains("SAMENSPEL1:"),
        "{shown}"
    );
    assert!(shown.contains("Valid once, until 20"), "{shown}");
}

#[test]
fn flags_win_over_the_environment_and_the_environment_over_the_file() {
    let place = Place::new();
    let file = place.folder.path().join("samenspel.toml");
    let settings = |port: u16| format!("127.0.0.1:{port}");
    std::fs::write(
        &file,
        "listen = \"127.0.0.1:18001\"\nmetrics_listen = \"off\"\n",
    )
    .unwrap();
    let found = |environment: Option<u16>, flag: Option<u16>| {
        let mut command = samenspel(&place.data());
        command.args(["doctor", "--json"]);
        if let Some(port) = environment {
            command.env("SAMENSPEL_LISTEN", settings(port));
        }
        if let Some(port) = flag {
            command.args(["--listen", &settings(port)]);
        }
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(found(None, None).contains("listen 127.0.0.1:18001"));
    assert!(found(Some(18002), None).contains("listen 127.0.0.1:18002"));
    assert!(found(Some(18002), Some(18003)).contains("listen 127.0.0.1:18003"));
}

#[test]
fn a_wrong_settings_file_is_named_with_its_line() {
    let place = Place::new();
    let file = place.folder.path().join("samenspel.toml");
    std::fs::write(&file, "listen = \"127.0.0.1:18001\"\nlisten_too = 3\n").unwrap();
    let complaint = complained(&place.data(), &["devices"]);
    assert!(
        complaint.contains("samenspel.toml") && complaint.contains("listen_too"),
        "{complaint}"
    );
}

#[test]
fn the_commands_work_beside_serve_and_a_revoked_phone_is_refused_at_once() {
    let place = Place::new();
    let server = Serving::start(&place);
    let phone = place.enrolled(server.address);
    assert_eq!(phone.sync().status, 200);
    let listed = said(&place.data(), &["devices"]);
    assert!(
        listed.contains("person s001") && listed.contains("active"),
        "{listed}"
    );
    let import = said(&place.data(), &["import", examples().to_str().unwrap()]);
    assert!(import.ends_with("nothing to change\n"), "{import}");
    said(
        &place.data(),
        &["devices", "revoke", &phone.device.to_string()],
    );
    let reply = phone.sync();
    assert_eq!(reply.status, 403, "{:?}", reply.body);
    let (status, log) = server.stop();
    assert_eq!(status, Some(0), "{log}");
}

#[test]
fn serve_ends_with_status_0_on_sigterm_and_its_log_names_nobody() {
    let place = Place::new();
    let server = Serving::start(&place);
    let phone = place.enrolled(server.address);
    assert_eq!(phone.sync().status, 200);
    let (status, log) = server.stop();
    assert_eq!(status, Some(0), "{log}");
    assert!(log.contains("answered /v1/sync with ok"), "{log}");
    assert!(log.contains(&phone.device.to_string()), "{log}");
    for name in ["Willemijn", "Oosterhuis", "De Linde"] {
        assert!(!log.contains(name), "{name} is in the log");
    }
}

#[test]
fn a_second_serve_on_the_same_folder_is_refused() {
    let place = Place::new();
    let server = Serving::start(&place);
    let complaint = complained(&place.data(), &["serve", "--listen", "127.0.0.1:0"]);
    assert!(
        complaint.contains("in use by another samenspel serve"),
        "{complaint}"
    );
    assert_eq!(server.stop().0, Some(0));
}

#[test]
fn what_was_acknowledged_is_there_after_kill_9() {
    let place = Place::new();
    let mut server = Serving::start(&place);
    place.enrolled(server.address);
    server.process.kill().unwrap();
    server.process.wait().unwrap();
    let server = Serving::start(&place);
    let phone = Phone::new(7, place.org, server.address);
    assert_eq!(phone.sync().status, 200);
    assert_eq!(server.stop().0, Some(0));
}

#[test]
fn doctor_finds_nothing_wrong_with_a_fresh_folder() {
    let place = Place::new();
    let output = run(
        &place.data(),
        &[
            "doctor",
            "--listen",
            "127.0.0.1:0",
            "--metrics-listen",
            "off",
        ],
    );
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    assert!(text.contains("database and keys are whole"), "{text}");
    assert!(!text.contains("error"), "{text}");
}

#[test]
fn what_a_revoked_phone_still_sends_is_listed_decided_by_a_manager_and_audited() {
    let place = Place::new();
    let server = Serving::start(&place);
    let phone = Phone::new(7, place.org, server.address);
    assert_eq!(
        phone.enrol(&place.invite(&["--person", "s001"])).status,
        200
    );
    assert_eq!(phone.sync().status, 200);
    let device = phone.device.to_string();
    let data = place.data();
    said(&data, &["devices", "revoke", &device]);
    let could_hold = said(&data, &["devices", "could-hold", &device]);
    assert!(could_hold.contains("last here 20"), "{could_hold}");
    let pushed =
        phone.push(&phone.hand_over(person(&place, "s001"), child(&place, "k001"), "rustig"));
    assert!(matches!(
        pushed.response().outcomes[0],
        Outcome::Held { .. }
    ));
    let listed = said(&data, &["held"]);
    assert!(listed.contains("by person s001"), "{listed}");
    let key = listed.split_whitespace().next().unwrap();
    let decide =
        |what, manager, reason| ["held", what, key, "--manager", manager, "--reason", reason];
    let complaint = complained(&data, &decide("adopt", "o001", "hoort erbij"));
    assert!(complaint.contains("no manager of the place"), "{complaint}");
    let shown = said(&data, &decide("show", "s014", "nakijken"));
    assert!(shown.contains("handover in handover"), "{shown}");
    said(&data, &decide("adopt", "s014", "hoort erbij"));
    let audit = said(&data, &["audit", "list"]);
    for action in ["enrolled", "revoked", "held", "held_read", "adopted"] {
        assert!(
            audit.contains(&format!("  {action}  ")),
            "{action}: {audit}"
        );
    }
    let verified = said(&data, &["audit", "verify"]);
    let head = verified
        .lines()
        .last()
        .unwrap()
        .strip_prefix("head ")
        .unwrap();
    said(&data, &["audit", "verify", "--noted", head]);
    let (status, log) = server.stop();
    assert_eq!(status, Some(0), "{log}");
}

#[test]
fn a_manager_opens_with_a_reason_for_a_while_and_closes_again() {
    let place = Place::new();
    let data = place.data();
    let about = ["open", "--manager", "s014", "--child", "k001"];
    let kinds = ["--kind", "team", "--kind", "parent-desk"];
    let because = ["--reason", "een ouder vraagt\n9999  inzage"];
    let with = |more: &[&'static str]| [&about[..], &kinds, &because, more].concat();
    let opened = said(&data, &with(&["--hours", "2"]));
    assert!(opened.contains("team of child k001"), "{opened}");
    assert!(opened.contains("parent-desk of child k001 and"), "{opened}");
    assert!(opened.contains("open until 20"), "{opened}");
    let audit = said(&data, &["audit", "list"]);
    let row = "opened  by manager person s014  team of child k001  until 20";
    assert!(audit.contains(row), "{audit}");
    // A reason of two lines does not pass for a row.
    assert!(audit.contains("vraagt 9999  inzage"), "{audit}");
    let mut by_a_parent = with(&[]);
    by_a_parent[2] = "o001";
    let complaint = complained(&data, &by_a_parent);
    assert!(complaint.contains("no manager of the place"), "{complaint}");
    let mut of_nobody = with(&[]);
    of_nobody[4] = "k999";
    let complaint = complained(&data, &of_nobody);
    assert!(complaint.contains("no such child"), "{complaint}");
    let mut without_reason = with(&[]);
    without_reason[10] = " ";
    let complaint = complained(&data, &without_reason);
    assert!(complaint.contains("say why"), "{complaint}");
    for hours in ["--hours=0", "--hours=73", "--hours=-1", "--hours=soon"] {
        let output = run(&data, &with(&[hours]));
        assert_eq!(output.status.code(), Some(2), "{hours}");
    }
    let wrong = [&about[..], &["--kind", "foto"], &because].concat();
    let output = run(&data, &wrong);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("parent-desk, parent-channel and team"),
        "{told}"
    );
    let closed = said(&data, &[&about[..], &["--close"]].concat());
    assert!(closed.contains(" closed"), "{closed}");
    let complaint = complained(&data, &[&about[..], &["--close"]].concat());
    assert!(complaint.contains("nothing of this is open"), "{complaint}");
}

#[test]
fn a_collector_is_said_to_be_somebody_else_by_one_command() {
    let place = Place::new();
    let data = place.data();
    let about = ["--child", "k001", "--barred", "o001", "--manager"];
    let say = |manager, name| {
        let end = [manager, "--name", name];
        [&["collectors", "somebody-else"][..], &about, &end].concat()
    };
    let complaint = complained(&data, &say("s001", "Jan Bos"));
    assert!(complaint.contains("is no manager"), "{complaint}");
    let complaint = complained(&data, &say("s014", "Jan Bos"));
    assert!(complaint.contains("is not barred"), "{complaint}");
    let listed = said(&data, &["collectors", "list"]);
    assert!(listed.contains("nothing was said"), "{listed}");
    let again = ["collectors", "ask-again"];
    let complaint = complained(&data, &[&again[..], &about, &["s014"]].concat());
    assert!(
        complaint.contains("nothing like this was said"),
        "{complaint}"
    );
}

#[test]
fn a_mentors_children_pass_on_by_one_command() {
    let place = Place::new();
    let data = place.data();
    let change = |from, to, manager| ["mentor", "--from", from, "--to", to, "--manager", manager];
    let complaint = complained(&data, &change("s002", "o001", "s014"));
    assert!(
        complaint.contains("does not work on the group"),
        "{complaint}"
    );
    // Of s006's children some are on the group on which s012 learns.
    let complaint = complained(&data, &change("s006", "s012", "s014"));
    assert!(
        complaint.contains("is a trainee on the group"),
        "{complaint}"
    );
    let changed = said(&data, &change("s002", "s001", "s014"));
    assert!(changed.contains("children passed on"), "{changed}");
    let audit = said(&data, &["audit", "list"]);
    assert!(
        audit.contains("mentor_changed  by manager person s014"),
        "{audit}"
    );
    let complaint = complained(&data, &change("s002", "s001", "s014"));
    assert!(complaint.contains("is no mentor"), "{complaint}");
}

#[test]
fn invitations_are_listed_and_withdrawn_and_devices_that_wait_are_confirmed() {
    let place = Place::new();
    let data = place.data();
    let ticket = place.invite(&["--person", "s001"]);
    let listed = said(&data, &["invitations"]);
    assert!(
        listed.contains("for person s001  by the operator  until"),
        "{listed}"
    );
    let id = listed.split_whitespace().next().unwrap().to_owned();
    said(&data, &["invitations", "withdraw", &id]);
    let twice = complained(&data, &["invitations", "withdraw", &id]);
    assert!(twice.contains("there is no open invitation"), "{twice}");
    assert_eq!(said(&data, &["invitations"]), "");
    drop(ticket);

    let server = Serving::start(&place);
    let phone = place.enrolled(server.address);
    let device = phone.device.to_string();
    let not_waiting = complained(&data, &["devices", "confirm", &device, "--manager", "s001"]);
    assert!(
        not_waiting.contains("does not wait for a manager"),
        "{not_waiting}"
    );
    let revoked = said(&data, &["devices", "revoke", &device]);
    assert!(revoked.starts_with("revoked\n"), "{revoked}");
    let again = said(&data, &["devices", "revoke", &device]);
    assert!(again.contains("already: nothing changed"), "{again}");
    let (status, log) = server.stop();
    assert_eq!(status, Some(0), "{log}");
}
