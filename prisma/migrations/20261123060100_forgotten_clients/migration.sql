-- When the personal data of a client were last erased at their term: done once, and again if new ones came since.
ALTER TABLE client ADD COLUMN forgotten_at timestamptz(3);
