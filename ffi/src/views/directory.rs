//! People and places, as far as a profile may know them.

/// What a profile may know of the organisation.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct DirectoryView {
    /// The organisation's name.
    pub organisation: String,
    /// Places.
    pub locations: Vec<LocationView>,
    /// Groups.
    pub groups: Vec<GroupView>,
    /// Everybody: staff, parents, provisional people.
    pub people: Vec<PersonView>,
    /// Children.
    pub children: Vec<ChildView>,
}

samenspel_model::hides_content!(DirectoryView);

/// A location.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct LocationView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Days of the week on which it is open, bit 0 = Monday.
    pub open_weekdays: u8,
    /// Days, ISO 8601, on which it is closed all the same.
    pub closed_days: Vec<String>,
    /// The minute of the day at which it closes.
    pub closes_at_minute: u16,
}

samenspel_model::hides_content!(LocationView);

/// A group.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct GroupView {
    /// Its id.
    pub id: String,
    /// Its location.
    pub location: String,
    /// Its name.
    pub name: String,
}

samenspel_model::hides_content!(GroupView);

/// A person.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct PersonView {
    /// Their id.
    pub id: String,
    /// First name.
    pub first_name: String,
    /// Last name; empty where unknown.
    pub last_name: String,
    /// BCP 47 tags, best first.
    pub languages: Vec<String>,
    /// Whether they left.
    pub has_left: bool,
}

samenspel_model::hides_content!(PersonView);

/// A child's place on a group.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PlacementView {
    /// The group.
    pub group: String,
    /// Days of the week, bit 0 = Monday; none for who may not know them.
    pub weekdays: u8,
    /// Its first moment.
    pub from_ms: i64,
    /// The first moment after it; nothing if no end is known.
    pub until_ms: Option<i64>,
}

/// A child.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ChildView {
    /// Its id.
    pub id: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Date of birth, ISO 8601.
    pub birth_date: String,
    /// Its places on groups, those that are over or to come included; none of a child known from a
    /// day's pass only.
    pub placements: Vec<PlacementView>,
    /// Its parents, as far as this profile may know them.
    pub parents: Vec<String>,
}

samenspel_model::hides_content!(ChildView);
