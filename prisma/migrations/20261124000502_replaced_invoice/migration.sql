-- A corrected invoice takes the place of another: one at a time may, and the other is not claimed again meanwhile.
ALTER TABLE "invoice" ADD COLUMN "replaces_id" UUID;
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_company_id_replaces_id_fkey" FOREIGN KEY ("company_id", "replaces_id") REFERENCES "invoice"("company_id", "id") ON DELETE NO ACTION ON UPDATE CASCADE;
CREATE INDEX "invoice_company_id_replaces_id_idx" ON "invoice" ("company_id", "replaces_id") WHERE "replaces_id" IS NOT NULL;
