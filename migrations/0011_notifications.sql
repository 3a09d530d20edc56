-- Notifications (R70, R71).
ALTER TABLE staff ADD COLUMN notifies INTEGER NOT NULL DEFAULT 1 CHECK (notifies IN (0, 1));
ALTER TABLE staff ADD COLUMN notification_sound INTEGER NOT NULL DEFAULT 1 CHECK (notification_sound IN (0, 1));
ALTER TABLE building ADD COLUMN public_counter INTEGER NOT NULL DEFAULT 0 CHECK (public_counter IN (0, 1));
ALTER TABLE building ADD COLUMN quiet_from INTEGER CHECK (quiet_from BETWEEN 0 AND 1439); -- minute of the day; NULL: never quiet
ALTER TABLE building ADD COLUMN quiet_until INTEGER CHECK (quiet_until BETWEEN 0 AND 1439); -- likewise

PRAGMA user_version = 11;
