-- The balances of the statements that were read: whether a line, or a statement between two, may be missing.
CREATE TABLE bank_statement (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  import_id uuid NOT NULL,
  account text NOT NULL,
  currency text NOT NULL,
  opening_on date,
  opening_cents bigint,
  closing_on date,
  closing_cents bigint,
  lines_cents bigint NOT NULL,
  CONSTRAINT bank_statement_pkey PRIMARY KEY (company_id, id),
  CONSTRAINT bank_statement_company_id_import_id_fkey FOREIGN KEY (company_id, import_id)
    REFERENCES bank_import (company_id, id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX bank_statement_company_id_import_id_idx ON bank_statement (company_id, import_id);
CREATE INDEX bank_statement_company_id_account_idx ON bank_statement (company_id, account);

SELECT guard_company_table('bank_statement');
-- What the bank wrote is never rewritten.
REVOKE UPDATE, DELETE ON bank_statement FROM dument_app;
