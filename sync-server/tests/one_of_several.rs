//! Several organisations in one data folder: what is wrong with one, or was never finished, does not stop
//! the others, and is said where an operator looks.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::path::{Path, PathBuf};

use samenspel_model::ids::OrgId;
use samenspel_model::verdict::RequestError;
use support::disks::SmallDisk;
use support::serving::Serving;
use support::{Phone, Place, complained, get, run, said};

fn organisations(place: &Place) -> PathBuf {
    place.data().join("organisations")
}

fn another(place: &Place) -> OrgId {
    let id = said(&place.data(), &["init", "--name", "Anders", "--another"]);
    id.trim().parse().unwrap()
}

/// A place whose phone is enrolled.
fn enrolled() -> Place {
    let place = Place::new();
    let server = Serving::start(&place);
    place.enrolled(server.address);
    assert_eq!(server.stop().0, Some(0));
    place
}

fn doctor(data: &Path) -> String {
    let addresses = ["--listen", "127.0.0.1:0", "--metrics-listen", "off"];
    let output = run(data, &[&["doctor"][..], &addresses].concat());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn an_init_that_fails_leaves_nothing_behind_and_the_organisation_there_goes_on() {
    let place = enrolled();
    let Some(disk) = SmallDisk::under(&place) else {
        println!("skipped: needs the right to mount");
        return;
    };
    disk.fill();
    let failed = complained(&place.data(), &["init", "--name", "Anders", "--another"]);
    assert!(failed.contains("the disk is full"), "{failed}");
    disk.free();
    let left: Vec<_> = std::fs::read_dir(organisations(&place)).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    // Still the only one: no command needs its name.
    said(&place.data(), &["devices"]);
    let server = Serving::start(&place);
    assert_eq!(Phone::new(7, place.org, server.address).sync().status, 200);
    assert_eq!(server.stop().0, Some(0));
}

#[test]
fn an_init_that_was_killed_halfway_is_no_organisation_and_is_tidied_up_by_the_next() {
    let place = enrolled();
    let left = organisations(&place).join(".new-01M8P0TN0000000000000000ZZ");
    std::fs::create_dir(&left).unwrap();
    std::fs::write(left.join("keys.sqlite"), b"half").unwrap();
    said(&place.data(), &["devices"]);
    let found = doctor(&place.data());
    assert!(found.contains("was never finished"), "{found}");
    let server = Serving::start(&place);
    assert_eq!(Phone::new(7, place.org, server.address).sync().status, 200);
    assert_eq!(server.stop().0, Some(0));
    another(&place);
    assert!(!left.exists());
}

#[test]
fn one_organisation_that_does_not_open_never_stops_the_others_and_is_named_everywhere() {
    type Harm = (&'static str, fn(&Path));
    let harm: [Harm; 6] = [
        ("damaged", |folder| {
            std::fs::write(folder.join("log.sqlite"), vec![7; 8_192]).unwrap();
        }),
        ("log.sqlite is missing", |folder| {
            std::fs::remove_file(folder.join("log.sqlite")).unwrap();
        }),
        ("keys.sqlite is missing", |folder| {
            std::fs::remove_file(folder.join("keys.sqlite")).unwrap();
        }),
        ("is empty", |folder| {
            std::fs::remove_dir_all(folder).unwrap();
            std::fs::create_dir(folder).unwrap();
        }),
        ("is no folder", |folder| {
            std::fs::remove_dir_all(folder).unwrap();
            std::fs::write(folder, b"a file").unwrap();
        }),
        ("holds organisation", |folder| {
            let good = std::fs::read_dir(folder.parent().unwrap()).unwrap();
            let mut good = good.map(|it| it.unwrap().path());
            let good = good.find(|it| it != folder).unwrap();
            for name in ["log.sqlite", "keys.sqlite"] {
                std::fs::copy(good.join(name), folder.join(name)).unwrap();
            }
        }),
    ];
    for (what, harm) in harm {
        let place = enrolled();
        let bad = another(&place);
        harm(&organisations(&place).join(bad.to_string()));
        let server = Serving::start(&place);
        let phone = Phone::new(7, place.org, server.address);
        assert_eq!(phone.sync().status, 200, "{what}");
        let ready = get(server.address, "/readyz");
        assert_eq!(ready.status, 200, "{what}");
        let told = ready.text();
        assert!(told.contains(&format!("not served: {bad}")), "{told}");
        // It is not gone for good: its phones wait, and do not forget.
        let theirs = Phone::new(8, bad, server.address);
        assert!(
            matches!(theirs.sync().error(), RequestError::Unavailable { .. }),
            "{what}"
        );
        let found = doctor(&place.data());
        let line = found.lines().find(|it| it.contains(&bad.to_string()));
        let line = line.unwrap_or_else(|| panic!("{what}: {found}"));
        assert!(!line.starts_with("ok"), "{line}");
        assert!(found.contains(what), "{what}: {found}");
        let (status, log) = server.stop();
        assert_eq!(status, Some(0), "{log}");
        assert!(
            log.contains(&bad.to_string()) && log.contains("NOT served"),
            "{log}"
        );
        assert!(log.contains(what), "{what}: {log}");
    }
}

#[test]
fn an_organisation_made_while_serve_runs_is_said_to_need_a_restart() {
    let place = enrolled();
    let server = Serving::start(&place);
    let output = run(&place.data(), &["init", "--name", "Anders", "--another"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("restart samenspel serve"), "{told}");
    let new = String::from_utf8(output.stdout).unwrap();
    let found = doctor(&place.data());
    let line = format!(
        "organisation {} is not served by the running server",
        new.trim()
    );
    assert!(found.contains(&line), "{found}");
    assert_eq!(found.matches("is not served by").count(), 1, "{found}");
    assert_eq!(server.stop().0, Some(0));
    let server = Serving::start(&place);
    let found = doctor(&place.data());
    assert!(!found.contains("is not served by"), "{found}");
    assert_eq!(server.stop().0, Some(0));
}
