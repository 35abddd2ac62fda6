-- A letter counts as handed over from just before it is: a worker that dies meanwhile leaves a trace, and another one
-- gives the same order again.
ALTER TABLE letter_dispatch ADD COLUMN handing_until timestamptz(3);
GRANT SELECT (handing_until) ON letter_dispatch TO dument_system;
CREATE INDEX letter_to_hand_again ON letter_dispatch (handing_until) WHERE handing_until IS NOT NULL AND refused_at IS NULL;
