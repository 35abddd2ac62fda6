-- Forms that have done their work: the same form that comes again (a double click, a page loaded again, the
-- way back) changes nothing and ends as the first one did.
CREATE TABLE "form_key" (
    "company_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "fields_sha256" TEXT NOT NULL,
    "outcome" JSONB,
    "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "form_key_pkey" PRIMARY KEY ("company_id","key")
);

CREATE INDEX "form_key_used_at_idx" ON "form_key"("used_at");

SELECT guard_company_table('form_key');
REVOKE DELETE ON form_key FROM dument_app;

-- Nobody sends a form again after a month: the one who forgets may delete these rows, and no younger one.
CREATE POLICY system_forgets ON form_key TO dument_system USING (used_at < now() - interval '30 days');
GRANT SELECT (company_id, key, used_at), DELETE ON form_key TO dument_system;
