//! Who stands at a shared device. Decides nothing.

use std::sync::Arc;

use samenspel_device::Pin;
use zeroize::Zeroizing;

use super::Profile;
use crate::clock::SystemRandom;
use crate::{FaceView, SamenspelError, convert};

#[uniffi::export]
impl Profile {
    /// Everybody who may work at the device now, by first name. Changes with `Floor` and `Directory`.
    pub async fn faces(&self) -> Result<Vec<FaceView>, SamenspelError> {
        self.on_store(|store, now| {
            let faces = store.faces(now)?;
            Ok(faces.into_iter().map(FaceView::from).collect())
        })
        .await
    }

    /// Who stands at the device; nobody once it lay idle. Changes with `Floor`.
    pub async fn at_the_device(&self) -> Result<Option<String>, SamenspelError> {
        self.on_store(|store, now| Ok(store.at_the_device(now)?.map(|it| it.to_string())))
            .await
    }

    /// Chooses a PIN of 4 to 8 digits, with a colleague at the device who just entered their own and may do
    /// as much; the first here needs nobody. After a clearing it gives little: `FaceView.cleared`.
    pub async fn choose_pin(&self, person: String, pin: String) -> Result<(), SamenspelError> {
        let pin = Zeroizing::new(pin);
        self.on_store(move |store, now| {
            let person = convert::parse(&person, "person")?;
            Ok(store.choose_pin(person, &Pin::new(&pin)?, now, &mut SystemRandom)?)
        })
        .await
    }

    /// Chooses a PIN with the person's own profile open on this device, which says who they are: with it they
    /// may do again what is theirs. Gives the person, who stands at the device.
    pub async fn choose_pin_with_own_profile(
        &self,
        own: Arc<Profile>,
        pin: String,
    ) -> Result<String, SamenspelError> {
        let pin = Zeroizing::new(pin);
        let own = own.store()?;
        self.on_store(move |store, now| {
            let pin = Pin::new(&pin)?;
            let person = store.choose_pin_with_own_profile(&own, &pin, now, &mut SystemRandom)?;
            Ok(person.to_string())
        })
        .await
    }

    /// Somebody enters their PIN and stands at the device. Five wrong ones lock the name for a while.
    pub async fn enter_pin(&self, person: String, pin: String) -> Result<(), SamenspelError> {
        let pin = Zeroizing::new(pin);
        self.on_store(move |store, now| {
            let person = convert::parse(&person, "person")?;
            Ok(store.enter_pin(person, &Pin::new(&pin)?, now)?)
        })
        .await
    }

    /// Somebody whose shift goes on taps their face.
    pub async fn switch_to(&self, person: String) -> Result<(), SamenspelError> {
        self.on_store(move |store, now| {
            Ok(store.switch_to(convert::parse(&person, "person")?, now)?)
        })
        .await
    }

    /// The device was touched: it does not lie idle.
    pub async fn touched(&self) -> Result<(), SamenspelError> {
        self.on_store(|store, now| Ok(store.touched(now)?)).await
    }

    /// Back to the faces; shifts go on.
    pub async fn step_away(&self) -> Result<(), SamenspelError> {
        self.on_store(|store, _| Ok(store.step_away()?)).await
    }

    /// Somebody goes home: the next time they enter their PIN.
    pub async fn end_shift(&self, person: String) -> Result<(), SamenspelError> {
        self.on_store(move |store, _| Ok(store.end_shift(convert::parse(&person, "person")?)?))
            .await
    }

    /// A colleague who just entered their own PIN, no substitute or trainee, lets somebody who forgot theirs
    /// choose another. Everybody sees it on the face: `FaceView.cleared`.
    pub async fn clear_pin(&self, person: String) -> Result<(), SamenspelError> {
        self.on_store(move |store, now| {
            Ok(store.clear_pin(convert::parse(&person, "person")?, now)?)
        })
        .await
    }
}
