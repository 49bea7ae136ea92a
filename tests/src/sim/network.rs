//! What is on its way. Knows no meaning: bytes for somebody, due at some time.

use samenspel_protocol::RequestHeaders;

/// Something under way.
#[derive(Clone)]
pub enum Parcel<Receipt> {
    /// From a phone to the server.
    Request {
        /// Who sent it.
        phone: usize,
        /// Signed headers.
        headers: RequestHeaders,
        /// The body on the wire.
        body: Vec<u8>,
        /// What the phone needs to understand the answer.
        receipt: Receipt,
    },
    /// From the server to a phone.
    Response {
        /// Whose it is.
        phone: usize,
        /// In which life of the server's log it was given.
        life: u32,
        /// The answer's body, or why there is none.
        body: Result<Vec<u8>, samenspel_model::verdict::RequestError>,
        /// What the phone needs to understand it.
        receipt: Receipt,
    },
}

/// Everything under way, in no order.
pub struct Network<Receipt> {
    parcels: Vec<Parcel<Receipt>>,
}

impl<Receipt> Network<Receipt> {
    /// Nothing under way.
    pub fn new() -> Self {
        Self {
            parcels: Vec::new(),
        }
    }

    /// Takes a parcel along.
    pub fn send(&mut self, parcel: Parcel<Receipt>) {
        self.parcels.push(parcel);
    }

    /// Takes out the parcel `index`, modulo their number.
    pub fn take(&mut self, index: u64) -> Option<Parcel<Receipt>> {
        if self.parcels.is_empty() {
            return None;
        }
        let index = (index % self.parcels.len() as u64) as usize;
        Some(self.parcels.remove(index))
    }

    /// Loses everything.
    pub fn clear(&mut self) {
        self.parcels.clear();
    }
}

impl<Receipt> Default for Network<Receipt> {
    fn default() -> Self {
        Self::new()
    }
}
