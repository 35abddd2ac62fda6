-- What programs of a company are told: an event is written with its fact, and posted until its address has it.
CREATE TYPE "webhook_endpoint_state" AS ENUM ('ACTIVE', 'PAUSED', 'FAILING', 'GONE');
CREATE TYPE "webhook_delivery_state" AS ENUM ('PENDING', 'DELIVERED', 'GIVEN_UP');

CREATE TABLE "webhook_endpoint" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[],
    "secret" BYTEA NOT NULL,
    "previous_secret" BYTEA,
    "previous_until" TIMESTAMPTZ(3),
    "state" "webhook_endpoint_state" NOT NULL DEFAULT 'ACTIVE',
    "failing_since" TIMESTAMPTZ(3),
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("company_id","id")
);

CREATE TABLE "webhook_event" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_event_pkey" PRIMARY KEY ("company_id","id")
);

CREATE TABLE "webhook_delivery" (
    "company_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "state" "webhook_delivery_state" NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_token" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "attempted_at" TIMESTAMPTZ(3),
    "status" INTEGER,
    "problem" TEXT,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("company_id","event_id","endpoint_id")
);

CREATE INDEX "webhook_event_created_at_idx" ON "webhook_event"("created_at");
CREATE INDEX "webhook_delivery_company_id_endpoint_id_event_id_idx"
    ON "webhook_delivery"("company_id", "endpoint_id", "event_id");
CREATE INDEX webhook_delivery_pending ON webhook_delivery (company_id, endpoint_id, due_at) WHERE state = 'PENDING';

ALTER TABLE "webhook_endpoint" ADD CONSTRAINT "webhook_endpoint_company_id_fkey"
    FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "webhook_event" ADD CONSTRAINT "webhook_event_company_id_fkey"
    FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_company_id_event_id_fkey"
    FOREIGN KEY ("company_id", "event_id") REFERENCES "webhook_event"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_company_id_endpoint_id_fkey"
    FOREIGN KEY ("company_id", "endpoint_id") REFERENCES "webhook_endpoint"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT guard_company_table('webhook_endpoint');
SELECT guard_company_table('webhook_event');
SELECT guard_company_table('webhook_delivery');
-- What was announced is not said otherwise later.
REVOKE UPDATE, DELETE ON webhook_event FROM dument_app;

-- Where something waits to be posted.
SELECT let_system_read('webhook_delivery', 'company_id, event_id, endpoint_id, state, due_at, lease_until');
SELECT let_system_read('webhook_endpoint', 'company_id, id, state');

-- A month later nobody asks for it again: the one who forgets may delete these rows, and no younger one.
CREATE POLICY system_forgets ON webhook_event TO dument_system USING (created_at < now() - interval '30 days');
GRANT SELECT (company_id, id, created_at), DELETE ON webhook_event TO dument_system;
