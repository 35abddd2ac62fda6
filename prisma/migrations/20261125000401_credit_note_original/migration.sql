-- The PDF of an electronic credit note is kept beside it, as that of an invoice.
ALTER TYPE document_kind ADD VALUE 'CREDIT_NOTE';
ALTER TABLE document ADD COLUMN credit_note_id uuid;
ALTER TABLE document ADD CONSTRAINT document_company_id_credit_note_id_fkey
  FOREIGN KEY (company_id, credit_note_id) REFERENCES credit_note (company_id, id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX document_company_id_credit_note_id_idx ON document (company_id, credit_note_id);
