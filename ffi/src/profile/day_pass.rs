//! Letting a substitute in for a day on her own phone, by two codes and no network. Knows no camera and no
//! file.

use samenspel_device::LetIn;
use samenspel_device::relay::DayOffer;
use samenspel_model::time::UnixMillis;

use super::Profile;
use crate::clock::SystemRandom;
use crate::{DayPassOutView, DayPassTakenView, DayPassView, SamenspelError, convert};

#[uniffi::export]
impl Profile {
    /// The text of the QR code that a substitute's own phone shows to the colleague who lets her in. With it
    /// goes her first name: who lets her in compares it with who stands there.
    pub async fn offer_day_pass(&self) -> Result<String, SamenspelError> {
        self.on_store(|store, now| Ok(store.offer_day_pass(now, &mut SystemRandom)?.to_text()))
            .await
    }

    /// Lets the owner of that phone in until closing, at most for a day, and seals the first five minutes of
    /// the group to it: to be shown as frames or given as a file. The grant is durable when this returns.
    /// The same person on the same day gets the same grant, with a brief of now.
    pub async fn let_in(
        &self,
        offer: String,
        group: String,
        until_ms: i64,
        author: Option<String>,
    ) -> Result<DayPassOutView, SamenspelError> {
        let given = self
            .as_person(author, move |store, viewer| {
                let offer = DayOffer::from_text(&offer)?;
                let ask = LetIn {
                    offer: &offer,
                    group: convert::parse(&group, "group")?,
                    until: UnixMillis(until_ms),
                };
                Ok(store.let_in(&ask, viewer.person, viewer.now, &mut SystemRandom)?)
            })
            .await?;
        self.committed()?;
        Ok(given.into())
    }

    /// Takes what a colleague's device sealed to this phone; nothing is kept unless all of it holds.
    pub async fn take_day_pass(&self, sealed: Vec<u8>) -> Result<DayPassTakenView, SamenspelError> {
        let taken = self
            .on_store(move |store, now| Ok(store.take_day_pass(&sealed, now)?))
            .await?;
        self.committed()?;
        Ok(taken.into())
    }

    /// The briefs that were taken and are not over, the latest first; none once the documents are here.
    /// Changes with `Notes`, `OpenItems`, `Status` and `Directory`.
    pub async fn day_passes(
        &self,
        viewer: Option<String>,
    ) -> Result<Vec<DayPassView>, SamenspelError> {
        self.as_person(viewer, |store, viewer| {
            let passes = store.day_passes(viewer)?;
            Ok(passes.into_iter().map(DayPassView::from).collect())
        })
        .await
    }
}
