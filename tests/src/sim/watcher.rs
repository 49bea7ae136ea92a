//! Looks over the server's shoulder: whatever it sends, a device may read it at that moment, and a
//! revoked device gets nothing. Knows nothing of phones or of what they do with it.

use std::collections::BTreeSet;

use samenspel_model::ids::{DeviceId, DocumentId, OrgId};
use samenspel_model::limits::RESPONSE_BYTES_MAX;
use samenspel_model::series::{DocumentKind, Placement, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::wire::{decode_bounded, decompress};
use samenspel_protocol::{Page, RequestHeaders, SyncResponse, WantedPart};
use samenspel_rules::directory::{Directory, Holder};
use samenspel_rules::policy;

use super::plain;

/// Checks one answer against the directory of the moment it was given; gives what it holds that the
/// device may not read.
pub fn check(
    directory: &Directory,
    headers: &RequestHeaders,
    wire: &[u8],
    now: UnixMillis,
) -> Vec<String> {
    let plain = decompress(wire, RESPONSE_BYTES_MAX).unwrap();
    let response: SyncResponse = decode_bounded(&plain, RESPONSE_BYTES_MAX).unwrap();
    let watch = Watch {
        directory,
        org: headers.org,
        device: headers.device,
        now,
    };
    watch.failures(&response)
}

struct Watch<'a> {
    directory: &'a Directory,
    org: OrgId,
    device: DeviceId,
    now: UnixMillis,
}

impl Watch<'_> {
    fn failures(&self, response: &SyncResponse) -> Vec<String> {
        let mut failures = Vec::new();
        let listed = response.documents.iter().flatten();
        let mut named: Vec<(DocumentKind, Subject, Placement)> = listed
            .map(|it| (it.kind, it.subject, it.placement))
            .collect();
        named.extend(in_page(&response.page));
        let mut allowed: BTreeSet<DocumentId> = BTreeSet::new();
        for (kind, subject, placement) in named {
            let series = Series {
                org: self.org,
                kind,
                subject,
            };
            if !self.may_read(&series, placement) {
                let kind = kind.name();
                failures.push(format!(
                    "a device was sent a {kind} document it may not read"
                ));
            }
            allowed.insert(placement.document_id(&series));
        }
        for wanted in &response.wanted {
            match &wanted.part {
                WantedPart::Gone => {}
                WantedPart::Entries { page, .. } => {
                    for (kind, subject, placement) in in_page(page) {
                        let series = Series {
                            org: self.org,
                            kind,
                            subject,
                        };
                        if !self.may_read(&series, placement) {
                            let kind = kind.name();
                            failures.push(format!("wanted entries of a {kind} document were sent to a device that may not read it"));
                        }
                    }
                }
                WantedPart::Snapshot { .. } => {
                    if !self.may_read_id(&wanted.document) {
                        failures
                            .push("a snapshot was sent to a device that may not read it".into());
                    }
                }
            }
        }
        if self.is_revoked() && response.directory.is_some() {
            failures.push("a revoked device was sent the directory".into());
        }
        failures
    }

    fn is_revoked(&self) -> bool {
        let device = self.directory.device(self.device);
        device.is_none_or(|it| it.revoked_at.is_some())
    }

    fn may_read(&self, series: &Series, placement: Placement) -> bool {
        let Some(device) = self.directory.device(self.device) else {
            return false;
        };
        let reach = policy::reach(self.directory, &device.holder, series, self.now);
        let person = match device.holder {
            Holder::Person(person) => Some(person),
            Holder::Group(_) => None,
        };
        let what = (series, placement.period);
        !self.is_revoked()
            && reach.covers(placement.period)
            && !person.is_some_and(|it| plain::surely_may_not(self.directory, it, what, self.now))
    }

    /// A snapshot names its document by id only: that must be of a series the device may read.
    fn may_read_id(&self, id: &DocumentId) -> bool {
        let Some(device) = self.directory.device(self.device) else {
            return false;
        };
        policy::readable(self.directory, &device.holder, self.now)
            .into_iter()
            .any(|(kind, subject)| {
                let series = Series {
                    org: self.org,
                    kind,
                    subject,
                };
                (0..=2).any(|back| {
                    let at = self.now.plus_ms(-back * 366 * UnixMillis::DAY_MS / 12);
                    let first = Placement::first(kind, at);
                    (0..2).any(|part| {
                        let placement = Placement { part, ..first };
                        placement.document_id(&series) == *id && self.may_read(&series, placement)
                    })
                })
            })
    }
}

fn in_page(page: &Page) -> impl Iterator<Item = (DocumentKind, Subject, Placement)> {
    page.documents
        .iter()
        .map(|it| (it.kind, it.subject, it.placement))
}
