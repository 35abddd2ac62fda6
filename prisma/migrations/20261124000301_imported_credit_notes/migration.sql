-- A credit note that came with an import is taken back with it, as its invoices are; null when a person typed it.
ALTER TABLE "credit_note" ADD COLUMN "import_id" UUID;
CREATE INDEX "credit_note_company_id_import_id_idx" ON "credit_note" ("company_id", "import_id") WHERE "import_id" IS NOT NULL;
ALTER TABLE "invoice_import" ADD COLUMN "credited_count" INTEGER NOT NULL DEFAULT 0;
-- Credit notes that its undoing took back.
ALTER TABLE "invoice_import" ADD COLUMN "undone_credit_count" INTEGER NOT NULL DEFAULT 0;
