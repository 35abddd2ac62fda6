-- CreateSchema

-- CreateEnum
CREATE TYPE "channel" AS ENUM ('EMAIL', 'CALL', 'LETTER', 'FORMAL_NOTICE');

-- CreateEnum
CREATE TYPE "tone" AS ENUM ('FRIENDLY', 'FIRM', 'FINAL');

-- CreateEnum
CREATE TYPE "plan_kind" AS ENUM ('RUN', 'WAIT', 'STOP');

-- CreateEnum
CREATE TYPE "step_state" AS ENUM ('DONE', 'SUPERSEDED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "hold_kind" AS ENUM ('DISPUTE', 'PROMISE', 'DECLARATION', 'PLAN', 'INSOLVENCY', 'MANUAL', 'E_INVOICE_STATUS');

-- CreateEnum
CREATE TYPE "invoice_status" AS ENUM ('OPEN', 'PAID', 'CANCELLED', 'WRITTEN_OFF');

-- CreateEnum
CREATE TYPE "invoice_source" AS ENUM ('MANUAL', 'CSV');

-- CreateEnum
CREATE TYPE "credit_note_effect" AS ENUM ('RETROACTIVE', 'PROSPECTIVE');

-- CreateEnum
CREATE TYPE "document_kind" AS ENUM ('INVOICE', 'LETTER', 'PROOF');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('MAPPING', 'QUEUED', 'RUNNING', 'DONE', 'FAILED');

-- CreateEnum
CREATE TYPE "import_issue_kind" AS ENUM ('ERROR', 'NOTICE');

-- CreateEnum
CREATE TYPE "message_kind" AS ENUM ('REMINDER', 'CALL_CONFIRMATION', 'PAYMENT_THANKS');

-- CreateEnum
CREATE TYPE "message_state" AS ENUM ('AWAITING_APPROVAL', 'READY', 'SENDING', 'SENT', 'FAILED', 'UNCERTAIN', 'CANCELLED');

-- CreateEnum
CREATE TYPE "call_state" AS ENUM ('OPEN', 'DONE', 'CANCELLED');

-- CreateEnum
CREATE TYPE "call_outcome" AS ENUM ('REACHED', 'VOICEMAIL', 'NO_ANSWER', 'WRONG_NUMBER', 'PROMISE', 'DISPUTE', 'ALREADY_PAID');

-- CreateEnum
CREATE TYPE "letter_state" AS ENUM ('DRAFT', 'TO_APPROVE', 'TO_POST', 'POSTED', 'PRESENTED', 'DELIVERED', 'RETURNED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "company_role" AS ENUM ('OWNER', 'MANAGER', 'COLLABORATOR', 'VIEWER');

-- CreateEnum
CREATE TYPE "penalty_kind" AS ENUM ('STATUTORY_B2B', 'CONTRACT_FIXED', 'CONTRACT_3X_LEGAL', 'CONTRACT_ECB_PLUS');

-- CreateEnum
CREATE TYPE "client_kind" AS ENUM ('B2B', 'PUBLIC', 'B2C', 'NON_PRO');

-- CreateEnum
CREATE TYPE "contact_role" AS ENUM ('BILLING', 'DECISION_MAKER', 'COPY');

-- CreateEnum
CREATE TYPE "email_state" AS ENUM ('UNKNOWN', 'WORKING', 'REFUSED');

-- CreateEnum
CREATE TYPE "one_time_purpose" AS ENUM ('SIGN_IN', 'CONFIRM_EMAIL', 'RESET_PASSWORD', 'CHANGE_EMAIL');

-- CreateEnum
CREATE TYPE "firm_role" AS ENUM ('PARTNER', 'ASSISTANT');

-- CreateEnum
CREATE TYPE "payment_method" AS ENUM ('TRANSFER', 'CHEQUE', 'CARD', 'CASH', 'DIRECT_DEBIT', 'OTHER');

-- CreateEnum
CREATE TYPE "answer_kind" AS ENUM ('ALREADY_PAID', 'PROMISE', 'DISPUTE');

-- CreateEnum
CREATE TYPE "answer_source" AS ENUM ('LINK', 'CALL', 'CREDITOR');

-- CreateEnum
CREATE TYPE "answer_state" AS ENUM ('OPEN', 'ACCEPTED', 'REJECTED', 'BROKEN', 'KEPT', 'WITHDRAWN');

-- CreateTable
CREATE TABLE "scenario" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "current_version_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scenario_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "scenario_version" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "scenario_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scenario_version_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "scenario_step" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "offset_days" INTEGER NOT NULL,
    "channel" "channel" NOT NULL,
    "tone" "tone" NOT NULL,
    "needs_approval" BOOLEAN NOT NULL,
    "needs_prior_contact" BOOLEAN NOT NULL,
    "attach_invoice" BOOLEAN NOT NULL,

    CONSTRAINT "scenario_step_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "dunning_plan" (
    "company_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "kind" "plan_kind" NOT NULL,
    "step_id" UUID,
    "channel" "channel",
    "on_date" DATE,
    "due_at" TIMESTAMPTZ(3),
    "reasons" JSONB NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dunning_plan_pkey" PRIMARY KEY ("company_id","invoice_id")
);

-- CreateTable
CREATE TABLE "dunning_step" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "step_id" UUID NOT NULL,
    "offset_days" INTEGER NOT NULL,
    "channel" "channel" NOT NULL,
    "state" "step_state" NOT NULL,
    "executed_on" DATE NOT NULL,
    "executed_at" TIMESTAMPTZ(3) NOT NULL,
    "message_id" UUID,
    "call_task_id" UUID,
    "letter_id" UUID,
    "reasons" JSONB NOT NULL,

    CONSTRAINT "dunning_step_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "hold" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "kind" "hold_kind" NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "started_on" DATE NOT NULL,
    "until_on" DATE,
    "answer_id" UUID,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,

    CONSTRAINT "hold_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "invoice" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "order_reference" TEXT,
    "issued_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "performed_on" DATE,
    "total_cents" BIGINT NOT NULL,
    "vat_cents" BIGINT,
    "balance_cents" BIGINT NOT NULL,
    "status" "invoice_status" NOT NULL DEFAULT 'OPEN',
    "version" INTEGER NOT NULL DEFAULT 1,
    "mentions_present" BOOLEAN,
    "dunning_opt_out" BOOLEAN NOT NULL DEFAULT false,
    "source" "invoice_source" NOT NULL,
    "import_id" UUID,
    "import_line" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "close_reason" TEXT,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "credit_note" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "issued_on" DATE NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "effect" "credit_note_effect" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_note_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "document" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "document_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "invoice_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "blob" (
    "company_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "blob_pkey" PRIMARY KEY ("company_id","sha256")
);

-- CreateTable
CREATE TABLE "invoice_import" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA,
    "state" "import_state" NOT NULL DEFAULT 'MAPPING',
    "options" JSONB NOT NULL,
    "preview" JSONB,
    "total_lines" INTEGER NOT NULL DEFAULT 0,
    "done_lines" INTEGER NOT NULL DEFAULT 0,
    "created_count" INTEGER NOT NULL DEFAULT 0,
    "unchanged_count" INTEGER NOT NULL DEFAULT 0,
    "error_count" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_token" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "created_by_id" UUID NOT NULL,
    "launched_by" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),
    "undone_count" INTEGER NOT NULL DEFAULT 0,
    "kept_reasons" JSONB,

    CONSTRAINT "invoice_import_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "import_issue" (
    "company_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "import_issue_kind" NOT NULL,
    "line" INTEGER NOT NULL,
    "column" TEXT,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "raw" TEXT,

    CONSTRAINT "import_issue_pkey" PRIMARY KEY ("company_id","import_id","position")
);

-- CreateTable
CREATE TABLE "message" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "kind" "message_kind" NOT NULL,
    "tone" "tone" NOT NULL,
    "state" "message_state" NOT NULL,
    "content_key" TEXT NOT NULL,
    "to_emails" TEXT[],
    "cc_emails" TEXT[],
    "subject" TEXT NOT NULL DEFAULT '',
    "content" JSONB,
    "claimed_cents" BIGINT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_at" TIMESTAMPTZ(3),
    "approved_by_id" UUID,
    "mime_sha256" TEXT,
    "message_id_header" TEXT,
    "dated_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_token" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "sending_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "resolved_by_id" UUID,

    CONSTRAINT "message_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "message_body" (
    "company_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "mime" BYTEA NOT NULL,

    CONSTRAINT "message_body_pkey" PRIMARY KEY ("company_id","message_id")
);

-- CreateTable
CREATE TABLE "message_invoice" (
    "company_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "invoice_version" INTEGER NOT NULL,
    "balance_cents" BIGINT NOT NULL,
    "penalty_cents" BIGINT NOT NULL,
    "indemnity_cents" BIGINT NOT NULL,

    CONSTRAINT "message_invoice_pkey" PRIMARY KEY ("company_id","message_id","invoice_id")
);

-- CreateTable
CREATE TABLE "call_task" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "state" "call_state" NOT NULL,
    "due_on" DATE NOT NULL,
    "cause" TEXT NOT NULL DEFAULT 'STEP',
    "contact_name" TEXT NOT NULL DEFAULT '',
    "phone" TEXT,
    "outcome" "call_outcome",
    "note" TEXT NOT NULL DEFAULT '',
    "promised_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "done_by_id" UUID,

    CONSTRAINT "call_task_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "call_task_invoice" (
    "company_id" UUID NOT NULL,
    "call_task_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,

    CONSTRAINT "call_task_invoice_pkey" PRIMARY KEY ("company_id","call_task_id","invoice_id")
);

-- CreateTable
CREATE TABLE "letter" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "channel" "channel" NOT NULL,
    "state" "letter_state" NOT NULL,
    "dated_on" DATE NOT NULL,
    "total_cents" BIGINT NOT NULL,
    "content" JSONB NOT NULL,
    "document_id" UUID,
    "tracking_number" TEXT,
    "approved_at" TIMESTAMPTZ(3),
    "approved_by_id" UUID,
    "posted_on" DATE,
    "presented_on" DATE,
    "delivered_on" DATE,
    "returned_on" DATE,
    "outcome" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "letter_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "letter_invoice" (
    "company_id" UUID NOT NULL,
    "letter_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "invoice_version" INTEGER NOT NULL,
    "balance_cents" BIGINT NOT NULL,
    "penalty_cents" BIGINT NOT NULL,
    "indemnity_cents" BIGINT NOT NULL,

    CONSTRAINT "letter_invoice_pkey" PRIMARY KEY ("company_id","letter_id","invoice_id")
);

-- CreateTable
CREATE TABLE "company" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "legal_name" TEXT NOT NULL,
    "trade_name" TEXT,
    "legal_form" TEXT NOT NULL,
    "siren" TEXT NOT NULL,
    "vat_number" TEXT,
    "share_capital_cents" BIGINT,
    "rcs_city" TEXT,
    "complement" TEXT,
    "street" TEXT NOT NULL,
    "postcode" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "country" TEXT NOT NULL DEFAULT 'FR',
    "phone" TEXT,
    "email" TEXT NOT NULL,
    "iban" TEXT,
    "bic" TEXT,
    "signatory_name" TEXT NOT NULL,
    "signatory_title" TEXT,
    "reply_to_email" TEXT NOT NULL,
    "calendar_zone" TEXT NOT NULL DEFAULT 'METROPOLE',
    "window_opens_at" INTEGER NOT NULL DEFAULT 540,
    "window_closes_at" INTEGER NOT NULL DEFAULT 1050,
    "safe_mode" BOOLEAN NOT NULL DEFAULT true,
    "paused_at" TIMESTAMPTZ(3),
    "group_by_client" BOOLEAN NOT NULL DEFAULT true,
    "contact_gap_hours" INTEGER NOT NULL DEFAULT 72,
    "contacts_per_30_days" INTEGER NOT NULL DEFAULT 4,
    "declaration_hold_days" INTEGER NOT NULL DEFAULT 7,
    "promise_grace_days" INTEGER NOT NULL DEFAULT 2,
    "formal_notice_days" INTEGER NOT NULL DEFAULT 8,
    "penalty_kind" "penalty_kind" NOT NULL DEFAULT 'STATUTORY_B2B',
    "penalty_bps" INTEGER,
    "default_term_days" INTEGER NOT NULL DEFAULT 30,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "company_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "company_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "company_role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("company_id","user_id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "company_role" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "mandate" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "firm_id" UUID NOT NULL,
    "granted_on" DATE NOT NULL,
    "ends_on" DATE,
    "revoked_on" DATE,

    CONSTRAINT "mandate_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "client" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "client_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL DEFAULT '',
    "reference" TEXT,
    "siren" TEXT,
    "vat_number" TEXT,
    "complement" TEXT,
    "street" TEXT,
    "postcode" TEXT,
    "city" TEXT,
    "country" TEXT NOT NULL DEFAULT 'FR',
    "language" TEXT NOT NULL DEFAULT 'fr',
    "dunning_opt_out" BOOLEAN NOT NULL DEFAULT false,
    "scenario_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "client_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "contact" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "role" "contact_role" NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "email" TEXT,
    "phone" TEXT,
    "email_state" "email_state" NOT NULL DEFAULT 'UNKNOWN',
    "refusal" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "user_account" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "email_verified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "device" TEXT NOT NULL,
    "network" TEXT NOT NULL,

    CONSTRAINT "user_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "one_time_token" (
    "token_hash" TEXT NOT NULL,
    "purpose" "one_time_purpose" NOT NULL,
    "email" TEXT NOT NULL,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_token_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "rate_bucket" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_bucket_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "firm" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "siren" TEXT NOT NULL,
    "street" TEXT NOT NULL,
    "postcode" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "firm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "firm_member" (
    "firm_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "firm_role" NOT NULL,

    CONSTRAINT "firm_member_pkey" PRIMARY KEY ("firm_id","user_id")
);

-- CreateTable
CREATE TABLE "firm_invitation" (
    "id" UUID NOT NULL,
    "firm_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "firm_role" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "firm_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_mail" (
    "id" UUID NOT NULL,
    "to_email" TEXT NOT NULL,
    "sealed" BYTEA,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "account_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "received_on" DATE NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "method" "payment_method" NOT NULL,
    "reference" TEXT NOT NULL DEFAULT '',
    "reverses_id" UUID,
    "answer_id" UUID,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "allocation" (
    "company_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "amount_cents" BIGINT NOT NULL,

    CONSTRAINT "allocation_pkey" PRIMARY KEY ("company_id","payment_id","invoice_id")
);

-- CreateTable
CREATE TABLE "answer_link" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "answer_link_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "link_visit" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "visited_at" TIMESTAMPTZ(3) NOT NULL,
    "network" TEXT NOT NULL,
    "agent" TEXT NOT NULL,

    CONSTRAINT "link_visit_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "answer" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "link_id" UUID,
    "call_task_id" UUID,
    "kind" "answer_kind" NOT NULL,
    "source" "answer_source" NOT NULL,
    "state" "answer_state" NOT NULL,
    "on_date" DATE,
    "amount_cents" BIGINT,
    "method" "payment_method",
    "message" TEXT NOT NULL DEFAULT '',
    "network" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "answer_invoice" (
    "company_id" UUID NOT NULL,
    "answer_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,

    CONSTRAINT "answer_invoice_pkey" PRIMARY KEY ("company_id","answer_id","invoice_id")
);

-- CreateTable
CREATE TABLE "journal_entry" (
    "company_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entity_id" UUID NOT NULL,
    "data" JSONB NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "journal_entry_pkey" PRIMARY KEY ("company_id","seq")
);

-- CreateTable
CREATE TABLE "journal_head" (
    "company_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "journal_head_pkey" PRIMARY KEY ("company_id")
);

-- CreateTable
CREATE TABLE "heartbeat" (
    "name" TEXT NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "heartbeat_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "demo_clock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "offset_ms" BIGINT NOT NULL,
    "is_ready" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "demo_clock_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "scenario_version_company_id_scenario_id_number_key" ON "scenario_version"("company_id", "scenario_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "scenario_step_company_id_version_id_offset_days_key" ON "scenario_step"("company_id", "version_id", "offset_days");

-- CreateIndex
CREATE INDEX "dunning_plan_company_id_client_id_idx" ON "dunning_plan"("company_id", "client_id");

-- CreateIndex
CREATE INDEX "dunning_step_company_id_invoice_id_idx" ON "dunning_step"("company_id", "invoice_id");

-- CreateIndex
CREATE INDEX "dunning_step_company_id_message_id_idx" ON "dunning_step"("company_id", "message_id");

-- CreateIndex
CREATE INDEX "dunning_step_company_id_call_task_id_idx" ON "dunning_step"("company_id", "call_task_id");

-- CreateIndex
CREATE INDEX "dunning_step_company_id_letter_id_idx" ON "dunning_step"("company_id", "letter_id");

-- CreateIndex
CREATE INDEX "hold_company_id_invoice_id_idx" ON "hold"("company_id", "invoice_id");

-- CreateIndex
CREATE INDEX "invoice_company_id_client_id_status_idx" ON "invoice"("company_id", "client_id", "status");

-- CreateIndex
CREATE INDEX "invoice_company_id_due_on_id_idx" ON "invoice"("company_id", "due_on", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_company_id_number_key" ON "invoice"("company_id", "number");

-- CreateIndex
CREATE INDEX "credit_note_company_id_invoice_id_idx" ON "credit_note"("company_id", "invoice_id");

-- CreateIndex
CREATE UNIQUE INDEX "credit_note_company_id_number_key" ON "credit_note"("company_id", "number");

-- CreateIndex
CREATE INDEX "document_company_id_invoice_id_idx" ON "document"("company_id", "invoice_id");

-- CreateIndex
CREATE INDEX "message_company_id_client_id_created_at_idx" ON "message"("company_id", "client_id", "created_at");

-- CreateIndex
CREATE INDEX "message_invoice_company_id_invoice_id_idx" ON "message_invoice"("company_id", "invoice_id");

-- CreateIndex
CREATE INDEX "call_task_company_id_client_id_idx" ON "call_task"("company_id", "client_id");

-- CreateIndex
CREATE INDEX "call_task_invoice_company_id_invoice_id_idx" ON "call_task_invoice"("company_id", "invoice_id");

-- CreateIndex
CREATE INDEX "letter_company_id_state_idx" ON "letter"("company_id", "state");

-- CreateIndex
CREATE INDEX "letter_company_id_client_id_idx" ON "letter"("company_id", "client_id");

-- CreateIndex
CREATE INDEX "letter_invoice_company_id_invoice_id_idx" ON "letter_invoice"("company_id", "invoice_id");

-- CreateIndex
CREATE UNIQUE INDEX "company_slug_key" ON "company"("slug");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "mandate_firm_id_idx" ON "mandate"("firm_id");

-- CreateIndex
CREATE INDEX "client_company_id_siren_idx" ON "client"("company_id", "siren");

-- CreateIndex
CREATE INDEX "client_company_id_name_key_idx" ON "client"("company_id", "name_key");

-- CreateIndex
CREATE UNIQUE INDEX "client_company_id_reference_key" ON "client"("company_id", "reference");

-- CreateIndex
CREATE INDEX "contact_company_id_client_id_idx" ON "contact"("company_id", "client_id");

-- CreateIndex
CREATE UNIQUE INDEX "user_account_email_key" ON "user_account"("email");

-- CreateIndex
CREATE INDEX "user_session_user_id_revoked_at_idx" ON "user_session"("user_id", "revoked_at");

-- CreateIndex
CREATE INDEX "one_time_token_email_purpose_idx" ON "one_time_token"("email", "purpose");

-- CreateIndex
CREATE INDEX "rate_bucket_expires_at_idx" ON "rate_bucket"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "firm_slug_key" ON "firm"("slug");

-- CreateIndex
CREATE INDEX "firm_member_user_id_idx" ON "firm_member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "firm_invitation_token_hash_key" ON "firm_invitation"("token_hash");

-- CreateIndex
CREATE INDEX "firm_invitation_firm_id_idx" ON "firm_invitation"("firm_id");

-- CreateIndex
CREATE INDEX "payment_company_id_client_id_idx" ON "payment"("company_id", "client_id");

-- CreateIndex
CREATE INDEX "payment_company_id_received_on_id_idx" ON "payment"("company_id", "received_on", "id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_company_id_reverses_id_key" ON "payment"("company_id", "reverses_id");

-- CreateIndex
CREATE INDEX "allocation_company_id_invoice_id_idx" ON "allocation"("company_id", "invoice_id");

-- CreateIndex
CREATE UNIQUE INDEX "answer_link_token_hash_key" ON "answer_link"("token_hash");

-- CreateIndex
CREATE INDEX "answer_link_company_id_message_id_idx" ON "answer_link"("company_id", "message_id");

-- CreateIndex
CREATE INDEX "link_visit_company_id_link_id_idx" ON "link_visit"("company_id", "link_id");

-- CreateIndex
CREATE INDEX "answer_company_id_state_idx" ON "answer"("company_id", "state");

-- CreateIndex
CREATE INDEX "answer_company_id_client_id_idx" ON "answer"("company_id", "client_id");

-- CreateIndex
CREATE INDEX "answer_invoice_company_id_invoice_id_idx" ON "answer_invoice"("company_id", "invoice_id");

-- CreateIndex
CREATE INDEX "journal_entry_company_id_entity_id_idx" ON "journal_entry"("company_id", "entity_id");

-- AddForeignKey
ALTER TABLE "scenario_version" ADD CONSTRAINT "scenario_version_company_id_scenario_id_fkey" FOREIGN KEY ("company_id", "scenario_id") REFERENCES "scenario"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scenario_step" ADD CONSTRAINT "scenario_step_company_id_version_id_fkey" FOREIGN KEY ("company_id", "version_id") REFERENCES "scenario_version"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dunning_plan" ADD CONSTRAINT "dunning_plan_company_id_invoice_id_fkey" FOREIGN KEY ("company_id", "invoice_id") REFERENCES "invoice"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dunning_step" ADD CONSTRAINT "dunning_step_company_id_invoice_id_fkey" FOREIGN KEY ("company_id", "invoice_id") REFERENCES "invoice"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dunning_step" ADD CONSTRAINT "dunning_step_company_id_step_id_fkey" FOREIGN KEY ("company_id", "step_id") REFERENCES "scenario_step"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dunning_step" ADD CONSTRAINT "dunning_step_company_id_message_id_fkey" FOREIGN KEY ("company_id", "message_id") REFERENCES "message"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dunning_step" ADD CONSTRAINT "dunning_step_company_id_call_task_id_fkey" FOREIGN KEY ("company_id", "call_task_id") REFERENCES "call_task"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dunning_step" ADD CONSTRAINT "dunning_step_company_id_letter_id_fkey" FOREIGN KEY ("company_id", "letter_id") REFERENCES "letter"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_company_id_invoice_id_fkey" FOREIGN KEY ("company_id", "invoice_id") REFERENCES "invoice"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_company_id_answer_id_fkey" FOREIGN KEY ("company_id", "answer_id") REFERENCES "answer"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_company_id_client_id_fkey" FOREIGN KEY ("company_id", "client_id") REFERENCES "client"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_note" ADD CONSTRAINT "credit_note_company_id_invoice_id_fkey" FOREIGN KEY ("company_id", "invoice_id") REFERENCES "invoice"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_company_id_invoice_id_fkey" FOREIGN KEY ("company_id", "invoice_id") REFERENCES "invoice"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_company_id_sha256_fkey" FOREIGN KEY ("company_id", "sha256") REFERENCES "blob"("company_id", "sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_issue" ADD CONSTRAINT "import_issue_company_id_import_id_fkey" FOREIGN KEY ("company_id", "import_id") REFERENCES "invoice_import"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_company_id_client_id_fkey" FOREIGN KEY ("company_id", "client_id") REFERENCES "client"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_body" ADD CONSTRAINT "message_body_company_id_message_id_fkey" FOREIGN KEY ("company_id", "message_id") REFERENCES "message"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_invoice" ADD CONSTRAINT "message_invoice_company_id_message_id_fkey" FOREIGN KEY ("company_id", "message_id") REFERENCES "message"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_task" ADD CONSTRAINT "call_task_company_id_client_id_fkey" FOREIGN KEY ("company_id", "client_id") REFERENCES "client"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_task_invoice" ADD CONSTRAINT "call_task_invoice_company_id_call_task_id_fkey" FOREIGN KEY ("company_id", "call_task_id") REFERENCES "call_task"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter" ADD CONSTRAINT "letter_company_id_client_id_fkey" FOREIGN KEY ("company_id", "client_id") REFERENCES "client"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter" ADD CONSTRAINT "letter_company_id_document_id_fkey" FOREIGN KEY ("company_id", "document_id") REFERENCES "document"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter_invoice" ADD CONSTRAINT "letter_invoice_company_id_letter_id_fkey" FOREIGN KEY ("company_id", "letter_id") REFERENCES "letter"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_firm_id_fkey" FOREIGN KEY ("firm_id") REFERENCES "firm"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client" ADD CONSTRAINT "client_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client" ADD CONSTRAINT "client_company_id_scenario_id_fkey" FOREIGN KEY ("company_id", "scenario_id") REFERENCES "scenario"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_company_id_client_id_fkey" FOREIGN KEY ("company_id", "client_id") REFERENCES "client"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "firm_member" ADD CONSTRAINT "firm_member_firm_id_fkey" FOREIGN KEY ("firm_id") REFERENCES "firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "firm_member" ADD CONSTRAINT "firm_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "firm_invitation" ADD CONSTRAINT "firm_invitation_firm_id_fkey" FOREIGN KEY ("firm_id") REFERENCES "firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_company_id_client_id_fkey" FOREIGN KEY ("company_id", "client_id") REFERENCES "client"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_company_id_payment_id_fkey" FOREIGN KEY ("company_id", "payment_id") REFERENCES "payment"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_company_id_invoice_id_fkey" FOREIGN KEY ("company_id", "invoice_id") REFERENCES "invoice"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_link" ADD CONSTRAINT "answer_link_company_id_message_id_fkey" FOREIGN KEY ("company_id", "message_id") REFERENCES "message"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_visit" ADD CONSTRAINT "link_visit_company_id_link_id_fkey" FOREIGN KEY ("company_id", "link_id") REFERENCES "answer_link"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_company_id_link_id_fkey" FOREIGN KEY ("company_id", "link_id") REFERENCES "answer_link"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_invoice" ADD CONSTRAINT "answer_invoice_company_id_answer_id_fkey" FOREIGN KEY ("company_id", "answer_id") REFERENCES "answer"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
