-- Nothing leaves for the debtors of a company none of whose owners has confirmed an address: the sweeper
-- must tell such companies from the others, so that their messages take nobody's turn.
SELECT let_system_read('membership', 'company_id, user_id, role');
GRANT SELECT (id, email_verified_at) ON user_account TO dument_system;
