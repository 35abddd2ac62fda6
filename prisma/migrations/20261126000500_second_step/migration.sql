-- A code from a telephone after the password or the link: what a stolen password alone no longer opens.
ALTER TYPE one_time_purpose ADD VALUE 'SECOND_STEP';

CREATE TABLE second_factor (
  user_id uuid PRIMARY KEY REFERENCES user_account (id) ON DELETE CASCADE,
  sealed bytea NOT NULL,
  begun_at timestamptz(3) NOT NULL,
  begun_session_id uuid NOT NULL,
  confirmed_at timestamptz(3),
  last_step integer NOT NULL DEFAULT 0
);

CREATE TABLE recovery_code (
  user_id uuid NOT NULL REFERENCES second_factor (user_id) ON DELETE CASCADE,
  code_hash text NOT NULL,
  used_at timestamptz(3),
  PRIMARY KEY (user_id, code_hash)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor, recovery_code TO dument_app;
