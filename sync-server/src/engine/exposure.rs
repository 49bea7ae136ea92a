//! What a lost device could have held: the documents that its holder could read when it was last here.
//! Knows nothing of what is in them.

use std::collections::BTreeMap;

use samenspel_model::ids::DeviceId;
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::policy;

use super::Organisation;
use super::error::EngineError;

/// Documents of one kind about one child, group or case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exposed {
    /// Which series.
    pub series: Series,
    /// How many documents of it.
    pub documents: u64,
    /// How many notes were in them, at most.
    pub entries: u64,
}

/// What a device could have held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposure {
    /// When it was last in contact; it got nothing after that.
    pub last_contact: Option<UnixMillis>,
    /// The documents, in order of subject and kind.
    pub series: Vec<Exposed>,
}

impl Organisation {
    /// What a device could have held when it was last here; nothing if it is not known.
    pub fn could_have_held(&self, device: &DeviceId) -> Result<Option<Exposure>, EngineError> {
        let state = self.directory.latest();
        let Some(device) = state.directory.device(*device) else {
            return Ok(None);
        };
        let read = self.storage.begin_read()?;
        let last_contact = read.contact(&device.id)?;
        // A device that was here and never left a quiet contact may have been here until now.
        let at = last_contact.unwrap_or_else(|| self.now());
        let mut found: BTreeMap<(Subject, DocumentKind), Exposed> = BTreeMap::new();
        for (kind, subject) in policy::readable(&state.directory, &device.holder, at) {
            let series = Series {
                org: self.org,
                kind,
                subject,
            };
            let Some(number) = read.series(&series)? else {
                continue;
            };
            let reach = policy::reach(&state.directory, &device.holder, &series, at);
            for document in read.documents_of(number)? {
                if !reach.covers(document.placement.period) {
                    continue;
                }
                let exposed = found.entry((subject, kind)).or_insert(Exposed {
                    series,
                    documents: 0,
                    entries: 0,
                });
                exposed.documents += 1;
                exposed.entries += document.entries;
            }
        }
        Ok(Some(Exposure {
            last_contact,
            series: found.into_values().collect(),
        }))
    }
}
