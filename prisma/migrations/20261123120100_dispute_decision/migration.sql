-- What the creditor decides of a dispute is told to the client, and other payments than those asked for are
-- proposed: both count on a payment, which a collective procedure forbids.
ALTER TYPE "message_kind" ADD VALUE 'DISPUTE_DECISION';
ALTER TYPE "message_kind" ADD VALUE 'PLAN_COUNTER';

ALTER TABLE "answer" ADD COLUMN "decision_message_id" UUID;
ALTER TABLE "answer" ADD CONSTRAINT "answer_company_id_decision_message_id_fkey"
    FOREIGN KEY ("company_id", "decision_message_id") REFERENCES "message"("company_id", "id") ON DELETE NO ACTION ON UPDATE CASCADE;
