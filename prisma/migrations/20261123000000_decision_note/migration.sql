-- Why a disputed invoice stands, in the words of whoever decided it: shown in the history of the invoice.
ALTER TABLE answer ADD COLUMN decision_note text NOT NULL DEFAULT '';
