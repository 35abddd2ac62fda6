-- What the electronic invoice inside an attached PDF says of itself: it goes with the reminders, and should say the same.
ALTER TABLE "document" ADD COLUMN "stated" JSONB;
