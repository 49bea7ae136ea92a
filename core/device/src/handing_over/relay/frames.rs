//! Sealed bytes as a moving QR code: a fountain code (RaptorQ, RFC 6330), so that any enough frames, in
//! any order, make the whole, whichever were missed. Frames are bounded and checked before they reach the
//! decoder; what comes out is compared with the hash that every frame names. Knows nothing of what is in
//! them.

use std::collections::BTreeSet;

use raptorq::{
    Decoder, EncodingPacket, ObjectTransmissionInformation, PayloadId, SourceBlockEncoder,
};

use super::RELAY_BYTES_MAX;

const MAGIC: [u8; 2] = *b"S1";
const ID_BYTES: usize = 8;
/// Bytes of one frame that are of the message: with the head below it fits a QR code of version 20 that a
/// tired phone reads from an arm's length.
const SYMBOL_BYTES: u16 = 512;
/// Head: magic, id, length, number of the symbol.
const HEAD_BYTES: usize = 2 + ID_BYTES + 4 + 4;
/// Bytes of one frame.
pub const FRAME_BYTES: usize = HEAD_BYTES + SYMBOL_BYTES as usize;
/// Numbers of symbols go round after so many; far more than anybody waits for.
const SYMBOL_NUMBERS: u32 = 1 << 20;

fn id_of(sealed: &[u8]) -> [u8; ID_BYTES] {
    let hash = blake3::derive_key("samenspel relay frames 1", sealed);
    let mut id = [0; ID_BYTES];
    id.copy_from_slice(&hash[..ID_BYTES]);
    id
}

/// What both sides know of a message of `length` bytes: one block, whole symbols.
fn form(length: u32) -> ObjectTransmissionInformation {
    ObjectTransmissionInformation::new(u64::from(length), SYMBOL_BYTES, 1, 1, 8)
}

fn symbols_in(length: u32) -> u32 {
    length.div_ceil(u32::from(SYMBOL_BYTES))
}

/// The frames of a message, without end: first the message itself, then ever new repair.
pub struct FrameSource {
    head: Vec<u8>,
    encoder: SourceBlockEncoder,
    source: Vec<EncodingPacket>,
    next: u32,
}

impl std::fmt::Debug for FrameSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FrameSource({} frames given)", self.next)
    }
}

impl FrameSource {
    /// Of sealed bytes; `None` if there are none or more than a relay holds.
    pub fn new(sealed: &[u8]) -> Option<Self> {
        if sealed.is_empty() || sealed.len() > RELAY_BYTES_MAX {
            return None;
        }
        let length = u32::try_from(sealed.len()).ok()?;
        let mut padded = sealed.to_vec();
        let whole = symbols_in(length) as usize * usize::from(SYMBOL_BYTES);
        padded.resize(whole, 0);
        let encoder = SourceBlockEncoder::new(0, &form(length), &padded);
        let head = [&MAGIC[..], &id_of(sealed), &length.to_be_bytes()].concat();
        Some(Self {
            head,
            source: encoder.source_packets(),
            encoder,
            next: 0,
        })
    }

    /// How many frames the message itself takes; a receiver needs about as many, whichever.
    pub fn frames_needed(&self) -> usize {
        self.source.len()
    }

    /// The next frame to show.
    pub fn next_frame(&mut self) -> Vec<u8> {
        let number = self.next % SYMBOL_NUMBERS;
        self.next = self.next.wrapping_add(1);
        let source = self.source.get(number as usize).cloned();
        let packet = source.unwrap_or_else(|| {
            let first_repair = u32::try_from(self.source.len()).unwrap_or(u32::MAX);
            let mut repair = self.encoder.repair_packets(number - first_repair, 1);
            repair.swap_remove(0)
        });
        let mut frame = self.head.clone();
        frame.extend_from_slice(&packet.payload_id().encoding_symbol_id().to_be_bytes());
        frame.extend_from_slice(packet.data());
        frame
    }
}

/// What a scanned frame did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanned {
    /// It is no frame of a relay: another code came before the camera.
    NotAFrame,
    /// So many of about so many are in.
    Progress {
        /// Different frames seen.
        seen: usize,
        /// About how many it takes.
        needed: usize,
    },
    /// The sealed bytes, whole.
    Whole(Vec<u8>),
}

/// Takes frames in, of one message at a time.
#[derive(Default)]
pub struct FrameSink {
    of: Option<Message>,
}

struct Message {
    id: [u8; ID_BYTES],
    length: u32,
    seen: BTreeSet<u32>,
    decoder: Decoder,
}

impl std::fmt::Debug for FrameSink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let seen = self.of.as_ref().map_or(0, |message| message.seen.len());
        write!(f, "FrameSink({seen} frames seen)")
    }
}

impl FrameSink {
    /// A frame was scanned. One of another message begins that one; what was seen of the first is
    /// forgotten.
    pub fn scanned(&mut self, frame: &[u8]) -> Scanned {
        let Some((id, length, number, symbol)) = read(frame) else {
            return Scanned::NotAFrame;
        };
        let is_of_it = |message: &&mut Message| message.id == id && message.length == length;
        let message = match self.of.as_mut().filter(is_of_it) {
            Some(_) => self.of.as_mut(),
            None => {
                self.of = Some(Message {
                    id,
                    length,
                    seen: BTreeSet::new(),
                    decoder: Decoder::new(form(length)),
                });
                self.of.as_mut()
            }
        };
        let Some(message) = message else {
            return Scanned::NotAFrame;
        };
        let needed = symbols_in(length) as usize;
        if !message.seen.insert(number) {
            return message.progress(needed);
        }
        let packet = EncodingPacket::new(PayloadId::new(0, number), symbol.to_vec());
        if let Some(whole) = message.decoder.decode(packet) {
            self.of = None;
            return match id_of(&whole) == id {
                true => Scanned::Whole(whole),
                // Somebody mixed other frames in: begin again.
                false => Scanned::Progress { seen: 0, needed },
            };
        }
        // So many that do not make a whole are not of one message.
        if message.seen.len() > 2 * needed + 64 {
            self.of = None;
            return Scanned::Progress { seen: 0, needed };
        }
        message.progress(needed)
    }
}

impl Message {
    fn progress(&self, needed: usize) -> Scanned {
        Scanned::Progress {
            seen: self.seen.len(),
            needed,
        }
    }
}

type Read<'a> = ([u8; ID_BYTES], u32, u32, &'a [u8]);

fn read(frame: &[u8]) -> Option<Read<'_>> {
    if frame.len() != FRAME_BYTES {
        return None;
    }
    let rest = frame.strip_prefix(&MAGIC)?;
    let (id, rest) = rest.split_first_chunk::<ID_BYTES>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (number, symbol) = rest.split_first_chunk::<4>()?;
    let (length, number) = (u32::from_be_bytes(*length), u32::from_be_bytes(*number));
    let fits = length > 0 && length as usize <= RELAY_BYTES_MAX && number < SYMBOL_NUMBERS;
    fits.then_some((*id, length, number, symbol))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(length: usize) -> Vec<u8> {
        (0..length).map(|it| (it * 31 % 251) as u8).collect()
    }

    fn receive(frames: impl Iterator<Item = Vec<u8>>) -> Option<(usize, Vec<u8>)> {
        let mut sink = FrameSink::default();
        for (count, frame) in frames.enumerate() {
            if let Scanned::Whole(whole) = sink.scanned(&frame) {
                return Some((count + 1, whole));
            }
        }
        None
    }

    #[test]
    fn any_enough_frames_make_the_whole_whichever_were_missed() {
        for length in [1, 511, 512, 513, 9_000, RELAY_BYTES_MAX] {
            let sealed = message(length);
            let mut source = FrameSource::new(&sealed).unwrap();
            let needed = source.frames_needed();
            // Two of three are missed.
            let frames = (0..).map(|_| source.next_frame());
            let seen = frames
                .enumerate()
                .filter(|(it, _)| it % 3 == 1)
                .map(|it| it.1);
            let (count, whole) = receive(seen.take(2 * needed + 10)).unwrap();
            assert_eq!(whole, sealed, "{length}");
            assert!(count <= needed + 3, "{count} of {needed}");
        }
    }

    #[test]
    fn foreign_cut_and_forged_frames_are_harmless() {
        let sealed = message(4_000);
        let mut source = FrameSource::new(&sealed).unwrap();
        let mut sink = FrameSink::default();
        let good = source.next_frame();
        for length in 0..good.len() {
            assert_eq!(sink.scanned(&good[..length]), Scanned::NotAFrame);
        }
        assert_eq!(sink.scanned(&[0; FRAME_BYTES]), Scanned::NotAFrame);
        let mut huge = good.clone();
        huge[10..14].copy_from_slice(&u32::MAX.to_be_bytes());
        assert_eq!(sink.scanned(&huge), Scanned::NotAFrame);
        let mut far = good.clone();
        far[14..18].copy_from_slice(&u32::MAX.to_be_bytes());
        assert_eq!(sink.scanned(&far), Scanned::NotAFrame);
        // One forged symbol spoils that try and no later one.
        let mut forged = source.next_frame();
        forged[30] ^= 1;
        sink.scanned(&forged);
        let mut tries = 0;
        loop {
            tries += 1;
            if let Scanned::Whole(whole) = sink.scanned(&source.next_frame()) {
                assert_eq!(whole, sealed);
                break;
            }
            assert!(tries < 100);
        }
    }

    #[test]
    fn nothing_and_too_much_have_no_frames() {
        assert!(FrameSource::new(&[]).is_none());
        assert!(FrameSource::new(&message(RELAY_BYTES_MAX + 1)).is_none());
    }
}
