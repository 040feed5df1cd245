-- Accounts are found by how their id begins, whatever the case.
CREATE INDEX "accounts_external_id_beginning" ON "accounts" (lower("external_id") text_pattern_ops);
