//! Everything that was written on this device, whatever became of it. Knows no screen.

use super::{Store, StoreError};
use samenspel_model::ids::EntryKey;
use samenspel_model::series::Series;

impl Store {
    /// The key and series of every entry that people wrote on this device, also of
    /// what was sent, refused or is held; [`Store::status`] says where one stands.
    pub fn written_here(&self) -> Result<Vec<(EntryKey, Series)>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT key, series FROM outbox WHERE intent IS NOT NULL
                 UNION SELECT key, series FROM text_intents WHERE state = 0
                 ORDER BY key",
            )?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}
