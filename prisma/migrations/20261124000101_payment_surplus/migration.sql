-- What a payment leaves beyond everything it pays is a credit of its client, and is taken back with the payment.
ALTER TABLE client_credit ADD COLUMN surplus_of_id uuid;
ALTER TABLE client_credit ADD CONSTRAINT client_credit_company_id_surplus_of_id_fkey
  FOREIGN KEY (company_id, surplus_of_id) REFERENCES payment (company_id, id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE UNIQUE INDEX client_credit_company_id_surplus_of_id_key ON client_credit (company_id, surplus_of_id);
