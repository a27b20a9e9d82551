-- What could be overwritten or not be corrected until now: rows of a team about somebody who was turned away, and how
-- old somebody is.

-- A row without a record behind it is corrected by another one. Rows of whom we know follow the person's own entry.
ALTER TABLE turned_away ADD COLUMN replaces row_id;
ALTER TABLE turned_away ADD COLUMN current flag NOT NULL DEFAULT 1;

-- How old, how sure, and who said so; the newest stands in the directory, too. The first replaces nothing: the person's
-- own id stands there, so that two first ones cannot both be saved.
-- cluster
CREATE TABLE age (
  org org_id NOT NULL,
  person person_id NOT NULL,
  id row_id NOT NULL,
  replaces row_id NOT NULL,
  current flag NOT NULL,
  author user_id NOT NULL,
  hour instant NOT NULL,
  body sealed NOT NULL,
  PRIMARY KEY (org, person, id),
  UNIQUE (org, person, replaces)
);
