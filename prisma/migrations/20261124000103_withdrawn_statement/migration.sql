-- A statement that belongs to another company, or to nobody's business here, is withdrawn while nothing was made of
-- it: the keys of matches and holds refuse all the rest.
GRANT DELETE ON bank_import, bank_line, bank_statement TO dument_app;
