//! The attacks. A further one is a file here with an [`Attack`] and a line in [`all`]; it gets a
//! server, honest phones and a line of figures of its own.

mod commands;
mod garbage;
mod heavy_edits;
mod old_cursors;

use std::collections::BTreeMap;

use crate::scene::{Attacker, Scene};

/// How often each status was answered; 0 for a connection that the server cut.
pub type Answers = BTreeMap<u16, u64>;

/// One request of an attacker; its answer's status.
pub type Blow<'a> = Box<dyn FnMut() -> u16 + Send + 'a>;

/// As what somebody attacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The first parent of a child.
    Parent,
    /// A professional of a group.
    Staff,
}

/// One way of attacking.
pub trait Attack {
    /// What its line of figures says.
    fn name(&self) -> &'static str;
    /// How many attack at once.
    fn attackers(&self) -> usize;
    /// As what they do.
    fn role(&self) -> Role {
        Role::Parent
    }
    /// Makes ready what one attacker sends, before time is taken; the blow falls again and again,
    /// without a pause, until the honest phones are measured.
    fn prepare<'a>(&self, scene: &'a Scene, attacker: &'a Attacker) -> anyhow::Result<Blow<'a>>;
}

/// Every attack, in the order of their lines.
pub fn all() -> Vec<Box<dyn Attack>> {
    vec![
        Box::new(garbage::Garbage),
        Box::new(heavy_edits::HeavyEdits { parents: 1 }),
        Box::new(heavy_edits::HeavyEdits { parents: 7 }),
        Box::new(old_cursors::OldCursors),
        Box::new(commands::Commands),
    ]
}
