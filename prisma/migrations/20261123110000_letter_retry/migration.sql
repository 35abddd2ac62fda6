-- When a draft whose drawing failed is tried again; null: at once, or never when a person must mend it first.
ALTER TABLE letter ADD COLUMN retry_at timestamptz(3);
