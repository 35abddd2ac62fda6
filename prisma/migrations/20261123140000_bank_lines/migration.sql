-- Movements of bank accounts, read from the files of banks, and what a person made of each.
CREATE TYPE bank_format AS ENUM ('CAMT053', 'OFX', 'CSV');
CREATE TYPE bank_match_kind AS ENUM ('RECORDED', 'KNOWN', 'SET_ASIDE');

CREATE TABLE bank_import (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  file_name text NOT NULL,
  format bank_format NOT NULL,
  line_count integer NOT NULL,
  created_by_id uuid,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT bank_import_pkey PRIMARY KEY (company_id, id)
);
CREATE INDEX bank_import_company_id_created_at_idx ON bank_import (company_id, created_at);

CREATE TABLE bank_line (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  import_id uuid NOT NULL,
  account text NOT NULL,
  line_key text NOT NULL,
  booked_on date NOT NULL,
  value_on date,
  amount_cents bigint NOT NULL,
  currency text NOT NULL,
  counterparty_name text NOT NULL,
  counterparty_iban text NOT NULL,
  label text NOT NULL,
  end_to_end_id text NOT NULL,
  is_return boolean NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT bank_line_pkey PRIMARY KEY (company_id, id),
  CONSTRAINT bank_line_company_id_import_id_fkey FOREIGN KEY (company_id, import_id)
    REFERENCES bank_import (company_id, id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX bank_line_company_id_line_key_key ON bank_line (company_id, line_key);
CREATE INDEX bank_line_company_id_import_id_idx ON bank_line (company_id, import_id);
CREATE INDEX bank_line_company_id_booked_on_id_idx ON bank_line (company_id, booked_on, id);

CREATE TABLE bank_match (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  line_id uuid NOT NULL,
  kind bank_match_kind NOT NULL,
  payment_id uuid,
  reason text NOT NULL DEFAULT '',
  created_by_id uuid,
  created_at timestamptz(3) NOT NULL,
  undone_at timestamptz(3),
  undone_by_id uuid,
  CONSTRAINT bank_match_pkey PRIMARY KEY (company_id, id),
  CONSTRAINT bank_match_company_id_line_id_fkey FOREIGN KEY (company_id, line_id)
    REFERENCES bank_line (company_id, id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT bank_match_company_id_payment_id_fkey FOREIGN KEY (company_id, payment_id)
    REFERENCES payment (company_id, id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT bank_match_has_payment CHECK ((kind = 'SET_ASIDE') = (payment_id IS NULL))
);
CREATE INDEX bank_match_company_id_line_id_idx ON bank_match (company_id, line_id);
CREATE INDEX bank_match_company_id_payment_id_idx ON bank_match (company_id, payment_id);
-- A movement is one thing at a time, and a payment came by one movement, whoever presses at the same moment.
CREATE UNIQUE INDEX bank_match_one_line ON bank_match (company_id, line_id) WHERE undone_at IS NULL;
CREATE UNIQUE INDEX bank_match_one_payment ON bank_match (company_id, payment_id) WHERE undone_at IS NULL;

SELECT guard_company_table('bank_import');
SELECT guard_company_table('bank_line');
SELECT guard_company_table('bank_match');
-- What the bank wrote is never rewritten; its texts are personal data, and are erased at their term.
REVOKE UPDATE, DELETE ON bank_import, bank_line FROM dument_app;
GRANT UPDATE (counterparty_name, counterparty_iban, label, end_to_end_id) ON bank_line TO dument_app;
REVOKE DELETE ON bank_match FROM dument_app;

-- A movement that almost surely pays an invoice keeps it from being asked for until a person has looked, for some
-- days, and once only.
ALTER TYPE hold_kind ADD VALUE 'BANK_LINE';
ALTER TABLE hold ADD COLUMN bank_line_id uuid;
ALTER TABLE hold ADD CONSTRAINT hold_company_id_bank_line_id_fkey FOREIGN KEY (company_id, bank_line_id)
  REFERENCES bank_line (company_id, id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE UNIQUE INDEX hold_company_id_bank_line_id_invoice_id_key ON hold (company_id, bank_line_id, invoice_id);
