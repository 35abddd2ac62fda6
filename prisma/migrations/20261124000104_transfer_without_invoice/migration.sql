-- A transfer of a client who owes nothing any more, as when an invoice is paid twice, is a credit and no payment.
ALTER TABLE bank_match ADD COLUMN credit_id uuid;
ALTER TABLE bank_match ADD CONSTRAINT bank_match_company_id_credit_id_fkey
  FOREIGN KEY (company_id, credit_id) REFERENCES client_credit (company_id, id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE bank_match DROP CONSTRAINT bank_match_has_payment;
ALTER TABLE bank_match ADD CONSTRAINT bank_match_has_money CHECK (
  CASE kind WHEN 'SET_ASIDE' THEN num_nonnulls(payment_id, credit_id) = 0
            WHEN 'KNOWN' THEN payment_id IS NOT NULL AND credit_id IS NULL
            ELSE num_nonnulls(payment_id, credit_id) = 1 END);
CREATE INDEX bank_match_company_id_credit_id_idx ON bank_match (company_id, credit_id);
CREATE UNIQUE INDEX bank_match_one_credit ON bank_match (company_id, credit_id) WHERE undone_at IS NULL;
