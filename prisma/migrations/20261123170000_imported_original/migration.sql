-- The PDF of an electronic invoice comes with the import of the invoice: it is nobody's work on it, and does not keep it
-- when the import is undone.
ALTER TABLE "document" ADD COLUMN "import_id" UUID;
