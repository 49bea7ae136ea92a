//! How many edits and approvals of co-written text each device may have judged in a minute: every one
//! of them may cost the loading of a document and a trial. Knows nothing of texts.

use std::collections::HashMap;
use std::sync::Mutex;

use samenspel_model::ids::DeviceId;
use samenspel_model::limits::TEXTS_JUDGED_PER_MINUTE_MAX;
use samenspel_model::time::UnixMillis;

const MINUTE_MS: i64 = 60_000;
/// Beyond, minutes that are over are forgotten.
const DEVICES_KEPT: usize = 4_096;

/// See the module's first lines.
#[derive(Default)]
pub(super) struct TextRate(Mutex<HashMap<DeviceId, Minute>>);

struct Minute {
    began: UnixMillis,
    judged: u32,
}

impl Minute {
    fn is_over(&self, now: UnixMillis) -> bool {
        // A clock that was put back begins a new minute.
        !(0..MINUTE_MS).contains(&now.since(self.began))
    }
}

impl TextRate {
    /// Counts one; false if the device has had its share of this minute.
    pub(super) fn take(&self, device: DeviceId, now: UnixMillis) -> bool {
        let mut devices = super::lock(&self.0);
        if devices.len() >= DEVICES_KEPT {
            devices.retain(|_, minute| !minute.is_over(now));
        }
        let began = Minute {
            began: now,
            judged: 0,
        };
        let minute = devices.entry(device).or_insert(began);
        if minute.is_over(now) {
            *minute = Minute {
                began: now,
                judged: 0,
            };
        }
        if minute.judged >= TEXTS_JUDGED_PER_MINUTE_MAX {
            return false;
        }
        minute.judged += 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_has_its_share_of_each_minute_and_others_are_unharmed() {
        let rate = TextRate::default();
        let at = |ms: i64| UnixMillis(1_000_000 + ms);
        let (greedy, other) = (DeviceId([1; 16]), DeviceId([2; 16]));
        let taken = (0..1_000).filter(|_| rate.take(greedy, at(0))).count();
        assert_eq!(taken, TEXTS_JUDGED_PER_MINUTE_MAX as usize);
        assert!(!rate.take(greedy, at(59_999)));
        assert!(rate.take(other, at(59_999)));
        assert!(rate.take(greedy, at(60_000)));
    }
}
