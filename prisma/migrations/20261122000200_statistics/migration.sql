-- What the planner must know to find rows by their keys behind row-level security: by hand as well.

-- A step runs once an invoice, the same content leaves once: as before, with the states named one by
-- one. The planner takes « other than » for « none » there, and would read such an index whole.
DROP INDEX dunning_step_once;
CREATE UNIQUE INDEX dunning_step_once ON dunning_step (company_id, invoice_id, step_id)
  WHERE state IN ('DONE', 'SUPERSEDED');
DROP INDEX message_content_once;
CREATE UNIQUE INDEX message_content_once ON message (company_id, content_key)
  WHERE state IN ('AWAITING_APPROVAL', 'READY', 'SENDING', 'SENT', 'UNCERTAIN') AND bounced_at IS NULL;

-- The first thousands of reminders fill the tables of contacts as an import fills its own (see
-- refresh_statistics). Asked after each round of decisions, it looks only at those that have grown
-- by half since they were last looked at.
CREATE FUNCTION refresh_grown_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  grown regclass;
BEGIN
  FOR grown IN
    SELECT oid FROM pg_class
    WHERE oid = ANY ('{dunning_plan, dunning_step, message, message_invoice, answer_link}'::regclass[])
      AND pg_relation_size(oid) / current_setting('block_size')::int > 1.5 * relpages + 64
  LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) %s', grown);
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION refresh_grown_statistics() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refresh_grown_statistics() TO dument_app;
