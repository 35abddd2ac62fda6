-- A credit note recorded by mistake is cancelled, never erased: its number, day and amount stay as they were written,
-- and only the cancelling may be noted on it. Its number may be recorded again.
ALTER TABLE credit_note ADD COLUMN cancelled_at timestamptz(3);
ALTER TABLE credit_note ADD COLUMN cancelled_by_id uuid;
-- The dispute that it gave right, if any: cancelling it brings that back too.
ALTER TABLE credit_note ADD COLUMN answer_id uuid;
DROP INDEX credit_note_company_id_number_key;
CREATE UNIQUE INDEX credit_note_company_id_number_key ON credit_note (company_id, number) WHERE cancelled_at IS NULL;
GRANT UPDATE (cancelled_at, cancelled_by_id) ON credit_note TO dument_app;
