//! Which days people are there, who opened a group's list today, and what a location has settled.

use minicbor::{Decode, Encode};

use samenspel_model::ids::{ChildId, GroupId, LocationId, PersonId};
use samenspel_model::time::UnixMillis;

/// A single day on which a child comes, or stays away, unlike its days of the week say.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct ChildDay {
    /// The child.
    #[n(0)]
    pub child: ChildId,
    /// The day, ISO 8601.
    #[n(1)]
    pub date: String,
    /// Whether it comes.
    #[n(2)]
    pub comes: bool,
}

/// The days of the week on which somebody works.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct WorkDays {
    /// Who.
    #[n(0)]
    pub person: PersonId,
    /// Bit 0 = Monday.
    #[n(1)]
    pub weekdays: u8,
}

/// Somebody opened a group's list: parents see who is there today. It never decides access, and is
/// kept beside the directory: it changes every morning, and is nothing the next day.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct HereToday {
    /// Where.
    #[n(0)]
    pub group: GroupId,
    /// Who.
    #[n(1)]
    pub person: PersonId,
    /// When first on that day.
    #[n(2)]
    pub at: UnixMillis,
}

/// What a location has settled for itself.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct LocationSettings {
    /// The location.
    #[n(0)]
    pub location: LocationId,
    /// Note kinds that it keeps in another system: nothing is asked twice.
    #[n(1)]
    pub kinds_off: Vec<String>,
    /// Groups of after-school care.
    #[n(2)]
    pub after_school_groups: Vec<GroupId>,
    /// From this minute of the day a child that is expected and not here is "not here, not reported".
    #[n(3)]
    pub expected_by_minute: u16,
    /// The minute of the day at which it closes.
    #[n(4)]
    pub closes_at_minute: u16,
    /// Days of the week on which it is open, bit 0 = Monday.
    #[n(5)]
    pub open_weekdays: u8,
    /// Days, ISO 8601, on which it is closed all the same.
    #[n(6)]
    pub closed_days: Vec<String>,
    /// How long notes to parents can be undone before they leave the device.
    #[n(7)]
    pub send_delay_ms: u32,
    /// Who signals of harm are taken to ("aandachtsfunctionaris"), with number; empty if not said.
    #[n(8)]
    pub designated_official: String,
}

samenspel_model::hides_content!(LocationSettings { location });

impl LocationSettings {
    /// Two minutes.
    pub const SEND_DELAY_MS: u32 = 120_000;

    /// What holds for a location that has settled nothing.
    pub fn of(location: LocationId) -> Self {
        Self {
            location,
            kinds_off: Vec::new(),
            after_school_groups: Vec::new(),
            expected_by_minute: 9 * 60 + 30,
            closes_at_minute: 18 * 60 + 30,
            open_weekdays: 0b1_1111,
            closed_days: Vec::new(),
            send_delay_ms: Self::SEND_DELAY_MS,
            designated_official: String::new(),
        }
    }
}
