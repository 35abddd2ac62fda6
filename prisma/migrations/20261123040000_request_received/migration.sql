-- Public buyers: the day the request for payment was received, where the term of payment starts (CCP R2192-10).
ALTER TABLE invoice ADD COLUMN request_received_on date;
