-- Why the agreement of a schedule could not be drawn: shown with the schedule, tried again once a day.
ALTER TABLE instalment_plan ADD COLUMN document_problem text;
