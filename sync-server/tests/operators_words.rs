//! What the commands say to whoever runs a server: in words that name the thing, and where to find it.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::serving::Serving;
use support::{Place, complained, examples, run, said, samenspel};

fn stderr(place: &Place, arguments: &[&str]) -> String {
    String::from_utf8(run(&place.data(), arguments).stderr).unwrap()
}

#[test]
fn the_audit_names_people_children_and_devices_and_can_be_asked_for_one() {
    let place = Place::new();
    let data = place.data();
    let server = Serving::start(&place);
    let phone = place.enrolled(server.address);
    let device = phone.device.to_string();
    said(&data, &["devices", "revoke", &device]);
    assert_eq!(server.stop().0, Some(0));
    let change = [
        "mentor",
        "--from",
        "s002",
        "--to",
        "s001",
        "--manager",
        "s014",
    ];
    said(&data, &change);
    let all = said(&data, &["audit", "list"]);
    assert!(!all.contains("record "), "{all}");
    assert!(
        all.contains("access_changed  by operator  person s001 at work on group"),
        "{all}"
    );
    assert!(all.contains("as parent of child k001"), "{all}");
    let enrolled = format!("device {device} of person s001");
    assert!(all.contains(&enrolled), "{all}");
    let rows = |more: &[&str]| {
        let listed = said(&data, &[&["audit", "list"], more].concat());
        let rows: Vec<_> = listed.lines().map(str::to_owned).collect();
        assert!(!rows.is_empty(), "{more:?}");
        rows
    };
    let of = |row: &String, name: &str| row.split_whitespace().any(|it| it == name);
    let by_person = rows(&["--person", "s001"]);
    assert!(by_person.iter().all(|row| of(row, "s001")), "{by_person:?}");
    assert!(by_person.iter().any(|row| row.contains("revoked")));
    let by_child = rows(&["--child", "k001"]);
    assert!(by_child.iter().all(|row| of(row, "k001")), "{by_child:?}");
    let by_device = rows(&["--device", &device]);
    assert!(by_device.iter().all(|row| row.contains(&device)));
    let both = rows(&["--person", "s001", "--device", &device.to_lowercase()]);
    assert_eq!(both, by_device);
    let nobody = complained(&data, &["audit", "list", "--person", "s999"]);
    assert!(nobody.contains("no such person"), "{nobody}");
}

#[test]
fn the_list_of_devices_says_what_each_is_called() {
    let place = Place::new();
    let server = Serving::start(&place);
    place.enrolled(server.address);
    let listed = said(&place.data(), &["devices"]);
    assert!(
        listed.contains("person s001  \"phone\"  enrolled"),
        "{listed}"
    );
    assert_eq!(server.stop().0, Some(0));
}

#[test]
fn an_id_that_is_none_is_told_with_where_to_find_it() {
    let place = Place::new();
    for (arguments, list) in [
        (&["devices", "revoke", "s001"][..], "samenspel devices"),
        (&["devices", "could-hold", "s001"], "samenspel devices"),
        (
            &["devices", "confirm", "s001", "--manager", "s014"],
            "samenspel devices",
        ),
        (&["audit", "list", "--device", "s001"], "samenspel devices"),
        (&["invitations", "withdraw", "7"], "samenspel invitations"),
        (
            &["held", "show", "7", "--manager", "s014", "--reason", "r"],
            "samenspel held",
        ),
        (&["devices", "--organisation", "Linde"], "samenspel init"),
    ] {
        let told = stderr(&place, arguments);
        assert!(told.contains("must be ") && told.contains(list), "{told}");
        for word in ["DeviceId", "InvitationId", "EntryKey", "OrgId"] {
            assert!(!told.contains(word), "{told}");
        }
    }
    // Read off a screen and typed in small letters it is the same id.
    let org = place.org.to_string().to_lowercase();
    said(&place.data(), &["devices", "--organisation", &org]);
}

#[test]
fn an_invitation_to_an_address_that_phones_cannot_reach_is_warned_of() {
    let place = Place::new();
    let invite = ["invite", "--person", "s001", "--text-only"];
    let told = stderr(&place, &invite);
    assert!(told.contains("which phones cannot reach"), "{told}");
    assert!(told.contains("public_url"), "{told}");
    let plain = [&invite[..], &["--public-url", "http://notes.example"]].concat();
    assert!(stderr(&place, &plain).contains("without TLS"));
    let well = [&invite[..], &["--public-url", "https://notes.example"]].concat();
    assert_eq!(stderr(&place, &well), "");
}

#[test]
fn too_many_open_invitations_are_told_with_the_command_that_ends_one() {
    let place = Place::new();
    let invite = ["invite", "--person", "s001", "--text-only"];
    for _ in 0..samenspel_model::limits::OPEN_INVITATIONS_MAX {
        said(&place.data(), &invite);
    }
    let told = complained(&place.data(), &invite);
    assert!(told.contains("samenspel invitations withdraw"), "{told}");
}

#[test]
fn an_address_for_everybody_is_warned_of_by_doctor_and_serve() {
    let place = Place::new();
    let data = place.data();
    for (listen, metrics) in [("0.0.0.0:0", "off"), ("127.0.0.1:0", "0.0.0.0:0")] {
        let addresses = ["--listen", listen, "--metrics-listen", metrics];
        let output = run(&data, &[&["doctor"][..], &addresses].concat());
        let found = String::from_utf8(output.stdout).unwrap();
        let warned = |line: &&str| line.starts_with("warn") && line.contains("clear text");
        assert_eq!(found.lines().filter(warned).count(), 1, "{found}");
        let mut server = samenspel(&data)
            .arg("serve")
            .args(addresses)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_secs(2));
        server.kill().unwrap();
        let output = server.wait_with_output().unwrap();
        let log = String::from_utf8(output.stderr).unwrap();
        assert!(log.contains("plain HTTP for a whole network"), "{log}");
    }
}

#[test]
fn a_log_filter_that_says_nothing_is_refused_by_serve_doctor_and_commands() {
    let place = Place::new();
    for command in ["serve", "doctor", "devices"] {
        let told = complained(&place.data(), &[command, "--log", "loud"]);
        assert!(told.contains("log must be error, warn, info"), "{told}");
        assert!(told.contains("\"loud\" is no level"), "{told}");
    }
}

#[test]
fn a_data_folder_that_is_a_file_is_called_one_and_a_cause_is_told_once() {
    let place = Place::new();
    let file = place.folder.path().join("file");
    std::fs::write(&file, b"").unwrap();
    let found = complained(&file, &["doctor"]);
    assert!(found.contains("is no folder"), "{found}");
    let told = complained(&file, &["import", examples().to_str().unwrap()]);
    assert!(told.matches("os error").count() <= 1, "{told}");
}

#[test]
fn who_left_is_not_invited() {
    let place = Place::new();
    let folder = place.folder.path().join("office");
    std::fs::create_dir(&folder).unwrap();
    let people = "id,first_name,last_name,left_on\nz2,Weg,Gegaan,2026-01-31\n";
    std::fs::write(folder.join("people.csv"), people).unwrap();
    said(&place.data(), &["import", folder.to_str().unwrap()]);
    let url = ["--public-url", "https://notes.example"];
    let invite = |who| [&["invite", "--text-only", "--person", who][..], &url].concat();
    let told = complained(&place.data(), &invite("z2"));
    assert!(told.contains("left on 2026-01-31"), "{told}");
    assert!(!told.contains("SAMENSPEL1"), "{told}");
    assert_eq!(stderr(&place, &invite("s001")), "");
    assert_eq!(stderr(&place, &invite("o001")), "");
}
