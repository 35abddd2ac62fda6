-- The words a person gave one message instead of those of its step, while it waited for approval.
CREATE TABLE "message_text" (
    "company_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "written_by_id" UUID,

    CONSTRAINT "message_text_pkey" PRIMARY KEY ("company_id","message_id")
);

ALTER TABLE "message_text" ADD CONSTRAINT "message_text_company_id_message_id_fkey"
    FOREIGN KEY ("company_id", "message_id") REFERENCES "message"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT guard_company_table('message_text');
