-- What an import suspends is told from what a person does. In a migration of its own: a new value may be written
-- only once it is committed.
ALTER TYPE hold_kind ADD VALUE 'IMPORT';
