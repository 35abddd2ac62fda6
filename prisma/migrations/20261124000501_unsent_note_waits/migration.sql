-- A note that did not leave, according to a person, and that cannot leave as it is waits as a refused one does.
CREATE OR REPLACE FUNCTION guard_message_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IS DISTINCT FROM NEW.state AND NOT (OLD.state || '>' || NEW.state) = ANY (ARRAY[
    'AWAITING_APPROVAL>READY', 'AWAITING_APPROVAL>CANCELLED',
    'READY>SENDING', 'READY>CANCELLED', 'READY>FAILED', 'READY>AWAITING_APPROVAL',
    'SENDING>SENT', 'SENDING>READY', 'SENDING>FAILED', 'SENDING>UNCERTAIN', 'SENDING>CANCELLED',
    'UNCERTAIN>SENT', 'UNCERTAIN>CANCELLED', 'UNCERTAIN>FAILED'])
  THEN
    RAISE EXCEPTION 'a message cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
