//! The tables of the store and their migrations. Knows SQL and nothing of what the rows mean.

use rusqlite_migration::{M, Migrations};

/// Marks a database file as a Samenspel store ("Samn").
pub(super) const APPLICATION_ID: i32 = 0x5361_6d6e;

/// The schema, and from the first release on what changed since: none of them is ever changed.
const MIGRATIONS: &[M<'static>] = &[M::up(include_str!("tables/schema.sql"))];

/// The migrations, oldest first.
pub(super) fn migrations() -> Migrations<'static> {
    Migrations::from_slice(MIGRATIONS)
}

/// The version that this app writes.
pub(super) const fn latest_version() -> usize {
    MIGRATIONS.len()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_migrations_are_valid() {
        assert_eq!(super::migrations().validate(), Ok(()));
    }
}
