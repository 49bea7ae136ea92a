//! What partnership notes mean together: what an action of a person consists of, and what several
//! notes say when they are read side by side. Pure functions of notes, directory and the moment;
//! knows no table, no network and no words on a screen.

mod corrected;
mod new_note;
mod send_delay;

pub use corrected::corrected;
pub use new_note::NewNote;
pub use send_delay::{is_to_parents, send_delay_ms};

use crate::directory::{Directory, LocationSettings};
use crate::document::Subject;
use crate::policy::roles::group_of;
use crate::time::UnixMillis;

/// What the location of a child or group has settled, if anything.
pub fn settings_of(
    dir: &Directory,
    subject: Subject,
    now: UnixMillis,
) -> Option<&LocationSettings> {
    let group = match subject {
        Subject::Child(child) | Subject::ChildParent(child, _) => group_of(dir, child, now)?,
        Subject::Group(group) => group,
        Subject::Case(_) | Subject::Organisation => return None,
    };
    dir.settings(dir.group(group)?.location)
}
