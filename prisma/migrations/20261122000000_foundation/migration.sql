-- CreateSchema

-- CreateEnum
CREATE TYPE "statement_outcome" AS ENUM ('QUEUED', 'NOTHING_OPEN', 'RECENT_CONTACT', 'OPTED_OUT', 'INSOLVENT', 'NO_EMAIL');

-- CreateEnum
CREATE TYPE "client_credit_kind" AS ENUM ('OVERPAYMENT', 'DEPOSIT', 'CREDIT_NOTE');

-- CreateEnum
CREATE TYPE "credit_use_kind" AS ENUM ('APPLICATION', 'REFUND');

-- CreateEnum
CREATE TYPE "channel" AS ENUM ('EMAIL', 'CALL', 'LETTER', 'FORMAL_NOTICE');

-- CreateEnum
CREATE TYPE "tone" AS ENUM ('FRIENDLY', 'FIRM', 'FINAL');

-- CreateEnum
CREATE TYPE "address_form" AS ENUM ('FORMAL', 'FRIENDLY');

-- CreateEnum
CREATE TYPE "payer_habit" AS ENUM ('GOOD', 'LATE', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "replay_state" AS ENUM ('QUEUED', 'RUNNING', 'DONE', 'FAILED');

-- CreateEnum
CREATE TYPE "plan_kind" AS ENUM ('RUN', 'WAIT', 'STOP');

-- CreateEnum
CREATE TYPE "step_state" AS ENUM ('DONE', 'SUPERSEDED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "hold_kind" AS ENUM ('DISPUTE', 'PROMISE', 'DECLARATION', 'PLAN', 'INSOLVENCY', 'MANUAL', 'E_INVOICE_STATUS', 'REPLY', 'DIRECT_DEBIT');

-- CreateEnum
CREATE TYPE "invoice_status" AS ENUM ('OPEN', 'PAID', 'CANCELLED', 'WRITTEN_OFF');

-- CreateEnum
CREATE TYPE "invoice_source" AS ENUM ('MANUAL', 'CSV');

-- CreateEnum
CREATE TYPE "credit_note_effect" AS ENUM ('RETROACTIVE', 'PROSPECTIVE');

-- CreateEnum
CREATE TYPE "document_kind" AS ENUM ('INVOICE', 'LETTER', 'PROOF', 'STATEMENT');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('MAPPING', 'QUEUED', 'RUNNING', 'DONE', 'FAILED');

-- CreateEnum
CREATE TYPE "import_issue_kind" AS ENUM ('ERROR', 'NOTICE');

-- CreateEnum
CREATE TYPE "rate_kind" AS ENUM ('ECB_REFINANCING', 'LEGAL_INTEREST');

-- CreateEnum
CREATE TYPE "rate_confidence" AS ENUM ('SURE', 'LIKELY');

-- CreateEnum
CREATE TYPE "limitation_act_kind" AS ENUM ('ACKNOWLEDGEMENT', 'PARTIAL_PAYMENT', 'JUDICIAL', 'EXECUTION', 'WRITTEN_CLAIM', 'SUSPENSION');

-- CreateEnum
CREATE TYPE "insolvency_kind" AS ENUM ('SAUVEGARDE', 'REDRESSEMENT', 'LIQUIDATION');

-- CreateEnum
CREATE TYPE "evidence_category" AS ENUM ('ORDER', 'DELIVERY', 'ACKNOWLEDGEMENT', 'RECEIPT', 'COST', 'CORRESPONDENCE', 'OTHER');

-- CreateEnum
CREATE TYPE "mail_security" AS ENUM ('TLS', 'STARTTLS', 'NONE');

-- CreateEnum
CREATE TYPE "inbound_kind" AS ENUM ('REPLY', 'AUTO_REPLY', 'BOUNCE', 'DELAY', 'COMPLAINT');

-- CreateEnum
CREATE TYPE "message_kind" AS ENUM ('REMINDER', 'CALL_CONFIRMATION', 'PAYMENT_THANKS', 'ANSWER_RECEIPT', 'ANSWER_REPLY', 'INVOICE_COPY', 'NEW_LINK', 'PLAN_AGREEMENT', 'INSTALMENT_NOTICE', 'ACCOUNT_STATEMENT');

-- CreateEnum
CREATE TYPE "message_state" AS ENUM ('AWAITING_APPROVAL', 'READY', 'SENDING', 'SENT', 'FAILED', 'UNCERTAIN', 'CANCELLED');

-- CreateEnum
CREATE TYPE "message_copy_state" AS ENUM ('READY', 'SENDING', 'SENT', 'FAILED', 'UNCERTAIN');

-- CreateEnum
CREATE TYPE "call_state" AS ENUM ('OPEN', 'DONE', 'CANCELLED');

-- CreateEnum
CREATE TYPE "call_outcome" AS ENUM ('REACHED', 'VOICEMAIL', 'NO_ANSWER', 'WRONG_NUMBER', 'PROMISE', 'DISPUTE', 'ALREADY_PAID');

-- CreateEnum
CREATE TYPE "letter_state" AS ENUM ('DRAFT', 'TO_APPROVE', 'TO_POST', 'POSTED', 'PRESENTED', 'DELIVERED', 'RETURNED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "letter_return" AS ENUM ('UNCLAIMED', 'REFUSED', 'WRONG_ADDRESS');

-- CreateEnum
CREATE TYPE "letter_proof_kind" AS ENUM ('DEPOSIT', 'RECEIPT', 'ENVELOPE', 'OTHER');

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
CREATE TYPE "firm_kind" AS ENUM ('ACCOUNTANT', 'COLLECTOR');

-- CreateEnum
CREATE TYPE "firm_role" AS ENUM ('PARTNER', 'ASSISTANT');

-- CreateEnum
CREATE TYPE "payment_method" AS ENUM ('TRANSFER', 'CHEQUE', 'CARD', 'CASH', 'DIRECT_DEBIT', 'OTHER', 'CREDIT');

-- CreateEnum
CREATE TYPE "answer_kind" AS ENUM ('ALREADY_PAID', 'PROMISE', 'DISPUTE', 'INSTALMENTS', 'WRONG_RECIPIENT', 'INVOICE_COPY', 'MESSAGE');

-- CreateEnum
CREATE TYPE "answer_source" AS ENUM ('LINK', 'CALL', 'CREDITOR');

-- CreateEnum
CREATE TYPE "answer_state" AS ENUM ('OPEN', 'ACCEPTED', 'REJECTED', 'BROKEN', 'KEPT', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "plan_state" AS ENUM ('PROPOSED', 'COUNTERED', 'RUNNING', 'REFUSED', 'KEPT', 'BROKEN', 'ENDED');

-- CreateTable
CREATE TABLE "statement_schedule" (
    "company_id" UUID NOT NULL,
    "is_on" BOOLEAN NOT NULL,
    "day_of_month" INTEGER NOT NULL,
    "for_everyone" BOOLEAN NOT NULL,
    "tags" TEXT[],
    "only_open" BOOLEAN NOT NULL,
    "only_quiet" BOOLEAN NOT NULL,
    "since_on" DATE NOT NULL,
    "look_at" TIMESTAMPTZ(3),

    CONSTRAINT "statement_schedule_pkey" PRIMARY KEY ("company_id")
);

-- CreateTable
CREATE TABLE "statement_choice" (
    "company_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "is_included" BOOLEAN NOT NULL,

    CONSTRAINT "statement_choice_pkey" PRIMARY KEY ("company_id","client_id")
);

-- CreateTable
CREATE TABLE "statement_run" (
    "company_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "month_on" DATE NOT NULL,
    "outcome" "statement_outcome" NOT NULL,
    "message_id" UUID,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "statement_run_pkey" PRIMARY KEY ("company_id","client_id","month_on")
);

-- CreateTable
CREATE TABLE "client_credit" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "kind" "client_credit_kind" NOT NULL,
    "received_on" DATE NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "rest_cents" BIGINT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "dun_anyway_at" TIMESTAMPTZ(3),
    "dun_anyway_by_id" UUID,
    "cancelled_at" TIMESTAMPTZ(3),
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "client_credit_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "credit_use" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "credit_id" UUID NOT NULL,
    "kind" "credit_use_kind" NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "used_on" DATE NOT NULL,
    "payment_id" UUID,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "credit_use_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "penalty_waiver" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "waived_on" DATE NOT NULL,
    "penalty_cents" BIGINT NOT NULL,
    "flat_fee_cents" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by_id" UUID,

    CONSTRAINT "penalty_waiver_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "statement_issue" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "stated_on" DATE NOT NULL,
    "issued_on" DATE NOT NULL,
    "total_cents" BIGINT NOT NULL,
    "document_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,

    CONSTRAINT "statement_issue_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "statement_issue_invoice" (
    "company_id" UUID NOT NULL,
    "statement_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "principal_cents" BIGINT NOT NULL,
    "penalty_cents" BIGINT NOT NULL,
    "flat_fee_cents" BIGINT NOT NULL,

    CONSTRAINT "statement_issue_invoice_pkey" PRIMARY KEY ("company_id","statement_id","invoice_id")
);

-- CreateTable
CREATE TABLE "scenario" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "current_version_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "scenario_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "scenario_version" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "scenario_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "address_form" "address_form" NOT NULL DEFAULT 'FORMAL',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),

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
    "attach_earlier" BOOLEAN NOT NULL DEFAULT false,
    "attach_statement" BOOLEAN NOT NULL DEFAULT false,
    "min_balance_cents" BIGINT,
    "client_kinds" "client_kind"[],
    "escalates" BOOLEAN NOT NULL DEFAULT false,
    "is_off" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "scenario_step_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "step_text" (
    "company_id" UUID NOT NULL,
    "step_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "step_text_pkey" PRIMARY KEY ("company_id","step_id","language")
);

-- CreateTable
CREATE TABLE "scenario_rule" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "scenario_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "client_kind" "client_kind",
    "min_total_cents" BIGINT,
    "max_total_cents" BIGINT,
    "tag" TEXT,
    "habit" "payer_habit",

    CONSTRAINT "scenario_rule_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "scenario_choice" (
    "company_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "chosen_at" TIMESTAMPTZ(3) NOT NULL,
    "chosen_by_id" UUID,

    CONSTRAINT "scenario_choice_pkey" PRIMARY KEY ("company_id","invoice_id")
);

-- CreateTable
CREATE TABLE "client_tag" (
    "company_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "tag" TEXT NOT NULL,

    CONSTRAINT "client_tag_pkey" PRIMARY KEY ("company_id","client_id","tag")
);

-- CreateTable
CREATE TABLE "mail_look" (
    "company_id" UUID NOT NULL,
    "accent" TEXT,
    "signature" TEXT NOT NULL DEFAULT '',
    "logo" BYTEA,
    "logo_type" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_look_pkey" PRIMARY KEY ("company_id")
);

-- CreateTable
CREATE TABLE "scenario_replay" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "scenario_id" UUID NOT NULL,
    "version_ids" UUID[],
    "options" JSONB NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "state" "replay_state" NOT NULL DEFAULT 'QUEUED',
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "result" JSONB,
    "failure" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "scenario_replay_pkey" PRIMARY KEY ("company_id","id")
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
    "category" TEXT,
    "part_cents" BIGINT,
    "started_on" DATE NOT NULL,
    "until_on" DATE,
    "debit_on" DATE,
    "answer_id" UUID,
    "inbound_mail_id" UUID,
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
    "undo_asked_at" TIMESTAMPTZ(3),
    "undo_asked_by" TEXT NOT NULL DEFAULT '',
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
CREATE TABLE "import_refused_line" (
    "company_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,

    CONSTRAINT "import_refused_line_pkey" PRIMARY KEY ("company_id","import_id","line")
);

-- CreateTable
CREATE TABLE "rate_version" (
    "id" UUID NOT NULL,
    "kind" "rate_kind" NOT NULL,
    "half_year" TEXT NOT NULL,
    "rate_bps" INTEGER NOT NULL,
    "individual_bps" INTEGER,
    "confidence" "rate_confidence" NOT NULL,
    "source" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "recorded_by" TEXT NOT NULL,

    CONSTRAINT "rate_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "limitation_act" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "kind" "limitation_act_kind" NOT NULL,
    "on_date" DATE NOT NULL,
    "ended_on" DATE,
    "proof" TEXT NOT NULL,
    "document_id" UUID,
    "plan_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "limitation_act_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "limitation_rule" (
    "company_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "is_transport_of_goods" BOOLEAN NOT NULL DEFAULT false,
    "has_public_accountant" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "limitation_rule_pkey" PRIMARY KEY ("company_id","invoice_id")
);

-- CreateTable
CREATE TABLE "limitation_notice" (
    "company_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "last_day_on" DATE NOT NULL,
    "months" INTEGER NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_by_id" UUID,

    CONSTRAINT "limitation_notice_pkey" PRIMARY KEY ("company_id","invoice_id","last_day_on","months")
);

-- CreateTable
CREATE TABLE "insolvency" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "kind" "insolvency_kind" NOT NULL,
    "opened_on" DATE NOT NULL,
    "published_on" DATE,
    "court_name" TEXT NOT NULL DEFAULT '',
    "officer_name" TEXT NOT NULL DEFAULT '',
    "officer_address" TEXT NOT NULL DEFAULT '',
    "is_creditor_overseas" BOOLEAN NOT NULL DEFAULT false,
    "privilege" TEXT NOT NULL DEFAULT '',
    "declared_on" DATE,
    "declared_by" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "insolvency_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "category" "evidence_category" NOT NULL,
    "label" TEXT NOT NULL,
    "dated_on" DATE,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "added_by_id" UUID,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "mail_server" (
    "company_id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "security" "mail_security" NOT NULL,
    "user_name" TEXT NOT NULL DEFAULT '',
    "password" BYTEA,
    "from_email" TEXT NOT NULL,
    "per_minute" INTEGER NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "problem" TEXT,
    "problem_detail" TEXT,
    "problem_since" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "rest_until" TIMESTAMPTZ(3),

    CONSTRAINT "mail_server_pkey" PRIMARY KEY ("company_id")
);

-- CreateTable
CREATE TABLE "mailbox" (
    "company_id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "security" "mail_security" NOT NULL,
    "user_name" TEXT NOT NULL,
    "password" BYTEA NOT NULL,
    "folder" TEXT NOT NULL DEFAULT 'INBOX',
    "uid_validity" BIGINT,
    "last_uid" BIGINT NOT NULL DEFAULT 0,
    "read_at" TIMESTAMPTZ(3),
    "problem" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "next_read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mailbox_pkey" PRIMARY KEY ("company_id")
);

-- CreateTable
CREATE TABLE "inbound_mail" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "kind" "inbound_kind" NOT NULL,
    "message_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "from_name" TEXT NOT NULL,
    "from_email" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "failed_emails" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "sent_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),
    "handled_by_id" UUID,

    CONSTRAINT "inbound_mail_pkey" PRIMARY KEY ("company_id","id")
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
    "from_email" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_token" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "sending_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "bounced_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "resolved_by_id" UUID,

    CONSTRAINT "message_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "hand_reminder" (
    "company_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "step_id" UUID NOT NULL,
    "notice_is_next" BOOLEAN NOT NULL,
    "urgency" TEXT,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hand_reminder_pkey" PRIMARY KEY ("company_id","message_id")
);

-- CreateTable
CREATE TABLE "copy_mailbox" (
    "company_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "token_hash" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by_id" UUID,
    "confirmed_at" TIMESTAMPTZ(3),
    "journal_seq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "copy_mailbox_pkey" PRIMARY KEY ("company_id")
);

-- CreateTable
CREATE TABLE "message_copy" (
    "company_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "to_email" TEXT NOT NULL,
    "state" "message_copy_state" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "message_copy_pkey" PRIMARY KEY ("company_id","message_id")
);

-- CreateTable
CREATE TABLE "message_file" (
    "company_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,

    CONSTRAINT "message_file_pkey" PRIMARY KEY ("company_id","message_id","document_id")
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
    "return_reason" "letter_return",
    "deadline_on" DATE,
    "followed_up_at" TIMESTAMPTZ(3),
    "followed_up_by_id" UUID,
    "replaces_id" UUID,
    "author_firm_id" UUID,
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
CREATE TABLE "letter_proof" (
    "company_id" UUID NOT NULL,
    "letter_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "kind" "letter_proof_kind" NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "added_by_id" UUID,

    CONSTRAINT "letter_proof_pkey" PRIMARY KEY ("company_id","letter_id","document_id")
);

-- CreateTable
CREATE TABLE "letter_dispatch" (
    "company_id" UUID NOT NULL,
    "letter_id" UUID NOT NULL,
    "carrier" TEXT NOT NULL,
    "ordered_at" TIMESTAMPTZ(3) NOT NULL,
    "ordered_by_id" UUID,
    "handed_at" TIMESTAMPTZ(3),
    "refused_at" TIMESTAMPTZ(3),
    "refusal" TEXT,

    CONSTRAINT "letter_dispatch_pkey" PRIMARY KEY ("company_id","letter_id")
);

-- CreateTable
CREATE TABLE "letter_status" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "letter_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "on_date" DATE NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "reported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "letter_status_pkey" PRIMARY KEY ("company_id","id")
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
CREATE TABLE "bank_change" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "iban" TEXT,
    "bic" TEXT,
    "requested_by_id" UUID,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "bank_change_pkey" PRIMARY KEY ("company_id","id")
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
    "signed_on" DATE,
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
    "language" TEXT,
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
    "kind" "firm_kind" NOT NULL DEFAULT 'ACCOUNTANT',
    "name" TEXT NOT NULL,
    "legal_form" TEXT NOT NULL DEFAULT '',
    "share_capital_cents" BIGINT,
    "siren" TEXT NOT NULL,
    "rcs_city" TEXT,
    "street" TEXT NOT NULL,
    "postcode" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "signatory_name" TEXT NOT NULL DEFAULT '',
    "signatory_title" TEXT NOT NULL DEFAULT '',
    "insurer_name" TEXT NOT NULL DEFAULT '',
    "insurance_policy" TEXT NOT NULL DEFAULT '',
    "insured_until" DATE,
    "funds_bank" TEXT NOT NULL DEFAULT '',
    "declared_on" DATE,
    "declared_court" TEXT NOT NULL DEFAULT '',
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
    "reason" TEXT NOT NULL DEFAULT '',
    "contact_name" TEXT NOT NULL DEFAULT '',
    "contact_email" TEXT NOT NULL DEFAULT '',
    "contact_phone" TEXT NOT NULL DEFAULT '',
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
CREATE TABLE "answer_reply" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "answer_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,

    CONSTRAINT "answer_reply_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "answer_file" (
    "company_id" UUID NOT NULL,
    "answer_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "reply_id" UUID,

    CONSTRAINT "answer_file_pkey" PRIMARY KEY ("company_id","answer_id","document_id")
);

-- CreateTable
CREATE TABLE "instalment_plan" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "answer_id" UUID NOT NULL,
    "state" "plan_state" NOT NULL,
    "total_cents" BIGINT NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 1,
    "signer_name" TEXT NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3) NOT NULL,
    "network" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "agreed_on" DATE,
    "agreed_by_id" UUID,
    "document_id" UUID,
    "look_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "instalment_plan_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "plan_invoice" (
    "company_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "balance_cents" BIGINT NOT NULL,

    CONSTRAINT "plan_invoice_pkey" PRIMARY KEY ("company_id","plan_id","invoice_id")
);

-- CreateTable
CREATE TABLE "instalment" (
    "company_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "due_on" DATE NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "announced_at" TIMESTAMPTZ(3),

    CONSTRAINT "instalment_pkey" PRIMARY KEY ("company_id","plan_id","round","position")
);

-- CreateTable
CREATE TABLE "debtor_settings" (
    "company_id" UUID NOT NULL,
    "is_space_open" BOOLEAN NOT NULL,
    "card_payment_url" TEXT,
    "longest_promise_days" INTEGER NOT NULL,
    "max_instalments" INTEGER NOT NULL,
    "longest_plan_days" INTEGER NOT NULL,
    "least_instalment_cents" BIGINT NOT NULL,

    CONSTRAINT "debtor_settings_pkey" PRIMARY KEY ("company_id")
);

-- CreateTable
CREATE TABLE "debit_mandate" (
    "company_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "reference" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "debit_mandate_pkey" PRIMARY KEY ("company_id","client_id")
);

-- CreateTable
CREATE TABLE "debit_rejection" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "rejected_on" DATE NOT NULL,
    "reason_code" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "debit_rejection_pkey" PRIMARY KEY ("company_id","id")
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
CREATE INDEX "statement_run_company_id_message_id_idx" ON "statement_run"("company_id", "message_id");

-- CreateIndex
CREATE INDEX "client_credit_company_id_client_id_idx" ON "client_credit"("company_id", "client_id");

-- CreateIndex
CREATE INDEX "credit_use_company_id_credit_id_idx" ON "credit_use"("company_id", "credit_id");

-- CreateIndex
CREATE UNIQUE INDEX "credit_use_company_id_payment_id_key" ON "credit_use"("company_id", "payment_id");

-- CreateIndex
CREATE INDEX "penalty_waiver_company_id_invoice_id_idx" ON "penalty_waiver"("company_id", "invoice_id");

-- CreateIndex
CREATE INDEX "statement_issue_company_id_client_id_idx" ON "statement_issue"("company_id", "client_id");

-- CreateIndex
CREATE INDEX "statement_issue_invoice_company_id_invoice_id_idx" ON "statement_issue_invoice"("company_id", "invoice_id");

-- CreateIndex
CREATE UNIQUE INDEX "scenario_version_company_id_scenario_id_number_key" ON "scenario_version"("company_id", "scenario_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "scenario_step_company_id_version_id_offset_days_key" ON "scenario_step"("company_id", "version_id", "offset_days");

-- CreateIndex
CREATE INDEX "scenario_rule_company_id_position_idx" ON "scenario_rule"("company_id", "position");

-- CreateIndex
CREATE INDEX "scenario_choice_company_id_version_id_idx" ON "scenario_choice"("company_id", "version_id");

-- CreateIndex
CREATE INDEX "scenario_replay_company_id_scenario_id_created_at_idx" ON "scenario_replay"("company_id", "scenario_id", "created_at");

-- CreateIndex
CREATE INDEX "dunning_plan_company_id_client_id_idx" ON "dunning_plan"("company_id", "client_id");

-- CreateIndex
CREATE INDEX "dunning_step_company_id_invoice_id_idx" ON "dunning_step"("company_id", "invoice_id");

-- CreateIndex
CREATE INDEX "dunning_step_company_id_message_id_idx" ON "dunning_step"("company_id", "message_id");

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
CREATE INDEX "rate_version_recorded_at_id_idx" ON "rate_version"("recorded_at", "id");

-- CreateIndex
CREATE INDEX "limitation_act_company_id_invoice_id_idx" ON "limitation_act"("company_id", "invoice_id");

-- CreateIndex
CREATE INDEX "limitation_act_company_id_plan_id_idx" ON "limitation_act"("company_id", "plan_id");

-- CreateIndex
CREATE INDEX "insolvency_company_id_client_id_idx" ON "insolvency"("company_id", "client_id");

-- CreateIndex
CREATE INDEX "evidence_company_id_invoice_id_idx" ON "evidence"("company_id", "invoice_id");

-- CreateIndex
CREATE INDEX "inbound_mail_company_id_client_id_created_at_idx" ON "inbound_mail"("company_id", "client_id", "created_at");

-- CreateIndex
CREATE INDEX "inbound_mail_company_id_message_id_idx" ON "inbound_mail"("company_id", "message_id");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_mail_company_id_sha256_key" ON "inbound_mail"("company_id", "sha256");

-- CreateIndex
CREATE INDEX "message_company_id_client_id_created_at_idx" ON "message"("company_id", "client_id", "created_at");

-- CreateIndex
CREATE INDEX "hand_reminder_company_id_step_id_idx" ON "hand_reminder"("company_id", "step_id");

-- CreateIndex
CREATE INDEX "message_file_company_id_document_id_idx" ON "message_file"("company_id", "document_id");

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
CREATE UNIQUE INDEX "letter_status_company_id_letter_id_code_on_date_key" ON "letter_status"("company_id", "letter_id", "code", "on_date");

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
CREATE INDEX "answer_reply_company_id_answer_id_idx" ON "answer_reply"("company_id", "answer_id");

-- CreateIndex
CREATE INDEX "answer_file_company_id_document_id_idx" ON "answer_file"("company_id", "document_id");

-- CreateIndex
CREATE INDEX "instalment_plan_company_id_client_id_idx" ON "instalment_plan"("company_id", "client_id");

-- CreateIndex
CREATE UNIQUE INDEX "instalment_plan_company_id_answer_id_key" ON "instalment_plan"("company_id", "answer_id");

-- CreateIndex
CREATE INDEX "plan_invoice_company_id_invoice_id_idx" ON "plan_invoice"("company_id", "invoice_id");

-- CreateIndex
CREATE INDEX "debit_rejection_company_id_invoice_id_idx" ON "debit_rejection"("company_id", "invoice_id");

-- CreateIndex
CREATE INDEX "journal_entry_company_id_entity_id_idx" ON "journal_entry"("company_id", "entity_id");

-- AddForeignKey
ALTER TABLE "statement_choice" ADD CONSTRAINT "statement_choice_company_id_client_id_fkey" FOREIGN KEY ("company_id", "client_id") REFERENCES "client"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_run" ADD CONSTRAINT "statement_run_company_id_client_id_fkey" FOREIGN KEY ("company_id", "client_id") REFERENCES "client"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_run" ADD CONSTRAINT "statement_run_company_id_message_id_fkey" FOREIGN KEY ("company_id", "message_id") REFERENCES "message"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client_credit" ADD CONSTRAINT "client_credit_company_id_client_id_fkey" FOREIGN KEY ("company_id", "client_id") REFERENCES "client"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_use" ADD CONSTRAINT "credit_use_company_id_credit_id_fkey" FOREIGN KEY ("company_id", "credit_id") REFERENCES "client_credit"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_use" ADD CONSTRAINT "credit_use_company_id_payment_id_fkey" FOREIGN KEY ("company_id", "payment_id") REFERENCES "payment"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "penalty_waiver" ADD CONSTRAINT "penalty_waiver_company_id_invoice_id_fkey" FOREIGN KEY ("company_id", "invoice_id") REFERENCES "invoice"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_issue" ADD CONSTRAINT "statement_issue_company_id_client_id_fkey" FOREIGN KEY ("company_id", "client_id") REFERENCES "client"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_issue" ADD CONSTRAINT "statement_issue_company_id_document_id_fkey" FOREIGN KEY ("company_id", "document_id") REFERENCES "document"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_issue_invoice" ADD CONSTRAINT "statement_issue_invoice_company_id_statement_id_fkey" FOREIGN KEY ("company_id", "statement_id") REFERENCES "statement_issue"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_issue_invoice" ADD CONSTRAINT "statement_issue_invoice_company_id_invoice_id_fkey" FOREIGN KEY ("company_id", "invoice_id") REFERENCES "invoice"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scenario_version" ADD CONSTRAINT "scenario_version_company_id_scenario_id_fkey" FOREIGN KEY ("company_id", "scenario_id") REFERENCES "scenario"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scenario_step" ADD CONSTRAINT "scenario_step_company_id_version_id_fkey" FOREIGN KEY ("company_id", "version_id") REFERENCES "scenario_version"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_text" ADD CONSTRAINT "step_text_company_id_step_id_fkey" FOREIGN KEY ("company_id", "step_id") REFERENCES "scenario_step"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scenario_rule" ADD CONSTRAINT "scenario_rule_company_id_scenario_id_fkey" FOREIGN KEY ("company_id", "scenario_id") REFERENCES "scenario"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scenario_choice" ADD CONSTRAINT "scenario_choice_company_id_invoice_id_fkey" FOREIGN KEY ("company_id", "invoice_id") REFERENCES "invoice"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scenario_choice" ADD CONSTRAINT "scenario_choice_company_id_version_id_fkey" FOREIGN KEY ("company_id", "version_id") REFERENCES "scenario_version"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client_tag" ADD CONSTRAINT "client_tag_company_id_client_id_fkey" FOREIGN KEY ("company_id", "client_id") REFERENCES "client"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

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
ALTER TABLE "hold" ADD CONSTRAINT "hold_company_id_inbound_mail_id_fkey" FOREIGN KEY ("company_id", "inbound_mail_id") REFERENCES "inbound_mail"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

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
ALTER TABLE "import_refused_line" ADD CONSTRAINT "import_refused_line_company_id_import_id_fkey" FOREIGN KEY ("company_id", "import_id") REFERENCES "invoice_import"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "limitation_act" ADD CONSTRAINT "limitation_act_company_id_invoice_id_fkey" FOREIGN KEY ("company_id", "invoice_id") REFERENCES "invoice"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "limitation_act" ADD CONSTRAINT "limitation_act_company_id_document_id_fkey" FOREIGN KEY ("company_id", "document_id") REFERENCES "document"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "limitation_act" ADD CONSTRAINT "limitation_act_company_id_plan_id_fkey" FOREIGN KEY ("company_id", "plan_id") REFERENCES "instalment_plan"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "limitation_rule" ADD CONSTRAINT "limitation_rule_company_id_invoice_id_fkey" FOREIGN KEY ("company_id", "invoice_id") REFERENCES "invoice"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "limitation_notice" ADD CONSTRAINT "limitation_notice_company_id_invoice_id_fkey" FOREIGN KEY ("company_id", "invoice_id") REFERENCES "invoice"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "insolvency" ADD CONSTRAINT "insolvency_company_id_client_id_fkey" FOREIGN KEY ("company_id", "client_id") REFERENCES "client"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_company_id_invoice_id_fkey" FOREIGN KEY ("company_id", "invoice_id") REFERENCES "invoice"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_company_id_document_id_fkey" FOREIGN KEY ("company_id", "document_id") REFERENCES "document"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_server" ADD CONSTRAINT "mail_server_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mailbox" ADD CONSTRAINT "mailbox_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbound_mail" ADD CONSTRAINT "inbound_mail_company_id_client_id_fkey" FOREIGN KEY ("company_id", "client_id") REFERENCES "client"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbound_mail" ADD CONSTRAINT "inbound_mail_company_id_message_id_fkey" FOREIGN KEY ("company_id", "message_id") REFERENCES "message"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_company_id_client_id_fkey" FOREIGN KEY ("company_id", "client_id") REFERENCES "client"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_reminder" ADD CONSTRAINT "hand_reminder_company_id_message_id_fkey" FOREIGN KEY ("company_id", "message_id") REFERENCES "message"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_reminder" ADD CONSTRAINT "hand_reminder_company_id_step_id_fkey" FOREIGN KEY ("company_id", "step_id") REFERENCES "scenario_step"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "copy_mailbox" ADD CONSTRAINT "copy_mailbox_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_copy" ADD CONSTRAINT "message_copy_company_id_message_id_fkey" FOREIGN KEY ("company_id", "message_id") REFERENCES "message"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_file" ADD CONSTRAINT "message_file_company_id_message_id_fkey" FOREIGN KEY ("company_id", "message_id") REFERENCES "message"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_file" ADD CONSTRAINT "message_file_company_id_document_id_fkey" FOREIGN KEY ("company_id", "document_id") REFERENCES "document"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

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
ALTER TABLE "letter" ADD CONSTRAINT "letter_author_firm_id_fkey" FOREIGN KEY ("author_firm_id") REFERENCES "firm"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter" ADD CONSTRAINT "letter_company_id_replaces_id_fkey" FOREIGN KEY ("company_id", "replaces_id") REFERENCES "letter"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter_invoice" ADD CONSTRAINT "letter_invoice_company_id_letter_id_fkey" FOREIGN KEY ("company_id", "letter_id") REFERENCES "letter"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter_invoice" ADD CONSTRAINT "letter_invoice_company_id_invoice_id_fkey" FOREIGN KEY ("company_id", "invoice_id") REFERENCES "invoice"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter_proof" ADD CONSTRAINT "letter_proof_company_id_letter_id_fkey" FOREIGN KEY ("company_id", "letter_id") REFERENCES "letter"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter_proof" ADD CONSTRAINT "letter_proof_company_id_document_id_fkey" FOREIGN KEY ("company_id", "document_id") REFERENCES "document"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter_dispatch" ADD CONSTRAINT "letter_dispatch_company_id_letter_id_fkey" FOREIGN KEY ("company_id", "letter_id") REFERENCES "letter"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter_status" ADD CONSTRAINT "letter_status_company_id_letter_id_fkey" FOREIGN KEY ("company_id", "letter_id") REFERENCES "letter"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_change" ADD CONSTRAINT "bank_change_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

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

-- AddForeignKey
ALTER TABLE "answer_reply" ADD CONSTRAINT "answer_reply_company_id_answer_id_fkey" FOREIGN KEY ("company_id", "answer_id") REFERENCES "answer"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_file" ADD CONSTRAINT "answer_file_company_id_answer_id_fkey" FOREIGN KEY ("company_id", "answer_id") REFERENCES "answer"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_file" ADD CONSTRAINT "answer_file_company_id_reply_id_fkey" FOREIGN KEY ("company_id", "reply_id") REFERENCES "answer_reply"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_file" ADD CONSTRAINT "answer_file_company_id_document_id_fkey" FOREIGN KEY ("company_id", "document_id") REFERENCES "document"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instalment_plan" ADD CONSTRAINT "instalment_plan_company_id_answer_id_fkey" FOREIGN KEY ("company_id", "answer_id") REFERENCES "answer"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_invoice" ADD CONSTRAINT "plan_invoice_company_id_plan_id_fkey" FOREIGN KEY ("company_id", "plan_id") REFERENCES "instalment_plan"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instalment" ADD CONSTRAINT "instalment_company_id_plan_id_fkey" FOREIGN KEY ("company_id", "plan_id") REFERENCES "instalment_plan"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "debit_mandate" ADD CONSTRAINT "debit_mandate_company_id_client_id_fkey" FOREIGN KEY ("company_id", "client_id") REFERENCES "client"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "debit_rejection" ADD CONSTRAINT "debit_rejection_company_id_invoice_id_fkey" FOREIGN KEY ("company_id", "invoice_id") REFERENCES "invoice"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
