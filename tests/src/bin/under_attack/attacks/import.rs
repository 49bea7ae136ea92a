//! No attack, but as heavy: the office imports thousands of people again and again, by the command beside
//! the server, in portions between which the server answers.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use samenspel_tests::support::server_process::binary_beside;

use super::{Attack, Blow};
use crate::scene::{Attacker, Scene};

const PEOPLE: usize = 10_000;
const GROUPS: usize = 40;

/// See the module's first lines.
pub struct Import;

impl Attack for Import {
    fn name(&self) -> &'static str {
        "a large import"
    }

    fn attackers(&self) -> usize {
        1
    }

    fn prepare<'a>(&self, scene: &'a Scene, _: &'a Attacker) -> anyhow::Result<Blow<'a>> {
        let program = binary_beside("samenspel")?;
        let data = scene.data();
        let tables = tempfile::tempdir()?;
        let mut round = 0;
        write_tables(tables.path(), round)?;
        Ok(Box::new(move || {
            let imported = Command::new(&program)
                .arg("--data-directory")
                .arg(&data)
                .arg("import")
                .arg(tables.path())
                .stdout(Stdio::null())
                .status();
            round += 1;
            let goes_on = write_tables(tables.path(), round).is_ok();
            match imported {
                Ok(status) if status.success() && goes_on => 200,
                _ => 500,
            }
        }))
    }
}

/// People nobody knew before, each working on a group.
fn write_tables(folder: &Path, round: usize) -> anyhow::Result<()> {
    let mut groups = String::from("id,name,location,location_name\n");
    for group in 0..GROUPS {
        writeln!(groups, "g{group},Groep {group},lindelaan,Lindelaan")?;
    }
    let mut people = String::from("id,first_name,last_name,languages,phone\n");
    let mut assignments = String::from("person,role,of,from\n");
    for person in 0..PEOPLE {
        let number = round * PEOPLE + person;
        writeln!(people, "p{number},Joke,de Jong {number},nl,06{number:08}")?;
        let group = person % GROUPS;
        writeln!(assignments, "p{number},professional,g{group},2026-01-01")?;
    }
    fs::write(folder.join("groups.csv"), groups)?;
    fs::write(folder.join("people.csv"), people)?;
    fs::write(folder.join("assignments.csv"), assignments)?;
    Ok(())
}
