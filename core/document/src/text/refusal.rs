//! Why a text change is not taken, and what the author's device is told. Knows no bytes and no
//! document.

use samenspel_model::limits;
use samenspel_model::verdict::{LaterReason, Outcome, RefusalCode};

/// Why a text change is not applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextRefusal {
    /// More bytes than any edit needs.
    #[error("longer than {} bytes", limits::TEXT_CHANGE_BYTES_MAX)]
    TooLarge,
    /// The magic bytes or the chunk type are not those of a change.
    #[error("not an Automerge change")]
    NotAChange,
    /// A chunk that would have to be inflated to be counted.
    #[error("compressed changes are not accepted")]
    Compressed,
    /// The chunk's length is not that of the bytes.
    #[error("the stated length is not the length")]
    Length,
    /// It ends in the middle, or a stated length reaches beyond its end.
    #[error("cut short")]
    Truncated,
    /// A number that is not written in its shortest form, or has more than 64 bits.
    #[error("a number is not in its shortest form")]
    Number,
    /// A column that would have to be inflated to be counted.
    #[error("compressed columns are not accepted")]
    DeflatedColumn,
    /// A column that no edit has, or one out of order or twice.
    #[error("a column is unknown, repeated or out of order")]
    UnknownColumn,
    /// The columns do not have one value per operation.
    #[error("columns of different lengths")]
    RaggedColumns,
    /// A wall clock does not belong into a change.
    #[error("a change carries no time")]
    Time,
    /// Free text does not belong beside the text.
    #[error("a change carries no message")]
    Message,
    /// Bytes behind the columns, an author for instance.
    #[error("extra bytes are not accepted")]
    ExtraBytes,
    /// Read, but not byte for byte what the encoder makes of the same operations.
    #[error("not in the one canonical encoding")]
    NotCanonical,

    /// An actor that is not 25 bytes of ours.
    #[error("an actor has the wrong form")]
    ActorForm,
    /// The author of the change is not a text actor.
    #[error("only text actors change a text")]
    NotATextActor,
    /// The author of the change is another device.
    #[error("the actor belongs to another device")]
    ForeignActor,
    /// More actors than any edit names, or repeated ones.
    #[error("too many actors, or one named twice")]
    ActorList,

    /// No dependency, too many, or not sorted.
    #[error(
        "dependencies must be 1 to {}, sorted, each once",
        limits::TEXT_CHANGE_DEPS_MAX
    )]
    DependencyList,
    /// A dependency that another dependency builds on.
    #[error("a dependency is not a head")]
    DependencyNotAHead,
    /// Not the actor's next change, or not built on its previous one.
    #[error("not the actor's next change")]
    Sequence,
    /// Operation numbers do not start right after those of the dependencies.
    #[error("operations do not start after those of the dependencies")]
    StartOp,
    /// Operation numbers beyond what a document can hold.
    #[error("operation numbers are exhausted")]
    CounterMaximum,

    /// A change without operations.
    #[error("no operation")]
    NoOperations,
    /// More operations than one edit may have, run-length coded or not.
    #[error("more than {} operations", limits::TEXT_CHANGE_OPS_MAX)]
    TooManyOperations,
    /// An operation names more than one predecessor.
    #[error("more than one predecessor")]
    TooManyPredecessors,
    /// A predecessor that is not the element itself.
    #[error("an insertion has no predecessor and a deletion exactly its element")]
    Predecessor,
    /// A map key where an element belongs.
    #[error("a text has no keys")]
    MapKey,
    /// Formatting is not part of the texts.
    #[error("marks are not accepted")]
    Mark,
    /// Neither an insertion nor a deletion.
    #[error("only insertions and deletions are accepted")]
    Action,
    /// An insertion of something other than one character.
    #[error("each insertion is one character")]
    Value,
    /// NUL or an invisible change of the writing direction.
    #[error("NUL and direction overrides are not accepted")]
    Character,
    /// The operations are not all in one text that an agreement made.
    #[error("not in the text of the agreement")]
    Object,
    /// An element that the change cannot know.
    #[error("an element does not exist")]
    Element,
    /// The same element is deleted twice.
    #[error("an element is deleted twice")]
    DeletedTwice,

    /// The text would show nothing.
    #[error("nothing would be left of the text that anybody can see")]
    Empty,
    /// The text would be longer than allowed.
    #[error("the text is longer than {} bytes", limits::COWRITTEN_TEXT_BYTES_MAX)]
    TextTooLong,
    /// It failed, or did not end in time, in the trial.
    #[error("the trial failed")]
    Trial,

    /// It builds on something that is not stored.
    #[error("a dependency is not stored")]
    MissingBase,
    /// Somebody else changed the same text since.
    #[error("the text was changed since")]
    Stale,
}

impl TextRefusal {
    /// The code of a refusal; `None` for what is no refusal: to be offered later, or rebased.
    pub fn code(self) -> Option<RefusalCode> {
        Some(match self {
            Self::TooLarge
            | Self::NotAChange
            | Self::Compressed
            | Self::Length
            | Self::Truncated
            | Self::Number
            | Self::DeflatedColumn
            | Self::UnknownColumn
            | Self::RaggedColumns
            | Self::Time
            | Self::Message
            | Self::ExtraBytes
            | Self::NotCanonical => RefusalCode::TextEncoding,
            Self::ActorForm | Self::NotATextActor | Self::ForeignActor | Self::ActorList => {
                RefusalCode::TextActor
            }
            Self::DependencyList
            | Self::DependencyNotAHead
            | Self::Sequence
            | Self::StartOp
            | Self::CounterMaximum => RefusalCode::TextSequence,
            Self::NoOperations
            | Self::TooManyOperations
            | Self::TooManyPredecessors
            | Self::Predecessor
            | Self::MapKey
            | Self::Mark
            | Self::Action
            | Self::Value
            | Self::Character
            | Self::Object
            | Self::Element
            | Self::DeletedTwice => RefusalCode::TextOperation,
            Self::Empty => RefusalCode::FieldInvalid,
            Self::TextTooLong => RefusalCode::TextTooLong,
            Self::Trial => RefusalCode::TextTrial,
            Self::MissingBase | Self::Stale => return None,
        })
    }

    /// What the device is told.
    pub fn outcome(self) -> Outcome {
        match (self, self.code()) {
            (Self::Empty, Some(code)) => Outcome::Refused {
                code,
                args: vec!["text".to_owned()],
            },
            (_, Some(code)) => Outcome::Refused {
                code,
                args: Vec::new(),
            },
            (Self::Stale, None) => Outcome::Rebase,
            (_, None) => Outcome::Later {
                why: LaterReason::MissingBase,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_mended_by_waiting_or_rebasing_is_not_refused() {
        assert_eq!(TextRefusal::Stale.outcome(), Outcome::Rebase);
        let later = Outcome::Later {
            why: LaterReason::MissingBase,
        };
        assert_eq!(TextRefusal::MissingBase.outcome(), later);
        let refused = TextRefusal::ForeignActor.outcome();
        assert!(matches!(
            refused,
            Outcome::Refused {
                code: RefusalCode::TextActor,
                ..
            }
        ));
    }
}
