//! Who stands at a shared device. Decides nothing.

use samenspel_core::device::Pin;
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

    /// Chooses a PIN of 4 to 8 digits, with a colleague at the device; the first here needs nobody.
    pub async fn choose_pin(&self, person: String, pin: String) -> Result<(), SamenspelError> {
        let pin = Zeroizing::new(pin);
        self.on_store(move |store, now| {
            let person = convert::parse(&person, "person")?;
            Ok(store.choose_pin(person, &Pin::new(&pin)?, now, &mut SystemRandom)?)
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

    /// A colleague who just entered their own PIN lets somebody who forgot theirs choose another.
    pub async fn clear_pin(&self, person: String) -> Result<(), SamenspelError> {
        self.on_store(move |store, now| {
            Ok(store.clear_pin(convert::parse(&person, "person")?, now)?)
        })
        .await
    }
}
