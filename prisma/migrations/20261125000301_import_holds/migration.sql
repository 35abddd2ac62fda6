-- Rows are hidden from their owner too.
ALTER TABLE hold NO FORCE ROW LEVEL SECURITY;
UPDATE hold SET kind = 'IMPORT',
  reason = 'Dans le FEC importé le ' || to_char(started_on, 'DD/MM/YYYY') || ', un crédit de ce client n’est lettré avec aucune facture'
WHERE kind = 'MANUAL'
  AND reason = 'Crédit non lettré de ce client dans le FEC importé' || chr(160) || ': vérifiez que la facture reste due';
ALTER TABLE hold FORCE ROW LEVEL SECURITY;
