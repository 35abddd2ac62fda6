-- What of a payment pays the interest and the flat fee of an invoice, beside the part that lowers its balance.
-- A reversal carries the opposite.
ALTER TABLE allocation ADD COLUMN accessory_cents bigint NOT NULL DEFAULT 0;
ALTER TABLE allocation ADD CONSTRAINT allocation_accessory_sign CHECK (accessory_cents = 0 OR sign(accessory_cents) = sign(amount_cents) OR amount_cents = 0);
