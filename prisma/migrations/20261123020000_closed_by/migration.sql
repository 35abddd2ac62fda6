-- What the closing of an invoice ended with it, and what a dispute given right closed: undoing the payment or the
-- closing brings exactly that back.
ALTER TABLE hold ADD COLUMN closed_by_id uuid;
ALTER TABLE answer ADD COLUMN closed_by_id uuid;
ALTER TABLE answer_link ADD COLUMN closed_by_id uuid;
ALTER TABLE call_task ADD COLUMN closed_by_id uuid;
ALTER TABLE invoice ADD COLUMN closing_answer_id uuid;
