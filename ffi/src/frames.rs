//! Sealed notes as the frames of a moving QR code, and back. Knows nothing of what is in them.

use std::sync::{Arc, Mutex, PoisonError};

use samenspel_device::relay::frames::{FrameSink, FrameSource, Scanned};

use crate::error::DeviceCode;
use crate::{SamenspelError, ScannedFrame};

/// Gives the frames to show, one after the other, without end.
#[derive(uniffi::Object)]
pub struct FrameSender {
    source: Mutex<FrameSource>,
}

#[uniffi::export]
impl FrameSender {
    /// Of what a relay sealed.
    #[uniffi::constructor]
    pub fn new(sealed: Vec<u8>) -> Result<Arc<Self>, SamenspelError> {
        let source = FrameSource::new(&sealed);
        let source =
            source.ok_or_else(|| SamenspelError::input(DeviceCode::RelayTooLarge, "sealed"))?;
        Ok(Arc::new(Self {
            source: Mutex::new(source),
        }))
    }

    /// About how many frames a receiver needs, whichever.
    pub fn frames_needed(&self) -> u32 {
        let source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        u32::try_from(source.frames_needed()).unwrap_or(u32::MAX)
    }

    /// The next one, for a QR code in byte mode.
    pub fn next_frame(&self) -> Vec<u8> {
        let mut source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        source.next_frame()
    }
}

/// Takes scanned frames in until they make a whole.
#[derive(Default, uniffi::Object)]
pub struct FrameReceiver {
    sink: Mutex<FrameSink>,
}

#[uniffi::export]
impl FrameReceiver {
    /// One that has seen nothing.
    #[uniffi::constructor]
    pub fn new() -> Arc<Self> {
        Arc::new(Self::default())
    }

    /// What came before the camera.
    pub fn scanned(&self, frame: Vec<u8>) -> ScannedFrame {
        let mut sink = self.sink.lock().unwrap_or_else(PoisonError::into_inner);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        match sink.scanned(&frame) {
            Scanned::NotAFrame => ScannedFrame::NotAFrame,
            Scanned::Progress { seen, needed } => ScannedFrame::Progress {
                seen: count(seen),
                needed: count(needed),
            },
            Scanned::Whole(sealed) => ScannedFrame::Whole { sealed },
        }
    }
}
