//! phrasebook.
