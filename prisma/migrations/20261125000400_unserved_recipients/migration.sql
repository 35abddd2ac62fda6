-- Whoever a server refused, at once or in a report that came back later, has not had the message: a note that is sent
-- again goes to them too.
ALTER TABLE message ADD COLUMN unserved_emails text[] DEFAULT ARRAY[]::text[];
-- A note that left and that nobody it is addressed to has received waits for a person, as one that was refused.
CREATE INDEX message_lost ON message (company_id) WHERE state = 'SENT' AND bounced_at IS NOT NULL AND resolved_by_id IS NULL;
