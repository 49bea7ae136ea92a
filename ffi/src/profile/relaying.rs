//! Unsent notes by a colleague's phone. Knows no camera and no file.

use samenspel_device::relay::Offer;

use super::Profile;
use crate::clock::SystemRandom;
use crate::{RelayOutView, RelayTakenView, SamenspelError};

#[uniffi::export]
impl Profile {
    /// The text of the QR code that this device shows to a colleague whose phone cannot send.
    pub async fn offer_relay(&self) -> Result<String, SamenspelError> {
        self.on_store(|store, now| Ok(store.offer_relay(now, &mut SystemRandom)?.to_text()))
            .await
    }

    /// Seals what waits here to a colleague's offer, as scanned: to be shown as frames or given as a
    /// file. It stays here too.
    pub async fn relay_to(&self, offer: String) -> Result<RelayOutView, SamenspelError> {
        self.on_store(move |store, now| {
            let offer = Offer::from_text(&offer)?;
            Ok(store.relay_to(&offer, now, &mut SystemRandom)?.into())
        })
        .await
    }

    /// Takes what a colleague's phone sealed to this one; it is shown here and sent on from here.
    pub async fn take_relay(&self, sealed: Vec<u8>) -> Result<RelayTakenView, SamenspelError> {
        self.on_store(move |store, now| Ok(store.take_relay(&sealed, now)?.into()))
            .await
    }
}
