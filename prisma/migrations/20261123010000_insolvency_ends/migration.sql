-- A procedure ends in two ways: it was recorded by mistake, and everything is as if it had never been;
-- or it is over, and what it froze stays frozen (C. com. L622-28, L643-11).
CREATE TYPE insolvency_end AS ENUM ('ERROR', 'CLOSURE');
ALTER TABLE insolvency ADD COLUMN end_cause insolvency_end;
-- Rows are hidden from their owner too: the two ways were one gesture, which did what an error asks for.
ALTER TABLE insolvency NO FORCE ROW LEVEL SECURITY;
UPDATE insolvency SET end_cause = 'ERROR' WHERE ended_at IS NOT NULL;
ALTER TABLE insolvency FORCE ROW LEVEL SECURITY;
ALTER TABLE insolvency ADD CONSTRAINT insolvency_end_has_cause CHECK ((ended_at IS NULL) = (end_cause IS NULL));

-- The procedure that ended a schedule of payments, and the message that announces an instalment.
ALTER TABLE instalment_plan ADD COLUMN ended_by_insolvency_id uuid;
ALTER TABLE instalment_plan ADD CONSTRAINT instalment_plan_company_id_ended_by_insolvency_id_fkey
  FOREIGN KEY (company_id, ended_by_insolvency_id) REFERENCES insolvency (company_id, id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX instalment_plan_company_id_ended_by_insolvency_id_idx ON instalment_plan (company_id, ended_by_insolvency_id);
ALTER TABLE instalment ADD COLUMN notice_id uuid;
ALTER TABLE instalment ADD CONSTRAINT instalment_company_id_notice_id_fkey
  FOREIGN KEY (company_id, notice_id) REFERENCES message (company_id, id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX instalment_company_id_notice_id_idx ON instalment (company_id, notice_id);

-- The day of an instant where the company works (src/domain/calendarZone.ts).
CREATE FUNCTION company_day(of_company uuid, instant timestamptz) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT (instant AT TIME ZONE CASE calendar_zone::text
    WHEN 'GUADELOUPE' THEN 'America/Guadeloupe'
    WHEN 'MARTINIQUE' THEN 'America/Martinique'
    WHEN 'GUYANE' THEN 'America/Cayenne'
    WHEN 'REUNION' THEN 'Indian/Reunion'
    WHEN 'MAYOTTE' THEN 'Indian/Mayotte'
    ELSE 'Europe/Paris' END)::date
  FROM company WHERE id = of_company
$$;

-- The judgment that freezes a claim, null when none does. It takes effect at 0 h of its day (R621-4): a
-- supply of that very day is later, and stays payable (L622-17). An unknown day is held to be earlier,
-- except for what was invoiced once the procedure was over.
CREATE FUNCTION freezing_judgment(of_company uuid, of_client uuid, performed_on date, issued_on date)
RETURNS date LANGUAGE sql STABLE AS $$
  SELECT min(n.opened_on) FROM insolvency n
  WHERE n.company_id = of_company AND n.client_id = of_client AND n.end_cause IS DISTINCT FROM 'ERROR'
    AND (performed_on < n.opened_on
         OR (performed_on IS NULL AND (n.ended_at IS NULL OR issued_on <= company_day(n.company_id, n.ended_at))))
$$;

CREATE OR REPLACE FUNCTION suspend_frozen_invoices(suspended_company uuid, suspended_invoices uuid[]) RETURNS void LANGUAGE sql AS $$
  WITH frozen AS (
    SELECT i.company_id, i.id, n.opened_on, n.created_at, n.created_by_id
    FROM invoice i
    CROSS JOIN LATERAL (
      SELECT n.opened_on, n.created_at, n.created_by_id FROM insolvency n
      WHERE n.company_id = i.company_id AND n.client_id = i.client_id AND n.end_cause IS DISTINCT FROM 'ERROR'
        AND n.opened_on = freezing_judgment(i.company_id, i.client_id, i.performed_on, i.issued_on)
      ORDER BY n.created_at LIMIT 1) n
    WHERE i.company_id = suspended_company AND i.id = ANY(suspended_invoices) AND i.status = 'OPEN'),
  released AS (
    UPDATE hold h SET ended_at = now(), end_reason = 'La facture n’est plus visée par la procédure.'
    WHERE h.company_id = suspended_company AND h.invoice_id = ANY(suspended_invoices) AND h.kind = 'INSOLVENCY'
      AND h.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM frozen f WHERE f.id = h.invoice_id))
  INSERT INTO hold (company_id, id, invoice_id, kind, reason, started_on, created_by_id, created_at)
  SELECT f.company_id, gen_random_uuid(), f.id, 'INSOLVENCY', '', f.opened_on, f.created_by_id, f.created_at
  FROM frozen f
  ON CONFLICT (company_id, invoice_id) WHERE kind = 'INSOLVENCY' AND ended_at IS NULL DO NOTHING
$$;
CREATE OR REPLACE FUNCTION suspend_new_invoices() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  added record;
BEGIN
  FOR added IN
    SELECT a.company_id, array_agg(DISTINCT a.id) AS ids FROM added_invoice a
    JOIN insolvency n ON n.company_id = a.company_id AND n.client_id = a.client_id AND n.end_cause IS DISTINCT FROM 'ERROR'
    GROUP BY a.company_id
  LOOP
    PERFORM suspend_frozen_invoices(added.company_id, added.ids);
  END LOOP;
  RETURN NULL;
END
$$;
DROP TRIGGER invoice_changed_frozen ON invoice;
CREATE TRIGGER invoice_changed_frozen AFTER UPDATE OF client_id, performed_on, issued_on, status ON invoice FOR EACH ROW
  WHEN (OLD.client_id IS DISTINCT FROM NEW.client_id OR OLD.performed_on IS DISTINCT FROM NEW.performed_on
        OR OLD.issued_on IS DISTINCT FROM NEW.issued_on OR OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION suspend_changed_invoice();

-- A debit is waited for from the day it is where the company works.
CREATE OR REPLACE FUNCTION hold_debited_invoices(held_company uuid, held_invoices uuid[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO hold (company_id, id, invoice_id, kind, reason, started_on, created_by_id, created_at)
  SELECT i.company_id, gen_random_uuid(), i.id, 'DIRECT_DEBIT', d.reference,
         company_day(i.company_id, greatest(d.created_at, i.created_at)), d.created_by_id, greatest(d.created_at, i.created_at)
  FROM invoice i JOIN debit_mandate d ON d.company_id = i.company_id AND d.client_id = i.client_id
  WHERE i.company_id = held_company AND i.id = ANY(held_invoices) AND i.status = 'OPEN'
    AND NOT EXISTS (SELECT 1 FROM debit_rejection r WHERE r.company_id = i.company_id AND r.invoice_id = i.id)
  ON CONFLICT (company_id, invoice_id) WHERE kind = 'DIRECT_DEBIT' AND ended_at IS NULL DO NOTHING
$$;

-- Invoices of the very day of a judgment that is still in force are released.
ALTER TABLE insolvency NO FORCE ROW LEVEL SECURITY;
ALTER TABLE invoice NO FORCE ROW LEVEL SECURITY;
ALTER TABLE hold NO FORCE ROW LEVEL SECURITY;
UPDATE hold h SET ended_at = now(), end_reason = 'La facture n’est plus visée par la procédure.'
FROM invoice i JOIN insolvency n ON n.company_id = i.company_id AND n.client_id = i.client_id AND n.ended_at IS NULL
WHERE i.company_id = h.company_id AND i.id = h.invoice_id AND h.kind = 'INSOLVENCY' AND h.ended_at IS NULL
  AND i.performed_on = n.opened_on;
ALTER TABLE hold FORCE ROW LEVEL SECURITY;
ALTER TABLE invoice FORCE ROW LEVEL SECURITY;
ALTER TABLE insolvency FORCE ROW LEVEL SECURITY;
