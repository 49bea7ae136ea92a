//! A small location with its server, honest phones and attackers, anew for each attack.

use std::sync::Arc;

use anyhow::ensure;
use samenspel_model::ids::{ChildId, PersonId};
use samenspel_model::time::Clock as _;
use samenspel_rules::directory::Holder;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::location::{FictionalLocation, Size};
use samenspel_tests::support::modified_app::ModifiedApp;
use samenspel_tests::support::server_process::{ServerProcess, binary_beside, free_port};
use samenspel_tests::support::site::Site;
use sync_server::system::SystemClock;

use crate::attacks::{Attack, Role};

const HONEST: usize = 20;
const SIZE: Size = Size {
    groups: 2,
    children_per_group: 10,
    staff_per_group: 8,
};

/// Somebody whose app was modified.
pub struct Attacker {
    /// The app.
    pub app: ModifiedApp,
    /// Who holds it.
    pub person: PersonId,
    /// A child that they may write about.
    pub child: ChildId,
}

/// See the module's first lines.
pub struct Scene {
    /// Phones that only sync.
    pub honest: Vec<ModifiedApp>,
    /// Those who attack.
    pub attackers: Vec<Attacker>,
    /// An honest phone of the first group's mentor.
    pub mentor: ModifiedApp,
    /// Who that is.
    pub mentor_id: PersonId,
    /// Everything and everybody here.
    pub location: FictionalLocation,
    _server: ServerProcess,
    site: Site,
}

impl Scene {
    /// Starts a server and enrols everybody.
    pub fn lay(attack: &dyn Attack) -> anyhow::Result<Self> {
        let site = Site::new(SIZE, Arc::new(SystemClock))?;
        let port = free_port(&mut SystemRandom)?;
        let binary = binary_beside("samenspel")?;
        let server = ServerProcess::start_as_operators_do(&binary, &site.data(), port)?;
        let location = &site.location;
        let hostile = hostile(location, attack.role());
        ensure!(hostile.len() >= attack.attackers(), "too few attackers");
        let hostile = &hostile[..attack.attackers()];
        // Second parents are honest: the first ones may attack.
        let honest = location.parents.iter().map(|both| both[1]).take(HONEST);
        let mentor_id = location.staff[0][0];
        let everybody: Vec<Holder> = std::iter::once(mentor_id)
            .chain(honest)
            .chain(hostile.iter().map(|(person, _)| *person))
            .map(Holder::Person)
            .collect();
        let mut apps = Vec::new();
        for ticket in site.invite(&everybody, &server.url())? {
            let now = SystemClock.read().wall;
            apps.push(ModifiedApp::enrol(&ticket, server.address, now)?);
        }
        let hostile_apps = apps.split_off(1 + HONEST);
        let mentor = apps.remove(0);
        let attackers = hostile_apps.into_iter().zip(hostile);
        let attackers = attackers.map(|(app, (person, child))| Attacker {
            app,
            person: *person,
            child: *child,
        });
        Ok(Self {
            honest: apps,
            attackers: attackers.collect(),
            mentor,
            mentor_id,
            location: location.clone(),
            _server: server,
            site,
        })
    }
}

impl Scene {
    /// Merges every document, however new, as the server does with what is a week old.
    pub fn merge(&self) -> anyhow::Result<()> {
        self.site.open()?.merge_all()?;
        Ok(())
    }
}

/// Who may attack in a role, each with a child of theirs.
fn hostile(location: &FictionalLocation, role: Role) -> Vec<(PersonId, ChildId)> {
    match role {
        Role::Parent => {
            let children = location.children.iter().flatten();
            let parents = location.parents.iter().map(|both| both[0]);
            parents.zip(children.copied()).collect()
        }
        Role::Staff => {
            let groups = location.staff.iter().zip(&location.children);
            // The first is the honest mentor.
            let pairs = groups.flat_map(|(staff, children)| staff.iter().skip(1).zip(children));
            pairs.map(|(person, child)| (*person, *child)).collect()
        }
    }
}
