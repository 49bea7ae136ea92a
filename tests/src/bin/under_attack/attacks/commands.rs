//! Staff phones that open circles of everybody, make provisional people and let them in, sixteen
//! commands in a request, without end.

use samenspel_model::ids::{CircleId, GrantId, PersonId};
use samenspel_model::limits::PUSH_COMMANDS_MAX;
use samenspel_model::time::{Clock as _, UnixMillis};
use samenspel_model::wire::{compress, encode};
use samenspel_protocol::{CommandAction, SyncRequest};
use samenspel_rules::directory::{Circle, DayGrant, Person, Span};
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::support::modified_app::empty_request;
use sync_server::system::SystemClock;

use super::{Attack, Blow, Role};
use crate::scene::{Attacker, Scene};

/// See the module's first lines.
pub struct Commands;

impl Attack for Commands {
    fn name(&self) -> &'static str {
        "floods of commands"
    }

    fn attackers(&self) -> usize {
        4
    }

    fn role(&self) -> Role {
        Role::Staff
    }

    fn prepare<'a>(&self, scene: &'a Scene, attacker: &'a Attacker) -> anyhow::Result<Blow<'a>> {
        let app = &attacker.app;
        let mut members: Vec<PersonId> = scene.location.staff.concat();
        members.retain(|it| *it != attacker.person);
        members.truncate(31);
        members.push(attacker.person);
        let group = scene.location.groups[0];
        Ok(Box::new(move || {
            let now = SystemClock.read().wall;
            let commands = (0..PUSH_COMMANDS_MAX).map(|number| {
                let action = match number % 3 {
                    0 => CommandAction::OpenCircle(Circle {
                        id: CircleId::new(now, &mut SystemRandom),
                        members: members.clone(),
                        during: Span::since(now),
                    }),
                    1 => CommandAction::AddProvisionalPerson(Person {
                        id: PersonId::new(now, &mut SystemRandom),
                        first_name: "Iemand".into(),
                        last_name: String::new(),
                        languages: Vec::new(),
                        left_at: None,
                    }),
                    _ => CommandAction::GrantDay(DayGrant {
                        id: GrantId::new(now, &mut SystemRandom),
                        group,
                        person: members[0],
                        granted_by: attacker.person,
                        during: Span {
                            from: now,
                            until: Some(now.plus_ms(8 * UnixMillis::HOUR_MS)),
                        },
                    }),
                };
                app.command(attacker.person, action, now)
            });
            let request = SyncRequest {
                commands: commands.collect(),
                ..empty_request()
            };
            let answer = app.send_bytes(&compress(&encode(&request)), now);
            answer.map_or(0, |answer| answer.status)
        }))
    }
}
