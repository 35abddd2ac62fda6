-- A server may take a message for the copies and put off the person it is addressed to: it is handed again to that
-- person alone.
ALTER TABLE message ADD COLUMN settled_emails text[] DEFAULT ARRAY[]::text[];
