-- When anything about an invoice last changed, for programs that read what is new. It is the clock of the database, at
-- the statement: readers know which transactions were still under way, see src/db/invoicing/readHorizon.ts. There is no
-- index: it would be written with every fact, and a walk reads the invoices of one company in the order of their ids.
ALTER TABLE "invoice" ADD COLUMN "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp();

CREATE FUNCTION note_invoice_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER invoice_change_noted BEFORE UPDATE ON invoice FOR EACH ROW EXECUTE FUNCTION note_invoice_change();
