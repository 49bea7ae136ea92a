//! What is wrong with a server's files is told apart: rights, a full disk, damage, a log or a key store of
//! another time. Who follows the advice loses nothing.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use support::disks::SmallDisk;
use support::serving::Serving;
use support::{Phone, Place, child, complained, examples, get, person, run, said};

const NOBODY: u32 = 65_534;

fn doctor(data: &Path) -> String {
    let addresses = ["--listen", "127.0.0.1:0", "--metrics-listen", "off"];
    let output = run(data, &[&["doctor"][..], &addresses].concat());
    let found = String::from_utf8(output.stdout).unwrap();
    for line in found.lines() {
        let level = ["ok ", "warn ", "error "];
        assert!(level.iter().any(|it| line.starts_with(it)), "{found}");
    }
    found
}

/// Rights of a folder and all that is in it: 0o7 for the owner, and these for others.
fn let_others(path: &Path, folder: u32, file: u32) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).unwrap() {
            let_others(&entry.unwrap().path(), folder, file);
        }
        std::fs::set_permissions(path, PermissionsExt::from_mode(folder)).unwrap();
    } else {
        std::fs::set_permissions(path, PermissionsExt::from_mode(file)).unwrap();
    }
}

fn is_root(place: &Place) -> bool {
    let probe = place.folder.path().join("probe");
    std::fs::write(&probe, b"").unwrap();
    chown(&probe, Some(NOBODY), None).is_ok()
}

#[test]
fn missing_rights_are_never_called_damage_and_nobody_is_told_to_restore() {
    let place = Place::new();
    if !is_root(&place) {
        println!("skipped: needs another user");
        return;
    }
    let program = place.folder.path().join("samenspel");
    std::fs::copy(env!("CARGO_BIN_EXE_samenspel"), &program).unwrap();
    let by_nobody = |arguments: &[&str]| {
        let output = Command::new(&program)
            .current_dir("/")
            .uid(NOBODY)
            .gid(NOBODY)
            .arg("--data-directory")
            .arg(place.data())
            .args(arguments)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        text + &String::from_utf8(output.stderr).unwrap()
    };
    let log = place.log_file();
    for (what, file_mode) in [("not writable", 0o644), ("not readable", 0o600)] {
        let_others(place.folder.path(), 0o755, file_mode);
        std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
        for command in [&["doctor"][..], &["devices"], &["serve"]] {
            let told = by_nobody(command);
            assert!(!told.contains("damaged:"), "{what}: {told}");
            assert!(!told.contains("restore the last"), "{what}: {told}");
        }
        let told = by_nobody(&["doctor"]);
        let rights = "may not be read and written by the user that runs this";
        assert!(told.contains(rights), "{what}: {told}");
    }
    // One file that a command made as root is enough.
    let_others(place.folder.path(), 0o777, 0o666);
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
    std::fs::set_permissions(&log, PermissionsExt::from_mode(0o600)).unwrap();
    let told = by_nobody(&["doctor"]);
    assert!(told.contains("log.sqlite may not be read"), "{told}");
    std::fs::set_permissions(&log, PermissionsExt::from_mode(0o666)).unwrap();
    chown(&log, Some(NOBODY), None).unwrap();
    let told = doctor(&place.data());
    assert!(told.contains("belongs to another user"), "{told}");
}

#[test]
fn a_missing_file_is_called_missing_by_every_command_and_init_is_not_advised() {
    for name in ["log.sqlite", "keys.sqlite"] {
        let place = Place::new();
        std::fs::remove_file(place.log_file().with_file_name(name)).unwrap();
        let serve = [
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--metrics-listen",
            "off",
        ];
        for command in [&serve[..], &["devices"], &["invite", "--person", "s001"]] {
            let told = complained(&place.data(), command);
            assert!(told.contains(&format!("{name} is missing")), "{told}");
            assert_eq!(told.matches("is missing").count(), 1, "said twice: {told}");
            assert!(!told.contains("make one with"), "{told}");
        }
        assert!(doctor(&place.data()).contains(&format!("{name} is missing")));
    }
}

#[test]
fn an_emptied_file_is_called_empty_by_doctor_as_by_every_command() {
    for name in ["log.sqlite", "keys.sqlite"] {
        let place = Place::new();
        std::fs::write(place.log_file().with_file_name(name), b"").unwrap();
        let told = complained(&place.data(), &["devices"]);
        assert!(told.contains(&format!("{name} is empty")), "{told}");
        let found = doctor(&place.data());
        assert!(
            found.contains(&format!("{name} is empty: restore it")),
            "{found}"
        );
        assert!(!found.contains("no such table"), "{found}");
    }
}

#[test]
fn damage_is_told_in_one_line_and_by_a_server_that_started_all_the_same() {
    let place = Place::new();
    let log = place.log_file();
    let mut bytes = std::fs::read(&log).unwrap();
    let page = bytes.len() / 4096 / 2;
    bytes[page * 4096..(page + 1) * 4096].fill(0xA5);
    std::fs::write(&log, &bytes).unwrap();
    let found = doctor(&place.data());
    assert!(found.contains("log.sqlite of organisation"), "{found}");
    assert!(found.contains("is damaged"), "{found}");
    assert!(found.contains("copy the whole folder aside"), "{found}");
    let output = run_for(&place, Duration::from_secs(6));
    assert!(output.contains("damaged"), "{output}");
}

/// What `serve` logs in so long, started or not.
fn run_for(place: &Place, span: Duration) -> String {
    let mut server = support::samenspel(&place.data())
        .args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--metrics-listen",
            "off",
        ])
        .stderr(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(span);
    let _ = server.kill();
    let output = server.wait_with_output().unwrap();
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_full_disk_is_said_by_readyz_doctor_and_every_command_and_is_no_damage() {
    let place = Place::new();
    let server = Serving::start(&place);
    place.enrolled(server.address);
    assert_eq!(server.stop().0, Some(0));
    let Some(disk) = SmallDisk::under(&place) else {
        println!("skipped: needs the right to mount");
        return;
    };
    let server = Serving::start(&place);
    assert_eq!(get(server.address, "/readyz").status, 200);
    disk.fill();
    let ready = get(server.address, "/readyz");
    assert_eq!(ready.status, 503);
    assert_eq!(ready.text(), "storage: the disk is full\n");
    let found = doctor(&place.data());
    assert!(found.contains("error 0 MB of disk space"), "{found}");
    assert!(!found.contains("mount it for writing"), "{found}");
    let mut lines: Vec<&str> = found.lines().collect();
    lines.sort_unstable();
    let all = lines.len();
    lines.dedup();
    assert_eq!(lines.len(), all, "said twice: {found}");
    assert!(!found.contains("is damaged"), "{found}");
    disk.free();
    assert_eq!(get(server.address, "/readyz").status, 200);
    assert_eq!(server.stop().0, Some(0));
    disk.fill();
    for command in [
        &["devices"][..],
        &["invite", "--person", "s001"],
        &["import", examples().to_str().unwrap()],
    ] {
        let output = run(&place.data(), command);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(
            output.status.success() || told.contains("the disk is full"),
            "{command:?}: {told}"
        );
    }
    let found = doctor(&place.data());
    assert!(!found.contains("is damaged"), "{found}");
    disk.free();
    said(&place.data(), &["devices"]);
}

#[test]
fn a_log_that_went_back_behind_its_key_store_is_told_before_and_after_it_is_served() {
    let place = Place::new();
    let backup = std::fs::read(place.log_file()).unwrap();
    let server = Serving::start(&place);
    let phone = place.enrolled(server.address);
    let note = phone.hand_over(person(&place, "s001"), child(&place, "k001"), "na de kopie");
    assert_eq!(phone.push(&note).status, 200);
    assert_eq!(server.stop().0, Some(0));
    let newer = std::fs::read(place.log_file()).unwrap();
    std::fs::write(place.log_file(), &backup).unwrap();
    // Looking changes nothing: twice the same.
    for _ in 0..2 {
        let found = doctor(&place.data());
        assert!(
            found.contains("log.sqlite went back: it ends at position"),
            "{found}"
        );
        assert!(found.contains("the audit had come to row"), "{found}");
        assert!(found.contains("look for the newer log.sqlite"), "{found}");
    }
    std::fs::write(place.log_file(), &newer).unwrap();
    assert!(doctor(&place.data()).contains("whole and up to date"));
    std::fs::write(place.log_file(), &backup).unwrap();
    let server = Serving::start(&place);
    let (status, log) = server.stop();
    assert_eq!(status, Some(0));
    assert!(log.contains("a backup was restored"), "{log}");
    let found = doctor(&place.data());
    assert!(found.contains("was found restored on 20"), "{found}");
    assert!(found.contains("must be invited anew"), "{found}");
}

#[test]
fn a_key_store_older_than_its_log_is_told_and_the_newer_one_opens_again() {
    let place = Place::new();
    let keys = place.log_file().with_file_name("keys.sqlite");
    let older = std::fs::read(&keys).unwrap();
    let server = Serving::start(&place);
    let phone = place.enrolled(server.address);
    let note = phone.hand_over(person(&place, "s001"), child(&place, "k001"), "na de kopie");
    assert_eq!(phone.push(&note).status, 200);
    assert_eq!(server.stop().0, Some(0));
    let newer = std::fs::read(&keys).unwrap();
    std::fs::write(&keys, older).unwrap();
    let found = doctor(&place.data());
    assert!(found.contains("have no key in keys.sqlite"), "{found}");
    assert!(found.contains("restore the newest keys.sqlite"), "{found}");
    std::fs::write(&keys, newer).unwrap();
    assert!(doctor(&place.data()).contains("whole and up to date"));
}

#[test]
fn whoever_was_imported_after_the_backup_gets_the_same_id_when_imported_again() {
    let place = Place::new();
    let backup = std::fs::read(place.log_file()).unwrap();
    let file = place.folder.path().join("people.csv");
    std::fs::write(&file, "id,first_name,last_name\nnew,Iris,De Boer\n").unwrap();
    let import = ["import", file.to_str().unwrap()];
    said(&place.data(), &import);
    let before = person(&place, "new");
    std::fs::write(place.log_file(), backup).unwrap();
    let again = said(&place.data(), &import);
    assert!(again.contains("people: 1 new"), "{again}");
    assert_eq!(person(&place, "new"), before);
    let all = said(&place.data(), &["import", examples().to_str().unwrap()]);
    assert!(all.ends_with("nothing to change\n"), "{all}");
}

#[test]
fn an_organisation_whose_administrations_ids_are_gone_is_not_imported_a_second_time() {
    let place = Place::new();
    for name in ["log.sqlite", "keys.sqlite"] {
        let file = place.log_file().with_file_name(name);
        let connection = rusqlite::Connection::open(file).unwrap();
        connection.execute("DELETE FROM external_id", []).unwrap();
    }
    let found = doctor(&place.data());
    assert!(
        found.contains("have no id of the administration"),
        "{found}"
    );
    let examples = examples();
    for more in [&[][..], &["--dry-run"]] {
        let import = ["import", examples.to_str().unwrap()];
        let told = complained(&place.data(), &[&import[..], more].concat());
        assert!(told.contains("a second time"), "{told}");
        assert!(told.contains("docs/operating.md"), "{told}");
    }
}

#[test]
fn a_hot_copy_as_the_guide_tells_it_is_a_backup_that_opens() {
    let place = Place::new();
    let server = Serving::start(&place);
    let phone = place.enrolled(server.address);
    let note = phone.hand_over(person(&place, "s001"), child(&place, "k001"), "erbij");
    assert_eq!(phone.push(&note).status, 200);
    let copies = place.folder.path().join("copies");
    std::fs::create_dir(&copies).unwrap();
    // The log first, as the guide says: the keys of what is in it are then in the other.
    for name in ["log.sqlite", "keys.sqlite"] {
        let from = rusqlite::Connection::open(place.log_file().with_file_name(name)).unwrap();
        let to = copies.join(name).to_string_lossy().into_owned();
        from.execute("VACUUM INTO ?1", [to]).unwrap();
    }
    let beside = place.log_file().with_file_name("log.sqlite-wal");
    assert!(beside.exists(), "the copy took the server's log away");
    assert_eq!(server.stop().0, Some(0));
    let folder = place.log_file().parent().unwrap().to_owned();
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::rename(&copies, &folder).unwrap();
    let found = doctor(&place.data());
    assert!(found.contains("had perhaps come further"), "{found}");
    let server = Serving::start(&place);
    assert_eq!(Phone::new(7, place.org, server.address).sync().status, 200);
    assert_eq!(server.stop().0, Some(0));
    let found = doctor(&place.data());
    assert!(
        found.contains("whole and up to date") || found.contains("was found restored"),
        "{found}"
    );
    let all = said(&place.data(), &["import", examples().to_str().unwrap()]);
    assert!(all.ends_with("nothing to change\n"), "{all}");
}
