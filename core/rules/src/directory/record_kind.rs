//! The numbers of the kinds of records, as ids and messages have them: the one place that names them.
//! They are those of [`Record`](super::Record) on the wire; a test compares.

/// The organisation.
pub const ORGANISATION: u8 = 0;
/// A location.
pub const LOCATION: u8 = 1;
/// A group.
pub const GROUP: u8 = 2;
/// A person.
pub const PERSON: u8 = 3;
/// A child.
pub const CHILD: u8 = 4;
/// A parent of a child.
pub const PARENTHOOD: u8 = 5;
/// A person's work on a group.
pub const ASSIGNMENT: u8 = 6;
/// A child's mentor or deputy.
pub const MENTORSHIP: u8 = 7;
/// A coach or manager.
pub const OFFICE: u8 = 8;
/// Groups that are one for a while.
pub const MERGE: u8 = 9;
/// A substitute's access for a day.
pub const DAY_GRANT: u8 = 10;
/// A case and the people named in it.
pub const CIRCLE: u8 = 11;
/// Somebody who may collect a child.
pub const CONTACT: u8 = 12;
/// A telephone number.
pub const PHONE: u8 = 13;
/// A device.
pub const DEVICE: u8 = 14;
/// A child's place on a group.
pub const PLACEMENT: u8 = 15;
/// A manager's short look at one series.
pub const OPENING: u8 = 16;
/// A day on which a child comes or stays away.
pub const CHILD_DAY: u8 = 17;
/// The days on which somebody works.
pub const WORK_DAYS: u8 = 18;
/// A collector who is somebody else than a barred parent.
pub const SOMEBODY_ELSE: u8 = 19;
/// What a location has settled.
pub const LOCATION_SETTINGS: u8 = 20;
