-- What a letter set aside of an invoice because its debtor contested it: a formal notice puts nobody in default of it.
ALTER TABLE letter_invoice ADD COLUMN disputed_cents bigint NOT NULL DEFAULT 0 CHECK (disputed_cents >= 0);
