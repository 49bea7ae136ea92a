//! Whether what is written reaches each parent of a group. Decides nothing.

use samenspel_device::screens;

use super::ToldView;
use super::told::{all, texts};
use crate::{Profile, SamenspelError, convert};

/// How one parent is reached.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ParentReachRow {
    /// Who.
    pub parent: String,
    /// Their children on this group.
    pub children: Vec<String>,
    /// Whether they have a device.
    pub has_device: HasDevice,
    /// Days since they last read something, if this phone can know.
    pub days_since_read: Option<u32>,
    /// How they want contact, in their own words or the mentor's.
    pub plan: Option<ToldView>,
    /// Their languages, best first.
    pub languages: Vec<String>,
}

samenspel_model::hides_content!(ParentReachRow);

/// Whether a parent can read here at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum HasDevice {
    /// A device is enrolled, or this parent read something once.
    Yes,
    /// None is enrolled, as far as a manager's directory says.
    No,
    /// This phone is not told of parents' devices, and saw no sign of one.
    NotKnown,
}

#[uniffi::export]
impl Profile {
    /// How each parent of a group is reached, by name. For the professionals of the group and its
    /// managers; nobody else gets anything. Changes with `Notes`, `Status` and `Directory`.
    pub async fn reach(
        &self,
        group: String,
        viewer: Option<String>,
    ) -> Result<Vec<ParentReachRow>, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let group = convert::parse(&group, "group")?;
            Ok(all(store.reach(viewer, group)?))
        })
        .await
    }
}

impl From<screens::ParentReach> for ParentReachRow {
    fn from(reach: screens::ParentReach) -> Self {
        Self {
            parent: reach.parent.to_string(),
            children: texts(reach.children),
            has_device: match reach.has_device {
                screens::HasDevice::Yes => HasDevice::Yes,
                screens::HasDevice::No => HasDevice::No,
                screens::HasDevice::NotKnown => HasDevice::NotKnown,
            },
            days_since_read: reach.days_since_read,
            plan: reach.plan.map(ToldView::from),
            languages: reach.languages,
        }
    }
}
