-- What could not be corrected until now: rows of a team about somebody who was turned away.

-- A row without a record behind it is corrected by another one. Rows of whom we know follow the person's own entry.
ALTER TABLE turned_away ADD COLUMN replaces row_id;
ALTER TABLE turned_away ADD COLUMN current flag NOT NULL DEFAULT 1;
