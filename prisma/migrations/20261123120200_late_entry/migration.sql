-- An invoice entered once the day of its first reminder had passed starts with that reminder, not with the step of
-- its age: its client has heard of nothing yet.
ALTER TABLE "company" ADD COLUMN "late_entry_starts_over" BOOLEAN NOT NULL DEFAULT true;
