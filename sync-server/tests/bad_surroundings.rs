//! A damaged database, a lost key store, a full disk, a read-only folder, a port in use: what the
//! server and its commands say, and that all is there when the cause is mended. The same on a phone:
//! `tests/tests/bad_input.rs`.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use samenspel_model::verdict::{Outcome, RequestError};
use support::disks::{ReadOnly, SmallDisk};
use support::serving::Serving;
use support::{Phone, Place, child_and_holder, complained, examples, get};
use sync_server::serve::Server;

#[test]
fn a_damaged_database_is_found_by_doctor_refused_by_serve_and_not_made_worse() {
    let place = Place::new();
    let file = place.log_file();
    let mut bytes = std::fs::read(&file).unwrap();
    for byte in &mut bytes[..512] {
        *byte ^= 0xff;
    }
    std::fs::write(&file, &bytes).unwrap();
    let found = complained(&place.data(), &["doctor"]);
    assert!(
        found.contains("log.sqlite") && found.contains("damaged"),
        "{found}"
    );
    assert!(found.contains("restore the last backup"), "{found}");
    let complaint = complained(&place.data(), &["serve", "--listen", "127.0.0.1:0"]);
    assert!(
        complaint.contains("damaged") && complaint.contains("doctor"),
        "{complaint}"
    );
    assert_eq!(
        std::fs::read(&file).unwrap(),
        bytes,
        "the damaged file was changed"
    );
}

#[test]
fn a_key_store_that_is_missing_damaged_or_anothers_is_refused_and_the_right_one_opens_again() {
    let place = Place::new();
    let server = Serving::start(&place);
    place.enrolled(server.address);
    assert_eq!(server.stop().0, Some(0));
    let file = place.log_file().with_file_name("keys.sqlite");
    let right = std::fs::read(&file).unwrap();
    let other = Place::new();
    let anothers = std::fs::read(other.log_file().with_file_name("keys.sqlite")).unwrap();
    let damaged: Vec<u8> = right.iter().map(|byte| byte ^ 0xff).collect();
    let log = std::fs::read(place.log_file()).unwrap();
    for (what, keys) in [
        ("missing", None),
        ("empty", Some(&[][..])),
        ("cut", Some(&right[..right.len() / 2])),
        ("damaged", Some(&damaged[..])),
        ("another's", Some(&anothers[..])),
    ] {
        match keys {
            Some(bytes) => std::fs::write(&file, bytes).unwrap(),
            None => std::fs::remove_file(&file).unwrap(),
        }
        let complaint = complained(&place.data(), &["serve", "--listen", "127.0.0.1:0"]);
        assert!(complaint.contains("doctor"), "{what}: {complaint}");
        let found = complained(&place.data(), &["doctor"]);
        assert!(found.contains("keys.sqlite"), "{what}: {found}");
        assert!(found.contains("restore"), "{what}: {found}");
        let now = std::fs::read(place.log_file()).unwrap();
        assert!(now == log, "{what}: the log was changed");
        for beside in ["keys.sqlite-wal", "keys.sqlite-shm"] {
            let _ = std::fs::remove_file(file.with_file_name(beside));
        }
    }
    std::fs::write(&file, &right).unwrap();
    let server = Serving::start(&place);
    let phone = Phone::new(7, place.org, server.address);
    assert_eq!(phone.sync().status, 200);
    assert_eq!(server.stop().0, Some(0));
}

#[test]
fn a_log_that_nobody_takes_any_more_keeps_no_phone_from_its_answers() {
    let place = Place::new();
    let mut server = Serving::start(&place);
    // As when the program at the other end of a pipe ends, or the disk of the log is full.
    drop(server.process.stderr.take());
    let phone = place.enrolled(server.address);
    for _ in 0..3 {
        assert_eq!(phone.sync().status, 200);
    }
    assert_eq!(server.stop().0, Some(0));
}

#[test]
fn serve_on_a_port_in_use_names_it_and_loses_nothing() {
    let place = Place::new();
    let server = Serving::start(&place);
    place.enrolled(server.address);
    assert_eq!(server.stop().0, Some(0));
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    for addresses in [
        ["--listen", &address, "--metrics-listen", "off"],
        ["--listen", "127.0.0.1:0", "--metrics-listen", &address],
    ] {
        let complaint = complained(&place.data(), &[&["serve"][..], &addresses].concat());
        assert!(
            complaint.contains(&address) && complaint.contains("another program uses this port"),
            "{complaint}"
        );
    }
    let server = Serving::start(&place);
    let phone = Phone::new(7, place.org, server.address);
    assert_eq!(phone.sync().status, 200);
    assert_eq!(server.stop().0, Some(0));
}

#[test]
fn a_folder_that_cannot_be_made_is_named_with_what_to_do() {
    let (folder, _) = Place::empty();
    let file = folder.path().join("file");
    std::fs::write(&file, b"in the way").unwrap();
    let complaint = complained(&file.join("data"), &["init", "--name", "De Linde"]);
    assert!(
        complaint.contains("cannot be used") && complaint.contains("check"),
        "{complaint}"
    );
}

#[test]
fn a_read_only_folder_is_an_error_for_every_command_and_works_again_afterwards() {
    let place = Place::new();
    let server = Serving::start(&place);
    place.enrolled(server.address);
    assert_eq!(server.stop().0, Some(0));
    let Some(mount) = ReadOnly::over(&place.data()) else {
        println!("skipped: needs the right to mount");
        return;
    };
    let found = complained(&place.data(), &["doctor"]);
    assert!(found.contains("cannot be written"), "{found}");
    let complaint = complained(&place.data(), &["import", examples().to_str().unwrap()]);
    assert!(complaint.contains("cannot be used"), "{complaint}");
    for command in [
        &["serve", "--listen", "127.0.0.1:0"][..],
        &["invite", "--person", "s001"],
    ] {
        let complaint = complained(&place.data(), command);
        assert!(
            complaint.contains(place.data().to_str().unwrap()),
            "{complaint}"
        );
        assert!(complaint.contains("ead-only"), "{complaint}");
    }
    drop(mount);
    let server = Serving::start(&place);
    let phone = Phone::new(7, place.org, server.address);
    assert_eq!(phone.sync().status, 200);
    assert_eq!(server.stop().0, Some(0));
}

#[test]
fn a_port_in_use_is_said_with_what_to_do() {
    let place = Place::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let mut config = place.config();
    config.serve.listen = taken.local_addr().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let Err(error) = runtime.block_on(Server::start(config)) else {
        panic!("it started")
    };
    assert!(
        error.to_string().contains("another program uses this port"),
        "{error}"
    );
}

#[test]
fn a_full_disk_refuses_new_notes_loses_none_and_recovers() {
    let place = Place::new();
    let Some(disk) = SmallDisk::under(&place) else {
        println!("skipped: needs the right to mount");
        return;
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::start(place.config())).unwrap();
    let phone = place.enrolled(server.address);
    let (child, person) = child_and_holder(&phone);
    let kept = phone.hand_over(person, child, "van voor het volle schijfje");
    assert!(matches!(
        phone.push(&kept).response().outcomes[..],
        [Outcome::Stored { .. }]
    ));
    disk.fill();
    let refused = phone.hand_over(person, child, "erna");
    let mut reply = phone.push(&refused);
    // What is left of the log's own file takes a few more.
    for _ in 0..200 {
        if reply.status != 200 {
            break;
        }
        reply = phone.push(&phone.hand_over(person, child, &"vol ".repeat(900)));
    }
    assert_eq!(reply.status, 503, "{:?}", reply.body);
    assert!(matches!(reply.error(), RequestError::Unavailable { .. }));
    assert_eq!(
        get(server.address, "/healthz").status,
        200,
        "the process goes on"
    );
    disk.free();
    let after = phone.push(&refused).response();
    assert!(matches!(
        after.outcomes[..],
        [Outcome::Stored { .. } | Outcome::Known { .. }]
    ));
    let known = phone.push(&kept).response();
    assert!(matches!(known.outcomes[..], [Outcome::Known { .. }]));
    runtime.block_on(server.stop());
}
