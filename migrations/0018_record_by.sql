-- R52: the record by who and by what, the latest first.
CREATE INDEX record_by ON record (staff_id) WHERE staff_id IS NOT NULL;
CREATE INDEX record_about ON record (subject);

PRAGMA user_version = 18;
