-- Who may see what, and what must never happen: written by hand because Prisma has no words for it.
--
-- Three roles. The owner runs migrations. `dument_app` serves pages and jobs: it is bound by
-- row-level security and sees only the companies named in `app.company_ids`. `dument_system`
-- reads a few columns of all companies, enough to know where work is due, and writes nothing of theirs
-- (it forgets old visits, which nobody else may).

DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'dument_app') THEN
    CREATE ROLE dument_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'dument_system') THEN
    CREATE ROLE dument_system NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO dument_app, dument_system;

-- ------------------------------------------------------------------ row-level security

-- Companies the current transaction acts for. Unset or empty: none, so every policy fails closed.
CREATE FUNCTION app_company_ids() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(string_to_array(nullif(current_setting('app.company_ids', true), ''), ',')::uuid[], '{}'::uuid[])
$$;

-- The person the current transaction acts for, when it looks for their companies.
CREATE FUNCTION app_user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('app.user_id', true), '')::uuid
$$;

-- Puts a table with a company_id behind row-level security. Later migrations call it for their tables.
-- The sub-select makes the planner read the setting once a query instead of once a row.
CREATE FUNCTION guard_company_table(guarded regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', guarded);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', guarded);
  EXECUTE format(
    'CREATE POLICY company_only ON %s TO dument_app '
    'USING (company_id = ANY ((SELECT app_company_ids())::uuid[])) '
    'WITH CHECK (company_id = ANY ((SELECT app_company_ids())::uuid[]))', guarded);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO dument_app', guarded);
END
$$;

SELECT guard_company_table(oid::regclass)
FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
  AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = pg_class.oid AND a.attname = 'company_id' AND NOT a.attisdropped);

ALTER TABLE company ENABLE ROW LEVEL SECURITY;
ALTER TABLE company FORCE ROW LEVEL SECURITY;
CREATE POLICY company_only ON company TO dument_app
  USING (id = ANY ((SELECT app_company_ids())::uuid[]))
  WITH CHECK (id = ANY ((SELECT app_company_ids())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON company TO dument_app;

-- A person sees their own memberships, and the mandates of the firms they belong to, before any company is chosen.
CREATE POLICY own_memberships ON membership FOR SELECT TO dument_app
  USING (user_id = (SELECT app_user_id()));
CREATE POLICY firm_mandates ON mandate FOR SELECT TO dument_app
  USING (firm_id IN (SELECT m.firm_id FROM firm_member m WHERE m.user_id = (SELECT app_user_id())));

-- Tables of people, which belong to no company.
GRANT SELECT, INSERT, UPDATE, DELETE ON user_account, user_session, one_time_token, rate_bucket, firm, firm_member,
  firm_invitation, account_mail TO dument_app;
GRANT SELECT, INSERT, UPDATE ON heartbeat, demo_clock TO dument_app;
GRANT SELECT, INSERT ON rate_version TO dument_app;

-- What is written once is never rewritten: corrections are new rows.
REVOKE UPDATE, DELETE ON journal_entry, payment, allocation, credit_note, blob, link_visit,
  letter_status, statement_issue, statement_issue_invoice, debit_rejection FROM dument_app;
REVOKE DELETE ON answer_reply, answer_file, instalment_plan, bank_change, penalty_waiver, invoice, message, letter, call_task, answer, answer_link, client, journal_head, limitation_act, insolvency, evidence, client_credit, credit_use FROM dument_app;

-- The sweeper's narrow view of all companies, column by column.
CREATE FUNCTION let_system_read(watched regclass, columns text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT SELECT (%s) ON %s TO dument_system', columns, watched);
  EXECUTE format('CREATE POLICY system_reads ON %s FOR SELECT TO dument_system USING (true)', watched);
END
$$;

SELECT let_system_read('company', 'id, slug, calendar_zone, paused_at');
SELECT let_system_read('dunning_plan', 'company_id, invoice_id, client_id, kind, channel, due_at, decided_at');
SELECT let_system_read('message', 'company_id, id, client_id, state, due_at, lease_token, lease_until, created_at, sent_at, sending_at, message_id_header');
SELECT let_system_read('mail_server', 'company_id, rest_until');
SELECT let_system_read('mailbox', 'company_id, next_read_at');
SELECT let_system_read('copy_mailbox', 'company_id, confirmed_at');
SELECT let_system_read('letter', 'company_id, id, state, created_at');
SELECT let_system_read('letter_dispatch', 'company_id, letter_id, ordered_at, handed_at, refused_at');
SELECT let_system_read('hold', 'company_id, id, invoice_id, kind, until_on, ended_at');
SELECT let_system_read('invoice', 'company_id, id, status, due_on, version');
SELECT let_system_read('invoice_import', 'company_id, id, state, lease_until, created_at, undo_asked_at, undone_at');
SELECT let_system_read('scenario_replay', 'company_id, id, state, lease_until, created_at');
SELECT let_system_read('answer_link', 'company_id, id, token_hash, expires_at, revoked_at');
SELECT let_system_read('instalment_plan', 'company_id, id, state, look_at');
SELECT let_system_read('statement_schedule', 'company_id, look_at');
SELECT let_system_read('bank_change', 'company_id, id, effective_at, applied_at, cancelled_at');
SELECT let_system_read('invitation', 'company_id, id, token_hash, expires_at');
GRANT SELECT, INSERT, UPDATE, DELETE ON heartbeat TO dument_system;
-- Who opened an answer page is forgotten after a year: the only rows of companies this role may delete.
CREATE POLICY system_forgets ON link_visit TO dument_system USING (visited_at < now() - interval '1 year');
GRANT SELECT (company_id, id, visited_at), DELETE ON link_visit TO dument_system;
GRANT SELECT ON demo_clock TO dument_system;

-- A large import fills tables faster than the server notices: plans made for an empty table, foreign
-- keys included, would then look at every row. Only the owner may look again, so the programs ask.
CREATE FUNCTION refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  ANALYZE client, contact, invoice;
END
$$;
REVOKE ALL ON FUNCTION refresh_statistics() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refresh_statistics() TO dument_app;

-- ------------------------------------------------------------------ what must never happen

ALTER TABLE invoice
  ADD CONSTRAINT invoice_total_positive CHECK (total_cents > 0),
  ADD CONSTRAINT invoice_balance_within CHECK (balance_cents >= 0 AND balance_cents <= total_cents),
  ADD CONSTRAINT invoice_due_after_issue CHECK (due_on >= issued_on),
  ADD CONSTRAINT invoice_paid_is_zero CHECK (status <> 'PAID' OR balance_cents = 0);
ALTER TABLE credit_note ADD CONSTRAINT credit_note_positive CHECK (amount_cents > 0);
ALTER TABLE payment ADD CONSTRAINT payment_not_zero CHECK (amount_cents <> 0 AND (amount_cents > 0 OR reverses_id IS NOT NULL));
-- A free credit is never spent twice, whoever writes at the same time.
ALTER TABLE client_credit ADD CONSTRAINT client_credit_rest_within
  CHECK (amount_cents > 0 AND rest_cents >= 0 AND rest_cents <= amount_cents);
ALTER TABLE credit_use ADD CONSTRAINT credit_use_positive
  CHECK (amount_cents > 0 AND (kind = 'APPLICATION') = (payment_id IS NOT NULL));
ALTER TABLE statement_schedule ADD CONSTRAINT statement_schedule_day CHECK (day_of_month BETWEEN 1 AND 31);
ALTER TABLE statement_run ADD CONSTRAINT statement_run_queued CHECK ((outcome = 'QUEUED') = (message_id IS NOT NULL));
ALTER TABLE penalty_waiver ADD CONSTRAINT penalty_waiver_positive
  CHECK (penalty_cents >= 0 AND flat_fee_cents >= 0 AND penalty_cents + flat_fee_cents > 0);
ALTER TABLE hold ADD CONSTRAINT hold_until_after_start CHECK (until_on IS NULL OR until_on >= started_on);
ALTER TABLE company
  ADD CONSTRAINT company_window CHECK (window_opens_at >= 0 AND window_opens_at < window_closes_at AND window_closes_at <= 1440),
  ADD CONSTRAINT company_pressure CHECK (contact_gap_hours BETWEEN 24 AND 720 AND contacts_per_30_days BETWEEN 1 AND 10);
-- A message is handed to a server only once its exact bytes and its owner are on record.
ALTER TABLE message ADD CONSTRAINT message_sending_is_ready
  CHECK (state <> 'SENDING' OR (mime_sha256 IS NOT NULL AND lease_token IS NOT NULL AND sending_at IS NOT NULL));

-- A step runs once an invoice; a withdrawn one may run again.
CREATE UNIQUE INDEX dunning_step_once ON dunning_step (company_id, invoice_id, step_id) WHERE state <> 'CANCELLED';
-- The same content to the same people leaves once.
-- One that came back undelivered does not count: a corrected address may be tried once more.
CREATE UNIQUE INDEX message_content_once ON message (company_id, content_key)
  WHERE state NOT IN ('CANCELLED', 'FAILED') AND bounced_at IS NULL;
CREATE UNIQUE INDEX scenario_one_default ON scenario (company_id) WHERE is_default;
CREATE UNIQUE INDEX mandate_one_active ON mandate (company_id, firm_id) WHERE revoked_on IS NULL;

-- Steps set aside for a later one come back when that one is withdrawn: otherwise an invoice whose
-- facts were mended (its due date, above all) would never be reminded of again.
CREATE FUNCTION free_superseded_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE dunning_step SET state = 'CANCELLED'
  WHERE company_id = NEW.company_id AND invoice_id = NEW.invoice_id AND state = 'SUPERSEDED'
    AND executed_at = OLD.executed_at AND message_id IS NULL AND call_task_id IS NULL AND letter_id IS NULL;
  RETURN NULL;
END
$$;
CREATE TRIGGER dunning_step_freed AFTER UPDATE OF state ON dunning_step FOR EACH ROW
  WHEN (OLD.state = 'DONE' AND NEW.state = 'CANCELLED') EXECUTE FUNCTION free_superseded_steps();

-- What a message was sent on stays readable as it was: a version in service never changes again.
CREATE FUNCTION guard_published_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  owner_company uuid := coalesce(OLD.company_id, NEW.company_id);
  changed uuid;
BEGIN
  IF TG_TABLE_NAME = 'step_text' THEN
    SELECT version_id INTO changed FROM scenario_step
    WHERE company_id = owner_company AND id = coalesce(OLD.step_id, NEW.step_id);
  ELSE
    changed := coalesce(OLD.version_id, NEW.version_id);
  END IF;
  -- The owner removes whole companies; the programs never touch a version in service.
  IF current_user = 'dument_app' AND EXISTS (
    SELECT 1 FROM scenario_version WHERE company_id = owner_company AND id = changed AND published_at IS NOT NULL)
  THEN
    RAISE EXCEPTION 'a scenario version in service does not change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END
$$;
CREATE TRIGGER scenario_step_published BEFORE INSERT OR UPDATE OR DELETE ON scenario_step
  FOR EACH ROW EXECUTE FUNCTION guard_published_version();
CREATE TRIGGER step_text_published BEFORE INSERT OR UPDATE OR DELETE ON step_text
  FOR EACH ROW EXECUTE FUNCTION guard_published_version();
CREATE UNIQUE INDEX scenario_one_draft ON scenario_version (company_id, scenario_id) WHERE published_at IS NULL;
ALTER TABLE hold ADD CONSTRAINT hold_part_positive CHECK (part_cents IS NULL OR part_cents > 0);

ALTER TABLE rate_version ADD CONSTRAINT rate_version_legal_has_both CHECK ((kind = 'LEGAL_INTEREST') = (individual_bps IS NOT NULL));
ALTER TABLE insolvency ADD CONSTRAINT insolvency_published_after_opening CHECK (published_on IS NULL OR published_on >= opened_on);
CREATE UNIQUE INDEX insolvency_one_running ON insolvency (company_id, client_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX hold_one_insolvency ON hold (company_id, invoice_id) WHERE kind = 'INSOLVENCY' AND ended_at IS NULL;
CREATE UNIQUE INDEX hold_one_debit ON hold (company_id, invoice_id) WHERE kind = 'DIRECT_DEBIT' AND ended_at IS NULL;

-- An insolvency suspends every invoice of the client that it freezes, however the invoice comes in or
-- changes: typed, imported, reopened, given another client or another day of performance. A supply made
-- after the judgment stays payable (C. com. L622-17); an unknown day is held to be earlier.
CREATE FUNCTION suspend_frozen_invoices(suspended_company uuid, suspended_invoices uuid[]) RETURNS void LANGUAGE sql AS $$
  WITH frozen AS (
    SELECT i.company_id, i.id, n.id AS insolvency_id, n.opened_on, n.created_at, n.created_by_id
    FROM invoice i
    JOIN insolvency n ON n.company_id = i.company_id AND n.client_id = i.client_id AND n.ended_at IS NULL
    WHERE i.company_id = suspended_company AND i.id = ANY(suspended_invoices) AND i.status = 'OPEN'
      AND (i.performed_on IS NULL OR i.performed_on <= n.opened_on)),
  released AS (
    UPDATE hold h SET ended_at = now(), end_reason = 'La facture n’est plus visée par la procédure.'
    WHERE h.company_id = suspended_company AND h.invoice_id = ANY(suspended_invoices) AND h.kind = 'INSOLVENCY'
      AND h.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM frozen f WHERE f.id = h.invoice_id))
  INSERT INTO hold (company_id, id, invoice_id, kind, reason, started_on, created_by_id, created_at)
  SELECT f.company_id, gen_random_uuid(), f.id, 'INSOLVENCY', '', f.opened_on, f.created_by_id, f.created_at
  FROM frozen f
  ON CONFLICT (company_id, invoice_id) WHERE kind = 'INSOLVENCY' AND ended_at IS NULL DO NOTHING
$$;
CREATE FUNCTION suspend_new_invoices() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  added record;
BEGIN
  FOR added IN
    SELECT a.company_id, array_agg(a.id) AS ids FROM added_invoice a
    JOIN insolvency n ON n.company_id = a.company_id AND n.client_id = a.client_id AND n.ended_at IS NULL
    GROUP BY a.company_id
  LOOP
    PERFORM suspend_frozen_invoices(added.company_id, added.ids);
  END LOOP;
  RETURN NULL;
END
$$;
CREATE FUNCTION suspend_changed_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM suspend_frozen_invoices(NEW.company_id, ARRAY[NEW.id]);
  RETURN NULL;
END
$$;
CREATE TRIGGER invoice_added_frozen AFTER INSERT ON invoice REFERENCING NEW TABLE AS added_invoice
  FOR EACH STATEMENT EXECUTE FUNCTION suspend_new_invoices();
CREATE TRIGGER invoice_changed_frozen AFTER UPDATE OF client_id, performed_on, status ON invoice FOR EACH ROW
  WHEN (OLD.client_id IS DISTINCT FROM NEW.client_id OR OLD.performed_on IS DISTINCT FROM NEW.performed_on
        OR OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION suspend_changed_invoice();

-- Each open invoice of a client that pays by direct debit waits for the bank, however it comes in: typed,
-- imported, or given to that client later. One whose debit was rejected does not wait again by itself.
CREATE FUNCTION hold_debited_invoices(held_company uuid, held_invoices uuid[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO hold (company_id, id, invoice_id, kind, reason, started_on, created_by_id, created_at)
  SELECT i.company_id, gen_random_uuid(), i.id, 'DIRECT_DEBIT', d.reference, greatest(d.created_at, i.created_at)::date,
         d.created_by_id, greatest(d.created_at, i.created_at)
  FROM invoice i JOIN debit_mandate d ON d.company_id = i.company_id AND d.client_id = i.client_id
  WHERE i.company_id = held_company AND i.id = ANY(held_invoices) AND i.status = 'OPEN'
    AND NOT EXISTS (SELECT 1 FROM debit_rejection r WHERE r.company_id = i.company_id AND r.invoice_id = i.id)
  ON CONFLICT (company_id, invoice_id) WHERE kind = 'DIRECT_DEBIT' AND ended_at IS NULL DO NOTHING
$$;
CREATE FUNCTION hold_new_debited_invoices() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  added record;
BEGIN
  FOR added IN
    SELECT a.company_id, array_agg(a.id) AS ids FROM added_invoice a
    JOIN debit_mandate d ON d.company_id = a.company_id AND d.client_id = a.client_id
    GROUP BY a.company_id
  LOOP
    PERFORM hold_debited_invoices(added.company_id, added.ids);
  END LOOP;
  RETURN NULL;
END
$$;
CREATE FUNCTION hold_moved_debited_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hold_debited_invoices(NEW.company_id, ARRAY[NEW.id]);
  RETURN NULL;
END
$$;
CREATE TRIGGER invoice_added_debited AFTER INSERT ON invoice REFERENCING NEW TABLE AS added_invoice
  FOR EACH STATEMENT EXECUTE FUNCTION hold_new_debited_invoices();
CREATE TRIGGER invoice_moved_debited AFTER UPDATE OF client_id ON invoice FOR EACH ROW
  WHEN (OLD.client_id IS DISTINCT FROM NEW.client_id) EXECUTE FUNCTION hold_moved_debited_invoice();

-- Moves a message may make. SENT is final; SENDING never goes back to READY without a definite refusal,
-- which the program records in `outcome`.
CREATE FUNCTION guard_message_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IS DISTINCT FROM NEW.state AND NOT (OLD.state || '>' || NEW.state) = ANY (ARRAY[
    'AWAITING_APPROVAL>READY', 'AWAITING_APPROVAL>CANCELLED',
    'READY>SENDING', 'READY>CANCELLED', 'READY>FAILED', 'READY>AWAITING_APPROVAL',
    'SENDING>SENT', 'SENDING>READY', 'SENDING>FAILED', 'SENDING>UNCERTAIN', 'SENDING>CANCELLED',
    'UNCERTAIN>SENT', 'UNCERTAIN>CANCELLED'])
  THEN
    RAISE EXCEPTION 'a message cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER message_state BEFORE UPDATE OF state ON message FOR EACH ROW EXECUTE FUNCTION guard_message_state();

-- ------------------------------------------------------------------ what is derived

-- A name as people recognise it: no accent, no case, no punctuation. Written without the rules of a
-- locale, so that it is the same on every server; letters it does not know are kept as they are.
CREATE FUNCTION name_key(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(
    lower(replace(replace(replace(replace(replace(
      regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]+', '', 'g'),
      'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss')),
    '[[:space:][:punct:]’‘“”«»–—‑·•°…]+', ' ', 'g'))
$$;
CREATE FUNCTION keep_name_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.name_key := name_key(NEW.name);
  RETURN NEW;
END
$$;
CREATE TRIGGER client_name_key BEFORE INSERT OR UPDATE OF name, name_key ON client
  FOR EACH ROW EXECUTE FUNCTION keep_name_key();

-- ------------------------------------------------------------------ where the hot paths look

CREATE INDEX dunning_step_by_call ON dunning_step (company_id, call_task_id) WHERE call_task_id IS NOT NULL;
CREATE INDEX dunning_step_by_letter ON dunning_step (company_id, letter_id) WHERE letter_id IS NOT NULL;
CREATE INDEX dunning_plan_due ON dunning_plan (due_at) INCLUDE (company_id, client_id) WHERE due_at IS NOT NULL;
CREATE INDEX dunning_plan_company_due ON dunning_plan (company_id, due_at) WHERE due_at IS NOT NULL;
-- By company first: one with a large backlog is skipped in one step, whoever looks for the others.
CREATE INDEX message_ready ON message (company_id, due_at, id) WHERE state = 'READY';
-- An answer or a refusal names the message it is about, not the company.
CREATE INDEX message_by_header ON message (message_id_header) WHERE message_id_header IS NOT NULL;
CREATE INDEX reply_to_read ON inbound_mail (company_id, created_at) WHERE kind = 'REPLY' AND handled_at IS NULL;
CREATE INDEX mailbox_due ON mailbox (next_read_at);
CREATE INDEX message_leased ON message (lease_until) WHERE lease_token IS NOT NULL AND state IN ('READY', 'SENDING');
CREATE INDEX message_to_decide ON message (company_id, state, created_at) WHERE state IN ('AWAITING_APPROVAL', 'UNCERTAIN', 'FAILED');
CREATE INDEX call_task_open ON call_task (company_id, due_on) WHERE state = 'OPEN';
CREATE INDEX answer_open ON answer (company_id, created_at) WHERE state = 'OPEN';
CREATE INDEX hold_running ON hold (company_id, invoice_id) WHERE ended_at IS NULL;
CREATE INDEX hold_to_end ON hold (until_on) WHERE ended_at IS NULL AND until_on IS NOT NULL;
CREATE INDEX invoice_open_due ON invoice (company_id, due_on, id) INCLUDE (balance_cents) WHERE status = 'OPEN';
CREATE INDEX invoice_open_start ON invoice (company_id, (coalesce(performed_on, issued_on))) WHERE status = 'OPEN';
CREATE INDEX account_mail_due ON account_mail (due_at) WHERE closed_at IS NULL;
CREATE INDEX message_copy_waiting ON message_copy (company_id, due_at) WHERE state IN ('READY', 'SENDING');
CREATE INDEX letter_to_hand_over ON letter_dispatch (ordered_at) WHERE handed_at IS NULL AND refused_at IS NULL;
CREATE INDEX letter_deadline ON letter (company_id, deadline_on) WHERE followed_up_at IS NULL AND deadline_on IS NOT NULL;
CREATE INDEX instalment_plan_to_look_at ON instalment_plan (look_at) WHERE look_at IS NOT NULL;
CREATE INDEX statement_schedule_due ON statement_schedule (look_at) WHERE look_at IS NOT NULL;
CREATE INDEX client_credit_left ON client_credit (company_id, client_id) WHERE rest_cents > 0 AND cancelled_at IS NULL;
CREATE INDEX bank_change_waiting ON bank_change (effective_at) WHERE applied_at IS NULL AND cancelled_at IS NULL;
-- One change of account waits at a time: a second one replaces it.
CREATE UNIQUE INDEX bank_change_one_waiting ON bank_change (company_id) WHERE applied_at IS NULL AND cancelled_at IS NULL;
-- One schedule is discussed or runs for an answer; what was agreed is never zero.
ALTER TABLE instalment ADD CONSTRAINT instalment_positive CHECK (amount_cents > 0 AND position > 0 AND round IN (1, 2));
CREATE INDEX letter_to_draw ON letter (created_at) WHERE state = 'DRAFT';
CREATE INDEX scenario_replay_waiting ON scenario_replay (created_at) WHERE state IN ('QUEUED', 'RUNNING');
CREATE INDEX invoice_import_running ON invoice_import (lease_until) WHERE state IN ('QUEUED', 'RUNNING');
CREATE INDEX invoice_import_undoing ON invoice_import (undo_asked_at) WHERE undo_asked_at IS NOT NULL AND undone_at IS NULL;

-- A message is written once and read back as proof: compressing it would cost more than writing it.
ALTER TABLE message_body ALTER COLUMN mime SET STORAGE EXTERNAL;
