-- Addresses of which nothing arrives are posted to in places of their own: whoever shares the places out must know them.
GRANT SELECT (failing_since) ON webhook_endpoint TO dument_system;
