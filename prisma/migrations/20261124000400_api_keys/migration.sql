-- Keys by which a billing tool or a script acts for a company.
CREATE TYPE "api_scope" AS ENUM ('READ', 'WRITE');

CREATE TABLE "api_key" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scope" "api_scope" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "ending" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_id" UUID,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("company_id","id")
);

CREATE UNIQUE INDEX "api_key_token_hash_key" ON "api_key"("token_hash");

ALTER TABLE "api_key" ADD CONSTRAINT "api_key_company_id_fkey"
    FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT guard_company_table('api_key');
-- A key is revoked, never erased nor rewritten: the journal names it. Its hash is written once, and no program that
-- shows anything may read it back.
REVOKE SELECT, UPDATE, DELETE ON api_key FROM dument_app;
GRANT SELECT (company_id, id, name, scope, ending, created_by_id, created_at, expires_at, last_used_at, revoked_at, revoked_by_id),
  UPDATE (last_used_at, revoked_at, revoked_by_id) ON api_key TO dument_app;

-- Whoever comes with a key has not said of which company.
SELECT let_system_read('api_key', 'company_id, id, token_hash, expires_at, revoked_at');
